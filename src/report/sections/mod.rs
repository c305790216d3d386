//! The sections of a report, one file each, in the order in which they are read.

mod acquaintance;
mod ageing;
mod answer;
mod apps;
mod bounds;
mod chain;
mod check;
mod consent_texts;
mod contacts;
mod contests;
mod definitions;
mod expectation;
mod explanations;
mod exposure;
mod fields;
mod findings;
mod inference;
mod label_accuracy;
mod lattice;
mod limits;
mod method;
mod onward;
mod places;
mod profile;
mod proxies;
mod received;
mod responsibility;
mod segments;
mod sensitive;
mod singling_out;
mod spread;
mod timeline;

use super::{Section, figure::Figure, published::Published, table::Table};

/// A section with the figures and tables that it shows.
pub(super) struct Part {
    /// The section.
    pub(super) section: Section,
    /// Its charts.
    pub(super) figures: Vec<Figure>,
    /// Its tables that are no chart's data.
    pub(super) tables: Vec<Table>,
}

impl Part {
    /// A section that shows words alone.
    pub(super) fn words(section: Section) -> Self {
        Self { section, figures: Vec::new(), tables: Vec::new() }
    }
}

/// Every section, in reading order. The order is fixed, so that two reports can be held against each other.
pub(super) const SECTIONS: &[fn(&Published) -> Part] = &[
    answer::part,
    findings::part,
    bounds::part,
    spread::part,
    timeline::part,
    fields::part,
    apps::part,
    exposure::part,
    responsibility::part,
    expectation::part,
    places::part,
    consent_texts::part,
    onward::part,
    chain::part,
    segments::part,
    contests::part,
    inference::part,
    proxies::part,
    label_accuracy::part,
    acquaintance::part,
    sensitive::part,
    lattice::part,
    singling_out::part,
    contacts::part,
    explanations::part,
    ageing::part,
    received::part,
    profile::part,
    method::part,
    check::part,
    limits::part,
    definitions::part,
];

pub(super) use check::of as check;
pub(super) use definitions::DEFINITIONS;
pub(super) use received::lines as unread_lines;
