//! `Union`: numbers joined into sets, each led by its smallest.

/// Sets of the numbers `0..n`.
#[derive(Clone)]
pub(super) struct Union {
    parent: Vec<u32>,
}

impl Union {
    /// Every number for itself.
    pub(super) fn new(numbers: usize) -> Self {
        Self { parent: (0..u32::try_from(numbers).expect("namings are numbered in u32")).collect() }
    }

    /// The smallest number of the set that holds `number`.
    pub(super) fn find(&mut self, number: u32) -> u32 {
        let mut at = number;
        while self.parent[at as usize] != at {
            let above = self.parent[self.parent[at as usize] as usize];
            self.parent[at as usize] = above;
            at = above;
        }
        at
    }

    /// Makes one set of two; false where they were one already.
    pub(super) fn join(&mut self, one: u32, other: u32) -> bool {
        let (one, other) = (self.find(one), self.find(other));
        self.parent[one.max(other) as usize] = one.min(other);
        one != other
    }
}

#[cfg(test)]
mod tests {
    use super::Union;

    #[test]
    fn sets_are_led_by_their_smallest_in_whatever_order_they_are_joined() {
        let mut union = Union::new(6);
        let news = [(4, 5), (3, 4), (5, 3), (1, 0)].map(|(one, other)| union.join(one, other));
        assert_eq!(news, [true, true, false, true]);
        assert_eq!([0, 1, 2, 3, 4, 5].map(|number| union.find(number)), [0, 0, 2, 3, 3, 3]);
    }
}
