//! The one table: people by hop, by distance of the holder, and by field.

use super::{At, Union};
use crate::{
    flow::{Class, Holder, People},
    model::number::Between,
};
use serde::Serialize;
use std::collections::BTreeSet;

/// People of one hop whom organisations of one distance hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// 0 for those who gave a grant, the hop for bystanders, none for those not within reach.
    pub hop: Option<u32>,
    /// The fewest transfers from a collector to the holder; none where no path leads there.
    pub distance: Option<u32>,
    /// The field that transfers state; none for all data together.
    pub field: Option<String>,
    /// How many they are.
    pub people: Between,
}

/// The organisations of one distance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Column {
    /// The fewest transfers from a collector; none where no path leads there.
    pub distance: Option<u32>,
    /// How many organisations there are.
    pub organisations: u64,
    /// People whom any of them holds.
    pub people: Between,
    /// Those of them who gave no grant and were within reach of one.
    pub bystanders: Between,
}

/// The distances, ascending; those of organisations that no path leads to last.
fn distances(at: &At) -> Vec<Option<u32>> {
    let known: BTreeSet<(bool, Option<u32>)> =
        at.holdings.organisations.iter().map(|holder| (holder.distance.is_none(), holder.distance)).collect();
    known.into_iter().map(|(_, distance)| distance).collect()
}

pub(super) fn columns(at: &At) -> Vec<Column> {
    let column = |distance| {
        let here = move |holder: &Holder| holder.distance == distance;
        let union = at.union(here);
        Column {
            distance,
            organisations: at.organisations(here).count() as u64,
            people: at.count(&union, here, |_| true),
            bystanders: at.count(&union, here, super::is_bystander),
        }
    };
    distances(at).into_iter().map(column).collect()
}

/// The cells of every hop of which anybody may be held.
pub(super) fn of(at: &At) -> Vec<Cell> {
    let mut cells = Vec::new();
    for distance in distances(at) {
        let here = move |holder: &Holder| holder.distance == distance;
        let union = at.union(here);
        for (class, _) in at.holdings.classes.each() {
            let people = at.count(&union, here, move |other| other == class);
            cells.push(Cell { hop: hop(class), distance, field: None, people });
        }
    }
    let held: BTreeSet<Option<u32>> =
        cells.iter().filter(|cell| cell.people.at_most > 0).map(|cell| cell.hop).collect();
    cells.retain(|cell| held.contains(&cell.hop));
    cells.sort_by_key(|cell| cell.hop.unwrap_or(u32::MAX));
    let stated = (0..).zip(&at.transfers.fields);
    cells.extend(stated.flat_map(|(field, name)| of_field(at, field, name)));
    cells
}

fn hop(class: Class) -> Option<u32> {
    match class {
        Class::Consenter => Some(0),
        Class::Bystander(hop) => Some(hop),
        Class::Unreached => None,
    }
}

/// The cells of one field: surely who came by a list of a transfer that states it, possibly who may have come by one that states it or
/// states none.
fn of_field(at: &At, field: u32, name: &str) -> Vec<Cell> {
    let mut cells = Vec::new();
    for distance in distances(at) {
        let mut union = Union { surely: People::default(), possibly: People::default() };
        for ((id, fields), received) in &at.holdings.received {
            if at.holdings.organisations[id.index()].distance != distance {
                continue;
            }
            let states = fields.as_ref().map(|fields| fields.contains(&field));
            if states == Some(true) {
                union.surely.add(&received.surely);
            }
            if states != Some(false) {
                union.possibly.add(&received.possibly);
            }
        }
        let classes = &at.holdings.classes;
        let [surely, possibly] = [&union.surely, &union.possibly].map(|people| classes.counts(people));
        let counts = classes.each().zip(surely.into_iter().zip(possibly));
        cells.extend(counts.map(|((class, _), (at_least, at_most))| Cell {
            hop: hop(class),
            distance,
            field: Some(name.to_owned()),
            people: Between { at_least, at_most },
        }));
    }
    cells.retain(|cell| cell.people.at_most > 0);
    cells.sort_by_key(|cell| cell.hop.unwrap_or(u32::MAX));
    cells
}
