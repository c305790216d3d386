//! `Ratios`: how many were reached for each who agreed, in both conventions.

use crate::{
    model::{
        claim::{Claim, Convention, Counts, Stated},
        number::{Figure, Kind, Undefined},
    },
    stat::real::real,
};
use serde::Serialize;

/// Real numbers from `low` to `high`, both included; from `low` on where there is no `high`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Between {
    /// The least.
    pub low: f64,
    /// The most, if there is one.
    pub high: Option<f64>,
}

impl Between {
    /// People for each consenter; `None` where there are none to divide by.
    fn divided(people: Counts, consenters: Counts) -> Option<Self> {
        if consenters.high == Some(0) {
            return None;
        }
        let low = consenters.high.map_or(0.0, |most| real(people.low) / real(most));
        let high = people.high.filter(|_| consenters.low > 0).map(|most| real(most) / real(consenters.low));
        Some(Self { low, high })
    }

    /// Both ends moved, and never below 0.
    fn moved(self, low: f64, high: f64) -> Self {
        Self { low: (self.low + low).max(0.0), high: self.high.map(|own| (own + high).max(0.0)) }
    }

    /// One over each of them, as a share of at most 1.
    fn inverse(self) -> Self {
        let of = |value: f64| (1.0 / value).min(1.0);
        Self { low: self.high.map_or(0.0, of), high: Some(of(self.low)) }
    }
}

/// A ratio of two printed numbers.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Ratio {
    /// Of the numbers as printed: both ends are the same where both numbers are points or rounded.
    pub printed: Between,
    /// With all that rounded numbers can stand for.
    pub possible: Between,
    /// Exact where both numbers are points, otherwise a bound.
    pub kind: Kind,
}

impl Ratio {
    fn of(people: Stated, consenters: Stated) -> Option<Self> {
        let printed = Between::divided(people.as_printed(), consenters.as_printed())?;
        let possible = Between::divided(people.counts, consenters.counts)?;
        let exact = possible.high == Some(possible.low);
        Some(Self { printed, possible, kind: if exact { Kind::Exact } else { Kind::Bound } })
    }

    fn map(self, change: impl Fn(Between) -> Between) -> Self {
        let (printed, possible) = (change(self.printed), change(self.possible));
        let kind = if possible.high == Some(possible.low) { Kind::Exact } else { Kind::Bound };
        Self { printed, possible, kind }
    }
}

/// Both ratios of a claim, and the share who agreed.
///
/// # Definition
/// With c consenters, b bystanders and a affected, `bystanders_per_consenter` is b/c, `affected_per_consenter` a/c and
/// `consented_share` c/a. Where only one of b and a is printed the other is derived by a = b + c, so that the second ratio
/// is the first and 1. Where it is unclear which of the two was printed, b/c lies between n/c - 1 and n/c and a/c between
/// n/c and n/c + 1, n being the number printed. Bounds become bounds: "at most 87" over 3 is at most 29. A range divides
/// end by end: from the least people over the most consenters to the most people over the least consenters.
/// Undefined where nobody consented.
///
/// # Example
/// 53 consenters and 311,127 affected: 311,074 bystanders, 5,869.3 and 5,870.3 for each consenter; 0.017 % agreed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ratios {
    /// The name of the claim.
    pub claim: String,
    /// Which of the two numbers the claim prints.
    pub convention: Convention,
    /// Consenters, as printed.
    pub consenters: Stated,
    /// Bystanders, as printed or derived.
    pub bystanders: Counts,
    /// Whether the bystanders are derived from the other two numbers.
    pub bystanders_derived: bool,
    /// Affected, as printed or derived.
    pub affected: Counts,
    /// Whether the affected are derived from the other two numbers.
    pub affected_derived: bool,
    /// Bystanders per consenter.
    pub bystanders_per_consenter: Figure<Ratio>,
    /// Affected per consenter.
    pub affected_per_consenter: Figure<Ratio>,
    /// Consenters over affected, 0 to 1.
    pub consented_share: Figure<Ratio>,
}

impl Ratios {
    /// The ratios of a claim; `None` where it lacks consenters or people reached.
    #[must_use]
    pub fn of(claim: &Claim) -> Option<Self> {
        let consenters = claim.consenters?;
        let (bystanders, affected) = (claim.bystander_counts()?, claim.affected_counts()?);
        let ratio = |people: Option<Stated>| people.map(|people| Ratio::of(people, consenters));
        let (friends, all) = (ratio(claim.bystanders).flatten(), ratio(claim.affected).flatten());
        let unclear = claim.convention == Convention::Unclear;
        let less = |all: Ratio| all.map(|own| own.moved(-1.0, if unclear { 0.0 } else { -1.0 }));
        let more = |friends: Ratio| friends.map(|own| own.moved(1.0, 1.0));
        let per_affected = match all {
            Some(all) if unclear => Some(all.map(|own| own.moved(0.0, 1.0))),
            Some(all) => Some(all),
            None => friends.map(more),
        };
        let figure = |ratio: Option<Ratio>| Figure(ratio.ok_or(Undefined::NoConsenters));
        Some(Self {
            claim: claim.claim.clone(),
            convention: claim.convention,
            consenters,
            bystanders,
            bystanders_derived: claim.bystanders.is_none(),
            affected,
            affected_derived: claim.affected.is_none() || unclear,
            bystanders_per_consenter: figure(friends.or(all.map(less))),
            affected_per_consenter: figure(per_affected),
            consented_share: figure(per_affected.map(|ratio| ratio.map(Between::inverse))),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::sketch::{claim, stated, total};
    use super::*;
    use crate::model::claim::Bound;

    fn near(figure: Figure<Ratio>, low: f64, high: f64) {
        let found = figure.value().expect("defined").printed;
        let close = |one: f64, two: f64| (one - two).abs() < 1e-9 * two.max(1.0);
        assert!(close(found.low, low) && close(found.high.expect("an end"), high), "{found:?}");
    }

    #[test]
    fn a_total_gives_both_ratios() {
        let ratios = Ratios::of(&total("a", "X", 4, 20)).expect("both numbers");
        near(ratios.bystanders_per_consenter, 4.0, 4.0);
        near(ratios.affected_per_consenter, 5.0, 5.0);
        near(ratios.consented_share, 0.2, 0.2);
        assert_eq!((ratios.bystanders, ratios.bystanders_derived), (Counts::of(16), true));
        assert_eq!(ratios.affected_per_consenter.value().expect("defined").kind, Kind::Exact);
    }

    #[test]
    fn friends_alone_give_both_ratios() {
        let given = Claim { bystanders: stated(16, Bound::Point), affected: None, ..total("a", "X", 4, 1) };
        let ratios = Ratios::of(&given).expect("both numbers");
        near(ratios.affected_per_consenter, 5.0, 5.0);
        assert_eq!((ratios.affected, ratios.affected_derived), (Counts::of(20), true));
    }

    #[test]
    fn where_it_is_unclear_what_was_counted_both_readings_are_inside() {
        let ratios = Ratios::of(&Claim { convention: Convention::Unclear, ..total("a", "X", 4, 20) });
        let ratios = ratios.expect("both numbers");
        near(ratios.bystanders_per_consenter, 4.0, 5.0);
        near(ratios.affected_per_consenter, 5.0, 6.0);
        assert_eq!(ratios.bystanders, Counts { low: 16, high: Some(20) });
        assert_eq!(ratios.affected, Counts { low: 20, high: Some(24) });
    }

    #[test]
    fn a_bound_stays_a_bound_and_rounding_widens_what_is_possible() {
        let most = Claim {
            affected: stated(20, Bound::Max),
            consenters: stated(10, Bound::Rounded),
            ..claim("a", "X")
        };
        let ratio = Ratios::of(&most).expect("both").affected_per_consenter.value().expect("defined");
        assert_eq!(ratio.printed, Between { low: 0.0, high: Some(2.0) });
        assert_eq!(ratio.possible, Between { low: 0.0, high: Some(4.0) });
        assert_eq!(ratio.kind, Kind::Bound);
        let least = Claim { affected: stated(20, Bound::Min), ..most };
        let ratio = Ratios::of(&least).expect("both").affected_per_consenter.value().expect("defined");
        assert_eq!(ratio.printed, Between { low: 2.0, high: None });
    }

    #[test]
    fn nobody_to_divide_by_is_undefined() {
        let ratios = Ratios::of(&total("a", "X", 0, 20)).expect("both numbers");
        assert_eq!(ratios.bystanders_per_consenter, Figure::undefined(Undefined::NoConsenters));
        assert_eq!(Ratios::of(&claim("a", "X")), None);
    }
}
