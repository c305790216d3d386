//! Whether the reach is more than chance would give: expected against observed.

use super::Part;
use crate::{
    measure::observe::Explained,
    model::number::{self, Figure as Number},
    null::{Model, NullTest, RewiredTest},
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
             counts their bystanders; its interval holds 95 of 100 draws. The last line leaves the consenters as they are and \
             draws the ties: the same people in networks in which everybody has as many contacts as here."
                .to_owned(),
        ),
        Block::List(verdicts(at)),
        Block::Paragraph(explained(&at.measures.observe.explained)),
        Block::Paragraph(knitting(&at.measures.observe.rewired)),
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
    let observe = &at.measures.observe;
    observe.models.iter().filter_map(verdict).chain(rewired_verdict(&observe.rewired)).collect()
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
        (Model::Random, ..) => {
            ("within", "it does not differ from chance by more than the draws differ among themselves")
        }
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

/// What the rewired networks say of the observed reach.
fn rewired_verdict(test: &RewiredTest) -> Option<String> {
    let (low, high) = (test.low.value()?, test.high.value()?);
    let observed = real(test.observed);
    let (place, means) = match (observed < low, observed > high) {
        (true, _) => (
            "below",
            "the circles of these consenters overlap more than numbers of contacts alone would have it",
        ),
        (_, true) => (
            "above",
            "the circles of these consenters overlap less than numbers of contacts alone would have it",
        ),
        _ => ("within", "numbers of contacts alone explain the reach"),
    };
    Some(format!(
        "Against {REWIRED}: the observed {} lies {place} the {} to {} of the draws; {means}.",
        number::count(test.observed),
        whole(low),
        whole(high)
    ))
}

/// The same consenters in other networks, in words.
const REWIRED: &str = "the same people, ties rewired";

/// What of the reach comes from where; the parts add up.
fn explained(parts: &Explained) -> String {
    let [Some(contacts), Some(knit), Some(who)] = [parts.contacts, parts.knit, parts.who].map(Number::value)
    else {
        return "How much of this comes from the way the network is knit was not worked out.".to_owned();
    };
    let change = |part: f64| {
        format!("{} {}", if part < 0.0 { "takes away" } else { "adds" }, number::real(part.abs()))
    };
    format!(
        "Numbers of contacts alone give {} bystanders in the mean. The way this network is knit {} for people with as many contacts. \
         That these people consented and not others with as many contacts {}. Together that is the observed number; each part is an estimate from draws.",
        number::real(contacts),
        change(knit),
        change(who)
    )
}

/// How closely the network is knit, as it is and rewired, and how it was rewired.
fn knitting(test: &RewiredTest) -> String {
    let closed = match (test.transitivity.value(), test.transitivity_mean.value()) {
        (Some(here), Some(rewired)) => format!(
            "Of all pairs of ties that meet in a person a third tie closes {} (transitivity), and {} in the mean of the rewired networks.",
            number::percent(here),
            number::percent(rewired)
        ),
        (Some(here), None) => {
            format!(
                "Of all pairs of ties that meet in a person a third tie closes {} (transitivity).",
                number::percent(here)
            )
        }
        _ => "Transitivity is undefined here.".to_owned(),
    };
    match (test.swaps_per_tie.0, test.draws) {
        (Ok(swaps), draws @ 1..) => format!(
            "{closed} Each of {} rewired networks is {} tries to exchange the far ends of two ties away from this one, {} of which \
             succeeded for each tie.",
            number::count(draws.into()),
            number::count(test.tries),
            number::real(swaps)
        ),
        (Err(why), _) => format!("{closed} No rewired networks: {}.", why.text()),
        _ => closed,
    }
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
    let mut rewired = at.at("observe.rewired").clone();
    rewired["expected"] = rewired["bystanders_mean"].clone();
    rewired["model"] = json!(REWIRED);
    let models = at.rows("observe.models").iter().zip(&observe.models).map(row);
    let rows: Vec<Value> = models.chain(std::iter::once(rewired)).collect();
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
        table: table("expectation", "Bystanders at one hop: in draws by chance, and observed.", COLUMNS, &rows),
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
