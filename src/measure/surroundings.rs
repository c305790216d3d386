//! `Surroundings`: how many people stand near enough to each person to open their data.

use crate::{audit::Audit, model::id::PersonId};
use rayon::prelude::*;

/// How many people could open somebody's data, for everybody who did not switch off sharing through friends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Surroundings {
    /// `people[k]` is how many people have k such others around them.
    pub people: Vec<u64>,
}

/// How many contacts of contacts may be looked at for figures over two hops, and pairs of contacts for those over ties.
pub(super) const MOST_WORK: u64 = 500_000_000;

impl Surroundings {
    /// Those who open a person's data at one hop.
    pub(super) fn at_one_hop(audit: &Audit) -> Self {
        Self::counted(reachable(audit).map(|person| audit.graph.openers_of(person).len()))
    }

    /// Those who open a person's data at one hop, or at two through somebody who did not switch off sharing through
    /// friends; `None` where that is more than the limit of work.
    pub(super) fn within_two_hops(audit: &Audit) -> Option<Self> {
        let openers = |person: PersonId| audit.graph.openers_of(person);
        let work: u64 = audit.graph.people().map(|person| (openers(person).len() as u64).pow(2)).sum();
        if work > MOST_WORK {
            return None;
        }
        let around = |(met, latest): &mut (Vec<u32>, u32), person: PersonId| {
            *latest += 1;
            met[person.index()] = *latest;
            let mut meets = |other: PersonId| std::mem::replace(&mut met[other.index()], *latest) != *latest;
            let mut count = 0;
            for &near in openers(person) {
                count += usize::from(meets(near));
                if !audit.switched_off(near) {
                    count += openers(near).iter().filter(|&&far| meets(far)).count();
                }
            }
            count
        };
        let people: Vec<PersonId> = reachable(audit).collect();
        let counts: Vec<usize> = people
            .into_par_iter()
            .with_min_len(4096)
            .map_init(|| (vec![0; audit.people()], 0), around)
            .collect();
        Some(Self::counted(counts.into_iter()))
    }

    fn counted(counts: impl Iterator<Item = usize>) -> Self {
        let mut people = Vec::new();
        for count in counts {
            if people.len() <= count {
                people.resize(count + 1, 0);
            }
            people[count] += 1;
        }
        Self { people }
    }

    /// How many people are counted.
    pub(super) fn total(&self) -> u64 {
        self.people.iter().sum()
    }

    /// How many others they have around them, all together.
    pub(super) fn others(&self) -> u64 {
        (0..).zip(&self.people).map(|(others, &people): (u64, _)| others * people).sum()
    }
}

/// Everybody who did not switch off sharing through friends.
fn reachable(audit: &Audit) -> impl Iterator<Item = PersonId> + '_ {
    audit.graph.people().filter(|&person| !audit.switched_off(person))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{measure::sketch::Sketch, village};

    #[test]
    fn counts_contacts_and_their_contacts_in_the_village() {
        let audit = village::audit();
        assert_eq!(Surroundings::at_one_hop(&audit).people, [1, 3, 1, 1, 1]);
        let two = Surroundings::within_two_hops(&audit).expect("the village is small");
        assert_eq!(two.people, [1, 0, 0, 1, 2, 3]);
    }

    #[test]
    fn nobody_is_met_through_those_who_switched_off() {
        let row = Sketch { people: 3, ties: &[(0, 1), (1, 2)], opted_out: &[1], ..Sketch::default() }.audit();
        assert_eq!(Surroundings::within_two_hops(&row).expect("a short row").people, [0, 2]);
    }
}
