//! `Inference`: what friends give away: how well people's values follow from those of contacts who consented.
//!
//! # Definition
//! For each attribute whose role is group, or that speaks of a special category, with 2 to 20 values. *Known* are the values of the
//! consenters. *Targets* are everybody else whose true value stands in the case; it serves to hold the guess against it, and for nothing else. The
//! vote on a target: each contact (in either direction) who consented and whose value is known has one, and the value with most votes is
//! guessed; where several have as many, the guess is shared between them. *Covered* are the targets with at least one vote. Accuracy, base
//! accuracy, shadow profile score, balanced accuracy, recall and AUC are those of [`Guesses`](crate::stat::guesses::Guesses), all over covered targets; the
//! base accuracy is that of always guessing the value that is most frequent among the *consenters*, for the true shares of the targets are
//! what a campaign would not know. The harmonic accuracy is that of label propagation to its end
//! ([`Harmonic`](crate::graph::harmonic::Harmonic)), over the targets whom any chain of ties connects to a known value; it has a base accuracy of its own, over
//! the same people. People whose value is not known count among the people a guess can be made about, and nowhere else.
//!
//! Each figure is given for everybody who gave no grant, and for the bystanders among them alone.
//!
//! The p-value is the chance of so high an accuracy if the consenters' known values are shuffled among themselves: base accuracy and
//! covered targets stay as they are. `q_value`s adjust all p-values together (Benjamini-Hochberg): of this measure where it is taken alone, of the whole audit in [`Measures`](crate::measure::Measures).
//!
//! # Reference
//! Garcia 2017; Mislove et al. 2010; Zhu, Ghahramani and Lafferty 2003.
//!
//! # Limits
//! Accuracy is not harm: it says how much contacts reveal, not that anybody guessed, nor what a wrong guess does to a person. The
//! values are the case's own labels. A campaign that knew more than the consenters' values could guess better. At most [`LIMIT`] votes are counted in
//! all draws together: there are as many draws as that allows, and where fewer than 19 are, no p-value.

mod ballot;
mod guessed;

pub use guessed::{Guessed, Recalled, Whom};

use super::{standing::Standings, tested::{self, Test}};
use crate::{
    audit::Audit,
    model::{
        attribute::{Attribute, Role},
    },
    
};
use ballot::Ballot;
use serde::Serialize;

/// The most values that an attribute may have to be guessed.
pub const MOST_VALUES: usize = 20;

/// The most votes that are counted in all draws of the measure.
pub const LIMIT: u64 = 200_000_000;

/// Where the streams of this measure begin.
const STREAMS: u64 = 1 << 56;

/// What friends give away.
///
/// # Example
/// Were the village's two places a group, Ada's North and Ben's South would be known. Cem, Dot and Fay are guessed right, Eve, who
/// knows both, by half; on Gus nobody votes.
/// ```
/// use bystander::{measure::inference::Inference, model::attribute::Role, village};
/// let mut audit = village::audit();
/// audit.attributes[0].role = Role::Group;
/// let everybody = &Inference::of(&audit).guesses[0];
/// assert_eq!((everybody.known_labels, everybody.targets, everybody.covered), (2, 5, 4));
/// assert_eq!(everybody.accuracy.value(), Some(3.5 / 4.0));
/// assert_eq!(everybody.base_accuracy.value(), Some(0.5));
/// assert_eq!(everybody.shadow_profile_score.value(), Some(0.75));
/// assert_eq!(everybody.p_value.value().map(|p| p > 0.4), Some(true)); // two labels can be dealt in two ways
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Inference {
    /// For each attribute a row for everybody who gave no grant, and one for the bystanders.
    pub guesses: Vec<Guessed>,
    /// The same by true value.
    pub by_value: Vec<Recalled>,
    /// Attributes that were not guessed, and why.
    pub left_aside: Vec<LeftAside>,
    /// How many tests this measure did.
    pub tests: u64,
    /// Where the random streams start.
    pub seed: u64,
}

/// An attribute that a measure does not look at, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LeftAside {
    /// Its name.
    pub attribute: String,
    /// How many values it has.
    pub values: u64,
    /// The reason in words.
    pub why: String,
}

impl LeftAside {
    /// `attribute` where it has fewer than two values or more than `most`.
    pub(super) fn unless_within(attribute: &Attribute, most: usize) -> Option<Self> {
        let why = match attribute.values.len() {
            0 | 1 => "it has fewer than two values".to_owned(),
            values if values > most => format!("it has more than {most} values"),
            _ => return None,
        };
        Some(Self { attribute: attribute.name.clone(), values: attribute.values.len() as u64, why })
    }
}

impl Inference {
    /// Takes the measure.
    #[must_use]
    pub fn of(audit: &Audit) -> Self {
        let asked: Vec<&Attribute> = audit.attributes.iter().filter(|attribute| is_asked(attribute)).collect();
        let left_aside: Vec<LeftAside> =
            asked.iter().filter_map(|attribute| LeftAside::unless_within(attribute, MOST_VALUES)).collect();
        let within = |attribute: &&Attribute| LeftAside::unless_within(attribute, MOST_VALUES).is_none();
        let guessed: Vec<&Attribute> = asked.into_iter().filter(within).collect();
        Self { left_aside, ..Self::about(audit, &guessed) }
    }

    /// The same about these attributes, whatever their role and however many values they have.
    #[must_use]
    pub fn about(audit: &Audit, attributes: &[&Attribute]) -> Self {
        let standings = Standings::of(audit);
        let limit = LIMIT / (attributes.len() as u64).max(1);
        let (mut guesses, mut by_value) = (Vec::new(), Vec::new());
        for (&attribute, number) in attributes.iter().zip(0_u64..) {
            let ballot = Ballot::of(audit, attribute, &standings);
            let draws = ballot.drawn(limit, STREAMS + (number << 32));
            for whom in Whom::ALL {
                let (row, recalls) = guessed::of(&ballot, whom, &draws);
                guesses.push(row);
                by_value.extend(recalls);
            }
        }
        let mut measured =
            Self { guesses, by_value, left_aside: Vec::new(), tests: 0, seed: audit.parameters.seed };
        measured.tests = tested::adjust(measured.p_and_q());
        measured
    }

    /// Every test, with the place for its q-value.
    pub(super) fn p_and_q(&mut self) -> Vec<Test<'_>> {
        self.guesses.iter_mut().map(|row| (row.p_value, &mut row.q_value)).collect()
    }
}

/// Whether friends may give away what the attribute says.
fn is_asked(attribute: &Attribute) -> bool {
    attribute.role == Role::Group || attribute.special_category.is_some()
}

#[cfg(test)]
mod tests;
