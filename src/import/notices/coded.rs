//! Notices that a person read and coded: rows of `notice, item, given` and perhaps `text`, an item of a checklist a row.
//!
//! Notices are web pages of free text; no program reads them as surely as a person does. `given` is `yes`, `no`, `partial`, `kept back` or
//! `not applicable`; `text` is the day, number or country, where the item is one.

use super::{
    leaves::{Leaves, folded},
    words::{is_kept_back, is_not_applicable, yes_or_no},
};
use crate::{
    import::{body::Record, ledger::Verdict},
    model::{
        gap::Why,
        notice::{Answer, Checklist, Notice, NoticeKind},
    },
};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// The columns of such a table.
pub(super) struct Columns {
    notice: usize,
    item: usize,
    given: usize,
    text: Option<usize>,
}

impl Columns {
    /// The columns, where the table is of coded notices.
    pub(super) fn of(header: &[String]) -> Option<Self> {
        let at = |known: &str| header.iter().position(|name| folded(name) == known);
        Some(Self { notice: at("notice")?, item: at("item")?, given: at("given")?, text: at("text") })
    }
}

/// A notice in the making.
pub(super) struct CodedNotice {
    pub(super) line: u64,
    pub(super) leaves: Leaves,
    given: Vec<(String, Answer)>,
}

/// Coded notices in the order in which each is met first.
#[derive(Default)]
pub(super) struct Coded {
    pub(super) notices: Vec<CodedNotice>,
    by_id: FxHashMap<String, usize>,
}

impl Coded {
    /// Takes a row; an item that no checklist has is added to `unknown`.
    pub(super) fn take(
        &mut self,
        columns: &Columns,
        record: &Record,
        lists: &[Checklist],
        unknown: &mut BTreeSet<String>,
    ) -> Verdict {
        let cell = |column| record.known(Some(column));
        let Some(id) = cell(columns.notice) else { return Verdict::LeftOut(Why::BlankId) };
        let item = cell(columns.item).map(folded).unwrap_or_default();
        let text = record.known(columns.text);
        let items = || lists.iter().flat_map(|list| &list.items);
        let known = items().find(|of| folded(&of.id) == item);
        let answer = cell(columns.given).and_then(answer);
        if known.is_none() && text.is_none() {
            unknown.extend(cell(columns.item).map(str::to_owned));
            return Verdict::LeftOut(Why::Malformed);
        }
        if known.is_some() && answer.is_none() {
            return Verdict::LeftOut(Why::Malformed);
        }
        let at = *self.by_id.entry(id.to_owned()).or_insert_with(|| {
            let mut leaves = Leaves::default();
            leaves.push_cell("notice", id);
            self.notices.push(CodedNotice { line: record.line, leaves, given: Vec::new() });
            self.notices.len() - 1
        });
        let notice = &mut self.notices[at];
        if let Some(text) = text {
            notice.leaves.push_cell(known.and_then(|of| of.keys.first()).unwrap_or(&item), text);
        }
        if let (Some(of), Some(answer)) = (known, answer) {
            // Whether there was targeting decides which items are asked.
            if of.id == "targeting_statement" && text.is_none() {
                let said = match answer {
                    Answer::Present => "yes",
                    Answer::NotApplicable => "no",
                    _ => "",
                };
                notice.leaves.push_cell("targeted", said);
            }
            notice.given.push((item, answer));
        }
        Verdict::Taken
    }
}

impl CodedNotice {
    /// What the notice is: the kind whose checklists have most of its items.
    pub(super) fn kind(&self, lists: &[Checklist]) -> NoticeKind {
        let fit = |kind: NoticeKind| {
            let of_kind = || lists.iter().filter(|list| list.kind == kind).flat_map(|list| &list.items);
            self.given.iter().filter(|(id, _)| of_kind().any(|of| folded(&of.id) == *id)).count()
        };
        super::most(NoticeKind::ALL.map(|kind| (kind, fit(kind))))
    }

    /// Puts what was coded in the place of what was read.
    pub(super) fn settle(&self, lists: &[Checklist], notice: &mut Notice) {
        for (list, answers) in lists.iter().zip(&mut notice.answers) {
            if list.kind == notice.kind && answers.is_empty() && self.names_one_of(list) {
                let nothing = |may_be_none| if may_be_none { Answer::Open } else { Answer::Missing };
                *answers = list.items.iter().map(|item| nothing(item.may_be_none)).collect();
            }
            for (item, answer) in list.items.iter().zip(answers) {
                let coded = self.given.iter().rev().find(|(id, _)| *id == folded(&item.id));
                *answer = coded.map_or(*answer, |(_, coded)| *coded);
            }
        }
    }

    fn names_one_of(&self, list: &Checklist) -> bool {
        list.items.iter().any(|item| self.given.iter().any(|(id, _)| *id == folded(&item.id)))
    }
}

fn answer(given: &str) -> Option<Answer> {
    match yes_or_no(given) {
        Some(true) => Some(Answer::Present),
        Some(false) => Some(Answer::Missing),
        None if is_not_applicable(given) => Some(Answer::NotApplicable),
        None if is_kept_back(given) => Some(Answer::KeptBack),
        None => match folded(given).as_str() {
            "partial" | "partly" | "unreadable" | "notreadable" => Some(Answer::Unreadable),
            "keptback" => Some(Answer::KeptBack),
            _ => None,
        },
    }
}
