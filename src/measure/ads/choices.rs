//! `AdChoices`: what the reader of ad libraries settles and no file says.

use crate::{stat::ranged::Policy, table::places::Places};

/// What is asked of ad libraries beyond what they hold. Nothing of it has a default that prints a figure.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AdChoices {
    /// How a point is chosen within each range; without it no point stands beside an interval.
    pub policy: Option<Policy>,
    /// The places that money is held against, with how many people live there.
    pub places: Option<Places>,
    /// Below which margin, in percentage points, a place counts as open; without it places are not parted so.
    pub swing: Option<f64>,
}
