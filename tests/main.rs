//! The whole check, as one program: a link for each file would cost more than the tests.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "the networks and counts of tests are small"
)]
#![allow(clippy::print_stderr, reason = "a test that is skipped says so")]
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod ad_reports;
mod ads;
mod ads_tokens;
mod archives;
mod claims;
mod cli;
mod corpus;
mod datasets;
mod dated_truth;
mod donated;
mod elections;
mod evidence;
mod exports_in_audits;
mod fixtures;
mod harvest_keys;
mod hostile_input;
mod house;
mod import;
mod laws_in_time;
mod laws_of_the_harvest;
mod laws_of_time;
mod laws_of_what_if;
mod networkx;
mod not_read;
mod notebooks;
mod notices;
mod oracles;
mod picture;
mod plans;
mod planted;
mod privacy;
mod privacy_in_time;
mod privacy_of_donations;
mod privacy_of_exports;
mod privacy_of_places;
mod properties;
mod real_data;
mod recovers_ads;
mod recovers_truth;
mod round_trip;
mod same_network;
mod simulate;
mod trace;
