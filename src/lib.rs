//! `bystander`: who was in the data without ever saying yes?

pub mod audit;
pub mod chart;
pub mod cli;
pub mod graph;
pub mod import;
pub mod measure;
pub mod model;
pub mod null;
pub mod render;
pub mod report;
pub mod rule;
pub mod simulate;
pub mod stat;
pub mod table;
pub mod village;
