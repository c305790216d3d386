//! `Moran`: whether neighbouring units have more similar values than units anywhere.
//!
//! # Definition
//! With values `x_1 ... x_n`, `z_i` their distances from the mean, weights `w_ij` of 0 or more between neighbours and
//! W their sum, `I = (n/W) (sum w_ij z_i z_j)/(sum z_i^2)`. Weights are 1 for each neighbour, or 1 over the number of
//! the unit's neighbours. Where chance deals the values out to the units the mean of I is -1/(n - 1), whatever the
//! weights. A unit without neighbours counts in n and in the mean.
//!
//! The p-value is the share of arrangements of the values in which I is at least as large (or small) as it is: of all
//! n! arrangements for up to eight units, or of seeded draws with the observed one counted as one more.
//!
//! # Reference
//! Moran 1950; Cliff and Ord 1981.
//!
//! # Limits
//! I depends on who is called a neighbour. Arrangements treat all units alike: where units differ in size, shares in
//! small units vary more by chance.

use rand_chacha::{
    ChaCha12Rng,
    rand_core::{Rng, SeedableRng},
};

use super::{real::real, sum::sum};
use crate::model::number::{Figure, Undefined};

/// How much a neighbour counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weights {
    /// One, whoever it is.
    Binary,
    /// One over the number of the unit's neighbours, so that every unit that has any counts the same.
    RowStandardised,
}

/// Values of units, and which units are neighbours.
///
/// # Example
/// Four places in a row with 1, 2, 3 and 4: the products of neighbours are 0.75, -0.25 and 0.75, each counted from
/// both sides, so that I is (4/6)(2.5/5) = 1/3. Of 24 arrangements only this one and its mirror image have as much.
/// ```
/// use bystander::stat::moran::{Moran, Weights};
/// let row = [vec![1], vec![0, 2], vec![1, 3], vec![2]];
/// let moran = Moran::of(&[1.0, 2.0, 3.0, 4.0], &row, Weights::Binary).value().unwrap();
/// assert!((moran.i() - 1.0 / 3.0).abs() < 1e-15);
/// assert_eq!(moran.exact().value().unwrap().p_upper, 2.0 / 24.0);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Moran {
    /// Distances from the mean.
    z: Vec<f64>,
    /// From a unit to a neighbour, and the weight.
    ties: Vec<(usize, usize, f64)>,
    /// Units over the sum of the weights and of the squares.
    scale: f64,
}

/// How unusual I is among arrangements of the values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Arranged {
    /// The p-value against a larger I, above 0 and at most 1.
    pub p_upper: f64,
    /// The p-value against a smaller I, above 0 and at most 1.
    pub p_lower: f64,
    /// How many arrangements were looked at, the observed one included.
    pub arrangements: u64,
    /// The seed, where they were drawn; `None` where they were all looked at.
    pub seed: Option<u64>,
}

impl Moran {
    /// Finite `values`, and for each unit the places of its neighbours, none of them itself. Undefined without units
    /// (`empty_input`), for one (`one_unit`), without neighbours (`no_edges`) and where all values are the same
    /// (`zero_variance`).
    #[must_use]
    pub fn of(values: &[f64], neighbours: &[Vec<usize>], weights: Weights) -> Figure<Self> {
        let n = real(values.len() as u64);
        let mean = sum(values.iter().copied()) / n;
        let z: Vec<f64> = values.iter().map(|value| value - mean).collect();
        let ties: Vec<_> = neighbours.iter().enumerate().flat_map(|(at, of)| ties(at, of, weights)).collect();
        let why = match values.len() {
            0 => Some(Undefined::EmptyInput),
            1 => Some(Undefined::OneUnit),
            _ if ties.is_empty() => Some(Undefined::NoEdges),
            _ if values.iter().all(|value| value.total_cmp(&values[0]).is_eq()) => {
                Some(Undefined::ZeroVariance)
            }
            _ => None,
        };
        let scale = n / sum(ties.iter().map(|tie| tie.2)) / sum(z.iter().map(|z| z * z));
        why.map_or_else(|| Figure::known(Self { z, ties, scale }), Figure::undefined)
    }

    /// I, mostly between -1 and 1: above its mean where neighbours are alike, below where they differ.
    #[must_use]
    pub fn i(&self) -> f64 {
        self.arranged(&self.z)
    }

    /// The mean of I over all arrangements of the values, -1/(n - 1).
    #[must_use]
    pub fn by_chance(&self) -> f64 {
        -1.0 / real(self.z.len() as u64 - 1)
    }

    /// I among all arrangements. Undefined for more than eight units (`too_large`).
    #[must_use]
    pub fn exact(&self) -> Figure<Arranged> {
        if self.z.len() > 8 {
            return Figure::undefined(Undefined::TooLarge);
        }
        let mut counted = Counted::default();
        let observed = self.i();
        arrangements(&mut self.z.clone(), 0, &mut |z| counted.add(self.arranged(z), observed));
        Figure::known(counted.arranged(None))
    }

    /// I among the observed and `draws` drawn arrangements.
    #[must_use]
    pub fn drawn(&self, draws: u32, seed: u64) -> Arranged {
        let (mut random, mut z, observed) = (ChaCha12Rng::seed_from_u64(seed), self.z.clone(), self.i());
        let mut counted = Counted::default();
        counted.add(observed, observed);
        for _ in 0..draws {
            shuffle(&mut z, &mut random);
            counted.add(self.arranged(&z), observed);
        }
        counted.arranged(Some(seed))
    }

    fn arranged(&self, z: &[f64]) -> f64 {
        self.scale * sum(self.ties.iter().map(|&(from, to, weight)| weight * z[from] * z[to]))
    }
}

fn ties(from: usize, to: &[usize], weights: Weights) -> impl Iterator<Item = (usize, usize, f64)> + '_ {
    let weight = match weights {
        Weights::Binary => 1.0,
        Weights::RowStandardised => 1.0 / real(to.len() as u64),
    };
    to.iter().map(move |&to| (from, to, weight))
}

/// How many arrangements were looked at, and in how many I was at least as large, and at least as small.
#[derive(Default)]
struct Counted {
    all: u64,
    upper: u64,
    lower: u64,
}

impl Counted {
    /// Arrangements whose I differs by a rounding alone are as extreme.
    fn add(&mut self, i: f64, observed: f64) {
        self.all += 1;
        self.upper += u64::from(i >= observed - 1e-12);
        self.lower += u64::from(i <= observed + 1e-12);
    }

    fn arranged(&self, seed: Option<u64>) -> Arranged {
        let share = |count: u64| real(count) / real(self.all);
        Arranged { p_upper: share(self.upper), p_lower: share(self.lower), arrangements: self.all, seed }
    }
}

/// Visits every order of the values from the `fixed`-th on.
fn arrangements(values: &mut [f64], fixed: usize, visit: &mut impl FnMut(&[f64])) {
    if fixed == values.len() {
        return visit(values);
    }
    for at in fixed..values.len() {
        values.swap(fixed, at);
        arrangements(values, fixed + 1, visit);
        values.swap(fixed, at);
    }
}

/// Every order is equally likely, but for a part in 2^64.
fn shuffle(values: &mut [f64], random: &mut ChaCha12Rng) {
    for at in (1..values.len()).rev() {
        let below = (u128::from(random.next_u64()) * (at as u128 + 1)) >> 64;
        values.swap(at, usize::try_from(below).expect("below a count of units"));
    }
}

#[cfg(test)]
mod tests {
    use super::{Moran, Weights, arrangements};
    use crate::model::number::{Figure, Undefined};

    const VALUES: [f64; 6] = [3.0, 1.5, 4.0, 1.0, 5.5, 9.0];

    /// Six units in a ring with one more tie across, so that units differ in their neighbours.
    fn ring() -> Vec<Vec<usize>> {
        let mut ring: Vec<Vec<usize>> = (0..6).map(|at| vec![(at + 5) % 6, (at + 1) % 6]).collect();
        ring[0].push(3);
        ring[3].push(0);
        ring
    }

    fn moran(values: &[f64], weights: Weights) -> Moran {
        Moran::of(values, &ring(), weights).value().expect("values that differ")
    }

    fn all() -> Vec<Vec<f64>> {
        let mut all = Vec::new();
        arrangements(&mut VALUES.clone(), 0, &mut |values| all.push(values.to_vec()));
        all
    }

    #[test]
    fn the_mean_over_all_arrangements_is_minus_one_over_the_other_units() {
        for weights in [Weights::Binary, Weights::RowStandardised] {
            let all = all();
            assert_eq!(all.len(), 720);
            let total: f64 = all.iter().map(|values| moran(values, weights).i()).sum();
            assert!((total / 720.0 - moran(&VALUES, weights).by_chance()).abs() < 1e-12);
        }
    }

    #[test]
    fn a_row_of_four_has_two_fifths_where_rows_count_the_same() {
        let row = [vec![1], vec![0, 2], vec![1, 3], vec![2]];
        let moran = Moran::of(&[1.0, 2.0, 3.0, 4.0], &row, Weights::RowStandardised);
        assert!((moran.value().expect("values that differ").i() - 0.4).abs() < 1e-15);
    }

    #[test]
    fn no_more_than_a_twentieth_of_all_arrangements_are_called_unusual() {
        let p_of = |values: &Vec<f64>| moran(values, Weights::Binary).exact().value().expect("few units");
        let alarms = all().iter().filter(|values| p_of(values).p_upper <= 0.05).count();
        assert!(0 < alarms && alarms * 20 <= 720, "{alarms}");
    }

    #[test]
    fn draws_come_near_the_exact_p_and_are_the_same_for_the_same_seed() {
        let moran = moran(&VALUES, Weights::RowStandardised);
        let (exact, drawn) = (moran.exact().value().expect("few units"), moran.drawn(4_999, 7));
        assert!((exact.p_upper - drawn.p_upper).abs() < 0.03, "{exact:?} {drawn:?}");
        assert!((exact.p_lower - drawn.p_lower).abs() < 0.03, "{exact:?} {drawn:?}");
        assert_eq!((drawn, drawn.arrangements), (moran.drawn(4_999, 7), 5_000));
    }

    #[test]
    fn moran_is_undefined_where_nothing_varies_or_nobody_is_a_neighbour() {
        let why = |values: &[f64], neighbours: &[Vec<usize>]| {
            Moran::of(values, neighbours, Weights::Binary).map(|_| ())
        };
        assert_eq!(why(&[], &[]), Figure::undefined(Undefined::EmptyInput));
        assert_eq!(why(&[1.0], &[vec![]]), Figure::undefined(Undefined::OneUnit));
        assert_eq!(why(&[1.0, 2.0], &[vec![], vec![]]), Figure::undefined(Undefined::NoEdges));
        assert_eq!(why(&[2.0, 2.0], &[vec![1], vec![0]]), Figure::undefined(Undefined::ZeroVariance));
    }
}
