//! The facets of a `LinkedIn` member by which advertisers can aim: `Ad_Targeting.csv` of the member's own archive.
//!
//! It has one row, and a column of the same name for each of several jobs or companies. Values in a cell are parted by a semicolon and
//! a blank, and may themselves hold a comma. One row here is one person; what was in fact shown to them stands elsewhere.

use super::{
    Generation, Importer, ad_rows::AdRows, ad_table::AdTable, conditions::Conditions, conditions::Kinds,
    given::Given, no_json,
};
use crate::{
    import::{
        error::ImportError,
        exports::{Format, Group},
        ledger::Verdict,
    },
    model::{
        ads::{AdBook, AdFact, Dimension, Disclosed, Level},
        segment::Layer,
    },
};
use std::collections::BTreeSet;

const FORMAT: &Format = &Format {
    name: "linkedin-ad-targeting",
    group: Group::AdLibrary,
    title: "LinkedIn archive, facets for targeting (Ad_Targeting.csv)",
    files: "Ad_Targeting.csv, alone or in the archive: one row, columns from Member Age on, some of the same name",
    gives: "every facet by which one member could be aimed at, as LinkedIn holds or infers it",
    lacks: "advertisements; money; which facets were used, by whom",
    how: "LinkedIn, Settings, Data privacy, Get a copy of your data",
};

pub(super) const IMPORTER: Importer = Importer {
    format: FORMAT,
    tables: &[Generation {
        name: "one row, repeated columns",
        needs: &["Member Age", "Company Names", "Job Titles"],
        lacks: &["Impressions"],
    }],
    json: no_json,
    read,
};

const CANNOT_TELL: &[&str] = &[
    "Facets are what advertisers could aim by; whether anybody did, the file does not say.",
    "Some facets are inferred by LinkedIn; the file does not say which.",
];

const KINDS: &[(&str, Dimension)] = &[
    ("Member Age", Dimension::Age),
    ("Member Gender", Dimension::Gender),
    ("Interface Locales", Dimension::Language),
    ("Profile Locations", Dimension::City),
    ("Member Interests", Dimension::Interest),
    ("Member Traits", Dimension::Behaviour),
    ("Buyer Groups", Dimension::Behaviour),
    ("Company Names", Dimension::Work),
    ("Company Follower of", Dimension::Connection),
    ("Company Connections", Dimension::FriendsOfConnections),
    ("Company Industries", Dimension::Work),
    ("Company Category", Dimension::Work),
    ("Company Size", Dimension::Work),
    ("Company Revenue", Dimension::Work),
    ("Company Growth Rate", Dimension::Work),
    ("Degrees", Dimension::Work),
    ("degreeClass", Dimension::Work),
    ("Fields of Study", Dimension::Work),
    ("Member Schools", Dimension::Work),
    ("Member Skills", Dimension::Work),
    ("Member Groups", Dimension::Interest),
    ("Job Titles", Dimension::Work),
    ("Job Functions", Dimension::Work),
    ("Job Seniorities", Dimension::Work),
    ("Years of Experience", Dimension::Work),
];

fn read(given: &Given, rows: &mut AdRows) -> Result<(), ImportError> {
    let table = AdTable::open(given, FORMAT.title, rows);
    let title = "LinkedIn, facets of one member for targeting";
    let book = AdBook { level: Level::Person, ..given.book_of_ads(FORMAT, title, CANNOT_TELL) };
    let book = rows.book(book);
    let header = given.table().header();
    let mut kinds = Kinds::new(KINDS);
    table.each(rows, |record, rows| {
        let mut fact = AdFact::new(table.source, record.line, book);
        fact.targeting_disclosed = Disclosed::NotApplicable;
        let conditions = Conditions { fact: rows.fact(fact), layer: Layer::Experienced };
        let mut known = BTreeSet::new();
        for (column, facet) in header.iter().enumerate().filter(|(_, facet)| !facet.is_empty()) {
            for value in values(record.text(column)) {
                if known.insert((facet, value)) {
                    // A facet is open to those who would include and to those who would exclude.
                    conditions.add(rows, kinds.of(facet), value, None);
                }
            }
        }
        Ok(Verdict::Taken)
    })?;
    kinds.tell("LinkedIn facets", table.source, rows);
    Ok(())
}

/// The values in a cell.
fn values(cell: &str) -> impl Iterator<Item = &str> {
    cell.split("; ").map(|value| value.trim_matches([' ', ';'])).filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::values;

    #[test]
    fn a_comma_is_part_of_a_value() {
        let found: Vec<&str> = values("Legal, Education; Health;  ; R&D;").collect();
        assert_eq!(found, ["Legal, Education", "Health", "R&D"]);
        assert_eq!(values("").count(), 0);
    }
}
