//! Binomial probabilities in logarithms that stay exact to thirteen digits, however large the numbers.
//!
//! Differences of log-factorials lose a digit for every power of ten of the population. Loader's way does not: it takes
//! the part that Stirling's formula leaves over, and the deviance, both of which are small and have no large terms to
//! cancel.
//!
//! # Reference
//! Loader 2000, Fast and accurate computation of binomial probabilities.

use super::real::real;
use std::f64::consts::PI;

/// What Stirling's formula leaves over: ln n! - (n + 1/2) ln n + n - ln(2 pi)/2, for n > 0.
fn stirling_rest(n: u64) -> f64 {
    if n <= 15 {
        let factorial = real((1..=n).product::<u64>());
        let x = real(n);
        return factorial.ln() - (x + 0.5) * x.ln() + x - (2.0 * PI).ln() / 2.0;
    }
    let x = real(n);
    let square = x * x;
    let series = 1.0 / 1680.0 - 1.0 / (1188.0 * square);
    (1.0 / 12.0 - (1.0 / 360.0 - (1.0 / 1260.0 - series / square) / square) / square) / x
}

/// How far `found` is from `expected`: found ln(found/expected) + expected - found; 0 where they agree, never below.
/// `found` may be 0, `expected` is above 0.
pub(super) fn deviance(found: f64, expected: f64) -> f64 {
    if found == 0.0 {
        return expected;
    }
    let gap = found - expected;
    if gap.abs() >= 0.1 * (found + expected) {
        return found * (found / expected).ln() - gap;
    }
    let ratio = gap / (found + expected);
    let square = ratio * ratio;
    let mut total = gap * ratio;
    let mut power = 2.0 * found * ratio;
    for odd in (3_u32..).step_by(2) {
        power *= square;
        let term = power / f64::from(odd);
        total += term;
        if term.abs() <= total * 1e-17 {
            break;
        }
    }
    total
}

/// The logarithm of the chance of `found` successes in `trials`, each succeeding with chance `hit` = 1 - `miss`, both
/// above 0. `found` is at most `trials`.
pub(super) fn ln_binomial(found: u64, trials: u64, hit: f64, miss: f64) -> f64 {
    let (x, n, rest) = (real(found), real(trials), real(trials - found));
    if trials == 0 {
        return 0.0;
    }
    if found == 0 {
        return n * ln_of(miss, hit);
    }
    if found == trials {
        return n * ln_of(hit, miss);
    }
    let stirling = stirling_rest(trials) - stirling_rest(found) - stirling_rest(trials - found);
    let deviances = deviance(x, n * hit) + deviance(rest, n * miss);
    stirling - deviances - (2.0 * PI * x * (rest / n)).ln() / 2.0
}

/// ln of `chance`, whose other side is `other`: taken from the smaller of the two, which is known better.
fn ln_of(chance: f64, other: f64) -> f64 {
    if other < 0.5 { (-other).ln_1p() } else { chance.ln() }
}

#[cfg(test)]
mod tests {
    use super::{deviance, ln_binomial, stirling_rest};

    #[test]
    fn the_two_ways_to_stirling_meet() {
        let product: f64 = (1..=16_u32).map(f64::from).product();
        let direct = product.ln() - 16.5 * 16_f64.ln() + 16.0 - (2.0 * std::f64::consts::PI).ln() / 2.0;
        assert!((stirling_rest(16) - direct).abs() < 1e-14);
    }

    #[test]
    fn the_two_ways_to_deviance_meet() {
        for found in [818.0, 819.0, 1222.0, 1223.0_f64] {
            let direct = found * (found / 1000.0).ln() + 1000.0 - found;
            assert!((deviance(found, 1000.0) - direct).abs() < 1e-11, "{found}");
        }
    }

    #[test]
    fn chances_add_up_to_one() {
        for trials in [1, 7, 16, 300] {
            let total: f64 = (0..=trials).map(|found| ln_binomial(found, trials, 0.3, 0.7).exp()).sum();
            assert!((total - 1.0).abs() < 1e-13, "{trials}");
        }
    }
}
