//! Notices, records of repositories and audits of labels, read into [`NoticeRecords`].
//!
//! A JSON file has one document, a list of them, or one a line; a table has one a row. Fields are those of the checklists (`explain
//! checklists` lists them), or those of the transparency standard of Who Targets Me, versions 0.2 and 1.0, where it has the same. A table
//! with `labelled` and `political` is an audit of labels; one with `notice`, `item` and `given` holds notices that a person coded.
//!
//! What a notice lacks, and numbers in it that cannot be read, are results of the check and stop nothing. Fields that nothing reads are
//! named. No text of a notice is kept but what it is called, without access tokens.

mod answer;
mod coded;
mod document;
mod labelling;
mod leaves;
mod members;
mod numbers;
mod words;

use super::{
    CHECKLISTS,
    ads::given::{self, JsonText},
    body::Body,
    error::{ImportError, listed, nearest, shown},
    exports::{Bundle, Entry},
    input::Input,
    ledger::{Ledger, Verdict},
};
use crate::model::{
    gap::Why,
    id::SourceId,
    notice::{Checklist, NoticeKind, NoticeRecords},
};
use leaves::Leaves;
use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

/// What is to be read, and how.
#[derive(Clone, Debug)]
pub struct NoticeRequest {
    /// The files: JSON, tables, archives, folders.
    pub files: Vec<PathBuf>,
    /// Which share of the records of a file may be unreadable before that is an error, from 0 to 1.
    pub max_rejects: f64,
}

impl Default for NoticeRequest {
    fn default() -> Self {
        Self { files: Vec::new(), max_rejects: Ledger::MAX_REJECTS }
    }
}

/// Reads notices, records and audits of labels; `progress` is told the name of each file before it is read. With the records come the
/// paths that were opened, so that no output takes their place.
///
/// # Errors
/// Where a path cannot be read, holds nothing that is known here, or is damaged; where too many records cannot be read.
pub fn read(
    request: &NoticeRequest,
    progress: &mut dyn FnMut(&str),
) -> Result<(NoticeRecords, Vec<PathBuf>), ImportError> {
    let mut desk = Desk::new(request.max_rejects);
    let mut opened = Vec::new();
    for bundle in super::exports::bundles(&request.files)? {
        opened.extend(bundle.paths().map(Path::to_owned));
        for entry in bundle.entries().iter().filter(|entry| given::may_be_a_library(entry)) {
            progress(&format!("reading {}", bundle.shown(entry)));
            desk.take(&bundle, entry)?;
        }
        bundle.trouble()?;
    }
    Ok((desk.close()?, opened))
}

/// The one with most; the first of several.
fn most(fits: [(NoticeKind, usize); 3]) -> NoticeKind {
    let best = fits.into_iter().rev().max_by_key(|(_, fit)| *fit);
    best.map_or(NoticeKind::Notice, |(kind, _)| kind)
}

/// What is being read.
struct Desk {
    ledger: Ledger,
    records: NoticeRecords,
    declared: BTreeSet<String>,
    adverts: BTreeSet<String>,
    unknown: BTreeSet<String>,
    strange: u64,
    /// What is wrong inside notices: results, noted after each file was judged.
    inside: Vec<(SourceId, u64, Why)>,
}

impl Desk {
    fn new(max_rejects: f64) -> Self {
        let checklists: Vec<Checklist> = CHECKLISTS.known().collect();
        let declared = document::declared(&checklists);
        let records = NoticeRecords { checklists, members: members::members(), ..NoticeRecords::default() };
        Self {
            ledger: Ledger { max_rejects, ..Ledger::default() },
            records,
            declared,
            adverts: BTreeSet::new(),
            unknown: BTreeSet::new(),
            strange: 0,
            inside: Vec::new(),
        }
    }

    fn take(&mut self, bundle: &Bundle, entry: &Entry) -> Result<(), ImportError> {
        let mut input = bundle.open_entry(entry)?;
        let is_known = if matches!(input.ending.as_str(), "json" | "jsonl" | "ndjson" | "js") {
            let text = given::json_of(&mut input)?;
            self.json(&input, &text)?
        } else {
            let bodies = Body::all(&mut input)?;
            let mut known = false;
            for body in &bodies {
                known |= self.table(&input, body)?;
            }
            known
        };
        if !is_known && bundle.is_single() {
            let what =
                "it holds no notice, no record of a repository and no audit of labels that is known here";
            let way_out = "`bystander explain checklists` lists the fields; an audit of labels has the columns advert, labelled and political";
            return Err(ImportError::file(&input.name, what, way_out));
        }
        self.strange += u64::from(!is_known);
        Ok(())
    }

    fn json(&mut self, input: &Input, text: &JsonText) -> Result<bool, ImportError> {
        let found = text.under(&["notices", "records", "disclosures"]);
        let documents = found.into_iter().map(|(line, node)| (line, Leaves::of_json(node, &self.declared)));
        let documents: Vec<(u64, Leaves)> = documents.collect();
        self.documents(input, "JSON", documents)
    }

    fn table(&mut self, input: &Input, body: &Body) -> Result<bool, ImportError> {
        if let Some(columns) = labelling::Columns::of(body.header()) {
            return self.labels(input, body, &columns).map(|()| true);
        }
        if let Some(columns) = coded::Columns::of(body.header()) {
            return self.coded(input, body, &columns).map(|()| true);
        }
        let mut documents = Vec::new();
        body.each(|line, record| {
            let mut leaves = Leaves::default();
            // A record that cannot be read has no field, and is booked as such with the others.
            if let Ok(record) = record {
                let header = body.header().iter().enumerate();
                header.for_each(|(at, name)| leaves.push_cell(name, record.text(at)));
            }
            documents.push((line, leaves));
            Ok::<(), ImportError>(())
        })?;
        self.documents(input, &body.format(), documents)
    }

    /// Notices, records or disclosures: what most of the fields of a file say that they are, unless one says so itself.
    fn documents(
        &mut self,
        input: &Input,
        format: &str,
        documents: Vec<(u64, Leaves)>,
    ) -> Result<bool, ImportError> {
        let lists = self.records.checklists.clone();
        let fit =
            |kind| documents.iter().map(|(_, leaves)| document::fit(&lists, kind, leaves)).sum::<usize>();
        let fits = NoticeKind::ALL.map(|kind| (kind, fit(kind)));
        if fits.iter().all(|(_, fit)| *fit < 2) {
            return Ok(false);
        }
        let of_file = most(fits);
        let source = self.ledger.enter("notices", input, &format!("{}, {format}", of_file.plural()));
        for (line, leaves) in documents {
            let kind = document::stated_kind(&leaves).unwrap_or(of_file);
            if document::fit(&lists, kind, &leaves) == 0 {
                self.ledger.book(source, line, Verdict::LeftOut(Why::Malformed));
                continue;
            }
            self.unknown.extend(document::unknown(&lists, &leaves).into_iter().map(str::to_owned));
            let (notice, wrong) = document::notice(&lists, kind, &leaves, (source, line));
            self.inside.extend(wrong.into_iter().map(|why| (source, line, why)));
            self.records.notices.push(notice);
            self.ledger.book(source, line, Verdict::Taken);
        }
        self.ledger.close(source)?;
        Ok(true)
    }

    fn coded(&mut self, input: &Input, body: &Body, columns: &coded::Columns) -> Result<(), ImportError> {
        let lists = self.records.checklists.clone();
        let source = self.ledger.enter("notices", input, &format!("coded notices, {}", body.format()));
        let mut coded = coded::Coded::default();
        body.each(|line, record| {
            let verdict = match record {
                Ok(record) => coded.take(columns, &record, &lists, &mut self.unknown),
                Err(why) => Verdict::LeftOut(why),
            };
            self.ledger.book(source, line, verdict);
            Ok::<(), ImportError>(())
        })?;
        self.ledger.close(source)?;
        for found in &coded.notices {
            let at = (source, found.line);
            let (mut notice, wrong) = document::notice(&lists, found.kind(&lists), &found.leaves, at);
            found.settle(&lists, &mut notice);
            self.inside.extend(wrong.into_iter().map(|why| (source, found.line, why)));
            self.records.notices.push(notice);
        }
        Ok(())
    }

    fn labels(
        &mut self,
        input: &Input,
        body: &Body,
        columns: &labelling::Columns,
    ) -> Result<(), ImportError> {
        let source = self.ledger.enter("labels", input, &format!("audit of labels, {}", body.format()));
        self.unknown.extend(columns.unknown(body).into_iter().map(str::to_owned));
        self.records.is_weighted |= columns.weight.is_some();
        body.each(|line, record| {
            let (verdict, advert) = match record {
                Ok(record) => columns.advert(&input.name, &record, &mut self.adverts)?,
                Err(why) => (Verdict::LeftOut(why), None),
            };
            self.records.adverts.extend(advert);
            self.ledger.book(source, line, verdict);
            Ok::<(), ImportError>(())
        })?;
        self.ledger.close(source)
    }

    fn close(mut self) -> Result<NoticeRecords, ImportError> {
        let records = &mut self.records;
        if records.notices.is_empty() && records.adverts.is_empty() {
            let way_out = "`bystander explain checklists` lists the fields of notices and records";
            return Err(ImportError::request(
                "there is no notice, record or audit of labels in the files",
                way_out,
            ));
        }
        if !self.unknown.is_empty() {
            let names = listed(self.unknown.iter().map(String::as_str));
            let near = misspelt(&records.checklists, &self.unknown);
            records.remarks.push(format!("Fields that nothing here reads: {names}.{near}"));
        }
        if self.strange > 0 {
            let what = "Files beside that hold nothing known here and were not read";
            records.remarks.push(format!("{what}: {}.", self.strange));
        }
        for (source, line, why) in self.inside {
            self.ledger.gaps.note(source, why, line);
        }
        Ok(NoticeRecords { sources: self.ledger.sources, gaps: self.ledger.gaps, ..self.records })
    }
}

/// What the first unknown fields may be misspelt for.
fn misspelt(lists: &[Checklist], unknown: &BTreeSet<String>) -> String {
    let known: Vec<&str> = lists.iter().flat_map(|list| &list.items).flat_map(answer::keys).collect();
    let near = |name: &String| {
        let near = nearest(name, known.iter().copied())?;
        Some(format!(" `{}` may be meant for `{near}`.", shown(name)))
    };
    unknown.iter().take(20).filter_map(near).collect()
}
