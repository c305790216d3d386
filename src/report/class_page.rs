//! `ClassPage`: how many people belong to a class, with small cells hidden.

use super::{
    cell::Cell,
    table::{Heading, Table},
};
use crate::{
    measure::class_count::{Answers, ClassCount},
    model::eligibility::EligibleClass,
    stat::small_cells,
};
use serde::Serialize;

/// Counts over all people, two or more of them hidden where one of them is of few people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClassPage {
    /// The short name of the class.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Everybody.
    pub people: u64,
    /// People who meet every condition; `None` where hidden.
    pub eligible: Option<u64>,
    /// People who do not meet one at least.
    pub not_eligible: Option<u64>,
    /// Everybody else.
    pub cannot_be_told: Option<u64>,
    /// The answers to each condition. All are hidden where any count on the page is of few people: held against each other the
    /// conditions and the verdicts would give it away.
    pub conditions: Vec<ConditionCount>,
    /// How the conditions are read, and what they leave open.
    pub limits: Vec<String>,
}

/// The answers to one condition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ConditionCount {
    /// What it asks.
    pub asks: String,
    /// People whose records meet it; `None` where hidden.
    pub met: Option<u64>,
    /// People whose records speak against it.
    pub not_met: Option<u64>,
    /// People whose records do not say.
    pub unknown: Option<u64>,
    /// Where it is written.
    pub source: String,
}

impl ClassPage {
    /// The page of `count`, with counts of fewer than `min_cell` people hidden.
    #[must_use]
    pub fn new(class: &EligibleClass, count: &ClassCount, min_cell: u64) -> Self {
        let verdicts = [count.eligible, count.not_eligible, count.cannot_be_told];
        let hidden = small_cells::hidden(&verdicts, min_cell, true);
        let [eligible, not_eligible, cannot_be_told] =
            [0, 1, 2].map(|at| (!hidden[at]).then_some(verdicts[at]));
        let is_small = |count: &u64| (1..min_cell).contains(count);
        let answers = |answers: &Answers| [answers.met, answers.not_met, answers.unknown];
        let all = count.conditions.iter().flat_map(answers).chain(verdicts);
        // Everybody eligible meets each condition: who meets it and is not eligible is a cell too.
        let others = count.conditions.iter().map(|condition| condition.met.abs_diff(count.eligible));
        let shows = !all.chain(others).any(|count| is_small(&count));
        let conditions =
            class.conditions.iter().zip(&count.conditions).map(|(condition, answers)| ConditionCount {
                asks: condition.asks.clone(),
                met: shows.then_some(answers.met),
                not_met: shows.then_some(answers.not_met),
                unknown: shows.then_some(answers.unknown),
                source: condition.source.clone(),
            });
        Self {
            id: class.id.clone(),
            name: class.name.clone(),
            people: count.people,
            eligible,
            not_eligible,
            cannot_be_told,
            conditions: conditions.collect(),
            limits: class.limits.clone(),
        }
    }

    /// The page as tables: the verdicts, and the conditions.
    #[must_use]
    pub fn tables(&self) -> [Table; 2] {
        let column = |key, label| Heading { key, label, definition: None };
        let text = |text: &str| Cell::Text(text.to_owned());
        let shown = |count: Option<u64>| count.map_or(Cell::Hidden, Cell::Count);
        let verdicts = [
            ("eligible: every condition is met", self.eligible),
            ("not eligible: one condition at least is not met", self.not_eligible),
            ("cannot be told: the records leave a condition open", self.cannot_be_told),
        ];
        let conditions = self
            .conditions
            .iter()
            .map(|row| vec![text(&row.asks), shown(row.met), shown(row.not_met), shown(row.unknown)]);
        let hides = self.conditions.iter().any(|row| row.met.is_none());
        let hidden =
            "Hidden because few people stand behind a count, or because it would give such a count away.";
        let note = |hides: bool| if hides { vec![hidden.to_owned()] } else { Vec::new() };
        let hides_verdict = verdicts.iter().any(|(_, count)| count.is_none());
        let verdicts = verdicts.iter().map(|(verdict, count)| vec![text(verdict), shown(*count)]);
        [
            Table {
                id: "class_verdicts",
                caption: format!("{}: {} people", self.name, crate::model::number::count(self.people)),
                columns: vec![column("verdict", "by the records"), column("people", "people")],
                rows: verdicts.collect(),
                notes: note(hides_verdict),
            },
            Table {
                id: "class_conditions",
                caption: "People by condition; this is a reading of records and no decision on a claim."
                    .to_owned(),
                columns: vec![
                    column("condition", "condition"),
                    column("met", "met"),
                    column("not_met", "not met"),
                    column("unknown", "not known"),
                ],
                rows: conditions.collect(),
                notes: note(hides).into_iter().chain(self.limits.iter().cloned()).collect(),
            },
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::CLASSES;

    fn page(eligible: u64, not_eligible: u64, cannot_be_told: u64) -> ClassPage {
        let people = eligible + not_eligible + cannot_be_told;
        let answers = |met, not_met, unknown| Answers { met, not_met, unknown };
        let (all, last) = (answers(people, 0, 0), answers(eligible, not_eligible, cannot_be_told));
        let conditions = vec![all, all, last];
        let count = ClassCount { people, eligible, not_eligible, cannot_be_told, conditions };
        ClassPage::new(&CLASSES.named("australia-2024").expect("it comes with the program"), &count, 10)
    }

    #[test]
    fn shows_counts_of_many_people() {
        let page = page(20, 30, 0);
        assert_eq!((page.eligible, page.not_eligible, page.cannot_be_told), (Some(20), Some(30), Some(0)));
        assert_eq!((page.conditions[2].met, page.conditions[2].unknown), (Some(20), Some(0)));
    }

    #[test]
    fn hides_a_count_of_few_people_with_the_next_and_with_all_conditions() {
        let page = page(3, 30, 400);
        assert_eq!((page.eligible, page.not_eligible, page.cannot_be_told), (None, None, Some(400)));
        assert!(page.conditions.iter().all(|row| (row.met, row.not_met, row.unknown) == (None, None, None)));
    }
}
