//! The village's messages counted by hand, and random ones counted a second way.

use super::{Contacts, Shown};
use crate::village;

fn shown() -> Shown {
    Contacts::of(&village::with_messages()).shown.expect("the village has messages")
}

#[test]
fn a_case_without_messages_has_nothing_to_say() {
    assert_eq!(Contacts::of(&village::audit()), Contacts::default());
}

#[test]
fn counts_the_villages_messages() {
    let shown = shown();
    assert_eq!((shown.records, shown.to_people, shown.to_segments, shown.messages), (6, 5, 1, 4));
    assert_eq!((shown.eligible, shown.reached_at_most, shown.uncounted, shown.ranged), (4, 4, 4, 0));
    let steps: Vec<_> = shown.distribution.iter().map(|step| (step.from, step.people, step.objected)).collect();
    assert_eq!(steps, [(0, 1, 0), (1, 2, 1), (4, 1, 1)]);
    assert_eq!(shown.how_often.top_decile_share.value(), Some(4.0 / 6.0));
    assert_eq!((shown.daily.person_days, shown.daily.most), (4, Some(2)));
    let ways: Vec<_> = shown.channels.iter().map(|way| (way.name.as_str(), way.records, way.how_often.reached)).collect();
    assert_eq!(ways, [("web", 5, 2), ("post", 1, 1)]);
    assert_eq!(shown.sponsors[1].how_often.impressions, 1);
}

#[test]
fn the_segments_messages_give_bounds_alone() {
    let shown = shown();
    let waverers = &shown.audiences[0];
    assert_eq!((waverers.members, waverers.reached, waverers.reached_at_most, waverers.reached_outside), (3, 2, 3, 0));
    assert_eq!((waverers.records_to_people, waverers.records_to_segment), (4, 1));
}

#[test]
fn tells_what_came_after_an_objection_and_what_may_have() {
    let objections = shown().objections.expect("the village has objections");
    assert_eq!((objections.people, objections.people_contacted_at_least, objections.people_contacted_at_most), (2, 1, 2));
    assert_eq!((objections.honoured_share_at_least.value(), objections.honoured_share_at_most.value()), (Some(0.0), Some(0.5)));
    assert_eq!(objections.days_until_last.median.value(), Some(1.0));
    assert_eq!((objections.days_after[0].contacts, objections.on_other_channels), (1, 0));
}

#[test]
fn counts_days_before_the_vote_and_in_the_silence() {
    let timing = shown().timing;
    let weeks: Vec<_> = timing.periods.iter().map(|week| (week.period.as_str(), week.records, week.reached)).collect();
    assert_eq!(weeks, [("0", 5, 2)]);
    let silence = timing.silence.expect("the village has one");
    assert_eq!((silence.records_at_least, silence.records_at_most), (2, 3));
    assert_eq!((silence.people_at_least, silence.people_at_most), (2, 3));
    assert_eq!((timing.with_time, timing.by_hour[21].impressions, timing.by_hour[20].reached), (2, 1, 1));
    assert_eq!((timing.dated, timing.undated, timing.by_weekday[0].weekday), (5, 1, "Monday"));
}

#[test]
fn follows_an_event_to_its_message() {
    let chains = shown().retargeting.expect("a message follows an event");
    assert_eq!((chains.chains, chains.people, chains.dated, chains.message_first), (1, 1, 1, 0));
    assert_eq!(chains.days.median.value(), Some(2.0));
}

#[test]
fn tells_how_different_the_messages_were() {
    let diversity = shown().diversity;
    // Cem was shown one message three times and another once; Dot and Ada one each.
    let entropy = -(0.75_f64 * 0.75_f64.ln() + 0.25 * 0.25_f64.ln());
    let mean = diversity.effective_number.mean.value().unwrap();
    assert!((mean - (entropy.exp() + 2.0) / 3.0).abs() < 1e-12);
    assert_eq!((diversity.one_message_only, diversity.repeated_share.value()), (2, Some(2.0 / 6.0)));
    let bands: Vec<u64> = diversity.people_by_effective_number.iter().map(|band| band.people).collect();
    assert_eq!(bands, [2, 1, 0, 0, 0]);
}

#[test]
fn holds_bystanders_against_consenters() {
    let by_standing = shown().by_standing;
    let rows: Vec<_> = by_standing.groups.iter().map(|row| (row.eligible, row.reached, row.impressions)).collect();
    assert_eq!(rows, [(1, 1, 1), (3, 2, 5), (0, 0, 0)]);
    assert_eq!(by_standing.ratio.value(), Some(5.0 / 3.0));
    assert!(by_standing.p_value.value().unwrap() > 0.3);
}
