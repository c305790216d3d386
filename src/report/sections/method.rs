//! How it was done, so that another could do it again.

use super::Part;
use crate::{
    model::{number, tie::Direction},
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
    let steps = vec![
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
        format!("Made by bystander {}. The same files and parameters give the same figures.", env!("CARGO_PKG_VERSION")),
    ];
    Part::words(Section { id: "method", title: "Method", blocks: vec![Block::List(steps)] })
}
