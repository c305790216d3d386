//! Microdata: records parted into classes by what others may know of them, and how far that singles people out.
//!
//! # Definition
//! Records with the same code in every column form a *class*; without columns all records form one. `k` is the size of the smallest
//! class. A record is unique where its class holds it alone. The risk of a class is one over its size; the highest risk is 1/k, and
//! the average over the records is classes/records.
//!
//! Against a sensitive value of each record: `l_distinct` is the fewest different values in a class; `l_entropy` the exponential of
//! the smallest entropy (natural logarithm) of the values in a class. With p the shares of the values in a class and q those in all
//! records, closeness is the largest distance over the classes: half the sum of |p - q| where values have no order; where they have,
//! the sum over all but the last of |sum of (p - q) up to it| / (m - 1), m the number of different values. With one value it is 0.
//!
//! # Reference
//! Sweeney 2002 (k-anonymity); Machanavajjhala et al. 2007 (l-diversity); Li, Li and Venkatasubramanian 2007 (t-closeness).

use super::{real::real, sum::sum};
use crate::model::number::{Figure, Undefined};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Records parted into classes.
///
/// Five records by age and place: two in each of two classes, one alone.
/// ```
/// use bystander::stat::microdata::Classes;
/// let classes = Classes::of(&[&[1, 1, 2, 2, 2], &[7, 7, 7, 7, 8]], 5);
/// assert_eq!((classes.classes(), classes.k().value()), (3, Some(1)));
/// assert_eq!(classes.unique_share().value(), Some(0.2));
/// assert_eq!(classes.l_distinct(&[0, 1, 0, 0, 1]).value(), Some(1)); // the second class holds only 0
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Classes {
    /// Each record's class, numbered in the order of their first records.
    of_record: Vec<u32>,
    sizes: Vec<u64>,
}

/// The values in a class, ascending, and how many records have each.
type Held = Vec<(u32, u64)>;

impl Classes {
    /// Parts `records` records by `columns`, which hold a code for each.
    #[must_use]
    pub fn of(columns: &[&[u32]], records: usize) -> Self {
        let mut of_record = vec![0; records];
        for column in columns {
            let mut numbers = FxHashMap::default();
            for (class, &code) in of_record.iter_mut().zip(*column) {
                let next = u32::try_from(numbers.len()).expect("records are numbered by u32");
                *class = *numbers.entry((*class, code)).or_insert(next);
            }
        }
        let classes = of_record.iter().max().map_or(0, |&last| last as usize + 1);
        let mut sizes = vec![0; classes];
        of_record.iter().for_each(|&class| sizes[class as usize] += 1);
        Self { of_record, sizes }
    }

    /// How many records there are.
    #[must_use]
    pub fn records(&self) -> u64 {
        self.of_record.len() as u64
    }

    /// How many classes there are.
    #[must_use]
    pub fn classes(&self) -> u64 {
        self.sizes.len() as u64
    }

    /// The size of the smallest class.
    #[must_use]
    pub fn k(&self) -> Figure<u64> {
        Figure(self.sizes.iter().min().copied().ok_or(Undefined::EmptyInput))
    }

    /// Records in classes of fewer than `least`.
    #[must_use]
    pub fn records_below(&self, least: u64) -> u64 {
        self.sizes.iter().filter(|&&size| size < least).sum()
    }

    /// Records that are alone in their class.
    #[must_use]
    pub fn unique_records(&self) -> u64 {
        self.records_below(2)
    }

    /// Records that are alone in their class, over all records, 0 to 1.
    #[must_use]
    pub fn unique_share(&self) -> Figure {
        Figure::ratio(self.unique_records(), self.records(), Undefined::EmptyInput)
    }

    /// The chance to pick the right record of the smallest class, 1/k, above 0 to 1.
    #[must_use]
    pub fn highest_risk(&self) -> Figure {
        self.k().map(|k| 1.0 / real(k))
    }

    /// The mean over the records of one over the size of their class, above 0 to 1.
    #[must_use]
    pub fn average_risk(&self) -> Figure {
        Figure::ratio(self.classes(), self.records(), Undefined::EmptyInput)
    }

    /// How many classes there are of each size.
    #[must_use]
    pub fn sizes(&self) -> BTreeMap<u64, u64> {
        let mut histogram = BTreeMap::new();
        self.sizes.iter().for_each(|&size| *histogram.entry(size).or_insert(0) += 1);
        histogram
    }

    /// The fewest different `values` (one a record) in a class.
    #[must_use]
    pub fn l_distinct(&self, values: &[u32]) -> Figure<u64> {
        let fewest = self.held(values).iter().map(|held| held.len() as u64).min();
        Figure(fewest.ok_or(Undefined::EmptyInput))
    }

    /// The exponential of the smallest entropy of `values` (one a record) in a class, at least 1; not rounded.
    #[must_use]
    pub fn l_entropy(&self, values: &[u32]) -> Figure {
        let entropy = |(held, &size): (&Held, &u64)| {
            let part = |&(_, count): &(u32, u64)| real(count) / real(size);
            sum(held.iter().map(part).map(|share| -share * share.ln()))
        };
        let smallest = self.held(values).iter().zip(&self.sizes).map(entropy).reduce(f64::min);
        Figure(smallest.map(f64::exp).ok_or(Undefined::EmptyInput))
    }

    /// The largest distance between the `values` (one a record) of a class and those of everybody, none nearer to another,
    /// 0 to 1.
    #[must_use]
    pub fn t_closeness_equal(&self, values: &[u32]) -> Figure {
        self.farthest(values, |gaps| sum(gaps.iter().map(|gap| gap.abs())) / 2.0)
    }

    /// The same where `values` are ordered by their codes and each is one step from the next, 0 to 1.
    #[must_use]
    pub fn t_closeness_ordered(&self, values: &[u32]) -> Figure {
        self.farthest(values, |gaps| {
            let carried = gaps.iter().scan(0.0, |carried, gap| {
                *carried += gap;
                Some(f64::abs(*carried))
            });
            let steps = gaps.len() - 1;
            if steps == 0 { 0.0 } else { sum(carried.take(steps)) / real(steps as u64) }
        })
    }

    /// The largest `distance` of the classes, given for each different value its share in the class less its share in all.
    fn farthest(&self, values: &[u32], distance: impl Fn(&[f64]) -> f64) -> Figure {
        let mut whole: BTreeMap<u32, u64> = BTreeMap::new();
        values.iter().for_each(|&value| *whole.entry(value).or_insert(0) += 1);
        let of_class = |(held, &size): (&Held, &u64)| {
            let mut held = held.iter().peekable();
            let gap = |(&value, &all): (&u32, &u64)| {
                let here = held.next_if(|(other, _)| *other == value).map_or(0, |&(_, count)| count);
                real(here) / real(size) - real(all) / real(self.records())
            };
            distance(&whole.iter().map(gap).collect::<Vec<f64>>())
        };
        let farthest = self.held(values).iter().zip(&self.sizes).map(of_class).reduce(f64::max);
        Figure(farthest.ok_or(Undefined::EmptyInput))
    }

    /// The values of each class.
    fn held(&self, values: &[u32]) -> Vec<Held> {
        let mut rows: Vec<(u32, u32)> = self.of_record.iter().copied().zip(values.iter().copied()).collect();
        rows.sort_unstable();
        let mut held = vec![Held::new(); self.sizes.len()];
        for run in rows.chunk_by(|one, other| one == other) {
            held[run[0].0 as usize].push((run[0].1, run.len() as u64));
        }
        held
    }
}

#[cfg(test)]
#[allow(clippy::cast_precision_loss, reason = "records in tests are few")]
mod tests {
    use super::Classes;
    use proptest::{collection::vec, prelude::*};

    #[test]
    fn parts_nobody_into_no_class() {
        let nobody = Classes::of(&[&[]], 0);
        assert_eq!((nobody.classes(), nobody.k().value(), nobody.average_risk().value()), (0, None, None));
        assert_eq!(nobody.t_closeness_ordered(&[]).value(), None);
    }

    #[test]
    fn parts_records_without_columns_into_one_class() {
        assert_eq!(Classes::of(&[], 3).k().value(), Some(3));
    }

    #[test]
    fn finds_no_distance_where_all_have_one_value() {
        let classes = Classes::of(&[&[1, 1, 2]], 3);
        assert_eq!(classes.t_closeness_equal(&[5, 5, 5]).value(), Some(0.0));
        assert_eq!(classes.t_closeness_ordered(&[5, 5, 5]).value(), Some(0.0));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

        /// Every record is held against every other.
        #[test]
        fn finds_the_same_as_comparing_all_pairs(rows in vec((0..3_u32, 0..4_u32, 0..3_u32), 1..40)) {
            let column = |of: fn(&(u32, u32, u32)) -> u32| rows.iter().map(of).collect::<Vec<_>>();
            let (first, second, value) = (column(|row| row.0), column(|row| row.1), column(|row| row.2));
            let classes = Classes::of(&[&first, &second], rows.len());
            let (rows, first, second, whole) = (&rows, &first, &second, rows.len() as f64);
            let alike = |at: usize| rows.iter().filter(move |row| (row.0, row.1) == (first[at], second[at]));
            let size = |at: &usize| alike(*at).count() as u64;
            let all = || 0..rows.len();
            prop_assert_eq!(classes.k().value(), all().map(|at| size(&at)).min());
            prop_assert_eq!(classes.unique_records(), all().filter(|at| size(at) == 1).count() as u64);
            prop_assert_eq!(classes.records_below(4), all().filter(|at| size(at) < 4).count() as u64);
            let distinct = |at: usize| alike(at).map(|row| row.2).collect::<std::collections::BTreeSet<_>>().len() as u64;
            prop_assert_eq!(classes.l_distinct(&value).value(), all().map(distinct).min());
            let in_all = |of: u32| rows.iter().filter(|row| row.2 == of).count() as f64 / whole;
            let in_class = |at: usize, of: u32| alike(at).filter(|row| row.2 == of).count() as f64 / size(&at) as f64;
            let apart = |at: usize| (0..3).map(|of| (in_class(at, of) - in_all(of)).abs()).sum::<f64>() / 2.0;
            let farthest = all().map(apart).fold(0.0, f64::max);
            prop_assert!((classes.t_closeness_equal(&value).value().unwrap() - farthest).abs() < 1e-12);
        }
    }
}
