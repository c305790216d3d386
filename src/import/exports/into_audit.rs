//! The rows of exports, straight into the tables of an audit.

use super::{
    ImportRequest,
    identity::People,
    reading_page::origin,
    rows::{Gathered, Table},
    written,
};
use crate::{
    import::{
        coding::Coding, consents, error::ImportError, hashed::Hashing, input::Input, intake::Intake,
        messages, places, plan::Plan, recipients, roster::Admission, settings, sheet::Sheet, suppressions,
        transfers,
    },
    model::{
        case::AuditCase,
        id::{PersonId, SourceId},
        reading::{Began, Lasting},
    },
    table::ties::Ties,
};
use std::path::Path;

/// Reads exports into `intake`; gives the plan of an audit of them, which further tables may be added to.
pub(in crate::import) fn read(request: &ImportRequest, intake: &mut Intake) -> Result<Plan, ImportError> {
    const READ: [Table; 8] = [
        Table::Consents,
        Table::Settings,
        Table::Segments,
        Table::Messages,
        Table::Suppressions,
        Table::Places,
        Table::Recipients,
        Table::Transfers,
    ];
    let rows = super::gather(request, &mut *intake.progress)?;
    let people = People::of(&rows, request.same_names, request.ids)?;
    intake.ledger = rows.ledger.clone();
    intake.opened.extend(rows.opened.iter().cloned());
    take_people(&rows, &people, intake);
    let directed = take_ties(&rows, &people, intake);
    for table in READ {
        if let Some(input) = generated(table, &rows, &people)? {
            take_table(table, input, intake)?;
        }
    }
    let (title, origin) = (written::title(&rows), Some(origin(&rows, &people)));
    let donations = people.account.donations();
    Ok(Plan {
        case: AuditCase { title, origin, directed, donations, ..AuditCase::default() },
        ..Plan::default()
    })
}

fn take_people(rows: &Gathered, people: &People, intake: &mut Intake) {
    for id in people.listed() {
        let (_, admission) = intake.roster.admit(id.as_bytes());
        debug_assert!(admission != Admission::Known, "each person has an id of their own");
    }
    for (person, known_as) in (0..).map(PersonId).zip(&people.known_as).take(people.listed().len()) {
        for (kind, text) in known_as {
            intake.roster.also_called(person, kind, text);
        }
    }
    intake.listed = true;
    for attribute in &rows.attributes {
        let mut coding = Coding::new(&attribute.name);
        for &(someone, value) in &attribute.cells {
            let person = PersonId(people.person(someone));
            coding.set(person.index(), attribute.values.text(value));
        }
        intake.columns.push((coding, SourceId(0)));
    }
}

/// Takes the ties and says whether they point somewhere. Where some do, those that do not are taken from both ends.
fn take_ties(rows: &Gathered, people: &People, intake: &mut Intake) -> bool {
    let directed = rows.ties.iter().any(|tie| tie.directed);
    let dated = rows.ties.iter().any(|tie| tie.since.is_some() || tie.until.is_some());
    let mut ties = Ties::default();
    for tie in &rows.ties {
        let began = match tie.since {
            Some(Some(day)) => Began::On(day),
            _ => Began::Unknown,
        };
        let (one, other) = (PersonId(people.person(tie.source)), PersonId(people.person(tie.target)));
        let both = directed && !tie.directed && one != other;
        for (one, other) in [(one, other), (other, one)].into_iter().take(1 + usize::from(both)) {
            ties.push(one, other, tie.line);
            ties.sources.push(tie.source_file);
            if dated {
                ties.stood.push(Lasting::new(began, tie.until));
            }
        }
    }
    intake.ties = Some(ties);
    directed
}

/// A table made of rows, as if it stood in a file; none where there are no such rows.
fn generated(table: Table, rows: &Gathered, people: &People) -> Result<Option<Input>, ImportError> {
    let Some(bytes) = written::table(table, rows, people) else { return Ok(None) };
    let name = format!("{} of the exports", table.name());
    Input::of_bytes(name, Path::new("generated.csv"), bytes).map(Some)
}

fn take_table(table: Table, input: Input, intake: &mut Intake) -> Result<(), ImportError> {
    let plan = Plan::default();
    take_rows(table, input, &plan, intake)?;
    // It stands in no file: the records are those of the exports, and are booked there.
    if let Some(entry) = intake.ledger.sources.last_mut() {
        (entry.records, entry.taken, entry.bytes) = (0, 0, 0);
    }
    Ok(())
}

fn take_rows(table: Table, input: Input, plan: &Plan, intake: &mut Intake) -> Result<(), ImportError> {
    if table == Table::Consents {
        return consents::read(input, plan, intake);
    }
    let sheet = Sheet::open(input, table.name(), &plan.renamed(table.name()), &mut intake.ledger)?;
    match table {
        Table::Settings => settings::read(&sheet, intake),
        Table::Messages => messages::read(&sheet, intake),
        Table::Recipients => recipients::read(&sheet, intake),
        Table::Transfers => transfers::read(&sheet, intake),
        Table::Suppressions => suppressions::read(&sheet, &Hashing::default(), intake),
        Table::Places => {
            intake.places = Some(places::read(&sheet, &mut intake.ledger)?);
            Ok(())
        }
        _ => {
            let Intake { segments, roster, ledger, .. } = intake;
            segments.read(&sheet, roster, ledger)
        }
    }
}
