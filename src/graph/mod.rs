//! The social graph: who is tied to whom, in compressed sparse rows, and the walks over it.

mod adjacency;
pub mod community;
pub mod component;
pub mod dated_reach;
pub mod dated_ties;
pub mod harmonic;
pub mod homophily;
#[cfg(test)]
mod karate;
pub mod neighbour_vote;
pub mod partition;
mod petgraph;
pub mod reach;
pub mod repeats;
pub mod sweep;
mod tie_graph;
pub mod transfer_graph;
pub mod transitivity;

pub use tie_graph::TieGraph;
