//! The `TikTok` export as JSON: one file, `user_data.json` until 2024, `user_data_tiktok.json` since.
//!
//! The lists moved twice: they lie under `Activity` (2020 to 2023, as `Follower List` and `Following List`), under `Your Activity` (2024) or
//! under `Profile And Settings` (since 2025); keys are compared without capitals, blanks and `_`. A list that stands under two of
//! them counts once. Read: `FansList` and `Following` (`UserName`, `Date`), the owner in `ProfileMap`, `Ad Interests`, `DataPartnerList`,
//! `AdvertiserList`, `Off TikTok Activity` and its older name (`Source`, `Event`, `TimeStamp`). Blocked accounts are no ties. All else, from
//! watched videos to messages, says nothing of who knows whom and is not opened.

use super::{
    Format, Group, Importer,
    donated::{Dated, Donated, Place, is_blank},
    json_file::JsonFile,
};
use crate::{
    import::{
        error::ImportError,
        exports::{
            bundle::{Bundle, Entry},
            json::{Json, Node},
            rows::{Contact, KeyKind, Rows, Tie},
        },
        ledger::Verdict,
    },
    model::{gap::Why, id::SourceId},
};
use std::collections::BTreeSet;

const PLATFORM: &str = "tiktok";

pub(super) const FORMAT: &Format = &Format {
    name: "tiktok",
    group: Group::Platform,
    title: "TikTok data export, JSON",
    files: "user_data.json or user_data_tiktok.json, also in its zip; layouts of 2020, 2024 and 2025",
    gives: "followers and followed by handle with date, ad interests, activity reported from elsewhere, uploaded lists",
    lacks: "numbers of accounts, so that whoever took a new handle is somebody new; blocked accounts are passed over; the TXT \
            variant is not read",
    how: "Settings and privacy, Account, Download your data; choose All data and JSON",
};

pub(super) const IMPORTER: Importer = Importer { format: FORMAT, knows, read };

/// Under what the lists lie, newest first, and the name of the layout.
const PARENTS: &[(&str, &str)] = &[
    ("Profile And Settings", "layout of 2025"),
    ("Your Activity", "layout of 2024"),
    ("Activity", "layout of 2020"),
    ("Ads and data", "ads apart"),
    ("Profile", "profile apart"),
    ("App Settings", "settings apart"),
];

fn knows(bundle: &Bundle) -> bool {
    files(bundle).next().is_some() || text_variant(bundle).is_some()
}

/// The files called as `TikTok` calls them, or after `TikTok`, that begin as its export does.
fn files(bundle: &Bundle) -> impl Iterator<Item = &Entry> {
    let called = |name: &str| name.starts_with("user_data") || name.contains("tiktok");
    let named = bundle.entries().iter().filter(move |entry| entry.ending() == "json" && called(entry.name()));
    named.filter(|entry| {
        let start = String::from_utf8_lossy(&bundle.peek(entry, 4_096)).to_lowercase();
        let keys = PARENTS.iter().map(|(parent, _)| format!("\"{}\"", parent.to_lowercase()));
        let mut keys = keys.chain(
            ["\"tiktok live\"", "\"tiktok shop\"", "\"tiktok shopping\"", "\"direct message"]
                .map(str::to_owned),
        );
        start.contains('{') && keys.any(|key| start.contains(&key)) || start.trim_start().starts_with('<')
    })
}

/// A list of the TXT variant, whose names of files are in the language of the account.
fn text_variant(bundle: &Bundle) -> Option<&Entry> {
    let texts = bundle.entries().iter().filter(|entry| entry.ending() == "txt");
    let mut known = texts.filter(|entry| {
        let start = String::from_utf8_lossy(&bundle.peek(entry, 400)).into_owned();
        let start = start.trim_start_matches('\u{feff}').trim_start();
        start.starts_with("Date:") && (start.contains("\nUsername:") || start.contains("\nUserName:"))
    });
    known.next()
}

fn read(bundle: &Bundle, rows: &mut Rows) -> Result<(), ImportError> {
    let mut found = files(bundle).peekable();
    if let (None, Some(entry)) = (found.peek(), text_variant(bundle)) {
        let what = "it is the TXT variant of a TikTok export, which is not read";
        return Err(ImportError::file(
            &bundle.shown(entry),
            what,
            "ask TikTok for the data again and choose JSON",
        ));
    }
    for entry in found {
        let file = JsonFile::open(bundle, entry, rows)?;
        Reader::of(&file, bundle, rows)?.read(rows)?;
    }
    Ok(())
}

struct Reader<'a> {
    file: &'a JsonFile,
    export: usize,
    source: SourceId,
    donated: Donated,
}

impl<'a> Reader<'a> {
    fn of(file: &'a JsonFile, bundle: &Bundle, rows: &mut Rows) -> Result<Self, ImportError> {
        let root = file.root();
        let lists = |section| sections(root, section).next().is_some();
        if !["Follower", "Following", "Off TikTok Activity", "Ad Interests"].into_iter().any(lists) {
            let what = "none of the sections is there that hold followers, followed or ads";
            return Err(file.error(root, what, "ask TikTok for all data as JSON; nothing was read"));
        }
        let layout = PARENTS
            .iter()
            .find(|(parent, _)| root.loosely(parent).is_some())
            .map_or("no layout", |(_, layout)| layout);
        let source = rows.enter("ties", &file.input, &format!("TikTok, {layout}, {}", file.encoding));
        let owner = owner(root);
        if owner.keys.is_empty() {
            rows.warn(format!(
                "export {}: it does not say whose it is; its owner is a person without a handle",
                bundle.number
            ));
        }
        let donated = Donated::by("TikTok", owner, rows);
        Ok(Self { file, export: bundle.number, source, donated })
    }

    fn read(mut self, rows: &mut Rows) -> Result<(), ImportError> {
        self.take_follows(rows, ["Follower", "FansList", "followerCount"], true)?;
        self.take_follows(rows, ["Following", "Following", "followingCount"], false)?;
        let blocked = self.records(&[("Block", "BlockList")])?;
        rows.pass_over(self.source, "blocked accounts, which are no ties", blocked.0.len());
        self.take_activity(rows)?;
        self.take_interests(rows);
        rows.close(self.source)
    }

    /// The records of all lists of these sections, those that stand under two parents once; and how many of them stood twice.
    fn records(&self, lists: &[(&str, &str)]) -> Result<(Vec<&'a Node>, usize), ImportError> {
        let (mut found, mut seen, mut again) = (Vec::new(), BTreeSet::new(), 0);
        for section in lists
            .iter()
            .flat_map(|(section, key)| sections(self.file.root(), section).map(move |section| (section, key)))
        {
            let Some(list) = section.0.loosely(section.1) else { continue };
            if !matches!(list.value, Json::List(_)) && !list.is_empty() && !list.text().is_some_and(is_blank)
            {
                let what = "a list was expected here";
                return Err(self.file.error(list, what, "ask TikTok for the data again; nothing was read"));
            }
            let own: Vec<_> = list.list().iter().map(|record| (record, fingerprint(record))).collect();
            found.extend(own.iter().filter(|(_, print)| !seen.contains(print)).map(|(record, _)| *record));
            again += own.iter().filter(|(_, print)| seen.contains(print)).count();
            seen.extend(own.into_iter().map(|(_, print)| print));
        }
        Ok((found, again))
    }

    fn take_follows(
        &self,
        rows: &mut Rows,
        [section, key, count]: [&str; 3],
        inward: bool,
    ) -> Result<(), ImportError> {
        let (records, again) = self.records(&[(section, key)])?;
        let mut found = sections(self.file.root(), section).peekable();
        if found.peek().is_some()
            && found.all(|section| section.loosely(key).is_none() && !section.is_empty())
        {
            rows.warn(format!(
                "export {}: the list of `{section}` is under a key that is not known here and was not read",
                self.export
            ));
        }
        rows.pass_over(self.source, "records that stand under two headings, and count once", again);
        for record in &records {
            let line = self.file.line(record);
            let handle =
                record.loosely("UserName").and_then(Node::id).map(|handle| handle.trim_start_matches('@'));
            let keys =
                handle.filter(|handle| !is_blank(handle)).map(|handle| (KeyKind::Handle, handle.to_owned()));
            let contact =
                Contact { platform: PLATFORM, keys: keys.into_iter().collect(), ..Contact::default() };
            let (other, verdict) = self.donated.contact(rows, contact);
            let since = Dated::of(record.loosely("Date").and_then(Node::id));
            rows.book(self.source, line, verdict);
            if since == Dated::Unread {
                rows.note(self.source, line, Why::UnreadableDate);
            }
            let tie = Tie { since: Some(since.day()), ..Tie::new(other, other, self.source, line) };
            self.donated.points(rows, "follows", other, inward, tie);
        }
        let told = profile(self.file.root()).and_then(|map| map.loosely(count)).and_then(Node::whole);
        if let Some(told) = told.filter(|told| usize::try_from(*told) != Ok(records.len())) {
            rows.remark(
                self.source,
                &format!("{count} in the profile is {told}, and {} are listed", records.len()),
            );
            rows.warn(format!(
                "export {}: the profile counts {told} as {count}, and the list holds {}; the list does not show all, or it was \
                 made on another day",
                self.export,
                records.len()
            ));
        }
        Ok(())
    }

    fn take_activity(&mut self, rows: &mut Rows) -> Result<(), ImportError> {
        let (records, again) = self.records(&[
            ("Off TikTok Activity", "OffTikTokActivityDataList"),
            ("Usage Data From Third-Party Apps And Websites", "UsageDataList"),
        ])?;
        rows.pass_over(self.source, "records that stand under two headings, and count once", again);
        for record in records {
            let at = Place { source: self.source, line: self.file.line(record) };
            let Some(business) = record.loosely("Source").and_then(Node::id) else {
                rows.book(self.source, at.line, Verdict::LeftOut(Why::Malformed));
                continue;
            };
            let event = record.loosely("Event").and_then(Node::text).unwrap_or_default().to_lowercase();
            let on = Dated::of(record.loosely("TimeStamp").and_then(Node::id));
            if event.contains("customer file") {
                let verdict = self.donated.uploaded_list(rows, at, business);
                rows.book(self.source, at.line, verdict);
            } else {
                self.donated.activity(rows, at, business, on.day());
                rows.book(self.source, at.line, on.verdict());
            }
        }
        Ok(())
    }

    fn take_interests(&mut self, rows: &mut Rows) {
        let lists = [
            ("Ad Interests", "AdInterestCategories"),
            ("Ads Based On Data Received From Partners", "DataPartnerList"),
            ("Ads Based On Data Received From Partners", "AdvertiserList"),
        ];
        for (section, key) in lists {
            for list in sections(self.file.root(), section).filter_map(|section| section.loosely(key)) {
                for (node, value) in values(list) {
                    let at = Place { source: self.source, line: self.file.line(node) };
                    let verdict = match key {
                        "AdInterestCategories" => {
                            self.donated.trait_of(rows, at, ["interest", &value], Some("inferred"))
                        }
                        "DataPartnerList" => {
                            self.donated.trait_of(rows, at, ["data partner", &value], Some("bought"))
                        }
                        _ => self.donated.uploaded_list(rows, at, &value),
                    };
                    rows.book(self.source, at.line, verdict);
                }
            }
        }
    }
}

/// The sections of that name, or of that name and `List`, under every parent that has one, and in the root.
fn sections<'a>(root: &'a Node, section: &str) -> impl Iterator<Item = &'a Node> {
    let names = [section.to_owned(), format!("{section} List")];
    let parents = PARENTS.iter().filter_map(|(parent, _)| root.loosely(parent)).chain([root]);
    parents.filter_map(move |parent| names.iter().find_map(|name| parent.loosely(name)))
}

/// What a record says, to know it again under another parent.
fn fingerprint(record: &Node) -> Vec<String> {
    let told = |key| record.loosely(key).and_then(Node::id).unwrap_or_default().to_owned();
    ["UserName", "Date", "TimeStamp", "Source", "Event"].map(told).to_vec()
}

/// The values of a list, or of a text that holds one, parted by bars, semicolons or line breaks, or else by commas.
fn values(list: &Node) -> Vec<(&Node, String)> {
    if let Some(text) = list.text() {
        let separators: &[char] = if text.contains(['|', ';', '\n']) { &['|', ';', '\n'] } else { &[','] };
        let parts = text.split(separators).map(str::trim).filter(|part| !is_blank(part));
        return parts.map(|part| (list, part.to_owned())).collect();
    }
    let text = |node: &Node| node.id().or_else(|| node.first(&["Name", "Category"])?.id()).map(str::to_owned);
    let texts = list.list().iter().filter_map(|node| Some((node, text(node)?)));
    texts.filter(|(_, text)| !is_blank(text) && text.chars().any(char::is_alphanumeric)).collect()
}

/// The owner's profile.
fn profile(root: &Node) -> Option<&Node> {
    let found = |section| sections(root, section).find_map(|section| section.loosely("ProfileMap"));
    ["Profile Info", "Profile Information"].into_iter().find_map(found)
}

fn owner(root: &Node) -> Contact {
    let told = |key| {
        let text = profile(root)?.loosely(key)?.id()?;
        (!is_blank(text)).then(|| text.trim_start_matches('@').to_owned())
    };
    let keys = [
        (KeyKind::Handle, "userName"),
        (KeyKind::Email, "emailAddress"),
        (KeyKind::Phone, "telephoneNumber"),
    ];
    let keys = keys.into_iter().filter_map(|(kind, key)| Some((kind, told(key)?))).collect();
    Contact { platform: PLATFORM, keys, name: told("displayName"), met: None }
}
