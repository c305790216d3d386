//! What ad libraries publish: advertisements, who paid for them, how much, whom they were aimed at, who saw them.
//!
//! Chosen, delivered and experienced are three layers and never merged. Sums over advertisements, over sponsors and over places are
//! the same money seen from three sides and are never added to each other; nor are amounts in different currencies.

use super::{
    case::Source,
    date::Day,
    gap::Gaps,
    id::SourceId,
    range::Range,
    segment::{Layer, Mode},
};
use serde::Serialize;

/// What a row of a library speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// One advertisement.
    Ad,
    /// One campaign of several advertisements.
    Campaign,
    /// Everything of one sponsor, in the window of the file.
    Sponsor,
    /// Everything in one place, in the window of the file.
    Place,
    /// Everything of one sponsor in one place.
    SponsorPlace,
    /// Everything of one sponsor in one week.
    SponsorWeek,
}

impl Level {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Ad, Self::Campaign, Self::Sponsor, Self::Place, Self::SponsorPlace, Self::SponsorWeek];

    /// What its rows are, in the plural.
    #[must_use]
    pub fn rows(self) -> &'static str {
        match self {
            Self::Ad => "advertisements",
            Self::Campaign => "campaigns",
            Self::Sponsor => "totals of sponsors",
            Self::Place => "totals of places",
            Self::SponsorPlace => "totals of sponsors by place",
            Self::SponsorWeek => "totals of sponsors by week",
        }
    }
}

/// Whether a library says something that it could say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Disclosed {
    /// It stands there.
    Given,
    /// The library says that it is there and keeps it back.
    Withheld,
    /// It should stand there and does not.
    Absent,
    /// The source has no field for it.
    #[default]
    NotApplicable,
}

/// What a criterion looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "each is named by `label`")]
pub enum Dimension {
    Age,
    Gender,
    Language,
    Country,
    CountryGroup,
    Region,
    District,
    County,
    Metro,
    City,
    Neighbourhood,
    PostalCode,
    Radius,
    Interest,
    Behaviour,
    Demographic,
    Work,
    CustomAudience,
    CustomerList,
    WebsiteVisitors,
    Engagement,
    Lookalike,
    Connection,
    FriendsOfConnections,
    Device,
    Keyword,
    Placement,
    Unknown,
}

impl Dimension {
    /// What it is called.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Age => "age",
            Self::Gender => "gender",
            Self::Language => "language",
            Self::Country => "country",
            Self::CountryGroup => "group of countries",
            Self::Region => "region",
            Self::District => "electoral district",
            Self::County => "county",
            Self::Metro => "media market",
            Self::City => "town",
            Self::Neighbourhood => "neighbourhood",
            Self::PostalCode => "postal code",
            Self::Radius => "radius around a point",
            Self::Interest => "interest",
            Self::Behaviour => "behaviour",
            Self::Demographic => "circumstances",
            Self::Work => "work or education",
            Self::CustomAudience => "custom audience",
            Self::CustomerList => "uploaded customer list",
            Self::WebsiteVisitors => "visitors of a website",
            Self::Engagement => "earlier engagement",
            Self::Lookalike => "lookalike audience",
            Self::Connection => "connection to the page",
            Self::FriendsOfConnections => "friends of those connected to the page",
            Self::Device => "device",
            Self::Keyword => "keyword",
            Self::Placement => "placement",
            Self::Unknown => "of no kind known here",
        }
    }

    /// Whether it says where people are; the smaller the place, the larger the number. `None` where it is no place.
    #[must_use]
    pub fn place_size(self) -> Option<u8> {
        match self {
            Self::CountryGroup => Some(0),
            Self::Country => Some(1),
            Self::Region => Some(2),
            Self::Metro => Some(3),
            Self::District => Some(4),
            Self::County => Some(5),
            Self::City => Some(6),
            Self::PostalCode => Some(7),
            Self::Neighbourhood => Some(8),
            Self::Radius => Some(9),
            _ => None,
        }
    }

    /// Whether it picks out people whom the sponsor, or somebody for them, already had data of.
    #[must_use]
    pub fn is_of_people_on_record(self) -> bool {
        matches!(
            self,
            Self::CustomAudience
                | Self::CustomerList
                | Self::WebsiteVisitors
                | Self::Engagement
                | Self::Lookalike
                | Self::Connection
                | Self::FriendsOfConnections
        )
    }
}

/// A currency by its three letters, in capitals.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// The currency of that code; `None` where it is not three letters.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        let code: [u8; 3] = code.trim().as_bytes().try_into().ok()?;
        code.iter().all(u8::is_ascii_alphabetic).then(|| Self(code.map(|letter| letter.to_ascii_uppercase())))
    }

    /// Its three letters.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).expect("three ASCII letters")
    }
}

impl std::fmt::Debug for Currency {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.code())
    }
}

impl Serialize for Currency {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

/// Who placed advertisements: a page, an account, a committee.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Sponsor {
    /// Its id in the library, as text, if it has one.
    pub id: Option<String>,
    /// Its name there.
    pub name: String,
}

/// One row of a library: an advertisement, or a total. What is not said is `None`, and not zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdFact {
    /// The file it stands in.
    pub source: SourceId,
    /// Its line, or its place in the list, from 1.
    pub line: u64,
    /// What it may be added up with: a place in [`AdRecords::books`].
    pub book: u32,
    /// The id of the advertisement or campaign, as text: a place in [`AdRecords::texts`].
    pub ad: Option<u32>,
    /// Whose it is: a place in [`AdRecords::sponsors`].
    pub sponsor: Option<u32>,
    /// Where: a place in [`AdRecords::places`]. For totals of places.
    pub place: Option<u32>,
    /// Who paid, as declared: a place in [`AdRecords::texts`].
    pub payer: Option<u32>,
    /// The country that the row is about: a place in [`AdRecords::texts`].
    pub country: Option<u32>,
    /// How many advertisements it is about, if said.
    pub ads: Option<u64>,
    /// The first day.
    pub from: Option<Day>,
    /// The last day.
    pub until: Option<Day>,
    /// What the money is in.
    pub currency: Option<Currency>,
    /// The money, in hundredths of the currency.
    pub spend: Option<Range>,
    /// How often it was shown.
    pub impressions: Option<Range>,
    /// How many people it reached.
    pub reach: Option<Range>,
    /// Whether it says who paid.
    pub payer_disclosed: Disclosed,
    /// Whether it says whom it was aimed at.
    pub targeting_disclosed: Disclosed,
    /// Whether it says why somebody was shown it.
    pub why_shown: Disclosed,
}

impl AdFact {
    /// A row of which nothing is known but where it stands and what it belongs to.
    #[must_use]
    pub fn new(source: SourceId, line: u64, book: u32) -> Self {
        Self {
            source,
            line,
            book,
            ad: None,
            sponsor: None,
            place: None,
            payer: None,
            country: None,
            ads: None,
            from: None,
            until: None,
            currency: None,
            spend: None,
            impressions: None,
            reach: None,
            payer_disclosed: Disclosed::NotApplicable,
            targeting_disclosed: Disclosed::NotApplicable,
            why_shown: Disclosed::NotApplicable,
        }
    }
}

/// One condition under which an advertisement was shown, or one thing that somebody was told was the reason.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AdCriterion {
    /// Of which row: a place in [`AdRecords::facts`].
    pub fact: u32,
    /// From which side it is known.
    pub layer: Layer,
    /// What it looks at.
    pub dimension: Dimension,
    /// The value, as the library spells it: a place in [`AdRecords::texts`].
    pub value: u32,
    /// In or out; `None` where the library does not say.
    pub mode: Option<Mode>,
    /// The share of the row's money that was spent under it, 0 to 1. Criteria overlap: these are never added up.
    pub share: Option<f64>,
    /// How many of the row's advertisements have it.
    pub ads: Option<u64>,
    /// How many further values the library keeps back behind this one.
    pub obfuscated: u64,
}

/// To whom an advertisement was shown, one cell of the library's table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Delivery {
    /// Of which row: a place in [`AdRecords::facts`].
    pub fact: u32,
    /// The group of ages, as spelt: a place in [`AdRecords::texts`].
    pub age: Option<u32>,
    /// The gender, as spelt.
    pub gender: Option<u32>,
    /// The place, as spelt.
    pub place: Option<u32>,
    /// Which share of the impressions, 0 to 1.
    pub share: Option<f64>,
    /// How many people, where the library counts them.
    pub people: Option<Range>,
}

/// A place of which a library gives a total.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct AdPlace {
    /// Its name, as the library spells it.
    pub name: String,
    /// What kind of place it is.
    pub dimension: Dimension,
    /// The country it lies in, if said.
    pub country: Option<String>,
}

/// Rows of one library, about one window, of one kind: what may be added up. Two books are never added to each other, for they may
/// hold the same money twice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AdBook {
    /// The name of its format, as `bystander formats` lists it.
    pub format: &'static str,
    /// What a reader calls it, for instance `Meta Ad Library Report, United States, last 30 days`.
    pub title: String,
    /// Which of the generations of its header it has.
    pub generation: &'static str,
    /// What its rows speak of.
    pub level: Level,
    /// The day on which the library was asked, if known.
    pub asked_on: Option<Day>,
    /// The country or region that it is about, if known.
    pub about: Option<String>,
    /// The window that its totals are about, in the library's words, if known.
    pub window: Option<String>,
    /// What the source cannot tell, each a full sentence.
    pub cannot_tell: &'static [&'static str],
}

/// Everything read from ad libraries.
#[derive(Clone, Debug, Default)]
pub struct AdRecords {
    /// The files read.
    pub sources: Vec<Source>,
    /// What could not be read as it stood.
    pub gaps: Gaps,
    /// What may be added up, in the order of reading.
    pub books: Vec<AdBook>,
    /// Everything that is to be said beside, each a full sentence.
    pub remarks: Vec<String>,
    /// Who placed advertisements.
    pub sponsors: Vec<Sponsor>,
    /// Places with totals.
    pub places: Vec<AdPlace>,
    /// Texts that rows refer to.
    pub texts: Vec<String>,
    /// The rows.
    pub facts: Vec<AdFact>,
    /// The conditions.
    pub criteria: Vec<AdCriterion>,
    /// Who saw what.
    pub deliveries: Vec<Delivery>,
}

impl AdRecords {
    /// A text that rows refer to.
    #[must_use]
    pub fn text(&self, at: u32) -> &str {
        &self.texts[at as usize]
    }

    /// The row that a criterion or a delivery belongs to.
    #[must_use]
    pub fn fact(&self, at: u32) -> &AdFact {
        &self.facts[at as usize]
    }
}
