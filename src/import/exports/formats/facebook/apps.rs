//! Apps and websites that the owner signed in to with Facebook: each is a consent of theirs, with its days. What the app was let
//! read is not in the export.

use super::Reader;
use crate::{
    import::{
        exports::{
            formats::meta::record::{self, Moment},
            json::Node,
            rows::{Cell, Rows, Table},
        },
        ledger::Verdict,
    },
    model::{gap::Why, id::SourceId},
};

impl Reader {
    /// Takes an app. A `removed_timestamp` of 0 says that it was not removed; the category `removed` says that it was, if on a day
    /// that is not told. `inactive` and `expired` end no consent: what was read until then was read.
    pub(super) fn app(&mut self, record: &Node, place: (SourceId, u64), rows: &mut Rows) {
        let name = record.first(&["name", "title"]).and_then(Node::text);
        let Some(name) = name.or_else(|| record::label(record, record::NAME)?.text()) else {
            return rows.book(place.0, place.1, Verdict::LeftOut(Why::BlankId));
        };
        let added = Moment::of(record.first(&["added_timestamp", "timestamp"]));
        let removed = Moment::of(record.get("removed_timestamp"));
        let is_removed = record.get("category").and_then(Node::text) == Some("removed");
        let endless = removed.day.is_none() && (is_removed || removed.unreadable);
        self.endless += u64::from(endless);
        let unreadable = added.unreadable || endless;
        rows.book(
            place.0,
            place.1,
            if unreadable { Verdict::Noted(Why::UnreadableDate) } else { Verdict::Taken },
        );
        let mut cells = vec![("person", Cell::Person(self.donor)), ("app", name.into())];
        cells.extend(added.day.map(|day| ("given_on", Cell::Day(day))));
        cells.extend(removed.day.map(|day| ("withdrawn_on", Cell::Day(day))));
        rows.add(Table::Consents, place.0, place.1, &cells);
    }
}
