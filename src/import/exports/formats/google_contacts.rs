//! Google Contacts as CSV, of both generations: until 2024 `Name,Given Name,…,Group Membership,E-mail 1 - Type,…`, since then
//! `First Name,…,Labels,E-mail 1 - Label,…`.
//!
//! Every row is an entry of an address book: a tie from the owner, whom the file does not name, to the entry. A person is known by
//! e-mail addresses and telephone numbers; ` ::: ` parts several in one cell. Takeout repeats a contact in the folder of each of
//! its groups; those with an address or a number are joined again. The file is known by its header, for its folders are named in
//! the owner's language. Addresses, notes, birthdays and groups are not taken.

use super::{Format, Group, Importer};
use crate::{
    import::{
        error::ImportError,
        exports::{
            bundle::{Bundle, Entry},
            rows::{Contact, KeyKind, Rows, Someone, Tie},
        },
        ledger::Verdict,
    },
    model::{gap::Why, id::SourceId},
};

pub(super) const FORMAT: &Format = &Format {
    name: "google-contacts",
    group: Group::Platform,
    title: "Google Contacts (CSV)",
    files: "contacts.csv, All Contacts.csv, with the columns of before and since 2024; alone or in a Takeout archive",
    gives: "the entries of an address book by e-mail address, telephone number and name, as ties from the owner",
    lacks: "who the owner is, and dates; postal addresses, birthdays, notes and groups are not taken",
    how: "contacts.google.com, Export, Google CSV; or takeout.google.com, Contacts",
};

pub(super) const IMPORTER: Importer =
    Importer { format: FORMAT, knows: |bundle| entries(bundle).next().is_some(), read };

fn entries(bundle: &Bundle) -> impl Iterator<Item = &Entry> {
    bundle.entries().iter().filter(|entry| entry.ending() == "csv").filter(|entry| {
        let start = decoded(&bundle.peek(entry, 8_192));
        let header = start.lines().next().unwrap_or_default();
        Columns::of(&header.split(',').collect::<Vec<_>>()).is_some()
    })
}

/// The start of a file, which Google used to write in UTF-16.
fn decoded(start: &[u8]) -> String {
    let encoding = encoding_rs::Encoding::for_bom(start).map_or(encoding_rs::UTF_8, |(encoding, _)| encoding);
    encoding.decode(start).0.into_owned()
}

/// Where in a row what stands.
#[derive(Debug)]
struct Columns {
    generation: &'static str,
    /// The whole name, if it has a column.
    name: Option<usize>,
    parts: Vec<usize>,
    /// Other names, tried where there is none.
    others: Vec<usize>,
    emails: Vec<usize>,
    phones: Vec<usize>,
}

impl Columns {
    /// The columns of a header; none where it is not Google's.
    fn of(header: &[&str]) -> Option<Self> {
        let header: Vec<&str> = header.iter().map(|cell| cell.trim().trim_matches('"')).collect();
        let at = |name: &str| header.iter().position(|cell| cell.eq_ignore_ascii_case(name));
        let (generation, parts) = match (at("Group Membership"), at("Labels")) {
            (Some(_), _) if at("Given Name").is_some() => {
                ("columns of before 2024", ["Given Name", "Additional Name", "Family Name"])
            }
            (None, Some(_)) if at("First Name").is_some() => {
                ("columns since 2024", ["First Name", "Middle Name", "Last Name"])
            }
            _ => return None,
        };
        let numbered = |kind: &str| {
            let fits = |cell: &str| {
                let rest = cell.strip_prefix(kind).and_then(|rest| rest.strip_suffix(" - Value"));
                rest.is_some_and(|number| number.trim().bytes().all(|byte| byte.is_ascii_digit()))
            };
            (0..header.len()).filter(|&column| fits(header[column])).collect::<Vec<_>>()
        };
        Some(Self {
            generation,
            name: at("Name"),
            parts: parts.into_iter().filter_map(at).collect(),
            others: ["File As", "Nickname", "Organization Name", "Organization 1 - Name"]
                .into_iter()
                .filter_map(at)
                .collect(),
            emails: numbered("E-mail "),
            phones: numbered("Phone "),
        })
    }

    fn contact(&self, record: &csv::StringRecord) -> Contact {
        let cell = |&column: &usize| record.get(column).map(str::trim).filter(|text| !text.is_empty());
        let values = |columns: &[usize], kind: KeyKind| {
            let cells: Vec<&str> = columns.iter().filter_map(cell).collect();
            let texts = cells.into_iter().flat_map(|text| text.split(":::")).map(str::trim);
            texts.filter(|text| !text.is_empty()).map(|text| (kind, text.to_owned())).collect::<Vec<_>>()
        };
        let mut keys = values(&self.emails, KeyKind::Email);
        keys.extend(values(&self.phones, KeyKind::Phone));
        let parts = || {
            let parts: Vec<&str> = self.parts.iter().filter_map(cell).collect();
            (!parts.is_empty()).then(|| parts.join(" "))
        };
        let whole = self.name.as_ref().and_then(cell).map(str::to_owned);
        let other = || self.others.iter().find_map(cell).map(str::to_owned);
        Contact { platform: "google", keys, name: whole.or_else(parts).or_else(other), met: None }
    }
}

fn read(bundle: &Bundle, rows: &mut Rows) -> Result<(), ImportError> {
    let donor = rows.donor(Contact { platform: "google", ..Contact::default() });
    for entry in entries(bundle) {
        let mut input = rows.open(bundle, entry)?;
        let encoding = input.recode()?;
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(input.text()?);
        let broken =
            |_| ImportError::file(&input.name, "it is no CSV", "export the contacts again; nothing was read");
        let header = reader.headers().map_err(broken)?.clone();
        let columns = Columns::of(&header.iter().collect::<Vec<_>>()).expect("the header was looked at");
        let format = format!("Google Contacts, CSV, {}, {encoding}", columns.generation);
        let source = rows.enter("ties", &input, &format);
        for record in reader.records() {
            let record = record.map_err(broken)?;
            take(&columns, &record, header.len(), donor, source, rows);
        }
        rows.close(source)?;
    }
    Ok(())
}

fn take(
    columns: &Columns,
    record: &csv::StringRecord,
    fields: usize,
    donor: Someone,
    source: SourceId,
    rows: &mut Rows,
) {
    let line = record.position().map_or(1, csv::Position::line);
    if record.len() != fields {
        return rows.book(source, line, Verdict::LeftOut(Why::FieldCount));
    }
    if record.iter().all(|cell| cell.trim().is_empty()) {
        return rows.book(source, line, Verdict::LeftOut(Why::BlankId));
    }
    let contact = columns.contact(record);
    let nameless = contact.keys.is_empty() && contact.name.is_none();
    let someone = rows.contact(donor, contact);
    rows.book(source, line, if nameless { Verdict::Noted(Why::Nameless) } else { Verdict::Taken });
    rows.tie(Tie { directed: true, kind: Some("address book"), ..Tie::new(donor, someone, source, line) });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_both_generations_and_no_other_address_book() {
        let of = |header: &str| {
            Columns::of(&header.split(',').collect::<Vec<_>>()).map(|columns| columns.generation)
        };
        assert_eq!(
            of("Name,Given Name,Family Name,Group Membership,E-mail 1 - Type"),
            Some("columns of before 2024")
        );
        assert_eq!(of("First Name,Last Name,Labels,E-mail 1 - Label"), Some("columns since 2024"));
        assert_eq!(of("First Name,Last Name,E-mail Address"), None);
        assert_eq!(of("First Name,Last Name,URL,Email Address,Company,Position,Connected On"), None);
    }
}
