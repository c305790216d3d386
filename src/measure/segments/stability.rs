//! `Stability`: how far the communities found with several seeds are the same, and which findings hang on one of them.

use crate::{
    graph::community::Communities,
    model::{
        attribute::MISSING,
        case::Parameters,
        number::{Figure, Undefined},
        segment::Segment,
    },
    null::Deal,
    stat::{
        agreement::{Agreement, Mean},
        concentration::sum_of_squares,
        real::real,
        sum::sum,
    },
};
use rayon::prelude::*;
use serde::Serialize;

/// How alike the partitions are that several searches found.
///
/// # Definition
/// One search with each of `searches` seeds, that of the audit and those that follow it. Every two partitions are held against each
/// other: adjusted mutual information, and normalised mutual information with the arithmetic mean (see [`Agreement`]); the mean over
/// all pairs, and the lowest.
///
/// # Limits
/// Partitions that agree were found again, which does not make them true: modularity can lead every search to the same mistake.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Stability {
    /// How many partitions are compared, 2 to 10.
    pub searches: u64,
    /// The fewest communities that a partition has.
    pub count_least: u64,
    /// The most.
    pub count_most: u64,
    /// The lowest modularity of a partition.
    pub modularity_least: f64,
    /// The highest.
    pub modularity_most: f64,
    /// Adjusted mutual information of two partitions, on average over all pairs of them.
    pub ami_mean: Figure,
    /// The lowest of a pair.
    pub ami_lowest: Figure,
    /// Normalised mutual information, arithmetic mean, on average over all pairs.
    pub nmi_arithmetic_mean: Figure,
    /// The lowest of a pair.
    pub nmi_arithmetic_lowest: Figure,
}

impl Stability {
    /// The stability of `found`, one partition a seed; `None` where there are not two.
    pub(super) fn of(found: &[Communities]) -> Option<Self> {
        let [first, _, ..] = found else { return None };
        let pairs: Vec<(usize, usize)> =
            (0..found.len()).flat_map(|one| (0..one).map(move |other| (other, one))).collect();
        // People without ties are in no community of any partition.
        let held = |&(one, other): &(usize, usize)| {
            let labels = found[one].of.iter().copied().zip(found[other].of.iter().copied());
            let agreement = Agreement::of(labels.filter(|labels| labels.0 != MISSING));
            (agreement.ami(), agreement.nmi(Mean::Arithmetic))
        };
        let (ami, nmi): (Vec<Figure>, Vec<Figure>) = pairs.par_iter().map(held).unzip();
        let counts = || found.iter().map(|partition| partition.count as u64);
        let modularity = |of: fn(f64, f64) -> f64| found.iter().map(|it| it.modularity).fold(first.modularity, of);
        Some(Self {
            searches: found.len() as u64,
            count_least: counts().min().unwrap_or(0),
            count_most: counts().max().unwrap_or(0),
            modularity_least: modularity(f64::min),
            modularity_most: modularity(f64::max),
            ami_mean: mean(&ami),
            ami_lowest: lowest(&ami),
            nmi_arithmetic_mean: mean(&nmi),
            nmi_arithmetic_lowest: lowest(&nmi),
        })
    }
}

/// The mean of figures that all exist.
fn mean(figures: &[Figure]) -> Figure {
    let values: Result<Vec<f64>, Undefined> = figures.iter().map(|figure| figure.0).collect();
    Figure(values.map(|values| sum(values.iter().copied()) / real(values.len() as u64)))
}

/// The lowest of figures that all exist.
fn lowest(figures: &[Figure]) -> Figure {
    let values: Result<Vec<f64>, Undefined> = figures.iter().map(|figure| figure.0).collect();
    Figure(values.map(|values| values.into_iter().fold(f64::INFINITY, f64::min)))
}

/// Whether a segment is gathered in few communities whichever search found them.
///
/// # Definition
/// In each partition the members' HHI over its communities is held against `draws` draws of as many people from everybody in a
/// community, as [`Concentration`](super::Concentration) does; `gathered` counts the partitions in which the p-value is at most
/// 0.05. The p-values are not adjusted: this tells whether a finding hangs on one partition, not whether there is one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Survival {
    /// The segment.
    pub segment: String,
    /// How many partitions it was held against.
    pub searches: u64,
    /// In how many its HHI is beyond chance.
    pub gathered: u64,
    /// The same as a share, 0 to 1.
    pub gathered_share: Figure,
    /// How many draws stand behind each p-value.
    pub draws: u32,
}

/// The most draws behind one p-value.
const MOST_DRAWS: u32 = 199;
/// Where the random streams begin: beyond those of the segments' own concentration.
const STREAMS: u64 = 1 << 49;

impl Survival {
    /// A row for each segment; none where there was one search.
    pub(super) fn all(segments: &[Segment], found: &[Communities], parameters: &Parameters) -> Vec<Self> {
        if found.len() < 2 {
            return Vec::new();
        }
        let row = |(row, segment): (u64, &Segment)| Self::of(segment, found, parameters, STREAMS + (row << 8));
        (0..).zip(segments).collect::<Vec<_>>().into_par_iter().map(row).collect()
    }

    fn of(segment: &Segment, found: &[Communities], parameters: &Parameters, stream: u64) -> Self {
        let draws = parameters.draws.min(MOST_DRAWS);
        let is_gathered = |(stream, partition): (u64, &Communities)| {
            p_value(segment, partition, draws, (parameters.seed, stream)).map(|p| p <= 0.05)
        };
        let each: Option<Vec<bool>> = (stream..).zip(found).map(is_gathered).collect();
        let searches = each.as_ref().map_or(0, Vec::len) as u64;
        let gathered = each.iter().flatten().filter(|&&gathered| gathered).count() as u64;
        Self {
            segment: segment.name.clone(),
            searches,
            gathered,
            gathered_share: Figure::ratio(gathered, searches, Undefined::EmptySegment),
            draws,
        }
    }
}

/// The chance of as large an HHI over the communities of `partition`; `None` where no member is in one.
fn p_value(segment: &Segment, partition: &Communities, draws: u32, (seed, stream): (u64, u64)) -> Option<f64> {
    let mut counts = vec![0_u64; partition.count];
    for member in &segment.members {
        if let Some(count) = counts.get_mut(partition.of[member.index()] as usize) {
            *count += 1;
        }
    }
    let known = counts.iter().sum();
    let sizes: Vec<u64> = partition.sizes.iter().map(|&size| size as u64).collect();
    let deal = Deal::new(&sizes, known).filter(|_| known > 0)?;
    let observed = sum_of_squares(&counts);
    let mut as_large = 0_u64;
    deal.each(draws, seed, stream, |squares| as_large += u64::from(u128::from(squares) >= observed));
    Some(real(1 + as_large) / real(1 + u64::from(draws)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::id::PersonId;

    /// A partition with these labels, sizes descending.
    fn partition(of: &[u32], modularity: f64) -> Communities {
        let count = of.iter().filter(|&&label| label != MISSING).max().map_or(0, |most| *most as usize + 1);
        let size = |label: usize| of.iter().filter(|&&other| other as usize == label).count();
        Communities { of: of.to_vec(), count, sizes: (0..count).map(size).collect(), modularity, seed: 1 }
    }

    #[test]
    fn three_partitions_are_compared_two_by_two() {
        let halves = partition(&[0, 0, 0, 1, 1, 1, MISSING], 0.4);
        let thirds = partition(&[0, 0, 1, 1, 2, 2, MISSING], 0.5);
        let stability = Stability::of(&[halves.clone(), thirds, halves]).expect("three partitions");
        assert_eq!((stability.searches, stability.count_least, stability.count_most), (3, 2, 3));
        assert_eq!((stability.modularity_least, stability.modularity_most), (0.4, 0.5));
        // Halves against thirds of six people: AMI 0.29879245817089023, NMI 0.5158037429793888, twice, and 1 once.
        let close = |figure: Figure, expected: f64| {
            assert!((figure.value().expect("it exists") - expected).abs() < 1e-12, "{figure:?}");
        };
        close(stability.ami_lowest, 0.298_792_458_170_890_2);
        close(stability.ami_mean, (1.0 + 2.0 * 0.298_792_458_170_890_2) / 3.0);
        close(stability.nmi_arithmetic_lowest, 0.515_803_742_979_388_8);
        close(stability.nmi_arithmetic_mean, (1.0 + 2.0 * 0.515_803_742_979_388_8) / 3.0);
    }

    #[test]
    fn one_search_says_nothing_of_stability() {
        assert_eq!(Stability::of(&[partition(&[0, 0], 0.0)]), None);
    }

    #[test]
    fn a_finding_that_hangs_on_one_partition_of_three_is_said_so() {
        let row = |of: fn(u32) -> u32| partition(&(0..60).map(of).collect::<Vec<_>>(), 0.5);
        let found = [row(|person| person / 20), row(|person| person % 3), row(|person| (person + 1) % 3)];
        let members = (0..12).map(PersonId).collect();
        let segments = [Segment { members, ..Segment::default() }, Segment::default()];
        let rows = Survival::all(&segments, &found, &Parameters::default());
        assert_eq!((rows[0].searches, rows[0].gathered, rows[0].draws), (3, 1, 199));
        assert_eq!(rows[1].gathered_share, Figure::undefined(Undefined::EmptySegment));
    }
}
