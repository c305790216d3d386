//! What a reader must know where equal names alone decide who is one person.

use crate::model::case::{AuditCase, EqualNames};

/// On which reading of equal names everything shown rests, in a sentence; `None` where names decide nothing.
pub(super) fn reading(case: &AuditCase) -> Option<String> {
    let (taken_for, other) = match case.equal_names_decide()? {
        EqualNames::SeveralPeople => ("several people", "are one person"),
        EqualNames::OnePerson => ("one person wherever the lists allow it", "are several people"),
    };
    Some(format!(
        "Some people are known by their names alone: what is shown here takes equal names for {taken_for}, and may differ if they {other}."
    ))
}
