//! `Interner`: each different text once, under the number of its first appearance.

use hashbrown::HashTable;
use rustc_hash::FxHasher;
use std::hash::Hasher;

/// Texts by number, numbers by text. All texts stand end to end in one piece of memory; the table holds numbers only.
#[derive(Default)]
pub(super) struct Interner {
    text: Vec<u8>,
    ends: Vec<usize>,
    table: HashTable<u32>,
}

impl Interner {
    /// How many different texts there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The number of `text`, if it is known.
    #[inline]
    pub(super) fn find(&self, text: &[u8]) -> Option<u32> {
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
        let Self { text: all, ends, table } = self;
        table.insert_unique(hash(text), number, |&known| hash(slice(all, ends, known)));
        (number, true)
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
    fn finds_every_one_of_many() {
        let mut texts = Interner::default();
        for number in 0..10_000_u32 {
            assert_eq!(texts.intern(number.to_string().as_bytes()), (number, true));
        }
        assert!((0..10_000_u32).all(|number| texts.find(number.to_string().as_bytes()) == Some(number)));
    }
}
