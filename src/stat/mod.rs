//! Statistics: the field's formulas on plain numbers, each checked against values computed elsewhere.
//!
//! Nothing here knows of people or segments. Functions take what has been checked (`Amounts`, `Proportion`, `TwoByTwo`,
//! `Family`: each is made by a function that gives `None` for numbers that cannot be) and give plain numbers, or a
//! [`Figure`](crate::model::number::Figure) where the figure may not exist.

pub mod ageing;
pub mod agreement;
pub mod amounts;
mod association;
pub mod bootstrap;
pub mod cell_suppression;
pub mod concentration;
mod conditional_odds;
pub mod contact_lists;
pub mod contingency;
pub mod decay;
pub mod dissimilarity;
pub mod draws;
mod exact_test;
pub mod false_discovery;
pub mod frequency;
pub mod guesses;
pub mod hazard;
pub mod hypergeometric;
mod inequality;
pub mod information;
pub mod interval;
pub mod jackknife;
pub mod longest_common;
mod lorenz;
pub mod microdata;
pub mod misclassification;
pub mod moran;
pub mod nested_segregation;
pub mod private_counts;
pub mod ranged;
mod rate_ratio;
pub mod reach;
pub mod real;
mod saddle_point;
pub mod sampling;
pub mod segregation;
pub mod selection;
pub mod sets;
pub mod shares;
pub mod small_cells;
pub mod sum;
pub mod survival;
pub mod two_by_two;
pub mod two_lists;
pub mod two_way_cells;
pub mod weighted_share;

pub use inequality::TheilParts;
