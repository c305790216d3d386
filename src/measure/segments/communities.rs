//! `CommunitiesFound`: what is said of the communities that segments are held against.

use super::stability::Stability;
use crate::{
    audit::Audit,
    graph::community::{Communities, MOST_TIES, communities},
    model::attribute::MISSING,
};
use rayon::prelude::*;
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
    /// How far partitions found with other seeds are the same; not known where ties are so many that there was one search.
    pub stability: Option<Stability>,
}

/// The most searches for communities.
const MOST_SEARCHES: u64 = 10;
/// How many ties all searches together may read.
const TIES_READ: u64 = 1_000_000;

/// How many searches are made in a network of so many ties: ten, and fewer where they would read more than a million ties, but at least one.
fn searches(ties: u64) -> u64 {
    (TIES_READ / ties.max(1)).clamp(1, MOST_SEARCHES)
}

/// Looks for communities with the seed of the audit and with those that follow it, unless no segment would be held against them. With
/// what is said of the first partition come all of them; none where it says why not.
pub(super) fn find(audit: &Audit) -> (CommunitiesFound, Vec<Communities>) {
    let why_not = match (audit.segments.len(), audit.graph.ties()) {
        (0, _) => "there are no segments to hold against them".to_owned(),
        (_, 0) => "there are no ties".to_owned(),
        (_, ties) if ties > MOST_TIES => format!("there are more than {MOST_TIES} ties"),
        (_, ties) => {
            let search = |at| communities(&audit.graph, audit.parameters.seed.wrapping_add(at));
            let found: Vec<Communities> = (0..searches(ties)).into_par_iter().filter_map(search).collect();
            match found.first() {
                None => "none were found".to_owned(),
                Some(first) => return (said(first, &found), found),
            }
        }
    };
    (CommunitiesFound { why_not: Some(why_not), ..CommunitiesFound::default() }, Vec::new())
}

fn said(first: &Communities, all: &[Communities]) -> CommunitiesFound {
    CommunitiesFound {
        computed: true,
        why_not: None,
        count: Some(first.count as u64),
        modularity: Some(first.modularity),
        sizes: first.sizes.iter().map(|&size| size as u64).collect(),
        left_out: first.of.iter().filter(|&&code| code == MISSING).count() as u64,
        stability: Stability::of(all),
    }
}

#[cfg(test)]
mod tests {
    use super::{find, searches};
    use crate::village;

    #[test]
    fn searches_less_often_where_ties_are_many() {
        assert_eq!([1, 100_000, 100_001, 500_000, 500_001, 2_000_000].map(searches), [10, 10, 9, 2, 1, 1]);
    }

    #[test]
    fn the_first_partition_is_that_of_the_audits_own_seed() {
        let mut audit = village::audit();
        audit.parameters.seed = u64::MAX;
        let (said, found) = find(&audit);
        assert_eq!((found[0].seed, found[1].seed, found.len()), (u64::MAX, 0, 10));
        assert_eq!(said.count, Some(found[0].count as u64));
    }
}
