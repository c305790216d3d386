//! Records of Facebook's and Instagram's exports in their three generations: a name and a time, a title with a list of texts, and
//! labels with values.

use crate::{
    import::{
        exports::{
            json::{Json, Node},
            moment,
            rows::{Contact, KeyKind, Rows, Someone},
        },
        ledger::Verdict,
    },
    model::{date::Day, gap::Why, id::SourceId},
};

/// When something happened, as far as a record tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in super::super) struct Moment {
    /// The day, in UTC where the record gives an exact time.
    pub(in super::super) day: Option<Day>,
    /// The exact time in Unix seconds.
    pub(in super::super) seconds: Option<i64>,
    /// Whether there is a date that cannot be read.
    pub(in super::super) unreadable: bool,
}

/// The first second that is taken for a mistake: 1 January 2100.
const TOO_LATE: i64 = 4_102_444_800;

impl Moment {
    const UNREADABLE: Self = Self { day: None, seconds: None, unreadable: true };

    /// What `node` says: Unix seconds or milliseconds, of which 0 is not known, or a date in words.
    pub(in super::super) fn of(node: Option<&Node>) -> Self {
        let Some(node) = node.filter(|node| !node.is_empty()) else { return Self::default() };
        match (node.whole(), node.text()) {
            (Some(0), _) => Self::default(),
            (Some(number), _) => match moment::seconds(number) {
                Some(seconds) if seconds < TOO_LATE => {
                    Self { day: moment::day_of(number), seconds: Some(seconds), unreadable: false }
                }
                _ => Self::UNREADABLE,
            },
            (None, Some(text)) => Self::of_text(text),
            (None, None) => Self::UNREADABLE,
        }
    }

    /// What a date in words says.
    pub(in super::super) fn of_text(text: &str) -> Self {
        match Day::parse(text).or_else(|| super::spelt_dates::day(text)) {
            Some(day) => Self { day: Some(day), ..Self::default() },
            None => Self::UNREADABLE,
        }
    }
}

/// Somebody as a record names them: by handle or by name, neither where the account is gone.
#[derive(Debug, Default)]
pub(in super::super) struct Named<'a> {
    pub(in super::super) text: Option<&'a str>,
    pub(in super::super) when: Moment,
}

/// Those whom a record names: one as a rule, several where its list of texts has several. None where the record is of no shape
/// that is known.
pub(in super::super) fn named(record: &Node) -> Option<Vec<Named<'_>>> {
    if let Json::Text(_) = record.value {
        return Some(vec![Named { text: record.text().filter(is_somebody), when: Moment::default() }]);
    }
    record.first(&["name", "title", "timestamp", "string_list_data", "label_values"])?;
    let title = record.first(&["name", "title"]).and_then(Node::id);
    let texts = record.get("string_list_data").map(Node::list).unwrap_or_default();
    let own = record.get("timestamp");
    if texts.is_empty() {
        let labelled = || {
            let handle = label(record, HANDLE).and_then(Node::id);
            let address = || label(record, &["URL", "Link"])?.text().and_then(last_part);
            // A name shown is no handle: where the record has a handle, that is meant.
            handle.or_else(address).or_else(|| label(record, NAME).and_then(Node::id))
        };
        let text = title.or_else(labelled).filter(is_somebody);
        return Some(vec![Named { text, when: Moment::of(own) }]);
    }
    let named = texts.iter().map(|item| {
        let link = item.get("href").and_then(Node::text).and_then(last_part);
        let text = item.get("value").and_then(Node::id).or(title).or(link).filter(is_somebody);
        Named { text, when: Moment::of(item.get("timestamp").or(own)) }
    });
    Some(named.collect())
}

/// The last part of an address of a profile, which is its handle.
pub(in super::super) fn last_part(address: &str) -> Option<&str> {
    let path = address.split(['?', '#']).next()?.trim_end_matches('/');
    let (before, last) = path.rsplit_once('/')?;
    (before.contains("://") && !before.ends_with('/') && !last.is_empty()).then_some(last)
}

/// What the platforms call everybody whose account is gone.
const NOBODY: &[&str] = &[
    "facebook user",
    "instagram user",
    "instagrammer",
    "deleted account",
    "deleted user",
    "facebook-gebruiker",
    "instagram-gebruiker",
    "facebook-nutzer",
    "facebook-nutzer/in",
    "instagram-nutzer",
    "instagram-nutzer/in",
    "utilisateur facebook",
    "utilisateur de facebook",
    "utilisateur instagram",
    "utilisateur d’instagram",
    "usuario de facebook",
    "usuario de instagram",
    "usuário do facebook",
    "usuário do instagram",
    "utente di facebook",
    "utente di instagram",
    "użytkownik facebooka",
];

/// Whether a text is somebody's, and not what everybody is called whose account is gone.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "as filters of options take it")]
pub(in super::super) fn is_somebody(text: &&str) -> bool {
    !text.trim().is_empty() && !NOBODY.contains(&text.trim().to_lowercase().as_str())
}

/// How a name is labelled in the languages of accounts.
pub(in super::super) const NAME: &[&str] = &[
    "Name",
    "Full name",
    "Naam",
    "Volledige naam",
    "Nom",
    "Nom complet",
    "Vollständiger Name",
    "Nombre",
    "Nombre completo",
    "Nome",
    "Nome completo",
    "Imię i nazwisko",
    "Ad",
    "Имя",
    "الاسم",
];

/// How a handle is labelled in the languages of accounts.
const HANDLE: &[&str] = &[
    "Username",
    "Gebruikersnaam",
    "Nom d'utilisateur",
    "Benutzername",
    "Nombre de usuario",
    "Nome utente",
    "Nome de usuário",
    "Nazwa użytkownika",
    "Kullanıcı adı",
    "Имя пользователя",
    "اسم المستخدم",
];

/// Whether two labels are the same but for capitals and the mark of an apostrophe.
pub(in super::super) fn same_label(one: &str, other: &str) -> bool {
    let plain = |text: &str| text.trim().to_lowercase().replace(['’', '‘', '`', '´'], "'");
    plain(one) == plain(other)
}

/// The value under the first of `labels` that a record has, among its `label_values` or in its `string_map_data`.
pub(in super::super) fn label<'a>(record: &'a Node, labels: &[&str]) -> Option<&'a Node> {
    labels.iter().find_map(|wanted| {
        labelled(record).find(|(label, _)| same_label(label, wanted)).map(|(_, value)| value)
    })
}

/// The labels of a record and the values under them, in order.
pub(in super::super) fn labelled(record: &Node) -> impl Iterator<Item = (&str, &Node)> {
    const VALUES: &[&str] = &["value", "timestamp_value", "href", "vec", "dict"];
    let items = [record.get("label_values"), record.get("dict")].into_iter().flatten().flat_map(Node::list);
    let in_items = items.filter_map(|item| Some((item.get("label")?.text()?, item.first(VALUES)?)));
    let map = record.get("string_map_data").map(Node::map).unwrap_or_default();
    let in_map = map.iter().filter_map(|(label, item)| Some((label.as_str(), item.get("value")?)));
    in_items.chain(in_map)
}

/// An exact key that a text is by its form: an e-mail address or a telephone number.
pub(in super::super) fn key_of(text: &str) -> Option<(KeyKind, String)> {
    let text = text.trim();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let dialled = |letter: char| letter.is_ascii_digit() || " +-().\u{a0}\u{202a}\u{202c}".contains(letter);
    if let Some((before, after)) = text.split_once('@') {
        let address = !before.is_empty() && after.contains('.') && !text.contains(char::is_whitespace);
        return address.then(|| (KeyKind::Email, text.to_owned()));
    }
    (text.chars().all(dialled) && (5..=15).contains(&digits)).then(|| (KeyKind::Phone, text.to_owned()))
}

/// Enters somebody on the list of `donor`, and books the record: who they are, or nobody's name, or a date that cannot be read.
pub(in super::super) fn enter(
    rows: &mut Rows,
    donor: Someone,
    place: (SourceId, u64),
    contact: Contact,
    when: Moment,
) -> Someone {
    let (source, line) = place;
    let nameless = contact.name.is_none() && contact.keys.is_empty();
    let verdict = match (nameless, when.unreadable) {
        (true, _) => Verdict::Noted(Why::Nameless),
        (false, true) => Verdict::Noted(Why::UnreadableDate),
        (false, false) => Verdict::Taken,
    };
    rows.book(source, line, verdict);
    if nameless && when.unreadable {
        rows.note(source, line, Why::UnreadableDate);
    }
    rows.contact(donor, contact)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::exports::json::{Document, Reading};

    fn with<T>(text: &str, look: impl Fn(&Node) -> T) -> T {
        look(&Document::of("a.json", text.as_bytes(), Reading::default()).expect("JSON").root)
    }

    fn first(text: &str) -> Option<(Option<String>, Option<i64>)> {
        with(text, |node| named(node).map(|named| (named[0].text.map(str::to_owned), named[0].when.seconds)))
    }

    #[test]
    fn reads_a_person_in_each_generation() {
        let ada = Some((Some("Ada".to_owned()), Some(1_300_000_000)));
        for text in [
            r#"{"name": "Ada", "timestamp": 1300000000}"#,
            r#"{"title": "", "string_list_data": [{"value": "Ada", "timestamp": 1300000000}]}"#,
            r#"{"title": "Ada", "string_list_data": [{"href": "https://a.b/_u/x", "timestamp": 1300000000}]}"#,
            r#"{"title": "", "string_list_data": [{"href": "https://a.b/Ada/?x", "timestamp": 1300000000}]}"#,
            r#"{"timestamp": 1300000000, "label_values": [{"label": "Naam", "value": "Ada"}]}"#,
        ] {
            assert_eq!(first(text), ada, "{text}");
        }
        assert_eq!(first(r#"{"name": "Facebook User", "timestamp": 0}"#), Some((None, None)));
        assert_eq!(
            (first("{}"), first("3"), first(r#""Ada""#)),
            (None, None, Some((Some("Ada".into()), None)))
        );
    }

    #[test]
    fn tells_a_date_that_is_not_known_from_one_that_cannot_be_read() {
        let of = |text: &str| with(text, |node| Moment::of(Some(node)));
        assert_eq!([of("0"), of("null"), of("\"\"")], [Moment::default(); 3]);
        assert_eq!(
            [of("-1"), of("99999999999999999"), of("\"soon\""), of("{\"a\": 1}"), of("1.5")],
            [Moment::UNREADABLE; 5]
        );
        assert_eq!(of("1398816000"), of("1398816000000"));
        assert_eq!(of("\"2014-04-30T12:00:00\"").day, of("\"1398816000\"").day);
    }

    #[test]
    fn knows_addresses_and_numbers_by_their_form() {
        let kind = |text: &str| key_of(text).map(|(kind, _)| kind);
        assert_eq!(
            [kind("ada@a.example"), kind("+32 (0)2 555-01.02")],
            [Some(KeyKind::Email), Some(KeyKind::Phone)]
        );
        assert_eq!([kind("Ada"), kind("12"), kind("@ada"), kind("2 b or not 2 b 55555")], [None; 4]);
    }
}
