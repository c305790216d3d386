//! How right labels are.

use super::{NoticePage, heading, of_tables, text};
use crate::{
    measure::notices::{LabellingRow, Rate},
    model::number,
    report::{cell::Cell, sections::Part, table::Table},
};

pub(super) fn part(at: &NoticePage) -> Part {
    let said = "Held against people who looked at the advertisements. An audit of advertisements that the platform labelled, or of known political sponsors, \
                says nothing of the others: a rate is one of the advertisements that were drawn for the audit.";
    of_tables("labelling", "How right labels are", &[said], vec![counts(at), rates(at)])
}

fn rows<'a>(at: &NoticePage<'a>) -> impl Iterator<Item = &'a LabellingRow> {
    at.audit.labelling.iter().flat_map(|of| &of.rows)
}

fn country(of: &LabellingRow) -> Cell {
    text(of.country.clone().unwrap_or_else(|| "all".to_owned()))
}

fn counts(at: &NoticePage) -> Table {
    let row = |of: &LabellingRow| {
        let counts = [of.adverts, of.hits, of.false_alarms, of.misses, of.rest, of.not_settled];
        [country(of)].into_iter().chain(counts.map(Cell::Count)).collect()
    };
    Table {
        id: "labelling_counts",
        caption: "Advertisements by whether they were labelled as political and whether they are.".to_owned(),
        columns: vec![
            heading("country", "country", None),
            heading("adverts", "advertisements", Some("confusion")),
            heading("hits", "political, labelled", Some("confusion")),
            heading("false_alarms", "labelled, not political", Some("confusion")),
            heading("misses", "political, not labelled", Some("confusion")),
            heading("rest", "neither", Some("confusion")),
            heading("not_settled", "not settled", Some("confusion")),
        ],
        rows: rows(at).map(row).collect(),
        notes: Vec::new(),
    }
}

fn rates(at: &NoticePage) -> Table {
    let all = |of: &LabellingRow| {
        [
            ("precision", of.precision),
            ("recall", of.recall),
            ("false positives", of.false_positive_rate),
            ("false negatives", of.false_negative_rate),
            ("wrong", of.wrong),
        ]
    };
    let row = |of: &LabellingRow, (name, rate): (&str, Rate)| {
        let ends = Cell::of(rate.interval, |interval| {
            text(format!("{} to {}", number::percent(interval.low), number::percent(interval.high)))
        });
        vec![country(of), text(name), Cell::of(rate.share, Cell::Share), ends, Cell::Count(rate.of)]
    };
    let missed = |of: &LabellingRow| {
        let value = Cell::of(of.missed_per_labelled, Cell::Number);
        vec![country(of), text("missed for each labelled"), value, Cell::Empty, Cell::Empty]
    };
    let rows = rows(at).flat_map(|of| {
        all(of).map(|rate| row(of, rate)).into_iter().chain(std::iter::once(missed(of))).collect::<Vec<_>>()
    });
    let is_weighted = at.audit.labelling.as_ref().is_some_and(|of| of.is_weighted);
    let note = "Rows have weights: shares are of weights (estimates), intervals of the effective size.";
    Table {
        id: "labelling_rates",
        caption:
            "How right labels are, with intervals at 95 % (estimates, for advertisements drawn at random)."
                .to_owned(),
        columns: vec![
            heading("country", "country", None),
            heading("rate", "rate", Some("confusion")),
            heading("share", "value", Some("confusion")),
            heading("interval", "95 % interval", Some("interval")),
            heading("of", "of rows", None),
        ],
        rows: rows.collect(),
        notes: if is_weighted { vec![note.to_owned()] } else { Vec::new() },
    }
}
