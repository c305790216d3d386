//! `Aliases`: what else people are called, so that a list which names them by a handle, an address or a name finds them.
//!
//! Exact keys go before names: only a text that is nobody's key is looked for among the names.

use super::{exports::KeyKind, spelling};
use rustc_hash::FxHashMap;

/// Texts by which people are found, each with the one person, or with none where several are called so.
#[derive(Default)]
pub(super) struct Aliases {
    keys: FxHashMap<(Option<KeyKind>, String), Option<u32>>,
    names: FxHashMap<String, Option<u32>>,
}

/// Who is called so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Called {
    Nobody,
    One(u32),
    Several,
}

impl Aliases {
    pub(super) fn is_empty(&self) -> bool {
        self.keys.is_empty() && self.names.is_empty()
    }

    /// Lets `person` be found by `text`; `kind` is what it is in the table of identities.
    pub(super) fn add(&mut self, person: u32, kind: &str, text: &str) {
        let held = match key_kind(kind) {
            Some(kind) => {
                let Some(form) = spelling::key(kind, text) else { return };
                self.keys.entry((Some(kind), form))
            }
            None if kind == "donor" => self.keys.entry((None, text.to_lowercase())),
            None => {
                let Some(form) = spelling::name(text) else { return };
                let known = self.names.entry(form).or_insert(Some(person));
                *known = known.filter(|known| *known == person);
                return;
            }
        };
        let known = held.or_insert(Some(person));
        *known = known.filter(|known| *known == person);
    }

    /// Every e-mail address that is one person's alone, in ascending order.
    pub(super) fn each_email(&self, mut visit: impl FnMut(u32, &str)) {
        let emails = self.keys.iter().filter(|((kind, _), _)| *kind == Some(KeyKind::Email));
        let mut emails: Vec<(&str, u32)> =
            emails.filter_map(|((_, text), person)| Some((text.as_str(), (*person)?))).collect();
        emails.sort_unstable();
        emails.into_iter().for_each(|(text, person)| visit(person, text));
    }

    /// Who is called `text`.
    pub(super) fn find(&self, text: &str) -> Called {
        let text = unguarded(text.trim());
        let keys = KeyKind::ALL.iter().filter_map(|&kind| Some((Some(kind), spelling::key(kind, text)?)));
        let found = keys.chain([(None, text.to_lowercase())]).filter_map(|key| self.keys.get(&key));
        let called = found.fold(Called::Nobody, |called, person| match (called, person) {
            (Called::Nobody, Some(person)) => Called::One(*person),
            (Called::One(known), Some(person)) if known == *person => called,
            _ => Called::Several,
        });
        if called != Called::Nobody {
            return called;
        }
        match spelling::name(text).and_then(|name| self.names.get(&name)) {
            None => Called::Nobody,
            Some(person) => person.map_or(Called::Several, Called::One),
        }
    }
}

/// The kind of key that goes by this name in the table of identities.
fn key_kind(name: &str) -> Option<KeyKind> {
    KeyKind::ALL.into_iter().find(|kind| kind.name() == name)
}

/// A text without the mark that keeps spreadsheets from taking it for a formula.
fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@'])).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn called(texts: &[&str]) -> Vec<Called> {
        let mut aliases = Aliases::default();
        let said = [
            (0, "handle", "@Ada_B"),
            (0, "name", "Ada"),
            (0, "phone", "+31 6 12345678"),
            (0, "donor", "donor 1"),
            (1, "name", "Ben"),
            (2, "name", "ben "),
            (2, "email", "Ben@example.org"),
            (3, "handle", "ada"),
            (3, "label", "Facebook user"),
        ];
        said.into_iter().for_each(|(person, kind, text)| aliases.add(person, kind, text));
        texts.iter().map(|text| aliases.find(text)).collect()
    }

    #[test]
    fn finds_people_by_every_key_and_by_a_name_that_is_theirs_alone() {
        let found = called(&["ADA_B", "'@ada_b", "0031612345678", "Donor 1", "ben@EXAMPLE.org"]);
        assert_eq!(found, [0, 0, 0, 0, 2].map(Called::One));
    }

    #[test]
    fn a_key_goes_before_a_name_and_a_shared_name_is_several_peoples() {
        assert_eq!(called(&["Ada", "Ben"]), [Called::One(3), Called::Several]);
        assert_eq!(called(&["Facebook User", "", "Cem"]), [Called::Nobody; 3]);
    }
}
