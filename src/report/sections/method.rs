//! How it was done, so that another could do it again.

use super::Part;
use crate::{
    model::{number, severity::Weight, tie::Direction},
    report::{Block, Section, published::Published},
};

pub(super) fn part(at: &Published) -> Part {
    let parameters = &at.audit.parameters;
    let graph = &at.audit.graph;
    let ties = match (graph.is_directed(), graph.direction()) {
        (false, _) => "Ties are read as undirected.",
        (true, Direction::Either) => "Ties are directed; a grant opens the people at either end of a tie.",
        (true, Direction::Out) => "Ties are directed; a grant opens the people whom the consenter points to.",
        (true, Direction::In) => "Ties are directed; a grant opens the people who point to the consenter.",
        (true, Direction::Mutual) => "Ties are directed; a grant opens the people tied in both directions.",
    };
    let mut steps = vec![
        "Files were read record by record; ids are text and stay text. Ties to oneself and repeated ties were dropped and counted."
            .to_owned(),
        ties.to_owned(),
        format!(
            "Distances were walked from all consenters whose grant opens contacts at once; a grant opens {} step{}.",
            parameters.hops,
            if parameters.hops == 1 { "" } else { "s" }
        ),
        format!(
            "Chance was drawn {} times from ChaCha streams that start at seed {}; the same seed gives the same draws on any machine.",
            number::count(u64::from(parameters.draws)),
            parameters.seed
        ),
        format!(
            "Counts of fewer than {} people are hidden, with what would give them away; totals of the whole network are not.",
            parameters.min_cell
        ),
        "Nobody is named: consenters are called by their place in the consent list (C1 is the first person in it), and nobody else \
         is spoken of one by one."
            .to_owned(),
        format!("The severity of a finding follows from points. {}", Weight::FORMULA.join(" ")),
        "A finding is held against the provisions that applied on the days of the act, as far as the records tell these days, in the \
         jurisdictions that the case names; where none applied it is a note. Provisions are data with their sources, and what rests on \
         memory is marked."
            .to_owned(),
        format!("Made by bystander {}. The same files and parameters give the same figures.", env!("CARGO_PKG_VERSION")),
    ];
    steps.splice(2..2, time(at));
    Part::words(Section { id: "method", title: "Method", blocks: vec![Block::List(steps)] })
}

/// The period, how dates are read, and by which rules grants open data.
fn time(at: &Published) -> Vec<String> {
    let parameters = &at.audit.parameters;
    let period = match (parameters.from, parameters.until) {
        (None, None) => None,
        (Some(from), Some(until)) if from == until => Some(format!("The period is one day, {from}.")),
        (Some(from), Some(until)) => {
            Some(format!("The period runs from {from} to {until}, both days included."))
        }
        (Some(from), None) => Some(format!("The period runs from {from} on.")),
        (None, Some(until)) => Some(format!("The period runs to {until}, that day included.")),
    };
    let dates = (period.is_some() || !at.measures.timeline.months.is_empty()).then(|| {
        "Each day is searched on its own: a grant opens data on the days on which it was in force and its rules held, over ties that stood on \
         them, of people whose switch was not off. A table without a column of dates holds throughout; an empty cell in a column of beginnings is \
         unknown, and leaves a lower and an upper number; an empty end is no end; the day of an end still counts."
            .to_owned()
    });
    let rules = match &at.audit.case.regime {
        Some(regime) => Some(format!("What a grant opened follows the rules {} ({}).", regime.id, regime.name)),
        None => Some(
            "No rules of a platform are given: a grant opens contacts' data where a scope names them, or where its scopes are not recorded."
                .to_owned(),
        ),
    };
    let switches = at
        .audit
        .case
        .switches_ignored
        .then(|| "People's switches are passed over, as the case says the app did.".to_owned());
    [period, dates, rules, switches].into_iter().flatten().collect()
}
