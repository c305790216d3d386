//! The texts that people agreed to: one row a version, and the file of each beside the table. A text is counted here and goes no
//! further: what is kept of it are numbers.
//!
//! What is blank is unknown. A version that is listed twice, a file that cannot be read or lies elsewhere, a date, a number or an answer
//! that is none, are errors: there are few texts, and each weighs.

mod counting;
mod file;
mod layout;
mod page;
mod sensors;
mod sentences;
mod syllables;
mod words;

use super::{
    answers::Answer,
    dates::Dates,
    error::{ImportError, shown},
    input::Input,
    intake::Intake,
    ledger::Verdict,
    sheet::{Record, Sheet},
};
use crate::model::consent_text::{ConsentText, CountedText, Language, SensorUse};
use counting::Counting;
use std::{collections::BTreeSet, path::Path};

/// The most versions that one table may hold.
const MOST_VERSIONS: usize = 500;
/// The most clauses, purposes or sensors that one cell may hold.
const MOST_IN_CELL: usize = 50;
/// Words that say that no sensor is used.
const NONE: &[&str] = &["none", "no", "geen", "nee", "لا", "لا شيء"];

/// Reads `text_version` and whatever else of the columns of ours is there, and counts the files that lie beside `path`.
pub(super) fn read(sheet: &Sheet, path: &Path, intake: &mut Intake) -> Result<(), ImportError> {
    let columns = Columns::of(sheet)?;
    sheet.say_unread(&mut intake.ledger);
    let (mut rows, mut strange) = (Vec::<Row>::new(), BTreeSet::new());
    sheet.each(&mut intake.ledger, &columns.texts(), |record| {
        let row = columns.row(sheet, record, &mut strange)?;
        if let Some(before) = rows.iter().find(|known| known.text.version == row.text.version) {
            let what = format!("a version is listed again that stands on line {}", before.line);
            let way_out = "give each text a version of its own, for instance one for each language";
            return Err(sheet.error(record.line, what, way_out));
        }
        rows.push(row);
        if rows.len() > MOST_VERSIONS {
            let what = format!("there are more than {MOST_VERSIONS} versions");
            return Err(sheet.error(record.line, what, "leave out those that nobody was shown"));
        }
        Ok(Verdict::Taken)
    })?;
    if !strange.is_empty() {
        let codes: Vec<String> = strange.iter().map(|code| format!("`{}`", shown(code))).collect();
        intake.ledger.remark(sheet.source, &format!("languages without rules here: {}", codes.join(", ")));
    }
    let counting = Counting::of(rows.iter().flat_map(|row| row.clauses.iter().map(String::as_str)));
    count(rows, counting, path, intake)
}

/// Counts the file of each row, and closes the table.
fn count(
    rows: Vec<Row>,
    mut counting: Counting,
    path: &Path,
    intake: &mut Intake,
) -> Result<(), ImportError> {
    for row in rows {
        let mut text = row.text;
        text.clauses = row.clauses.iter().map(|clause| counting.clause(clause)).collect();
        if let Some(name) = &row.file {
            let at = file::beside(path, name).map_err(|wrong| wrong.told(path, row.line))?;
            let (input, form) = file::open(&at, intake)?;
            let blocks = layout::blocks(&input, form);
            let source = intake.ledger.enter("text", &input, &form.told());
            intake.ledger.book(source, 1, Verdict::Taken);
            text.counted = Some(counted(&input, &blocks, &mut text, &mut counting)?);
        }
        intake.texts.versions.push(text);
    }
    intake.texts.clauses = counting.into_clauses();
    Ok(())
}

fn counted(
    input: &Input,
    blocks: &[layout::Block],
    text: &mut ConsentText,
    counting: &mut Counting,
) -> Result<CountedText, ImportError> {
    let (counted, folded) = counting.count(blocks, text.language);
    if counted.words.is_empty() {
        let way_out = "a page that loads its text with a script is saved as it is shown, as text";
        return Err(ImportError::file(&input.name, "no word stands in it", way_out));
    }
    for used in text.sensors.iter_mut().flatten() {
        used.words_before = sensors::first(&used.sensor, &folded).map(|place| place as u64);
    }
    Ok(counted)
}

/// A row of the table.
struct Row {
    text: ConsentText,
    /// The words that begin the clauses.
    clauses: Vec<String>,
    file: Option<String>,
    line: u64,
}

struct Columns {
    version: usize,
    file: Option<usize>,
    language: Option<usize>,
    shown: Dates,
    app: Option<usize>,
    clause: Option<usize>,
    purposes: Option<usize>,
    sensors: Option<usize>,
    prechecked: Option<usize>,
    clicks_to_accept: Option<usize>,
    clicks_to_refuse: Option<usize>,
    separate: Option<usize>,
}

impl Columns {
    fn of(sheet: &Sheet) -> Result<Self, ImportError> {
        Ok(Self {
            version: sheet.required("text_version")?,
            file: sheet.spelt("file")?,
            language: sheet.spelt("language")?,
            shown: Dates::of(sheet, "shown_from", "shown_until")?,
            app: sheet.column("app")?,
            clause: sheet.spelt("clause")?,
            purposes: sheet.spelt("purposes")?,
            sensors: sheet.spelt("sensors")?,
            prechecked: sheet.spelt("prechecked")?,
            clicks_to_accept: sheet.spelt("clicks_to_accept")?,
            clicks_to_refuse: sheet.spelt("clicks_to_refuse")?,
            separate: sheet.spelt("separate")?,
        })
    }

    fn texts(&self) -> Vec<usize> {
        let texts = [self.file, self.language, self.app, self.clause, self.purposes, self.sensors];
        std::iter::once(self.version).chain(texts.into_iter().flatten()).collect()
    }

    fn row(
        &self,
        sheet: &Sheet,
        record: &Record,
        strange: &mut BTreeSet<String>,
    ) -> Result<Row, ImportError> {
        let version = record.text(self.version);
        if version.is_empty() {
            let way_out = "write the name that the consents have for it, or take the record out";
            return Err(sheet.error(record.line, "a text has no version", way_out));
        }
        let code = record.known(self.language);
        let language = code.and_then(Language::of);
        strange.extend(code.filter(|_| language.is_none()).map(str::to_owned));
        let purposes = several(sheet, record, self.purposes)?;
        let text = ConsentText {
            version: version.to_owned(),
            app: record.known(self.app).map(str::to_owned),
            language,
            shown: self.shown.are_there().then(|| self.shown.lasting(sheet, record)).transpose()?,
            sensors: self.sensors(sheet, record, purposes.as_deref())?,
            purposes,
            prechecked: answer(sheet, record, self.prechecked)?,
            clicks_to_accept: clicks(sheet, record, self.clicks_to_accept)?,
            clicks_to_refuse: clicks(sheet, record, self.clicks_to_refuse)?,
            separate: answer(sheet, record, self.separate)?,
            ..ConsentText::default()
        };
        let clauses = several(sheet, record, self.clause)?.unwrap_or_default();
        if clauses.iter().any(|clause| words::words(clause).is_empty()) {
            let way_out = "write the words that begin the clause, as they stand in the text";
            return Err(sheet.error(record.line, "a clause has no words", way_out));
        }
        let file = record.known(self.file).map(str::to_owned);
        Ok(Row { text, clauses, file, line: record.line })
    }

    /// The sensors, each with whether a purpose names it.
    fn sensors(
        &self,
        sheet: &Sheet,
        record: &Record,
        purposes: Option<&[String]>,
    ) -> Result<Option<Vec<SensorUse>>, ImportError> {
        let Some(sensors) = several(sheet, record, self.sensors)? else { return Ok(None) };
        let is_none = |sensor: &String| NONE.contains(&sensor.to_lowercase().as_str());
        let use_of = |sensor: String| {
            let names = |purpose: &String| {
                sensors::first(
                    &sensor,
                    &words::words(purpose).into_iter().map(words::folded).collect::<Vec<_>>(),
                )
                .is_some()
            };
            let in_purposes = purposes.map(|purposes| purposes.iter().any(names));
            SensorUse { sensor, in_purposes, words_before: None }
        };
        Ok(Some(sensors.into_iter().filter(|sensor| !is_none(sensor)).map(use_of).collect()))
    }
}

/// What a cell holds, parted by `|`, each once; `None` where it is blank.
fn several(
    sheet: &Sheet,
    record: &Record,
    column: Option<usize>,
) -> Result<Option<Vec<String>>, ImportError> {
    let Some(text) = record.known(column) else { return Ok(None) };
    let mut parts: Vec<String> = Vec::new();
    for part in text.split('|').map(|part| words::without_marks(part.trim())).filter(|part| !part.is_empty())
    {
        if !parts.contains(&part) {
            parts.push(part);
        }
        if parts.len() > MOST_IN_CELL {
            let what = format!("a cell holds more than {MOST_IN_CELL} entries");
            return Err(sheet.error(record.line, what, "keep those that matter"));
        }
    }
    Ok((!parts.is_empty()).then_some(parts))
}

fn answer(sheet: &Sheet, record: &Record, column: Option<usize>) -> Result<Option<bool>, ImportError> {
    let Some((column, text)) = column.zip(record.known(column)) else { return Ok(None) };
    match Answer::of(text) {
        Some(Answer::Yes) => Ok(Some(true)),
        Some(Answer::No) => Ok(Some(false)),
        Some(Answer::Withdrawn) | None => {
            let what =
                format!("the cell in column `{}` is neither yes nor no", shown(&sheet.header()[column]));
            Err(sheet.error(record.line, what, "write yes or no, or leave it empty where it is not known"))
        }
    }
}

fn clicks(sheet: &Sheet, record: &Record, column: Option<usize>) -> Result<Option<u64>, ImportError> {
    let Some((column, text)) = column.zip(record.known(column)) else { return Ok(None) };
    let digits = text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).map_or_else(
        || {
            let what =
                format!("the cell in column `{}` is no number of clicks", shown(&sheet.header()[column]));
            Err(sheet.error(
                record.line,
                what,
                "write it in digits, at most 9999, or leave it empty where it is not known",
            ))
        },
        Ok,
    )
}
