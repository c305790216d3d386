//! Statements about how fast records turn wrong: what each implies for the ages that the others speak of, and which can both hold.

use super::{heading, text};
use crate::{
    model::number,
    report::{cell::Cell, table::Table},
    stat::decay::{DecayClaim, Reading},
};
use std::ops::RangeInclusive;

/// A statement with its words.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// What was said.
    pub says: String,
    /// The same as a share after some months.
    pub claim: DecayClaim,
}

impl Statement {
    /// A statement without words of its own.
    #[must_use]
    pub fn of(claim: DecayClaim) -> Self {
        let (share, months) = (claim.share(), claim.months());
        let (low, high) = (number::percent(*share.start()), number::percent(*share.end()));
        let share = if low == high { low } else { format!("{low} to {high}") };
        let after = if months == 1 { "a month".to_owned() } else { format!("{months} months") };
        Self { says: format!("{share} wrong after {after}"), claim }
    }

    /// The three figures on the decay of marketing data that are printed side by side. What is said to be obsolete is read as
    /// all wrong, and in a fourth statement as half of it.
    #[must_use]
    pub fn published() -> Vec<Self> {
        let statement = |says: &str, months, share| {
            let claim = DecayClaim::of(months, share).expect("a share after some months");
            Self { says: says.to_owned(), claim }
        };
        vec![
            statement("data decay 2 to 3 % a month", 1, 0.02..=0.03),
            statement("25 % are wrong after six months", 6, 0.25..=0.25),
            statement("obsolete in a year: all wrong", 12, 1.0..=1.0),
            statement("obsolete in a year: half wrong", 12, 0.5..=0.5),
        ]
    }
}

/// The readings and what they are called.
const READINGS: [(Reading, &str); 2] = [
    (Reading::Constant, "the same share of those still right, each month"),
    (Reading::Linear, "the same number, each month"),
];

/// What each statement implies; nothing where none is asked about.
pub(super) fn implied(statements: &[Statement]) -> Option<Table> {
    if statements.is_empty() {
        return None;
    }
    let ends = |range: RangeInclusive<f64>, cell: fn(f64) -> Cell| [cell(*range.start()), cell(*range.end())];
    let row = |statement: &Statement, (reading, word): (Reading, &str)| {
        let claim = &statement.claim;
        let shares =
            [1, 6, 12].into_iter().flat_map(|months| ends(claim.after(months, reading), Cell::Share));
        let half = ends(claim.half_wrong_after(reading), Cell::Number);
        let words = [text(statement.says.clone()), text(word)];
        words.into_iter().chain(shares).chain(half).chain([text("model")]).collect::<Vec<Cell>>()
    };
    let rows = statements.iter().flat_map(|statement| READINGS.map(|reading| row(statement, reading)));
    Some(Table {
        id: "decay",
        caption: "What each statement implies, at least and at most, for the share of records that are wrong.".to_owned(),
        columns: vec![
            heading("says", "it says"),
            heading("reading", "if in between there turns wrong"),
            heading("month_low", "after a month"),
            heading("month_high", "at most"),
            heading("half_year_low", "after six months"),
            heading("half_year_high", "at most"),
            heading("year_low", "after a year"),
            heading("year_high", "at most"),
            heading("half_wrong_low", "months until half are wrong"),
            heading("half_wrong_high", "at most"),
            heading("kind", "kind"),
        ],
        rows: rows.collect(),
        notes: vec![
            "A statement about one age says nothing of another without such a reading; the truth may be neither. From the records of a case: \
             bystander ageing CASE."
                .to_owned(),
        ],
    })
}

/// Which two of them can both hold; nothing where there are no two.
pub(super) fn pairs(statements: &[Statement]) -> Option<Table> {
    let pairs = statements.iter().enumerate().flat_map(|(at, one)| {
        statements[at + 1..]
            .iter()
            .filter(move |other| other.claim.months() != one.claim.months())
            .map(move |other| (one, other))
    });
    let row = |(one, other): (&Statement, &Statement)| {
        let holds = READINGS
            .map(|(reading, _)| text(if one.claim.agrees(&other.claim, reading) { "yes" } else { "no" }));
        [text(one.says.clone()), text(other.says.clone())].into_iter().chain(holds).collect::<Vec<Cell>>()
    };
    let rows: Vec<Vec<Cell>> = pairs.map(row).collect();
    if rows.is_empty() {
        return None;
    }
    let agree = rows.iter().flatten().filter(|cell| **cell == text("yes")).count();
    let note = if agree == 0 {
        "No two of them hold together under either reading."
    } else {
        "Where it says no, at least one of the two is wrong under that reading."
    };
    Some(Table {
        id: "decay_pairs",
        caption: "Whether two statements can both hold.".to_owned(),
        columns: vec![
            heading("one", "the one"),
            heading("other", "the other"),
            heading("constant", "the same share of those still right"),
            heading("linear", "the same number"),
        ],
        rows,
        notes: vec![note.to_owned()],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_the_published_figures_two_hold_together_and_only_if_obsolete_means_half_wrong() {
        let table = pairs(&Statement::published()).expect("there are pairs");
        let holds: Vec<Vec<String>> =
            table.rows.iter().map(|row| row.iter().map(Cell::shown).collect()).collect();
        assert_eq!(holds.len(), 5);
        let yes: Vec<_> = holds.iter().filter(|row| row[2] == "yes" || row[3] == "yes").collect();
        assert_eq!(yes.len(), 1);
        assert_eq!((yes[0][1].as_str(), yes[0][2].as_str()), ("obsolete in a year: half wrong", "no"));
    }

    #[test]
    fn a_statement_of_ones_own_is_said_in_words() {
        let of = |months, low, high| Statement::of(DecayClaim::of(months, low..=high).expect("a share")).says;
        assert_eq!(of(1, 0.02, 0.03), "2.0 % to 3.0 % wrong after a month");
        assert_eq!(of(18, 0.4, 0.4), "40.0 % wrong after 18 months");
    }
}
