//! The export formats that are read, one file each.

mod gexf;
mod gml;
mod gml_tokens;
mod graphml;
mod json_shape;
mod node_link;

use super::Importer;

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
pub(super) const IMPORTERS: &[Importer] =
    &[gexf::IMPORTER, gml::IMPORTER, graphml::IMPORTER, node_link::IMPORTER];

/// All formats that are read, in the order of the importers.
pub fn formats() -> impl Iterator<Item = &'static Format> {
    IMPORTERS.iter().map(|importer| importer.format)
}
