//! `Sweep`: how far data spread, from ties that are walked over once a hop and never kept.
//!
//! People are held as bits, a few for each; of the ties only those with a consenter are kept, some in a hundred where few
//! consent. Once nearly everybody is reached the ties of those who are not are kept too, and no further walk is needed.

use super::repeats::Suspects;
use crate::model::id::PersonId;

/// How many ties of people who are not reached yet are kept in place of a further walk, at most.
const LEFT: usize = 1 << 22;

/// What the walks counted.
///
/// # Definition
/// The hop of a person is the least number of ties from a consenter to them. Each pair of tied people counts as one tie, however
/// often it came; ties to oneself do not count. With hop limit `h`, affected are those within `h` hops.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Swept {
    /// Everybody.
    pub people: u64,
    /// Pairs of tied people.
    pub ties: u64,
    /// People at hop 0, 1, 2 ... up to the last hop at which there is anybody; those at 0 are the consenters.
    pub by_hop: Vec<u64>,
    /// The hop limit.
    pub hop_limit: u32,
    /// People who are no consenters by how many contacts of theirs are, from 1; the numbers true of nobody are there too.
    pub exposed: Vec<u64>,
    /// Ties with a consenter at an end.
    pub consenter_end: u64,
    /// Ties with an end within one hop less than the limit.
    pub read: u64,
    /// Ties with both ends affected.
    pub among_affected: u64,
    /// Ties with a consenter at both ends.
    pub between_consenters: u64,
}

/// The walks. Give all ties to [`Sweep::take`], then ask [`Sweep::another`] whether to give them again.
///
/// # Example
/// The village, from Ada and Ben, as far as their contacts:
/// ```
/// use bystander::{graph::{repeats::Repeats, sweep::Sweep}, model::id::PersonId, village};
/// let ties: Vec<_> = village::audit().graph.pairs().collect();
/// let mut repeats = Repeats::expecting(6);
/// repeats.note(&ties);
/// let mut sweep = Sweep::new((7, 7), &[0, 1].map(PersonId), 1, (repeats.ties(), repeats.suspects(Some)));
/// sweep.take(&ties);
/// while sweep.another() {
///     sweep.take(&ties);
/// }
/// let swept = sweep.swept();
/// assert_eq!((swept.by_hop, swept.exposed), (vec![2, 4], vec![3, 1]));
/// assert_eq!((swept.ties, swept.consenter_end, swept.between_consenters), (6, 6, 1));
/// ```
#[derive(Clone, Debug)]
pub struct Sweep {
    swept: Swept,
    suspects: Suspects,
    /// The hop that this walk finds.
    hop: u32,
    /// Who is at a lower hop, and how many they are.
    reached: Bits,
    reached_people: u64,
    /// Who is next to one of those.
    next: Bits,
    /// The ties with a consenter.
    opened: Vec<(PersonId, PersonId)>,
    /// The ties of which not both ends are reached; `None` where they are too many, or the hop too low.
    left: Option<Vec<(PersonId, PersonId)>>,
    /// How many ties there are beside those, all with both ends reached.
    settled: u64,
    /// Ties of this walk with both ends reached before it, and with one at least; repeats included.
    both: u64,
    any: u64,
    read: Option<u64>,
    among_affected: Option<u64>,
    /// Whether the last walk found nobody.
    ended: bool,
}

impl Sweep {
    /// Walks from `consenters`, each of whom is given once, with a hop limit of 1 or more, among `people` people with rows below
    /// `rows`. `ties` is how many there are, repeats included, but for those to oneself.
    #[must_use]
    pub fn new(
        (people, rows): (usize, usize),
        consenters: &[PersonId],
        hop_limit: u32,
        (ties, suspects): (u64, Suspects),
    ) -> Self {
        let mut reached = Bits::none(rows);
        consenters.iter().for_each(|&person| reached.set(person));
        let swept = Swept {
            people: people as u64,
            ties,
            by_hop: vec![consenters.len() as u64],
            hop_limit,
            exposed: Vec::new(),
            consenter_end: 0,
            read: 0,
            among_affected: 0,
            between_consenters: 0,
        };
        Self {
            reached_people: consenters.len() as u64,
            next: Bits::none(rows),
            hop: 1,
            opened: Vec::new(),
            left: None,
            settled: 0,
            both: 0,
            any: 0,
            read: None,
            among_affected: None,
            ended: false,
            swept,
            suspects,
            reached,
        }
    }

    /// How many bytes the ties take that are kept in the end, at most.
    pub const MOST_LEFT: u64 = 8 * LEFT as u64;

    /// Walks over some of the ties.
    pub fn take(&mut self, ties: &[(PersonId, PersonId)]) {
        for &tie in ties.iter().filter(|(one, other)| one != other) {
            if self.hop > 1 {
                self.step(tie);
                continue;
            }
            self.suspects.count(tie);
            if self.reached.has(tie.0) || self.reached.has(tie.1) {
                self.opened.push((tie.0.min(tie.1), tie.0.max(tie.1)));
            }
        }
    }

    #[inline]
    fn step(&mut self, tie: (PersonId, PersonId)) {
        let (one, other) = (self.reached.has(tie.0), self.reached.has(tie.1));
        self.both += u64::from(one && other);
        self.any += u64::from(one || other);
        if one && other {
            return;
        }
        if one {
            self.next.set(tie.1);
        } else if other {
            self.next.set(tie.0);
        }
        if let Some(left) = &mut self.left {
            left.push(tie);
            if left.len() > LEFT {
                self.left = None;
            }
        }
    }

    /// Ends a walk over all ties; whether they are to be given once more.
    pub fn another(&mut self) -> bool {
        self.settled = self.both;
        if self.hop == 1 {
            self.close_first()
        } else {
            self.close()
        }
        while !self.is_done() {
            let Some(left) = self.left.take() else {
                // Before the third hop most people have ties to somebody who is not reached.
                self.left = (self.hop > 2).then(Vec::new);
                (self.both, self.any) = (0, 0);
                return true;
            };
            (self.both, self.any) = (self.settled, self.settled);
            left.iter().for_each(|&tie| self.step(tie));
            self.left = Some(left);
            self.close();
        }
        false
    }

    /// Whether nothing is left to be found.
    fn is_done(&self) -> bool {
        let known = self.read.is_some() && self.among_affected.is_some();
        self.ended || known && self.reached_people == self.swept.people
    }

    /// Ends the first walk: counts what hangs on ties with a consenter.
    fn close_first(&mut self) {
        let mut opened = std::mem::take(&mut self.opened);
        opened.sort_unstable();
        opened.dedup();
        self.swept.ties -= self.repeats(|_, _| true);
        self.swept.consenter_end = opened.len() as u64;
        let mut exposures = Vec::with_capacity(opened.len());
        for &(one, other) in &opened {
            match (self.reached.has(one), self.reached.has(other)) {
                (true, true) => self.swept.between_consenters += 1,
                (true, false) => exposures.push(other),
                _ => exposures.push(one),
            }
        }
        exposures.sort_unstable();
        for exposed in exposures.chunk_by(|one, other| one == other) {
            if self.swept.exposed.len() < exposed.len() {
                self.swept.exposed.resize(exposed.len(), 0);
            }
            self.swept.exposed[exposed.len() - 1] += 1;
            self.next.set(exposed[0]);
        }
        self.advance();
        if self.ended || self.swept.hop_limit == 1 {
            self.read = Some(self.swept.consenter_end);
        }
        if self.ended {
            self.among_affected = Some(self.swept.between_consenters);
        }
    }

    /// Ends a further walk.
    fn close(&mut self) {
        let both = self.both - self.repeats(|one, other| one && other);
        let any = self.any - self.repeats(|one, other| one || other);
        let hop = self.hop;
        self.advance();
        if self.ended || hop == self.swept.hop_limit {
            self.read.get_or_insert(any);
        }
        if self.ended || hop == self.swept.hop_limit + 1 {
            self.among_affected.get_or_insert(both);
        }
    }

    /// How often ties came more than once of whose ends that is true: whether they were reached before this walk.
    fn repeats(&self, of: impl Fn(bool, bool) -> bool) -> u64 {
        let is_one = |(one, other)| of(self.reached.has(one), self.reached.has(other));
        self.suspects.repeated().filter(|&(tie, _)| is_one(tie)).map(|(_, times)| times).sum()
    }

    /// Takes those who were found to those who are reached.
    fn advance(&mut self) {
        let found = self.reached.take_in(&self.next);
        self.ended = found == 0;
        if found > 0 {
            self.swept.by_hop.push(found);
        }
        self.reached_people += found;
        self.hop += 1;
    }

    /// What was counted, once no further walk is asked for.
    #[must_use]
    pub fn swept(self) -> Swept {
        let (read, among_affected) = (self.read.unwrap_or(0), self.among_affected.unwrap_or(0));
        Swept { read, among_affected, ..self.swept }
    }
}

/// One bit a person.
#[derive(Clone, Debug)]
struct Bits(Vec<u64>);

impl Bits {
    fn none(people: usize) -> Self {
        Self(vec![0; people.div_ceil(64)])
    }

    #[inline]
    fn has(&self, person: PersonId) -> bool {
        self.0[person.index() / 64] >> (person.index() % 64) & 1 == 1
    }

    #[inline]
    fn set(&mut self, person: PersonId) {
        self.0[person.index() / 64] |= 1 << (person.index() % 64);
    }

    /// Sets the bits that `others` has too; gives how many were not set before.
    fn take_in(&mut self, others: &Self) -> u64 {
        let mut new = 0;
        for (word, &other) in self.0.iter_mut().zip(&others.0) {
            new += u64::from((other & !*word).count_ones());
            *word |= other;
        }
        new
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{TieGraph, reach::Reach, repeats::Repeats};
    use rand::{RngExt, SeedableRng};

    fn by_walks(
        people: u32,
        ties: &[(PersonId, PersonId)],
        consenters: &[PersonId],
        hop_limit: u32,
    ) -> Swept {
        let mut repeats = Repeats::expecting(ties.len() as u64);
        repeats.note(ties);
        let (count, suspects) = (repeats.ties(), repeats.suspects(Some));
        let mut sweep =
            Sweep::new((people as usize, people as usize), consenters, hop_limit, (count, suspects));
        let mut walks = 0;
        loop {
            ties.chunks(3).for_each(|ties| sweep.take(ties));
            walks += 1;
            if !sweep.another() {
                break;
            }
        }
        assert!(walks <= 3, "the rest is kept");
        sweep.swept()
    }

    /// The same, counted over a graph.
    fn by_rows(people: u32, ties: &[(PersonId, PersonId)], consenters: &[PersonId], hop_limit: u32) -> Swept {
        let graph = TieGraph::undirected(people as usize, ties);
        let reach = Reach::of(&graph, consenters, |_| true);
        let hop = |person: PersonId| reach.hop[person.index()];
        let pairs = |holds: &dyn Fn(u32, u32) -> bool| {
            graph.pairs().filter(|&(one, other)| holds(hop(one), hop(other))).count() as u64
        };
        let mut exposed = Vec::new();
        for person in graph.people().filter(|&person| hop(person) == 1) {
            let times = graph.contacts(person).iter().filter(|&&contact| hop(contact) == 0).count();
            exposed.resize(exposed.len().max(times), 0);
            exposed[times - 1] += 1;
        }
        let mut by_hop: Vec<u64> = reach.by_hop().into_iter().map(|people| people as u64).collect();
        by_hop.resize(by_hop.len().max(1), 0);
        Swept {
            people: u64::from(people),
            ties: graph.ties(),
            by_hop,
            hop_limit,
            exposed,
            consenter_end: pairs(&|one, other| one == 0 || other == 0),
            read: pairs(&|one, other| one < hop_limit || other < hop_limit),
            among_affected: pairs(&|one, other| one <= hop_limit && other <= hop_limit),
            between_consenters: pairs(&|one, other| one == 0 && other == 0),
        }
    }

    #[test]
    fn counts_what_a_graph_would_with_loops_repeats_and_any_limit() {
        let mut chance = rand_chacha::ChaCha12Rng::seed_from_u64(11);
        for round in 0..400 {
            let people = chance.random_range(1..30_u32);
            let count = chance.random_range(0..60);
            let mut end = || PersonId(chance.random_range(0..people));
            let ties: Vec<_> = (0..count).map(|_| (end(), end())).collect();
            let share = [1, 3, 20][round % 3];
            let consenters: Vec<_> =
                (0..people).filter(|person| (person * 7 + 3) % 20 < share).map(PersonId).collect();
            for hop_limit in 1..6 {
                let swept = by_walks(people, &ties, &consenters, hop_limit);
                assert_eq!(swept, by_rows(people, &ties, &consenters, hop_limit), "round {round}");
            }
        }
    }

    #[test]
    fn walks_to_the_end_of_a_long_row_of_people() {
        let row: Vec<_> = (0..50).map(|at| (PersonId(at), PersonId(at + 1))).collect();
        for hop_limit in [1, 2, 3, 4, 49, 50, 60] {
            let swept = by_walks(51, &row, &[PersonId(0)], hop_limit);
            assert_eq!(swept, by_rows(51, &row, &[PersonId(0)], hop_limit));
            assert_eq!(swept.by_hop.len(), 51);
        }
    }
}
