//! `Concentration`: whether a segment's members sit in few places, groups or communities, and whether chance would do so.

use super::{Pair, dimension::DimensionKind};
use crate::{
    model::{
        case::Parameters,
        number::{Figure, Undefined},
    },
    null::Deal,
    stat::{
        amounts::Amounts,
        concentration::{hhi_unbiased, sum_of_squares},
        real::real,
        shares::Shares,
    },
};
use serde::Serialize;

/// How concentrated one segment is over one dimension.
///
/// # Definition
/// The values are members per unit; units without members are units. By chance means that as many people are drawn at
/// random, without replacement, from everybody who is in a unit: `hhi_chance_mean` is the mean of HHI over all such draws, in
/// closed form; `hhi_p_value` is (1 + draws with an HHI at least as large) / (1 + draws), compared in whole numbers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Concentration {
    /// The segment.
    pub segment: String,
    /// The attribute's name, or `community`.
    pub dimension: String,
    /// What the units are.
    pub kind: DimensionKind,
    /// Members who are in a unit.
    pub members: u64,
    /// Members without a value, left out.
    pub left_out: u64,
    /// How many units there are, those without members included.
    pub units: u64,
    /// How many units have members.
    pub units_with_members: u64,
    /// The unit with most members, the first of those that have as many.
    pub largest: Option<String>,
    /// The members there.
    pub largest_members: u64,
    /// Herfindahl-Hirschman index, 1/units to 1.
    pub hhi: Figure,
    /// HHI rescaled from 0 to 1.
    pub hhi_normalised: Figure,
    /// The chance that two members share a unit, 0 to 1.
    pub hhi_unbiased: Figure,
    /// The mean of HHI by chance.
    pub hhi_chance_mean: Figure,
    /// The p-value against a larger HHI by chance.
    pub hhi_p_value: Figure,
    /// The p-value adjusted for all tests of the measure.
    pub hhi_q_value: Figure,
    /// The share of the largest unit.
    pub cr_1: Figure,
    /// The share of the four largest units.
    pub cr_4: Figure,
    /// Effective number of units, 1/HHI.
    pub effective_number: Figure,
    /// Effective number of units, exp(entropy).
    pub effective_number_entropy: Figure,
    /// Entropy in nats.
    pub shannon_nats: Figure,
    /// Evenness among the units with members, 0 to 1.
    pub evenness_observed: Figure,
    /// Evenness among all units, 0 to 1.
    pub evenness_all: Figure,
    /// Gini of the units as they are, 0 to 1 - 1/units.
    pub gini: Figure,
    /// Gini times units/(units - 1), 0 to 1.
    pub gini_corrected: Figure,
    /// The Lorenz curve: the share of members in the i smallest units, for i from 0 to the number of units.
    pub lorenz: Figure<Vec<f64>>,
}

impl Concentration {
    pub(super) fn of(pair: &Pair, parameters: &Parameters) -> Self {
        let Pair { segment, dimension, counts, known, .. } = pair;
        let shares = if *known == 0 { Err(Undefined::EmptySegment) } else { Shares::of(&Amounts::of_counts(counts)).0 };
        let figure = |of: fn(&Shares) -> f64| Figure(shares.as_ref().map(of).map_err(|&why| why));
        let unless = |of: fn(&Shares) -> Figure| Figure(shares.as_ref().map_err(|&why| why).and_then(|it| of(it).0));
        let chance = Chance::of(pair, parameters);
        let largest_members = counts.iter().copied().max().unwrap_or(0);
        let largest = counts.iter().position(|&count| count > 0 && count == largest_members);
        Self {
            segment: segment.name.clone(),
            dimension: dimension.name.to_owned(),
            kind: dimension.kind,
            members: *known,
            left_out: segment.members.len() as u64 - known,
            units: counts.len() as u64,
            units_with_members: counts.iter().filter(|&&count| count > 0).count() as u64,
            largest: largest.map(|unit| dimension.labels[unit].clone()),
            largest_members,
            hhi: figure(Shares::hhi),
            hhi_normalised: unless(Shares::hhi_normalised),
            hhi_unbiased: if *known == 0 { figure(Shares::hhi) } else { hhi_unbiased(counts) },
            hhi_chance_mean: chance.mean,
            hhi_p_value: chance.p_value,
            hhi_q_value: chance.p_value,
            cr_1: figure(|shares| shares.cr(1)),
            cr_4: figure(|shares| shares.cr(4)),
            effective_number: figure(Shares::hill_2),
            effective_number_entropy: figure(Shares::hill_1),
            shannon_nats: figure(Shares::shannon_nats),
            evenness_observed: unless(Shares::evenness_observed),
            evenness_all: unless(Shares::evenness_all),
            gini: figure(Shares::gini),
            gini_corrected: unless(Shares::gini_corrected),
            lorenz: Figure(shares.as_ref().map(Shares::lorenz).map_err(|&why| why)),
        }
    }
}

/// HHI by chance.
struct Chance {
    mean: Figure,
    p_value: Figure,
}

impl Chance {
    fn of(pair: &Pair, parameters: &Parameters) -> Self {
        if pair.known == 0 {
            let none = Figure::undefined(Undefined::EmptySegment);
            return Self { mean: none, p_value: none };
        }
        let deal = Deal::new(&pair.dimension.people, pair.known).expect("members are people");
        let observed = sum_of_squares(&pair.counts);
        let mut as_large = 0_u64;
        deal.each(parameters.draws, parameters.seed, pair.stream, |squares| {
            as_large += u64::from(u128::from(squares) >= observed);
        });
        Self {
            mean: Figure::known(deal.mean_squares() / real(pair.known).powi(2)),
            p_value: Figure::known(real(1 + as_large) / real(1 + u64::from(parameters.draws))),
        }
    }
}
