//! Google's transparency bundle of political advertisements: an archive of tables, of which each is known by its columns.
//!
//! The shape changed at least three times, and with it what the columns of currencies mean (`currencies.rs`). Read are the totals of places
//! (geo-spend), of sponsors (advertiser-stats), of sponsors by place (advertiser-geo-spend) and by week (weekly-spend), the single
//! advertisements (creative-stats), the campaigns (campaign-targeting, which ended in 2020) and the day of the whole (`updated`).
//! Not read are keywords, which belong to no sponsor, what sponsors declare for single elections, and the tables of changed ids.
//! Addresses of advertisements and times of day are passed over. Ids are text: `AR` and twenty digits are no number.

pub(super) mod advertiser_stats;
pub(super) mod campaign_targeting;
mod creative;
pub(super) mod creative_stats;
mod currencies;
pub(super) mod geo_spend;
mod money;
mod targeting;
pub(super) mod transparency_centre;
pub(super) mod updated;
pub(super) mod weekly_spend;

use super::{ad_rows::AdRows, ad_table::AdTable};
use crate::{
    import::{
        body::Record,
        exports::{Format, Group},
    },
    model::{
        ads::{AdBook, AdFact, Level},
        date::Day,
        gap::Why,
    },
};

const FORMAT: &Format = &Format {
    name: "google-political-ads",
    group: Group::AdLibrary,
    title: "Google political ads (CSV)",
    files: "the bundle as a zip, or tables of it: geo-spend, advertiser-stats, advertiser-geo-spend, weekly-spend, creative-stats, \
            campaign-targeting, updated; also as exported from the BigQuery data set",
    gives: "spend by district, sponsor and week; single advertisements with ranges of money and impressions, and the ages, genders and \
            places that they were aimed at or kept from",
    lacks: "who saw it; uploaded lists and lookalikes, which are never told; the exact money, for totals are rounded",
    how: "Google Ads Transparency Center, political advertising, download the bundle of the day",
};

/// What the sponsors of all tables are known under.
const LIBRARY: &str = "google";

/// A book of a table; `updated` gives it its day when the whole bundle is read.
fn book(title: &str, generation: &'static str, level: Level, cannot_tell: &'static [&'static str]) -> AdBook {
    AdBook {
        format: FORMAT.name,
        title: format!("Google political ads, {title}"),
        generation,
        level,
        asked_on: None,
        about: None,
        window: None,
        cannot_tell,
    }
}

/// The columns that say whose a row is.
struct SponsorColumns {
    id: Option<usize>,
    name: Option<usize>,
}

impl SponsorColumns {
    fn of(table: &AdTable) -> Self {
        Self { id: table.column("Advertiser_ID"), name: table.column("Advertiser_Name") }
    }

    /// The columns, to be held against the longest that a text may be.
    fn both(&self) -> [Option<usize>; 2] {
        [self.id, self.name]
    }

    /// The sponsor of a record; `None` where it has neither id nor name.
    fn read(&self, record: &Record, rows: &mut AdRows) -> Option<u32> {
        let (id, name) = (record.known(self.id), record.known(self.name));
        let called = name.or(id)?;
        Some(rows.sponsor(LIBRARY, id, called))
    }

    /// The id, for a look at whether its digits are whole.
    fn id<'a>(&self, record: &Record<'a>) -> &'a [u8] {
        self.id.map_or(&[], |at| record.bytes(at))
    }
}

/// The day in a cell; what is none is noted and unknown.
fn day(record: &Record, column: Option<usize>, fact: &AdFact, rows: &mut AdRows) -> Option<Day> {
    let day = date(record.known(column)?);
    if day.is_none() {
        rows.note(fact.source, record.line, Why::UnreadableDate);
    }
    day
}

/// The day of `2019-09-25` or `2019-09-25 07:00:00.000000 UTC`.
fn date(text: &str) -> Option<Day> {
    Day::parse(text.split([' ', 'T']).next()?)
}
