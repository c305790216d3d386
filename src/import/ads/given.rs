//! `Given`: a file of a library, opened, and which generation of which library it is.

use super::{Generation, Importer};
use crate::{
    import::{
        ads::ad_table::folded,
        body::Body,
        error::{ImportError, listed},
        exports::{Bundle, Entry, Format, json},
        input::Input,
    },
    model::ads::{AdBook, Level},
};

/// A file that was opened: tables, or a JSON text.
pub(super) struct Text {
    pub(super) input: Input,
    /// The file's own name, which may say what the file does not.
    name: String,
    content: Content,
    /// Whether it was given by itself, and not with others in a folder or an archive.
    pub(super) is_single: bool,
}

enum Content {
    Tables(Vec<Body>),
    Json(JsonText),
}

/// A JSON text: one value, or one a line.
pub(in crate::import) struct JsonText {
    pub(in crate::import) documents: Vec<(u64, json::Document)>,
}

impl JsonText {
    /// The roots, each with its line; a single list is taken apart.
    pub(in crate::import) fn records(&self) -> Vec<(u64, &json::Node)> {
        match &self.documents[..] {
            [(_, document)] if !document.root.list().is_empty() => {
                document.root.list().iter().map(|node| (document.line(node), node)).collect()
            }
            documents => documents.iter().map(|(line, document)| (*line, &document.root)).collect(),
        }
    }

    /// The records, each with its line, where pages of them may be wrapped: lists under one of `keys`, in an object, in a list of
    /// such, or in one a line; what is not wrapped is a record itself.
    pub(in crate::import) fn under(&self, keys: &[&str]) -> Vec<(u64, &json::Node)> {
        let mut found = Vec::new();
        for (at, (_, document)) in self.documents.iter().enumerate() {
            let root = &document.root;
            let is_list = matches!(root.value, json::Json::List(_));
            for page in if is_list { root.list() } else { std::slice::from_ref(root) } {
                let records = page.first(keys).map_or(std::slice::from_ref(page), json::Node::list);
                found.extend(records.iter().map(|node| (self.line(at, node), node)));
            }
        }
        found
    }

    /// Whether an object of it has all of these keys, as pages of records have that may hold none.
    pub(super) fn is_page_with(&self, keys: &[&str]) -> bool {
        self.documents.iter().any(|(_, document)| keys.iter().all(|key| document.root.get(key).is_some()))
    }

    /// The line of a value of the document at that place of `documents`.
    pub(super) fn line(&self, at: usize, node: &json::Node) -> u64 {
        let (first, document) = &self.documents[at];
        first + document.line(node) - 1
    }
}

/// A file of a library that is known.
pub(super) struct Given<'a> {
    pub(super) input: &'a Input,
    /// The file's own name, without the folders that lead to it.
    pub(super) name: &'a str,
    pub(super) generation: &'static str,
    pub(super) content: Known<'a>,
}

/// Its content.
pub(super) enum Known<'a> {
    Table(&'a Body),
    Json(&'a JsonText),
}

impl<'a> Given<'a> {
    /// A book of single advertisements, without a day, place or window.
    pub(super) fn book_of_ads(
        &self,
        format: &Format,
        title: &str,
        cannot_tell: &'static [&'static str],
    ) -> AdBook {
        AdBook {
            format: format.name,
            title: title.to_owned(),
            generation: self.generation,
            level: Level::Ad,
            asked_on: None,
            about: None,
            window: None,
            cannot_tell,
        }
    }

    /// The JSON text, of an importer that asks for nothing else.
    pub(super) fn json(&self) -> &'a JsonText {
        match self.content {
            Known::Json(text) => text,
            Known::Table(_) => unreachable!("an importer without tables is given JSON"),
        }
    }

    /// The table, of an importer that asks for nothing else.
    pub(super) fn table(&self) -> &'a Body {
        match self.content {
            Known::Table(body) => body,
            Known::Json(_) => unreachable!("an importer without a JSON shape is given tables"),
        }
    }
}

/// Whether a file of an archive or a folder may be a table or a JSON text; documents and pictures beside are not looked at.
pub(in crate::import) fn may_be_a_library(entry: &Entry) -> bool {
    matches!(
        entry.ending(),
        "csv" | "tsv" | "txt" | "parquet" | "xlsx" | "xls" | "ods" | "json" | "jsonl" | "ndjson" | "js"
    )
}

impl Text {
    pub(super) fn open(bundle: &Bundle, entry: &Entry) -> Result<Self, ImportError> {
        let mut input = bundle.open_entry(entry)?;
        let is_single = bundle.is_single();
        let content = if matches!(input.ending.as_str(), "json" | "jsonl" | "ndjson" | "js") {
            Content::Json(json_of(&mut input)?)
        } else {
            Content::Tables(Body::all(&mut input)?)
        };
        Ok(Self { input, name: entry.written_name().to_owned(), content, is_single })
    }

    /// The importer that knows it, with what it is given; of a workbook that is the first sheet that is known.
    pub(super) fn known_by<'a, 'b>(
        &'a self,
        importers: impl Iterator<Item = &'b Importer>,
    ) -> Option<(&'b Importer, Given<'a>)> {
        let importers: Vec<&Importer> = importers.collect();
        match &self.content {
            Content::Json(text) => importers.into_iter().find_map(|importer| {
                let generation = (importer.json)(text)?;
                Some((
                    importer,
                    Given { input: &self.input, name: &self.name, generation, content: Known::Json(text) },
                ))
            }),
            Content::Tables(bodies) => bodies.iter().find_map(|body| {
                let shapes = importers
                    .iter()
                    .flat_map(|importer| importer.tables.iter().map(move |shape| (*importer, shape)));
                let header = compared(body);
                let fitting = shapes.filter(|(_, shape)| shape.fits(&header));
                // The shape that asks for most tells most.
                let (importer, shape) = fitting.max_by_key(|(_, shape)| shape.needs.len())?;
                Some((
                    importer,
                    Given {
                        input: &self.input,
                        name: &self.name,
                        generation: shape.name,
                        content: Known::Table(body),
                    },
                ))
            }),
        }
    }

    /// The error about a file that nobody knows: which shape is nearest, and what it lacks for it.
    pub(super) fn unknown(&self) -> ImportError {
        const WAY_OUT: &str = "`bystander formats` lists the libraries and their files";
        let what = match (&self.content, self.nearest()) {
            (Content::Json(_), _) => "its keys are those of no ad library known here",
            (Content::Tables(_), None) => "its columns are those of no ad library known here",
            (Content::Tables(_), Some(what)) => {
                let way_out = "check that it is whole and unchanged; `bystander formats` lists the libraries";
                return ImportError::file(&self.input.name, what, way_out);
            }
        };
        ImportError::file(&self.input.name, what, WAY_OUT)
    }

    /// Which shape of a table it is nearest to, what it lacks for it, and what it has; `None` where it is near to none.
    pub(super) fn nearest(&self) -> Option<String> {
        let Content::Tables(bodies) = &self.content else { return None };
        let shapes = || {
            super::IMPORTERS
                .iter()
                .flat_map(|importer| importer.tables.iter().map(move |shape| (importer, shape)))
        };
        let near = bodies.iter().flat_map(|body| {
            let header = compared(body);
            shapes().map(move |(importer, shape)| (shape.lacking(&header), importer, shape, body))
        });
        // Nearest is the shape of which the largest part is there; more than half of it must be.
        let near = near.filter(|(lacking, _, shape, _)| lacking.len() * 2 < shape.needs.len());
        let near = near.min_by_key(|(lacking, _, shape, _)| lacking.len() * 1_000 / shape.needs.len());
        let (lacking, importer, shape, body) = near?;
        Some(format!(
            "it is nearest to {} ({}), of which it lacks {}; it has {}",
            importer.format.title,
            shape.name,
            listed(lacking),
            listed(body.header().iter().map(String::as_str))
        ))
    }
}

impl Generation {
    /// Whether a table with these columns, as they are compared, has this shape.
    fn fits(&self, header: &[String]) -> bool {
        self.lacking(header).is_empty() && !self.lacks.iter().any(|name| has(header, name))
    }

    /// The columns that `header` lacks.
    fn lacking(&self, header: &[String]) -> Vec<&'static str> {
        self.needs.iter().copied().filter(|name| !has(header, name)).collect()
    }
}

/// The names of the columns as they are compared.
fn compared(body: &Body) -> Vec<String> {
    body.header().iter().map(|name| folded(name)).collect()
}

fn has(header: &[String], wanted: &str) -> bool {
    let wanted = folded(wanted);
    header.iter().any(|name| match wanted.strip_suffix('*') {
        Some(start) => name.starts_with(start),
        None => *name == wanted,
    })
}

/// A JSON text, or one a line; what some archives write before it, `window.YTD.x.part0 = `, is taken off. A script that does not begin
/// so is a program, and holds no text.
pub(in crate::import) fn json_of(input: &mut Input) -> Result<JsonText, ImportError> {
    input.decode()?;
    let text = input.text()?;
    if input.ending == "js" && !text.trim_ascii_start().starts_with(b"window.") {
        return Ok(JsonText { documents: Vec::new() });
    }
    let start = text.iter().position(|byte| matches!(byte, b'[' | b'{')).unwrap_or_default();
    let is_script = text[..start].trim_ascii_end().ends_with(b"=");
    let text = if is_script { &text[start..] } else { text };
    let whole = json::Document::of(&input.name, text, json::Reading::default());
    let is_lines = matches!(input.ending.as_str(), "jsonl" | "ndjson") || text.starts_with(b"{");
    match whole {
        Ok(document) => Ok(JsonText { documents: vec![(1, document)] }),
        Err(error) if !is_lines => Err(error),
        Err(error) => {
            let lines = crate::import::lines::lines(text).filter(|(_, line)| !line.trim_ascii().is_empty());
            let documents = lines.map(|(number, line)| {
                json::Document::of(&input.name, line, json::Reading::default())
                    .map(|document| (number, document))
            });
            // Where no line is whole, what is wrong with the text as a whole says more.
            documents
                .collect::<Result<Vec<_>, _>>()
                .map(|documents| JsonText { documents })
                .map_err(|_| error)
        }
    }
}
