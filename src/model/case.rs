//! What is audited, from which files, and with which parameters.

use super::{
    age::Vote, date::Day, message::Exemption, purpose::Synonyms, regime::Regime, span::Span, tie::Direction,
};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, ops::RangeInclusive};

/// An input file as it was received.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Source {
    /// What it is to the case: `ties`, `consents`, `people`, `segments`, `settings`, `places`,
    /// `messages`, `reasons`, `suppressions`, `recipients`, `transfers`, `passed`, `texts` (the table of them), `text` (one of them),
    /// `seats`, `records`, `regime` or `case`.
    pub table: String,
    /// The file's own name, without the folders that lead to it.
    pub name: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// Its SHA-256, in lower-case hexadecimal.
    pub sha256: String,
    /// What it was read as, for instance `CSV, comma` or `edge list, tab`.
    pub format: String,
    /// Records read, headers and comments not counted.
    pub records: u64,
    /// Records that entered the audit.
    pub taken: u64,
}

/// A lawful basis that the case records for a group of people, as evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RecordedBasis {
    /// The basis in the words of the record, for instance `GDPR 6(1)(f)`.
    pub basis: String,
    /// When it was recorded, as written.
    pub recorded_on: Option<String>,
    /// When the people were told (GDPR 14), as written.
    pub notice_on: Option<String>,
    /// The document that shows it.
    pub document: Option<String>,
}

/// What is known of a case that was made of donated exports, in which people are known by more than an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Donations {
    /// People who gave an export.
    pub donors: u64,
    /// How many people there are at least, if all equal names are one person.
    pub people_at_least: u64,
    /// How many people there are at most, if none are.
    pub people_at_most: u64,
    /// What equal names were taken for.
    pub equal_names: EqualNames,
}

/// What two records with the same name were taken for, where nothing but the name says whether they mean one person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EqualNames {
    /// Several people.
    #[default]
    SeveralPeople,
    /// One person, wherever the lists allow it.
    OnePerson,
}

/// The case itself: what `case.toml` says, or what the flags say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct AuditCase {
    /// The title of the report.
    pub title: String,
    /// A sentence or two about the case, shown at the head of the report.
    pub about: Option<String>,
    /// Where the data come from and under which terms, shown with the data received.
    pub origin: Option<String>,
    /// Whether ties point somewhere.
    pub directed: bool,
    /// Whose data a grant opens.
    pub direction: Direction,
    /// What the platform let a grant open; without one a grant opens contacts' data where a scope names them.
    pub regime: Option<Regime>,
    /// Whether people's switches were passed over, as some platforms and apps did.
    pub switches_ignored: bool,
    /// Whether nothing is known of the switches of people whom the settings do not name. Else they are taken to be on.
    pub unlisted_settings_unknown: bool,
    /// The basis on record for the bystanders' data, if any.
    pub bystander_basis: Option<RecordedBasis>,
    /// Whose law the findings are held against, for instance `EU`; where none is named, every provision is a candidate.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub jurisdictions: Vec<String>,
    /// The vote that the messages were about, against which ages are held.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vote: Option<Vote>,
    /// The day of the vote that the messages are about, if the case names one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub election_on: Option<Day>,
    /// The days on which, as the case says, no campaign messages may be sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub silence: Option<Span>,
    /// Which lists of objections do not bind which senders, as the case says; nobody is exempt who is not named here.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub exemptions: Vec<Exemption>,
    /// Of which kind a sponsor is, as the case says, by the sponsor's name in the messages.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub sponsor_kinds: BTreeMap<String, String>,
    /// After how many days, as the case says, a record is no longer to be used unless it was found to be true again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record_limit_days: Option<u64>,
    /// Whether it was made of donated exports, and who is one person in them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub donations: Option<Donations>,
    /// Which words for a purpose mean the same.
    #[serde(skip_serializing_if = "Synonyms::is_empty")]
    pub purposes: Synonyms,
}

impl AuditCase {
    /// What equal names were taken for, where they alone decide how many people there are; else `None`.
    ///
    /// Figures are then true of this reading, and may be others of the other one.
    #[must_use]
    pub fn equal_names_decide(&self) -> Option<EqualNames> {
        let undecided = self.donations.filter(|known| known.people_at_least < known.people_at_most);
        undecided.map(|known| known.equal_names)
    }
}

/// What the user set for one run; printed with every result.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Parameters {
    /// How many steps from a consenter a grant opens. People up to there are bystanders.
    pub hops: u32,
    /// How many draws each test by chance takes.
    pub draws: u32,
    /// Where the random streams start.
    pub seed: u64,
    /// Cells with fewer people than this, but not none, are hidden.
    pub min_cell: u64,
    /// The date on the report, as written by the user.
    pub as_of: Option<String>,
    /// The first day of the period; without one it begins with the records.
    pub from: Option<Day>,
    /// The last day of the period, which is part of it; without one it ends with the records.
    pub until: Option<Day>,
    /// How often a person may be shown messages before it counts as above the cap; without one there is no cap.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cap: Option<u64>,
    /// The margin in percentage points below which a place is a swing place; without one no place is called swing or safe.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub swing: Option<f64>,
    /// What a stale record costs, in units of `currency`; without it no cost is worked out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit_cost: Option<f64>,
    /// The currency of the unit cost: three capital letters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
}

impl Parameters {
    /// The days that are audited.
    #[must_use]
    pub fn period(&self) -> Span {
        Span { from: self.from.unwrap_or(Day::FIRST), until: self.until.map_or(Day::LAST, Day::next) }
    }

    /// The steps that can be asked for.
    pub const HOPS: RangeInclusive<u32> = 1..=100;
    /// The draws that can be asked for.
    pub const DRAWS: RangeInclusive<u32> = 1..=1_000_000;
    /// The smallest cells shown that can be asked for.
    pub const MIN_CELL: RangeInclusive<u64> = 1..=1_000_000;
    /// The caps that can be asked for.
    pub const CAP: RangeInclusive<u64> = 1..=1_000_000_000;

    /// The days that a case can set as the limit of a record's age.
    pub const RECORD_LIMIT: RangeInclusive<u64> = 1..=100_000;

    /// Whether a stale record can be said to cost so much.
    #[must_use]
    pub fn is_unit_cost(cost: f64) -> bool {
        0.0 < cost && cost <= 1e9
    }

    /// Whether this is how a currency is written: three capital letters, as in USD.
    #[must_use]
    pub fn is_currency(text: &str) -> bool {
        text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase())
    }

    /// Whether that many percentage points can be asked for as the margin below which a place is a swing place.
    #[must_use]
    pub fn is_swing(points: f64) -> bool {
        0.0 < points && points <= 100.0
    }
}

impl Default for Parameters {
    fn default() -> Self {
        Self {
            hops: 1,
            draws: 1000,
            seed: 1,
            min_cell: 10,
            as_of: None,
            from: None,
            until: None,
            cap: None,
            swing: None,
            unit_cost: None,
            currency: None,
        }
    }
}

/// The parameters that a case or the command line states; what neither states keeps its default.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StatedParameters {
    /// See [`Parameters::hops`].
    pub hops: Option<u32>,
    /// See [`Parameters::draws`].
    pub draws: Option<u32>,
    /// See [`Parameters::seed`].
    pub seed: Option<u64>,
    /// See [`Parameters::min_cell`].
    pub min_cell: Option<u64>,
    /// See [`Parameters::as_of`].
    pub as_of: Option<String>,
    /// See [`Parameters::from`].
    pub from: Option<Day>,
    /// See [`Parameters::until`].
    pub until: Option<Day>,
    /// See [`Parameters::cap`].
    pub cap: Option<u64>,
    /// See [`Parameters::swing`].
    pub swing: Option<f64>,
    /// See [`Parameters::unit_cost`].
    pub unit_cost: Option<f64>,
    /// See [`Parameters::currency`].
    pub currency: Option<String>,
}

impl StatedParameters {
    /// What is stated here, and `otherwise` for the rest.
    #[must_use]
    pub fn or(self, otherwise: Self) -> Self {
        Self {
            hops: self.hops.or(otherwise.hops),
            draws: self.draws.or(otherwise.draws),
            seed: self.seed.or(otherwise.seed),
            min_cell: self.min_cell.or(otherwise.min_cell),
            as_of: self.as_of.or(otherwise.as_of),
            from: self.from.or(otherwise.from),
            until: self.until.or(otherwise.until),
            cap: self.cap.or(otherwise.cap),
            swing: self.swing.or(otherwise.swing),
            // A cost and its currency are stated together.
            unit_cost: self.unit_cost.or(otherwise.unit_cost),
            currency: self.currency.or(otherwise.currency),
        }
    }
}

impl From<StatedParameters> for Parameters {
    fn from(stated: StatedParameters) -> Self {
        let default = Self::default();
        Self {
            hops: stated.hops.unwrap_or(default.hops),
            draws: stated.draws.unwrap_or(default.draws),
            seed: stated.seed.unwrap_or(default.seed),
            min_cell: stated.min_cell.unwrap_or(default.min_cell),
            as_of: stated.as_of,
            from: stated.from,
            until: stated.until,
            cap: stated.cap,
            swing: stated.swing,
            unit_cost: stated.unit_cost,
            currency: stated.currency,
        }
    }
}
