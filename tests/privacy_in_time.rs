//! Attacks on reports of cases with dates, fields and apps: what follows from the published numbers, by subtraction and by solving
//! for everything that they determine, is never a count of few.

use bystander::{
    audit::Audit,
    harvest::{Harvest, Terms},
    measure::Measures,
    model::{
        case::{AuditCase, Parameters},
        consent::Consenter,
        date::Day,
        grant::{Grant, scopes},
        id::PersonId,
        reading::{Began, Lasting, Reading},
        regime::{Regime, RegimeRule, Whom},
        span::Span,
    },
    report::Report,
    table::{
        Tables,
        grants::{App, Grants},
        ties::Ties,
    },
};
use serde_json::Value;
use std::{collections::BTreeSet, sync::LazyLock};

const FEW: u64 = 10;
const SCOPES: [&str; 3] = ["friends_likes", "friends_likes friends_birthday", "friends_location"];

/// Numbers that look drawn by chance and are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % u64::from(most)) as u32
    }

    fn lasting(&mut self) -> Lasting {
        let from = 16_000 + self.below(500).cast_signed();
        let until = (self.below(3) == 0).then(|| Day(from + self.below(200).cast_signed()));
        let began = if self.below(12) == 0 { Began::Unknown } else { Began::On(Day(from)) };
        Lasting::new(began, until)
    }
}

fn rule(scope: Option<&str>, field: &str) -> RegimeRule {
    RegimeRule {
        scope: scope.map(str::to_owned),
        field: field.to_owned(),
        special_category: None,
        whom: Whom::Contacts,
        hops: 1,
        during: Span { from: Day::FIRST, until: Day(16_450) },
        source: "a test".to_owned(),
    }
}

/// A case of 250 people, some twenty of whom used one or two of three apps of two firms.
fn audit(seed: u64) -> Audit {
    let mut dice = Dice(seed);
    let people = 250;
    let pairs: Vec<_> =
        (0..900).map(|_| (PersonId(dice.below(people)), PersonId(dice.below(people)))).collect();
    let stood = pairs.iter().map(|_| dice.lasting()).collect();
    let consenters: Vec<Consenter> = (0..20)
        .map(|at| Consenter { person: PersonId(at * 7), number: at + 1, line: 0, opens_contacts: true })
        .collect();
    let mut rows = Vec::new();
    for consenter in 0..20 {
        for _ in 0..=dice.below(2) {
            let app = [0, 0, 0, 1, 1, 2][dice.below(6) as usize];
            let scopes = scopes(SCOPES[app as usize]).filter(|_| dice.below(15) > 0);
            rows.push(Grant {
                app: Some(app),
                scopes,
                in_force: dice.lasting(),
                ..Grant::plain(consenter, true, 0)
            });
        }
    }
    let app = |name: &str, firm: &str| App { name: name.to_owned(), provider: Some(firm.to_owned()) };
    let rules = vec![
        rule(None, "name"),
        rule(Some("friends_likes"), "likes"),
        rule(Some("friends_birthday"), "birthday"),
        rule(Some("friends_location"), "city"),
    ];
    let tables = Tables {
        case: AuditCase { regime: Some(Regime { rules, ..Regime::default() }), ..AuditCase::default() },
        people: people as usize,
        listed: true,
        ties: Ties { pairs, stood, ..Ties::default() },
        consenters,
        grants: Grants {
            apps: vec![app("a", "one"), app("b", "one"), app("c", "other")],
            rows,
            ..Grants::default()
        },
        ..Tables::default()
    };
    Audit::new(tables, Parameters { draws: 10, min_cell: FEW, ..Parameters::default() })
}

/// A case, its measures as taken, and its results as published.
type Case = (Audit, Value, Value);

fn reports() -> &'static [Case] {
    static CASES: LazyLock<Vec<Case>> = LazyLock::new(|| {
        let case = |seed| {
            let audit = audit(seed);
            let measures = Measures::of(&audit, |_| ());
            let exact = serde_json::to_value(&measures).expect("measures are data");
            let results = Report::new(&audit, &measures, Vec::new()).results;
            (audit, exact, results)
        };
        (1..9).map(case).collect()
    });
    &CASES
}

fn is_few(count: u64) -> bool {
    0 < count && count < FEW
}

/// What is published under a key in each row of a table.
fn column(results: &Value, table: &str, key: &str) -> Vec<Option<u64>> {
    let rows = results.pointer(table).and_then(Value::as_array).expect("a table");
    rows.iter().map(|row| row[key].as_u64()).collect()
}

#[test]
fn no_two_numbers_of_fields_differ_by_few() {
    let (mut shown, mut hidden) = (0, 0);
    for (_, _, results) in reports() {
        for (key, total) in [("at_most", "/spread/bystanders"), ("at_least", "/bounds/bystanders/at_least")] {
            let columns =
                [column(results, "/fields/fields", key), column(results, "/fields/by_hop", key)].concat();
            let mut known: BTreeSet<u64> = columns.iter().flatten().copied().collect();
            shown += known.len();
            hidden += columns.iter().filter(|count| count.is_none()).count();
            known.extend([0, results.pointer(total).and_then(Value::as_u64).expect("a total")]);
            let known: Vec<u64> = known.into_iter().collect();
            assert!(known.windows(2).all(|pair| !is_few(pair[1] - pair[0])), "{key}: {known:?}");
        }
    }
    assert!(shown > 20 && hidden > 10, "{shown} shown, {hidden} hidden");
}

#[test]
fn nobody_new_in_a_month_follows_from_the_unions() {
    let (mut shown, mut hidden) = (0, 0);
    for (_, _, results) in reports() {
        let mut new = column(results, "/timeline/months", "new");
        let mut union = vec![Some(0)];
        union.extend(column(results, "/timeline/months", "cumulative"));
        shown += union.iter().flatten().count();
        hidden += new.iter().filter(|count| count.is_none()).count();
        // Forwards and backwards, until nothing more follows.
        for _ in 0..2 * new.len() {
            for at in 0..new.len() {
                match (union[at], new[at], union[at + 1]) {
                    (Some(before), Some(new), None) => union[at + 1] = Some(before + new),
                    (None, Some(new), Some(after)) => union[at] = Some(after - new),
                    (Some(before), None, Some(after)) => new[at] = Some(after - before),
                    _ => {}
                }
            }
        }
        assert!(!new.iter().flatten().copied().any(is_few), "{new:?}");
        let snapshots = column(results, "/timeline/months", "bystanders");
        let pairs =
            snapshots.iter().zip(&union[1..]).filter_map(|(snapshot, union)| Some(((*union)?, (*snapshot)?)));
        assert!(pairs.into_iter().all(|(union, snapshot)| !is_few(union - snapshot) && !is_few(snapshot)));
        let snapshots: Vec<u64> = snapshots.into_iter().flatten().collect();
        assert!(snapshots.windows(2).all(|pair| !is_few(pair[1].abs_diff(pair[0]))), "{snapshots:?}");
    }
    assert!(shown > 20 && hidden > 10, "{shown} shown, {hidden} hidden");
}

#[test]
fn no_months_events_follow_from_their_total() {
    for (_, exact, results) in reports() {
        for event in ["grants", "withdrawals", "ties_ended", "switched_off"] {
            let total: u64 = column(exact, "/timeline/months", event).into_iter().flatten().sum();
            let counts = column(results, "/timeline/months", event);
            assert!(!counts.iter().flatten().copied().any(is_few));
            let hidden = counts.iter().filter(|count| count.is_none()).count();
            let behind = total - counts.iter().flatten().sum::<u64>();
            // Where all that there are are few, nothing else could be hidden with them.
            let all = counts.iter().flatten().all(|&count| count == 0);
            assert!(hidden == 0 || all || hidden >= 2 && behind >= FEW, "{event}: {counts:?}");
        }
    }
}

/// Whether a sum of some of seven unknowns follows from others that are known.
fn follows(known: &[[f64; 7]], asked: [f64; 7]) -> bool {
    let mut rows: Vec<[f64; 7]> = known.to_vec();
    let mut rank = 0;
    let mut left = asked;
    for at in 0..7 {
        let Some(pivot) = (rank..rows.len()).find(|&row| rows[row][at].abs() > 1e-9) else { continue };
        rows.swap(rank, pivot);
        let pivot = rows[rank];
        let less = |row: &mut [f64; 7]| {
            let times = row[at] / pivot[at];
            row.iter_mut().zip(pivot).for_each(|(cell, of)| *cell -= times * of);
        };
        rows[rank + 1..].iter_mut().for_each(less);
        less(&mut left);
        rank += 1;
    }
    left.iter().all(|cell| cell.abs() < 1e-9)
}

#[test]
fn no_few_people_follow_from_the_numbers_of_apps() {
    let (mut shown, mut hidden) = (0, 0);
    for (audit, _, results) in reports() {
        let whole = Harvest::as_recorded(audit, Reading::AtMost);
        let reached = [0, 1, 2].map(|app| {
            let others = [0, 1, 2].into_iter().filter(|other| *other != app).map(Some).collect();
            let terms = Terms { without_apps: others, ..Terms::of(audit, Reading::AtMost) };
            Harvest::of(audit, terms).beside(whole.consents())
        });
        // People by the set of apps that reach them: 1 for the first alone, 3 for the first two and so on, at 0 to 6.
        let mut by_set = [0_u64; 7];
        for person in whole.bystanders() {
            let set: usize = (0..3).filter(|&app| reached[app].contains(&person)).map(|app| 1 << app).sum();
            by_set[set - 1] += 1;
        }
        let over = |among: &dyn Fn(usize) -> bool| {
            let mut row = [0.0; 7];
            (1..8).filter(|&set| among(set)).for_each(|set| row[set - 1] = 1.0);
            row
        };
        let firms = [0b011, 0b100];
        let mut known = vec![over(&|_| true)];
        for (table, parts) in [("/apps/apps", &[0b001, 0b010, 0b100][..]), ("/apps/providers", &firms[..])] {
            let names = results.pointer(table).and_then(Value::as_array).expect("a table");
            let part = |name: &str| {
                parts[["a", "b", "c", "one", "other"]
                    .iter()
                    .position(|known| *known == name)
                    .expect("an app or firm")
                    % 3]
            };
            for row in names {
                let own: usize = part(row["name"].as_str().expect("a name"));
                for (key, equation) in
                    [("bystanders", over(&|set| set & own != 0)), ("sole", over(&|set| set & !own == 0))]
                {
                    match row[key].as_u64() {
                        Some(_) => known.push(equation),
                        None => hidden += 1,
                    }
                }
            }
        }
        shown += known.len() - 1;
        for set in 1..8 {
            let asked = over(&|other| other == set);
            assert!(
                !is_few(by_set[set - 1]) || !follows(&known, asked),
                "{by_set:?}: {set} follows from {}",
                results["apps"]
            );
        }
    }
    assert!(shown > 20 && hidden > 10, "{shown} shown, {hidden} hidden");
}
