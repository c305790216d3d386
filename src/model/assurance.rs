//! The areas of an audit, and how much assurance its findings leave in each.

use super::severity::Severity;
use serde::Serialize;

/// What a rule is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Area {
    /// How the data were collected.
    Collection,
    /// What people agreed to, and what they switched off.
    Consent,
    /// Whom the segments hold, and by what they were aimed.
    Segments,
    /// Who was contacted, when and how often.
    Contacts,
    /// Who passed the data on to whom.
    OnwardFlow,
    /// What people and the public were told.
    Transparency,
    /// What is on record, and how well.
    Records,
}

impl Area {
    /// Every area, in the order of a report.
    pub const ALL: [Self; 7] = [
        Self::Collection,
        Self::Consent,
        Self::Segments,
        Self::Contacts,
        Self::OnwardFlow,
        Self::Transparency,
        Self::Records,
    ];

    /// Its name for readers.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Collection => "collection",
            Self::Consent => "consent",
            Self::Segments => "segments and targeting",
            Self::Contacts => "contacts",
            Self::OnwardFlow => "onward flow",
            Self::Transparency => "transparency",
            Self::Records => "records",
        }
    }
}

/// How much assurance the findings of an area leave, from the least to the most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Assurance {
    /// A serious finding.
    VeryLimited,
    /// A concern, and nothing serious.
    Limited,
    /// Notes alone.
    Reasonable,
    /// Nothing was found.
    High,
    /// The case holds nothing by which the area could be looked at.
    NotRated,
}

impl Assurance {
    /// The rule of the scale, for readers.
    pub const RULE: &'static str = "An area with a serious finding is rated very limited, one with a concern and nothing serious limited, one \
        with notes alone reasonable, and one in which the rules looked and found nothing high. An area of which the case holds nothing is \
        not rated. High says that these rules found nothing in these records, and no more.";

    /// The rating of an area with findings of these severities, where the case holds something of it (`looked`).
    #[must_use]
    pub fn of(severities: impl IntoIterator<Item = Severity>, looked: bool) -> Self {
        match severities.into_iter().max() {
            Some(Severity::Serious) => Self::VeryLimited,
            Some(Severity::Concern) => Self::Limited,
            Some(Severity::Note) => Self::Reasonable,
            None if looked => Self::High,
            None => Self::NotRated,
        }
    }

    /// The words that stand in the report.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::VeryLimited => "very limited",
            Self::Limited => "limited",
            Self::Reasonable => "reasonable",
            Self::High => "high",
            Self::NotRated => "not rated",
        }
    }
}

/// An area with its rating and the findings that it follows from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Rated {
    /// The area.
    pub area: Area,
    /// Its rating.
    pub assurance: Assurance,
    /// How many serious findings it has.
    pub serious: u64,
    /// How many concerns.
    pub concerns: u64,
    /// How many notes.
    pub notes: u64,
}

impl Rated {
    /// The rating of `area` by the severities of its findings.
    #[must_use]
    pub fn of(area: Area, severities: &[Severity], looked: bool) -> Self {
        let count = |of| severities.iter().filter(|severity| **severity == of).count() as u64;
        Self {
            area,
            assurance: Assurance::of(severities.iter().copied(), looked),
            serious: count(Severity::Serious),
            concerns: count(Severity::Concern),
            notes: count(Severity::Note),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_finding_of_an_area_decides() {
        let of = |severities: &[Severity]| Assurance::of(severities.iter().copied(), true);
        assert_eq!(of(&[Severity::Note, Severity::Serious, Severity::Concern]), Assurance::VeryLimited);
        assert_eq!(of(&[Severity::Note, Severity::Concern]), Assurance::Limited);
        assert_eq!(of(&[Severity::Note]), Assurance::Reasonable);
        assert_eq!(of(&[]), Assurance::High);
    }

    #[test]
    fn an_area_that_could_not_be_looked_at_is_not_rated_high() {
        assert_eq!(Assurance::of([], false), Assurance::NotRated);
        assert_eq!(Assurance::of([Severity::Note], false), Assurance::Reasonable);
    }

    #[test]
    fn another_finding_never_raises_a_rating() {
        let all = [Severity::Note, Severity::Concern, Severity::Serious];
        for one in all {
            for other in all {
                assert!(Assurance::of([one, other], true) <= Assurance::of([one], true));
                assert!(Assurance::of([one], true) < Assurance::of([], true));
            }
        }
    }
}
