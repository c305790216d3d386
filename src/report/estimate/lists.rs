//! Incomplete lists: how many consenters there are, and how many people stand on contact lists.

use super::{Consent, Incomplete, Question, heading, people, text};
use crate::{
    import::Donated,
    model::number,
    report::{cell::Cell, table::Table},
    stat::contact_lists::FEWEST,
};

/// How many consenters there are, from two incomplete lists of them.
pub(super) fn two_lists(incomplete: &Incomplete, question: &Question) -> Table {
    let lists = incomplete.lists;
    let interval =
        lists.interval(question.people.unwrap_or(MOST)).map_or((Cell::Empty, Cell::Empty), |found| {
            (Cell::Count(found.low), found.high.map_or(Cell::Text("no upper end".to_owned()), Cell::Count))
        });
    let row = |what: &str, value: Cell, kind: &str| vec![text(what), value, text(kind)];
    let rows = vec![
        row("on at least one list", Cell::Count(lists.seen()), "exact"),
        row("estimate (Chapman)", people(lists.chapman()), "estimate"),
        row("estimate (Lincoln and Petersen)", Cell::of(lists.lincoln_petersen(), people), "estimate"),
        row("95 % interval, low end", interval.0, "estimate"),
        row("95 % interval, high end", interval.1, "estimate"),
    ];
    let mut notes = vec![
        "Supposes that being on one list makes nobody likelier or less likely to be on the other, that nobody joined or left \
         in between, and that everybody could be on each. Where the same people tend to be on both, there are more consenters \
         than this."
            .to_owned(),
        "The interval holds every number for which an overlap so small, and one so large, both have a chance above 2.5 %: it \
         holds the true number in at least 95 of 100 pairs of such lists."
            .to_owned(),
    ];
    let most = question.people.unwrap_or(MOST);
    if lists.seen() < most && lists.interval(most).is_some_and(|found| found.low == most) {
        notes.push(format!(
            "Even if all {} people had consented, lists made independently would overlap more: being on one list keeps people \
             off the other, and neither estimate nor interval holds.",
            number::count(most)
        ));
    }
    if let Some(read) = incomplete.read {
        notes.extend(alike(read.look_alikes, "ids look like another one; they are taken for other people"));
        notes.extend(alike(read.repeated, "records name somebody whom the same list had named before"));
    }
    Table {
        id: "two_lists",
        caption: "Consenters, from two incomplete lists of them.".to_owned(),
        columns: vec![heading("what", "consenters"), heading("people", "people"), heading("kind", "kind")],
        rows,
        notes,
    }
}

/// Where it is not said how many people there are: more than ever lived.
const MOST: u64 = 1_000_000_000_000;

/// How many people stand on donated contact lists, and on those of all consenters.
pub(super) fn donated(donated: &Donated, question: &Question) -> Table {
    let lists = &donated.lists;
    let (labels, entries) = (lists.labels(), lists.entries());
    let row = |what: &str, value: Cell, kind: &str| vec![text(what), value, text(kind)];
    let mut rows = vec![
        row("consenters who gave their lists", Cell::Count(lists.lists()), "exact"),
        row("people on their lists, at least (equal labels are one person)", Cell::Count(labels), "bound"),
        row("people on their lists, at most (no two entries are one person)", Cell::Count(entries), "bound"),
        row(
            "people on their lists who gave none, at least",
            Cell::Count(labels - donated.donors_on_lists),
            "bound",
        ),
        row("people on their lists who gave none, at most", Cell::Count(entries), "bound"),
    ];
    let mut notes = vec![
        "At least holds if one person carries one label on all lists; at most holds always. Among those on the lists may be \
         consenters who gave no list: these are no bystanders."
            .to_owned(),
    ];
    if let Some(Consent::Count(consenters)) = question.consent {
        let interval = lists.interval(consenters);
        let end = |of: fn(number::Interval) -> f64| Cell::of(interval, |interval| people(of(interval)));
        rows.extend([
            row(
                "labels on the lists of all consenters",
                Cell::of(lists.on_all(consenters), people),
                "estimate",
            ),
            row("95 % interval, low end", end(|interval| interval.low), "estimate"),
            row("95 % interval, high end", end(|interval| interval.high), "estimate"),
        ]);
        notes.push(format!(
            "For all {} consenters: supposes that those who gave their lists are a random part of them, and that labels are \
             people. Extrapolated to twice as many lists at most (Good and Toulmin), with an interval from {FEWEST} lists on, \
             and only where no list holds more than a tenth of the labels.",
            number::count(consenters)
        ));
    }
    notes.extend(alike(donated.look_alikes, "labels look like another one; they are taken for other people"));
    notes
        .extend(alike(donated.left_out, "records were left out, because they cannot be read or lack an end"));
    Table {
        id: "donated_lists",
        caption: "People on contact lists that consenters gave.".to_owned(),
        columns: vec![heading("what", "what"), heading("people", "people"), heading("kind", "kind")],
        rows,
        notes,
    }
}

fn alike(count: u64, what: &str) -> Option<String> {
    (count > 0).then(|| format!("{} {what}.", number::count(count)))
}
