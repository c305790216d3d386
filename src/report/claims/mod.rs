//! Claims recomputed, as tables for a reader: one table a question, a sentence over each.
//!
//! A number keeps the sign of what it is: `~` rounded, `≤` at most, `≥` at least, `( )` derived and not printed.

mod said;

use super::{
    cell::Cell,
    table::{Heading, Table},
};
use crate::{
    measure::claims::{
        Recomputed,
        exclusion::Quantity,
        implied::{Implied, ImpliedRow},
        parts::{Fit, Parts},
        ratios::Ratios,
    },
    model::{
        claim::{Claim, Counts, Stated, Status},
        number::{self, Kind},
    },
};
use said::{Unit, brief, counts, derived, ratio, shown, stated_cell, text};
use serde_json::{Map, Value, json};

/// What the figures under each key are. A ratio says its own kind, for that hangs on the numbers it is made of.
const KINDS: &[(&str, Kind)] = &[
    ("claims.arithmetic", Kind::Exact),
    ("claims.implied", Kind::Bound),
    ("claims.implied_rows", Kind::Bound),
    ("claims.parts.sum", Kind::Exact),
    ("claims.parts.left", Kind::Bound),
    ("claims.abroad.friends_each", Kind::Bound),
    ("claims.abroad.least", Kind::Bound),
    ("claims.abroad.least_share", Kind::Bound),
    ("claims.abroad.by_mean", Kind::Model),
    ("claims.abroad.by_mean_share", Kind::Model),
    ("claims.exclusions", Kind::Exact),
];

/// Everything for programs: the claims recomputed under `claims`, and under `kinds` what each figure is.
#[must_use]
pub fn results(recomputed: &Recomputed) -> Value {
    let kinds: Map<String, Value> =
        KINDS.iter().map(|(key, kind)| ((*key).to_owned(), json!(kind))).collect();
    json!({ "claims": recomputed, "kinds": kinds })
}

/// The tables of the claims; a question that has no answer has no table.
#[must_use]
pub fn tables(recomputed: &Recomputed) -> Vec<Table> {
    let tables = [
        ratios(recomputed),
        arithmetic(recomputed),
        implied(recomputed),
        parts(recomputed),
        abroad(recomputed),
        exclusions(recomputed),
        register(recomputed),
    ];
    tables.into_iter().filter(|table| !table.rows.is_empty()).collect()
}

fn table(
    id: &'static str,
    caption: &str,
    columns: &[(&'static str, &'static str)],
    rows: Vec<Vec<Cell>>,
) -> Table {
    let columns = columns.iter().map(|&(key, label)| Heading { key, label, definition: None }).collect();
    Table { id, caption: caption.to_owned(), columns, rows, notes: Vec::new() }
}

fn ratios(recomputed: &Recomputed) -> Table {
    let columns = [
        ("claim", "claim"),
        ("consenters", "consenters"),
        ("bystanders", "bystanders"),
        ("affected", "affected"),
        ("bystanders_per_consenter", "bystanders each"),
        ("affected_per_consenter", "affected each"),
        ("consented_share", "agreed"),
    ];
    let stated = |row: &Ratios| recomputed.claims.iter().find(|claim| claim.claim == row.claim);
    let row = |row: &Ratios| {
        let claim = stated(row).expect("ratios are made of the claims");
        let people = |stated: Option<Stated>, is_derived: bool, counts| match stated {
            Some(stated) if !is_derived => stated_cell(stated),
            _ => derived(claim, counts),
        };
        vec![
            text(&row.claim),
            stated_cell(row.consenters),
            people(claim.bystanders, row.bystanders_derived, Claim::bystander_counts),
            people(claim.affected, row.affected_derived, Claim::affected_counts),
            ratio(row.bystanders_per_consenter, claim, Unit::Each),
            ratio(row.affected_per_consenter, claim, Unit::Each),
            ratio(row.consented_share, claim, Unit::Share),
        ]
    };
    let caption =
        "How many were reached for each person who agreed, in both conventions, from the numbers as printed.";
    let mut table = table("ratios", caption, &columns, recomputed.ratios.iter().map(row).collect());
    table.notes = [
        "~ rounded, ≤ at most, ≥ at least, ( ) not printed but derived: affected = consenters + bystanders.",
        "Where both are in parentheses the source does not say which it printed; both readings allow what stands here.",
    ]
    .map(str::to_owned)
    .to_vec();
    table.notes.extend(unread(recomputed, recomputed.ratios.iter().map(|row| &row.claim)));
    table
}

/// Which of the claims named rest on something else than a source.
fn unread<'a>(recomputed: &Recomputed, named: impl Iterator<Item = &'a String>) -> Vec<String> {
    let named: Vec<&String> = named.collect();
    let of = |status: Status, what: &str| {
        let rest = |claim: &&Claim| claim.status == status && named.contains(&&claim.claim);
        let names: Vec<&str> =
            recomputed.claims.iter().filter(rest).map(|claim| claim.claim.as_str()).collect();
        (!names.is_empty()).then(|| format!("{what}: {}.", names.join(", ")))
    };
    let memory = of(Status::Memory, "In part from memory, not found in a source");
    memory.into_iter().chain(of(Status::Computed, "In part worked out from other claims")).collect()
}

fn arithmetic(recomputed: &Recomputed) -> Table {
    let columns = [
        ("claim", "claim"),
        ("sum", "consenters + bystanders"),
        ("affected", "affected as printed"),
        ("adds_up", "adds up"),
    ];
    let rows = recomputed.arithmetic.iter().map(|row| {
        vec![
            text(&row.claim),
            counts(row.sum),
            counts(row.affected),
            text(if row.adds_up { "yes" } else { "no" }),
        ]
    });
    let caption = "Whether each claim that gives all three numbers adds up.";
    table("arithmetic", caption, &columns, rows.collect())
}

fn implied(recomputed: &Recomputed) -> Table {
    let columns = [
        ("table", "table"),
        ("scope", "part"),
        ("part", "people"),
        ("printed_share", "printed share"),
        ("low", "least whole"),
        ("high", "greatest whole"),
        ("binds", "sets"),
    ];
    let sets = |row: &ImpliedRow| {
        let is_in = |names: &[String]| names.contains(&row.claim);
        let table = recomputed.implied.iter().find(|implied| implied.table == row.table);
        match table.map(|table| (is_in(&table.low_set_by), is_in(&table.high_set_by))) {
            Some((true, true)) => "both ends",
            Some((true, false)) => "the lower end",
            Some((false, true)) => "the upper end",
            _ => "",
        }
    };
    let rows = recomputed.implied_rows.iter().map(|row| {
        let share = format!("{} %", row.printed_share);
        let high = row.high.map_or(Cell::Empty, Cell::Count);
        let low = Cell::Count(row.low);
        vec![text(&row.table), text(&row.scope), counts(row.part), text(&share), low, high, text(sets(row))]
    });
    let caption = "The whole that each printed share allows, if it was rounded to the nearest; the table's whole fits every row.";
    let mut table = table("implied", caption, &columns, rows.collect());
    for implied in &recomputed.implied {
        table.notes.extend(conclusion(implied));
    }
    table
}

/// What the shares of a table come to, and what that rules out.
fn conclusion(implied: &Implied) -> Vec<String> {
    let (name, within) = (&implied.table, &implied.within);
    if !implied.consistent {
        return vec![format!("{name}: no whole fits every row, so a part or a share of {within} is wrong.")];
    }
    let whole = shown(Counts { low: implied.low, high: implied.high });
    let mut said = vec![format!("{name}: the whole ({within}) is {whole} (bound).")];
    if !implied.excluded.is_empty() {
        said.push(format!("{name}: claims outside that: {}.", implied.excluded.join(", ")));
    }
    said
}

fn parts(recomputed: &Recomputed) -> Table {
    let columns = [
        ("table", "parts of"),
        ("parts", "parts"),
        ("sum", "sum of the parts"),
        ("against", "the whole"),
        ("whole", "the whole is"),
        ("left", "left over"),
        ("fit", "verdict"),
    ];
    let row = |row: &Parts| {
        let verdict = match (row.fit, row.same_count) {
            (None, _) => "no claim about the whole",
            (Some(Fit::Fits), _) => "fits",
            (Some(_), false) => "exceeds, if same count",
            (Some(Fit::PartsExceed), true) => "the parts exceed it",
            (Some(Fit::OnePartExceeds), true) => "one part exceeds it",
        };
        vec![
            text(&row.table),
            Cell::Count(row.parts as u64),
            counts(row.sum),
            row.against.as_deref().map_or(Cell::Empty, text),
            row.whole.map_or(Cell::Empty, counts),
            row.left.map_or(Cell::Empty, counts),
            text(verdict),
        ]
    };
    let caption = "Parts against the whole, and what a whole leaves to places that are not listed.";
    table("parts", caption, &columns, recomputed.parts.iter().map(row).collect())
}

fn abroad(recomputed: &Recomputed) -> Table {
    let columns = [
        ("claim", "claim"),
        ("consenters", "consenters"),
        ("bystanders", "bystanders"),
        ("friends_each", "friends each"),
        ("least", "over cap (bound)"),
        ("least_share", "share"),
        ("by_mean", "over mean (model)"),
        ("by_mean_share", "share"),
    ];
    let rows = recomputed.abroad.iter().map(|row| {
        let most = || Cell::Text(format!("≤ {}", brief(row.bystanders)));
        vec![
            text(&row.claim),
            Cell::Count(row.consenters),
            if row.at_most { most() } else { Cell::Count(row.bystanders) },
            Cell::of(row.friends_each, Cell::Number),
            Cell::Count(row.least),
            Cell::of(row.least_share, Cell::Share),
            Cell::Count(row.by_mean),
            Cell::of(row.by_mean_share, Cell::Share),
        ]
    });
    let [cap, mean] = [recomputed.friends.cap, recomputed.friends.mean].map(number::count);
    let caption = format!(
        "How many no consenter of the place can have reached, with {cap} friends each (the cap) or {mean} (a mean)."
    );
    let mut table = table("abroad", &caption, &columns, rows.collect());
    table.notes = [
        "Over cap: at least so many were reached from abroad. Over mean: so many, if consenters had the mean number.",
        "Friends each: the least mean number of friends, if all were reached from inside. Maxima count as reached.",
    ]
    .map(str::to_owned)
    .to_vec();
    table.notes.extend(unread(recomputed, recomputed.abroad.iter().map(|row| &row.claim)));
    for row in recomputed.abroad.iter().filter(|row| row.impossible) {
        let what = if row.at_most { "that maximum cannot be reached" } else { "that cannot be true" };
        let consenters = number::count(row.consenters);
        table.notes.push(format!(
            "{}: {what}: {consenters} consenters at the cap reach fewer, and the World has no abroad.",
            row.claim
        ));
    }
    table
}

fn exclusions(recomputed: &Recomputed) -> Table {
    let columns = [
        ("scope", "place"),
        ("quantity", "about"),
        ("one", "one claim"),
        ("one_counts", "says"),
        ("other", "another"),
        ("other_counts", "says"),
        ("same_count", "both can hold"),
    ];
    let rows = recomputed.exclusions.iter().map(|row| {
        let about = match row.quantity {
            Quantity::Consenters => "consenters",
            Quantity::Bystanders => "bystanders",
            Quantity::Affected => "affected",
        };
        let hold = if row.same_count { "no" } else { "if counts differ" };
        vec![
            text(&row.scope),
            text(about),
            text(&row.one),
            counts(row.one_counts),
            text(&row.other),
            counts(row.other_counts),
            text(hold),
        ]
    });
    let caption =
        "Claims that have no number in common, rounded numbers taken as all that they can stand for.";
    table("exclusions", caption, &columns, rows.collect())
}

/// Who said it and where, a line for each claim and for each printed table.
fn register(recomputed: &Recomputed) -> Table {
    let columns =
        [("claim", "claim"), ("who", "who"), ("on", "on"), ("status", "rests on"), ("source", "source")];
    let first = |claim: &Claim| {
        recomputed
            .claims
            .iter()
            .find(|other| other.table == claim.table)
            .is_some_and(|other| other.claim == claim.claim)
    };
    let listed = recomputed.claims.iter().filter(|claim| claim.table.is_none() || first(claim));
    let rows = listed.map(|claim| {
        let members = recomputed.claims.iter().filter(|other| other.table == claim.table).count();
        let name = match &claim.table {
            Some(table) => format!("{table} ({members} claims)"),
            None => claim.claim.clone(),
        };
        let on = claim.on.as_deref().map_or(Cell::Empty, text);
        vec![Cell::Text(name), text(&claim.who), on, text(claim.status.word()), text(&claim.source)]
    });
    let caption = "Who said it, when, and where it was read; notes stand in --json and --csv.";
    table("claims", caption, &columns, rows.collect())
}

#[cfg(test)]
mod tests {
    use super::{KINDS, results};
    use crate::{
        import,
        measure::claims::{Recomputed, abroad::Friends},
    };

    #[test]
    fn speaks_of_keys_that_the_results_have() {
        let claims = import::claims::read(None).expect("the register");
        let results = results(&Recomputed::of(&claims, Friends::default()));
        for (key, _) in KINDS {
            let found = key.split('.').try_fold(&results, |value, key| {
                value.as_array().map_or(Some(value), |rows| rows.first())?.get(key)
            });
            assert!(found.is_some(), "no {key} in the results");
        }
    }
}
