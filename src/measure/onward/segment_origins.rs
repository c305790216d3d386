//! Where the people in segments came from, as the segments say.

use crate::{
    audit::Audit,
    flow::People,
    model::{
        number::{Figure, Undefined},
        segment::Segment,
    },
};
use serde::Serialize;

/// Where a segment's people came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// A list of the campaign's own.
    OwnList,
    /// Collected through an app or from contacts.
    Harvested,
    /// Bought.
    Bought,
    /// Read from public pages.
    Scraped,
    /// Chosen by a platform for being like others.
    Lookalike,
    /// Worked out from other data.
    Inferred,
    /// Said in other words.
    Other,
    /// Not said.
    Unknown,
}

impl Origin {
    const ALL: [Self; 8] = [
        Self::OwnList,
        Self::Harvested,
        Self::Bought,
        Self::Scraped,
        Self::Lookalike,
        Self::Inferred,
        Self::Other,
        Self::Unknown,
    ];

    /// The words that stand in tables and reports.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::OwnList => "own list",
            Self::Harvested => "harvested",
            Self::Bought => "bought",
            Self::Scraped => "scraped",
            Self::Lookalike => "lookalike",
            Self::Inferred => "inferred",
            Self::Other => "other words",
            Self::Unknown => "not said",
        }
    }

    /// The origin of a segment. Case of letters, blanks, `_`, `-` and `.` do not count.
    fn of(segment: &Segment) -> Self {
        let Some(source) = &segment.source else { return Self::Unknown };
        let plain = |text: &str| text.to_lowercase().replace([' ', '_', '-', '.'], "");
        match plain(source).as_str() {
            "own" | "house" | "houselist" => Self::OwnList,
            "" | "unknown" => Self::Unknown,
            said => Self::ALL[..6].iter().copied().find(|origin| plain(origin.words()) == said).unwrap_or(Self::Other),
        }
    }
}

/// The segments of one origin.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SegmentOrigin {
    /// The origin.
    pub origin: Origin,
    /// The segments.
    pub segments: u64,
    /// Their members, each as often as they are in one.
    pub members: u64,
    /// `members` over those of all origins, 0 to 1; the shares add up to 1.
    pub share: Figure,
    /// Those of the members whom an organisation that did not collect them surely held on any day.
    pub passed_on: u64,
}

/// The origins that segments have, in fixed order; lists of friends are no audience and are left out.
pub(super) fn of(audit: &Audit, passed_on: Option<&People>) -> Vec<SegmentOrigin> {
    let audiences: Vec<&Segment> = audit.segments.iter().filter(|segment| segment.is_audience()).collect();
    let whole: u64 = audiences.iter().map(|segment| segment.members.len() as u64).sum();
    let of_origin = |origin: Origin| {
        let own: Vec<_> = audiences.iter().filter(|segment| Origin::of(segment) == origin).collect();
        let members: u64 = own.iter().map(|segment| segment.members.len() as u64).sum();
        let held = |segment: &Segment| {
            passed_on.map_or(0, |held| segment.members.iter().filter(|&&person| held.has(person)).count() as u64)
        };
        SegmentOrigin {
            origin,
            segments: own.len() as u64,
            members,
            share: Figure::ratio(members, whole, Undefined::EmptySegment),
            passed_on: own.iter().map(|segment| held(segment)).sum(),
        }
    };
    Origin::ALL.into_iter().map(of_origin).filter(|row| row.segments > 0).collect()
}
