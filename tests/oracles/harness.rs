//! Reads the suites, holds what we compute against what they expect, and says which keys nobody looked at.

use serde_json::Value;
use std::{collections::BTreeSet, path::PathBuf};

/// A case of a suite.
pub struct Case(Value);

impl Case {
    pub fn id(&self) -> &str {
        self.0["id"].as_str().expect("every case has an id")
    }

    pub fn input(&self) -> &Value {
        &self.0["input"]
    }

    pub fn expect_error(&self) -> Option<&str> {
        self.0["expect_error"]["kind"].as_str()
    }

    /// Where the case says that the input is wrong.
    pub fn error_place(&self) -> &Value {
        &self.0["expect_error"]["where"]
    }

    pub fn expected_keys(&self) -> BTreeSet<&str> {
        self.0["expect"].as_object().map(|map| map.keys().map(String::as_str).collect()).unwrap_or_default()
    }

    /// The number expected under `key`, where it is one.
    pub fn expected(&self, key: &str) -> Option<f64> {
        self.0["expect"][key]["value"].as_f64()
    }

    /// Why the value of `key` does not exist, where it does not.
    pub fn undefined(&self, key: &str) -> Option<&str> {
        self.0["expect"][key]["undefined"].as_str()
    }

    /// Holds `ours`, a map of key to value, against the expectations. Every expected key must be there. What is undefined
    /// is null, or `{"undefined": reason}`, and then the reason must be the expected one.
    pub fn check(&self, ours: &Value) {
        assert_eq!(self.expect_error(), None, "{}: was not refused", self.id());
        for key in self.expected_keys() {
            let expected = &self.0["expect"][key];
            let found = ours.get(key).unwrap_or_else(|| panic!("{}: {key} was not computed", self.id()));
            if let Some(why) = found.get("undefined") {
                assert_eq!(&expected["undefined"], why, "{}: {key}", self.id());
                continue;
            }
            let tolerance = expected["tol"].as_f64().unwrap_or(0.0);
            let agrees = same(&expected["value"], found, tolerance);
            assert!(agrees, "{}: {key} is {found}, expected {}", self.id(), expected["value"]);
        }
    }
}

fn same(expected: &Value, found: &Value, tolerance: f64) -> bool {
    match (expected, found) {
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(a, b)| same(a, b, tolerance))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(key, a)| other.get(key).is_some_and(|b| same(a, b, tolerance)))
        }
        (Value::Number(_), Value::Number(_)) => {
            let (a, b) = (expected.as_f64().expect("a number"), found.as_f64().expect("a number"));
            (a - b).abs() <= tolerance || (a - b).abs() <= tolerance * a.abs().max(b.abs())
        }
        _ => expected == found,
    }
}

/// The cases of the suite of that name whose measure is `measure`; panics when there are none.
pub fn cases(suite: &str, measure: &str) -> Vec<Case> {
    let cases: Vec<_> = all_cases(suite).into_iter().filter(|case| case.0["measure"] == measure).collect();
    assert!(!cases.is_empty(), "no case of {measure}");
    cases
}

fn all_cases(suite: &str) -> Vec<Case> {
    let path = folder().join(format!("{suite}.json"));
    let text = std::fs::read_to_string(&path).expect("the suite is in tests/oracles/suites");
    let mut suite: Value = serde_json::from_str(&text).expect("the suite is JSON");
    let cases: Vec<Value> = serde_json::from_value(suite["cases"].take()).expect("a suite has cases");
    cases.into_iter().map(Case).collect()
}

#[test]
fn no_measure_of_a_suite_is_left_out() {
    let known = |suite: &str, of: &[&str]| {
        let measures: BTreeSet<String> =
            all_cases(suite).iter().map(|case| text(&case.0["measure"])).collect();
        assert_eq!(measures, of.iter().map(ToString::to_string).collect(), "{suite}");
    };
    known("harvest", &["harvest"]);
    known("inference", &["neighbour_inference"]);
    known("overlap", &["partition_agreement", "set_overlap"]);
    known("null_models", &["expected_observability", "null_distribution_of_affected_h1"]);
    known("uncertainty", &["exact_bootstrap", "monte_carlo_p", "node_jackknife", "proportion"]);
    known("privacy", &["cell_suppression", "microdata_risk", "private_counts", "segment_singling_out"]);
    known("time_and_frequency", &["exponential_ageing", "frequency", "kaplan_meier"]);
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/oracles/suites")
}

/// A network of a case: node ids in order, each node's attributes, ties by index, whether they are directed.
pub struct Network {
    pub ids: Vec<String>,
    pub nodes: Vec<Value>,
    pub ties: Vec<(u32, u32)>,
    pub weights: Vec<f64>,
    pub directed: bool,
}

impl Network {
    /// The network of a case, or `None` (said on standard error) where it must not be copied and `../shared` is not there.
    pub fn of(case: &Case) -> Option<Self> {
        let graph = &case.input()["graph"];
        let (nodes, edges) = match graph.get("network") {
            None => (inline_nodes(graph), inline_edges(graph)),
            Some(name) => {
                let find = |file: &str| {
                    let shared = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/oracles");
                    [folder(), shared].into_iter().map(|at| at.join(file)).find(|at| at.exists())
                };
                let file = |key: &str| graph[key].as_str().expect("a network has files");
                let (Some(nodes), Some(edges)) = (find(file("nodes_csv")), find(file("edges_csv"))) else {
                    eprintln!(
                        "{}: skipped, the network {name} is not to be copied and ../shared is not here",
                        case.id()
                    );
                    return None;
                };
                (csv_rows(&nodes), csv_edges(&edges))
            }
        };
        let ids: Vec<String> = nodes.iter().map(|node| text(&node["id"])).collect();
        let row = |id: &str| ids.iter().position(|known| known == id).expect("ties lead to nodes") as u32;
        let index: std::collections::HashMap<&str, u32> =
            ids.iter().enumerate().map(|(at, id)| (id.as_str(), at as u32)).collect();
        let at = |id: &str| index.get(id).copied().unwrap_or_else(|| row(id));
        let ties = edges.iter().map(|(a, b, _)| (at(a), at(b))).collect();
        let weights = edges.iter().map(|edge| edge.2).collect();
        Some(Self { ties, weights, ids, nodes, directed: graph["directed"] == true })
    }

    /// The index of the node of that id.
    pub fn row(&self, id: &str) -> Option<u32> {
        self.ids.iter().position(|known| known == id).map(|at| at as u32)
    }
}

/// An id or a value of a case as text, whether it stands there as text or as a number.
pub fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn inline_nodes(graph: &Value) -> Vec<Value> {
    graph["nodes"].as_array().cloned().unwrap_or_default()
}

fn inline_edges(graph: &Value) -> Vec<(String, String, f64)> {
    let edges = graph["edges"].as_array().cloned().unwrap_or_default();
    let weight = |edge: &Value| edge.get(2).and_then(Value::as_f64).unwrap_or(1.0);
    edges.iter().map(|edge| (text(&edge[0]), text(&edge[1]), weight(edge))).collect()
}

fn csv_rows(path: &std::path::Path) -> Vec<Value> {
    let mut reader = csv::Reader::from_path(path).expect("a network's nodes");
    reader
        .deserialize::<std::collections::BTreeMap<String, String>>()
        .map(|row| serde_json::to_value(row.expect("a row")).expect("text"))
        .collect()
}

fn csv_edges(path: &std::path::Path) -> Vec<(String, String, f64)> {
    let mut reader = csv::Reader::from_path(path).expect("a network's ties");
    let rows = reader.records().map(|row| row.expect("a row"));
    let weight = |row: &csv::StringRecord| row.get(2).and_then(|text| text.parse().ok()).unwrap_or(1.0);
    rows.map(|row| (row[0].to_owned(), row[1].to_owned(), weight(&row))).collect()
}
