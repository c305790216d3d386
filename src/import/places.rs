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

/// Reads `place`, and `population`, `margin`, `electorate` and `region` where they are there. What is blank is unknown.
pub(super) fn read(sheet: &Sheet, ledger: &mut Ledger) -> Result<Places, ImportError> {
    let place = sheet.required("place")?;
    let (population, margin) = (sheet.column("population")?, sheet.column("margin")?);
    let (electorate, region) = (sheet.column("electorate")?, sheet.column("region")?);
    let mut rows = BTreeMap::new();
    sheet.each(ledger, &[place], |record| {
        let name = record.text(place);
        if name.is_empty() {
            return Ok(Verdict::LeftOut(Why::BlankId));
        }
        let facts = Facts {
            population: read_people(record, population, sheet, "population")?,
            margin: read_margin(record, margin, sheet)?,
            electorate: read_people(record, electorate, sheet, "electorate")?,
            region: record.known(region).map(str::to_owned),
        };
        match rows.insert(name.to_owned(), (facts, record.line)) {
            None => Ok(Verdict::Taken),
            Some((_, line)) => {
                let what = format!("a place is listed again that stands on line {line}");
                Err(sheet.error(record.line, what, "leave one of the two out"))
            }
        }
    })?;
    let mut places = Places::default();
    for (name, (facts, _)) in rows {
        places.names.push(name);
        places.population.push(facts.population);
        places.margin.push(facts.margin);
        places.electorate.push(facts.electorate);
        places.region.push(facts.region);
    }
    Ok(places)
}

/// What a row says of its place.
struct Facts {
    population: Option<u64>,
    margin: Option<f64>,
    electorate: Option<u64>,
    region: Option<String>,
}

/// A number of people, called `what` in errors.
fn read_people(
    record: &Record,
    column: Option<usize>,
    sheet: &Sheet,
    what: &str,
) -> Result<Option<u64>, ImportError> {
    let Some(text) = record.known(column) else { return Ok(None) };
    let number = text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten();
    let wrong = || {
        let way_out = "write it in digits alone, or leave it empty where it is not known";
        sheet.error(record.line, format!("the {what} is no whole number of people"), way_out)
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
