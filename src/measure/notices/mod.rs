//! `NoticeAudit`: what notices, records and labels of political advertisements tell, and what they leave out.
//!
//! # Limits
//! Whether what a notice says is true is not measured here, only whether it says it and whether its numbers go together. Which law asks
//! what is in the checklists, with their days and sources; what is marked there as not verified is to be checked against the official text.

mod completeness;
mod keeping;
mod label_day;
mod labelling;
mod silence;
mod sums;
mod votes;

pub use completeness::{Completeness, ItemAnswers, NoticeScore};
pub use keeping::KeepingCheck;
pub use label_day::LabelDay;
pub use labelling::{Labelling, LabellingRow, Rate};
pub use silence::{Silence, SilenceCheck};
pub use sums::{FailedSum, Sum, SumCheck};
pub use votes::{SponsorClass, VoteCheck, VoteDay};

use crate::model::{
    date::Day,
    notice::{Notice, NoticeKind, NoticeRecords},
};
use serde::Serialize;

/// What the reader settles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoticeChoices {
    /// The day on which the files are looked at.
    pub as_of: Option<Day>,
    /// Votes, for sponsors from abroad in the months before.
    pub votes: Vec<VoteDay>,
    /// Days of silence.
    pub silences: Vec<Silence>,
}

/// Everything measured.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NoticeAudit {
    /// How many there are of each kind; kinds without any are left out.
    pub kinds: Vec<KindCount>,
    /// Each checklist that is asked of any.
    pub completeness: Vec<Completeness>,
    /// Whether numbers go together.
    pub sums: Vec<SumCheck>,
    /// How long they are kept.
    pub keeping: Vec<KeepingCheck>,
    /// Whether labels were there from the first day.
    pub label_day: Option<LabelDay>,
    /// Sponsors from abroad before each vote.
    pub votes: Vec<VoteCheck>,
    /// What was shown on days of silence.
    pub silences: Vec<SilenceCheck>,
    /// How right labels are.
    pub labelling: Option<Labelling>,
}

/// How many there are of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct KindCount {
    /// The kind.
    pub kind: NoticeKind,
    /// How many.
    pub notices: u64,
    /// How many of them have a day, be it of the showing or of the publication.
    pub dated: u64,
}

/// Where a notice is to be found: what it is called, its file by number from 1, its line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NoticePlace {
    /// What it is called.
    pub id: Option<String>,
    /// The number of its file in the list of files, from 1.
    pub file: u32,
    /// The line, row or place in the file, from 1.
    pub line: u64,
}

impl NoticePlace {
    fn of(notice: &Notice) -> Self {
        Self { id: notice.id.clone(), file: notice.source.0 + 1, line: notice.line }
    }
}

impl NoticeAudit {
    /// Takes every measure.
    #[must_use]
    pub fn of(records: &NoticeRecords, choices: &NoticeChoices) -> Self {
        let kinds = NoticeKind::ALL.map(|kind| {
            let of_kind = || records.notices.iter().filter(|notice| notice.kind == kind);
            KindCount {
                kind,
                notices: of_kind().count() as u64,
                dated: of_kind().filter(|notice| notice.law_day().is_some()).count() as u64,
            }
        });
        Self {
            kinds: kinds.into_iter().filter(|of| of.notices > 0).collect(),
            completeness: completeness::of(records),
            sums: sums::of(records),
            keeping: keeping::of(records, choices.as_of),
            label_day: label_day::of(records),
            votes: votes::of(records, &choices.votes),
            silences: silence::of(records, &choices.silences),
            labelling: labelling::of(records),
        }
    }
}

/// Whether a notice is about a country: it was shown there, or is about its vote; `None` where it says neither.
fn is_of_country(notice: &Notice, country: &str) -> Option<bool> {
    let about = notice.vote_country.as_deref();
    let shown = || notice.countries.iter().any(|of| of == country || of == "EU");
    match (about, notice.countries.is_empty()) {
        (None, true) => None,
        (about, _) => Some(about == Some(country) || shown()),
    }
}

#[cfg(test)]
mod sketch {
    use crate::model::{
        date::Day,
        id::SourceId,
        notice::{
            Answer, AskedOf, Checklist, ChecklistItem, Keeping, Membership, Notice, NoticeKind,
            NoticeRecords, Shape, Stated, Window,
        },
        span::Span,
    };

    pub(super) fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn since(text: &str) -> Span {
        Span { from: day(text), until: Day::LAST }
    }

    fn item(id: &str) -> ChecklistItem {
        ChecklistItem {
            id: id.to_owned(),
            act: "Act".to_owned(),
            article: "1".to_owned(),
            asks: id.to_owned(),
            during: since("2025-10-10"),
            source: "a test".to_owned(),
            unverified: false,
            may_be_none: false,
            where_targeted: false,
            none_answers: false,
            shape: Shape::Text,
            keys: vec![id.to_owned()],
            who_targets_me: Vec::new(),
            stated_kept_back: Vec::new(),
        }
    }

    /// A checklist of three items, asked from 10 October 2025, kept one year; sponsors from abroad three months.
    pub(super) fn records(notices: Vec<Notice>) -> NoticeRecords {
        let list = Checklist {
            id: "list".to_owned(),
            title: "List".to_owned(),
            act: "Act".to_owned(),
            about: String::new(),
            kind: NoticeKind::Notice,
            asked: AskedOf::Always,
            limits: Vec::new(),
            items: ["a", "b", "c"].map(item).to_vec(),
            keep: vec![Keeping {
                years: 1,
                reading: "one year".to_owned(),
                article: "1".to_owned(),
                source: "a test".to_owned(),
                unverified: false,
            }],
            windows: vec![Window {
                months: 3,
                article: "5".to_owned(),
                asks: "none from abroad".to_owned(),
                during: since("2025-10-10"),
                source: "a test".to_owned(),
                unverified: false,
            }],
        };
        let member = |country: &str, area_only| Membership {
            country: country.to_owned(),
            during: since("1995-01-01"),
            area_only,
        };
        NoticeRecords {
            checklists: vec![list],
            members: vec![member("NL", false), member("BE", false), member("NO", true)],
            notices,
            ..NoticeRecords::default()
        }
    }

    /// A notice of an advertisement shown on these days, with these answers.
    pub(super) fn notice(from: &str, until: &str, answers: [Answer; 3]) -> Notice {
        Notice {
            source: SourceId(0),
            line: 2,
            kind: NoticeKind::Notice,
            id: None,
            from: Day::parse(from),
            until: Day::parse(until),
            published_on: None,
            labelled_on: None,
            removed_on: None,
            kept_until: None,
            countries: Vec::new(),
            vote_country: None,
            seat: None,
            control: None,
            targeted: None,
            stated: Stated::default(),
            answers: vec![answers.to_vec()],
        }
    }
}
