//! `Validation`: how often labels are wrong, where people told the truth themselves, and what shares the labels then stand for.
//!
//! # Definition
//! Of people with both, n people of true value t were labelled l. *Accuracy* is the share labelled with their true value, *recall* of a value
//! (sensitivity) the share labelled so of those who have it, *precision* the share who have it of those labelled so. *Kappa* is (accuracy -
//! e)/(1 - e), with e the accuracy of labels dealt at random, both margins kept.
//!
//! *Corrected shares*: if a share p(t) of some people have each true value, and labels are wrong as often among them as among those compared,
//! then the share labelled l is the sum over t of p(t) M(t, l), where M(t, l) is the share labelled l of those of true value t. Solved
//! for p; with two values this is Rogan and Gladen's (q + specificity - 1)/(sensitivity + specificity - 1). A solution may lie below 0 or
//! above 1: it is then set to that end, and said so. The interval, at 95 %, follows from the variances of the labelled shares and of each row of M
//! (delta method, each multinomial), in which one person is added to each cell so that a row without errors is not taken for certain.
//!
//! # Reference
//! Rogan and Gladen 1978; Lang and Reiczigel 2014; Buonaccorsi 2010; Cohen 1960.
//!
//! # Limits
//! People who told the truth themselves may differ from those who did not. The labelled people are read as a sample.

use super::{
    interval::{Proportion, Z},
    real::real,
    sum::sum,
};
use crate::model::number::{Figure, Undefined};

/// People by true value and label, both of the same values in the same order.
///
/// # Example
/// Of 100 people of the first value 90 are labelled so, of 100 of the second 80. Of 1,000 others 480 are labelled with the first: 0.4 of
/// them have it, for 0.4 x 0.9 + 0.6 x 0.2 = 0.48.
/// ```
/// use bystander::stat::misclassification::Validation;
/// let validation = Validation::of(vec![vec![90, 10], vec![20, 80]]).unwrap();
/// assert_eq!(validation.accuracy().share().value(), Some(0.85));
/// assert!((validation.kappa().value().unwrap() - 0.7).abs() < 1e-12); // by chance half are right
/// let first = validation.corrected(&[480, 520])[0].value().unwrap();
/// assert!((first.share - 0.4).abs() < 1e-12 && first.low < 0.4 && first.high > 0.4 && !first.is_bounded);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Validation {
    cells: Vec<Vec<u64>>,
}

/// The share of people who truly have a value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Corrected {
    /// The share, 0 to 1.
    pub share: f64,
    /// The lower end of its interval.
    pub low: f64,
    /// The upper end of its interval.
    pub high: f64,
    /// Whether the solution lay outside 0 to 1 and was set to an end.
    pub is_bounded: bool,
}

/// A pivot below this is none.
const NO_PIVOT: f64 = 1e-9;

impl Validation {
    /// From people by true value (rows) and label (columns); `None` where these are not as many.
    #[must_use]
    pub fn of(cells: Vec<Vec<u64>>) -> Option<Self> {
        cells.iter().all(|row| row.len() == cells.len()).then_some(Self { cells })
    }

    /// How many people are compared.
    #[must_use]
    pub fn people(&self) -> u64 {
        self.cells.iter().flatten().sum()
    }

    /// How many of them truly have a value.
    #[must_use]
    pub fn truly(&self, value: usize) -> u64 {
        self.cells[value].iter().sum()
    }

    /// How many of them are labelled with a value.
    #[must_use]
    pub fn labelled(&self, value: usize) -> u64 {
        self.cells.iter().map(|row| row[value]).sum()
    }

    /// How many are labelled with their true value.
    #[must_use]
    pub fn right(&self) -> u64 {
        (0..self.cells.len()).map(|value| self.cells[value][value]).sum()
    }

    /// The accuracy.
    #[must_use]
    pub fn accuracy(&self) -> Proportion {
        Proportion::of(self.right(), self.people()).expect("a part of the people")
    }

    /// The recall of a value, or sensitivity.
    #[must_use]
    pub fn recall(&self, value: usize) -> Proportion {
        Proportion::of(self.cells[value][value], self.truly(value)).expect("a part of its row")
    }

    /// The precision of a value.
    #[must_use]
    pub fn precision(&self, value: usize) -> Proportion {
        Proportion::of(self.cells[value][value], self.labelled(value)).expect("a part of its column")
    }

    /// Kappa, at most 1; undefined where all have one value and one label.
    #[must_use]
    pub fn kappa(&self) -> Figure {
        let all = real(self.people());
        let by_chance = (0..self.cells.len())
            .map(|value| u128::from(self.truly(value)) * u128::from(self.labelled(value)));
        let by_chance: u128 = by_chance.sum();
        match self.accuracy().share().0 {
            Err(why) => Figure::undefined(why),
            Ok(_) if by_chance == u128::from(self.people()).pow(2) => Figure::undefined(Undefined::OneClass),
            Ok(accuracy) => {
                let by_chance = real(by_chance) / (all * all);
                Figure::known((accuracy - by_chance) / (1.0 - by_chance))
            }
        }
    }

    /// The corrected shares of people of whom so many have each label. Undefined where nobody is labelled, where a value that is in use was not
    /// found among those compared, and where labels do not tell true values apart. A value that nobody has and nobody is labelled with has a
    /// share of 0.
    #[must_use]
    pub fn corrected(&self, labels: &[u64]) -> Vec<Figure<Corrected>> {
        let is_used = |value: &usize| self.truly(*value) + self.labelled(*value) + labels[*value] > 0;
        let used: Vec<usize> = (0..self.cells.len()).filter(is_used).collect();
        let none = |why| vec![Figure::undefined(why); self.cells.len()];
        if labels.iter().sum::<u64>() == 0 {
            return none(Undefined::EmptyInput);
        }
        if used.iter().any(|&value| self.truly(value) == 0) {
            return none(Undefined::EmptyGroup);
        }
        let Some(solved) = Solution::of(self, &used, labels) else {
            return none(Undefined::LabelsTellNothing);
        };
        let nobody = Corrected { share: 0.0, low: 0.0, high: 0.0, is_bounded: false };
        let mut all = vec![Figure::known(nobody); self.cells.len()];
        (0..).zip(&used).for_each(|(at, &value)| all[value] = Figure::known(solved.corrected(at)));
        all
    }
}

/// The true shares before they are bounded, and their variances.
struct Solution {
    shares: Vec<f64>,
    variances: Vec<f64>,
}

impl Solution {
    fn of(validation: &Validation, used: &[usize], labels: &[u64]) -> Option<Self> {
        let row = |truth: &usize| used.iter().map(|&label| validation.cells[*truth][label]).collect();
        let counts: Vec<Vec<u64>> = used.iter().map(row).collect();
        let given: Vec<Vec<f64>> = counts.iter().map(|row| shares(row, 0)).collect();
        let size = used.len();
        let equations = (0..size).map(|label| (0..size).map(|truth| given[truth][label]).collect());
        let inverse = inverse(equations.collect())?;
        let labels: Vec<u64> = used.iter().map(|&value| labels[value]).collect();
        let labelled = shares(&labels, 0);
        let times = |row: &Vec<f64>| sum(row.iter().zip(&labelled).map(|(part, share)| part * share));
        let true_shares: Vec<f64> = inverse.iter().map(times).collect();
        let variance = |row: &Vec<f64>| {
            let of_rows = counts.iter().zip(&true_shares);
            let of_rows = of_rows.map(|(counts, share)| share.clamp(0.0, 1.0).powi(2) * spread(row, counts));
            spread(row, &labels) + sum(of_rows)
        };
        Some(Self { variances: inverse.iter().map(variance).collect(), shares: true_shares })
    }

    fn corrected(&self, at: usize) -> Corrected {
        let share = self.shares[at];
        let reach = Z * self.variances[at].sqrt();
        // A rounding error is no share outside the bounds.
        let is_bounded = !(-1e-12..=1.0 + 1e-12).contains(&share);
        let bounded = |value: f64| value.clamp(0.0, 1.0);
        Corrected {
            share: bounded(share),
            low: bounded(share - reach),
            high: bounded(share + reach),
            is_bounded,
        }
    }
}

/// Shares of counts, so many added to each.
fn shares(counts: &[u64], added: u64) -> Vec<f64> {
    let all = real(counts.iter().sum::<u64>() + added * counts.len() as u64);
    counts.iter().map(|&count| real(count + added) / all).collect()
}

/// The variance of a weighted sum of the shares of a multinomial sample.
fn spread(weights: &[f64], counts: &[u64]) -> f64 {
    let shares = shares(counts, 1);
    let all = real(counts.iter().sum::<u64>() + counts.len() as u64);
    let mean = sum(weights.iter().zip(&shares).map(|(weight, share)| weight * share));
    sum(weights.iter().zip(&shares).map(|(weight, share)| share * (weight - mean).powi(2))) / all
}

/// The inverse, by elimination with the largest pivot; `None` where there is none.
fn inverse(mut left: Vec<Vec<f64>>) -> Option<Vec<Vec<f64>>> {
    let size = left.len();
    let unit = |at: usize| (0..size).map(|column| f64::from(u8::from(column == at))).collect();
    let mut right: Vec<Vec<f64>> = (0..size).map(unit).collect();
    for at in 0..size {
        let pivot =
            (at..size).max_by(|&one, &other| left[one][at].abs().total_cmp(&left[other][at].abs()))?;
        left.swap(at, pivot);
        right.swap(at, pivot);
        let scale = left[at][at];
        if scale.abs() < NO_PIVOT {
            return None;
        }
        for rows in [&mut left, &mut right] {
            rows[at].iter_mut().for_each(|value| *value /= scale);
        }
        let (left_row, right_row) = (left[at].clone(), right[at].clone());
        for other in (0..size).filter(|&other| other != at) {
            let times = left[other][at];
            for (rows, row) in [(&mut left, &left_row), (&mut right, &right_row)] {
                rows[other].iter_mut().zip(row).for_each(|(value, above)| *value -= times * above);
            }
        }
    }
    Some(right)
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "values that are known to the bit")]
mod tests {
    use super::*;
    use rand::{RngExt, SeedableRng};
    use rand_chacha::ChaCha12Rng;

    #[test]
    fn two_values_follow_rogan_and_gladen() {
        let validation = Validation::of(vec![vec![45, 5], vec![12, 88]]).unwrap();
        let (sensitivity, specificity, labelled) = (0.9, 0.88, 0.3);
        let expected = (labelled + specificity - 1.0) / (sensitivity + specificity - 1.0);
        let shares: Vec<f64> =
            validation.corrected(&[300, 700]).iter().map(|share| share.value().unwrap().share).collect();
        assert!((shares[0] - expected).abs() < 1e-12 && (shares[0] + shares[1] - 1.0).abs() < 1e-12);
    }

    #[test]
    fn three_values_are_what_they_were_before_they_were_labelled() {
        let validation = Validation::of(vec![vec![8, 1, 1], vec![2, 6, 2], vec![0, 1, 9]]).unwrap();
        // 500, 300 and 200 people, labelled as often wrong as those compared.
        let labels = [500 * 8 + 300 * 2, 500 + 300 * 6 + 200, 500 + 300 * 2 + 200 * 9];
        let found: Vec<f64> =
            validation.corrected(&labels).iter().map(|share| share.value().unwrap().share).collect();
        for (found, expected) in found.iter().zip([0.5, 0.3, 0.2]) {
            assert!((found - expected).abs() < 1e-12, "{found}");
        }
    }

    #[test]
    fn a_share_outside_its_bounds_is_set_to_them_and_said_so() {
        let validation = Validation::of(vec![vec![90, 10], vec![20, 80]]).unwrap();
        let [first, second] = validation.corrected(&[100, 900])[..] else { panic!("two values") };
        let (first, second) = (first.value().unwrap(), second.value().unwrap());
        assert!(first.is_bounded && first.share == 0.0 && first.low == 0.0 && first.high < 0.1);
        assert!(second.is_bounded && second.share == 1.0);
    }

    #[test]
    fn says_why_there_is_no_share() {
        let why = |cells: [[u64; 2]; 2], labels: [u64; 2]| {
            let validation = Validation::of(cells.map(|row| row.to_vec()).to_vec()).unwrap();
            validation.corrected(&labels)[0].map(|corrected| corrected.share).0.err()
        };
        assert_eq!(why([[5, 5], [5, 5]], [1, 1]), Some(Undefined::LabelsTellNothing));
        assert_eq!(why([[5, 5], [0, 0]], [1, 1]), Some(Undefined::EmptyGroup));
        assert_eq!(why([[5, 0], [0, 5]], [0, 0]), Some(Undefined::EmptyInput));
        assert_eq!(why([[5, 0], [0, 0]], [4, 0]), None);
        assert_eq!(Validation::of(vec![vec![1]]).unwrap().kappa().0, Err(Undefined::OneClass));
        assert!(Validation::of(vec![vec![1, 2]]).is_none());
    }

    #[test]
    fn the_interval_holds_the_truth_as_often_as_it_says() {
        let mut random = ChaCha12Rng::seed_from_u64(11);
        let label = |truth: usize, random: &mut ChaCha12Rng| {
            let right = random.random_range(0..100) < [85, 95][truth];
            if right { truth } else { 1 - truth }
        };
        let holds = |random: &mut ChaCha12Rng| {
            let mut cells = vec![vec![0; 2]; 2];
            (0..160).for_each(|person| cells[person % 2][label(person % 2, random)] += 1);
            let mut labels = [0; 2];
            (0..600).for_each(|_| {
                let truth = usize::from(random.random_range(0..10) >= 3);
                labels[label(truth, random)] += 1;
            });
            let first = Validation::of(cells).unwrap().corrected(&labels)[0].value().unwrap();
            (first.low..=first.high).contains(&0.3)
        };
        let held = (0..1_000).filter(|_| holds(&mut random)).count();
        assert!((930..=975).contains(&held), "{held} of 1,000");
    }
}
