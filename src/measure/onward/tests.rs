//! The onward spread of small cases, counted by hand.

use super::*;
use crate::{model::id::PersonId, village};

/// Ada's, Cem's and Eve's data went to the analysts, those of Cem and Dot to the party, and nobody's further.
fn settled() -> Audit {
    let mut audit = village::with_transfers();
    let rows = &mut audit.transfers.as_mut().unwrap().rows;
    rows.truncate(2);
    rows[0].people = Some([0, 2, 4].map(PersonId).to_vec());
    rows[1].people = Some([2, 3].map(PersonId).to_vec());
    audit
}

fn ends(number: Between) -> (u64, u64) {
    (number.at_least, number.at_most)
}

#[test]
fn shares_of_a_settled_record_add_up_to_the_people_passed_on() {
    let onward = Onward::of(&settled());
    assert_eq!(onward.settled, Some(true));
    let shares: Vec<_> = onward.shares.iter().map(|share| (share.at_least, share.at_most)).collect();
    // Cem is held by both.
    assert_eq!(shares, [(2.5, 2.5), (1.5, 1.5), (0.0, 0.0)]);
    assert_eq!((onward.people.map(ends), onward.bystanders.map(ends)), (Some((4, 4)), Some((3, 3))));
}

#[test]
fn counts_pairs_of_a_contact_and_an_organisation() {
    let onward = Onward::of(&settled());
    let held_by: Vec<_> = onward.held_by.iter().map(|row| (row.organisations, ends(row.bystanders))).collect();
    assert_eq!(held_by, [(1, (3, 3)), (2, (1, 1))]);
    // Cem by one contact at two organisations, Dot by one at one, Eve by two at one.
    assert_eq!(onward.routes.map(|routes| ends(routes.total)), Some((5, 5)));
}

#[test]
fn every_share_lies_between_its_ends_whoever_the_party_got() {
    let bounds = Onward::of(&village::with_transfers());
    assert_eq!(bounds.settled, Some(false));
    for left_out in 0..5 {
        let mut audit = village::with_transfers();
        let rows = &mut audit.transfers.as_mut().unwrap().rows;
        rows.truncate(2);
        rows[1].people = Some((0..5).filter(|&person| person != left_out).map(PersonId).collect());
        for (one, range) in Onward::of(&audit).shares.iter().zip(&bounds.shares) {
            assert!(range.at_least <= one.at_least && one.at_most <= range.at_most, "{one:?} in {range:?}");
        }
    }
}

#[test]
fn fields_that_are_not_stated_are_possible() {
    let onward = Onward::of(&village::with_transfers());
    let place: Vec<_> = onward.cells.iter().filter(|cell| cell.field.as_deref() == Some("place")).collect();
    let at = |distance| place.iter().filter(|cell| cell.distance == Some(distance)).map(|cell| ends(cell.people)).collect::<Vec<_>>();
    assert_eq!(at(1), [(2, 2), (3, 3)], "two who agreed, three who did not");
    assert!(at(2).is_empty(), "the party got likes alone");
    assert_eq!(at(3), [(0, 2), (0, 3)], "nobody wrote down what the broker got");
}

#[test]
fn says_where_the_people_in_segments_came_from() {
    let mut audit = settled();
    let mut bought = audit.segments[0].clone();
    (bought.source, bought.members) = (Some("Bought".to_owned()), vec![PersonId(6)]);
    audit.segments.push(bought);
    let rows = Onward::of(&audit).segment_origins;
    let row = |row: &SegmentOrigin| (row.origin, row.segments, row.members, row.share.value(), row.passed_on);
    assert_eq!(
        rows.iter().map(row).collect::<Vec<_>>(),
        [(Origin::Bought, 1, 1, Some(0.25), 0), (Origin::Unknown, 1, 3, Some(0.75), 3)]
    );
}

#[test]
fn says_nothing_of_holders_where_there_are_no_transfers() {
    let onward = Onward::of(&village::audit());
    assert_eq!((onward.people, onward.routes, onward.settled), (None, None, None));
}
