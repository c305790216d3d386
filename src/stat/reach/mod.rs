//! The reach of consenters where the network is secret: from counts of people, consenters and contacts alone.
//!
//! A consenter shows every contact. Who of the people consented, and who is tied to whom, is not known; each figure says
//! what it supposes instead, and [`Bounds`] suppose nothing.

mod bounds;
mod by_chance;
mod degrees;
mod needed;
mod two_hops;

pub use bounds::{Bounds, Counted};
pub use degrees::Degrees;
pub use needed::{OnCurve, consenters_for, curve, rate_for};

use super::real::real;

/// How many people a number of consenters shows, in the mean where chance decides who they are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reach {
    /// Everybody, above 0.
    pub people: u64,
    /// Those who consented, 0 to `people`.
    pub consenters: f64,
    /// Those who did not and whose data a consenter shows, 0 to `people - consenters`.
    pub bystanders: f64,
}

impl Reach {
    /// Consenters and bystanders.
    #[must_use]
    pub fn affected(self) -> f64 {
        self.consenters + self.bystanders
    }

    /// Those affected over everybody, 0 to 1.
    #[must_use]
    pub fn share(self) -> f64 {
        self.affected() / real(self.people)
    }
}
