//! The inverse: how much consent gives a reach, and the curve of reach against consent.

use super::{Question, heading, text};
use crate::{
    model::number::{self, Undefined},
    report::{cell::Cell, table::Table},
    stat::{
        reach::{consenters_for, curve as points, rate_for},
        real::real,
    },
};

const SUPPOSES: &str = "Under random consent: a model. Consent that comes in circles of friends takes more consenters for the \
                        same reach, consent of people with many contacts fewer.";

/// How many consenters give the reach that is asked, and half of everybody.
pub(super) fn needed(question: &Question) -> Option<Table> {
    let degrees = &question.population.as_ref()?.degrees;
    let wanted = question.wanted?;
    let row = |what: String, affected: f64| {
        let consenters = consenters_for(degrees, affected).map_or(Cell::Empty, Cell::Count);
        let rate = rate_for(degrees, affected / real(degrees.people()));
        let one_in =
            if rate > 0.0 { Cell::Number(1.0 / rate) } else { Cell::Undefined(Undefined::ZeroDenominator) };
        vec![text(what), super::people(affected), consenters, Cell::Share(rate), one_in, text("model")]
    };
    Some(Table {
        id: "needed",
        caption: "How much consent gives that reach.".to_owned(),
        columns: vec![
            heading("what", "affected"),
            heading("affected", "people"),
            heading("consenters", "consenters, drawn at random"),
            heading("rate", "rate of consent, each alike"),
            heading("one_in", "one in"),
            heading("kind", "kind"),
        ],
        rows: vec![
            row("as asked".to_owned(), wanted),
            row("half of everybody".to_owned(), real(degrees.people()) / 2.0),
        ],
        notes: vec![
            "Consenters are the fewest with whom so many people are affected in the mean, found by halving."
                .to_owned(),
            SUPPOSES.to_owned(),
        ],
    })
}

/// The curve of reach against consent.
pub(super) fn curve(question: &Question) -> Option<Table> {
    let degrees = &question.population.as_ref().filter(|_| question.curve)?.degrees;
    let row = |point: crate::stat::reach::OnCurve| {
        vec![
            Cell::Share(point.rate),
            super::people((1.0 / point.rate).round()),
            Cell::Number(point.rate * real(degrees.people())),
            Cell::Share(point.bystander_share),
            Cell::Share(point.affected_share),
            text("model"),
        ]
    };
    let half = rate_for(degrees, 0.5);
    Some(Table {
        id: "curve",
        caption: "The reach of an app against its popularity.".to_owned(),
        columns: vec![
            heading("rate", "consent"),
            heading("one_in", "one in"),
            heading("consenters", "consenters"),
            heading("bystander_share", "bystanders, of everybody"),
            heading("affected_share", "affected, of everybody"),
            heading("kind", "kind"),
        ],
        rows: points(degrees).into_iter().map(row).collect(),
        notes: vec![
            format!(
                "Half of everybody is affected where {} consent: one in {}.",
                number::percent(half),
                number::rough(1.0 / half)
            ),
            SUPPOSES.to_owned(),
        ],
    })
}
