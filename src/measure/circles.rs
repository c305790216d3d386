//! `Circles`: bystanders gathered by who opened their data, which is all that sharing out responsibility needs to know.

use super::opened::Opened;
use crate::{audit::Audit, stat::sum::sum};

/// The bystanders at one hop whose data exactly these consenters open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Circle {
    /// Places in the consent list, from 0, ascending; never empty.
    pub openers: Vec<u32>,
    /// How many bystanders they are; never 0.
    pub people: u64,
}

/// Every bystander at one hop, in one circle each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Circles {
    /// The circles, ascending by their openers.
    pub circles: Vec<Circle>,
    /// The circles that each consenter opens, by place in the consent list, ascending.
    pub of_consenter: Vec<Vec<u32>>,
}

impl Circles {
    pub(super) fn of(audit: &Audit) -> Self {
        let opened = Opened::of(audit);
        let mut exposures: Vec<(u32, u32)> = (0..)
            .zip(&audit.consenters)
            .flat_map(|(at, &consenter)| opened.bystanders(consenter).map(move |person| (person.0, at)))
            .collect();
        exposures.sort_unstable();
        let openers = |exposures: &[(u32, u32)]| exposures.iter().map(|&(_, at)| at).collect();
        let mut people: Vec<Vec<u32>> =
            exposures.chunk_by(|one, next| one.0 == next.0).map(openers).collect();
        people.sort_unstable();
        let circles =
            people.chunk_by(|one, next| one == next).map(|alike| (alike[0].clone(), alike.len() as u64));
        Self::gathered(audit.consenters.len(), circles)
    }

    /// The circles with these openers and sizes, ascending by openers.
    pub(super) fn gathered(consenters: usize, circles: impl Iterator<Item = (Vec<u32>, u64)>) -> Self {
        let circles: Vec<Circle> = circles.map(|(openers, people)| Circle { openers, people }).collect();
        let mut of_consenter = vec![Vec::new(); consenters];
        for (number, circle) in (0..).zip(&circles) {
            for &at in &circle.openers {
                of_consenter[at as usize].push(number);
            }
        }
        Self { circles, of_consenter }
    }

    /// How many bystanders there are at one hop.
    pub(super) fn people(&self) -> u64 {
        self.circles.iter().map(|circle| circle.people).sum()
    }

    /// The circles that the consenter at `at` opens.
    pub(super) fn opened_by(&self, at: usize) -> impl Iterator<Item = &Circle> {
        self.of_consenter[at].iter().map(|&circle| &self.circles[circle as usize])
    }

    /// How many bystanders the consenter at `at` opens.
    pub(super) fn own(&self, at: usize) -> u64 {
        self.opened_by(at).map(|circle| circle.people).sum()
    }

    /// How many bystanders the consenter at `at` opens and nobody else.
    pub(super) fn sole(&self, at: usize) -> u64 {
        self.opened_by(at).filter(|circle| circle.openers.len() == 1).map(|circle| circle.people).sum()
    }

    /// The Shapley value of the consenter at `at`: each bystander shared equally among those who open them.
    #[allow(clippy::cast_precision_loss, reason = "counts of people stay far below 2^53")]
    pub(super) fn shapley(&self, at: usize) -> f64 {
        sum(self.opened_by(at).map(|circle| circle.people as f64 / circle.openers.len() as f64))
    }
}
