//! `Drawing`: draws consenters from strata and counts the bystanders that they would have had at one hop.

use super::strata::Stratum;
use crate::{audit::Audit, model::id::PersonId};
use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha12Rng;

/// One worker's memory, used for one draw after another.
pub(super) struct Drawing<'a> {
    audit: &'a Audit,
    /// The last draw in which a person was met; a new draw begins with everybody unmet and no array to clear.
    met: Vec<u32>,
    draw: u32,
    drawn: Vec<PersonId>,
    opening: Vec<PersonId>,
}

impl<'a> Drawing<'a> {
    pub(super) fn new(audit: &'a Audit) -> Self {
        Self { audit, met: vec![0; audit.people()], draw: 0, drawn: Vec::new(), opening: Vec::new() }
    }

    /// The bystanders at one hop of consenters drawn from `strata` with the random stream `stream` of `seed`: the people
    /// who were not drawn, did not switch off sharing through friends, and are opened by somebody drawn to open.
    pub(super) fn bystanders(&mut self, strata: &[Stratum], seed: u64, stream: u64) -> u64 {
        let mut random = ChaCha12Rng::seed_from_u64(seed);
        random.set_stream(stream);
        self.draw += 1;
        self.opening.clear();
        for stratum in strata {
            self.consent(stratum, &mut random);
        }
        self.count()
    }

    /// Draws the consenters of one stratum, each set of so many equally likely (Bentley and Floyd 1987), and which of them open.
    fn consent(&mut self, stratum: &Stratum, random: &mut impl Rng) {
        self.drawn.clear();
        let people = &stratum.people;
        for last in people.len() - stratum.consenters..people.len() {
            let person = people[random.random_range(0..=last)];
            let person = if self.meets(person) { person } else { people[last] };
            self.met[person.index()] = self.draw;
            self.drawn.push(person);
        }
        if stratum.opening < stratum.consenters {
            for at in 0..stratum.opening {
                let other = random.random_range(at..self.drawn.len());
                self.drawn.swap(at, other);
            }
        }
        self.opening.extend(&self.drawn[..stratum.opening]);
    }

    fn count(&mut self) -> u64 {
        let mut bystanders = 0;
        for at in 0..self.opening.len() {
            let audit = self.audit;
            for &person in audit.graph.opened_by(self.opening[at]) {
                bystanders += u64::from(self.meets(person) && !audit.switched_off(person));
            }
        }
        bystanders
    }

    /// Whether `person` is met for the first time in this draw.
    fn meets(&mut self, person: PersonId) -> bool {
        std::mem::replace(&mut self.met[person.index()], self.draw) != self.draw
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        null::strata::{Model, strata},
        village,
    };
    use std::collections::BTreeMap;

    #[test]
    fn every_pair_of_the_village_is_drawn_about_as_often_as_any_other() {
        let audit = village::audit();
        let strata = strata(&audit, Model::Random);
        let mut drawing = Drawing::new(&audit);
        let mut pairs = BTreeMap::<Vec<PersonId>, u32>::new();
        for stream in 0..21_000 {
            drawing.bystanders(&strata, 1, stream);
            let mut pair = drawing.opening.clone();
            pair.sort();
            *pairs.entry(pair).or_default() += 1;
        }
        assert_eq!(pairs.len(), 21);
        let spread = 4.0 * (1000.0_f64 * 20.0 / 21.0).sqrt();
        assert!(pairs.values().all(|&times| (f64::from(times) - 1000.0).abs() < spread), "{pairs:?}");
    }

    #[test]
    fn only_those_drawn_to_open_show_anybody_and_each_is_drawn_so_about_as_often() {
        let mut audit = village::audit();
        audit.consenters[1].opens_contacts = false;
        let strata = strata(&audit, Model::Random);
        let mut drawing = Drawing::new(&audit);
        let mut times = [0_u32; 7];
        for stream in 0..7_000 {
            drawing.bystanders(&strata, 1, stream);
            let [one] = drawing.opening[..] else { panic!("one opens") };
            times[one.index()] += 1;
        }
        let spread = 4.0 * (1000.0_f64 * 6.0 / 7.0).sqrt();
        assert!(times.iter().all(|&times| (f64::from(times) - 1000.0).abs() < spread), "{times:?}");
    }

    #[test]
    fn leaves_no_choice_where_a_stratum_is_full() {
        let audit = village::audit();
        let strata = strata(&audit, Model::SameDegree);
        let mut drawing = Drawing::new(&audit);
        assert!((0..20).all(|stream| drawing.bystanders(&strata, 9, stream) == 4));
    }
}
