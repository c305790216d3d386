//! Tables of messages and of objections: what is read, what is a gap, what is refused.

use super::{CONSENTS, TIES, error, gaps, tables};
use bystander::model::{date::Day, gap::Why, id::PersonId, message::Told, range::Range};

const PEOPLE: (&str, &str) = ("ties.csv", "source,target\na,b\na,c\n");

#[test]
fn reads_who_was_shown_what_when_and_what_they_were_told() {
    let messages = "ad_id,person,segment,sponsor,sent_at,channel,impressions,spend,reason_given,event,event_on,note\n\
                    7,a,s,The party,2024-06-01T20:15:00Z,E-mail,2,12.50,yes,viewed,2024-05-30,x\n\
                    8,,s,The party,2024-06-02,email,1000-1999,>1000,,,,x\n";
    let tables = tables(&[PEOPLE, CONSENTS, ("messages.csv", messages)]).expect("reads");
    let read = tables.messages.as_ref().expect("the table is there");
    let [one, whole] = &read.rows[..] else { panic!("two records") };
    assert_eq!(
        (one.person, whole.person, one.segment, whole.segment),
        (Some(PersonId(0)), None, Some(0), Some(0))
    );
    assert_eq!(one.on.map(|on| (on.day, on.second)), Some((Day::parse("2024-06-01").unwrap(), Some(72_900))));
    assert_eq!(
        (one.impressions, whole.impressions),
        (Some(Range::exact(2)), Range::between(1000, 1999).ok())
    );
    assert_eq!((one.spend, whole.spend), (Some(Range::exact(1250)), Some(Range::from(100_000))));
    assert_eq!(
        (one.reason_given, whole.reason_given, one.payer_given),
        (Told::Given, Told::NotRecorded, Told::NotRecorded)
    );
    assert_eq!(
        (read.distinct, &read.channels[..], one.channel == whole.channel),
        (2, &["E-mail".to_owned()][..], true)
    );
    let format = &tables.sources.last().expect("a file").format;
    assert!(format.contains("`ad_id` as message") && format.contains("columns not read: `note`"), "{format}");
}

#[test]
fn counts_what_is_a_gap_and_keeps_what_may_be_two() {
    let messages = "message,person,on,segment\n7,a,2024-06-01 10:00,\n7,a,2024-06-01 10:00,\n7,b,2024-06-01,\n7,b,2024-06-01,\n\
                    7,Canary-Ada,2024-06-01,\n7,,,\n,a,,\n7,a,,s\n";
    let suppressions =
        "person,list,channel,since\na,x,,2024-06-01\na,x,,2024-06-01\nCanary-Ben,x,,\nb,x,web,\n";
    let all = [PEOPLE, CONSENTS, ("messages.csv", messages), ("suppressions.csv", suppressions)];
    let tables = tables(&all).expect("reads");
    let expected: Vec<(&str, Why, u64, &[u64])> = vec![
        ("messages.csv", Why::BlankId, 2, &[7, 8]),
        ("messages.csv", Why::DanglingMessage, 1, &[6]),
        ("messages.csv", Why::RepeatedMessage, 1, &[3]),
        ("messages.csv", Why::AlikeMessage, 1, &[5]),
        ("suppressions.csv", Why::DanglingObjection, 1, &[4]),
        ("suppressions.csv", Why::RepeatedObjection, 1, &[3]),
    ];
    assert_eq!(gaps(&tables), expected);
    assert_eq!(tables.messages.expect("it is there").rows.len(), 4);
    let objections = tables.suppressions.expect("it is there").rows;
    assert_eq!(objections.iter().map(|one| one.since.is_some()).collect::<Vec<_>>(), [true, false]);
}

#[test]
fn refuses_what_cannot_be_and_says_where() {
    let says = |messages: &str, expected: &str| {
        let text = format!("message,person,on,impressions,spend\n7,a,2024-06-01,1,1\n{messages}\n");
        let said = error(&[TIES, CONSENTS, ("messages.csv", &text)]);
        assert!(said.starts_with("reading messages.csv, line 3: ") && said.contains(expected), "{said}");
    };
    says(
        "7,a,6 June,1,1",
        "the cell in column `on` is no date; write it as 2014-04-30 or as 2014-04-30 21:30",
    );
    says("7,a,2024-06-01 25:00,1,1", "the cell in column `on` is no date");
    says(
        "7,a,2024-06-01,200-100,1",
        "the cell in column `impressions` is a range whose upper end is below its lower end",
    );
    says("7,a,2024-06-01,1,-5", "the cell in column `spend` is below zero");
    says("7,a,2024-06-01,many,1", "the cell in column `impressions` is no number and no range");
    let said = error(&[TIES, CONSENTS, ("suppressions.csv", "person,list\na,x\n,x\n")]);
    assert!(
        said.contains("line 3: a record names nobody, and no record of the suppressions may be lost"),
        "{said}"
    );
    let said = error(&[TIES, CONSENTS, ("suppressions.csv", "person,sinc\na,2024-06-01\n")]);
    assert!(said.contains("the column `sinc` is not known here; did you mean `since`?"), "{said}");
}

#[test]
fn leaves_out_names_that_tell_records_apart() {
    let row = |at: usize| format!("7,a,2024-06-{:02},Canary-Cem {at}\n", at % 28 + 1);
    let messages = format!("message,person,on,sponsor\n{}", (0..25).map(row).collect::<String>());
    let tables = tables(&[TIES, CONSENTS, ("messages.csv", &messages)]).expect("reads");
    let read = tables.messages.expect("the table is there");
    assert!(read.sponsors.is_empty() && read.rows.iter().all(|row| row.sponsor.is_none()));
    assert!(tables.sources.last().expect("a file").format.contains("column `sponsor` is left out"));
}
