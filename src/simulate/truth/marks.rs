//! What the drawn world says about each person: who consented, who was exposed, and how many steps away everybody is.

use crate::simulate::{app::App, world::World};

/// What is marked on each person.
pub(in crate::simulate) struct Marks {
    pub(in crate::simulate) consents: Vec<bool>,
    pub(in crate::simulate) bystander: Vec<bool>,
    /// Steps from the nearest consenter who opened their friends' data.
    pub(super) steps: Vec<Option<u32>>,
    /// Friends who opened their friends' data, those of consenters and of people with sharing off included.
    pub(super) exposers: Vec<usize>,
    pub(super) opens: Vec<bool>,
    /// Sharing is off, and no grant of their own overrules it.
    pub(super) hidden: Vec<bool>,
}

impl Marks {
    pub(in crate::simulate) fn of(world: &World, ties: &[(u32, u32)], app: &App) -> Self {
        let mut consents = vec![false; world.people.len()];
        let mut opens = consents.clone();
        for installer in &app.installers {
            consents[installer.person as usize] = true;
            opens[installer.person as usize] = installer.opens_contacts;
        }
        let hidden: Vec<bool> =
            app.switched_off.iter().zip(&consents).map(|(&off, &own)| off && !own).collect();
        let mut exposers = vec![0; world.people.len()];
        for (from, to) in both_ways(ties) {
            exposers[to] += usize::from(opens[from]);
        }
        let bystander =
            (0..world.people.len()).map(|at| exposers[at] > 0 && !consents[at] && !hidden[at]).collect();
        Self { steps: steps(ties, &opens, &hidden), consents, bystander, exposers, opens, hidden }
    }
}

/// Steps from the nearest person who `opens`, never to somebody `hidden`: one pass over all ties for each step.
fn steps(ties: &[(u32, u32)], opens: &[bool], hidden: &[bool]) -> Vec<Option<u32>> {
    let mut steps: Vec<Option<u32>> = opens.iter().map(|&opens| opens.then_some(0)).collect();
    for step in 0.. {
        let next =
            |&(from, to): &(usize, usize)| steps[from] == Some(step) && steps[to].is_none() && !hidden[to];
        let found: Vec<usize> = both_ways(ties).filter(next).map(|(_, to)| to).collect();
        if found.is_empty() {
            break;
        }
        found.into_iter().for_each(|person| steps[person] = Some(step + 1));
    }
    steps
}

/// Each tie from either end.
pub(super) fn both_ways(ties: &[(u32, u32)]) -> impl Iterator<Item = (usize, usize)> {
    ties.iter().flat_map(|&(one, other)| [(one as usize, other as usize), (other as usize, one as usize)])
}

pub(super) fn count(marks: &[bool]) -> usize {
    marks.iter().filter(|&&mark| mark).count()
}
