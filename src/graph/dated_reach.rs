//! `DatedReach`: on which days how many ties lie between each person and the nearest of some people.

use super::{dated_ties::DatedTies, reach::UNREACHED};
use crate::model::{
    id::PersonId,
    reading::Reading,
    span::{Span, Spans},
};

/// Hops from the nearest seed on each day, for everybody.
///
/// # Definition
/// On each day the network is that of the ties that stand on it, and the seeds are those who are seeds on it; the hop of a
/// person on that day is that of `Reach`. A person is neither reached nor passed through on a day on which `off` has
/// them, unless they are a seed on it. All days are walked at once: `hops[p]` lists the hops of person `p` ascending, each
/// with its days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatedReach {
    /// By person row, the days at each hop; no day stands twice.
    pub hops: Vec<Vec<(u32, Spans)>>,
}

impl DatedReach {
    /// Walks from `seeds`, each with the days on which they are one, up to `limit` hops or as far as ties lead.
    #[must_use]
    pub fn of<'o>(
        ties: &DatedTies,
        size: usize,
        reading: Reading,
        seeds: impl Iterator<Item = (PersonId, Spans)>,
        off: impl Fn(PersonId) -> Option<&'o Spans>,
        limit: u32,
    ) -> Self {
        let mut walk =
            Walk { reach: Self { hops: vec![Vec::new(); size] }, met: vec![Spans::default(); size] };
        let mut latest: Vec<(PersonId, Spans)> = Vec::new();
        for (person, days) in seeds {
            latest.extend(walk.enter(0, person, days));
        }
        for hop in 1..=limit {
            if latest.is_empty() {
                break;
            }
            let mut arrivals: Vec<(PersonId, Span)> = Vec::new();
            for (person, days) in &latest {
                for (contact, stood) in ties.days(*person, reading) {
                    arrivals.extend(days.and_span(stood).spans().iter().map(|&span| (contact, span)));
                }
            }
            arrivals.sort_unstable();
            latest.clear();
            for arrivals in arrivals.chunk_by(|one, next| one.0 == next.0) {
                let person = arrivals[0].0;
                let days: Spans = arrivals.iter().map(|&(_, span)| span).collect();
                let days = off(person).map_or_else(|| days.clone(), |off| days.without(off));
                latest.extend(walk.enter(hop, person, days));
            }
        }
        walk.reach
    }

    /// The least hop of `person` on any day; [`UNREACHED`] where there is none.
    #[must_use]
    pub fn least(&self, person: PersonId) -> u32 {
        self.hops[person.index()].first().map_or(UNREACHED, |(hop, _)| *hop)
    }

    /// The days on which `person` is at least 1 and at most `limit` hops away.
    #[must_use]
    pub fn days_within(&self, person: PersonId, limit: u32) -> Spans {
        let near = self.hops[person.index()].iter().filter(|(hop, _)| (1..=limit).contains(hop));
        near.flat_map(|(_, days)| days.spans()).copied().collect()
    }
}

struct Walk {
    reach: DatedReach,
    /// The days on which each person was met.
    met: Vec<Spans>,
}

impl Walk {
    /// Enters the days of `days` on which `person` was not met yet, and gives them back if there are any.
    fn enter(&mut self, hop: u32, person: PersonId, days: Spans) -> Option<(PersonId, Spans)> {
        let met = &mut self.met[person.index()];
        let new = if met.is_empty() { days } else { days.without(met) };
        if new.is_empty() {
            return None;
        }
        *met = met.or(&new);
        let hops = &mut self.reach.hops[person.index()];
        match hops.last_mut() {
            Some((last, known)) if *last == hop => *known = known.or(&new),
            _ => hops.push((hop, new.clone())),
        }
        Some((person, new))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        graph::{TieGraph, reach::Reach},
        model::{
            date::Day,
            reading::{Began, Lasting},
        },
    };
    use proptest::{collection::vec, prelude::*};

    const PEOPLE: u32 = 7;
    const DAYS: i32 = 6;

    fn span() -> impl Strategy<Value = (i32, i32)> {
        (0..DAYS, 0..3).prop_map(|(from, more)| (from, from + more))
    }

    fn spans((from, last): (i32, i32)) -> Spans {
        Spans::from(Span { from: Day(from), until: Day(last + 1) })
    }

    proptest! {
        #[test]
        fn each_day_is_a_search_of_its_own(
            ties in vec((0..PEOPLE, 0..PEOPLE, span()), 0..20),
            seeds in vec((0..PEOPLE, span()), 0..3),
            off in vec(span(), PEOPLE as usize),
        ) {
            let pairs: Vec<_> = ties.iter().map(|&(one, other, _)| (PersonId(one), PersonId(other))).collect();
            let lasting = |(from, last)| Lasting::new(Began::On(Day(from)), Some(Day(last)));
            let stood: Vec<_> = ties.iter().map(|&(.., days)| lasting(days)).collect();
            let off: Vec<Spans> = off.into_iter().map(spans).collect();
            let dated = DatedTies::of(PEOPLE as usize, &pairs, &stood, None);
            let people = seeds.iter().map(|&(person, days)| (PersonId(person), spans(days)));
            let found = DatedReach::of(&dated, PEOPLE as usize, Reading::AtLeast, people, |person| Some(&off[person.index()]), u32::MAX);
            for day in -1..DAYS + 4 {
                let today = Span { from: Day(day), until: Day(day + 1) };
                let standing: Vec<_> = pairs.iter().zip(&stood).filter(|(_, stood)| stood.at_least.meets(today)).map(|(pair, _)| *pair).collect();
                let now: Vec<_> = seeds.iter().filter(|(_, days)| spans(*days).meets(today)).map(|&(person, _)| PersonId(person)).collect();
                let graph = TieGraph::undirected(PEOPLE as usize, &standing);
                let expected = Reach::of(&graph, &now, |person| !off[person.index()].meets(today));
                for person in graph.people() {
                    let hops = found.hops[person.index()].iter().filter(|(_, days)| days.meets(today)).map(|(hop, _)| *hop);
                    prop_assert_eq!(hops.collect::<Vec<_>>(), expected.hop_of(person).into_iter().collect::<Vec<_>>());
                }
            }
        }
    }
}
