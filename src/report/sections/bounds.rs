//! Between which numbers the spread lies, and which records leave it open.

use super::Part;
use crate::model::{case::EqualNames, number};
use crate::report::{
    Block, Section,
    published::{Column, Published, Shape, table},
    table::Table,
};
use serde_json::{Value, json};

pub(super) fn part(at: &Published) -> Part {
    let section = |blocks| Section { id: "bounds", title: "Exact, or between two numbers", blocks };
    let bounds = &at.measures.bounds;
    let names = names(at);
    if !bounds.left_open.is_anything() {
        let none = "The records leave nothing open about whose data the grants reached: the number of bystanders is exact for these records.";
        return Part::words(section(vec![Block::Paragraph(names.unwrap_or_else(|| none.to_owned()))]));
    }
    let ends = if bounds.exact {
        "The records leave some things open. Read either way they give the same bystanders, so that their number is exact for these \
         records."
            .to_owned()
    } else {
        format!(
            "The records leave some things open. Read so that the least follows from them {} people are bystanders; read so that the most \
             follows, {}. The truth for these records lies between the two, and nothing in them says where.",
            at.shown("bounds.bystanders.at_least", Shape::Count),
            at.shown("bounds.bystanders.at_most", Shape::Count)
        )
    };
    let reading =
        "Everything else in this report that depends on what is left open is read so that the most follows."
            .to_owned();
    Part {
        section: section(
            names
                .map(Block::Paragraph)
                .into_iter()
                .chain([Block::Paragraph(ends), Block::Table("left_open"), Block::Paragraph(reading)])
                .collect(),
        ),
        figures: Vec::new(),
        tables: vec![left_open(at)],
    }
}

/// What equal names leave open, where people are known by them.
fn names(at: &Published) -> Option<String> {
    let taken_for = match at.audit.case.equal_names_decide()? {
        EqualNames::SeveralPeople => "takes them for several",
        EqualNames::OnePerson => "takes them for one wherever the lists allow it",
    };
    let donations = at.audit.case.donations?;
    Some(format!(
        "Equal names on the lists of several donors may be one person or several: the people are between {} and {} (bound). This report \
         {taken_for}, which makes {} people. Every figure that depends on who is one person is therefore called a model: it is true of \
         this reading. Read the exports again with the other --same-names to see what it does to each figure.",
        number::count(donations.people_at_least),
        number::count(donations.people_at_most),
        number::count(at.measures.spread.people)
    ))
}

fn left_open(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("what", "what the records leave open", Shape::Text, Some("bound")),
        ("records", "how many", Shape::Count, None),
        ("least", "for the lower number", Shape::Text, None),
        ("most", "for the upper number", Shape::Text, None),
    ];
    let row = |what: &str, key: &str, least: &str, most: &str| json!({ "what": what, "records": at.at("bounds.left_open")[key], "least": least, "most": most });
    let rows = [
        row("ties without a known beginning", "ties", "did not stand", "stood from the first day on"),
        row(
            "grants without a known beginning",
            "grants",
            "were not in force",
            "were in force from the first day on",
        ),
        row(
            "grants whose scopes are not recorded",
            "scopes",
            "opened what any grant opened",
            "opened all that the rules let any grant open",
        ),
        row("people of whose switch something is not known", "switches", "had it off then", "had it on then"),
    ];
    let open: Vec<&Value> = rows.iter().filter(|row| row["records"] != 0).collect();
    table("left_open", "What the records leave open, and how it is read.", COLUMNS, open)
}
