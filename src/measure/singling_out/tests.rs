//! Cases that can be counted by hand, and everybody held against everybody.

use super::*;
use crate::{model::id::PersonId, table::Tables};
use proptest::{collection::vec, prelude::*};

fn attribute(name: &str, role: Role, values: &[&str]) -> Attribute {
    Attribute { role, ..Attribute::of_texts(name, values.iter().copied()) }
}

fn segment(name: &str, members: impl IntoIterator<Item = u32>) -> Segment {
    Segment { name: name.to_owned(), members: members.into_iter().map(PersonId).collect(), ..Segment::default() }
}

fn found(people: usize, attributes: Vec<Attribute>, segments: Vec<Segment>) -> SinglingOut {
    let tables = Tables { people, attributes, segments, ..Tables::default() };
    SinglingOut::of(&Audit::new(tables, Parameters::default()))
}

#[test]
fn finds_an_audience_of_one() {
    let audiences = vec![segment("one", 4..5), segment("nine", 0..9), segment("ten", 0..10), segment("none", [])];
    let found = found(12, Vec::new(), audiences);
    assert_eq!(found.small_audiences, ["one", "nine"]);
    assert_eq!((found.smallest_audience.value(), found.audiences[0].risk.value()), (Some(1), Some(1.0)));
    assert_eq!(found.audiences[3].risk.0, Err(Undefined::EmptySegment));
}

#[test]
fn combines_places_and_groups_and_nothing_else() {
    let attributes = ["place", "school", "age", "sex"].map(|name| attribute(name, Role::Group, &["x"; 3]));
    let mut attributes = attributes.to_vec();
    attributes.push(attribute("remark", Role::Other, &["a", "b", "c"]));
    let found = found(3, attributes, Vec::new());
    assert_eq!((found.attributes.len(), found.up_to.value()), (4, Some(3)));
    assert_eq!(found.combinations.len(), 4 + 6 + 4);
    assert_eq!(found.combinations[4].attributes, ["place", "school"]);
    assert!(found.combinations.iter().all(|one| one.k.value() == Some(3)));
}

#[test]
fn leaves_out_whose_value_is_missing() {
    let place = attribute("place", Role::Place, &["N", "", "S", "S"]);
    let found = found(4, vec![place], vec![segment("two", 0..2), segment("nobody known", 1..2)]);
    let place = &found.combinations[0];
    assert_eq!((place.people, place.left_out, place.k.value(), place.unique_people), (3, 1, Some(1), 1));
    assert_eq!((found.segments[0].found.people, found.segments[0].found.left_out), (1, 1));
    assert_eq!(found.segments[1].found.k.0, Err(Undefined::EmptyInput));
}

#[test]
fn shows_the_combination_that_singles_out_the_most_in_a_segment() {
    let same = attribute("same", Role::Group, &["x"; 4]);
    let halves = attribute("halves", Role::Group, &["a", "a", "b", "b"]);
    let alone = attribute("alone", Role::Place, &["p", "q", "q", "q"]);
    let found = found(4, vec![same, halves, alone], vec![segment("all", 0..4)]);
    let rows: Vec<_> = found.segments.iter().map(|row| (row.combined, row.found.attributes.join(" "), row.found.unique_people)).collect();
    let row = |combined, attributes: &str, unique| (combined, attributes.to_owned(), unique);
    assert_eq!(rows, [row(1, "alone", 1), row(2, "halves alone", 2), row(3, "same halves alone", 2)]);
}

#[test]
fn combines_fewer_attributes_where_there_are_too_many() {
    let many: Vec<Attribute> = (0..150).map(|at| attribute(&at.to_string(), Role::Group, &["x"; 300])).collect();
    let found = found(300, many, Vec::new());
    assert_eq!((found.up_to.value(), found.combinations.len()), (Some(2), 150 + 150 * 149 / 2));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn finds_whom_holding_everybody_against_everybody_finds(rows in vec((0..4_usize, 0..5_usize, 0..3_usize), 1..60), members in vec(any::<bool>(), 60)) {
        const VALUES: [&str; 5] = ["", "a", "b", "c", "d"];
        let column = |name: &str, of: fn(&(usize, usize, usize)) -> usize| {
            let values: Vec<&str> = rows.iter().map(|row| VALUES[of(row)]).collect();
            attribute(name, Role::Group, &values)
        };
        let attributes = vec![column("one", |row| row.0), column("two", |row| row.1), column("three", |row| row.2)];
        let inside: Vec<u32> = (0..rows.len() as u32).filter(|&at| members[at as usize]).collect();
        let found = found(rows.len(), attributes.clone(), vec![segment("some", inside.clone())]);
        prop_assert_eq!(found.combinations.len(), 7);
        let values = |names: &[String], at: u32| -> Vec<u32> {
            attributes.iter().filter(|one| names.contains(&one.name)).map(|one| one.codes[at as usize]).collect()
        };
        let counted = |names: &[String], people: &[u32]| {
            let known: Vec<_> = people.iter().map(|&at| values(names, at)).filter(|row| !row.contains(&u32::MAX)).collect();
            let alike: Vec<usize> = known.iter().map(|row| known.iter().filter(|other| *other == row).count()).collect();
            let below = |least: usize| alike.iter().filter(|&&size| size < least).count() as u64;
            (alike.iter().min().map(|&size| size as u64), below(2), below(10), known.len() as u64)
        };
        let everybody: Vec<u32> = (0..rows.len() as u32).collect();
        for one in &found.combinations {
            let of = (one.k.value(), one.unique_people, one.small_people, one.people);
            prop_assert_eq!(of, counted(&one.attributes, &everybody));
            prop_assert_eq!(one.people + one.left_out, rows.len() as u64);
        }
        for row in &found.segments {
            let same_size = found.combinations.iter().filter(|one| one.attributes.len() as u64 == row.combined);
            let smallest = same_size.filter_map(|one| counted(&one.attributes, &inside).0).min();
            prop_assert_eq!(row.found.k.value(), smallest);
            let of = (row.found.k.value(), row.found.unique_people, row.found.small_people, row.found.people);
            prop_assert_eq!(of, counted(&row.found.attributes, &inside));
        }
    }
}
