//! The answer: how much money is in each book, from how many sponsors, and how much of it is known to the unit.

use super::{AdPage, concentration, units};
use crate::{
    measure::ads::{BookAudit, Money},
    model::{number, range::RangeSum},
    report::{Block, Section, sections::Part},
};

/// The answer in one sentence for each book and currency.
pub(super) fn headline(at: &AdPage) -> String {
    let books: Vec<String> = at.audit.books.iter().map(of_book).collect();
    books.join(" ")
}

fn of_book(audit: &BookAudit) -> String {
    let rows = number::count(audit.coverage.rows);
    let what = audit.book.level.rows();
    if audit.money.is_empty() {
        return format!("{}: {rows} {what}, none of which says what was spent.", audit.book.title);
    }
    let money: Vec<String> = audit.money.iter().map(said).collect();
    format!("{}: {rows} {what}, {}.", audit.book.title, money.join("; "))
}

/// `EUR 1,200 to 1,500 from 12 sponsors`.
fn said(money: &Money) -> String {
    let currency = money.currency.as_ref().map_or("in no stated currency", |currency| currency.code());
    let from = match money.sponsors {
        0 => String::new(),
        1 => " from one sponsor".to_owned(),
        sponsors => format!(" from {} sponsors", number::count(sponsors)),
    };
    format!("{currency} {}{from}", between(&money.spend))
}

/// With how many half of the money is, in each currency.
fn halves(audit: &BookAudit) -> impl Iterator<Item = String> {
    let said = audit.concentration.iter().map(|of| (of, concentration::half(of)));
    said.filter(|(_, half)| !half.is_empty()).map(|(of, half)| {
        of.currency.as_ref().map_or_else(|| half.clone(), |currency| format!("{}: {half}", currency.code()))
    })
}

/// A sum in words: one amount, two ends, or a lower end alone.
pub(super) fn between(sum: &RangeSum) -> String {
    let low = number::amount(units(sum.low));
    match sum.high() {
        Some(high) if high == sum.low => low,
        Some(high) => format!("{low} to {}", number::amount(units(high))),
        None => format!("{low} or more"),
    }
}

/// The figures behind it, a line each, for a terminal.
pub(super) fn summary(at: &AdPage) -> Vec<String> {
    let mut lines = Vec::new();
    for audit in &at.audit.books {
        let found = &audit.coverage;
        let count = |value: u64| number::count(value);
        lines.push(format!("{} ({})", audit.book.title, audit.book.level.rows()));
        lines.push(format!(
            "  rows: {}; {} with one amount, {} between two, {} with no upper end, {} without an amount",
            count(found.rows),
            count(found.exact),
            count(found.ranged),
            count(found.open),
            count(found.without_spend)
        ));
        lines.extend(audit.money.iter().map(|money| format!("  {}", said(money))));
        lines.extend(halves(audit).map(|half| format!("  {half}")));
        match found.payer_absent {
            0 => {}
            1 => lines.push("  one row does not say who paid".to_owned()),
            absent => lines.push(format!("  {} rows do not say who paid", count(absent))),
        }
    }
    lines.extend(at.records.remarks.iter().map(|remark| format!("  {remark}")));
    lines
}

pub(super) fn part(at: &AdPage) -> Part {
    let mut blocks = vec![Block::Paragraph(headline(at))];
    let half = |audit: &BookAudit| {
        halves(audit).map(|half| format!("{}, {half}", audit.book.title)).collect::<Vec<_>>()
    };
    let halves: Vec<String> = at.audit.books.iter().flat_map(half).collect();
    if !halves.is_empty() {
        blocks.push(Block::List(halves));
    }
    let fewest = at.audit.books.iter().filter(|audit| audit.coverage.ranged + audit.coverage.open > 0);
    let ranged: Vec<String> = fewest
        .map(|audit| {
            format!(
                "{}: {} of {} rows give a range and not an amount, so that sums and shares lie between two ends.",
                audit.book.title,
                number::count(audit.coverage.ranged + audit.coverage.open),
                number::count(audit.coverage.rows)
            )
        })
        .collect();
    if !ranged.is_empty() {
        blocks.push(Block::List(ranged));
    }
    if at.audit.books.len() > 1 {
        let apart = "Each book is measured by itself. Books are never added up: they may hold the same money twice, seen from another side \
                     or over another window.";
        blocks.push(Block::Paragraph(apart.to_owned()));
    }
    let section = Section { id: "answer", title: "The answer", blocks };
    Part { section, figures: Vec::new(), tables: Vec::new() }
}
