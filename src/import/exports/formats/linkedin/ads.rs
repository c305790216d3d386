//! The ads side of a `LinkedIn` export: the facets by which the owner can be aimed at, what `LinkedIn` infers, and ads acted on.

use super::{
    super::donated::{Donated, Place},
    table::Csv,
};
use crate::{
    import::{
        exports::rows::{Cell, Rows, Table},
        ledger::Verdict,
    },
    model::{gap::Why, id::SourceId},
};

/// Takes the facets: a column for each, some of the same name, and in a cell a list parted by semicolons. Each value is a record.
pub(super) fn take_targeting(table: &Csv, source: SourceId, donated: &mut Donated, rows: &mut Rows) {
    let mut repeated = 0;
    for record in &table.records {
        for (at, facet) in table.header.iter().enumerate().filter(|(_, facet)| !facet.is_empty()) {
            for value in record.cell(Some(at)).split(';').map(str::trim).filter(|value| !value.is_empty()) {
                let at = Place { source, line: record.line };
                match donated.trait_of(rows, at, [facet, value], None) {
                    Verdict::LeftOut(_) => repeated += 1,
                    verdict => rows.book(source, at.line, verdict),
                }
            }
        }
        if record.is_too_long(&table.header) {
            rows.book(source, record.line, Verdict::LeftOut(Why::FieldCount));
        }
    }
    rows.pass_over(source, "values that a column of the same name has already", repeated);
}

/// Takes what `LinkedIn` infers.
pub(super) fn take_inferences(table: &Csv, source: SourceId, donated: &mut Donated, rows: &mut Rows) {
    let [kind, inference] = ["Type of inference", "Inference"].map(|name| table.column(name));
    for record in table.records.iter().filter(|record| !record.is_empty()) {
        let at = Place { source, line: record.line };
        let verdict = match [record.cell(kind), record.cell(inference)] {
            ["", _] | [_, ""] => Verdict::LeftOut(Why::Malformed),
            pair => donated.trait_of(rows, at, pair, Some("inferred")),
        };
        rows.book(source, record.line, verdict);
    }
}

/// Takes ads that the owner clicked or acted on: whoever acted on an ad has seen it.
pub(super) fn take_acted_on(table: &Csv, source: SourceId, donated: &mut Donated, rows: &mut Rows) {
    let on = table.first(&["Ad clicked Date", "Date"]);
    let ad = table.column("Ad Title/Id");
    let order = super::order(table, on, source, rows);
    for record in table.records.iter().filter(|record| !record.is_empty()) {
        if record.cell(ad).is_empty() {
            rows.book(source, record.line, Verdict::LeftOut(Why::BlankId));
            continue;
        }
        let day = super::book(record.line, record.cell(on), order, Verdict::Taken, source, rows);
        let mut cells = vec![
            ("message", record.cell(ad).into()),
            ("person", donated.person()),
            ("channel", "LinkedIn".into()),
            ("impressions", Cell::Count(1)),
        ];
        cells.extend(day.map(|day| ("on", Cell::Day(day))));
        rows.add(Table::Messages, source, record.line, &cells);
    }
}
