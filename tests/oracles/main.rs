//! Every measure against values that were computed elsewhere, with independent formulas.

mod concentration;
mod harness;
mod network;
mod overrepresentation;
mod segregation;
mod uncertainty;
