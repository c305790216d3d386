//! The table of places and which of them lie beside each other.

use super::tables;

const PLACES: &str = "place,population,margin,electorate,region\nA,10,1.5,8,Upper\nB,20,-2,,Lower\nC,,,,\n";

fn beside(rows: &str) -> Result<Vec<Vec<usize>>, String> {
    let neighbours = format!("place,neighbour\n{rows}");
    let files = [
        ("ties.csv", "source,target\na,b\n"),
        ("consents.csv", "person\na\n"),
        ("places.csv", PLACES),
        ("neighbours.csv", neighbours.as_str()),
    ];
    tables(&files).map(|tables| tables.places.expect("a table of places").neighbours)
}

#[test]
fn electorates_and_regions_are_read_and_blanks_are_unknown() {
    let files =
        [("ties.csv", "source,target\na,b\n"), ("consents.csv", "person\na\n"), ("places.csv", PLACES)];
    let places = tables(&files).expect("a case").places.expect("a table of places");
    assert_eq!(places.electorate, [Some(8), None, None]);
    let regions: Vec<_> = places.region.iter().map(Option::as_deref).collect();
    assert_eq!(regions, [Some("Upper"), Some("Lower"), None]);
    assert!(places.neighbours.is_empty());
}

#[test]
fn neighbours_are_each_others_whether_pairs_are_named_once_or_both_ways() {
    let expected = vec![vec![1], vec![0, 2], vec![1]];
    assert_eq!(beside("A,B\nB,C\n"), Ok(expected.clone()));
    assert_eq!(beside("A,B\nB,A\nB,C\nC,B\n"), Ok(expected));
}

#[test]
fn a_wrong_neighbour_is_an_error_with_its_line() {
    let says = |rows: &str, expected: &str| {
        let error = beside(rows).expect_err("it is wrong");
        assert!(error.contains(expected), "{error}");
    };
    says("A,B\nA,D\n", "line 3: a place is named that the table of places has not");
    says("A,A\n", "line 2: a place is called its own neighbour");
    says("A,B\nB,A\nB,C\n", "line 4: two places are neighbours one way only");
}
