//! Telegram Desktop's `result.json`: a full export (the owner, contacts, chats), or one chat.
//!
//! Contacts are ties from the owner to the entry of an address book, known by the user id, else by the telephone number. Whoever
//! wrote in a private group, or is named there with an id, was a member of it: every two of them are tied as members. A
//! conversation of two is not taken, for it says nothing that the contact does not; nor are channels, bots and public groups,
//! whose members are strangers. Of messages only who wrote them is read.

use super::{Format, Group, Importer, members::tie_members};
use crate::{
    import::{
        error::ImportError,
        exports::{
            bundle::{Bundle, Entry},
            json::{Document, Json, Node, Reading},
            moment::day_of,
            rows::{Contact, KeyKind, Rows, Someone, Tie},
        },
        ledger::Verdict,
    },
    model::{date::Day, gap::Why, id::SourceId},
};
use std::collections::BTreeMap;

pub(super) const FORMAT: &Format = &Format {
    name: "telegram",
    group: Group::Platform,
    title: "Telegram Desktop export (JSON)",
    files: "result.json of a full export or of one chat",
    gives: "the donor, contacts of the address book with their day, members of private groups who wrote or acted there",
    lacks: "members who never wrote, and those whom a line names without an id; conversations of two, frequent contacts, \
            channels, bots and public groups are passed over with their count; days of membership",
    how: "Telegram Desktop, Settings, Advanced, Export Telegram data: choose machine-readable JSON",
};

pub(super) const IMPORTER: Importer =
    Importer { format: FORMAT, knows: |bundle| entries(bundle).next().is_some(), read };

/// What a chat is called in the export.
const CHAT_TYPES: &[&str] = &[
    "saved_messages",
    "replies",
    "verification_codes",
    "personal_chat",
    "bot_chat",
    "private_group",
    "private_supergroup",
    "public_supergroup",
    "private_channel",
    "public_channel",
];

/// The exports of Telegram in a bundle.
fn entries(bundle: &Bundle) -> impl Iterator<Item = &Entry> {
    bundle.all("result*.json").filter(|entry| {
        let start = String::from_utf8_lossy(&bundle.peek(entry, 4_096)).into_owned();
        let has = |key: &str| start.contains(&format!("\"{key}\""));
        let whole = has("about")
            && ["personal_information", "contacts", "chats", "frequent_contacts"].map(has).contains(&true);
        whole || has("messages") && CHAT_TYPES.iter().any(|kind| has(kind))
    })
}

fn read(bundle: &Bundle, rows: &mut Rows) -> Result<(), ImportError> {
    for entry in entries(bundle) {
        let mut input = rows.open(bundle, entry)?;
        let encoding = input.recode()?;
        let document = Document::of(&input.name, input.text()?, Reading::default())?;
        let root = &document.root;
        let layout = if root.get("messages").is_some() { "one chat" } else { "full" };
        let source = rows.enter("ties", &input, &format!("Telegram export, {layout}, JSON, {encoding}"));
        let (owner, id) = owner(root.get("personal_information"), rows);
        let passed = BTreeMap::new();
        let mut reading = Taking { document: &document, source, owner, id, passed, rows };
        for key in ["contacts", "frequent_contacts", "chats", "left_chats"] {
            if let Some(part) = root.get(key)
                && !part.get("list").is_some_and(|list| matches!(list.value, Json::List(_)))
            {
                let (what, way_out) = ("a part of the export has no list", "export again; nothing was read");
                return Err(ImportError::line(&input.name, document.line(part), what, way_out));
            }
        }
        reading.contacts();
        reading.chats();
        for (what, records) in reading.passed {
            rows.pass_over(source, what, records);
        }
        rows.close(source)?;
    }
    Ok(())
}

/// The owner, and the user id.
fn owner(node: Option<&Node>, rows: &mut Rows) -> (Someone, Option<String>) {
    let text = |key: &str| node.and_then(|node| node.get(key)?.id()).map(str::to_owned);
    let id = text("user_id").filter(|id| id != "0");
    let mut keys: Vec<_> = id.iter().map(|id| (KeyKind::Id, id.clone())).collect();
    keys.extend(text("phone_number").map(|number| (KeyKind::Phone, number)));
    keys.extend(text("username").map(|name| (KeyKind::Handle, name.trim_start_matches('@').to_owned())));
    let name = node.and_then(full_name);
    (rows.donor(Contact { platform: "telegram", keys, name, met: None }), id)
}

fn full_name(node: &Node) -> Option<String> {
    let parts: Vec<&str> =
        ["first_name", "last_name"].iter().filter_map(|key| node.get(key)?.text()).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

struct Taking<'a, 'r, 'p> {
    document: &'a Document,
    source: SourceId,
    owner: Someone,
    id: Option<String>,
    /// What is no row of ours: what it is, how many.
    passed: BTreeMap<&'static str, usize>,
    rows: &'r mut Rows<'p>,
}

impl Taking<'_, '_, '_> {
    fn list(&self, key: &str) -> &[Node] {
        self.document.root.path(&[key, "list"]).map(Node::list).unwrap_or_default()
    }

    fn pass_over(&mut self, what: &'static str, records: usize) {
        *self.passed.entry(what).or_default() += records;
    }

    fn contacts(&mut self) {
        let document = self.document;
        let contacts = document.root.path(&["contacts", "list"]).map(Node::list).unwrap_or_default();
        for record in contacts {
            self.contact(record, document.line(record));
        }
        let frequent = self.list("frequent_contacts").len();
        self.pass_over("frequent contacts, which are no ties", frequent);
    }

    fn contact(&mut self, record: &Node, line: u64) {
        if !matches!(record.value, Json::Map(_)) {
            return self.rows.book(self.source, line, Verdict::LeftOut(Why::Malformed));
        }
        let text = |key: &str| record.get(key).and_then(Node::id).map(str::to_owned);
        let mut keys: Vec<_> =
            text("user_id").filter(|id| id != "0").map(|id| (KeyKind::Id, id)).into_iter().collect();
        keys.extend(text("phone_number").map(|number| (KeyKind::Phone, number)));
        let name = full_name(record);
        let day = day(record);
        let verdict = match (&keys[..], &name) {
            ([], None) => Verdict::Noted(Why::Nameless),
            _ if day.is_none() => Verdict::Noted(Why::UnreadableDate),
            _ => Verdict::Taken,
        };
        let someone = self.rows.contact(self.owner, Contact { platform: "telegram", keys, name, met: None });
        self.rows.book(self.source, line, verdict);
        self.rows.tie(Tie {
            directed: true,
            kind: Some("address book"),
            since: Some(day),
            ..Tie::new(self.owner, someone, self.source, line)
        });
    }

    fn chats(&mut self) {
        let document = self.document;
        let lists = ["chats", "left_chats"].map(|key| document.root.path(&[key, "list"]).map(Node::list));
        for chat in lists.into_iter().flatten().flatten() {
            self.chat(chat);
        }
        if document.root.get("messages").is_some() {
            self.chat(&document.root);
        }
        if !self.list("left_chats").is_empty() {
            self.rows.warn(
                "Telegram does not tell when a donor left a group: ties of members of such groups have no end",
            );
        }
    }

    fn chat(&mut self, chat: &Node) {
        let line = self.document.line(chat);
        let kind = chat.get("type").and_then(Node::text).unwrap_or_default();
        let messages = chat.get("messages").map(Node::list).unwrap_or_default();
        match kind {
            "private_group" | "private_supergroup" => self.group(messages, line),
            "personal_chat" => {
                self.pass_over("conversations of two, which say no more than the contact", 1);
            }
            _ if CHAT_TYPES.contains(&kind) => {
                self.pass_over("channels, public groups, bots and notes to oneself", 1);
            }
            _ => return self.rows.book(self.source, line, Verdict::LeftOut(Why::Malformed)),
        }
        self.pass_over("messages, of which only the writers in private groups are read", messages.len());
    }

    /// The people of a private group, by the ids of those who wrote or acted in it.
    fn group(&mut self, messages: &[Node], line: u64) {
        let mut names: BTreeMap<&str, Option<&str>> = BTreeMap::new();
        for message in messages {
            for (id, name) in [("from_id", "from"), ("actor_id", "actor")] {
                let id = message.get(id).and_then(Node::id);
                if let Some(id) = id.and_then(|id| id.strip_prefix("user").or_else(|| digits(id))) {
                    let known = names.entry(id).or_default();
                    *known = known.or_else(|| message.get(name).and_then(Node::text));
                }
            }
        }
        let owner = self.id.clone();
        let mut people = Vec::new();
        for (id, name) in names.into_iter().filter(|(id, _)| Some(*id) != owner.as_deref()) {
            let keys = vec![(KeyKind::Id, id.to_owned())];
            let name = name.map(str::to_owned);
            people
                .push(self.rows.contact(self.owner, Contact { platform: "telegram", keys, name, met: None }));
        }
        if owner.is_some() {
            people.push(self.owner);
        }
        self.rows.book(self.source, line, Verdict::Taken);
        tie_members(self.rows, &people, self.source, line);
    }
}

/// Older exports write user ids as numbers.
fn digits(id: &str) -> Option<&str> {
    (id != "0" && id.bytes().all(|byte| byte.is_ascii_digit())).then_some(id)
}

/// The day of a record: the Unix time, else the local time, which may be a day off.
fn day(record: &Node) -> Option<Day> {
    let unix = record.get("date_unixtime").and_then(Node::whole).and_then(day_of);
    let local = || Day::parse(record.get("date")?.text()?).filter(|day| day.0 >= 365);
    unix.or_else(local)
}
