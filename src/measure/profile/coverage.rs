//! For whom attributes are known: a value that is missing for one place more than for others shows that place too small.

use crate::{
    audit::Audit,
    model::{
        attribute::{Attribute, MISSING, Role},
        number::{Figure, Undefined},
    },
};
use serde::Serialize;

/// For how many people of one place or group an attribute is known.
///
/// # Definition
/// For each attribute of which somebody's value is missing, and each other attribute that is a place or a group: of the `people` with
/// that value of the latter, those of whom the former is `known` (a withheld value and a range are), those of whom it is `missing`, and
/// the share known.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Coverage {
    /// The attribute.
    pub column: String,
    /// The place or group attribute.
    pub by: String,
    /// Its value.
    pub group: String,
    /// People with that value.
    pub people: u64,
    /// Those of them of whom the attribute is known.
    pub known: u64,
    /// Those of whom it is not.
    pub missing: u64,
    /// Known over people, 0 to 1.
    pub known_share: Figure,
}

/// The rows, by attribute, then place or group, then value.
pub(super) fn of(audit: &Audit) -> Vec<Coverage> {
    let is_missing = |attribute: &Attribute, person: usize| {
        attribute.codes.get(person).is_none_or(|&code| code == MISSING)
    };
    let people = audit.people();
    let gappy = audit.attributes.iter().filter(|column| (0..people).any(|person| is_missing(column, person)));
    let grouping = || audit.attributes.iter().filter(|by| matches!(by.role, Role::Place | Role::Group));
    let mut rows = Vec::new();
    for column in gappy {
        for by in grouping().filter(|by| by.name != column.name) {
            let mut counts = vec![(0_u64, 0_u64); by.values.len()];
            for (person, &group) in by.codes.iter().enumerate().filter(|(_, group)| **group != MISSING) {
                let (all, known) = &mut counts[group as usize];
                *all += 1;
                *known += u64::from(!is_missing(column, person));
            }
            rows.extend(by.values.iter().zip(counts).map(|(group, (all, known))| Coverage {
                column: column.name.clone(),
                by: by.name.clone(),
                group: group.clone(),
                people: all,
                known,
                missing: all - known,
                known_share: Figure::ratio(known, all, Undefined::EmptyGroup),
            }));
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::village;

    #[test]
    fn counts_who_is_known_in_each_place() {
        let mut audit = village::audit();
        audit.attributes.push(Attribute::of_texts("age", ["1", "", "1", "1", "", "1", "n/a"].into_iter()));
        let place = audit.attributes.iter().find(|column| column.name == "place").expect("a place").clone();
        for row in of(&audit).iter().filter(|row| row.by == "place") {
            let code = place.values.iter().position(|value| *value == row.group).expect("one of them");
            let here = (0..7).filter(|&person| place.codes[person] as usize == code);
            let missing = here.clone().filter(|person| [1, 4].contains(person)).count() as u64;
            assert_eq!((row.people, row.missing), (here.count() as u64, missing));
            assert_eq!(row.known + row.missing, row.people);
        }
        assert_eq!(of(&audit).len(), place.values.len());
    }
}
