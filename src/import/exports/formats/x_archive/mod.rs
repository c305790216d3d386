//! The archive of X, formerly Twitter: `window.YTD.follower.part0 = [ … ]` and so on, in `data/*.js`, since 2018.
//!
//! Read: `follower`, `following` (`accountId`); `contact` (`emails`, `phoneNumbers`); `connected_application` (`name`,
//! `organization`, `permissions`, `approvedAt`); `ad_impressions` and `ad_engagements` (`advertiserInfo`, the number of the promoted post,
//! `impressionTime`, `matchedTargetingCriteria`); the four `ad_…_conversions_…` (`advertiserInfo` or `applicationName`,
//! `conversionTime`); `personalization` (interests, advertisers, demographics); `account` (the owner). Accounts that were blocked
//! or muted are no ties and are passed over. Of ads the text, its media, the device and the place on the screen are not taken: they
//! say nothing of why the person was singled out.
//!
//! The archive's own list, `manifest.js`, is held against what was read. An archive of before 2018 holds posts only, and is
//! refused with these words.

mod ads;
mod manifest;
mod part;
mod personalization;

use super::{
    Format, Group, Importer,
    donated::{Dated, Donated, Place},
    json_file::JsonFile,
};
use crate::{
    import::{
        error::ImportError,
        exports::{
            apps::distinct_app,
            bundle::{Bundle, Entry},
            json::{Json, Node},
            rows::{Cell, Contact, KeyKind, Rows, Table, Tie},
        },
        ledger::Verdict,
    },
    model::{gap::Why, id::SourceId},
};
use manifest::Manifest;
use part::{Head, global, open};
use std::collections::{BTreeMap, BTreeSet};

const PLATFORM: &str = "x";

pub(super) const FORMAT: &Format = &Format {
    name: "x",
    group: Group::Platform,
    title: "X (Twitter) archive",
    files: "twitter-*.zip with data/*.js and manifest.js, since 2018; or one of its files, for instance follower.js",
    gives: "followers and followed by number, uploaded contacts, connected apps with permissions and date, ads seen with the \
            criteria that matched, interests, advertisers with uploaded lists, activity reported from elsewhere",
    lacks: "names of followers and dates of follows; archives of before 2018 hold no followers; blocked and muted accounts are \
            passed over",
    how: "Settings, Your account, Download an archive of your data; give the zip as it comes",
};

pub(super) const IMPORTER: Importer = Importer { format: FORMAT, knows, read };

/// What is read, in this order: ads after the owner, and the profile after the ads, which spell advertisers out.
const KINDS: &[(&str, Take)] = &[
    ("follower", |x, file, source, rows| x.take_follows(file, source, rows, "follower")),
    ("following", |x, file, source, rows| x.take_follows(file, source, rows, "following")),
    ("contact", |x, file, source, rows| x.take_contacts(file, source, rows)),
    ("block", |_, file, source, rows| pass(file, source, rows, "blocked accounts, which are no ties")),
    ("mute", |_, file, source, rows| pass(file, source, rows, "muted accounts, which are no ties")),
    ("connected_application", |x, file, source, rows| x.take_apps(file, source, rows)),
    ("ad_impressions", |x, file, source, rows| x.take_impressions(file, source, rows)),
    ("ad_engagements", |x, file, source, rows| x.take_engagements(file, source, rows)),
    ("ad_online_conversions_attributed", |x, file, source, rows| x.take_conversions(file, source, rows)),
    ("ad_online_conversions_unattributed", |x, file, source, rows| x.take_conversions(file, source, rows)),
    ("ad_mobile_conversions_attributed", |x, file, source, rows| x.take_conversions(file, source, rows)),
    ("ad_mobile_conversions_unattributed", |x, file, source, rows| x.take_conversions(file, source, rows)),
    ("personalization", |x, file, source, rows| x.take_personalization(file, source, rows)),
];

/// Takes the records of a part and says how many it holds.
type Take = fn(&mut Reader, &JsonFile, SourceId, &mut Rows) -> usize;

fn is_wanted(kind: &str) -> bool {
    KINDS.iter().any(|(known, _)| *known == kind)
}

fn knows(bundle: &Bundle) -> bool {
    parts(bundle).next().is_some() || grailbird(bundle).is_some()
}

/// The entries that hold something that is read.
fn parts(bundle: &Bundle) -> impl Iterator<Item = (Head, &Entry)> {
    let scripts = bundle.entries().iter().filter(|entry| entry.ending() == "js");
    let headed = scripts.filter_map(|entry| Some((Head::of(&global(bundle, entry)?)?, entry)));
    headed.filter(|(head, _)| is_wanted(&head.kind) || head.kind == "account")
}

/// The index of an archive of before 2018.
fn grailbird(bundle: &Bundle) -> Option<&Entry> {
    let begins = |entry: &&Entry| {
        let start = String::from_utf8_lossy(&bundle.peek(entry, 400)).into_owned();
        start.contains("Grailbird")
            || start.contains("var tweet_index")
            || start.contains("\"in_reply_to_status_id\"")
    };
    let names = ["js/tweet_index.js", "js/user_details.js", "js/payload_details.js", "tweets.csv"];
    names.iter().find_map(|name| bundle.all(name).find(begins))
}

fn read(bundle: &Bundle, rows: &mut Rows) -> Result<(), ImportError> {
    let mut parts: Vec<_> = parts(bundle).collect();
    parts.sort_by(|(one, _), (other, _)| one.cmp(other));
    if let (true, Some(entry)) = (parts.is_empty(), grailbird(bundle)) {
        let what =
            "it is a Twitter archive of before 2018, which holds posts and nobody's followers, apps or ads";
        let way_out = "ask X for an archive today; it holds the lists";
        return Err(ImportError::file(&bundle.shown(entry), what, way_out));
    }
    refuse_unreadable(bundle, &parts, rows)?;
    let manifest = Manifest::of(bundle, rows)?;
    let there: Vec<Head> = parts.iter().map(|(head, _)| head.clone()).collect();
    match &manifest {
        Some(manifest) => manifest.check(&there, is_wanted)?,
        None if bundle.entries().len() > 1 => check_numbers(&parts, bundle)?,
        None => {}
    }
    let mut reader = Reader::of(bundle, &parts, manifest, rows)?;
    for (kind, take) in KINDS {
        for (head, entry) in parts.iter().filter(|(head, _)| head.kind == *kind) {
            reader.read(bundle, head, entry, *take, rows)?;
        }
    }
    Ok(())
}

/// An error where a file has the name of one that is read and is no such script: what it held would be missing without a word.
fn refuse_unreadable(bundle: &Bundle, parts: &[(Head, &Entry)], rows: &mut Rows) -> Result<(), ImportError> {
    for entry in bundle.all("data/*.js") {
        let head = Head::of_file(entry.name()).filter(|head| is_wanted(&head.kind));
        if head.is_some_and(|head| {
            !parts.iter().any(|(known, _)| known.kind == head.kind && known.part == head.part)
        }) {
            let file = open(bundle, entry, rows)?;
            let what = "it is no part of an X archive, though it is called like one";
            return Err(file.error(file.root(), what, "take it from the archive again; nothing was read"));
        }
    }
    Ok(())
}

/// An error where parts of a list are numbered with a hole, and nothing else tells whether all are there.
fn check_numbers(parts: &[(Head, &Entry)], bundle: &Bundle) -> Result<(), ImportError> {
    for (at, (head, entry)) in parts.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| &parts[at].0).filter(|before| before.kind == head.kind);
        if head.part != before.map_or(0, |before| before.part + 1) {
            let what = format!("it is part {} of a list, and the part before it is not there", head.part);
            return Err(ImportError::file(&bundle.shown(entry), what, "give all files of the archive"));
        }
    }
    Ok(())
}

fn pass(file: &JsonFile, source: SourceId, rows: &mut Rows, what: &'static str) -> usize {
    rows.pass_over(source, what, file.root().list().len());
    file.root().list().len()
}

/// An archive while it is read.
struct Reader {
    export: usize,
    manifest: Option<Manifest>,
    donated: Donated,
    /// The ads that were seen: which, and when.
    seen: BTreeSet<[String; 2]>,
    /// What advertisers are called, by their handles.
    advertisers: BTreeMap<String, String>,
}

impl Reader {
    fn of(
        bundle: &Bundle,
        parts: &[(Head, &Entry)],
        manifest: Option<Manifest>,
        rows: &mut Rows,
    ) -> Result<Self, ImportError> {
        let mut owner = manifest.as_ref().map(|manifest| manifest.owner.clone()).unwrap_or_default();
        owner.platform = PLATFORM;
        if let Some((_, entry)) = parts.iter().find(|(head, _)| head.kind == "account") {
            let file = open(bundle, entry, rows)?;
            let account = file.root().list().first().and_then(|record| record.get("account"));
            owner = account.map_or(owner, account_owner);
        }
        if owner.keys.is_empty() {
            rows.warn(format!(
                "export {}: it does not say whose it is; its owner is a person without an id",
                bundle.number
            ));
        }
        if manifest.is_none() && bundle.entries().len() > 1 {
            rows.warn(format!(
                "export {}: the archive's own list manifest.js is not there; whether records are missing cannot be told",
                bundle.number
            ));
        }
        if manifest.as_ref().is_some_and(|manifest| manifest.is_partial) {
            rows.warn(format!(
                "export {}: X says that this archive is partial; what is counted from it is too small",
                bundle.number
            ));
        }
        let donated = Donated::by("X", owner, rows);
        let (seen, advertisers) = (BTreeSet::new(), BTreeMap::new());
        Ok(Self { export: bundle.number, manifest, donated, seen, advertisers })
    }

    fn read(
        &mut self,
        bundle: &Bundle,
        head: &Head,
        entry: &Entry,
        take: Take,
        rows: &mut Rows,
    ) -> Result<(), ImportError> {
        let file = open(bundle, entry, rows)?;
        let root = file.root();
        let Some(list) = (matches!(root.value, Json::List(_))).then(|| root.list()) else {
            return Err(file.error(
                root,
                "a list was expected here",
                "fetch the archive again; nothing was read",
            ));
        };
        let format = format!("X archive, {}, part {}, {}", head.kind, head.part, file.encoding);
        let source = rows.enter(table_of(&head.kind), &file.input, &format);
        let inner = take(self, &file, source, rows);
        match self.manifest.as_ref().and_then(|manifest| manifest.count(head)) {
            Some(count) if count != list.len() && count != inner => {
                let what =
                    format!("{} is the number of its records, and manifest.js says {count}", list.len());
                Err(ImportError::file(&file.input.name, what, "fetch the archive again; nothing was read"))
            }
            Some(_) => {
                rows.remark(source, "as many records as manifest.js says");
                rows.close(source)
            }
            None => {
                if bundle.entries().len() == 1 {
                    rows.remark(source, "given alone: whether the list has further parts cannot be told");
                }
                rows.close(source)
            }
        }
    }

    fn take_follows(&self, file: &JsonFile, source: SourceId, rows: &mut Rows, key: &str) -> usize {
        for record in file.root().list() {
            let line = file.line(record);
            let Some(inner) = record.get(key) else {
                rows.book(source, line, Verdict::LeftOut(Why::Malformed));
                continue;
            };
            let number = inner.get("accountId").and_then(Node::id).or_else(|| number_in_link(inner));
            let keys = number.map(|number| (KeyKind::Id, number.to_owned())).into_iter().collect();
            let contact = Contact { platform: PLATFORM, keys, ..Contact::default() };
            let (other, verdict) = self.donated.contact(rows, contact);
            rows.book(source, line, verdict);
            let tie = Tie::new(other, other, source, line);
            self.donated.points(rows, "follows", other, key == "follower", tie);
        }
        file.root().list().len()
    }

    fn take_contacts(&self, file: &JsonFile, source: SourceId, rows: &mut Rows) -> usize {
        for record in file.root().list() {
            let line = file.line(record);
            let Some(inner) = record.get("contact") else {
                rows.book(source, line, Verdict::LeftOut(Why::Malformed));
                continue;
            };
            let texts = |key| inner.get(key).map(Node::list).unwrap_or_default().iter().filter_map(Node::id);
            let emails = texts("emails").map(|email| (KeyKind::Email, email.to_owned()));
            let phones = texts("phoneNumbers").map(|phone| (KeyKind::Phone, phone.to_owned()));
            let contact =
                Contact { platform: PLATFORM, keys: emails.chain(phones).collect(), ..Contact::default() };
            let (other, verdict) = self.donated.contact(rows, contact);
            rows.book(source, line, verdict);
            self.donated.points(rows, "address book", other, false, Tie::new(other, other, source, line));
        }
        file.root().list().len()
    }

    fn take_apps(&self, file: &JsonFile, source: SourceId, rows: &mut Rows) -> usize {
        for record in file.root().list() {
            let line = file.line(record);
            let app = record.get("connectedApplication");
            let Some((app, name)) = app.and_then(|app| Some((app, app.get("name").and_then(Node::id)?)))
            else {
                rows.book(source, line, Verdict::LeftOut(Why::Malformed));
                continue;
            };
            let provider =
                app.get("organization").and_then(|of| of.get("name").and_then(Node::text).or(of.text()));
            let scopes =
                app.get("permissions").map(Node::list).unwrap_or_default().iter().filter_map(Node::text);
            let scopes: Vec<String> = scopes.map(|scope| scope.replace(' ', "_")).collect();
            let given = Dated::of(app.get("approvedAt").and_then(Node::text));
            let mut cells = vec![
                ("person", self.donated.person()),
                ("app", Cell::Text(distinct_app(rows, name, provider))),
                ("scopes", Cell::Text(scopes.join(" "))),
            ];
            cells.extend(provider.map(|provider| ("provider", provider.into())));
            cells.extend(given.day().map(|day| ("given_on", Cell::Day(day))));
            rows.add(Table::Consents, source, line, &cells);
            rows.book(source, line, given.verdict());
        }
        file.root().list().len()
    }

    fn at(file: &JsonFile, source: SourceId, record: &Node) -> Place {
        Place { source, line: file.line(record) }
    }
}

/// The owner as `account.js` tells.
fn account_owner(account: &Node) -> Contact {
    let keys = [(KeyKind::Id, "accountId"), (KeyKind::Handle, "username"), (KeyKind::Email, "email")];
    let told = |key| account.get(key).and_then(Node::id).map(str::to_owned);
    let keys = keys.into_iter().filter_map(|(kind, key)| Some((kind, told(key)?))).collect();
    Contact { platform: PLATFORM, keys, name: told("accountDisplayName"), met: None }
}

/// The number at the end of `https://twitter.com/intent/user?user_id=…`.
fn number_in_link(record: &Node) -> Option<&str> {
    let (_, number) = record.get("userLink").and_then(Node::text)?.split_once("user_id=")?;
    Some(number).filter(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

fn table_of(kind: &str) -> &'static str {
    match kind {
        "connected_application" => "consents",
        "ad_impressions" | "ad_engagements" => "messages",
        "personalization" => "segments",
        _ if kind.contains("conversions") => "transfers",
        _ => "ties",
    }
}
