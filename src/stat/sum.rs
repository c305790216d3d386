//! Sums that keep the digits which plain adding drops.

/// The sum of `values` in their order, with the rounding of each step carried along (Neumaier). The error does not
/// grow with the number of values, and the same values in the same order give the same bits.
#[must_use]
pub fn sum(values: impl IntoIterator<Item = f64>) -> f64 {
    let (mut total, mut lost) = (0.0_f64, 0.0_f64);
    for value in values {
        let next = total + value;
        lost += if total.abs() >= value.abs() { (total - next) + value } else { (value - next) + total };
        total = next;
    }
    total + lost
}

#[cfg(test)]
mod tests {
    use super::sum;

    #[test]
    #[allow(clippy::float_cmp, reason = "the sums are exact")]
    fn small_values_survive_beside_large_ones() {
        assert_eq!(sum([1.0, 1e100, 1.0, -1e100]), 2.0);
        assert_eq!(sum(std::iter::repeat_n(0.1, 10)), 1.0);
        assert_eq!(sum([]), 0.0);
    }
}
