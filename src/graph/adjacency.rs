//! Compressed sparse rows: each person's contacts, ascending, each once.

use crate::model::id::PersonId;
use rayon::prelude::*;

/// Contacts by person. `contacts[offsets[p]..offsets[p + 1]]` are those of person `p`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Adjacency {
    offsets: Vec<u64>,
    contacts: Vec<PersonId>,
}

/// Which way the ties of a list are walked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// From the first of a pair to the second.
    There,
    /// From the second to the first.
    Back,
    /// Both ways.
    Both,
}

/// How many rows make a band: their cursors lie in a near cache, and the pages of their contacts are found quickly.
const BAND: usize = 1 << 15;
/// How many ties are sorted into bands at a time.
const BATCH: usize = 1 << 20;

impl Adjacency {
    /// Rows for `people` people from `ties`, walked that way. Ties to oneself and repeats are dropped; both ends must be
    /// below `people`.
    ///
    /// Degrees are counted and added up to offsets; then the arcs are filled in, a batch of ties at a time: they are sorted into
    /// bands of rows first, and from there into the rows, so that what is written to lies close together. Each row is sorted at the
    /// end, so that no order of the work shows.
    pub(super) fn of(people: usize, ties: &[(PersonId, PersonId)], way: Way) -> Self {
        let mut offsets = vec![0_u64; people + 1];
        walk(ties, way, |from, _| offsets[from.index() + 1] += 1);
        for row in 0..people {
            offsets[row + 1] += offsets[row];
        }
        let mut contacts = vec![PersonId(0); position(offsets[people])];
        let mut bands = bands(&offsets, &mut contacts);
        let mut sorter = Sorter::new(bands.len());
        for batch in ties.chunks(BATCH) {
            sorter.sort(batch, way);
            bands.par_iter_mut().enumerate().for_each(|(at, band)| band.fill(sorter.arcs_of(at)));
        }
        let lengths: Vec<Vec<u32>> = bands.into_par_iter().map(Band::tidied).collect();
        Self::closed_up(offsets, contacts, lengths.iter().flatten())
    }

    /// Moves the rows, of which only the first so many contacts count, to where the one before ends.
    fn closed_up<'a>(
        mut offsets: Vec<u64>,
        mut contacts: Vec<PersonId>,
        lengths: impl Iterator<Item = &'a u32>,
    ) -> Self {
        let (mut write, mut start) = (0, 0);
        for (offset, &length) in offsets.iter_mut().skip(1).zip(lengths) {
            let (end, length) = (position(*offset), length as usize);
            if write != start {
                contacts.copy_within(start..start + length, write);
            }
            write += length;
            *offset = write as u64;
            start = end;
        }
        contacts.truncate(write);
        contacts.shrink_to_fit();
        Self { offsets, contacts }
    }

    /// The contacts of `person`, ascending.
    #[inline]
    pub(super) fn row(&self, person: PersonId) -> &[PersonId] {
        let at = person.index();
        &self.contacts[position(self.offsets[at])..position(self.offsets[at + 1])]
    }

    /// How many arcs there are.
    pub(super) fn arcs(&self) -> u64 {
        self.contacts.len() as u64
    }
}

/// Gives `visit` each arc of `ties` walked that way, but for those from somebody to themselves.
#[inline]
fn walk(ties: &[(PersonId, PersonId)], way: Way, mut visit: impl FnMut(PersonId, PersonId)) {
    for &(from, to) in ties.iter().filter(|(from, to)| from != to) {
        if way != Way::Back {
            visit(from, to);
        }
        if way != Way::There {
            visit(to, from);
        }
    }
}

/// Some rows that are next to one another, while they are filled.
struct Band<'a> {
    /// Where each of them begins among their contacts, and where the last one ends.
    starts: Vec<usize>,
    /// Where the next contact of each goes.
    next: Vec<usize>,
    contacts: &'a mut [PersonId],
}

fn bands<'a>(offsets: &[u64], mut contacts: &'a mut [PersonId]) -> Vec<Band<'a>> {
    let people = offsets.len() - 1;
    let mut bands = Vec::with_capacity(people / BAND + 1);
    for first in (0..people).step_by(BAND) {
        let offsets = &offsets[first..=(first + BAND).min(people)];
        let starts: Vec<usize> = offsets.iter().map(|&offset| position(offset - offsets[0])).collect();
        let arcs = starts[starts.len() - 1];
        let (own, rest) = std::mem::take(&mut contacts).split_at_mut(arcs);
        bands.push(Band { next: starts[..starts.len() - 1].to_vec(), starts, contacts: own });
        contacts = rest;
    }
    bands
}

impl Band<'_> {
    fn fill(&mut self, arcs: &[Arc]) {
        for arc in arcs {
            let at = &mut self.next[usize::from(arc.row)];
            self.contacts[*at] = arc.to;
            *at += 1;
        }
    }

    /// Sorts the rows and brings each contact to the front of its row once; gives how many those are, row by row.
    fn tidied(self) -> Vec<u32> {
        let row = |ends: &[usize]| {
            let row = &mut self.contacts[ends[0]..ends[1]];
            row.sort_unstable();
            front_once(row)
        };
        self.starts.windows(2).map(row).collect()
    }
}

/// Brings each entry of a sorted row to its front once; gives how many those are.
fn front_once(row: &mut [PersonId]) -> u32 {
    let mut kept = 0;
    for at in 0..row.len() {
        if kept == 0 || row[kept - 1] != row[at] {
            row[kept] = row[at];
            kept += 1;
        }
    }
    u32::try_from(kept).expect("nobody has more contacts than there are people")
}

/// An arc by its row within its band.
#[derive(Clone, Copy)]
struct Arc {
    row: u16,
    to: PersonId,
}

/// Sorts arcs into bands.
struct Sorter {
    arcs: Vec<Arc>,
    /// Where the arcs of each band end.
    ends: Vec<usize>,
}

impl Sorter {
    fn new(bands: usize) -> Self {
        Self { arcs: Vec::new(), ends: vec![0; bands] }
    }

    fn sort(&mut self, ties: &[(PersonId, PersonId)], way: Way) {
        let Self { arcs, ends } = self;
        ends.fill(0);
        walk(ties, way, |from, _| ends[from.index() / BAND] += 1);
        let mut sum = 0;
        for end in ends.iter_mut() {
            sum += std::mem::replace(end, sum);
        }
        arcs.resize(arcs.len().max(sum), Arc { row: 0, to: PersonId(0) });
        walk(ties, way, |from, to| {
            let at = &mut ends[from.index() / BAND];
            arcs[*at] = Arc { row: in_band(from), to };
            *at += 1;
        });
    }

    fn arcs_of(&self, band: usize) -> &[Arc] {
        let start = if band == 0 { 0 } else { self.ends[band - 1] };
        &self.arcs[start..self.ends[band]]
    }
}

/// The place of a row in its band.
#[inline]
#[allow(clippy::cast_possible_truncation, reason = "a band has as many rows as fit 15 bits")]
fn in_band(row: PersonId) -> u16 {
    (row.index() % BAND) as u16
}

/// An offset as an index.
#[inline]
#[allow(clippy::cast_possible_truncation, reason = "offsets count entries of a vector in memory")]
fn position(offset: u64) -> usize {
    offset as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::{RngExt, SeedableRng};
    use std::collections::BTreeSet;

    #[test]
    fn keeps_each_contact_once_in_order_and_nobody_as_their_own() {
        let arcs = [(2, 1), (0, 2), (2, 0), (1, 1), (2, 1)].map(|(from, to)| (PersonId(from), PersonId(to)));
        let rows = Adjacency::of(4, &arcs, Way::There);
        let row = |person| rows.row(PersonId(person)).iter().map(|contact| contact.0).collect::<Vec<_>>();
        assert_eq!([row(0), row(1), row(2), row(3)], [vec![2], vec![], vec![0, 1], vec![]]);
        assert_eq!(rows.arcs(), 3);
    }

    /// The same rows, one set of contacts for each.
    fn by_sets(people: usize, ties: &[(PersonId, PersonId)], way: Way) -> Vec<BTreeSet<PersonId>> {
        let mut rows = vec![BTreeSet::new(); people];
        for &(from, to) in ties.iter().filter(|(from, to)| from != to) {
            let (there, back) = (way != Way::Back, way != Way::There);
            there.then(|| rows[from.index()].insert(to));
            back.then(|| rows[to.index()].insert(from));
        }
        rows
    }

    fn drawn(people: u32, ties: usize, seed: u64) -> Vec<(PersonId, PersonId)> {
        let mut chance = rand_chacha::ChaCha12Rng::seed_from_u64(seed);
        // A quarter of all ends are one person's.
        let mut end = || PersonId(chance.random_range(0..people + people / 3).min(people - 1));
        (0..ties).map(|_| (end(), end())).collect()
    }

    #[test]
    fn fills_bands_and_batches_as_sets_would() {
        for (people, ties) in [(1, 0), (1, 3), (7, 40), (70_000, 30_000), (40, BATCH + 5)] {
            let drawn = drawn(people, ties, 5);
            let people = people as usize;
            for way in [Way::There, Way::Back, Way::Both] {
                let rows = Adjacency::of(people, &drawn, way);
                let expected = by_sets(people, &drawn, way);
                let same =
                    (0..).map(PersonId).zip(&expected).all(|(person, row)| rows.row(person).iter().eq(row));
                assert!(same, "{people} people, {ties} ties, {way:?}");
            }
        }
    }

    #[test]
    fn gives_the_same_rows_on_any_number_of_threads() {
        let drawn = drawn(100_000, 200_000, 3);
        let on = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
            pool.install(|| Adjacency::of(100_000, &drawn, Way::Both))
        };
        assert!(on(1) == on(2) && on(2) == on(5));
    }
}
