//! How much hangs on a finding, by a stated formula, and how sure its evidence is. The two are separate scales.

use serde::Serialize;

/// How much hangs on a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Needs an answer.
    Concern,
    /// Needs an answer before anything else.
    Serious,
}

impl Severity {
    /// The word that stands in the report.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Concern => "concern",
            Self::Serious => "serious",
        }
    }
}

/// How sure the evidence is: `A` is the surest. Ordered from the weakest to the strongest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Confidence {
    /// Inferred by a model, by chance or by words.
    D,
    /// One source.
    #[default]
    C,
    /// Put together from two sources that do not rest on each other.
    B,
    /// A direct record of the processing itself.
    A,
}

impl Confidence {
    /// The rule by which the grade is given.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::A => "a direct record of the processing",
            Self::B => "put together from two independent sources",
            Self::C => "one source",
            Self::D => "inferred by a model, a test against chance or words",
        }
    }
}

/// What the severity of a finding follows from.
///
/// # Definition
/// Points are added: for what is asked, as the rule states it (note 0, concern 2, serious 4); for the people concerned (1 from 10 on, 2 from
/// 1,000, 3 from 100,000); for their share of everybody in the case (1 from one in a hundred on, 2 from one in ten); 2 for a special
/// category; 2 for children; for the evidence (A 3, B 2, C 1, D 0); 1 where it goes on. From 8 points on a finding is serious, from 4 a
/// concern, else a note. Where no requirement applied to the act, it is a note whatever the points. People are counted only as far as their
/// number is shown: few, hidden or unknown they give no points.
///
/// # Example
/// 16 of 34 people, from two sources, where serious is asked: 4 + 1 + 2 + 2 = 9 points.
/// ```
/// use bystander::model::severity::{Confidence, Severity, Weight};
/// let weight = Weight { people: Some(16), of: 34, confidence: Confidence::B, ..Weight::asking(Severity::Serious) };
/// assert_eq!((weight.points(), weight.severity()), (9, Severity::Serious));
/// assert_eq!(Weight { applies: false, ..weight }.severity(), Severity::Note);
/// ```
#[allow(clippy::struct_excessive_bools, reason = "each is a part of the formula of its own")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Weight {
    /// What the rule says hangs on its requirement, before the case is looked at.
    pub asked: Severity,
    /// How many people it concerns at least, where that is known and shown.
    pub people: Option<u64>,
    /// How many people there are in the case.
    pub of: u64,
    /// Whether it is about a special category.
    pub special_category: bool,
    /// Whether it is about children.
    pub children: bool,
    /// How sure the evidence is.
    pub confidence: Confidence,
    /// Whether the records show a beginning and no end.
    pub goes_on: bool,
    /// Whether a requirement applied to the act, or may have.
    pub applies: bool,
}

impl Weight {
    /// The formula, for readers.
    pub const FORMULA: &'static [&'static str] = &[
        "What is asked, as the rule states it: note 0, concern 2, serious 4.",
        "People concerned, as far as their number is shown: 1 from 10 on, 2 from 1,000, 3 from 100,000.",
        "Their share of everybody in the case: 1 from one in a hundred on, 2 from one in ten.",
        "A special category: 2. Children: 2.",
        "The evidence: A 3, B 2, C 1, D 0.",
        "The records show a beginning and no end: 1.",
        "From 8 points on a finding is serious, from 4 a concern, else a note.",
        "Where no requirement applied to the act, or none of the jurisdictions of the case, it is a note whatever the points.",
    ];

    /// A weight of which nothing but that is known.
    #[must_use]
    pub fn asking(asked: Severity) -> Self {
        Self {
            asked,
            people: None,
            of: 0,
            special_category: false,
            children: false,
            confidence: Confidence::default(),
            goes_on: false,
            applies: true,
        }
    }

    /// The points, 0 to 17.
    #[must_use]
    pub fn points(&self) -> u32 {
        let asked = match self.asked {
            Severity::Note => 0,
            Severity::Concern => 2,
            Severity::Serious => 4,
        };
        let confidence = match self.confidence {
            Confidence::D => 0,
            Confidence::C => 1,
            Confidence::B => 2,
            Confidence::A => 3,
        };
        let people = u128::from(self.people.unwrap_or(0));
        let reaches = |least: &[u128], number: u128| {
            least.iter().map(|least| u32::from(number >= *least && number > 0)).sum::<u32>()
        };
        let of = u128::from(self.of.max(1));
        asked
            + reaches(&[10, 1_000, 100_000], people)
            + reaches(&[of, of * 10], people * 100)
            + 2 * u32::from(self.special_category)
            + 2 * u32::from(self.children)
            + confidence
            + u32::from(self.goes_on)
    }

    /// The severity that follows from the points.
    #[must_use]
    pub fn severity(&self) -> Severity {
        match self.points() {
            _ if !self.applies => Severity::Note,
            8.. => Severity::Serious,
            4.. => Severity::Concern,
            _ => Severity::Note,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn weights() -> impl Strategy<Value = Weight> {
        let severity = prop_oneof![Just(Severity::Note), Just(Severity::Concern), Just(Severity::Serious)];
        let grade =
            prop_oneof![Just(Confidence::A), Just(Confidence::B), Just(Confidence::C), Just(Confidence::D)];
        let people = proptest::option::of(prop_oneof![0..200_u64, 0..300_000_u64]);
        (severity, people, any::<[bool; 4]>(), grade).prop_map(
            |(asked, people, [special_category, children, goes_on, applies], confidence)| Weight {
                asked,
                people,
                of: 200_000,
                special_category,
                children,
                confidence,
                goes_on,
                applies,
            },
        )
    }

    proptest! {
        /// More of any one thing never makes a finding less severe.
        #[test]
        fn severity_is_monotone_in_each_of_its_parts(one in weights(), other in weights()) {
            let raised = [
                Weight { asked: one.asked.max(other.asked), ..one },
                Weight { people: one.people.max(other.people), ..one },
                Weight { of: one.of / 2, ..one },
                Weight { special_category: true, ..one },
                Weight { children: true, ..one },
                Weight { confidence: one.confidence.max(other.confidence), ..one },
                Weight { goes_on: true, ..one },
                Weight { applies: true, ..one },
            ];
            for more in raised {
                prop_assert!(more.points() >= one.points() && more.severity() >= one.severity(), "{one:?} {more:?}");
            }
        }
    }

    #[test]
    fn each_part_can_change_the_points() {
        let least = Weight { of: 1_000, confidence: Confidence::D, ..Weight::asking(Severity::Note) };
        let points = |weight: Weight| weight.points();
        assert_eq!(points(least), 0);
        assert_eq!(points(Weight { people: Some(9), ..least }), 0);
        assert_eq!(points(Weight { people: Some(10), ..least }), 2);
        assert_eq!(points(Weight { people: Some(100), ..least }), 3);
        assert_eq!(points(Weight { people: Some(1_000), ..least }), 4);
        assert_eq!(points(Weight { people: Some(1_000), of: 1_000_000, ..least }), 2);
        assert_eq!(points(Weight { children: true, special_category: true, goes_on: true, ..least }), 5);
        let most =
            Weight { asked: Severity::Serious, confidence: Confidence::A, people: Some(u64::MAX), ..least };
        assert_eq!(points(Weight { children: true, special_category: true, goes_on: true, ..most }), 17);
    }
}
