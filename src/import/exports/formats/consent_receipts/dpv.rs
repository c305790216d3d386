//! Consent records in the Data Privacy Vocabulary, as JSON-LD whose terms have the usual prefixes or none. A key that stands
//! twice in an object counts twice, as people write it who copy the guide's examples.

use super::{
    Part, Receipt, dated,
    events::{State, held},
    local,
};
use crate::import::exports::{formats::donated::Dated, json::Node};

/// The records in a document: the nodes that say so, or that have a status of consent.
pub(super) fn records(root: &Node) -> Vec<&Node> {
    let graph = values(root, &["@graph"]);
    let nodes = if graph.is_empty() { values_of(root) } else { graph };
    let is_record = |node: &&Node| {
        let types = values(node, &["@type", "type"]);
        let says =
            types.iter().any(|kind| kind.text().is_some_and(|kind| local(kind).starts_with("ConsentRecord")));
        says || !values(node, &["hasConsentStatus"]).is_empty()
    };
    nodes.into_iter().filter(is_record).collect()
}

/// What the record says; what it refers to by `@id` is looked up in `root`.
pub(super) fn receipt(record: &Node, root: &Node) -> Receipt {
    let texts = |names: &[&str]| {
        let mut texts: Vec<String> = Vec::new();
        for value in deep(record, names, root) {
            texts.extend(called(value, root).filter(|text| !texts.contains(text)));
        }
        texts
    };
    let terms = |names: &[&str]| texts(names).iter().map(|text| local(text).to_owned()).collect();
    let own_date = dated_in(record, root);
    let statuses = deep(record, &["hasConsentStatus", "hasStatus"], root);
    let events: Vec<(Dated, State)> = statuses.iter().map(|status| event(status, own_date, root)).collect();
    let states: Vec<_> = events.iter().map(|(on, state)| (on.day(), *state)).collect();
    Receipt {
        person: texts(&["hasDataSubject"]).into_iter().next(),
        controllers: texts(&["hasDataController", "hasJointDataControllers"]),
        parts: vec![Part {
            app: texts(&["hasService"]).into_iter().next(),
            purposes: terms(&["hasPurpose"]),
            data: terms(&["hasPersonalData"]),
            third_parties: texts(&["hasRecipient", "hasRecipientThirdParty", "hasThirdParty"]),
            ends: None,
        }],
        held: held(&states),
        unreadable_date: events
            .iter()
            .any(|(on, state)| *on == Dated::Unread || *on == Dated::Not && *state == State::Ended),
        ..Receipt::default()
    }
}

/// A value, or each of a list.
fn values_of(node: &Node) -> Vec<&Node> {
    if node.list().is_empty() { vec![node] } else { node.list().iter().collect() }
}

/// The values of all keys of `node` with one of these names, without their prefixes.
fn values<'a>(node: &'a Node, names: &[&str]) -> Vec<&'a Node> {
    let keys = node.map().iter().filter(|(key, _)| names.contains(&local(key)));
    keys.flat_map(|(_, value)| values_of(value)).filter(|value| !value.is_empty()).collect()
}

/// The same in `node` and in the processes that it has.
fn deep<'a>(node: &'a Node, names: &[&str], root: &'a Node) -> Vec<&'a Node> {
    let mut found = values(node, names);
    for process in values(node, &["hasProcess", "hasPersonalDataHandling"]) {
        found.extend(values(resolved(process, root), names));
    }
    found
}

/// The node that a reference leads to, or the node itself.
fn resolved<'a>(node: &'a Node, root: &'a Node) -> &'a Node {
    let id = node.text().or_else(|| node.get("@id").filter(|_| node.map().len() == 1)?.text());
    let graph = || root.get("@graph").map_or_else(|| values_of(root), values_of);
    let found =
        id.and_then(|id| graph().into_iter().find(|other| other.get("@id").and_then(Node::text) == Some(id)));
    found.unwrap_or(node)
}

/// What a value is called: its name if it leads to one, or itself.
fn called(value: &Node, root: &Node) -> Option<String> {
    let node = resolved(value, root);
    let named = || {
        values(node, &["hasName", "name", "title", "label", "hasIdentifier", "identifier", "@value"])
            .into_iter()
            .find_map(text_of)
    };
    let by_id = || node.first(&["@id", "id"]).and_then(Node::text).map(str::to_owned);
    let by_kind = || values(node, &["@type"]).into_iter().find_map(text_of);
    node.id().map(str::to_owned).or_else(named).or_else(by_id).or_else(by_kind)
}

fn text_of(node: &Node) -> Option<String> {
    node.id().or_else(|| node.get("@value")?.id()).map(str::to_owned)
}

fn dated_in(node: &Node, root: &Node) -> Dated {
    let names = ["isIndicatedAtTime", "date", "issued", "created", "hasTimestamp", "generatedAtTime"];
    let found = values(resolved(node, root), &names);
    found.first().map_or(Dated::Not, |node| dated(Some(node.get("@value").unwrap_or(node))))
}

/// The state and the date of a status; one without a date has the record's.
fn event(status: &Node, own_date: Dated, root: &Node) -> (Dated, State) {
    let node = resolved(status, root);
    let state = |name: &str| Some(State::of(name)).filter(|state| *state != State::None);
    let kinds = values(node, &["@type", "@id", "hasConsentStatus"]);
    let told = node.text().and_then(state).or_else(|| kinds.iter().find_map(|kind| state(kind.text()?)));
    let on = dated_in(node, root);
    (if on == Dated::Not { own_date } else { on }, told.unwrap_or(State::None))
}
