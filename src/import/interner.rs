//! `Interner`: each different text once, under the number of its first appearance.

use hashbrown::HashTable;
use rustc_hash::FxHasher;
use std::hash::Hasher;

/// Texts by number, numbers by text. All texts stand end to end in one piece of memory; the table holds numbers only.
/// Texts that are plain decimal numbers and lie close together, as most published ids do, are looked up by their value
/// instead: the table would cost several far looks into memory for each. Numbers that lie far apart stay in the table,
/// so that memory grows with how many texts there are and not with their values.
#[derive(Default)]
pub(super) struct Interner {
    text: Vec<u8>,
    ends: Vec<usize>,
    table: HashTable<u32>,
    /// The number of each plain decimal, by its value.
    decimals: Vec<u32>,
    /// How many decimals are in the table, because they were far from the others when they came.
    far: usize,
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
        if let Some(value) = decimal(text) {
            let known = self.decimals.get(value).copied().filter(|&number| number != NOBODY);
            if known.is_some() || self.far == 0 {
                return known;
            }
        }
        let same = |&number: &u32| slice(&self.text, &self.ends, number) == text;
        self.table.find(hash(text), same).copied()
    }

    /// The number of `text`, and whether it is new.
    #[inline]
    pub(super) fn intern(&mut self, text: &[u8]) -> (u32, bool) {
        if let Some(known) = self.find(text) {
            return (known, false);
        }
        let number = u32::try_from(self.ends.len()).expect("fewer than 2^32 texts fit the memory");
        self.text.extend_from_slice(text);
        self.ends.push(self.text.len());
        if let Some(value) = decimal(text) {
            if value < 64 + 8 * self.len() {
                if self.decimals.len() <= value {
                    self.decimals.resize((value + 1).next_power_of_two(), NOBODY);
                    self.bring_near();
                }
                self.decimals[value] = number;
                return (number, true);
            }
            self.far += 1;
        }
        let Self { text: all, ends, table, .. } = self;
        table.insert_unique(hash(text), number, |&known| hash(slice(all, ends, known)));
        (number, true)
    }

    /// Enters decimals that were far until now by their value too, so that ids in random order end up near. It happens as
    /// often as the room for decimals doubles.
    fn bring_near(&mut self) {
        for number in 0..u32::try_from(self.ends.len()).expect("numbers are u32") {
            let value = decimal(slice(&self.text, &self.ends, number));
            if let Some(place) = value.and_then(|value| self.decimals.get_mut(value)) {
                *place = number;
            }
        }
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

/// The value of a text that is a decimal number below 2^24, written in the one plain way: no sign, no leading zero.
#[inline]
fn decimal(text: &[u8]) -> Option<usize> {
    if !matches!(text, [b'1'..=b'9', ..] | b"0") || text.len() > 8 {
        return None;
    }
    let mut value = 0;
    for &byte in text {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        value = value * 10 + usize::from(digit);
    }
    (value < 1 << 24).then_some(value)
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
        let written =
            [&b"7"[..], b"07", b"007", b"0", b"00", b"7a", b"16777215", b"16777216", b"99999999999", b""];
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
        assert!(texts.decimals.len() <= 1024);
        assert!(
            (0..).zip(values).all(|(number, value)| texts.find(value.to_string().as_bytes()) == Some(number))
        );
    }

    #[test]
    fn finds_a_number_that_came_when_it_was_far() {
        let mut texts = Interner::default();
        for number in 0..2_000_u32 {
            assert_eq!(texts.intern((1_999 - number).to_string().as_bytes()), (number, true));
        }
        assert!(texts.far > 0 && texts.far < 2_000);
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
