//! Small cases for the tests of this floor, drawn in one line each.

use crate::{
    audit::Audit,
    model::{case::Parameters, consent::Consenter, id::PersonId},
    table::{Tables, ties::Ties},
};

/// A case of `people` people: its ties, its consenters in list order, all of them opening, and those who opted out.
#[derive(Clone, Default)]
pub(super) struct Sketch<'a> {
    pub people: usize,
    pub ties: &'a [(u32, u32)],
    pub consenters: &'a [u32],
    pub closed: &'a [u32],
    pub opted_out: &'a [u32],
    pub hops: u32,
}

impl Sketch<'_> {
    /// The audit of this case; consenters in `closed` gave a grant that does not open their contacts' data.
    pub(super) fn audit(&self) -> Audit {
        let consenter = |(number, &row)| Consenter {
            person: PersonId(row),
            number,
            line: 0,
            opens_contacts: !self.closed.contains(&row),
        };
        let tables = Tables {
            people: self.people,
            listed: true,
            ties: Ties {
                pairs: self.ties.iter().map(|&(one, other)| (PersonId(one), PersonId(other))).collect(),
                ..Ties::default()
            },
            consenters: (1..).zip(self.consenters).map(consenter).collect(),
            opted_out: self.opted_out.iter().copied().map(PersonId).collect(),
            ..Tables::default()
        };
        Audit::new(tables, Parameters { hops: self.hops.max(1), ..Parameters::default() })
    }
}
