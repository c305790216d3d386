//! What is true of synthetic ad libraries, counted from the drawn world by the plainest ways there are.

use super::{CLOSE, Libraries, files::district};
use serde::Serialize;

/// The truth behind the files.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Truth {
    seed: u64,
    /// The report of sponsors, in which small sums are rounded.
    sponsors: Shared,
    /// Money of sponsors that do not name a payer.
    without_payer: u64,
    /// The report of districts.
    districts: Shared,
    /// The districts with a close vote.
    close: Close,
    /// Districts in which nothing was spent.
    without_money: Vec<String>,
    /// The library that lists advertisements, in which nothing is rounded.
    ads: Ads,
}

/// How some money is shared out.
#[derive(Clone, Debug, Default, Serialize)]
struct Shared {
    units: usize,
    spent: u64,
    hhi: f64,
    cr_1: f64,
    cr_4: f64,
    gini: f64,
    half: usize,
}

/// Money where the vote is close.
#[derive(Clone, Debug, Default, Serialize)]
struct Close {
    margin_below: i64,
    districts: usize,
    spent_share: f64,
    people_share: f64,
}

/// The advertisements.
#[derive(Clone, Debug, Default, Serialize)]
struct Ads {
    by_sponsor: Shared,
    ads: usize,
    with_exclusion: usize,
    with_exclusion_spent: u64,
    with_list: usize,
    with_list_spent: u64,
}

#[allow(clippy::cast_precision_loss, reason = "sums far below 2^53")]
fn real(count: u64) -> f64 {
    count as f64
}

pub(super) fn of(drawn: &Libraries) -> Truth {
    let spent = |is_in: &dyn Fn(&super::District) -> bool| -> u64 {
        drawn.districts.iter().filter(|of| is_in(of)).map(|of| of.spent).sum()
    };
    let people = |is_in: &dyn Fn(&super::District) -> bool| -> u64 {
        drawn.districts.iter().filter(|of| is_in(of)).map(|of| of.people).sum()
    };
    let is_close = |of: &super::District| of.margin.abs() < CLOSE;
    let without: Vec<usize> =
        (0..drawn.districts.len()).filter(|&at| drawn.districts[at].spent == 0).collect();
    Truth {
        seed: drawn.seed,
        sponsors: shared(drawn.sponsors.iter().map(|of| of.spent).collect()),
        without_payer: drawn.sponsors.iter().filter(|of| !of.names_payer).map(|of| of.spent).sum(),
        districts: shared(drawn.districts.iter().map(|of| of.spent).filter(|&spent| spent > 0).collect()),
        close: Close {
            margin_below: CLOSE,
            districts: drawn.districts.iter().filter(|of| is_close(of)).count(),
            spent_share: real(spent(&is_close)) / real(spent(&|_| true)),
            people_share: real(people(&is_close)) / real(people(&|_| true)),
        },
        without_money: without.into_iter().map(district).collect(),
        ads: ads(drawn),
    }
}

fn ads(drawn: &Libraries) -> Ads {
    let mut by_sponsor = vec![None; drawn.sponsors.len()];
    for ad in &drawn.ads {
        *by_sponsor[ad.sponsor].get_or_insert(0) += ad.spent;
    }
    let lists = || drawn.ads.iter().filter(|ad| ad.has_list);
    let exclusions = || drawn.ads.iter().filter(|ad| ad.kept_out.is_some());
    Ads {
        by_sponsor: shared(by_sponsor.into_iter().flatten().collect()),
        ads: drawn.ads.len(),
        with_exclusion: exclusions().count(),
        with_exclusion_spent: exclusions().map(|ad| ad.spent).sum(),
        with_list: lists().count(),
        with_list_spent: lists().map(|ad| ad.spent).sum(),
    }
}

/// The figures by their definitions: Gini is the mean difference of all pairs over twice the mean.
fn shared(mut spent: Vec<u64>) -> Shared {
    spent.sort_unstable_by(|one, other| other.cmp(one));
    let total: u64 = spent.iter().sum();
    let units = spent.len();
    let top = |k: usize| real(spent.iter().take(k).sum()) / real(total);
    let differences: u64 = spent.iter().flat_map(|one| spent.iter().map(|other| one.abs_diff(*other))).sum();
    Shared {
        units,
        spent: total,
        hhi: real(spent.iter().map(|&of| of * of).sum()) / (real(total) * real(total)),
        cr_1: top(1),
        cr_4: top(4),
        gini: real(differences) / (2.0 * real(units as u64) * real(total)),
        half: (1..=units).find(|&k| 2 * spent[..k].iter().sum::<u64>() >= total).unwrap_or(units),
    }
}
