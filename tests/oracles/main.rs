//! Every measure against values that were computed elsewhere, with independent formulas.

mod harness;
mod harvest;
mod monte_carlo;
mod null_models;
