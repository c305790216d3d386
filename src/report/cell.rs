//! A cell of a table, and how readers see it.

use crate::model::number::{self, Figure, Undefined};
use serde::Serialize;

/// One cell.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Cell {
    /// Text: labels of segments, places, groups; never of people.
    Text(String),
    /// A count.
    Count(u64),
    /// A difference of two counts.
    Change(i64),
    /// A real number.
    Number(f64),
    /// A proportion between 0 and 1, shown in percent.
    Share(f64),
    /// A p- or q-value.
    P(f64),
    /// Money, in units of its currency.
    Amount(f64),
    /// Hidden because fewer people than the small-cell threshold stand behind it, or because it would give such a cell away.
    Hidden,
    /// Does not exist, and why.
    Undefined(Undefined),
    /// Nothing to say here.
    Empty,
}

impl Cell {
    /// A figure as a cell, the value shaped by `cell`.
    pub fn of<T>(figure: Figure<T>, cell: impl FnOnce(T) -> Self) -> Self {
        figure.0.map_or_else(Self::Undefined, cell)
    }

    /// The value as a number, where the cell holds one.
    #[must_use]
    #[allow(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
    pub fn number(&self) -> Option<f64> {
        match *self {
            Self::Count(count) => Some(count as f64),
            Self::Change(by) => Some(by as f64),
            Self::Number(value) | Self::Share(value) | Self::P(value) | Self::Amount(value) => Some(value),
            Self::Text(_) | Self::Hidden | Self::Undefined(_) | Self::Empty => None,
        }
    }

    /// The cell as a reader sees it.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Count(value) => number::count(*value),
            Self::Change(by) => number::change(*by),
            Self::Number(value) => number::real(*value),
            Self::Share(value) => number::percent(*value),
            Self::P(value) => number::p_value(*value),
            Self::Amount(value) => number::amount(*value),
            Self::Hidden => "hidden".to_owned(),
            Self::Undefined(why) => format!("undefined: {}", why.text()),
            Self::Empty => String::new(),
        }
    }
}
