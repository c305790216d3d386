//! People parted by the values of attributes.

use crate::{
    model::{
        attribute::{Attribute, MISSING},
        id::PersonId,
    },
    stat::microdata::Classes,
};

/// The classes of those of `people` whose `attributes` are all known, and how many are left out.
pub(super) fn classes(attributes: &[&Attribute], people: impl Iterator<Item = PersonId>) -> (Classes, u64) {
    let mut columns: Vec<Vec<u32>> = vec![Vec::new(); attributes.len()];
    let (mut known, mut left_out) = (0, 0);
    for person in people {
        let codes = || attributes.iter().map(|attribute| attribute.codes[person.index()]);
        if codes().any(|code| code == MISSING) {
            left_out += 1;
        } else {
            known += 1;
            columns.iter_mut().zip(codes()).for_each(|(column, code)| column.push(code));
        }
    }
    let columns: Vec<&[u32]> = columns.iter().map(Vec::as_slice).collect();
    (Classes::of(&columns, known), left_out)
}
