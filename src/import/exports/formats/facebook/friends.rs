//! People on the lists of an export: friends, removed friends, followers, followed, and the entries of uploaded address books.

use super::{Kind, Reader};
use crate::{
    import::{
        exports::{
            formats::meta::record::{self, Moment, Named},
            json::{Json, Node},
            rows::{Contact, Rows, Tie},
        },
        ledger::Verdict,
    },
    model::{gap::Why, id::SourceId},
};

impl Reader {
    /// Takes the people whom a record of a list names.
    pub(super) fn person(&mut self, kind: Kind, record: &Node, place: (SourceId, u64), rows: &mut Rows) {
        match record::named(record) {
            None => rows.book(place.0, place.1, Verdict::LeftOut(Why::Malformed)),
            Some(people) => {
                // The oldest exports give the address of some friends.
                let known_by = record.get("contact_info").and_then(Node::text).and_then(record::key_of);
                for named in people {
                    self.take_person(kind, &named, known_by.clone(), place, rows);
                }
            }
        }
    }

    /// Takes somebody from a list of `kind`.
    pub(in super::super) fn take_person(
        &mut self,
        kind: Kind,
        named: &Named,
        known_by: Option<(crate::import::exports::rows::KeyKind, String)>,
        place: (SourceId, u64),
        rows: &mut Rows,
    ) {
        let Moment { day, seconds, .. } = named.when;
        let removed = kind == Kind::Removed;
        let contact = Contact {
            platform: "facebook",
            keys: known_by.into_iter().collect(),
            name: named.text.map(str::to_owned),
            // The time of a removal is not the time of the friendship.
            met: if removed { None } else { seconds },
        };
        let (owner, other) = (self.donor, record::enter(rows, self.donor, place, contact, named.when));
        self.endless += u64::from(removed && day.is_none());
        let follows = matches!(kind, Kind::Following | Kind::Followers);
        let (source, target) = if kind == Kind::Followers { (other, owner) } else { (owner, other) };
        rows.tie(Tie {
            directed: follows,
            kind: Some(if follows { "follows" } else { "friend" }),
            since: Some(if removed { None } else { day }),
            until: if removed { day } else { None },
            ..Tie::new(source, target, place.0, place.1)
        });
    }

    /// Takes an entry of an address book that the owner uploaded.
    pub(super) fn entry(&mut self, record: &Node, place: (SourceId, u64), rows: &mut Rows) {
        let when = Moment::of(record.get("created_timestamp").or_else(|| record.get("timestamp")));
        let points = record.get("details").map(Node::list).unwrap_or_default();
        let points = points.iter().filter_map(|point| point.get("contact_point").unwrap_or(point).id());
        let labelled = record::labelled(record).filter_map(|(_, value)| value.id());
        let keys = points.chain(labelled).filter_map(record::key_of).collect();
        let own = record.get("name").and_then(Node::id);
        let name = own.or_else(|| record::label(record, record::NAME)?.id()).filter(record::is_somebody);
        if !matches!(record.value, Json::Map(_)) || record.is_empty() {
            return rows.book(place.0, place.1, Verdict::LeftOut(Why::Malformed));
        }
        let contact = Contact { platform: "facebook", keys, name: name.map(str::to_owned), met: None };
        let entry = record::enter(rows, self.donor, place, contact, when);
        rows.tie(Tie {
            directed: true,
            kind: Some("address book"),
            since: Some(when.day),
            ..Tie::new(self.donor, entry, place.0, place.1)
        });
    }
}
