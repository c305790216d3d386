//! Which places lie beside which. A row names two places of the table of places, and each is a neighbour of the other.
//!
//! A table names every pair once, or every pair both ways. Where it names some both ways and one only one way, rows are missing: an
//! error, because a test of neighbours would be of other neighbours.

use super::{
    error::ImportError,
    ledger::{Ledger, Verdict},
    sheet::Sheet,
};
use crate::{model::gap::Why, table::places::Places};
use std::collections::BTreeMap;

/// Reads `place` and `neighbour` into `places`.
pub(super) fn read(
    sheet: &Sheet,
    places: Option<&mut Places>,
    ledger: &mut Ledger,
) -> Result<(), ImportError> {
    let (place, neighbour) = (sheet.required("place")?, sheet.required("neighbour")?);
    let Some(places) = places else {
        return Err(ImportError::request(
            "neighbours are given without a table of places",
            "give that table too",
        ));
    };
    let mut lines = BTreeMap::new();
    sheet.each(ledger, &[place], |record| {
        let ends = [record.text(place), record.text(neighbour)];
        if ends.contains(&"") {
            return Ok(Verdict::LeftOut(Why::BlankId));
        }
        let [Some(one), Some(other)] = ends.map(|name| places.row(name)) else {
            let way_out = "write it as it stands there, or add it there";
            return Err(sheet.error(
                record.line,
                "a place is named that the table of places has not",
                way_out,
            ));
        };
        if one == other {
            return Err(sheet.error(record.line, "a place is called its own neighbour", "leave the row out"));
        }
        lines.entry((one, other)).or_insert(record.line);
        Ok(Verdict::Taken)
    })?;
    let is_mirrored = |&&(one, other): &&(usize, usize)| lines.contains_key(&(other, one));
    let alone = lines.iter().filter(|(pair, _)| !is_mirrored(pair)).map(|(_, &line)| line).min();
    if let Some(line) = alone.filter(|_| lines.keys().any(|pair| is_mirrored(&pair))) {
        let what = "two places are neighbours one way only, where others are both ways";
        return Err(sheet.error(line, what, "name every pair both ways, or every pair once"));
    }
    places.neighbours = vec![Vec::new(); places.names.len()];
    for &(one, other) in lines.keys() {
        places.neighbours[one].push(other);
        places.neighbours[other].push(one);
    }
    for beside in &mut places.neighbours {
        beside.sort_unstable();
        beside.dedup();
    }
    Ok(())
}
