//! `TargetingShare`: the share of money that advertisers spent by kinds of targeting, by the rule that is used in published work, and with what that
//! rule leaves out.
//!
//! # Reference
//! The rule of Votta and the favstats dashboards, for rows of the audience tab.

use super::{
    Shelf,
    aimed::{self, Aimed, Way},
    criteria::compared,
    share::{PartOf, share},
};
use crate::{
    model::{
        ads::{AdCriterion, Currency, Dimension},
        number::{Figure, Interval, Undefined},
        segment::Layer,
    },
    stat::{
        ranged::{Policy, Ranges},
        sum::sum,
    },
};
use serde::Serialize;

/// From how many of its 53 years on (13 to 64, and 65 and older) an age counts as not narrowed.
const NARROWED_BELOW: usize = 48;

/// What the rule counts as one kind of targeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is named by `label`")]
pub enum Targeting {
    Age,
    Women,
    Men,
    /// A kind of place.
    Place(Dimension),
    Language,
    /// Custom audiences and uploaded lists.
    CustomAudience,
    Lookalike,
    /// Interests, behaviours, circumstances, work.
    Detailed,
}

impl Targeting {
    const PLACES: [Dimension; 10] = [
        Dimension::CountryGroup,
        Dimension::Country,
        Dimension::Region,
        Dimension::Metro,
        Dimension::District,
        Dimension::County,
        Dimension::City,
        Dimension::PostalCode,
        Dimension::Neighbourhood,
        Dimension::Radius,
    ];

    fn all() -> impl Iterator<Item = Self> {
        let first = [Self::Age, Self::Women, Self::Men].into_iter();
        let last = [Self::Language, Self::CustomAudience, Self::Lookalike, Self::Detailed];
        first.chain(Self::PLACES.map(Self::Place)).chain(last)
    }

    /// What it is called.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Age => "age, narrowed",
            Self::Women => "women",
            Self::Men => "men",
            Self::Place(kind) => kind.label(),
            Self::Language => "language",
            Self::CustomAudience => "custom audience or list",
            Self::Lookalike => "lookalike audience",
            Self::Detailed => "interests, behaviour, circumstances",
        }
    }

    fn takes(self, of: &AdCriterion, shelf: &Shelf) -> bool {
        let is_gender = |words: [&str; 2]| {
            let value = || compared(shelf.records.text(of.value));
            of.dimension == Dimension::Gender && words.contains(&value().as_str())
        };
        match self {
            Self::Age => of.dimension == Dimension::Age,
            Self::Women => is_gender(["women", "female"]),
            Self::Men => is_gender(["men", "male"]),
            Self::Place(kind) => of.dimension == kind,
            Self::Language => of.dimension == Dimension::Language,
            Self::CustomAudience => matches!(
                of.dimension,
                Dimension::CustomAudience
                    | Dimension::CustomerList
                    | Dimension::WebsiteVisitors
                    | Dimension::Engagement
            ),
            Self::Lookalike => of.dimension == Dimension::Lookalike,
            Self::Detailed => matches!(
                of.dimension,
                Dimension::Interest | Dimension::Behaviour | Dimension::Demographic | Dimension::Work
            ),
        }
    }

    /// Whether the rule passes over criteria with a share of nothing.
    fn needs_share(self) -> bool {
        matches!(self, Self::Age | Self::CustomAudience | Self::Lookalike | Self::Language)
    }
}

/// The share of money by one kind of targeting, one way.
///
/// # Definition
/// For each page, the largest share of its money stated for a criterion of that kind, times the page's total; the sum over all pages, over the
/// sum of their totals. Each kind of place is a kind by itself, and so are women and men (`All` is none). Custom audiences, lookalikes and
/// languages with a share of nothing are passed over. Age counts for a page where fewer than 48 of its 53 years have a share. Pages of which the
/// library gives no criteria are in neither sum.
///
/// `share` is the interval over all totals within their ranges. `published` is the figure as it is published, totals of "at most 100" taken as 50,
/// the middle; undefined where a total has no upper end. The published rule does not part picking out from keeping out: that is `either`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TargetingShare {
    /// The currency; `None` where the rows do not say.
    pub currency: Option<Currency>,
    /// The kind of targeting.
    pub targeting: Targeting,
    /// Which criteria count.
    pub way: Way,
    /// Pages with it.
    pub pages: u64,
    /// Pages of which the library gives criteria.
    pub pages_of: u64,
    /// The share of the money.
    pub share: Figure<Interval>,
    /// The same by the published rule.
    pub published: Figure,
}

pub(super) fn of(shelf: &Shelf) -> Vec<TargetingShare> {
    let states_shares = shelf.criteria.iter().any(|(_, of)| of.layer == Layer::Chosen && of.share.is_some());
    if !states_shares {
        return Vec::new();
    }
    let mut all = Vec::new();
    for (currency, rows) in aimed::rows(shelf, Layer::Chosen) {
        for targeting in Targeting::all() {
            let found = Way::ALL.map(|way| one(shelf, &rows, currency, targeting, way));
            all.extend(found.into_iter().filter(|found| found.pages > 0));
        }
    }
    all
}

fn one(
    shelf: &Shelf,
    rows: &[Aimed],
    currency: Option<Currency>,
    targeting: Targeting,
    way: Way,
) -> TargetingShare {
    let largest: Vec<Option<f64>> = rows.iter().map(|row| largest(shelf, row, targeting, way)).collect();
    let with_money =
        rows.iter().zip(&largest).filter_map(|(row, part)| Some((row.fact.spend?, part.unwrap_or(0.0))));
    let parts: Vec<PartOf> = with_money.map(|(of, part)| PartOf { of, least: part, most: part }).collect();
    TargetingShare {
        currency,
        targeting,
        way,
        pages: largest.iter().flatten().count() as u64,
        pages_of: rows.len() as u64,
        share: share(&parts),
        published: published(&parts),
    }
}

/// The largest share that a page states for a criterion of that kind; `None` where it has none that counts.
fn largest(shelf: &Shelf, row: &Aimed, targeting: Targeting, way: Way) -> Option<f64> {
    let taken = row.criteria.iter().filter(|of| way.takes(of.mode));
    let taken = taken.filter(|of| targeting.takes(of, shelf));
    let shares: Vec<f64> =
        taken.filter_map(|of| of.share).filter(|&share| share > 0.0 || !targeting.needs_share()).collect();
    if targeting == Targeting::Age && shares.len() >= NARROWED_BELOW {
        return None;
    }
    shares.into_iter().reduce(f64::max)
}

/// The mean of the parts with every amount in the middle of its range.
fn published(parts: &[PartOf]) -> Figure {
    let ranges = Ranges::of(parts.iter().map(|row| (row.of.low(), row.of.high()))).expect("ends in order");
    let Some(amounts) = ranges.at(Policy::Midpoint) else { return Figure::undefined(Undefined::OpenEnd) };
    let total = sum(amounts.values().iter().copied());
    if total == 0.0 {
        return Figure::undefined(if parts.is_empty() {
            Undefined::EmptyInput
        } else {
            Undefined::ZeroTotal
        });
    }
    Figure::known(sum(amounts.values().iter().zip(parts).map(|(amount, row)| amount * row.least)) / total)
}
