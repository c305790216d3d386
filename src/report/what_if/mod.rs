//! What a counterfactual shows a reader: its tables, and its results with what is small hidden.

mod small_outcomes;

use super::{
    cell::Cell,
    equal_names, small_cells,
    table::{Heading, Table},
};
use crate::{
    measure::what_if::{Step, WhatIf},
    model::{
        case::AuditCase,
        number::{self, Kind},
    },
};
use serde_json::{Value, json};

/// A counterfactual, ready to be printed.
#[derive(Clone, Debug)]
pub struct Counterfactual {
    /// Whether every figure is exact, or some are bounds.
    pub kind: Kind,
    /// The measure as programs read it; a hidden figure is `{"hidden": true}`.
    pub results: Value,
    /// The same as tables.
    pub tables: Vec<Table>,
}

/// One end of every range.
#[derive(Clone, Copy)]
enum End {
    AtLeast,
    AtMost,
}

impl End {
    fn key(self) -> &'static str {
        match self {
            Self::AtLeast => "at_least",
            Self::AtMost => "at_most",
        }
    }
}

impl Counterfactual {
    /// What `what_if` shows where counts of fewer than `min_cell` people are hidden.
    #[must_use]
    pub fn of(what_if: &WhatIf, min_cell: u64) -> Self {
        let mut results = serde_json::to_value(what_if).expect("a measure is plain data with text keys");
        name_fields(&mut results, what_if);
        small_outcomes::hide(&mut results, what_if, min_cell);
        let tables = tables(&results, what_if, min_cell);
        Self { kind: what_if.kind, results, tables }
    }

    /// The same with what the case rests on: where equal names decide who is one person, its figures are a model, and a note says so.
    #[must_use]
    pub fn resting_on(mut self, case: &AuditCase) -> Self {
        if let Some(reading) = equal_names::reading(case) {
            self.results["kind"] = json!(Kind::Model);
            self.tables[0].notes.push(reading);
        }
        self
    }
}

/// Says of each figure of a field which field it is.
fn name_fields(results: &mut Value, what_if: &WhatIf) {
    let name = |fields: &mut Value| {
        let rows = fields.as_array_mut().into_iter().flatten();
        rows.zip(&what_if.fields).for_each(|(row, name)| row["field"] = Value::from(name.field.as_str()));
    };
    name(&mut results["case"]["fields"]);
    name(&mut results["together"]["fields"]);
    for list in ["steps", "alone"] {
        for step in results[list].as_array_mut().into_iter().flatten() {
            name(&mut step["fields"]);
            name(&mut step["difference"]["fields"]);
        }
    }
}

fn tables(results: &Value, what_if: &WhatIf, min_cell: u64) -> Vec<Table> {
    let ends: &[(End, &str)] = match what_if.kind {
        Kind::Exact => &[(End::AtMost, "")],
        _ => &[(End::AtMost, ", at most"), (End::AtLeast, ", at least")],
    };
    let mut tables: Vec<Table> =
        ends.iter().map(|&(end, how)| one_after_another(results, end, how)).collect();
    tables[0].notes = notes(results, what_if, min_cell);
    if what_if.steps.len() > 1 {
        tables.extend(ends.iter().map(|&(end, how)| alone(results, end, how)));
    }
    tables.extend(ends.iter().map(|&(end, how)| fields(results, what_if, end, how)));
    tables
}

const CASE: &str = "the case as it is";
const TOGETHER: &str = "all changes together";

fn one_after_another(results: &Value, end: End, how: &str) -> Table {
    let steps = results["steps"].as_array().map_or(&[][..], Vec::as_slice);
    let mut rows = vec![row(CASE, &results["case"], &Value::Null, end)];
    rows.extend(steps.iter().map(|step| row(text(&step["change"]), step, &step["difference"], end)));
    if let [_, .., last] = steps {
        rows.push(row(TOGETHER, last, &results["together"], end));
    }
    let caption = format!("One change after the other; differences are to the row above, and add up{how}.");
    let id = match end {
        End::AtMost => "what_if_steps",
        End::AtLeast => "what_if_steps_at_least",
    };
    Table { id, caption, columns: columns(), rows, notes: Vec::new() }
}

fn alone(results: &Value, end: End, how: &str) -> Table {
    let steps = results["alone"].as_array().map_or(&[][..], Vec::as_slice);
    let id = match end {
        End::AtMost => "what_if_alone",
        End::AtLeast => "what_if_alone_at_least",
    };
    Table {
        id,
        caption: format!("Each change alone; differences are to the case as it is{how}."),
        columns: columns(),
        rows: steps.iter().map(|step| row(text(&step["change"]), step, &step["difference"], end)).collect(),
        notes: vec!["These need not add up: whom two changes each keep out counts for both.".to_owned()],
    }
}

fn columns() -> Vec<Heading> {
    let column = |key, label| Heading { key, label, definition: None };
    vec![
        column("change", "change"),
        column("consenters", "consenters"),
        column("consenters_difference", "difference"),
        column("bystanders", "bystanders"),
        column("bystanders_difference", "difference"),
        column("affected", "affected"),
        column("affected_difference", "difference"),
        column("people_fields", "people × fields"),
        column("people_fields_difference", "difference"),
    ]
}

fn row(name: &str, outcome: &Value, difference: &Value, end: End) -> Vec<Cell> {
    let mut cells =
        vec![Cell::Text(name.to_owned()), count(&outcome["consenters"]), change(&difference["consenters"])];
    for key in ["bystanders", "affected", "people_fields"] {
        cells.push(count(&outcome[key][end.key()]));
        cells.push(change(&difference[key][end.key()]));
    }
    cells
}

fn fields(results: &Value, what_if: &WhatIf, end: End, how: &str) -> Table {
    let last = results["steps"].as_array().and_then(|steps| steps.last()).unwrap_or(&results["case"]);
    let row = |(at, name): (usize, &crate::measure::what_if::FieldName)| {
        vec![
            Cell::Text(name.field.clone()),
            name.special_category.clone().map_or(Cell::Empty, Cell::Text),
            count(&results["case"]["fields"][at][end.key()]),
            count(&last["fields"][at][end.key()]),
            change(&results["together"]["fields"][at][end.key()]),
        ]
    };
    let column = |key, label| Heading { key, label, definition: None };
    Table {
        id: match end {
            End::AtMost => "what_if_fields",
            End::AtLeast => "what_if_fields_at_least",
        },
        caption: format!("Bystanders by field that was within reach{how}."),
        columns: vec![
            column("field", "field"),
            column("special_category", "special category"),
            column("case", CASE),
            column("changed", if what_if.steps.len() > 1 { TOGETHER } else { "with the change" }),
            column("difference", "difference"),
        ],
        rows: what_if.fields.iter().enumerate().map(row).collect(),
        notes: Vec::new(),
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn count(value: &Value) -> Cell {
    if small_cells::is_hidden(value) { Cell::Hidden } else { value.as_u64().map_or(Cell::Empty, Cell::Count) }
}

fn change(value: &Value) -> Cell {
    if small_cells::is_hidden(value) {
        Cell::Hidden
    } else {
        value.as_i64().map_or(Cell::Empty, Cell::Change)
    }
}

/// What each change means, and what is hidden.
fn notes(results: &Value, what_if: &WhatIf, min_cell: u64) -> Vec<String> {
    let steps = results["steps"].as_array().into_iter().flatten();
    let mut notes: Vec<String> =
        what_if.steps.iter().zip(steps).map(|(step, shown)| note(step, shown, what_if.kind)).collect();
    if what_if.kind != Kind::Exact {
        let bounds = "The records leave something open. At most: taken to have opened what it may have. At least: taken not to have \
                      opened anything. A difference between two upper, or two lower, ends is no bound of the difference itself.";
        notes.push(bounds.to_owned());
    }
    if results.to_string().contains("\"hidden\":true") {
        notes.push(format!(
            "Hidden: what differs by fewer than {} people from another figure shown here, and what would give it away.",
            number::count(min_cell)
        ));
    }
    notes
}

fn note(step: &Step, shown: &Value, kind: Kind) -> String {
    let idle = if step.without_effect { " That has no effect while switches are passed over." } else { "" };
    let now = match (count(&shown["no_longer_consenters"]), count(&shown["now_bystanders"])) {
        (Cell::Count(0), _) => String::new(),
        (Cell::Count(gone), Cell::Count(now)) => {
            let at_most = if kind == Kind::Exact { "" } else { "at most " };
            let (gone, now) = (number::count(gone), number::count(now));
            format!(" No longer consenters: {gone}; of them bystanders instead: {at_most}{now}.")
        }
        _ => " Some no longer count as consenters; how many of them are bystanders instead is hidden."
            .to_owned(),
    };
    format!("{}: {}{idle}{now}", step.change, step.sentence)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        measure::what_if::Change,
        model::case::{Donations, EqualNames},
        village,
    };

    /// What the terminal would show of 40 people around two consenters, without the first of them.
    fn shown(min_cell: u64, people: u32) -> Vec<String> {
        let audit = village::of_size(people);
        let changes = [Change::WithoutConsenter { number: 1, at: 0 }, Change::DefaultOff];
        let found = Counterfactual::of(&WhatIf::of(&audit, &changes), min_cell);
        let rows = found.tables[0].rows.iter();
        rows.map(|row| row.iter().skip(1).map(Cell::shown).collect::<Vec<_>>().join(" ")).collect()
    }

    #[test]
    fn the_last_row_has_the_sum_of_the_differences() {
        let rows =
            ["2  38  40  38 ", "1 −1 38 0 39 −1 38 0", "1 0 0 −38 1 −38 0 −38", "1 −1 0 −38 1 −39 0 −38"];
        assert_eq!(shown(1, 40), rows);
    }

    #[test]
    fn an_outcome_that_differs_by_few_is_hidden_and_so_are_the_differences_to_it() {
        let hidden = ["hidden"; 6].join(" ");
        assert_eq!(shown(10, 40)[0], "2  38  40  38 ");
        assert_eq!(shown(10, 40)[1], format!("1 −1 {hidden}"));
        assert_eq!(shown(10, 40)[3], "1 −1 0 −38 1 −39 0 −38");
    }

    #[test]
    fn says_what_becomes_of_somebody_who_no_longer_counts_as_a_consenter() {
        let audit = village::audit();
        let what_if = WhatIf::of(&audit, &[Change::WithoutConsenter { number: 1, at: 0 }]);
        let notes = |min_cell| Counterfactual::of(&what_if, min_cell).tables.swap_remove(0).notes;
        assert!(notes(1)[0].ends_with("No longer consenters: 1; of them bystanders instead: 1."));
        assert!(notes(10)[0].ends_with("bystanders instead is hidden."));
    }

    #[test]
    fn is_a_model_where_names_alone_decide_who_is_one_person() {
        let audit = village::audit();
        let what_if = WhatIf::of(&audit, &[Change::DefaultOff]);
        let told = |people_at_most| {
            let equal_names = EqualNames::SeveralPeople;
            let donations = Some(Donations { donors: 2, people_at_least: 7, people_at_most, equal_names });
            let case = AuditCase { donations, ..AuditCase::default() };
            let found = Counterfactual::of(&what_if, 1).resting_on(&case);
            (found.results["kind"].clone(), found.tables[0].notes.concat().contains("equal names"))
        };
        assert_eq!([told(7), told(8)], [(json!("exact"), false), (json!("model"), true)]);
    }
}
