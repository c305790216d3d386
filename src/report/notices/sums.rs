//! Whether numbers go together.

use super::{NoticePage, heading, of_tables, place, place_headings, text};
use crate::{
    measure::notices::{FailedSum, Sum},
    model::number::Undefined,
    report::{cell::Cell, sections::Part, table::Table},
};

pub(super) fn part(at: &NoticePage) -> Part {
    let said = "Where numbers are ranges, it holds if it is true of all values within them, fails if it is true of none, and is open otherwise.";
    of_tables("sums", "Whether numbers go together", &[said], vec![checks(at), failed(at)])
}

fn checks(at: &NoticePage) -> Table {
    let row = |found: &crate::measure::notices::SumCheck| {
        let counts = [found.holds, found.fails, found.open, found.not_stated];
        [text(found.check.text())].into_iter().chain(counts.map(Cell::Count)).collect()
    };
    Table {
        id: "notice_sums",
        caption: "What is asked of numbers, and of how many notices and records it is true.".to_owned(),
        columns: vec![
            heading("check", "what is asked", Some("sum_check")),
            heading("holds", "true", Some("sum_check")),
            heading("fails", "cannot be true", Some("sum_check")),
            heading("open", "open", Some("sum_check")),
            heading("not_stated", "not stated", None),
        ],
        rows: at.audit.sums.iter().map(row).collect(),
        notes: Vec::new(),
    }
}

fn failed(at: &NoticePage) -> Table {
    let all = at.audit.sums.iter().flat_map(|of| of.failed.iter().map(move |failed| (of.check, failed)));
    let rows = all.map(|(check, of)| {
        place(at, &of.place).into_iter().chain([text(check.text())]).chain(sides(check, of)).collect()
    });
    let columns = place_headings().into_iter().chain([
        heading("check", "what is asked", Some("sum_check")),
        heading("found_low", "found at least", None),
        heading("found_high", "found at most", None),
        heading("stated_low", "against at least", None),
        heading("stated_high", "against at most", None),
    ]);
    Table {
        id: "notice_failed_sums",
        caption: "Numbers that do not go together: what was added up (or the views), and what it is held against (or the people reached).".to_owned(),
        columns: columns.collect(),
        rows: rows.collect(),
        notes: vec!["Money in units of its currency, shares in percent, others in people or views.".to_owned()],
    }
}

/// Both sides in units that people read.
fn sides(check: Sum, of: &FailedSum) -> [Cell; 4] {
    let cell = |value: f64| match check {
        Sum::AmountsAddUp => Cell::Amount(value / 100.0),
        Sum::CountriesWithinTotal | Sum::ViewsCoverPeople => Cell::Amount(value),
        Sum::SharesAddUp => Cell::Number(value),
    };
    let high = |value: Option<f64>| value.map_or(Cell::Undefined(Undefined::OpenEnd), cell);
    [cell(of.found_low), high(of.found_high), cell(of.stated_low), high(of.stated_high)]
}
