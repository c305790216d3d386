//! `Agreement`: how far two ways to part the same people into classes say the same.
//!
//! # Definition
//! With N people, `a_i` of them in class i of the first partition, `b_j` in class j of the second and `n_ij` in both: the entropy of
//! a partition is H = sum of `(a_i/N) ln(N/a_i)`, the mutual information MI is the sum over `n_ij > 0` of
//! `(n_ij/N) ln(N n_ij/(a_i b_j))`, and the variation of information is H(u) + H(v) - 2 MI. Normalised mutual information (NMI) is MI
//! over a mean of the two entropies, and the mean is always named. Adjusted mutual information (AMI) is (MI - E)/(mean - E) with the
//! arithmetic mean and E the mean of MI over all ways to deal the labels of one partition to the same people, exactly. The adjusted
//! Rand index (ARI) is the same on pairs: with A, B and I the pairs of people in one class of the first, of the second, of both, and T
//! all pairs, (I - AB/T)/((A + B)/2 - AB/T).
//!
//! Without people nothing exists (`empty_input`). Where both partitions have one class there is nothing to agree about
//! (`no_variation`); where one of them has, NMI with the geometric mean or the minimum does not exist (`one_class`) and all else is 0.
//! Where everybody is alone in both, chance agrees as much as can be: AMI and ARI do not exist (`zero_denominator`).
//!
//! # Reference
//! Vinh, Epps and Bailey 2010 (NMI, AMI and the mean of MI by chance); Hubert and Arabie 1985 (ARI); Meilă 2007 (variation of
//! information).
//!
//! # Limits
//! NMI grows with the number of classes even by chance: it is shown with AMI beside it. AMI and ARI can be below 0.

use super::{hypergeometric::Hypergeometric, real::real, sum::sum};
use crate::model::number::{Figure, Undefined};

/// By which mean of the two entropies mutual information is divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mean {
    /// Half their sum.
    Arithmetic,
    /// The root of their product.
    Geometric,
    /// The larger.
    Max,
    /// The smaller.
    Min,
}

/// Two partitions of the same people.
///
/// # Example
/// The village's two places agree with themselves; two ways to halve four people that cross each other do not agree at all.
/// ```
/// use bystander::stat::agreement::{Agreement, Mean};
/// let place = [0, 1, 0, 0, 1, 1, 0];
/// let same = Agreement::of(place.into_iter().zip(place));
/// assert_eq!(same.ari().value(), Some(1.0));
/// let halves = Agreement::of([(0, 0), (0, 1), (1, 0), (1, 1)]);
/// assert_eq!(halves.mutual_information().value(), Some(0.0));
/// assert_eq!(halves.nmi(Mean::Arithmetic).value(), Some(0.0));
/// assert_eq!(halves.ari().value(), Some(-0.5)); // no pair is together in both, where chance gives 2 x 2/6
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// For each pair of classes with people in common: how many, and how many each class has. Ascending, so that the names of classes
    /// change no sum.
    cells: Vec<[u64; 3]>,
    /// The sizes of the first partition's classes, ascending.
    first: Vec<u64>,
    /// The sizes of the second's.
    second: Vec<u64>,
}

impl Agreement {
    /// The partitions in which people have these pairs of labels, one pair a person.
    #[must_use]
    pub fn of(labels: impl IntoIterator<Item = (u32, u32)>) -> Self {
        let mut pairs: Vec<(u32, u32)> = labels.into_iter().collect();
        pairs.sort_unstable();
        let (rows, mut columns): (Vec<u32>, Vec<u32>) = pairs.iter().copied().unzip();
        columns.sort_unstable();
        let (first, second) = (sizes(&rows), sizes(&columns));
        let size = |sizes: &[(u32, u64)], label| {
            sizes[sizes.binary_search_by_key(&label, |class| class.0).expect("a label of the partition")].1
        };
        let cell = |(pair, both): ((u32, u32), u64)| [both, size(&first, pair.0), size(&second, pair.1)];
        let mut cells: Vec<[u64; 3]> = sizes(&pairs).into_iter().map(cell).collect();
        cells.sort_unstable();
        let ascending = |sizes: Vec<(u32, u64)>| {
            let mut sizes: Vec<u64> = sizes.into_iter().map(|class| class.1).collect();
            sizes.sort_unstable();
            sizes
        };
        Self { cells, first: ascending(first), second: ascending(second) }
    }

    /// N, how many people there are.
    #[must_use]
    pub fn people(&self) -> u64 {
        self.first.iter().sum()
    }

    /// How many classes the first partition has.
    #[must_use]
    pub fn first_classes(&self) -> usize {
        self.first.len()
    }

    /// How many classes the second partition has.
    #[must_use]
    pub fn second_classes(&self) -> usize {
        self.second.len()
    }

    /// The entropy of the first partition in nats, 0 to ln N.
    #[must_use]
    pub fn entropy_first(&self) -> Figure {
        self.figure(|| self.entropy(&self.first))
    }

    /// The entropy of the second partition in nats, 0 to ln N.
    #[must_use]
    pub fn entropy_second(&self) -> Figure {
        self.figure(|| self.entropy(&self.second))
    }

    /// Mutual information in nats, 0 to the smaller entropy.
    #[must_use]
    pub fn mutual_information(&self) -> Figure {
        self.figure(|| {
            let people = self.people();
            sum(self.cells.iter().map(|&[both, a, b]| information(people, a, b, both))).max(0.0)
        })
    }

    /// Variation of information in nats, 0 where the partitions are the same.
    #[must_use]
    pub fn variation_of_information(&self) -> Figure {
        let entropies = self.entropy(&self.first) + self.entropy(&self.second);
        self.mutual_information().map(|shared| (entropies - 2.0 * shared).max(0.0))
    }

    /// Normalised mutual information, 0 to 1.
    #[must_use]
    pub fn nmi(&self, mean: Mean) -> Figure {
        let (one, other) = (self.entropy(&self.first), self.entropy(&self.second));
        let divisor = match mean {
            Mean::Arithmetic => f64::midpoint(one, other),
            Mean::Geometric => (one * other).sqrt(),
            Mean::Max => one.max(other),
            Mean::Min => one.min(other),
        };
        let needs_both = matches!(mean, Mean::Geometric | Mean::Min);
        match (self.first.len(), self.second.len()) {
            (1, 1) => Figure::undefined(Undefined::NoVariation),
            (1, _) | (_, 1) if needs_both => Figure::undefined(Undefined::OneClass),
            _ => self.mutual_information().map(|shared| shared / divisor),
        }
    }

    /// The mean of mutual information over all ways to deal the labels of one partition at random, in nats.
    #[must_use]
    pub fn expected_mutual_information(&self) -> Figure {
        self.figure(|| {
            let people = self.people();
            let (first, second) = (sizes(&self.first), sizes(&self.second));
            let pairs = first.iter().flat_map(|one| second.iter().map(move |other| (one, other)));
            sum(pairs.map(|(&(a, rows), &(b, columns))| {
                real(rows) * real(columns) * expected_information(people, a, b)
            }))
        })
    }

    /// Adjusted mutual information with the arithmetic mean, at most 1; 0 is what chance gives.
    #[must_use]
    pub fn ami(&self) -> Figure {
        let people = self.people();
        let alone = |sizes: &[u64]| people > 1 && sizes.len() as u64 == people;
        match (self.first.len(), self.second.len()) {
            (1, 1) => return Figure::undefined(Undefined::NoVariation),
            _ if alone(&self.first) && alone(&self.second) => {
                return Figure::undefined(Undefined::ZeroDenominator);
            }
            _ => (),
        }
        let mean = f64::midpoint(self.entropy(&self.first), self.entropy(&self.second));
        let chance = self.expected_mutual_information().value().unwrap_or(0.0);
        self.mutual_information().map(|shared| (shared - chance) / (mean - chance))
    }

    /// The adjusted Rand index, at most 1; 0 is what chance gives. Counted in whole numbers up to the last division.
    #[must_use]
    pub fn ari(&self) -> Figure {
        let all = pairs_of(self.people());
        let in_one_class = |sizes: &[u64]| sizes.iter().map(|&size| pairs_of(size)).sum::<u128>();
        let (a, b) = (in_one_class(&self.first), in_one_class(&self.second));
        let both = self.cells.iter().map(|cell| pairs_of(cell[0])).sum::<u128>();
        // ((A + B)/2 - AB/T) times 2T, in parts that cannot be negative.
        let most = a * (all - b) + b * (all - a);
        let (found, chance) = (both * all, a * b);
        match (self.cells.is_empty(), most) {
            (true, _) => Figure::undefined(Undefined::EmptyInput),
            (false, 0) => Figure::undefined(Undefined::ZeroDenominator),
            _ if found < chance => Figure::known(-2.0 * real(chance - found) / real(most)),
            _ => Figure::known(2.0 * real(found - chance) / real(most)),
        }
    }

    fn entropy(&self, sizes: &[u64]) -> f64 {
        let people = real(self.people());
        sum(sizes.iter().map(|&size| real(size) / people * (people / real(size)).ln()))
    }

    fn figure(&self, value: impl FnOnce() -> f64) -> Figure {
        if self.cells.is_empty() { Figure::undefined(Undefined::EmptyInput) } else { Figure::known(value()) }
    }
}

/// Each value of an ascending list, and how often it is there.
fn sizes<T: Copy + PartialEq>(ascending: &[T]) -> Vec<(T, u64)> {
    ascending.chunk_by(|one, other| one == other).map(|same| (same[0], same.len() as u64)).collect()
}

fn pairs_of(people: u64) -> u128 {
    u128::from(people) * u128::from(people.saturating_sub(1)) / 2
}

/// What `both` people in classes of `a` and `b` add to mutual information.
fn information(people: u64, a: u64, b: u64, both: u64) -> f64 {
    let (found, chance) = (u128::from(people) * u128::from(both), u128::from(a) * u128::from(b));
    real(both) / real(people) * (real(found) / real(chance)).ln()
}

/// The mean of that where the people of both classes are dealt at random: their number in common is hypergeometric. Summed from the
/// likeliest number outwards, as far as it shows.
fn expected_information(people: u64, a: u64, b: u64) -> f64 {
    const UNSEEN: f64 = 1e-25;
    let common = Hypergeometric::new(people, a, b).expect("classes are parts of the people");
    let (start, end) = common.support().into_inner();
    let mode = common.mode();
    let at_mode = common.ln_chance(mode).exp();
    let term =
        |both: u64, chance: f64| if both == 0 { 0.0 } else { chance * information(people, a, b, both) };
    let up = (mode..end).scan(at_mode, |chance, both| {
        *chance *= common.step_up(both);
        (*chance > UNSEEN).then(|| term(both + 1, *chance))
    });
    let down = (start..mode).rev().scan(at_mode, |chance, both| {
        *chance /= common.step_up(both);
        (*chance > UNSEEN).then(|| term(both, *chance))
    });
    sum(std::iter::once(term(mode, at_mode)).chain(up).chain(down))
}

#[cfg(test)]
mod tests {
    use super::{Agreement, Mean};
    use crate::model::number::{Figure, Undefined};
    use std::iter::zip;

    /// Every order of `labels`.
    fn orders(labels: &[u32]) -> Vec<Vec<u32>> {
        if labels.is_empty() {
            return vec![Vec::new()];
        }
        let with_first = |at: usize| {
            let mut rest = labels.to_vec();
            let first = rest.remove(at);
            orders(&rest).into_iter().map(move |order| [vec![first], order].concat())
        };
        (0..labels.len()).flat_map(with_first).collect()
    }

    fn mean(values: impl ExactSizeIterator<Item = f64>) -> f64 {
        let count = values.len();
        values.sum::<f64>() / f64::from(u32::try_from(count).expect("few"))
    }

    const PAIRS: [([u32; 6], [u32; 6]); 3] = [
        ([0, 0, 0, 1, 1, 2], [0, 1, 1, 2, 2, 2]),
        ([0, 0, 0, 0, 0, 1], [0, 1, 0, 1, 0, 1]),
        ([0, 1, 2, 3, 4, 5], [0, 0, 1, 1, 1, 1]),
    ];

    #[test]
    fn information_by_chance_is_the_mean_over_every_deal_of_the_labels() {
        for (first, second) in PAIRS {
            let exact =
                Agreement::of(zip(first, second)).expected_mutual_information().value().expect("people");
            let dealt = orders(&second);
            let each = dealt.iter().map(|order| {
                Agreement::of(zip(first, order.iter().copied())).mutual_information().value().expect("people")
            });
            assert!((exact - mean(each)).abs() < 1e-12);
        }
    }

    #[test]
    fn adjusted_figures_are_zero_on_average_over_every_deal() {
        for (first, second) in PAIRS {
            let dealt = orders(&second);
            let average = |of: fn(&Agreement) -> Figure| {
                mean(dealt.iter().map(|order| {
                    of(&Agreement::of(zip(first, order.iter().copied()))).value().expect("two partitions")
                }))
            };
            assert!(average(Agreement::ami).abs() < 1e-12 && average(Agreement::ari).abs() < 1e-12);
        }
    }

    #[test]
    fn names_of_classes_and_the_order_of_people_change_no_bit() {
        let (first, second) = PAIRS[0];
        let plain = Agreement::of(zip(first, second));
        let mut renamed: Vec<_> =
            zip(first, second).map(|(one, other)| (70 - 3 * one, other * 1_000_000)).collect();
        renamed.reverse();
        assert_eq!(plain, Agreement::of(renamed));
    }

    #[test]
    fn large_classes_keep_their_digits() {
        // Two even halves of a million people, dealt at random: E[MI] is about (R - 1)(C - 1)/(2N).
        let labels = (0..1_000_000_u32).map(|person| (person % 2, person / 2 % 2));
        let halves = Agreement::of(labels);
        let chance = halves.expected_mutual_information().value().expect("people");
        assert!((chance * 2e6 - 1.0).abs() < 1e-4, "{chance}");
        assert!(halves.ari().value().expect("two halves").abs() < 1e-5);
    }

    #[test]
    fn one_person_has_nothing_to_agree_about() {
        let one = Agreement::of([(3, 4)]);
        assert_eq!(one.nmi(Mean::Max), Figure::undefined(Undefined::NoVariation));
        assert_eq!(one.ami(), Figure::undefined(Undefined::NoVariation));
        assert_eq!(one.ari(), Figure::undefined(Undefined::ZeroDenominator));
    }
}
