//! What people were told about why they see messages.

use super::Part;
use crate::{
    measure::explanations::OnRecord,
    model::number,
    report::{
        Block, Section,
        published::{Column, Published, Shape, table},
        table::Table,
    },
};
use serde_json::{Value, json};

const TOLD: &[Column] = &[
    ("by", "by", Shape::Text, None),
    ("name", "name", Shape::Text, None),
    ("records", "messages", Shape::Count, Some("told_record")),
    ("people", "people", Shape::Count, None),
    ("reason", "with a reason", Shape::Count, Some("told_record")),
    ("no_reason", "without one", Shape::Count, Some("told_record")),
    ("source", "saying where the data came from", Shape::Count, Some("told_record")),
    ("no_source", "not saying where", Shape::Count, Some("told_record")),
    ("source_share", "share saying it, where that is on record", Shape::Share, Some("told_record")),
    ("payer", "saying who paid", Shape::Count, Some("told_record")),
    ("no_payer", "not saying who", Shape::Count, Some("told_record")),
];
const TOLD_AT: &[(&str, &str)] = &[
    ("records", "/all/records"),
    ("people", "/all/people"),
    ("reason", "/reason/given/records"),
    ("no_reason", "/reason/not_given/records"),
    ("source", "/source/given/records"),
    ("no_source", "/source/not_given/records"),
    ("source_share", "/source_told_share"),
    ("payer", "/payer/given/records"),
    ("no_payer", "/payer/not_given/records"),
];
const CHECKED: &[Column] = &[
    ("by", "by", Shape::Text, None),
    ("name", "name", Shape::Text, None),
    ("complete", "complete", Shape::Count, Some("explanation_completeness")),
    ("incomplete", "incomplete", Shape::Count, Some("explanation_completeness")),
    ("unexplained", "no explanation", Shape::Count, Some("explanation_completeness")),
    ("not_checkable", "cannot be checked", Shape::Count, Some("explanation_completeness")),
    ("complete_share", "share complete", Shape::Share, Some("explanation_completeness")),
    ("low", "at least, of all (estimate)", Shape::Share, Some("explanation_completeness")),
    ("high", "at most", Shape::Share, Some("explanation_completeness")),
    ("includes", "criteria named that include", Shape::Share, Some("explanation_completeness")),
    ("excludes", "that exclude", Shape::Share, Some("explanation_completeness")),
    ("excluded_told", "told that people were kept out", Shape::Count, Some("explanation_completeness")),
    ("excluded_not_told", "not told", Shape::Count, Some("explanation_completeness")),
    ("attributes", "attributes named", Shape::Count, Some("explanation_correctness")),
    ("correctness", "share that are criteria", Shape::Share, Some("explanation_correctness")),
];
const CHECKED_AT: &[(&str, &str)] = &[
    ("complete", "/checked/complete/records"),
    ("incomplete", "/checked/incomplete/records"),
    ("unexplained", "/checked/unexplained/records"),
    ("not_checkable", "/checked/not_checkable/records"),
    ("complete_share", "/complete_share"),
    ("low", "/complete_low"),
    ("high", "/complete_high"),
    ("includes", "/includes/share"),
    ("excludes", "/excludes/share"),
    ("excluded_told", "/exclusions/told/records"),
    ("excluded_not_told", "/exclusions/not_told/records"),
    ("attributes", "/attributes"),
    ("correctness", "/correctness"),
];
const AGAINST: &[Column] = &[
    ("by", "by", Shape::Text, None),
    ("name", "name", Shape::Text, None),
    ("right", "source as on record", Shape::Count, Some("stated_source")),
    ("wrong", "another", Shape::Count, Some("stated_source")),
    ("open", "in words that cannot be compared", Shape::Count, Some("stated_source")),
    ("not_stated", "no source stated", Shape::Count, Some("stated_source")),
    ("no_record", "no source on record", Shape::Count, Some("stated_source")),
    ("sponsor", "payer is the sponsor", Shape::Count, Some("stated_payer")),
    ("other", "payer is another", Shape::Count, Some("stated_payer")),
    ("no_payer", "no payer stated", Shape::Count, Some("stated_payer")),
];
const AGAINST_AT: &[(&str, &str)] = &[
    ("right", "/sources/right/records"),
    ("wrong", "/sources/wrong/records"),
    ("open", "/sources/open/records"),
    ("not_stated", "/sources/not_stated/records"),
    ("no_record", "/sources/no_record/records"),
    ("sponsor", "/payers/sponsor/records"),
    ("other", "/payers/other/records"),
    ("no_payer", "/payers/not_stated/records"),
];
const CRITERIA: &[Column] = &[
    ("segment", "segment", Shape::Text, None),
    ("mode", "mode", Shape::Text, None),
    ("dimension", "dimension", Shape::Text, None),
    ("value", "value", Shape::Text, None),
    ("people", "people of whom it is true", Shape::Count, Some("criterion_breadth")),
    ("explained", "messages with an explanation", Shape::Count, None),
    ("named", "naming it", Shape::Count, Some("explanation_completeness")),
    ("named_share", "share naming it", Shape::Share, Some("explanation_completeness")),
];
const STATED: &[Column] = &[
    ("stated", "source stated", Shape::Text, Some("stated_source")),
    ("recorded", "source on record", Shape::Text, None),
    ("verdict", "verdict", Shape::Text, Some("stated_source")),
    ("records", "messages", Shape::Count, None),
    ("people", "people", Shape::Count, None),
];
const KINDS: &[Column] = &[
    ("kind", "kind of statement", Shape::Text, None),
    ("records", "messages", Shape::Count, None),
    ("people", "people", Shape::Count, None),
];

pub(super) fn part(at: &Published) -> Part {
    let section = |blocks| Section { id: "explanations", title: "What people were told", blocks };
    let Some(shown) = &at.measures.explanations.shown else {
        let none = "Nothing is on record of what people were told beside messages, so that nothing can be said about it. Whether a reason, a source \
                    and a payer were given are columns of --messages; what was said is given with --reasons, or in case.toml.";
        return Part::words(section(vec![Block::Paragraph(none.to_owned())]));
    };
    let sets = sets(at);
    let of_sets = |columns: &[(&str, &str)]| sets.iter().map(|set| row(set, columns)).collect::<Vec<_>>();
    let told = table(
        "explanations",
        "What was told beside messages: exact counts of messages as they reached one person, or a segment as a whole. The rest is not on record.",
        TOLD,
        &of_sets(TOLD_AT),
    );
    let mut tables = vec![told];
    if shown.explanations > 0 {
        tables.extend(held(at, &of_sets));
    }
    tables.retain(|table: &Table| !table.rows.is_empty());
    let mut blocks = vec![Block::Paragraph(coverage(at, shown)), Block::List(sentences(at, shown))];
    blocks.retain(|block| !matches!(block, Block::List(lines) if lines.is_empty()));
    blocks.extend(tables.iter().map(|table| Block::Table(table.id)));
    Part { section: section(blocks), figures: Vec::new(), tables }
}

/// Rows of the sets of explanations of these keys and names.
type OfSets<'a> = dyn Fn(&[(&str, &str)]) -> Vec<Value> + 'a;

/// The tables of explanations held against the truth.
fn held(at: &Published, of_sets: &OfSets) -> Vec<Table> {
    let criteria: Vec<Value> = at.rows("explanations.criteria").iter().map(criterion).collect();
    vec![
        table(
            "explanations_checked",
            "Explanations against the criteria that were chosen: shares are exact of the messages with an explanation.",
            CHECKED,
            &of_sets(CHECKED_AT),
        ),
        table(
            "explanations_sources",
            "The source and the payer that explanations state, against the source of the segment and the sponsor.",
            AGAINST,
            &of_sets(AGAINST_AT),
        ),
        table("explanation_criteria", "How often each criterion was named.", CRITERIA, &criteria),
        table(
            "explanation_stated",
            "Stated sources against those on record.",
            STATED,
            at.rows("explanations.stated"),
        ),
        table(
            "explanation_kinds",
            "In which ways messages were explained.",
            KINDS,
            at.rows("explanations.kinds"),
        ),
    ]
}

/// All records, then each group.
fn sets(at: &Published) -> Vec<Value> {
    let mut all = at.at("explanations.in_all").clone();
    all["by"] = json!("all");
    all["name"] = json!("all messages");
    std::iter::once(all).chain(at.rows("explanations.groups").iter().cloned()).collect()
}

/// A row of a table: values of a set under other names.
fn row(set: &Value, columns: &[(&str, &str)]) -> Value {
    let mut row = json!({ "by": set["by"], "name": set["name"] });
    for (key, pointer) in columns {
        row[*key] = set.pointer(pointer).cloned().unwrap_or(Value::Null);
    }
    row
}

/// A criterion with its counts of messages in the places of counts.
fn criterion(row: &Value) -> Value {
    let mut row = row.clone();
    for key in ["explained", "named"] {
        row[key] = row[key]["records"].take();
    }
    row
}

/// What can be checked, and why the rest cannot.
fn coverage(at: &Published, shown: &OnRecord) -> String {
    let count = |key: &str| at.shown(&format!("explanations.{key}.records"), Shape::Count);
    if shown.explanations == 0 {
        return format!(
            "{} messages are on record, as they reached a person or a segment as a whole. What was said with them is not: only whether \
             anything was.",
            count("in_all.all")
        );
    }
    let lost = match shown.without_record {
        0 => String::new(),
        some => format!(" {} of the explanations fit no message of the period.", number::count(some)),
    };
    format!(
        "{} explanations are on record, for {} messages as they reached a person or a segment as a whole. They are held against the criteria \
         that were chosen, never against delivery. {} messages name no segment, {} one that is not in the table of segments, {} one without \
         chosen criteria on record: these cannot be checked.{lost}",
        number::count(shown.explanations),
        count("in_all.all"),
        count("not_checkable.no_segment"),
        count("not_checkable.unknown_segment"),
        count("not_checkable.no_criteria"),
    )
}

/// The main figures in words; what is hidden says so itself.
fn sentences(at: &Published, shown: &OnRecord) -> Vec<String> {
    let share = |key: &str| at.shown(&format!("explanations.in_all.{key}"), Shape::Share);
    let is_known = |key: &str| at.at(&format!("explanations.{key}")).is_number();
    let mut said = Vec::new();
    if is_known("in_all.source_told_share") {
        said.push(format!(
            "Of the messages of which it is on record, {} said where the data came from (exact).",
            share("source_told_share")
        ));
    }
    if shown.explanations == 0 {
        return said;
    }
    if is_known("in_all.includes.share") {
        said.push(format!(
            "Explanations named {} of the criteria that brought people in (exact, of those that can be checked){}.",
            share("includes.share"),
            if is_known("in_all.excludes.share") {
                format!(", and {} of those that kept people out", share("excludes.share"))
            } else {
                String::new()
            }
        ));
    }
    if is_known("in_all.complete_share") {
        said.push(format!(
            "{} of them named every criterion; if messages with an explanation stand for all, that is {} to {} of these (estimate, 95 %).",
            share("complete_share"),
            share("complete_low"),
            share("complete_high")
        ));
    }
    if is_known("in_all.correctness") {
        said.push(format!("Of the attributes that they named, {} are criteria.", share("correctness")));
    }
    if is_known("breadth.broadest_named.records") && is_known("breadth.expected") {
        let count = |key: &str| at.shown(&format!("explanations.breadth.{key}.records"), Shape::Count);
        said.push(format!(
            "Where some criteria were named and some left out ({} messages), the one that is true of most people was named in {}, the one that is \
             true of fewest in {}; drawn at random it would be {} (model).",
            count("comparable"),
            count("broadest_named"),
            count("rarest_named"),
            at.shown("explanations.breadth.expected", Shape::Number)
        ));
    }
    said
}

#[cfg(test)]
mod tests {
    use crate::{audit::Audit, measure::Measures, report::Report, village};

    fn report(audit: &Audit) -> Report {
        Report::new(audit, &Measures::of(audit, |_| ()), Vec::new())
    }

    fn text_of(report: &Report) -> String {
        let section =
            report.sections.iter().find(|section| section.id == "explanations").expect("it is fixed");
        serde_json::to_string(&section.blocks).expect("sections are data")
    }

    #[test]
    fn says_what_the_village_was_told() {
        let report = report(&village::with_reasons());
        let text = text_of(&report);
        for said in [
            "3 explanations are on record, for 6 messages",
            "Explanations named 50.0 % of the criteria that brought people in (exact, of those that can be checked), and 0 % of those that kept people out.",
            "Of the attributes that they named, 80.0 % are criteria.",
            "the one that is true of most people was named in 3, the one that is true of fewest in 1; drawn at random it would be 2.00 (model)",
        ] {
            assert!(text.contains(said), "{said} is not in {text}");
        }
        assert_eq!(report.table("explanation_criteria").expect("there are criteria").rows.len(), 3);
    }

    #[test]
    fn says_in_a_sentence_what_would_be_needed() {
        let text = text_of(&report(&village::audit()));
        assert!(text.contains("--reasons") && report(&village::audit()).table("explanations").is_none());
    }

    #[test]
    fn tells_nothing_of_few_people() {
        let mut audit = village::with_reasons();
        audit.parameters.min_cell = 10;
        let text = text_of(&report(&audit));
        assert!(!text.contains('%') && !text.contains("named in"), "{text}");
    }
}
