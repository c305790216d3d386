//! `RangedShares`: concentration and inequality of values that are known as ranges.

use super::{
    End, Ranges, Span,
    corners::corners,
    cumulated::{float, signed},
    ladder::Ladder,
    levels::{Levels, Stretch},
};
use crate::{
    model::number::{Figure, Undefined},
    stat::{amounts::Amounts, real::real, shares::Shares},
};

/// How a total is shared out among units of whose values only ranges are known. Each figure is the interval over all
/// values within the ranges whose total is above zero.
///
/// # Definition
/// The figures are those of [`Shares`]. For their low ends the values are at a common level c as far as their ranges
/// let them; with m units at the level, and T, Q and A the sums of x, x^2 and x ln x over all others:
/// - HHI is smallest at c = Q/T, where it is 1/(T^2/Q + m): the effective number of the others, and m more.
/// - The entropy is largest at c = exp(A/T), where it is ln(T/c + m).
/// - Gini is smallest at an end of a range, for it falls or rises all along between two neighbouring ends.
/// - Hoover is smallest where the level is the mean: it is the dissimilarity from as many people everywhere.
///
/// For their high ends some of the units with the highest ranges are at their high ends, and all others at their low
/// ends (`Ladder` says why). Where ranges lie within each other's interior, every corner is looked at if there are
/// few (2^18 values in all), and else the end is a bound. Where one unit may have nearly all, because its end is
/// open, the figure goes to that of one unit which has all.
///
/// # Example
/// Two of three sponsors spent 0 to 2 each, and the third 2. All may have spent 2: HHI is 1/3. The third alone may have
/// spent anything: HHI is 1.
/// ```
/// use bystander::stat::ranged::{Ranges, RangedShares};
/// let spent = Ranges::of([(0, Some(2)), (0, Some(2)), (2, Some(2))]).unwrap();
/// let hhi = RangedShares::of(&spent).value().unwrap().hhi();
/// assert!((hhi.low.value - 1.0 / 3.0).abs() < 1e-15 && hhi.high.value == 1.0);
/// ```
#[derive(Clone, Debug)]
pub struct RangedShares {
    pub(super) ranges: Ranges,
    pub(super) levels: Levels,
    ladder: Ladder,
}

impl RangedShares {
    /// The shares within `ranges`. Undefined without units (`empty_input`) and where all are surely zero
    /// (`zero_total`).
    #[must_use]
    pub fn of(ranges: &Ranges) -> Figure<Self> {
        if ranges.units().is_empty() {
            return Figure::undefined(Undefined::EmptyInput);
        }
        if ranges.total().high == Some(0) {
            return Figure::undefined(Undefined::ZeroTotal);
        }
        let (levels, ladder) = (Levels::of(ranges.units()), Ladder::of(&ranges.closed()));
        Figure::known(Self { ranges: ranges.clone(), levels, ladder })
    }

    /// How many units there are, those with nothing included.
    #[must_use]
    pub fn units(&self) -> usize {
        self.levels.units()
    }

    fn n(&self) -> f64 {
        real(self.units() as u64)
    }

    /// Herfindahl-Hirschman index, 1/n to 1.
    #[must_use]
    pub fn hhi(&self) -> Span {
        let square = |value: u64| real(value) * real(value);
        let sums = self.held();
        let squares = self.levels.held_real(square);
        let held = |at: Stretch| squares.at(at.below, at.reached);
        let low = self.levels.least(
            |at| held(at) / sums(at),
            |at, level| {
                let (free, total) = (real(at.free() as u64), sums(at) + real(at.free() as u64) * level);
                (held(at) + free * level * level) / (total * total)
            },
        );
        let (totals, squares) = (self.ladder.totals(), self.ladder.sums(square));
        let on_rung = |rung| squares(rung) / (real(totals(rung)) * real(totals(rung)));
        Span::of(End::attained(low), self.highest(1.0, on_rung, Shares::hhi))
    }

    /// HHI between 0 (all alike) and 1. Undefined for one unit.
    #[must_use]
    pub fn hhi_normalised(&self) -> Figure<Span> {
        let least = 1.0 / self.n();
        if self.units() == 1 {
            return Figure::undefined(Undefined::OneUnit);
        }
        Figure::known(self.hhi().rising(|hhi| ((hhi - least) / (1.0 - least)).max(0.0)))
    }

    /// Effective number of units, 1/HHI, 1 to n.
    #[must_use]
    pub fn effective_number(&self) -> Span {
        self.hhi().falling(|hhi| 1.0 / hhi)
    }

    /// Gini coefficient, 0 to 1 - 1/n.
    #[must_use]
    pub fn gini(&self) -> Span {
        let units = signed(self.units());
        let weight = |rank: usize| 2 * signed(rank) + 1 - units;
        let (sums, held) = (self.held(), self.levels.held(|rank, value| weight(rank) * i128::from(value)));
        let low = self.levels.least(
            |at| real(at.from),
            |at, level| {
                let free = real(at.free() as u64);
                let weights = free * float(signed(at.below) + signed(at.reached) - units);
                let distances = float(held.at(at.below, at.reached)) + level * weights;
                distances / (self.n() * (sums(at) + free * level))
            },
        );
        let (totals, distances) = (self.ladder.totals(), self.ladder.distances());
        let on_rung = |rung| distances(rung) / (self.n() * real(totals(rung)));
        Span::of(End::attained(low.max(0.0)), self.highest(1.0 - 1.0 / self.n(), on_rung, Shares::gini))
    }

    /// Theil T in nats, 0 to ln n.
    #[must_use]
    pub fn theil_t(&self) -> Span {
        let most = self.n().ln();
        self.shannon_nats().falling(|entropy| (most - entropy).max(0.0))
    }

    /// Shannon entropy in nats, 0 to ln n.
    #[must_use]
    pub fn shannon_nats(&self) -> Span {
        let (sums, logs) = (self.held(), self.levels.held_real(times_ln));
        let lack = |total: f64, logs: f64| logs / total - total.ln();
        let low = self.levels.least(
            |at| (logs.at(at.below, at.reached) / sums(at)).exp(),
            |at, level| {
                let free = real(at.free() as u64);
                let log = if level > 0.0 { level.ln() } else { 0.0 };
                lack(sums(at) + free * level, logs.at(at.below, at.reached) + free * level * log)
            },
        );
        let (totals, logs) = (self.ladder.totals(), self.ladder.sums(times_ln));
        let on_rung = |rung| lack(real(totals(rung)), logs(rung));
        let high = self.highest(0.0, on_rung, |shares| -shares.shannon_nats());
        Span::of(End::attained(low), high).falling(|lack| (-lack).max(0.0))
    }

    /// Hoover's index: the part of the total that would have to move for all to have the same, 0 to 1 - 1/n.
    #[must_use]
    pub fn hoover(&self) -> Span {
        let low = super::dissimilarity::least(self.ranges.units(), &vec![1; self.units()]);
        let high = self.highest(1.0 - 1.0 / self.n(), self.ladder.beyond_the_mean(), Shares::hoover);
        Span::of(low, high)
    }

    /// The sum over the units that a stretch of levels holds below and above.
    fn held(&self) -> impl Fn(Stretch) -> f64 + '_ {
        let sums = self.levels.held(|_, value| i128::from(value));
        move |at| float(sums.at(at.below, at.reached))
    }

    /// The largest value of a figure that is `alone` where one unit has all.
    fn highest(&self, alone: f64, on_rung: impl Fn(usize) -> f64, on_shares: impl Fn(&Shares) -> f64) -> End {
        if self.ranges.surely_positive() <= 1 {
            return End::attained(alone);
        }
        if self.ranges.has_open_end() {
            return End::limit(alone);
        }
        if !self.ladder.is_as_given()
            && let Some(corners) = corners(&self.ranges.closed())
        {
            return End::attained(largest(corners.map(|corner| on_shares(&shares(&corner)))));
        }
        let value = largest(self.ladder.rungs().map(on_rung));
        if self.ladder.is_as_given() { End::attained(value) } else { End::bound(value) }
    }
}

fn largest(values: impl Iterator<Item = f64>) -> f64 {
    values.fold(f64::NEG_INFINITY, f64::max)
}

fn shares(values: &[u64]) -> Shares {
    Shares::of(&Amounts::of_counts(values)).value().expect("some unit surely has something")
}

fn times_ln(value: u64) -> f64 {
    if value > 0 { real(value) * real(value).ln() } else { 0.0 }
}
