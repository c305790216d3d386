//! Models of chance: who might have consented instead, how else the same people might have been tied, and the tests of an
//! observed reach against that; whom a segment might have held instead.

mod deal;
mod drawing;
mod null_test;
mod peers;
mod rewire;
mod rewired_test;
mod shuffle;
mod split;
mod strata;

pub use deal::Deal;
pub use null_test::NullTest;
pub use peers::{Alike, Peers};
pub use rewire::{Rewired, Rewiring};
pub use rewired_test::RewiredTest;
pub use shuffle::{Shuffle, draws_within};
pub use split::Split;
pub use strata::Model;
