//! `Creative`: an advertisement of the transparency centre, from all that is said of it, on its way into the rows.

use super::LIBRARY;
use crate::{
    import::{ads::ad_rows::AdRows, ledger::Verdict},
    model::{
        ads::{AdCriterion, AdFact, Dimension, Disclosed},
        date::Day,
        gap::Why,
        id::SourceId,
        range::{Range, RangeSum},
        segment::{Layer, Mode},
    },
};

/// What may be said to have been used: its key, what it looks at, and what stands for the values, which are not told.
pub(super) const KINDS: &[(&str, Dimension, &str)] = &[
    ("demographic_info", Dimension::Demographic, "ages or genders, which are not told"),
    ("geo_location", Dimension::Region, "places, which are not told"),
    ("contextual_signals", Dimension::Placement, "what is shown beside, which is not told"),
    ("customer_lists", Dimension::CustomerList, "lists of customers, which are not told"),
    ("topics_of_interest", Dimension::Interest, "topics of interest, which are not told"),
];

/// An advertisement, from all its rows.
pub(super) struct Creative {
    /// Where it stands first.
    pub(super) line: u64,
    pub(super) id: String,
    pub(super) sponsor_id: Option<String>,
    pub(super) sponsor: String,
    pub(super) regions: Vec<Region>,
    /// What is said of each of [`KINDS`], where anything is.
    pub(super) used: Vec<Option<String>>,
}

/// Where it was shown.
pub(super) struct Region {
    pub(super) code: String,
    pub(super) from: Option<Day>,
    pub(super) until: Option<Day>,
    /// How often; `None` where that is not said.
    pub(super) shown: Option<Range>,
}

impl Creative {
    /// Adds it with its criteria.
    pub(super) fn enter(&self, source: SourceId, book: u32, rows: &mut AdRows) -> Verdict {
        let sponsor = rows.sponsor(LIBRARY, self.sponsor_id.as_deref(), &self.sponsor);
        let ad = rows.text(&self.id);
        if !rows.is_new_ad(book, Some(sponsor), ad) {
            return Verdict::LeftOut(Why::RepeatedAd);
        }
        let mut fact = AdFact::new(source, self.line, book);
        (fact.ad, fact.sponsor) = (Some(ad), Some(sponsor));
        if let [only] = &self.regions[..] {
            fact.country = Some(rows.text(&only.code));
        }
        fact.from = self.regions.iter().filter_map(|region| region.from).min();
        fact.until = self.regions.iter().filter_map(|region| region.until).max();
        fact.impressions = shown(&self.regions);
        let uses: Vec<_> = KINDS
            .iter()
            .zip(&self.used)
            .flat_map(|(&(_, dimension, untold), said)| {
                modes(said.as_deref()).iter().map(move |&mode| (dimension, untold, mode))
            })
            .collect();
        fact.targeting_disclosed = match (&uses[..], self.used.iter().any(Option::is_some)) {
            ([], true) => Disclosed::Given,
            ([], false) => Disclosed::Absent,
            _ => Disclosed::Withheld,
        };
        let fact = rows.fact(fact);
        for (dimension, untold, mode) in uses {
            let value = rows.text(untold);
            rows.criterion(AdCriterion {
                fact,
                layer: Layer::Chosen,
                dimension,
                value,
                mode: Some(mode),
                share: None,
                ads: None,
                obfuscated: 0,
            });
        }
        Verdict::Taken
    }
}

/// In which ways a kind of criterion was used.
fn modes(said: Option<&str>) -> &'static [Mode] {
    match said.map(|said| said.trim_start_matches("CRITERIA_")) {
        Some("INCLUDED") => &[Mode::Include],
        Some("EXCLUDED") => &[Mode::Exclude],
        Some("INCLUDED_AND_EXCLUDED") => &[Mode::Include, Mode::Exclude],
        _ => &[],
    }
}

/// The countries of the European Economic Area that are not of the Union; with those of the Union they are what `EEA` holds.
const BESIDE_UNION: &[&str] = &["IS", "LI", "NO"];

/// How often it was shown in all: in the whole Area, if that is said, and outside it; else in all countries. Where a region does not say,
/// the sum has no upper end.
fn shown(regions: &[Region]) -> Option<Range> {
    let has_area = regions.iter().any(|region| region.code == "EEA");
    let is_in_area = |code: &str| super::currencies::UNION.contains(&code) || BESIDE_UNION.contains(&code);
    let counted = || regions.iter().filter(|region| !(has_area && is_in_area(&region.code)));
    let sum: RangeSum = counted().filter_map(|region| region.shown).collect();
    let is_whole = counted().all(|region| region.shown.is_some());
    let low = u64::try_from(sum.low).ok().filter(|_| sum.terms > 0)?;
    match sum.high().and_then(|high| u64::try_from(high).ok()).filter(|_| is_whole) {
        Some(high) => Range::between(low, high).ok(),
        None => Some(Range::from(low)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn region(code: &str, shown: Option<(u64, u64)>) -> Region {
        let shown = shown.map(|(low, high)| Range::between(low, high).expect("in order"));
        Region { code: code.to_owned(), from: None, until: None, shown }
    }

    #[test]
    fn adds_no_country_to_the_area_that_holds_it() {
        let area = region("EEA", Some((1_000, 2_000)));
        let regions = [area, region("NO", Some((100, 200))), region("TR", Some((10, 20)))];
        assert_eq!(shown(&regions), Range::between(1_010, 2_020).ok());
        assert_eq!(shown(&regions[1..]), Range::between(110, 220).ok());
    }

    #[test]
    fn a_country_that_does_not_say_leaves_the_sum_open() {
        assert_eq!(shown(&[region("NO", Some((100, 200))), region("SE", None)]), Some(Range::from(100)));
        assert_eq!(shown(&[region("SE", None)]), None, "nothing is said, which is not zero");
    }
}
