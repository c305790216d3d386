//! Counts as real numbers.

/// `count` as a real number; exact below 2^53, and to sixteen digits above.
#[allow(
    clippy::cast_precision_loss,
    reason = "sixteen digits are enough wherever a count meets a real number"
)]
pub(crate) fn real(count: impl Into<u128>) -> f64 {
    count.into() as f64
}
