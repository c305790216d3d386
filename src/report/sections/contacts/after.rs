//! What followed an objection, what messages followed, and what people were told.

use crate::{
    measure::contacts::Shown,
    model::{message::Exemption, number},
    report::{
        published::{Column, Published, Shape, table},
        table::Table,
    },
};
use serde_json::{Value, json};

/// Objections and what came after them: a row for each count, at least and at most.
pub(super) fn objections(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("what", "what", Shape::Text, Some("objection")),
        ("least", "at least", Shape::Count, Some("objection")),
        ("most", "at most", Shape::Count, Some("objection")),
    ];
    const ROWS: &[(&str, &str, &str)] = &[
        ("objections on record", "records", "records"),
        ("people with an objection", "people", "people"),
        ("of them reached at any time", "people_reached", "people_reached"),
        ("people contacted after it", "people_contacted_at_least", "people_contacted_at_most"),
        ("records of messages to them after it", "contacts_at_least", "contacts_at_most"),
        ("objections without a day", "undated", "undated"),
        ("objections on a channel that no message names", "on_other_channels", "on_other_channels"),
    ];
    let said = at.at("contacts.objections");
    let row = |(what, least, most): &(&str, &str, &str)| json!({ "what": what, "least": said[least], "most": said[most] });
    let rows: Vec<Value> = if said.is_object() { ROWS.iter().map(row).collect() } else { Vec::new() };
    table(
        "contacts_objections",
        "Objections against being contacted, and what came after them.",
        COLUMNS,
        &rows,
    )
}

/// Contacts surely after an objection, and messages after an event, by days.
pub(super) fn days_after(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("after", "after", Shape::Text, None),
        ("days", "days", Shape::Text, None),
        ("contacts", "messages", Shape::Count, None),
        ("people", "people", Shape::Count, None),
    ];
    let of = |after: &'static str, path: &str| {
        let row = move |row: &Value| {
            let mut row = row.clone();
            row["after"] = json!(after);
            row["days"] = json!(match row["until"].as_u64() {
                Some(until) => format!("{} to {until}", row["from"]),
                None => format!("{} or more", row["from"]),
            });
            row
        };
        at.rows(path).iter().map(row).collect::<Vec<Value>>()
    };
    let mut rows = of("an objection", "contacts.objections.days_after");
    rows.extend(of("an event", "contacts.retargeting.days_after"));
    let any = rows.iter().any(|row| row["contacts"] != 0);
    let rows = if any { rows } else { Vec::new() };
    table("contacts_days_after", "Messages by how many days after an objection or an event.", COLUMNS, &rows)
}

/// Each list of objections.
pub(super) fn lists(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("list", "list", Shape::Text, None),
        ("people", "people in it", Shape::Count, None),
        ("contacted_at_least", "contacted after it, at least", Shape::Count, Some("objection")),
        ("contacted_at_most", "at most", Shape::Count, Some("objection")),
        ("contacts_at_least", "messages after it, at least", Shape::Count, Some("objection")),
    ];
    table("contacts_lists", "The lists of objections.", COLUMNS, at.rows("contacts.objections.by_list"))
}

/// What a verdict is called.
fn word(verdict: &Value) -> &'static str {
    match verdict.as_str() {
        Some("exempt") => "exempt, as the case states",
        Some("open") => "not on record",
        _ => "not exempt",
    }
}

/// Contacts after an objection by verdict; nothing where the case states no exemption, for then none is exempt.
pub(super) fn verdicts(at: &Published, shown: &Shown) -> Table {
    const COLUMNS: &[Column] = &[
        ("verdict", "verdict", Shape::Text, Some("exemption")),
        ("list", "list", Shape::Text, None),
        ("channel", "channel", Shape::Text, None),
        ("contacts", "messages after it", Shape::Count, Some("objection")),
        ("people", "people", Shape::Count, None),
        ("mean", "days after it, mean", Shape::Number, None),
        ("median", "median", Shape::Number, Some("percentile")),
        ("p90", "90th percentile", Shape::Number, Some("percentile")),
    ];
    let row = |row: &Value| {
        let mut row = row.clone();
        ["mean", "median", "p90"].into_iter().for_each(|key| row[key] = row["days"][key].clone());
        row["verdict"] = json!(word(&row["verdict"]));
        row
    };
    let any = shown.objections.as_ref().is_some_and(|objections| objections.verdicts.any_stated);
    let rows = ["in_all", "by_list"].map(|key| at.rows(&format!("contacts.objections.verdicts.{key}")));
    let rows: Vec<Value> = rows.into_iter().flatten().filter(|_| any).map(row).collect();
    table(
        "contacts_verdicts",
        "Messages surely after an objection, by whether the case states that the list does not bind the sender; the verdicts are not to be added up.",
        COLUMNS,
        &rows,
    )
}

/// The verdicts in a sentence, each on its own.
pub(super) fn verdict_sentence(at: &Published, shown: &Shown) -> Option<String> {
    let objections = shown.objections.as_ref().filter(|objections| objections.verdicts.any_stated)?;
    let rows = at.rows("contacts.objections.verdicts.in_all");
    if objections.people_contacted_at_least == 0 {
        return Some("The case states that some lists do not bind some senders; nobody was surely contacted after an objection.".to_owned());
    }
    if rows.is_empty() || rows.iter().any(|row| !row["people"].is_number()) {
        return Some("The case states that some lists do not bind some senders; how many contacts that covers is hidden, for it would give away a small number.".to_owned());
    }
    let people = |verdict: &str| {
        let row = rows.iter().find(|row| row["verdict"] == verdict);
        row.map_or(0, |row| row["people"].as_u64().unwrap_or(0))
    };
    let counted = |verdict| number::count(people(verdict));
    Some(format!(
        "The case states that some lists do not bind some senders. Contacted after an objection although no exemption is stated: {} people. Contacted \
         by senders whom the lists do not bind, as the case states, and who would stand with the others without that: {} people. Not on record \
         whether a stated exemption holds: {} people. Somebody may be in more than one of these.",
        counted("not_exempt"),
        counted("exempt"),
        counted("open")
    ))
}

/// The exemptions as the case states them.
pub(super) fn exemptions(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("list", "list", Shape::Text, None),
        ("kinds", "does not bind sponsors that are", Shape::Text, Some("exemption")),
        ("channel", "channel", Shape::Text, None),
        ("basis", "on which that rests, in the case's words", Shape::Text, None),
    ];
    let row = |exemption: &Exemption| {
        let channel = exemption.channel.as_deref().unwrap_or("all");
        let basis = exemption.basis.as_deref().unwrap_or("not stated");
        json!({ "list": exemption.list, "kinds": exemption.sponsor_kinds.join(", "), "channel": channel, "basis": basis })
    };
    let rows: Vec<Value> = at.audit.case.exemptions.iter().map(row).collect();
    table(
        "contacts_exemptions",
        "Exemptions that the case states; they are its claim and were not checked.",
        COLUMNS,
        &rows,
    )
}

/// Each kind of event that messages follow.
pub(super) fn chains(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("event", "event", Shape::Text, Some("chain")),
        ("chains", "messages after it", Shape::Count, Some("chain")),
        ("people", "people", Shape::Count, None),
        ("mean", "days between, mean", Shape::Number, None),
        ("median", "median", Shape::Number, Some("percentile")),
        ("p90", "90th percentile", Shape::Number, Some("percentile")),
    ];
    let row = |row: &Value| {
        let mut row = row.clone();
        ["mean", "median", "p90"].into_iter().for_each(|key| row[key] = row["days"][key].clone());
        row
    };
    let rows: Vec<Value> = at.rows("contacts.retargeting.by_event").iter().map(row).collect();
    table("contacts_chains", "Messages that follow what people did.", COLUMNS, &rows)
}

/// Whether people were told why, from where and by whom; nothing where no record speaks of it.
pub(super) fn told(at: &Published, shown: &Shown) -> Table {
    const COLUMNS: &[Column] = &[
        ("what", "told", Shape::Text, None),
        ("given", "given", Shape::Count, None),
        ("not_given", "not given", Shape::Count, None),
        ("not_recorded", "not recorded", Shape::Count, None),
    ];
    let any = shown.told.iter().any(|told| told.given + told.not_given > 0);
    let rows = if any { at.rows("contacts.told") } else { &[] };
    table("contacts_told", "What people were told beside the messages, by records.", COLUMNS, rows)
}

/// What came after objections, in a sentence.
pub(super) fn sentence(at: &Published, shown: &Shown) -> Option<String> {
    let objections = shown.objections.as_ref()?;
    let said = |key: &str, shape| at.shown(&format!("contacts.objections.{key}"), shape);
    let ends = |least: &str, most: &str, shape| {
        let (least, most) = (said(least, shape), said(most, shape));
        if least == most { least } else { format!("{least} to {most}") }
    };
    if objections.people == 0 {
        return Some("Nobody in the network is on a list of objections.".to_owned());
    }
    let strange = match objections.on_other_channels {
        0 => "",
        _ => " Some objections are on a channel that no message names: it may go by another name.",
    };
    let people = said("people", Shape::Count);
    let keys = ["people_contacted_at_least", "people_contacted_at_most"];
    if keys.iter().any(|key| !at.at(&format!("contacts.objections.{key}")).is_number()) {
        let hidden = "how many of them were contacted after it is hidden, at least in part, for it would give away a small number";
        return Some(format!("People with an objection: {people}; {hidden}.{strange}"));
    }
    Some(format!(
        "Of {people} people with an objection, {} were contacted after it; {} of them were not, as far as the records tell.{strange}",
        ends(keys[0], keys[1], Shape::Count),
        ends("honoured_share_at_least", "honoured_share_at_most", Shape::Share)
    ))
}
