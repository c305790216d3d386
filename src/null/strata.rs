//! `Strata`: among whom a model of chance draws how many consenters.

use crate::{audit::Audit, model::id::PersonId};
use serde::Serialize;
use std::collections::BTreeMap;

/// Which people could have consented in the place of those who did. A person's degree is how many people's data a
/// grant of theirs would open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Model {
    /// Anybody.
    Random,
    /// People of the same degree.
    SameDegree,
    /// People of a degree in the same band: bands of 0, 1, 2-3, 4-7, 8-15 and so on.
    SameDegreeBand,
}

impl Model {
    /// The models, in the order of the report.
    pub const ALL: [Self; 3] = [Self::Random, Self::SameDegree, Self::SameDegreeBand];

    /// The stratum of people of this degree.
    pub(super) fn stratum(self, degree: usize) -> usize {
        match self {
            Self::Random => 0,
            Self::SameDegree => degree,
            Self::SameDegreeBand => (usize::BITS - degree.leading_zeros()) as usize,
        }
    }
}

/// People who could stand in for one another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Stratum {
    /// Everybody in it, ascending.
    pub people: Vec<PersonId>,
    /// How many of them consented.
    pub consenters: usize,
    /// How many of those opened their contacts' data.
    pub opening: usize,
}

/// The strata in which anybody consented, in ascending order of degree.
pub(super) fn strata(audit: &Audit, model: Model) -> Vec<Stratum> {
    let stratum = |person| model.stratum(audit.graph.opened_by(person).len());
    let mut strata = BTreeMap::<usize, Stratum>::new();
    for consenter in &audit.consenters {
        let at = strata.entry(stratum(consenter.person)).or_default();
        at.consenters += 1;
        at.opening += usize::from(consenter.opens_contacts);
    }
    for person in audit.graph.people() {
        if let Some(at) = strata.get_mut(&stratum(person)) {
            at.people.push(person);
        }
    }
    strata.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::village;

    fn sizes(model: Model) -> Vec<(usize, usize)> {
        strata(&village::audit(), model)
            .iter()
            .map(|stratum| (stratum.people.len(), stratum.consenters))
            .collect()
    }

    #[test]
    fn the_village_has_one_person_like_ada_and_one_like_ben() {
        assert_eq!(sizes(Model::Random), [(7, 2)]);
        assert_eq!(sizes(Model::SameDegree), [(1, 1), (1, 1)]);
        assert_eq!(sizes(Model::SameDegreeBand), [(2, 1), (1, 1)]);
    }

    #[test]
    fn bands_double() {
        let bands = [0, 1, 2, 3, 4, 7, 8, 15, 16].map(|degree| Model::SameDegreeBand.stratum(degree));
        assert_eq!(bands, [0, 1, 2, 2, 3, 3, 4, 4, 5]);
    }
}
