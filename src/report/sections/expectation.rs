//! Whether the reach is more than chance would give: expected against observed.

use super::Part;
use crate::{
    model::number,
    null::{Model, NullTest},
    report::{
        Block, Section,
        figure::Figure,
        published::{Column, Published, Shape, table},
        table::Table,
    },
    stat::real::real,
};
use serde_json::{Value, json};

pub(super) fn part(at: &Published) -> Part {
    let mut blocks = vec![
        Block::Paragraph(
            "Had as many people consented at random, how far would the data have spread? Each model draws as many consenters anew and \
             counts their bystanders; its interval holds 95 of 100 draws."
                .to_owned(),
        ),
        Block::List(verdicts(at)),
        Block::Chart("expectation"),
        Block::Table("expected"),
    ];
    if at.audit.dated_ties.is_some() || !at.audit.switches.friends_apps.is_empty() {
        let dates = "This comparison leaves dates out of account, in the observed number as in the draws: whoever was tied to a consenter on any day \
                     of the period counts. The observed number here may therefore be larger than the number of bystanders, for which the grant \
                     and the tie must have stood on the same day.";
        blocks.insert(1, Block::Paragraph(dates.to_owned()));
    }
    Part {
        section: Section { id: "expectation", title: "More than chance?", blocks },
        figures: vec![expectation(at)],
        tables: vec![expected(at)],
    }
}

/// What each model says of the observed reach.
fn verdicts(at: &Published) -> Vec<String> {
    at.measures.observe.models.iter().filter_map(verdict).collect()
}

fn verdict(test: &NullTest) -> Option<String> {
    let (low, high) = (test.low.value()?, test.high.value()?);
    let observed = real(test.observed);
    let (place, means) = match (test.model, observed < low, observed > high) {
        (Model::Random, true, _) => {
            ("below", "those who consented have fewer contacts than people at large, or share them")
        }
        (Model::Random, _, true) => {
            ("above", "those who consented have more contacts than people at large, or less alike ones")
        }
        (Model::Random, ..) => ("within", "no more and no less than chance"),
        (_, true, _) => (
            "below",
            "the circles of these consenters overlap more than those of others with as many contacts",
        ),
        (_, _, true) => (
            "above",
            "the circles of these consenters overlap less than those of others with as many contacts",
        ),
        (..) => ("within", "their numbers of contacts explain the reach"),
    };
    Some(format!(
        "Against {}: the observed {} lies {place} the {} to {} of the draws; {means}.",
        label(test.model),
        number::count(test.observed),
        whole(low),
        whole(high)
    ))
}

/// A chance model in words.
fn label(model: Model) -> &'static str {
    match model {
        Model::Random => "anybody",
        Model::SameDegree => "people with exactly as many contacts",
        Model::SameDegreeBand => "people with about as many contacts",
    }
}

fn whole(value: f64) -> String {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a percentile of counts")]
    let count = value as u64;
    number::count(count)
}

fn expectation(at: &Published) -> Figure {
    const COLUMNS: &[Column] = &[
        ("model", "chance model", Shape::Text, Some("chance_models")),
        ("low", "2.5 %", Shape::Count, None),
        ("expected", "mean of the draws", Shape::Number, Some("expected")),
        ("high", "97.5 %", Shape::Count, None),
        ("observed", "observed", Shape::Count, None),
        ("p_value", "p, at least as many", Shape::P, Some("p_value")),
        ("p_lower", "p, at most as many", Shape::P, Some("p_value")),
        ("draws", "draws", Shape::Count, None),
        ("seed", "seed", Shape::Count, None),
    ];
    let observe = &at.measures.observe;
    let row = |(row, test): (&Value, &NullTest)| {
        let mut row = row.clone();
        row["expected"] = row["mean"].clone();
        row["model"] = json!(label(test.model));
        row
    };
    let rows: Vec<Value> = at.rows("observe.models").iter().zip(&observe.models).map(row).collect();
    let expected = at.shown("observe.expected_bystanders", Shape::Number);
    Figure {
        id: "expectation",
        title: "Observed reach against chance".to_owned(),
        takeaway: format!(
            "{} bystanders at one hop; as many consenters drawn at random would on average expose {expected}.",
            number::count(observe.observed)
        ),
        alt: "For each chance model an interval that holds the middle 95 % of the draws, with its mean, and a line at the observed \
              number of bystanders."
            .to_owned(),
        table: table("expectation", "Bystanders at one hop: draws of as many consenters, and observed.", COLUMNS, &rows),
    }
}

fn expected(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("what", "reach of as many consenters drawn from anybody", Shape::Text, Some("expected")),
        ("expected", "expected", Shape::Number, None),
        ("share", "as a share", Shape::Share, None),
    ];
    let row = |what: &str, expected: &str, share: &str| {
        let value = |path: &str| if path.is_empty() { Value::Null } else { at.at(path).clone() };
        json!({ "what": what, "expected": value(expected), "share": value(share) })
    };
    let rows = [
        row(
            "bystanders at one hop, of people who did not consent",
            "observe.expected_bystanders",
            "observe.expected_nonconsenter_share",
        ),
        row("affected at one hop, of everybody", "observe.expected_affected", "observe.expected_share"),
        row("affected within two hops, of everybody", "observe.hop_2.affected", "observe.hop_2.share"),
        row(
            "ties on friend lists that grants opened, of all ties (switches ignored)",
            "",
            "observe.edge_observability",
        ),
    ];
    table("expected", "What random consent would give on average, computed exactly.", COLUMNS, &rows)
}
