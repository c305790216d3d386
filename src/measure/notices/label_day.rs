//! `LabelDay`: whether the label was on advertisements from the first day on which the law asked for it.

use super::NoticePlace;
use crate::model::notice::{AskedOf, Checklist, NoticeRecords};
use serde::Serialize;

/// Since when labels are there.
///
/// # Definition
/// Of notices that say since when the label is on the advertisement and since when it is shown, `in_time` are those whose label is no
/// later than the first day on which the advertisement was shown and the law asked for a label; `late` are the others. `before`
/// counts notices that had ended before the law asked, `not_stated` those that lack one of the two days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LabelDay {
    /// Labels that were there from the first day.
    pub in_time: u64,
    /// Labels that came later.
    pub late: u64,
    /// Notices that do not say.
    pub not_stated: u64,
    /// Notices from before the law.
    pub before: u64,
    /// Those that came later.
    pub late_ones: Vec<NoticePlace>,
}

/// `None` where no notice says since when it is labelled.
pub(super) fn of(records: &NoticeRecords) -> Option<LabelDay> {
    let list = records.checklists.iter().find(|list| list.asked == AskedOf::WhereLabelled)?;
    let notices = || records.notices.iter().filter(|notice| notice.kind == list.kind);
    notices().find_map(|notice| notice.labelled_on)?;
    let asked_from = first_day(list);
    let mut found = LabelDay { in_time: 0, late: 0, not_stated: 0, before: 0, late_ones: Vec::new() };
    for notice in notices() {
        match (notice.law_day(), notice.from, notice.labelled_on) {
            (Some(day), ..) if day < asked_from => found.before += 1,
            (_, Some(from), Some(labelled)) if labelled <= from.max(asked_from) => found.in_time += 1,
            (_, Some(_), Some(_)) => {
                found.late += 1;
                found.late_ones.push(NoticePlace::of(notice));
            }
            _ => found.not_stated += 1,
        }
    }
    Some(found)
}

/// The first day on which anything of the list is asked.
fn first_day(list: &Checklist) -> crate::model::date::Day {
    list.items.iter().map(|item| item.during.from).min().unwrap_or(crate::model::date::Day::FIRST)
}

#[cfg(test)]
mod tests {
    use super::super::sketch::{notice, records};
    use super::*;
    use crate::model::{
        date::Day,
        notice::{Answer, Notice},
    };

    #[test]
    fn a_label_is_asked_from_the_first_day_of_the_law_or_of_the_showing() {
        let with = |from: &str, until: &str, labelled: &str| Notice {
            labelled_on: Day::parse(labelled),
            ..notice(from, until, [Answer::Open; 3])
        };
        let mut records = records(vec![
            with("2025-11-01", "2025-11-09", "2025-11-01"),
            with("2025-11-01", "2025-11-09", "2025-11-02"),
            with("2025-09-01", "2025-11-09", "2025-10-10"),
            with("2025-09-01", "2025-11-09", "2025-10-11"),
            with("2025-09-01", "2025-09-30", "2025-09-30"),
            with("2025-11-01", "2025-11-09", ""),
        ]);
        records.checklists[0].asked = AskedOf::WhereLabelled;
        let found = of(&records).unwrap();
        assert_eq!((found.in_time, found.late, found.before, found.not_stated), (2, 2, 1, 1));
        assert_eq!(found.late_ones.len(), 2);
    }
}
