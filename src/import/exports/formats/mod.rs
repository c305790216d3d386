//! The export formats that are read, one file each.

mod consent_receipts;
mod day_order;
mod donated;
mod facebook;
mod facebook_html;
mod gml;
mod gml_tokens;
mod google_contacts;
mod graph_api;
mod grid;
mod instagram;
mod instagram_html;
mod json_file;
mod linkedin;
mod mastodon;
mod members;
mod meta;
mod processing_records;
mod snapchat;
mod telegram;
mod tiktok;
mod vcards;
mod whatsapp;
mod x_archive;

use super::Importer;
use serde::Serialize;

/// What a format is, for `bystander formats`.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Format {
    /// Its short name.
    pub name: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// The files that it is known by, and its layouts over the years.
    pub files: &'static str,
    /// What it gives an audit.
    pub gives: &'static str,
    /// What it cannot give, and what is passed over.
    pub lacks: &'static str,
    /// How to get it, or how to make it.
    pub how: &'static str,
}

/// All importers, in the order in which they are asked.
pub(super) const IMPORTERS: &[Importer] = &[
    consent_receipts::IMPORTER,
    facebook::IMPORTER,
    facebook_html::IMPORTER,
    gml::IMPORTER,
    google_contacts::IMPORTER,
    graph_api::IMPORTER,
    instagram::IMPORTER,
    instagram_html::IMPORTER,
    linkedin::IMPORTER,
    mastodon::IMPORTER,
    processing_records::IMPORTER,
    snapchat::IMPORTER,
    telegram::IMPORTER,
    tiktok::IMPORTER,
    vcards::IMPORTER,
    whatsapp::IMPORTER,
    x_archive::IMPORTER,
];

/// All formats that are read, in the order of the importers.
pub fn formats() -> impl Iterator<Item = &'static Format> {
    IMPORTERS.iter().map(|importer| importer.format)
}
