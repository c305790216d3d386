//! Cards of an address book: vCard 2.1, 3.0 and 4.0, as phones, mail programs and Google Takeout write them.
//!
//! Every card is an entry: a tie from the owner, whom the file does not name, to whoever the card is of. The file is cut into
//! cards first, so that a card which is no card costs itself alone. A person is known by e-mail addresses (`EMAIL`) and telephone
//! numbers (`TEL`); the name is `FN`, else `N`, `NICKNAME`, `ORG`. Cards of groups and of organisations are no people. Photos,
//! addresses, notes, birthdays and ids of the address book are not taken.

use super::{Format, Group, Importer};
use crate::{
    import::{
        error::ImportError,
        exports::{
            bundle::Bundle,
            rows::{Contact, KeyKind, Rows, Someone, Tie},
        },
        ledger::Verdict,
    },
    model::{gap::Why, id::SourceId},
};
use vcard::tree::{cst::VcardCst, line::VcardLine, value::cursor::VcardValueCursor};

pub(super) const FORMAT: &Format = &Format {
    name: "vcard",
    group: Group::Platform,
    title: "vCard address book",
    files: "*.vcf of versions 2.1, 3.0 and 4.0, mixed or not",
    gives: "the entries of an address book by e-mail address, telephone number and name, as ties from the owner",
    lacks: "who the owner is, and dates; photos, postal addresses, birthdays and notes are not taken; cards of groups and \
            organisations are passed over with their count",
    how: "the contacts program of a phone or computer: export all; or takeout.google.com, Contacts, vCard",
};

pub(super) const IMPORTER: Importer = Importer {
    format: FORMAT,
    knows: |bundle| bundle.entries().iter().any(|entry| entry.ending() == "vcf"),
    read,
};

fn read(bundle: &Bundle, rows: &mut Rows) -> Result<(), ImportError> {
    let donor = rows.donor(Contact { platform: "vcard", ..Contact::default() });
    for entry in bundle.entries().iter().filter(|entry| entry.ending() == "vcf") {
        let mut input = rows.open(bundle, entry)?;
        let encoding = input.recode()?;
        let text = std::str::from_utf8(input.text()?).expect("the input was decoded");
        let cards = cards(text).map_err(|(line, what)| {
            ImportError::line(&input.name, line, what, "export the cards again; nothing was read")
        })?;
        let source = rows.enter("ties", &input, &format!("vCard, {encoding}"));
        for (line, card) in cards {
            take(card, donor, source, line, rows);
        }
        rows.close(source)?;
    }
    Ok(())
}

/// The cards of a file, each with its first line. A card that another begins in is cut off there; a card may hold another one
/// as its agent.
fn cards(text: &str) -> Result<Vec<(u64, &str)>, (u64, &'static str)> {
    let mut cards = Vec::new();
    let mut open: Option<(u64, usize, usize)> = None;
    let (mut at, mut agent) = (0, false);
    for (line, raw) in (1..).zip(text.split_inclusive('\n')) {
        let bare = raw.trim();
        if bare.eq_ignore_ascii_case("BEGIN:VCARD") {
            open = match open {
                Some((first, start, depth)) if agent => Some((first, start, depth + 1)),
                Some((first, start, _)) => {
                    cards.push((first, &text[start..at]));
                    Some((line, at, 1))
                }
                None => Some((line, at, 1)),
            };
        }
        agent = bare.to_ascii_uppercase().starts_with("AGENT") && bare.ends_with(':');
        at += raw.len();
        if bare.eq_ignore_ascii_case("END:VCARD") {
            open = match open {
                Some((first, start, 1)) => {
                    cards.push((first, &text[start..at]));
                    None
                }
                Some((first, start, depth)) => Some((first, start, depth - 1)),
                None => return Err((line, "a card ends here that has not begun")),
            };
        }
    }
    match (open, cards.is_empty()) {
        (Some((line, ..)), _) => Err((line, "the file ends inside the card that begins here")),
        (None, true) => Err((1, "there is no card in it")),
        (None, false) => Ok(cards),
    }
}

/// What a card says of a person.
#[derive(Debug, Default)]
struct Card {
    keys: Vec<(KeyKind, String)>,
    /// The names by rank, the best first.
    names: [Option<String>; 4],
    /// Why it is of no person.
    no_person: Option<&'static str>,
}

impl Card {
    /// None where the text is no card.
    fn of(text: &str) -> Option<Self> {
        let parsed = VcardCst::parse(text).ok()?;
        parsed.end.as_ref()?;
        let mut card = Self::default();
        for mut line in parsed.props {
            card.add(&mut line);
        }
        Some(card)
    }

    fn add(&mut self, line: &mut VcardLine) {
        let name = line.bare_name().to_ascii_uppercase();
        let rank = match name.as_str() {
            "FN" => 0,
            "N" => 1,
            "NICKNAME" => 2,
            "ORG" => 3,
            "EMAIL" => return self.key(KeyKind::Email, &value(line), "mailto:"),
            "TEL" => return self.key(KeyKind::Phone, &value(line), "tel:"),
            "KIND" | "X-ADDRESSBOOKSERVER-KIND" => {
                self.no_person = match value(line).to_ascii_lowercase().as_str() {
                    "group" => Some("cards of groups"),
                    "org" | "location" | "application" | "device" => {
                        Some("cards of organisations, places or devices")
                    }
                    _ => return,
                };
                return;
            }
            _ => return,
        };
        let text = value(line);
        let text = if name == "N" || name == "ORG" { parts(&text, name == "N") } else { text };
        if self.names[rank].is_none() && !text.trim().is_empty() {
            self.names[rank] = Some(text.trim().to_owned());
        }
    }

    fn key(&mut self, kind: KeyKind, text: &str, scheme: &str) {
        let text = text.trim();
        let starts = text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
        let text = if starts { text[scheme.len()..].split(';').next().unwrap_or_default() } else { text };
        if !text.is_empty() {
            self.keys.push((kind, text.to_owned()));
        }
    }
}

/// The value of a line as text: quoted-printable and other letters decoded, `\n` a blank.
fn value(line: &mut VcardLine) -> String {
    VcardValueCursor { line }.charset().replace(['\r', '\n'], " ").trim().to_owned()
}

/// A name of parts as it is spoken: the family name comes first in `N`, and is said last.
fn parts(text: &str, is_name: bool) -> String {
    let mut parts: Vec<&str> = text.split(';').map(str::trim).take(3).collect();
    if is_name && parts.len() > 1 {
        parts.rotate_left(1);
    }
    parts.retain(|part| !part.is_empty());
    parts.join(" ")
}

fn take(card: &str, donor: Someone, source: SourceId, line: u64, rows: &mut Rows) {
    let Some(card) = Card::of(card) else {
        return rows.book(source, line, Verdict::LeftOut(Why::Malformed));
    };
    if let Some(what) = card.no_person {
        return rows.pass_over(source, what, 1);
    }
    let name = card.names.into_iter().flatten().next();
    let nameless = card.keys.is_empty() && name.is_none();
    let someone = rows.contact(donor, Contact { platform: "vcard", keys: card.keys, name, met: None });
    rows.book(source, line, if nameless { Verdict::Noted(Why::Nameless) } else { Verdict::Taken });
    rows.tie(Tie { directed: true, kind: Some("address book"), ..Tie::new(donor, someone, source, line) });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(lines: &str) -> Card {
        Card::of(&format!("BEGIN:VCARD\n{lines}\nEND:VCARD\n")).expect("a card")
    }

    #[test]
    fn decodes_what_phones_write() {
        let soft = card(
            "VERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=9D=D0=B8;=D0=\n=BD=D0=B0\nTEL;CELL:+44 7700 900123",
        );
        assert_eq!(soft.names[1].as_deref(), Some("на Ни"));
        assert_eq!(soft.keys, [(KeyKind::Phone, "+44 7700 900123".to_owned())]);
        let folded = card("VERSION:3.0\nFN:Dani\n ël\\, B.\nitem1.EMAIL;type=INTERNET:D@Example.org");
        assert_eq!(folded.names[0].as_deref(), Some("Daniël, B."));
        assert_eq!(folded.keys, [(KeyKind::Email, "D@Example.org".to_owned())]);
        let uri = card("VERSION:4.0\nFN:نور\nTEL;VALUE=uri:tel:+49-30-123;ext=5\nEMAIL:mailto:n@example.org");
        let keys: Vec<&str> = uri.keys.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(keys, ["+49-30-123", "n@example.org"]);
    }

    #[test]
    fn a_card_that_does_not_end_costs_itself_or_the_file() {
        let lines =
            |text| cards(text).map(|cards| cards.into_iter().map(|(line, _)| line).collect::<Vec<_>>());
        let inside = "BEGIN:VCARD\nFN:a\nBEGIN:VCARD\nFN:b\nEND:VCARD\n";
        assert_eq!(lines(inside), Ok(vec![1, 3]));
        assert!(Card::of("BEGIN:VCARD\nFN:a\n").is_none());
        assert_eq!(lines("BEGIN:VCARD\nFN:a\n"), Err((1, "the file ends inside the card that begins here")));
        assert_eq!(lines("<html>"), Err((1, "there is no card in it")));
        let agent = "BEGIN:VCARD\nAGENT:\nBEGIN:VCARD\nFN:b\nEND:VCARD\nFN:a\nEND:VCARD\n";
        assert_eq!(lines(agent), Ok(vec![1]));
    }
}
