//! The conditional odds ratio: the estimate that goes with Fisher's test.
//!
//! # Definition
//! With all margins fixed, a follows Fisher's noncentral hypergeometric distribution, whose chance of k is that of the
//! central one times psi^k. The estimate is the psi whose mean is the observed a. It is not ad/bc.

use super::two_by_two::TwoByTwo;
use crate::model::number::{Figure, Undefined};

impl TwoByTwo {
    /// The conditional maximum-likelihood odds ratio, 0 upwards. 0 where a is as small as it can be; undefined where it
    /// is as large as it can be, or can be only one number.
    #[must_use]
    pub fn odds_ratio_conditional(self) -> Figure {
        self.tested(|| {
            let (start, end) = self.count().support().into_inner();
            match self.group_in {
                _ if start == end => Err(Undefined::ZeroOverZero),
                a if a == end => Err(Undefined::ZeroDenominator),
                a if a == start => Ok(0.0),
                _ => Ok(self.solve()),
            }
        })
        .0
        .map_or_else(Figure::undefined, Figure)
    }

    /// Newton's steps on ln psi from ln(ad/bc), which lies close by: the likelihood is concave there.
    fn solve(self) -> f64 {
        let mut log = self.odds_ratio().value().expect("every cell has people").ln();
        for _ in 0..100 {
            let (mean, variance) = self.moments_about(log.exp());
            let step = mean / variance;
            log -= step;
            if step.abs() < 1e-14 {
                break;
            }
        }
        log.exp()
    }

    /// The mean of k - a under `psi`, and its variance, summed from a outwards.
    fn moments_about(self, psi: f64) -> (f64, f64) {
        let count = self.count();
        let (start, end) = count.support().into_inner();
        let (mut weight, mut first, mut second) = (1.0, 0.0, 0.0);
        let mut add = |ratios: &mut dyn Iterator<Item = f64>, direction: f64| {
            let (mut term, mut distance) = (1.0, 0.0);
            for ratio in ratios {
                term *= ratio;
                distance += direction;
                weight += term;
                first += term * distance;
                second += term * distance * distance;
                if term * distance * distance < second * 1e-17 {
                    break;
                }
            }
        };
        add(&mut (self.group_in..end).map(|at| count.step_up(at) * psi), 1.0);
        add(&mut (start..self.group_in).rev().map(|at| 1.0 / (count.step_up(at) * psi)), -1.0);
        let mean = first / weight;
        (mean, second / weight - mean * mean)
    }
}
