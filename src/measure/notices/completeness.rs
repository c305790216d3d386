//! `Completeness`: what notices answer of a checklist, item by item and notice by notice.

use super::NoticePlace;
use crate::{
    model::{
        notice::{Answer, Checklist, ChecklistItem, Notice, NoticeRecords},
        number::{Figure, Undefined},
    },
    stat::interval::Proportion,
};
use serde::Serialize;

/// How notices answer a checklist.
///
/// # Definition
/// The day of a notice is the last one known of it: of the showing, of the publication, of the beginning. An item counts where it is asked
/// on that day; where no day is known it counts too, and `undated` says of how many notices that is so. `before` counts notices on whose
/// day no item was asked yet (or no longer); nothing is held against them. `not_asked` counts notices of which nothing is asked: that say
/// nothing of a label, had no targeting, or leave open whether they had. All other counts are of the rest, the notices held against it.
///
/// Each item has one answer: `present`; `missing`; `kept_back`, where the notice says so; `unreadable`, where something stands there that
/// cannot be read as what is asked; `not_applicable`, where the notice says so; `open`, where nothing stands there and there may
/// rightly be nothing. `share` is present over present, missing, kept back and unreadable. A notice is complete if all of its items that
/// are in that denominator are present.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Completeness {
    /// The checklist.
    pub checklist: String,
    /// What it is called.
    pub title: String,
    /// Notices that are held against it.
    pub notices: u64,
    /// Notices of its kind of which nothing is asked, or not known to be.
    pub not_asked: u64,
    /// Notices from before it was asked.
    pub before: u64,
    /// Notices held against it whose day is not known.
    pub undated: u64,
    /// Complete notices.
    pub complete: u64,
    /// Complete notices over those held against it, 0 to 1.
    pub complete_share: Figure,
    /// Present items over all that were asked, over all notices, 0 to 1.
    pub share: Figure,
    /// Item by item.
    pub items: Vec<ItemAnswers>,
    /// Notice by notice.
    pub scores: Vec<NoticeScore>,
}

/// How notices answer one item.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ItemAnswers {
    /// The item.
    pub item: String,
    /// The article.
    pub article: String,
    /// What is asked.
    pub asks: String,
    /// Notices in which it is there.
    pub present: u64,
    /// Notices in which it is not.
    pub missing: u64,
    /// Notices that say that they keep it back.
    pub kept_back: u64,
    /// Notices in which it cannot be read.
    pub unreadable: u64,
    /// Notices that say that it does not apply.
    pub not_applicable: u64,
    /// Notices that say nothing, rightly or not.
    pub open: u64,
    /// Present over present, missing, kept back and unreadable, 0 to 1.
    pub share: Figure,
}

/// How one notice answers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NoticeScore {
    /// Which.
    pub place: NoticePlace,
    /// Items that are there.
    pub present: u64,
    /// Items that are asked.
    pub asked: u64,
    /// Present over asked, 0 to 1.
    pub share: Figure,
    /// The names of those that are asked and not there.
    pub lacking: Vec<String>,
}

impl ItemAnswers {
    fn of(item: &ChecklistItem, held: &[(&Notice, &Vec<Answer>)], at: usize) -> Self {
        let is_asked = |notice: &Notice| notice.law_day().is_none_or(|day| item.during.has(day));
        let answers: Vec<Answer> =
            held.iter().filter(|(notice, _)| is_asked(notice)).map(|(_, answers)| answers[at]).collect();
        let count = |of: Answer| answers.iter().filter(|answer| **answer == of).count() as u64;
        let [present, missing, kept_back, unreadable] =
            [Answer::Present, Answer::Missing, Answer::KeptBack, Answer::Unreadable].map(count);
        Self {
            item: item.id.clone(),
            article: format!("{} art. {}", item.act, item.article),
            asks: item.asks.clone(),
            present,
            missing,
            kept_back,
            unreadable,
            not_applicable: count(Answer::NotApplicable),
            open: count(Answer::Open),
            share: share(present, present + missing + kept_back + unreadable),
        }
    }

    /// Notices of which it is asked.
    #[must_use]
    pub fn asked(&self) -> u64 {
        self.present + self.missing + self.kept_back + self.unreadable
    }
}

pub(super) fn of(records: &NoticeRecords) -> Vec<Completeness> {
    let lists = records.checklists.iter().enumerate();
    let found = lists.filter(|(_, list)| records.notices.iter().any(|notice| notice.kind == list.kind));
    found.map(|(at, list)| one(records, list, at)).collect()
}

fn one(records: &NoticeRecords, list: &Checklist, at: usize) -> Completeness {
    let of_kind = || records.notices.iter().filter(|notice| notice.kind == list.kind);
    let asked: Vec<(&Notice, &Vec<Answer>)> = of_kind()
        .map(|notice| (notice, &notice.answers[at]))
        .filter(|(_, answers)| !answers.is_empty())
        .collect();
    let is_in_force = |notice: &Notice| {
        notice
            .law_day()
            .is_none_or(|day| list.items.iter().any(|item| item.act == list.act && item.during.has(day)))
    };
    let in_force = asked.iter().copied().filter(|(notice, _)| is_in_force(notice));
    let scored = in_force.map(|(notice, answers)| ((notice, answers), score(list, notice, answers)));
    let scored: Vec<_> = scored.collect();
    let before = asked.len() - scored.len();
    let (held, scores): (Vec<(&Notice, &Vec<Answer>)>, Vec<NoticeScore>) =
        scored.into_iter().filter(|(_, score)| score.asked > 0).unzip();
    let complete = scores.iter().filter(|of| of.asked > 0 && of.present == of.asked).count() as u64;
    let [present, all] = [|of: &NoticeScore| of.present, |of: &NoticeScore| of.asked]
        .map(|count| scores.iter().map(count).sum::<u64>());
    Completeness {
        checklist: list.id.clone(),
        title: list.title.clone(),
        notices: held.len() as u64,
        not_asked: (of_kind().count() - before - held.len()) as u64,
        before: before as u64,
        undated: held.iter().filter(|(notice, _)| notice.law_day().is_none()).count() as u64,
        complete,
        complete_share: share(complete, held.len() as u64),
        share: share(present, all),
        items: list.items.iter().enumerate().map(|(at, item)| ItemAnswers::of(item, &held, at)).collect(),
        scores,
    }
}

fn score(list: &Checklist, notice: &Notice, answers: &[Answer]) -> NoticeScore {
    let is_asked = |item: &ChecklistItem| notice.law_day().is_none_or(|day| item.during.has(day));
    let counted =
        list.items.iter().zip(answers).filter(|(item, answer)| {
            is_asked(item) && !matches!(answer, Answer::NotApplicable | Answer::Open)
        });
    let counted: Vec<_> = counted.collect();
    let lacking = counted.iter().filter(|(_, answer)| **answer != Answer::Present);
    let lacking: Vec<String> = lacking.map(|(item, _)| item.id.clone()).collect();
    let asked = counted.len() as u64;
    let present = asked - lacking.len() as u64;
    NoticeScore { place: NoticePlace::of(notice), present, asked, share: share(present, asked), lacking }
}

fn share(part: u64, whole: u64) -> Figure {
    Proportion::of(part, whole).map_or(Figure::undefined(Undefined::EmptyInput), Proportion::share)
}

#[cfg(test)]
mod tests {
    use super::super::sketch::{notice, records};
    use super::*;
    use Answer::{KeptBack, Missing, NotApplicable, Open, Present, Unreadable};

    #[test]
    fn counts_what_is_there_over_what_is_asked() {
        let found = of(&records(vec![
            notice("2025-11-01", "2025-11-05", [Present, Present, NotApplicable]),
            notice("2025-11-01", "2025-11-05", [Present, Missing, Open]),
            notice("2025-11-01", "2025-11-05", [KeptBack, Unreadable, Present]),
        ]));
        let found = &found[0];
        // Asked are 2, 2 and 3; there are 2, 1 and 1.
        assert_eq!((found.notices, found.complete, found.share), (3, 1, Figure::known(4.0 / 7.0)));
        assert_eq!(found.complete_share, Figure::known(1.0 / 3.0));
        let shares: Vec<Figure> = found.items.iter().map(|item| item.share).collect();
        assert_eq!(shares, [Figure::known(2.0 / 3.0), Figure::known(1.0 / 3.0), Figure::known(1.0)]);
        assert_eq!(found.scores[2].lacking, ["a", "b"]);
    }

    #[test]
    fn items_and_notices_add_up_to_the_same() {
        let all = [Present, Missing, KeptBack, Unreadable, NotApplicable, Open];
        let triples = all.iter().flat_map(|one| all.iter().map(move |two| [*one, *two, Present]));
        let notices = triples.map(|answers| notice("2026-01-01", "2026-01-02", answers)).collect();
        let found = &of(&records(notices))[0];
        let by_item: u64 = found.items.iter().map(ItemAnswers::asked).sum();
        let by_notice: u64 = found.scores.iter().map(|score| score.asked).sum();
        assert_eq!(by_item, by_notice);
        assert_eq!(
            found.items.iter().map(|item| item.present).sum::<u64>(),
            found.scores.iter().map(|score| score.present).sum::<u64>()
        );
    }

    #[test]
    fn a_notice_from_before_the_law_is_not_held_against_it() {
        let found = of(&records(vec![
            notice("2025-09-01", "2025-10-09", [Missing; 3]),
            notice("2025-09-01", "2025-10-10", [Missing; 3]),
            notice("", "", [Missing; 3]),
        ]));
        assert_eq!((found[0].before, found[0].notices, found[0].undated), (1, 2, 1));
    }

    #[test]
    fn a_notice_of_which_nothing_is_asked_counts_nowhere_else() {
        let found = of(&records(vec![notice("2026-01-01", "", [NotApplicable, Open, Open])]));
        assert_eq!((found[0].notices, found[0].not_asked, found[0].before), (0, 1, 0));
        assert_eq!(found[0].share, Figure::undefined(Undefined::EmptyInput));
    }
}
