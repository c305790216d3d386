//! `KeepingCheck`: whether notices and records are kept as long as they must be.

use super::NoticePlace;
use crate::model::{
    date::Day,
    notice::{Checklist, Keeping, Notice, NoticeRecords},
};
use serde::Serialize;

/// How long notices of a kind are kept, held against one reading of the law.
///
/// # Definition
/// A notice is due until the day so many years after the last day on which its advertisement was shown (the 28th after a 29th of February
/// where the year has none), that day included. Without that last day, `no_last_day` counts it, and nothing else. Of the others:
/// `removed_early` were taken away before the day; `stated_short` say that they will be kept until a day before it, and were not
/// taken away; `stated_enough` say that they are kept until the day or longer; `not_stated` say neither. On the day `as_of`,
/// `still_due` are those whose day is not past. Notices from before the law asked for it count in `before` alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct KeepingCheck {
    /// The checklist.
    pub checklist: String,
    /// How many years.
    pub years: u32,
    /// The reading in words.
    pub reading: String,
    /// The act and the article.
    pub article: String,
    /// Where the reading is from.
    pub source: String,
    /// Whether it is to be checked against the official text.
    pub unverified: bool,
    /// Notices from before it was asked.
    pub before: u64,
    /// Notices whose last day is not known.
    pub no_last_day: u64,
    /// Notices that were taken away too early.
    pub removed_early: u64,
    /// Notices that will be kept for too short a time, as they say.
    pub stated_short: u64,
    /// Notices that will be kept for long enough, as they say.
    pub stated_enough: u64,
    /// Notices that do not say.
    pub not_stated: u64,
    /// Notices that must still be kept on the day of the report; `None` where the report has no day.
    pub still_due: Option<u64>,
    /// Those that were taken away or will be kept too short.
    pub short: Vec<ShortKeeping>,
}

/// A notice that is kept too short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ShortKeeping {
    /// Which.
    pub place: NoticePlace,
    /// The day until which it must be kept.
    pub due: Day,
    /// The day on which it was taken away, or until which it will be kept.
    pub kept_until: Day,
}

pub(super) fn of(records: &NoticeRecords, as_of: Option<Day>) -> Vec<KeepingCheck> {
    let lists = records.checklists.iter();
    let held = lists.filter(|list| records.notices.iter().any(|notice| notice.kind == list.kind));
    let readings = held.flat_map(|list| list.keep.iter().map(move |keep| (list, keep)));
    readings.map(|(list, keep)| one(records, list, keep, as_of)).collect()
}

fn one(records: &NoticeRecords, list: &Checklist, keep: &Keeping, as_of: Option<Day>) -> KeepingCheck {
    let mut found = KeepingCheck {
        checklist: list.id.clone(),
        years: keep.years,
        reading: keep.reading.clone(),
        article: format!("{} art. {}", list.act, keep.article),
        source: keep.source.clone(),
        unverified: keep.unverified,
        before: 0,
        no_last_day: 0,
        removed_early: 0,
        stated_short: 0,
        stated_enough: 0,
        not_stated: 0,
        still_due: as_of.map(|_| 0),
        short: Vec::new(),
    };
    let months = i32::try_from(keep.years * 12).unwrap_or(i32::MAX);
    for notice in records.notices.iter().filter(|notice| notice.kind == list.kind) {
        let is_asked = |day| list.items.iter().any(|item| item.act == list.act && item.during.has(day));
        match (notice.law_day(), notice.until) {
            (Some(day), _) if !is_asked(day) => found.before += 1,
            (_, None) => found.no_last_day += 1,
            (_, Some(until)) => found.take(notice, until.months_later(months), as_of),
        }
    }
    found
}

impl KeepingCheck {
    fn take(&mut self, notice: &Notice, due: Day, as_of: Option<Day>) {
        let is_still_due = as_of.is_some_and(|as_of| as_of <= due);
        self.still_due = self.still_due.map(|before| before + u64::from(is_still_due));
        let short = |kept_until| ShortKeeping { place: NoticePlace::of(notice), due, kept_until };
        match (notice.removed_on, notice.kept_until) {
            (Some(removed), _) if removed <= due => {
                self.removed_early += 1;
                self.short.push(short(removed));
            }
            (_, Some(kept)) if kept < due => {
                self.stated_short += 1;
                self.short.push(short(kept));
            }
            (None, None) => self.not_stated += 1,
            _ => self.stated_enough += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sketch::{day, notice, records};
    use super::*;
    use crate::model::notice::Answer;

    #[test]
    fn a_year_ends_on_the_same_day_of_the_next() {
        let shown = || notice("2026-01-01", "2026-01-31", [Answer::Present; 3]);
        let removed = |on: &str| Notice { removed_on: Day::parse(on), ..shown() };
        let kept = |until: &str| Notice { kept_until: Day::parse(until), ..shown() };
        let found = of(
            &records(vec![
                removed("2027-01-31"),
                removed("2027-02-01"),
                kept("2027-01-30"),
                kept("2027-01-31"),
                shown(),
                notice("2026-01-01", "", [Answer::Present; 3]),
                notice("2025-01-01", "2025-02-01", [Answer::Present; 3]),
            ]),
            Some(day("2027-01-31")),
        );
        let found = &found[0];
        assert_eq!((found.removed_early, found.stated_short, found.stated_enough), (1, 1, 2));
        assert_eq!((found.not_stated, found.no_last_day, found.before), (1, 1, 1));
        assert_eq!(found.still_due, Some(5));
        assert_eq!(found.short.iter().map(|short| short.due).collect::<Vec<_>>(), [day("2027-01-31"); 2]);
    }

    #[test]
    fn without_a_day_of_the_report_nothing_is_due() {
        let found = of(&records(vec![notice("2026-01-01", "2026-01-31", [Answer::Present; 3])]), None);
        assert_eq!(found[0].still_due, None);
    }
}
