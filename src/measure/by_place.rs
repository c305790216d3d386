//! `ByPlace`: where consenters and bystanders live, beside what is known about the places.
//!
//! # Limits
//! People without a place are left out and counted. A place is matched with the table of places by its name, to the
//! letter; people of places that the table does not name keep their row, without population and margin.

use super::standing::{Standing, Standings};
use crate::{
    audit::Audit,
    model::{
        attribute::{Attribute, MISSING, Role},
        number::{Figure, Undefined},
    },
};
use serde::Serialize;

/// One place.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Place {
    /// The attribute that names it.
    pub dimension: String,
    /// Its name.
    pub place: String,
    /// Who lives there, from the table of places.
    pub population: Option<u64>,
    /// The margin of the last vote there in percentage points, from the table of places.
    pub margin: Option<f64>,
    /// People of the network who live there.
    pub people: u64,
    /// Those of them who gave a grant.
    pub consenters: u64,
    /// Those of them who gave none and were within reach of one.
    pub bystanders: u64,
    /// `bystanders` over `people`, 0 to 1.
    pub bystander_share: Figure,
}

/// People, consenters and bystanders by place.
///
/// # Definition
/// For each attribute that speaks of places, a row for each of its values, ascending by name. Standing is that of `Spread`.
///
/// # Example
/// Ada and Ben live North and South; of the bystanders Cem and Dot live North, Eve and Fay South; Gus lives North.
/// ```
/// use bystander::{measure::by_place::ByPlace, village};
/// let places = ByPlace::of(&village::audit()).places;
/// let counts: Vec<_> = places.iter().map(|row| (row.people, row.consenters, row.bystanders)).collect();
/// assert_eq!(counts, [(4, 1, 2), (3, 1, 2)]);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ByPlace {
    /// Every place of every attribute that speaks of places.
    pub places: Vec<Place>,
    /// People without a value, by attribute, added up.
    pub left_out: u64,
    /// Places of the table of places where nobody of the network lives.
    pub empty_places: u64,
}

impl ByPlace {
    /// Takes the measure.
    #[must_use]
    pub fn of(audit: &Audit) -> Self {
        let standings = Standings::of(audit);
        let attributes = || audit.attributes.iter().filter(|attribute| attribute.role == Role::Place);
        let places: Vec<Place> = attributes().flat_map(|attribute| rows(audit, &standings, attribute)).collect();
        let named = audit.places.iter().flat_map(|places| &places.names);
        let nobody = |name: &&String| !places.iter().any(|row| row.place == **name);
        Self {
            left_out: attributes().map(|attribute| attribute.counts().1).sum(),
            empty_places: named.filter(nobody).count() as u64,
            places,
        }
    }
}

fn rows(audit: &Audit, standings: &Standings, attribute: &Attribute) -> Vec<Place> {
    let mut counts = vec![[0_u64; 3]; attribute.values.len()];
    for person in audit.graph.people() {
        let code = attribute.codes[person.index()];
        if code == MISSING {
            continue;
        }
        let [people, consenters, bystanders] = &mut counts[code as usize];
        *people += 1;
        match standings.of_person(person) {
            Standing::Consenter => *consenters += 1,
            Standing::Bystander(_) => *bystanders += 1,
            _ => {}
        }
    }
    let row = |(name, [people, consenters, bystanders]): (&String, [u64; 3])| {
        let known = audit.places.as_ref().and_then(|places| Some((places, places.names.binary_search(name).ok()?)));
        Place {
            dimension: attribute.name.clone(),
            place: name.clone(),
            population: known.and_then(|(places, at)| places.population[at]),
            margin: known.and_then(|(places, at)| places.margin[at]),
            people,
            consenters,
            bystanders,
            bystander_share: Figure::ratio(bystanders, people, Undefined::EmptyGroup),
        }
    };
    attribute.values.iter().zip(counts).map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::ByPlace;
    use crate::{table::places::Places, village};

    #[test]
    fn joins_the_table_of_places_by_name_and_counts_where_nobody_lives() {
        let mut audit = village::audit();
        audit.places = Some(Places {
            names: vec!["East".to_owned(), "North".to_owned()],
            population: vec![Some(10), Some(400)],
            margin: vec![None, Some(1.5)],
            ..Places::default()
        });
        let found = ByPlace::of(&audit);
        assert_eq!(found.empty_places, 1);
        assert_eq!((found.places[0].population, found.places[0].margin), (Some(400), Some(1.5)));
        assert_eq!((found.places[1].population, found.places[1].margin), (None, None));
    }
}
