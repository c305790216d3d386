//! The consents: a table with `person` and `scopes`, or a plain list of ids.

use super::{
    edge_list::first_line,
    error::{ImportError, refuse_long},
    input::Input,
    intake::Intake,
    ledger::{Ledger, Verdict},
    lines::lines,
    plan::Plan,
    roster::Roster,
    sheet::Sheet,
};
use crate::model::{
    consent::{Consenter, opens_contacts},
    gap::Why,
    id::{PersonId, SourceId},
};
use std::collections::HashMap;

/// Reads the consents of `input`, which take the place of any that were read before.
pub(super) fn read(input: Input, plan: &Plan, intake: &mut Intake) -> Result<(), ImportError> {
    let file = input.name.clone();
    let Intake { roster, ledger, listed, .. } = intake;
    let mut list =
        List { roster, at: HashMap::new(), consenters: Vec::new(), strangers: 0, first_stranger: 0 };
    if is_plain_list(&input)? {
        read_plain_list(&input, ledger, &mut list)?;
    } else {
        let sheet = Sheet::open(input, "consents", &plan.renamed("consents"), ledger)?;
        let (person, scopes) = (sheet.required("person")?, sheet.column("scopes")?);
        sheet.each(ledger, &[person], |record| {
            let opens = opens_contacts(record.known(scopes).unwrap_or_default());
            Ok(list.grant(record.line, record.bytes(person), opens))
        })?;
    }
    list.refuse_strangers(&file, *listed)?;
    intake.consenters = Some(list.consenters);
    Ok(())
}

struct List<'a> {
    roster: &'a Roster,
    at: HashMap<PersonId, usize>,
    consenters: Vec<Consenter>,
    strangers: u64,
    first_stranger: u64,
}

impl List<'_> {
    fn grant(&mut self, line: u64, id: &[u8], opens_contacts: bool) -> Verdict {
        if id.is_empty() {
            return Verdict::LeftOut(Why::BlankId);
        }
        let Some(person) = self.roster.find(id) else {
            self.strangers += 1;
            self.first_stranger = if self.strangers == 1 { line } else { self.first_stranger };
            return Verdict::Taken;
        };
        if let Some(&at) = self.at.get(&person) {
            self.consenters[at].opens_contacts |= opens_contacts;
            return Verdict::LeftOut(Why::RepeatedConsenter);
        }
        self.at.insert(person, self.consenters.len());
        let number =
            u32::try_from(self.consenters.len() + 1).expect("consenters are people, who are numbered in u32");
        self.consenters.push(Consenter { person, number, line, opens_contacts });
        Verdict::Taken
    }

    /// A consenter whose contacts are not known would make every figure too small.
    fn refuse_strangers(&self, file: &str, listed: bool) -> Result<(), ImportError> {
        if self.strangers == 0 {
            return Ok(());
        }
        let lines = if self.strangers == 1 { "line names" } else { "lines name" };
        let what =
            format!("{} {lines} a consenter who is not in the network, this the first", self.strangers);
        let way_out = if listed {
            "add them to the people list, or take them out of the consents"
        } else {
            "they have no tie: give a people list that names everybody, or take them out of the consents"
        };
        Err(ImportError::line(file, self.first_stranger, what, way_out))
    }
}

/// Whether `input` is a plain list of ids: named `.txt`, and its first line names no column `person`.
fn is_plain_list(input: &Input) -> Result<bool, ImportError> {
    if input.ending != "txt" {
        return Ok(false);
    }
    let first = first_line(input.text()?).to_ascii_lowercase();
    Ok(first.split(|byte| b",;\t".contains(byte)).all(|cell| cell.trim_ascii() != b"person"))
}

fn read_plain_list(input: &Input, ledger: &mut Ledger, list: &mut List) -> Result<SourceId, ImportError> {
    let source = ledger.enter("consents", input, "list of ids");
    for (number, line) in lines(input.text()?).filter(|(_, line)| !matches!(line, [] | [b'#', ..])) {
        let verdict = match std::str::from_utf8(line) {
            Ok(id) => {
                refuse_long(&input.name, number, [line])?;
                list.grant(number, id.as_bytes(), true)
            }
            Err(_) => Verdict::LeftOut(Why::NotUtf8),
        };
        ledger.book_or_refuse(source, number, verdict, 1)?;
    }
    ledger.close(source)?;
    Ok(source)
}
