//! The reach at one hop where chance decides who consents.
//!
//! # Definition
//! N people, of whom P(k) N have k contacts. Without replacement, every set of c consenters is equally likely, and somebody
//! who is not drawn is reached with probability 1 - C(N - 1 - k, c)/C(N - 1, c). Independently, everybody consents with
//! probability p = c/N, and somebody who does not is reached with probability 1 - (1 - p)^k. Bystanders are (N - c) times
//! the mean of that over P; affected, c more. With independent consent, affected is N times the mean of 1 - (1 - p)^(k + 1).
//!
//! How contacts are knit together, in circles of friends or not, does not enter: each person's chance depends on the number
//! of their contacts alone. It only widens the spread of the reach around its mean.
//!
//! # Limits
//! Chance stands for consent that has nothing to do with ties. Friends who consent together show fewer people.

use super::{Degrees, Reach};
use crate::{
    model::number::{Figure, Undefined},
    stat::{real::real, sampling::NoneDrawn, sum::sum},
};

impl Reach {
    /// Consenters drawn without replacement; more than everybody are everybody.
    ///
    /// The village by its degrees alone: one person has 4 contacts, one 3, one 2, three 1 and one none. Two consent: 50/21
    /// bystanders in the mean of the 21 pairs.
    /// ```
    /// use bystander::stat::reach::{Degrees, Reach};
    /// let village = Degrees::of([(4, 1), (3, 1), (2, 1), (1, 3), (0, 1)]).unwrap();
    /// let reach = Reach::without_replacement(&village, 2);
    /// assert!((reach.bystanders - 50.0 / 21.0).abs() < 1e-12);
    /// ```
    #[must_use]
    pub fn without_replacement(degrees: &Degrees, consenters: u64) -> Self {
        let people = degrees.people();
        let consenters = consenters.min(people);
        let none = none_drawn(degrees, consenters);
        let reached = degrees.classes().zip(none).map(|((_, people), none)| people * (1.0 - none));
        let bystanders = real(people - consenters) / real(people) * sum(reached);
        Self { people, consenters: real(consenters), bystanders }
    }

    /// Everybody consents with probability `rate`, 0 to 1, independently of everybody else.
    ///
    /// ```
    /// use bystander::stat::reach::{Degrees, Reach};
    /// let ring = Degrees::even(100, 2.0).unwrap();
    /// assert!((Reach::independently(&ring, 0.5).affected() - 100.0 * (1.0 - 0.125)).abs() < 1e-12);
    /// ```
    #[must_use]
    pub fn independently(degrees: &Degrees, rate: f64) -> Self {
        let people = degrees.people();
        let met = Self::chance_of_others(degrees, rate);
        Self { people, consenters: real(people) * rate, bystanders: real(people) * (1.0 - rate) * met }
    }

    /// The probability that somebody who does not consent is reached where each of the others consents with probability
    /// `rate`: 0 to 1, and known also where everybody consents.
    #[must_use]
    pub fn chance_of_others(degrees: &Degrees, rate: f64) -> f64 {
        degrees.mean_of(|degree| at_least_one(rate, real(degree)))
    }

    /// Any two people are tied with the same chance, the one that gives the mean number of contacts: each of N - c is then
    /// tied to each of c consenters with chance q = mean/(N - 1), and bystanders are (N - c)(1 - (1 - q)^c). The mean is
    /// from 0 to `people - 1`, the consenters at most `people`.
    #[must_use]
    pub fn ties_by_chance(people: u64, mean: f64, consenters: u64) -> Self {
        let tied = if people > 1 { mean / real(people - 1) } else { 0.0 };
        let others = real(people.saturating_sub(consenters));
        let bystanders = others * at_least_one(tied, real(consenters));
        Self { people, consenters: real(consenters), bystanders }
    }

    /// People consent independently, each with a chance in proportion to the number of their contacts, c in the mean; and
    /// their contacts are as in a large network in which only these numbers are given (the configuration model): a contact is
    /// somebody with k contacts with probability k P(k)/mean, so that any one contact is a consenter with probability
    /// (c/N) (mean of k^2)/(mean of k)^2.
    ///
    /// Undefined where somebody would have to consent with a chance above 1, and where nobody has contacts.
    #[must_use]
    pub fn in_proportion_to_contacts(degrees: &Degrees, consenters: u64) -> Figure<Self> {
        let (people, mean) = (degrees.people(), degrees.mean());
        if mean <= 0.0 {
            return Figure::undefined(Undefined::NoEdges);
        }
        let each = real(consenters) / real(people) / mean;
        if each * real(degrees.largest()) > 1.0 {
            return Figure::undefined(Undefined::NoSuchRate);
        }
        let contact = each * degrees.mean_of(|degree| real(degree).powi(2)) / mean;
        let reached = |degree| (1.0 - each * real(degree)) * at_least_one(contact, real(degree));
        let bystanders = real(people) * degrees.mean_of(reached);
        Figure::known(Self { people, consenters: real(consenters), bystanders })
    }
}

/// For each class of contacts, the probability that none of them is drawn among the others; the shorter way is taken, in
/// classes one by one or over all sizes up to the largest, where that probability soon is next to none.
fn none_drawn(degrees: &Degrees, consenters: u64) -> Vec<f64> {
    let chance = NoneDrawn::of(degrees.people() - 1, consenters);
    let sizes = || degrees.classes().map(|(degree, _)| degree);
    let apart = sum(sizes().map(|size| real(size.min(consenters))));
    let in_a_row = real(degrees.largest()).min(UNTIL_NONE * real(degrees.people()) / real(consenters.max(1)));
    if apart <= in_a_row {
        sizes().map(|size| chance.among(size)).collect()
    } else {
        chance.rising(sizes()).collect()
    }
}

/// A probability that is multiplied by 1 - x is below 1e-300 after about this over x times.
const UNTIL_NONE: f64 = 700.0;

/// The probability that of so many independent events, each of probability `each`, one at least happens.
pub(super) fn at_least_one(each: f64, events: f64) -> f64 {
    if events <= 0.0 { 0.0 } else { -(events * (-each).ln_1p()).exp_m1() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stat::hypergeometric::Hypergeometric;

    fn close(one: f64, other: f64) -> bool {
        (one - other).abs() <= 1e-9 * one.abs().max(1.0)
    }

    #[test]
    fn gives_the_published_figures_for_a_mean_number_of_friends() {
        let (people, consenters) = (721_000_000, 270_000);
        for (mean, published) in [(190.0, 49.8), (251.0, 64.9), (338.0, 86.0)] {
            let even = Degrees::even(people, mean).expect("possible");
            let drawn = Reach::without_replacement(&even, consenters);
            let independent = Reach::independently(&even, real(consenters) / real(people));
            let by_chance = Reach::ties_by_chance(people, mean, consenters);
            for reach in [drawn, independent, by_chance] {
                assert!((reach.affected() / 1e6 - published).abs() < 0.05, "{mean}: {}", reach.affected());
                assert!(
                    (reach.bystanders / 1e6 - published).abs() > 0.2,
                    "without the consenters it is less"
                );
            }
        }
    }

    #[test]
    fn agrees_with_the_formula_that_counts_a_person_among_their_own_contacts() {
        let degrees = Degrees::of([(0, 3), (1, 5), (7, 9), (20, 30)]).expect("possible");
        for rate in [0.0, 1e-9, 0.03, 0.5, 1.0_f64] {
            let formula = 47.0 * degrees.mean_of(|degree| 1.0 - (1.0 - rate).powf(real(degree) + 1.0));
            assert!((Reach::independently(&degrees, rate).affected() - formula).abs() < 1e-12, "{rate}");
        }
    }

    #[test]
    fn both_ways_give_the_same_and_neither_takes_long() {
        let degrees = Degrees::of([(0, 30), (3, 40), (11, 20), (59, 9)]).expect("possible");
        for consenters in 0..=99 {
            let chance = NoneDrawn::of(98, consenters);
            let table = chance.up_to(59);
            let in_a_row = chance.rising([0, 3, 11, 59].into_iter());
            for ((none, row), size) in
                none_drawn(&degrees, consenters).into_iter().zip(in_a_row).zip([0, 3, 11, 59])
            {
                assert!((none - table[size]).abs() < 1e-14 && (row - table[size]).abs() < 1e-14);
            }
        }
        let large = Degrees::even(100_000_000_000, 10_000_000_000.0).expect("possible");
        let all: Vec<f64> = [1, 1_000, 1_000_000, 10_000_000_000]
            .map(|consenters| Reach::without_replacement(&large, consenters).share())
            .into();
        assert!((all[0] - 0.1).abs() < 1e-9 && all.windows(2).all(|pair| pair[0] <= pair[1]));
    }

    #[test]
    fn one_consenter_more_never_lowers_the_people_affected() {
        let degrees = Degrees::of([(0, 30), (3, 40), (11, 20), (59, 9)]).expect("possible");
        let affected = |consenters| Reach::without_replacement(&degrees, consenters).affected();
        assert!((0..99).all(|consenters| affected(consenters) < affected(consenters + 1)));
    }

    #[test]
    fn everybody_or_nobody_consenting_leaves_no_bystander() {
        let degrees = Degrees::of([(0, 3), (4, 7)]).expect("possible");
        for consenters in [0, 10, 11] {
            assert!(Reach::without_replacement(&degrees, consenters).bystanders.abs() < 1e-12);
        }
    }

    #[test]
    fn ties_by_chance_are_the_mean_over_the_contacts_that_chance_gives() {
        // A person's consenters are drawn from N - 1 others, so their number given k is hypergeometric, and k is binomial.
        let (people, mean, consenters) = (40_u64, 3.0, 6);
        let tied = mean / 39.0;
        let mut chance = (1.0_f64 - tied).powi(39);
        let mut reached = Vec::new();
        for degree in 0..=39_u64 {
            let none = Hypergeometric::new(39, degree, consenters).expect("possible").ln_chance(0).exp();
            reached.push(chance * (1.0 - none));
            chance *= real(39 - degree) / real(degree + 1) * tied / (1.0 - tied);
        }
        let oracle = real(people - consenters) * sum(reached);
        assert!(close(Reach::ties_by_chance(people, mean, consenters).bystanders, oracle));
    }

    #[test]
    fn contacts_that_are_spread_unevenly_lower_the_reach_of_random_consenters() {
        let spread = Degrees::of([(1, 400), (5, 400), (33, 100), (60, 100)]).expect("possible");
        let (people, mean) = (spread.people(), spread.mean());
        let even = Degrees::even(people, mean).expect("possible");
        let uneven = Degrees::uneven(people, mean, 60).expect("possible");
        for consenters in [2, 10, 100, 900] {
            let [low, middle, high] = [&uneven, &spread, &even]
                .map(|degrees| Reach::without_replacement(degrees, consenters).affected());
            assert!(low < middle && middle < high, "{consenters}: {low} {middle} {high}");
        }
    }

    #[test]
    fn consenters_with_many_contacts_raise_the_reach() {
        let spread = Degrees::of([(1, 400), (5, 400), (33, 100), (60, 100)]).expect("possible");
        for consenters in [1, 10, 50] {
            let random = Reach::without_replacement(&spread, consenters).affected();
            let many = Reach::in_proportion_to_contacts(&spread, consenters).value().expect("a rate below 1");
            assert!(many.affected() > random);
        }
        let why =
            |degrees: &Degrees, consenters| Reach::in_proportion_to_contacts(degrees, consenters).0.err();
        assert_eq!(why(&spread, 900), Some(Undefined::NoSuchRate));
        assert_eq!(why(&Degrees::of([(0, 3)]).expect("possible"), 1), Some(Undefined::NoEdges));
    }

    #[test]
    fn where_all_have_as_many_contacts_proportion_is_no_preference() {
        let even = Degrees::even(1000, 8.0).expect("possible");
        let many = Reach::in_proportion_to_contacts(&even, 20).value().expect("a rate below 1");
        assert!(close(many.bystanders, Reach::independently(&even, 0.02).bystanders));
    }
}
