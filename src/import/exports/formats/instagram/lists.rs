//! People on the lists of an export: followers, followed, unfollowed, and the entries of the uploaded address book; in the files of
//! today and in those of 2018-20.

use super::{Kind, PLATFORM, Reader};
use crate::{
    import::{
        error::ImportError,
        exports::{
            bundle::Bundle,
            formats::meta::{
                parts::{self, Found, Opened, Part},
                record::{self, Moment},
            },
            json::{Json, Node},
            rows::{Contact, KeyKind, Rows, Tie},
        },
        ledger::Verdict,
    },
    model::{gap::Why, id::SourceId},
};

/// The lists of `connections.json`: the two that are ties first.
pub(super) const OLD: &[&str] = &[
    "followers",
    "following",
    "blocked_users",
    "close_friends",
    "following_hashtags",
    "follow_requests_sent",
    "permanent_follow_requests",
    "dismissed_suggested_users",
    "restricted_users",
];

/// The address book of 2018-20, a list without a key.
const OLD_CONTACTS: &[Part<Kind>] = &[Part {
    kind: Kind::Contacts,
    table: "ties",
    tails: &["*/contacts"],
    own_name: false,
    roots: &[],
    bare: true,
}];

/// The file of `OLD_CONTACTS`, where there is one beside `connections.json`.
fn old_contacts(bundle: &Bundle) -> Option<Found<'_, Kind>> {
    let beside = bundle.find("connections.json").is_some();
    let entry = bundle.find("contacts.json").filter(|_| beside && !bundle.is_single())?;
    Some(Found { part: &OLD_CONTACTS[0], entry })
}

/// Whether there is an address book of 2018-20.
pub(super) fn has_old_contacts(bundle: &Bundle) -> bool {
    old_contacts(bundle).is_some()
}

impl Reader {
    /// Takes the people whom a record of a list names.
    pub(super) fn people(&mut self, kind: Kind, record: &Node, place: (SourceId, u64), rows: &mut Rows) {
        match record::named(record) {
            None => rows.book(place.0, place.1, Verdict::LeftOut(Why::Malformed)),
            Some(people) => {
                for named in people {
                    self.follow(kind, named.text, named.when, place, rows);
                }
            }
        }
    }

    /// Takes somebody who follows the owner, or whom the owner follows or followed.
    pub(in super::super) fn follow(
        &mut self,
        kind: Kind,
        handle: Option<&str>,
        when: Moment,
        place: (SourceId, u64),
        rows: &mut Rows,
    ) {
        let ended = kind == Kind::Unfollowed;
        let keys = handle.map(|handle| (KeyKind::Handle, handle.to_owned())).into_iter().collect();
        let met = if ended { None } else { when.seconds };
        let contact = Contact { platform: "instagram", keys, name: None, met };
        let (owner, other) = (self.donor, record::enter(rows, self.donor, place, contact, when));
        self.newest = self.newest.max(when.seconds);
        if let Some(seconds) = met {
            self.oldest_follow = Some(self.oldest_follow.map_or(seconds, |oldest| oldest.min(seconds)));
        }
        self.endless += u64::from(ended && when.day.is_none());
        let (source, target) = if kind == Kind::Followers { (other, owner) } else { (owner, other) };
        rows.tie(Tie {
            directed: true,
            kind: Some("follows"),
            since: Some(if ended { None } else { when.day }),
            until: if ended { when.day } else { None },
            ..Tie::new(source, target, place.0, place.1)
        });
    }

    /// Takes an entry of the uploaded address book. Its labels are in the account's language, so an address and a number are known by
    /// their form, and what is neither is a part of the name.
    pub(super) fn entry(&mut self, record: &Node, place: (SourceId, u64), rows: &mut Rows) {
        if record.map().is_empty() {
            return rows.book(place.0, place.1, Verdict::LeftOut(Why::Malformed));
        }
        let labelled: Vec<&str> = record::labelled(record).filter_map(|(_, value)| value.id()).collect();
        let plain = ["first_name", "last_name", "surname", "name", "contact"];
        let plain = plain.iter().filter_map(|key| record.get(key)?.id());
        let texts: Vec<&str> = labelled.into_iter().chain(plain).collect();
        let name: Vec<&str> = texts.iter().copied().filter(|text| record::key_of(text).is_none()).collect();
        let name = Some(name.join(" ")).filter(|name| !name.is_empty());
        let keys = texts.iter().filter_map(|text| record::key_of(text)).collect();
        let contact = Contact { platform: "instagram", keys, name, met: None };
        let entry = record::enter(rows, self.donor, place, contact, Moment::default());
        rows.tie(Tie {
            directed: true,
            kind: Some("address book"),
            ..Tie::new(self.donor, entry, place.0, place.1)
        });
    }

    /// Takes a list of `connections.json`: handles as keys, dates as values.
    pub(super) fn old_list(
        &mut self,
        key: &'static str,
        value: &Node,
        opened: &Opened,
        rows: &mut Rows,
    ) -> Result<(), ImportError> {
        let kind = match key {
            "followers" => Kind::Followers,
            "following" => Kind::Following,
            _ => {
                let what = "lists that are no ties: close friends, blocked, requests, suggestions, hashtags";
                rows.pass_over(opened.source, what, value.map().len() + value.list().len());
                return Ok(());
            }
        };
        let line = opened.document.line(value);
        if !matches!(value.value, Json::Map(_)) {
            let what = "handles with dates should stand here";
            return Err(ImportError::line(
                &opened.name,
                line,
                what,
                "check that the file is as Instagram gave it",
            ));
        }
        for (handle, date) in value.map() {
            let handle = Some(handle.as_str()).filter(record::is_somebody);
            self.follow(
                kind,
                handle,
                Moment::of(Some(date)),
                (opened.source, opened.document.line(date)),
                rows,
            );
        }
        Ok(())
    }

    /// Takes the address book of 2018-20.
    pub(super) fn old_contacts(&mut self, bundle: &Bundle, rows: &mut Rows) -> Result<(), ImportError> {
        let Some(found) = old_contacts(bundle) else { return Ok(()) };
        let opened = parts::open(bundle, &found, PLATFORM, rows)?;
        for record in parts::records(&opened, &opened.document.root)? {
            self.entry(record, (opened.source, opened.document.line(record)), rows);
        }
        rows.close(opened.source)
    }
}
