//! `Guesses`: how often guesses of people's values were right, and how that compares with always guessing the same.
//!
//! # Definition
//! A guess is made from votes for each of several values: the value with most votes. Where several have as many, the guess is shared
//! between them, and earns 1/ties if the true value is among them: no random choice is needed. *Accuracy* is the mean credit. The *base
//! accuracy* is that of always guessing the value that is most frequent in a stated list of labels (ties share), over the same people.
//! The *shadow profile score* is (accuracy - base)/(1 - base): the part of the room above the base that is gained, negative where the
//! guesses are worse than that. *Recall* of a value is the mean credit of those who have it, and the *balanced accuracy* the mean of the
//! recalls of the values that anybody has. With two values, *AUC* is the chance that somebody with the second value had a larger share of
//! votes for it than somebody with the first, an equal share counting half; it is the same whichever value is called second.
//!
//! # Reference
//! Garcia 2017 (shadow profiles); Hanley and `McNeil` 1982 (AUC).

use super::{real::real, sum::sum};
use crate::model::number::{Figure, Undefined};
use std::cmp::Ordering;

/// What a guess earns, 0 to 1, in parts of a whole that up to twenty ties divide evenly: adding credits loses nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Credit(u64);

/// The least number that each of 1 to 20 divides.
const WHOLE: u64 = 232_792_560;

impl Credit {
    /// The credit of a guess shared between `ties` values, if the true one is among them. Exact for up to 20 values; beyond, rounded
    /// down by less than a hundred-millionth.
    #[must_use]
    pub fn shared(is_among_them: bool, ties: u64) -> Self {
        Self(if is_among_them { WHOLE / ties.max(1) } else { 0 })
    }

    /// The credit of guessing the most frequent of `votes`, by value, where `truth` is true.
    ///
    /// # Example
    /// ```
    /// use bystander::stat::guesses::Credit;
    /// assert_eq!(Credit::of_votes(0, &[2, 1]), Credit::shared(true, 1));
    /// assert_eq!(Credit::of_votes(1, &[2, 2, 0]), Credit::shared(true, 2));
    /// assert_eq!(Credit::of_votes(2, &[2, 2, 0]), Credit::shared(false, 2));
    /// ```
    #[must_use]
    pub fn of_votes<T: Ord + Copy>(truth: u32, votes: &[T]) -> Self {
        let most = votes.iter().max();
        let ties = votes.iter().filter(|votes| Some(*votes) == most).count();
        Self::shared(most.is_some() && votes.get(truth as usize) == most, ties as u64)
    }

    /// The credit of guessing the largest of `scores`, those within `slack` of it sharing the guess.
    #[must_use]
    pub fn of_scores(truth: u32, scores: &[f64], slack: f64) -> Self {
        let most = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let among = |score: &f64| *score >= most - slack;
        let ties = scores.iter().filter(|score| among(score)).count();
        Self::shared(scores.get(truth as usize).is_some_and(among), ties as u64)
    }

    /// The mean of so many credits that add up to this.
    #[must_use]
    pub fn over(self, people: u64, why_none: Undefined) -> Figure {
        match people {
            0 => Figure::undefined(why_none),
            _ => Figure::known(real(self.0) / (real(WHOLE) * real(people))),
        }
    }

    /// So many guesses that each earn this.
    #[must_use]
    pub fn times(self, people: u64) -> Self {
        Self(self.0 * people)
    }
}

impl std::ops::AddAssign for Credit {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl std::iter::Sum for Credit {
    fn sum<I: Iterator<Item = Self>>(credits: I) -> Self {
        Self(credits.map(|credit| credit.0).sum())
    }
}

/// Guesses held against the truth.
///
/// # Example
/// Ada's North and Ben's South are known. Of the village's others Cem and Dot (both of North) know Ada, Fay (South) knows Ben,
/// and Eve (South) knows both, so that half of her guess is right.
/// ```
/// use bystander::{model::number::Undefined, stat::guesses::Guesses};
/// let mut guesses = Guesses::new(2, Undefined::NobodyCovered);
/// for (truth, votes) in [(0, [1, 0]), (0, [1, 0]), (1, [1, 1]), (1, [0, 1])] {
///     guesses.add(truth, &votes);
/// }
/// assert_eq!(guesses.accuracy().value(), Some(3.5 / 4.0));
/// assert_eq!(guesses.base_accuracy(&[1, 1]).value(), Some(0.5)); // one label of each place: every guess is shared
/// assert_eq!(guesses.shadow_profile_score(&[1, 1]).value(), Some(0.75));
/// assert_eq!((guesses.recall(1).value(), guesses.auc().value()), (Some(0.75), Some(1.0)));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Guesses {
    /// By true value: how many people have it, and what their guesses earned.
    classes: Vec<(u64, Credit)>,
    /// For two values: each person's votes for the second, all votes, and whether the second is true.
    shares: Vec<(u32, u32, bool)>,
    why_none: Undefined,
}

impl Guesses {
    /// No guesses yet, of one of so many values. Without any, figures are undefined for the stated reason.
    #[must_use]
    pub fn new(classes: usize, why_none: Undefined) -> Self {
        Self { classes: vec![(0, Credit::default()); classes], shares: Vec::new(), why_none }
    }

    /// Adds the guess from `votes`, by value, about somebody whose value is `truth`.
    pub fn add(&mut self, truth: u32, votes: &[u32]) {
        self.add_credit(truth, Credit::of_votes(truth, votes));
        if let [first, second] = *votes {
            self.shares.push((second, first + second, truth == 1));
        }
    }

    /// Adds a guess made in another way, which says nothing to the AUC.
    pub fn add_credit(&mut self, truth: u32, credit: Credit) {
        let (people, earned) = &mut self.classes[truth as usize];
        *people += 1;
        *earned += credit;
    }

    /// How many people were guessed.
    #[must_use]
    pub fn people(&self) -> u64 {
        self.classes.iter().map(|class| class.0).sum()
    }

    /// How many people with that true value were guessed.
    #[must_use]
    pub fn people_of(&self, class: usize) -> u64 {
        self.classes[class].0
    }

    /// What all guesses earned.
    #[must_use]
    pub fn earned(&self) -> Credit {
        self.classes.iter().map(|class| class.1).sum()
    }

    /// The accuracy, 0 to 1.
    #[must_use]
    pub fn accuracy(&self) -> Figure {
        self.earned().over(self.people(), self.why_none)
    }

    /// The accuracy of always guessing the most frequent of `labels`, counts by value, 0 to 1.
    #[must_use]
    pub fn base_accuracy(&self, labels: &[u64]) -> Figure {
        self.base_credit(labels).over(self.people(), self.why_none)
    }

    fn base_credit(&self, labels: &[u64]) -> Credit {
        (0..).zip(&self.classes).map(|(truth, class)| Credit::of_votes(truth, labels).times(class.0)).sum()
    }

    /// The shadow profile score, at most 1.
    #[must_use]
    pub fn shadow_profile_score(&self, labels: &[u64]) -> Figure {
        let (Some(accuracy), Some(base)) = (self.accuracy().value(), self.base_accuracy(labels).value())
        else {
            return Figure::undefined(self.why_none);
        };
        if self.base_credit(labels) == Credit(WHOLE).times(self.people()) {
            return Figure::undefined(Undefined::BaseIsPerfect);
        }
        Figure::known((accuracy - base) / (1.0 - base))
    }

    /// The recall of one value, 0 to 1; undefined where nobody has it.
    #[must_use]
    pub fn recall(&self, class: usize) -> Figure {
        let (people, earned) = self.classes[class];
        earned.over(people, Undefined::EmptyGroup)
    }

    /// The balanced accuracy, 0 to 1.
    #[must_use]
    pub fn balanced_accuracy(&self) -> Figure {
        let recalls: Vec<f64> =
            (0..self.classes.len()).filter_map(|class| self.recall(class).value()).collect();
        match recalls.len() as u64 {
            0 => Figure::undefined(self.why_none),
            classes => Figure::known(sum(recalls.iter().copied()) / real(classes)),
        }
    }

    /// AUC, 0 to 1.
    #[must_use]
    pub fn auc(&self) -> Figure {
        let &[first, second] = &self.classes[..] else {
            return Figure::undefined(Undefined::NotTwoClasses);
        };
        match (first.0, second.0) {
            (0, 0) => Figure::undefined(self.why_none),
            (0, _) | (_, 0) => Figure::undefined(Undefined::OneClass),
            (first, second) => Figure::known(real(self.half_wins()) / (2.0 * real(first) * real(second))),
        }
    }

    /// Over all pairs of somebody with the second value and somebody with the first: 2 where the second's share is larger, 1 where both
    /// are the same.
    fn half_wins(&self) -> u128 {
        let mut ascending = self.shares.clone();
        let compare = |one: &(u32, u32, bool), other: &(u32, u32, bool)| -> Ordering {
            let cross = |share: u32, of: u32| u64::from(share) * u64::from(of);
            cross(one.0, other.1).cmp(&cross(other.0, one.1))
        };
        ascending.sort_by(compare);
        let (mut below, mut wins) = (0_u128, 0_u128);
        for equal in ascending.chunk_by(|one, other| compare(one, other) == Ordering::Equal) {
            let seconds = equal.iter().filter(|share| share.2).count() as u128;
            let firsts = equal.len() as u128 - seconds;
            wins += seconds * (2 * below + firsts);
            below += firsts;
        }
        wins
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::{RngExt, SeedableRng};
    use rand_chacha::ChaCha12Rng;

    #[test]
    fn auc_is_that_of_all_pairs() {
        let mut random = ChaCha12Rng::seed_from_u64(1);
        for _ in 0..50 {
            let mut guesses = Guesses::new(2, Undefined::NobodyCovered);
            let mut people = Vec::new();
            for _ in 0..random.random_range(2..40) {
                let votes = [random.random_range(0..4_u32), random.random_range(1..4_u32)];
                let truth = u32::from(random.random_range(0..3) == 0);
                guesses.add(truth, &votes);
                people.push((f64::from(votes[1]) / f64::from(votes[0] + votes[1]), truth));
            }
            let seconds: Vec<f64> =
                people.iter().filter(|(_, truth)| *truth == 1).map(|(share, _)| *share).collect();
            let firsts: Vec<f64> =
                people.iter().filter(|(_, truth)| *truth == 0).map(|(share, _)| *share).collect();
            let wins = seconds.iter().flat_map(|second| {
                firsts.iter().map(move |first| {
                    if second > first {
                        1.0
                    } else if second < first {
                        0.0
                    } else {
                        0.5
                    }
                })
            });
            let pairs = real((seconds.len() * firsts.len()) as u64);
            let expected = (pairs > 0.0).then(|| wins.sum::<f64>() / pairs);
            assert_eq!(guesses.auc().value().is_some(), expected.is_some());
            assert!((guesses.auc().value().unwrap_or(0.0) - expected.unwrap_or(0.0)).abs() < 1e-12);
        }
    }

    #[test]
    fn says_why_there_is_no_figure() {
        let mut guesses = Guesses::new(2, Undefined::NobodyCovered);
        let nobody = Err(Undefined::NobodyCovered);
        assert_eq!(
            (guesses.accuracy().0, guesses.auc().0, guesses.balanced_accuracy().0),
            (nobody, nobody, nobody)
        );
        guesses.add(1, &[0, 3]);
        assert_eq!(guesses.auc().0, Err(Undefined::OneClass));
        assert_eq!(guesses.shadow_profile_score(&[0, 1]).0, Err(Undefined::BaseIsPerfect));
        assert_eq!(guesses.recall(0).0, Err(Undefined::EmptyGroup));
        assert_eq!(Guesses::new(3, Undefined::NobodyCovered).auc().0, Err(Undefined::NotTwoClasses));
    }

    #[test]
    fn a_score_worse_than_the_base_is_negative() {
        let mut guesses = Guesses::new(2, Undefined::NobodyCovered);
        guesses.add(0, &[0, 1]);
        guesses.add(0, &[1, 0]);
        guesses.add(1, &[1, 0]);
        assert_eq!(
            guesses.shadow_profile_score(&[5, 1]).value().map(|score| (score * 1e9).round() / 1e9),
            Some(-1.0)
        );
    }

    #[test]
    fn scores_within_the_slack_share_the_guess() {
        assert_eq!(Credit::of_scores(1, &[0.5, 0.5 - 1e-12], 1e-9), Credit::shared(true, 2));
        assert_eq!(Credit::of_scores(1, &[0.5, 0.49], 1e-9), Credit::shared(false, 1));
        assert_eq!(Credit::shared(true, 3).times(3), Credit::shared(true, 1));
    }
}
