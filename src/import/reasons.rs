//! Explanations: what people were told about why they see a message.
//!
//! A line names one attribute, one source, one payer or several of these; lines with the same message and person are one explanation, and
//! lines without a person are what everybody is told whom the message reaches. A line that says nothing but the message is an explanation
//! that names nothing. The texts of explanations are not read: what stands here was taken from them before.
//!
//! `mode` says whether the attribute was said to bring people in (`include`) or to keep them out (`exclude`); where it is empty the
//! explanation did not say.

use super::{
    error::ImportError,
    intake::Intake,
    labels::{Labels, remark},
    ledger::{Ledger, Verdict},
    sheet::{Record, Sheet},
};
use crate::{
    model::{
        explanation::{Explanation, Named},
        gap::Why,
        id::PersonId,
        segment::Mode,
        spelling::folded,
    },
    table::reasons::Reasons,
};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

/// Reads `message`, and whatever else of the columns of ours is there.
pub(super) fn read(sheet: &Sheet, intake: &mut Intake) -> Result<(), ImportError> {
    let columns = Columns::of(sheet)?;
    let Intake { roster, ledger, message_ids, messages, .. } = intake;
    if messages.is_none() {
        let way_out = "give the messages that these are explanations of with --messages, or in case.toml";
        return Err(sheet.error(1, "there are explanations and no messages", way_out));
    }
    sheet.say_unread(ledger);
    let (mut known, mut seen) = (Known::default(), FxHashSet::default());
    sheet.each(ledger, &columns.texts(), |record| {
        let id = record.bytes(columns.message);
        if id.is_empty() {
            return Ok(Verdict::LeftOut(Why::BlankId));
        }
        let mode = columns.mode(record, sheet)?;
        let person = record.known(columns.person).map(|id| roster.find(id.as_bytes()));
        let (Some(message), false) = (message_ids.find(id), person == Some(None)) else {
            return Ok(Verdict::LeftOut(Why::DanglingReason));
        };
        let person = person.flatten();
        let line = known.line(record, &columns, mode);
        if !seen.insert((message, person, line)) {
            return Ok(Verdict::LeftOut(Why::RepeatedRow));
        }
        known.add(message, person, line);
        Ok(Verdict::Taken)
    })?;
    let Known { mut rows, named, kinds, sources, payers, .. } = known;
    let kinds = kept(&kinds, "kind", sheet, ledger, || rows.iter_mut().for_each(|row| row.kinds.clear()));
    let sources =
        kept(&sources, "source", sheet, ledger, || rows.iter_mut().for_each(|row| row.sources.clear()));
    let payers = kept(&payers, "payer", sheet, ledger, || rows.iter_mut().for_each(|row| row.payers.clear()));
    intake.reasons = Some(Reasons { rows, named, kinds, sources, payers });
    Ok(())
}

/// The names of a column, unless they tell records apart: then they may be somebody's, and `forget` takes them out of the rows.
fn kept(
    labels: &Labels,
    column: &str,
    sheet: &Sheet,
    ledger: &mut Ledger,
    forget: impl FnOnce(),
) -> Vec<String> {
    if !labels.tell_records_apart() {
        return labels.names();
    }
    remark(ledger, sheet.source, column);
    forget();
    Vec::new()
}

struct Columns {
    message: usize,
    person: Option<usize>,
    dimension: Option<usize>,
    value: Option<usize>,
    mode: Option<usize>,
    kind: Option<usize>,
    source: Option<usize>,
    payer: Option<usize>,
}

impl Columns {
    fn of(sheet: &Sheet) -> Result<Self, ImportError> {
        Ok(Self {
            message: sheet.required("message")?,
            person: sheet.column("person")?,
            dimension: sheet.spelt("dimension")?,
            value: sheet.spelt("value")?,
            mode: sheet.spelt("mode")?,
            kind: sheet.spelt("kind")?,
            source: sheet.spelt("source")?,
            payer: sheet.spelt("payer")?,
        })
    }

    fn texts(&self) -> Vec<usize> {
        let texts = [self.person, self.dimension, self.value, self.kind, self.source, self.payer];
        std::iter::once(self.message).chain(texts.into_iter().flatten()).collect()
    }

    fn mode(&self, record: &Record, sheet: &Sheet) -> Result<Option<Mode>, ImportError> {
        match record.known(self.mode).map(str::to_ascii_lowercase).as_deref() {
            None => Ok(None),
            Some("include") => Ok(Some(Mode::Include)),
            Some("exclude") => Ok(Some(Mode::Exclude)),
            Some(_) => {
                let way_out = "write one of the two, or leave it empty where the explanation does not say";
                Err(sheet.error(record.line, "the mode is neither include nor exclude", way_out))
            }
        }
    }
}

/// What one line says: an attribute, whether it names one in part, a kind, a source, a payer.
type Line = (Option<u32>, bool, Option<u32>, Option<u32>, Option<u32>);

/// The explanations so far.
struct Known {
    rows: Vec<Explanation>,
    at: FxHashMap<(u32, Option<u32>), usize>,
    named: Vec<Named>,
    number: BTreeMap<Named, u32>,
    kinds: Labels,
    sources: Labels,
    payers: Labels,
}

impl Default for Known {
    fn default() -> Self {
        let [kinds, sources, payers] = [(); 3].map(|()| Labels::folded());
        Self {
            rows: Vec::new(),
            at: FxHashMap::default(),
            named: Vec::new(),
            number: BTreeMap::new(),
            kinds,
            sources,
            payers,
        }
    }
}

impl Known {
    fn line(&mut self, record: &Record, columns: &Columns, mode: Option<Mode>) -> Line {
        let (dimension, value) = (record.known(columns.dimension), record.known(columns.value));
        (
            dimension.zip(value).map(|(dimension, value)| self.attribute(dimension, value, mode)),
            dimension.is_some() != value.is_some(),
            self.kinds.number(record.known(columns.kind)),
            self.sources.number(record.known(columns.source)),
            self.payers.number(record.known(columns.payer)),
        )
    }

    /// The number of an attribute; spellings that differ only in what does not count are one.
    fn attribute(&mut self, dimension: &str, value: &str, mode: Option<Mode>) -> u32 {
        let key = Named { dimension: folded(dimension), value: folded(value), mode };
        *self.number.entry(key).or_insert_with(|| {
            let named = Named { dimension: dimension.to_owned(), value: value.to_owned(), mode };
            self.named.push(named);
            u32::try_from(self.named.len() - 1).expect("attributes are fewer than lines")
        })
    }

    fn add(&mut self, message: u32, person: Option<PersonId>, (named, in_part, kind, source, payer): Line) {
        let at = *self.at.entry((message, person.map(|person| person.0))).or_insert_with(|| {
            self.rows.push(Explanation { message, person, ..Explanation::default() });
            self.rows.len() - 1
        });
        let row = &mut self.rows[at];
        row.in_part += u32::from(in_part);
        for (list, stated) in [
            (&mut row.named, named),
            (&mut row.kinds, kind),
            (&mut row.sources, source),
            (&mut row.payers, payer),
        ] {
            if let Some(stated) = stated.filter(|stated| !list.contains(stated)) {
                list.push(stated);
            }
        }
    }
}
