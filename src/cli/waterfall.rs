//! The affected, change after change, as bars of letters: each change hangs from where the one before it ended.

use crate::{
    chart::plain,
    model::number::Kind,
    report::{cell::Cell, what_if::Counterfactual},
};

/// How many letters the longest bar has.
const WIDTH: usize = 48;

/// The waterfall of the first table, that of the steps. Its first row is where they begin; a last row of several steps repeats
/// where they end.
pub(super) fn of(found: &Counterfactual) -> String {
    let table = &found.tables[0];
    let at = |key| table.column(key).expect("every table of steps has this column");
    let (affected, difference) = (at("affected"), at("affected_difference"));
    let most = table.rows.iter().filter_map(|row| row[affected].number()).fold(1.0, f64::max);
    let place = |people: f64| scaled(people, most);
    let last = table.rows.len() - 1;
    let lines = table.rows.iter().enumerate().map(|(at, row)| {
        let whole = at == 0 || at == last && last > 2;
        let end = row[affected].number();
        let by = row[difference].number();
        let (value, bar) = match (end, by) {
            (Some(end), _) if whole => (row[affected].shown(), "█".repeat(place(end))),
            (Some(end), Some(by)) => (row[difference].shown(), hanging(place(end), place(end - by), by)),
            _ => (Cell::Hidden.shown(), String::new()),
        };
        (plain(&row[0].shown()), value, bar)
    });
    let lines: Vec<_> = lines.collect();
    let widest = |of: fn(&(String, String, String)) -> &String| {
        lines.iter().map(|line| of(line).chars().count()).max().unwrap_or(0)
    };
    let (names, values) = (widest(|line| &line.0), widest(|line| &line.1));
    let lines = lines.iter().map(|(name, value, bar)| {
        format!("{name:<names$}  {value:>values$}  {bar}").trim_end().to_owned() + "\n"
    });
    let how = if found.kind == Kind::Exact { "" } else { ", at most" };
    format!("Affected people, change after change{how}.\n{}", lines.collect::<String>())
}

/// The bar from where a change ends to where it began, light where it takes people away.
fn hanging(end: usize, start: usize, by: f64) -> String {
    let (low, high) = (end.min(start), end.max(start));
    let letter = if by < 0.0 { "░" } else { "▓" };
    let length = if by == 0.0 { 0 } else { (high - low).max(1) };
    format!("{}{}", " ".repeat(low.min(WIDTH - length)), letter.repeat(length))
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and the width")]
fn scaled(people: f64, most: f64) -> usize {
    #[allow(clippy::cast_precision_loss, reason = "a width of a few letters")]
    let width = WIDTH as f64;
    ((people / most * width).round() as usize).min(WIDTH)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        measure::what_if::{Change, WhatIf},
        report::what_if::Counterfactual,
        village,
    };

    #[test]
    fn each_change_hangs_from_the_one_before() {
        let changes = [
            Change::WithoutConsenter { number: 1, at: 0 },
            Change::Hops(2),
            Change::DefaultOff,
            Change::Hops(1),
        ];
        let found = Counterfactual::of(&WhatIf::of(&village::audit(), &changes), 1);
        let drawn = of(&found);
        let bars: Vec<&str> = drawn.lines().skip(1).collect();
        assert_eq!(bars[0], format!("the case as it is      6  {}", "█".repeat(48)));
        assert_eq!(bars[1], format!("without-consenter=C1  −2  {}{}", " ".repeat(32), "░".repeat(16)));
        assert_eq!(bars[2], format!("hops=2                +2  {}{}", " ".repeat(32), "▓".repeat(16)));
    }

    #[test]
    fn what_is_hidden_has_no_bar() {
        let changes = [Change::WithoutConsenter { number: 1, at: 0 }];
        let found = Counterfactual::of(&WhatIf::of(&village::audit(), &changes), 10);
        assert_eq!(of(&found).lines().nth(2), Some("without-consenter=C1  hidden"));
    }
}
