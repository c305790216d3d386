//! The grammar of Google's targeting columns: ages, genders, places.
//!
//! Values are parted by a comma and a blank, the parts of a place by a comma without one: `32011,Florida,United States`. A cell that is
//! blank, says `Not targeted` or names every value narrows nothing, and is no criterion. All ages but `Unknown age` do narrow.

use crate::{
    import::{
        ads::{ad_rows::AdRows, ad_table::AdTable},
        body::Record,
    },
    model::{
        ads::{AdCriterion, Dimension},
        segment::{Layer, Mode},
    },
};
use rustc_hash::FxHashSet;

/// What holds of every table with criteria.
pub(super) const CANNOT_TELL: &[&str] = &[
    "The library tells ages, genders and places. Uploaded lists of people, lookalikes of them and visitors of websites are never told, \
     so that their absence here says nothing.",
    "A list that names no age, gender or place, or all of them, narrows nothing and is no criterion here.",
    "A place of two parts outside the United States and India may be a region or a town; it is taken for a region. A name with a comma \
     and a blank in it cannot be told from two places.",
    "The file does not say who saw an advertisement.",
];

/// How many ages there are: six groups, and unknown.
const AGES: usize = 7;
/// How many genders there are: two, and unknown.
const GENDERS: usize = 3;

/// The columns of criteria.
pub(super) struct TargetingColumns {
    age: Option<usize>,
    gender: Option<usize>,
    included: Option<usize>,
    excluded: Option<usize>,
}

impl TargetingColumns {
    pub(super) fn of(table: &AdTable) -> Self {
        Self {
            age: table.column("Age_Targeting"),
            gender: table.column("Gender_Targeting"),
            included: table.column("Geo_Targeting_Included"),
            excluded: table.column("Geo_Targeting_Excluded"),
        }
    }

    /// Whether there are any.
    pub(super) fn are_there(&self) -> bool {
        [self.age, self.gender, self.included, self.excluded].iter().any(Option::is_some)
    }

    /// Adds the criteria of a record to its row.
    pub(super) fn read(&self, record: &Record, fact: u32, rows: &mut AdRows) {
        let cell = |column| record.known(column).unwrap_or_default();
        let mut add = |dimension, mode, value: &str| {
            let value = rows.text(value);
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
        };
        narrowed(cell(self.age), AGES).iter().for_each(|age| add(Dimension::Age, Mode::Include, age));
        narrowed(cell(self.gender), GENDERS)
            .iter()
            .for_each(|gender| add(Dimension::Gender, Mode::Include, gender));
        for (column, mode) in [(self.included, Mode::Include), (self.excluded, Mode::Exclude)] {
            listed(cell(column)).iter().for_each(|place| add(size(place), mode, place));
        }
    }
}

/// The values of a list, each once.
fn listed(cell: &str) -> Vec<&str> {
    let mut seen = FxHashSet::default();
    let values = cell.split(", ").map(str::trim);
    let said = values.filter(|value| !value.is_empty() && !value.eq_ignore_ascii_case("not targeted"));
    said.filter(|value| seen.insert(*value)).collect()
}

/// The values of a list that does not name all `whole` there are.
fn narrowed(cell: &str, whole: usize) -> Vec<&str> {
    let values = listed(cell);
    if values.len() < whole { values } else { Vec::new() }
}

/// What kind of place an entry is.
fn size(entry: &str) -> Dimension {
    let parts: Vec<&str> = entry.split(',').map(str::trim).collect();
    let first = parts[0].to_lowercase();
    if first.contains("congressional district") {
        return Dimension::District;
    }
    match parts.len() {
        1 => Dimension::Country,
        _ if is_code(&first) => Dimension::PostalCode,
        2 => Dimension::Region,
        _ if first.ends_with(" county") => Dimension::County,
        _ => Dimension::City,
    }
}

/// Whether it is a postal code and not a name: it has a digit, and no word of small letters beside.
fn is_code(part: &str) -> bool {
    part.contains(|letter: char| letter.is_ascii_digit())
        && part.split_whitespace().all(|word| word.len() <= 4 || word.contains(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_everything_or_nothing_narrows_nothing() {
        let six = "18-24, 25-34, 35-44, 45-54, 55-64, ≥65";
        assert_eq!(narrowed(six, AGES).len(), 6, "unknown ages are left out");
        assert!(narrowed(&format!("{six}, Unknown age"), AGES).is_empty());
        assert!(narrowed("", AGES).is_empty() && narrowed("Not targeted", AGES).is_empty());
        assert_eq!(narrowed("Female", GENDERS), ["Female"]);
        assert!(narrowed("Male, Female, Unknown gender", GENDERS).is_empty());
    }

    #[test]
    fn parts_places_at_a_comma_with_a_blank_only() {
        let cell = "Pennsylvania,United States, 32011,Florida,United States, Pennsylvania,United States";
        assert_eq!(listed(cell), ["Pennsylvania,United States", "32011,Florida,United States"]);
    }

    #[test]
    fn knows_the_kind_of_a_place() {
        let kinds = [
            ("United States", Dimension::Country),
            ("Pennsylvania,United States", Dimension::Region),
            ("Bucharest,Romania", Dimension::Region),
            ("32011,Florida,United States", Dimension::PostalCode),
            ("Bucks County,Pennsylvania,United States", Dimension::County),
            ("Philadelphia,Pennsylvania,United States", Dimension::City),
            ("Chennai,Chennai,Tamil Nadu,India", Dimension::City),
            ("SW1A,England,United Kingdom", Dimension::PostalCode),
            ("29 Palms,California,United States", Dimension::City),
        ];
        for (entry, kind) in kinds {
            assert_eq!(size(entry), kind, "{entry}");
        }
    }
}
