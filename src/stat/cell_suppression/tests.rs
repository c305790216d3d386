//! Against every table and every set of cells there is.

use super::*;
use crate::{model::number::Undefined, stat::two_way_cells};
use proptest::{collection::vec, prelude::*};

/// Every table with the sums and shown cells of `counts`, as the hidden cells' values.
fn tables(counts: &[Vec<u64>], hidden: &[Place]) -> Vec<Vec<u64>> {
    fn fill(
        counts: &mut Vec<Vec<u64>>,
        sums: &[Vec<u64>; 2],
        hidden: &[Place],
        at: usize,
        found: &mut Vec<Vec<u64>>,
    ) {
        let Some(&(row, column)) = hidden.get(at) else {
            if &sums_of(counts) == sums {
                found.push(hidden.iter().map(|&(row, column)| counts[row][column]).collect());
            }
            return;
        };
        for count in 0..=sums[0][row].min(sums[1][column]) {
            counts[row][column] = count;
            fill(counts, sums, hidden, at + 1, found);
        }
        counts[row][column] = 0;
    }
    let mut found = Vec::new();
    fill(&mut counts.to_vec(), &sums_of(counts), hidden, 0, &mut found);
    found
}

fn sums_of(counts: &[Vec<u64>]) -> [Vec<u64>; 2] {
    let columns = 0..counts[0].len();
    [
        counts.iter().map(|row| row.iter().sum()).collect(),
        columns.map(|column| counts.iter().map(|row| row[column]).sum()).collect(),
    ]
}

/// The fewest extra cells, by trying every set of cells above zero and asking the intervals.
fn tried(counts: &[Vec<u64>], primary: &[Place]) -> Option<(usize, u64)> {
    let others: Vec<Place> =
        places(counts).filter(|place| counts[place.0][place.1] > 0 && !primary.contains(place)).collect();
    let sets = (0..1_u32 << others.len()).filter_map(|set| {
        let extra: Vec<Place> =
            (0..others.len()).filter(|at| set >> at & 1 == 1).map(|at| others[at]).collect();
        let hidden = [primary, &extra].concat();
        let known = recoverable(counts, &hidden);
        let people = extra.iter().map(|&(row, column)| counts[row][column]).sum();
        primary.iter().all(|place| !known.contains(place)).then_some((extra.len(), people))
    });
    sets.min()
}

#[test]
fn hides_nothing_beside_nothing() {
    assert_eq!(fewest_extra(&[vec![20, 7], vec![15, 30]], &[]).value(), Some(Extra::default()));
    assert_eq!(fewest_extra(&[], &[]).value(), Some(Extra::default()));
}

#[test]
fn says_that_a_single_row_cannot_be_protected() {
    assert_eq!(fewest_extra(&[vec![2, 9, 14]], &[(0, 0)]).0, Err(Undefined::CannotBeProtected));
}

#[test]
fn stops_at_the_stated_limit_of_work() {
    let row = |row: usize| (0..10).map(|at| if at == row { 3 } else { 20 }).collect();
    let counts: Vec<Vec<u64>> = (0..10).map(row).collect();
    assert_eq!(fewest_extra(&counts, &primary(&counts, 10)).0, Err(Undefined::TooLarge));
}

fn small_tables() -> impl Strategy<Value = Vec<Vec<u64>>> {
    let count = prop_oneof![2 => Just(0_u64), 3 => 1..3_u64, 4 => 3..6_u64];
    (1..4_usize, 1..4_usize).prop_flat_map(move |(rows, columns)| vec(vec(count.clone(), columns), rows))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn finds_the_ends_that_every_table_with_these_sums_has(counts in small_tables(), pick in any::<u16>()) {
        let hidden: Vec<Place> = places(&counts).enumerate().filter(|(at, _)| pick >> at & 1 == 1).map(|(_, place)| place).collect();
        prop_assume!(hidden.len() <= 6);
        let all = tables(&counts, &hidden);
        for (at, found) in intervals(&counts, &hidden).into_iter().enumerate() {
            let values = || all.iter().map(|table| table[at]);
            prop_assert_eq!((Some(found.low), Some(found.high)), (values().min(), values().max()));
        }
    }

    #[test]
    fn finds_as_few_cells_and_people_as_trying_every_set(counts in small_tables()) {
        let primary = primary(&counts, 3);
        let found = fewest_extra(&counts, &primary);
        let extra = found.clone().value().map(|extra| (extra.cells.len(), extra.people));
        prop_assert_eq!(extra, tried(&counts, &primary));
        if let Some(extra) = found.value() {
            let hidden = [primary.as_slice(), &extra.cells].concat();
            prop_assert!(recoverable(&counts, &hidden).iter().all(|place| !primary.contains(place)));
        }
    }

    /// What reports hide one cell after another is never fewer.
    #[test]
    fn needs_no_more_cells_than_the_cheapest_ways_round(counts in small_tables()) {
        let [rows, columns] = sums_of(&counts);
        prop_assume!(rows.iter().chain(&columns).all(|&sum| sum == 0 || sum >= 3));
        let marks = two_way_cells::hidden(&two_way_cells::TwoWay { cells: counts.clone(), rows, columns }, 3, &[]);
        let sums = marks.rows.contains(&true) || marks.columns.contains(&true);
        if !sums && !marks.last_resort {
            let primary = primary(&counts, 3);
            let fewest = fewest_extra(&counts, &primary).value().expect("a way round was found");
            let hidden = marks.cells.concat().into_iter().filter(|hidden| *hidden).count();
            prop_assert!(primary.len() + fewest.cells.len() <= hidden);
        }
    }
}
