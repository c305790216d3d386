//! Sensitive criteria: which words of criteria and attributes match the lexicon, by which rule, and who is under age.

use super::Part;
use crate::{
    model::{age::Vote, number},
    report::{
        Block, Section,
        published::{Column, Published, Shape, table},
        table::Table,
    },
};

const SEGMENTS: &[Column] = &[
    ("segment", "segment", Shape::Text, None),
    ("category", "category", Shape::Text, Some("sensitive_category")),
    ("protection", "in law", Shape::Text, Some("sensitive_category")),
    ("yes", "criteria: yes", Shape::Count, Some("lexicon_answer")),
    ("unsure", "unsure", Shape::Count, Some("lexicon_answer")),
    ("include", "take in", Shape::Count, None),
    ("exclude", "keep out", Shape::Count, None),
];
const CRITERIA: &[Column] = &[
    ("segment", "segment", Shape::Text, None),
    ("mode", "in or out", Shape::Text, None),
    ("dimension", "looks at", Shape::Text, None),
    ("value", "value", Shape::Text, None),
    ("category", "category", Shape::Text, Some("sensitive_category")),
    ("protection", "in law", Shape::Text, Some("sensitive_category")),
    ("answer", "answer", Shape::Text, Some("lexicon_answer")),
    ("origin", "observed or inferred", Shape::Text, None),
    ("phrase", "phrase that matched", Shape::Text, Some("lexicon_answer")),
    ("at", "rule", Shape::Text, Some("lexicon_answer")),
];
const ATTRIBUTES: &[Column] = &[
    ("attribute", "attribute", Shape::Text, None),
    ("category", "category", Shape::Text, Some("sensitive_category")),
    ("protection", "in law", Shape::Text, Some("sensitive_category")),
    ("answer", "answer", Shape::Text, Some("lexicon_answer")),
    ("origin", "observed or inferred", Shape::Text, None),
    ("declared", "declared by the case as", Shape::Text, None),
    ("phrase", "phrase that matched", Shape::Text, Some("lexicon_answer")),
    ("at", "rule", Shape::Text, Some("lexicon_answer")),
];
const AGES: &[Column] = &[
    ("segment", "segment", Shape::Text, None),
    ("members", "members", Shape::Count, None),
    ("certainly_under", "certainly a year or more under", Shape::Count, Some("ages")),
    ("perhaps_under", "perhaps", Shape::Count, Some("ages")),
    ("not_under", "not", Shape::Count, Some("ages")),
    ("unknown", "year of birth not known", Shape::Count, Some("ages")),
];

pub(super) fn part(at: &Published) -> Part {
    let sources: [(&'static str, &str, String, &[Column]); 4] = [
        ("sensitive_segments", "segments", "Categories by segment.".to_owned(), SEGMENTS),
        (
            "sensitive_criteria",
            "criteria",
            "Criteria whose words match the lexicon, and the rule that fired.".to_owned(),
            CRITERIA,
        ),
        (
            "sensitive_attributes",
            "attributes",
            "Attributes whose names match the lexicon, and the rule that fired.".to_owned(),
            ATTRIBUTES,
        ),
        ("sensitive_ages", "ages", ages_caption(at.measures.sensitive.vote.as_ref()), AGES),
    ];
    let tables: Vec<Table> = sources
        .into_iter()
        .map(|(id, key, caption, columns)| table(id, caption, columns, at.rows(&format!("sensitive.{key}"))))
        .filter(|table| !table.rows.is_empty())
        .collect();
    let mut blocks = vec![Block::Paragraph(words(at))];
    blocks.extend(vote(at).map(Block::Paragraph));
    blocks.extend(tables.iter().map(|table| Block::Table(table.id)));
    Part {
        section: Section { id: "sensitive", title: "Sensitive criteria", blocks },
        figures: Vec::new(),
        tables,
    }
}

fn words(at: &Published) -> String {
    let sensitive = &at.measures.sensitive;
    let attributes = sensitive.attributes.len();
    if sensitive.judged == 0 && attributes == 0 {
        return "No criteria of segments are recorded, and no attribute has a name that the lexicon of sensitive categories knows."
            .to_owned();
    }
    let count = number::count;
    format!(
        "Of {} criteria, the words of {} match a phrase of the lexicon that speaks of a sensitive category, and those of {} a phrase that may. \
         Words are matched, not meanings or people: a match says nothing of intent or of what is allowed, and no match does not show that a \
         criterion stands for nothing.",
        count(sensitive.judged),
        count(sensitive.yes),
        count(sensitive.unsure)
    )
}

/// What ages are held against, or why they are not.
fn vote(at: &Published) -> Option<String> {
    let sensitive = &at.measures.sensitive;
    match &sensitive.vote {
        Some(_) if sensitive.ages.is_empty() => Some(
            "Ages were not checked: no attribute has the role birth_year, or there are no segments."
                .to_owned(),
        ),
        Some(vote) if vote.age.unverified => Some(format!(
            "The voting age of {} years rests on memory ({}) and was not held against the official text.",
            vote.age.years, vote.age.source
        )),
        _ => None,
    }
}

fn ages_caption(vote: Option<&Vote>) -> String {
    vote.map_or_else(String::new, |vote| {
        format!(
            "Members at least one year under the voting age of {} on {} ({}, {} vote).",
            vote.age.years,
            vote.on,
            vote.country,
            vote.kind.word()
        )
    })
}

#[cfg(test)]
mod tests {
    use crate::{measure::Measures, model::segment::Criterion, report::Report, village};

    fn report(criteria: &[(&str, &str)]) -> Report {
        let mut audit = village::audit();
        let criterion = |&(dimension, value): &(&str, &str)| Criterion {
            dimension: dimension.to_owned(),
            value: value.to_owned(),
            ..Criterion::default()
        };
        audit.segments[0].criteria = criteria.iter().map(criterion).collect();
        Report::new(&audit, &Measures::of(&audit, |_| ()), Vec::new())
    }

    #[test]
    fn shows_the_rule_that_fired_for_each_criterion() {
        let report = report(&[("interest", "Diabetes mellitus"), ("interest", "Green tea")]);
        let table = report.table("sensitive_criteria").expect("one criterion matches");
        let shown: Vec<String> = table.rows[0].iter().map(super::super::super::cell::Cell::shown).collect();
        assert_eq!(table.rows.len(), 1);
        assert!(shown.contains(&"diabetes mellitus".to_owned()), "{shown:?}");
        assert!(shown.iter().any(|cell| cell.starts_with("health.toml:")), "{shown:?}");
    }

    #[test]
    fn says_in_a_sentence_that_there_is_nothing() {
        let report = report(&[]);
        assert!(report.table("sensitive_criteria").is_none());
        assert!(report.sections.iter().any(|section| section.id == "sensitive" && section.blocks.len() == 1));
    }
}
