//! A finding held against the law of its days and weighed: what a rule leaves open of it follows here from what the rule said.

use super::{Rule, days};
use crate::{
    audit::Audit,
    model::{
        date::Day,
        finding::{Finding, Priority, Recommendation, Requirement},
        law::{Applied, HeldAgainst, Provision},
        number,
        span::Span,
    },
};

/// The finding with the law that it is held against, its severity by the formula, and what follows from both.
///
/// Where a rule names law, and none of it applied to the act in the jurisdictions of the case, the finding is a note and its condition
/// says so; good practice that the rule names beside it does not change that.
pub(super) fn settled(mut found: Finding, rule: &Rule, audit: &Audit) -> Finding {
    let named = &audit.case.jurisdictions;
    let acted = days::up_to_the_report(found.acted, audit);
    let held = |provision: &&Provision| HeldAgainst::of(provision, acted, named, &found.holds);
    found.law = rule.provisions().iter().map(held).collect();
    let is_law = |held: &&HeldAgainst| !held.jurisdictions.is_empty();
    let law = || found.law.iter().filter(is_law);
    found.weight.applies = law().next().is_none() || law().any(|held| held.applied.may_hold());
    if !found.weight.applies {
        found.condition = format!("{}; {}", found.condition, would_be_held(law(), named));
    }
    found.held_by = held_by(law().next().is_some(), named, acted);
    found.requirement = requirement(&found.law);
    found.area = rule.area;
    found.weight.goes_on = found.acted.from != Day::FIRST && found.acted.until == Day::LAST;
    found.weight.of = audit.people() as u64;
    found.confidence = found.weight.confidence;
    found.severity_points = found.weight.points();
    found.severity = found.weight.severity();
    found.effect = effect(&found);
    found.clears = rule.part("What would clear it");
    let priority = Priority::of(found.severity, found.weight.goes_on);
    found.recommendation = Recommendation { what: rule.advice.to_owned(), priority };
    found
}

/// What is asked by the provisions that applied, or may have; by all of them where none did.
fn requirement(law: &[HeldAgainst]) -> Requirement {
    let any = law.iter().any(|held| held.applied.may_hold());
    let asking: Vec<&HeldAgainst> = law.iter().filter(|held| !any || held.applied.may_hold()).collect();
    let asks: Vec<&str> = asking.iter().map(|held| held.asks.as_str()).collect();
    Requirement {
        reference: references(asking.iter().map(|held| (held.act.as_str(), held.article.as_str()))),
        asks: asks.join("; "),
    }
}

/// Acts with their articles, an act named once for those that follow each other: `GDPR art. 6(1), art. 14`.
pub(super) fn references<'a>(of: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let (mut text, mut last) = (String::new(), "");
    for (act, article) in of {
        let parted = if text.is_empty() {
            ""
        } else if act == last {
            ", "
        } else {
            "; "
        };
        let act_again = if act == last { String::new() } else { format!("{act} ") };
        text = format!("{text}{parted}{act_again}{article}");
        last = act;
    }
    text
}

/// Why no provision applied, and since when or until when each would have.
fn would_be_held<'a>(law: impl Iterator<Item = &'a HeldAgainst>, named: &[String]) -> String {
    let law: Vec<&HeldAgainst> = law.collect();
    let of = |applied: Applied| law.iter().filter(move |held| held.applied == applied);
    let each = |held: &&HeldAgainst| {
        let name = format!("{} {}", held.act, held.article);
        match (held.applied, held.from, held.until) {
            (Applied::NotYet, Some(from), _) => format!("{name} since {from}"),
            (Applied::NoLonger, _, Some(until)) => format!("{name} before {until}"),
            _ => name,
        }
    };
    let dated: Vec<String> = of(Applied::NotYet).chain(of(Applied::NoLonger)).map(each).collect();
    if dated.is_empty() {
        let places: Vec<&str> = law.iter().flat_map(|held| &held.jurisdictions).map(String::as_str).collect();
        let mut known: Vec<&str> = Vec::new();
        places.into_iter().for_each(|place| {
            if !known.contains(&place) {
                known.push(place);
            }
        });
        return format!(
            "what the rule names is law of {}, and the case names {}",
            known.join(", "),
            named.join(", ")
        );
    }
    format!(
        "no law that the rule names applied on the day of the act: it would be held against {}",
        dated.join("; ")
    )
}

fn held_by(names_law: bool, named: &[String], acted: Span) -> String {
    if !names_law {
        return "No act of law is named: it is held against good practice, or what the case states."
            .to_owned();
    }
    let places = if named.is_empty() {
        "The case names no jurisdiction, so every provision is a candidate.".to_owned()
    } else {
        format!("The case names the law of {}.", named.join(", "))
    };
    format!("{places} {}", when(acted))
}

/// The days of the act in a sentence.
fn when(acted: Span) -> String {
    let last = Day(acted.until.0.saturating_sub(1));
    match (acted.from, acted.until) {
        (Day::FIRST, Day::LAST) => "The day of the act is not recorded.".to_owned(),
        (Day::FIRST, _) => format!("The act was on {last} or before; its first day is not recorded."),
        (from, Day::LAST) => format!("The act began on {from}, and the records show no end of it."),
        (from, _) if from == last => format!("The act was on {from}."),
        (from, _) => format!("The act was from {from} to {last}."),
    }
}

fn effect(found: &Finding) -> String {
    match found.weight.people {
        Some(0) | None => {
            "how many people it concerns is not established, or not shown because they are few".to_owned()
        }
        Some(people) => format!(
            "it concerns at least {} of {} people",
            number::count(people),
            number::count(found.weight.of)
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{measure::Measures, model::severity::Severity, rule, village};

    fn found(jurisdictions: &[&str]) -> Finding {
        let mut audit = village::dated();
        audit.case.jurisdictions = jurisdictions.iter().map(|&name| name.to_owned()).collect();
        let findings = rule::check(&audit, &Measures::of(&audit, |_| ()));
        findings.into_iter().find(|finding| finding.code == "BY01").expect("bystanders")
    }

    fn applied(found: &Finding) -> Vec<(&str, Applied)> {
        found.law.iter().map(|held| (held.provision.as_str(), held.applied)).collect()
    }

    #[test]
    fn grants_of_2014_without_an_end_are_held_against_the_directive_and_then_the_regulation() {
        let found = found(&["EU"]);
        let expected = ["gdpr-6", "gdpr-14", "eu-1995-46-7", "eu-1995-46-11"];
        assert_eq!(applied(&found), expected.map(|id| (id, Applied::InPart)));
        assert!(found.weight.goes_on);
        assert_eq!(
            found.held_by,
            "The case names the law of EU. The act began on 2014-02-10, and the records show no end of it."
        );
    }

    #[test]
    fn without_a_jurisdiction_every_provision_is_a_candidate() {
        let found = found(&[]);
        assert!(found.held_by.starts_with("The case names no jurisdiction"));
        assert_eq!(
            found.requirement.reference,
            "GDPR art. 6(1), art. 14; Directive 95/46/EC art. 7, art. 11"
        );
    }

    #[test]
    fn a_case_of_another_place_has_a_note_that_says_so() {
        let found = found(&["BR"]);
        assert_eq!(found.severity, Severity::Note);
        assert!(found.condition.ends_with("; what the rule names is law of EU, UK, and the case names BR"));
        assert_eq!(found.recommendation.priority, Priority::Low);
    }

    #[test]
    fn evidence_fields_are_present_or_missing_and_none_is_lost() {
        let found = found(&["EU"]);
        let fourteen = found.law.iter().find(|held| held.provision == "gdpr-14").unwrap();
        let names = |fields: &[crate::model::law::EvidenceField]| {
            fields.iter().map(|field| field.name.clone()).collect::<Vec<_>>()
        };
        assert_eq!(names(&fourteen.present), ["collection_channel"]);
        assert_eq!(names(&fourteen.missing), ["notice_on", "source_named"]);
    }
}
