//! Files of which only counts leave: numbers of contacts, two lists of the same people, donated contact lists.
//!
//! Ids are matched as exact text, and stay here. A number that cannot be read is an error: few numbers may stand for many
//! people.

use super::{
    error::ImportError,
    input::Input,
    ledger::{Ledger, Verdict},
    roster::{Admission, Roster},
    sheet::{Record, Sheet},
};
use crate::{
    model::{gap::Why, id::PersonId},
    stat::contact_lists::ContactLists,
};
use std::{collections::BTreeMap, path::Path};

/// How many people have how many contacts, from a table with one row a person (`degree`) or a histogram (`degree`,
/// `people`): numbers of contacts, rising, each with its people.
///
/// # Errors
/// Where the file cannot be read, has no column `degree`, or has a cell that is no whole number.
pub fn degrees(path: &Path) -> Result<Vec<(u64, u64)>, ImportError> {
    let (sheet, mut ledger) = open(path, "degrees")?;
    let degree =
        column(&sheet, "degree", "add a header line with `degree`, and with `people` for a histogram")?;
    let people = sheet.column("people")?;
    let mut counts = BTreeMap::<u64, u64>::new();
    sheet.each(&mut ledger, &[], |record| {
        let people = people.map_or(Ok(1), |people| whole(record, people, &sheet))?;
        let count = counts.entry(whole(record, degree, &sheet)?).or_default();
        *count = count.checked_add(people).ok_or_else(|| too_many(&sheet, record.line))?;
        Ok(Verdict::Taken)
    })?;
    if counts.values().all(|&people| people == 0) {
        let way_out = "write one line for each person, or one for each number of contacts";
        return Err(ImportError::file(&sheet.file, "it counts nobody", way_out));
    }
    Ok(counts.into_iter().collect())
}

/// How many people two lists hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OnTwoLists {
    /// Different people on the first.
    pub first: u64,
    /// Different people on the second.
    pub second: u64,
    /// People on both.
    pub both: u64,
    /// Ids that look like another one and were taken for somebody else.
    pub look_alikes: u64,
    /// Records that name somebody whom the same list had named before.
    pub repeated: u64,
}

/// Counts the people in the column `person` of two tables.
///
/// # Errors
/// Where a file cannot be read, has no column `person`, or has a record that names nobody.
pub fn two_lists(first: &Path, second: &Path) -> Result<OnTwoLists, ImportError> {
    let mut roster = Roster::new();
    let (mut look_alikes, mut repeated) = (0, 0);
    let mut on = Vec::<[bool; 2]>::new();
    for (at, path) in [first, second].into_iter().enumerate() {
        let (sheet, mut ledger) = open(path, "lists")?;
        let person = column(&sheet, "person", "add a header line that names it")?;
        sheet.each(&mut ledger, &[person], |record| {
            let id = record.bytes(person);
            if id.is_empty() {
                return Ok(Verdict::LeftOut(Why::BlankId));
            }
            let (row, admission) = roster.admit(id);
            look_alikes += u64::from(admission == Admission::LookAlike);
            on.resize(roster.len(), [false; 2]);
            repeated += u64::from(std::mem::replace(&mut on[row.index()][at], true));
            Ok(Verdict::Taken)
        })?;
    }
    let count = |of: fn(&[bool; 2]) -> bool| on.iter().filter(|on| of(on)).count() as u64;
    Ok(OnTwoLists {
        first: count(|on| on[0]),
        second: count(|on| on[1]),
        both: count(|on| on[0] && on[1]),
        look_alikes,
        repeated,
    })
}

/// The contact lists that some consenters gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Donated {
    /// The lists, labels as numbers.
    pub lists: ContactLists,
    /// Labels on the lists that are those of consenters who gave a list.
    pub donors_on_lists: u64,
    /// Labels that look like another one and were taken for somebody else.
    pub look_alikes: u64,
    /// Records that were left out: without a label, of another number of fields, or no valid text.
    pub left_out: u64,
}

/// Reads contact lists: a table with `source`, who gave the list, and `target`, a label on it.
///
/// # Errors
/// Where the file cannot be read or lacks a column, or where more than half of its records cannot be read.
pub fn donated_lists(path: &Path) -> Result<Donated, ImportError> {
    let (sheet, mut ledger) = open(path, "ties")?;
    let way_out = "add a header line with `source`, who gave the list, and `target`, the contact";
    let (source, target) = (column(&sheet, "source", way_out)?, column(&sheet, "target", way_out)?);
    let (mut roster, mut look_alikes) = (Roster::new(), 0);
    let mut by_donor = BTreeMap::<PersonId, Vec<u32>>::new();
    sheet.each(&mut ledger, &[source, target], |record| {
        let ends = [source, target].map(|column| record.bytes(column));
        if ends.iter().any(|end| end.is_empty()) {
            return Ok(Verdict::LeftOut(Why::BlankId));
        }
        let [donor, label] = ends.map(|end| {
            let (row, admission) = roster.admit(end);
            look_alikes += u64::from(admission == Admission::LookAlike);
            row
        });
        by_donor.entry(donor).or_default().push(label.0);
        Ok(Verdict::Taken)
    })?;
    let entry = &ledger.sources[sheet.source.index()];
    let left_out = entry.records - entry.taken;
    let mut listed = vec![false; roster.len()];
    by_donor.values().flatten().for_each(|&label| listed[label as usize] = true);
    let donors_on_lists = by_donor.keys().filter(|donor| listed[donor.index()]).count() as u64;
    let lists = ContactLists::of(by_donor.into_values().collect());
    Ok(Donated { lists, donors_on_lists, look_alikes, left_out })
}

fn open(path: &Path, table: &'static str) -> Result<(Sheet, Ledger), ImportError> {
    // How many records were left out is told with the result.
    let mut ledger = Ledger { max_rejects: 0.5, ..Ledger::default() };
    let sheet = Sheet::open(Input::open(path)?, table, &BTreeMap::new(), &mut ledger)?;
    Ok((sheet, ledger))
}

fn column(sheet: &Sheet, name: &str, way_out: &str) -> Result<usize, ImportError> {
    let what = || format!("there is no column `{name}`");
    sheet.column(name)?.ok_or_else(|| ImportError::file(&sheet.file, what(), way_out))
}

fn whole(record: &Record, column: usize, sheet: &Sheet) -> Result<u64, ImportError> {
    let text = record.text(column);
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten().ok_or_else(|| {
        let way_out = "write it in digits alone, 0 included; take the record out where it is not known";
        let what = format!(
            "the cell in column `{}` is no whole number",
            super::error::shown(&sheet.header()[column])
        );
        sheet.error(record.line, what, way_out)
    })
}

fn too_many(sheet: &Sheet, line: u64) -> ImportError {
    sheet.error(line, "more people are counted than can be", "write whole numbers of people")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with<T>(files: [&str; 2], of: impl FnOnce(&Path, &Path) -> T) -> T {
        let room = tempfile::tempdir().expect("a folder");
        let paths = [room.path().join("one.csv"), room.path().join("two.csv")];
        for (path, text) in paths.iter().zip(files) {
            std::fs::write(path, text).expect("room");
        }
        of(&paths[0], &paths[1])
    }

    #[test]
    fn degrees_come_by_person_or_as_a_histogram() {
        let expected = vec![(0, 1), (2, 3)];
        let by_person = with(["person,degree\na,2\nb,0\nc,2\nd,2\n", ""], |one, _| degrees(one));
        assert_eq!(by_person.expect("readable"), expected);
        let histogram = with(["degree,people\n2,1\n0,1\n2,2\n", ""], |one, _| degrees(one));
        assert_eq!(histogram.expect("readable"), expected);
    }

    #[test]
    fn a_number_that_cannot_be_read_is_an_error_that_does_not_quote_it() {
        for bad in ["degree\n1\nsecret\n", "degree\n1\n-3\n", "degree\n1\n1.5\n", "degree,people\n1,\n"] {
            let error = with([bad, ""], |one, _| degrees(one)).expect_err("not a number").to_string();
            assert!(error.contains("is no whole number") && !error.contains("secret"), "{error}");
        }
        let nobody = with(["degree,people\n3,0\n", ""], |one, _| degrees(one)).expect_err("nobody");
        assert!(nobody.to_string().contains("counts nobody"));
    }

    #[test]
    fn two_lists_are_matched_by_exact_ids() {
        let found =
            with(["person\na\nb\nb\n007\n", "name,person\nx,b\ny,7\nz,c\n"], two_lists).expect("readable");
        let expected = OnTwoLists { first: 3, second: 3, both: 1, look_alikes: 1, repeated: 1 };
        assert_eq!(found, expected);
    }

    #[test]
    fn a_record_that_names_nobody_is_not_lost() {
        let error = with(["person,x\na,1\n,2\n", "person\na\n"], two_lists).expect_err("a blank id");
        assert!(error.to_string().contains("names nobody"), "{error}");
    }

    #[test]
    fn contact_lists_leave_as_numbers() {
        let text = "source,target\nada,ben\nada,cem\nben,cem\nben,cem\nben,\n";
        let found = with([text, ""], |one, _| donated_lists(one)).expect("readable");
        assert_eq!((found.lists.lists(), found.lists.labels(), found.lists.entries()), (2, 2, 4));
        assert_eq!((found.donors_on_lists, found.left_out, found.look_alikes), (1, 1, 0));
    }
}
