//! Records that holders have of people: when each was collected, last known to be true, found wrong and used.
//!
//! Lines with the same id (of the record, or else of the person), field, holder and day of collection are uses of one record: the last
//! day on which it was known to be true counts, the first on which it was found wrong, and each day of use once. What was collected
//! anew is a new record. A record without the day of its collection is kept and noted: its age is not known. A day before the record
//! was collected, and one on which it is said to be true after it was found wrong, is an error: whichever day is meant, guessing would
//! make records younger or older.
//!
//! Whom a record is about need not be in the network, and nobody is looked up there: ids become numbers of this table.

use super::{
    dates::day,
    error::ImportError,
    intake::Intake,
    interner::Interner,
    labels::{Labels, remark},
    ledger::Verdict,
    sheet::{Record, Sheet},
};
use crate::{
    model::{date::Day, gap::Why, held_record::HeldRecord},
    table::records::Records,
};
use rustc_hash::{FxHashMap, FxHashSet};

/// Reads `record` or `person`, and whatever else of the columns of ours is there.
pub(super) fn read(sheet: &Sheet, intake: &mut Intake) -> Result<(), ImportError> {
    let columns = Columns::of(sheet)?;
    let Intake { ledger, .. } = intake;
    sheet.say_unread(ledger);
    let mut known = Known::default();
    let (mut fields, mut holders) = (Labels::default(), Labels::default());
    sheet.each(ledger, &columns.texts(), |record| {
        let person = record.known(columns.person);
        let Some(id) = record.known(columns.record).or(person) else {
            return Ok(Verdict::LeftOut(Why::BlankId));
        };
        let line = HeldRecord {
            subject: known.subject(person.map(str::as_bytes), id.as_bytes()),
            field: fields.number(record.known(columns.field)),
            holder: holders.number(record.known(columns.holder)),
            collected_on: day(sheet, record, columns.collected_on)?,
            verified_on: day(sheet, record, columns.verified_on)?,
            found_wrong_on: day(sheet, record, columns.found_wrong_on)?,
            used_on: day(sheet, record, columns.used_on)?,
            uses: 0,
        };
        let Some(merged) = known.add(id.as_bytes(), line) else {
            return Ok(Verdict::LeftOut(Why::RepeatedRow));
        };
        check(sheet, record, merged)?;
        let is_dated = line.collected_on.is_some();
        Ok(if is_dated { Verdict::Taken } else { Verdict::Noted(Why::UndatedRecord) })
    })?;
    let mut records = Records { rows: known.rows, ..Records::default() };
    records.fields = if fields.tell_records_apart() {
        remark(ledger, sheet.source, "field");
        records.rows.iter_mut().for_each(|row| row.field = None);
        Vec::new()
    } else {
        fields.names()
    };
    records.holders = if holders.tell_records_apart() {
        remark(ledger, sheet.source, "holder");
        records.rows.iter_mut().for_each(|row| row.holder = None);
        Vec::new()
    } else {
        holders.names()
    };
    intake.records = Some(records);
    Ok(())
}

struct Columns {
    record: Option<usize>,
    person: Option<usize>,
    field: Option<usize>,
    holder: Option<usize>,
    collected_on: Option<usize>,
    verified_on: Option<usize>,
    found_wrong_on: Option<usize>,
    used_on: Option<usize>,
}

impl Columns {
    fn of(sheet: &Sheet) -> Result<Self, ImportError> {
        let record = sheet.column("record")?;
        let person =
            if record.is_none() { Some(sheet.required("person")?) } else { sheet.column("person")? };
        Ok(Self {
            record,
            person,
            field: sheet.spelt("field")?,
            holder: sheet.spelt("holder")?,
            collected_on: sheet.spelt("collected_on")?,
            verified_on: sheet.spelt("verified_on")?,
            found_wrong_on: sheet.spelt("found_wrong_on")?,
            used_on: sheet.spelt("used_on")?,
        })
    }

    fn texts(&self) -> Vec<usize> {
        [self.record, self.person, self.field, self.holder].into_iter().flatten().collect()
    }
}

/// What makes lines one record.
type Key = (u32, Option<u32>, Option<u32>, Option<Day>);

/// The records so far.
#[derive(Default)]
struct Known {
    ids: Interner,
    people: Interner,
    rows: Vec<HeldRecord>,
    by_key: FxHashMap<Key, usize>,
    lines: FxHashSet<(Key, [Option<Day>; 3])>,
    uses: FxHashSet<(usize, Day)>,
}

impl Known {
    /// Whom a record is about: the person where one is named; else nobody is shared, and the record stands for a person.
    fn subject(&mut self, person: Option<&[u8]>, id: &[u8]) -> u32 {
        // Ids of records and of people may be the same text: a letter before each keeps them apart.
        let text = match person {
            Some(person) => [b"p", person].concat(),
            None => [b"r", id].concat(),
        };
        self.people.intern(&text).0
    }

    /// Adds a line to the record that it is about, and gives that; `None` where the same line was read before.
    fn add(&mut self, id: &[u8], line: HeldRecord) -> Option<HeldRecord> {
        let key = (self.ids.intern(id).0, line.field, line.holder, line.collected_on);
        if !self.lines.insert((key, [line.verified_on, line.found_wrong_on, line.used_on])) {
            return None;
        }
        let at = *self.by_key.entry(key).or_insert_with(|| {
            self.rows.push(HeldRecord { used_on: None, ..line });
            self.rows.len() - 1
        });
        let row = &mut self.rows[at];
        row.verified_on = row.verified_on.max(line.verified_on);
        row.found_wrong_on = earlier(row.found_wrong_on, line.found_wrong_on);
        if let Some(used) = line.used_on {
            row.used_on = row.used_on.max(Some(used));
            row.uses += u64::from(self.uses.insert((at, used)));
        }
        Some(HeldRecord { used_on: line.used_on, ..*row })
    }
}

fn earlier(one: Option<Day>, other: Option<Day>) -> Option<Day> {
    one.into_iter().chain(other).min()
}

/// An error where the days of a record cannot all be right.
fn check(sheet: &Sheet, record: &Record, days: HeldRecord) -> Result<(), ImportError> {
    let before =
        |day: Option<Day>| day.zip(days.collected_on).is_some_and(|(day, collected)| day < collected);
    let after_wrong =
        days.verified_on.zip(days.found_wrong_on).is_some_and(|(verified, wrong)| verified > wrong);
    let what = if before(days.used_on) {
        "the record was used before it was collected"
    } else if before(days.verified_on) {
        "the record was known to be true before it was collected"
    } else if before(days.found_wrong_on) {
        "the record was found wrong before it was collected"
    } else if after_wrong {
        "the record is said to be true after it was found wrong"
    } else {
        return Ok(());
    };
    let way_out = "correct the days, or leave empty what is not known; what was collected again is a new record with its own day";
    Err(sheet.error(record.line, what, way_out))
}

#[cfg(test)]
mod tests {
    use super::Known;
    use crate::model::{date::Day, held_record::HeldRecord};

    fn line(collected: i32, verified: Option<i32>, wrong: Option<i32>, used: Option<i32>) -> HeldRecord {
        HeldRecord {
            collected_on: Some(Day(collected)),
            verified_on: verified.map(Day),
            found_wrong_on: wrong.map(Day),
            used_on: used.map(Day),
            ..HeldRecord::default()
        }
    }

    #[test]
    fn lines_of_one_record_are_its_uses() {
        let mut known = Known::default();
        let lines = [
            line(0, Some(5), None, Some(7)),
            line(0, Some(9), Some(30), Some(3)),
            line(0, None, Some(20), Some(7)),
            line(50, None, None, None),
        ];
        assert!(lines.iter().all(|&line| known.add(b"a", line).is_some()));
        assert_eq!(known.add(b"a", lines[0]), None, "the same line again");
        let row = known.rows[0];
        assert_eq!(
            (row.verified_on, row.found_wrong_on, row.used_on),
            (Some(Day(9)), Some(Day(20)), Some(Day(7)))
        );
        assert_eq!(
            (row.uses, known.rows.len()),
            (2, 2),
            "two days of use; what was collected again is another record"
        );
    }

    #[test]
    fn a_record_without_a_person_stands_for_one() {
        let mut known = Known::default();
        let subjects = [(Some("1"), "a"), (Some("1"), "b"), (None, "1"), (None, "1")]
            .map(|(person, id)| known.subject(person.map(str::as_bytes), id.as_bytes()));
        assert_eq!(subjects, [0, 0, 1, 1]);
    }
}
