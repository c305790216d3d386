//! `NullTest`: the observed number of bystanders held against draws from a model of chance.

use super::{
    drawing::Drawing,
    strata::{Model, Stratum, strata},
};
use crate::{
    audit::Audit,
    model::number::Figure,
    stat::{draws::Draws, real::real},
};
use rayon::prelude::*;
use serde::Serialize;

/// How the bystanders at one hop compare with those of consenters drawn by chance.
///
/// # Definition
/// Each draw takes, within every stratum of the model, as many people as consented there, each set of so many equally
/// likely, and as many of them at random to open their contacts' data. Ties and everybody's own switch stay as they are.
/// The statistic is the number of people who were not drawn, did not switch off sharing through friends, and are opened
/// at one hop. `low`, `median` and `high` are the 2.5th, 50th and 97.5th percentile of the draws by nearest rank;
/// `p_value` is the p-value against larger values (see [`Draws`]), `p_lower` that against smaller ones.
///
/// # Example
/// Nobody in the village has as many contacts as Ada or as Ben, so their like is themselves.
/// ```
/// use bystander::{null::{Model, NullTest}, village};
/// let test = NullTest::of(&village::audit(), Model::SameDegree, 4);
/// assert_eq!((test.observed, test.mean.value(), test.p_value), (4, Some(4.0), 1.0));
/// ```
///
/// # Limits
/// Each draw has a random stream of its own, so that the number of threads changes nothing. Two models share streams:
/// their tests are not independent of each other.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct NullTest {
    /// Who could have consented instead.
    pub model: Model,
    /// The bystanders at one hop of those who did.
    pub observed: u64,
    /// The mean number in the draws.
    pub mean: Figure,
    /// Its standard deviation in the draws.
    pub sd: Figure,
    /// The value that 2.5 % of the draws do not exceed.
    pub low: Figure,
    /// The value that half of the draws do not exceed.
    pub median: Figure,
    /// The value that 97.5 % of the draws do not exceed.
    pub high: Figure,
    /// How likely so many or more bystanders are under the model, above 0 and at most 1.
    pub p_value: f64,
    /// How likely so many or fewer bystanders are under the model, above 0 and at most 1.
    pub p_lower: f64,
    /// How many standard deviations the observed number lies above the mean.
    pub z: Figure,
    /// How many draws were taken.
    pub draws: u32,
    /// Where the random streams start.
    pub seed: u64,
}

impl NullTest {
    /// Holds `observed` against draws from `model`, as many as the audit's parameters ask for.
    #[must_use]
    pub fn of(audit: &Audit, model: Model, observed: u64) -> Self {
        let (draws, seed) = (audit.parameters.draws, audit.parameters.seed);
        let reached = bystanders(audit, &strata(audit, model), draws, seed);
        let reached = Draws::of(reached.into_iter().map(real).collect());
        Self {
            model,
            observed,
            mean: reached.mean(),
            sd: reached.sd(),
            low: reached.nearest_rank(25),
            median: reached.nearest_rank(500),
            high: reached.nearest_rank(975),
            p_value: reached.p_upper(real(observed)),
            p_lower: reached.p_lower(real(observed)),
            z: reached.z(real(observed)),
            draws,
            seed,
        }
    }
}

/// The bystanders of each draw, in the order of the draws.
fn bystanders(audit: &Audit, strata: &[Stratum], draws: u32, seed: u64) -> Vec<u64> {
    (0..draws)
        .into_par_iter()
        .with_min_len(32)
        .map_init(|| Drawing::new(audit), |drawing, draw| drawing.bystanders(strata, seed, u64::from(draw)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::village;

    #[test]
    fn the_number_of_threads_changes_nothing() {
        let with_threads = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
            pool.install(|| NullTest::of(&village::audit(), Model::Random, 4))
        };
        assert_eq!(with_threads(1), with_threads(3));
    }

    #[test]
    fn another_seed_gives_other_draws_and_the_same_seed_the_same() {
        let audit = village::audit();
        let strata = strata(&audit, Model::Random);
        assert_eq!(bystanders(&audit, &strata, 50, 1), bystanders(&audit, &strata, 50, 1));
        assert_ne!(bystanders(&audit, &strata, 50, 1), bystanders(&audit, &strata, 50, 2));
    }

    #[test]
    fn more_draws_begin_with_the_fewer() {
        let audit = village::audit();
        let strata = strata(&audit, Model::Random);
        assert_eq!(bystanders(&audit, &strata, 50, 1)[..10], bystanders(&audit, &strata, 10, 1));
    }

    #[test]
    fn without_draws_only_the_observed_number_is_known() {
        let mut audit = village::audit();
        audit.parameters.draws = 0;
        let test = NullTest::of(&audit, Model::Random, 4);
        assert_eq!((test.mean.value(), test.p_value), (None, 1.0));
    }
}
