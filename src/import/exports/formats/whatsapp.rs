//! A chat exported from `WhatsApp`: `_chat.txt` from an iPhone, `WhatsApp Chat with ….txt` from Android.
//!
//! Whoever wrote in the chat was a member of it: every two of them are tied as members, not as friends. A line begins with a moment,
//! in the order and with the words of the phone's language; whatever does not is the rest of the message before. Lines of the
//! chat itself (somebody joined, the subject changed) have no sender. A sender is known by the telephone number, else by the
//! name that the owner gave them; a name that begins with `~` is one that the sender chose, and may be somebody else's in the
//! address book, so it keeps its mark. Texts are not read. The file is called after the chat, and a conversation of two after a
//! person, so its name is not repeated: chats are numbered in the order of their paths.

use super::{
    Format, Group, Importer,
    day_order::{Order, Verdict as DayVerdict},
    members::tie_members,
};
use crate::{
    import::{
        error::ImportError,
        exports::{
            bundle::{Bundle, Entry},
            rows::{Contact, KeyKind, Rows, Someone},
        },
        ledger::Verdict,
    },
    model::{date::Day, gap::Why, id::SourceId},
};
use std::collections::{BTreeMap, BTreeSet};

pub(super) const FORMAT: &Format = &Format {
    name: "whatsapp",
    group: Group::Platform,
    title: "WhatsApp chat (text)",
    files: "_chat.txt (iPhone), WhatsApp Chat with *.txt (Android), in any language; with or without media, in a zip",
    gives: "the people who wrote in a chat, tied as members of it",
    lacks: "members who never wrote, days of membership, and who the donor is: one of the writers, and counted once more \
            as a person without ties",
    how: "WhatsApp, in the chat: More, Export chat, without media",
};

pub(super) const IMPORTER: Importer =
    Importer { format: FORMAT, knows: |bundle| entries(bundle).next().is_some(), read };

/// Texts that begin with a moment, or are called as chats are.
fn entries(bundle: &Bundle) -> impl Iterator<Item = &Entry> {
    bundle.entries().iter().filter(|entry| entry.ending() == "txt").filter(|entry| {
        if entry.name() == "_chat.txt" {
            return true;
        }
        let start = bundle.peek(entry, 2_048);
        let start = String::from_utf8_lossy(&start);
        let first = start.lines().find(|line| !plain(line).trim().is_empty());
        first.is_some_and(|line| Head::of(&plain(line)).is_some())
    })
}

/// Marks that do not show, and that turn the direction of writing.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// A line without such marks, with plain blanks and plain digits.
fn plain(line: &str) -> String {
    let letter = |letter: char| match letter {
        '\u{202f}' | '\u{a0}' | '\u{2009}' => ' ',
        '\u{660}'..='\u{669}' => digit(letter, 0x660),
        '\u{6f0}'..='\u{6f9}' => digit(letter, 0x6f0),
        '\u{966}'..='\u{96f}' => digit(letter, 0x966),
        _ => letter,
    };
    line.chars().filter(|&letter| !is_mark(letter)).map(letter).collect()
}

fn digit(letter: char, zero: u32) -> char {
    char::from_digit(u32::from(letter) - zero, 10).expect("the range holds ten digits")
}

/// The moment with which a message begins.
#[derive(Debug, PartialEq)]
struct Head {
    /// Whether it stands in brackets, as on an iPhone.
    bracketed: bool,
    date: [i32; 3],
    /// How many bytes of the plain line it takes.
    length: usize,
}

impl Head {
    /// The moment at the start of a line made plain, if one is there.
    fn of(line: &str) -> Option<Self> {
        let bracketed = line.starts_with('[');
        let (moment, length) = if bracketed {
            let end = line.find(']')?;
            (&line[1..end], end + 1)
        } else {
            let end = line.find(" - ")?;
            (&line[..end], end + 3)
        };
        if moment.chars().count() > 45 || !moment.starts_with(|letter: char| letter.is_ascii_digit()) {
            return None;
        }
        let words = moment.chars().filter(|letter| letter.is_alphabetic()).count();
        let groups: Vec<&str> =
            moment.split(|letter: char| !letter.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
        let numbers: Vec<i32> = groups.iter().map(|group| group.parse().ok()).collect::<Option<_>>()?;
        let (date, time) = numbers.split_at_checked(3)?;
        let is_time = matches!(time.len(), 2 | 3) && time[0] < 25 && time[1..].iter().all(|&part| part < 61);
        let is_date = groups[..3].iter().all(|group| matches!(group.len(), 1 | 2 | 4))
            && date.iter().filter(|&&number| number > 31).count() <= 1;
        (words <= 14 && is_time && is_date).then(|| Self {
            bracketed,
            date: [date[0], date[1], date[2]],
            length,
        })
    }
}

/// A message: its line, its date as written, who sent it (none for a line of the chat itself).
struct Message {
    line: u64,
    date: [i32; 3],
    sender: Option<String>,
    /// Whether the text begins with a mark, as those do that `WhatsApp` itself writes, and is no attachment.
    written_by_app: bool,
}

fn messages(text: &str) -> Vec<Message> {
    let mut messages: Vec<Message> = Vec::new();
    let mut bracketed = None;
    for (line, raw) in (1..).zip(text.lines()) {
        let line_text = plain(raw);
        let Some(head) =
            Head::of(&line_text).filter(|head| bracketed.is_none_or(|known| known == head.bracketed))
        else {
            continue;
        };
        bracketed = Some(head.bracketed);
        let rest = line_text[head.length..].trim_start();
        let sender = sender(rest).map(str::to_owned);
        let marked = raw.split_once(": ").is_some_and(|(_, text)| text.starts_with('\u{200e}'));
        messages.push(Message {
            line,
            date: head.date,
            sender,
            written_by_app: marked && !raw.contains('<'),
        });
    }
    messages
}

/// Who sent what stands after the moment; none where it is a line of the chat itself. A quotation that opens before the colon and
/// closes after it is the name of a group, not a sender.
fn sender(rest: &str) -> Option<&str> {
    let (name, _) = rest.split_once(": ").or_else(|| Some((rest.strip_suffix(':')?, "")))?;
    let count = |wanted: &str| name.chars().filter(|&letter| wanted.contains(letter)).count();
    // The mark that opens a quotation in English closes one in German.
    let (low, left, right) = (count("„"), count("“"), count("”"));
    let curly = if low > 0 { low > left + right } else { left > right };
    let open = curly || count("\"") % 2 == 1 || count("«") != count("»") || count("「") != count("」");
    let name = name.trim();
    (!open && !name.is_empty() && name.chars().count() <= 100).then_some(name)
}

fn read(bundle: &Bundle, rows: &mut Rows) -> Result<(), ImportError> {
    let donor = rows.donor(Contact { platform: "whatsapp", ..Contact::default() });
    for (number, entry) in (1..).zip(entries(bundle)) {
        let mut input = rows.open(bundle, entry)?;
        input.name = format!("export {}, WhatsApp chat {number}", bundle.number);
        let encoding = input.recode()?;
        let text = std::str::from_utf8(input.text()?).expect("the input was decoded");
        let messages = messages(text);
        if messages.is_empty() {
            let what = "no line begins with a date and a time";
            return Err(ImportError::file(&input.name, what, "export the chat again; nothing was read"));
        }
        let dates: Vec<[i32; 3]> = messages.iter().map(|message| message.date).collect();
        let order = Order::of(&dates, true);
        let source = rows.enter("ties", &input, &format!("WhatsApp chat, {}, {encoding}", told(order)));
        take(&messages, order, donor, source, rows);
        rows.close(source)?;
    }
    rows.warn(
        "a chat does not tell who exported it: that person is one of the writers, and is counted once more, without ties",
    );
    Ok(())
}

fn told(order: DayVerdict) -> &'static str {
    match order {
        DayVerdict::Certain(Order::YearMonthDay) => "year, month, day",
        DayVerdict::Certain(Order::DayMonthYear) => "day before month",
        DayVerdict::Certain(Order::MonthDayYear) => "month before day",
        DayVerdict::Either => "day and month not to be told apart",
        DayVerdict::None => "dates in no one order",
    }
}

fn take(messages: &[Message], order: DayVerdict, donor: Someone, source: SourceId, rows: &mut Rows) {
    let chat = chat_itself(messages);
    let mut senders: BTreeSet<&str> = BTreeSet::new();
    let (mut own_lines, mut days) = (0, Vec::new());
    for message in messages {
        let day = day(order, message.date);
        days.extend(day);
        match message.sender.as_deref().filter(|sender| Some(*sender) != chat) {
            None => own_lines += 1,
            Some(sender) => {
                senders.insert(sender);
                let lost = matches!(order, DayVerdict::None) && day.is_none();
                let verdict = if lost { Verdict::Noted(Why::UnreadableDate) } else { Verdict::Taken };
                rows.book(source, message.line, verdict);
            }
        }
    }
    rows.pass_over(source, "lines of the chat itself, which nobody sent", own_lines);
    let span = days.iter().min().zip(days.iter().max());
    rows.remark(source, &format!("{} people wrote", senders.len()));
    if let Some((first, last)) = span {
        rows.remark(source, &format!("from {first} to {last}"));
    }
    let people: Vec<Someone> =
        senders.into_iter().map(|sender| rows.contact(donor, person(sender))).collect();
    tie_members(rows, &people, source, messages[0].line);
}

fn day(order: DayVerdict, date: [i32; 3]) -> Option<Day> {
    match order {
        DayVerdict::Certain(order) => order.day(date),
        DayVerdict::Either | DayVerdict::None => None,
    }
}

/// On an iPhone the first lines of a group come from the group, under its own name: all that it says begins with a mark.
fn chat_itself(messages: &[Message]) -> Option<&str> {
    let first = messages.first().filter(|message| message.written_by_app)?.sender.as_deref()?;
    let mut others: BTreeMap<&str, bool> = BTreeMap::new();
    for message in messages {
        if let Some(sender) = message.sender.as_deref() {
            *others.entry(sender).or_insert(true) &= message.written_by_app;
        }
    }
    // In a conversation of two the first line stands under the other's name.
    (others.len() > 2 && others[first]).then_some(first)
}

/// A sender as a contact: a telephone number is one, whatever blanks stand in it.
fn person(sender: &str) -> Contact {
    let digits = sender.chars().filter(char::is_ascii_digit).count();
    let rest =
        |letter: char| letter.is_ascii_digit() || matches!(letter, '+' | ' ' | '-' | '(' | ')' | '\u{2011}');
    if sender.starts_with('+') && digits >= 7 && sender.chars().all(rest) {
        let keys = vec![(KeyKind::Phone, sender.replace('\u{2011}', "-"))];
        return Contact { platform: "whatsapp", keys, name: None, met: None };
    }
    let name = sender.strip_prefix('~').map_or_else(|| sender.to_owned(), |name| format!("~{}", name.trim()));
    Contact { platform: "whatsapp", keys: Vec::new(), name: Some(name), met: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heads(lines: &[&str]) -> Vec<Option<[i32; 3]>> {
        lines.iter().map(|line| Head::of(&plain(line)).map(|head| head.date)).collect()
    }

    #[test]
    fn reads_the_moments_of_many_languages() {
        let lines = [
            "[14-11-2023, 22:13:20] Ada: hi",
            "\u{200e}[14.11.23, 22:13:20] Ada: hi",
            "11/14/23, 10:13\u{202f}PM - Ada: hi",
            "14/11/2023 à 22:13 - Ada: salut",
            "14/11/23 22.13 - Ada: ciao",
            "2023/11/14 22:13 - Ada: hi",
            "2023. 11. 14. 오후 10:13 - Ada: hi",
            "[14/11/23 10:13:20 p. m.] Ada: hola",
            "\u{200f}١٤/١١/٢٠٢٣، ١٠:١٣ م - نور: مرحبا",
        ];
        let mut expected =
            vec![Some([14, 11, 2023]), Some([14, 11, 23]), Some([11, 14, 23]), Some([14, 11, 2023])];
        expected.extend([Some([14, 11, 23]), Some([2023, 11, 14]), Some([2023, 11, 14])]);
        expected.extend([Some([14, 11, 23]), Some([14, 11, 2023])]);
        assert_eq!(heads(&lines), expected);
    }

    #[test]
    fn takes_no_text_for_a_moment() {
        let lines =
            ["on 14/11/23, 10:13 - we met", "- 3 eggs", "[sic] yes", "12 - 13", "<html>", "1/2/3 - x", ""];
        assert_eq!(heads(&lines), [None; 7]);
    }

    #[test]
    fn tells_senders_from_lines_of_the_chat() {
        assert_eq!(sender("Ada Ж: a: b"), Some("Ada Ж"));
        assert_eq!(sender("+44 7700 900123: hi"), Some("+44 7700 900123"));
        assert_eq!(sender("Ada created group \"Trip: 2023\""), None);
        assert_eq!(sender("Ada änderte den Betreff zu „Reise: 2023“"), None);
        assert_eq!(sender("Ada created group “Trip: 2023”"), None);
        assert_eq!(sender("Ada “the first” B: hi"), Some("Ada “the first” B"));
        assert_eq!(sender("Ada joined using this group's invite link"), None);
        assert_eq!(sender("Ben:"), Some("Ben"));
    }
}
