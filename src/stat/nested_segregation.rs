//! `SegregationParts`: how much of the segregation over small units lies between the larger units that hold them.
//!
//! # Definition
//! M is the mutual information of groups and units in nats ([`Segregation`]). With small units nested in larger ones,
//! M over the small units is M over the larger (between), and the sum over the larger of their share of everybody
//! times the M over the small units within each (within). A larger unit that holds one group only has nothing within.
//! The parts add up exactly; H and D do not split so.
//!
//! # Reference
//! Theil 1972; Mora and Ruiz-Castillo 2011 (strong group decomposability).
//!
//! # Limits
//! M is biased upwards in small units, hence the part within more than the part between.

use super::{real::real, segregation::Segregation, sum::sum};
use crate::model::number::Figure;

/// M over small units, in its two parts, in nats.
///
/// # Example
/// Two districts of two streets each. The one is half of each group, but each street has one group only: M within is
/// ln 2. In the other all streets are half and half. Between the districts is nothing; half of everybody live in the
/// first.
/// ```
/// use bystander::stat::nested_segregation::SegregationParts;
/// let parts = SegregationParts::of(&[vec![vec![4, 0], vec![0, 4]], vec![vec![2, 2], vec![2, 2]]]).value().unwrap();
/// assert_eq!(parts.between, 0.0);
/// assert!((parts.within() - 2.0_f64.ln() / 2.0).abs() < 1e-15);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct SegregationParts {
    /// M over the larger units, 0 or more.
    pub between: f64,
    /// What each larger unit adds, in their order: its share of everybody times the M within it, 0 or more.
    pub added: Vec<f64>,
}

impl SegregationParts {
    /// The parts for larger units, each with the people of each group in each of its small units; every small unit
    /// lists all groups. Undefined as M is.
    #[must_use]
    pub fn of(larger: &[Vec<Vec<u64>>]) -> Figure<Self> {
        let width = larger.iter().flatten().map(Vec::len).max().unwrap_or(0);
        let whole = |units: &Vec<Vec<u64>>| {
            (0..width).map(|group| units.iter().map(|unit| unit[group]).sum()).collect()
        };
        let over_larger = Segregation::of(larger.iter().map(whole).collect());
        let everybody = real(over_larger.total());
        over_larger.mutual_information().map(|between| {
            let added = |units: &Vec<Vec<u64>>| {
                let within = Segregation::of(units.clone());
                let m = within.mutual_information().value().unwrap_or(0.0);
                real(within.total()) / everybody * m
            };
            Self { between, added: larger.iter().map(added).collect() }
        })
    }

    /// What lies within the larger units, 0 or more.
    #[must_use]
    pub fn within(&self) -> f64 {
        sum(self.added.iter().copied())
    }

    /// M over the small units, 0 or more.
    #[must_use]
    pub fn whole(&self) -> f64 {
        self.between + self.within()
    }
}

#[cfg(test)]
#[allow(clippy::range_plus_one, reason = "one more than drawn is what is meant")]
mod tests {
    use rand_chacha::{
        ChaCha12Rng,
        rand_core::{Rng, SeedableRng},
    };

    use super::{Segregation, SegregationParts};
    use crate::model::number::{Figure, Undefined};

    #[test]
    fn the_parts_add_up_to_m_over_the_small_units() {
        let mut random = ChaCha12Rng::seed_from_u64(41);
        for _ in 0..200 {
            let larger: Vec<Vec<Vec<u64>>> = (0..1 + random.next_u64() % 4)
                .map(|_| {
                    let unit = |_| (0..3).map(|_| random.next_u64() % 9 * (random.next_u64() % 2)).collect();
                    (0..3).map(unit).collect()
                })
                .collect();
            let whole = Segregation::of(larger.concat()).mutual_information();
            match (whole.0, SegregationParts::of(&larger).0) {
                (Ok(whole), Ok(parts)) => assert!((whole - parts.whole()).abs() < 1e-12, "{larger:?}"),
                (whole, parts) => assert_eq!(whole.err(), parts.err(), "{larger:?}"),
            }
        }
    }

    #[test]
    fn one_large_unit_has_all_within_and_small_units_alone_have_all_between() {
        let units = [vec![3, 1], vec![0, 5], vec![2, 2]];
        let within = SegregationParts::of(&[units.to_vec()]).value().expect("two groups");
        let between = SegregationParts::of(&units.map(|unit| vec![unit])).value().expect("two groups");
        assert!(within.between.abs() < 1e-15 && between.within().abs() < 1e-15);
        assert!((within.within() - between.between).abs() < 1e-15);
    }

    #[test]
    fn without_people_there_are_no_parts() {
        assert_eq!(SegregationParts::of(&[]), Figure::undefined(Undefined::EmptyInput));
        assert_eq!(SegregationParts::of(&[vec![vec![4, 0]]]), Figure::undefined(Undefined::OneGroup));
    }
}
