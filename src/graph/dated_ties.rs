//! `DatedTies`: whose data each person's grant would open, and on which days the ties between them stood.

use crate::model::{
    id::PersonId,
    reading::{Lasting, Reading},
    span::Span,
    tie::Direction,
};

/// Ties with their days, by the person whose grant opens the other one's data.
///
/// # Definition
/// A pair may be tied several times; each time stands here. Ties to oneself are dropped. Where only ties in both directions
/// count, a pair is tied on the days on which both stood.
#[derive(Clone, Debug, Default)]
pub struct DatedTies {
    /// The contacts of person `p` are `contacts[offsets[p]..offsets[p + 1]]`.
    offsets: Vec<usize>,
    contacts: Vec<(PersonId, Lasting)>,
}

impl DatedTies {
    /// The ties of `size` people, `stood[i]` being the days of `pairs[i]`; undirected where `direction` is `None`.
    #[must_use]
    pub fn of(
        size: usize,
        pairs: &[(PersonId, PersonId)],
        stood: &[Lasting],
        direction: Option<Direction>,
    ) -> Self {
        let ties = || {
            let dated = pairs.iter().zip(stood).map(|(&(from, to), &stood)| (from, to, stood));
            dated.filter(|(from, to, _)| from != to)
        };
        let back = || ties().map(|(from, to, stood)| (to, from, stood));
        match direction {
            None | Some(Direction::Either) => Self::gathered(size, ties().chain(back()).collect()),
            Some(Direction::Out) => Self::gathered(size, ties().collect()),
            Some(Direction::In) => Self::gathered(size, back().collect()),
            Some(Direction::Mutual) => {
                let out = Self::gathered(size, ties().collect());
                let both = ties().flat_map(|(from, to, stood)| {
                    let answers = out.opened_by(to).iter().filter(move |(other, _)| *other == from);
                    answers.map(move |(_, answered)| (from, to, stood.and(*answered)))
                });
                Self::gathered(size, both.collect())
            }
        }
    }

    fn gathered(size: usize, mut arcs: Vec<(PersonId, PersonId, Lasting)>) -> Self {
        let key = |lasting: &Lasting| (lasting.at_most, lasting.at_least);
        arcs.sort_unstable_by_key(|(from, to, stood)| (*from, *to, key(stood)));
        arcs.dedup();
        let mut offsets = vec![0; size + 1];
        for (from, ..) in &arcs {
            offsets[from.index() + 1] += 1;
        }
        for row in 0..size {
            offsets[row + 1] += offsets[row];
        }
        Self { offsets, contacts: arcs.into_iter().map(|(_, to, stood)| (to, stood)).collect() }
    }

    /// The people whose data a grant of `person` opens, ascending, each with the days of one time that they were tied.
    #[must_use]
    pub fn opened_by(&self, person: PersonId) -> &[(PersonId, Lasting)] {
        let at = person.index();
        &self.contacts[self.offsets[at]..self.offsets[at + 1]]
    }

    /// The same, on the days so read.
    pub fn days(&self, person: PersonId, reading: Reading) -> impl Iterator<Item = (PersonId, Span)> + '_ {
        self.opened_by(person).iter().map(move |&(other, stood)| (other, stood.as_read(reading)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{date::Day, reading::Began};

    fn days(from: i32, last: i32) -> Lasting {
        Lasting::new(Began::On(Day(from)), Some(Day(last)))
    }

    fn opened(direction: Option<Direction>) -> [Vec<(u32, i32, i32)>; 2] {
        let pairs = [(0, 1), (1, 0), (0, 1), (1, 1), (0, 1)].map(|(from, to)| (PersonId(from), PersonId(to)));
        let stood = [days(0, 4), days(3, 9), days(8, 8), days(0, 99), days(0, 4)];
        let ties = DatedTies::of(2, &pairs, &stood, direction);
        [0, 1].map(|person| {
            let opened = ties.days(PersonId(person), Reading::AtMost);
            opened.map(|(other, span)| (other.0, span.from.0, span.until.0 - 1)).collect()
        })
    }

    #[test]
    fn a_grant_opens_those_at_the_stated_end_on_the_days_of_each_tie() {
        let (there, back) = (vec![(1, 0, 4), (1, 8, 8)], vec![(0, 3, 9)]);
        let both = vec![(1, 0, 4), (1, 3, 9), (1, 8, 8)];
        let turned = both.iter().map(|&(_, from, last)| (0, from, last)).collect::<Vec<_>>();
        assert_eq!(opened(None), [both.clone(), turned.clone()]);
        assert_eq!(opened(Some(Direction::Either)), [both, turned]);
        assert_eq!(opened(Some(Direction::Out)), [there, back]);
        assert_eq!(opened(Some(Direction::In)), [vec![(1, 3, 9)], vec![(0, 0, 4), (0, 8, 8)]]);
    }

    #[test]
    fn ties_in_both_directions_stand_while_both_do() {
        assert_eq!(opened(Some(Direction::Mutual)), [vec![(1, 3, 4), (1, 8, 8)], vec![(0, 3, 4), (0, 8, 8)]]);
    }
}
