//! Answers of surveys that asked for consent: Qualtrics, `LimeSurvey`, `REDCap`.
//!
//! An answer that was not finished, that is blank or that says no is no consent. Which column names the person and which holds the answer must
//! be certain: else it is an error that lists what may be meant. Repeated answers of a person are several consents.

use super::{
    Format, Group, Importer,
    table_kinds::renamed_for,
    table_rows,
    tables::{Among, peeked, read_all},
};
use crate::import::{
    answers::Answer,
    body::{Body, Record},
    columns::{self, plain},
    error::{ImportError, listed},
    exports::{bundle::Bundle, rows::Rows},
    input::Input,
    plan::Renamed,
    sheet::Sheet,
};

pub(super) const FORMAT: &Format = &Format {
    name: "consent-lists",
    group: Group::Record,
    title: "survey answers and lists of consents",
    files: "*.csv of Qualtrics (three header rows), LimeSurvey (submitdate, lastpage) and REDCap (record_id, *_complete); plain lists with a \
            column status, consent or agreed are read as tables",
    gives: "consents with their days",
    lacks: "scopes and apps; unfinished, blank and refused answers are counted and are no consents; other questions are not read",
    how: "exported as CSV, with answers as words or as 0 and 1; --map person=COLUMN,status=COLUMN where several questions may be meant",
};

pub(super) const IMPORTER: Importer =
    Importer { format: FORMAT, knows, read: |bundle, rows| read_all(&[bundle], rows) };

fn knows(bundle: &Bundle) -> bool {
    let mut tables = bundle.entries().iter().filter(|entry| matches!(entry.ending(), "csv" | "tsv"));
    tables.any(|entry| peeked(bundle, entry).is_some_and(|body| Survey::of(&body).is_some()))
}

/// Which tool asked.
#[allow(clippy::enum_variant_names, reason = "it is the tool's own name")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Survey {
    /// With so many rows of headers below the first.
    Qualtrics {
        more_headers: u64,
    },
    LimeSurvey,
    RedCap,
}

impl Survey {
    /// Whether a table is a survey's, and whose.
    pub(super) fn of(body: &Body) -> Option<Self> {
        let names: Vec<String> = body.header().iter().map(|name| plain(name)).collect();
        let has = |name: &str| names.iter().any(|known| known == name);
        if has("submitdate") && has("lastpage") {
            return Some(Self::LimeSurvey);
        }
        let is_form = |name: &&String| name.to_lowercase().ends_with("_complete");
        if has("recordid") && body.header().iter().find(is_form).is_some() {
            return Some(Self::RedCap);
        }
        let (mut seen, mut more_headers) = (0, None);
        // The walk is ended where the rows are over that may be headers.
        let _ = body.each(|_, record| {
            seen += 1;
            let gives_away =
                |record: &Record| (0..names.len()).any(|at| record.bytes(at).starts_with(b"{\"ImportId\":"));
            if record.is_ok_and(|record| gives_away(&record)) {
                more_headers = Some(seen);
            }
            if seen < 2 { Ok(()) } else { Err(()) }
        });
        more_headers.map(|more_headers| Self::Qualtrics { more_headers })
    }

    fn title(self) -> &'static str {
        match self {
            Self::Qualtrics { .. } => "Qualtrics",
            Self::LimeSurvey => "LimeSurvey",
            Self::RedCap => "REDCap",
        }
    }

    fn more_headers(self) -> u64 {
        if let Self::Qualtrics { more_headers } = self { more_headers } else { 0 }
    }

    /// Reads the answers as consents.
    pub(super) fn read(
        self,
        body: Body,
        input: &Input,
        among: Among,
        rows: &mut Rows,
    ) -> Result<(), ImportError> {
        let mut renamed = renamed_for("consents", body.header(), &rows.renamed);
        let asked = Asked { survey: self, body: &body, file: &input.name };
        asked.add("person", &asked.people(), "participant, token or a contact field", &mut renamed)?;
        asked.add("status", &asked.questions(), "the question of consent", &mut renamed)?;
        let days = ["recordeddate", "enddate", "submitdate", "consenttimestamp", "consentdate"];
        let given = days.iter().flat_map(|day| asked.named(&[*day])).next();
        let is_dated = |day: &usize| !asked.cells(*day).iter().any(|cell| cell.starts_with("1980-01-01"));
        if let (Some(day), false) = (given.filter(is_dated), renamed.contains_key("given_on")) {
            renamed.insert("given_on".to_owned(), body.header()[day].clone());
        }
        let finished = asked.finished()?;
        let kinds = asked.named(&["status"]).first().copied();
        let sheet = Sheet::of(body, input, "consents", &renamed, &mut rows.got.ledger)?;
        let said = ["person", "status", "given_on"].iter().filter_map(|ours| {
            renamed.get(*ours).map(|theirs| format!("`{}` as {ours}", crate::import::error::shown(theirs)))
        });
        let said = format!("answers of {}, {}", self.title(), said.collect::<Vec<_>>().join(", "));
        rows.remark(sheet.source, &said);
        let status = if matches!(self, Self::Qualtrics { .. }) { kinds } else { None };
        let is_whole = |_: &Sheet, record: &Record| {
            finished.is_none_or(|column| self.is_finished(record.text(column)))
                && status.is_none_or(|column| !is_no_answer(record.text(column)))
        };
        table_rows::read_consents(&sheet, among.scope, self.more_headers(), is_whole, rows)
    }

    /// Whether a cell of the column that says so says that the answers were finished.
    fn is_finished(self, cell: &str) -> bool {
        match self {
            // A survey without date stamps gives all finished answers the first of January 1980.
            Self::LimeSurvey => !cell.is_empty(),
            Self::Qualtrics { .. } => matches!(cell.to_lowercase().as_str(), "true" | "1" | "100" | "yes"),
            Self::RedCap => matches!(cell.to_lowercase().as_str(), "2" | "complete"),
        }
    }
}

/// Whether a record of Qualtrics is a preview, a test or spam by its `Status`, in words or in its numbers, and nobody's answer.
fn is_no_answer(status: &str) -> bool {
    let plain = status.to_lowercase();
    ["preview", "test", "spam"].iter().any(|word| plain.contains(word))
        || matches!(plain.as_str(), "1" | "2" | "8" | "9" | "12" | "17" | "32" | "40" | "48")
}

/// A survey whose columns are looked for.
struct Asked<'a> {
    survey: Survey,
    body: &'a Body,
    file: &'a str,
}

impl Asked<'_> {
    /// Takes the one column that can be `ours`, unless the user says which it is; an error where none or several can.
    fn add(
        &self,
        ours: &str,
        candidates: &[usize],
        wanted: &str,
        renamed: &mut Renamed,
    ) -> Result<(), ImportError> {
        if renamed.contains_key(ours) {
            return Ok(());
        }
        let names = |places: &[usize]| listed(places.iter().map(|&at| self.body.header()[at].as_str()));
        if let [at] = *candidates {
            renamed.insert(ours.to_owned(), self.body.header()[at].clone());
            return Ok(());
        }
        let may_be = match *candidates {
            [] => {
                let named = (0..self.body.header().len()).filter(|&at| !self.is_of_the_tool(at));
                format!("none is sure to be it among {}", names(&named.collect::<Vec<_>>()))
            }
            _ => format!("several may be it: {}", names(candidates)),
        };
        let what = format!("the answers of {} need a column for {wanted}, and {may_be}", self.survey.title());
        Err(ImportError::file(self.file, what, format!("say which: --map consents.{ours}=COLUMN")))
    }

    fn named(&self, names: &[&str]) -> Vec<usize> {
        let header = self.body.header();
        (0..header.len()).filter(|&at| names.contains(&plain(&header[at]).as_str())).collect()
    }

    /// The columns that may name the person.
    fn people(&self) -> Vec<usize> {
        let header = self.body.header();
        let others = columns::others("people", header).into_iter();
        let mut found: Vec<usize> =
            others.flat_map(|(_, places)| places).filter(|&at| plain(&header[at]) != "id").collect();
        found.extend(self.named(&["person"]));
        if !found.is_empty() {
            return found;
        }
        let fields: &[&str] = match self.survey {
            Survey::Qualtrics { .. } => &["externalreference", "externaldatareference", "recipientemail"],
            Survey::LimeSurvey => &["token", "email", "emailaddress"],
            Survey::RedCap => &["recordid"],
        };
        self.named(fields)
            .into_iter()
            .filter(|&at| self.cells(at).iter().any(|cell| !cell.is_empty()))
            .collect()
    }

    /// The columns that may hold the answer: those that are called after consent, or else those of which every answer is one.
    fn questions(&self) -> Vec<usize> {
        let header = self.body.header();
        let stems = ["consent", "einwillig", "zustimm", "toestemm", "akkoord", "agree", "موافق"];
        let asks = |at: &usize| {
            let name = header[*at].to_lowercase();
            let is_other = ["_complete", "_timestamp", "date", "_on", "_at", "version"];
            stems.iter().any(|stem| name.contains(stem)) && !is_other.iter().any(|end| name.ends_with(end))
        };
        let own = || (0..header.len()).filter(|&at| !self.is_of_the_tool(at));
        let called: Vec<usize> = own().filter(asks).collect();
        if !called.is_empty() {
            return called;
        }
        own()
            .filter(|&at| {
                let cells = self.cells(at);
                let mut known = cells.iter().filter(|cell| !cell.is_empty()).peekable();
                known.peek().is_some() && known.all(|cell| Answer::of(cell).is_some())
            })
            .collect()
    }

    /// The column that says whether the answers were finished.
    fn finished(&self) -> Result<Option<usize>, ImportError> {
        let header = self.body.header();
        let found = match self.survey {
            Survey::LimeSurvey => self.named(&["submitdate"]),
            Survey::Qualtrics { .. } => {
                let finished = self.named(&["finished"]);
                if finished.is_empty() { self.named(&["progress"]) } else { finished }
            }
            Survey::RedCap => {
                let forms =
                    || (0..header.len()).filter(|&at| header[at].to_lowercase().ends_with("_complete"));
                let consent: Vec<usize> =
                    forms().filter(|&at| header[at].to_lowercase().contains("consent")).collect();
                if consent.is_empty() { forms().collect() } else { consent }
            }
        };
        match found[..] {
            [] => Ok(None),
            [at] => Ok(Some(at)),
            _ => {
                let names = listed(found.iter().map(|&at| header[at].as_str()));
                let what = format!("several columns say whether a form was completed: {names}");
                Err(ImportError::file(self.file, what, "export the form of consent alone"))
            }
        }
    }

    /// Whether a column is one that the tool adds to the questions.
    fn is_of_the_tool(&self, at: usize) -> bool {
        const OWN: &[&str] = &[
            "startdate",
            "enddate",
            "status",
            "ipaddress",
            "progress",
            "duration(inseconds)",
            "finished",
            "recordeddate",
            "responseid",
            "recipientlastname",
            "recipientfirstname",
            "recipientemail",
            "externalreference",
            "externaldatareference",
            "locationlatitude",
            "locationlongitude",
            "distributionchannel",
            "userlanguage",
            "id",
            "submitdate",
            "lastpage",
            "startlanguage",
            "seed",
            "token",
            "startdate",
            "datestamp",
            "ipaddr",
            "refurl",
            "recordid",
            "redcapeventname",
            "redcaprepeatinstrument",
            "redcaprepeatinstance",
            "redcapsurveyidentifier",
            "email",
            "person",
        ];
        let name = &self.body.header()[at];
        OWN.contains(&plain(name).as_str()) || name.to_lowercase().ends_with("_complete")
    }

    /// The cells of a column, without those of further headers.
    fn cells(&self, at: usize) -> Vec<String> {
        let mut cells = Vec::new();
        let walked = self.body.each(|_, record| {
            cells.push(record.ok().map(|record| record.text(at).to_owned()).unwrap_or_default());
            Ok::<(), ()>(())
        });
        let more = usize::try_from(self.survey.more_headers()).unwrap_or_default();
        if walked.is_ok() { cells.split_off(more.min(cells.len())) } else { Vec::new() }
    }
}
