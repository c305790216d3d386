//! `Onward`: how far the data went beyond direct consent, over people and over organisations together.

mod cells;
mod segment_origins;
mod shares;
mod times;

pub use cells::{Cell, Column};
pub use segment_origins::{Origin, SegmentOrigin};
pub use shares::Share;
pub use times::{HeldBy, Routes};

use super::recipients::is_bystander;
use crate::{
    audit::Audit,
    flow::{Class, Holder, Holdings, People, When},
    model::{
        id::RecipientId,
        number::{Between, Figure, Undefined},
    },
    table::transfers::Transfers,
};
use serde::Serialize;
use times::Times;

/// The spread over people and organisations.
///
/// # Definition
/// Who holds whom is defined in [`flow`](crate::flow); everything here speaks of any day. `cells` is the one table: people of a hop (0
/// for consenters, none for those not within reach) who are held by an organisation so many transfers from a collector (none where no
/// path of transfers leads there); once for all data, and for each field that transfers state once more, where those who came without
/// stated fields are possible. `columns` are the same without regard to the hop.
///
/// Organisations that collected are left out of what follows: data *passed on* are those that another organisation holds. `held_by` are
/// the bystanders whom at least so many hold. A *route* of a bystander is a pair of a contact whose grant opened their data and an
/// organisation that holds them: a way in, and a way on. `shares` splits each person passed on equally among the organisations that hold
/// them, so that where the record settles who holds whom the shares add up to the people passed on; else each share lies between that of
/// the people whom it surely holds beside all that may, and that of all whom it may hold beside those that surely do.
///
/// # Example
/// The analysts have Cem, Dot and Eve, who never agreed, and the party two of them at least; the broker may. Cem and Dot have one
/// contact who agreed, Eve two: with the analysts alone that makes four routes, with all three organisations twelve.
/// ```
/// use bystander::{measure::onward::Onward, village};
/// let onward = Onward::of(&village::with_transfers());
/// let ends = |number: bystander::model::number::Between| (number.at_least, number.at_most);
/// assert_eq!((onward.people.map(ends), onward.bystanders.map(ends)), (Some((5, 5)), Some((3, 3))));
/// let held_by: Vec<_> = onward.held_by.iter().map(|row| ends(row.bystanders)).collect();
/// assert_eq!(held_by, [(3, 3), (0, 3), (0, 3)]);
/// assert_eq!(onward.routes.map(|routes| ends(routes.total)), Some((4, 12)));
/// let hop_1: Vec<_> = onward.cells.iter().filter(|cell| cell.hop == Some(1) && cell.field.is_none()).map(|cell| ends(cell.people)).collect();
/// assert_eq!(hop_1, [(4, 4), (3, 3), (2, 3), (0, 3)]);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Onward {
    /// People whom an organisation that did not collect them holds; none here and below where the case has no transfers.
    pub people: Option<Between>,
    /// Those of them who gave a grant.
    pub consenters: Option<Between>,
    /// Those who gave none and were within reach of one.
    pub bystanders: Option<Between>,
    /// The others.
    pub unreached: Option<Between>,
    /// The part of the case's bystanders that `bystanders` are, 0 to 1; at least and at most.
    pub bystander_share: Ends,
    /// People by hop, distance of the holder, and field.
    pub cells: Vec<Cell>,
    /// Organisations and people by distance.
    pub columns: Vec<Column>,
    /// Bystanders by how many organisations hold them.
    pub held_by: Vec<HeldBy>,
    /// The routes of all bystanders.
    pub routes: Option<Routes>,
    /// How each person passed on is shared among those that hold them.
    pub shares: Vec<Share>,
    /// Whether the record settles who holds whom, so that the shares add up to `people`.
    pub settled: Option<bool>,
    /// Where the people in segments came from, as the segments say.
    pub segment_origins: Vec<SegmentOrigin>,
}

/// A share that lies between two, 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Ends {
    /// It is surely no smaller.
    pub at_least: Figure,
    /// It is surely no larger.
    pub at_most: Figure,
}

impl Onward {
    /// Takes the measure; without transfers it is empty but for the segments.
    #[must_use]
    pub fn of(audit: &Audit) -> Self {
        let Some((transfers, holdings)) = audit.transfers.as_ref().zip(Holdings::of(audit)) else {
            return Self::without_transfers(audit);
        };
        let at = At { transfers, holdings: &holdings };
        let others = at.union(|holder| !holder.is_collector);
        let count = |wanted: fn(Class) -> bool| at.count(&others, |holder| !holder.is_collector, wanted);
        let times = Times::of(audit, &holdings);
        let bystanders = count(is_bystander);
        let classes = holdings.classes.each().filter(|(class, _)| is_bystander(*class));
        let whole: u64 = classes.map(|(_, people)| people.len()).sum();
        let share = |part| Figure::ratio(part, whole, Undefined::NobodyReached);
        Self {
            people: Some(count(|_| true)),
            consenters: Some(count(|class| class == Class::Consenter)),
            bystanders: Some(bystanders),
            unreached: Some(count(|class| class == Class::Unreached)),
            bystander_share: Ends { at_least: share(bystanders.at_least), at_most: share(bystanders.at_most) },
            cells: cells::of(&at),
            columns: cells::columns(&at),
            held_by: times.held_by(&holdings, bystanders),
            routes: Some(times.routes(audit, &holdings)),
            shares: shares::of(&at, &times),
            settled: Some(
                holdings.organisations.iter().all(|holder| holder.ever.surely == holder.ever.possibly),
            ),
            segment_origins: segment_origins::of(audit, Some(&others.surely)),
        }
    }

    fn without_transfers(audit: &Audit) -> Self {
        let none = Figure::undefined(Undefined::EmptyInput);
        Self {
            people: None,
            consenters: None,
            bystanders: None,
            unreached: None,
            bystander_share: Ends { at_least: none, at_most: none },
            cells: Vec::new(),
            columns: Vec::new(),
            held_by: Vec::new(),
            routes: None,
            shares: Vec::new(),
            settled: None,
            segment_origins: segment_origins::of(audit, None),
        }
    }
}

/// What the parts are worked out from.
struct At<'a> {
    transfers: &'a Transfers,
    holdings: &'a Holdings,
}

/// Whom some organisations hold together.
struct Union {
    surely: People,
    possibly: People,
}

impl At<'_> {
    /// The organisations that `wanted` picks.
    fn organisations(&self, wanted: impl Fn(&Holder) -> bool) -> impl Iterator<Item = (RecipientId, &Holder)> {
        self.holdings.each().filter(move |(_, holder)| wanted(holder))
    }

    fn union(&self, wanted: impl Fn(&Holder) -> bool) -> Union {
        let (mut surely, mut possibly) = (People::default(), People::default());
        for (_, holder) in self.organisations(wanted) {
            surely.add(&holder.ever.surely);
            possibly.add(&holder.ever.possibly);
        }
        Union { surely, possibly }
    }

    /// How many people of the classes that `wanted` picks the organisations that `of` picks, whose union that is, hold together: no fewer
    /// than any of them alone, and no more than all added up.
    fn count(&self, union: &Union, of: impl Fn(&Holder) -> bool, wanted: impl Fn(Class) -> bool + Copy) -> Between {
        let classes = &self.holdings.classes;
        let [surely, possibly] =
            [&union.surely, &union.possibly].map(|people| classes.sum(&classes.counts(people), wanted));
        let one = |(id, _)| self.holdings.count(self.transfers, id, When::Ever, wanted);
        let each: Vec<Between> = self.organisations(of).map(one).collect();
        let most = each.iter().map(|count| count.at_most).sum::<u64>();
        let least = each.iter().map(|count| count.at_least).max().unwrap_or(0);
        Between { at_least: surely.max(least), at_most: possibly.min(most) }
    }
}

#[cfg(test)]
mod tests;
