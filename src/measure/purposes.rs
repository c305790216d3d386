//! `Purposes`: what data were taken for and passed on for, on what basis, under which contract, and which fields were added on the way.
//!
//! # Limits
//! Purposes are compared by their words, and by the synonyms that the case states; that two texts mean the same in other words is for a
//! reader to say. A transfer whose sender had the data from elsewhere as well may rest on that. What people understood is not on record.

mod consented;
mod widening;

pub use consented::{Consented, Incentive};
pub use widening::Widened;

use super::passages::{Passage, Passages};
use crate::{
    audit::Audit,
    model::{
        date::Day,
        number::{Figure, Undefined},
        range::Range,
        recipient::Role,
        transfer::Transfer,
    },
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What data were taken and passed on for.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Purposes {
    /// The purposes that consents state, most consents first; empty where none states one.
    pub consented: Vec<Consented>,
    /// What was promised for consents, most first; empty where nothing was.
    pub incentives: Vec<Incentive>,
    /// Consenters at least one of whose consents was given for a promise.
    pub incentive_consenters: u64,
    /// What the transfers state; `None` where the case has no table of them.
    #[serde(flatten)]
    pub onward: Option<Onward>,
}

/// What transfers state, held against what was agreed to.
///
/// # Definition
/// A text names the purposes that stand in it, parted by `;` or `|`; two purposes are the same where their words are, or where the case
/// states that they mean the same ([`Synonyms`](crate::model::purpose::Synonyms)). The consents *behind* a transfer are those to the app
/// that it names; where it names none, those to the apps of the collectors from which a chain leads to who gave the data, and all where
/// such a collector is no app or firm of the consents. A consent *covers* a transfer where it states all purposes of the transfer. A
/// transfer is held against the consents behind it, and against the transfers by which who gave the data may have received them before
/// ([`Held`]). `drift` is the first transfer that none of the consents behind it covers: of the fewest steps, then the earliest, then the
/// first of the file.
///
/// `otherwise_share` is the number of transfers that no consent covers over those that could be held against one (`judged`). Numbers of
/// records are those that transfers state, added up: a record that was passed on twice counts twice.
///
/// # Example
/// People agreed to research. The firm passed data on for research, the analysts for a campaign.
/// ```
/// use bystander::{measure::purposes::{Held, Purposes}, village};
/// let mut audit = village::with_transfers();
/// audit.grants.purposes = vec!["Research".to_owned()];
/// audit.grants.rows.iter_mut().for_each(|grant| grant.purpose = Some(0));
/// let onward = Purposes::of(&audit).onward.unwrap();
/// let held: Vec<_> = onward.transfers.iter().map(|transfer| transfer.against_consent).collect();
/// assert_eq!(held, [Held::Same, Held::Otherwise, Held::NotStated, Held::NotStated]);
/// assert_eq!(onward.otherwise_share.value(), Some(0.5));
/// assert_eq!(onward.drift.unwrap().step, Some(2));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Onward {
    /// Transfers that could be held against a purpose consented to.
    pub judged: u64,
    /// Those of them that no consent covers: secondary use, as far as it is stated.
    pub otherwise: u64,
    /// Their share.
    pub otherwise_share: Figure,
    /// Transfers without a purpose.
    pub not_stated: u64,
    /// The records of the transfers that were judged.
    pub records: Records,
    /// The records of those that no consent covers.
    pub records_otherwise: Records,
    /// Their share; undefined where a number is not known or is a range.
    pub records_otherwise_share: Figure,
    /// The first transfer that no consent covers.
    pub drift: Option<Passage>,
    /// Transfers without a lawful basis on record.
    pub without_basis: u64,
    /// Transfers to an organisation that is a processor, as the record says, without a contract of that day or earlier on record.
    pub processors_without_contract: u64,
    /// Transfers by how they stand to the contract behind them.
    pub contracts: Vec<Contracts>,
    /// Each transfer.
    pub transfers: Vec<Stated>,
    /// Organisations that passed on fields which, on record, they had not received.
    pub widened: Vec<Widened>,
}

/// Numbers of records, added up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Records {
    /// Transfers that state a number.
    pub counted: u64,
    /// Transfers that state none.
    pub not_counted: u64,
    /// The least that the numbers stated come to.
    pub at_least: u64,
    /// The most; `None` where one has no upper end.
    pub at_most: Option<u64>,
}

/// How many transfers stand to their contract in one way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Contracts {
    /// How.
    pub contract: Contract,
    /// Transfers.
    pub transfers: u64,
}

/// What a transfer states.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stated {
    /// Which.
    #[serde(flatten)]
    pub passage: Passage,
    /// What for, as stated.
    pub purpose: Option<String>,
    /// The purposes of the consents behind it, as stated, in the order of the consents.
    pub consented_to: Vec<String>,
    /// Held against them.
    pub against_consent: Held,
    /// The purposes for which who gave the data received them, as stated.
    pub received_for: Vec<String>,
    /// Held against them.
    pub against_received: Held,
    /// The lawful basis that is stated.
    pub basis: Option<String>,
    /// How it stands to the contract behind it.
    pub contract: Contract,
    /// The fields that it passed on and that who gave them had, on record, not received; `None` where nothing was received before, or
    /// the fields are not recorded.
    pub appended: Option<Vec<String>>,
    /// Whether the fields of all that was received before are recorded, so that nothing of `appended` can be among them.
    pub appended_surely: bool,
}

/// A purpose held against others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Held {
    /// All of the others cover it.
    Same,
    /// Some do, and some state another or none.
    SameForSome,
    /// None does, and at least one states another.
    Otherwise,
    /// It is not stated.
    NotStated,
    /// None of the others states a purpose.
    NothingToHoldAgainst,
}

impl Held {
    /// The words for readers.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Same => "the same",
            Self::SameForSome => "the same for some",
            Self::Otherwise => "stated otherwise",
            Self::NotStated => "not stated",
            Self::NothingToHoldAgainst => "nothing to hold it against",
        }
    }
}

/// How a transfer stands to the contract behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Contract {
    /// It is of the day of the transfer, or earlier.
    Before,
    /// It is of a later day.
    Later,
    /// Its day is recorded, and that of the transfer is not.
    DayNotKnown,
    /// None is recorded.
    None,
}

impl Contract {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; 4] = [Self::Before, Self::Later, Self::DayNotKnown, Self::None];

    /// The words for readers.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::Later => "later than the transfer",
            Self::DayNotKnown => "day of the transfer not known",
            Self::None => "none on record",
        }
    }

    fn of(transfer: &Transfer) -> Self {
        match (transfer.contract_on, transfer.on) {
            (None, _) => Self::None,
            (Some(_), None) => Self::DayNotKnown,
            (Some(contract), Some(on)) if contract <= on => Self::Before,
            _ => Self::Later,
        }
    }
}

impl Purposes {
    /// The purposes of `audit`.
    #[must_use]
    pub fn of(audit: &Audit) -> Self {
        let (incentives, incentive_consenters) = consented::incentives(audit);
        let onward = Passages::of(audit).map(|passages| onward(&passages));
        Self { consented: consented::purposes(audit), incentives, incentive_consenters, onward }
    }
}

fn onward(passages: &Passages) -> Onward {
    let all = &passages.transfers.rows;
    let transfers = stated(passages);
    let held = |holds: fn(Held) -> bool| transfers.iter().map(move |row| holds(row.against_consent));
    let count = |marks: &mut dyn Iterator<Item = bool>| marks.filter(|&mark| mark).count() as u64;
    let records = |holds| Records::of(all.iter().zip(held(holds)).filter(|(_, mark)| *mark).map(|(row, _)| row.records));
    let (judged, otherwise) = (count(&mut held(is_judged)), count(&mut held(is_otherwise)));
    let (of_judged, of_otherwise) = (records(is_judged), records(is_otherwise));
    let by_contract = |contract| Contracts {
        contract,
        transfers: transfers.iter().filter(|row| row.contract == contract).count() as u64,
    };
    Onward {
        judged,
        otherwise,
        otherwise_share: Figure::ratio(otherwise, judged, Undefined::ZeroDenominator),
        not_stated: count(&mut held(|held| held == Held::NotStated)),
        records: of_judged,
        records_otherwise: of_otherwise,
        records_otherwise_share: of_otherwise.share_of(&of_judged),
        drift: drift(&transfers),
        without_basis: all.iter().filter(|row| row.basis.is_none()).count() as u64,
        processors_without_contract: all.iter().filter(|row| lacks_contract(passages, row)).count() as u64,
        contracts: Contract::ALL.map(by_contract).into_iter().filter(|row| row.transfers > 0).collect(),
        widened: widening::of(passages, &transfers),
        transfers,
    }
}

fn lacks_contract(passages: &Passages, transfer: &Transfer) -> bool {
    passages.transfers.recipient(transfer.to).role == Some(Role::Processor)
        && matches!(Contract::of(transfer), Contract::None | Contract::Later)
}

fn is_otherwise(held: Held) -> bool {
    held == Held::Otherwise
}

fn is_judged(held: Held) -> bool {
    matches!(held, Held::Same | Held::SameForSome | Held::Otherwise)
}

fn drift(transfers: &[Stated]) -> Option<Passage> {
    let drifted = transfers.iter().filter(|row| is_otherwise(row.against_consent)).map(|row| &row.passage);
    // Of equals the first is taken.
    drifted.min_by_key(|passage| (passage.step.unwrap_or(u32::MAX), passage.on.unwrap_or(Day::LAST))).cloned()
}

fn stated(passages: &Passages) -> Vec<Stated> {
    let grants = &passages.audit.grants;
    let behind = passages.apps_behind();
    let mut by_app: BTreeMap<Option<u32>, BTreeSet<Option<u32>>> = BTreeMap::new();
    for grant in &grants.rows {
        by_app.entry(grant.app).or_default().insert(grant.purpose);
    }
    let text = |purpose: u32| grants.purposes[purpose as usize].as_str();
    let stated = |row: usize| {
        let apps = passages.apps_of(row, &behind);
        let of_grants: BTreeSet<Option<u32>> =
            apps.iter().filter_map(|app| by_app.get(app)).flatten().copied().collect();
        let of_grants: Vec<Option<&str>> = of_grants.into_iter().map(|purpose| purpose.map(text)).collect();
        stated_by(passages, row, &of_grants)
    };
    (0..passages.transfers.rows.len()).map(stated).collect()
}

/// What a transfer states, held against the purposes of the grants behind it.
fn stated_by(passages: &Passages, row: usize, of_grants: &[Option<&str>]) -> Stated {
    let transfers = passages.transfers;
    let transfer = &transfers.rows[row];
    let text = |purpose: u32| transfers.purposes[purpose as usize].as_str();
    let purpose = transfer.purpose.map(text);
    let received: BTreeSet<Option<u32>> =
        passages.received_by_then(row).map(|before| transfers.rows[before].purpose).collect();
    let received: Vec<Option<&str>> = received.into_iter().map(|purpose| purpose.map(text)).collect();
    let owned = |texts: &[Option<&str>]| texts.iter().flatten().map(|&text| text.to_owned()).collect();
    let (appended, appended_surely) = widening::appended(passages, row);
    Stated {
        passage: passages.passage(row),
        purpose: purpose.map(str::to_owned),
        consented_to: owned(of_grants),
        against_consent: held(passages.audit, purpose, of_grants),
        received_for: owned(&received),
        against_received: held(passages.audit, purpose, &received),
        basis: transfer.basis.map(|basis| transfers.bases[basis as usize].clone()),
        contract: Contract::of(transfer),
        appended,
        appended_surely,
    }
}

/// A purpose held against others.
fn held(audit: &Audit, purpose: Option<&str>, others: &[Option<&str>]) -> Held {
    let Some(purpose) = purpose else { return Held::NotStated };
    if others.iter().all(Option::is_none) {
        return Held::NothingToHoldAgainst;
    }
    let own = purposes_in(audit, purpose);
    let covers = |other: Option<&str>| other.is_some_and(|other| own.is_subset(&purposes_in(audit, other)));
    match others.iter().filter(|other| covers(**other)).count() {
        0 => Held::Otherwise,
        covering if covering == others.len() => Held::Same,
        _ => Held::SameForSome,
    }
}

/// The purposes that a text names.
fn purposes_in(audit: &Audit, text: &str) -> BTreeSet<String> {
    let parts = text.split([';', '|']).map(|part| audit.case.purposes.plain(part));
    parts.filter(|part| !part.is_empty()).collect()
}

impl Records {
    fn of(stated: impl Iterator<Item = Option<Range>>) -> Self {
        let none = Self { at_most: Some(0), ..Self::default() };
        stated.fold(none, |sum, records| match records {
            None => Self { not_counted: sum.not_counted + 1, ..sum },
            Some(range) => Self {
                counted: sum.counted + 1,
                at_least: sum.at_least.saturating_add(range.low()),
                at_most: sum.at_most.zip(range.high()).and_then(|(sum, high)| sum.checked_add(high)),
                ..sum
            },
        })
    }

    /// The share of `whole`, where both are known exactly.
    fn share_of(&self, whole: &Self) -> Figure {
        let is_exact = |records: &Self| records.not_counted == 0 && records.at_most == Some(records.at_least);
        if whole.counted + whole.not_counted == 0 {
            Figure::undefined(Undefined::ZeroDenominator)
        } else if is_exact(self) && is_exact(whole) {
            Figure::ratio(self.at_least, whole.at_least, Undefined::ZeroDenominator)
        } else {
            Figure::undefined(Undefined::OpenEnd)
        }
    }
}

#[cfg(test)]
mod tests;
