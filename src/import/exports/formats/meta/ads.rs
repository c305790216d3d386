//! The advertisers' side of the exports of Facebook and Instagram: who uploaded a list with the donor in it, who sent what they did
//! elsewhere, and what they are taken to be interested in.

use super::record::{self, Moment};
use crate::{
    import::{
        exports::{
            json::{Json, Node},
            rows::{Cell, Rows, Someone, Table},
        },
        ledger::Verdict,
    },
    model::{gap::Why, id::SourceId},
};

/// Whose export is read, and what of it.
pub(in super::super) struct Desk<'a, 'p> {
    pub(in super::super) rows: &'a mut Rows<'p>,
    pub(in super::super) donor: Someone,
    /// The platform as transfers name it.
    pub(in super::super) platform: &'static str,
    pub(in super::super) source: SourceId,
}

/// The ways in which an advertiser can have reached the donor: key, first words of the segment, source.
const WAYS: [(&str, &str, &str); 3] = [
    ("has_data_file_custom_audience", "list of", "uploaded list"),
    ("has_remarketing_custom_audience", "visitors of", "activity elsewhere"),
    ("has_in_person_store_visit", "store visitors of", "visit to a store"),
];

impl Desk<'_, '_> {
    /// An advertiser: a plain name in the years when the file held those alone who uploaded a list; where `tells_ways`, with the ways
    /// in which they reached the donor.
    pub(in super::super) fn advertiser(&mut self, record: &Node, line: u64, tells_ways: bool) {
        let name = record.text().or_else(|| record.first(&["advertiser_name", "name", "title"])?.text());
        let told = WAYS.iter().any(|(key, ..)| record.get(key).is_some());
        // Labels in the account's language do not say which way it was, and a guess would make a list of what is none.
        let Some(name) = name.filter(|_| told || !(tells_ways || record.get("label_values").is_some()))
        else {
            self.rows.book(self.source, line, Verdict::LeftOut(Why::Malformed));
            return;
        };
        self.rows.book(self.source, line, Verdict::Taken);
        let reached = |(at, key): (usize, &str)| {
            if told { record.get(key).and_then(Node::truth) == Some(true) } else { at == 0 }
        };
        let ways: Vec<usize> = (0..WAYS.len()).filter(|&at| reached((at, WAYS[at].0))).collect();
        for &at in &ways {
            let (_, words, from) = WAYS[at];
            self.segment(line, &format!("{words} {name}"), from, None);
        }
        if ways.contains(&0) {
            let cells = [
                ("from", name.into()),
                ("to", self.platform.into()),
                ("person", Cell::Person(self.donor)),
                ("fields", "contact list".into()),
            ];
            self.rows.add(Table::Transfers, self.source, line, &cells);
        }
        if ways.is_empty() {
            self.rows.pass_over(
                self.source,
                "advertisers listed with no way in which they reached the donor",
                1,
            );
        }
    }

    /// A business and what it sent of what the donor did there: each event is a record, and a business without any one too.
    pub(in super::super) fn activity(&mut self, record: &Node, line_of: &dyn Fn(&Node) -> u64) {
        let name = record.first(&["name", "title"]).and_then(Node::text);
        let Some(name) = name.or_else(|| record::label(record, record::NAME)?.text()) else {
            self.rows.book(self.source, line_of(record), Verdict::LeftOut(Why::Malformed));
            return;
        };
        let labelled =
            || record::labelled(record).map(|(_, value)| value).find(|value| !value.list().is_empty());
        let events = record.get("events").or_else(labelled).map(Node::list).unwrap_or_default();
        if events.is_empty() {
            self.rows.pass_over(self.source, "businesses with activity of which no event is listed", 1);
        }
        for event in events {
            let in_dict = || record::labelled(event).map(|(_, value)| value).find(|value| is_time(value));
            let when = Moment::of(event.get("timestamp").or_else(in_dict));
            let verdict = if when.unreadable { Verdict::Noted(Why::UnreadableDate) } else { Verdict::Taken };
            self.rows.book(self.source, line_of(event), verdict);
            let mut cells = vec![
                ("from", name.into()),
                ("to", self.platform.into()),
                ("person", Cell::Person(self.donor)),
                ("fields", "activity".into()),
                ("records", Cell::Count(1)),
            ];
            cells.extend(when.day.map(|day| ("on", Cell::Day(day))));
            self.rows.add(Table::Transfers, self.source, line_of(event), &cells);
        }
    }

    /// What the platform takes the donor for: `kind` is `interest` or `category`.
    pub(in super::super) fn inferred(
        &mut self,
        record: &Node,
        kind: &'static str,
        line_of: &dyn Fn(&Node) -> u64,
    ) {
        let values = inferred_values(record);
        if values.is_empty() {
            self.rows.book(self.source, line_of(record), Verdict::LeftOut(Why::Malformed));
        }
        for (node, value) in values {
            self.rows.book(self.source, line_of(node), Verdict::Taken);
            self.segment(line_of(node), &format!("{kind}: {value}"), "inferred", Some((kind, value)));
        }
    }

    /// An advertisement that the donor met: `sponsor` as far as the export names one.
    pub(in super::super) fn message(&mut self, id: String, sponsor: Option<&str>, when: Moment, line: u64) {
        let verdict = if when.unreadable { Verdict::Noted(Why::UnreadableDate) } else { Verdict::Taken };
        self.rows.book(self.source, line, verdict);
        let mut cells = vec![
            ("message", Cell::Text(id)),
            ("person", Cell::Person(self.donor)),
            ("channel", self.platform.into()),
        ];
        cells.extend(sponsor.map(|name| ("sponsor", name.into())));
        cells.extend(when.day.map(|day| ("on", Cell::Day(day))));
        self.rows.add(Table::Messages, self.source, line, &cells);
    }

    /// An advertiser or advertisement that the donor clicked on or otherwise acted on. The action is told in the account's language,
    /// and is not kept.
    pub(in super::super) fn interaction(&mut self, record: &Node, export: usize, number: usize, line: u64) {
        let title = record.first(&["title", "name"]).and_then(Node::text);
        if title.is_none() && record.get("timestamp").is_none() {
            self.rows.book(self.source, line, Verdict::LeftOut(Why::Malformed));
            return;
        }
        let id = format!("{} interaction {export}.{number}", self.platform);
        self.message(id, title, Moment::of(record.get("timestamp")), line);
    }

    /// An advertisement that the donor saw, with its author; gives the time, in Unix seconds.
    pub(in super::super) fn seen(&mut self, record: &Node, id: String, line: u64) -> Option<i64> {
        let pairs = record.get("string_map_data").map(Node::map).unwrap_or_default();
        // Labels are in the account's language: the pair with a time, or a date as its text, is when; the other text is who.
        let time = |item: &Node| Moment::of(item.get("timestamp"));
        let dated = pairs.iter().map(|(_, item)| time(item)).find(|when| when.seconds.is_some());
        let texts: Vec<&str> = pairs.iter().filter_map(|(_, item)| item.get("value")?.text()).collect();
        let in_words = || texts.iter().map(|text| Moment::of_text(text)).find(|when| when.day.is_some());
        let author = texts.iter().copied().find(|text| Moment::of_text(text).day.is_none());
        if pairs.is_empty() {
            self.rows.book(self.source, line, Verdict::LeftOut(Why::Malformed));
            return None;
        }
        let when = dated.or_else(in_words).unwrap_or_default();
        self.message(id, author, when, line);
        when.seconds
    }

    fn segment(
        &mut self,
        line: u64,
        name: &str,
        from: &'static str,
        criterion: Option<(&'static str, &str)>,
    ) {
        let mut cells = vec![
            ("segment", name.into()),
            ("layer", "experienced".into()),
            ("person", Cell::Person(self.donor)),
            ("source", from.into()),
        ];
        if let Some((dimension, value)) = criterion {
            cells.extend([("dimension", dimension.into()), ("value", value.into())]);
        }
        self.rows.add(Table::Segments, self.source, line, &cells);
    }
}

/// Whether a value is a moment in Unix seconds.
fn is_time(node: &Node) -> bool {
    matches!(node.value, Json::Number(_)) && node.whole().is_some_and(|number| number > 100_000_000)
}

/// The texts of a record of inferences: the record itself, its name, or every text under its labels.
fn inferred_values(record: &Node) -> Vec<(&Node, &str)> {
    let own = record.text().or_else(|| record.get("name")?.text());
    if let Some(text) = own {
        return vec![(record, text)];
    }
    let mut texts = Vec::new();
    for (_, value) in record::labelled(record) {
        match &value.value {
            Json::List(items) => {
                texts.extend(
                    items
                        .iter()
                        .filter_map(|item| Some((item, item.text().or_else(|| item.get("value")?.text())?))),
                );
            }
            _ => texts.extend(value.text().map(|text| (value, text))),
        }
    }
    texts
}
