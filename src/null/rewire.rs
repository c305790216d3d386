//! `Rewiring`: the same people in other networks, everybody with as many contacts as before.
//!
//! # Reference
//! Double edge swaps as a Markov chain: Taylor 1981; Fosdick and others 2018, *Configuring random graph models with fixed
//! degree sequences* (a swap that is refused counts as a step, or the draws are not uniform). Directed ties need turned
//! triangles as well: Berger and Müller-Hannemann 2010.

use crate::{
    graph::TieGraph,
    model::{id::PersonId, tie::Direction},
};
use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha12Rng;

/// Draws networks at random among all in which everybody keeps their number of contacts.
///
/// # Definition
/// What is rewired is the relation that an audit reads: whose grant opens whom. Where a tie opens both ends it has no direction,
/// and each person keeps the number of people whom they open, who are the same that open them. Where ties are read as `Out`
/// or `In` each person keeps both numbers. No draw has a tie twice or from a person to themselves, and each network with these
/// numbers is as likely as any other.
///
/// A draw begins with the network as it is. Each try takes two ties at random, each with a random end in front, and
/// exchanges their far ends: a-b and c-d become a-d and c-b. Where that would repeat a tie or tie a person to themselves,
/// nothing is changed, and the try counts. For directed ties one try in eight takes a tie and a third person at random
/// instead, and turns the ties of the three round where they form a circle; no exchange of far ends can do that.
///
/// A draw takes [`TRIES_PER_TIE`] tries a tie and [`MORE_TRIES`]: each tie is taken some ten times. In social networks
/// nine tries in ten succeed, so that one tie in ten thousand is still where it was. The number is fixed beforehand: to
/// stop after so many successes would favour networks in which few swaps are possible.
///
/// # Example
/// Two ties among four people: the three ways to pair them off are as likely.
/// ```
/// use bystander::{graph::TieGraph, model::id::PersonId, null::Rewiring};
/// let pairs = [(0, 1), (2, 3)].map(|(one, other)| (PersonId(one), PersonId(other)));
/// let rewiring = Rewiring::of(&TieGraph::undirected(4, &pairs));
/// let with_first = |stream| rewiring.draw(1, stream).opened_by(PersonId(0))[0].0;
/// let mut times = [0; 4];
/// (0..300).for_each(|stream| times[with_first(stream) as usize] += 1);
/// assert!(times[0] == 0 && times[1..].iter().all(|times| (60..140).contains(times)));
/// ```
///
/// # Limits
/// There is no proof for all networks that so many tries make a draw forget where it began. In a network of 88,234 ties, the ego
/// networks of Facebook, twice and four times as many tries give the same mean reach and the same transitivity within two
/// standard errors of 100 draws. In a dense network most tries fail: see [`Rewired::swaps`].
#[derive(Clone, Debug)]
pub struct Rewiring {
    direction: Direction,
    /// Whether ties point somewhere.
    directed: bool,
    /// Where each person's row begins, and where the last one ends.
    starts: Vec<usize>,
    /// Whose row each slot is in.
    owner: Vec<PersonId>,
    slots: Slots,
}

/// Who stands in each slot of the rows. The rows keep their lengths.
#[derive(Clone, Debug)]
struct Slots {
    contact: Vec<PersonId>,
    /// For ties without direction, the slot of the same tie in the contact's row.
    mirror: Vec<u32>,
}

/// How many swaps are tried for each tie.
pub const TRIES_PER_TIE: u64 = 5;

/// How many more are tried in each draw, for networks of few ties.
pub const MORE_TRIES: u64 = 1_000;

/// One try in so many turns a circle of three, where ties are directed.
const TURNS: u32 = 8;

impl Rewiring {
    /// Of who opens whom in `graph`, which has fewer than 2^31 ties.
    #[must_use]
    pub fn of(graph: &TieGraph) -> Self {
        let direction = graph.direction();
        let directed = graph.is_directed() && matches!(direction, Direction::Out | Direction::In);
        let mut starts = vec![0];
        let (mut owner, mut contact) = (Vec::new(), Vec::new());
        for person in graph.people() {
            contact.extend(graph.opened_by(person));
            owner.resize(contact.len(), person);
            starts.push(contact.len());
        }
        let place = |(&from, to): (&PersonId, &PersonId)| {
            let back =
                graph.opened_by(*to).binary_search(&from).expect("ties without direction have two ends");
            u32::try_from(starts[to.index()] + back).expect("fewer than 2^31 ties")
        };
        let ends = owner.iter().zip(&contact);
        let mirror = if directed { Vec::new() } else { ends.map(place).collect() };
        Self { direction, directed, starts, owner, slots: Slots { contact, mirror } }
    }

    /// How many swaps each draw tries.
    #[must_use]
    pub fn tries(&self) -> u64 {
        tries(self.ties())
    }

    /// How many ties there are.
    #[must_use]
    pub fn ties(&self) -> u64 {
        let slots = self.owner.len() as u64;
        if self.directed { slots } else { slots / 2 }
    }

    /// The network after so many tries with the random stream `stream` of `seed`. The same numbers give the same network.
    #[must_use]
    pub fn draw(&self, seed: u64, stream: u64) -> Rewired<'_> {
        self.draw_after(self.tries(), seed, stream)
    }

    /// The same after `tries` tries.
    fn draw_after(&self, tries: u64, seed: u64, stream: u64) -> Rewired<'_> {
        let mut random = ChaCha12Rng::seed_from_u64(seed);
        random.set_stream(stream);
        let mut rewired = Rewired { rewiring: self, slots: self.slots.clone(), swaps: 0 };
        if !self.owner.is_empty() {
            (0..tries).for_each(|_| rewired.swaps += u64::from(rewired.attempt(&mut random)));
        }
        rewired
    }
}

/// How many swaps a draw of a network of so many ties tries.
#[must_use]
pub(super) fn tries(ties: u64) -> u64 {
    ties.saturating_mul(TRIES_PER_TIE).saturating_add(MORE_TRIES)
}

/// A network that was rewired.
#[derive(Clone, Debug)]
pub struct Rewired<'a> {
    rewiring: &'a Rewiring,
    slots: Slots,
    /// How many of the tries succeeded.
    pub swaps: u64,
}

impl Rewired<'_> {
    /// The people whose data a grant of `person` opens here, each once, in no order.
    #[must_use]
    pub fn opened_by(&self, person: PersonId) -> &[PersonId] {
        let starts = &self.rewiring.starts;
        &self.slots.contact[starts[person.index()]..starts[person.index() + 1]]
    }

    /// The network, to be read for an audit like the one that was rewired.
    #[must_use]
    pub fn graph(&self) -> TieGraph {
        let Rewiring { direction, directed, ref owner, ref starts, .. } = *self.rewiring;
        let opens = owner.iter().copied().zip(self.slots.contact.iter().copied());
        let people = starts.len() - 1;
        match (directed, direction) {
            (true, Direction::In) => TieGraph::directed(
                people,
                &opens.map(|(one, other)| (other, one)).collect::<Vec<_>>(),
                direction,
            ),
            (true, _) => TieGraph::directed(people, &opens.collect::<Vec<_>>(), direction),
            (false, _) => {
                let ties = opens.filter(|(one, other)| one < other);
                TieGraph::undirected(people, &ties.collect::<Vec<_>>())
            }
        }
    }

    /// One try; whether it changed anything.
    fn attempt(&mut self, random: &mut impl Rng) -> bool {
        let many = self.rewiring.owner.len();
        let (one, other) = (random.random_range(0..many), random.random_range(0..many));
        if self.rewiring.directed && random.random_ratio(1, TURNS) {
            self.turn(one, self.rewiring.owner[other])
        } else {
            self.swap(one, other)
        }
    }

    /// Exchanges the far ends of the ties in two slots, where that gives two new ties.
    fn swap(&mut self, one: usize, other: usize) -> bool {
        let (a, c) = (self.rewiring.owner[one], self.rewiring.owner[other]);
        let (b, d) = (self.slots.contact[one], self.slots.contact[other]);
        if a == d || b == c || self.has(a, d) || self.has(c, b) {
            return false;
        }
        let Slots { contact, mirror } = &mut self.slots;
        contact.swap(one, other);
        if !self.rewiring.directed {
            let (back, other_back) = (mirror[one] as usize, mirror[other] as usize);
            (contact[back], contact[other_back]) = (c, a);
            mirror.swap(one, other);
            mirror.swap(back, other_back);
        }
        true
    }

    /// Turns round the circle of the tie in `slot` and of two ties through `third`, where there is one, and nothing
    /// in the way.
    fn turn(&mut self, slot: usize, third: PersonId) -> bool {
        let (first, second) = (self.rewiring.owner[slot], self.slots.contact[slot]);
        let places = self.slot_of(second, third).zip(self.slot_of(third, first));
        let Some((from_second, from_third)) = places else { return false };
        if self.has(second, first) || self.has(third, second) || self.has(first, third) {
            return false;
        }
        let contact = &mut self.slots.contact;
        (contact[slot], contact[from_second], contact[from_third]) = (third, first, second);
        true
    }

    /// Whether `from` opens `to`. Ties without direction are looked up in the shorter row.
    fn has(&self, from: PersonId, to: PersonId) -> bool {
        let (row, other) = (self.opened_by(from), self.opened_by(to));
        let (row, sought) =
            if !self.rewiring.directed && other.len() < row.len() { (other, from) } else { (row, to) };
        let any = |part: &[PersonId]| part.iter().filter(|&&contact| contact == sought).count() > 0;
        row.chunks(32).any(any) // a part at a time is several times quicker than one by one
    }

    /// The slot of the tie from one to another.
    fn slot_of(&self, from: PersonId, to: PersonId) -> Option<usize> {
        let at = self.opened_by(from).iter().position(|&contact| contact == to)?;
        Some(self.rewiring.starts[from.index()] + at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    type Ties = Vec<(PersonId, PersonId)>;

    fn ties(ties: &[(u32, u32)]) -> Ties {
        ties.iter().map(|&(from, to)| (PersonId(from), PersonId(to))).collect()
    }

    /// How many people each person points to, and how many point to them.
    fn degrees(people: u32, ties: &Ties) -> Vec<(usize, usize)> {
        let of = |person: u32| {
            let out = ties.iter().filter(|tie| tie.0.0 == person).count();
            (out, ties.iter().filter(|tie| tie.1.0 == person).count())
        };
        (0..people).map(of).collect()
    }

    /// Every set of ties among so many people, `ties.len()` of them, that gives everybody as many contacts as `ties` do.
    fn every_network(people: u32, known: &Ties, directed: bool) -> Vec<Ties> {
        let each = (0..people).flat_map(|from| (0..people).map(move |to| (PersonId(from), PersonId(to))));
        let possible: Ties =
            each.filter(|(from, to)| if directed { from != to } else { from < to }).collect();
        let kept = |ties: &Ties| {
            let degrees = degrees(people, ties);
            if directed { degrees } else { degrees.iter().map(|(out, back)| (out + back, 0)).collect() }
        };
        let expected = kept(known);
        let sets = (0_u32..1 << possible.len()).filter(|set| set.count_ones() as usize == known.len());
        let chosen = |set: u32| {
            let at = |place: &usize| (set >> place) & 1 == 1;
            (0..possible.len()).filter(at).map(|place| possible[place]).collect::<Ties>()
        };
        sets.map(chosen).filter(|ties| kept(ties) == expected).collect()
    }

    /// Each possible network is drawn about as often as any other: within five standard errors.
    fn claims_uniform(people: u32, known: &[(u32, u32)], direction: Option<Direction>, expected: usize) {
        let known = ties(known);
        let directed = direction.is_some();
        let graph = direction.map_or_else(
            || TieGraph::undirected(people as usize, &known),
            |direction| TieGraph::directed(people as usize, &known, direction),
        );
        let every = every_network(people, &known, directed);
        assert_eq!(every.len(), expected);
        let many = u32::try_from(every.len()).expect("few networks");
        let draws = 150 * many;
        let rewiring = Rewiring::of(&graph);
        let mut times: BTreeMap<Ties, u32> = every.into_iter().map(|network| (network, 0)).collect();
        for stream in 0..draws {
            let drawn = rewiring.draw_after(400, 3, u64::from(stream)).graph();
            *times.get_mut(&drawn.arrows().collect::<Ties>()).expect("a network with these degrees") += 1;
        }
        let share = 1.0 / f64::from(many);
        let spread = 5.0 * (f64::from(draws) * share * (1.0 - share)).sqrt();
        assert!(times.values().all(|&times| (f64::from(times) - 150.0).abs() < spread), "{times:?}");
    }

    #[test]
    fn every_way_to_tie_six_people_twice_each_is_as_likely() {
        claims_uniform(6, &[(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 0)], None, 70);
    }

    #[test]
    fn so_it_is_where_some_have_many_contacts_and_some_one() {
        claims_uniform(6, &[(0, 1), (0, 2), (0, 3), (1, 2), (3, 4), (4, 5)], None, 36);
    }

    #[test]
    fn a_circle_of_three_can_turn() {
        claims_uniform(3, &[(0, 1), (1, 2), (2, 0)], Some(Direction::Out), 2);
    }

    #[test]
    fn directed_networks_are_as_likely_too_whichever_way_they_are_read() {
        let known = [(0, 1), (0, 2), (1, 2), (2, 0), (3, 4), (4, 3)];
        claims_uniform(5, &known, Some(Direction::Out), 48);
        claims_uniform(5, &known, Some(Direction::In), 48);
    }

    #[test]
    fn everybody_keeps_their_contacts_and_no_tie_is_there_twice() {
        let known = ties(&[(0, 1), (1, 0), (1, 2), (2, 3), (3, 1), (3, 4), (4, 0), (4, 1), (0, 4)]);
        for direction in [Direction::Out, Direction::In, Direction::Either, Direction::Mutual] {
            let graph = TieGraph::directed(6, &known, direction);
            let rewiring = Rewiring::of(&graph);
            for stream in 0..20 {
                let rewired = rewiring.draw(1, stream);
                let drawn = rewired.graph();
                for person in graph.people() {
                    assert_eq!(drawn.opened_by(person).len(), graph.opened_by(person).len());
                    assert_eq!(drawn.openers_of(person).len(), graph.openers_of(person).len());
                    let mut row = rewired.opened_by(person).to_vec();
                    row.sort_unstable();
                    assert_eq!(row, drawn.opened_by(person));
                }
            }
        }
    }

    #[test]
    fn a_network_that_has_no_other_stays_as_it_is() {
        for known in [ties(&[]), ties(&[(0, 1), (0, 2), (0, 3)]), ties(&[(0, 1), (1, 2), (2, 0)])] {
            let graph = TieGraph::undirected(4, &known);
            let rewired = Rewiring::of(&graph);
            let drawn = rewired.draw(1, 1);
            assert_eq!((drawn.graph(), drawn.swaps), (graph, 0));
        }
    }
}
