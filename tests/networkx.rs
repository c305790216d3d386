//! Networks written by networkx are read here as networkx has them: another program, in another language, decides who there is and
//! who is tied to whom. Skipped where python3 or networkx is missing.

use bystander::import::exports::{ImportRequest, import};
use serde_json::Value;
use std::{collections::BTreeSet, fs, path::Path, process::Command};

/// Writes random networks into the folder `sys.argv[1]`, and prints for each file who is in it and who is tied to whom.
const WRITE: &str = r#"
import json, os, random, sys
import networkx as nx
random.seed(2014)
told = []
ids = ["n%d" % i for i in range(6)] + ["007", "7", "a&b", "<c>", "Нина", "نور", "d e", "\"q\""]
for directed in (False, True):
    for case in range(4):
        graph = nx.DiGraph() if directed else nx.Graph()
        graph.add_nodes_from(random.sample(ids, random.randint(2, len(ids))))
        nodes = list(graph)
        for node in nodes:
            graph.nodes[node]["place"] = random.choice(["South", "North & <West>"])
            graph.nodes[node]["volunteer"] = random.random() < 0.5
        for _ in range(random.randint(1, 25)):
            graph.add_edge(random.choice(nodes), random.choice(nodes), weight=random.random())
        def node_link(edges):
            return lambda graph, path: json.dump(nx.node_link_data(graph, edges=edges), open(path, "w"))
        def cytoscape(graph, path):
            json.dump(nx.cytoscape_data(graph), open(path, "w"))
        writers = {
            "a.graphml": nx.write_graphml_xml,
            "a.gexf": nx.write_gexf,
            "b.gexf": lambda graph, path: nx.write_gexf(graph, path, version="1.1draft"),
            "links.json": node_link("links"),
            "edges.json": node_link("edges"),
            "a.cyjs": cytoscape,
            "a.graphml.gz": nx.write_graphml_xml,
        }
        numbered = nx.convert_node_labels_to_integers(graph, label_attribute="label")
        for name, write in list(writers.items()) + [("a.gml", None)]:
            folder = os.path.join(sys.argv[1], "%s%d%s" % ("d" if directed else "u", case, name))
            os.makedirs(folder)
            path = os.path.join(folder, name)
            if write:
                write(graph, path)
            else:
                for node in numbered:
                    del numbered.nodes[node]["label"]
                nx.write_gml(numbered, path, stringizer=str)
            shown = graph if write else numbered
            told.append({
                "path": path,
                "directed": directed,
                "nodes": [str(node) for node in shown],
                "places": {str(node): shown.nodes[node]["place"] for node in shown},
                "edges": [[str(one), str(other)] for one, other in shown.edges],
            })
print(json.dumps(told))
"#;

fn records(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_reader(bytes);
    reader.records().map(|record| record.expect("a record").iter().map(str::to_owned).collect()).collect()
}

/// Ties as a set in which the ends of one that does not point stand in order.
fn ties(pairs: impl Iterator<Item = (String, String)>, directed: bool) -> BTreeSet<(String, String)> {
    pairs.map(|(one, other)| if directed || one <= other { (one, other) } else { (other, one) }).collect()
}

fn compare(told: &Value) {
    let path = Path::new(told["path"].as_str().expect("a path"));
    let request = ImportRequest { exports: vec![path.to_owned()], ..ImportRequest::default() };
    let imported =
        import(&request, &mut |_| ()).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let table =
        |name: &str| records(&imported.files.iter().find(|(path, _)| path == name).expect("a table").1);
    let people: BTreeSet<String> = table("people.csv").iter().map(|record| record[0].clone()).collect();
    let nodes: BTreeSet<String> = told["nodes"]
        .as_array()
        .expect("nodes")
        .iter()
        .map(|id| id.as_str().expect("text").to_owned())
        .collect();
    assert_eq!(people, nodes, "{}", path.display());
    let directed = told["directed"].as_bool().expect("a truth value");
    assert_eq!(imported.reading.directed, directed, "{}", path.display());
    let found = ties(table("ties.csv").iter().map(|record| (record[0].clone(), record[1].clone())), directed);
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    let edges = told["edges"].as_array().expect("edges");
    let expected = ties(edges.iter().map(|edge| (text(&edge[0]), text(&edge[1]))), directed);
    assert_eq!(found, expected, "{}", path.display());
    assert_eq!(imported.reading.tie_records, edges.len() as u64, "{}", path.display());
    let places = &imported.files.iter().find(|(path, _)| path == "people.csv").expect("people").1;
    let header = csv::Reader::from_reader(&places[..]).headers().expect("a header").clone();
    let place = header.iter().position(|name| name == "place").expect("a place");
    for record in table("people.csv") {
        assert_eq!(record[place], text(&told["places"][&record[0]]), "{}", path.display());
    }
}

#[test]
fn networks_written_by_networkx_are_read_as_they_are() {
    let has_it = Command::new("python3").args(["-c", "import networkx"]).output();
    if !has_it.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: there is no python3 with networkx here");
        return;
    }
    let room = tempfile::tempdir().expect("a folder");
    let output =
        Command::new("python3").arg("-c").arg(WRITE).arg(room.path()).output().expect("python3 starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let told: Value = serde_json::from_slice(&output.stdout).expect("what it wrote");
    let told = told.as_array().expect("a list");
    assert_eq!(told.len(), 64);
    told.iter().for_each(compare);
    assert!(fs::read_dir(room.path()).is_ok());
}
