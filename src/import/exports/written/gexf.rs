//! People and ties as GEXF 1.2, as Gephi and networkx read it. Days of ties stand as `start` and `end`, for timelines, and as values
//! too, where one that is not known can be told from none.

use super::also::{Network, escaped, said};
use crate::import::exports::{identity::People, rows::Gathered};

/// The values of edges, each with the number that it goes by.
const SAID: [&str; 3] = ["since", "until", "kind"];

/// The file.
pub(super) fn bytes(rows: &Gathered, people: &People) -> Vec<u8> {
    let network = Network::of(rows, people);
    let default = if network.directed { "directed" } else { "undirected" };
    let dated = network.ties.iter().any(|(tie, ..)| tie.since.is_some() || tie.until.is_some());
    let mode = if dated { "mode=\"dynamic\" timeformat=\"date\"" } else { "mode=\"static\"" };
    let mut lines = vec![
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>".to_owned(),
        "<gexf xmlns=\"http://www.gexf.net/1.2draft\" version=\"1.2\">".to_owned(),
        format!("  <graph defaultedgetype=\"{default}\" {mode}>"),
    ];
    lines.extend(attributes("node", &network.attributes));
    lines.extend(attributes("edge", &SAID));
    lines.push("    <nodes>".to_owned());
    for (at, (id, values)) in network.ids.iter().zip(&network.values).enumerate() {
        let values = values.iter().map(|(at, value)| value_of(*at, value)).collect();
        lines.push(format!(
            "      <node id=\"{}\" label=\"{}\">{}</node>",
            escaped(id),
            at + 1,
            wrapped(values)
        ));
    }
    lines.push("    </nodes>\n    <edges>".to_owned());
    for (at, (tie, one, other)) in network.ties.iter().enumerate() {
        let kind = if tie.directed { "directed" } else { "undirected" };
        let time = |name: &str, day: Option<crate::model::date::Day>| {
            day.map(|day| format!(" {name}=\"{day}\"")).unwrap_or_default()
        };
        let times = time("start", tie.since.flatten()) + &time("end", tie.until);
        let place = |name: &str| SAID.iter().position(|known| *known == name).unwrap_or_default();
        let values = wrapped(said(tie).map(|(name, text)| value_of(place(name), &text)).collect());
        let (one, other) = (escaped(one), escaped(other));
        let ends = format!("id=\"{at}\" source=\"{one}\" target=\"{other}\" type=\"{kind}\"{times}");
        lines.push(format!("      <edge {ends}>{values}</edge>"));
    }
    lines.push("    </edges>\n  </graph>\n</gexf>\n".to_owned());
    lines.join("\n").into_bytes()
}

fn attributes(class: &str, names: &[&str]) -> Vec<String> {
    let one = |(at, name): (usize, &&str)| {
        format!("      <attribute id=\"{at}\" title=\"{}\" type=\"string\"/>", escaped(name))
    };
    let open = format!("    <attributes class=\"{class}\" mode=\"static\">");
    let all = names.iter().enumerate().map(one);
    std::iter::once(open).chain(all).chain(["    </attributes>".to_owned()]).collect()
}

fn value_of(at: usize, value: &str) -> String {
    format!("<attvalue for=\"{at}\" value=\"{}\"/>", escaped(value))
}

fn wrapped(values: String) -> String {
    if values.is_empty() { values } else { format!("<attvalues>{values}</attvalues>") }
}
