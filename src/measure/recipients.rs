//! `Recipients`: what each organisation holds: how many people, whose, which fields, and how far from the one that collected them.

use crate::{
    audit::Audit,
    flow::{Class, Holder, Holdings, When},
    model::{
        date::Day,
        id::RecipientId,
        number::{Between, Figure, Undefined},
        recipient::Role,
        transfer::Transfer,
    },
    table::transfers::Transfers,
};
use serde::Serialize;
use std::collections::BTreeSet;

/// One organisation.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Recipient {
    /// Its name; words that say so where the record does not name it.
    pub organisation: String,
    /// What it is to the data, as the record says.
    pub role: Option<Role>,
    /// The country in which it sits, as written.
    pub country: Option<String>,
    /// What kind of organisation it is, as written.
    pub kind: Option<String>,
    /// Whether it collected.
    pub collects: bool,
    /// The fewest transfers on a path from a collector on which days do not go back; 0 for collectors.
    pub distance: Figure<u32>,
    /// People of the network that it held on any day.
    pub people: Between,
    /// Those of them who gave a grant.
    pub consenters: Between,
    /// Those who gave none and were within reach of one.
    pub bystanders: Between,
    /// The others.
    pub unreached: Between,
    /// People of the network that it holds at the end.
    pub people_at_end: Between,
    /// Those of them who gave no grant and were within reach of one.
    pub bystanders_at_end: Between,
    /// People who are not in the network.
    pub strangers: Between,
    /// People of the network on lists that it gave whom no path of transfers may have brought to it from a collector.
    pub origin_not_on_record: u64,
    /// Records that it gave beyond the people whom it may have held, at least, added up over transfers.
    pub records_beyond: u64,
    /// The fields that it received, as transfers to it state them; `None` where none does.
    pub fields: Option<Vec<String>>,
    /// Transfers to it.
    pub received: u64,
    /// Transfers to it that do not state their fields.
    pub received_without_fields: u64,
    /// Transfers from it.
    pub given: u64,
    /// Transfers to it whose data are recorded as deleted by the end.
    pub deletions: u64,
    /// Where those whom it surely held came from.
    pub origins: Origins,
}

/// Where the people whom an organisation surely held on any day came from; the shares add up to 1.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Origins {
    /// Those who gave a grant and whom a path of transfers may have brought from a collector.
    pub consented: u64,
    /// Those who gave none and whom such a path may have brought: harvested through a contact.
    pub harvested: u64,
    /// The others: nothing on record says where they came from.
    pub not_on_record: u64,
    /// `consented` over all three, 0 to 1.
    pub consented_share: Figure,
    /// `harvested` over all three, 0 to 1.
    pub harvested_share: Figure,
    /// `not_on_record` over all three, 0 to 1.
    pub not_on_record_share: Figure,
}

/// The organisations of the record.
///
/// # Definition
/// Who holds whom is defined in [`flow`](crate::flow). Each number lies between the two that are given, which are the same where the
/// record settles it. The end is the date on the report where it is before the last day on record, and that last day otherwise.
/// A bystander is one of all apps together, read so that the most follows. Somebody is held whatever fields are; `fields` is the union of
/// those that transfers to the organisation state.
///
/// # Example
/// The firm collected all six who agreed or were within reach. It gave the analysts a list of five, and these the party four records, of
/// Ada, Ben, Cem, Dot and Eve, so that at least two are bystanders. Nobody counted what the party gave the broker.
/// ```
/// use bystander::{measure::recipients::Recipients, village};
/// let recipients = Recipients::of(&village::with_transfers());
/// let ends = |number: bystander::model::number::Between| (number.at_least, number.at_most);
/// let people: Vec<_> = recipients.organisations.iter().map(|row| ends(row.people)).collect();
/// assert_eq!(people, [(6, 6), (5, 5), (4, 4), (0, 4)]);
/// let party = &recipients.organisations[2];
/// assert_eq!((ends(party.bystanders), ends(party.people_at_end)), ((2, 3), (0, 0)));
/// assert_eq!((party.distance.value(), party.fields.as_deref()), (Some(2), Some(&["likes".to_owned()][..])));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Recipients {
    /// The organisations, in the order of the record; none where the case has no transfers.
    pub organisations: Vec<Recipient>,
    /// The day of the end; `None` where nothing on record has a date.
    pub as_of: Option<Day>,
    /// How many of them collected.
    pub collectors: u64,
    /// How many the record does not name.
    pub not_named: u64,
}

impl Recipients {
    /// Takes the measure.
    #[must_use]
    pub fn of(audit: &Audit) -> Self {
        let Some((transfers, holdings)) = audit.transfers.as_ref().zip(Holdings::of(audit)) else {
            return Self::default();
        };
        let collectors = holdings.organisations.iter().filter(|holder| holder.is_collector).count() as u64;
        let at = At { transfers, holdings: &holdings, collectors };
        Self {
            organisations: holdings.each().map(|(id, holder)| at.recipient(id, holder)).collect(),
            as_of: holdings.end.known,
            collectors,
            not_named: transfers.recipients.iter().filter(|recipient| !recipient.is_named).count() as u64,
        }
    }
}

struct At<'a> {
    transfers: &'a Transfers,
    holdings: &'a Holdings,
    collectors: u64,
}

impl At<'_> {
    fn recipient(&self, id: RecipientId, holder: &Holder) -> Recipient {
        let named = self.transfers.recipient(id);
        let count = |when, wanted: fn(Class) -> bool| self.holdings.count(self.transfers, id, when, wanted);
        let to = || self.transfers.rows.iter().filter(|row| row.to == id);
        let beyond = self.transfers.rows.iter().zip(&self.holdings.transfers).filter(|(row, _)| row.from == id);
        let none = if self.collectors == 0 { Undefined::NoCollector } else { Undefined::NoPath };
        Recipient {
            organisation: named.name.clone(),
            role: named.role,
            country: named.country.clone(),
            kind: named.kind.clone(),
            collects: holder.is_collector,
            distance: holder.distance.map_or(Figure::undefined(none), Figure::known),
            people: count(When::Ever, |_| true),
            consenters: count(When::Ever, |class| class == Class::Consenter),
            bystanders: count(When::Ever, is_bystander),
            unreached: count(When::Ever, |class| class == Class::Unreached),
            people_at_end: count(When::AtEnd, |_| true),
            bystanders_at_end: count(When::AtEnd, is_bystander),
            strangers: holder.strangers,
            origin_not_on_record: holder.off_record.len(),
            records_beyond: beyond.map(|(_, passed)| passed.beyond_record).sum(),
            fields: self.fields(to()),
            received: to().count() as u64,
            received_without_fields: to().filter(|row| row.fields.is_none()).count() as u64,
            given: self.transfers.rows.iter().filter(|row| row.from == id).count() as u64,
            deletions: to().filter(|row| self.holdings.end.has_deleted(row)).count() as u64,
            origins: self.origins(holder),
        }
    }

    fn fields<'t>(&self, to: impl Iterator<Item = &'t Transfer>) -> Option<Vec<String>> {
        let stated: Vec<&Vec<u32>> = to.filter_map(|row| row.fields.as_ref()).collect();
        let union: BTreeSet<u32> = stated.iter().copied().flatten().copied().collect();
        let names = || union.iter().map(|&field| self.transfers.fields[field as usize].clone()).collect();
        (!stated.is_empty()).then(names)
    }

    fn origins(&self, holder: &Holder) -> Origins {
        let all = holder.ever.surely.len();
        let classes = &self.holdings.classes;
        let counts = classes.counts(&holder.ever.surely.and(&holder.traced));
        let consented = classes.sum(&counts, |class| class == Class::Consenter);
        let harvested = classes.sum(&counts, |class| class != Class::Consenter);
        let not_on_record = all - consented - harvested;
        let share = |part| Figure::ratio(part, all, Undefined::NobodyHeld);
        Origins {
            consented,
            harvested,
            not_on_record,
            consented_share: share(consented),
            harvested_share: share(harvested),
            not_on_record_share: share(not_on_record),
        }
    }
}

/// Whether people of that class gave no grant and were within reach of one.
pub(super) fn is_bystander(class: Class) -> bool {
    matches!(class, Class::Bystander(_))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{model::{id::PersonId, range::Range}, village};

    #[test]
    fn has_no_rows_without_transfers() {
        assert_eq!(Recipients::of(&village::audit()), Recipients::default());
    }

    #[test]
    fn says_of_which_people_nothing_tells_where_they_came_from() {
        let mut audit = village::with_transfers();
        // The firm lists Gus, whom no grant opened.
        audit.transfers.as_mut().unwrap().rows[0].people = Some([0, 2, 6].map(PersonId).to_vec());
        let rows = Recipients::of(&audit).organisations;
        let origins = &rows[1].origins;
        assert_eq!((rows[0].origin_not_on_record, rows[1].unreached.at_least), (1, 1));
        assert_eq!((origins.consented, origins.harvested, origins.not_on_record), (1, 1, 1));
        assert_eq!(rows[3].origins.consented_share, Figure::undefined(Undefined::NobodyHeld));
    }

    #[test]
    fn says_how_many_records_go_beyond_what_the_sender_may_have_held() {
        let mut audit = village::with_transfers();
        audit.transfers.as_mut().unwrap().rows[1].records = Some(Range::exact(9));
        let rows = Recipients::of(&audit).organisations;
        assert_eq!((rows[1].records_beyond, rows[2].people, rows[2].strangers.at_most), (4, Between { at_least: 5, at_most: 5 }, 4));
    }

    #[test]
    fn speaks_of_no_distance_where_nobody_collected() {
        let mut audit = village::with_transfers();
        audit.transfers.as_mut().unwrap().recipients[0].role = None;
        let rows = Recipients::of(&audit).organisations;
        assert_eq!(rows[1].distance, Figure::undefined(Undefined::NoCollector));
        assert_eq!((rows[1].people.at_least, rows[0].origin_not_on_record), (5, 5));
    }
}
