//! The social graph: who is tied to whom, in compressed sparse rows, and the walks over it.

mod adjacency;
pub mod community;
pub mod homophily;
mod petgraph;
pub mod reach;
mod tie_graph;

pub use tie_graph::TieGraph;
