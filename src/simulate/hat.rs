//! A hat: everybody is in it as often as they weigh, and one is drawn and put back.

use super::dice::Dice;

/// People, each written as many times as their weight.
pub(super) struct Hat(Vec<u32>);

impl Hat {
    /// A hat of people and their weights.
    pub(super) fn of(people: impl Iterator<Item = (u32, usize)>) -> Self {
        Self(people.flat_map(|(person, times)| std::iter::repeat_n(person, times)).collect())
    }

    /// How many slips are in it.
    pub(super) fn slips(&self) -> usize {
        self.0.len()
    }

    /// One of the people, or nobody from an empty hat.
    pub(super) fn draw(&self, dice: &mut Dice) -> Option<u32> {
        (!self.0.is_empty()).then(|| self.0[dice.below(self.0.len())])
    }
}
