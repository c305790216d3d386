//! Models of chance: who might have consented instead, and the test of an observed reach against that; whom a segment
//! might have held instead.

mod deal;
mod drawing;
mod null_test;
mod strata;

pub use deal::Deal;
pub use null_test::NullTest;
pub use strata::Model;
