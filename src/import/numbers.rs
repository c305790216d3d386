//! `Numbers`: people whose ids are plain decimals near enough to one another that each has a bit, and the id itself is the row.

/// Ids below this always have room: 32 MiB of bits, which take memory only where ids are.
const ALWAYS: u64 = 1 << 28;
/// Beyond, there is room for this many times as many ids as there are people.
const SPARSE: u64 = 64;

/// Who has a tie to somebody else.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    words: Vec<u64>,
    people: usize,
}

impl Numbers {
    /// Notes the person with that id; `false` where the id is too far from the others.
    #[inline]
    pub(super) fn note(&mut self, id: u32) -> bool {
        let (word, bit) = (id as usize / 64, 1 << (id % 64));
        if word >= self.words.len() && !self.grow(id) {
            return false;
        }
        self.people += usize::from(self.words[word] & bit == 0);
        self.words[word] |= bit;
        true
    }

    #[cold]
    fn grow(&mut self, id: u32) -> bool {
        let room = (u64::from(id) + 1).next_power_of_two();
        if room > ALWAYS.max(SPARSE * self.people as u64) {
            return false;
        }
        self.words.resize(usize::try_from(room.div_ceil(64)).expect("it is below the memory"), 0);
        true
    }

    /// Whether the person with that id has a tie to somebody else.
    pub(super) fn has(&self, id: u64) -> bool {
        let word = usize::try_from(id / 64).ok().and_then(|word| self.words.get(word));
        word.is_some_and(|word| word >> (id % 64) & 1 == 1)
    }

    /// How many people there are.
    pub(super) fn people(&self) -> usize {
        self.people
    }

    /// How many rows there are, most of which may be nobody's.
    pub(super) fn rows(&self) -> usize {
        64 * self.words.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_each_id_once() {
        let mut numbers = Numbers::default();
        assert!([5, 64, 5, 0, 1_000_000, 64].map(|id| numbers.note(id)).iter().all(|&has_room| has_room));
        assert_eq!(
            (numbers.people(), numbers.has(5), numbers.has(6), numbers.has(1 << 40)),
            (4, true, false, false)
        );
        assert!(numbers.rows() > 1_000_000);
    }

    #[test]
    fn turns_away_ids_that_would_take_memory_for_nobody() {
        let mut numbers = Numbers::default();
        assert!(!numbers.note(u32::MAX) && numbers.note(1));
        assert_eq!((numbers.people(), numbers.rows()), (1, 64));
    }
}
