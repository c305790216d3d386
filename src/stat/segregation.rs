//! `Segregation`: how unevenly any number of groups is spread over units.
//!
//! # Definition
//! `x_ig` people of group g in unit i, `t_i` per unit, `X_g` per group, T in all, `P_g = X_g/T`, `p_ig = x_ig/t_i`. Groups
//! without members and units without people are left out first.
//! - Multigroup D: the sum of `t_i |p_ig - P_g|` over `2 T sum P_g(1 - P_g)`, 0 to 1; the two-group D for two groups.
//! - M, mutual information in nats: the sum of `(t_i/T) p_ig ln(p_ig/P_g)`; H = M/E with `E = -sum P ln P`, 0 to 1.
//! - Exposure of a to b: the sum of `(x_ia/X_a)(x_ib/t_i)`; isolation: of a to a; without oneself, with
//!   `(x_ia - 1)/(t_i - 1)`.
//! - Correlation ratio (eta squared): (isolation - P)/(1 - P).
//!
//! # Reference
//! Theil 1972; Reardon and Firebaugh 2002; Lieberson 1981 (exposure); Bell 1954 (isolation).
//!
//! # Limits
//! D, H and eta squared are different scales and are not compared. All are biased upwards in small units.

use super::{real::real, sum::sum};
use crate::model::number::{Figure, Undefined};

/// Groups over units. Units and groups keep the numbers under which they were given.
#[derive(Clone, Debug, PartialEq)]
pub struct Segregation {
    cells: Vec<Vec<u64>>,
    units: Vec<u64>,
    groups: Vec<u64>,
}

impl Segregation {
    /// The people of each group, unit by unit; every unit lists all groups.
    #[must_use]
    pub fn of(cells: Vec<Vec<u64>>) -> Self {
        let width = cells.first().map_or(0, Vec::len);
        let units = cells.iter().map(|unit| unit.iter().sum()).collect();
        let groups = (0..width).map(|group| cells.iter().map(|unit| unit[group]).sum()).collect();
        Self { cells, units, groups }
    }

    /// T, everybody.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.groups.iter().sum()
    }

    /// How many units have people.
    #[must_use]
    pub fn units(&self) -> usize {
        self.units.iter().filter(|&&people| people > 0).count()
    }

    /// The groups that have members.
    pub fn groups(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.groups.len()).filter(|&group| self.groups[group] > 0)
    }

    /// M, mutual information in nats, 0 to E.
    #[must_use]
    pub fn mutual_information(&self) -> Figure {
        self.figure(|| {
            let shares = self.unit_entropies().map(|(weight, entropy)| weight * (self.entropy() - entropy));
            sum(shares).max(0.0)
        })
    }

    /// H, 0 to 1.
    #[must_use]
    pub fn theil_h(&self) -> Figure {
        self.mutual_information().map(|m| m / self.entropy())
    }

    /// Each unit's `(E - E_i)/E`, in the order of the units; `None` for a unit without people.
    #[must_use]
    pub fn unit_contributions(&self) -> Figure<Vec<Option<f64>>> {
        let whole = self.entropy();
        self.figure(|| {
            let each = self.cells.iter().zip(&self.units);
            each.map(|(cells, &people)| (people > 0).then(|| (whole - entropy(cells, people)) / whole))
                .collect()
        })
    }

    /// Multigroup D, 0 to 1.
    #[must_use]
    pub fn multigroup_d(&self) -> Figure {
        self.figure(|| {
            let total = real(self.total());
            let gaps = self.cells.iter().zip(&self.units).flat_map(|(cells, &people)| {
                let gap =
                    move |(&x, &group): (&u64, &u64)| (real(x) - real(people) * real(group) / total).abs();
                cells.iter().zip(&self.groups).map(gap)
            });
            let mixing = self.groups.iter().map(|&group| real(group) / total * (1.0 - real(group) / total));
            sum(gaps) / (2.0 * total * sum(mixing))
        })
    }

    /// The exposure of group `of` to group `to`: the share of `to` in the unit of a member of `of`, on average, 0 to 1.
    #[must_use]
    pub fn exposure(&self, of: usize, to: usize) -> Figure {
        self.average(of, |cells, people| real(cells[to]) / real(people))
    }

    /// The isolation of `group`: its exposure to itself, P to 1.
    #[must_use]
    pub fn isolation(&self, group: usize) -> Figure {
        self.exposure(group, group)
    }

    /// The same without oneself, for small units, 0 to 1; somebody alone in a unit meets nobody of the group.
    #[must_use]
    pub fn isolation_excluding_self(&self, group: usize) -> Figure {
        self.average(
            group,
            |cells, people| {
                if people == 1 { 0.0 } else { real(cells[group] - 1) / real(people - 1) }
            },
        )
    }

    /// The correlation ratio of `group`, 0 to 1.
    #[must_use]
    pub fn correlation_ratio(&self, group: usize) -> Figure {
        let share = real(self.groups[group]) / real(self.total().max(1));
        self.isolation(group).map(|isolation| (isolation - share) / (1.0 - share))
    }

    /// The mean of `value` over the members of `group`.
    fn average(&self, group: usize, value: impl Fn(&[u64], u64) -> f64) -> Figure {
        if self.groups.get(group) == Some(&0) && self.groups().count() > 1 {
            return Figure::undefined(Undefined::EmptyGroup);
        }
        self.figure(|| {
            let each = self.cells.iter().zip(&self.units).filter(|(cells, _)| cells[group] > 0);
            sum(each.map(|(cells, &people)| real(cells[group]) * value(cells, people)))
                / real(self.groups[group])
        })
    }

    /// Each unit's share of everybody, and its entropy.
    fn unit_entropies(&self) -> impl Iterator<Item = (f64, f64)> + '_ {
        let total = real(self.total());
        let each = self.cells.iter().zip(&self.units).filter(|&(_, &people)| people > 0);
        each.map(move |(cells, &people)| (real(people) / total, entropy(cells, people)))
    }

    fn entropy(&self) -> f64 {
        entropy(&self.groups, self.total())
    }

    fn figure<T>(&self, value: impl FnOnce() -> T) -> Figure<T> {
        match self.groups().count() {
            0 => Figure::undefined(Undefined::EmptyInput),
            1 => Figure::undefined(Undefined::OneGroup),
            _ => Figure::known(value()),
        }
    }
}

/// The entropy of `counts` out of `total`, in nats.
fn entropy(counts: &[u64], total: u64) -> f64 {
    let share = |&count: &u64| real(count) / real(total);
    sum(counts.iter().filter(|&&count| count > 0).map(share).map(|share| -share * share.ln()))
}
