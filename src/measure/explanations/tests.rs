//! Small cases of explanations: the village, counted by hand, and the same with one thing changed.

use super::{Count, Explanations, OnRecord};
use crate::{
    audit::Audit,
    model::{
        id::PersonId,
        segment::{Layer, Segment},
    },
    village,
};

fn shown(change: impl FnOnce(&mut Audit)) -> OnRecord {
    let mut audit = village::with_reasons();
    change(&mut audit);
    Explanations::of(&audit).shown.expect("it has messages with explanations")
}

fn records(counts: &[Count]) -> Vec<u64> {
    counts.iter().map(|count| count.records).collect()
}

#[test]
fn counts_the_village_by_hand() {
    let found = shown(|_| ());
    let all = &found.in_all;
    assert_eq!((found.explanations, found.without_record), (3, 0));
    assert_eq!(records(&[all.reason.given, all.reason.not_given, all.reason.not_recorded]), [5, 0, 1]);
    assert_eq!(records(&[all.source.given, all.payer.given]), [4, 4]);
    assert_eq!((all.includes.criteria, all.includes.named, all.excludes.criteria), (8, 4, 4));
    assert_eq!((all.attributes, all.attributes_correct), (5, 4));
    assert_eq!(records(&[all.exclusions.told, all.exclusions.not_told]), [0, 4]);
    let sources = all.sources;
    assert_eq!(
        records(&[sources.right, sources.wrong, sources.open, sources.not_stated, sources.no_record]),
        [1, 3, 0, 1, 0]
    );
    let payers = all.payers;
    assert_eq!(records(&[payers.sponsor, payers.other, payers.not_stated, payers.no_record]), [3, 1, 1, 0]);
    assert_eq!((all.all, all.checked.incomplete), (Count { records: 6, people: 3 }, Count { records: 4, people: 2 }));
    assert_eq!(found.not_checkable.no_segment, Count { records: 1, people: 1 });
}

#[test]
fn names_the_broadest_criterion_more_often_than_the_rarest() {
    let breadth = shown(|_| ()).breadth;
    assert_eq!(records(&[breadth.comparable, breadth.broadest_named, breadth.rarest_named]), [4, 3, 1]);
    assert_eq!((breadth.expected.value(), breadth.broadest_over_expected.value()), (Some(2.0), Some(1.5)));
}

#[test]
fn groups_add_up_to_all_records() {
    let found = shown(|_| ());
    for by in ["segment", "sponsor", "channel"] {
        let own = || found.groups.iter().filter(move |group| group.by == by).map(|group| &group.account);
        assert_eq!(own().map(|one| one.all.records).sum::<u64>(), found.in_all.all.records, "{by}");
        assert_eq!(own().map(|one| one.includes.named).sum::<u64>(), found.in_all.includes.named, "{by}");
        assert_eq!(own().map(|one| one.checked.incomplete.records).sum::<u64>(), 4, "{by}");
    }
    let standing: Vec<_> = found.groups.iter().filter(|group| group.by == "standing").collect();
    let named: Vec<_> = standing.iter().map(|group| (group.name.as_str(), group.account.all.records)).collect();
    assert_eq!(named, [("consenters", 1), ("bystanders", 4)]);
}

#[test]
fn an_explanation_of_ones_own_goes_before_that_of_everybody() {
    let found = shown(|audit| {
        let reasons = audit.reasons.as_mut().unwrap();
        let own = crate::model::explanation::Explanation {
            person: Some(PersonId(3)),
            ..reasons.rows[1].clone()
        };
        // Dot is told of the first message what Cem is told of the second.
        reasons.rows.push(crate::model::explanation::Explanation { message: 0, ..own });
    });
    assert_eq!((found.in_all.sources.right.records, found.in_all.sources.wrong.records), (2, 2));
}

#[test]
fn a_mode_that_is_said_wrongly_names_nothing() {
    let found = shown(|audit| {
        let reasons = audit.reasons.as_mut().unwrap();
        reasons.named[1].mode = Some(crate::model::segment::Mode::Exclude);
    });
    assert_eq!((found.in_all.includes.named, found.in_all.attributes_correct), (3, 3));
}

#[test]
fn what_was_delivered_is_never_taken_for_what_was_chosen() {
    let found = shown(|audit| audit.segments[0].layer = Some(Layer::Delivered));
    assert_eq!((found.in_all.checked.not_checkable.records, found.not_checkable.no_criteria.records), (6, 5));
    let found = shown(|audit| {
        let chosen = Segment {
            name: "chosen".to_owned(),
            layer: Some(Layer::Chosen),
            criteria: audit.segments[0].criteria[..1].to_vec(),
            ..Segment::default()
        };
        let delivered = &mut audit.segments[0];
        (delivered.layer, delivered.chosen_as) = (Some(Layer::Delivered), Some("chosen".to_owned()));
        audit.segments.push(chosen);
    });
    // The place alone was chosen, and the first message's explanation names it.
    assert_eq!((found.in_all.checked.complete.records, found.in_all.checked.incomplete.records), (3, 1));
}

#[test]
fn says_nothing_where_nothing_of_what_was_told_is_on_record() {
    let mut audit = village::with_messages();
    assert_eq!(Explanations::of(&audit).shown, None);
    audit.messages.as_mut().unwrap().rows[0].reason_given = crate::model::message::Told::NotGiven;
    let shown = Explanations::of(&audit).shown.unwrap();
    assert_eq!((shown.in_all.reason.not_given.records, shown.explanations), (1, 0));
    assert_eq!(shown.in_all.complete_share.value(), None, "nothing was explained");
}

#[test]
fn a_census_has_no_interval_and_a_sample_has_one() {
    let [sample, census] = [shown(|_| ()), shown(|audit| audit.messages.as_mut().unwrap().rows.retain(|row| row.person.is_some()))];
    let width = |found: &OnRecord| {
        let all = &found.in_all;
        all.complete_high.value().unwrap() - all.complete_low.value().unwrap()
    };
    assert!(width(&census) == 0.0 && width(&sample) > 0.0);
}

/// Named by brute force: every attribute of every explanation against every criterion, text by text.
#[test]
fn criteria_are_named_as_often_as_going_through_all_texts_says() {
    let audit = village::with_reasons();
    let (messages, reasons) = (audit.messages.as_ref().unwrap(), audit.reasons.as_ref().unwrap());
    for row in shown(|_| ()).criteria {
        let mut named = 0;
        for message in messages.rows.iter().filter(|message| message.segment == Some(0)) {
            let told = reasons.rows.iter().find(|told| {
                told.message == message.message && (told.person.is_none() || told.person == message.person)
            });
            let texts = told.iter().flat_map(|told| &told.named).map(|&at| &reasons.named[at as usize]);
            named += u64::from(texts.into_iter().any(|one| {
                one.dimension.eq_ignore_ascii_case(&row.dimension)
                    && one.value.eq_ignore_ascii_case(&row.value)
                    && one.mode.is_none_or(|mode| mode == row.mode)
            }));
        }
        assert_eq!(row.named.records, named, "{} {}", row.dimension, row.value);
        assert_eq!(row.explained.records, 4);
    }
}
