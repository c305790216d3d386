//! `Guessed`: how well one attribute of some people follows from their contacts.

use super::ballot::{Ballot, Drawn, Held};
use crate::{
    model::number::{Figure, Undefined},
    stat::{draws::Draws, guesses::Guesses},
};
use serde::Serialize;

/// About whom the guesses are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Whom {
    /// Everybody who gave no grant.
    #[serde(rename = "everybody else")]
    EverybodyElse,
    /// The bystanders among them.
    #[serde(rename = "bystanders")]
    Bystanders,
}

impl Whom {
    /// Both, in the order of the report.
    pub const ALL: [Self; 2] = [Self::EverybodyElse, Self::Bystanders];
}

/// One attribute, guessed about some people; defined at the head of [`inference`](super).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Guessed {
    /// The attribute's name.
    pub attribute: String,
    /// About whom.
    pub whom: Whom,
    /// The special category that the attribute speaks of, if the case declares one.
    pub special_category: Option<String>,
    /// How many values it has.
    pub values: u64,
    /// Consenters whose value is known.
    pub known_labels: u64,
    /// The most frequent values among these, in the order of their text.
    pub most_frequent: Vec<String>,
    /// The people asked about.
    pub people: u64,
    /// Those of them with at least one vote, whether their own value is known or not.
    pub people_covered: u64,
    /// Their share, 0 to 1.
    pub people_coverage: Figure,
    /// Those of the people whose true value is in the case.
    pub targets: u64,
    /// Targets with at least one vote.
    pub covered: u64,
    /// Their share of the targets, 0 to 1.
    pub coverage: Figure,
    /// The accuracy over covered targets, 0 to 1.
    pub accuracy: Figure,
    /// The base accuracy over the same people, 0 to 1.
    pub base_accuracy: Figure,
    /// The first less the second, -1 to 1.
    pub gain: Figure,
    /// The part of the room above the base that is gained, at most 1.
    pub shadow_profile_score: Figure,
    /// The mean recall of the values that covered targets have, 0 to 1.
    pub balanced_accuracy: Figure,
    /// For two values, AUC over covered targets, 0 to 1.
    pub auc: Figure,
    /// The accuracy over all targets, the most frequent value being guessed where there is no vote, 0 to 1.
    pub accuracy_with_fallback: Figure,
    /// The base accuracy over all targets, 0 to 1.
    pub base_accuracy_all: Figure,
    /// Targets connected to a known value by any chain of ties.
    pub harmonic_targets: Figure<u64>,
    /// The accuracy of label propagation over these, 0 to 1.
    pub harmonic_accuracy: Figure,
    /// The base accuracy over the same people, 0 to 1.
    pub harmonic_base_accuracy: Figure,
    /// The mean accuracy if the known values are shuffled, 0 to 1.
    pub accuracy_by_chance: Figure,
    /// The chance of so high an accuracy then, above 0.
    pub p_value: Figure,
    /// The p-value adjusted for all tests of the measure.
    pub q_value: Figure,
    /// How many shuffles stand behind it.
    pub draws: u32,
}

/// The guesses about those with one true value.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Recalled {
    /// The attribute's name.
    pub attribute: String,
    /// About whom.
    pub whom: Whom,
    /// The true value.
    pub value: String,
    /// Covered targets that have it.
    pub covered: u64,
    /// The mean credit of their guesses, 0 to 1.
    pub recall: Figure,
}

/// The row for `whom`, and a row for each true value.
pub(super) fn of(ballot: &Ballot, whom: Whom, drawn: &Drawn) -> (Guessed, Vec<Recalled>) {
    let held = ballot.held(whom);
    let recalls = recalls(ballot, whom, &held.votes);
    (row(ballot, whom, &held, drawn), recalls)
}

fn row(ballot: &Ballot, whom: Whom, held: &Held, drawn: &Drawn) -> Guessed {
    let (labels, votes) = (&ballot.label_counts[..], &held.votes);
    let (accuracy, base_accuracy) = (votes.accuracy(), votes.base_accuracy(labels));
    let chance = Chance::of(ballot, whom, accuracy, drawn);
    Guessed {
        attribute: ballot.attribute.name.clone(),
        whom,
        special_category: ballot.attribute.special_category.clone(),
        values: ballot.attribute.values.len() as u64,
        known_labels: labels.iter().sum(),
        most_frequent: most_frequent(ballot),
        people: held.people,
        people_covered: held.people_covered,
        people_coverage: Figure::ratio(held.people_covered, held.people, Undefined::NoNonconsenters),
        targets: held.targets,
        covered: votes.people(),
        coverage: Figure::ratio(votes.people(), held.targets, Undefined::NoTargets),
        accuracy,
        base_accuracy,
        gain: difference(accuracy, base_accuracy),
        shadow_profile_score: votes.shadow_profile_score(labels),
        balanced_accuracy: votes.balanced_accuracy(),
        auc: votes.auc(),
        accuracy_with_fallback: held.fallback.accuracy(),
        base_accuracy_all: held.fallback.base_accuracy(labels),
        harmonic_targets: propagated(held, |guesses| Figure::known(guesses.people())),
        harmonic_accuracy: propagated(held, Guesses::accuracy),
        harmonic_base_accuracy: propagated(held, |guesses| guesses.base_accuracy(labels)),
        accuracy_by_chance: chance.mean,
        p_value: chance.p_value,
        q_value: chance.p_value,
        draws: chance.draws,
    }
}

fn difference(one: Figure, other: Figure) -> Figure {
    match (one.0, other.0) {
        (Ok(one), Ok(other)) => Figure::known(one - other),
        (Err(why), _) | (_, Err(why)) => Figure::undefined(why),
    }
}

fn propagated<T>(held: &Held, figure: impl FnOnce(&Guesses) -> Figure<T>) -> Figure<T> {
    match &held.harmonic.0 {
        Ok(guesses) => figure(guesses),
        Err(why) => Figure::undefined(*why),
    }
}

fn most_frequent(ballot: &Ballot) -> Vec<String> {
    let counts = &ballot.label_counts;
    let most = counts.iter().copied().max().filter(|&most| most > 0);
    let values = ballot.attribute.values.iter().zip(counts);
    values.filter(|(_, count)| Some(**count) == most).map(|(value, _)| value.clone()).collect()
}

fn recalls(ballot: &Ballot, whom: Whom, votes: &Guesses) -> Vec<Recalled> {
    let recall = |(class, value): (usize, &String)| Recalled {
        attribute: ballot.attribute.name.clone(),
        whom,
        value: value.clone(),
        covered: votes.people_of(class),
        recall: votes.recall(class),
    };
    ballot.attribute.values.iter().enumerate().map(recall).collect()
}

/// The accuracy by chance.
struct Chance {
    mean: Figure,
    p_value: Figure,
    draws: u32,
}

impl Chance {
    fn of(ballot: &Ballot, whom: Whom, accuracy: Figure, drawn: &Drawn) -> Self {
        let none = |why| Self { mean: Figure::undefined(why), p_value: Figure::undefined(why), draws: 0 };
        let (accuracy, drawn) = match (accuracy.0, drawn) {
            (Err(why), _) => return none(why),
            (Ok(_), _) if ballot.has_one_label() => return none(Undefined::OneClass),
            (Ok(_), None) => return none(Undefined::TooLarge),
            (Ok(accuracy), Some(drawn)) => (accuracy, &drawn[whom as usize]),
        };
        let draws = Draws::of(drawn.iter().filter_map(|figure| figure.value()).collect());
        Self {
            mean: draws.mean(),
            p_value: Figure::known(draws.p_upper(accuracy)),
            draws: u32::try_from(draws.len()).expect("as many as were asked for"),
        }
    }
}
