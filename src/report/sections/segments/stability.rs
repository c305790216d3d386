//! How far the communities are the same with other seeds, what hangs on them, and whether the segments part people as they do.

use crate::{
    measure::segments::Stability,
    model::number::{self, Figure},
    report::{
        published::{Column, Published, Shape, table},
        table::Table,
    },
};

/// What other seeds found, as a sentence with a blank before it; empty where there was one search.
pub(super) fn said(at: &Published) -> String {
    let Some(found) = &at.measures.segments.communities.stability else { return String::new() };
    let Stability { searches, count_least, count_most, modularity_least, modularity_most, .. } = found;
    let communities = if count_least == count_most {
        count_least.to_string()
    } else {
        format!("{count_least} to {count_most}")
    };
    let shown =
        |figure: Figure| figure.0.map_or_else(|why| format!("undefined: {}", why.text()), number::real);
    format!(
        " {searches} searches with different seeds found {communities} communities (modularity {} to {}); two of the partitions \
         agree to {} on average and {} at the least (AMI; as NMI with the arithmetic mean, {} and {}).",
        number::real(*modularity_least),
        number::real(*modularity_most),
        shown(found.ami_mean),
        shown(found.ami_lowest),
        shown(found.nmi_arithmetic_mean),
        shown(found.nmi_arithmetic_lowest)
    )
}

/// In how many partitions each segment is gathered.
pub(super) fn survival(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("segment", "segment", Shape::Text, None),
        ("gathered", "partitions in which it is gathered", Shape::Count, Some("stability")),
        ("searches", "of partitions", Shape::Count, Some("stability")),
        ("gathered_share", "share", Shape::Share, Some("stability")),
    ];
    let caption = "Whether a segment is gathered in few communities whichever search found them.";
    table("survival", caption, COLUMNS, at.rows("segments.survival"))
}

/// Whether the segments together part people as the places, groups and communities do.
pub(super) fn allotment(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("dimension", "compared by", Shape::Text, None),
        ("people", "members with a value", Shape::Count, None),
        ("in_several", "people in several segments", Shape::Count, None),
        ("segments", "segments", Shape::Count, None),
        ("units", "units", Shape::Count, None),
        ("nmi_arithmetic", "NMI, arithmetic mean", Shape::Number, Some("partitions")),
        ("ami", "AMI", Shape::Number, Some("partitions")),
        ("ari", "adjusted Rand index", Shape::Number, Some("partitions")),
    ];
    let caption = "Do the segments part people as places, groups and communities do?";
    table("allotment", caption, COLUMNS, at.rows("segments.allotment"))
}
