//! Answers to a question of consent, in the words in which lists and surveys hold them.
//!
//! A blank answer is unknown, and no consent. A word that is not known here is no answer at all: whether it means yes cannot be guessed.

use super::error::listed;

/// What an answer says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// Agreed.
    Yes,
    /// Refused, or not yet answered, or not known.
    No,
    /// Agreed once, and no longer.
    Withdrawn,
}

/// Words for yes: English, Dutch, German, French, Spanish, Arabic; codes and marks.
const YES: &[&str] = &[
    "yes",
    "y",
    "true",
    "1",
    "on",
    "x",
    "✓",
    "✔",
    "☑",
    "granted",
    "accepted",
    "accept",
    "agreed",
    "agree",
    "i agree",
    "i consent",
    "consent",
    "consented",
    "given",
    "consent given",
    "opt-in",
    "opted in",
    "checked",
    "allowed",
    "approved",
    "valid",
    "ja",
    "j",
    "waar",
    "akkoord",
    "toegestaan",
    "gegeven",
    "verleend",
    "ik ga akkoord",
    "geaccepteerd",
    "wahr",
    "zugestimmt",
    "erteilt",
    "akzeptiert",
    "einverstanden",
    "eingewilligt",
    "ich stimme zu",
    "angenommen",
    "oui",
    "o",
    "vrai",
    "accepté",
    "acceptée",
    "accordé",
    "d'accord",
    "j'accepte",
    "consenti",
    "sí",
    "si",
    "s",
    "verdadero",
    "aceptado",
    "aceptada",
    "acepto",
    "de acuerdo",
    "concedido",
    "otorgado",
    "نعم",
    "موافق",
    "موافقة",
    "أوافق",
    "اوافق",
    "مقبول",
    "صحيح",
];

/// Words for no, in the same order; and for an answer that is not known.
const NO: &[&str] = &[
    "",
    "no",
    "n",
    "false",
    "0",
    "off",
    "☐",
    "declined",
    "decline",
    "refused",
    "rejected",
    "denied",
    "disagree",
    "not given",
    "not granted",
    "opt-out",
    "opted out",
    "unchecked",
    "pending",
    "requested",
    "unknown",
    "not answered",
    "no answer",
    "n/a",
    "na",
    "-",
    "?",
    "nee",
    "onwaar",
    "geweigerd",
    "niet akkoord",
    "afgewezen",
    "onbekend",
    "nein",
    "falsch",
    "abgelehnt",
    "verweigert",
    "nicht erteilt",
    "nicht einverstanden",
    "unbekannt",
    "keine angabe",
    "non",
    "faux",
    "refusé",
    "refusée",
    "pas d'accord",
    "je refuse",
    "inconnu",
    "sans réponse",
    "falso",
    "rechazado",
    "rechazada",
    "rechazo",
    "denegado",
    "no acepto",
    "desconocido",
    "sin respuesta",
    "لا",
    "غير موافق",
    "لا أوافق",
    "لا اوافق",
    "أرفض",
    "مرفوض",
    "غير معروف",
    "خطأ",
];

/// Words for a consent that was taken back.
const WITHDRAWN: &[&str] = &[
    "withdrawn",
    "revoked",
    "expired",
    "removed",
    "uninstalled",
    "cancelled",
    "deleted",
    "ingetrokken",
    "verlopen",
    "widerrufen",
    "zurückgezogen",
    "abgelaufen",
    "retiré",
    "révoqué",
    "expiré",
    "retirado",
    "revocado",
    "caducado",
    "مسحوب",
    "ملغى",
];

impl Answer {
    /// What a cell says; `None` where the word is not known here.
    pub(super) fn of(cell: &str) -> Option<Self> {
        let word = plain(cell);
        let stands_in = |words: &[&str]| words.contains(&word.as_str());
        match () {
            () if stands_in(YES) => Some(Self::Yes),
            () if stands_in(NO) => Some(Self::No),
            () if stands_in(WITHDRAWN) => Some(Self::Withdrawn),
            () => None,
        }
    }

    /// What to do about a word that is not known.
    pub(super) fn way_out() -> String {
        let known = [
            "yes",
            "no",
            "ja",
            "nee",
            "nein",
            "oui",
            "non",
            "sí",
            "نعم",
            "لا",
            "granted",
            "declined",
            "withdrawn",
            "1",
            "0",
        ];
        format!(
            "write {}, or a word like these in that language, or leave it empty where it is not known",
            listed(known)
        )
    }
}

/// A cell without case, letters that do not show, and marks around it.
fn plain(cell: &str) -> String {
    let steers = |letter: char| matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    let text: String = cell.chars().filter(|&letter| !steers(letter)).collect();
    let text =
        text.trim().trim_end_matches(['.', '!', ',', ';']).to_lowercase().replace('’', "'").replace('_', " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_yes_and_no_in_the_languages_it_says() {
        let all =
            |words: [&str; 8], answer| assert!(words.iter().all(|word| Answer::of(word) == Some(answer)));
        all(
            [
                "Yes",
                "JA",
                " oui.",
                "Sí",
                "si\u{301}".replace("i\u{301}", "í").as_str(),
                "نعم",
                "\u{200f}نعم",
                "J’accepte",
            ],
            Answer::Yes,
        );
        all(["No", "Nee", "nein", "NON", "لا", "", " ", "Not_Given"], Answer::No);
        assert_eq!(Answer::of("widerrufen"), Some(Answer::Withdrawn));
        assert_eq!([Answer::of("perhaps"), Answer::of("yes but"), Answer::of("11")], [None; 3]);
    }

    #[test]
    fn no_word_means_two_things() {
        let mut words: Vec<&str> = [YES, NO, WITHDRAWN].concat();
        let all = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), all);
        assert!(words.iter().all(|word| plain(word) == *word), "each as a cell is compared");
    }
}
