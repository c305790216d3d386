//! `Donated`: what one donated export says of its owner: who knows them, and who holds and uses what about them.
//!
//! Every importer of a personal export writes through this, so that a list that an advertiser uploaded, an interest, an
//! installed app are the same rows on every platform. Each is entered once for an owner, however often the export says it.

use crate::{
    import::exports::rows::{Cell, Contact, KeyKind, Rows, Someone, Table, Tie},
    import::ledger::Verdict,
    model::{date::Day, gap::Why, id::SourceId},
};
use std::collections::BTreeSet;

/// The owner of an export, and what was entered about them.
pub(super) struct Donated {
    /// The platform as it is called in the tables.
    pub(super) platform: &'static str,
    /// The owner.
    pub(super) donor: Someone,
    members: BTreeSet<String>,
    criteria: BTreeSet<[String; 3]>,
    sent: BTreeSet<[String; 2]>,
}

/// A record: its file, and its line.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) source: SourceId,
    pub(super) line: u64,
}

/// A date as a record gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dated {
    /// That day.
    On(Day),
    /// None is given.
    Not,
    /// What is given cannot be read.
    Unread,
}

impl Dated {
    /// A date written year first, with or without a time of day; `UTC`, fractions and a zone are passed over.
    pub(super) fn of(text: Option<&str>) -> Self {
        let Some(text) = text.filter(|text| !is_blank(text)) else { return Self::Not };
        let plain = text.trim().trim_end_matches("UTC").trim_end();
        Day::parse(plain).map_or(Self::Unread, Self::On)
    }

    pub(super) fn day(self) -> Option<Day> {
        if let Self::On(day) = self { Some(day) } else { None }
    }

    /// The verdict on a record that is otherwise as it should be.
    pub(super) fn verdict(self) -> Verdict {
        if self == Self::Unread { Verdict::Noted(Why::UnreadableDate) } else { Verdict::Taken }
    }
}

/// Whether a text stands for nothing.
pub(super) fn is_blank(text: &str) -> bool {
    matches!(text.trim().to_ascii_lowercase().as_str(), "" | "n/a" | "none" | "null" | "-")
}

/// Whether an id has lost its last digits to scientific notation.
pub(super) fn lost_digits(id: &str) -> bool {
    let Some((digits, power)) = id.split_once(['e', 'E']) else { return false };
    let numeric = |text: &str| !text.is_empty() && text.bytes().all(|byte| b"0123456789.+".contains(&byte));
    numeric(digits) && numeric(power)
}

impl Donated {
    /// Enters the owner.
    pub(super) fn by(platform: &'static str, owner: Contact, rows: &mut Rows) -> Self {
        let donor = rows.donor(owner);
        let (members, criteria, sent) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        Self { platform, donor, members, criteria, sent }
    }

    /// Enters somebody on a list of the owner's, and says what is to be noted: who has neither a key nor a name is a person of
    /// their own.
    pub(super) fn contact(&self, rows: &mut Rows, contact: Contact) -> (Someone, Verdict) {
        let blank = |(_, text): &(KeyKind, String)| text.trim().is_empty();
        let verdict = match &contact.keys[..] {
            keys if keys.iter().all(blank) && contact.name.is_none() => Verdict::Noted(Why::Nameless),
            keys if keys.iter().any(|(kind, id)| *kind == KeyKind::Id && lost_digits(id)) => {
                Verdict::Noted(Why::LostDigits)
            }
            _ => Verdict::Taken,
        };
        (rows.contact(self.donor, contact), verdict)
    }

    /// A tie that points from the owner to `other`, or to the owner where `inward`.
    pub(super) fn points(&self, rows: &mut Rows, kind: &'static str, other: Someone, inward: bool, tie: Tie) {
        let (source, target) = if inward { (other, self.donor) } else { (self.donor, other) };
        rows.tie(Tie { source, target, directed: true, kind: Some(kind), ..tie });
    }

    /// The owner belongs to a segment; told of the platform as `source`. False where that is known.
    pub(super) fn member(&mut self, rows: &mut Rows, at: Place, segment: &str, source: Option<&str>) -> bool {
        let is_new = self.members.insert(segment.to_owned());
        if is_new {
            let mut cells =
                vec![("segment", segment.into()), ("layer", "experienced".into()), ("person", self.person())];
            cells.extend(source.map(|source| ("source", source.into())));
            rows.add(Table::Segments, at.source, at.line, &cells);
        }
        is_new
    }

    /// A condition of a segment. False where that is known.
    pub(super) fn criterion(
        &mut self,
        rows: &mut Rows,
        at: Place,
        segment: &str,
        [dimension, value]: [&str; 2],
    ) -> bool {
        let is_new = self.criteria.insert([segment, dimension, value].map(str::to_owned));
        if is_new {
            let cells = [
                ("segment", segment.into()),
                ("layer", "experienced".into()),
                ("dimension", dimension.into()),
                ("value", value.into()),
                ("mode", "include".into()),
            ];
            rows.add(Table::Segments, at.source, at.line, &cells);
        }
        is_new
    }

    /// The owner is taken for somebody of that kind: a segment of one condition. The verdict on the record.
    pub(super) fn trait_of(
        &mut self,
        rows: &mut Rows,
        at: Place,
        [dimension, value]: [&str; 2],
        source: Option<&str>,
    ) -> Verdict {
        let segment = format!("{dimension}: {value}");
        if !self.members.insert(segment.clone()) {
            return Verdict::LeftOut(Why::RepeatedMember);
        }
        let mut cells = vec![
            ("segment", Cell::Text(segment)),
            ("layer", "experienced".into()),
            ("person", self.person()),
            ("dimension", dimension.into()),
            ("value", value.into()),
            ("mode", "include".into()),
        ];
        cells.extend(source.map(|source| ("source", source.into())));
        rows.add(Table::Segments, at.source, at.line, &cells);
        Verdict::Taken
    }

    /// An advertiser uploaded a list that the owner is on. The verdict on a record that says no more.
    pub(super) fn uploaded_list(&mut self, rows: &mut Rows, at: Place, advertiser: &str) -> Verdict {
        let segment = format!("list of {advertiser}");
        if !self.member(rows, at, &segment, Some("uploaded list")) {
            return Verdict::LeftOut(Why::RepeatedMember);
        }
        if self.sent.insert([advertiser, "contact list"].map(str::to_owned)) {
            self.transfer(rows, at, advertiser, "contact list", None);
        }
        Verdict::Taken
    }

    /// A business told the platform what the owner did elsewhere.
    pub(super) fn activity(&self, rows: &mut Rows, at: Place, business: &str, on: Option<Day>) {
        self.transfer(rows, at, business, "activity", on);
    }

    fn transfer(&self, rows: &mut Rows, at: Place, from: &str, fields: &str, on: Option<Day>) {
        let mut cells = vec![
            ("from", from.into()),
            ("to", self.platform.into()),
            ("person", self.person()),
            ("records", Cell::Count(1)),
            ("fields", fields.into()),
        ];
        cells.extend(on.map(|day| ("on", Cell::Day(day))));
        rows.add(Table::Transfers, at.source, at.line, &cells);
    }

    pub(super) fn person(&self) -> Cell {
        Cell::Person(self.donor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_dates_as_platforms_write_them() {
        let day = Day::parse("2024-03-12").map_or(Dated::Not, Dated::On);
        let texts =
            ["2024-03-12", "2024-03-12 10:11:12", "2024-03-12 10:11:12 UTC", "2024-03-12T10:11:12.000Z"];
        assert_eq!(texts.map(|text| Dated::of(Some(text))), [day; 4]);
        assert_eq!(["N/A", " ", ""].map(|text| Dated::of(Some(text))), [Dated::Not; 3]);
        assert_eq!(Dated::of(Some("12/03/2024")), Dated::Unread);
    }

    #[test]
    fn knows_ids_that_a_spreadsheet_cut() {
        assert!(lost_digits("1.00004E+14") && lost_digits("1e15"));
        assert!(!lost_digits("100004567890123") && !lost_digits("eve") && !lost_digits("e1"));
    }
}
