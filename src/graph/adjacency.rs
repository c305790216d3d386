//! Compressed sparse rows: each person's contacts, ascending, each once.

use crate::model::id::PersonId;

/// Contacts by person. `contacts[offsets[p]..offsets[p + 1]]` are those of person `p`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Adjacency {
    offsets: Vec<u64>,
    contacts: Vec<PersonId>,
}

impl Adjacency {
    /// Rows for `people` people from arcs `from -> to`, which `arcs` lends twice. Arcs to oneself and repeats are
    /// dropped; both ends must be below `people`.
    pub(super) fn of<I: Iterator<Item = (PersonId, PersonId)>>(people: usize, arcs: impl Fn() -> I) -> Self {
        let mut offsets = vec![0_u64; people + 1];
        for (from, to) in arcs() {
            if from != to {
                offsets[from.index() + 1] += 1;
            }
        }
        for row in 0..people {
            offsets[row + 1] += offsets[row];
        }
        let mut contacts = vec![PersonId(0); position(offsets[people])];
        let mut next = offsets.clone();
        for (from, to) in arcs() {
            if from != to {
                let at = &mut next[from.index()];
                contacts[position(*at)] = to;
                *at += 1;
            }
        }
        drop(next);
        Self::tidy(offsets, contacts)
    }

    /// Sorts each row, drops repeats, and closes the rows up in place.
    fn tidy(mut offsets: Vec<u64>, mut contacts: Vec<PersonId>) -> Self {
        let (mut write, mut start) = (0_usize, 0_usize);
        for offset in offsets.iter_mut().skip(1) {
            let end = position(*offset);
            contacts[start..end].sort_unstable();
            let first = write;
            for read in start..end {
                if write == first || contacts[write - 1] != contacts[read] {
                    contacts[write] = contacts[read];
                    write += 1;
                }
            }
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

/// An offset as an index.
#[inline]
#[allow(clippy::cast_possible_truncation, reason = "offsets count entries of a vector in memory")]
fn position(offset: u64) -> usize {
    offset as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_each_contact_once_in_order_and_nobody_as_their_own() {
        let arcs = [(2, 1), (0, 2), (2, 0), (1, 1), (2, 1)].map(|(from, to)| (PersonId(from), PersonId(to)));
        let rows = Adjacency::of(4, || arcs.into_iter());
        let row = |person| rows.row(PersonId(person)).iter().map(|contact| contact.0).collect::<Vec<_>>();
        assert_eq!([row(0), row(1), row(2), row(3)], [vec![2], vec![], vec![0, 1], vec![]]);
        assert_eq!(rows.arcs(), 3);
    }
}
