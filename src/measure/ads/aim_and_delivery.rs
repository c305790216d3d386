//! `AimAndDelivery`: whom advertisements were aimed at, held against who was shown them.
//!
//! The two are different layers and are never merged: this file measures how far apart they are. Money, prices and what a platform takes for
//! relevant all stand between them; a distance says that they differ and not why.
//!
//! # Limits
//! Every advertisement counts once, whatever was spent on it. Ages of 65 and older are one bin of the libraries; it is taken as 65 to 74. A sponsor
//! may aim at all ages because it expects the platform to choose.

use super::{Shelf, aimed, aimed::Way, criteria::compared};
use crate::{
    model::{
        ads::{AdCriterion, Delivery, Dimension, Level},
        number::{Figure, Undefined},
        segment::Layer,
    },
    stat::{real::real, sum::sum},
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The ages at which the libraries' bins begin, and the one after the last.
pub const BINS: [u32; 8] = [13, 18, 25, 35, 45, 55, 65, 75];

/// How far what was delivered lies from what was chosen, over the advertisements that say both.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AimAndDelivery {
    /// The ages.
    pub ages: DeliveredAges,
    /// The genders, one row for each aim.
    pub genders: Vec<DeliveredGender>,
    /// The places.
    pub places: DeliveredPlaces,
}

/// Chosen ages against delivered ages.
///
/// # Definition
/// The chosen years (those from 13 to 74 that a criterion of age includes) are spread evenly over the bins 13-17, 18-24, 25-34, 35-44, 45-54, 55-64,
/// 65 and older; the delivered shares are those of the library without `unknown`, made to add up to 1. `distance` is Wasserstein's: how many years
/// a delivery has to be moved on average to become the choice, each bin standing at its middle (15.5, 21.5, 30, 40, 50, 60, 70). `shift` is the mean
/// delivered age less the mean chosen one. `outside` is the share delivered to bins of which no year was chosen.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DeliveredAges {
    /// Advertisements compared.
    pub ads: u64,
    /// Advertisements with both that were not compared, for an age is spelt in another way or all were shown to people of unknown age.
    pub not_compared: u64,
    /// The mean distance in years, 0 or more.
    pub distance_mean: Figure,
    /// The median distance, the lower of two in the middle.
    pub distance_median: Figure,
    /// The largest distance.
    pub distance_largest: Figure,
    /// The mean shift in years; above 0 where those shown it are older.
    pub shift: Figure,
    /// The mean share shown to bins that were not chosen.
    pub outside: Figure,
}

/// Chosen against delivered genders.
///
/// # Definition
/// Aimed at women or at men are advertisements whose criteria of gender include that one alone; at all are those that include both, or say
/// `All`. `women` is the mean over these advertisements of the share of women among those shown it whose gender is known as one of the two.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DeliveredGender {
    /// Whom they were aimed at: women, men, or all.
    pub aimed_at: &'static str,
    /// How many advertisements.
    pub ads: u64,
    /// The mean share of women among those shown them, 0 to 1.
    pub women: Figure,
}

/// Chosen against delivered places.
///
/// # Definition
/// Names are compared as criteria are, whole or up to the first comma (`Pennsylvania, United States` is `Pennsylvania`). `inside` is the mean share that
/// was shown in places that were asked for, over advertisements of which at least one place is in both; those without are `not_compared`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DeliveredPlaces {
    /// Advertisements compared.
    pub ads: u64,
    /// Advertisements that say both, with no place in both: other names, other kinds of places, or all of it elsewhere.
    pub not_compared: u64,
    /// The mean share inside, 0 to 1.
    pub inside: Figure,
}

/// What one advertisement says from both sides.
struct Both<'a> {
    chosen: Vec<&'a AdCriterion>,
    delivered: Vec<&'a Delivery>,
}

pub(super) fn of(shelf: &Shelf) -> Option<AimAndDelivery> {
    if shelf.book.level != Level::Ad || shelf.deliveries.is_empty() {
        return None;
    }
    let mut delivered: BTreeMap<usize, Vec<&Delivery>> = BTreeMap::new();
    for &(at, cell) in &shelf.deliveries {
        delivered.entry(at).or_default().push(cell);
    }
    let rows = aimed::rows(shelf, Layer::Chosen).into_values().flatten();
    let mut both: Vec<(usize, Both)> = rows
        .filter_map(|row| {
            let delivered = delivered.remove(&row.at)?;
            Some((row.at, Both { chosen: row.criteria, delivered }))
        })
        .collect();
    both.sort_by_key(|(at, _)| *at);
    let both: Vec<Both> = both.into_iter().map(|(_, both)| both).collect();
    let found = AimAndDelivery {
        ages: ages(shelf, &both),
        genders: genders(shelf, &both),
        places: places(shelf, &both),
    };
    let compared = found.ages.ads + found.places.ads + found.genders.iter().map(|of| of.ads).sum::<u64>();
    (compared + found.ages.not_compared + found.places.not_compared > 0).then_some(found)
}

impl Both<'_> {
    fn chosen<'a>(&'a self, shelf: &'a Shelf, dimension: impl Fn(Dimension) -> bool) -> Vec<String> {
        let taken = self.chosen.iter().filter(|of| dimension(of.dimension) && !Way::Exclude.takes(of.mode));
        taken.map(|of| compared(shelf.records.text(of.value))).collect()
    }

    /// What was delivered by the texts that `key` gives: people where they are counted, else shares.
    fn delivered(&self, shelf: &Shelf, key: impl Fn(&Delivery) -> Option<u32>) -> BTreeMap<String, f64> {
        let (mut people, mut shares) = (BTreeMap::new(), BTreeMap::new());
        for cell in &self.delivered {
            let Some(text) = key(cell).map(|text| compared(shelf.records.text(text))) else { continue };
            if let Some(count) = cell.people.filter(|people| people.is_exact()) {
                *people.entry(text).or_insert(0.0) += real(count.low());
            } else if let Some(share) = cell.share {
                *shares.entry(text).or_insert(0.0) += share;
            }
        }
        if people.is_empty() { shares } else { people }
    }
}

fn mean(values: &[f64]) -> Figure {
    if values.is_empty() {
        return Figure::undefined(Undefined::EmptyInput);
    }
    Figure::known(sum(values.iter().copied()) / real(values.len() as u64))
}

/// The years, both included, that a text spells: `18-24`, `18+`, `35++`, `34-`, `≥65`, `35 to 44`, `all`. `None` where it spells none.
pub(super) fn years(text: &str) -> Option<(u32, u32)> {
    let (first, last) = (BINS[0], BINS[7] - 1);
    let text =
        text.replace(" to ", "-").replace(" and older", "+").replace(" and up", "+").replace([' ', '≥'], "");
    let is_from = text.ends_with('+') || text.starts_with(">=");
    let text = text.trim_start_matches(">=");
    if text == "all" {
        return Some((first, last));
    }
    let number = |text: &str| text.parse::<u32>().ok();
    let (from, until) = match text.trim_end_matches('+').split_once('-') {
        Some((from, "")) => (first, number(from)?),
        Some((from, _)) if is_from => (number(from)?, last),
        Some((from, until)) => (number(from)?, number(until)?),
        None if is_from => (number(text.trim_end_matches('+'))?, last),
        None => (number(text)?, number(text)?),
    };
    // `65` as an upper end is that of `65+`, the highest that can be asked for.
    let until = if until >= BINS[6] { last } else { until };
    (from <= until).then_some((from.max(first), until.min(last)))
}

/// The share of the chosen years in each bin.
fn chosen_bins(values: &[String]) -> Option<[f64; 7]> {
    let spans: Vec<(u32, u32)> = values
        .iter()
        .filter(|value| !value.contains("unknown"))
        .map(|value| years(value))
        .collect::<Option<_>>()?;
    let chosen: BTreeSet<u32> = spans.into_iter().flat_map(|(from, until)| from..=until).collect();
    if chosen.is_empty() {
        return None;
    }
    let in_bin = |at: usize| chosen.range(BINS[at]..BINS[at + 1]).count() as u64;
    Some(std::array::from_fn(|at| real(in_bin(at)) / real(chosen.len() as u64)))
}

/// The delivered share of each bin, of ages that are known.
fn delivered_bins(cells: &BTreeMap<String, f64>) -> Option<[f64; 7]> {
    let mut bins = [0.0; 7];
    for (text, share) in
        cells.iter().filter(|(text, _)| !text.contains("unknown") && !text.contains("automated"))
    {
        let (from, until) = years(text)?;
        let at = BINS[..7].iter().position(|&start| start == from)?;
        if until + 1 != BINS[at + 1] {
            return None;
        }
        bins[at] += share;
    }
    let total = sum(bins);
    (total > 0.0).then(|| bins.map(|share| share / total))
}

fn middle(at: usize) -> f64 {
    f64::midpoint(f64::from(BINS[at]), f64::from(BINS[at + 1]))
}

/// Wasserstein's distance of two distributions over the bins, in years.
fn distance(one: &[f64; 7], other: &[f64; 7]) -> f64 {
    let mut apart = 0.0;
    let steps = (0..6).map(|at| {
        apart += one[at] - other[at];
        f64::abs(apart) * (middle(at + 1) - middle(at))
    });
    sum(steps.collect::<Vec<_>>())
}

fn ages(shelf: &Shelf, both: &[Both]) -> DeliveredAges {
    let (mut distances, mut shifts, mut outside, mut not_compared) = (Vec::new(), Vec::new(), Vec::new(), 0);
    for ad in both {
        let chosen = ad.chosen(shelf, |dimension| dimension == Dimension::Age);
        let delivered = ad.delivered(shelf, |cell| cell.age);
        if chosen.is_empty() || delivered.is_empty() {
            continue;
        }
        let (Some(chosen), Some(delivered)) = (chosen_bins(&chosen), delivered_bins(&delivered)) else {
            not_compared += 1;
            continue;
        };
        distances.push(distance(&chosen, &delivered));
        shifts.push(sum((0..7).map(|at| (delivered[at] - chosen[at]) * middle(at))));
        outside.push(sum((0..7).filter(|&at| chosen[at] == 0.0).map(|at| delivered[at])));
    }
    let (distance_mean, shift, outside) = (mean(&distances), mean(&shifts), mean(&outside));
    distances.sort_by(f64::total_cmp);
    let ranked = |at: Option<usize>| {
        let found = at.and_then(|at| distances.get(at));
        found.map_or(Figure::undefined(Undefined::EmptyInput), |&value| Figure::known(value))
    };
    DeliveredAges {
        ads: distances.len() as u64,
        not_compared,
        distance_mean,
        distance_median: ranked(distances.len().checked_sub(1).map(|last| last / 2)),
        distance_largest: ranked(distances.len().checked_sub(1)),
        shift,
        outside,
    }
}

fn genders(shelf: &Shelf, both: &[Both]) -> Vec<DeliveredGender> {
    let mut women: BTreeMap<&'static str, Vec<f64>> = BTreeMap::new();
    for ad in both {
        let chosen = ad.chosen(shelf, |dimension| dimension == Dimension::Gender);
        let says = |words: [&str; 2]| chosen.iter().any(|value| words.contains(&value.as_str()));
        let aimed_at = match (says(["women", "female"]), says(["men", "male"]), says(["all", "any"])) {
            (true, false, false) => "women",
            (false, true, false) => "men",
            (false, false, false) => continue,
            _ => "all",
        };
        let delivered = ad.delivered(shelf, |cell| cell.gender);
        let of = |words: [&str; 2]| sum(words.iter().filter_map(|word| delivered.get(*word)).copied());
        let (female, male) = (of(["female", "women"]), of(["male", "men"]));
        if female + male > 0.0 {
            women.entry(aimed_at).or_default().push(female / (female + male));
        }
    }
    let row = |(aimed_at, shares): (&'static str, Vec<f64>)| DeliveredGender {
        aimed_at,
        ads: shares.len() as u64,
        women: mean(&shares),
    };
    women.into_iter().map(row).collect()
}

fn places(shelf: &Shelf, both: &[Both]) -> DeliveredPlaces {
    let head = |name: &str| name.split(", ").next().unwrap_or_default().to_owned();
    let (mut inside, mut not_compared) = (Vec::new(), 0);
    for ad in both {
        let chosen = ad.chosen(shelf, |dimension| dimension.place_size().is_some());
        let delivered = ad.delivered(shelf, |cell| cell.place);
        if chosen.is_empty() || delivered.is_empty() {
            continue;
        }
        let wanted: BTreeSet<String> = chosen.iter().flat_map(|name| [name.clone(), head(name)]).collect();
        let is_wanted = |name: &str| wanted.contains(name) || wanted.contains(&head(name));
        let found: Vec<f64> =
            delivered.iter().filter(|(name, _)| is_wanted(name)).map(|(_, share)| *share).collect();
        let total = sum(delivered.values().copied());
        if found.is_empty() || total <= 0.0 {
            not_compared += 1;
        } else {
            inside.push(sum(found) / total);
        }
    }
    DeliveredPlaces { ads: inside.len() as u64, not_compared, inside: mean(&inside) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        measure::ads::{AdAudit, tests::Library},
        model::{range::Range, segment::Mode},
    };

    fn near(found: Figure, expected: f64) {
        assert!((found.value().unwrap() - expected).abs() < 1e-12, "{found:?}, expected {expected}");
    }

    #[test]
    fn reads_years_as_libraries_spell_them() {
        let read = [
            ("18-24", (18, 24)),
            ("18+", (18, 74)),
            ("35++", (35, 74)),
            ("34-", (13, 34)),
            ("≥65", (65, 74)),
            ("25 - 65+", (25, 74)),
            ("18-65", (18, 74)),
            ("35 to 44", (35, 44)),
            ("all", (13, 74)),
            ("40", (40, 40)),
        ];
        for (text, expected) in read {
            assert_eq!(years(text), Some(expected), "{text}");
        }
        assert_eq!((years("young"), years("44-35")), (None, None));
    }

    /// Aimed at 18 to 34: 7 of 17 years in one bin, 10 in the next. Shown to people of 35 to 44 alone.
    #[test]
    fn a_delivery_is_as_many_years_off_as_it_has_to_be_moved() {
        let mut library = Library::new(Level::Ad);
        let ad = library.row(0, Range::exact(1));
        library.aim(ad, Dimension::Age, "18-34", Mode::Include, None);
        library.aim(ad, Dimension::Gender, "Women", Mode::Include, None);
        library.aim(ad, Dimension::Region, "Ohio, United States", Mode::Include, None);
        library.shown(ad, ["35-44", "female", ""], 0.3);
        library.shown(ad, ["35-44", "male", ""], 0.1);
        library.shown(ad, ["Unknown", "unknown", ""], 0.6);
        library.shown(ad, ["", "", "Ohio"], 0.75);
        library.shown(ad, ["", "", "Utah"], 0.25);
        let found = AdAudit::of(&library.0).books[0].aim_and_delivery.clone().unwrap();
        let expected = 7.0 / 17.0 * (40.0 - 21.5) + 10.0 / 17.0 * (40.0 - 30.0);
        near(found.ages.distance_mean, expected);
        near(found.ages.shift, expected);
        near(found.ages.outside, 1.0);
        near(found.genders[0].women, 0.75);
        near(found.places.inside, 0.75);
    }

    #[test]
    fn a_delivery_as_chosen_is_no_years_off() {
        let mut library = Library::new(Level::Ad);
        let ad = library.row(0, Range::exact(1));
        library.aim(ad, Dimension::Age, "25-44", Mode::Include, None);
        library.shown(ad, ["25-34", "", ""], 0.5);
        library.shown(ad, ["35-44", "", ""], 0.5);
        let ages = AdAudit::of(&library.0).books[0].aim_and_delivery.clone().unwrap().ages;
        near(ages.distance_largest, 0.0);
        near(ages.outside, 0.0);
    }

    /// On a line the distance is the smallest cost of any way to move the one into the other: here, unit by unit in order.
    #[test]
    fn the_distance_is_what_moving_in_order_costs() {
        let mut random = crate::measure::ads::tests::seeded(8);
        for _ in 0..200 {
            let mut deal = || {
                let mut bins = [0_u32; 7];
                (0..20).for_each(|_| bins[usize::try_from(random() % 7).unwrap()] += 1);
                bins
            };
            let (one, other) = (deal(), deal());
            let ordered = |bins: [u32; 7]| -> Vec<f64> {
                (0..7).flat_map(|at| (0..bins[at]).map(move |_| middle(at))).collect()
            };
            let moved: f64 =
                ordered(one).iter().zip(ordered(other)).map(|(from, to)| (from - to).abs()).sum();
            let shares = |bins: [u32; 7]| bins.map(|count| f64::from(count) / 20.0);
            assert!((distance(&shares(one), &shares(other)) - moved / 20.0).abs() < 1e-9);
        }
    }

    #[test]
    fn an_age_of_another_spelling_is_not_compared() {
        let mut library = Library::new(Level::Ad);
        let ad = library.row(0, Range::exact(1));
        library.aim(ad, Dimension::Age, "18-34", Mode::Include, None);
        library.shown(ad, ["20-29", "", ""], 1.0);
        let ages = AdAudit::of(&library.0).books[0].aim_and_delivery.clone().unwrap().ages;
        assert_eq!((ages.ads, ages.not_compared), (0, 1));
        assert_eq!(ages.distance_mean, Figure::undefined(Undefined::EmptyInput));
    }
}
