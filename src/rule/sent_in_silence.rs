//! What it finds
//!
//! Messages on a day of the silence period that the case states: days before a vote on which, where the law of the place sets them, no
//! campaign messages may be sent.
//!
//! Why it matters
//!
//! Such a period lets people make up their minds undisturbed, and leaves nobody without an answer to what is said last.
//!
//! Requirement
//!
//! National electoral law, where it sets a silence period. There is none in Regulation (EU) 2024/900, and many countries have none; its
//! days, and whether it binds messages to single people or messages that were placed before it began, follow from the law of the place.
//! The case states the days. Check the wording against the official text.
//!
//! Evidence
//!
//! The records of messages within the period and the people whom they reached (contacts.timing.silence).
//!
//! What would clear it
//!
//! The text of the law, where it lets such messages pass; a record that the day is that of a report and not of the showing.
//!
//! Limits
//!
//! Days are as recorded, without regard to time zones: at either end of the period a message may belong to the day before or after.
//! Messages of which the day is not known are no part of the finding.

use super::{Rule, days};
use crate::{
    audit::Audit,
    measure::Measures,
    model::{
        assurance::Area,
        finding::{Confidence, Finding, Severity},
        message::Message,
        number,
    },
};

pub(super) const RULE: Rule = Rule {
    code: "BY10",
    name: "messages in the silence period that the case states",
    area: Area::Contacts,
    provisions: &["practice-silence"],
    advice: "Hold the messages against the text of the law that sets the period, and keep the days free where it asks for that.",
    source: include_str!("sent_in_silence.rs"),
    check,
};

fn check(rule: &Rule, audit: &Audit, measures: &Measures) -> Vec<Finding> {
    let shown = measures.contacts.shown.as_ref();
    let Some(silence) = shown.and_then(|shown| shown.timing.silence.as_ref()) else { return Vec::new() };
    let records = match silence.records_at_least {
        0 => return Vec::new(),
        1 => "1 record of a message lies".to_owned(),
        count => format!("{} records of messages lie", number::count(count)),
    };
    let condition = format!("{records} in the silence period that the case states");
    let shows = format!("{records} on its days; contacts.timing.silence tells how many people they reached");
    let found = rule.finding(Severity::Concern, condition, shows, "contacts.timing.silence");
    let is_silent = |message: &Message| {
        let period = audit.case.silence;
        period.zip(message.on).is_some_and(|(period, on)| period.has(on.day))
    };
    let found = found.lacks("the law that sets the period, and what it lets pass").graded(Confidence::A);
    vec![found.acted(days::of_messages(audit, is_silent)).holds(&["silent_days", "shown_on"])]
}

#[cfg(test)]
mod tests {
    use crate::{
        audit::Audit,
        measure::Measures,
        model::{date::Day, span::Span},
        rule, village,
    };

    fn claims(audit: &Audit) -> Vec<String> {
        let findings = rule::check(audit, &Measures::of(audit, |_| ()));
        let own = findings.into_iter().filter(|finding| finding.code == "BY10");
        own.map(|finding| finding.condition).collect()
    }

    #[test]
    fn finds_the_messages_of_the_last_two_days() {
        assert_eq!(
            claims(&village::with_messages()),
            ["2 records of messages lie in the silence period that the case states"]
        );
    }

    #[test]
    fn lets_messages_outside_the_period_pass() {
        let mut audit = village::with_messages();
        let day = Day::parse("2024-06-06").expect("a day");
        audit.case.silence = Some(Span { from: day, until: day.next() });
        assert!(claims(&audit).is_empty());
    }

    #[test]
    fn finds_nothing_where_the_case_states_no_period() {
        let mut audit = village::with_messages();
        audit.case.silence = None;
        assert!(claims(&audit).is_empty());
    }
}
