//! Lookalikes: the village by hand, and a seed that drifts on purpose.

use crate::{
    audit::Audit,
    measure::segments::Segments,
    model::{id::PersonId, segment::Segment},
    village,
};

/// The village with a lookalike of its segment of Cem, Dot and Eve.
fn with(members: &[u32]) -> Audit {
    let mut audit = village::audit();
    audit.segments.push(Segment {
        name: "alike".to_owned(),
        seed: Some("waverers".to_owned()),
        members: members.iter().copied().map(PersonId).collect(),
        ..Segment::default()
    });
    audit
}

fn close(figure: crate::model::number::Figure, expected: f64) {
    let value = figure.value().expect("a figure that exists");
    assert!((value - expected).abs() < 1e-12, "{value}, not {expected}");
}

#[test]
fn counts_a_lookalike_of_the_village_by_hand() {
    // Of Ada, Ben, Eve, Fay and Gus one is in the seed; Ada and Ben know somebody there, Fay and Gus do not.
    let measured = Segments::of(&with(&[0, 1, 4, 5, 6]));
    let alike = &measured.lookalikes[0];
    assert_eq!((alike.members, alike.seed_members, alike.both, alike.added), (5, 3, 1, 4));
    close(alike.expansion, 5.0 / 3.0);
    close(alike.share_of_seed_kept, 1.0 / 3.0);
    close(alike.jaccard, 1.0 / 7.0);
    assert_eq!((alike.seed_from_bystanders, alike.added_contacts), (3, 2));
    close(alike.added_contact_share, 0.5);
    close(alike.outside_contact_share, 0.5);
    let place = &measured.drift[0];
    // North has two of the three of the seed, and two of the five; of the added two of four.
    close(place.total_variation, 2.0 / 3.0 - 2.0 / 5.0);
    close(place.d, 2.0 / 3.0 - 0.5);
    let north = &measured.shifts[0];
    assert_eq!((north.group.as_str(), north.seed_members, north.members), ("North", 2, 2));
    close(north.difference, 2.0 / 5.0 - 2.0 / 3.0);
}

#[test]
fn a_copy_of_the_seed_drifts_nowhere() {
    let measured = Segments::of(&with(&[2, 3, 4]));
    let alike = &measured.lookalikes[0];
    close(alike.jaccard, 1.0);
    assert_eq!((alike.added, alike.added_contact_share.value()), (0, None));
    close(measured.drift[0].total_variation, 0.0);
    assert_eq!(measured.drift[0].d.value(), None);
}

#[test]
fn the_distance_is_the_largest_difference_that_any_set_of_units_has() {
    let measured = Segments::of(&with(&[0, 1, 4, 5, 6]));
    let shifts: Vec<f64> =
        measured.shifts.iter().filter(|row| row.dimension == "place").filter_map(|row| row.difference.value()).collect();
    let sets = 0..1_u32 << shifts.len();
    let of = |set: u32| (0..).zip(&shifts).filter(|(at, _)| set >> at & 1 == 1).map(|(_, one)| one).sum::<f64>();
    let largest = sets.map(of).fold(0.0, f64::max);
    close(measured.drift[0].total_variation, largest);
}

#[test]
fn a_seed_that_is_not_there_is_named() {
    let mut audit = with(&[0]);
    audit.segments[1].seed = Some("nobody".to_owned());
    let measured = Segments::of(&audit);
    assert!(measured.lookalikes.is_empty());
    assert_eq!((measured.unmatched[0].segment.as_str(), measured.unmatched[0].column), ("alike", "seed"));
}
