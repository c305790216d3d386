//! Consent records after ISO/IEC TS 27560, whose JSON is nobody's standard: keys are compared loosely, wherever they lie.

use super::{
    Part, Receipt, dated,
    events::{State, held},
};
use crate::import::exports::{formats::donated::Dated, json::Node};

/// What the record says: it holds as its events tell.
pub(super) fn receipt(record: &Node) -> Receipt {
    let parties = parties(record);
    let named = |texts: Vec<String>| -> Vec<String> {
        let name = |text: String| {
            parties.iter().find(|(id, ..)| *id == text).map_or(text, |(_, name, _)| name.clone())
        };
        texts.into_iter().map(name).collect()
    };
    let mut controllers = named(texts(record, &["piicontrollers", "piicontroller"]));
    let by_role =
        parties.iter().filter(|(.., role)| role.contains("controller")).map(|(_, name, _)| name.clone());
    controllers.extend(by_role);
    controllers.dedup();
    let events = events(record);
    let part = Part {
        app: texts(record, &["service", "services"]).into_iter().next(),
        purposes: texts(record, &["purpose", "purposes"]),
        data: texts(record, &["piitype", "piiinformation"]),
        third_parties: named(texts(record, &["recipientthirdparties", "recipientthirdparty"])),
        ends: None,
    };
    let states: Vec<_> = events.iter().map(|(on, state)| (on.day(), *state)).collect();
    Receipt {
        person: texts(record, &["piiprincipalid"]).into_iter().next(),
        controllers,
        parts: vec![part],
        held: held(&states),
        unreadable_date: events
            .iter()
            .any(|(on, state)| *on == Dated::Unread || *on == Dated::Not && *state == State::Ended),
        ..Receipt::default()
    }
}

fn plain(key: &str) -> String {
    key.to_lowercase().replace(['_', ' ', '-'], "")
}

/// Every value under one of `keys`, however deep, in the order of the file.
fn under<'a>(node: &'a Node, keys: &[&str], found: &mut Vec<&'a Node>) {
    for (key, value) in node.map() {
        if keys.contains(&plain(key).as_str()) {
            found.push(value);
        } else {
            under(value, keys, found);
        }
    }
    for value in node.list() {
        under(value, keys, found);
    }
}

/// The texts under one of `keys`: those of lists, and of objects what they are called.
fn texts(record: &Node, keys: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    under(record, keys, &mut found);
    let called =
        ["name", "partyname", "purpose", "purposename", "servicename", "piitype", "type", "partyid", "id"];
    let mut texts = Vec::new();
    for value in found
        .into_iter()
        .flat_map(|value| if value.list().is_empty() { std::slice::from_ref(value) } else { value.list() })
    {
        let own =
            || called.iter().find_map(|name| value.map().iter().find(|(key, _)| plain(key) == *name)?.1.id());
        let text = value.id().or_else(own).map(str::to_owned);
        texts.extend(text.filter(|text| !texts.contains(text)));
    }
    texts
}

/// The parties: id, name, role or type.
fn parties(record: &Node) -> Vec<(String, String, String)> {
    let mut found = Vec::new();
    under(record, &["parties", "party", "partyidentification"], &mut found);
    let lists = found
        .into_iter()
        .flat_map(|value| if value.list().is_empty() { std::slice::from_ref(value) } else { value.list() });
    let party = |party: &Node| {
        let told =
            |names: &[&str]| names.iter().find_map(|name| party.loosely(name)?.id()).map(str::to_owned);
        let role = told(&["partyRole", "role", "partyType", "type"]).unwrap_or_default().to_lowercase();
        Some((told(&["partyId", "id"])?, told(&["partyName", "name"])?, role))
    };
    lists.filter_map(party).collect()
}

fn events(record: &Node) -> Vec<(Dated, State)> {
    let mut found = Vec::new();
    under(record, &["event", "events", "consentevents"], &mut found);
    let lists = found
        .into_iter()
        .flat_map(|value| if value.list().is_empty() { std::slice::from_ref(value) } else { value.list() });
    let event = |event: &Node| {
        let state =
            ["eventState", "state", "eventType", "type"].iter().find_map(|name| event.loosely(name)?.text());
        let time = ["eventTime", "time", "timestamp"].iter().find_map(|name| event.loosely(name));
        (dated(time), State::of(state.unwrap_or_default()))
    };
    lists.map(event).collect()
}
