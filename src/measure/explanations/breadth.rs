//! `Breadth`: whether explanations name the criterion that most people meet, and leave out the one that fewest do.

use super::{account::Count, judged::Judged};
use crate::{
    model::{
        number::{Figure, Undefined},
        segment::Mode,
    },
    stat::{real::real, sum::sum},
};
use serde::Serialize;

/// Which of several criteria was named.
///
/// # Definition
/// A record is *comparable* where its explanation named some and not all of two or more criteria that bring people in, of each of which it
/// is known how many people of the case it is true of, and one alone is true of most and one alone of fewest. `expected` is what either count would be
/// if the criteria that are named were drawn at random: the sum of criteria named over criteria.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Breadth {
    /// Comparable records.
    pub comparable: Count,
    /// Those in which the criterion that is true of most people was named.
    pub broadest_named: Count,
    /// Those in which the one that is true of fewest was.
    pub rarest_named: Count,
    /// How many records it would be, of either, if they were drawn at random: a model.
    pub expected: Figure,
    /// The broadest named over that.
    pub broadest_over_expected: Figure,
    /// The rarest named over that.
    pub rarest_over_expected: Figure,
}

/// What a comparable record shows.
struct Compared {
    broadest: bool,
    rarest: bool,
    named_share: f64,
}

impl Breadth {
    pub(super) fn of(rows: &[&Judged]) -> Self {
        let comparable = Count::of(rows, |one| compared(one).is_some());
        let broadest_named = Count::of(rows, |one| compared(one).is_some_and(|found| found.broadest));
        let rarest_named = Count::of(rows, |one| compared(one).is_some_and(|found| found.rarest));
        let expected: Vec<f64> =
            rows.iter().filter_map(|one| compared(one)).map(|found| found.named_share).collect();
        let expected = if expected.is_empty() {
            Figure::undefined(Undefined::NotRecorded)
        } else {
            Figure::known(sum(expected))
        };
        let over = |count: Count| expected.map(|expected| real(count.records) / expected);
        Self {
            comparable,
            broadest_named,
            rarest_named,
            expected,
            broadest_over_expected: over(broadest_named),
            rarest_over_expected: over(rarest_named),
        }
    }
}

fn compared(one: &Judged) -> Option<Compared> {
    let aim = one.aim.ok().filter(|_| one.told.is_some())?;
    let criteria = aim.criteria.iter().zip(&one.named);
    let own = criteria.filter(|(chosen, _)| chosen.criterion.mode == Mode::Include);
    let own: Vec<(u64, bool)> = own.map(|(chosen, named)| Some((chosen.people?, *named))).collect::<Option<_>>()?;
    let named = own.iter().filter(|(_, named)| *named).count();
    if own.len() < 2 || named == 0 || named == own.len() {
        return None;
    }
    let most = own.iter().map(|(people, _)| *people).max()?;
    let fewest = own.iter().map(|(people, _)| *people).min()?;
    let only = |wanted: u64| {
        let mut found = own.iter().filter(|(people, _)| *people == wanted);
        let first = found.next()?;
        found.next().is_none().then_some(first.1)
    };
    Some(Compared {
        broadest: only(most)?,
        rarest: only(fewest)?,
        named_share: real(named as u64) / real(own.len() as u64),
    })
}
