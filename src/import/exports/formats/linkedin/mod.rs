//! The `LinkedIn` export: `Connections.csv` and what lies beside it, in the layouts since about 2012.
//!
//! Read: `Connections.csv` (`First Name`, `Last Name`, `URL` since about 2019, `Email Address`, `Connected On`), under a preamble of
//! notes or without; `ImportedContacts.csv` or `Contacts.csv` (names, `Emails`, `PhoneNumbers`, `CreatedAt`); `Member_Follows.csv`
//! (`Date`, `Status`, `FullName`); `Ad_Targeting.csv`, `Inferences_about_you.csv`, `Ads Clicked.csv`, `LAN Ads Engagement.csv`; and for the owner
//! `Profile.csv`, `Email Addresses.csv` and the owner's own address in `Invitations.csv`. Invitations are no ties. Company and position of
//! a connection are not taken: with a name they say too much of somebody who was not asked, and no measure needs them.

mod ads;
mod dates;
mod table;

use super::{Format, Group, Importer, donated::Donated};
use crate::{
    import::{
        error::ImportError,
        exports::{
            bundle::{Bundle, Entry},
            rows::{Contact, KeyKind, Rows, Tie},
        },
        ledger::Verdict,
    },
    model::{date::Day, gap::Why, id::SourceId},
};
use dates::{Order, Written};
use table::{Csv, Record, has_header};

const PLATFORM: &str = "linkedin";

pub(super) const FORMAT: &Format = &Format {
    name: "linkedin",
    group: Group::Platform,
    title: "LinkedIn data export",
    files: "Basic_LinkedInDataExport_*.zip or Complete_LinkedInDataExport_*.zip; or Connections.csv alone, also saved again by a spreadsheet",
    gives: "connections with address and date, imported contacts, members followed, targeting facets, inferences, ads acted on",
    lacks: "most e-mail addresses; before about 2019 also the addresses of profiles, so that names alone decide; invitations are \
            passed over; headers in English only",
    how: "Settings and Privacy, Data privacy, Get a copy of your data; tick Connections at least",
};

pub(super) const IMPORTER: Importer = Importer {
    format: FORMAT,
    knows: |bundle| FILES.iter().any(|file| file.entries(bundle).next().is_some()),
    read,
};

/// A file that is read: its name in lower case, the columns that it must have, by which it is `LinkedIn`'s for certain, and how
/// its records are taken.
struct File {
    name: &'static str,
    columns: &'static [&'static str],
    table: &'static str,
    take: fn(&Csv, SourceId, &mut Donated, &mut Rows),
}

const FILES: &[File] = &[
    File {
        name: "*",
        columns: &["First Name", "Last Name", "Connected On"],
        table: "ties",
        take: take_connections,
    },
    File {
        name: "*contacts*",
        columns: &["FirstName", "LastName", "Emails", "CreatedAt"],
        table: "ties",
        take: take_contacts,
    },
    File {
        name: "member_follows*",
        columns: &["Date", "Status", "FullName"],
        table: "ties",
        take: take_follows,
    },
    File {
        name: "invitations*",
        columns: &["From", "To", "Sent At"],
        table: "ties",
        take: |table, source, _, rows| {
            rows.pass_over(source, "invitations, which are no ties", table.records.len());
        },
    },
    File { name: "ad_targeting*", columns: &["Job Titles"], table: "segments", take: ads::take_targeting },
    File {
        name: "inferences_about_you*",
        columns: &["Category", "Type of inference", "Inference"],
        table: "segments",
        take: ads::take_inferences,
    },
    File {
        name: "ads clicked*",
        columns: &["Ad clicked Date", "Ad Title/Id"],
        table: "messages",
        take: ads::take_acted_on,
    },
    File {
        name: "lan ads engagement*",
        columns: &["Date", "Ad Title/Id"],
        table: "messages",
        take: ads::take_acted_on,
    },
];

impl File {
    fn entries<'a>(&'a self, bundle: &'a Bundle) -> impl Iterator<Item = &'a Entry> {
        let named = |entry: &&Entry| is_table(entry) && self.is_called(entry.name());
        bundle.entries().iter().filter(named).filter(|entry| has_header(bundle, entry, self.columns))
    }

    fn is_called(&self, name: &str) -> bool {
        match self.name.split_once('*') {
            Some(("", "")) => true,
            Some(("", rest)) => name.contains(rest.trim_end_matches('*')),
            Some((begin, _)) => name.starts_with(begin) || name.starts_with(&begin.replace(' ', "_")),
            None => false,
        }
    }
}

fn is_table(entry: &Entry) -> bool {
    matches!(entry.ending(), "csv" | "tsv" | "txt")
}

fn read(bundle: &Bundle, rows: &mut Rows) -> Result<(), ImportError> {
    refuse_broken(bundle, rows)?;
    let owner = owner(bundle, rows)?;
    if owner.keys.is_empty() && owner.name.is_none() {
        rows.warn(format!(
            "export {}: it does not say whose it is; its owner is a person without a name",
            bundle.number
        ));
    }
    let mut donated = Donated::by("LinkedIn", owner, rows);
    for file in FILES {
        for entry in file.entries(bundle) {
            let table = Csv::open(bundle, entry, file.columns, rows)?;
            let source = rows.enter(file.table, &table.input, &format!("LinkedIn, {}", table.how));
            (file.take)(&table, source, &mut donated, rows);
            rows.close(source)?;
        }
    }
    warn_of_others(bundle, rows);
    Ok(())
}

/// Warns of files whose names are known and whose columns are not.
fn warn_of_others(bundle: &Bundle, rows: &mut Rows) {
    let starts = [
        "connections",
        "importedcontacts",
        "contacts",
        "member_follows",
        "ad_targeting",
        "inferences_about_you",
        "ads clicked",
    ];
    let is_known = |entry: &&Entry| {
        entry.ending() == "csv" && starts.iter().any(|start| entry.name().starts_with(start))
    };
    let strange = bundle.entries().iter().filter(is_known).filter(|entry| !bundle.was_opened(entry)).count();
    if strange > 0 {
        rows.warn(format!(
            "export {}: files of LinkedIn whose columns are not known here and which were not read: {strange}",
            bundle.number
        ));
    }
}

/// An error where `Connections.csv` lies in the export and is not as it should be.
fn refuse_broken(bundle: &Bundle, rows: &mut Rows) -> Result<(), ImportError> {
    let broken = |entry: &&Entry| !has_header(bundle, entry, FILES[0].columns);
    match bundle.all("connections.csv").find(broken) {
        Some(entry) => Csv::open(bundle, entry, FILES[0].columns, rows).map(|_| ()),
        None => Ok(()),
    }
}

/// The owner, as far as the export says: their name, addresses, and the address of their profile, which every invitation has.
fn owner(bundle: &Bundle, rows: &mut Rows) -> Result<Contact, ImportError> {
    let mut owner = Contact { platform: PLATFORM, ..Contact::default() };
    let columns = ["First Name", "Last Name"];
    if let Some(entry) = bundle.all("profile.csv").find(|entry| has_header(bundle, entry, &columns)) {
        let table = Csv::open(bundle, entry, &columns, rows)?;
        owner.name = table.records.first().and_then(|record| name(&table, record, &columns));
    }
    if let Some(entry) =
        bundle.all("email addresses.csv").find(|entry| has_header(bundle, entry, &["Email Address"]))
    {
        let table = Csv::open(bundle, entry, &["Email Address"], rows)?;
        let column = table.column("Email Address");
        let emails =
            table.records.iter().map(|record| record.cell(column)).filter(|email| email.contains('@'));
        owner.keys.extend(emails.map(|email| (KeyKind::Email, email.to_owned())));
    }
    let columns = ["Direction", "inviterProfileUrl", "inviteeProfileUrl"];
    if let Some(entry) = bundle.all("invitations.csv").find(|entry| has_header(bundle, entry, &columns)) {
        let table = Csv::open(bundle, entry, &columns, rows)?;
        owner.keys.extend(own_profile(&table).map(|slug| (KeyKind::Url, slug)));
    }
    Ok(owner)
}

/// The owner's profile: the inviter of what they sent and the invited of what they received, where all agree.
fn own_profile(table: &Csv) -> Option<String> {
    let [direction, inviter, invitee] =
        ["Direction", "inviterProfileUrl", "inviteeProfileUrl"].map(|name| table.column(name));
    let own = table.records.iter().filter_map(|record| {
        let outgoing = record.cell(direction).eq_ignore_ascii_case("outgoing");
        profile(record.cell(if outgoing { inviter } else { invitee }))
    });
    let own: std::collections::BTreeSet<String> = own.collect();
    own.first().filter(|_| own.len() == 1).cloned()
}

fn take_connections(table: &Csv, source: SourceId, donated: &mut Donated, rows: &mut Rows) {
    let [url, email, on] = ["URL", "Email Address", "Connected On"].map(|name| table.column(name));
    let order = order(table, on, source, rows);
    let tail = table.records.iter().rev().take_while(|record| record.is_empty()).count();
    rows.pass_over(source, "empty lines at the end", tail);
    if url.is_none() {
        rows.remark(source, "without addresses of profiles, as before 2019; names alone tell people apart");
    }
    for record in &table.records[..table.records.len() - tail] {
        if record.is_too_long(&table.header) {
            rows.book(source, record.line, Verdict::LeftOut(Why::FieldCount));
            continue;
        }
        let keys = profile(record.cell(url)).map(|slug| (KeyKind::Url, slug)).into_iter();
        let keys =
            keys.chain(Some(record.cell(email)).filter(|email| email.contains('@')).map(by_email)).collect();
        let contact = Contact {
            platform: PLATFORM,
            keys,
            name: name(table, record, &["First Name", "Last Name"]),
            met: None,
        };
        let (other, verdict) = donated.contact(rows, contact);
        let since = book(record.line, record.cell(on), order, verdict, source, rows);
        let tie = Tie::new(donated.donor, other, source, record.line);
        rows.tie(Tie { kind: Some("friend"), since: Some(since), ..tie });
    }
}

fn take_contacts(table: &Csv, source: SourceId, donated: &mut Donated, rows: &mut Rows) {
    let [emails, phones, on] = ["Emails", "PhoneNumbers", "CreatedAt"].map(|name| table.column(name));
    let order = order(table, on, source, rows);
    for record in table.records.iter().filter(|record| !record.is_empty()) {
        if record.is_too_long(&table.header) {
            rows.book(source, record.line, Verdict::LeftOut(Why::FieldCount));
            continue;
        }
        let list = |column| record.cell(column).split([',', ';']).map(str::trim).map(str::to_owned);
        let emails = list(emails).filter(|email| email.contains('@')).map(|email| (KeyKind::Email, email));
        let phones = list(phones).filter(|phone| phone.bytes().any(|byte| byte.is_ascii_digit()));
        let keys = emails.chain(phones.map(|phone| (KeyKind::Phone, number(&phone).to_owned()))).collect();
        let parts = ["FirstName", "MiddleName", "LastName"];
        let contact = Contact { platform: PLATFORM, keys, name: name(table, record, &parts), met: None };
        let (other, verdict) = donated.contact(rows, contact);
        let since = book(record.line, record.cell(on), order, verdict, source, rows);
        let tie = Tie { since: Some(since), ..Tie::new(other, other, source, record.line) };
        donated.points(rows, "address book", other, false, tie);
    }
    let empty = table.records.iter().filter(|record| record.is_empty()).count();
    rows.pass_over(source, "empty lines", empty);
}

fn take_follows(table: &Csv, source: SourceId, donated: &mut Donated, rows: &mut Rows) {
    let [on, status, full] = ["Date", "Status", "FullName"].map(|name| table.column(name));
    let order = order(table, on, source, rows);
    let mut ended = 0;
    for record in table.records.iter().filter(|record| !record.is_empty()) {
        if !matches!(record.cell(status).to_lowercase().as_str(), "" | "active" | "followed" | "following") {
            ended += 1;
            continue;
        }
        let named = Some(record.cell(full)).filter(|name| !name.is_empty()).map(str::to_owned);
        let (other, verdict) =
            donated.contact(rows, Contact { platform: PLATFORM, name: named, ..Contact::default() });
        let since = book(record.line, record.cell(on), order, verdict, source, rows);
        let tie = Tie { since: Some(since), ..Tie::new(other, other, source, record.line) };
        donated.points(rows, "follows", other, false, tie);
    }
    rows.pass_over(source, "members followed once and no longer, with no date of the end", ended);
}

/// Books a record with its date, and gives the day.
fn book(
    line: u64,
    cell: &str,
    order: Order,
    verdict: Verdict,
    source: SourceId,
    rows: &mut Rows,
) -> Option<Day> {
    let day = Written::of(cell).day(order);
    rows.book(source, line, verdict);
    if day == Some(None) {
        rows.note(source, line, Why::UnreadableDate);
    }
    day.flatten()
}

/// The order of day and month in a column; where it cannot be told, that is said.
fn order(table: &Csv, column: Option<usize>, source: SourceId, rows: &mut Rows) -> Order {
    let cells = || table.records.iter().map(|record| record.cell(column));
    let order = Order::of(cells());
    let slashes = cells().any(|cell| matches!(Written::of(cell), Written::Slashes(..)));
    match order {
        _ if !slashes => {}
        Order::MonthFirst => rows.remark(source, "dates with slashes: month first"),
        Order::DayFirst => rows.remark(source, "dates with slashes: day first"),
        Order::Unknown => {
            rows.remark(source, "dates with slashes: whether day or month is first cannot be told");
        }
    }
    order
}

/// The name in these columns, first to last.
fn name(table: &Csv, record: &Record, columns: &[&str]) -> Option<String> {
    let parts =
        columns.iter().map(|column| record.cell(table.column(column))).filter(|part| !part.is_empty());
    let name = parts.collect::<Vec<_>>().join(" ");
    (!name.is_empty()).then_some(name)
}

fn by_email(email: &str) -> (KeyKind, String) {
    (KeyKind::Email, email.to_owned())
}

/// A telephone number without what kind it is, `Mobile: +49 …`.
fn number(phone: &str) -> &str {
    phone.rsplit_once(':').map_or(phone, |(_, number)| number.trim())
}

/// What identifies a profile in its address: the path, in lower case, without its last slash and with its letters spelt out.
fn profile(url: &str) -> Option<String> {
    let path = url.split_once("linkedin.com/").map(|(_, path)| path)?;
    let path = path.split(['?', '#']).next().unwrap_or_default().trim_matches('/');
    let path = spelt(path).to_lowercase();
    (!path.is_empty()).then_some(path)
}

/// A path with `%C3%AB` as the letters they stand for; as it stands where they stand for none.
fn spelt(path: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = path.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|code| std::str::from_utf8(code).ok());
        let letter = code.and_then(|code| u8::from_str_radix(code, 16).ok()).filter(|_| byte == b'%');
        bytes.push(letter.unwrap_or(byte));
        rest = if letter.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_profile_has_one_key_however_its_address_is_written() {
        let same = [
            "https://www.linkedin.com/in/dani%C3%ABl",
            "http://nl.linkedin.com/in/Daniël/",
            "https://linkedin.com/in/daniël?trk=x#top",
        ];
        assert_eq!(same.map(profile), [const { "in/daniël" }; 3].map(|slug| Some(slug.to_owned())));
        assert_eq!(
            ["", "https://example.org/in/ada", "https://www.linkedin.com/"].map(profile),
            [const { None }; 3]
        );
        assert_eq!(spelt("100%25%zz%E9"), "100%25%zz%E9");
        assert_eq!(number("Mobile: +49 30 1"), "+49 30 1");
    }
}
