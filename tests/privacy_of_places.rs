//! The attack on the matrix of places: every sum that a report publishes is an equation, and no hidden number may be the single
//! answer to all of them.

use bystander::{
    audit::Audit,
    measure::Measures,
    model::{
        attribute::{Attribute, Role},
        case::Parameters,
        consent::Consenter,
        id::PersonId,
    },
    report::Report,
    table::{Tables, ties::Ties},
};
use proptest::{collection::vec, prelude::*};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

const LEAST: u64 = 4;
const PEOPLE: usize = 90;
const FOLDED: &str = "home of folded places";
const PARTS: [&str; 4] = ["home_only", "abroad_only", "both", "unknown_only"];

/// Everything that is published about places, as equations over what is not. Known numbers do not matter to an attack of this
/// kind: a hidden number follows from them if and only if the equations leave it no freedom.
#[derive(Default)]
struct Attack {
    unknowns: BTreeMap<String, usize>,
    equations: Vec<Vec<(usize, f64)>>,
}

impl Attack {
    /// The unknown of that name.
    fn unknown(&mut self, name: &str) -> usize {
        let next = self.unknowns.len();
        *self.unknowns.entry(name.to_owned()).or_insert(next)
    }

    /// What adds up to zero, with a number that is known: a name, whether it is hidden, its factor.
    fn says(&mut self, terms: &[(String, bool, f64)]) {
        let open: Vec<_> = terms.iter().filter(|(_, hidden, _)| *hidden).collect();
        let equation = open.iter().map(|(name, _, factor)| (self.unknown(name), *factor)).collect();
        self.equations.push(equation);
    }

    /// The unknowns that have one answer.
    fn solved(&self) -> BTreeSet<&str> {
        let width = self.unknowns.len();
        let mut rows: Vec<Vec<f64>> = Vec::new();
        for equation in &self.equations {
            let mut row = vec![0.0; width];
            equation.iter().for_each(|&(at, factor)| row[at] += factor);
            rows.push(row);
        }
        let mut done = 0;
        for column in 0..width {
            let Some(pivot) = (done..rows.len()).find(|&row| rows[row][column].abs() > 1e-9) else {
                continue;
            };
            rows.swap(done, pivot);
            let by = rows[done][column];
            rows[done].iter_mut().for_each(|value| *value /= by);
            let lead = rows[done].clone();
            for (at, row) in
                rows.iter_mut().enumerate().filter(|(at, row)| *at != done && row[column].abs() > 1e-9)
            {
                let (_, times) = (at, row[column]);
                row.iter_mut().zip(&lead).for_each(|(value, lead)| *value -= times * lead);
            }
            done += 1;
        }
        let single = |row: &Vec<f64>| {
            let open: Vec<usize> = (0..width).filter(|&at| row[at].abs() > 1e-9).collect();
            if let [at] = open[..] { Some(at) } else { None }
        };
        let solved: BTreeSet<usize> = rows.iter().filter_map(single).collect();
        self.unknowns.iter().filter(|(_, at)| solved.contains(at)).map(|(name, _)| name.as_str()).collect()
    }
}

fn is_hidden(value: &Value) -> bool {
    value.get("hidden").is_some()
}

fn rows<'a>(results: &'a Value, path: &str) -> &'a [Value] {
    results.pointer(path).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn name(row: &Value, key: &str) -> String {
    row[key].as_str().expect("a name").to_owned()
}

/// The attack on one report with one attribute of places and one hop.
fn attack(results: &Value) -> Attack {
    let mut attack = Attack::default();
    let (from, to) = (rows(results, "/place_matrix/from"), rows(results, "/place_matrix/to"));
    let cells = rows(results, "/place_matrix/cells");
    let total = &rows(results, "/place_matrix/totals")[0];
    let term = |kind: &str, row: &Value, key: &str, factor: f64| {
        (format!("{kind} {key} {}", name(row, "place")), is_hidden(&row[key]), factor)
    };
    let cell = |cell: &Value, key: &str| {
        (format!("cell {key} {} {}", name(cell, "from"), name(cell, "to")), is_hidden(&cell[key]), 1.0)
    };
    for row in from {
        let place = name(row, "place");
        let mine = || cells.iter().filter(|cell| cell["from"] == row["place"]);
        let mut sum: Vec<_> = mine().map(|of| cell(of, "exposures")).collect();
        sum.push(term("from", row, "exposures", -1.0));
        attack.says(&sum);
        if row.get("places").is_some() {
            continue;
        }
        attack.says(&[
            term("from", row, "home", 1.0),
            term("from", row, "abroad", 1.0),
            term("from", row, "exposures", -1.0),
        ]);
        let mut people: Vec<_> = mine().map(|of| cell(of, "people")).collect();
        people.extend([term("from", row, "people_home", -1.0), term("from", row, "people_abroad", -1.0)]);
        attack.says(&people);
        let home = mine().find(|of| of["to"] == row["place"]);
        if to.iter().any(|to| name(to, "place") == place) {
            for (key, of) in [("home", "exposures"), ("people_home", "people")] {
                let mut same = vec![term("from", row, key, -1.0)];
                same.extend(home.map(|home| cell(home, of)));
                attack.says(&same);
            }
        }
    }
    for column in to {
        let here = || cells.iter().filter(|cell| cell["to"] == column["place"]);
        let mut sum: Vec<_> = here().map(|of| cell(of, "exposures")).collect();
        sum.push(term("to", column, "exposures", -1.0));
        attack.says(&sum);
        attack.says(&PARTS.map(|part| term("to", column, part, 1.0)));
        let row = from.iter().find(|row| row["place"] == column["place"] && row.get("places").is_none());
        if row.is_some() && column.get("places").is_none() {
            let mut home = vec![term("to", column, "home_only", -1.0), term("to", column, "both", -1.0)];
            home.extend(here().find(|of| of["from"] == column["place"]).map(|of| cell(of, "people")));
            attack.says(&home);
            let others: Vec<_> = here().filter(|of| of["from"] != column["place"]).collect();
            if let [other] = others[..]
                && !other["people"].is_null()
            {
                attack.says(&[
                    cell(other, "people"),
                    term("to", column, "abroad_only", -1.0),
                    term("to", column, "both", -1.0),
                ]);
            }
        }
    }
    for (kind, rows) in [("from", from), ("to", to)] {
        let sums: Vec<_> = rows.iter().map(|row| term(kind, row, "exposures", 1.0)).collect();
        attack.says(&sums);
    }
    for part in PARTS.iter().filter(|part| !is_hidden(&total[**part])) {
        let parts: Vec<_> = to.iter().map(|row| term("to", row, part, 1.0)).collect();
        attack.says(&parts);
    }
    if !is_hidden(&total["home"]) {
        let mut homes: Vec<_> = from
            .iter()
            .filter(|row| row.get("places").is_none())
            .map(|row| term("from", row, "home", 1.0))
            .collect();
        homes.push((
            "home of folded places".to_owned(),
            from.iter().any(|row| row.get("places").is_some()),
            1.0,
        ));
        attack.says(&homes);
    }
    by_place(&mut attack, results, to);
    attack
}

/// What the table of places adds: the sums over places, and over the places folded in the matrix.
fn by_place(attack: &mut Attack, results: &Value, to: &[Value]) {
    let places = rows(results, "/by_place/places");
    let folded = |row: &&Value| !to.iter().any(|column| column["place"] == row["place"]);
    for key in ["consenters", "bystanders"] {
        let term = |row: &Value| (format!("{key} of {}", name(row, "place")), is_hidden(&row[key]), 1.0);
        attack.says(&places.iter().map(term).collect::<Vec<_>>());
        if key == "bystanders" {
            attack.says(&places.iter().filter(folded).map(term).collect::<Vec<_>>());
        }
    }
}

fn cases() -> impl Strategy<Value = Audit> {
    let person = || 0..PEOPLE as u32;
    let consenters = prop_oneof![vec(person(), 1..12), vec(person(), 8..40)];
    let place =
        prop_oneof![4 => Just(0_usize), 4 => Just(1), 3 => Just(2), 2 => Just(3), 1 => Just(4), 1 => Just(5)];
    let ties = prop_oneof![vec((person(), person()), 20..120), vec((person(), person()), 100..400)];
    (ties, consenters, vec(place, PEOPLE), 1..6_u32).prop_map(|(ties, consenters, places, alike)| {
        let consenters: BTreeSet<u32> = consenters.into_iter().collect();
        let consenter =
            |(number, row)| Consenter { person: PersonId(row), number, line: 0, opens_contacts: true };
        // Some of the ties stay at home: the ends are moved to the same place.
        let near = |(at, (one, other)): (usize, (u32, u32))| {
            let home = (other..other + PEOPLE as u32)
                .map(|other| other % PEOPLE as u32)
                .find(|&other| places[other as usize] == places[one as usize]);
            (PersonId(one), PersonId(if at as u32 % 6 < alike { home.unwrap_or(other) } else { other }))
        };
        let names = places.iter().map(|&place| ["a", "b", "c", "d", "e", ""][place]);
        let attribute = Attribute { role: Role::Place, ..Attribute::of_texts("place", names) };
        let tables = Tables {
            people: PEOPLE,
            listed: true,
            ties: Ties { pairs: ties.iter().copied().enumerate().map(near).collect(), ..Ties::default() },
            consenters: (1..).zip(consenters).map(consenter).collect(),
            attributes: vec![attribute],
            ..Tables::default()
        };
        Audit::new(tables, Parameters { min_cell: LEAST, draws: 1, ..Parameters::default() })
    })
}

fn results(audit: &Audit) -> Value {
    Report::new(audit, &Measures::of(audit, |_| ()), Vec::new()).results
}

/// Sums that nothing can protect: where only one place has any, its sum is that of the whole.
fn is_alone(name: &str, attack: &Attack) -> bool {
    let sums = ["consenters of", "bystanders of", "from exposures", "to exposures"];
    sums.iter()
        .filter(|sum| name.starts_with(**sum))
        .any(|sum| attack.unknowns.keys().filter(|other| other.starts_with(sum)).count() == 1)
}

/// Noughts are shown, if only by a cell that is not there.
fn is_nought(name: &str, truth: &Value) -> bool {
    let words: Vec<&str> = name.splitn(3, ' ').collect();
    let [table, key, place] = words[..] else { return false };
    let row = rows(truth, &format!("/place_matrix/{table}")).iter().find(|row| row["place"] == place);
    row.is_some_and(|row| row[key] == 0)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_hidden_about_places_is_the_answer_to_all_that_is_published(audit in cases()) {
        let results = results(&audit);
        let attack = attack(&results);
        let cells = rows(&results, "/place_matrix/cells");
        prop_assume!(cells.len() > 1);
        let truth = serde_json::to_value(Measures::of(&audit, |_| ())).expect("measures are data");
        // The home of all folded places together is no secret: enough people stand behind it, or the sums hide it.
        let open = |name: &&str| *name != FOLDED && !is_alone(name, &attack) && !is_nought(name, &truth);
        let solved: Vec<_> = attack.solved().into_iter().filter(open).collect();
        prop_assert!(solved.is_empty(), "{solved:?} of {}", serde_json::to_string_pretty(&results["place_matrix"]).expect("JSON"));
    }

    #[test]
    fn no_small_number_about_places_is_shown(audit in cases()) {
        let results = results(&audit);
        let shown = |row: &Value, key: &str| row[key].as_u64().is_none_or(|count| count == 0 || count >= LEAST);
        for (table, keys) in [
            ("totals", &["exposures", "home", "abroad", "bystanders", "home_only", "abroad_only", "both", "unknown_only"][1..]),
            ("from", &["exposures"]),
            ("to", &["exposures", "bystanders", "home_only", "abroad_only", "both", "unknown_only"]),
            ("cells", &["exposures", "people"]),
        ] {
            for row in rows(&results, &format!("/place_matrix/{table}")) {
                for key in keys {
                    let whole = table == "totals" && *key == "bystanders" || row.get("places").is_some();
                    prop_assert!(whole || shown(row, key), "{table}: {key} of {row}");
                }
            }
        }
    }
}

#[test]
fn the_attack_finds_what_a_careless_table_gives_away() {
    let mut attack = Attack::default();
    let term = |name: &str, hidden| (name.to_owned(), hidden, 1.0);
    attack.says(&[term("a", true), term("b", false)]);
    attack.says(&[term("c", true), term("d", true)]);
    assert_eq!(attack.solved().into_iter().collect::<Vec<_>>(), ["a"]);
}
