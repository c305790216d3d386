//! The tests of a report, and their p-values adjusted for being many.

use crate::{model::number::Figure, stat::false_discovery::Family};

/// A test: its p-value, and the place for what it is adjusted to.
pub(super) type Test<'a> = (Figure, &'a mut Figure);

/// Sets the q-values of `tests` as one family (Benjamini-Hochberg), and says how many tests were done. A test that could not be done keeps
/// its reason and is not counted.
pub(super) fn adjust(tests: Vec<Test>) -> u64 {
    let p_values: Vec<Option<f64>> = tests.iter().map(|(p_value, _)| p_value.value()).collect();
    let family = Family::of(&p_values).expect("p-values lie between 0 and 1");
    for ((p_value, q_value), adjusted) in tests.into_iter().zip(family.benjamini_hochberg()) {
        *q_value = adjusted.map_or(p_value, Figure::known);
    }
    family.tests() as u64
}
