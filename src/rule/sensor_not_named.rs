//! What it finds
//!
//! Sensors or stores of the device (microphone, camera, location, contacts) that an app is recorded to use, where none of the purposes that its
//! text states names them.
//!
//! Why it matters
//!
//! Whoever agrees to a purpose cannot tell from it that a microphone listens or that an address book is read. Contacts read that way are data
//! of people who were not asked at all.
//!
//! Requirement
//!
//! GDPR art. 5(1)(b): data are collected for purposes that are specified and explicit. Check the wording against the official text.
//!
//! Evidence
//!
//! The sensors and the stated purposes of each version, and how many words of the text come before it names the sensor
//! (consent_texts.sensors).
//!
//! What would clear it
//!
//! A version of the text, shown before the use began, with a purpose that names the sensor; a record that the sensor was not used.
//!
//! Limits
//!
//! Words are matched, not meanings: a purpose such as video calls makes a camera plain without naming it, and the rule does not see that.
//! The purposes and the sensors are those that the table of texts records. A permission of the device is not yet its use.

use super::{Rule, counted, days};
use crate::{
    audit::Audit,
    measure::{Measures, consent_texts::Sensor},
    model::{
        assurance::Area,
        finding::{Confidence, Finding, Severity},
        number::{Undefined, count},
    },
};

pub(super) const RULE: Rule = Rule {
    code: "BY15",
    name: "a sensor is used that no stated purpose names",
    area: Area::Consent,
    provisions: &["gdpr-5-1-b", "eu-1995-46-6"],
    advice: "State what each sensor is used for before it is used, or stop using it and delete what it took.",
    source: include_str!("sensor_not_named.rs"),
    check,
};

fn check(rule: &Rule, audit: &Audit, measures: &Measures) -> Vec<Finding> {
    let sensors = &measures.consent_texts.sensors;
    let unnamed: Vec<&Sensor> =
        sensors.iter().filter(|used| used.in_purposes.value() == Some("no")).collect();
    let nowhere = unnamed.iter().any(|used| is_nowhere(used));
    let severity = if nowhere { Severity::Serious } else { Severity::Concern };
    let condition =
        |uses| format!("{} of a sensor, by version, that no stated purpose names", counted(uses, "use"));
    let shown = unnamed.iter().map(|used| shows(used)).collect();
    let found = super::gathered(rule, severity, condition, shown, "consent_texts.sensors");
    let lacks = |found: Finding| {
        let found = found.lacks("a purpose, stated before the use began, that names the sensor");
        found.graded(Confidence::A).acted(days::of_collection(audit)).holds(&["purpose_collected"])
    };
    found.map(lacks).into_iter().collect()
}

/// Whether the text is on file and names the sensor nowhere.
fn is_nowhere(used: &Sensor) -> bool {
    used.words_before.0 == Err(Undefined::NotInTheText)
}

fn shows(used: &Sensor) -> String {
    let named = match used.words_before.0 {
        Ok(words) => format!("the text first names it after {} words", count(words)),
        Err(Undefined::NotInTheText) => "the text names it nowhere".to_owned(),
        Err(why) => why.text().to_owned(),
    };
    format!("version {}: {} is used, and no purpose names it; {named}", used.version, used.sensor)
}

#[cfg(test)]
mod tests {
    use crate::{audit::Audit, measure::Measures, model::finding::Severity, rule, village};

    fn claims(audit: &Audit) -> Vec<(Severity, String)> {
        let findings = rule::check(audit, &Measures::of(audit, |_| ()));
        let own = findings.into_iter().filter(|finding| finding.code == "BY15");
        own.map(|finding| (finding.weight.asked, finding.evidence[0].shows.clone())).collect()
    }

    /// The village with what is known of its microphone changed.
    fn with(in_purposes: Option<bool>, words_before: Option<u64>) -> Audit {
        let mut audit = village::with_texts();
        let used = audit.texts.versions[1].sensors.as_mut().expect("one is recorded");
        (used[0].in_purposes, used[0].words_before) = (in_purposes, words_before);
        audit
    }

    #[test]
    fn finds_the_microphone_that_no_purpose_names() {
        let shows = "version 2014: microphone is used, and no purpose names it; the text first names it after 310 words";
        assert_eq!(claims(&village::with_texts()), [(Severity::Concern, shows.to_owned())]);
    }

    #[test]
    fn is_serious_where_the_text_names_it_nowhere() {
        let [(severity, shows)] = &claims(&with(Some(false), None))[..] else { panic!("one finding") };
        assert_eq!(*severity, Severity::Serious);
        assert!(shows.ends_with("the text names it nowhere"), "{shows}");
    }

    #[test]
    fn lets_a_sensor_pass_that_a_purpose_names_and_one_whose_purposes_are_not_recorded() {
        assert!(claims(&with(Some(true), None)).is_empty());
        assert!(claims(&with(None, None)).is_empty());
        assert!(claims(&village::audit()).is_empty());
    }
}
