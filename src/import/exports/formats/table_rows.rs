//! Rows of our own tables, and consents with their answers, out of tables as people have them.

use crate::{
    import::{
        answers::Answer,
        consents::endless_text,
        error::{ImportError, shown},
        exports::{
            moment::day_of,
            rows::{Cell, Rows, Scope, Someone, Table},
        },
        ledger::Verdict,
        sheet::{Record, Sheet},
    },
    model::{date::Day, gap::Why},
};

/// Reads consents. `skipped` records come first that are none, and `is_whole` says of a record whether it was answered to the end. Only a yes
/// is a consent; one that was withdrawn is, until then.
pub(super) fn read_consents(
    sheet: &Sheet,
    scope: Scope,
    skipped: u64,
    is_whole: impl Fn(&Sheet, &Record) -> bool,
    rows: &mut Rows,
) -> Result<(), ImportError> {
    let person = sheet.required("person")?;
    let status = sheet.column("status")?;
    let columns = Columns::of(sheet, Table::Consents)?;
    let (mut endless, mut place, fields) = (0_u64, 0_u64, sheet.header().len());
    sheet.walk(&columns.texts(), |line, record| {
        place += 1;
        if place <= skipped {
            return Ok(());
        }
        let book =
            |rows: &mut Rows, verdict| rows.got.ledger.book_or_refuse(sheet.source, line, verdict, fields);
        let record = match record {
            Ok(record) => record,
            Err(why) => return book(rows, Verdict::LeftOut(why)),
        };
        let answer = if is_whole(sheet, &record) { answer(sheet, &record, status)? } else { Answer::No };
        if answer == Answer::No {
            return book(rows, Verdict::LeftOut(Why::NoConsent));
        }
        let id = record.bytes(person);
        if id.is_empty() {
            return book(rows, Verdict::LeftOut(Why::BlankId));
        }
        let (cells, unreadable) = columns.cells(&record, scope, rows);
        let is_endless =
            answer == Answer::Withdrawn && !cells.iter().any(|(column, _)| *column == "withdrawn_on");
        endless += u64::from(is_endless);
        rows.add(Table::Consents, sheet.source, line, &cells);
        let verdict =
            if unreadable || is_endless { Verdict::Noted(Why::UnreadableDate) } else { Verdict::Taken };
        book(rows, verdict.for_ids(&[id]))
    })?;
    if endless > 0 {
        rows.remark(sheet.source, &endless_text(endless));
    }
    rows.close(sheet.source)
}

/// What a record answers: yes where no column says so.
fn answer(sheet: &Sheet, record: &Record, status: Option<usize>) -> Result<Answer, ImportError> {
    let Some(status) = status else { return Ok(Answer::Yes) };
    Answer::of(record.text(status)).ok_or_else(|| {
        let what = format!("the answer in column `{}` is not known here", shown(&sheet.header()[status]));
        sheet.error(record.line, what, Answer::way_out())
    })
}

/// Reads a table that is one of ours already. Whatever is withheld in it stays what it is.
pub(super) fn read(sheet: &Sheet, table: Table, scope: Scope, rows: &mut Rows) -> Result<(), ImportError> {
    let columns = Columns::of(sheet, table)?;
    // A recipient of data may be unknown on either side of a transfer, but not on both.
    let needed: &[&str] = match table {
        Table::Transfers => &["from", "to"],
        _ => &table.columns()[..1],
    };
    let fields = sheet.header().len();
    sheet.walk(&columns.texts(), |line, record| {
        let verdict = match record {
            Err(why) => Verdict::LeftOut(why),
            Ok(record) => {
                let (cells, unreadable) = columns.cells(&record, scope, rows);
                if cells.iter().any(|(column, _)| needed.contains(column)) {
                    rows.add(table, sheet.source, line, &cells);
                    if unreadable { Verdict::Noted(Why::UnreadableDate) } else { Verdict::Taken }
                } else {
                    Verdict::LeftOut(Why::BlankId)
                }
            }
        };
        rows.got.ledger.book_or_refuse(sheet.source, line, verdict, fields)
    })?;
    rows.close(sheet.source)
}

/// The columns of a table of ours that a sheet has, each with its place.
struct Columns(Vec<(&'static str, usize)>);

impl Columns {
    fn of(sheet: &Sheet, table: Table) -> Result<Self, ImportError> {
        let mut found = Vec::new();
        for &name in table.columns() {
            found.extend(sheet.column(name)?.map(|at| (name, at)));
        }
        Ok(Self(found))
    }

    fn texts(&self) -> Vec<usize> {
        self.0.iter().map(|(_, at)| *at).collect()
    }

    /// The cells of a record that say something, and whether a date among them cannot be read.
    fn cells(&self, record: &Record, scope: Scope, rows: &mut Rows) -> (Vec<(&'static str, Cell)>, bool) {
        let (mut cells, mut unreadable) = (Vec::new(), false);
        for &(name, at) in &self.0 {
            let Some(text) = record.known(Some(at)) else { continue };
            let is_day = name.ends_with("_on") || matches!(name, "on" | "since" | "until");
            let is_day = is_day || name == "from" && self.0.iter().any(|(other, _)| *other == "setting");
            match day_of_text(text) {
                _ if name == "person" => cells.push((name, Cell::Person(somebody(text, scope, rows)))),
                _ if !is_day => cells.push((name, Cell::Text(text.to_owned()))),
                Some(day) => cells.push((name, Cell::Day(day))),
                None => unreadable = true,
            }
        }
        (cells, unreadable)
    }
}

/// Whoever has that id in a table, or else somebody who may be named elsewhere by that text.
fn somebody(text: &str, scope: Scope, rows: &mut Rows) -> Someone {
    rows.find(scope, text.as_bytes()).unwrap_or_else(|| rows.alias(text))
}

/// A day as tables write it: `2014-04-30`, with or without a time, `2014/04/30`, `30.04.2014`, or Unix seconds. `02/03/2014` is none: it may be
/// a day of February or of March.
pub(super) fn day_of_text(text: &str) -> Option<Day> {
    if let Some(day) = Day::parse(text) {
        return Some(day);
    }
    if text.len() >= 9 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return day_of(text.parse().ok()?);
    }
    let date = text.split([' ', 'T']).next()?;
    let number =
        |part: &str| part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok()).flatten();
    let parts = |mark| -> Option<[i32; 3]> {
        let parts: Option<Vec<i32>> = date.split(mark).map(number).collect();
        parts?.try_into().ok()
    };
    match (parts('/'), parts('.')) {
        (Some([year, month, day]), _) if year > 999 => Day::of(year, month, day),
        (_, Some([day, month, year])) if year > 999 => Day::of(year, month, day),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_days_that_can_mean_one_day_only() {
        let day = Day::parse("2014-04-30");
        let same =
            ["2014-04-30", "2014-04-30 10:00:00", "2014/4/30", "30.4.2014", "30.04.2014 10:00", "1398816000"];
        assert!(same.iter().all(|text| day_of_text(text) == day));
        let wrong = ["02/03/2014", "30.4.14", "31.4.2014", "April", "2014", "20140430", ""];
        assert!(wrong.iter().all(|text| day_of_text(text).is_none()));
    }
}
