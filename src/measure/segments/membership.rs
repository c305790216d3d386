//! `Membership`: who stands in a segment: consenters, bystanders, and people no grant should have reached.

use super::enrichment::{Enrichment, table};
use crate::{
    audit::Audit,
    measure::standing::{Standing, Standings},
    model::{
        number::Figure,
        range::Range,
        segment::{Criterion, Layer, Segment},
    },
    stat::small_cells,
};
use serde::Serialize;

/// A segment's members by where they stand towards the consent list.
///
/// # Definition
/// A bystander gave no grant and stands within the hop limit of a consenter whose grant opens contacts (see
/// [`Standings`]). `consenters`, `from_bystanders`, `beyond`, `opted_out` and `unreached` add up to `members`. The
/// enrichment holds the bystanders' share of the members against their share of everybody in the network.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Membership {
    /// The segment.
    pub segment: String,
    /// Where its data came from, in the input's words.
    pub source: Option<String>,
    /// From which side it is known, if the input says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub layer: Option<Layer>,
    /// How many people it was said to have.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size: Option<Range>,
    /// The segment that it was expanded from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seed: Option<String>,
    /// The segment that holds what was chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chosen_as: Option<String>,
    /// Its members.
    pub members: u64,
    /// Members who gave a grant.
    pub consenters: u64,
    /// Members who are bystanders.
    pub from_bystanders: u64,
    /// Members who gave no grant and stand farther from a consenter than the hop limit.
    pub beyond: u64,
    /// Members who gave no grant and switched off sharing through friends.
    pub opted_out: u64,
    /// Members whom no chain of ties leads to.
    pub unreached: u64,
    /// Bystanders over members, 0 to 1.
    pub share_from_bystanders: Figure,
    /// Bystanders over people, in the whole network, 0 to 1.
    pub bystander_share_of_people: Figure,
    /// Whether bystanders are more than a random pick would hold.
    #[serde(flatten)]
    pub enrichment: Enrichment,
    /// Its conditions.
    pub criteria: Vec<Criterion>,
}

impl Membership {
    /// Which parts may not be shown at the small-cell threshold `least`: of consenters, bystanders, people beyond the hop
    /// limit, people who opted out, and people not reached. Where the segment itself is small, all of them.
    #[must_use]
    pub fn hidden_parts(&self, least: u64) -> [bool; 5] {
        if 0 < self.members && self.members < least {
            return [true; 5];
        }
        let parts = [self.consenters, self.from_bystanders, self.beyond, self.opted_out, self.unreached];
        let marks = small_cells::hidden(&parts, least, true);
        std::array::from_fn(|at| marks[at])
    }
}

/// A row for each segment.
pub(super) fn of(audit: &Audit, standings: &Standings) -> Vec<Membership> {
    let bystanders = audit.graph.people().filter(|&person| standings.is_bystander(person)).count() as u64;
    audit.segments.iter().map(|segment| row(audit, standings, segment, bystanders)).collect()
}

fn row(audit: &Audit, standings: &Standings, segment: &Segment, bystanders: u64) -> Membership {
    let (mut consenters, mut here, mut beyond, mut opted_out, mut unreached) = (0, 0, 0, 0, 0);
    for &member in &segment.members {
        *match standings.of_person(member) {
            Standing::Consenter => &mut consenters,
            Standing::Bystander(_) => &mut here,
            Standing::Beyond(_) => &mut beyond,
            Standing::OptedOut => &mut opted_out,
            Standing::Unreached => &mut unreached,
        } += 1;
    }
    let members = segment.members.len() as u64;
    let table = table(here, bystanders, members, audit.people() as u64);
    Membership {
        segment: segment.name.clone(),
        source: segment.source.clone(),
        layer: segment.layer,
        size: segment.size,
        seed: segment.seed.clone(),
        chosen_as: segment.chosen_as.clone(),
        members,
        consenters,
        from_bystanders: here,
        beyond,
        opted_out,
        unreached,
        share_from_bystanders: table.share_in_segment(),
        bystander_share_of_people: table.share_in_population(),
        enrichment: Enrichment::of(table),
        criteria: segment.criteria.clone(),
    }
}
