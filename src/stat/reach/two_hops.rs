//! The reach within two hops where the numbers of contacts are known and nothing else.
//!
//! # Definition
//! In a large network in which only the numbers of contacts are given (the configuration model), the people around somebody
//! form a tree: each contact has j more contacts with probability (j + 1) P(j + 1)/mean. Everybody consents independently
//! with probability p. Somebody is not affected within two hops where neither they, nor any of their k contacts, nor any
//! contact of those consented: with probability (1 - p) times the mean over P of ((1 - p) g)^k, where g, the mean of
//! k (1 - p)^(k - 1) over the mean of k, is the chance that a contact has no consenting contact of their own.
//!
//! # Reference
//! Newman, Strogatz and Watts 2001 (generating functions of the configuration model).
//!
//! # Limits
//! Exact in the limit of a large network without short circles. Circles of friends make the people around somebody fewer,
//! and the reach smaller: [`Reach::within_two_hops_at_most`] takes what is known of them into account.

use super::{Degrees, Reach, by_chance::at_least_one};
use crate::stat::real::real;

impl Reach {
    /// The reach within two hops in the configuration model, people consenting independently with probability `rate`.
    #[must_use]
    pub fn within_two_hops(degrees: &Degrees, rate: f64) -> Self {
        let (people, mean) = (degrees.people(), degrees.mean());
        let spared = |degree: u64| (real(degree) * (-rate).ln_1p()).exp();
        let contact = |degree: u64| if degree == 0 { 0.0 } else { real(degree) * spared(degree - 1) };
        let unseen = if mean > 0.0 { degrees.mean_of(contact) / mean } else { 1.0 };
        let reached = degrees.mean_of(|degree| 1.0 - ((1.0 - rate) * unseen).powf(real(degree)));
        Self { people, consenters: real(people) * rate, bystanders: real(people) * (1.0 - rate) * reached }
    }

    /// The most that random consent can reach within two hops in the mean, in any network with these numbers of contacts of
    /// which a share `clustering` (0 to 1) of all pairs of somebody's contacts are contacts of each other.
    ///
    /// Around somebody with k contacts stand at most k others and one for each open path of two ties. There are (1 -
    /// clustering) k (k - 1) open paths in the mean, and 1 - (1 - p)^b bends down as b grows: the mean number of people
    /// around one gives the most.
    #[must_use]
    pub fn within_two_hops_at_most(degrees: &Degrees, rate: f64, clustering: f64) -> Self {
        let people = degrees.people();
        let around = (degrees.mean() + (1.0 - clustering) * degrees.pairs()).min(real(people - 1));
        let consenters = real(people) * rate;
        Self { people, consenters, bystanders: (real(people) - consenters) * at_least_one(rate, around) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stat::draws::Draws;
    use rand_chacha::{
        ChaCha12Rng,
        rand_core::{Rng, SeedableRng},
    };

    fn below(random: &mut ChaCha12Rng, end: usize) -> usize {
        usize::try_from((u128::from(random.next_u64()) * end as u128) >> 64).expect("it is below `end`")
    }

    /// Ends of ties put together at random, loops and repeated ties dropped: a draw from the configuration model.
    fn network(degrees: &[(usize, usize)], random: &mut ChaCha12Rng) -> Vec<Vec<usize>> {
        let each = degrees.iter().flat_map(|&(degree, people)| std::iter::repeat_n(degree, people));
        let mut ends: Vec<usize> =
            each.enumerate().flat_map(|(person, degree)| std::iter::repeat_n(person, degree)).collect();
        let people = degrees.iter().map(|&(_, people)| people).sum();
        for last in (1..ends.len()).rev() {
            ends.swap(last, below(random, last + 1));
        }
        let mut contacts = vec![Vec::new(); people];
        for pair in ends.chunks_exact(2).filter(|pair| pair[0] != pair[1]) {
            contacts[pair[0]].push(pair[1]);
            contacts[pair[1]].push(pair[0]);
        }
        contacts
    }

    /// How many are within one hop, and within two, of those marked.
    fn reached(contacts: &[Vec<usize>], marked: &[bool]) -> [f64; 2] {
        let step = |from: &[bool]| -> Vec<bool> {
            let near = |person: usize| from[person] || contacts[person].iter().any(|&other| from[other]);
            (0..contacts.len()).map(near).collect()
        };
        let one = step(marked);
        let two = step(&one);
        [one, two].map(|marks| real(marks.iter().filter(|&&mark| mark).count() as u64))
    }

    /// The mean reach in draws, and how far a mean of that many draws may stray: four standard errors.
    fn drawn(chance: impl Fn(usize) -> f64) -> [(f64, f64); 2] {
        let mut random = ChaCha12Rng::seed_from_u64(11);
        let unit = |random: &mut ChaCha12Rng| real(random.next_u64() >> 11) / real(1_u64 << 53);
        let mut values = [Vec::new(), Vec::new()];
        for _ in 0..60 {
            let contacts = network(&PARTS, &mut random);
            let degrees = PARTS.iter().flat_map(|&(degree, people)| std::iter::repeat_n(degree, people));
            let marked: Vec<bool> = degrees.map(|degree| unit(&mut random) < chance(degree)).collect();
            let [one, two] = reached(&contacts, &marked);
            values[0].push(one);
            values[1].push(two);
        }
        values.map(|values| {
            let draws = Draws::of(values);
            let error = draws.sd().value().expect("draws") / 60_f64.sqrt();
            (draws.mean().value().expect("draws"), 4.0 * error)
        })
    }

    const PARTS: [(usize, usize); 4] = [(0, 1000), (2, 7000), (5, 3000), (12, 1000)];

    fn parts() -> Degrees {
        Degrees::of(PARTS.map(|(degree, people)| (degree as u64, people as u64))).expect("possible")
    }

    #[test]
    fn agrees_with_draws_of_networks_and_consenters() {
        let degrees = parts();
        let [one, two] = drawn(|_| 0.02);
        // A few ties in ten thousand are loops or double in a network of this size.
        for (formula, (mean, error)) in
            [(Reach::independently(&degrees, 0.02), one), (Reach::within_two_hops(&degrees, 0.02), two)]
        {
            let formula = formula.affected();
            assert!((formula - mean).abs() < error + 0.003 * formula, "{formula} {mean} {error}");
        }
    }

    #[test]
    fn consent_in_proportion_to_contacts_agrees_with_draws() {
        let degrees = parts();
        let each = 240.0 / 12_000.0 / degrees.mean();
        #[allow(clippy::cast_precision_loss, reason = "degrees are small")]
        let [(mean, error), _] = drawn(|degree| each * degree as f64);
        let formula =
            Reach::in_proportion_to_contacts(&degrees, 240).value().expect("a rate below 1").affected();
        assert!((formula - mean).abs() < error + 0.003 * formula, "{formula} {mean} {error}");
    }

    #[test]
    fn a_ring_and_a_bound_can_be_counted_by_hand() {
        // On a long ring four people stand within two steps of everybody; none of their contacts are contacts.
        let ring = Degrees::even(1000, 2.0).expect("possible");
        let by_hand = 1000.0 * (1.0 - 0.9_f64.powi(5));
        assert!((Reach::within_two_hops(&ring, 0.1).affected() - by_hand).abs() < 1e-9);
        assert!((Reach::within_two_hops_at_most(&ring, 0.1, 0.0).affected() - by_hand).abs() < 1e-9);
        // In triangles all are: two hops show no more than one.
        let one = Reach::independently(&ring, 0.1).affected();
        assert!((Reach::within_two_hops_at_most(&ring, 0.1, 1.0).affected() - one).abs() < 1e-9);
    }

    #[test]
    fn the_bound_is_above_the_model_and_the_model_above_one_hop() {
        let degrees = parts();
        for rate in [0.0, 1e-6, 0.01, 0.3, 1.0] {
            let one = Reach::independently(&degrees, rate).bystanders;
            let two = Reach::within_two_hops(&degrees, rate).bystanders;
            let most = Reach::within_two_hops_at_most(&degrees, rate, 0.0).bystanders;
            assert!(one <= two + 1e-9 && two <= most + 1e-9, "{rate}: {one} {two} {most}");
        }
    }
}
