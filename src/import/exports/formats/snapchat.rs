//! Snapchat's "My Data": `json/friends.json` with its lists, and `json/account.json` with the owner.
//!
//! Friends are ties with the day on which they were made. Deleted friends are ties too, until the day of their last change, for
//! their data had spread by then. Requests, suggestions, blocks and shortcuts are no ties. The pages beside (`html/`) hold the
//! same once more and are not read. A person is known by the user name, which can be changed since 2022.

use super::{Format, Group, Importer};
use crate::{
    import::{
        error::ImportError,
        exports::{
            bundle::{Bundle, Entry},
            json::{Document, Json, Node, Reading},
            rows::{Contact, KeyKind, Rows, Someone, Tie},
        },
        ledger::Verdict,
    },
    model::{date::Day, gap::Why, id::SourceId},
};

pub(super) const FORMAT: &Format = &Format {
    name: "snapchat",
    group: Group::Platform,
    title: "Snapchat, My Data (JSON)",
    files: "json/friends.json and json/account.json, in mydata~*.zip; the html pages hold the same and are not read",
    gives: "the donor, friends with their day, deleted friends with the day of their last change as the end",
    lacks: "requests, suggestions, blocks, hidden and ignored accounts are passed over with their count; the end of a \
            deleted friendship is the last change of its record, which may be later",
    how: "Snapchat, Settings, My Data: choose JSON; the archive comes by e-mail",
};

pub(super) const IMPORTER: Importer = Importer { format: FORMAT, knows, read };

/// The lists that are no friendships, and what is said of them.
const OTHER_LISTS: &[(&str, &str)] = &[
    ("Friend Requests Sent", "friend requests sent, which are no ties"),
    ("Blocked Users", "blocked accounts, which are no ties"),
    ("Hidden Friend Suggestions", "hidden suggestions, which are no ties"),
    ("Ignored Snapchatters", "ignored accounts, which are no ties"),
    ("Pending Requests", "friend requests received, which are no ties"),
    ("Shortcuts", "shortcuts, which are no ties"),
];

fn knows(bundle: &Bundle) -> bool {
    friends(bundle).is_some() || account(bundle).is_some()
}

/// The file of friends, known by a list that no other platform has.
fn friends(bundle: &Bundle) -> Option<&Entry> {
    let has_lists = |entry: &&Entry| {
        let start = String::from_utf8_lossy(&bundle.peek(entry, 8_192)).into_owned();
        let quoted = |name: &str| start.contains(&format!("\"{name}\""));
        let others = OTHER_LISTS.iter().map(|(name, _)| *name);
        quoted("Friends") && others.chain(["Deleted Friends", "Display Name"]).any(quoted)
    };
    bundle.all("json/friends.json").find(has_lists)
}

fn account(bundle: &Bundle) -> Option<&Entry> {
    let has_owner = |entry: &&Entry| {
        let start = String::from_utf8_lossy(&bundle.peek(entry, 8_192)).into_owned();
        start.contains("\"Basic Information\"") && start.contains("\"Username\"")
    };
    bundle.all("json/account.json").find(has_owner)
}

fn read(bundle: &Bundle, rows: &mut Rows) -> Result<(), ImportError> {
    let donor = read_owner(bundle, rows)?;
    let entry = friends(bundle).or_else(|| bundle.find("json/friends.json")).ok_or_else(|| {
        let what = "the archive has an account and no friends";
        ImportError::request(what, "ask Snapchat for your data again, with friends among them")
    })?;
    let mut input = rows.open(bundle, entry)?;
    let encoding = input.recode()?;
    let document = Document::of(&input.name, input.text()?, Reading::default())?;
    if !document.root.get("Friends").is_some_and(|list| matches!(list.value, Json::List(_))) {
        let what = "there is no list `Friends` in it";
        return Err(ImportError::file(&input.name, what, "check that it is Snapchat's friends.json"));
    }
    let source = rows.enter("ties", &input, &format!("Snapchat friends, JSON, {encoding}"));
    for (list, records) in document.root.map() {
        let other = OTHER_LISTS.iter().find(|(name, _)| name == list);
        match (list.as_str(), other) {
            ("Friends" | "Deleted Friends", _) => {
                let deleted = list == "Deleted Friends";
                for record in records.list() {
                    take(record, deleted, donor, source, document.line(record), rows);
                }
            }
            (_, Some((_, what))) => rows.pass_over(source, what, records.list().len()),
            (_, None) => rows.pass_over(source, "records of a list not known here", records.list().len()),
        }
    }
    rows.close(source)
}

/// The owner, as far as the archive tells.
fn read_owner(bundle: &Bundle, rows: &mut Rows) -> Result<Someone, ImportError> {
    let Some(entry) = account(bundle) else {
        return Ok(rows.donor(Contact { platform: "snapchat", ..Contact::default() }));
    };
    let mut input = rows.open(bundle, entry)?;
    let encoding = input.recode()?;
    let document = Document::of(&input.name, input.text()?, Reading::default())?;
    let source = rows.enter("people", &input, &format!("Snapchat account, JSON, {encoding}"));
    let basics = document.root.get("Basic Information");
    let text = |key: &str| basics.and_then(|basics| basics.get(key)?.id()).map(str::to_owned);
    let keys = text("Username").map(|name| (KeyKind::Handle, name)).into_iter().collect();
    let donor = rows.donor(Contact { platform: "snapchat", keys, name: text("Name"), met: None });
    let line = basics.map_or(1, |basics| document.line(basics));
    rows.book(source, line, Verdict::Taken);
    rows.close(source)?;
    Ok(donor)
}

fn take(record: &Node, deleted: bool, donor: Someone, source: SourceId, line: u64, rows: &mut Rows) {
    if !matches!(record.value, Json::Map(_)) {
        return rows.book(source, line, Verdict::LeftOut(Why::Malformed));
    }
    let text = |key: &str| record.get(key).and_then(Node::id).map(str::to_owned);
    let (username, name) = (text("Username"), text("Display Name"));
    let made = text("Creation Timestamp").as_deref().and_then(moment);
    let changed = text("Last Modified Timestamp").as_deref().and_then(moment);
    let dated = made.is_some() && (changed.is_some() || !deleted);
    let verdict = match (&username, &name) {
        (None, None) => Verdict::Noted(Why::Nameless),
        _ if !dated => Verdict::Noted(Why::UnreadableDate),
        _ => Verdict::Taken,
    };
    let keys = username.map(|name| (KeyKind::Handle, name)).into_iter().collect();
    let met = made.map(|(_, seconds)| seconds);
    let friend = rows.contact(donor, Contact { platform: "snapchat", keys, name, met });
    rows.book(source, line, verdict);
    let day = |moment: Option<(Day, i64)>| moment.map(|(day, _)| day);
    rows.tie(Tie {
        kind: Some("friend"),
        since: Some(day(made)),
        until: day(changed).filter(|_| deleted),
        ..Tie::new(donor, friend, source, line)
    });
}

/// The day and the Unix second of a moment such as `2016-03-24 20:21:29 UTC`; the year 1970 stands for not known.
fn moment(text: &str) -> Option<(Day, i64)> {
    let text = text.trim().trim_end_matches("UTC").trim_end();
    let day = Day::parse(text).filter(|day| day.0 >= 365)?;
    let parts: Vec<i64> =
        text.get(11..)?.split(':').map(str::parse).collect::<Result<_, _>>().unwrap_or_default();
    let [hours, minutes, seconds] = parts[..] else { return None };
    Some((day, i64::from(day.0) * 86_400 + hours * 3_600 + minutes * 60 + seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_moments_in_utc() {
        let moment = |text| moment(text).map(|(day, seconds)| (day.to_string(), seconds));
        assert_eq!(moment("2016-03-24 20:21:29 UTC"), Some(("2016-03-24".to_owned(), 1_458_850_889)));
        assert_eq!(
            ["1970-01-01 00:00:00 UTC", "", "24/03/2016", "2016-03-24"].map(moment),
            [const { None }; 4]
        );
    }
}
