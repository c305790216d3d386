//! Kantara consent receipts, version 1.1 and the drafts before it.

use super::{Held, Part, Receipt, dated};
use crate::import::exports::{formats::donated::Dated, json::Node};

/// What the receipt says. It proves that consent was given, and never that it was withdrawn.
pub(super) fn receipt(record: &Node) -> Receipt {
    let given = dated(record.first(&["consentTimestamp", "iat"]));
    let text = |node: &Node| node.id().map(str::to_owned);
    let controllers = record.first(&["piiControllers", "data_controller"]);
    let name = |node: &Node| {
        node.id().or_else(|| node.first(&["piiController", "org", "name"])?.id()).map(str::to_owned)
    };
    Receipt {
        person: record.first(&["piiPrincipalId", "sub"]).and_then(text),
        controllers: controllers.map(each).unwrap_or_default().into_iter().filter_map(name).collect(),
        parts: record
            .first(&["services", "service"])
            .map(each)
            .unwrap_or_default()
            .into_iter()
            .flat_map(parts)
            .collect(),
        held: vec![Held { from: given.day(), until: None }],
        unreadable_date: given == Dated::Unread,
        ..Receipt::default()
    }
}

/// The values of a list, or the one value.
fn each(node: &Node) -> Vec<&Node> {
    if node.list().is_empty() && !node.is_empty() { vec![node] } else { node.list().iter().collect() }
}

fn parts(service: &Node) -> Vec<Part> {
    let texts = |node: Option<&Node>| -> Vec<String> {
        node.map(each)
            .unwrap_or_default()
            .into_iter()
            .filter_map(|node| node.id().map(str::to_owned))
            .collect()
    };
    let app = service.id().or_else(|| service.first(&["service", "serviceName"])?.id()).map(str::to_owned);
    let purposes = service.first(&["purposes", "purpose"]).map(each).unwrap_or_default();
    let part = |purpose: &Node| {
        let own = texts(purpose.get("purpose"));
        let named = |node: &&Node| {
            node.truth() == Some(true) || node.id().is_some_and(|text| text.eq_ignore_ascii_case("true"))
        };
        let disclosed = purpose.get("thirdPartyDisclosure").as_ref().is_some_and(named);
        Part {
            app: app.clone(),
            purposes: if own.is_empty() { texts(purpose.get("purposeCategory")) } else { own },
            data: texts(purpose.get("piiCategory")),
            third_parties: if disclosed { texts(purpose.get("thirdPartyName")) } else { Vec::new() },
            ends: Dated::of(purpose.get("termination").and_then(Node::text)).day(),
        }
    };
    if purposes.is_empty() {
        vec![Part { app, ..Part::default() }]
    } else {
        purposes.into_iter().map(part).collect()
    }
}
