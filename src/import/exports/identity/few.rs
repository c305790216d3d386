//! `Few`: records of one name put together into as few people as first fit makes, each with the first whom it may mean.
//!
//! A record may mean a person unless a ground that both have tells them apart. So that ten thousand records of one list do not look
//! through ten thousand people each, two numbers are kept for every ground: before which person everybody has it, and who is the
//! first to have it with a value. Whoever comes before both is somebody else for sure.

use rustc_hash::FxHashMap;
use std::hash::Hash;

/// People in the making. `G` is a ground on which people are different.
pub(super) struct Few<G> {
    /// The records of each, and what they have on each ground.
    people: Vec<(Vec<u32>, FxHashMap<G, i64>)>,
    /// Before which person everybody has a ground, as far as it was looked for.
    all_before: FxHashMap<G, usize>,
    /// The first person who has a ground with a value.
    first_with: FxHashMap<(G, i64), usize>,
}

impl<G: Copy + Eq + Hash> Few<G> {
    /// The people of `records`, each a number and its grounds, in the order in which they were begun.
    pub(super) fn of<'a>(records: impl Iterator<Item = (u32, &'a [(G, i64)])>) -> Vec<Vec<u32>>
    where
        G: 'a,
    {
        let mut few =
            Self { people: Vec::new(), all_before: FxHashMap::default(), first_with: FxHashMap::default() };
        records.for_each(|(record, own)| few.place(record, own));
        few.people.into_iter().map(|(records, _)| records).collect()
    }

    fn place(&mut self, record: u32, own: &[(G, i64)]) {
        let from = own.iter().map(|&ground| self.not_before(ground)).max().unwrap_or(0);
        let may_be = |known: &FxHashMap<G, i64>| {
            own.iter().all(|(ground, value)| known.get(ground).is_none_or(|other| other == value))
        };
        let found = (from..self.people.len()).find(|&at| may_be(&self.people[at].1));
        let at = found.unwrap_or_else(|| {
            self.people.push((Vec::new(), FxHashMap::default()));
            self.people.len() - 1
        });
        let (records, known) = &mut self.people[at];
        records.push(record);
        known.extend(own.iter().copied());
        for &ground in own {
            let first = self.first_with.entry(ground).or_insert(at);
            *first = at.min(*first);
        }
    }

    /// The first person whom a record with this ground and value may mean, as far as this ground tells.
    fn not_before(&mut self, (ground, value): (G, i64)) -> usize {
        let lacks = self.all_before.entry(ground).or_default();
        while self.people.get(*lacks).is_some_and(|(_, known)| known.contains_key(&ground)) {
            *lacks += 1;
        }
        self.first_with.get(&(ground, value)).map_or(*lacks, |&same| same.min(*lacks))
    }
}

#[cfg(test)]
#[allow(clippy::range_plus_one, reason = "one more than drawn is what is meant")]
mod tests {
    use super::*;

    /// The same by looking through everybody.
    fn one_by_one(records: &[Vec<(u8, i64)>]) -> Vec<Vec<u32>> {
        let mut people: Vec<Vec<u32>> = Vec::new();
        for (number, own) in (0..).zip(records) {
            let differ = |other: &u32| {
                let theirs = &records[*other as usize];
                own.iter().any(|one| theirs.iter().any(|other| one.0 == other.0 && one.1 != other.1))
            };
            match people.iter_mut().find(|person| !person.iter().any(differ)) {
                Some(person) => person.push(number),
                None => people.push(vec![number]),
            }
        }
        people
    }

    fn few(records: &[Vec<(u8, i64)>]) -> Vec<Vec<u32>> {
        Few::of((0..).zip(records.iter().map(Vec::as_slice)))
    }

    #[test]
    fn each_record_goes_to_the_first_whom_it_may_mean() {
        // Two of one list, two of another, one of none, and one that both lists tell from the first two people.
        let records = [vec![(1, 5)], vec![(1, 6)], vec![(2, 5)], vec![(2, 7)], vec![], vec![(1, 6), (2, 5)]];
        assert_eq!(few(&records), [vec![0, 2, 4], vec![1, 3], vec![5]]);
    }

    #[test]
    fn gives_the_people_that_looking_through_everybody_gives() {
        let mut state = 1_u64;
        let mut draw = |sides: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % sides
        };
        for world in 0..300 {
            let record = |draw: &mut dyn FnMut(u64) -> u64| -> Vec<(u8, i64)> {
                let grounds: Vec<u8> = (0..4).filter(|_| draw(2) == 0).collect();
                grounds.into_iter().map(|ground| (ground, draw(4).cast_signed())).collect()
            };
            let records: Vec<_> = (0..1 + draw(40)).map(|_| record(&mut draw)).collect();
            assert_eq!(few(&records), one_by_one(&records), "world {world}");
        }
    }
}
