//! `Exclusion`: which claims cannot both hold.

use crate::model::claim::{Claim, Counts};
use serde::Serialize;

/// What two claims disagree about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Quantity {
    /// How many agreed.
    Consenters,
    /// How many were reached without agreeing.
    Bystanders,
    /// Both together.
    Affected,
}

/// Two claims about one place that cannot both hold as printed.
///
/// # Definition
/// Every claim allows certain numbers: a point one, a rounded number all that round to it, a maximum all up to it, a minimum all
/// from it on, a range all within. Two claims about the same place exclude each other where no number is allowed by both. People reached
/// are compared as affected, stated or derived; as bystanders where they agree about the affected. Where the two count different things,
/// which `counted` says, they exclude each other only if they were meant to count the same.
///
/// # Example
/// "At most 30 million" and "50 to 65 million friends of 250,000 to 270,000 consenters" have no number in common.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Exclusion {
    /// The place.
    pub scope: String,
    /// What they disagree about.
    pub quantity: Quantity,
    /// The claim that comes first.
    pub one: String,
    /// What it allows.
    pub one_counts: Counts,
    /// The other.
    pub other: String,
    /// What that allows.
    pub other_counts: Counts,
    /// Whether they say that they count the same thing.
    pub same_count: bool,
}

impl Exclusion {
    /// Every such pair.
    #[must_use]
    pub fn of(claims: &[Claim]) -> Vec<Self> {
        let pairs = claims
            .iter()
            .enumerate()
            .flat_map(|(at, one)| claims[at + 1..].iter().map(move |other| (one, other)));
        pairs
            .filter(|(one, other)| one.scope == other.scope)
            .flat_map(|(one, other)| between(one, other))
            .collect()
    }
}

fn between(one: &Claim, other: &Claim) -> Vec<Exclusion> {
    let of = |quantity, one_counts: Option<Counts>, other_counts: Option<Counts>, same_count| {
        let (one_counts, other_counts) = (one_counts?, other_counts?);
        (!one_counts.meets(other_counts)).then(|| Exclusion {
            scope: one.scope.clone(),
            quantity,
            one: one.claim.clone(),
            one_counts,
            other: other.claim.clone(),
            other_counts,
            same_count,
        })
    };
    let same = one.counted == other.counted;
    let consenters = |claim: &Claim| claim.consenters.map(|stated| stated.counts);
    let agreed = of(Quantity::Consenters, consenters(one), consenters(other), true);
    let reached = of(Quantity::Affected, one.affected_counts(), other.affected_counts(), same)
        .or_else(|| of(Quantity::Bystanders, one.bystander_counts(), other.bystander_counts(), same));
    agreed.into_iter().chain(reached).collect()
}

#[cfg(test)]
mod tests {
    use super::super::sketch::{claim, stated, total};
    use super::*;
    use crate::model::claim::Bound;

    fn people(name: &str, number: u64, bound: Bound) -> Claim {
        Claim { affected: stated(number, bound), ..claim(name, "World") }
    }

    fn excluded(one: &Claim, other: &Claim) -> Vec<Quantity> {
        Exclusion::of(&[one.clone(), other.clone()]).into_iter().map(|pair| pair.quantity).collect()
    }

    #[test]
    fn claims_exclude_each_other_where_no_number_is_allowed_by_both() {
        let bounds = [Bound::Point, Bound::Rounded, Bound::Max, Bound::Min];
        for (one, other) in bounds.into_iter().flat_map(|one| bounds.map(|other| (one, other))) {
            for (first, second) in (0..=30).flat_map(|first| (0..=30).map(move |second| (first, second))) {
                let (a, b) = (people("a", first, one), people("b", second, other));
                let allows = |claim: &Claim, number: u64| {
                    let counts = claim.affected.expect("stated").counts;
                    counts.low <= number && counts.high.is_none_or(|high| number <= high)
                };
                let both = (0..=100).any(|number| allows(&a, number) && allows(&b, number));
                assert_eq!(excluded(&a, &b).is_empty(), both, "{first} {one:?}, {second} {other:?}");
            }
        }
    }

    #[test]
    fn consenters_and_people_reached_are_compared_apart() {
        assert_eq!(
            excluded(&total("a", "X", 3, 9), &total("b", "X", 4, 9)),
            [Quantity::Consenters, Quantity::Bystanders]
        );
        assert_eq!(excluded(&total("a", "X", 3, 9), &total("b", "Y", 4, 9)), []);
    }

    #[test]
    fn claims_that_count_different_things_are_marked() {
        let other = Claim { counted: Some("licensed".to_owned()), ..people("b", 30, Bound::Max) };
        assert!(!Exclusion::of(&[people("a", 50, Bound::Min), other])[0].same_count);
    }
}
