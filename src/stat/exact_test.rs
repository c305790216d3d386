//! Exact tests of a table of two by two: how likely it is if the segment was drawn at random.
//!
//! # Reference
//! Fisher 1935; Lancaster 1961 (mid-p).

use super::two_by_two::TwoByTwo;
use crate::model::number::Figure;

impl TwoByTwo {
    /// The chance of a or more, were the segment drawn at random: the test of over-representation.
    #[must_use]
    pub fn enrichment_p(self) -> Figure {
        self.tested(|| self.count().upper(self.group_in))
    }

    /// The chance of a or fewer: the test of under-representation.
    #[must_use]
    pub fn depletion_p(self) -> Figure {
        self.tested(|| self.count().lower(self.group_in))
    }

    /// Fisher's two-sided p: the chance of a table no likelier than this one.
    #[must_use]
    pub fn fisher_p(self) -> Figure {
        self.tested(|| self.count().no_likelier_than(self.group_in))
    }

    /// The chance of more than a, and half that of a itself.
    #[must_use]
    pub fn enrichment_mid_p(self) -> Figure {
        let count = self.count();
        self.tested(|| count.upper(self.group_in + 1) + count.ln_chance(self.group_in).exp() / 2.0)
    }
}
