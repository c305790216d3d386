//! Zachary's karate club, 34 people and 78 ties, for tests of this floor.

use super::TieGraph;
use crate::model::id::PersonId;

/// The club, from the file that the oracles use.
pub(super) fn graph() -> TieGraph {
    let file = include_str!("../../tests/oracles/suites/data/karate.edges.csv");
    let person = |text: &str| PersonId(text.parse().unwrap());
    let tie = |line: &str| {
        let fields: Vec<_> = line.split(',').collect();
        (person(fields[0]), person(fields[1]))
    };
    TieGraph::undirected(34, &file.lines().skip(1).map(tie).collect::<Vec<_>>())
}
