//! Models of chance: who might have consented instead, and the test of an observed reach against that.

mod drawing;
mod null_test;
mod strata;

pub use null_test::NullTest;
pub use strata::Model;
