//! A network written in every format and read again is the same network: the same people, the same ties, whatever their ids hold.

use bystander::import::{
    Request,
    exports::{Also, ImportRequest, Imported, import},
};
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use std::{collections::BTreeSet, fs, path::Path};

/// Ids that formats trip over.
const IDS: &[&str] = &[
    "0",
    "00",
    "007",
    "7",
    "7.0",
    "1e3",
    "9007199254740993",
    "340282366920938463463374607431768211457",
    "a",
    "A",
    "Ada Ben",
    "a&b",
    "&amp;",
    "<b>",
    "\"",
    "'",
    "]]>",
    "a,b",
    "a;b",
    "a\tb",
    "a\nb",
    "a\r\nb",
    "{}",
    "[",
    "\\",
    "\\n",
    "#a",
    "%",
    "=1+1",
    "-1",
    "NaN",
    "null",
    "true",
    "é",
    "e\u{301}",
    "Нина",
    "نور",
    "Daniël",
    "🦊",
    "a\u{200f}b",
    "\u{feff}a",
];
const PLACES: &[&str] = &["South", "North & <West>", "\"North\"", "tru\te", "", "0"];
const DAYS: &[&str] = &["", "2008-02-29", "2012-05-01", "2014-04-30"];
const KINDS: &[&str] = &["friend", "follows", "address book", "member"];

/// A tie: both ends, whether it points, and what its record says of days and kind.
#[derive(Clone, Debug)]
struct Tie {
    ends: [usize; 2],
    directed: bool,
    since: Option<&'static str>,
    kind: Option<&'static str>,
}

#[derive(Clone, Debug)]
struct Network {
    people: Vec<(&'static str, &'static str)>,
    ties: Vec<Tie>,
}

fn network() -> impl Strategy<Value = Network> {
    let ids = prop::sample::subsequence(IDS, 1..12).prop_shuffle();
    let people = ids.prop_flat_map(|ids| {
        let count = ids.len();
        (Just(ids), prop::collection::vec(prop::sample::select(PLACES), count))
    });
    people.prop_flat_map(|(ids, places)| {
        let count = ids.len();
        let tie = (
            [0..count, 0..count],
            any::<bool>(),
            prop::option::of(prop::sample::select(DAYS)),
            prop::option::of(prop::sample::select(KINDS)),
        );
        let tie = tie.prop_map(|(ends, directed, since, kind)| Tie { ends, directed, since, kind });
        let people: Vec<_> = ids.into_iter().zip(places).collect();
        prop::collection::vec(tie, 0..16).prop_map(move |ties| Network { people: people.clone(), ties })
    })
}

/// The network as somebody else's program would write it.
fn written(network: &Network) -> Value {
    let node = |(id, place): &(&str, &str)| json!({ "id": id, "place": place });
    let edge = |tie: &Tie| {
        let [one, other] = tie.ends.map(|end| network.people[end].0);
        let mut edge = Map::new();
        edge.insert("source".into(), one.into());
        edge.insert("target".into(), other.into());
        edge.insert("directed".into(), tie.directed.into());
        edge.extend(tie.since.map(|day| ("since".into(), day.into())));
        edge.extend(tie.kind.map(|kind| ("kind".into(), kind.into())));
        Value::Object(edge)
    };
    let nodes: Vec<Value> = network.people.iter().map(node).collect();
    json!({ "nodes": nodes, "edges": network.ties.iter().map(edge).collect::<Vec<_>>() })
}

fn read(path: &Path, also: &[Also]) -> Imported {
    let request = ImportRequest {
        exports: vec![path.to_owned()],
        also: also.to_vec(),
        max_rejects: 0.5,
        ..ImportRequest::default()
    };
    import(&request, &mut |_| ()).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn file<'a>(imported: &'a Imported, name: &str) -> &'a [u8] {
    let found = imported.files.iter().find(|(path, _)| path == name);
    &found.unwrap_or_else(|| panic!("there is no {name}")).1
}

/// The records of a table, each with its cells by column, so that the order of columns and empty columns do not matter.
fn records(bytes: &[u8]) -> Vec<BTreeSet<(String, String)>> {
    let mut reader = csv::Reader::from_reader(bytes);
    let header = reader.headers().expect("a header").clone();
    let cells = |record: csv::StringRecord| {
        let pairs = header.iter().zip(&record).map(|(name, cell)| (name.to_owned(), cell.to_owned()));
        pairs.filter(|(_, cell)| !cell.is_empty()).collect()
    };
    reader.records().map(|record| cells(record.expect("a record"))).collect()
}

/// The rows that ties must give: where any tie points, one that does not stands in both directions.
fn expected(network: &Network) -> Vec<BTreeSet<(String, String)>> {
    let points = network.ties.iter().any(|tie| tie.directed);
    let mut rows = Vec::new();
    for tie in &network.ties {
        let [one, other] = tie.ends.map(|end| network.people[end].0);
        let both = points && !tie.directed && one != other;
        for (one, other) in [(one, other), (other, one)].into_iter().take(1 + usize::from(both)) {
            let cells =
                [("source", Some(one)), ("target", Some(other)), ("since", tie.since), ("kind", tie.kind)];
            let known = cells
                .into_iter()
                .filter_map(|(name, cell)| Some((name, cell.filter(|cell| !cell.is_empty())?)));
            rows.push(known.map(|(name, cell)| (name.to_owned(), cell.to_owned())).collect());
        }
    }
    rows
}

/// Both ends of each tie by the places of people, as an audit reads them.
fn pairs(room: &Path, ending: &str) -> (usize, Vec<(u32, u32)>) {
    let table = |name: &str| Some(room.join(format!("{name}.{ending}")));
    let consents = Some(room.join("consents.csv"));
    let request = Request { people: table("people"), ties: table("ties"), consents, ..Request::default() };
    let tables = bystander::import::read(&request, &mut |_| ()).expect("tables");
    let ties = tables.ties.pairs.iter().map(|(one, other)| (one.0, other.0)).collect();
    (tables.people, ties)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_format_gives_the_same_people_and_ties(network in network()) {
        let room = tempfile::tempdir().expect("a folder");
        let start = room.path().join("start.json");
        fs::write(&start, written(&network).to_string()).expect("written");
        let first = read(&start, &Also::ALL);
        prop_assert_eq!(records(file(&first, "ties.csv")), expected(&network));
        for name in ["graph.graphml", "graph.gexf", "graph.json"] {
            let path = room.path().join(name);
            fs::write(&path, file(&first, name)).expect("written");
            let again = read(&path, &[]);
            for table in ["people.csv", "ties.csv"] {
                prop_assert_eq!(records(file(&again, table)), records(file(&first, table)), "{} of {}", table, name);
            }
            prop_assert!(again.reading.gaps.iter().all(|gap| gap.text.contains("kept apart")), "{:?}", again.reading.gaps);
        }
    }

    #[test]
    fn tables_in_parquet_are_read_as_those_in_csv(network in network()) {
        prop_assume!(!network.ties.is_empty());
        let room = tempfile::tempdir().expect("a folder");
        let start = room.path().join("start.json");
        fs::write(&start, written(&network).to_string()).expect("written");
        for (name, bytes) in &read(&start, &Also::ALL).files {
            fs::write(room.path().join(name), bytes).expect("written");
        }
        let mut consents = csv::Writer::from_path(room.path().join("consents.csv")).expect("a file");
        for cell in ["person", network.people[0].0] {
            consents.write_record([cell]).expect("written");
        }
        drop(consents);
        let [csv, parquet] = ["csv", "parquet"].map(|ending| pairs(room.path(), ending));
        prop_assert_eq!(&csv, &parquet);
        prop_assert_eq!(csv.0, network.people.len());
    }
}

#[test]
fn what_people_are_called_stands_in_no_account_of_a_graph() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let graphs = [
        "graphml/export/village.graphml",
        "graphml-yed/export/yed.xml",
        "gexf/export/graph.gexf",
        "node-link/export/graph.json",
        "node-link-d3/export/miserables.json",
        "node-link-vis/export/network.json",
        "graphology/export/graph.json",
        "cytoscape/export/session.cyjs",
        "json-graph-format/export/graph.json",
    ];
    let names = ["Ada", "Ben", "Cem", "Нина", "نور", "Daniël", "🦊"];
    for path in graphs {
        let imported = read(&fixtures.join(path), &[]);
        for table in ["reading.json", "rejects.csv"] {
            let text = String::from_utf8_lossy(file(&imported, table));
            assert!(names.iter().all(|name| !text.contains(name)), "{path}: {table}");
        }
        // Labels are no ids, and so stand in no table of people.
        let people = String::from_utf8_lossy(file(&imported, "people.csv"));
        assert!(names.iter().all(|name| !people.contains(name)), "{path}: {people}");
    }
}
