//! The suite `network`: homophily, assortativity and modularity.

use super::harness::{self, Case, Network, text};
use bystander::{
    graph::{
        TieGraph,
        homophily::{
            Homophily, Mixing, OwnTies, numeric_assortativity, spectral_segregation, weighted_modularity,
        },
    },
    model::{attribute::Attribute, id::PersonId, number::Figure, tie::Direction},
};
use serde_json::{Map, Value, json};

fn pairs(network: &Network) -> Vec<(PersonId, PersonId)> {
    network.ties.iter().map(|&(from, to)| (PersonId(from), PersonId(to))).collect()
}

fn graph(network: &Network) -> TieGraph {
    if network.directed {
        TieGraph::directed(network.ids.len(), &pairs(network), Direction::Either)
    } else {
        TieGraph::undirected(network.ids.len(), &pairs(network))
    }
}

fn attribute(network: &Network, name: &str) -> Attribute {
    let texts: Vec<String> =
        network.nodes.iter().map(|node| node.get(name).map(text).unwrap_or_default()).collect();
    Attribute::of_texts(name, texts.iter().map(String::as_str))
}

/// A figure as a value; where it is undefined the reason must be the one expected.
fn value(case: &Case, key: &str, figure: Figure) -> Value {
    if let (Err(why), Some(expected)) = (figure.0, case.undefined(key)) {
        assert_eq!(why.code(), expected, "{}: {key}", case.id());
    }
    json!(figure.value())
}

/// A map from each group's value to one of its figures.
fn by_group<T>(attribute: &Attribute, groups: &[T], figure: impl Fn(&T) -> Value) -> Value {
    attribute.values.iter().cloned().zip(groups.iter().map(figure)).collect::<Map<_, _>>().into()
}

/// Ties by the values of their ends, pairs of values without ties included.
fn mixing_counts(mixing: &Mixing, attribute: &Attribute) -> Value {
    let key = |from: usize, to: usize| format!("{}|{}", attribute.values[from], attribute.values[to]);
    let groups = attribute.values.len();
    let pairs = (0..groups).flat_map(|from| (0..groups).map(move |to| (from, to)));
    let listed = pairs.filter(|(from, to)| mixing.directed || from <= to);
    let mut counts: Map<_, _> = listed.map(|(from, to)| (key(from, to), json!(0))).collect();
    for between in &mixing.between {
        counts[&key(between.from as usize, between.to as usize)] = json!(between.ties);
    }
    counts.into()
}

#[test]
fn homophily_of_values_that_are_names() {
    for case in harness::cases("network", "nominal_homophily") {
        let Some(network) = Network::of(&case) else { continue };
        let (graph, name) = (graph(&network), case.input()["attribute"].as_str().expect("a name"));
        let attribute = attribute(&network, name);
        let found = Homophily::of(&graph, &attribute.codes);
        let figure = |key: &str, figure: Figure| (key.to_owned(), value(&case, key, figure));
        let groups = |figure: fn(&OwnTies) -> Figure| {
            by_group(&attribute, &found.groups, |group| json!(figure(group).value()))
        };
        let coleman = if found.ties == 0 { Value::Null } else { groups(|group| group.coleman) };
        let spectral = spectral_segregation(&graph, &attribute.codes);
        let ours: Map<String, Value> = [
            ("nodes_with_value".to_owned(), json!(found.people)),
            ("edges_counted".to_owned(), json!(found.ties)),
            ("group_sizes".to_owned(), by_group(&attribute, &found.groups, |group| json!(group.members))),
            ("mixing_counts".to_owned(), mixing_counts(&Mixing::of(&graph, &attribute.codes), &attribute)),
            figure("within_share", found.within_share),
            figure("ei_index", found.ei_index),
            figure("ei_expected_random_labels", found.ei_by_chance),
            figure("ei_mean_individual", found.ei_mean_individual),
            figure("assortativity", found.assortativity),
            figure("assortativity_minimum", found.assortativity_minimum),
            figure("assortativity_jackknife_se", found.assortativity_standard_error),
            figure("modularity", found.modularity),
            ("coleman".to_owned(), coleman),
            ("inbreeding_homophily".to_owned(), groups(|group| group.inbreeding)),
            ("ei_by_group".to_owned(), groups(|group| group.ei)),
            (
                "spectral_segregation".to_owned(),
                by_group(&attribute, &spectral, |figure| json!(figure.value())),
            ),
        ]
        .into_iter()
        .collect();
        case.check(&ours.into());
    }
}

#[test]
fn assortativity_of_values_that_are_numbers() {
    for case in harness::cases("network", "numeric_assortativity") {
        let Some(network) = Network::of(&case) else { continue };
        let (graph, name) = (graph(&network), case.input()["attribute"].as_str().expect("a name"));
        let values: Vec<Option<f64>> = if name == "@degree" {
            graph.people().map(|person| u32::try_from(graph.degree(person)).ok().map(f64::from)).collect()
        } else {
            network.nodes.iter().map(|node| text(&node[name]).parse().ok()).collect()
        };
        let key = "numeric_assortativity";
        let found = value(&case, key, numeric_assortativity(&graph, &values));
        case.check(&json!({ "edges_counted": graph.arrows().count(), key: found }));
    }
}

#[test]
fn modularity_of_partitions() {
    for case in harness::cases("network", "modularity") {
        let Some(network) = Network::of(&case) else { continue };
        let labels: Vec<String> =
            case.input()["partition"].as_array().expect("a list").iter().map(text).collect();
        let codes = Attribute::of_texts("class", labels.iter().map(String::as_str)).codes;
        let weighted = case.input()["weighted"] == true;
        let weight = |at: usize| if weighted { network.weights[at] } else { 1.0 };
        let ties: Vec<_> =
            pairs(&network).into_iter().enumerate().map(|(at, (from, to))| (from, to, weight(at))).collect();
        let counted = Mixing::of(&graph(&network), &codes);
        let simple = counted.ties == ties.len() as u64 && !weighted;
        let mut ours = Map::new();
        for (key, resolution) in
            [("modularity", 1.0), ("modularity_resolution_0.5", 0.5), ("modularity_resolution_2.0", 2.0)]
        {
            let found = weighted_modularity(&ties, &codes, network.directed, resolution);
            ours.insert(key.to_owned(), value(&case, key, found));
            if let (true, Some(one), Some(other)) =
                (simple, found.value(), counted.modularity(resolution).value())
            {
                assert!((one - other).abs() < 1e-12, "{}: two ways to {key}", case.id());
            }
        }
        case.check(&ours.into());
    }
}
