//! The transfers: which organisation gave data to which other.
//!
//! A row is a transfer, or the part of one that is about one person: rows with the same id in `transfer`, and rows without an id that
//! differ in `person` alone, are one. Whose data were passed on may also be said by a `segment`, whose members they are, or by a table
//! `passed` of transfers and people. An end that is blank is an organisation that is not named: data went there all the same. A date that
//! cannot be read, and a deletion before the receipt, is an error.

use super::{
    dates::day,
    error::{ImportError, shown},
    intake::Intake,
    interner::Interner,
    labels::Labels,
    ledger::Verdict,
    recipients::Organisations,
    sheet::{Record, Sheet},
};
use crate::{
    model::{gap::Why, range::Range, transfer::Transfer},
    table::transfers::Transfers,
};
use std::collections::HashMap;

/// The transfers read so far.
#[derive(Default)]
pub(super) struct TransferList {
    /// Ids of transfers, by which the table of people passed on names them.
    ids: Interner,
    /// By number of the id, the row.
    at: Vec<usize>,
    /// What rows without an id have in common if they are one transfer, and its row.
    alike: HashMap<Vec<u8>, usize>,
    pub(super) transfers: Transfers,
}

/// Reads `from`, `to`, and whatever else of the columns of ours is there.
pub(super) fn read(sheet: &Sheet, intake: &mut Intake) -> Result<(), ImportError> {
    let columns = Columns::of(sheet)?;
    let mut list = TransferList::default();
    list.transfers.source = Some(sheet.source);
    let mut names = Names::default();
    let Intake { roster, ledger, organisations, segments, .. } = intake;
    sheet.say_unread(ledger);
    sheet.each(ledger, &columns.texts(), |record| {
        if [columns.from, columns.to].iter().all(|&end| record.known(Some(end)).is_none()) {
            return Ok(Verdict::LeftOut(Why::BlankId));
        }
        let mut transfer = columns.transfer(sheet, record, organisations, &mut names)?;
        if transfer.from == transfer.to {
            return Ok(Verdict::LeftOut(Why::SelfTransfer));
        }
        if let Some(name) = record.known(columns.segment) {
            let members = segments.members_of(name).ok_or_else(|| {
                let way_out = "write the name as in the table of segments, or give that table too";
                sheet.error(record.line, "the segment of a transfer has no members in the segments", way_out)
            })?;
            transfer.people = Some(members.to_vec());
        }
        let person = record.known(columns.person).map(|id| roster.find(id.as_bytes()));
        match person {
            Some(Some(person)) => transfer.people.get_or_insert_default().push(person),
            Some(None) => {
                transfer.people.get_or_insert_default();
                transfer.strangers = 1;
            }
            None => {}
        }
        let is_new = list.add(transfer, columns.key(record), record, sheet, columns.id)?;
        Ok(match (person, is_new) {
            (Some(None), _) => Verdict::Noted(Why::DanglingPassed),
            (None, false) => Verdict::LeftOut(Why::RepeatedRow),
            _ => Verdict::Taken,
        })
    })?;
    names.into_lists(&mut list.transfers);
    intake.transfers = Some(list);
    Ok(())
}

/// Reads the table of people passed on: `transfer` and `person`.
pub(super) fn read_passed(sheet: &Sheet, intake: &mut Intake) -> Result<(), ImportError> {
    let (transfer, person) = (sheet.required("transfer")?, sheet.required("person")?);
    let Intake { roster, ledger, transfers, .. } = intake;
    let Some(list) = transfers else {
        let way_out = "give the table of transfers too, with the same ids in a column `transfer`";
        return Err(sheet.error(1, "people are listed as passed on, and there are no transfers", way_out));
    };
    sheet.say_unread(ledger);
    sheet.each(ledger, &[transfer, person], |record| {
        let (id, person) = (record.bytes(transfer), record.bytes(person));
        if id.is_empty() || person.is_empty() {
            return Ok(Verdict::LeftOut(Why::BlankId));
        }
        let Some(at) = list.ids.find(id) else {
            let way_out = "write the id as in the table of transfers: ids are exact text";
            return Err(sheet.error(
                record.line,
                "a person is listed under a transfer that is not there",
                way_out,
            ));
        };
        let row = &mut list.transfers.rows[list.at[at as usize]];
        let people = row.people.get_or_insert_default();
        Ok(if let Some(person) = roster.find(person) {
            people.push(person);
            Verdict::Taken
        } else {
            row.strangers += 1;
            Verdict::Noted(Why::DanglingPassed)
        })
    })
}

impl TransferList {
    /// Adds a transfer, or what a row says of one that is there: false then. An error where two rows of one transfer differ.
    fn add(
        &mut self,
        transfer: Transfer,
        key: Vec<u8>,
        record: &Record,
        sheet: &Sheet,
        id: Option<usize>,
    ) -> Result<bool, ImportError> {
        let next = self.transfers.rows.len();
        let known = match record.known(id) {
            Some(id) => {
                let (number, is_new) = self.ids.intern(id.as_bytes());
                if is_new {
                    self.at.push(next);
                }
                self.at[number as usize]
            }
            None => *self.alike.entry(key).or_insert(next),
        };
        if known == next {
            self.transfers.rows.push(transfer);
            return Ok(true);
        }
        let row = &mut self.transfers.rows[known];
        let bare = |row: &Transfer| Transfer { people: None, strangers: 0, line: 0, ..row.clone() };
        if bare(row) != bare(&transfer) {
            let what = format!(
                "this row has the id of the transfer on line {}, and says something else of it",
                row.line
            );
            let way_out =
                "give each transfer an id of its own; rows of one transfer may differ in `person` alone";
            return Err(sheet.error(record.line, what, way_out));
        }
        row.strangers += transfer.strangers;
        if let Some(people) = transfer.people {
            row.people.get_or_insert_default().extend(people);
        }
        Ok(false)
    }

    /// The transfers with their organisations; whose data were passed on, ascending, each once.
    pub(super) fn close(mut self, organisations: Organisations) -> Transfers {
        for people in self.transfers.rows.iter_mut().filter_map(|row| row.people.as_mut()) {
            people.sort_unstable();
            people.dedup();
        }
        Transfers { recipients: organisations.rows, ..self.transfers }
    }
}

#[derive(Default)]
struct Names {
    apps: Labels,
    fields: Labels,
    purposes: Labels,
    bases: Labels,
    countries: Labels,
    safeguards: Labels,
}

impl Names {
    fn into_lists(self, transfers: &mut Transfers) {
        transfers.apps = self.apps.names();
        transfers.fields = self.fields.names();
        transfers.purposes = self.purposes.names();
        transfers.bases = self.bases.names();
        transfers.countries = self.countries.names();
        transfers.safeguards = self.safeguards.names();
    }
}

struct Columns {
    from: usize,
    to: usize,
    id: Option<usize>,
    on: Option<usize>,
    app: Option<usize>,
    person: Option<usize>,
    segment: Option<usize>,
    records: Option<usize>,
    fields: Option<usize>,
    purpose: Option<usize>,
    basis: Option<usize>,
    country: Option<usize>,
    safeguard: Option<usize>,
    contract_on: Option<usize>,
    deleted_on: Option<usize>,
}

impl Columns {
    fn of(sheet: &Sheet) -> Result<Self, ImportError> {
        Ok(Self {
            from: sheet.required("from")?,
            to: sheet.required("to")?,
            id: sheet.column("transfer")?,
            on: sheet.column("on")?,
            app: sheet.column("app")?,
            person: sheet.column("person")?,
            segment: sheet.column("segment")?,
            records: sheet.column("records")?,
            fields: sheet.column("fields")?,
            purpose: sheet.column("purpose")?,
            basis: sheet.column("basis")?,
            country: sheet.column("country")?,
            safeguard: sheet.column("safeguard")?,
            contract_on: sheet.spelt("contract_on")?,
            deleted_on: sheet.spelt("deleted_on")?,
        })
    }

    fn texts(&self) -> Vec<usize> {
        let texts = [self.id, self.app, self.person, self.segment, self.fields, self.purpose, self.basis];
        let texts = texts.into_iter().chain([self.country, self.safeguard]).flatten();
        [self.from, self.to].into_iter().chain(texts).collect()
    }

    /// What a row says of its transfer, but for whose data were passed on.
    fn transfer(
        &self,
        sheet: &Sheet,
        record: &Record,
        organisations: &mut Organisations,
        names: &mut Names,
    ) -> Result<Transfer, ImportError> {
        let mut end = |column, which| match record.known(Some(column)) {
            Some(name) => organisations.named(name),
            None => organisations.unnamed(record.line, which),
        };
        let (from, to) = (end(self.from, "sender"), end(self.to, "receiver"));
        let (on, deleted_on) = (day(sheet, record, self.on)?, day(sheet, record, self.deleted_on)?);
        if on.zip(deleted_on).is_some_and(|(on, deleted)| deleted < on) {
            let way_out = "correct one of the dates, or leave it empty";
            return Err(sheet.error(record.line, "the data were deleted before they were received", way_out));
        }
        Ok(Transfer {
            on,
            deleted_on,
            contract_on: day(sheet, record, self.contract_on)?,
            app: names.apps.number(record.known(self.app)),
            records: self.records(sheet, record)?,
            fields: record.known(self.fields).map(|cell| fields(cell, &mut names.fields)),
            purpose: names.purposes.number(record.known(self.purpose)),
            basis: names.bases.number(record.known(self.basis)),
            country: names.countries.number(record.known(self.country)),
            safeguard: names.safeguards.number(record.known(self.safeguard)),
            line: record.line,
            ..Transfer::between(from, to)
        })
    }

    fn records(&self, sheet: &Sheet, record: &Record) -> Result<Option<Range>, ImportError> {
        let Some((column, text)) = self.records.zip(record.known(self.records)) else { return Ok(None) };
        Range::parse(text, 1).map_err(|why| {
            let what = format!("the cell in column `{}` {}", shown(&sheet.header()[column]), why.text());
            sheet.error(record.line, what, why.way_out())
        })
    }

    /// All that a row says but the person, the segment and the id: rows without an id that say the same are one transfer.
    fn key(&self, record: &Record) -> Vec<u8> {
        let columns = [Some(self.from), Some(self.to), self.on, self.app, self.records, self.fields];
        let rest =
            [self.purpose, self.basis, self.country, self.safeguard, self.contract_on, self.deleted_on];
        let mut key = Vec::new();
        for column in columns.into_iter().chain(rest) {
            key.extend_from_slice(record.known(column).unwrap_or_default().as_bytes());
            key.push(0xff);
        }
        // An end that is not named may be another in each row.
        if [self.from, self.to].iter().any(|&end| record.known(Some(end)).is_none()) {
            key.extend_from_slice(&record.line.to_be_bytes());
        }
        key
    }
}

/// The fields of a cell, parted by `;`, `|`, commas or line breaks: ascending, each once.
fn fields(cell: &str, names: &mut Labels) -> Vec<u32> {
    let parts = cell.split([';', '|', ',', '\n']).map(str::trim).filter(|part| !part.is_empty());
    let mut fields: Vec<u32> = parts.filter_map(|part| names.number(Some(part))).collect();
    fields.sort_unstable();
    fields.dedup();
    fields
}

#[cfg(test)]
mod tests {
    use crate::{
        import::{self, Request},
        table::transfers::Transfers,
    };
    use std::fs;

    /// The transfers of a network of `a`, `b` and `c`, or what is wrong with them.
    fn read(transfers: &str, passed: Option<&str>) -> Result<Transfers, String> {
        let room = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = room.path().join(name);
            fs::write(&path, text).unwrap();
            Some(path)
        };
        let request = Request {
            ties: write("ties.csv", "source,target\na,b\nb,c\n"),
            consents: write("consents.csv", "person\na\n"),
            segments: write("segments.csv", "segment,person\nwaverers,b\nwaverers,c\n").into_iter().collect(),
            transfers: write("transfers.csv", transfers),
            passed: passed.and_then(|text| write("passed.csv", text)),
            ..Request::default()
        };
        let tables = import::read(&request, &mut |_| ()).map_err(|error| error.to_string())?;
        Ok(tables.transfers.unwrap())
    }

    fn people(transfers: &Transfers) -> Vec<Option<Vec<u32>>> {
        let of = |people: &Vec<crate::model::id::PersonId>| people.iter().map(|person| person.0).collect();
        transfers.rows.iter().map(|row| row.people.as_ref().map(of)).collect()
    }

    #[test]
    fn rows_of_one_id_and_rows_that_differ_in_the_person_alone_are_one_transfer() {
        let text = "transfer,from,to,person\nT1,X,Y,a\nT1,X,Y,b\n,Y,Z,c\n,y,Z,b\n,Y,Z,c\n";
        let read = read(text, None).unwrap();
        assert_eq!(people(&read), [Some(vec![0, 1]), Some(vec![2]), Some(vec![1])]);
        assert_eq!(read.recipients.len(), 3, "capitals do not tell organisations apart");
    }

    #[test]
    fn whose_data_were_passed_on_may_stand_in_a_segment_or_in_a_table_of_its_own() {
        let text = "transfer,from,to,segment\nT1,X,Y,waverers\nT2,Y,Z,\nT3,Z,X,\n";
        let read = read(text, Some("transfer,person\nT2,c\nT2,a\nT2,c\nT2,stranger\n")).unwrap();
        assert_eq!(people(&read), [Some(vec![1, 2]), Some(vec![0, 2]), None]);
        assert_eq!(read.rows[1].strangers, 1);
    }

    #[test]
    fn an_end_that_is_blank_is_an_organisation_of_its_own() {
        let read = read("from,to,on\nX,,2014-05-01\nX,,2014-05-01\n,X,\nX,x,\n", None).unwrap();
        let names: Vec<_> = read.recipients.iter().map(|recipient| recipient.name.as_str()).collect();
        let expected = [
            "X",
            "not named (receiver, line 2)",
            "not named (receiver, line 3)",
            "not named (sender, line 4)",
        ];
        assert_eq!(names, expected);
        assert_eq!(read.rows.len(), 3, "a transfer to oneself is none");
    }

    #[test]
    fn fields_are_parted_and_each_stands_once() {
        let read = read("from,to,fields\nX,Y,likes; place;likes\nX,Z,\"place, birthday\"\n", None).unwrap();
        assert_eq!(read.fields, ["likes", "place", "birthday"]);
        assert_eq!([&read.rows[0].fields, &read.rows[1].fields], [&Some(vec![0, 1]), &Some(vec![1, 2])]);
    }

    #[test]
    fn what_cannot_be_is_refused_with_its_line() {
        let refused = |text: &str, passed: Option<&str>, expected: &str| {
            let error = read(text, passed).unwrap_err();
            assert!(error.contains(expected), "{error}");
        };
        refused("from,to,on,deleted_on\nX,Y,2014-05-02,2014-05-01\n", None, "line 2");
        refused("from,to,on\nX,Y,May\n", None, "is no date");
        refused("transfer,from,to\nT1,X,Y\nT1,X,Z\n", None, "line 3");
        refused("from,to,segment\nX,Y,nobody\n", None, "no members");
        refused("transfer,from,to\nT1,X,Y\n", Some("transfer,person\nT9,a\n"), "not there");
        refused("from,to,records\nX,Y,many\n", None, "records");
    }
}
