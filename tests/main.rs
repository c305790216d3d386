//! The whole check, as one program: a link for each file would cost more than the tests.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "the networks and counts of tests are small"
)]
#![allow(clippy::print_stderr, reason = "a test that is skipped says so")]
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod cli;
mod datasets;
mod harvest_keys;
mod house;
mod import;
mod laws_of_the_harvest;
mod notebooks;
mod oracles;
mod picture;
mod privacy;
mod properties;
mod real_data;
mod recovers_truth;
mod simulate;
mod trace;
