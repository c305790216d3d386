//! The pages of exports in HTML: their texts in order, each with the classes and the link it stands in.
//!
//! A page has no lines worth the name, for most are one long line; a record is told by its number on the page.

use crate::import::{
    error::ImportError,
    exports::{
        bundle::{Bundle, Entry},
        rows::Rows,
    },
    input::Input,
};
use scraper::{ElementRef, Html, Selector};

/// What is to be done where a page cannot be read.
pub(in super::super) const AS_JSON: &str = "ask for the export again in the format JSON; nothing was read";

/// How much of a page is looked at to see what it is, in bytes: its styles come first.
const START: usize = 1 << 18;

/// The pages of `bundle` called by one of `tails`, the last folder and name without ending; where the folder is not there, a page that
/// holds one of `marks` too.
pub(in super::super) fn pages<'a>(bundle: &'a Bundle, tails: &[&str], marks: &[&str]) -> Vec<&'a Entry> {
    let called = |entry: &Entry, tail: &str| {
        [".html", ".htm"].iter().any(|ending| {
            let tail = format!("{tail}{ending}");
            bundle.all(&tail).any(|other| std::ptr::eq(other, entry))
        })
    };
    let is_one = |entry: &&Entry| {
        let by_name = || tails.iter().any(|tail| called(entry, tail.rsplit('/').next().unwrap_or_default()));
        let by_folder =
            || !bundle.is_single() && tails.iter().any(|tail| tail.contains('/') && called(entry, tail));
        matches!(entry.ending(), "html" | "htm") && by_name() && (by_folder() || shows(bundle, entry, marks))
    };
    bundle.entries().iter().filter(is_one).collect()
}

fn shows(bundle: &Bundle, entry: &Entry, marks: &[&str]) -> bool {
    let start = bundle.peek(entry, START);
    let start = String::from_utf8_lossy(&start);
    marks.iter().any(|mark| start.contains(mark))
}

/// A page that was opened.
pub(in super::super) struct Page {
    pub(in super::super) input: Input,
    pub(in super::super) encoding: &'static str,
    pub(in super::super) html: Html,
}

impl Page {
    pub(in super::super) fn open(
        bundle: &Bundle,
        entry: &Entry,
        rows: &mut Rows,
    ) -> Result<Self, ImportError> {
        let mut input = rows.open(bundle, entry)?;
        let encoding = input.recode()?;
        let text = std::str::from_utf8(&input.content).expect("the input was decoded");
        if text.trim().is_empty() {
            return Err(ImportError::file(&input.name, "the file is empty", AS_JSON));
        }
        if !text.trim_end().to_lowercase().ends_with("</html>") && text.to_lowercase().contains("<html") {
            return Err(ImportError::file(&input.name, "the page is cut off: its end is missing", AS_JSON));
        }
        let html = Html::parse_document(text);
        Ok(Self { input, encoding, html })
    }

    /// An error that says that the page is not of a structure known here.
    pub(in super::super) fn not_known(&self, what: &str) -> ImportError {
        ImportError::file(&self.input.name, what, AS_JSON)
    }

    /// The elements with any of `classes`.
    pub(in super::super) fn with_class(&self, classes: &'static str) -> Vec<ElementRef<'_>> {
        self.html.select(&selector(classes)).collect()
    }

    /// The texts of the page in order, but for its styles and scripts, each with the address that it links to.
    pub(in super::super) fn texts(&self) -> Vec<(&str, Option<&str>)> {
        let mut texts = Vec::new();
        for node in self.html.root_element().descendants() {
            let Some(text) = node.value().as_text().map(|text| text.trim()).filter(|text| !text.is_empty())
            else {
                continue;
            };
            let mut around = node.ancestors().filter_map(ElementRef::wrap);
            if !around.clone().any(|element| matches!(element.value().name(), "style" | "script" | "head")) {
                texts.push((text, around.find_map(|element| element.attr("href"))));
            }
        }
        texts
    }

    /// The text that follows the first of the texts that is one of `labels`.
    pub(in super::super) fn after_label(&self, labels: &[&str]) -> Option<String> {
        let texts = self.texts();
        let is_label = |text: &str| labels.iter().any(|label| super::record::same_label(label, text));
        let at = texts.iter().position(|(text, _)| is_label(text))?;
        texts.get(at + 1).map(|(text, _)| (*text).to_owned())
    }
}

/// The elements that `css` chooses.
pub(in super::super) fn selector(css: &'static str) -> Selector {
    Selector::parse(css).expect("selectors are written here, and each is tried by a test")
}

/// The texts in an element, joined by blanks.
pub(in super::super) fn text_of(element: ElementRef) -> String {
    element.text().map(str::trim).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
}
