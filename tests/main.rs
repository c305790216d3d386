//! The whole check, as one program: a link for each file would cost more than the tests.

mod cli;
mod datasets;
mod harvest_keys;
mod house;
mod import;
mod laws_of_the_harvest;
mod oracles;
mod picture;
mod properties;
mod real_data;
mod recovers_truth;
mod simulate;
