//! Components: who is connected to whom by any chain of ties.

use super::{TieGraph, partition::Partition};
use crate::model::{attribute::MISSING, id::PersonId};

/// The components of `graph`, whichever way ties point. A person without ties is a component of their own.
///
/// # Example
/// The village has two: six people in one, Gus in the other.
/// ```
/// use bystander::{graph::component::components, village};
/// let found = components(&village::audit().graph);
/// assert_eq!((found.sizes, found.of), (vec![6, 1], vec![0, 0, 0, 0, 0, 0, 1]));
/// ```
#[must_use]
pub fn components(graph: &TieGraph) -> Partition {
    pieces(graph, |_, _| true)
}

/// The components that are left when only ties for which `holds` is true are kept; it must not depend on the order of
/// the two people.
pub(super) fn pieces(graph: &TieGraph, holds: impl Fn(PersonId, PersonId) -> bool) -> Partition {
    let mut labels = vec![MISSING; graph.size()];
    let mut to_visit = Vec::new();
    for first in graph.people() {
        if labels[first.index()] != MISSING {
            continue;
        }
        labels[first.index()] = first.0;
        to_visit.push(first);
        while let Some(person) = to_visit.pop() {
            for &contact in graph.contacts(person) {
                if labels[contact.index()] == MISSING && holds(person, contact) {
                    labels[contact.index()] = first.0;
                    to_visit.push(contact);
                }
            }
        }
    }
    Partition::canonical(&labels)
}
