//! The running example: seven people, small enough to count by hand.
//!
//! Ada and Ben are friends; Ada also knows Cem, Dot and Eve; Ben also knows Eve and Fay; Gus knows nobody. Ada and
//! Ben used the app.
//!
//! ```text
//!     Cem   Dot   Eve   Fay        Gus
//!        \   |   /   \   |
//!          Ada ─────── Ben
//! ```
//!
//! Two consenters, four bystanders (Cem, Dot and Fay through one consenter, Eve through both), one person out of reach.

use crate::{
    audit::Audit,
    model::{
        attribute::{Attribute, Role},
        case::{AuditCase, Parameters},
        consent::Consenter,
        id::PersonId,
        segment::Segment,
    },
    table::{Tables, ties::Ties},
};

/// Ada, Ben, Cem, Dot, Eve, Fay and Gus, as people 0 to 6; North is Ada's, Cem's, Dot's and Gus's place, South the
/// others'. One segment, of Cem, Dot and Eve. Small cells are shown: the village exists to be counted.
#[must_use]
pub fn audit() -> Audit {
    let pair = |one, other| (PersonId(one), PersonId(other));
    let place = ["North", "South", "North", "North", "South", "South", "North"];
    let tables = Tables {
        case: AuditCase { title: "The village".to_owned(), ..AuditCase::default() },
        people: 7,
        listed: true,
        ties: Ties {
            pairs: vec![pair(0, 1), pair(0, 2), pair(0, 3), pair(0, 4), pair(1, 4), pair(1, 5)],
            ..Ties::default()
        },
        consenters: [0, 1]
            .map(|row| Consenter {
                person: PersonId(row),
                number: row + 1,
                line: u64::from(row) + 2,
                opens_contacts: true,
            })
            .to_vec(),
        attributes: vec![Attribute { role: Role::Place, ..Attribute::of_texts("place", place.into_iter()) }],
        segments: vec![Segment {
            name: "waverers".to_owned(),
            members: [2, 3, 4].map(PersonId).to_vec(),
            ..Segment::default()
        }],
        ..Tables::default()
    };
    Audit::new(tables, Parameters { min_cell: 1, draws: 200, ..Parameters::default() })
}
