//! Ratios of two sets that overlap, from their sizes.

use crate::stat::real::real;

/// People in both over people in either, above 0 to 1 where somebody is in both.
pub(super) fn jaccard(both: u64, one: u64, other: u64) -> f64 {
    real(both) / real(one + other - both)
}

/// People in both over those in the smaller, above 0 to 1 where somebody is in both.
pub(super) fn overlap(both: u64, one: u64, other: u64) -> f64 {
    real(both) / real(one.min(other))
}

/// People in both over those in `whole`: how much of it lies within the other.
pub(super) fn contained(both: u64, whole: u64) -> f64 {
    real(both) / real(whole)
}
