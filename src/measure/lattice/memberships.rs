//! `Memberships`: the segments of each person, and from them how many people two segments share.

use crate::model::{id::PersonId, segment::Segment};
use rayon::prelude::*;

/// The most steps that comparing the segments of a layer may take: one for each pair of segments that hold one person, over
/// all people, and one for each pair of segments.
pub(super) const MOST_STEPS: u64 = 200_000_000;

/// The most segments of a layer that are compared.
pub(super) const MOST_SEGMENTS: usize = 4_000;

/// The segments that hold each person, ascending, one person after another.
pub(super) struct Memberships<'a> {
    segments: &'a [&'a Segment],
    /// Where each person's segments begin, and where the last's end.
    starts: Vec<usize>,
    held_by: Vec<u32>,
}

/// Two segments by their numbers, the lower first, and how many people are in both, at least 1.
pub(super) struct Shared {
    pub one: u32,
    pub other: u32,
    pub people: u64,
}

impl<'a> Memberships<'a> {
    pub(super) fn of(segments: &'a [&'a Segment], people: usize) -> Self {
        let mut starts = vec![0; people + 1];
        let members = || segments.iter().flat_map(|segment| &segment.members);
        members().for_each(|member| starts[member.index() + 1] += 1);
        for person in 0..people {
            starts[person + 1] += starts[person];
        }
        let mut next = starts.clone();
        let mut held_by = vec![0; starts[people]];
        for (at, segment) in (0..).zip(segments) {
            for member in &segment.members {
                held_by[next[member.index()]] = at;
                next[member.index()] += 1;
            }
        }
        Self { segments, starts, held_by }
    }

    /// How many segments there are.
    pub(super) fn segments(&self) -> usize {
        self.segments.len()
    }

    /// How many segments hold each person.
    pub(super) fn numbers(&self) -> impl Iterator<Item = usize> {
        self.starts.windows(2).map(|ends| ends[1] - ends[0])
    }

    /// Whether comparing the segments stays within the stated limit of work.
    pub(super) fn can_be_compared(&self) -> bool {
        let pairs = |number: usize| (number as u64) * (number as u64).saturating_sub(1) / 2;
        let steps = self.numbers().map(pairs).fold(pairs(self.segments()), u64::saturating_add);
        self.segments() <= MOST_SEGMENTS && steps <= MOST_STEPS
    }

    /// Every two segments that share somebody, in the order of their numbers.
    pub(super) fn shared(&self) -> Vec<Shared> {
        let rows = self.segments.par_iter().enumerate();
        rows.flat_map_iter(|(one, segment)| self.shared_with(one, segment)).collect()
    }

    fn shared_with(&self, one: usize, segment: &Segment) -> impl Iterator<Item = Shared> + use<> {
        let mut people = vec![0; self.segments()];
        for &member in &segment.members {
            let later = self.of_person(member).iter().rev().take_while(|&&other| other as usize > one);
            later.for_each(|&other| people[other as usize] += 1);
        }
        let one = u32::try_from(one).expect("segments are few");
        let shared = (0..).zip(people).map(move |(other, people)| Shared { one, other, people });
        shared.filter(|shared| shared.people > 0)
    }

    fn of_person(&self, person: PersonId) -> &[u32] {
        &self.held_by[self.starts[person.index()]..self.starts[person.index() + 1]]
    }
}
