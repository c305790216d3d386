//! `JsonFile`: a file of an export, read as one JSON text, with errors that say where.

use crate::import::{
    error::ImportError,
    exports::{
        bundle::{Bundle, Entry},
        json::{Document, Node, Reading},
        rows::Rows,
    },
    input::Input,
};

/// A file that was read as JSON.
pub(super) struct JsonFile {
    pub(super) input: Input,
    pub(super) document: Document,
    /// How its text was written.
    pub(super) encoding: &'static str,
}

impl JsonFile {
    /// Opens `entry` and reads it as it stands.
    pub(super) fn open(bundle: &Bundle, entry: &Entry, rows: &mut Rows) -> Result<Self, ImportError> {
        Self::open_with(bundle, entry, rows, Reading::default(), |_, text| Ok(text))
    }

    /// Opens `entry` and calls it `name` from then on, where its folder may be called after a person.
    pub(super) fn open_as(
        bundle: &Bundle,
        entry: &Entry,
        rows: &mut Rows,
        name: String,
    ) -> Result<Self, ImportError> {
        let input = Input { name, ..rows.open(bundle, entry)? };
        Self::of(input, Reading::default(), |_, text| Ok(text))
    }

    /// Opens `entry`, lets `bare` take away what is no JSON, and reads the rest.
    pub(super) fn open_with(
        bundle: &Bundle,
        entry: &Entry,
        rows: &mut Rows,
        reading: Reading,
        bare: impl FnOnce(&str, Vec<u8>) -> Result<Vec<u8>, ImportError>,
    ) -> Result<Self, ImportError> {
        Self::of(rows.open(bundle, entry)?, reading, bare)
    }

    fn of(
        mut input: Input,
        reading: Reading,
        bare: impl FnOnce(&str, Vec<u8>) -> Result<Vec<u8>, ImportError>,
    ) -> Result<Self, ImportError> {
        let encoding = input.recode()?;
        if input.content.trim_ascii_start().starts_with(b"<") {
            let way_out = "ask for the export again, as JSON where there is a choice; nothing was read";
            return Err(ImportError::file(&input.name, "it is a web page and no JSON", way_out));
        }
        let content = bare(&input.name, std::mem::take(&mut input.content))?;
        let document = Document::of(&input.name, &content, reading)?;
        Ok(Self { input, document, encoding })
    }

    /// The whole.
    pub(super) fn root(&self) -> &Node {
        &self.document.root
    }

    /// The line of a value.
    pub(super) fn line(&self, node: &Node) -> u64 {
        self.document.line(node)
    }

    /// An error at a value.
    pub(super) fn error(&self, node: &Node, what: impl Into<String>, way_out: &str) -> ImportError {
        ImportError::line(&self.input.name, self.line(node), what, way_out)
    }
}
