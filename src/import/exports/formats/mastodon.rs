//! Mastodon and other servers of the fediverse: lists of followed accounts as CSV, and `ActivityPub` collections as JSON.
//!
//! `following_accounts.csv` has a header since 3.x and none before; some servers give followers in the same shape. A collection is
//! an object with `orderedItems`, the addresses of actors; where a page says that there is a next one, that one must be there. The
//! owner is told by `actor.json` of the archive, or by a collection's own address; a list alone tells nobody. An account is known
//! by `user@host`; where only an address is given, the account is made of it if its shape allows.

use super::{Format, Group, Importer};
use crate::{
    import::{
        error::ImportError,
        exports::{
            bundle::{Bundle, Entry},
            json::{Document, Json, Node, Reading},
            rows::{Contact, KeyKind, Rows, Someone, Tie},
        },
        input::Input,
        ledger::Verdict,
    },
    model::gap::Why,
};

pub(super) const FORMAT: &Format = &Format {
    name: "mastodon",
    group: Group::Platform,
    title: "Mastodon and ActivityPub follow lists",
    files: "following_accounts.csv (with and without a header), followers in the same shape; following.json, followers.json \
            (collections); actor.json for the owner",
    gives: "the donor where actor.json or the address of a collection tells, who follows whom",
    lacks: "dates; Mastodon offers no list of followers; blocked and muted accounts are passed over with their count; an \
            international host is taken as it is spelt, so its two spellings stay apart",
    how: "Mastodon, Preferences, Import and export: Follows (CSV); Request your archive for actor.json",
};

pub(super) const IMPORTER: Importer = Importer { format: FORMAT, knows, read };

/// Whom a list holds.
#[derive(Clone, Copy, PartialEq)]
enum List {
    Following,
    Followers,
    NoTies(&'static str),
}

fn knows(bundle: &Bundle) -> bool {
    lists(bundle).next().is_some() || collections(bundle).next().is_some() || actor(bundle).is_some()
}

/// The lists in CSV, by their names and their first line.
fn lists(bundle: &Bundle) -> impl Iterator<Item = (&Entry, List)> {
    bundle.entries().iter().filter(|entry| entry.ending() == "csv").filter_map(|entry| {
        let name = entry.name();
        let list = if name.starts_with("following") || name.starts_with("follows") {
            List::Following
        } else if name.starts_with("follower") {
            List::Followers
        } else if name.starts_with("blocked_accounts") {
            List::NoTies("blocked accounts, which are no ties")
        } else if name.starts_with("muted_accounts") {
            List::NoTies("muted accounts, which are no ties")
        } else {
            return None;
        };
        let start = bundle.peek(entry, 1_024);
        let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&start);
        let line = start.split(|&byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or_default();
        let first =
            String::from_utf8_lossy(line).split(',').next().unwrap_or_default().trim_matches('"').to_owned();
        let is_list = is_header(&first) || account(&first).is_some();
        is_list.then_some((entry, list))
    })
}

/// Whether a cell is the header of the column of accounts; hand-made lists spell it in more than one way.
fn is_header(cell: &str) -> bool {
    let cell = cell.trim().to_lowercase();
    cell.starts_with("account ad") || cell == "account" || cell == "acct"
}

/// The `ActivityPub` collections, by their names and keys.
fn collections(bundle: &Bundle) -> impl Iterator<Item = (&Entry, List)> {
    let all = bundle.entries().iter().filter(|entry| entry.ending() == "json");
    all.filter_map(|entry| {
        let list = match entry.name() {
            name if name.starts_with("following") => List::Following,
            name if name.starts_with("followers") => List::Followers,
            _ => return None,
        };
        let start = String::from_utf8_lossy(&bundle.peek(entry, 4_096)).into_owned();
        start.contains("\"OrderedCollection").then_some((entry, list))
    })
}

fn actor(bundle: &Bundle) -> Option<&Entry> {
    let is_actor = |entry: &&Entry| {
        String::from_utf8_lossy(&bundle.peek(entry, 65_536)).contains("\"preferredUsername\"")
    };
    bundle.all("actor.json").find(is_actor)
}

fn read(bundle: &Bundle, rows: &mut Rows) -> Result<(), ImportError> {
    let pages = pages(bundle, rows)?;
    let owner = read_actor(bundle, rows)?.or_else(|| pages.iter().find_map(Page::owner));
    let donor = rows.donor(owner.unwrap_or(Contact { platform: "mastodon", ..Contact::default() }));
    let mut read = pages.len();
    for page in &pages {
        page.take(donor, rows)?;
    }
    for (entry, list) in lists(bundle) {
        read += 1;
        read_list(bundle, entry, list, donor, rows)?;
    }
    if read == 0 {
        let what = "the archive has an account and no list of followed accounts";
        let way_out = "add following_accounts.csv from Preferences, Import and export";
        return Err(ImportError::request(what, way_out));
    }
    Ok(())
}

/// The owner, if the archive tells.
fn read_actor(bundle: &Bundle, rows: &mut Rows) -> Result<Option<Contact>, ImportError> {
    let Some(entry) = actor(bundle) else { return Ok(None) };
    let (input, document, encoding) = open(bundle, entry, rows)?;
    let source = rows.enter("people", &input, &format!("ActivityPub actor, JSON, {encoding}"));
    let text = |key: &str| document.root.get(key).and_then(Node::text);
    let url = text("id").unwrap_or_default();
    let mut keys = keys(url);
    if let (Some(name), Some(host)) = (text("preferredUsername"), host(url)) {
        keys.retain(|(kind, _)| *kind != KeyKind::Handle);
        keys.push((KeyKind::Handle, format!("{name}@{host}").to_lowercase()));
    }
    rows.book(source, document.line(&document.root), Verdict::Taken);
    rows.close(source)?;
    Ok(Some(Contact { platform: "mastodon", keys, name: text("name").map(str::to_owned), met: None }))
}

fn open(
    bundle: &Bundle,
    entry: &Entry,
    rows: &mut Rows,
) -> Result<(Input, Document, &'static str), ImportError> {
    let mut input = rows.open(bundle, entry)?;
    let encoding = input.recode()?;
    let document = Document::of(&input.name, input.text()?, Reading::default())?;
    Ok((input, document, encoding))
}

/// A collection, or a page of one.
struct Page {
    input: Input,
    document: Document,
    encoding: &'static str,
    list: List,
}

fn pages(bundle: &Bundle, rows: &mut Rows) -> Result<Vec<Page>, ImportError> {
    let mut pages = Vec::new();
    for (entry, list) in collections(bundle) {
        let (input, document, encoding) = open(bundle, entry, rows)?;
        pages.push(Page { input, document, encoding, list });
    }
    for page in &pages {
        page.refuse_lost(&pages)?;
    }
    for list in [List::Following, List::Followers] {
        let these = || pages.iter().filter(|page| page.list == list);
        let told = these().filter_map(|page| page.document.root.get("totalItems")?.whole()).max();
        let found: usize = these().map(|page| page.items().len()).sum();
        if told.is_some_and(|told| usize::try_from(told).is_ok_and(|told| told > found)) {
            rows.warn("a collection says that it has more accounts than it lists; servers leave out those that are hidden or gone");
        }
    }
    Ok(pages)
}

impl Page {
    fn text(&self, key: &str) -> Option<&str> {
        let node = self.document.root.get(key)?;
        node.text().or_else(|| node.get("id")?.text())
    }

    fn items(&self) -> &[Node] {
        self.document.root.first(&["orderedItems", "items"]).map(Node::list).unwrap_or_default()
    }

    /// An error where a page leads on to one that is not there.
    fn refuse_lost(&self, pages: &[Self]) -> Result<(), ImportError> {
        let has_items = self.document.root.first(&["orderedItems", "items"]).is_some();
        for key in ["first", "next"] {
            let inside = self
                .document
                .root
                .get(key)
                .is_some_and(|node| node.first(&["orderedItems", "items"]).is_some());
            let Some(wanted) = self.text(key) else { continue };
            let there = pages.iter().any(|page| page.text("id") == Some(wanted));
            let is_repeated = key == "first" && has_items;
            if inside || !(there || is_repeated) {
                let what = "the collection goes on in a page that is not among the files";
                let way_out = "fetch every page, save them as following-1.json, following-2.json and so on, and give the folder";
                return Err(ImportError::file(&self.input.name, what, way_out));
            }
        }
        if !has_items && self.text("first").is_none() {
            let what = "the collection lists nothing and leads nowhere";
            return Err(ImportError::file(&self.input.name, what, "fetch it again, signed in as its owner"));
        }
        Ok(())
    }

    /// The owner, whose address a collection's own begins with.
    fn owner(&self) -> Option<Contact> {
        let url = self.text("partOf").or_else(|| self.text("id"))?.split('?').next()?;
        let owner = url.strip_suffix("/following").or_else(|| url.strip_suffix("/followers"))?;
        Some(Contact { platform: "mastodon", keys: keys(owner), name: None, met: None })
    }

    fn take(&self, donor: Someone, rows: &mut Rows) -> Result<(), ImportError> {
        let source =
            rows.enter("ties", &self.input, &format!("ActivityPub collection, JSON, {}", self.encoding));
        for item in self.items() {
            let line = self.document.line(item);
            let url =
                if let Json::Map(_) = item.value { item.get("id").and_then(Node::text) } else { item.text() };
            let Some(url) = url.filter(|url| host(url).is_some()) else {
                rows.book(source, line, Verdict::LeftOut(Why::Malformed));
                continue;
            };
            let contact = Contact { platform: "mastodon", keys: keys(url), name: None, met: None };
            let other = rows.contact(donor, contact);
            rows.book(source, line, Verdict::Taken);
            follow(self.list, donor, other, source, line, rows);
        }
        rows.close(source)
    }
}

fn read_list(
    bundle: &Bundle,
    entry: &Entry,
    list: List,
    donor: Someone,
    rows: &mut Rows,
) -> Result<(), ImportError> {
    let mut input = rows.open(bundle, entry)?;
    let encoding = input.recode()?;
    let text = input.text()?;
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).trim(csv::Trim::All).from_reader(text);
    let records: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().map_err(|_| {
        ImportError::file(&input.name, "it is no CSV", "fetch the list again; nothing was read")
    })?;
    let headed = records.first().and_then(|first| first.get(0)).is_some_and(is_header);
    let layout = if headed { "with a header" } else { "without a header" };
    let source = rows.enter("ties", &input, &format!("Mastodon list, CSV {layout}, {encoding}"));
    let records = &records[usize::from(headed)..];
    if let List::NoTies(what) = list {
        rows.pass_over(source, what, records.len());
        return rows.close(source);
    }
    for record in records {
        let line = record.position().map_or(1, csv::Position::line);
        let Some(handle) = record.get(0).and_then(account) else {
            rows.book(source, line, Verdict::LeftOut(Why::Malformed));
            continue;
        };
        let contact =
            Contact { platform: "mastodon", keys: vec![(KeyKind::Handle, handle)], name: None, met: None };
        let other = rows.contact(donor, contact);
        rows.book(source, line, Verdict::Taken);
        follow(list, donor, other, source, line, rows);
    }
    rows.close(source)
}

fn follow(
    list: List,
    donor: Someone,
    other: Someone,
    source: crate::model::id::SourceId,
    line: u64,
    rows: &mut Rows,
) {
    let (one, other) = if list == List::Followers { (other, donor) } else { (donor, other) };
    rows.tie(Tie { directed: true, kind: Some("follows"), ..Tie::new(one, other, source, line) });
}

/// An account as `user@host`, in lower case; an `@` before it is taken off.
fn account(cell: &str) -> Option<String> {
    let plain = cell.trim().trim_start_matches('@').to_lowercase();
    let (user, host) = plain.split_once('@')?;
    let whole =
        !user.is_empty() && host.contains('.') && !plain.contains(char::is_whitespace) && !host.contains('@');
    whole.then_some(plain)
}

fn host(url: &str) -> Option<&str> {
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?.split('/').next()?;
    (!host.is_empty()).then_some(host)
}

/// What an actor's address identifies: itself, and the account where it ends in `/users/name` or `/@name`.
fn keys(url: &str) -> Vec<(KeyKind, String)> {
    let mut keys = vec![(KeyKind::Url, url.to_owned())];
    let path = host(url).and_then(|host| Some((host, url.split_once(host)?.1.trim_end_matches('/'))));
    if let Some((host, path)) = path
        && let Some(name) = path.strip_prefix("/users/").or_else(|| path.strip_prefix("/@"))
        && !name.contains('/')
    {
        keys.push((KeyKind::Handle, format!("{name}@{host}").to_lowercase()));
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_accounts_and_what_is_none() {
        assert_eq!(account(" @Ada@Social.Example "), Some("ada@social.example".to_owned()));
        assert_eq!(
            ["Account address", "ada", "@ada", "ada@host", "a b@c.example"].map(account),
            [const { None }; 5]
        );
    }

    #[test]
    fn makes_an_account_of_an_address_where_its_shape_allows() {
        let made = |url: &str| keys(url).into_iter().map(|(_, text)| text).nth(1);
        assert_eq!(made("https://a.example/users/Ben"), Some("ben@a.example".to_owned()));
        assert_eq!(made("https://a.example/@Ben/"), Some("ben@a.example".to_owned()));
        assert_eq!(made("https://a.example/ap/1156"), None);
    }
}
