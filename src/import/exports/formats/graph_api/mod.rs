//! Answers of Facebook's Graph API and of FQL, as an app got and kept them: `/me/friends`, `/me/permissions`, `/me?fields=…`, and the FQL
//! tables `friend` and `permissions`.
//!
//! The files of one folder belong to one person: `me.json` says who, `permissions.json` what they granted, `friends*.json` who their friends
//! are. An object, or a list of objects, with `friends` and `permissions` in it stands for itself. Version 1 answers
//! `{"installed": 1, "friends_likes": 1}` and gives ids that are the same for every app; since version 2 each permission has a status,
//! and ids count inside one app: those of two dumps are never taken for one person unless both say that they are of one app.
//! Where neither shape is there, ids count inside the dump alone. Permissions that were declined or have expired are no grants.

mod answers;

use super::{Format, Group, Importer, donated::lost_digits, json_file::JsonFile};
use crate::{
    import::{
        error::ImportError,
        exports::{
            bundle::{Bundle, Entry},
            json::{Json, Node},
            rows::{Cell, Contact, KeyKind, Rows, Scope, Someone, Table, Tie},
        },
        ledger::Verdict,
    },
    model::{gap::Why, id::SourceId},
};
use answers::{App, Version, answers, contains, is_first_version, list, refuse_errors, usual_name};
use std::collections::{BTreeMap, BTreeSet};

pub(super) const FORMAT: &Format = &Format {
    name: "graph-api",
    group: Group::Record,
    title: "Facebook Graph API and FQL answers",
    files: "JSON of /me/friends, /me/permissions, /me, and of the FQL tables friend and permissions; a folder for each person",
    gives: "grants with their scopes, friends by id",
    lacks: "when a permission was granted; since version 2.0 friends who do not use the app; whether an app read what it could",
    how: "kept by apps, or given out by the platform to authorities; put each person's answers into a folder of their own",
};

pub(super) const IMPORTER: Importer =
    Importer { format: FORMAT, knows: |bundle| answers(bundle).any(|(_, shape)| shape.is_sure), read };

fn read(bundle: &Bundle, rows: &mut Rows) -> Result<(), ImportError> {
    let mut folders: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
    for (entry, _) in answers(bundle) {
        folders.entry(entry.folder()).or_default().push(entry);
    }
    let mut read = Vec::new();
    for (number, entries) in (1..).zip(folders.values()) {
        // Folders are often called after their person: they are numbered, and files keep their own names where those are the usual.
        let name =
            |entry: &Entry| format!("export {}, folder {number}, {}", bundle.number, usual_name(entry));
        let files = entries.iter().map(|entry| JsonFile::open_as(bundle, entry, rows, name(entry)));
        read.push(files.collect::<Result<Vec<_>, _>>()?);
    }
    let of_all = read.iter().find_map(|files| App::of(files)).unwrap_or_default();
    let version = Version::of_all(&read);
    for files in &read {
        refuse_errors(files)?;
        let app = App::of(files).unwrap_or_else(|| of_all.clone());
        Reader::of(Version::of(files).or(version), app, bundle, rows).read(files, rows)?;
    }
    Ok(())
}

/// Whose answers these are: what tells it, and their place among the people once they have something.
struct Owner<'a> {
    told: Option<&'a Node>,
    donor: Option<Someone>,
}

/// Whether an object has a person's friends or permissions in it.
fn is_person(node: &Node) -> bool {
    node.first(&["friends", "permissions"]).is_some()
}

struct Reader {
    export: usize,
    app: App,
    /// What ids count inside of: all of Facebook, or one app.
    inside: Option<String>,
    /// People of FQL tables.
    scope: Option<Scope>,
    pairs: BTreeSet<[Someone; 2]>,
}

impl Reader {
    fn of(version: Option<Version>, app: App, bundle: &Bundle, rows: &mut Rows) -> Self {
        let inside = match &app.id {
            _ if version == Some(Version::First) => None,
            Some(id) => Some(format!("app {id}")),
            None => Some(format!("dump {}", bundle.number)),
        };
        if inside.is_some() && app.id.is_none() {
            rows.warn(format!(
                "export {}: it does not say of which app it is; its ids are compared with those of no other dump",
                bundle.number
            ));
        }
        Self { export: bundle.number, app, inside, scope: None, pairs: BTreeSet::new() }
    }

    fn read(&mut self, files: &[JsonFile], rows: &mut Rows) -> Result<(), ImportError> {
        let is_me = |file: &&JsonFile| {
            let is_one = matches!(file.root().value, Json::Map(_)) && file.root().get("id").is_some();
            is_one && !file.input.name.ends_with("app.json")
        };
        // The person of the folder, whose are the files that name no person of their own.
        let mut owner = Owner { told: files.iter().find(is_me).map(JsonFile::root), donor: None };
        let mut pages = Vec::new();
        for file in files {
            let is_consents = |node: &Node| is_first_version(node) || node.get("permission").is_some();
            let table = if contains(file.root(), &is_consents) { "consents" } else { "ties" };
            let format = if self.inside.is_none() { "version 1, ids of all apps" } else { "ids of one app" };
            let source = rows.enter(table, &file.input, &format!("Graph API, {format}, {}", file.encoding));
            let root = file.root();
            let people = if is_person(root) { std::slice::from_ref(root) } else { root.list() };
            for person in people.iter().filter(|person| is_person(person)) {
                self.take_person(file, source, person, &mut owner, rows)?;
            }
            if !people.iter().any(is_person) && self.take_answer(file, source, &mut owner, rows)? {
                pages.push((root, source));
            }
            rows.close(source)?;
        }
        if let Some((_, source)) = pages.last() {
            let nodes: Vec<&Node> = pages.iter().map(|(page, _)| *page).collect();
            self.tell_pages(&nodes, *source, rows);
        }
        Ok(())
    }

    /// Takes an object that has a person's friends and permissions in it.
    fn take_person(
        &mut self,
        file: &JsonFile,
        source: SourceId,
        person: &Node,
        owner: &mut Owner,
        rows: &mut Rows,
    ) -> Result<(), ImportError> {
        if owner.told.is_some_and(|told| std::ptr::eq(told, person)) {
            return self.take_parts(file, source, person, owner, rows);
        }
        self.take_parts(file, source, person, &mut Owner { told: Some(person), donor: None }, rows)
    }

    fn take_parts(
        &mut self,
        file: &JsonFile,
        source: SourceId,
        person: &Node,
        owner: &mut Owner,
        rows: &mut Rows,
    ) -> Result<(), ImportError> {
        if let Some(friends) = person.get("friends") {
            self.take_friends(file, source, friends, owner, rows)?;
            self.tell_pages(&[friends], source, rows);
        }
        match person.get("permissions") {
            Some(permissions) => self.take_permissions(file, source, permissions, owner, rows),
            None => Ok(()),
        }
    }

    /// Takes the answer to one question, and says whether it is a page of friends.
    fn take_answer(
        &mut self,
        file: &JsonFile,
        source: SourceId,
        owner: &mut Owner,
        rows: &mut Rows,
    ) -> Result<bool, ImportError> {
        let records = file.root().get("data").map_or_else(|| file.root().list(), Node::list);
        let any = |such: &dyn Fn(&Node) -> bool| records.iter().any(such);
        let paging = file.root().get("paging").map(Node::map).unwrap_or_default();
        let asked_for_friends = || {
            let mut links = paging.iter().filter_map(|(_, link)| link.text());
            file.input.name.contains("friend") || links.any(|link| link.contains("/friends"))
        };
        if any(&|record| record.get("uid1").is_some()) {
            self.take_pairs(file, source, records, rows);
        } else if any(&|record| record.get("permission").is_some() || is_first_version(record)) {
            self.take_permissions(file, source, file.root(), owner, rows)?;
        } else if file.root().get("data").is_some() && asked_for_friends() {
            self.take_friends(file, source, file.root(), owner, rows)?;
            return Ok(true);
        } else {
            rows.pass_over(source, "records of answers about neither friends nor permissions", records.len());
        }
        Ok(false)
    }

    /// Says what pages of a list are missing, as far as they tell.
    fn tell_pages(&self, pages: &[&Node], source: SourceId, rows: &mut Rows) {
        let open = pages
            .iter()
            .filter(|page| page.path(&["paging", "next"]).is_some_and(|next| !next.is_empty()))
            .count();
        let listed: usize =
            pages.iter().map(|page| page.get("data").map_or(0, |data| data.list().len())).sum();
        if open >= pages.len() {
            rows.remark(source, "the last page says that there is a next one, which is not here");
            rows.warn(format!(
                "export {}: a list of friends is not complete, for its last page leads to one that is not here; whatever is \
                 counted from it is too small",
                self.export
            ));
        }
        let total =
            pages.iter().find_map(|page| page.path(&["summary", "total_count"])).and_then(Node::whole);
        if let Some(total) = total.filter(|total| usize::try_from(*total) != Ok(listed)) {
            rows.remark(source, &format!("the list holds {listed} of {total} friends"));
            rows.warn(format!(
                "export {}: of {total} friends of a person the list holds {listed}; since version 2.0 it shows only those who use the app",
                self.export
            ));
        }
    }

    fn key(&self, id: &str) -> (KeyKind, String) {
        let text = self.inside.as_ref().map_or_else(|| id.to_owned(), |inside| format!("{inside}: {id}"));
        (KeyKind::Id, text)
    }

    fn contact(&self, person: Option<&Node>) -> Contact {
        let told = |key| person.and_then(|person| person.get(key)).and_then(Node::id);
        let keys = told("id").or_else(|| told("uid")).map(|id| self.key(id)).into_iter().collect();
        Contact { platform: "facebook", keys, name: told("name").map(str::to_owned), met: None }
    }

    /// Enters the owner, once they have something.
    fn donor(&self, owner: &mut Owner, rows: &mut Rows) -> Someone {
        *owner.donor.get_or_insert_with(|| {
            let contact = self.contact(owner.told);
            if contact.keys.is_empty() {
                rows.warn(format!(
                    "export {}: it does not say whose friends or permissions these are",
                    self.export
                ));
            }
            rows.donor(contact)
        })
    }

    fn take_friends(
        &self,
        file: &JsonFile,
        source: SourceId,
        page: &Node,
        owner: &mut Owner,
        rows: &mut Rows,
    ) -> Result<(), ImportError> {
        let donor = self.donor(owner, rows);
        for record in list(file, page)? {
            let line = file.line(record);
            let contact = self.contact(Some(record));
            let id = record.first(&["id", "uid"]).and_then(Node::id);
            let verdict = match id {
                None if contact.name.is_none() => Verdict::Noted(Why::Nameless),
                Some(id) if lost_digits(id) => Verdict::Noted(Why::LostDigits),
                _ => Verdict::Taken,
            };
            let other = rows.contact(donor, contact);
            rows.book(source, line, verdict);
            rows.tie(Tie { kind: Some("friend"), ..Tie::new(donor, other, source, line) });
        }
        Ok(())
    }

    /// Takes permissions in any of the three shapes; rows of FQL name their person by `uid`.
    fn take_permissions(
        &mut self,
        file: &JsonFile,
        source: SourceId,
        page: &Node,
        owner: &mut Owner,
        rows: &mut Rows,
    ) -> Result<(), ImportError> {
        let (mut granted, mut not) = (BTreeSet::new(), 0);
        let mut first = None;
        for record in list(file, page)? {
            let line = file.line(record);
            first = first.or(Some(line));
            if let Some(name) = record.get("permission").and_then(Node::text) {
                match record.get("status").and_then(Node::text) {
                    Some("granted") => {
                        granted.insert(name.to_owned());
                        rows.book(source, line, Verdict::Taken);
                    }
                    Some("declined" | "expired") => not += 1,
                    _ => rows.book(source, line, Verdict::LeftOut(Why::Malformed)),
                }
            } else if !record.map().is_empty() {
                let is_on = |node: &Node| node.whole() == Some(1) || node.truth() == Some(true);
                let scopes = record.map().iter().filter(|(key, value)| key != "uid" && is_on(value));
                let scopes: BTreeSet<String> = scopes.map(|(key, _)| key.clone()).collect();
                rows.book(source, line, Verdict::Taken);
                match record.get("uid").and_then(Node::id) {
                    Some(uid) => {
                        let person = rows.alias(uid);
                        self.consent(source, line, person, &scopes, rows);
                    }
                    None => granted.extend(scopes),
                }
            } else {
                rows.book(source, line, Verdict::LeftOut(Why::Malformed));
            }
        }
        rows.pass_over(source, "permissions that were declined or have expired", not);
        if let Some(line) = first.filter(|_| !granted.is_empty()) {
            let donor = self.donor(owner, rows);
            self.consent(source, line, donor, &granted, rows);
        }
        Ok(())
    }

    fn consent(
        &self,
        source: SourceId,
        line: u64,
        person: Someone,
        scopes: &BTreeSet<String>,
        rows: &mut Rows,
    ) {
        let scopes: Vec<&str> = scopes.iter().map(String::as_str).collect();
        let mut cells = vec![("person", Cell::Person(person)), ("scopes", Cell::Text(scopes.join(" ")))];
        cells.extend(
            self.app.name.as_ref().or(self.app.id.as_ref()).map(|app| ("app", Cell::Text(app.clone()))),
        );
        rows.add(Table::Consents, source, line, &cells);
    }

    /// Takes the FQL table `friend`, which holds every friendship twice.
    fn take_pairs(&mut self, file: &JsonFile, source: SourceId, records: &[Node], rows: &mut Rows) {
        let scope = *self.scope.get_or_insert_with(|| rows.scope());
        let mut mirrored = 0;
        for record in records {
            let line = file.line(record);
            let ids = ["uid1", "uid2"].map(|key| record.get(key).and_then(Node::id));
            let [Some(one), Some(other)] = ids else {
                rows.book(source, line, Verdict::LeftOut(Why::BlankId));
                continue;
            };
            let lost = lost_digits(one) || lost_digits(other);
            let [one, other] = [one, other].map(|id| rows.by_id(scope, id.as_bytes()).0);
            if self.pairs.contains(&[other, one]) && one != other {
                mirrored += 1;
                continue;
            }
            self.pairs.insert([one, other]);
            rows.book(source, line, if lost { Verdict::Noted(Why::LostDigits) } else { Verdict::Taken });
            rows.tie(Tie { kind: Some("friend"), ..Tie::new(one, other, source, line) });
        }
        rows.pass_over(source, "the other direction of a friendship, which FQL writes twice", mirrored);
    }
}
