//! `ClassCount`: how many people belong to a class, for instance those whom a settlement pays.

use super::facts::FactSheet;
use crate::{
    audit::Audit,
    model::eligibility::{Answer, EligibleClass, Verdict},
};

/// How many people are met by one condition.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// People whose records meet it.
    pub met: u64,
    /// People whose records speak against it.
    pub not_met: u64,
    /// People whose records do not say.
    pub unknown: u64,
}

/// A class over all people of the audit.
///
/// # Definition
/// Everybody's facts (see [`FactSheet`]) are held against every condition (see [`EligibleClass::check`]), and the verdicts and the answers to each
/// condition are counted. The verdicts add up to all people, and so do the answers to each condition.
///
/// # Example
/// The village has no dates of accounts, so that nobody can be told to be eligible; Gus knows no consenter, and is not.
/// ```
/// use bystander::{import::CLASSES, measure::class_count::ClassCount, village};
/// let class = CLASSES.named("australia-2024").unwrap();
/// let count = ClassCount::of(&village::audit(), &class);
/// assert_eq!((count.people, count.eligible, count.not_eligible, count.cannot_be_told), (7, 0, 1, 6));
/// assert_eq!((count.conditions[2].met, count.conditions[2].not_met), (6, 1));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClassCount {
    /// Everybody.
    pub people: u64,
    /// People who meet every condition.
    pub eligible: u64,
    /// People who do not meet one at least.
    pub not_eligible: u64,
    /// Everybody else.
    pub cannot_be_told: u64,
    /// The answers to each condition, in the order of the class.
    pub conditions: Vec<Answers>,
}

impl ClassCount {
    /// Counts everybody.
    #[must_use]
    pub fn of(audit: &Audit, class: &EligibleClass) -> Self {
        let sheet = FactSheet::of(audit, class);
        let mut count = Self {
            people: audit.people() as u64,
            conditions: vec![Answers::default(); class.conditions.len()],
            ..Self::default()
        };
        for person in audit.graph.people() {
            let facts = sheet.of_person(person);
            let found = class.check(&facts);
            *match found.verdict {
                Verdict::Eligible => &mut count.eligible,
                Verdict::NotEligible => &mut count.not_eligible,
                Verdict::CannotBeTold => &mut count.cannot_be_told,
            } += 1;
            for (answers, (_, answer)) in count.conditions.iter_mut().zip(found.conditions) {
                *match answer {
                    Answer::Met => &mut answers.met,
                    Answer::NotMet => &mut answers.not_met,
                    Answer::Unknown => &mut answers.unknown,
                } += 1;
            }
        }
        count
    }
}
