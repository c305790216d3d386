//! `Arithmetic`: whether a claim's own numbers add up.

use crate::model::claim::{Claim, Counts};
use serde::Serialize;

/// Consenters and bystanders held against the affected, of a claim that gives all three.
///
/// # Definition
/// `sum` is every number that consenters and bystanders together can be, as stated. The claim adds up where one of these
/// is among the numbers that the affected can be: 10 + 63,714 = 63,724.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Arithmetic {
    /// The name of the claim.
    pub claim: String,
    /// Consenters and bystanders together.
    pub sum: Counts,
    /// The affected as stated.
    pub affected: Counts,
    /// Whether they agree.
    pub adds_up: bool,
}

impl Arithmetic {
    /// The sum of a claim; `None` where it does not give all three numbers.
    #[must_use]
    pub fn of(claim: &Claim) -> Option<Self> {
        let (consenters, bystanders, affected) = (claim.consenters?, claim.bystanders?, claim.affected?);
        let sum = consenters.counts.plus(bystanders.counts);
        let adds_up = sum.meets(affected.counts);
        Some(Self { claim: claim.claim.clone(), sum, affected: affected.counts, adds_up })
    }
}

#[cfg(test)]
mod tests {
    use super::super::sketch::{stated, total};
    use super::*;
    use crate::model::claim::Bound;

    fn adds_up(consenters: Bound, bystanders: u64) -> bool {
        let claim = Claim {
            consenters: stated(10, consenters),
            bystanders: stated(bystanders, Bound::Point),
            ..total("a", "X", 10, 50)
        };
        Arithmetic::of(&claim).expect("three numbers").adds_up
    }

    #[test]
    fn a_sum_holds_where_some_reading_of_its_numbers_does() {
        assert!(adds_up(Bound::Point, 40) && !adds_up(Bound::Point, 41));
        assert!(adds_up(Bound::Rounded, 45) && !adds_up(Bound::Rounded, 46), "10 may stand for 5 to 15");
        assert!(adds_up(Bound::Max, 41) && !adds_up(Bound::Max, 39));
    }

    #[test]
    fn two_numbers_have_no_sum_to_check() {
        assert_eq!(Arithmetic::of(&total("a", "X", 10, 50)), None);
    }
}
