//! Sums that keep the digits which plain adding drops.

/// A sum that carries the rounding of each step along (Neumaier). The error does not grow with the number of values, and
/// the same values in the same order give the same bits.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sum {
    total: f64,
    lost: f64,
}

impl Sum {
    /// Adds `value`.
    pub fn add(&mut self, value: f64) {
        let next = self.total + value;
        let (large, small) =
            if self.total.abs() >= value.abs() { (self.total, value) } else { (value, self.total) };
        self.lost += (large - next) + small;
        self.total = next;
    }

    /// The sum so far.
    #[must_use]
    pub fn value(self) -> f64 {
        self.total + self.lost
    }
}

/// The sum of `values` in their order, as [`Sum`] takes it.
#[must_use]
pub fn sum(values: impl IntoIterator<Item = f64>) -> f64 {
    let mut sum = Sum::default();
    values.into_iter().for_each(|value| sum.add(value));
    sum.value()
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
