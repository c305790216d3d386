//! The tables of voters and places.

use crate::report::{
    published::{Column, Published, Shape, table},
    table::Table,
};
use serde_json::Value;

/// The places of one group by margin; the chart is drawn from it.
pub(super) fn places(rows: &[Value], group: &str) -> Table {
    const COLUMNS: &[Column] = &[
        ("place", "place", Shape::Text, None),
        ("margin", "margin, points", Shape::Number, Some("swing_place")),
        ("contest", "contest", Shape::Text, Some("swing_place")),
        ("population", "population", Shape::Count, None),
        ("electorate", "electorate", Shape::Count, None),
        ("people", "people in the network", Shape::Count, None),
        ("members", "members", Shape::Count, None),
        ("per_thousand", "members per 1,000 inhabitants", Shape::Number, None),
        ("per_thousand_voters", "members per 1,000 who may vote", Shape::Number, None),
        ("lift", "location quotient", Shape::Number, Some("location_quotient")),
        ("lift_low", "lower end", Shape::Number, Some("location_quotient")),
        ("lift_high", "upper end", Shape::Number, Some("location_quotient")),
        ("lift_population", "against population", Shape::Number, Some("location_quotient")),
    ];
    let mut table = table("contests", format!("Places with a margin, and {group} there."), COLUMNS, rows);
    table.notes.push("Every group and place stands in results.json, under contests.places.".to_owned());
    table
}

pub(super) fn swing(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("group", "group", Shape::Text, None),
        ("dimension", "places by", Shape::Text, None),
        ("swing_places", "swing places", Shape::Count, Some("swing_place")),
        ("safe_places", "safe places", Shape::Count, Some("swing_place")),
        ("unknown_places", "margin not known", Shape::Count, Some("swing_place")),
        ("swing_members", "members in swing places", Shape::Count, None),
        ("safe_members", "members in safe places", Shape::Count, None),
        ("share_of_members", "swing, of members", Shape::Share, Some("swing_against_safe")),
        ("share_of_people", "swing, of people", Shape::Share, Some("swing_against_safe")),
        ("share_of_population", "swing, of population", Shape::Share, Some("swing_against_safe")),
        ("rate_ratio", "ratio by head", Shape::Number, Some("swing_against_safe")),
        ("rate_ratio_low", "lower end", Shape::Number, Some("swing_against_safe")),
        ("rate_ratio_high", "upper end", Shape::Number, Some("swing_against_safe")),
        ("p_value", "p", Shape::P, Some("swing_against_safe")),
        ("q_value", "q", Shape::P, Some("p_value")),
    ];
    table(
        "swing_places",
        "Members in swing places against those in safe ones.",
        COLUMNS,
        at.rows("contests.swing"),
    )
}

pub(super) fn footprints(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("group", "group", Shape::Text, None),
        ("dimension", "places by", Shape::Text, None),
        ("members", "members", Shape::Count, None),
        ("left_out", "without a place", Shape::Count, None),
        ("contacted", "places contacted", Shape::Count, Some("footprint")),
        ("places", "of places", Shape::Count, Some("footprint")),
        ("footprint_share", "share", Shape::Share, Some("footprint")),
        ("swing_contacted", "swing places among them", Shape::Count, Some("swing_place")),
        ("safe_contacted", "safe places among them", Shape::Count, Some("swing_place")),
        ("never_contacted", "never contacted", Shape::Count, Some("footprint")),
        ("safe_never_contacted", "safe places among these", Shape::Count, Some("swing_place")),
        ("never_contacted_population", "their population", Shape::Count, Some("footprint")),
        ("population_unknown", "population not known", Shape::Count, None),
        ("never_contacted_share", "of the population", Shape::Share, Some("footprint")),
    ];
    table(
        "footprints",
        "Places with a member of each group, and places without one.",
        COLUMNS,
        at.rows("contests.footprints"),
    )
}

pub(super) fn neighbours(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("group", "group", Shape::Text, None),
        ("dimension", "places by", Shape::Text, None),
        ("places", "places", Shape::Count, None),
        ("pairs", "pairs of neighbours", Shape::Count, None),
        ("morans_i", "Moran's I", Shape::Number, Some("morans_i")),
        ("by_chance", "by chance", Shape::Number, Some("morans_i")),
        ("p_value", "p", Shape::P, Some("morans_i")),
        ("q_value", "q", Shape::P, Some("p_value")),
    ];
    table(
        "neighbours_alike",
        "Members by head in places beside each other.",
        COLUMNS,
        at.rows("contests.neighbours"),
    )
}

pub(super) fn regions(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("group", "group", Shape::Text, None),
        ("dimension", "places by", Shape::Text, None),
        ("regions", "regions", Shape::Count, None),
        ("places", "places", Shape::Count, None),
        ("members", "members", Shape::Count, None),
        ("m", "M, nats", Shape::Number, Some("m_parts")),
        ("between", "between regions", Shape::Number, Some("m_parts")),
        ("within", "within regions", Shape::Number, Some("m_parts")),
        ("between_share", "between, of all", Shape::Share, Some("m_parts")),
    ];
    table(
        "between_regions",
        "How much of the unevenness over places lies between regions, and how much within them.",
        COLUMNS,
        at.rows("contests.regions"),
    )
}

pub(super) fn units(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("dimension", "kind of place", Shape::Text, None),
        ("segments", "segments that name one", Shape::Count, None),
        ("places", "places named", Shape::Count, Some("place_unit")),
        ("without_people", "nobody of the network there", Shape::Count, Some("place_unit")),
        ("with_few_people", "few of the network there", Shape::Count, Some("place_unit")),
        ("smallest", "smallest population", Shape::Text, None),
        ("smallest_population", "its population", Shape::Count, None),
        ("median_population", "population, middle", Shape::Count, None),
    ];
    let mut table =
        table("place_units", "The kinds of places that criteria name.", COLUMNS, at.rows("contests.units"));
    table.notes.push(format!(
        "Few: at least one and fewer than {} people of the network.",
        at.audit.parameters.min_cell
    ));
    table
}

pub(super) fn contact_ratios(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("dimension", "attribute", Shape::Text, None),
        ("value", "value", Shape::Text, None),
        ("people", "people", Shape::Count, None),
        ("reached", "reached by messages", Shape::Count, None),
        ("share_of_reached", "of those reached", Shape::Share, Some("contact_ratio")),
        ("share_of_people", "of the electorate", Shape::Share, Some("contact_ratio")),
        ("lift", "contact ratio", Shape::Number, Some("contact_ratio")),
        ("lift_low", "lower end", Shape::Number, Some("contact_ratio")),
        ("lift_high", "upper end", Shape::Number, Some("contact_ratio")),
        ("per_head", "impressions per head", Shape::Number, Some("contact_ratio")),
        ("per_head_ratio", "over everybody's", Shape::Number, Some("contact_ratio")),
        ("q_value", "q", Shape::P, Some("p_value")),
    ];
    table(
        "contact_ratios",
        "Whom messages reached, by group, against everybody whose value is known.",
        COLUMNS,
        at.rows("contests.contact_ratios"),
    )
}
