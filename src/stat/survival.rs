//! `Survival`: how long records stay true, from records that have ended and records that are true still.
//!
//! # Reference
//! Kaplan and Meier 1958; Greenwood 1926 (standard error); Kalbfleisch and Prentice 1980 (interval of log(-log)).
//!
//! # Limits
//! Records that are true still must be no different, in how long they will stay so, from those followed longer. The interval
//! is at 95 % and reads the records as a sample.

use super::{interval::Z, real::real, sum::Sum};
use crate::model::number::{Figure, Interval, Undefined};

/// How long a record was followed, and whether it was seen to end.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Followed {
    /// How long, in any unit; 0 or more.
    pub duration: f64,
    /// Whether it ended then; otherwise it was true still.
    pub ended: bool,
}

/// What happened to the records at one duration.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// The duration.
    pub time: f64,
    /// Records followed at least so long.
    pub at_risk: u64,
    /// Those of them that ended then.
    pub ended: u64,
}

/// The share of records that outlast each duration: the product, over the durations t up to it, of 1 - d/r.
///
/// # Definition
/// r is the number of records followed for t or longer, d the number of those that ended at t. Where records end and others
/// are last seen at the same t, the endings come first. The median is the least duration at which the share is at most
/// one half.
///
/// # Example
/// Ada moved after 2 years and Ben after 3; Cem was last heard of after 2, at the old address. Two of three outlast the
/// second year, nobody the third.
/// ```
/// use bystander::stat::survival::{Followed, Survival};
/// let records = [(2.0, true), (3.0, true), (2.0, false)].map(|(duration, ended)| Followed { duration, ended });
/// let survival = Survival::of(&records).unwrap();
/// assert_eq!(survival.at(2.5).value(), Some(2.0 / 3.0));
/// assert_eq!(survival.median().value(), Some(3.0));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Survival {
    steps: Vec<Step>,
    endings: Vec<Ending>,
}

/// A point of the curve: a duration at which records ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ending {
    /// The duration.
    pub time: f64,
    /// The share of records that outlast it, 0 to 1.
    pub share: f64,
    /// Greenwood's sum of d/(r (r - d)) up to here.
    variance: f64,
}

/// How far below one half a share may be told from it: products of fractions are right to more digits than this.
const SLACK: f64 = 1e-12;

impl Survival {
    /// The curve of these records, in any order; `None` where a duration is negative or no number.
    #[must_use]
    pub fn of(records: &[Followed]) -> Option<Self> {
        let fits = |record: &Followed| record.duration >= 0.0 && record.duration.is_finite();
        if !records.iter().all(fits) {
            return None;
        }
        let steps = steps(records);
        let endings = endings(&steps);
        Some(Self { steps, endings })
    }

    /// What happened at each duration, ascending, those at which nothing ended included.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The curve where it falls, ascending.
    #[must_use]
    pub fn endings(&self) -> &[Ending] {
        &self.endings
    }

    /// The share of records that outlast `time`, 0 to 1; undefined without records. Beyond the last duration it stays as it
    /// was there.
    #[must_use]
    pub fn at(&self, time: f64) -> Figure {
        if self.steps.is_empty() {
            return Figure::undefined(Undefined::EmptyInput);
        }
        let before = self.endings.partition_point(|ending| ending.time <= time);
        Figure::known(before.checked_sub(1).map_or(1.0, |last| self.endings[last].share))
    }

    /// The least duration that at most half of the records outlast; undefined where more than half outlast all of them.
    #[must_use]
    pub fn median(&self) -> Figure {
        if self.steps.is_empty() {
            return Figure::undefined(Undefined::EmptyInput);
        }
        let half = self.endings.iter().find(|ending| ending.share <= 0.5 + SLACK);
        half.map(|ending| ending.time).ok_or(Undefined::NotReached).into()
    }
}

impl Ending {
    /// Greenwood's standard error of the share; undefined where nothing outlasts this duration.
    #[must_use]
    pub fn error(self) -> Figure {
        self.where_any_last(|| self.share * self.variance.sqrt())
    }

    /// The interval of the share from that of log(-log share), which stays between 0 and 1; undefined where nothing
    /// outlasts this duration.
    #[must_use]
    pub fn interval(self) -> Figure<Interval> {
        self.where_any_last(|| {
            let reach = Z * self.variance.sqrt() / self.share.ln().abs();
            Interval { low: self.share.powf(reach.exp()), high: self.share.powf((-reach).exp()) }
        })
    }

    fn where_any_last<T>(self, figure: impl FnOnce() -> T) -> Figure<T> {
        if self.share > 0.0 { Figure::known(figure()) } else { Figure::undefined(Undefined::ZeroDenominator) }
    }
}

fn steps(records: &[Followed]) -> Vec<Step> {
    let mut records = records.to_vec();
    records.sort_by(|one, other| one.duration.total_cmp(&other.duration));
    let mut at_risk = records.len() as u64;
    let alike = records.chunk_by(|one, other| one.duration.total_cmp(&other.duration).is_eq());
    let step = |alike: &[Followed]| {
        let ended = alike.iter().filter(|record| record.ended).count() as u64;
        let step = Step { time: alike[0].duration, at_risk, ended };
        at_risk -= alike.len() as u64;
        step
    };
    alike.map(step).collect()
}

/// The curve. While nobody is lost sight of the fractions cancel, and the share is one division: exactly one half where
/// half are left.
fn endings(steps: &[Step]) -> Vec<Ending> {
    let mut endings = Vec::new();
    let (mut before, mut at_start, mut left) = (1.0, 1, 1);
    let mut variance = Sum::default();
    for &Step { time, at_risk, ended } in steps {
        if at_risk != left {
            before *= real(left) / real(at_start);
            (at_start, left) = (at_risk, at_risk);
        }
        if ended > 0 {
            left -= ended;
            variance.add(real(ended) / (real(at_risk) * real(left)));
            endings.push(Ending {
                time,
                share: before * (real(left) / real(at_start)),
                variance: variance.value(),
            });
        }
    }
    endings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn followed(records: &[(f64, bool)]) -> Vec<Followed> {
        records.iter().map(|&(duration, ended)| Followed { duration, ended }).collect()
    }

    #[test]
    fn without_anybody_lost_sight_of_it_is_the_share_that_lasts_longer() {
        let records: Vec<_> = (0..999_u32).map(|at| (f64::from(at * 7 % 100), true)).collect();
        let survival = Survival::of(&followed(&records)).expect("durations");
        for time in [0.0, 3.0, 49.5, 98.0, 99.0] {
            let longer = records.iter().filter(|record| record.0 > time).count() as u64;
            assert_eq!(survival.at(time).value(), Some(real(longer) / 999.0));
        }
    }

    #[test]
    fn the_median_is_where_the_product_of_fractions_is_one_half_exactly() {
        // Of six records two end after one year, 4/6 are left; one is lost sight of; of three one ends, 2/3 of 4/6 are left.
        let years = [(1.0, true), (1.0, true), (2.0, false), (3.0, true), (4.0, true), (4.0, false)];
        let survival = Survival::of(&followed(&years)).expect("durations");
        assert_eq!(survival.at(1.0).value(), Some(4.0 / 6.0));
        assert_eq!(survival.median().value(), Some(3.0));
        // Nine, of whom three end, two are lost sight of, and one of the four left ends: 2/3 times 3/4 is one half.
        let years = [(1.0, true); 3]
            .into_iter()
            .chain([(2.0, false); 2])
            .chain([(3.0, true)])
            .chain([(9.0, false); 3]);
        let survival = Survival::of(&followed(&years.collect::<Vec<_>>())).expect("durations");
        assert_eq!(survival.median().value(), Some(3.0));
    }

    #[test]
    fn a_record_that_is_no_record_is_refused() {
        for bad in [-1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(Survival::of(&followed(&[(1.0, true), (bad, false)])), None);
        }
    }
}
