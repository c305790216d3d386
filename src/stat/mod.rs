//! Statistics: the field's formulas on plain numbers, each checked against values computed elsewhere.

pub mod draws;
pub mod real;
pub mod sampling;
pub mod sum;
