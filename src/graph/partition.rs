//! `Partition`: people in numbered classes, the largest first.

use crate::model::attribute::MISSING;
use std::cmp::Reverse;

/// Each person in one class, or in none. Class 0 is the largest; classes of one size stand in the order of their
/// first person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partition {
    /// A class by person row; [`MISSING`] for people in none.
    pub of: Vec<u32>,
    /// How many people each class has, descending; never 0.
    pub sizes: Vec<usize>,
}

impl Partition {
    /// Renumbers classes, so that their numbers say nothing of how they were found. Labels are [`MISSING`] or below
    /// the number of people.
    pub(super) fn canonical(labels: &[u32]) -> Self {
        let known = || labels.iter().filter(|&&label| label != MISSING).map(|&label| label as usize);
        let mut sizes = vec![0_usize; known().max().map_or(0, |most| most + 1)];
        let mut in_order = Vec::new();
        for label in known() {
            if sizes[label] == 0 {
                in_order.push(label);
            }
            sizes[label] += 1;
        }
        in_order.sort_by_key(|&label| Reverse(sizes[label]));
        let mut number = vec![MISSING; sizes.len()];
        (0..).zip(&in_order).for_each(|(rank, &label)| number[label] = rank);
        let of = labels.iter().map(|&label| number.get(label as usize).copied().unwrap_or(MISSING)).collect();
        Self { of, sizes: in_order.iter().map(|&label| sizes[label]).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_the_largest_class_first_and_equal_ones_by_their_first_person() {
        let partition = Partition::canonical(&[5, 2, MISSING, 5, 0, 2, 3, 3, 3]);
        assert_eq!(partition.of, [1, 2, MISSING, 1, 3, 2, 0, 0, 0]);
        assert_eq!(partition.sizes, [3, 2, 2, 1]);
    }

    #[test]
    fn has_no_classes_where_nobody_is_in_one() {
        assert_eq!(Partition::canonical(&[MISSING; 2]), Partition { of: vec![MISSING; 2], sizes: vec![] });
        assert_eq!(Partition::canonical(&[]), Partition { of: vec![], sizes: vec![] });
    }
}
