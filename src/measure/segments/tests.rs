//! Small cases of the segments: the village, and networks made for one question each.

use super::*;
use crate::{
    model::{
        attribute::{Attribute, Role},
        id::PersonId,
        number::{Figure, Undefined},
    },
    village,
};

fn close(figure: Figure, expected: f64) {
    let value = figure.value().expect("a figure that exists");
    assert!((value - expected).abs() < 1e-12, "{value}, not {expected}");
}

fn empty(figure: Figure) {
    assert_eq!(figure, Figure::undefined(Undefined::EmptySegment));
}

#[test]
fn counts_the_village_by_hand() {
    let measured = Segments::of(&village::audit());
    let waverers = &measured.segments[0];
    assert_eq!((waverers.consenters, waverers.from_bystanders, waverers.unreached), (0, 3, 0));
    close(waverers.share_from_bystanders, 1.0);
    close(waverers.bystander_share_of_people, 4.0 / 7.0);
    close(waverers.enrichment.p_value, 4.0 / 35.0); // the three of four out of the threes of seven
    let south = &measured.representation[1];
    assert_eq!((south.group.as_str(), south.members, south.known_people), ("South", 1, 7));
    close(south.enrichment.expected, 9.0 / 7.0);
    close(south.enrichment.lift, 7.0 / 9.0);
    close(south.enrichment.p_value, 31.0 / 35.0); // all but the four threes from North
    let place = &measured.concentration[0];
    close(place.hhi, 5.0 / 9.0);
    close(place.hhi_chance_mean, 13.0 / 21.0);
    close(place.hhi_p_value, 1.0); // no three people are spread more evenly over two places
    close(place.gini, 1.0 / 6.0);
    assert_eq!((place.largest.as_deref(), place.largest_members), (Some("North"), 2));
    let apart = &measured.segregation[0];
    close(apart.d, 1.0 / 6.0);
    close(apart.d_chance, village_chance());
    let homophily = &measured.homophily[0];
    assert_eq!((homophily.ties, homophily.within), (6, 4));
    assert!(measured.communities.computed);
}

/// D of every set of three people of the village, on average: 0 to 3 of them live in North, in 1, 12, 18 and 4 cases.
fn village_chance() -> f64 {
    // With two units both halves of D are the same.
    let d = |north: f64| (north / 3.0 - (4.0 - north) / 4.0).abs();
    (d(0.0) + 12.0 * d(1.0) + 18.0 * d(2.0) + 4.0 * d(3.0)) / 35.0
}

#[test]
fn standings_add_up_to_the_members() {
    let mut audit = village::audit();
    audit.segments[0].members = (0..7).map(PersonId).collect();
    let everybody = &Segments::of(&audit).segments[0];
    assert_eq!((everybody.consenters, everybody.from_bystanders, everybody.unreached), (2, 4, 1));
    close(everybody.enrichment.lift, 1.0);
    close(everybody.enrichment.p_value, 1.0);
}

#[test]
fn an_empty_segment_has_no_figures_and_is_no_test() {
    let mut audit = village::audit();
    let tests = Segments::of(&audit).tests;
    audit.segments.push(Segment { name: "nobody".to_owned(), ..Segment::default() });
    let measured = Segments::of(&audit);
    assert_eq!(measured.tests, tests);
    let nobody = measured.segments.last().expect("a segment");
    [nobody.share_from_bystanders, nobody.enrichment.lift, nobody.enrichment.q_value].into_iter().for_each(empty);
    let place = measured.concentration.last().expect("a row");
    [place.hhi, place.hhi_unbiased, place.hhi_chance_mean, place.hhi_p_value, place.hhi_q_value].into_iter().for_each(empty);
    let apart = measured.segregation.last().expect("a row");
    [apart.d, apart.d_chance, apart.d_above_chance, apart.h].into_iter().for_each(empty);
}

#[test]
fn people_without_a_value_are_left_out_and_counted() {
    let mut audit = village::audit();
    let place = ["North", "South", "", "North", "South", "", "North"];
    audit.attributes = vec![Attribute { role: Role::Place, ..Attribute::of_texts("place", place.into_iter()) }];
    let measured = Segments::of(&audit);
    assert_eq!((measured.dimensions[0].people, measured.dimensions[0].left_out), (5, 2));
    let place = &measured.concentration[0];
    assert_eq!((place.members, place.left_out, place.units), (2, 1, 2));
    close(measured.representation[0].share_of_segment, 0.5);
    close(measured.representation[0].share_of_people, 0.6);
}

#[test]
fn too_many_values_are_skipped_and_said_so() {
    let mut audit = village::audit();
    audit.attributes[0].values = (0..=dimension::MOST_UNITS).map(|value| value.to_string()).collect();
    let measured = Segments::of(&audit);
    assert_eq!((measured.skipped[0].dimension.as_str(), measured.skipped[0].units), ("place", 501));
    assert!(measured.representation.iter().all(|row| row.kind == DimensionKind::Community));
}

#[test]
fn a_segment_from_one_place_of_many_is_beyond_chance() {
    let mut audit = village::audit();
    let people = audit.people();
    let place: Vec<String> = (0..people).map(|person| if person < 3 { "A".into() } else { person.to_string() }).collect();
    audit.attributes =
        vec![Attribute { role: Role::Place, ..Attribute::of_texts("place", place.iter().map(String::as_str)) }];
    audit.segments[0].members = [0, 1, 2].map(PersonId).to_vec();
    audit.parameters.draws = 3500;
    let place = &Segments::of(&audit).concentration[0];
    close(place.hhi, 1.0);
    // Of 35 ways to draw three people one gives the same.
    let p_value = place.hhi_p_value.value().expect("a test");
    assert!((p_value - 1.0 / 35.0).abs() < 0.012, "{p_value}");
}

#[test]
fn the_same_audit_gives_the_same_bytes() {
    let bytes = || serde_json::to_string(&Segments::of(&village::audit())).expect("figures serialise");
    assert_eq!(bytes(), bytes());
}
