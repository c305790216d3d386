//! Overlaps of segments: their sizes are published beside them, so that each overlap tells three numbers, and three overlaps seven.
//!
//! # Definition
//! Of a pair, the people in both, in one alone, in the other alone and in neither follow from what is published; where one of the
//! four is small, the people in both are hidden with all that was computed from them, how the two lie to each other included. So is
//! the size of a segment that is small.
//!
//! Of three segments of one layer whose sizes and overlaps are all shown, or known to be none, only the people in all three are open,
//! and that between two ends. Where a part of the three is surely small, the smallest of the three overlaps is hidden; the parts are
//! the seven that the three make, and those in none of them.
//!
//! People by number of segments: the sizes of the segments and their overlaps are sums over the levels. The last levels are folded
//! into one until each row that is shown is large enough; at least four levels, those that nobody is on included, must then be open,
//! and they may not tell that few are on the lowest of them, or above it. Of a layer of three segments no levels are shown, for
//! everything would follow; nor are they of a layer with one or two hidden overlaps, which would follow from the sum of all.
//!
//! Pairs with hidden numbers come last, in the order of their names: the order must not tell what is hidden. Numbers of pairs are
//! no numbers of people, and are not hidden.
//!
//! # Limits
//! What four and more overlaps tell together is not looked for, nor are triples where a layer has more than a hundred segments
//! or more pairs than are listed.

use super::{is_hidden, is_small, mask, rows};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What is computed from the people in both.
const DERIVED: &[&str] =
    &["both", "jaccard", "overlap", "share_of_larger", "relation", "near_copy", "gives_away"];

/// The most segments of which all triples are looked at.
const MOST: usize = 100;

pub(super) fn hide(results: &mut Value, least: u64) {
    let people = results["spread"]["people"].as_u64().unwrap_or(0);
    let complete = complete(&results["lattice"]);
    let mut lattice = std::mem::take(&mut results["lattice"]);
    let mut pairs = std::mem::take(rows(&mut lattice["pairs"]));
    pairs.iter_mut().filter(|pair| tells(pair, people, least)).for_each(|pair| mask(pair, DERIVED));
    let mut layers: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    (0..pairs.len()).for_each(|at| layers.entry(pairs[at]["layer"].to_string()).or_default().push(at));
    for of_layer in layers.values() {
        Triples { of_layer, complete, people, least }.hide(&mut pairs);
    }
    levels(rows(&mut lattice["levels"]), &pairs, least);
    let mut smallest = std::mem::take(rows(&mut lattice["smallest"]));
    for pair in &mut smallest {
        let same = |other: &&Value| NAMES.iter().all(|key| other[*key] == pair[*key]);
        let told = pairs
            .iter()
            .find(same)
            .map_or_else(|| tells(pair, people, least), |other| is_hidden(&other["both"]));
        if told {
            mask(pair, DERIVED);
        }
    }
    for pair in pairs.iter_mut().chain(&mut smallest) {
        for key in ["smaller_members", "larger_members"] {
            if is_small(&pair[key], least) {
                mask(pair, &[key]);
            }
        }
    }
    lattice["pairs"] = json!(hidden_last(pairs));
    lattice["smallest"] = json!(hidden_last(smallest));
    results["lattice"] = lattice;
}

/// What names a pair.
const NAMES: &[&str] = &["layer", "smaller", "larger"];

/// Whether every pair that overlaps is listed.
fn complete(lattice: &Value) -> bool {
    lattice["pairs"].as_array().map(|pairs| pairs.len() as u64) == lattice["tally"]["overlapping"].as_u64()
}

fn count(pair: &Value, key: &str) -> u64 {
    pair[key].as_u64().unwrap_or(0)
}

/// Whether the sizes and the overlap of two segments tell a small number.
fn tells(pair: &Value, people: u64, least: u64) -> bool {
    let [both, one, other] = ["both", "smaller_members", "larger_members"].map(|key| count(pair, key));
    let few = |count: u64| 0 < count && count < least;
    [both, one - both, other - both, (people + both).saturating_sub(one + other)].into_iter().any(few)
}

fn hidden_last(pairs: Vec<Value>) -> Vec<Value> {
    let (mut last, mut first): (Vec<_>, Vec<_>) =
        pairs.into_iter().partition(|pair| is_hidden(&pair["both"]));
    last.sort_by_key(|pair| NAMES.iter().map(|key| pair[*key].to_string()).collect::<Vec<_>>());
    first.append(&mut last);
    first
}

/// The three overlaps of each three segments of a layer.
struct Triples<'a> {
    /// The pairs of the layer.
    of_layer: &'a [usize],
    /// Whether two segments without a pair share nobody.
    complete: bool,
    people: u64,
    least: u64,
}

impl Triples<'_> {
    fn hide(&self, pairs: &mut [Value]) {
        let mut segments: BTreeMap<String, u64> = BTreeMap::new();
        let mut between: BTreeMap<[String; 2], usize> = BTreeMap::new();
        for &at in self.of_layer {
            let [one, other] =
                ["smaller", "larger"].map(|key| pairs[at][key].as_str().unwrap_or_default().to_owned());
            segments.insert(one.clone(), count(&pairs[at], "smaller_members"));
            segments.insert(other.clone(), count(&pairs[at], "larger_members"));
            between.insert(if one < other { [one, other] } else { [other, one] }, at);
        }
        if segments.len() > MOST || !self.complete {
            return;
        }
        let segments: Vec<(String, u64)> = segments.into_iter().collect();
        for (first, one) in segments.iter().enumerate() {
            for (second, two) in segments.iter().enumerate().skip(first + 1) {
                for three in &segments[second + 1..] {
                    let pair = |one: &(String, u64), other: &(String, u64)| {
                        between.get(&[one.0.clone(), other.0.clone()]).copied()
                    };
                    let between = [pair(one, two), pair(one, three), pair(two, three)];
                    self.hide_smallest(pairs, between, [one.1, two.1, three.1]);
                }
            }
        }
    }

    /// Hides the smallest of three overlaps that are shown, where they tell a small number.
    fn hide_smallest(&self, pairs: &mut [Value], between: [Option<usize>; 3], sizes: [u64; 3]) {
        let shown = |at: &Option<usize>| at.map_or(Some(0), |at| pairs[at]["both"].as_u64());
        let [Some(a), Some(b), Some(c)] = between.each_ref().map(shown) else { return };
        if sizes.iter().all(|&size| size >= self.least)
            && three_tell(self.people, sizes, [a, b, c], self.least)
        {
            let smallest = between.into_iter().flatten().min_by_key(|&at| count(&pairs[at], "both"));
            smallest.into_iter().for_each(|at| mask(&mut pairs[at], DERIVED));
        }
    }
}

/// Whether some part that three segments of `sizes` make is surely small, given the overlaps of the first with the second, of the
/// first with the third, of the second with the third.
fn three_tell(people: u64, sizes: [u64; 3], both: [u64; 3], least: u64) -> bool {
    let signed = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let (people, least) = (signed(people), signed(least));
    let ([a, b, c], [ab, ac, bc]) = (sizes.map(signed), both.map(signed));
    // With t in all three, each part is what it would be for none, and t more or less.
    let more = [0, a - ab - ac, b - ab - bc, c - ac - bc];
    let less = [ab, ac, bc, people - (a + b + c) + ab + ac + bc];
    let low = more.iter().map(|part| -part).max().unwrap_or(0);
    let high = less.iter().copied().min().unwrap_or(0);
    let surely_few = |from: i64, to: i64| 0 < from && to < least;
    more.iter().any(|part| surely_few(part + low, part + high))
        || less.iter().any(|part| surely_few(part - high, part - low))
}

/// People by number of segments, layer by layer.
fn levels(levels: &mut Vec<Value>, pairs: &[Value], least: u64) {
    let mut kept = Vec::new();
    for of_layer in levels.chunk_by(|one, other| one["layer"] == other["layer"]) {
        let own = pairs.iter().filter(|pair| pair["layer"] == of_layer[0]["layer"]);
        let hidden = own.filter(|pair| is_hidden(&pair["both"])).count();
        let segments = count(&of_layer[0], "of_segments");
        // One hidden overlap of several follows from the sum of all; three segments tell everything with their levels.
        if hidden == 0 && segments != 3 || hidden > 2 && segments > 3 {
            kept.extend(folded(of_layer, segments, least));
        }
    }
    *levels = kept;
}

/// The levels of one layer with the last folded into one, as few as can be; none where that does not do.
fn folded(levels: &[Value], segments: u64, least: u64) -> Vec<Value> {
    let people: Vec<u64> = levels.iter().map(|level| count(level, "people")).collect();
    let few = |count: u64| 0 < count && count < least;
    let may_be_shown = |from: usize| {
        let tail: u64 = people[from..].iter().sum();
        let more: u64 = (0..).zip(&people[from..]).map(|(above, people)| above * people).sum();
        let open = segments.saturating_sub(from as u64);
        let all_apart = from + 1 == people.len();
        let hides = open >= 3 && more >= least && tail.saturating_sub(more.div_ceil(open)) >= least;
        !people[..from].iter().any(|&people| few(people)) && !few(tail) && (all_apart || hides)
    };
    let Some(from) = (1..people.len()).rev().find(|&from| may_be_shown(from)) else { return Vec::new() };
    let mut rows = levels[..=from].to_vec();
    if from + 1 < people.len() {
        rows[from]["people"] = json!(people[from..].iter().sum::<u64>());
        rows[from]["or_more"] = json!(true);
    }
    rows
}

#[cfg(test)]
mod tests;
