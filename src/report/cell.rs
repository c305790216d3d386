//! A cell of a table, and how readers see it.

use crate::model::number::{Figure, Undefined};
use serde::Serialize;

/// One cell.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Cell {
    /// Text: labels of segments, places, groups; never of people.
    Text(String),
    /// A count.
    Count(u64),
    /// A real number.
    Number(f64),
    /// A proportion between 0 and 1, shown in percent.
    Share(f64),
    /// A p- or q-value.
    P(f64),
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
            Self::Number(value) | Self::Share(value) | Self::P(value) => Some(value),
            Self::Text(_) | Self::Hidden | Self::Undefined(_) | Self::Empty => None,
        }
    }

    /// The cell as a reader sees it.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Count(value) => count(*value),
            Self::Number(value) => number(*value),
            Self::Share(value) => percent(*value),
            Self::P(value) => p_value(*value),
            Self::Hidden => "hidden".to_owned(),
            Self::Undefined(why) => format!("undefined: {}", why.text()),
            Self::Empty => String::new(),
        }
    }
}

/// A count with its thousands parted: `4,039`.
#[must_use]
pub fn count(value: u64) -> String {
    let digits = value.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A real number with as many decimals as its size asks for: `402.9`, `1.84`, `0.0213`.
#[must_use]
pub fn number(value: f64) -> String {
    let size = value.abs();
    let decimals = match size {
        _ if size >= 100.0 => 1,
        _ if size >= 1.0 || size == 0.0 => 2,
        _ if size >= 0.001 => 4,
        _ => return format!("{value:.2e}"),
    };
    let text = format!("{size:.decimals$}");
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let whole = whole.parse().map_or_else(|_| whole.to_owned(), count);
    let sign = if value < 0.0 { "−" } else { "" };
    format!("{sign}{whole}.{fraction}")
}

/// A proportion in percent; never rounded to 0 % or 100 % where it is neither.
#[must_use]
pub fn percent(share: f64) -> String {
    let percent = share * 100.0;
    let text = match percent {
        _ if percent == 0.0 || percent == 100.0 => format!("{percent:.0}"),
        _ if percent >= 99.95 => "> 99.9".to_owned(),
        _ if percent >= 0.1 => format!("{percent:.1}"),
        _ if percent >= 0.000_01 => {
            format!("{percent:.2}").trim_end_matches('0').to_owned().replace("0.0", "0.0")
        }
        _ => "< 0.00001".to_owned(),
    };
    let text = if text == "0." || text.is_empty() { format!("{percent:.5}") } else { text };
    format!("{text} %")
}

/// A p-value: three significant digits, never 0.
#[must_use]
pub fn p_value(p: f64) -> String {
    match p {
        _ if p < 1e-300 => "< 1e-300".to_owned(),
        _ if p < 0.001 => format!("{p:.1e}"),
        _ => format!("{p:.3}"),
    }
}
