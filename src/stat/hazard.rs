//! `Hazard`: the rate at which records turn wrong, if it is the same at every age.
//!
//! # Reference
//! Garwood 1936 (exact interval of a Poisson mean); Lawless 2003 (exponential lifetimes with records true still).
//!
//! # Limits
//! One rate for all records and all ages is a model: [`Hazard::distance`] tells how far the records are from it. The interval is at
//! 95 % and reads the records as a sample; where records are followed for a time that was set beforehand, it holds the true rate at
//! least so often.

use super::{
    real::real,
    sum::sum,
    survival::{Followed, Survival},
};
use crate::model::number::{Figure, Interval, Undefined};
use statrs::distribution::{ChiSquared, ContinuousCDF};

/// A constant rate of endings.
///
/// # Definition
/// rate = d / E: d records ended, and E is the sum of all durations, those of records that are true still among them. The interval is
/// q(0.025, 2d) / 2E to q(0.975, 2d + 2) / 2E, where q(p, k) is the quantile of the chi-squared distribution with k degrees of freedom;
/// it begins at 0 where nothing ended. The half-life is ln 2 / rate. Undefined where all durations are 0.
///
/// # Example
/// Ada's record ended after 60 days and Ben's after 90; Cem's was true still after 60. Two endings in 210 days: half of such records
/// are wrong after 72.8.
/// ```
/// use bystander::stat::{hazard::Hazard, survival::Followed};
/// let records = [(60.0, true), (90.0, true), (60.0, false)].map(|(duration, ended)| Followed { duration, ended });
/// let hazard = Hazard::of(&records).unwrap();
/// assert_eq!(hazard.rate().value(), Some(2.0 / 210.0));
/// assert_eq!(format!("{:.1}", hazard.half_life().value().unwrap()), "72.8");
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hazard {
    endings: u64,
    exposure: f64,
}

impl Hazard {
    /// The rate of these records; `None` where a duration is negative or no number.
    #[must_use]
    pub fn of(records: &[Followed]) -> Option<Self> {
        let fits = |record: &Followed| record.duration >= 0.0 && record.duration.is_finite();
        records.iter().all(fits).then(|| Self {
            endings: records.iter().filter(|record| record.ended).count() as u64,
            exposure: sum(records.iter().map(|record| record.duration)),
        })
    }

    /// How many ended.
    #[must_use]
    pub fn endings(self) -> u64 {
        self.endings
    }

    /// The sum of all durations.
    #[must_use]
    pub fn exposure(self) -> f64 {
        self.exposure
    }

    /// Endings for each unit of time, 0 or more.
    #[must_use]
    pub fn rate(self) -> Figure {
        self.over_exposure(real(self.endings))
    }

    /// The interval of the rate at 95 %.
    #[must_use]
    pub fn interval(self) -> Figure<Interval> {
        let low = if self.endings == 0 { 0.0 } else { quantile(0.025, self.endings) };
        let ends = (self.over_exposure(low), self.over_exposure(quantile(0.975, self.endings + 1)));
        match (ends.0.0, ends.1.0) {
            (Ok(low), Ok(high)) => Figure::known(Interval { low, high }),
            (Err(why), _) | (_, Err(why)) => Figure::undefined(why),
        }
    }

    /// After how long half of the records are wrong; undefined where none ended.
    #[must_use]
    pub fn half_life(self) -> Figure {
        half_life(self.rate())
    }

    /// The interval of the half-life at 95 %: the upper end of the rate gives the lower one. The upper end is undefined where nothing
    /// ended.
    #[must_use]
    pub fn half_life_ends(self) -> [Figure; 2] {
        let interval = self.interval();
        [interval.map(|ends| ends.high), interval.map(|ends| ends.low)].map(half_life)
    }

    /// The share of records that are true still after `time`, 0 to 1.
    #[must_use]
    pub fn still_true(self, time: f64) -> Figure {
        self.rate().map(|rate| (-rate * time).exp())
    }

    /// The largest distance between this model and `curve` at any age up to the last at which a record ended, 0 to 1: at each fall of the
    /// curve before and after it. Undefined where nothing ended.
    #[must_use]
    pub fn distance(self, curve: &Survival) -> Figure {
        let rate = match self.rate().0 {
            Ok(rate) if self.endings > 0 => rate,
            Ok(_) => return Figure::undefined(Undefined::NotReached),
            Err(why) => return Figure::undefined(why),
        };
        let (mut before, mut largest) = (1.0_f64, 0.0_f64);
        for ending in curve.endings() {
            let model = (-rate * ending.time).exp();
            largest = largest.max((before - model).abs()).max((ending.share - model).abs());
            before = ending.share;
        }
        Figure::known(largest)
    }

    fn over_exposure(self, endings: f64) -> Figure {
        if self.exposure > 0.0 {
            Figure::known(endings / self.exposure)
        } else {
            Figure::undefined(Undefined::ZeroDenominator)
        }
    }
}

fn half_life(rate: Figure) -> Figure {
    match rate.0 {
        Ok(rate) if rate > 0.0 => Figure::known(std::f64::consts::LN_2 / rate),
        Ok(_) => Figure::undefined(Undefined::NotReached),
        Err(why) => Figure::undefined(why),
    }
}

/// The mean of a Poisson number that leaves `p` below: half the quantile of chi-squared with twice as many degrees of freedom.
fn quantile(p: f64, endings: u64) -> f64 {
    let squares = ChiSquared::new(2.0 * real(endings)).expect("there is at least one degree of freedom");
    squares.inverse_cdf(p) / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hazard(records: &[(f64, bool)]) -> Hazard {
        let records: Vec<_> = records.iter().map(|&(duration, ended)| Followed { duration, ended }).collect();
        Hazard::of(&records).expect("durations")
    }

    #[test]
    fn the_interval_is_the_published_one_of_a_poisson_number() {
        // Garwood's limits for 0, 1 and 10 events.
        for (endings, low, high) in
            [(0, 0.0, 3.688_879), (1, 0.025_318, 5.571_643), (10, 4.795_389, 18.390_356)]
        {
            let mut records = vec![(1.0 / 16.0, true); endings];
            records.resize(16, (1.0 / 16.0, false));
            let interval = hazard(&records).interval().value().expect("exposure");
            assert!((interval.low - low).abs() < 1e-5 && (interval.high - high).abs() < 1e-5, "{interval:?}");
        }
    }

    #[test]
    fn where_nothing_ended_there_is_no_half_life_but_a_least_one() {
        let hazard = hazard(&[(10.0, false), (20.0, false)]);
        assert_eq!(hazard.half_life(), Figure::undefined(Undefined::NotReached));
        let [low, high] = hazard.half_life_ends();
        assert!((low.value().unwrap() - 30.0 * std::f64::consts::LN_2 / 3.688_879).abs() < 1e-3);
        assert_eq!(high, Figure::undefined(Undefined::NotReached));
    }

    #[test]
    fn without_any_time_nothing_is_said() {
        for none in [hazard(&[]), hazard(&[(0.0, true)])] {
            assert_eq!(none.rate(), Figure::undefined(Undefined::ZeroDenominator));
        }
        assert_eq!(Hazard::of(&[Followed { duration: -1.0, ended: true }]), None);
    }

    #[test]
    fn the_distance_is_the_largest_on_a_fine_grid_too() {
        let records = [(1.0, true), (2.0, false), (3.0, true), (4.0, true), (4.0, false), (7.0, true)];
        let followed = records.map(|(duration, ended)| Followed { duration, ended });
        let curve = Survival::of(&followed).expect("durations");
        let hazard = Hazard::of(&followed).expect("durations");
        let apart = |at: f64| (curve.at(at).value().unwrap() - hazard.still_true(at).value().unwrap()).abs();
        let grid = (0..70_000_u32).map(|step| apart(f64::from(step) / 10_000.0)).fold(apart(7.0), f64::max);
        assert!((hazard.distance(&curve).value().unwrap() - grid).abs() < 1e-4);
    }
}
