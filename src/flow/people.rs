//! `People`: a set of people, compressed.

use crate::model::id::PersonId;
use roaring::{MultiOps as _, RoaringBitmap};

/// A set of people of the network.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct People(RoaringBitmap);

impl People {
    /// The set of `people`, who ascend, each once.
    #[must_use]
    pub fn ascending(people: &[PersonId]) -> Self {
        let rows = people.iter().map(|person| person.0);
        Self(RoaringBitmap::from_sorted_iter(rows).expect("people ascend"))
    }

    /// Those of all the sets.
    pub fn union<'p>(sets: impl IntoIterator<Item = &'p Self>) -> Self {
        Self(sets.into_iter().map(|set| &set.0).union())
    }

    /// How many they are.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.0.len()
    }

    /// Whether nobody is in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether that person is in it.
    #[must_use]
    pub fn has(&self, person: PersonId) -> bool {
        self.0.contains(person.0)
    }

    /// Them, ascending.
    pub fn iter(&self) -> impl Iterator<Item = PersonId> + '_ {
        self.0.iter().map(PersonId)
    }

    /// How many are in both.
    #[must_use]
    pub fn common(&self, other: &Self) -> u64 {
        self.0.intersection_len(&other.0)
    }

    /// Those in both.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        Self(&self.0 & &other.0)
    }

    /// Those who are not in `other`.
    #[must_use]
    pub fn without(&self, other: &Self) -> Self {
        Self(&self.0 - &other.0)
    }

    /// Adds those of `other`; true where somebody was not there before.
    pub fn add(&mut self, other: &Self) -> bool {
        let before = self.0.len();
        self.0 |= &other.0;
        self.0.len() > before
    }
}

impl FromIterator<PersonId> for People {
    fn from_iter<I: IntoIterator<Item = PersonId>>(people: I) -> Self {
        Self(people.into_iter().map(|person| person.0).collect())
    }
}
