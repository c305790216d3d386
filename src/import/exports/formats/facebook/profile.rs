//! The owner of an export, as the profile in it says.

use crate::import::{
    error::ImportError,
    exports::{
        formats::meta::parts::Opened,
        json::{Json, Node},
        rows::{Contact, KeyKind, Rows, Someone},
    },
    ledger::Verdict,
};

/// The owner: name, handle, address, and the e-mail addresses and numbers under which others know them. Family and partner are
/// passed over, and counted.
pub(super) fn donor(profile: &Node, opened: &Opened, rows: &mut Rows) -> Result<Someone, ImportError> {
    let line = opened.document.line(profile);
    if !matches!(profile.value, Json::Map(_)) {
        let what = "the profile is not as known: an object with `name` should stand here";
        return Err(ImportError::line(
            &opened.name,
            line,
            what,
            "check that the file is as Facebook gave it",
        ));
    }
    let name = profile.get("name").and_then(|name| name.text().or_else(|| full_name(name)));
    let mut keys = Vec::new();
    let mut add = |kind, node: Option<&Node>| {
        keys.extend(node.and_then(Node::id).map(|text| (kind, text.to_owned())));
    };
    add(KeyKind::Handle, profile.get("username"));
    add(KeyKind::Url, profile.get("profile_uri"));
    for kind in ["emails", "previous_emails"] {
        for email in profile.path(&["emails", kind]).map(Node::list).unwrap_or_default() {
            add(KeyKind::Email, Some(email));
        }
    }
    for email in profile.get("emails").map(Node::list).unwrap_or_default() {
        add(KeyKind::Email, Some(email));
    }
    for phone in profile.get("phone_numbers").map(Node::list).unwrap_or_default() {
        add(KeyKind::Phone, phone.get("phone_number").or(Some(phone)));
    }
    if name.is_none() {
        rows.warn(format!(
            "{}: the profile has no name, so the owner of the export has none here",
            opened.name
        ));
    }
    let donor = rows.donor(Contact { platform: "facebook", keys, name: name.map(str::to_owned), met: None });
    rows.book(opened.source, line, Verdict::Taken);
    for key in ["previous_names", "other_names"] {
        for other in profile.get(key).map(Node::list).unwrap_or_default() {
            rows.label(
                donor,
                "other name",
                other.text().or_else(|| other.get("name")?.text()).unwrap_or_default(),
            );
        }
    }
    let family = profile.get("family_members").map_or(0, |members| members.list().len());
    let partner =
        usize::from(profile.path(&["relationship", "partner"]).is_some_and(|partner| !partner.is_empty()));
    rows.pass_over(
        opened.source,
        "family and partner in the profile, who are named as such and not as friends",
        family + partner,
    );
    Ok(donor)
}

/// The full name, or first, middle and last put together.
fn full_name(name: &Node) -> Option<&str> {
    name.first(&["full_name", "name"]).and_then(Node::text).or_else(|| name.get("first_name")?.text())
}
