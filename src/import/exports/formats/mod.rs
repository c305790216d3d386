//! The export formats that are read, one file each.

mod adjacency_list;
mod consent_lists;
mod consent_receipts;
mod day_order;
mod dimacs;
mod dl_header;
mod donated;
mod edge_list;
mod ego_networks;
mod facebook;
mod facebook_html;
mod gdf;
mod gexf;
mod gml;
mod gml_tokens;
mod google_contacts;
mod graph_api;
mod graphml;
mod grid;
mod instagram;
mod instagram_html;
mod json_file;
mod json_shape;
mod linkedin;
mod mastodon;
mod matrix_market;
mod members;
mod meta;
mod metis;
mod neo4j;
mod network;
mod node_link;
mod pajek;
mod processing_records;
mod snapchat;
mod sqlite;
mod sqlite_tables;
mod table_kinds;
mod table_rows;
mod table_ties;
pub(super) mod tables;
mod telegram;
mod tiktok;
mod told;
mod ucinet_dl;
mod vcards;
mod vna;
mod whatsapp;
mod x_archive;

use super::Importer;
use serde::Serialize;
pub(super) use told::told_of;

/// What kind of export a format is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// What somebody downloaded of their own account, or took from their own device.
    Platform,
    /// A network of people and ties, as tools save it.
    Network,
    /// A table.
    Table,
    /// A record of consents, of processing, or of what an app was given.
    Record,
    /// What platforms publish of political advertisements.
    AdLibrary,
}

impl Group {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; 5] = [Self::Platform, Self::Table, Self::Network, Self::Record, Self::AdLibrary];

    /// What it is called.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Platform => "What people download of their own accounts",
            Self::Table => "Tables",
            Self::Network => "Networks, as tools save them",
            Self::Record => "Records of consent, of processing, and of what apps were given",
            Self::AdLibrary => "Ad libraries, for `bystander ads`",
        }
    }
}

/// What a format is, for `bystander formats`.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Format {
    /// Its short name.
    pub name: &'static str,
    /// What kind of export it is.
    pub group: Group,
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
    adjacency_list::IMPORTER,
    consent_lists::IMPORTER,
    consent_receipts::IMPORTER,
    dimacs::IMPORTER,
    edge_list::IMPORTER,
    ego_networks::IMPORTER,
    facebook::IMPORTER,
    facebook_html::IMPORTER,
    gdf::IMPORTER,
    gexf::IMPORTER,
    gml::IMPORTER,
    google_contacts::IMPORTER,
    graph_api::IMPORTER,
    graphml::IMPORTER,
    instagram::IMPORTER,
    instagram_html::IMPORTER,
    linkedin::IMPORTER,
    mastodon::IMPORTER,
    matrix_market::IMPORTER,
    metis::IMPORTER,
    neo4j::IMPORTER,
    node_link::IMPORTER,
    pajek::IMPORTER,
    processing_records::IMPORTER,
    snapchat::IMPORTER,
    sqlite::IMPORTER,
    telegram::IMPORTER,
    tiktok::IMPORTER,
    ucinet_dl::IMPORTER,
    vcards::IMPORTER,
    vna::IMPORTER,
    whatsapp::IMPORTER,
    x_archive::IMPORTER,
];

/// The importer that is asked where no other knows an export.
pub(super) const FALLBACK: &Importer = &tables::IMPORTER;

/// All formats that are read, in the order of the importers.
pub fn formats() -> impl Iterator<Item = &'static Format> {
    IMPORTERS.iter().chain([FALLBACK]).map(|importer| importer.format)
}
