//! Dates in tables: the columns in which a record says from when to when it held.
//!
//! Where neither column is there the records have no dates: they are taken to hold throughout. A blank cell in the
//! column of beginnings is not known, and leaves a lower and an upper bound, and so is every beginning where there is a column of
//! ends alone; a blank end is no end. What is no date, and
//! an end before its beginning, is an error: whatever was meant, guessing would change who was reached.

use super::{
    error::{ImportError, shown},
    sheet::{Record, Sheet},
};
use crate::model::{
    date::Day,
    message::Moment,
    reading::{Began, Lasting},
};

/// The two columns of a table that say from when to when.
pub(super) struct Dates {
    began: Option<usize>,
    ended: Option<usize>,
}

impl Dates {
    /// The columns of these names, as far as `sheet` has them.
    pub(super) fn of(sheet: &Sheet, began: &str, ended: &str) -> Result<Self, ImportError> {
        Ok(Self { began: sheet.spelt(began)?, ended: sheet.spelt(ended)? })
    }

    /// Whether the table has either.
    pub(super) fn are_there(&self) -> bool {
        self.began.is_some() || self.ended.is_some()
    }

    /// Whether `record` says when it ended.
    pub(super) fn has_end(&self, record: &Record) -> bool {
        record.known(self.ended).is_some()
    }

    /// From when to when `record` held.
    pub(super) fn lasting(&self, sheet: &Sheet, record: &Record) -> Result<Lasting, ImportError> {
        let began = match (self.began, day(sheet, record, self.began)?) {
            (None, _) if self.ended.is_none() => Began::Undated,
            (Some(_), Some(day)) => Began::On(day),
            _ => Began::Unknown,
        };
        let ended = day(sheet, record, self.ended)?;
        match (began, ended) {
            (Began::On(from), Some(until)) if until < from => Err(sheet.error(
                record.line,
                "it ends before it begins",
                "correct one of the dates, or leave it empty",
            )),
            _ => Ok(Lasting::new(began, ended)),
        }
    }
}

/// The moment in `column`, where the table has it and `record` fills it.
pub(super) fn moment(
    sheet: &Sheet,
    record: &Record,
    column: Option<usize>,
) -> Result<Option<Moment>, ImportError> {
    let Some((column, text)) = column.zip(record.known(column)) else { return Ok(None) };
    Moment::parse(text).map(Some).ok_or_else(|| {
        let what = format!("the cell in column `{}` is no date", shown(&sheet.header()[column]));
        let way_out =
            "write it as 2014-04-30 or as 2014-04-30 21:30, or leave it empty where it is not known";
        sheet.error(record.line, what, way_out)
    })
}

/// The day in `column`, where the table has it and `record` fills it.
pub(super) fn day(sheet: &Sheet, record: &Record, column: Option<usize>) -> Result<Option<Day>, ImportError> {
    let Some((column, text)) = column.zip(record.known(column)) else { return Ok(None) };
    Day::parse(text).map(Some).ok_or_else(|| {
        let what = format!("the cell in column `{}` is no date", shown(&sheet.header()[column]));
        sheet.error(record.line, what, "write it as 2014-04-30, or leave it empty where it is not known")
    })
}
