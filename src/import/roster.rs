//! `Roster`: the door where names stop. An id goes in, a row comes out, and nothing gives the id back.
//!
//! Ids are exact text: `007`, `07` and `7` are three people. Those that differ only by case, blanks, leading
//! zeros or letters that do not show are kept apart and noticed, up to [`Roster::COMPARED`] people.

use super::{
    aliases::{Aliases, Called},
    interner::{Interner, Key},
};
use crate::model::id::PersonId;
use std::fmt;

/// Who somebody is to the roster at the moment they are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Admission {
    /// Named before.
    Known,
    /// Named for the first time.
    New,
    /// Named for the first time, with an id that looks like another one's.
    LookAlike,
}

/// The ids of all people, in the order in which the input first names them.
pub(super) struct Roster {
    ids: Interner,
    /// What the ids look like, from the first one on that is no plain decimal: those are their own looks, and no two look alike.
    folded: Option<Interner>,
    /// After [`Roster::keep`]: each number's row, if it kept one.
    rows: Option<Vec<Option<PersonId>>>,
    /// What else people are called.
    aliases: Aliases,
}

impl Roster {
    /// Up to how many people are compared for look-alikes.
    pub(super) const COMPARED: usize = 1 << 20;

    pub(super) fn new() -> Self {
        Self { ids: Interner::default(), folded: None, rows: None, aliases: Aliases::default() }
    }

    /// How many people there are.
    pub(super) fn len(&self) -> usize {
        self.rows.as_ref().map_or(self.ids.len(), |rows| rows.iter().flatten().count())
    }

    /// The row of `id`, which gets one if it has none yet.
    #[inline]
    pub(super) fn admit(&mut self, id: &[u8]) -> (PersonId, Admission) {
        self.admit_key(Key::of(id))
    }

    /// The same of an id whose value is known already.
    #[inline]
    pub(super) fn admit_key(&mut self, id: Key) -> (PersonId, Admission) {
        debug_assert!(self.rows.is_none(), "nobody comes in once rows are given out for good");
        match self.ids.intern_key(id) {
            (row, false) => (PersonId(row), Admission::Known),
            (row, true) => (PersonId(row), self.compare(id)),
        }
    }

    /// The row of `id`, if it has one.
    #[inline]
    pub(super) fn find(&self, id: &[u8]) -> Option<PersonId> {
        self.find_key(Key::of(id))
    }

    /// The same of an id whose value is known already.
    #[inline]
    pub(super) fn find_key(&self, id: Key) -> Option<PersonId> {
        let Some(row) = self.ids.find_key(id) else {
            return if self.aliases.is_empty() { None } else { self.find_called(id.text()) };
        };
        self.rows.as_ref().map_or(Some(PersonId(row)), |rows| rows[row as usize])
    }

    /// The row of the plain decimal of that value, if it is an id that has one; what else people are called is not looked at.
    #[inline]
    pub(super) fn find_decimal(&self, value: u64) -> Option<PersonId> {
        let row = self.ids.find_decimal(value)?;
        self.rows.as_ref().map_or(Some(PersonId(row)), |rows| rows[row as usize])
    }

    /// The value of somebody's id, if it is a plain decimal, where no rows were closed up.
    pub(super) fn value(&self, person: PersonId) -> Option<u64> {
        Key::of(self.ids.text(person.0).as_bytes()).value().filter(|_| self.rows.is_none())
    }

    /// Each number's row, where rows were closed up.
    pub(super) fn rows(&self) -> Option<&[Option<PersonId>]> {
        self.rows.as_deref()
    }

    /// Lets somebody be found by another text too, unless it is somebody else's as well; `kind` is what it is, as in the table
    /// of identities.
    pub(super) fn also_called(&mut self, person: PersonId, kind: &str, text: &str) {
        self.aliases.add(person.0, kind, text);
    }

    #[cold]
    fn find_called(&self, text: &[u8]) -> Option<PersonId> {
        match self.aliases.find(std::str::from_utf8(text).ok()?) {
            Called::One(person) => Some(PersonId(person)),
            Called::Nobody | Called::Several => None,
        }
    }

    /// Whether people can be found by other texts than their ids.
    pub(super) fn has_aliases(&self) -> bool {
        !self.aliases.is_empty()
    }

    /// Gives every id to `visit` with the row of the person, or, for `emails`, every id and other text that is an e-mail address. It is for
    /// hashing them at the door, and nothing of it may be kept.
    pub(super) fn each_text(&self, emails: bool, mut visit: impl FnMut(PersonId, &str)) {
        let row =
            |number: u32| self.rows.as_ref().map_or(Some(PersonId(number)), |rows| rows[number as usize]);
        let count = u32::try_from(self.ids.len()).expect("numbers are u32");
        for number in 0..count {
            let text = self.ids.text(number);
            if let Some(person) = row(number).filter(|_| !emails || text.contains('@')) {
                visit(person, text);
            }
        }
        if emails {
            self.aliases.each_email(|person, text| visit(PersonId(person), text));
        }
    }

    /// Keeps the people marked in `marks` and closes their rows up; gives everybody's new row.
    pub(super) fn keep(&mut self, marks: &[bool]) -> &[Option<PersonId>] {
        let mut next = 0;
        let rows = marks.iter().map(|&kept| {
            kept.then(|| {
                next += 1;
                PersonId(next - 1)
            })
        });
        self.rows.insert(rows.collect())
    }

    #[cold]
    fn compare(&mut self, id: Key) -> Admission {
        if self.ids.len() > Self::COMPARED || self.folded.is_none() && id.value().is_some() {
            return Admission::New;
        }
        let ids = &self.ids;
        let looks = self.folded.get_or_insert_with(|| looks(ids, ids.len() - 1));
        match looks.intern(folded(id.text()).as_bytes()) {
            (_, true) => Admission::New,
            (_, false) => Admission::LookAlike,
        }
    }
}

/// What the first `count` ids look like.
fn looks(ids: &Interner, count: usize) -> Interner {
    let mut looks = Interner::default();
    for number in 0..u32::try_from(count).expect("numbers are u32") {
        looks.intern(folded(ids.text(number).as_bytes()).as_bytes());
    }
    looks
}

/// What an id looks like: without case, blanks, leading zeros and letters that do not show.
pub(super) fn folded(id: &[u8]) -> String {
    let text = String::from_utf8_lossy(id).to_lowercase();
    let folded: String = text.chars().filter(|&letter| shows(letter)).collect();
    folded.trim_start_matches('0').to_owned()
}

/// Whether a letter can be seen: neither a blank nor one of the marks that only steer how a line is broken or joined.
pub(super) fn shows(letter: char) -> bool {
    let steers = matches!(
        letter,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
    );
    !letter.is_whitespace() && !steers
}

impl fmt::Debug for Roster {
    /// Only how many there are: no name leaves through a debug print.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Roster({} people)", self.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roster(ids: &[&str]) -> (Roster, Vec<(PersonId, Admission)>) {
        let mut roster = Roster::new();
        let admitted = ids.iter().map(|id| roster.admit(id.as_bytes())).collect();
        (roster, admitted)
    }

    #[test]
    fn keeps_ids_apart_that_look_alike_and_says_so() {
        let (roster, admitted) = roster(&["7", "007", "Ada", "ada", "A da", "7"]);
        let (rows, how): (Vec<_>, Vec<_>) = admitted.into_iter().unzip();
        assert_eq!(rows, [0, 1, 2, 3, 4, 0].map(PersonId));
        assert_eq!(
            how,
            [
                Admission::New,
                Admission::LookAlike,
                Admission::New,
                Admission::LookAlike,
                Admission::LookAlike,
                Admission::Known
            ]
        );
        assert_eq!(roster.find(b"07"), None);
    }

    #[test]
    fn notices_ids_that_differ_by_what_does_not_show() {
        let admitted =
            roster(&["Ada", "A\u{200b}da", "\u{feff}ada", "Ad\u{ad}a\u{2060}", "Ada\u{200f}", "Adá"]).1;
        let how: Vec<_> = admitted.into_iter().map(|(_, how)| how).collect();
        let alike = Admission::LookAlike;
        assert_eq!(how, [Admission::New, alike, alike, alike, alike, Admission::New]);
    }

    #[test]
    fn shows_no_name_in_a_debug_print() {
        assert_eq!(format!("{:?}", roster(&["Ada", "Ben"]).0), "Roster(2 people)");
    }

    #[test]
    fn gives_every_id_and_every_address_that_is_one_persons() {
        let texts = |roster: &Roster, emails| {
            let mut texts = Vec::new();
            roster.each_text(emails, |person, text| texts.push((person.0, text.to_owned())));
            texts
        };
        let (mut roster, _) = roster(&["a", "b@example.org", "c"]);
        roster.also_called(PersonId(2), "email", "Cem@Example.org ");
        let text = |text: &str| text.to_owned();
        assert_eq!(texts(&roster, false), [(0, text("a")), (1, text("b@example.org")), (2, text("c"))]);
        assert_eq!(texts(&roster, true), [(1, text("b@example.org")), (2, text("cem@example.org"))]);
        let (mut roster, _) = self::roster(&["a", "b"]);
        roster.keep(&[false, true]);
        assert_eq!(texts(&roster, false), [(0, text("b"))]);
    }

    #[test]
    fn closes_rows_up_when_somebody_goes() {
        let (mut roster, _) = roster(&["a", "b", "c"]);
        assert_eq!(roster.keep(&[true, false, true]), [Some(PersonId(0)), None, Some(PersonId(1))]);
        assert_eq!((roster.find(b"b"), roster.find(b"c"), roster.len()), (None, Some(PersonId(1)), 2));
    }
}
