//! Models of chance: who might have consented instead, how else the same people might have been tied, and the tests of an
//! observed reach against that; whom a segment might have held instead.

mod deal;
mod drawing;
mod null_test;
mod rewire;
mod rewired_test;
mod split;
mod strata;

pub use deal::Deal;
pub use null_test::NullTest;
pub use rewire::{Rewired, Rewiring};
pub use rewired_test::RewiredTest;
pub use split::Split;
pub use strata::Model;
