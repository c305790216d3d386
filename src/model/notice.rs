//! Notices, records and labels of political advertisements, and the checklists that they are held against.
//!
//! What a notice says of people or organisations by name stays in its file: of each item it is kept whether it is answered, and of
//! numbers, days and countries what they are.

use super::{
    case::Source,
    date::Day,
    gap::Gaps,
    id::SourceId,
    range::{Range, RangeSum},
    span::Span,
};
use serde::{Deserialize, Serialize};

/// What is held against a checklist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    /// The transparency notice of a political advertisement, its label with it.
    Notice,
    /// A record in the repository of a platform.
    Record,
    /// What a platform says beside one advertisement.
    Disclosure,
}

impl NoticeKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Notice, Self::Record, Self::Disclosure];

    /// What several are called.
    #[must_use]
    pub fn plural(self) -> &'static str {
        match self {
            Self::Notice => "notices",
            Self::Record => "records of a repository",
            Self::Disclosure => "disclosures beside an advertisement",
        }
    }
}

/// When a checklist is asked of a notice of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AskedOf {
    /// Always.
    Always,
    /// Where it says something of a label.
    WhereLabelled,
    /// Where it says that there was targeting.
    WhereTargeted,
}

/// How what stands under an item is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// Any text.
    Text,
    /// An address that begins with `http`.
    Link,
    /// A day.
    Day,
    /// An amount of money or a range.
    Money,
    /// A whole number or a range.
    Number,
    /// A number for each of several countries.
    Numbers,
    /// Yes or no.
    YesOrNo,
    /// The two letters of a country.
    Country,
}

/// One thing that is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(clippy::struct_excessive_bools, reason = "each says another thing of the item")]
pub struct ChecklistItem {
    /// Its short name.
    pub id: String,
    /// The act.
    pub act: String,
    /// The article.
    pub article: String,
    /// What is asked, in our words.
    pub asks: String,
    /// The days on which it is asked.
    pub during: Span,
    /// Where that is from.
    pub source: String,
    /// Whether it rests on memory in part, and is to be checked against the official text.
    pub unverified: bool,
    /// Whether there may rightly be nothing to say, so that silence is not a lack.
    pub may_be_none: bool,
    /// Whether it is asked only where there was targeting.
    pub where_targeted: bool,
    /// Whether it asks if there is something, so that `none` and `no` answer it.
    pub none_answers: bool,
    /// How an answer is read.
    pub shape: Shape,
    /// The fields under which it is looked for, the first that says something first.
    pub keys: Vec<String>,
    /// The fields that hold it in the transparency standard of Who Targets Me.
    pub who_targets_me: Vec<String>,
    /// Fields that say that it is kept back.
    pub stated_kept_back: Vec<String>,
}

/// How long something must be kept, in one reading of the law.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Keeping {
    /// Years after the last day on which the advertisement was shown.
    pub years: u32,
    /// The reading in words.
    pub reading: String,
    /// The article.
    pub article: String,
    /// Where the reading is from.
    pub source: String,
    /// Whether it is to be checked against the official text.
    pub unverified: bool,
}

/// The months before a vote in which sponsors from abroad may not be served.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Window {
    /// How many months.
    pub months: u32,
    /// The article.
    pub article: String,
    /// What is asked, in our words.
    pub asks: String,
    /// The days on which it is asked.
    pub during: Span,
    /// Where that is from.
    pub source: String,
    /// Whether it is to be checked against the official text.
    pub unverified: bool,
}

/// A checklist: what must be said, and for how long it must be kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Checklist {
    /// Its short name.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// The act that most of it is from.
    pub act: String,
    /// What it is about.
    pub about: String,
    /// What it is held against.
    pub kind: NoticeKind,
    /// When it is asked.
    pub asked: AskedOf,
    /// What it cannot tell.
    pub limits: Vec<String>,
    /// What is asked.
    pub items: Vec<ChecklistItem>,
    /// How long it must be kept; several readings where sources disagree.
    pub keep: Vec<Keeping>,
    /// When sponsors from abroad may not be served.
    pub windows: Vec<Window>,
}

/// What a notice gives to one item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// It is there and readable.
    Present,
    /// It is not there.
    Missing,
    /// The notice says that it is kept back.
    KeptBack,
    /// The notice says that it does not apply.
    NotApplicable,
    /// Something is there that cannot be read as what is asked, or is only a part of it.
    Unreadable,
    /// It is not there, and whether it must be is not known.
    Open,
}

/// A state that was a member of the Union, or of the European Economic Area alone, on some days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Membership {
    /// The two letters of the country.
    pub country: String,
    /// The days.
    pub during: Span,
    /// Whether it was in the Economic Area and not in the Union.
    pub area_only: bool,
}

/// Shares in percent that should make a whole.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Percentages {
    /// Their sum, in percent.
    pub sum: f64,
    /// How far rounding alone can move the sum from 100, in percentage points.
    pub slack: f64,
}

/// The numbers that a notice states.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Stated {
    /// All amounts together, in hundredths of their currency.
    pub total: Option<Range>,
    /// The amounts of which it is made, in the same; `None` where none are given.
    pub parts: Option<RangeSum>,
    /// How often it was seen.
    pub views: Option<Range>,
    /// How many people it reached, each once.
    pub people: Option<Range>,
    /// How many people it reached in all countries together.
    pub recipients: Option<Range>,
    /// The same by country, added up; `None` where no country is given.
    pub by_country: Option<RangeSum>,
    /// Lists of shares.
    pub shares: Vec<Percentages>,
}

/// A notice, a record or a disclosure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Notice {
    /// The file.
    pub source: SourceId,
    /// The line of the file.
    pub line: u64,
    /// What it is.
    pub kind: NoticeKind,
    /// What it is called, without any access token.
    pub id: Option<String>,
    /// The first day on which the advertisement was shown.
    pub from: Option<Day>,
    /// The last day on which it was shown.
    pub until: Option<Day>,
    /// The day on which the notice was published.
    pub published_on: Option<Day>,
    /// The day since when the label is on it.
    pub labelled_on: Option<Day>,
    /// The day on which the notice was taken away.
    pub removed_on: Option<Day>,
    /// The last day until which it will be kept, as it says.
    pub kept_until: Option<Day>,
    /// Where it was shown: two letters each.
    pub countries: Vec<String>,
    /// Whose vote it is about: two letters.
    pub vote_country: Option<String>,
    /// Where the sponsor has its seat: two letters.
    pub seat: Option<String>,
    /// From where the sponsor is controlled: two letters; where the notice says that nobody controls it, its seat.
    pub control: Option<String>,
    /// Whether it was targeted.
    pub targeted: Option<bool>,
    /// The numbers.
    pub stated: Stated,
    /// The answers to the items of each checklist of [`NoticeRecords`]; none of a checklist that is not asked of it.
    pub answers: Vec<Vec<Answer>>,
}

impl Notice {
    /// The last day that is known of it: of the showing, of the publication, of the beginning.
    #[must_use]
    pub fn law_day(&self) -> Option<Day> {
        [self.from, self.until, self.published_on].into_iter().flatten().max()
    }
}

/// An advertisement in an audit of labels.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LabelledAdvert {
    /// Whether the platform labelled it as political.
    pub labelled: bool,
    /// Whether those who looked at it took it for political; `None` where they did not settle it.
    pub political: Option<bool>,
    /// The country.
    pub country: Option<String>,
    /// For how many advertisements it stands; 1 where nothing is said.
    pub weight: f64,
}

/// Everything that was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NoticeRecords {
    /// The checklists.
    pub checklists: Vec<Checklist>,
    /// The members of the Union and of the Economic Area.
    pub members: Vec<Membership>,
    /// The notices, in the order of reading.
    pub notices: Vec<Notice>,
    /// The advertisements of audits of labels.
    pub adverts: Vec<LabelledAdvert>,
    /// Whether any of these audits gives weights.
    pub is_weighted: bool,
    /// The files.
    pub sources: Vec<Source>,
    /// What could not be read as it stood.
    pub gaps: Gaps,
    /// What is to be said of the reading, full sentences.
    pub remarks: Vec<String>,
}
