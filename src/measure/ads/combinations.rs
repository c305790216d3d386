//! `Combinations`: which conditions stand together in one advertisement.
//!
//! # Limits
//! Only libraries that list advertisements one by one say what stood together; totals of sponsors do not. It counts the dimensions of an
//! advertisement, not its values: two stacks of the same dimensions may pick out different people.

use super::{
    Shelf,
    aimed::{self, Aimed, Way},
    criteria::compared,
};
use crate::model::{
    ads::{Dimension, Level},
    segment::Layer,
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// How many combinations are given.
const MOST: usize = 10;

/// The stacks of conditions of a book's advertisements.
///
/// # Definition
/// The stack of an advertisement is the set of dimensions that pick people out (or of which it is not said which way) and of those that keep
/// people out; its depth is how many these are, a dimension that does both counting twice; a gender of `All` narrows nothing and is left
/// out. `exactly` counts stacks with their values, compared
/// as criteria are; `exactly_once` those that one advertisement alone has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Combinations {
    /// From which side they are known.
    pub layer: Layer,
    /// Advertisements that say whom they were aimed at.
    pub ads: u64,
    /// How many have a stack of each depth, from 0 on.
    pub depth: Vec<u64>,
    /// How many different stacks there are.
    pub different: u64,
    /// How many different stacks there are with their values.
    pub exactly: u64,
    /// How many of those one advertisement alone has.
    pub exactly_once: u64,
    /// The most frequent stacks, at most ten.
    pub most_frequent: Vec<Combination>,
}

/// One stack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Combination {
    /// The dimensions that pick people out.
    pub include: Vec<Dimension>,
    /// The dimensions that keep people out.
    pub exclude: Vec<Dimension>,
    /// How many advertisements have it.
    pub ads: u64,
    /// How many sponsors.
    pub sponsors: u64,
}

type Stack = BTreeSet<(bool, Dimension)>;

pub(super) fn of(shelf: &Shelf) -> Vec<Combinations> {
    if shelf.book.level != Level::Ad {
        return Vec::new();
    }
    aimed::layers(shelf).into_iter().map(|layer| of_layer(shelf, layer)).collect()
}

fn of_layer(shelf: &Shelf, layer: Layer) -> Combinations {
    let rows: Vec<Aimed> = aimed::rows(shelf, layer).into_values().flatten().collect();
    let mut stacks: BTreeMap<Stack, Vec<&Aimed>> = BTreeMap::new();
    let mut exactly: BTreeMap<BTreeSet<(bool, Dimension, String)>, u64> = BTreeMap::new();
    for row in &rows {
        let kept_out = |mode| Way::Exclude.takes(mode);
        let criteria: Vec<_> = row.criteria.iter().filter(|of| shelf.narrows(of)).collect();
        let stack = criteria.iter().map(|of| (kept_out(of.mode), of.dimension)).collect();
        stacks.entry(stack).or_default().push(row);
        let value = |of: u32| compared(shelf.records.text(of));
        let values = criteria.iter().map(|of| (kept_out(of.mode), of.dimension, value(of.value))).collect();
        *exactly.entry(values).or_default() += 1;
    }
    let deepest = stacks.keys().map(BTreeSet::len).max().unwrap_or(0);
    let mut depth = vec![0; deepest + 1];
    stacks.iter().for_each(|(stack, rows)| depth[stack.len()] += rows.len() as u64);
    let mut frequent: Vec<Combination> =
        stacks.iter().map(|(stack, rows)| combination(stack, rows)).collect();
    // Stable, so that equals keep the order of their dimensions.
    frequent.sort_by_key(|of| std::cmp::Reverse(of.ads));
    frequent.truncate(MOST);
    Combinations {
        layer,
        ads: rows.len() as u64,
        depth,
        different: stacks.len() as u64,
        exactly: exactly.len() as u64,
        exactly_once: exactly.values().filter(|&&ads| ads == 1).count() as u64,
        most_frequent: frequent,
    }
}

fn combination(stack: &Stack, rows: &[&Aimed]) -> Combination {
    let side = |is_out: bool| {
        stack.iter().filter(|(out, _)| *out == is_out).map(|(_, dimension)| *dimension).collect::<Vec<_>>()
    };
    Combination {
        include: side(false),
        exclude: side(true),
        ads: rows.len() as u64,
        sponsors: aimed::sponsors_of(rows.iter().copied()),
    }
}
