//! From which units a segment took few.

use crate::report::{
    published::{Column, Published, Shape, table},
    table::Table,
};

pub(super) fn four_fifths(at: &Published) -> Table {
    const COLUMNS: &[Column] = &[
        ("segment", "segment", Shape::Text, None),
        ("dimension", "compared by", Shape::Text, None),
        ("groups", "units", Shape::Count, None),
        ("highest", "highest rate in", Shape::Text, None),
        ("highest_rate", "rate", Shape::Share, Some("four_fifths")),
        ("lowest", "lowest rate in", Shape::Text, None),
        ("lowest_rate", "rate", Shape::Share, Some("four_fifths")),
        ("lowest_to_highest", "lowest / highest", Shape::Number, Some("four_fifths")),
        ("below", "units below 4/5", Shape::Count, Some("four_fifths")),
        ("overall_rate", "overall rate", Shape::Share, Some("four_fifths")),
    ];
    let caption = "Selection rates of each segment: the lowest against the highest.";
    table("four_fifths", caption, COLUMNS, at.rows("segments.four_fifths"))
}
