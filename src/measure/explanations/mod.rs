//! `Explanations`: what people were told about why they see messages, held against what these were aimed with.
//!
//! # Reference
//! Andreou, Venkatadri, Goga, Gummadi, Loiseau and Mislove 2018 (completeness and correctness of explanations, and that the most common
//! attribute is the one shown).
//!
//! # Limits
//! What was aimed with is what the table of segments says that the sponsor chose; delivery has criteria of its own, which nobody is told
//! and which are no part of this. An attribute counts as named where it is spelt as the criterion is, case of letters, blanks, `_`, `-` and
//! `.` aside: the same thing in other words counts as another. Explanations of one message are alike, so that intervals are too narrow
//! where few messages reached many people.

mod account;
mod aim;
mod breadth;
mod judged;
#[cfg(test)]
mod tests;

pub use account::{Account, Checked, Count, Exclusions, NamedCriteria, PayerToldAs, SourceToldAs, Telling};
pub use breadth::Breadth;
pub use judged::SourceVerdict;

use crate::{
    audit::Audit,
    measure::standing::Standing,
    model::{
        number::{Figure, Undefined},
        segment::Mode,
    },
};
use aim::Aims;
use judged::Judged;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What people were told; empty where the case has no messages, or records nothing of what was told beside them.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Explanations {
    /// What is on record.
    #[serde(flatten)]
    pub shown: Option<OnRecord>,
}

/// What is on record of what people were told.
///
/// # Definition
/// Everything counts *records*: a message as it reached one person, or as it was aimed at a segment as a whole. The explanation of a record
/// is the person's own where the table has one, else the one that everybody was given whom the message reaches. A record *can be checked*
/// where it names a segment whose chosen criteria are on record: those of a segment of the layer chosen, or of no stated layer; of a delivered
/// segment, those of the one that it names as `chosen_as`. A criterion is *named* where an attribute of the explanation has its dimension and
/// value, and is not said to do the opposite of what it does. An attribute is *correct* where a criterion is named by it.
/// `completeness` is criteria named over criteria, `correctness` attributes correct over attributes, over all records with an
/// explanation that can be checked; criteria that include and that exclude are counted apart. A record is *complete* where every criterion is named.
///
/// # Example
/// The village's messages were aimed at harvested people of the North who seldom vote and do not lean to the right. The first was explained
/// by the place, the second by the turnout and by gardening; nobody was told who was kept out.
/// ```
/// use bystander::{measure::explanations::Explanations, village};
/// let shown = Explanations::of(&village::with_reasons()).shown.unwrap();
/// let all = &shown.in_all;
/// assert_eq!((all.checked.complete.records, all.checked.incomplete.records, all.checked.unexplained.records), (0, 4, 1));
/// assert_eq!((all.includes.share.value(), all.excludes.share.value(), all.correctness.value()), (Some(0.5), Some(0.0), Some(0.8)));
/// assert_eq!((all.sources.wrong.records, all.sources.right.records), (3, 1));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OnRecord {
    /// Explanations in the table of them.
    pub explanations: u64,
    /// Those that fit no record of a message of the period.
    pub without_record: u64,
    /// Why records cannot be checked.
    pub not_checkable: NotCheckable,
    /// All records.
    pub in_all: Account,
    /// The same by segment, sponsor, channel and standing, in this order.
    pub groups: Vec<Group>,
    /// Each criterion of the segments that messages were aimed at, and how often it was named.
    pub criteria: Vec<OfCriterion>,
    /// The sources that were stated, against those on record.
    pub stated: Vec<StatedSource>,
    /// In which ways it was explained.
    pub kinds: Vec<OfKind>,
    /// Whether the broadest or the rarest criterion was the one that was named.
    pub breadth: Breadth,
}

/// Records that cannot be checked, by why not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct NotCheckable {
    /// They name no segment.
    pub no_segment: Count,
    /// They name one that the table of segments does not have.
    pub unknown_segment: Count,
    /// No chosen criteria are on record for the one that they name.
    pub no_criteria: Count,
}

/// The records of one segment, sponsor, channel or standing.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Group {
    /// `segment`, `sponsor`, `channel` or `standing`.
    pub by: &'static str,
    /// Its name; `not recorded` for records that name none.
    pub name: String,
    /// What was told.
    #[serde(flatten)]
    pub account: Account,
}

/// One criterion of a segment that messages were aimed at.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OfCriterion {
    /// The segment, as the messages call it.
    pub segment: String,
    /// Whether it brings people in or keeps them out.
    pub mode: Mode,
    /// What it looks at.
    pub dimension: String,
    /// The value.
    pub value: String,
    /// People of the case of whom it is true; `None` where no attribute tells.
    pub people: Option<u64>,
    /// Records with an explanation that were aimed with it.
    pub explained: Count,
    /// Those whose explanation named it.
    pub named: Count,
    /// They over those explained, 0 to 1.
    pub named_share: Figure,
}

/// A source that explanations stated, where another or the same is on record.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StatedSource {
    /// The source as stated.
    pub stated: String,
    /// The source on record.
    pub recorded: String,
    /// Whether they agree.
    pub verdict: SourceVerdict,
    /// The records.
    #[serde(flatten)]
    pub count: Count,
}

/// A way of explaining.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OfKind {
    /// As written.
    pub kind: String,
    /// The records with such a statement.
    #[serde(flatten)]
    pub count: Count,
}

impl Explanations {
    /// Takes the measure.
    #[must_use]
    pub fn of(audit: &Audit) -> Self {
        let aims = audit.messages.as_ref().map(|messages| Aims::of(audit, messages));
        let shown = aims.as_ref().and_then(|aims| {
            let judged = Judged::all(audit, aims);
            let says = audit.reasons.is_some() || judged.iter().any(Judged::says_anything);
            says.then(|| OnRecord::of(audit, aims, &judged))
        });
        Self { shown }
    }
}

impl OnRecord {
    fn of(audit: &Audit, aims: &Aims, judged: &[Judged]) -> Self {
        let all: Vec<&Judged> = judged.iter().collect();
        let reasons = audit.reasons.as_ref();
        let fitting: BTreeSet<_> = judged.iter().filter_map(|one| one.told_by).collect();
        let explanations = reasons.map_or(0, |reasons| reasons.rows.len() as u64);
        let unaimed =
            |wanted: aim::Missing| Count::of(&all, |one| one.aim.as_ref().err() == Some(&wanted));
        Self {
            explanations,
            without_record: explanations - fitting.len() as u64,
            not_checkable: NotCheckable {
                no_segment: unaimed(aim::Missing::NoSegment),
                unknown_segment: unaimed(aim::Missing::UnknownSegment),
                no_criteria: unaimed(aim::Missing::NoCriteria),
            },
            in_all: Account::of(&all),
            groups: groups(audit, &all),
            criteria: criteria(aims, &all),
            stated: stated(&all),
            kinds: kinds(audit, &all),
            breadth: Breadth::of(&all),
        }
    }
}

/// Every group of every partition that has records.
fn groups(audit: &Audit, all: &[&Judged]) -> Vec<Group> {
    let Some(messages) = &audit.messages else { return Vec::new() };
    let name = |names: &[String], at: Option<u32>| {
        at.and_then(|at| names.get(at as usize)).cloned().unwrap_or_else(|| "not recorded".to_owned())
    };
    let last = |at: Option<u32>| at.unwrap_or(u32::MAX);
    let mut groups = Vec::new();
    let mut part = |by: &'static str, key: &dyn Fn(&Judged) -> Option<(u32, String)>| {
        let mut parts: BTreeMap<(u32, String), Vec<&Judged>> = BTreeMap::new();
        all.iter().for_each(|one| {
            if let Some(key) = key(one) {
                parts.entry(key).or_default().push(one);
            }
        });
        groups.extend(
            parts.into_iter().map(|((_, name), rows)| Group { by, name, account: Account::of(&rows) }),
        );
    };
    part("segment", &|one| Some((last(one.message.segment), name(&messages.segments, one.message.segment))));
    part("sponsor", &|one| Some((last(one.message.sponsor), name(&messages.sponsors, one.message.sponsor))));
    part("channel", &|one| Some((last(one.message.channel), name(&messages.channels, one.message.channel))));
    part("standing", &|one| {
        one.standing.map(|standing| match standing {
            Standing::Consenter => (0, "consenters".to_owned()),
            Standing::Bystander(_) => (1, "bystanders".to_owned()),
            Standing::Beyond(_) | Standing::OptedOut | Standing::Unreached => (2, "others".to_owned()),
        })
    });
    groups
}

fn criteria(aims: &Aims, all: &[&Judged]) -> Vec<OfCriterion> {
    let explained: Vec<&Judged> = all.iter().copied().filter(|one| one.is_explained_aim()).collect();
    let mut rows = Vec::new();
    for (at, (segment, aim)) in aims.known() {
        for (place, criterion) in aim.criteria.iter().enumerate() {
            let own = |one: &Judged| one.message.segment == Some(at);
            let named = Count::of(&explained, |one| own(one) && one.named[place]);
            let with = Count::of(&explained, own);
            rows.push(OfCriterion {
                segment: segment.to_owned(),
                mode: criterion.criterion.mode,
                dimension: criterion.criterion.dimension.clone(),
                value: criterion.criterion.value.clone(),
                people: criterion.people,
                explained: with,
                named,
                named_share: Figure::ratio(
                    named.records,
                    with.records,
                    Undefined::NotRecorded,
                ),
            });
        }
    }
    rows
}

fn stated(all: &[&Judged]) -> Vec<StatedSource> {
    let mut rows: BTreeMap<(&str, &str), (SourceVerdict, Vec<&Judged>)> = BTreeMap::new();
    for &one in all {
        let Some(recorded) = one.recorded_source() else { continue };
        for stated in &one.sources {
            let verdict = SourceVerdict::of(stated, recorded);
            rows.entry((stated, recorded)).or_insert_with(|| (verdict, Vec::new())).1.push(one);
        }
    }
    let row = |((stated, recorded), (verdict, rows)): ((&str, &str), (SourceVerdict, Vec<&Judged>))| StatedSource {
        stated: stated.to_owned(),
        recorded: recorded.to_owned(),
        verdict,
        count: Count::of(&rows, |_| true),
    };
    rows.into_iter().map(row).collect()
}

fn kinds(audit: &Audit, all: &[&Judged]) -> Vec<OfKind> {
    let names = audit.reasons.as_ref().map_or(&[][..], |reasons| &reasons.kinds);
    let kind = |(at, name): (u32, &String)| OfKind {
        kind: name.clone(),
        count: Count::of(all, |one| one.told.is_some_and(|told| told.kinds.contains(&at))),
    };
    (0..).zip(names).map(kind).filter(|kind| kind.count.records > 0).collect()
}
