//! Private counts: how much noise a count needs so that it tells little of any one person, and how far off it then is.
//!
//! # Definition
//! `sensitivity` s is by how much one person's data can change the count: 1 for a segment, and for several segments the number of
//! them that a person can be in. Discrete Laplace noise of scale s/epsilon is k with probability (1 - a)/(1 + a) a^|k|, where
//! a = exp(-epsilon/s); its variance is 2a/(1 - a)^2. The accuracy at alpha is the smallest t with P(|noise| >= t) <= alpha, which
//! for t > 0 is 2 a^t/(1 + a).
//!
//! Gaussian noise of standard deviation sigma meets (epsilon, delta) where, with F the normal distribution function,
//! F(s/(2 sigma) - epsilon sigma/s) - exp(epsilon) F(-s/(2 sigma) - epsilon sigma/s) <= delta; the smallest such sigma is found by
//! halving. The textbook's sigma, sqrt(2 ln(1.25/delta)) s/epsilon, holds for epsilon of at most 1 only. Zero-concentrated privacy
//! has rho = s^2/(2 sigma^2). Epsilons of releases about the same people add up.
//!
//! # Limits
//! Figures only: no noise is drawn here. Noise for release needs a sampler that is exact on computers and a start that nobody knows.
//!
//! # Reference
//! Ghosh, Roughgarden and Sundararajan 2009 (discrete Laplace); Dwork and Roth 2014 (textbook sigma); Balle and Wang 2018 (smallest
//! sigma); Bun and Steinke 2016 (rho).

use super::real::real;
use crate::model::number::{Figure, Undefined};
use statrs::function::erf::erfc;

/// What a released count is protected by.
///
/// A count of one segment at epsilon 0.5 is off by seven or more in at most one release of twenty.
/// ```
/// use bystander::stat::private_counts::Release;
/// let release = Release::of(0.5, 1).expect("epsilon and sensitivity are above zero");
/// assert_eq!((release.laplace_scale(), release.accuracy(0.05)), (2.0, Some(7)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Release {
    epsilon: f64,
    sensitivity: f64,
}

impl Release {
    /// A release at `epsilon`, a finite number above 0, of a count that one person changes by at most `sensitivity`, at least 1.
    #[must_use]
    pub fn of(epsilon: f64, sensitivity: u64) -> Option<Self> {
        let sound = epsilon.is_finite() && epsilon > 0.0 && sensitivity > 0;
        sound.then(|| Self { epsilon, sensitivity: real(sensitivity) })
    }

    /// The scale of the Laplace noise, in people, above 0.
    #[must_use]
    pub fn laplace_scale(&self) -> f64 {
        self.sensitivity / self.epsilon
    }

    /// The epsilon that noise of `scale` gives: the way back.
    #[must_use]
    pub fn epsilon_of_scale(&self, scale: f64) -> f64 {
        self.sensitivity / scale
    }

    /// How much less probable each further step of the noise is, above 0 and below 1.
    #[must_use]
    pub fn decay(&self) -> f64 {
        (-self.epsilon / self.sensitivity).exp()
    }

    /// The probability that the discrete noise is `by`, above 0 to 1.
    #[must_use]
    pub fn probability(&self, by: i64) -> f64 {
        let steps = real(by.unsigned_abs());
        -self.decay_less_one() / (1.0 + self.decay()) * (-steps / self.laplace_scale()).exp()
    }

    /// The variance of the discrete noise, in people squared.
    #[must_use]
    pub fn variance(&self) -> f64 {
        2.0 * self.decay() / self.decay_less_one().powi(2)
    }

    /// The variance of Laplace noise on real numbers, in people squared.
    #[must_use]
    pub fn continuous_variance(&self) -> f64 {
        2.0 * self.laplace_scale().powi(2)
    }

    /// The smallest number of people by which the discrete noise is off with a probability of at most `alpha`; `None` where alpha
    /// does not lie between 0 and 1.
    #[must_use]
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a number of people above zero"
    )]
    pub fn accuracy(&self, alpha: f64) -> Option<u64> {
        if !(alpha > 0.0 && alpha < 1.0) {
            return None;
        }
        let off = |by: u64| 2.0 * (-real(by) / self.laplace_scale()).exp() / (1.0 + self.decay());
        let near = -(alpha * (1.0 + self.decay()) / 2.0).ln() * self.laplace_scale();
        // The logarithm may be off by its last digit: the condition itself decides.
        let from = (near.floor().max(2.0) as u64) - 1;
        (from..=from + 4).find(|&by| off(by) <= alpha)
    }

    /// By how many people Laplace noise on real numbers is off with a probability of `alpha`; `None` where alpha does not lie
    /// between 0 and 1.
    #[must_use]
    pub fn continuous_accuracy(&self, alpha: f64) -> Option<f64> {
        (alpha > 0.0 && alpha < 1.0).then(|| -alpha.ln() * self.laplace_scale())
    }

    /// The epsilon of `releases` such counts about the same people.
    #[must_use]
    pub fn epsilon_of(&self, releases: u64) -> f64 {
        real(releases) * self.epsilon
    }

    /// The same release with Gaussian noise that may fail with probability `delta`; `None` where delta does not lie between 0 and 1.
    #[must_use]
    pub fn gaussian(self, delta: f64) -> Option<Gaussian> {
        (delta > 0.0 && delta < 1.0).then_some(Gaussian { release: self, delta })
    }

    /// The decay less 1, with all its digits where the decay is near 1.
    fn decay_less_one(&self) -> f64 {
        (-self.epsilon / self.sensitivity).exp_m1()
    }
}

/// A release with Gaussian noise.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gaussian {
    release: Release,
    delta: f64,
}

impl Gaussian {
    /// The textbook's standard deviation; undefined for an epsilon above 1, where it protects too little.
    #[must_use]
    pub fn textbook_sigma(&self) -> Figure {
        if self.release.epsilon > 1.0 {
            return Figure::undefined(Undefined::EpsilonAboveOne);
        }
        Figure::known((2.0 * (1.25 / self.delta).ln()).sqrt() * self.release.laplace_scale())
    }

    /// The smallest standard deviation that meets epsilon and delta, in people.
    #[must_use]
    pub fn sigma(&self) -> f64 {
        let (mut low, mut high) = (0.0, self.release.sensitivity);
        while self.fails(high) > self.delta {
            (low, high) = (high, 2.0 * high);
        }
        loop {
            let middle = f64::midpoint(low, high);
            if middle <= low || middle >= high {
                return high;
            }
            if self.fails(middle) > self.delta { low = middle } else { high = middle }
        }
    }

    /// The rho of zero-concentrated privacy that the smallest standard deviation gives.
    #[must_use]
    pub fn rho(&self) -> f64 {
        (self.release.sensitivity / self.sigma()).powi(2) / 2.0
    }

    /// The probability with which noise of `sigma` fails to keep epsilon.
    fn fails(&self, sigma: f64) -> f64 {
        let Release { epsilon, sensitivity } = self.release;
        let (near, far) = (sensitivity / (2.0 * sigma), epsilon * sigma / sensitivity);
        let beyond = normal_below(-near - far);
        let expected = if beyond > 0.0 { (epsilon + beyond.ln()).exp() } else { 0.0 };
        normal_below(near - far) - expected
    }
}

/// The probability that a standard normal number lies below `at`.
fn normal_below(at: f64) -> f64 {
    erfc(-at / std::f64::consts::SQRT_2) / 2.0
}

#[cfg(test)]
mod tests {
    use super::Release;

    fn release(epsilon: f64, sensitivity: u64) -> Release {
        Release::of(epsilon, sensitivity).expect("both are above zero")
    }

    #[test]
    fn refuses_what_cannot_be() {
        assert!(
            [0.0, -1.0, f64::NAN, f64::INFINITY].iter().all(|&epsilon| Release::of(epsilon, 1).is_none())
        );
        assert!(Release::of(1.0, 0).is_none());
        assert!([0.0, 1.0, f64::NAN].iter().all(|&at| release(1.0, 1).gaussian(at).is_none()));
        assert!([0.0, 1.0, f64::NAN].iter().all(|&at| release(1.0, 1).accuracy(at).is_none()));
    }

    #[test]
    fn gives_probabilities_that_add_up_and_have_the_variance() {
        for release in [release(0.5, 1), release(1.0, 3), release(2.0, 1)] {
            let all: f64 = (-400..=400).map(|by| release.probability(by)).sum();
            let spread: f64 =
                (-400..=400_i32).map(|by| release.probability(by.into()) * f64::from(by * by)).sum();
            assert!((all - 1.0).abs() < 1e-12 && (spread - release.variance()).abs() < 1e-9);
        }
    }

    /// By adding up the probabilities themselves.
    #[test]
    fn finds_the_smallest_number_by_which_noise_is_rarely_off() {
        for (epsilon, alpha) in [(0.5, 0.05), (0.1, 0.01), (3.0, 0.2), (5.0, 0.9)] {
            let release = release(epsilon, 1);
            let off = |by: i64| 1.0 - (1 - by..by).map(|at| release.probability(at)).sum::<f64>();
            let by = release.accuracy(alpha).expect("alpha is a probability");
            let by = i64::try_from(by).expect("few");
            assert!(off(by) <= alpha && (by == 1 || off(by - 1) > alpha), "{epsilon}, {alpha}");
        }
    }

    #[test]
    fn needs_less_than_the_textbook_and_keeps_delta() {
        for epsilon in [0.1, 0.5, 1.0] {
            let gaussian = release(epsilon, 2).gaussian(1e-6).expect("delta is a probability");
            let sigma = gaussian.sigma();
            assert!(sigma < gaussian.textbook_sigma().value().expect("epsilon is at most 1"));
            assert!(gaussian.fails(sigma) <= 1e-6 && gaussian.fails(sigma * 0.999) > 1e-6);
        }
    }

    #[test]
    fn gives_no_textbook_sigma_above_an_epsilon_of_one() {
        let gaussian = release(2.0, 1).gaussian(1e-5).expect("delta is a probability");
        assert_eq!(gaussian.textbook_sigma().value(), None);
        assert!(gaussian.sigma() > 0.0);
    }
}
