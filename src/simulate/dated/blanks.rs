//! What the records were kept without: dates, values and scopes that happened and were not written down.

use super::{
    apps::Grant,
    calendar::period,
    switches::{FRIENDS_APPS, Switch},
    ties::Tie,
};
use crate::simulate::dice::Dice;
use std::collections::BTreeSet;

/// What is left open, as places in the lists of ties, grants and switches.
#[derive(Clone, Debug, Default)]
pub(super) struct Blanks {
    /// Ties without their beginning.
    pub(super) since: BTreeSet<usize>,
    /// Grants without their date.
    pub(super) given_on: BTreeSet<usize>,
    /// Grants without their scopes.
    pub(super) scopes: BTreeSet<usize>,
    /// Switches without their beginning.
    pub(super) from: BTreeSet<usize>,
    /// Switches without their value.
    pub(super) value: BTreeSet<usize>,
    /// People of whose switch only the last state is on record, without a date.
    pub(super) history: BTreeSet<u32>,
}

impl Blanks {
    /// Of 100 ties one has no beginning, of the grants three no date and three no scopes, and of those who switched sharing
    /// off one in fifteen each has no beginning, no value, or no history. Only what was in force within the period is blanked, so
    /// that an empty date never turns somebody who consented outside it into a consenter.
    pub(super) fn draw(ties: &[Tie], grants: &[Grant], switches: &[Switch], dice: &mut Dice) -> Self {
        let (first, last) = period();
        let mut blanks = Self::default();
        let standing = ties.iter().enumerate().filter(|(_, tie)| tie.stay.within(first, last));
        blanks.since = standing.map(|(at, _)| at).filter(|_| dice.chance(10)).collect();
        let mut given: Vec<usize> =
            (0..grants.len()).filter(|&at| grants[at].stay.within(first, last)).collect();
        dice.shuffle(&mut given);
        blanks.given_on = given.iter().copied().take(3).collect();
        blanks.scopes = given.iter().copied().skip(2).take(3).collect();
        for (at, switch) in switches.iter().enumerate() {
            if switch.setting != FRIENDS_APPS || !switch.off {
                continue;
            }
            match dice.below(15) {
                0 => _ = blanks.from.insert(at),
                1 => _ = blanks.value.insert(at),
                2 => _ = blanks.history.insert(switch.person),
                _ => (),
            }
        }
        blanks
    }

    /// The people of whose switch something is left open.
    pub(super) fn people(&self, switches: &[Switch]) -> BTreeSet<u32> {
        let records = self.from.iter().chain(&self.value).map(|&at| switches[at].person);
        records.chain(self.history.iter().copied()).collect()
    }
}
