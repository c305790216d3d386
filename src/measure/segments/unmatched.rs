//! `Unmatched`: a segment that names another, which is not among the segments of the case.

use crate::audit::Audit;
use serde::Serialize;

/// A name that stands for no segment of the case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unmatched {
    /// The segment that names another.
    pub segment: String,
    /// The column that holds the name: `seed` or `chosen_as`.
    pub column: &'static str,
    /// The name.
    pub named: String,
}

/// Every name of a segment that is not there, in input order.
pub(super) fn of(audit: &Audit) -> Vec<Unmatched> {
    let is_there = |name: &str| audit.segments.iter().any(|segment| segment.name == name);
    let names = audit.segments.iter().flat_map(|segment| {
        let named = [("seed", &segment.seed), ("chosen_as", &segment.chosen_as)];
        named.into_iter().filter_map(move |(column, name)| Some((segment, column, name.as_ref()?)))
    });
    let unmatched = names.filter(|(_, _, name)| !is_there(name));
    let row = |(segment, column, name): (&crate::model::segment::Segment, _, &String)| Unmatched {
        segment: segment.name.clone(),
        column,
        named: name.clone(),
    };
    unmatched.map(row).collect()
}
