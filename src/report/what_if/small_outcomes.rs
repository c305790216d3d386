//! Small cells of counterfactuals: two outcomes that differ by a few people single these people out.
//!
//! # Definition
//! With the threshold t, the case itself is shown as the spread is, whatever its size. Then, in the order in which they are
//! printed, the consenters of an outcome are shown where they are none, as many as some already shown, or at least t and at
//! least t away from every number already shown. A consenter who is left out by name is no secret of the result: consenters
//! are compared as if nobody had been. Bystanders and affected are shown together, where the consenters are, where the
//! bystanders pass the same test, and where the affected are as many as some already shown or at least t away from every
//! number already shown; where there are no bystanders the affected are the consenters, and need not pass.
//! The people of a field are held to the same test against those of the same field, the case's included, and to one
//! more: the bystanders whose field was not within reach must be none or at least t. Where the bystanders of an outcome are
//! hidden so are its fields, and where one of its fields is, so is the sum over them. Every difference to something hidden is
//! hidden.
//! Both ends of a range are shown together or not at all.
//!
//! # Limits
//! Several runs with different changes are not held against each other. Nor are different fields of one outcome, and
//! the two ends of one range, which differ by the people of whom the records leave something open.

use crate::measure::what_if::{Outcome, WhatIf};
use serde_json::{Value, json};

/// How many of the counts of an outcome are no sums of others.
const CELLS: usize = 2;

/// What is hidden of an outcome.
#[derive(Clone, Debug, Default)]
struct Mask {
    consenters: bool,
    /// Bystanders and affected; also where the consenters are hidden.
    people: bool,
    fields: Vec<bool>,
}

/// Hides what is small in `results`, which are those of `what_if`.
pub(super) fn hide(results: &mut Value, what_if: &WhatIf, least: u64) {
    if least <= 1 {
        return;
    }
    let steps = what_if.steps.iter().chain(&what_if.alone).map(|step| &step.outcome);
    let outcomes: Vec<&Outcome> = std::iter::once(&what_if.case).chain(steps).collect();
    let masks = masks(&outcomes, least);
    let (path, alone) = masks.split_at(1 + what_if.steps.len());
    mask(&mut results["case"], &path[0]);
    let last = path.last().expect("the case is always there");
    mask(&mut results["together"], &path[0].or(last));
    for (at, step) in rows(&mut results["steps"]).enumerate() {
        mask_step(step, &path[at], &path[at + 1], least);
    }
    for (step, own) in rows(&mut results["alone"]).zip(alone) {
        mask_step(step, &path[0], own, least);
    }
}

fn rows(list: &mut Value) -> impl Iterator<Item = &mut Value> {
    list.as_array_mut().into_iter().flatten()
}

/// One mask an outcome, the case's first.
fn masks(outcomes: &[&Outcome], least: u64) -> Vec<Mask> {
    let mut consenters: Vec<[u64; 1]> = Vec::new();
    let mut people: Vec<[u64; 4]> = Vec::new();
    let mut fields: Vec<Vec<[u64; 2]>> = vec![Vec::new(); outcomes[0].fields.len()];
    let mut masks = Vec::with_capacity(outcomes.len());
    for (at, outcome) in outcomes.iter().enumerate() {
        let own = [outcome.consenters_but_for_names];
        let hides_consenters = at > 0 && !may_stand(&own, &consenters, least);
        if !hides_consenters {
            consenters.push(own);
        }
        let own = counts(outcome);
        let hides_people = hides_consenters || at > 0 && !may_stand(&own, &people, least);
        if !hides_people {
            people.push(own);
        }
        let mut mask = Mask { consenters: hides_consenters, people: hides_people, fields: Vec::new() };
        for (field, shown) in outcome.fields.iter().zip(&mut fields) {
            let own = [field.at_least, field.at_most];
            let all = [outcome.bystanders.at_least, outcome.bystanders.at_most];
            let rest =
                own.iter().zip(all).all(|(&of, all)| of == 0 || !is_small(all.saturating_sub(of), least));
            let hide = mask.people || !rest || !may_stand(&own, shown, least);
            mask.fields.push(hide);
            if !hide {
                shown.push(own);
            }
        }
        masks.push(mask);
    }
    masks
}

/// Bystanders, and affected where there are any.
fn counts(outcome: &Outcome) -> [u64; 4] {
    let (bystanders, affected) = (outcome.bystanders, outcome.affected);
    let beside = |bystanders: u64, affected| if bystanders == 0 { 0 } else { affected };
    [
        bystanders.at_least,
        bystanders.at_most,
        beside(bystanders.at_least, affected.at_least),
        beside(bystanders.at_most, affected.at_most),
    ]
}

/// Whether counts may be shown beside those that are. The first few of them are small cells by themselves.
fn may_stand<const N: usize>(own: &[u64; N], shown: &[[u64; N]], least: u64) -> bool {
    own.iter().enumerate().all(|(at, &count)| {
        let others = || shown.iter().map(|other| other[at]);
        let near = others().any(|other| other != 0 && is_small(other.abs_diff(count), least));
        let small = at < CELLS && is_small(count, least);
        count == 0 || others().any(|other| other == count) || !near && !small
    })
}

fn is_small(count: u64, least: u64) -> bool {
    0 < count && count < least
}

impl Mask {
    fn or(&self, other: &Self) -> Self {
        let fields = self.fields.iter().zip(&other.fields).map(|(one, other)| *one || *other).collect();
        let consenters = self.consenters || other.consenters;
        Self { consenters, people: self.people || other.people, fields }
    }
}

fn mask_step(step: &mut Value, before: &Mask, own: &Mask, least: u64) {
    let both = before.or(own);
    mask(&mut step["difference"], &both);
    mask(step, own);
    let (gone, now) = (step["no_longer_consenters"].as_u64(), step["now_bystanders"].as_u64());
    let (gone, now) = (gone.unwrap_or(0), now.unwrap_or(0));
    if both.consenters {
        blank(&mut step["no_longer_consenters"]);
    }
    if both.people || is_small(now, least) || is_small(gone.saturating_sub(now), least) {
        blank(&mut step["now_bystanders"]);
    }
}

/// Hides in an outcome, or in a difference, what `mask` says.
fn mask(row: &mut Value, mask: &Mask) {
    if mask.consenters {
        blank(&mut row["consenters"]);
    }
    if mask.people {
        ["bystanders", "affected"].into_iter().for_each(|key| blank(&mut row[key]));
    }
    for (field, _) in rows(&mut row["fields"]).zip(&mask.fields).filter(|(_, hidden)| **hidden) {
        blank(field);
    }
    if mask.people || mask.fields.contains(&true) {
        blank(&mut row["people_fields"]);
    }
}

/// Hides every number in `value`.
fn blank(value: &mut Value) {
    match value {
        Value::Number(_) => *value = json!({ "hidden": true }),
        Value::Object(map) => map.values_mut().for_each(blank),
        Value::Array(items) => items.iter_mut().for_each(blank),
        Value::Null | Value::Bool(_) | Value::String(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::bounds::Between;

    fn outcome(consenters: u64, bystanders: u64, field: u64) -> Outcome {
        let both = |count| Between { at_least: count, at_most: count };
        Outcome {
            consenters,
            consenters_but_for_names: consenters,
            bystanders: both(bystanders),
            affected: both(consenters + bystanders),
            people_fields: both(field),
            fields: vec![both(field)],
        }
    }

    fn hidden(outcomes: &[Outcome]) -> Vec<(bool, bool)> {
        let outcomes: Vec<&Outcome> = outcomes.iter().collect();
        masks(&outcomes, 10).into_iter().map(|mask| (mask.people, mask.fields[0])).collect()
    }

    #[test]
    fn the_case_is_shown_and_what_is_near_something_shown_is_not() {
        let outcomes = [
            outcome(2, 100, 100),
            outcome(2, 95, 95),
            outcome(2, 80, 80),
            outcome(2, 88, 88),
            outcome(2, 0, 0),
        ];
        let few = (true, true);
        assert_eq!(hidden(&outcomes), [(false, false), few, (false, false), few, (false, false)]);
    }

    #[test]
    fn what_is_the_same_as_something_shown_is_shown() {
        assert_eq!(hidden(&[outcome(2, 7, 7), outcome(2, 7, 7)]), [(false, true), (false, true)]);
        assert_eq!(hidden(&[outcome(2, 30, 30), outcome(2, 30, 30)]), [(false, false); 2]);
    }

    #[test]
    fn a_field_is_hidden_where_few_bystanders_are_outside_it() {
        assert_eq!(hidden(&[outcome(2, 100, 93), outcome(2, 60, 40)]), [(false, true), (false, false)]);
    }

    #[test]
    fn consenters_who_go_by_the_few_hide_the_whole_outcome() {
        let outcomes = [outcome(40, 100, 100), outcome(38, 80, 80)];
        let masks = masks(&outcomes.iter().collect::<Vec<_>>(), 10);
        assert_eq!((masks[1].consenters, masks[1].people), (true, true));
    }
}
