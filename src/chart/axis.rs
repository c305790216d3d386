//! Scales and axes: where a value stands, and the ticks that let a reader see it.

use super::ink::Ink;
use super::sheet::{Place, Sheet, Type};
use crate::model::number;
use plotters::coord::{
    ranged1d::{BoldPoints, Ranged},
    types::RangedCoordf64,
};

/// A scale from values to pixels.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    values: (f64, f64),
    pixels: (f64, f64),
    log: bool,
}

impl Scale {
    /// Equal steps for equal differences.
    pub(super) fn linear(values: (f64, f64), pixels: (f64, f64)) -> Self {
        let (low, high) = values;
        let high = if high > low { high } else { low + 1.0 };
        Self { values: (low, high), pixels, log: false }
    }

    /// Equal steps for equal ratios; values above zero only.
    pub(super) fn log(values: (f64, f64), pixels: (f64, f64)) -> Self {
        let low = values.0.max(f64::MIN_POSITIVE);
        let high = if values.1 > low { values.1 } else { low * 10.0 };
        Self { values: (low, high), pixels, log: true }
    }

    /// Whether equal steps mean equal ratios.
    pub(super) fn is_log(self) -> bool {
        self.log
    }

    /// The pixels it runs over.
    pub(super) fn pixels(self) -> (f64, f64) {
        self.pixels
    }

    /// Where a value stands; one off the scale stands at its end.
    pub(super) fn at(self, value: f64) -> f64 {
        let turn = |value: f64| if self.log { value.max(f64::MIN_POSITIVE).ln() } else { value };
        let (low, high) = (turn(self.values.0), turn(self.values.1));
        let part = ((turn(value) - low) / (high - low)).clamp(0.0, 1.0);
        self.pixels.0 + part * (self.pixels.1 - self.pixels.0)
    }

    /// At most about `most` values to mark.
    pub(super) fn ticks(self, most: usize) -> Vec<f64> {
        if self.log { self.log_ticks(most) } else { self.linear_ticks(most) }
    }

    fn linear_ticks(self, most: usize) -> Vec<f64> {
        let range = RangedCoordf64::from(self.values.0..self.values.1);
        range.key_points(BoldPoints(most))
    }

    /// Powers of ten; where they are few, twice and five times those as well; where they are many, not each.
    fn log_ticks(self, most: usize) -> Vec<f64> {
        let (low, high) = self.values;
        let inside = |value: &f64| (low * 0.999..=high * 1.001).contains(value);
        #[allow(clippy::cast_possible_truncation, reason = "a power of ten of a finite number")]
        let powers = (low.log10().floor() as i32)..=(high.log10().ceil() as i32);
        let take = |steps: &[f64], each: usize| -> Vec<f64> {
            let tens = powers.clone().step_by(each);
            tens.flat_map(|ten| steps.iter().map(move |step| step * 10f64.powi(ten))).filter(inside).collect()
        };
        let fine: [&[f64]; 3] = [&[1.0, 2.0, 5.0], &[1.0, 3.0], &[1.0]];
        let coarse = (1..).map(|each| take(&[1.0], each));
        fine.iter()
            .map(|steps| take(steps, 1))
            .chain(coarse)
            .find(|ticks| ticks.len() <= most)
            .unwrap_or_default()
    }
}

/// What the numbers of an axis are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Plain,
    Share,
}

impl Unit {
    /// A tick as short as it can be written.
    pub(super) fn tick(self, value: f64) -> String {
        let (value, after) = match self {
            Self::Plain => (value, ""),
            Self::Share => (value * 100.0, " %"),
        };
        let text = format!("{value:.10}");
        let text = text.trim_end_matches('0').trim_end_matches('.');
        let text = match text.parse::<u64>() {
            Ok(whole) => number::count(whole),
            Err(_) => text.replace('-', "−"),
        };
        format!("{text}{after}")
    }
}

/// The room below a chart that [`along_the_foot`] takes.
pub(super) const FOOT: f64 = 48.0;

/// Draws a horizontal axis with lines from `top` to `foot`, ticks beneath and what it shows.
pub(super) fn along_the_foot(sheet: &Sheet, scale: Scale, (top, foot): (f64, f64), title: &str, unit: Unit) {
    let (left, right) = scale.pixels();
    let room = Type::QUIET.length("0,000,000");
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a handful of ticks")]
    let most = ((right - left) / room).clamp(2.0, 8.0) as usize;
    let mut free = f64::NEG_INFINITY;
    // Plain numbers on an axis of equal steps are counts: there is no half of a person.
    let whole = |tick: &f64| unit != Unit::Plain || scale.is_log() || tick.fract() == 0.0;
    for tick in scale.ticks(most).into_iter().filter(whole) {
        let (x, text) = (scale.at(tick), unit.tick(tick));
        sheet.line(&[(x, top), (x, foot)], Ink::Rule, 1.0);
        let half = Type::QUIET.length(&text) / 2.0;
        if x - half > free {
            let middle = x.clamp(half + 1.0, sheet.width - half - 1.0);
            sheet.text((middle, foot + 13.0), &text, Type::QUIET.middle());
            free = x + half + 6.0;
        }
    }
    let title = if scale.is_log() { format!("{title} (logarithmic)") } else { title.to_owned() };
    let at: Place = (left, foot + 34.0);
    sheet.text(at, &Type::QUIET.fit(&title, sheet.width - left), Type::QUIET);
}

/// Draws a vertical axis with lines from `left` to `right` and its ticks on the left.
pub(super) fn up_the_side(sheet: &Sheet, scale: Scale, (left, right): (f64, f64), unit: Unit) {
    for tick in scale.ticks(6) {
        let y = scale.at(tick);
        sheet.line(&[(left, y), (right, y)], Ink::Rule, 1.0);
        sheet.text((left - 8.0, y), &unit.tick(tick), Type::QUIET.end());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_scale_is_marked_at_one_two_and_five_where_there_is_room() {
        let scale = Scale::log((0.4, 6.0), (0.0, 100.0));
        assert_eq!(scale.ticks(8), [0.5, 1.0, 2.0, 5.0]);
    }

    #[test]
    fn a_log_scale_over_many_powers_is_marked_at_few() {
        assert!(Scale::log((1e-12, 1e12), (0.0, 100.0)).ticks(6).len() <= 6);
    }

    #[test]
    fn a_scale_of_a_single_value_still_has_places() {
        assert!(Scale::linear((3.0, 3.0), (0.0, 100.0)).at(3.0).abs() < 1e-9);
        assert!(Scale::log((0.0, 0.0), (0.0, 100.0)).at(0.0).is_finite());
    }

    #[test]
    fn ticks_are_short() {
        assert_eq!(Unit::Share.tick(0.5), "50 %");
        assert_eq!(Unit::Plain.tick(4000.0), "4,000");
        assert_eq!(Unit::Plain.tick(0.2), "0.2");
    }
}
