//! `Proxy`: one attribute, or the network, held against one protected attribute.

use crate::{
    model::{
        attribute::{Attribute, MISSING, Role},
        number::{Figure, Undefined},
    },
    null::{Shuffle, draws_within},
    stat::{
        contingency::Contingency,
        draws::Draws,
        information::{Information, n_ln_n},
        sum::sum,
        two_by_two::TwoByTwo,
    },
};
use serde::Serialize;
use std::cmp::Ordering;

/// What stands for a protected attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ProxyKind {
    /// An attribute that speaks of places.
    Place,
    /// An attribute that speaks of groups.
    Group,
    /// Another attribute.
    Attribute,
    /// The protected values of people's contacts.
    Network,
}

/// One pair; defined at the head of [`proxies`](super).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Proxy {
    /// The protected attribute's name.
    pub protected: String,
    /// The special category that it speaks of.
    pub special_category: Option<String>,
    /// The proxy's name; none for the network.
    pub proxy: Option<String>,
    /// What the proxy is.
    pub kind: ProxyKind,
    /// People with both values.
    pub people: u64,
    /// Values of the proxy that any of them has.
    pub values: u64,
    /// Mutual information, in nats.
    pub mutual_information: Figure,
    /// The uncertainty coefficient, 0 to 1.
    pub uncertainty: Figure,
    /// Its mean by chance, 0 to 1.
    pub uncertainty_by_chance: Figure,
    /// The first less the second, by which proxies are ranked.
    pub above_chance: Figure,
    /// Cramér's V, bias-corrected, 0 to 1.
    pub cramers_v: Figure,
    /// The share of people guessed right from the proxy, 0 to 1.
    pub accuracy: Figure,
    /// The share of the most frequent protected value, 0 to 1.
    pub base_accuracy: Figure,
    /// The pair of values with the highest lift, where any is large enough.
    pub strongest: Option<Strongest>,
    /// The chance of so much mutual information, above 0.
    pub p_value: Figure,
    /// The p-value adjusted for all tests of the measure.
    pub q_value: Figure,
    /// How many shuffles stand behind it.
    pub draws: u32,
}

/// A value of the proxy, and the protected value that is most over-represented in it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Strongest {
    /// The proxy's value.
    pub value: String,
    /// The protected value.
    pub protected_value: String,
    /// People with both.
    pub both: u64,
    /// People with the proxy's value.
    pub with_value: u64,
    /// People with the protected value.
    pub with_protected: u64,
    /// The lift, 0 upwards.
    pub lift: f64,
    /// The lower end of its interval.
    pub lift_low: f64,
    /// The upper end of its interval.
    pub lift_high: f64,
}

/// How much is drawn, and from where.
#[derive(Clone, Copy)]
pub(super) struct Draw {
    /// The most steps of one test.
    pub limit: u64,
    pub seed: u64,
    pub draws: u32,
    pub stream: u64,
    pub min_cell: u64,
}

impl Draw {
    /// The same on the streams of test `number`.
    pub(super) fn on_stream(self, number: u64) -> Self {
        Self { stream: self.stream + (number << 32), ..self }
    }

    /// What `statistic` makes of shuffled `labels`, each draw taking so many steps; none where too few draws are allowed.
    pub(super) fn each<T: Send>(
        self,
        labels: &[u32],
        steps: u64,
        statistic: impl Fn(&[u32]) -> T + Sync,
    ) -> Option<Vec<T>> {
        let draws = draws_within(self.limit, steps + labels.len() as u64, self.draws)?;
        Some(Shuffle { labels, seed: self.seed, stream: self.stream }.each(draws, statistic))
    }
}

/// How far a draw may lie below the observed value and still count as large: the same table summed in another order.
const SLACK: f64 = 1e-12;

/// The draws of a statistic and the p-value of an observed one among them.
pub(super) fn p_value(observed: f64, drawn: Option<&[f64]>) -> (Figure, u32) {
    match drawn {
        None => (Figure::undefined(Undefined::TooLarge), 0),
        Some(values) => {
            let draws = Draws::of(values.to_vec());
            let number = u32::try_from(draws.len()).expect("as many as were asked for");
            (Figure::known(draws.p_upper(observed - SLACK * observed.abs().max(1.0))), number)
        }
    }
}

/// People by proxy and protected value.
pub(super) fn cells(rows: &[u32], labels: &[u32], size: (usize, usize)) -> Vec<Vec<u64>> {
    let mut cells = vec![vec![0; size.1]; size.0];
    rows.iter().zip(labels).for_each(|(&row, &label)| cells[row as usize][label as usize] += 1);
    cells
}

impl Proxy {
    /// `proxy` held against `protected`.
    pub(super) fn of_attribute(proxy: &Attribute, protected: &Attribute, draw: Draw) -> Self {
        let both = proxy.codes.iter().zip(&protected.codes);
        let both = both.filter(|(row, label)| **row != MISSING && **label != MISSING);
        let (rows, labels): (Vec<u32>, Vec<u32>) = both.map(|(&row, &label)| (row, label)).unzip();
        let size = (proxy.values.len(), protected.values.len());
        let told = Information::of(cells(&rows, &labels, size));
        // Both margins stay as they are, so that mutual information follows from this sum alone.
        let statistic = |labels: &[u32]| sum(cells(&rows, labels, size).iter().flatten().map(|&cell| n_ln_n(cell)));
        let steps = (size.0 * size.1 + labels.len()) as u64;
        let drawn = if told.uncertainty().value().is_some() { draw.each(&labels, steps, statistic) } else { None };
        let test = p_value(statistic(&labels), drawn.as_deref());
        let kind = match proxy.role {
            Role::Place => ProxyKind::Place,
            Role::Group => ProxyKind::Group,
            Role::BirthYear | Role::Other => ProxyKind::Attribute,
        };
        let strongest = Strongest::of(&told, &proxy.values, &protected.values, draw.min_cell);
        Self {
            proxy: Some(proxy.name.clone()),
            kind,
            strongest,
            ..Self::of_table(&told, protected, test)
        }
        .above(told.uncertainty_by_chance())
    }

    /// A row without what differs between attributes and the network.
    pub(super) fn of_table(told: &Information, protected: &Attribute, test: (Figure, u32)) -> Self {
        let exists = told.uncertainty();
        let p_value = exists.0.map_or_else(Figure::undefined, |_| test.0);
        Self {
            protected: protected.name.clone(),
            special_category: protected.special_category.clone(),
            proxy: None,
            kind: ProxyKind::Network,
            people: told.total(),
            values: told.rows().iter().filter(|&&row| row > 0).count() as u64,
            mutual_information: told.mutual(),
            uncertainty: exists,
            uncertainty_by_chance: exists,
            above_chance: exists,
            cramers_v: Contingency::of(told.cells()).cramers_v_corrected(),
            accuracy: told.accuracy(),
            base_accuracy: told.base_accuracy(),
            strongest: None,
            p_value,
            q_value: p_value,
            draws: if p_value.value().is_some() { test.1 } else { 0 },
        }
    }

    /// The same with the mean by chance of its coefficient.
    pub(super) fn above(self, uncertainty_by_chance: Figure) -> Self {
        let above_chance = match (self.uncertainty.0, uncertainty_by_chance.0) {
            (Ok(found), Ok(chance)) => Figure::known(found - chance),
            (Err(why), _) | (_, Err(why)) => Figure::undefined(why),
        };
        Self { uncertainty_by_chance, above_chance, ..self }
    }

    /// The strongest first; without a coefficient last.
    pub(super) fn compare(&self, other: &Self) -> Ordering {
        let rank = |row: &Self| row.above_chance.value().unwrap_or(f64::NEG_INFINITY);
        rank(other).total_cmp(&rank(self))
    }
}

impl Strongest {
    /// The pair of highest lift among those that at least `least` people have, and never one person alone; the first of equals.
    pub(super) fn of(told: &Information, values: &[String], protected: &[String], least: u64) -> Option<Self> {
        let rows = told.cells().iter().zip(told.rows()).zip(values);
        let pairs = rows.flat_map(|((cells, &row), value)| {
            let columns = cells.iter().zip(told.columns()).zip(protected);
            columns.map(move |((&both, &column), name)| (both, row, column, value, name))
        });
        let mut strongest: Option<Self> = None;
        for (both, row, column, value, name) in pairs.filter(|pair| pair.0 >= least.max(2)) {
            let table = TwoByTwo::of_margins(both, column, row, told.total())
                .expect("a cell is a part of its row and column, and they of the people");
            let (Some(lift), Some(interval)) = (table.lift().value(), table.lift_interval().value()) else {
                continue;
            };
            if strongest.as_ref().is_none_or(|strongest| lift > strongest.lift) {
                strongest = Some(Self {
                    value: value.clone(),
                    protected_value: name.clone(),
                    both,
                    with_value: row,
                    with_protected: column,
                    lift,
                    lift_low: interval.low,
                    lift_high: interval.high,
                });
            }
        }
        strongest
    }
}
