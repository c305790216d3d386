//! The village's records counted by hand, planted rates found again, and random records counted a second way.

#![allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "days of a small world")]

use super::{Ageing, Count, OnRecord};
use crate::{
    audit::Audit,
    model::{
        date::Day,
        held_record::HeldRecord,
        number::{Figure, Undefined},
    },
    table::records::Records,
    village,
};
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

fn shown(audit: &Audit) -> OnRecord {
    Ageing::of(audit).shown.expect("the case has records")
}

fn of_rows(rows: Vec<HeldRecord>) -> OnRecord {
    let mut audit = village::audit();
    audit.records = Some(Records { rows, ..Records::default() });
    shown(&audit)
}

fn count(records: u64) -> Count {
    Count { records, people: records }
}

#[test]
fn a_case_without_records_has_nothing_to_say() {
    assert_eq!(Ageing::of(&village::audit()), Ageing::default());
}

#[test]
fn counts_the_villages_records() {
    let shown = shown(&village::with_records());
    let life = &shown.life;
    assert_eq!((life.followed, life.never_checked, life.days_followed), (count(4), count(1), 210));
    let used = &shown.used;
    assert_eq!((used.all, used.uses, used.when_wrong, used.surely_true), (count(5), 6, count(1), count(1)));
    let older: Vec<_> = used.older.iter().map(|row| (row.days, row.collected.records, row.last_true.records)).collect();
    assert_eq!(older, [(30, 4, 3), (90, 2, 1), (180, 1, 1), (365, 0, 0), (60, 3, 3)]);
    assert_eq!((used.older[4].is_limit, used.without_age), (true, count(0)));
}

#[test]
fn expects_as_many_wrong_as_the_rate_has_it() {
    let shown = shown(&village::with_records());
    let by = |days: f64| 1.0 - (-2.0 / 210.0 * days).exp();
    // Ada's was wrong, Cem's was true, Ben's was used on day 70 of the 90 after which it was found wrong.
    let expected = 1.0 + by(70.0) / by(90.0) + by(182.0) + by(30.0);
    assert!((shown.used.expected_wrong.value().unwrap() - expected).abs() < 1e-12);
    assert!((shown.used.expected_share.value().unwrap() - expected / 5.0).abs() < 1e-12);
    assert!((shown.used.expected_cost.unwrap().value().unwrap() - 10.0 * expected).abs() < 1e-9);
    assert_eq!(shown.used.when_wrong_cost, Some(10.0));
}

#[test]
fn draws_the_villages_curve() {
    let shown = shown(&village::with_records());
    let points: Vec<_> = shown.curve.iter().map(|at| (at.age_days, at.at_risk, at.found_wrong, at.still_true.value())).collect();
    assert_eq!(points, [(0, 4, 0, Some(1.0)), (60, 3, 1, Some(2.0 / 3.0)), (90, 1, 1, Some(0.0))]);
    // Just before day 60 the curve is at 1, and the model at exp(-4/7).
    assert!((shown.life.misfit.value().unwrap() - (1.0 - (-4.0_f64 / 7.0).exp())).abs() < 1e-12);
}

#[test]
fn parts_fields_and_holders() {
    let shown = shown(&village::with_records());
    let rows: Vec<_> =
        shown.groups.iter().map(|row| (row.by, row.name.as_str(), row.records, row.life.found_wrong.records)).collect();
    assert_eq!(rows, [("field", "address", 3, 2), ("field", "telephone", 2, 0)]);
    assert_eq!(shown.groups[1].life.half_life_days, Figure::undefined(Undefined::ZeroDenominator));
}

#[test]
fn several_records_of_one_person_are_one_person() {
    let row = |wrong: i32| HeldRecord { collected_on: Some(Day(0)), found_wrong_on: Some(Day(wrong)), ..HeldRecord::default() };
    let shown = of_rows(vec![row(5), row(9), row(9)]);
    assert_eq!((shown.records, shown.people, shown.life.found_wrong), (3, 1, Count { records: 3, people: 1 }));
    assert_eq!(shown.curve.iter().map(|at| at.people).collect::<Vec<_>>(), [0, 1, 0]);
}

#[test]
fn a_long_curve_is_drawn_through_at_most_two_hundred_stretches() {
    let row = |at: i32| HeldRecord {
        subject: at.unsigned_abs(),
        collected_on: Some(Day(0)),
        found_wrong_on: Some(Day(at)),
        ..HeldRecord::default()
    };
    let shown = of_rows((1..=1000).map(row).collect());
    assert_eq!((shown.curve.len(), shown.curve[200].age_days), (201, 1000));
    assert_eq!(shown.curve.iter().map(|at| at.found_wrong).sum::<u64>(), 1000);
    for at in &shown.curve {
        assert!((at.still_true.value().unwrap() - (1000 - at.age_days) as f64 / 1000.0).abs() < 1e-12);
    }
}

/// Records that turn wrong at a constant rate and are checked by a given age.
fn planted(rate: f64, records: u32, seed: u64) -> Vec<HeldRecord> {
    let mut dice = ChaCha8Rng::seed_from_u64(seed);
    let mut one = |subject| {
        let lasts = -(1.0 - dice.random::<f64>()).ln() / rate;
        let until = f64::from(dice.random_range(30..720));
        let day = Some(Day(lasts.min(until).ceil() as i32));
        let (found_wrong_on, verified_on) = if lasts < until { (day, None) } else { (None, day) };
        let used_on = Some(Day(dice.random_range(0..900)));
        HeldRecord { subject, collected_on: Some(Day(0)), found_wrong_on, verified_on, used_on, ..HeldRecord::default() }
    };
    (0..records).map(&mut one).collect()
}

#[test]
fn finds_a_planted_rate_within_its_interval_nineteen_times_in_twenty() {
    let rate = 0.0016;
    let within = |seed: &u64| {
        let life = of_rows(planted(rate, 150, *seed)).life;
        life.rate_low.value().unwrap() <= rate && rate <= life.rate_high.value().unwrap()
    };
    let held = (0..400).filter(within).count();
    assert!((376..=396).contains(&held), "{held} of 400");
}

#[test]
fn the_half_life_is_what_was_planted_and_the_rate_fits() {
    let life = of_rows(planted(0.002, 20_000, 7)).life;
    assert!((life.half_life_days.value().unwrap() * 0.002 / std::f64::consts::LN_2 - 1.0).abs() < 0.03);
    assert!((life.median_days.value().unwrap() / life.half_life_days.value().unwrap() - 1.0).abs() < 0.05);
    assert!(life.misfit.value().unwrap() < 0.02);
}

/// With the true rate, as many records are expected to be wrong as were when they were used.
#[test]
fn as_many_are_wrong_as_expected() {
    let (mut expected, mut wrong) = (0.0, 0.0);
    for seed in 0..40 {
        let mut dice = ChaCha8Rng::seed_from_u64(seed);
        let mut rows = Vec::new();
        for subject in 0..500 {
            let lasts = (-(1.0 - dice.random::<f64>()).ln() / 0.002).ceil() as i32;
            let (first, used) = (dice.random_range(1..400), dice.random_range(0..700));
            let second = dice.random_range(first..700);
            wrong += f64::from(u8::from(used >= lasts));
            let row = HeldRecord {
                subject,
                collected_on: Some(Day(0)),
                used_on: Some(Day(used)),
                ..HeldRecord::default()
            };
            // Checked twice, on days that have nothing to do with the record.
            let [first, second] = [first, second].map(|day| (lasts > day, Some(Day(day))));
            rows.push(match (first, second) {
                ((true, _), (true, day)) => HeldRecord { verified_on: day, ..row },
                ((true, day), (false, found)) => HeldRecord { verified_on: day, found_wrong_on: found, ..row },
                ((false, found), _) => HeldRecord { found_wrong_on: found, ..row },
            });
        }
        let rows: Vec<&HeldRecord> = rows.iter().collect();
        // Half a million days of following with a thousand endings: a hazard of 0.002.
        let durations = [crate::stat::survival::Followed { duration: 500.0, ended: true }];
        let hazard = crate::stat::hazard::Hazard::of(&durations).unwrap();
        let terms = super::used::Terms { hazard, limit_days: None, unit_cost: None };
        expected += super::Used::of(&rows, &terms).expected_wrong.value().unwrap();
    }
    assert!((expected / wrong - 1.0).abs() < 0.02, "{expected} against {wrong}");
}
