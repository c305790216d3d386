//! The consents: a table with `person` and, where known, `app`, `provider`, `scopes`, `given_on`, `withdrawn_on`, `text_version`, `purpose`
//! and `incentive`, or a plain list of ids. Each record is a grant; a person may have given several. Where a column `status` says what was
//! answered, only a yes is a grant, and a consent that was withdrawn, whose data had been read before.

use super::{
    answers::Answer,
    dates::Dates,
    edge_list::first_line,
    error::{ImportError, refuse_long, shown},
    input::Input,
    intake::Intake,
    labels::{Labels, remark},
    ledger::{Ledger, Verdict},
    lines::lines,
    plan::Plan,
    roster::Roster,
    sheet::{Record, Sheet},
    workbook,
};
use crate::{
    model::{
        consent::Consenter,
        consent_text::Agreement,
        gap::Why,
        grant::{Grant, names_contacts, scopes},
        id::{PersonId, SourceId},
        reading::Lasting,
    },
    table::grants::{App, Grants},
};
use std::collections::HashMap;

/// Reads the consents of `input`, which take the place of any that were read before.
pub(super) fn read(mut input: Input, plan: &Plan, intake: &mut Intake) -> Result<(), ImportError> {
    let file = input.name.clone();
    let Intake { roster, ledger, listed, .. } = intake;
    let mut list = List::of(roster);
    if is_plain_list(&mut input)? {
        read_plain_list(&input, ledger, &mut list)?;
    } else {
        let sheet = Sheet::open(input, "consents", &plan.renamed("consents"), ledger)?;
        let columns = Columns::of(&sheet)?;
        sheet.say_unread(ledger);
        let mut endless = 0_u64;
        let takes_versions = columns.text_version.is_some();
        sheet.each(ledger, &columns.texts(), |record| {
            let answer = columns.answer(&sheet, record)?;
            if answer == Answer::No {
                return Ok(Verdict::LeftOut(Why::NoConsent));
            }
            let grant = columns.grant(&sheet, record, &mut list)?;
            let agreed = takes_versions
                .then(|| (list.versions.number(record.known(columns.text_version)), grant.in_force));
            let is_endless = answer == Answer::Withdrawn && !columns.dates.has_end(record);
            endless += u64::from(is_endless);
            list.agree(record.bytes(columns.person), agreed);
            Ok(match list.grant(record.line, record.bytes(columns.person), grant) {
                Verdict::Taken if is_endless => Verdict::Noted(Why::UnreadableDate),
                verdict => verdict,
            })
        })?;
        if list.versions.tell_records_apart() {
            remark(ledger, sheet.source, "text_version");
            (list.versions, list.agreements) = (Labels::default(), Vec::new());
        }
        list.keep_texts(ledger, sheet.source);
        if endless > 0 {
            ledger.remark(sheet.source, &endless_text(endless));
        }
    }
    list.refuse_strangers(&file, *listed)?;
    intake.consenters = Some(list.consenters);
    intake.grants = list.grants;
    intake.texts.agreed_to = list.versions.names();
    intake.texts.agreements = list.agreements;
    Ok(())
}

/// What is said of consents that were withdrawn on an unknown day.
pub(super) fn endless_text(records: u64) -> String {
    let were = if records == 1 { "consent was" } else { "consents were" };
    format!("{records} {were} withdrawn on a day that is not known, and counted as if never withdrawn")
}

/// Where the parts of a grant stand.
struct Columns {
    person: usize,
    app: Option<usize>,
    provider: Option<usize>,
    scopes: Option<usize>,
    status: Option<usize>,
    text_version: Option<usize>,
    purpose: Option<usize>,
    incentive: Option<usize>,
    dates: Dates,
}

impl Columns {
    fn of(sheet: &Sheet) -> Result<Self, ImportError> {
        Ok(Self {
            person: sheet.required("person")?,
            app: sheet.column("app")?,
            provider: sheet.column("provider")?,
            scopes: sheet.spelt("scopes")?,
            status: sheet.column("status")?,
            text_version: sheet.column("text_version")?,
            purpose: sheet.column("purpose")?,
            incentive: sheet.column("incentive")?,
            dates: Dates::of(sheet, "given_on", "withdrawn_on")?,
        })
    }

    /// The columns whose texts are kept, or are ids.
    fn texts(&self) -> Vec<usize> {
        let texts = [self.app, self.provider, self.scopes, self.text_version, self.purpose, self.incentive];
        std::iter::once(Some(self.person)).chain(texts).flatten().collect()
    }

    /// What `record` answers: yes where no column says so.
    fn answer(&self, sheet: &Sheet, record: &Record) -> Result<Answer, ImportError> {
        let Some(status) = self.status else { return Ok(Answer::Yes) };
        Answer::of(record.text(status)).ok_or_else(|| {
            let what = format!("the answer in column `{}` is not known here", shown(&sheet.header()[status]));
            sheet.error(record.line, what, Answer::way_out())
        })
    }

    /// The grant of `record`, but for who gave it.
    fn grant(&self, sheet: &Sheet, record: &Record, list: &mut List) -> Result<Grant, ImportError> {
        let app = match record.known(self.app) {
            Some(name) => Some(list.app(sheet, record.line, name, record.known(self.provider))?),
            None => None,
        };
        let scopes = record.known(self.scopes).and_then(scopes);
        let in_force = self.dates.lasting(sheet, record)?;
        Ok(Grant {
            app,
            scopes,
            in_force,
            purpose: list.purposes.number(record.known(self.purpose)),
            incentive: list.incentives.number(record.known(self.incentive)),
            ..Grant::plain(0, true, record.line)
        })
    }
}

struct List<'a> {
    roster: &'a Roster,
    at: HashMap<PersonId, usize>,
    consenters: Vec<Consenter>,
    grants: Grants,
    /// The versions of texts that the consents name, and who agreed to which.
    versions: Labels,
    agreements: Vec<Agreement>,
    purposes: Labels,
    incentives: Labels,
    strangers: u64,
    first_stranger: u64,
}

impl<'a> List<'a> {
    fn of(roster: &'a Roster) -> Self {
        let (at, consenters, grants) = (HashMap::new(), Vec::new(), Grants::default());
        let (versions, agreements) = (Labels::default(), Vec::new());
        let (purposes, incentives) = (Labels::default(), Labels::default());
        Self {
            roster,
            at,
            consenters,
            grants,
            versions,
            agreements,
            purposes,
            incentives,
            strangers: 0,
            first_stranger: 0,
        }
    }

    /// Keeps which version of a text somebody agreed to, where the consents tell.
    fn agree(&mut self, id: &[u8], agreed: Option<(Option<u32>, Lasting)>) {
        let agreement = self.roster.find(id).zip(agreed);
        self.agreements.extend(agreement.map(|(person, (version, in_force))| Agreement {
            person,
            version,
            in_force,
        }));
    }

    /// Keeps the purposes and incentives as grants name them, but for those that tell nearly every record apart.
    fn keep_texts(&mut self, ledger: &mut Ledger, source: SourceId) {
        if self.purposes.tell_records_apart() {
            remark(ledger, source, "purpose");
            self.grants.rows.iter_mut().for_each(|grant| grant.purpose = None);
        } else {
            self.grants.purposes = self.purposes.names();
        }
        if self.incentives.tell_records_apart() {
            remark(ledger, source, "incentive");
            self.grants.rows.iter_mut().for_each(|grant| grant.incentive = None);
        } else {
            self.grants.incentives = self.incentives.names();
        }
    }

    /// The place of the app of that name in the list of apps.
    fn app(
        &mut self,
        sheet: &Sheet,
        line: u64,
        name: &str,
        provider: Option<&str>,
    ) -> Result<u32, ImportError> {
        let apps = &mut self.grants.apps;
        let place = |at: usize| u32::try_from(at).expect("apps are few");
        let Some(at) = apps.iter().position(|app| app.name == name) else {
            apps.push(App { name: name.to_owned(), provider: provider.map(str::to_owned) });
            return Ok(place(apps.len() - 1));
        };
        let known = &mut apps[at].provider;
        match (known.as_deref(), provider) {
            (Some(before), Some(now)) if before != now => {
                let what = format!("the app `{}` has another provider here than above", shown(name));
                Err(sheet.error(line, what, "give each app one provider, or two apps two names"))
            }
            (None, Some(now)) => {
                *known = Some(now.to_owned());
                Ok(place(at))
            }
            _ => Ok(place(at)),
        }
    }

    fn grant(&mut self, line: u64, id: &[u8], grant: Grant) -> Verdict {
        if id.is_empty() {
            return Verdict::LeftOut(Why::BlankId);
        }
        let Some(person) = self.roster.find(id) else {
            self.strangers += 1;
            self.first_stranger = if self.strangers == 1 { line } else { self.first_stranger };
            return Verdict::Taken;
        };
        let opens_contacts =
            grant.scopes.as_ref().is_none_or(|own| own.iter().any(|scope| names_contacts(scope)));
        let place = |at: usize| u32::try_from(at).expect("consenters are people, who are numbered in u32");
        if let Some(&at) = self.at.get(&person) {
            self.consenters[at].opens_contacts |= opens_contacts;
            self.grants.rows.push(Grant { consenter: place(at), ..grant });
            return Verdict::Noted(Why::RepeatedConsenter);
        }
        let at = self.consenters.len();
        self.at.insert(person, at);
        self.consenters.push(Consenter { person, number: place(at) + 1, line, opens_contacts });
        self.grants.rows.push(Grant { consenter: place(at), ..grant });
        Verdict::Taken.for_ids(&[id])
    }

    /// A consenter whose contacts are not known would make every figure too small.
    fn refuse_strangers(&self, file: &str, listed: bool) -> Result<(), ImportError> {
        if self.strangers == 0 {
            return Ok(());
        }
        let lines = if self.strangers == 1 { "line names" } else { "lines name" };
        let what =
            format!("{} {lines} a consenter who is not in the network, this the first", self.strangers);
        let way_out = if self.roster.has_aliases() {
            "write an id, a handle or a name that one person alone has (identities.csv has them all after an import), or take them out of the \
             consents"
        } else if listed {
            "add them to the people list, or take them out of the consents"
        } else {
            "they have no tie: give a people list that names everybody, or take them out of the consents"
        };
        Err(ImportError::line(file, self.first_stranger, what, way_out))
    }
}

/// Whether `input` is a plain list of ids, which is decoded then: named `.txt`, and its first line names no column `person`.
fn is_plain_list(input: &mut Input) -> Result<bool, ImportError> {
    if input.ending != "txt" || workbook::is_one(input) {
        return Ok(false);
    }
    input.decode()?;
    let first = first_line(input.text()?).to_ascii_lowercase();
    Ok(first.split(|byte| b",;|\t".contains(byte)).all(|cell| cell.trim_ascii() != b"person"))
}

fn read_plain_list(input: &Input, ledger: &mut Ledger, list: &mut List) -> Result<SourceId, ImportError> {
    let source = ledger.enter("consents", input, "list of ids");
    for (number, line) in lines(input.text()?).filter(|(_, line)| !matches!(line, [] | [b'#', ..])) {
        let verdict = match std::str::from_utf8(line) {
            Ok(id) => {
                refuse_long(&input.name, number, [line])?;
                list.grant(number, id.as_bytes(), Grant::plain(0, true, number))
            }
            Err(_) => Verdict::LeftOut(Why::NotUtf8),
        };
        ledger.book_or_refuse(source, number, verdict, 1)?;
    }
    ledger.close(source)?;
    Ok(source)
}
