//! `Classes`: people by their hop, so that who holds whom can be counted by it.

use super::People;
use crate::{
    audit::Audit,
    graph::reach::UNREACHED,
    harvest::Harvest,
    model::{id::PersonId, reading::Reading},
};
use serde::Serialize;
use std::collections::BTreeMap;

/// How a person stands to the grants of all apps together, read so that the most follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// They gave a grant: hop 0.
    Consenter,
    /// They gave none and were within reach of one, at this hop.
    Bystander(u32),
    /// Neither.
    Unreached,
}

/// Everybody, parted by class: consenters, bystanders by hop, and the others.
#[derive(Clone, Debug, PartialEq)]
pub struct Classes(Vec<(Class, People)>);

impl Classes {
    /// The classes of an audit.
    #[must_use]
    pub fn of(audit: &Audit) -> Self {
        let harvest = Harvest::as_recorded(audit, Reading::AtMost);
        let hops: BTreeMap<PersonId, u32> = harvest.hops_beside(harvest.consents()).into_iter().collect();
        let class = |person: PersonId| match hops.get(&person) {
            _ if audit.is_consenter(person) => Class::Consenter,
            Some(&hop) if hop != UNREACHED => Class::Bystander(hop),
            _ => Class::Unreached,
        };
        let mut people: BTreeMap<Class, Vec<PersonId>> =
            [Class::Consenter, Class::Bystander(1), Class::Unreached].map(|class| (class, Vec::new())).into();
        audit.graph.people().for_each(|person| people.entry(class(person)).or_default().push(person));
        Self(people.into_iter().map(|(class, people)| (class, People::ascending(&people))).collect())
    }

    /// How many classes there are.
    #[must_use]
    #[allow(clippy::len_without_is_empty, reason = "there are three at least")]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The classes, and who is in each.
    pub fn each(&self) -> impl Iterator<Item = (Class, &People)> {
        self.0.iter().map(|(class, people)| (*class, people))
    }

    /// How many of `people` are in each.
    #[must_use]
    pub fn counts(&self, people: &People) -> Vec<u64> {
        let (_, others) = self.0.split_last().expect("there are three at least");
        let mut counts: Vec<u64> = others.iter().map(|(_, class)| class.common(people)).collect();
        counts.push(people.len() - counts.iter().sum::<u64>());
        counts
    }

    /// The sum of those of `counts` whose class `wanted` picks.
    #[must_use]
    pub fn sum(&self, counts: &[u64], wanted: impl Fn(Class) -> bool) -> u64 {
        self.0.iter().zip(counts).filter(|((class, _), _)| wanted(*class)).map(|(_, count)| count).sum()
    }
}
