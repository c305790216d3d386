//! The suite `harvest`: who is reached, through whom, and whose part in it is how large.

use super::harness::{Case, Network, cases, text};
use bystander::{
    audit::Audit,
    measure::{
        share_out::{Part, ShareOut},
        spread::Spread,
    },
    model::{
        case::{AuditCase, Parameters},
        consent::Consenter,
        id::PersonId,
        tie::Direction,
    },
    table::{Tables, ties::Ties},
};
use serde_json::{Map, Value, json};

/// The consenters of a case by row, each once, and how often one is listed again; or the first id that is not there.
pub fn consenters(case: &Case, network: &Network) -> Result<(Vec<u32>, usize), String> {
    let mut rows = Vec::new();
    let mut repeats = 0;
    for id in case.input()["consenters"].as_array().expect("a list of consenters").iter().map(text) {
        let row = network.row(&id).ok_or(id)?;
        if rows.contains(&row) { repeats += 1 } else { rows.push(row) }
    }
    Ok((rows, repeats))
}

/// The audit of a case's network with these consenters.
pub fn audit(case: &Case, network: &Network, consenters: &[u32], hops: u32) -> Audit {
    let direction = match case.input()["direction"].as_str() {
        Some("out") => Direction::Out,
        Some("in") => Direction::In,
        Some("mutual") => Direction::Mutual,
        _ => Direction::Either,
    };
    let opted_out = case.input()["opted_out"].as_array().into_iter().flatten();
    let consenter =
        |(number, &row)| Consenter { person: PersonId(row), number, line: 0, opens_contacts: true };
    let tables = Tables {
        case: AuditCase { directed: network.directed, direction, ..AuditCase::default() },
        people: network.ids.len(),
        listed: true,
        ties: Ties {
            pairs: network.ties.iter().map(|&(one, other)| (PersonId(one), PersonId(other))).collect(),
            ..Ties::default()
        },
        consenters: (1..).zip(consenters).map(consenter).collect(),
        opted_out: opted_out.map(|id| PersonId(network.row(&text(id)).expect("a person"))).collect(),
        ..Tables::default()
    };
    Audit::new(tables, Parameters { hops, ..Parameters::default() })
}

fn put<T: serde::Serialize>(ours: &mut Map<String, Value>, key: &str, value: T) {
    ours.insert(key.to_owned(), json!(value));
}

fn spread_keys(ours: &mut Map<String, Value>, case: &Case, network: &Network, consenters: &[u32]) {
    let hops = case.input()["hops"].as_u64().expect("hops") as u32;
    for h in 1..=hops {
        let spread = Spread::of(&audit(case, network, consenters, h));
        let at_hop = spread.hops.iter().find(|row| row.hop == h).map_or(0, |row| row.people);
        put(ours, &format!("newly_reached_at_hop_{h}"), at_hop);
        put(ours, &format!("affected_nonconsenters_h{h}"), spread.bystanders);
        put(ours, &format!("amplification_h{h}"), spread.bystanders_per_consenter);
        put(ours, &format!("node_observability_h{h}"), spread.affected_share);
        put(ours, &format!("nonconsenter_observability_h{h}"), spread.nonconsenter_share);
        put(ours, &format!("edge_observability_incident_h{h}"), spread.ties_seen.read_share);
        put(ours, &format!("edge_observability_induced_h{h}"), spread.ties_seen.among_affected_share);
    }
    let spread = Spread::of(&audit(case, network, consenters, 1));
    assert_eq!(
        spread.ties_seen.share, spread.ties_seen.read_share,
        "at one hop the lists read are the consenters'"
    );
    let mut histogram = Map::new();
    for (times, people) in std::iter::once((0, spread.unexposed))
        .chain(spread.exposure.iter().map(|row| (row.consenting_contacts, row.people)))
        .filter(|&(_, people)| people > 0)
    {
        put(&mut histogram, &times.to_string(), people);
    }
    put(ours, "people", spread.people);
    put(ours, "consenters", spread.consenters);
    put(ours, "exposure_multiplicity_histogram", histogram);
    put(ours, "mean_multiplicity_of_exposed", spread.mean_consenting_contacts);
    put(ours, "max_multiplicity", spread.most_consenting_contacts);
    put(ours, "share_exposed_through_one_consenter_only", spread.exposed_through_one_share);
    put(ours, "ties_between_consenters", spread.closed_interface.ties);
    put(ours, "tie_share_closed_api", spread.closed_interface.tie_share);
    put(ours, "affected_nonconsenters_closed_api", spread.closed_interface.bystanders);
}

fn share_out_keys(ours: &mut Map<String, Value>, case: &Case, network: &Network, consenters: &[u32]) {
    let audit = audit(case, network, consenters, 1);
    let shares = ShareOut::of(&audit);
    let id = |pseudonym: &str| {
        let number: usize = pseudonym[1..].parse().expect("a place in the list");
        network.ids[consenters[number - 1] as usize].clone()
    };
    let mut by_consenter = |key: &str, value: &dyn Fn(&Part) -> Value| {
        let values: Map<String, Value> =
            shares.consenters.iter().map(|part| (id(&part.consenter), value(part))).collect();
        put(ours, key, values);
    };
    by_consenter("shapley_contribution", &|part| json!(part.shapley));
    by_consenter("exclusive_contribution", &|part| json!(part.sole));
    by_consenter("own_nonconsenting_friends", &|part| json!(part.bystanders));
    by_consenter("change_if_withdrawn", &|part| json!(part.change_if_withdrawn));
    let ranked = || shares.consenters.iter().filter(|part| part.greedy_rank.is_some());
    put(ours, "greedy_gains", ranked().map(|part| part.greedy_gain).collect::<Vec<_>>());
    put(ours, "greedy_order", ranked().map(|part| id(&part.consenter)).collect::<Vec<_>>());
    for (cover, per_cent) in shares.cover.iter().zip([50, 80, 90, 100]) {
        put(ours, &format!("greedy_consenters_for_{per_cent}pct"), cover.consenters);
        put(ours, &format!("minimum_consenters_for_{per_cent}pct"), cover.minimum);
    }
    let curve = shares.accumulation.iter().map(|point| point.bystanders);
    put(ours, "expected_affected_by_number_of_consenters", curve.collect::<Vec<_>>());
}

#[test]
fn every_case_of_the_suite() {
    for case in cases("harvest", "harvest") {
        let Some(network) = Network::of(&case) else { continue };
        let consenters = consenters(&case, &network);
        if case.expect_error() == Some("unknown_consenter") {
            let unknown = consenters.expect_err("somebody is not in the network");
            assert_eq!(case.error_place(), &json!({ "ids": [unknown] }), "{}", case.id());
            continue;
        }
        let (consenters, repeats) = consenters.expect("every consenter is in the network");
        let mut ours = Map::new();
        put(&mut ours, "duplicate_consenters", repeats);
        spread_keys(&mut ours, &case, &network, &consenters);
        share_out_keys(&mut ours, &case, &network, &consenters);
        case.check(&Value::Object(ours));
    }
}
