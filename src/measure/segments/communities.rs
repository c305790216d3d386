//! `CommunitiesFound`: what is said of the communities that segments are held against.

use crate::{
    audit::Audit,
    graph::community::{MOST_TIES, communities},
    model::attribute::MISSING,
};
use serde::Serialize;

/// The communities of the network, or why none were looked for.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CommunitiesFound {
    /// Whether there are any.
    pub computed: bool,
    /// Why there are none, in words.
    pub why_not: Option<String>,
    /// How many there are.
    pub count: Option<u64>,
    /// The modularity of the partition, from -1/2 to below 1.
    pub modularity: Option<f64>,
    /// The people in each, the largest first.
    pub sizes: Vec<u64>,
    /// The people without ties, who are in none.
    pub left_out: u64,
}

/// Looks for communities, unless no segment would be held against them; with them comes each person's community.
pub(super) fn find(audit: &Audit) -> (CommunitiesFound, Option<Vec<u32>>) {
    let why_not = match (audit.segments.len(), audit.graph.ties()) {
        (0, _) => "there are no segments to hold against them".to_owned(),
        (_, 0) => "there are no ties".to_owned(),
        (_, ties) if ties > MOST_TIES => format!("there are more than {MOST_TIES} ties"),
        _ => match communities(&audit.graph, audit.parameters.seed) {
            None => "none were found".to_owned(),
            Some(found) => {
                let said = CommunitiesFound {
                    computed: true,
                    why_not: None,
                    count: Some(found.count as u64),
                    modularity: Some(found.modularity),
                    sizes: found.sizes.iter().map(|&size| size as u64).collect(),
                    left_out: found.of.iter().filter(|&&code| code == MISSING).count() as u64,
                };
                return (said, Some(found.of));
            }
        },
    };
    (CommunitiesFound { why_not: Some(why_not), ..CommunitiesFound::default() }, None)
}
