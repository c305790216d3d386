//! `PlaceMatrix`: the consenter's place against the bystander's, and how many were opened from home and from elsewhere.
//!
//! # Limits
//! Bystanders at one hop alone: beyond it a chain of ties has no single consenter. People without a place are left out and
//! counted, so that the sums here and what is left out make the totals of `Spread` again.

use super::opened::Opened;
use crate::{
    audit::Audit,
    model::{
        attribute::{Attribute, MISSING, Role},
        consent::Consenter,
        id::PersonId,
    },
};
use serde::Serialize;
use std::collections::BTreeSet;

/// One consenters' place against one bystanders' place. Pairs of places without any exposure have no cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// The attribute that names the places.
    pub dimension: String,
    /// Where the consenters live.
    pub from: String,
    /// Where the bystanders live.
    pub to: String,
    /// Pairs of a consenter and a bystander whom their grant opens, 1 or more.
    pub exposures: u64,
    /// The bystanders in these pairs, each once, 1 or more.
    pub people: u64,
}

/// What the consenters of one place opened.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FromPlace {
    /// The attribute that names the place.
    pub dimension: String,
    /// Where the consenters live.
    pub place: String,
    /// Exposures by them: a row of the matrix added up.
    pub exposures: u64,
    /// Those of them at home, in the same place.
    pub home: u64,
    /// Those of them in other places.
    pub abroad: u64,
    /// Bystanders of their own place whom they opened, each once.
    pub people_home: u64,
    /// Bystanders of other places whom they opened, each once.
    pub people_abroad: u64,
}

/// Through whom the bystanders of one place were opened.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ToPlace {
    /// The attribute that names the place.
    pub dimension: String,
    /// Where the bystanders live.
    pub place: String,
    /// Exposures of them by consenters whose place is known: a column of the matrix added up.
    pub exposures: u64,
    /// Bystanders at one hop who live here: the four parts that follow.
    pub bystanders: u64,
    /// Opened by consenters of their own place, and by none of another.
    pub home_only: u64,
    /// Opened by consenters of other places, and by none of their own.
    pub abroad_only: u64,
    /// Opened from their own place and from another.
    pub both: u64,
    /// Opened only by consenters whose place is not known.
    pub unknown_only: u64,
}

/// The sums over one attribute, and what stands outside them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Total {
    /// The attribute.
    pub dimension: String,
    /// All exposures between people whose places are known.
    pub exposures: u64,
    /// Those within one place.
    pub home: u64,
    /// Those between two places.
    pub abroad: u64,
    /// Bystanders at one hop whose place is known.
    pub bystanders: u64,
    /// Those opened from their own place only.
    pub home_only: u64,
    /// Those opened from other places only.
    pub abroad_only: u64,
    /// Those opened from both.
    pub both: u64,
    /// Those opened only by consenters whose place is not known.
    pub unknown_only: u64,
    /// Consenters without a place.
    pub left_out_consenters: u64,
    /// Bystanders at one hop without a place.
    pub left_out_bystanders: u64,
    /// Exposures of which one end or both have no place.
    pub left_out_exposures: u64,
}

/// Who was opened from where.
///
/// # Definition
/// An *exposure* is a pair of a consenter whose grant opens contacts and a person who gave no grant, did not opt out, and
/// is somebody whose data that grant opens. For each attribute that speaks of places, a cell (i, j) has the exposures with a
/// consenter of place i and a bystander of place j, and the number of different bystanders in them. Exposures add up exactly
/// over rows and over columns. The people of a row add up to the people whom consenters of that place opened, because each
/// person has one place; the people of a column do not add up, because one person may be opened from several places.
/// `home` is i = j. The bystanders of a place are parted by where the consenters live who open them: at home only, elsewhere
/// only, both, or none of known place. Consenters and bystanders without a place are left out of the cells.
///
/// # Example
/// Ada lives North and opens Cem and Dot there and Eve in the South; Ben lives South and opens Eve and Fay there. Eve alone
/// is opened from both places.
/// ```
/// use bystander::{measure::place_matrix::PlaceMatrix, village};
/// let matrix = PlaceMatrix::of(&village::audit());
/// let cells: Vec<_> = matrix.cells.iter().map(|cell| (cell.from.as_str(), cell.to.as_str(), cell.exposures, cell.people)).collect();
/// assert_eq!(cells, [("North", "North", 2, 2), ("North", "South", 1, 1), ("South", "South", 2, 2)]);
/// let south = &matrix.to[1];
/// assert_eq!((south.bystanders, south.home_only, south.abroad_only, south.both), (2, 1, 0, 1));
/// assert_eq!((matrix.totals[0].home, matrix.totals[0].abroad), (4, 1));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlaceMatrix {
    /// The sums, a row for each attribute that speaks of places.
    pub totals: Vec<Total>,
    /// Every place, as that of consenters.
    pub from: Vec<FromPlace>,
    /// Every place, as that of bystanders.
    pub to: Vec<ToPlace>,
    /// Every pair of places with an exposure, by the consenters' place, then the bystanders'.
    pub cells: Vec<Cell>,
}

impl PlaceMatrix {
    /// Takes the measure.
    #[must_use]
    pub fn of(audit: &Audit) -> Self {
        let opened = Opened::of(audit);
        let mut matrix = Self { totals: Vec::new(), from: Vec::new(), to: Vec::new(), cells: Vec::new() };
        for attribute in audit.attributes.iter().filter(|attribute| attribute.role == Role::Place) {
            Count::of(audit, &opened, attribute).write(attribute, &mut matrix);
        }
        matrix
    }
}

/// How a bystander was opened: from home, from elsewhere, from an unknown place.
#[derive(Clone, Copy, Default)]
struct Ways {
    home: bool,
    abroad: bool,
    unknown: bool,
}

impl Ways {
    /// One more exposure, by a consenter of the place `from`, of this person of the place `to`.
    fn note(&mut self, from: u32, to: u32) {
        match from {
            MISSING => self.unknown = true,
            _ if from == to => self.home = true,
            _ => self.abroad = true,
        }
    }

    fn any(self) -> bool {
        self.home || self.abroad || self.unknown
    }
}

/// One row of the matrix while it is counted: only the cells that were touched are looked at again.
struct OneRow {
    cells: Vec<(u64, u64)>,
    touched: BTreeSet<u32>,
    /// The row in which each person was last met, from 1: each counts once in a row.
    last: Vec<u32>,
    row: u32,
}

impl OneRow {
    fn new(people: usize, places: usize) -> Self {
        Self { cells: vec![(0, 0); places], touched: BTreeSet::new(), last: vec![0; people], row: 1 }
    }

    /// One more exposure of `person`, who lives in the place `to`.
    fn note(&mut self, person: PersonId, to: u32) {
        let cell = &mut self.cells[to as usize];
        if cell.0 == 0 {
            self.touched.insert(to);
        }
        cell.0 += 1;
        if self.last[person.index()] != self.row {
            self.last[person.index()] = self.row;
            cell.1 += 1;
        }
    }

    /// The cells of this row, ascending; the next row begins.
    fn take(&mut self) -> impl Iterator<Item = (u32, u64, u64)> + use<'_> {
        self.row += 1;
        let cells = &mut self.cells;
        std::mem::take(&mut self.touched).into_iter().map(move |to| {
            let (exposures, people) = std::mem::take(&mut cells[to as usize]);
            (to, exposures, people)
        })
    }
}

/// What is counted in one walk over the consenters, place by place.
struct Count {
    /// The consenters' place, the bystanders' place, exposures and people, ascending.
    cells: Vec<(u32, u32, u64, u64)>,
    to: Vec<ToPlace>,
    left_out: Total,
}

impl Count {
    fn of(audit: &Audit, opened: &Opened, attribute: &Attribute) -> Self {
        let place = |person: PersonId| attribute.codes[person.index()];
        let mut consenters: Vec<Consenter> = audit.consenters.clone();
        consenters.sort_by_key(|consenter| place(consenter.person));
        let mut ways = vec![Ways::default(); audit.people()];
        let mut row = OneRow::new(audit.people(), attribute.values.len());
        let (mut cells, mut left_out) = (Vec::new(), Total::default());
        for group in consenters.chunk_by(|one, other| place(one.person) == place(other.person)) {
            let from = place(group[0].person);
            for person in group.iter().flat_map(|&consenter| opened.bystanders(consenter)) {
                let to = place(person);
                ways[person.index()].note(from, to);
                if from == MISSING || to == MISSING {
                    left_out.left_out_exposures += 1;
                } else {
                    row.note(person, to);
                }
            }
            if from == MISSING {
                left_out.left_out_consenters = group.len() as u64;
            }
            cells.extend(row.take().map(|(to, exposures, people)| (from, to, exposures, people)));
        }
        let mut to = vec![ToPlace::default(); attribute.values.len()];
        for person in audit.graph.people().filter(|person| ways[person.index()].any()) {
            match to.get_mut(place(person) as usize) {
                Some(row) => row.count(ways[person.index()]),
                None => left_out.left_out_bystanders += 1,
            }
        }
        Self { cells, to, left_out }
    }

    /// Adds the rows of this attribute.
    fn write(self, attribute: &Attribute, into: &mut PlaceMatrix) {
        let dimension = || attribute.name.clone();
        let named = |place: &String| FromPlace { dimension: dimension(), place: place.clone(), ..FromPlace::default() };
        let mut from: Vec<FromPlace> = attribute.values.iter().map(named).collect();
        let mut to = self.to;
        for (row, place) in to.iter_mut().zip(&attribute.values) {
            (row.dimension, row.place) = (dimension(), place.clone());
        }
        for (i, j, exposures, people) in self.cells {
            let (i, j) = (i as usize, j as usize);
            from[i].add(i == j, exposures, people);
            to[j].exposures += exposures;
            let [from, to] = [i, j].map(|at| attribute.values[at].clone());
            into.cells.push(Cell { dimension: dimension(), from, to, exposures, people });
        }
        into.totals.push(total(Total { dimension: dimension(), ..self.left_out }, &from, &to));
        into.from.extend(from);
        into.to.extend(to);
    }
}

impl FromPlace {
    fn add(&mut self, home: bool, exposures: u64, people: u64) {
        self.exposures += exposures;
        let (pairs, persons) = if home {
            (&mut self.home, &mut self.people_home)
        } else {
            (&mut self.abroad, &mut self.people_abroad)
        };
        *pairs += exposures;
        *persons += people;
    }
}

impl ToPlace {
    fn count(&mut self, ways: Ways) {
        self.bystanders += 1;
        let part = match (ways.home, ways.abroad) {
            (true, true) => &mut self.both,
            (true, false) => &mut self.home_only,
            (false, true) => &mut self.abroad_only,
            (false, false) => &mut self.unknown_only,
        };
        *part += 1;
    }
}

fn total(mut total: Total, from: &[FromPlace], to: &[ToPlace]) -> Total {
    for row in from {
        total.exposures += row.exposures;
        total.home += row.home;
        total.abroad += row.abroad;
    }
    for row in to {
        total.bystanders += row.bystanders;
        total.home_only += row.home_only;
        total.abroad_only += row.abroad_only;
        total.both += row.both;
        total.unknown_only += row.unknown_only;
    }
    total
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::{sketch::Sketch, spread::Spread};
    use proptest::{collection::vec, prelude::*};

    const PEOPLE: usize = 14;

    /// A random case in which a person without a place has the code 3.
    fn cases() -> impl Strategy<Value = (Audit, Vec<usize>)> {
        let person = 0..u32::try_from(PEOPLE).expect("few");
        let people = |most| vec(person.clone(), 0..most);
        (vec((person.clone(), person.clone()), 0..60), people(6), people(3), people(4), vec(0..4_usize, PEOPLE)).prop_map(
            |(ties, consenters, closed, opted_out, places)| {
                let consenters: Vec<u32> = consenters.into_iter().collect::<BTreeSet<_>>().into_iter().collect();
                let sketch =
                    Sketch { people: PEOPLE, ties: &ties, consenters: &consenters, closed: &closed, opted_out: &opted_out, hops: 1 };
                let mut audit = sketch.audit();
                let names = places.iter().map(|&place| ["a", "b", "c", ""][place]);
                let attribute = Attribute { role: Role::Place, ..Attribute::of_texts("place", names) };
                audit.attributes = vec![attribute];
                (audit, places)
            },
        )
    }

    /// Every exposure as a pair, from the contacts of everybody.
    fn pairs(audit: &Audit) -> Vec<(usize, usize)> {
        let opens = |consenter: &Consenter| {
            let contacts = audit.graph.contacts(consenter.person).iter().copied();
            let shown = contacts.filter(|&person| !audit.is_consenter(person) && !audit.is_opted_out(person));
            let from = consenter.person.index();
            shown.map(move |person| (from, person.index())).collect::<Vec<_>>()
        };
        audit.consenters.iter().filter(|consenter| consenter.opens_contacts).flat_map(opens).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn every_cell_is_what_counting_pair_by_pair_gives((audit, places) in cases()) {
            let matrix = PlaceMatrix::of(&audit);
            let pairs = pairs(&audit);
            let (mut cells, mut exposures) = (0, 0);
            for (i, from) in ["a", "b", "c"].into_iter().enumerate() {
                for (j, to) in ["a", "b", "c"].into_iter().enumerate() {
                    let within = |pair: &&(usize, usize)| places[pair.0] == i && places[pair.1] == j;
                    let here: Vec<_> = pairs.iter().filter(within).collect();
                    let people: BTreeSet<_> = here.iter().map(|pair| pair.1).collect();
                    let cell = matrix.cells.iter().find(|cell| cell.from == from && cell.to == to);
                    let found = cell.map_or((0, 0), |cell| (cell.exposures, cell.people));
                    prop_assert_eq!(found, (here.len() as u64, people.len() as u64));
                    (cells, exposures) = (cells + u64::from(cell.is_some()), exposures + found.0);
                }
            }
            prop_assert_eq!(matrix.cells.len() as u64, cells);
            prop_assert_eq!(exposures + matrix.totals[0].left_out_exposures, pairs.len() as u64);
        }

        #[test]
        fn rows_columns_and_what_is_left_out_make_the_totals_of_the_spread((audit, _) in cases()) {
            let (matrix, spread) = (PlaceMatrix::of(&audit), Spread::of(&audit));
            let total = &matrix.totals[0];
            let sum = |exposures: fn(&Cell) -> u64, keep: &dyn Fn(&Cell) -> bool| -> u64 {
                matrix.cells.iter().filter(|cell| keep(cell)).map(exposures).sum()
            };
            for row in &matrix.from {
                prop_assert_eq!(row.exposures, sum(|cell| cell.exposures, &|cell| cell.from == row.place));
                prop_assert_eq!(row.exposures, row.home + row.abroad);
                prop_assert_eq!(row.people_home + row.people_abroad, sum(|cell| cell.people, &|cell| cell.from == row.place));
            }
            for column in &matrix.to {
                prop_assert_eq!(column.exposures, sum(|cell| cell.exposures, &|cell| cell.to == column.place));
                let at_home = sum(|cell| cell.people, &|cell| cell.from == column.place && cell.to == column.place);
                prop_assert_eq!(column.home_only + column.both, at_home);
                let parts = column.home_only + column.abroad_only + column.both + column.unknown_only;
                prop_assert_eq!(column.bystanders, parts);
            }
            let exposures: u64 = spread.exposure.iter().map(|row| u64::from(row.consenting_contacts) * row.people).sum();
            prop_assert_eq!(total.exposures + total.left_out_exposures, exposures);
            prop_assert_eq!(total.exposures, total.home + total.abroad);
            prop_assert_eq!(total.bystanders + total.left_out_bystanders, spread.bystanders);
        }

        #[test]
        fn a_bystanders_part_is_told_by_the_places_of_those_who_open_them((audit, places) in cases()) {
            let matrix = PlaceMatrix::of(&audit);
            let pairs = pairs(&audit);
            let total = &matrix.totals[0];
            let mut parts = [0_u64; 4];
            for person in (0..PEOPLE).filter(|&person| places[person] < 3) {
                let from: BTreeSet<_> = pairs.iter().filter(|pair| pair.1 == person).map(|pair| places[pair.0]).collect();
                let home = from.contains(&places[person]);
                let abroad = from.iter().any(|&from| from != places[person] && from < 3);
                let at = match (home, abroad) {
                    (true, false) => 0,
                    (false, true) => 1,
                    (true, true) => 2,
                    (false, false) => 3,
                };
                parts[at] += u64::from(!from.is_empty());
            }
            prop_assert_eq!([total.home_only, total.abroad_only, total.both, total.unknown_only], parts);
        }
    }
}
