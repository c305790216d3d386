//! Pages of `explain`: the law that findings are held against, and how severe a finding is.

use super::explain::folded;
use crate::{
    import::law::{acts, provision},
    model::{
        assurance::Assurance,
        finding::Confidence,
        law::{Act, Provision},
        severity::Weight,
    },
    rule::{RULES, Rule},
};

/// The name of the list of provisions.
pub(super) const NAME: &str = "law";
/// The name of the page on severity.
pub(super) const SEVERITY_NAME: &str = "severity";

/// Every id of a provision.
pub(super) fn ids() -> impl Iterator<Item = &'static str> {
    acts().iter().flat_map(|act| &act.provisions).map(|provision| provision.id.as_str())
}

/// The acts with their provisions, a line each.
pub(super) fn list() -> String {
    let about = folded(
        "",
        "What rules name as requirements, with where and when it applies. A finding is held against the provisions that applied on the \
         day of the act, in the jurisdictions that the case names. What is marked with * rests on memory in part: check it against the \
         official text. `bystander explain gdpr-14` prints one provision.",
    );
    let acts: Vec<String> = acts().iter().map(of_act).collect();
    format!("{about}\n{}", acts.join("\n"))
}

fn of_act(act: &Act) -> String {
    let width = ids().map(str::len).max().unwrap_or(0);
    let line = |provision: &Provision| {
        let mark = if from_memory(provision) { "*" } else { " " };
        let rules = rules_naming(&provision.id);
        let rules = if rules.is_empty() { String::new() } else { format!(" [{}]", rules.join(", ")) };
        format!(
            "  {:<width$} {mark} {} ({}){rules}\n",
            provision.id,
            provision.reference(),
            where_and_when(provision)
        )
    };
    let lines: String = act.provisions.iter().map(line).collect();
    format!("{}\n{lines}", act.title)
}

fn from_memory(provision: &Provision) -> bool {
    provision.unverified || provision.dates_unverified
}

fn rules_naming(id: &str) -> Vec<&'static str> {
    RULES.iter().filter(|rule| rule.provisions.contains(&id)).map(|rule| rule.code).collect()
}

fn where_and_when(provision: &Provision) -> String {
    if !provision.is_law() {
        return "at any time".to_owned();
    }
    let places = provision.jurisdictions.join(", ");
    match (provision.from(), provision.until()) {
        (None, _) => format!("{places}, first day not held"),
        (Some(from), None) => format!("{places}, since {from}"),
        (Some(from), Some(until)) => format!("{places}, from {from} on, before {until}"),
    }
}

/// The page of one provision.
pub(super) fn page(id: &str) -> Option<String> {
    let provision = provision(id)?;
    let act = acts().iter().find(|act| act.provisions.contains(provision))?;
    let memory =
        |unverified: bool| if unverified { " From memory: check against the official text." } else { "" };
    let fields =
        provision.evidence.iter().map(|field| folded("-", &format!("{}: {}", field.name, field.what)));
    let limits: String = provision.limits.iter().chain(&act.limits).map(|limit| folded("-", limit)).collect();
    let rules = match rules_naming(&provision.id).as_slice() {
        [] => "No rule names it yet.".to_owned(),
        rules => format!("Named by {}.", rules.join(", ")),
    };
    let parts = [
        format!("{}: {}\n\n{}", provision.id, provision.reference(), folded("", &act.title)),
        format!(
            "What it asks, in our words\n\n{}",
            folded("", &format!("{}.{}", capital(&provision.asks), memory(provision.unverified)))
        ),
        format!(
            "Where and when\n\n{}",
            folded(
                "",
                &format!(
                    "{} ({}).{}",
                    where_and_when(provision),
                    provision.dates_source,
                    memory(provision.dates_unverified)
                )
            )
        ),
        format!("Evidence it needs\n\n{}", fields.collect::<String>()),
        if limits.is_empty() { String::new() } else { format!("Limits\n\n{limits}") },
        format!("Source\n\n{}\n{rules}\n", folded("", &provision.source)),
    ];
    Some(parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n"))
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The law part of a rule's page.
pub(super) fn of_rule(rule: &Rule) -> String {
    let lines = rule.provisions().into_iter().map(|provision| {
        let memory =
            if from_memory(provision) { "; from memory: check against the official text" } else { "" };
        let text = format!(
            "{}: {} ({}{memory}): {}",
            provision.id,
            provision.reference(),
            where_and_when(provision),
            provision.asks
        );
        folded("-", &text)
    });
    let lines: String = lines.collect();
    format!(
        "Area\n\n{}\n\nLaw, with the days on which it applies\n\n{lines}\nRecommendation\n\n{}",
        rule.area.name(),
        folded("", rule.advice)
    )
}

/// How severe a finding is, how sure its evidence, and what that leaves of assurance.
pub(super) fn severity() -> String {
    let formula: String = Weight::FORMULA.iter().map(|line| folded("-", line)).collect();
    let grades = [Confidence::A, Confidence::B, Confidence::C, Confidence::D];
    let grades: String =
        grades.iter().map(|grade| folded("-", &format!("{grade:?}: {}", grade.words()))).collect();
    format!(
        "severity: how much hangs on a finding, by a stated formula\n\nPoints are added; more of any one thing never makes a finding less \
         severe.\n\n{formula}\nConfidence: how sure the evidence is\n\n{grades}\nAssurance: what the findings leave in each area\n\n{}",
        folded("", Assurance::RULE)
    )
}
