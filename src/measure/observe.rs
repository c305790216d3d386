//! `Observe`: how much of the network so many consenters would show by chance, and how unusual it is what these show.
//!
//! # Reference
//! Node and edge observability: Radaelli and others 2018, *Quantifying surveillance in the networked age*. The closed form
//! draws exactly so many people without replacement; `independent` has the same with one rate of consent.
//!
//! # Limits
//! Chance stands for consent that has nothing to do with ties. Friends who consent together make the observed reach
//! smaller than chance, and people with many friends who consent make it larger than the model `random` expects.

use super::{
    expected::{Drawn, Expected},
    expected_ties::ExpectedTies,
    opened::Opened,
    surroundings::Surroundings,
};
use crate::{
    audit::Audit,
    model::number::{Figure, Undefined},
    null::{Model, NullTest, RewiredTest},
    stat::real::real,
};
use serde::Serialize;

/// Everybody consents independently of everybody else, as many in the mean as did.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Independent {
    /// The probability with which each consents.
    pub rate: Figure,
    /// The reach within one hop.
    #[serde(flatten)]
    pub reach: Expected,
    /// Ties with an end at an opening consenter, over all ties.
    pub edge_observability: Figure,
    /// The mean number of opening consenters around somebody who did not switch off sharing through friends.
    pub consenting_contacts: Figure,
}

/// Where the observed number of bystanders comes from: three parts that add up to it.
///
/// # Definition
/// `contacts` is the mean in rewired networks: what numbers of contacts alone give. `knit` is the mean for people with as
/// many contacts in the network as it is, less `contacts`: what its clusters and hubs add. `who` is the observed number
/// less that mean: what it adds that these people consented and not others like them.
///
/// # Limits
/// Two of the three are estimated from draws. In rewired networks people with as many contacts stand for each other, so that
/// the first part is that of any such consenters; where some switched off, only for switches that have nothing to do with ties.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Explained {
    /// Bystanders from numbers of contacts alone.
    pub contacts: Figure,
    /// Bystanders that the way the network is knit adds, below 0 where it takes away.
    pub knit: Figure,
    /// Bystanders that it adds who consented, below 0 where it takes away.
    pub who: Figure,
}

impl Explained {
    fn of(rewired: &RewiredTest, alike: &NullTest) -> Self {
        let less = |one: Figure, other: Figure| Figure(one.0.and_then(|one| other.map(|other| one - other).0));
        Self {
            contacts: rewired.bystanders_mean,
            knit: less(alike.mean, rewired.bystanders_mean),
            who: less(Figure::known(real(alike.observed)), alike.mean),
        }
    }
}

/// The reach that chance would have given to as many consenters.
///
/// # Definition
/// All figures speak of bystanders at one hop, whatever the hop limit is, but for `hop_2`. Consenters are drawn from
/// everybody, as many as there are, and as many of them at random open their contacts' data. Switches stay with their
/// owners: somebody who switched off sharing through friends is no bystander in any draw, as in the observed case. The
/// expected figures are exact means over all draws, from the number of contacts of each person alone (see [`Expected`]
/// and [`ExpectedTies`]); `low`, `high` and `p_value` are taken from `draws` draws of the model `random` (see [`NullTest`]),
/// and `models` hold the observed number against those draws and against consenters with as many contacts as these have.
/// `rewired` leaves the consenters and draws the network (see [`RewiredTest`]): `models` ask whether these consenters are
/// special, `rewired` whether the way in which the network is knit is.
/// In `hop_2` somebody who switched off is not passed through, even where a draw makes a consenter of them whose grant
/// opens nothing. Where records have dates, whoever was tied to a consenter on any day of the period counts as opened by
/// them, observed as well as drawn, so that both speak of the same; `spread` then has fewer, for it asks for one day on
/// which the grant was in force and both were tied.
///
/// # Example
/// Two of the village's seven consent, in one of 21 pairs. Ada, with four contacts, is a bystander of 14 of the pairs, Ben
/// of 12, Eve of 9, Cem, Dot and Fay of 5 each, Gus of none: 50 in 21 pairs.
/// ```
/// use bystander::{measure::observe::Observe, village};
/// let observe = Observe::of(&village::audit());
/// assert_eq!(observe.observed, 4);
/// assert!((observe.expected_bystanders.value().unwrap() - 50.0 / 21.0).abs() < 1e-12);
/// assert!((observe.expected_affected.value().unwrap() - 92.0 / 21.0).abs() < 1e-12);
/// assert!((observe.edge_observability.value().unwrap() - 11.0 / 21.0).abs() < 1e-12);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Observe {
    /// People who gave at least one grant.
    pub consenters: u64,
    /// Consenters over people, 0 to 1.
    pub rate: Figure,
    /// Bystanders at one hop in the mean over all draws.
    pub expected_bystanders: Figure,
    /// Consenters and bystanders in the mean over all draws.
    pub expected_affected: Figure,
    /// `expected_affected` over everybody, 0 to 1.
    pub expected_share: Figure,
    /// `expected_bystanders` over those who did not consent, 0 to 1.
    pub expected_nonconsenter_share: Figure,
    /// The mean number of opening consenters around somebody who did not consent and did not switch off.
    pub expected_consenting_contacts: Figure,
    /// Ties with an end at an opening consenter, over all ties, in the mean over all draws.
    pub edge_observability: Figure,
    /// All shares of ties to be expected.
    pub expected_ties: ExpectedTies,
    /// The reach within two hops; undefined above the limit of work.
    pub hop_2: Expected,
    /// How the expected figures come about.
    pub method: &'static str,
    /// How many people's switches the figures about ties leave out of account, consenters included.
    pub switches_ignored_by_ties: u64,
    /// The same with independent consent instead of exactly so many consenters.
    pub independent: Independent,
    /// The bystanders at one hop of the consenters in the list.
    pub observed: u64,
    /// The observed consenters and bystanders at one hop over everybody, 0 to 1.
    pub observed_share: Figure,
    /// How many draws stand behind the next three.
    pub draws: u32,
    /// The number of bystanders that 2.5 % of the draws do not exceed.
    pub low: Figure,
    /// The number of bystanders that 97.5 % of the draws do not exceed.
    pub high: Figure,
    /// How likely so many or more bystanders are if anybody could have consented, above 0 and at most 1.
    pub p_value: f64,
    /// Where the random streams start.
    pub seed: u64,
    /// The observed number against each chance model.
    pub models: [NullTest; 3],
    /// The observed number against the same consenters in rewired networks.
    pub rewired: RewiredTest,
    /// What of the observed number comes from where.
    pub explained: Explained,
}

impl Observe {
    /// Takes the measure.
    #[must_use]
    pub fn of(audit: &Audit) -> Self {
        let drawn = drawn(audit);
        let around = Surroundings::at_one_hop(audit);
        let expected = Expected::without_replacement(drawn, &around);
        let ties = ExpectedTies::of(audit, drawn);
        let observed = Opened::at_any_time(audit).people_by_times()[1..].iter().sum();
        let models = Model::ALL.map(|model| NullTest::of(audit, model, observed));
        let [random, same_degree, _] = models;
        let rewired = RewiredTest::of(audit, observed);
        Self {
            consenters: drawn.consenters,
            rate: Figure::ratio(drawn.consenters, drawn.people, Undefined::EmptyGraph),
            expected_bystanders: expected.bystanders,
            expected_affected: expected.affected,
            expected_share: expected.share,
            expected_nonconsenter_share: expected.nonconsenter_share,
            expected_consenting_contacts: consenting_contacts(drawn.opening, drawn.people.saturating_sub(1), &around),
            edge_observability: ties.consenter_end,
            expected_ties: ties,
            hop_2: Surroundings::within_two_hops(audit).map_or_else(
                || Expected::undefined(Undefined::TooLarge),
                |around| Expected::without_replacement(drawn, &around),
            ),
            method: "exact mean over all draws without replacement",
            switches_ignored_by_ties: drawn.people - around.total(),
            independent: independent(drawn, &around, ties),
            observed,
            observed_share: Figure::ratio(drawn.consenters + observed, drawn.people, Undefined::EmptyGraph),
            draws: random.draws,
            low: random.low,
            high: random.high,
            p_value: random.p_value,
            seed: random.seed,
            models,
            rewired,
            explained: Explained::of(&rewired, &same_degree),
        }
    }
}

fn drawn(audit: &Audit) -> Drawn {
    Drawn {
        people: audit.people() as u64,
        consenters: audit.consenters.len() as u64,
        opening: audit.consenters.iter().filter(|consenter| consenter.opens_contacts).count() as u64,
    }
}

/// `opening` over `others`, each of whom is as likely to open, times the mean number of people around somebody.
fn consenting_contacts(opening: u64, others: u64, around: &Surroundings) -> Figure {
    let mean = Figure::ratio(around.others(), around.total(), Undefined::ZeroDenominator);
    let each = Figure::ratio(opening, others, Undefined::ZeroDenominator);
    Figure(mean.0.and_then(|mean| each.map(|each| each * mean).0))
}

fn independent(drawn: Drawn, around: &Surroundings, ties: ExpectedTies) -> Independent {
    let spared = 1.0 - real(drawn.opening) / real(drawn.people);
    Independent {
        rate: Figure::ratio(drawn.consenters, drawn.people, Undefined::EmptyGraph),
        reach: Expected::independently(drawn, around),
        edge_observability: ties.consenter_end.map(|_| 1.0 - spared * spared),
        consenting_contacts: consenting_contacts(drawn.opening, drawn.people, around),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{measure::sketch::Sketch, village};

    /// The mean over our draws is within four standard errors of the closed form.
    fn claims_the_mean_of_the_draws(mut audit: Audit) {
        audit.parameters.draws = 1;
        let observe = Observe::of(&audit);
        audit.parameters.draws = 20_000;
        let NullTest { mean, sd, draws, .. } = NullTest::of(&audit, Model::Random, observe.observed);
        let (mean, sd) = (mean.value().expect("draws"), sd.value().expect("draws"));
        let expected = observe.expected_bystanders.value().expect("there are people");
        assert!((mean - expected).abs() <= 4.0 * sd / f64::from(draws).sqrt(), "{mean} against {expected}");
    }

    const RING: Sketch = Sketch {
        people: 8,
        ties: &[(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 7), (7, 0), (0, 4)],
        consenters: &[0, 3, 5],
        closed: &[],
        opted_out: &[],
        hops: 1,
    };

    #[test]
    fn draws_and_closed_form_speak_of_the_same_number() {
        claims_the_mean_of_the_draws(village::audit());
        claims_the_mean_of_the_draws(RING.audit());
    }

    #[test]
    fn so_they_do_where_some_switched_off_and_some_grants_open_nothing() {
        claims_the_mean_of_the_draws(Sketch { opted_out: &[1, 5], closed: &[3], ..RING }.audit());
    }

    #[test]
    fn the_observed_number_respects_switches_and_scopes() {
        let observe = Observe::of(&Sketch { opted_out: &[1, 5], closed: &[3], ..RING }.audit());
        assert_eq!((observe.observed, observe.switches_ignored_by_ties), (3, 2));
    }

    #[test]
    fn the_parts_add_up_to_the_observed_number() {
        let Explained { contacts, knit, who } = Observe::of(&RING.audit()).explained;
        let parts = [contacts, knit, who].map(|part| part.value().expect("there are draws"));
        assert!((parts.iter().sum::<f64>() - 5.0).abs() < 1e-9, "{parts:?}");
    }

    #[test]
    fn everybody_consents_and_nobody_is_left_to_be_reached() {
        let observe = Observe::of(&Sketch { consenters: &[0, 1, 2, 3, 4, 5, 6, 7], ..RING }.audit());
        assert_eq!(observe.expected_affected.value(), Some(8.0));
        assert_eq!(observe.expected_nonconsenter_share, Figure::undefined(Undefined::NoNonconsenters));
        assert_eq!(observe.models[0].z, Figure::undefined(Undefined::ZeroVariance));
    }
}
