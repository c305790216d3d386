//! Every measure against values that were computed elsewhere, with independent formulas.

mod concentration;
mod harness;
mod harvest;
mod inference;
mod monte_carlo;
mod network;
mod null_models;
mod overlap;
mod overrepresentation;
mod privacy;
mod reach;
mod segregation;
mod time_and_frequency;
mod uncertainty;
