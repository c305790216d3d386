//! `Judged`: one record of a message with its explanation, held against what it was aimed with.

use super::aim::{Aim, Aims, Missing};
use crate::{
    audit::Audit,
    measure::standing::{Standing, Standings},
    model::{
        explanation::{Explanation, Named},
        message::{Message, Told},
        recipient::same_name,
        spelling::folded,
    },
    table::reasons::Reasons,
};
use serde::Serialize;
use std::collections::BTreeMap;

/// Whether a stated source of the data is the one on record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceVerdict {
    /// It is the same.
    Right,
    /// It is another.
    Wrong,
    /// It is said in words that cannot be held against it.
    Open,
}

/// The sources of which one is not another. That a segment was inferred and that it is a lookalike may both be true.
const SOURCES: [&str; 6] = ["ownlist", "harvested", "bought", "scraped", "lookalike", "inferred"];
/// The sources from which nobody's data come by their own doing.
const FROM_OTHERS: [&str; 3] = ["harvested", "bought", "scraped"];

impl SourceVerdict {
    /// Holds what was stated against what is on record, both as written.
    ///
    /// # Definition
    /// The same words are right. Two different ones of own list, harvested, bought, scraped, lookalike and inferred are wrong, but for
    /// the last two. `You gave it` is wrong where the record says harvested, bought or scraped. All else is open.
    ///
    /// ```
    /// use bystander::measure::explanations::SourceVerdict;
    /// assert_eq!(SourceVerdict::of("Own list", "own_list"), SourceVerdict::Right);
    /// assert_eq!(SourceVerdict::of("own list", "harvested"), SourceVerdict::Wrong);
    /// assert_eq!(SourceVerdict::of("you gave it", "own list"), SourceVerdict::Open);
    /// ```
    #[must_use]
    pub fn of(stated: &str, recorded: &str) -> Self {
        let (stated, recorded) = (folded(stated), folded(recorded));
        let is_known = |source: &String| SOURCES.contains(&source.as_str());
        let may_both_be = |source: &String| ["lookalike", "inferred"].contains(&source.as_str());
        match () {
            () if stated == recorded => Self::Right,
            () if stated == "yougaveit" && FROM_OTHERS.contains(&recorded.as_str()) => Self::Wrong,
            () if may_both_be(&stated) && may_both_be(&recorded) => Self::Open,
            () if is_known(&stated) && is_known(&recorded) => Self::Wrong,
            () => Self::Open,
        }
    }
}

/// One record.
pub(super) struct Judged<'a> {
    pub(super) message: &'a Message,
    /// What it was aimed with, or why that is not known.
    pub(super) aim: Result<&'a Aim<'a>, Missing>,
    /// Its explanation.
    pub(super) told: Option<&'a Explanation>,
    /// The row of that explanation in its table.
    pub(super) told_by: Option<usize>,
    /// Whether each criterion of the aim was named; empty where it cannot be checked.
    pub(super) named: Vec<bool>,
    /// Attributes named, and those of them that are criteria; 0 where it cannot be checked.
    pub(super) attributes: u64,
    pub(super) correct: u64,
    /// The sources that its explanation stated.
    pub(super) sources: Vec<&'a str>,
    recorded: Option<&'a str>,
    /// Whether one of the stated payers is the sponsor; `None` where none is stated, or no sponsor is on record.
    pub(super) payer_is_sponsor: Option<bool>,
    pub(super) standing: Option<Standing>,
}

impl<'a> Judged<'a> {
    /// Every record, those of one person together.
    pub(super) fn all(audit: &'a Audit, aims: &'a Aims<'a>) -> Vec<Self> {
        let Some(messages) = &audit.messages else { return Vec::new() };
        let reasons = audit.reasons.as_ref();
        let told: BTreeMap<(u32, Option<u32>), usize> = reasons
            .map_or(&[][..], |reasons| &reasons.rows)
            .iter()
            .enumerate()
            .map(|(row, told)| ((told.message, told.person.map(|person| person.0)), row))
            .collect();
        let standings = Standings::of(audit);
        let mut rows: Vec<&Message> = messages.rows.iter().collect();
        rows.sort_by_key(|message| message.person);
        let judged = |message: &'a Message| {
            let own = message.person.and_then(|person| told.get(&(message.message, Some(person.0))));
            let told_by = own.or_else(|| told.get(&(message.message, None))).copied();
            let sponsor = message.sponsor.and_then(|at| messages.sponsors.get(at as usize));
            let mut judged = Self {
                message,
                aim: aims.at(message.segment),
                told: None,
                told_by,
                named: Vec::new(),
                attributes: 0,
                correct: 0,
                sources: Vec::new(),
                recorded: aims.source(message.segment),
                payer_is_sponsor: None,
                standing: message.person.map(|person| standings.of_person(person)),
            };
            if let Some((row, reasons)) = told_by.zip(reasons) {
                judged.hold(&reasons.rows[row], reasons, sponsor.map(String::as_str));
            }
            judged
        };
        rows.into_iter().map(judged).collect()
    }

    fn hold(&mut self, told: &'a Explanation, reasons: &'a Reasons, sponsor: Option<&str>) {
        let of = |names: &'a [String], places: &[u32]| -> Vec<&'a str> {
            places.iter().filter_map(|&at| names.get(at as usize)).map(String::as_str).collect()
        };
        self.told = Some(told);
        self.sources = of(&reasons.sources, &told.sources);
        let payers = of(&reasons.payers, &told.payers);
        self.payer_is_sponsor = sponsor
            .filter(|_| !payers.is_empty())
            .map(|sponsor| payers.iter().any(|payer| same_name(payer, sponsor)));
        let Ok(aim) = self.aim else { return };
        let named: Vec<Named> = told.named.iter().map(|&at| spelt(&reasons.named[at as usize])).collect();
        let meets = |one: &Named, at: usize| {
            let chosen = &aim.criteria[at];
            one.dimension == chosen.dimension
                && one.value == chosen.value
                && one.mode.is_none_or(|mode| mode == chosen.criterion.mode)
        };
        let criteria = || 0..aim.criteria.len();
        self.named = criteria().map(|at| named.iter().any(|one| meets(one, at))).collect();
        self.attributes = named.len() as u64;
        self.correct = named.iter().filter(|one| criteria().any(|at| meets(one, at))).count() as u64;
    }

    /// Whether the record says whether anything was told.
    pub(super) fn says_anything(&self) -> bool {
        let Message { reason_given, source_given, payer_given, .. } = self.message;
        [reason_given, source_given, payer_given].into_iter().any(|told| *told != Told::NotRecorded)
    }

    /// Whether it has an explanation that can be checked.
    pub(super) fn is_explained_aim(&self) -> bool {
        self.aim.is_ok() && self.told.is_some()
    }

    /// Whether every criterion was named.
    pub(super) fn is_complete(&self) -> bool {
        self.is_explained_aim() && self.named.iter().all(|named| *named)
    }

    /// The source on record.
    pub(super) fn recorded_source(&self) -> Option<&'a str> {
        self.recorded
    }

    /// The verdict on the sources that were stated: right where one is, else wrong where one is; `None` where none is stated, or none on
    /// record.
    pub(super) fn source_verdict(&self) -> Option<SourceVerdict> {
        let recorded = self.recorded?;
        let mut verdicts: Vec<_> =
            self.sources.iter().map(|stated| SourceVerdict::of(stated, recorded)).collect();
        verdicts.sort_unstable();
        verdicts.first().copied()
    }
}

/// An attribute as it is compared.
fn spelt(named: &Named) -> Named {
    Named { dimension: folded(&named.dimension), value: folded(&named.value), mode: named.mode }
}
