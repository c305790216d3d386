//! What it finds
//!
//! Attributes of people whose names match the lexicon's words for a special category, and that the case does not declare to be of one.
//!
//! Why it matters
//!
//! What is not declared is not looked at: the rule on special categories (BY03) sees declared attributes alone, and so does whoever reads
//! its silence.
//!
//! Requirement
//!
//! Good practice: a case says of which category its attributes are. GDPR art. 9 and 30(1)(c) ask a controller to know which categories it
//! holds. Check the wording against the official text.
//!
//! Evidence
//!
//! The attribute, with the phrase, file and line of the lexicon (sensitive.attributes).
//!
//! What would clear it
//!
//! A declaration in case.toml, `special_category` under `[attributes]`; or a look at the column that shows that its name means something else.
//!
//! Limits
//!
//! Names alone are read, and never the values.

use super::{Rule, counted, gathered};
use crate::{
    audit::Audit,
    measure::Measures,
    model::{
        assurance::Area,
        attribute::Origin,
        finding::{Confidence, Finding, Severity},
        lexicon::Answer,
    },
};

pub(super) const RULE: Rule = Rule {
    code: "BY12",
    name: "attributes that look special and are not declared so",
    area: Area::Records,
    provisions: &["practice-categories-declared", "gdpr-9", "gdpr-30"],
    advice: "Look at the columns, and declare in case.toml of which special category each attribute is.",
    source: include_str!("undeclared_category.rs"),
    check,
};

fn check(rule: &Rule, _: &Audit, measures: &Measures) -> Vec<Finding> {
    let rows =
        measures.sensitive.attributes.iter().filter(|row| {
            row.rule.kind.is_special() && row.rule.answer == Answer::Yes && row.declared.is_none()
        });
    let shown = rows.map(|row| {
        let origin = if row.origin == Origin::Inferred { ", inferred by its name or kind" } else { "" };
        format!(
            "the name {} matches \u{201c}{}\u{201d} ({}{origin}; {})",
            row.attribute, row.rule.phrase, row.rule.category, row.rule.at
        )
    });
    let condition = |count| {
        let have = if count == 1 { "has a name that matches" } else { "have names that match" };
        format!("{} {have} a special category and no declaration of it", counted(count, "attribute"))
    };
    let found = gathered(rule, Severity::Note, condition, shown.collect(), "sensitive.attributes");
    let graded =
        |found: Finding| found.lacks("what the columns hold").graded(Confidence::D).on_special_category();
    found.map(graded).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use crate::{audit::Audit, measure::Measures, model::attribute::Attribute, rule, village};

    fn with_attribute(name: &str, declared: Option<&str>) -> Audit {
        let mut audit = village::audit();
        let mut attribute = Attribute::of_texts(name, ["a", "b", "a", "b", "a", "b", "a"].into_iter());
        attribute.special_category = declared.map(str::to_owned);
        audit.attributes.push(attribute);
        audit
    }

    fn claims(name: &str, declared: Option<&str>) -> usize {
        let audit = with_attribute(name, declared);
        let findings = rule::check(&audit, &Measures::of(&audit, |_| ()));
        findings.iter().filter(|finding| finding.code == "BY12").count()
    }

    #[test]
    fn finds_a_name_that_is_not_declared() {
        assert_eq!(claims("EthnicGroups_EthnicGroup1Desc", None), 1);
        assert_eq!(claims("الديانة", None), 1);
    }

    #[test]
    fn is_a_note_where_no_law_that_it_names_applied_yet() {
        assert!(rule::is_a_note_before_the_law("BY12", with_attribute("religion", None), "2018-05-24"));
    }

    #[test]
    fn lets_declared_and_harmless_names_pass() {
        assert_eq!(claims("religion", Some("religious beliefs")), 0);
        assert_eq!(claims("precinct", None), 0);
    }
}
