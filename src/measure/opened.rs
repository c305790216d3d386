//! `Opened`: whose data each consenter's own grant opens, at one hop, and how many such grants open each person's data.

use crate::{
    audit::Audit,
    harvest::Harvest,
    model::{consent::Consenter, id::PersonId, reading::Reading},
};

/// The bystanders that each consenter opens themselves, and how often each person is opened.
///
/// # Definition
/// A consenter whose grant opens contacts opens each person who gave no grant, did not opt out, and is somebody whose
/// data the grant opens, on a day on which the grant opens it and both are tied. `times` of a person is the number of consenters
/// who open them.
#[derive(Debug)]
pub(super) struct Opened<'a> {
    audit: &'a Audit,
    /// By place in the list of consenters, whom each opens; only where dates matter.
    lists: Option<Vec<Vec<PersonId>>>,
    times: Vec<u32>,
}

impl<'a> Opened<'a> {
    /// Counts over the rows of the consenters alone.
    pub(super) fn of(audit: &'a Audit) -> Self {
        let harvest = Harvest::as_recorded(audit, Reading::AtMost);
        let lists =
            harvest.changes().then(|| (0..audit.consenters.len()).map(|at| harvest.opened_by(at)).collect());
        Self::counted(audit, lists)
    }

    /// The same without regard to dates: whoever was tied to a consenter at any time of the period counts as opened.
    pub(super) fn at_any_time(audit: &'a Audit) -> Self {
        Self::counted(audit, None)
    }

    fn counted(audit: &'a Audit, lists: Option<Vec<Vec<PersonId>>>) -> Self {
        let mut opened = Self { audit, lists, times: Vec::new() };
        let mut times = vec![0; audit.people()];
        for &consenter in &audit.consenters {
            opened.bystanders(consenter).for_each(|person| times[person.index()] += 1);
        }
        opened.times = times;
        opened
    }

    /// The people whom the grant of `consenter` opens, ascending.
    pub(super) fn bystanders(&self, consenter: Consenter) -> impl Iterator<Item = PersonId> + '_ {
        let audit = self.audit;
        let row = match &self.lists {
            _ if !consenter.opens_contacts => &[],
            None => audit.graph.opened_by(consenter.person),
            Some(lists) => {
                let at = audit.consenters.partition_point(|other| other.number < consenter.number);
                lists[at].as_slice()
            }
        };
        row.iter().copied().filter(|&person| shows(audit, person))
    }

    /// By how many consenters `person` is opened.
    pub(super) fn times(&self, person: PersonId) -> u32 {
        self.times[person.index()]
    }

    /// How many people who gave no grant and did not opt out are opened by 0, 1, 2, ... consenters.
    pub(super) fn people_by_times(&self) -> Vec<u64> {
        let most = self.times.iter().max().map_or(0, |&most| most as usize);
        let mut people = vec![0; most + 1];
        for person in self.audit.graph.people().filter(|&person| shows(self.audit, person)) {
            people[self.times[person.index()] as usize] += 1;
        }
        people
    }
}

/// Whether a grant of somebody else shows `person`: they gave none of their own and did not opt out.
fn shows(audit: &Audit, person: PersonId) -> bool {
    !audit.is_consenter(person) && !audit.is_opted_out(person)
}
