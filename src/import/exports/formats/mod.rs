//! The export formats that are read, one file each.

mod adjacency_list;
mod dimacs;
mod dl_header;
mod edge_list;
mod ego_networks;
mod gdf;
mod gml;
mod gml_tokens;
mod matrix_market;
mod metis;
mod neo4j;
mod network;
mod pajek;
mod sqlite;
mod sqlite_tables;
mod told;
mod ucinet_dl;
mod vna;

use super::Importer;
pub(super) use told::told_of;

/// What a format is, for `bystander formats`.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// Its short name, which `--as` takes.
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
    adjacency_list::IMPORTER,
    dimacs::IMPORTER,
    edge_list::IMPORTER,
    ego_networks::IMPORTER,
    gdf::IMPORTER,
    gml::IMPORTER,
    matrix_market::IMPORTER,
    metis::IMPORTER,
    neo4j::IMPORTER,
    pajek::IMPORTER,
    sqlite::IMPORTER,
    ucinet_dl::IMPORTER,
    vna::IMPORTER,
];

/// All formats that are read, in the order of the importers.
pub fn formats() -> impl Iterator<Item = &'static Format> {
    IMPORTERS.iter().map(|importer| importer.format)
}
