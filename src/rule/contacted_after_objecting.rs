//! What it finds
//!
//! People who were shown messages after they had objected against being contacted: the message is surely later than the objection, and
//! went on the channel that the objection names, or the objection names none.
//!
//! Why it matters
//!
//! An objection is the one word that a person who never agreed has in the matter. Where it is on record and the messages go on, it was
//! not heard, or not passed on to those who send.
//!
//! Requirement
//!
//! GDPR art. 21(2) and (3): where somebody objects to the processing of their data for direct marketing, the data are no longer to be
//! processed for it. Whether a political message is direct marketing is read differently from country to country; national rules on
//! telephone and e-mail may ask for more, and some lists do not bind political calls. Check the wording against the official text.
//!
//! Evidence
//!
//! The people contacted after their objection and the records of these contacts (contacts.objections), by list. Where the case states that
//! some lists do not bind some senders ([[exemptions]]), the contacts that this covers are counted apart and never added to the others
//! (contacts.objections.verdicts).
//!
//! What would clear it
//!
//! A record that the person agreed again after the objection; that the list binds other senders or other kinds of message, which a case
//! states as an exemption; that a date is wrong.
//!
//! Limits
//!
//! Contacts that are only possible (a day, a time or a channel is not recorded, or a segment was messaged as a whole) are no part of the
//! finding. What was already on its way when the objection came is not told apart.

use super::{Rule, days, people, shown};
use crate::{
    audit::Audit,
    measure::{
        Measures,
        contacts::{Objections, Verdict},
    },
    model::{
        assurance::Area,
        finding::{Confidence, Finding, Severity},
        id::PersonId,
        message::{Message, Moment},
        number,
        span::Span,
    },
};
use std::collections::BTreeMap;

pub(super) const RULE: Rule = Rule {
    code: "BY09",
    name: "people were contacted after they objected",
    area: Area::Contacts,
    provisions: &["gdpr-21", "eu-1995-46-14"],
    advice: "Stop messages to those who objected, pass the objections on to all who send, and record when that was done.",
    source: include_str!("contacted_after_objecting.rs"),
    check,
};

fn check(rule: &Rule, audit: &Audit, measures: &Measures) -> Vec<Finding> {
    let contacts = measures.contacts.shown.as_ref();
    let Some(objections) = contacts.and_then(|shown| shown.objections.as_ref()) else { return Vec::new() };
    if objections.people_contacted_at_least == 0 {
        return Vec::new();
    }
    if objections.verdicts.any_stated {
        return by_verdict(rule, audit, objections);
    }
    let [.., is_hidden] = objections.hidden_counts(audit.parameters.min_cell);
    let contacted = match objections.people_contacted_at_least {
        _ if is_hidden => "some people (a number that is not shown) were".to_owned(),
        1 => "1 person was".to_owned(),
        count => format!("{} people were", number::count(count)),
    };
    // How many messages few people got may tell of one of them.
    let contacts = match objections.contacts_at_least {
        _ if is_hidden => "messages".to_owned(),
        1 => "1 message".to_owned(),
        count => format!("{} messages", number::count(count)),
    };
    let all = people(objections.people, audit);
    let condition = format!("{contacted} contacted after objecting");
    let shows = format!(
        "of {all} who objected, {contacted} shown {contacts} that are surely later than the objection"
    );
    let found = rule.finding(Severity::Serious, condition, shows, "contacts.objections");
    let found = found.lacks(
        "whether these people agreed again, and whether the lists bind this sender and these messages",
    );
    let counted = shown(objections.people_contacted_at_least, audit).filter(|_| !is_hidden);
    vec![found.graded(Confidence::A).concerns(counted).acted(after_objecting(audit)).holds(HELD)]
}

/// What the tables of messages and objections hold.
const HELD: &[&str] = &["objected_on", "objection_scope", "contacted_on"];

/// The days of the messages that surely came after an objection of the person.
fn after_objecting(audit: &Audit) -> Span {
    let mut since: BTreeMap<PersonId, Moment> = BTreeMap::new();
    for objection in audit.suppressions.iter().flat_map(|known| &known.rows) {
        let Some(on) = objection.since else { continue };
        since.entry(objection.person).and_modify(|first| *first = on.min(*first)).or_insert(on);
    }
    let is_after = |message: &Message| {
        let objected = message.person.and_then(|person| since.get(&person));
        objected.zip(message.on).is_some_and(|(objected, on)| on.is_surely_after(*objected))
    };
    days::of_messages(audit, is_after)
}

/// `1 record`, `4 records`.
fn records(count: u64) -> String {
    if count == 1 { "1 record".to_owned() } else { format!("{} records", number::count(count)) }
}

/// The finding where the case states that some lists do not bind some senders: each verdict on its own, never added up.
fn by_verdict(rule: &Rule, audit: &Audit, objections: &Objections) -> Vec<Finding> {
    const SAYS: [(Verdict, &str, Severity); 3] = [
        (Verdict::NotExempt, "after objecting, where no exemption is stated", Severity::Serious),
        (
            Verdict::Open,
            "after objecting, where it is not on record whether a stated exemption holds",
            Severity::Concern,
        ),
        (
            Verdict::Exempt,
            "after objecting, by senders whom, as the case states, the lists do not bind: without that it would stand with the others",
            Severity::Note,
        ),
    ];
    let least = audit.parameters.min_cell;
    let hidden = objections.verdicts.hidden_counts(objections, least);
    let told = |verdict: Verdict| {
        let row = objections.verdicts.all_of(verdict);
        let people = number::count(row.people);
        match row.people {
            0 => None,
            _ if hidden => Some("some people (a number that is not shown) were contacted".to_owned()),
            1 => Some(format!("1 person was contacted ({} of messages)", records(row.contacts))),
            _ => Some(format!("{people} people were contacted ({} of messages)", records(row.contacts))),
        }
    };
    let mut shown = SAYS
        .iter()
        .filter_map(|&(verdict, says, severity)| Some((format!("{} {says}", told(verdict)?), severity)));
    let Some((condition, severity)) = shown.next() else { return Vec::new() };
    let at = "contacts.objections.verdicts";
    let found = rule.finding(severity, condition.clone(), condition, at);
    let found = shown.fold(found, |found, (shows, _)| found.and(shows, at));
    let missing = "whether these people agreed again, and on which law each stated exemption rests";
    vec![found.lacks(missing).graded(Confidence::A).acted(after_objecting(audit)).holds(HELD)]
}

#[cfg(test)]
mod tests {
    use crate::{
        audit::Audit,
        measure::Measures,
        model::{
            date::Day,
            message::{Exemption, Moment},
        },
        rule, village,
    };

    fn claims(audit: &Audit) -> Vec<String> {
        let findings = rule::check(audit, &Measures::of(audit, |_| ()));
        let own = findings.into_iter().filter(|finding| finding.code == "BY09");
        own.map(|finding| finding.condition).collect()
    }

    #[test]
    fn is_a_note_where_no_law_that_it_names_applied_yet() {
        let days_earlier = |moment: &mut Moment| moment.day = Day(moment.day.0 - 12_000);
        let mut audit = village::with_messages();
        let messages = audit.messages.as_mut().expect("messages");
        messages.rows.iter_mut().filter_map(|message| message.on.as_mut()).for_each(days_earlier);
        let objections = audit.suppressions.as_mut().expect("objections");
        objections.rows.iter_mut().filter_map(|objection| objection.since.as_mut()).for_each(days_earlier);
        assert!(rule::is_a_note_before_the_law("BY09", audit, "2024-12-31"));
    }

    #[test]
    fn finds_somebody_who_was_contacted_the_day_after() {
        assert_eq!(claims(&village::with_messages()), ["1 person was contacted after objecting"]);
    }

    #[test]
    fn does_not_say_how_many_where_they_are_few() {
        let mut audit = village::with_messages();
        audit.parameters.min_cell = 2;
        assert_eq!(
            claims(&audit),
            ["some people (a number that is not shown) were contacted after objecting"]
        );
    }

    #[test]
    fn says_both_verdicts_apart_where_the_case_states_an_exemption() {
        let mut audit = village::with_messages();
        let sponsor_kinds = vec!["political".to_owned()];
        let list = "do not contact".to_owned();
        audit.case.exemptions = vec![Exemption { list, sponsor_kinds, channel: None, basis: None }];
        let open = "1 person was contacted (1 record of messages) after objecting, where it is not on record whether a stated exemption holds";
        assert_eq!(claims(&audit), [open]);
        audit.case.sponsor_kinds = [("The party".to_owned(), "political".to_owned())].into();
        assert!(claims(&audit)[0].contains("by senders whom, as the case states, the lists do not bind"));
        audit.case.sponsor_kinds = [("The party".to_owned(), "shop".to_owned())].into();
        assert!(claims(&audit)[0].ends_with("where no exemption is stated"));
    }

    #[test]
    fn lets_a_message_of_the_same_day_pass() {
        let mut audit = village::with_messages();
        let objections = &mut audit.suppressions.as_mut().expect("the village has objections").rows;
        objections[0].since = Moment::parse("2024-06-05");
        assert!(claims(&audit).is_empty());
    }

    #[test]
    fn lets_an_objection_of_another_channel_pass() {
        let mut audit = village::with_messages();
        let objections = &mut audit.suppressions.as_mut().expect("the village has objections").rows;
        objections[0].channel = Some(1);
        assert!(claims(&audit).is_empty());
    }
}
