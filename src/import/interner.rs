//! `Interner`: each different text once, under the number of its first appearance.

use super::decimal;
use hashbrown::HashTable;
use rustc_hash::FxHasher;
use std::hash::Hasher;

/// A text as it is looked up: with its value where it is a plain decimal, as most published ids are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Key<'a> {
    text: &'a [u8],
    value: Option<u64>,
}

impl<'a> Key<'a> {
    /// The key of a text.
    #[inline]
    pub(super) fn of(text: &'a [u8]) -> Self {
        Self { text, value: decimal::whole(text) }
    }

    /// The key of a text that is a plain decimal of that value, as was seen when it was read.
    #[inline]
    pub(super) fn number(text: &'a [u8], value: u64) -> Self {
        Self { text, value: Some(value) }
    }

    /// The text.
    #[inline]
    pub(super) fn text(self) -> &'a [u8] {
        self.text
    }

    /// The value, where the text is a plain decimal.
    #[inline]
    pub(super) fn value(self) -> Option<u64> {
        self.value
    }
}

/// Texts by number, numbers by text. All texts stand end to end in one piece of memory, and each shape of text is looked up
/// in its own way. Plain decimals that lie close together are looked up by their value: one look into memory. Those that lie far
/// apart, ids of 17 digits for instance, stand with their value in a table, so that memory grows with how many there are and not
/// with their values. All other texts are looked up by their letters. A text is a decimal only as it is written in the one plain way: `007`
/// and `7` are two texts.
#[derive(Default)]
pub(super) struct Interner {
    text: Vec<u8>,
    ends: Vec<usize>,
    /// The number of each plain decimal that is near, by its value.
    near: Vec<u32>,
    /// The plain decimals that were far from the others when they came.
    far: HashTable<Far>,
    /// The numbers of all other texts.
    words: HashTable<u32>,
}

/// A plain decimal, in two halves, and its number: packed, so that five of them lie in a cache line.
#[derive(Clone, Copy)]
struct Far {
    value: [u32; 2],
    number: u32,
}

/// The number of a decimal that is not known.
const NOBODY: u32 = u32::MAX;

impl Interner {
    /// How many different texts there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The number of `text`, if it is known.
    #[inline]
    pub(super) fn find(&self, text: &[u8]) -> Option<u32> {
        self.find_key(Key::of(text))
    }

    /// The same of a key.
    #[inline]
    pub(super) fn find_key(&self, key: Key) -> Option<u32> {
        if let Some(value) = key.value {
            self.find_decimal(value)
        } else {
            let same = |&number: &u32| slice(&self.text, &self.ends, number) == key.text;
            self.words.find(hash(key.text), same).copied()
        }
    }

    /// The number of the plain decimal of that value, if it is known.
    #[inline]
    pub(super) fn find_decimal(&self, value: u64) -> Option<u32> {
        let near = usize::try_from(value).ok().and_then(|value| self.near.get(value).copied());
        if let Some(number) = near.filter(|&number| number != NOBODY) {
            return Some(number);
        }
        if self.far.is_empty() {
            return None;
        }
        let halves = halves(value);
        self.far.find(hash_of(value), |far| far.value == halves).map(|far| far.number)
    }

    /// The number of `text`, and whether it is new.
    #[inline]
    pub(super) fn intern(&mut self, text: &[u8]) -> (u32, bool) {
        self.intern_key(Key::of(text))
    }

    /// The same of a key.
    #[inline]
    pub(super) fn intern_key(&mut self, key: Key) -> (u32, bool) {
        match self.find_key(key) {
            Some(known) => (known, false),
            None => (self.enter(key), true),
        }
    }

    fn enter(&mut self, key: Key) -> u32 {
        let number = u32::try_from(self.ends.len()).expect("fewer than 2^32 texts fit the memory");
        self.text.extend_from_slice(key.text);
        self.ends.push(self.text.len());
        if let Some(value) = key.value {
            self.enter_decimal(value, number);
        } else {
            let Self { text, ends, words, .. } = self;
            words.insert_unique(hash(key.text), number, |&known| hash(slice(text, ends, known)));
        }
        number
    }

    fn enter_decimal(&mut self, value: u64, number: u32) {
        let is_near = value < 64 + 8 * self.len() as u64;
        if let Some(place) = usize::try_from(value).ok().filter(|_| is_near) {
            if self.near.len() <= place {
                self.near.resize((place + 1).next_power_of_two(), NOBODY);
                self.bring_near();
            }
            self.near[place] = number;
            return;
        }
        let far = Far { value: halves(value), number };
        self.far.insert_unique(hash_of(value), far, |far| hash_of(joined(far.value)));
    }

    /// Takes decimals that were far until now to those that are looked up by their value, so that ids in random order end up near. It
    /// happens as often as the room for decimals doubles.
    fn bring_near(&mut self) {
        let Self { near, far, .. } = self;
        far.retain(|far| {
            let place = usize::try_from(joined(far.value)).ok().and_then(|value| near.get_mut(value));
            let stays = place.is_none();
            place.into_iter().for_each(|place| *place = far.number);
            stays
        });
    }

    /// The text of that number.
    pub(super) fn text(&self, number: u32) -> &str {
        std::str::from_utf8(slice(&self.text, &self.ends, number)).expect("only valid text is interned")
    }

    /// The texts in ascending order, and each number's place in that order.
    pub(super) fn sorted(&self) -> (Vec<String>, Vec<u32>) {
        let count = u32::try_from(self.len()).expect("numbers are u32");
        let mut order: Vec<u32> = (0..count).collect();
        order.sort_unstable_by_key(|&number| slice(&self.text, &self.ends, number));
        let mut place = vec![0; self.len()];
        (0..count).zip(&order).for_each(|(at, &number)| place[number as usize] = at);
        (order.into_iter().map(|number| self.text(number).to_owned()).collect(), place)
    }
}

#[inline]
fn slice<'a>(text: &'a [u8], ends: &[usize], number: u32) -> &'a [u8] {
    let at = number as usize;
    let start = if at == 0 { 0 } else { ends[at - 1] };
    &text[start..ends[at]]
}

/// The two halves of a value, the lower first.
#[inline]
#[allow(clippy::cast_possible_truncation, reason = "each half has 32 bits")]
fn halves(value: u64) -> [u32; 2] {
    [value as u32, (value >> 32) as u32]
}

#[inline]
fn joined([low, high]: [u32; 2]) -> u64 {
    u64::from(high) << 32 | u64::from(low)
}

#[inline]
fn hash_of(value: u64) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write_u64(value);
    hasher.finish()
}

#[inline]
fn hash(text: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(text);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_texts_in_the_order_of_their_first_appearance() {
        let mut texts = Interner::default();
        let numbers: Vec<_> = [&b"b"[..], b"a", b"b", b""].map(|text| texts.intern(text)).to_vec();
        assert_eq!(numbers, [(0, true), (1, true), (0, false), (2, true)]);
        assert_eq!(texts.find(b"c"), None);
        assert_eq!(texts.sorted(), (vec![String::new(), "a".into(), "b".into()], vec![2, 1, 0]));
    }

    #[test]
    fn tells_numbers_apart_however_they_are_written() {
        let mut texts = Interner::default();
        let written = [
            &b"7"[..],
            b"07",
            b"007",
            b"0",
            b"00",
            b"7a",
            b"16777215",
            b"16777216",
            b"99999999999",
            b"",
            b"9999999999999999999",
            b"99999999999999999999",
        ];
        for (number, text) in (0..).zip(written) {
            assert_eq!((texts.find(text), texts.intern(text)), (None, (number, true)));
        }
        assert!((0..).zip(written).all(|(number, text)| texts.find(text) == Some(number)));
        assert_eq!([&b"8"[..], b"16777214", b"+7"].map(|text| texts.find(text)), [None; 3]);
    }

    #[test]
    fn takes_memory_for_texts_and_not_for_their_values() {
        let mut texts = Interner::default();
        let values = (0..31_u32).map(|number| 9_999_999 - 100_003 * number);
        for (number, value) in (0..).zip(values.clone()) {
            assert_eq!(texts.intern(value.to_string().as_bytes()), (number, true));
        }
        assert!(texts.near.len() <= 1024);
        assert!(
            (0..).zip(values).all(|(number, value)| texts.find(value.to_string().as_bytes()) == Some(number))
        );
    }

    #[test]
    fn finds_a_number_that_came_when_it_was_far() {
        let mut texts = Interner::default();
        for number in 0..2_000_u32 {
            assert_eq!(texts.intern((1_999 - number).to_string().as_bytes()), (number, true));
            assert!(number > 0 || texts.far.len() == 1);
        }
        assert!(texts.near.len() >= 2_000 && texts.far.is_empty());
        assert!(
            (0..2_000_u32)
                .all(|number| texts.intern((1_999 - number).to_string().as_bytes()) == (number, false))
        );
    }

    #[test]
    fn finds_every_one_of_many() {
        let mut texts = Interner::default();
        for number in 0..10_000_u32 {
            assert_eq!(texts.intern(number.to_string().as_bytes()), (number, true));
        }
        assert!((0..10_000_u32).all(|number| texts.find(number.to_string().as_bytes()) == Some(number)));
    }
}
