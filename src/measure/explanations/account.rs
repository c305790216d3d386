//! `Account`: what was told beside some records, and how it stands against the truth.

use super::judged::{Judged, SourceVerdict};
use crate::{
    model::{
        message::Told,
        number::{Figure, Undefined},
        segment::Mode,
    },
    stat::{interval::Proportion, small_cells},
};
use serde::Serialize;

/// Records, and the people whom they reached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Count {
    /// Records.
    pub records: u64,
    /// Different people; a message to a segment as a whole is of nobody.
    pub people: u64,
}

impl Count {
    /// Those of `rows`, in which the records of one person stand together, that are `wanted`.
    pub(super) fn of<'a>(rows: &[&Judged<'a>], wanted: impl Fn(&Judged<'a>) -> bool) -> Self {
        let (mut count, mut last) = (Self::default(), None);
        for one in rows.iter().filter(|one| wanted(one)) {
            count.records += 1;
            if one.message.person.is_some() && one.message.person != last {
                count.people += 1;
                last = one.message.person;
            }
        }
        count
    }
}

/// Whether something was told: the parts add up to the records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Telling {
    /// It was.
    pub given: Count,
    /// The record says that it was not.
    pub not_given: Count,
    /// Nothing is on record.
    pub not_recorded: Count,
}

/// What becomes of records when their explanations are held against what was chosen: the parts add up to the records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Checked {
    /// Every criterion was named.
    pub complete: Count,
    /// A criterion at least was not.
    pub incomplete: Count,
    /// What was chosen is known, and no explanation is.
    pub unexplained: Count,
    /// What was chosen is not known.
    pub not_checkable: Count,
}

/// Criteria of the records with an explanation that can be checked, added up over them.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct NamedCriteria {
    /// Criteria.
    pub criteria: u64,
    /// Those that were named.
    pub named: u64,
    /// They over the criteria, 0 to 1.
    pub share: Figure,
}

/// Records with an explanation whose segment keeps people out: the parts add up to these.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Exclusions {
    /// One criterion at least that keeps people out was named.
    pub told: Count,
    /// None was.
    pub not_told: Count,
}

/// The stated source against the recorded one: the parts add up to the records with an explanation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SourceToldAs {
    /// The same.
    pub right: Count,
    /// Another.
    pub wrong: Count,
    /// Words that cannot be held against it.
    pub open: Count,
    /// None was stated.
    pub not_stated: Count,
    /// One was stated, and none is on record.
    pub no_record: Count,
}

/// The stated payer against the sponsor: the parts add up to the records with an explanation. That another is named says nothing by itself:
/// who sponsors and who pays may be two.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PayerToldAs {
    /// The sponsor is named.
    pub sponsor: Count,
    /// Another is.
    pub other: Count,
    /// None was stated.
    pub not_stated: Count,
    /// One was stated, and no sponsor is on record.
    pub no_record: Count,
}

/// What was told beside some records.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Account {
    /// The records.
    pub all: Count,
    /// Whether a reason was given.
    pub reason: Telling,
    /// Whether it was said where the data came from.
    pub source: Telling,
    /// Whether it was said who paid.
    pub payer: Telling,
    /// Records that named the source over those of which it is on record whether they did, 0 to 1.
    pub source_told_share: Figure,
    /// The explanations against what was chosen.
    pub checked: Checked,
    /// Complete over complete and incomplete, 0 to 1.
    pub complete_share: Figure,
    /// The lower end of its interval for all records that can be checked (Wilson, 95 %, of a finite population).
    pub complete_low: Figure,
    /// The upper end.
    pub complete_high: Figure,
    /// Criteria that bring people in.
    pub includes: NamedCriteria,
    /// Criteria that keep people out.
    pub excludes: NamedCriteria,
    /// Attributes that explanations named.
    pub attributes: u64,
    /// Those of them that are criteria.
    pub attributes_correct: u64,
    /// They over the attributes, 0 to 1.
    pub correctness: Figure,
    /// Whether it was told that people were kept out.
    pub exclusions: Exclusions,
    /// The stated source.
    pub sources: SourceToldAs,
    /// The stated payer.
    pub payers: PayerToldAs,
}

impl Account {
    /// Of `rows`, in which the records of one person stand together.
    pub(super) fn of<'a>(rows: &[&Judged<'a>]) -> Self {
        let count = |wanted: &dyn Fn(&Judged<'a>) -> bool| Count::of(rows, wanted);
        let checked = Checked {
            complete: count(&|one| one.is_complete()),
            incomplete: count(&|one| one.is_explained_aim() && !one.is_complete()),
            unexplained: count(&|one| one.aim.is_ok() && one.told.is_none()),
            not_checkable: count(&|one| one.aim.is_err()),
        };
        let source = telling(rows, |one| (one.message.source_given, !one.sources.is_empty()));
        let explained: Vec<&Judged> = rows.iter().copied().filter(|one| one.is_explained_aim()).collect();
        let attributes = explained.iter().map(|one| one.attributes).sum();
        let attributes_correct = explained.iter().map(|one| one.correct).sum();
        let [complete_share, complete_low, complete_high] = complete(checked);
        Self {
            all: count(&|_| true),
            reason: telling(rows, |one| (one.message.reason_given, one.told.is_some())),
            source,
            payer: telling(rows, |one| {
                (one.message.payer_given, one.told.is_some_and(|told| !told.payers.is_empty()))
            }),
            source_told_share: Figure::ratio(
                source.given.records,
                source.given.records + source.not_given.records,
                Undefined::NotRecorded,
            ),
            checked,
            complete_share,
            complete_low,
            complete_high,
            includes: named(&explained, Mode::Include),
            excludes: named(&explained, Mode::Exclude),
            attributes,
            attributes_correct,
            correctness: Figure::ratio(attributes_correct, attributes, Undefined::NotRecorded),
            exclusions: exclusions(&explained),
            sources: sources(rows),
            payers: payers(rows),
        }
    }

    /// Whether the parts of [`Checked`] may be shown at the small-cell threshold `least`.
    #[must_use]
    pub fn shows_checked(&self, least: u64) -> bool {
        let Checked { complete, incomplete, unexplained, not_checkable } = self.checked;
        let parts = [complete, incomplete, unexplained, not_checkable].map(|part| part.people);
        !small_cells::parts_tell(&parts, self.all.people, least)
    }

    /// Whether the parts of [`SourceToldAs`], which make up a part of the records alone, may be shown at the small-cell threshold `least`.
    #[must_use]
    pub fn shows_sources(&self, least: u64) -> bool {
        let SourceToldAs { right, wrong, open, not_stated, no_record } = self.sources;
        let parts = [right, wrong, open, not_stated, no_record].map(|part| part.people);
        !parts.iter().any(|part| small_cells::part_tells(*part, self.all.people, least))
    }
}

fn telling<'a>(rows: &[&Judged<'a>], of: impl Fn(&Judged<'a>) -> (Told, bool)) -> Telling {
    let is = |wanted: Told| {
        Count::of(rows, |one| {
            let (recorded, explained) = of(one);
            wanted == if explained { Told::Given } else { recorded }
        })
    };
    Telling {
        given: is(Told::Given),
        not_given: is(Told::NotGiven),
        not_recorded: is(Told::NotRecorded),
    }
}

/// The share that is complete, and its interval for all that can be checked.
fn complete(checked: Checked) -> [Figure; 3] {
    let [complete, incomplete, unexplained] =
        [checked.complete, checked.incomplete, checked.unexplained].map(|count| count.records);
    let part = Proportion::of(complete, complete + incomplete).expect("a part of a sum is no larger");
    let interval = part
        .wilson_in(complete + incomplete + unexplained)
        .expect("those explained are among those that can be checked");
    let why = |figure: Figure| Figure(figure.0.map_err(|_| Undefined::NotRecorded));
    [part.share(), interval.map(|ends| ends.low), interval.map(|ends| ends.high)].map(why)
}

fn named(explained: &[&Judged], mode: Mode) -> NamedCriteria {
    let of = |one: &&Judged| -> (u64, u64) {
        let criteria = one.aim.iter().flat_map(|aim| &aim.criteria).zip(&one.named);
        let own = criteria.filter(|(chosen, _)| chosen.criterion.mode == mode);
        own.fold((0, 0), |(all, named), (_, is_named)| (all + 1, named + u64::from(*is_named)))
    };
    let (criteria, named) =
        explained.iter().map(of).fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    NamedCriteria { criteria, named, share: Figure::ratio(named, criteria, Undefined::NotRecorded) }
}

fn exclusions(explained: &[&Judged]) -> Exclusions {
    let of = |one: &Judged| -> Option<bool> {
        let criteria = one.aim.iter().flat_map(|aim| &aim.criteria).zip(&one.named);
        let mut own = criteria.filter(|(chosen, _)| chosen.criterion.mode == Mode::Exclude).peekable();
        own.peek().is_some().then(|| own.any(|(_, named)| *named))
    };
    Exclusions {
        told: Count::of(explained, |one| of(one) == Some(true)),
        not_told: Count::of(explained, |one| of(one) == Some(false)),
    }
}

fn sources(rows: &[&Judged]) -> SourceToldAs {
    let is = |wanted: SourceVerdict| Count::of(rows, |one| one.source_verdict() == Some(wanted));
    let stated = |one: &Judged| !one.sources.is_empty();
    SourceToldAs {
        right: is(SourceVerdict::Right),
        wrong: is(SourceVerdict::Wrong),
        open: is(SourceVerdict::Open),
        not_stated: Count::of(rows, |one| one.told.is_some() && !stated(one)),
        no_record: Count::of(rows, |one| stated(one) && one.recorded_source().is_none()),
    }
}

fn payers(rows: &[&Judged]) -> PayerToldAs {
    let is = |wanted: bool| Count::of(rows, |one| one.payer_is_sponsor == Some(wanted));
    let stated = |one: &Judged| one.told.is_some_and(|told| !told.payers.is_empty());
    PayerToldAs {
        sponsor: is(true),
        other: is(false),
        not_stated: Count::of(rows, |one| one.told.is_some() && !stated(one)),
        no_record: Count::of(rows, |one| stated(one) && one.payer_is_sponsor.is_none()),
    }
}
