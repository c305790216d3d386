//! `RewiredTest`: the observed number of bystanders held against the same consenters in rewired networks.

use super::rewire::{Rewired, Rewiring, tries};
use crate::{
    audit::Audit,
    graph::{TieGraph, transitivity::Transitivity},
    model::{
        number::{Figure, Undefined},
        tie::Direction,
    },
    stat::{draws::Draws, real::real},
};
use rayon::prelude::*;
use serde::Serialize;

/// How the bystanders at one hop compare with those that the same people would have in networks knit at random.
///
/// # Definition
/// Each draw is a network among all in which everybody has as many contacts as here, each as likely (see [`Rewiring`]).
/// Consenters, what their grants open, and everybody's own switch stay as they are; the statistic is the number of people who
/// gave no grant, did not switch off sharing through friends, and are opened at one hop. `low`, `median`, `high`, `p_value`
/// and `p_lower` are as in [`NullTest`](super::NullTest). The chance models there ask whether these consenters are special; this one
/// leaves them as they are and asks whether the knitting of the network is: where friends of friends are friends, circles
/// of consenters overlap, and there are fewer bystanders than in rewired networks.
///
/// `transitivity` says how often two contacts of one person are tied to each other (see [`Transitivity`]).
///
/// # Example
/// Whatever the village's ties, Ada with her four contacts and Ben with three show four others: there are only five, and
/// Gus has no contacts.
/// ```
/// use bystander::{null::RewiredTest, village};
/// let test = RewiredTest::of(&village::audit(), 4);
/// assert_eq!((test.bystanders_mean.value(), test.p_value.value()), (Some(4.0), Some(1.0)));
/// ```
///
/// # Limits
/// At most [`LIMIT`] swaps are tried in all draws together: there are as many draws as that allows, and where it allows fewer than
/// [`FEWEST`] and the user asked for more, there are none. Draws share random streams with those of the other models: the tests are not
/// independent of each other.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct RewiredTest {
    /// The bystanders at one hop in the network as it is.
    pub observed: u64,
    /// Their mean number in the rewired networks.
    pub bystanders_mean: Figure,
    /// Its standard deviation in them.
    pub sd: Figure,
    /// The value that 2.5 % of the draws do not exceed.
    pub low: Figure,
    /// The value that half of the draws do not exceed.
    pub median: Figure,
    /// The value that 97.5 % of the draws do not exceed.
    pub high: Figure,
    /// How likely so many or more bystanders are in a rewired network, above 0 and at most 1.
    pub p_value: Figure,
    /// How likely so many or fewer bystanders are in a rewired network, above 0 and at most 1.
    pub p_lower: Figure,
    /// How many standard deviations the observed number lies above the mean.
    pub z: Figure,
    /// The share of pairs of ties meeting in a person that a third tie closes, 0 to 1, in the network as it is.
    pub transitivity: Figure,
    /// The mean of that share in the rewired networks.
    pub transitivity_mean: Figure,
    /// How many networks were drawn; fewer than asked for where the network is large.
    pub draws: u32,
    /// Where the random streams start.
    pub seed: u64,
    /// How many swaps each draw tried.
    pub tries: u64,
    /// How many swaps each draw made, in the mean, for each tie.
    pub swaps_per_tie: Figure,
}

/// The most swaps that are tried in all draws of a test.
pub const LIMIT: u64 = 20_000_000;

/// The fewest draws worth having: with fewer no p-value is as low as 5 %.
pub const FEWEST: u64 = 19;

/// The most steps that are taken to count triangles in all draws of a test.
const TRIANGLE_LIMIT: u64 = 2_000_000_000;

/// What is counted in one rewired network.
struct Drawn {
    bystanders: u64,
    swaps: u64,
    transitivity: Figure,
}

impl RewiredTest {
    /// Holds `observed` against rewired networks, as many as the audit's parameters ask for and the limit allows.
    #[must_use]
    pub fn of(audit: &Audit, observed: u64) -> Self {
        let mutual = mutual(&audit.graph);
        let ties = mutual.as_ref().unwrap_or(&audit.graph);
        let work = Transitivity::work(ties);
        let counts = |networks: u32| work.saturating_mul(u64::from(networks)) <= TRIANGLE_LIMIT;
        let transitivity = if counts(1) { Transitivity::of(ties).share() } else { TOO_LARGE };
        let ties = if is_arrow(&audit.graph) { ties.arrow_count() } else { ties.ties() };
        let unknown = Self::unknown(observed, transitivity, audit.parameters.seed, tries(ties));
        match draws(ties, audit.parameters.draws) {
            Some(draws) => unknown.with(&drawn(audit, draws, counts(draws)), ties),
            None => unknown,
        }
    }

    /// The test before anything is drawn, or where nothing can be.
    fn unknown(observed: u64, transitivity: Figure, seed: u64, tries: u64) -> Self {
        Self {
            observed,
            bystanders_mean: TOO_LARGE,
            sd: TOO_LARGE,
            low: TOO_LARGE,
            median: TOO_LARGE,
            high: TOO_LARGE,
            p_value: TOO_LARGE,
            p_lower: TOO_LARGE,
            z: TOO_LARGE,
            transitivity,
            transitivity_mean: TOO_LARGE,
            draws: 0,
            seed,
            tries,
            swaps_per_tie: TOO_LARGE,
        }
    }

    /// The test against these networks.
    fn with(self, drawn: &[Drawn], ties: u64) -> Self {
        let reached = Draws::of(drawn.iter().map(|drawn| real(drawn.bystanders)).collect());
        let observed = real(self.observed);
        let swaps = Draws::of(drawn.iter().map(|drawn| real(drawn.swaps)).collect());
        Self {
            bystanders_mean: reached.mean(),
            sd: reached.sd(),
            low: reached.nearest_rank(25),
            median: reached.nearest_rank(500),
            high: reached.nearest_rank(975),
            p_value: Figure::known(reached.p_upper(observed)),
            p_lower: Figure::known(reached.p_lower(observed)),
            z: reached.z(observed),
            transitivity_mean: mean_transitivity(drawn),
            draws: u32::try_from(drawn.len()).expect("as many as were asked for"),
            swaps_per_tie: match ties {
                0 => Figure::undefined(Undefined::NoEdges),
                _ => swaps.mean().map(|swaps| swaps / real(ties)),
            },
            ..self
        }
    }
}

const TOO_LARGE: Figure = Figure::undefined(Undefined::TooLarge);

/// Whether a grant opens one end of a tie only.
fn is_arrow(graph: &TieGraph) -> bool {
    graph.is_directed() && matches!(graph.direction(), Direction::Out | Direction::In)
}

/// The network of those tied in both directions, where only such ties are read.
fn mutual(graph: &TieGraph) -> Option<TieGraph> {
    (graph.direction() == Direction::Mutual).then(|| {
        let opens =
            graph.people().flat_map(|one| graph.opened_by(one).iter().map(move |&other| (one, other)));
        TieGraph::undirected(graph.size(), &opens.collect::<Vec<_>>())
    })
}

/// How many networks of so many ties are drawn where `asked` are asked for; none where too few would be.
fn draws(ties: u64, asked: u32) -> Option<u32> {
    let affordable = LIMIT / tries(ties);
    let draws = affordable.min(u64::from(asked));
    (draws == u64::from(asked) || draws >= FEWEST)
        .then(|| u32::try_from(draws).expect("at most as many as asked for"))
}

/// So many rewired networks, in the order of their streams.
fn drawn(audit: &Audit, draws: u32, counts_triangles: bool) -> Vec<Drawn> {
    let rewiring = Rewiring::of(&audit.graph);
    let draw = |stream: u32| {
        let rewired = rewiring.draw(audit.parameters.seed, u64::from(stream));
        let transitivity = || Transitivity::of(&rewired.graph()).share();
        Drawn {
            bystanders: bystanders(audit, &rewired),
            swaps: rewired.swaps,
            transitivity: if counts_triangles { transitivity() } else { TOO_LARGE },
        }
    };
    (0..draws).into_par_iter().map(draw).collect()
}

/// The people whom the consenters would have opened in the rewired network.
fn bystanders(audit: &Audit, rewired: &Rewired) -> u64 {
    let mut met = vec![false; audit.people()];
    let opening = audit.consenters.iter().filter(|consenter| consenter.opens_contacts);
    for &person in opening.flat_map(|consenter| rewired.opened_by(consenter.person)) {
        met[person.index()] = !audit.is_consenter(person) && !audit.is_opted_out(person);
    }
    met.into_iter().map(u64::from).sum()
}

/// The mean share over all networks. Where everybody keeps their contacts no two ties meet in any network, or some do in each.
/// With directed ties some may have none, if two people point to each other: these count as 0.
fn mean_transitivity(drawn: &[Drawn]) -> Figure {
    let first = drawn.iter().map(|drawn| drawn.transitivity).find(|share| share.value().is_some());
    match (first, drawn.first()) {
        (Some(_), _) => {
            Draws::of(drawn.iter().map(|drawn| drawn.transitivity.value().unwrap_or_default()).collect())
                .mean()
        }
        (None, Some(drawn)) => drawn.transitivity,
        (None, None) => Figure::undefined(Undefined::EmptyInput),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{
            case::{AuditCase, Parameters},
            consent::Consenter,
            id::PersonId,
        },
        table::{Tables, ties::Ties},
        village,
    };

    /// Six people in a ring with a chord, of whom the first and the fourth consent.
    fn ring(draws: u32, opted_out: &[u32], closed: bool) -> Audit {
        let pairs = [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 0)];
        let consenter = |row: u32| Consenter {
            person: PersonId(row),
            number: row + 1,
            line: 0,
            opens_contacts: row == 0 || !closed,
        };
        let tables = Tables {
            case: AuditCase::default(),
            people: 6,
            ties: Ties {
                pairs: pairs.map(|(one, other)| (PersonId(one), PersonId(other))).to_vec(),
                ..Ties::default()
            },
            consenters: [0, 3].map(consenter).to_vec(),
            opted_out: opted_out.iter().copied().map(PersonId).collect(),
            ..Tables::default()
        };
        Audit::new(tables, Parameters { draws, ..Parameters::default() })
    }

    fn claims_mean(audit: &Audit, expected: f64) {
        let test = RewiredTest::of(audit, 4);
        let (mean, sd) = (test.bystanders_mean.value().unwrap(), test.sd.value().unwrap());
        let error = sd / f64::from(test.draws).sqrt();
        assert!((mean - expected).abs() <= 4.0 * error, "{mean} against {expected}");
    }

    #[test]
    fn the_mean_is_that_over_every_network_of_these_degrees() {
        // 60 hexagons and 10 pairs of triangles. Of a hexagon's fifteen pairs of people six are neighbours and show two others,
        // six have one contact in common and show three, three are opposite and show four; of two triangles' pairs six share
        // a triangle and show one other, nine do not and show four.
        let hexagon = (6.0 * 2.0 + 6.0 * 3.0 + 3.0 * 4.0) / 15.0;
        let triangles = (6.0 * 1.0 + 9.0 * 4.0) / 15.0;
        claims_mean(&ring(2_000, &[], false), (60.0 * hexagon + 10.0 * triangles) / 70.0);
        // The first alone opens: two contacts of five others, one of whom is the fourth, who consented.
        claims_mean(&ring(2_000, &[], true), 2.0 * 4.0 / 5.0);
        // The second switched off.
        claims_mean(&ring(2_000, &[1], true), 2.0 * 3.0 / 5.0);
    }

    #[test]
    fn the_mean_transitivity_is_that_over_every_network() {
        let test = RewiredTest::of(&ring(2_000, &[], false), 4);
        assert_eq!(test.transitivity.value(), Some(0.0));
        let mean = test.transitivity_mean.value().unwrap();
        let share = 10.0 / 70.0; // two triangles close every pair of ties, a hexagon none
        assert!((mean - share).abs() < 4.0 * (share * (1.0 - share) / 2_000.0_f64).sqrt(), "{mean}");
    }

    #[test]
    fn the_number_of_threads_changes_nothing() {
        let with_threads = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
            pool.install(|| RewiredTest::of(&ring(50, &[], false), 4))
        };
        assert_eq!(with_threads(1), with_threads(3));
    }

    #[test]
    fn large_networks_are_drawn_less_often_and_the_largest_not_at_all() {
        assert_eq!([draws(1_000, 1_000), draws(88_234, 1_000)], [Some(1_000), Some(45)]);
        assert_eq!([draws(210_000, 1_000), draws(211_000, 1_000)], [Some(19), None]);
        assert_eq!([draws(700_000, 5), draws(1_000_000, 20), draws(u64::MAX, 0)], [Some(5), None, Some(0)]);
    }

    #[test]
    fn without_draws_only_the_network_as_it_is_is_known() {
        let mut audit = village::audit();
        audit.parameters.draws = 0;
        let test = RewiredTest::of(&audit, 4);
        assert_eq!((test.bystanders_mean.value(), test.p_value.value()), (None, Some(1.0)));
        assert_eq!(test.transitivity.value(), Some(0.3));
    }
}
