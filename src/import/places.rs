//! The places: public facts about where people live. A number that cannot be read is an error, not a gap: there are
//! few of them, and each weighs.

use super::{
    error::ImportError,
    input::Input,
    ledger::{Ledger, Verdict},
    plan::Renamed,
    sheet::{Record, Sheet},
};
use crate::{
    model::{ads::AdRecords, gap::Why},
    table::places::Places,
};
use std::{collections::BTreeMap, path::Path};

/// Reads the places that stand in a file by themselves, beside what ad libraries hold: the file is entered among the sources of `records`.
///
/// # Errors
/// Where the file cannot be read, has no column `place`, names a place twice, or holds a number that cannot be one.
pub fn read_beside(path: &Path, records: &mut AdRecords) -> Result<Places, ImportError> {
    let mut ledger = Ledger {
        sources: std::mem::take(&mut records.sources),
        gaps: std::mem::take(&mut records.gaps),
        ..Ledger::default()
    };
    let sheet = Sheet::open(Input::open(path)?, "places", &Renamed::default(), &mut ledger)?;
    let places = read(&sheet, &mut ledger);
    (records.sources, records.gaps) = (ledger.sources, ledger.gaps);
    places
}

/// Reads `place`, and `population` and `margin` where they are there. What is blank is unknown.
pub(super) fn read(sheet: &Sheet, ledger: &mut Ledger) -> Result<Places, ImportError> {
    let place = sheet.required("place")?;
    let (population, margin) = (sheet.column("population")?, sheet.column("margin")?);
    let mut rows = BTreeMap::new();
    sheet.each(ledger, &[place], |record| {
        let name = record.text(place);
        if name.is_empty() {
            return Ok(Verdict::LeftOut(Why::BlankId));
        }
        let facts = (read_population(record, population, sheet)?, read_margin(record, margin, sheet)?);
        match rows.insert(name.to_owned(), (facts, record.line)) {
            None => Ok(Verdict::Taken),
            Some((_, line)) => {
                let what = format!("a place is listed again that stands on line {line}");
                Err(sheet.error(record.line, what, "leave one of the two out"))
            }
        }
    })?;
    let mut places = Places::default();
    for (name, ((population, margin), _)) in rows {
        places.names.push(name);
        places.population.push(population);
        places.margin.push(margin);
    }
    Ok(places)
}

fn read_population(
    record: &Record,
    column: Option<usize>,
    sheet: &Sheet,
) -> Result<Option<u64>, ImportError> {
    let Some(text) = record.known(column) else { return Ok(None) };
    let number = text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten();
    let wrong = || {
        let way_out = "write it in digits alone, or leave it empty where it is not known";
        sheet.error(record.line, "the population is no whole number of people", way_out)
    };
    number.map(Some).ok_or_else(wrong)
}

fn read_margin(record: &Record, column: Option<usize>, sheet: &Sheet) -> Result<Option<f64>, ImportError> {
    let Some(text) = record.known(column) else { return Ok(None) };
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.".contains(&byte));
    let number = text.parse::<f64>().ok().filter(|number| plain && number.abs() <= 100.0);
    let wrong = || {
        let way_out = "write it as 1.5 or -1.5, or leave it empty where it is not known";
        sheet.error(record.line, "the margin is no number of percentage points from -100 to 100", way_out)
    };
    number.map(Some).ok_or_else(wrong)
}
