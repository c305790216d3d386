//! Spellings that are compared: names of people and exact keys of accounts, each in one form whatever export wrote it.
//!
//! The forms are for comparing alone; what is written out stays as the export spelt it. Each form errs to one side: two texts that
//! may be two people's never get one form where the form decides who is who (keys), and names, which decide nothing for sure, are
//! folded further.

use super::{exports::KeyKind, roster::shows};
use unicode_normalization::UnicodeNormalization;

/// What platforms show in the place of a name when they show none, as [`name`] folds it.
const PLACEHOLDERS: &[&str] = &[
    "facebook user",
    "facebook-gebruiker",
    "facebook gebruiker",
    "gebruiker van facebook",
    "utilisateur facebook",
    "utilisateur de facebook",
    "facebook-nutzer",
    "facebook-nutzer/in",
    "facebook-nutzer*in",
    "usuario de facebook",
    "مستخدم فيسبوك",
    "مستخدم facebook",
    "instagram user",
    "instagrammer",
    "instagram-gebruiker",
    "instagram gebruiker",
    "utilisateur instagram",
    "utilisateur d'instagram",
    "utilisateur d’instagram",
    "instagram-nutzer",
    "instagram-nutzer/in",
    "instagram-nutzer*in",
    "usuario de instagram",
    "مستخدم instagram",
    "مستخدم انستغرام",
    "مستخدم إنستغرام",
    "linkedin member",
    "linkedin-lid",
    "linkedin lid",
    "membre linkedin",
    "membre de linkedin",
    "linkedin-mitglied",
    "miembro de linkedin",
    "عضو linkedin",
    "عضو في linkedin",
    "deleted account",
    "deleted user",
    "verwijderd account",
    "verwijderde gebruiker",
    "compte supprimé",
    "utilisateur supprimé",
    "gelöschtes konto",
    "gelöschter benutzer",
    "gelöschter account",
    "cuenta eliminada",
    "usuario eliminado",
    "حساب محذوف",
    "الحساب محذوف",
    "مستخدم محذوف",
];

/// A name as it is compared: composed letters (NFC), without case, without letters that do not show, one blank between words.
/// None where the text names nobody: it is empty, or what a platform shows in the place of a name.
pub(super) fn name(text: &str) -> Option<String> {
    let plain: String = text.chars().filter(|&letter| shows(letter) || letter.is_whitespace()).collect();
    // Upper case and back is how full case folding is had from the standard library: ß, ſ and final sigma come out alike.
    let plain: String = plain.to_uppercase().to_lowercase().nfc().collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    let name = words.join(" ");
    let names_nobody =
        |name: &str| PLACEHOLDERS.iter().any(|known| known.to_uppercase().to_lowercase() == name);
    (!name.is_empty() && !names_nobody(&name)).then_some(name)
}

/// An exact key as it is compared; none where it identifies nobody, for instance the address of a site without a path.
pub(super) fn key(kind: KeyKind, text: &str) -> Option<String> {
    let text = text.trim();
    let key = match kind {
        KeyKind::Id => text.to_owned(),
        KeyKind::Handle => lower(text.trim_start_matches('@')),
        KeyKind::Url => return url(text),
        KeyKind::Email => return email(text),
        KeyKind::Phone => return phone(text),
    };
    (!key.is_empty()).then_some(key)
}

fn lower(text: &str) -> String {
    text.chars().filter(|&letter| shows(letter)).collect::<String>().to_lowercase().nfc().collect()
}

fn email(text: &str) -> Option<String> {
    let text =
        text.get(..7).filter(|start| start.eq_ignore_ascii_case("mailto:")).map_or(text, |_| &text[7..]);
    let (name, domain) = text.rsplit_once('@')?;
    (!name.is_empty() && !domain.is_empty()).then(|| lower(text))
}

/// The host and path of a profile, without scheme, `www`, query and the slash at the end. The query stays where it alone says whose
/// profile it is, as in `profile.php?id=7`.
fn url(text: &str) -> Option<String> {
    let text = lower(&decoded(text));
    let text = text.split_once("://").map_or(text.as_str(), |(_, rest)| rest);
    let text = text.split('#').next().unwrap_or_default();
    let (place, query) = text.split_once('?').unwrap_or((text, ""));
    let (host, path) = place.trim_end_matches('/').split_once('/')?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    // The same profile stands under the host of each language.
    let host = if host.ends_with(".linkedin.com") { "linkedin.com" } else { host };
    if host.is_empty() || path.is_empty() {
        return None;
    }
    if std::path::Path::new(&path).extension().is_none_or(|ending| ending != "php") {
        return Some(format!("{host}/{path}"));
    }
    let id = query.split('&').find(|part| part.starts_with("id="))?;
    Some(format!("{host}/{path}?{id}"))
}

/// `text` with `%D0%9D` and the like as the letters that they stand for, or as it is where they stand for none.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let code = tail.get(..2).filter(|_| *first == b'%').and_then(|two| std::str::from_utf8(two).ok());
        let byte = code.and_then(|two| u8::from_str_radix(two, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// The fewest digits of a number that is somebody's: shorter ones are those of services.
const DIGITS: usize = 7;

/// A telephone number: `+` where the country is told (also as `00`), then digits alone.
fn phone(text: &str) -> Option<String> {
    let text = text.get(..4).filter(|start| start.eq_ignore_ascii_case("tel:")).map_or(text, |_| &text[4..]);
    let told = |text: &str| text.starts_with('+') || text.starts_with("00");
    let mut plain = String::new();
    for letter in text.chars().filter(|&letter| shows(letter)) {
        match digit(letter) {
            Some(digit) => plain.push(digit),
            None if letter == '+' || letter == '＋' => plain.push('+'),
            None if "-‐‑‒–—().·/".contains(letter) => {
                plain.push(if letter == '(' { '(' } else { ' ' });
            }
            None => return None,
        }
    }
    // The zero in `+49 (0)30` is dialled within the country alone.
    let plain = if told(&plain) { plain.replace("(0 ", "") } else { plain };
    let plain: String = plain.chars().filter(|letter| !matches!(letter, ' ' | '(')).collect();
    let plain = plain.strip_prefix("00").map_or(plain.clone(), |rest| format!("+{rest}"));
    let digits = plain.strip_prefix('+').unwrap_or(&plain);
    (digits.len() >= DIGITS && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(plain)
}

/// The ASCII digit for a digit in Latin, Arabic or Persian writing.
fn digit(letter: char) -> Option<char> {
    let from = |zero: char| {
        char::from_digit((letter as u32).checked_sub(zero as u32).filter(|value| *value < 10)?, 10)
    };
    from('0').or_else(|| from('٠')).or_else(|| from('۰'))
}

/// Whether a telephone number in this form tells its country. One that does not may be two people's in two countries.
pub(super) fn tells_country(phone: &str) -> bool {
    phone.starts_with('+')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_whatever_the_case_and_the_composition() {
        assert_eq!(name("  Dani\u{eb}l  DE Boer\u{200f}"), name("danie\u{308}l de boer"));
        assert_eq!(name("Weiß").as_deref(), Some("weiss"));
        assert_eq!(name("НИНА"), name("Нина"));
        assert_eq!(name("نور\u{202c}").as_deref(), Some("نور"));
        assert_eq!(name("🦊\u{fe0f}"), name("🦊"));
        assert_ne!(name("Daniel"), name("Daniël"));
    }

    #[test]
    fn what_stands_in_the_place_of_a_name_is_none() {
        for text in [
            "",
            " \u{200b} ",
            "Facebook user",
            "Facebook User",
            "FACEBOOK-GEBRUIKER",
            "Gelöschtes Konto",
            "Compte supprime\u{301}",
            "مستخدم فيسبوك",
            "LinkedIn Member",
            "Instagram-Nutzer*in",
        ] {
            assert_eq!(name(text), None, "{text}");
        }
        assert!(PLACEHOLDERS.iter().all(|text| name(text).is_none()));
    }

    #[test]
    fn handles_lose_their_sign_and_ids_lose_nothing() {
        assert_eq!(key(KeyKind::Handle, " @Ada.B "), Some("ada.b".to_owned()));
        assert_eq!([key(KeyKind::Handle, "@"), key(KeyKind::Id, "  ")], [None, None]);
        assert_eq!(key(KeyKind::Id, "007"), Some("007".to_owned()));
        assert_eq!(key(KeyKind::Handle, "@Ada@Example.SOCIAL"), key(KeyKind::Handle, "ada@example.social"));
    }

    #[test]
    fn the_address_of_a_profile_is_its_host_and_path() {
        let form = |text| key(KeyKind::Url, text);
        let ada = Some("linkedin.com/in/ada-b".to_owned());
        for text in [
            "https://www.linkedin.com/in/Ada-B",
            "http://nl.linkedin.com/in/ada-b/",
            "linkedin.com/in/ada-b?trk=x#y",
        ] {
            assert_eq!(form(text), ada);
        }
        assert_eq!(
            form("https://www.linkedin.com/in/%D0%9D%D0%B8%D0%BD%D0%B0"),
            form("linkedin.com/in/нина")
        );
        assert_ne!(
            form("https://www.facebook.com/profile.php?id=7"),
            form("https://www.facebook.com/profile.php?id=8")
        );
        assert_eq!(
            ["https://www.linkedin.com/", "https://www.facebook.com/profile.php", "ada"].map(form),
            [None, None, None]
        );
    }

    #[test]
    fn a_number_is_its_digits_and_its_country() {
        let form = |text| key(KeyKind::Phone, text);
        let same = [
            "+31 6 1234-5678",
            "0031\u{a0}612345678",
            "tel:+31(0)612345678",
            "+٣١ ٦١٢٣٤٥٦٧٨",
            "\u{202a}+31 6 12345678\u{202c}",
        ];
        assert_eq!(same.map(form), [const { "+31612345678" }; 5].map(|text| Some(text.to_owned())));
        assert_eq!(form("06 12345678"), Some("0612345678".to_owned()));
        assert!(tells_country("+31612345678") && !tells_country("0612345678"));
        assert_eq!(["112", "Ada", "", "+31 6 123x5678"].map(form), [None, None, None, None]);
    }

    #[test]
    fn mail_needs_both_its_sides() {
        assert_eq!(key(KeyKind::Email, "mailto:Ada@Example.ORG"), Some("ada@example.org".to_owned()));
        assert_eq!(["ada", "@example.org", "ada@"].map(|text| key(KeyKind::Email, text)), [None, None, None]);
    }
}
