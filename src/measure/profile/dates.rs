//! Which records have dates, and which of these are known.

use crate::{
    audit::Audit,
    model::{date::Day, reading::Lasting},
};
use serde::Serialize;

/// The dates of one kind of record.
///
/// # Definition
/// Of `records` that entered the audit, `begin_known` have a known beginning, `begin_unknown` one that is not known, and all others
/// none: they are taken to have held throughout. `ended` have an end. `first_month` and `last_month` are the months of the beginnings
/// at place `min_cell` from below and from above, so that the dates of fewer are not shown; they are missing where fewer than two times
/// that many are known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Dated {
    /// What the records are: `ties` or `consents`.
    pub table: &'static str,
    /// How many there are.
    pub records: u64,
    /// Records with a known beginning.
    pub begin_known: u64,
    /// Records whose beginning is not known.
    pub begin_unknown: u64,
    /// Records with an end.
    pub ended: u64,
    /// The month of an early beginning, as `2014-04`.
    pub first_month: Option<String>,
    /// The month of a late beginning.
    pub last_month: Option<String>,
}

/// A row for each kind of record that has dates.
pub(super) fn of(audit: &Audit) -> Vec<Dated> {
    let grants = audit.grants.rows.iter().map(|grant| grant.in_force);
    let rows = [dated("ties", audit.times_tied(), audit), dated("consents", grants, audit)];
    rows.into_iter().filter(|row| row.begin_known + row.begin_unknown + row.ended > 0).collect()
}

fn dated(table: &'static str, records: impl Iterator<Item = Lasting>, audit: &Audit) -> Dated {
    let mut row = Dated {
        table,
        records: 0,
        begin_known: 0,
        begin_unknown: 0,
        ended: 0,
        first_month: None,
        last_month: None,
    };
    let mut beginnings: Vec<Day> = Vec::new();
    for record in records {
        row.records += 1;
        row.ended += u64::from(record.at_most.until != Day::LAST);
        if record.at_most.from != Day::FIRST {
            beginnings.push(record.at_most.from);
        } else if record.at_least != record.at_most {
            row.begin_unknown += 1;
        }
    }
    row.begin_known = beginnings.len() as u64;
    beginnings.sort_unstable();
    let least = usize::try_from(audit.parameters.min_cell.max(1)).unwrap_or(usize::MAX);
    if beginnings.len() / 2 >= least {
        let month = |day: Day| {
            let (year, month) = day.month();
            Some(format!("{year:04}-{month:02}"))
        };
        row.first_month = month(beginnings[least - 1]);
        row.last_month = month(beginnings[beginnings.len() - least]);
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::village;

    #[test]
    fn says_which_beginnings_are_known() {
        assert_eq!(of(&village::audit()), []);
        let dated = village::dated();
        let ties = of(&dated).into_iter().find(|row| row.table == "ties").expect("its ties have dates");
        let known = dated.times_tied().filter(|tie| tie.at_most.from != Day::FIRST).count() as u64;
        assert_eq!((ties.records, ties.begin_known), (dated.times_tied().count() as u64, known));
        assert_eq!(ties.first_month, None, "fewer than twenty are known");
    }
}
