//! Small cells of the matrix of places.
//!
//! # Definition
//! First, places are folded into one row or column `other places`: as places of consenters those whose consenters are hidden
//! in the table of places, because what few consenters opened can be looked up among the consenters' own numbers; as places of
//! bystanders those whose bystanders are hidden there. A folded row has no numbers of people: one person may be in several of
//! the rows folded. Then cells are hidden as `stat::two_way_cells` says, by the people in them, exposures and people together.
//!
//! A place with a small part of its bystanders (opened from home only, from other places only, both, unknown) has all four
//! hidden, and with them the cell of the matrix that would give one away: that of the place with itself, and that of the only
//! other place that opened anybody there. At least two places are hidden so, and each part of these adds up to enough people;
//! where that cannot be had, the sums of the parts are hidden too. Home and abroad are hidden where the cell that parts them is.
//!
//! # Limits
//! Several attributes that speak of places, such as town and province, are hidden one by one: where one is made of the other,
//! the larger may narrow what is hidden in the smaller. The number of people in a hidden cell is narrowed by what cannot be
//! otherwise: it is at most the exposures, and the people of a column add up to at least its bystanders.

use super::{is_hidden, is_small, mask, rows};
use crate::stat::two_way_cells::{self, TwoWay};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// A matrix with more rows or columns than this has its smallest places folded: the search for cells to hide grows with the
/// square of the cells.
const MOST: usize = 100;

const PARTS: &[&str] = &["home_only", "abroad_only", "both", "unknown_only"];

/// Hides what is small in the matrix, given the table of places as it is published.
pub(super) fn hide(matrix: &mut Value, places: &[Value], least: u64) {
    let mut parts = ["from", "to", "cells"].map(|key| std::mem::take(rows(&mut matrix[key])));
    let totals = rows(&mut matrix["totals"]);
    let mut published = [const { Vec::new() }; 3];
    for total in totals {
        let dimension = total["dimension"].clone();
        let of = |row: &Value| row["dimension"] == dimension;
        let [from, to, cells] = parts.each_mut().map(|rows| rows.extract_if(.., |row| of(row)).collect());
        let places: Vec<&Value> = places.iter().filter(|row| of(row)).collect();
        let mut one = Dimension { total, from, to, cells, least };
        one.fold(&places);
        one.hide();
        let Dimension { from, to, cells, .. } = one;
        published.iter_mut().zip([from, to, cells]).for_each(|(rows, more)| rows.extend(more));
    }
    for (key, rows) in ["from", "to", "cells"].into_iter().zip(published) {
        matrix[key] = json!(rows);
    }
}

/// The matrix of one attribute.
struct Dimension<'a> {
    total: &'a mut Value,
    from: Vec<Value>,
    to: Vec<Value>,
    cells: Vec<Value>,
    least: u64,
}

fn count(row: &Value, key: &str) -> u64 {
    row[key].as_u64().unwrap_or(0)
}

fn text<'a>(row: &'a Value, key: &str) -> &'a str {
    row[key].as_str().unwrap_or_default()
}

fn names(rows: &[Value]) -> Vec<String> {
    rows.iter().map(|row| text(row, "place").to_owned()).collect()
}

impl Dimension<'_> {
    /// Folds the places whose consenters, or whose bystanders, are hidden in the table of places.
    fn fold(&mut self, places: &[&Value]) {
        let hides = |key: &'static str| {
            let rows = places.iter().filter(move |row| is_hidden(&row[key]));
            rows.map(|row| text(row, "place").to_owned()).collect::<BTreeSet<String>>()
        };
        let (mut from, mut to) = (hides("consenters"), hides("bystanders"));
        self.fold_what_a_wider_reach_gives_away(&mut to, places);
        fold_smallest(&self.from, &mut from);
        fold_smallest(&self.to, &mut to);
        self.hide_home_of(&from);
        self.cells = folded_cells(&self.cells, &from, &to);
        for (rows, folded, keys) in [
            (&mut self.from, &from, &["exposures"][..]),
            (
                &mut self.to,
                &to,
                &["exposures", "bystanders", "home_only", "abroad_only", "both", "unknown_only"],
            ),
        ] {
            *rows = folded_places(rows, folded, keys);
        }
    }

    /// With two hops or more the table of places counts more bystanders than the matrix: neither the matrix's number nor the
    /// difference may be small.
    fn fold_what_a_wider_reach_gives_away(&self, folded: &mut BTreeSet<String>, places: &[&Value]) {
        let within = |name: &str| {
            places.iter().find(|row| row["place"] == name).map_or(0, |row| count(row, "bystanders"))
        };
        let mut left: Vec<(u64, u64, String)> = Vec::new();
        let (mut sum, mut further) = (0, 0);
        let small = |people: u64| 0 < people && people < self.least;
        for row in &self.to {
            let (name, people) = (text(row, "place"), count(row, "bystanders"));
            let more = within(name).saturating_sub(people);
            if small(people) || small(more) {
                folded.insert(name.to_owned());
            }
            if folded.contains(name) {
                (sum, further) = (sum + people, further + more);
            } else if people + more > 0 {
                left.push((people, more, name.to_owned()));
            }
        }
        left.sort_unstable_by(|one, other| other.cmp(one));
        while !folded.is_empty() && (folded.len() < 2 || small(sum) || small(further)) {
            let Some((people, more, name)) = left.pop() else { return };
            folded.insert(name);
            (sum, further) = (sum + people, further + more);
        }
    }

    /// Exposures at home of folded places are in the sums of the matrix and nowhere else: few people behind them hide the sums.
    fn hide_home_of(&mut self, folded: &BTreeSet<String>) {
        let of = self.from.iter().filter(|row| folded.contains(text(row, "place")));
        let [home, abroad] =
            ["people_home", "people_abroad"].map(|key| of.clone().map(|row| count(row, key)).sum::<u64>());
        // Nor are there fewer people behind few exposures, wherever they stand.
        let whole = ["home", "abroad"].map(|key| count(self.total, key));
        if [home, abroad].iter().chain(&whole).any(|&few| 0 < few && few < self.least) {
            mask(self.total, &["home", "abroad"]);
        }
    }

    fn hide(&mut self) {
        let (from, to) = (names(&self.from), names(&self.to));
        let table = self.table(&from, &to);
        let tells: Vec<Vec<(usize, usize)>> =
            to.iter().map(|name| self.told_by_parts(name, &from, &to)).collect();
        let least = self.least;
        let mut parted: Vec<bool> = self.to.iter().map(|row| has_small_part(row, least)).collect();
        // Parts hide cells, which hide cells to go with them, which hide the parts that would tell them: until nothing is added.
        let (found, sums_hidden) = loop {
            let sums_hidden = self.widen(&mut parted);
            let told = || tells.iter().zip(&parted);
            let also: Vec<_> =
                told().filter(|(_, parted)| **parted).flat_map(|(cells, _)| cells.clone()).collect();
            let found = two_way_cells::hidden(&table, least, &also);
            let is_hidden =
                |cells: &Vec<(usize, usize)>| cells.iter().any(|&(row, column)| found.cells[row][column]);
            let more: Vec<bool> = told().map(|(cells, &parted)| parted || is_hidden(cells)).collect();
            if more == parted {
                break (found, sums_hidden);
            }
            parted = more;
        };
        if sums_hidden {
            mask(self.total, PARTS);
        }
        self.to.iter_mut().zip(&parted).filter(|(_, parted)| **parted).for_each(|(row, _)| mask(row, PARTS));
        for cell in &mut self.cells {
            if found.cells[place(&from, text(cell, "from"))][place(&to, text(cell, "to"))] {
                mask(cell, &["exposures", "people"]);
            }
            cell.as_object_mut().expect("a row").remove("at_least");
        }
        self.hide_sums(&found);
    }

    /// Adds places to those whose parts are hidden, fewest bystanders first, until the sums of the parts tell nothing small;
    /// whether the sums have to be hidden instead.
    fn widen(&self, parted: &mut [bool]) -> bool {
        let anybody = |at: &usize| count(&self.to[*at], "bystanders") > 0;
        let mut order: Vec<usize> = (0..self.to.len()).filter(|&at| !parted[at]).filter(anybody).collect();
        order.sort_by_key(|&at| std::cmp::Reverse((count(&self.to[at], "bystanders"), at)));
        let tell = |parted: &[bool]| {
            let rows = || self.to.iter().zip(parted).filter(|(_, parted)| **parted).map(|(row, _)| row);
            let sum = |part: &str| rows().map(|row| count(row, part)).sum::<u64>();
            rows().count() == 1 || PARTS.iter().any(|part| (1..self.least).contains(&sum(part)))
        };
        if has_small_part(self.total, self.least) {
            return true;
        }
        while tell(parted) {
            match order.pop() {
                Some(at) => parted[at] = true,
                None => return true,
            }
        }
        false
    }

    /// The cells that the parts of a place tell: of the place with itself, and with the only other that opened anybody there.
    fn told_by_parts(&self, name: &str, from: &[String], to: &[String]) -> Vec<(usize, usize)> {
        let cells = self.cells.iter().filter(|cell| cell["to"] == name).map(|cell| text(cell, "from"));
        let (itself, elsewhere): (Vec<&str>, Vec<&str>) = cells.partition(|from| *from == name);
        let single = elsewhere.iter().filter(|_| elsewhere.len() == 1);
        itself.iter().chain(single).map(|row| (place(from, row), place(to, name))).collect()
    }

    /// The people in each cell, and the exposures that rows and columns add up to.
    fn table(&self, from: &[String], to: &[String]) -> TwoWay {
        let mut cells = vec![vec![0; to.len()]; from.len()];
        for cell in &self.cells {
            let people = cell.get("at_least").map_or(count(cell, "people"), |_| count(cell, "at_least"));
            cells[place(from, text(cell, "from"))][place(to, text(cell, "to"))] = people;
        }
        let sums = |rows: &[Value]| rows.iter().map(|row| count(row, "exposures")).collect();
        TwoWay { cells, rows: sums(&self.from), columns: sums(&self.to) }
    }

    /// Hides sums, and what parts them into home and abroad.
    fn hide_sums(&mut self, found: &two_way_cells::Hidden) {
        const HOME: &[&str] = &["home", "abroad", "people_home", "people_abroad"];
        let shown: BTreeMap<String, bool> = self
            .cells
            .iter()
            .filter(|cell| cell["from"] == cell["to"])
            .map(|cell| (text(cell, "from").to_owned(), !is_hidden(&cell["exposures"])))
            .collect();
        let columns: BTreeSet<&str> = self.to.iter().map(|row| text(row, "place")).collect();
        let mut parted = true;
        for (row, &sum_hidden) in self.from.iter_mut().zip(&found.rows) {
            let name = text(row, "place").to_owned();
            if sum_hidden {
                mask(row, &["exposures", "abroad", "people_abroad"]);
            }
            let folded = row.get("places").is_some();
            if !folded && (!columns.contains(name.as_str()) || shown.get(&name) == Some(&false)) {
                mask(row, HOME);
                parted = false;
            }
        }
        for (row, _) in self.to.iter_mut().zip(&found.columns).filter(|(_, hidden)| **hidden) {
            mask(row, &["exposures"]);
        }
        if !parted {
            mask(self.total, &["home", "abroad"]);
        }
    }
}

fn has_small_part(row: &Value, least: u64) -> bool {
    PARTS.iter().any(|part| is_small(&row[part], least))
}

fn place(names: &[String], name: &str) -> usize {
    names.iter().position(|known| known == name).expect("every cell stands in a row and a column")
}

/// Folds, beyond so many, the places with fewest exposures.
fn fold_smallest(rows: &[Value], folded: &mut BTreeSet<String>) {
    let mut left: Vec<&Value> = rows.iter().filter(|row| !folded.contains(text(row, "place"))).collect();
    left.sort_by_key(|row| std::cmp::Reverse(count(row, "exposures")));
    folded.extend(left.iter().skip(MOST).map(|row| text(row, "place").to_owned()));
}

/// The name of a folded row or column.
fn others(folded: &BTreeSet<String>) -> String {
    match folded.len() {
        1 => "1 other place".to_owned(),
        many => format!("{many} other places"),
    }
}

/// The places with those `folded` added up in a last row, in the columns `keys`.
fn folded_places(rows: &[Value], folded: &BTreeSet<String>, keys: &[&str]) -> Vec<Value> {
    let (into, mut left): (Vec<Value>, Vec<Value>) =
        rows.iter().cloned().partition(|row| folded.contains(text(row, "place")));
    if let Some(first) = into.first() {
        let mut row =
            json!({ "dimension": first["dimension"], "place": others(folded), "places": folded.len() });
        for key in keys {
            row[key] = json!(into.iter().map(|row| count(row, key)).sum::<u64>());
        }
        left.push(row);
    }
    left
}

/// The cells with rows and columns folded. People of a folded row are not known, but are at least as many as the one row of
/// those folded that has most.
fn folded_cells(cells: &[Value], from: &BTreeSet<String>, to: &BTreeSet<String>) -> Vec<Value> {
    let mut found: BTreeMap<(bool, String, bool, String), Vec<&Value>> = BTreeMap::new();
    for cell in cells {
        let name = |key: &str, folded: &BTreeSet<String>| {
            let name = text(cell, key);
            if folded.contains(name) { (true, others(folded)) } else { (false, name.to_owned()) }
        };
        let ((i, from), (j, to)) = (name("from", from), name("to", to));
        found.entry((i, from, j, to)).or_default().push(cell);
    }
    let row = |((folded, from, _, to), cells): ((bool, String, bool, String), Vec<&Value>)| {
        let sum = |key: &str| cells.iter().map(|cell| count(cell, key)).sum::<u64>();
        let mut row = json!({ "dimension": cells[0]["dimension"], "from": from, "to": to, "exposures": sum("exposures") });
        if folded {
            let mut most: BTreeMap<&str, u64> = BTreeMap::new();
            for cell in &cells {
                let people = most.entry(text(cell, "to")).or_default();
                *people = count(cell, "people").max(*people);
            }
            row["at_least"] = json!(most.values().sum::<u64>());
            row["people"] = Value::Null;
        } else {
            row["people"] = json!(sum("people"));
        }
        row
    };
    found.into_iter().map(row).collect()
}
