//! Consent receipts and records: Kantara 1.1 (also as the payload of a JWT), ISO/IEC TS 27560, and the Data Privacy Vocabulary (DPV)
//! as JSON-LD.
//!
//! A receipt says who agreed to what, with whom, and when. Its person is named by whatever text the controller uses, and is looked up
//! among the people of other exports. Kantara: `piiPrincipalId`, `consentTimestamp`, `piiControllers`, `services` with their `purposes`. ISO 27560 prescribes
//! no JSON: keys are compared without capitals, `_` and blanks. DPV: keys and values with the prefixes `dpv:`, `pd:`, `dct:` or
//! without; other prefixes, and contexts that rename terms, are not resolved. A consent holds from an event of giving to the next of
//! withdrawal or expiry; refused, requested and unknown are no consent. Third parties that are named become recipients, and no
//! transfers: a receipt says what was agreed to, not what was done.

mod dpv;
mod events;
mod iso;
mod jwt;
mod kantara;

use super::{
    Format, Group, Importer,
    donated::{Dated, lost_digits},
    json_file::JsonFile,
};
use crate::{
    import::{
        error::ImportError,
        exports::{
            apps::distinct_app,
            bundle::{Bundle, Entry},
            json::{Node, Reading},
            rows::{Cell, Rows, Table},
        },
        ledger::Verdict,
    },
    model::{date::Day, gap::Why, id::SourceId},
};
use std::collections::BTreeSet;

pub(super) const FORMAT: &Format = &Format {
    name: "consent-receipts",
    group: Group::Record,
    title: "consent receipts: Kantara, ISO/IEC TS 27560, DPV",
    files: "*.json, *.jsonld, *.jwt: one receipt, a list of them, or a JSON-LD graph",
    gives: "consents with purposes, data, dates of giving and withdrawal; controllers and third parties as recipients",
    lacks: "ties; whether a signature is good (it is not verified); a withdrawal, where the form is Kantara's; JSON-LD that is expanded, or \
            whose context renames terms; durations of validity",
    how: "given out by consent management platforms, or asked of a controller under GDPR Article 15",
};

pub(super) const IMPORTER: Importer =
    Importer { format: FORMAT, knows: |bundle| receipts(bundle).next().is_some(), read };

/// What one receipt says, whatever its form.
#[derive(Default)]
struct Receipt {
    line: u64,
    person: Option<String>,
    controllers: Vec<String>,
    /// The parts of the agreement: service or record, purposes, data, third parties.
    parts: Vec<Part>,
    /// From when to when it held, each stretch once; none where it is no consent.
    held: Vec<Held>,
    /// Whether a date of it cannot be read.
    unreadable_date: bool,
}

#[derive(Default)]
struct Part {
    app: Option<String>,
    purposes: Vec<String>,
    data: Vec<String>,
    third_parties: Vec<String>,
    ends: Option<Day>,
}

/// A stretch of time in which a consent held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Held {
    from: Option<Day>,
    until: Option<Day>,
}

/// The forms.
#[derive(Clone, Copy)]
enum Form {
    Kantara,
    Iso,
    Dpv,
    Jwt,
}

impl Form {
    /// The form of a file, from its beginning.
    fn of(start: &str) -> Option<Self> {
        let plain = start.to_lowercase().replace(['_', ' '], "");
        let has = |key: &str| plain.contains(&format!("\"{key}\""));
        if has("consentreceiptid")
            || has("consenttimestamp") && has("piicontrollers")
            || has("jti") && has("datacontroller")
        {
            Some(Self::Kantara)
        } else if start.contains("https://w3id.org/dpv")
            || has("dpv:consentrecord")
            || has("dpv:hasconsentstatus")
        {
            Some(Self::Dpv)
        } else if has("piiprincipalid")
            && (has("recordid") || has("recordidentifier") || has("schemaversion"))
        {
            Some(Self::Iso)
        } else {
            jwt::payload(start.as_bytes()).and_then(|payload| {
                match Self::of(&String::from_utf8_lossy(&payload))? {
                    Self::Kantara => Some(Self::Jwt),
                    _ => None,
                }
            })
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Kantara => "Kantara consent receipt",
            Self::Jwt => "Kantara consent receipt in a JWT, whose signature is not verified",
            Self::Iso => "ISO/IEC TS 27560 consent record",
            Self::Dpv => "DPV consent record, JSON-LD with the usual prefixes",
        }
    }
}

fn receipts(bundle: &Bundle) -> impl Iterator<Item = (&Entry, Form)> {
    let endings = |entry: &&Entry| matches!(entry.ending(), "json" | "jsonld" | "jwt" | "jws");
    let named = bundle.entries().iter().filter(endings);
    named.filter_map(|entry| Some((entry, Form::of(&String::from_utf8_lossy(&bundle.peek(entry, 65_536)))?)))
}

fn read(bundle: &Bundle, rows: &mut Rows) -> Result<(), ImportError> {
    for (entry, form) in receipts(bundle) {
        let reading = Reading { doubled_keys: matches!(form, Form::Dpv), ..Reading::default() };
        let file = JsonFile::open_with(bundle, entry, rows, reading, |file, text| match form {
            Form::Jwt => jwt::payload(&text).ok_or_else(|| {
                ImportError::file(
                    file,
                    "its payload cannot be decoded",
                    "fetch the receipt again; nothing was read",
                )
            }),
            _ => Ok(text),
        })?;
        let source = rows.enter("consents", &file.input, &format!("{}, {}", form.title(), file.encoding));
        let records = match form {
            Form::Dpv => dpv::records(file.root()),
            _ => records(file.root()),
        };
        for record in records {
            let receipt = match form {
                Form::Kantara | Form::Jwt => kantara::receipt(record),
                Form::Iso => iso::receipt(record),
                Form::Dpv => dpv::receipt(record, file.root()),
            };
            take(&Receipt { line: file.line(record), ..receipt }, source, rows);
        }
        rows.close(source)?;
    }
    Ok(())
}

/// One receipt, or each of a list.
fn records(root: &Node) -> Vec<&Node> {
    let list = root.first(&["receipts", "records", "consentRecords", "consent_records"]).unwrap_or(root);
    if list.list().is_empty() && !list.map().is_empty() { vec![list] } else { list.list().iter().collect() }
}

fn take(receipt: &Receipt, source: SourceId, rows: &mut Rows) {
    let verdict = match &receipt.person {
        None => Verdict::LeftOut(Why::BlankId),
        Some(_) if receipt.parts.is_empty() => Verdict::LeftOut(Why::Malformed),
        Some(_) if receipt.held.is_empty() => Verdict::LeftOut(Why::NoConsent),
        Some(id) if lost_digits(id) => Verdict::Noted(Why::LostDigits),
        Some(_) if receipt.unreadable_date => Verdict::Noted(Why::UnreadableDate),
        Some(_) => Verdict::Taken,
    };
    rows.book(source, receipt.line, verdict);
    let (Some(person), false) = (&receipt.person, matches!(verdict, Verdict::LeftOut(_))) else { return };
    let person = rows.alias(person);
    for controller in &receipt.controllers {
        recipient(controller, "controller", source, receipt.line, rows);
    }
    for part in &receipt.parts {
        for party in &part.third_parties {
            recipient(party, "third party", source, receipt.line, rows);
        }
        for held in &receipt.held {
            consent(receipt, part, *held, Cell::Person(person), source, rows);
        }
    }
}

fn consent(receipt: &Receipt, part: &Part, held: Held, person: Cell, source: SourceId, rows: &mut Rows) {
    let provider = receipt.controllers.first();
    let app = part.app.as_ref().or(provider).map(|app| distinct_app(rows, app, provider.map(String::as_str)));
    let scopes: BTreeSet<String> = part.data.iter().map(|data| scope(data)).collect();
    let scopes: Vec<String> = scopes.into_iter().collect();
    let texts = [
        ("app", app),
        ("provider", provider.cloned()),
        ("scopes", Some(scopes.join(" "))),
        ("purpose", Some(part.purposes.join("; "))),
        ("recipients", Some(part.third_parties.join("; "))),
    ];
    let texts = texts
        .into_iter()
        .filter_map(|(column, text)| Some((column, Cell::Text(text.filter(|text| !text.is_empty())?))));
    let until = [held.until, part.ends].into_iter().flatten().min();
    let days = [("given_on", held.from), ("withdrawn_on", until)];
    let days = days.into_iter().filter_map(|(column, day)| Some((column, Cell::Day(day?))));
    let cells: Vec<_> = [("person", person)].into_iter().chain(texts).chain(days).collect();
    rows.add(Table::Consents, source, receipt.line, &cells);
}

fn recipient(name: &str, role: &str, source: SourceId, line: u64, rows: &mut Rows) {
    let known = |row: &crate::import::exports::rows::Row| {
        row.table == Table::Recipients && row.cells[..2] == [Some(name.into()), Some(role.into())]
    };
    if !rows.got.rows.iter().any(known) {
        rows.add(Table::Recipients, source, line, &[("recipient", name.into()), ("role", role.into())]);
    }
}

/// A kind of data as a scope: one word in lower case; what is of other people says so.
fn scope(data: &str) -> String {
    let word = local(data).to_lowercase().replace([' ', ',', ';', '|', '+'], "_");
    match word.as_str() {
        "friend" | "friends" => "friends".to_owned(),
        "acquaintance" | "connection" | "socialnetwork" | "social_network" => format!("contacts_{word}"),
        _ => word,
    }
}

/// What stands behind the prefix of a term: `ConsentGiven` of `dpv:ConsentGiven`; a text with blanks has none.
fn local(term: &str) -> &str {
    if term.contains(' ') {
        return term;
    }
    let end = term.rsplit('#').next().unwrap_or(term);
    match end.split_once(':') {
        Some((prefix, rest)) if !rest.starts_with("//") && !prefix.is_empty() && !rest.is_empty() => rest,
        _ => end,
    }
}

/// The days of a text or of Unix seconds; an unreadable date is told apart from none.
fn dated(node: Option<&Node>) -> Dated {
    match node.and_then(Node::whole) {
        Some(seconds) => crate::import::exports::moment::day_of(seconds).map_or(Dated::Not, Dated::On),
        None => Dated::of(node.and_then(Node::id)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_prefixes_off_terms_and_nothing_off_texts() {
        assert_eq!(local("dpv:ConsentGiven"), "ConsentGiven");
        assert_eq!(local("https://w3id.org/dpv#ConsentGiven"), "ConsentGiven");
        assert_eq!(local("https://example.org/a"), "https://example.org/a");
        assert_eq!(local("Purpose: ads"), "Purpose: ads");
    }

    #[test]
    fn data_of_other_people_are_scopes_that_name_contacts() {
        use crate::model::grant::names_contacts;
        assert!(
            ["pd:Friend", "pd:Acquaintance", "Social Network"]
                .into_iter()
                .all(|data| names_contacts(&scope(data)))
        );
        assert!(!["Contact", "pd:EmailAddress"].into_iter().any(|data| names_contacts(&scope(data))));
    }
}
