//! Tables of explanations: what is one explanation, what is a gap, what is refused.

use super::{CONSENTS, TIES, error, gaps, tables};
use bystander::model::{gap::Why, id::PersonId, segment::Mode};

const MESSAGES: (&str, &str) = ("messages.csv", "message,person,sponsor\n7,a,The party\n8,b,The party\n");

#[test]
fn lines_of_one_message_and_person_are_one_explanation() {
    let reasons = "ad_id,person,dimension,value,mode,kind,source,payer\n7,,Age_Band,18-24,,criterion,,\n7,,age band,18-24,,,own list,The party\n\
                   7,,place,,exclude,,,\n7,a,place,North,Exclude,,,\n8,,,,,,,\n";
    let tables = tables(&[TIES, CONSENTS, MESSAGES, ("reasons.csv", reasons)]).expect("reads");
    let read = tables.reasons.expect("the table is there");
    let [all, own, silent] = &read.rows[..] else { panic!("three explanations: {:?}", read.rows) };
    assert_eq!((all.message, all.person, own.person, silent.message), (0, None, Some(PersonId(0)), 1));
    assert_eq!(
        (&all.named[..], all.in_part, &all.sources[..], &all.payers[..]),
        (&[0][..], 1, &[0][..], &[0][..])
    );
    assert_eq!((read.named[0].dimension.as_str(), read.named[0].mode), ("Age_Band", None));
    assert_eq!(read.named[own.named[0] as usize].mode, Some(Mode::Exclude));
    assert!(silent.named.is_empty() && silent.in_part == 0, "it names nothing");
}

#[test]
fn counts_what_explains_nothing_that_is_known() {
    let reasons = "message,person,dimension,value\n9,,place,North\n7,Canary-Ada,place,North\n,,place,North\n7,,place,North\n7,,place,North\n";
    let tables = tables(&[TIES, CONSENTS, MESSAGES, ("reasons.csv", reasons)]).expect("reads");
    let expected: Vec<(&str, Why, u64, &[u64])> = vec![
        ("reasons.csv", Why::BlankId, 1, &[4]),
        ("reasons.csv", Why::RepeatedRow, 1, &[6]),
        ("reasons.csv", Why::DanglingReason, 2, &[2, 3]),
    ];
    assert_eq!(gaps(&tables), expected);
}

#[test]
fn refuses_a_mode_that_is_none_and_explanations_without_messages() {
    let wrong = error(&[TIES, CONSENTS, MESSAGES, ("reasons.csv", "message,mode\n7,in\n")]);
    assert!(wrong.contains("reasons.csv, line 2: the mode is neither include nor exclude"), "{wrong}");
    let alone = error(&[TIES, CONSENTS, ("reasons.csv", "message\n7\n")]);
    assert!(alone.contains("there are explanations and no messages"), "{alone}");
}
