//! The suite `privacy`.

use super::harness::{Case, cases};
use bystander::{
    audit::Audit,
    measure::{lattice::Lattice, singling_out::SinglingOut},
    model::{case::Parameters, id::PersonId, number::Figure, segment::Segment},
    stat::{
        cell_suppression::{self, Place},
        microdata::Classes,
        private_counts::Release,
    },
    table::Tables,
};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The columns of a case by name, each with a code per record; codes are in the order of the values.
fn columns(case: &Case) -> (BTreeMap<String, Vec<u32>>, usize) {
    let rows = case.input()["rows"].as_array().expect("rows");
    let names = case.input()["columns"].as_array().expect("columns");
    let coded = |at: usize| {
        let mut values: Vec<&Value> = rows.iter().map(|row| &row[at]).collect();
        values.sort_by(|one, other| match (one.as_f64(), other.as_f64()) {
            (Some(one), Some(other)) => one.total_cmp(&other),
            _ => one.as_str().cmp(&other.as_str()),
        });
        values.dedup();
        let code =
            |row: &Value| values.iter().position(|value| **value == row[at]).expect("its own value") as u32;
        rows.iter().map(code).collect()
    };
    let name = |at: usize| names[at].as_str().expect("a name").to_owned();
    ((0..names.len()).map(|at| (name(at), coded(at))).collect(), rows.len())
}

#[test]
fn microdata_risk() {
    for case in cases("privacy", "microdata_risk") {
        let (columns, records) = columns(&case);
        let known: Vec<String> =
            serde_json::from_value(case.input()["quasi_identifiers"].clone()).expect("names");
        let known: Vec<&[u32]> = known.iter().map(|name| columns[name].as_slice()).collect();
        let sensitive = &columns[case.input()["sensitive"].as_str().expect("a name")];
        let classes = Classes::of(&known, records);
        let sizes = classes.sizes().into_iter().map(|(size, count)| (size.to_string(), json!(count)));
        case.check(&json!({
            "records": classes.records(),
            "classes": classes.classes(),
            "k": classes.k(),
            "class_size_histogram": sizes.collect::<Map<_, _>>(),
            "unique_records": classes.unique_records(),
            "unique_share": classes.unique_share(),
            "records_below_5": classes.records_below(5),
            "highest_risk": classes.highest_risk(),
            "average_risk": classes.average_risk(),
            "l_distinct": classes.l_distinct(sensitive),
            "l_entropy": classes.l_entropy(sensitive),
            "t_closeness": classes.t_closeness_equal(sensitive),
            "t_closeness_equal": classes.t_closeness_equal(sensitive),
            "t_closeness_ordered": classes.t_closeness_ordered(sensitive),
        }));
    }
}

/// An audit of the records as people, and of the segments that the case describes.
fn segments(case: &Case) -> Audit {
    let rows = case.input()["rows"].as_array().expect("rows");
    let names = case.input()["columns"].as_array().expect("columns");
    let segment = |(name, wanted): (&String, &Value)| {
        let wanted = wanted.as_object().expect("values by column");
        let fits = |row: &Value| {
            wanted.iter().all(|(column, value)| {
                let at = names.iter().position(|name| name == column).expect("a column");
                row[at] == *value
            })
        };
        let members = (0..).zip(rows).filter(|(_, row)| fits(row)).map(|(at, _)| PersonId(at)).collect();
        Segment { name: name.clone(), members, ..Segment::default() }
    };
    let segments = case.input()["segments"].as_object().expect("segments").iter().map(segment).collect();
    let tables = Tables { people: rows.len(), listed: true, segments, ..Tables::default() };
    Audit::new(tables, Parameters::default())
}

#[test]
fn segment_singling_out() {
    for case in cases("privacy", "segment_singling_out") {
        let audit = segments(&case);
        let least = case.input()["threshold"].as_u64().expect("a count");
        let (found, lattice) = (SinglingOut::of(&audit), Lattice::of(&audit));
        let all = || found.audiences.iter();
        let fewer = |least: u64| -> Vec<&str> {
            all().filter(|one| (1..least).contains(&one.members)).map(|one| one.segment.as_str()).collect()
        };
        let differing = lattice
            .pairs
            .iter()
            .filter_map(|pair| pair.difference_below(least).map(|by| json!([pair.smaller, pair.larger, by])));
        case.check(&json!({
            "counts": all().map(|one| (one.segment.clone(), json!(one.members))).collect::<Map<_, _>>(),
            "risk": all().map(|one| (one.segment.clone(), json!(one.risk.value()))).collect::<Map<_, _>>(),
            "below_threshold": fewer(least),
            "single_person": fewer(2),
            "differencing_pairs": differing.collect::<Vec<_>>(),
        }));
    }
}

#[test]
fn cells_that_follow_and_the_fewest_to_hide_with_them() {
    for case in cases("privacy", "cell_suppression") {
        let counts: Vec<Vec<u64>> =
            serde_json::from_value(case.input()["counts"].clone()).expect("rows of counts");
        let least = case.input()["threshold"].as_u64().expect("a count");
        let primary = cell_suppression::primary(&counts, least);
        let fewest = cell_suppression::fewest_extra(&counts, &primary);
        let extra = fewest.clone().value();
        let mut pattern: Vec<Place> = primary.clone();
        pattern.extend(extra.into_iter().flat_map(|extra| extra.cells));
        pattern.sort_unstable();
        let intervals = cell_suppression::intervals(&counts, &pattern);
        let interval = |one: &cell_suppression::Interval| json!([one.place, one.low, one.high]);
        case.check(&json!({
            "primary": primary,
            "recoverable_if_only_primary": cell_suppression::recoverable(&counts, &primary),
            "minimum_extra_cells": fewest.clone().map(|extra| extra.cells.len()),
            "minimum_extra_count": fewest.map(|extra| extra.people),
            "one_such_pattern": pattern,
            "intervals_for_that_pattern": intervals.iter().map(interval).collect::<Vec<_>>(),
        }));
    }
}

#[test]
fn private_counts() {
    for case in cases("privacy", "private_counts") {
        let number = |key: &str| case.input()[key].as_f64().expect("a number");
        let sensitivity = case.input()["sensitivity"].as_u64().expect("a count");
        let release = Release::of(number("epsilon"), sensitivity).expect("a sound release");
        // Without a delta there is no Gaussian noise to speak of.
        let gaussian = release.gaussian(number("delta"));
        let alpha = number("alpha");
        case.check(&json!({
            "laplace_scale": release.laplace_scale(),
            "epsilon_of_that_scale": release.epsilon_of_scale(release.laplace_scale()),
            "discrete_laplace_alpha": release.decay(),
            "discrete_laplace_pmf_0_to_5": (0..6).map(|by| release.probability(by)).collect::<Vec<_>>(),
            "discrete_laplace_variance": release.variance(),
            "continuous_laplace_variance": release.continuous_variance(),
            "discrete_laplace_accuracy": release.accuracy(alpha),
            "continuous_laplace_accuracy": release.continuous_accuracy(alpha),
            "gaussian_sigma_classic": gaussian.map(|gaussian| gaussian.textbook_sigma()),
            "gaussian_sigma_analytic": gaussian.map(|gaussian| Figure::known(gaussian.sigma())),
            "zcdp_rho_of_analytic_sigma": gaussian.map(|gaussian| gaussian.rho()),
            "epsilon_of_ten_such_counts": release.epsilon_of(10),
        }));
    }
}
