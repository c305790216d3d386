//! `Intake`: where rows are gathered from one file after the other, until the tables are complete.

use super::{
    coding::Coding,
    consents,
    error::{ImportError, listed, shown},
    input::{Input, file_name},
    interner::Interner,
    labels::Labels,
    ledger::Ledger,
    messages, neighbours, people, places,
    plan::Plan,
    reasons,
    recipients::{self, Organisations},
    records,
    regime::REGIMES,
    roster::Roster,
    seats,
    segments::SegmentList,
    settings,
    sheet::Sheet,
    sought::Sought,
    suppressions, texts, ties,
    transfers::{self, TransferList},
};
use crate::{
    model::{
        attribute::Attribute,
        consent::Consenter,
        id::{PersonId, SourceId},
    },
    table::{
        Tables, grants::Grants, messages::Messages, places::Places, reasons::Reasons, records::Records,
        suppressions::Suppressions, switches::Switches, texts::Texts, ties::Ties,
    },
};
use std::path::{Path, PathBuf};

/// Rows on their way in.
pub(super) struct Intake<'p> {
    pub(super) roster: Roster,
    pub(super) ledger: Ledger,
    /// Whether a people list says who there is.
    pub(super) listed: bool,
    /// The ties; `None` until some file gave them.
    pub(super) ties: Option<Ties>,
    /// The consenters; `None` until some file gave them.
    pub(super) consenters: Option<Vec<Consenter>>,
    /// What is known about people, and the file that says it.
    pub(super) columns: Vec<(Coding, SourceId)>,
    pub(super) opted_out: Vec<PersonId>,
    pub(super) switches: Switches,
    /// The grants of the consenters, where a file says more than who they are.
    pub(super) grants: Grants,
    pub(super) segments: SegmentList,
    pub(super) places: Option<Places>,
    pub(super) messages: Option<Messages>,
    /// The ids of the messages, by their numbers.
    pub(super) message_ids: Interner,
    pub(super) reasons: Option<Reasons>,
    pub(super) suppressions: Option<Suppressions>,
    pub(super) organisations: Organisations,
    pub(super) transfers: Option<TransferList>,
    pub(super) texts: Texts,
    pub(super) records: Option<Records>,
    /// The channels of messages and of objections, spelt in one way.
    pub(super) channels: Labels,
    /// The files opened so far, `case.toml` among them.
    pub(super) opened: Vec<PathBuf>,
    pub(super) progress: &'p mut dyn FnMut(&str),
}

impl<'p> Intake<'p> {
    pub(super) fn new(progress: &'p mut dyn FnMut(&str)) -> Self {
        Self {
            roster: Roster::new(),
            ledger: Ledger::default(),
            listed: false,
            ties: None,
            consenters: None,
            columns: Vec::new(),
            opted_out: Vec::new(),
            switches: Switches::default(),
            grants: Grants::default(),
            segments: SegmentList::default(),
            places: None,
            messages: None,
            message_ids: Interner::default(),
            reasons: None,
            suppressions: None,
            organisations: Organisations::default(),
            transfers: None,
            texts: Texts::default(),
            records: None,
            channels: Labels::folded(),
            opened: Vec::new(),
            progress,
        }
    }

    /// Opens a file, says so and remembers it.
    pub(super) fn open(&mut self, path: &Path) -> Result<Input, ImportError> {
        self.open_as(path, file_name(path))
    }

    /// Opens a file whose own name is not to be shown, under another.
    pub(super) fn open_as(&mut self, path: &Path, name: String) -> Result<Input, ImportError> {
        (self.progress)(&format!("reading {name}"));
        self.opened.push(path.to_owned());
        Ok(Input { name, ..Input::open(path)? })
    }

    fn sheet(&mut self, path: &Path, table: &'static str, plan: &Plan) -> Result<Sheet, ImportError> {
        let input = self.open(path)?;
        Sheet::open(input, table, &plan.renamed(table), &mut self.ledger)
    }

    /// Reads what `plan` names, in the order in which one table needs another, and closes the tables.
    pub(super) fn take(mut self, mut plan: Plan, sought: Option<&Sought>) -> Result<Tables, ImportError> {
        self.take_regime(&mut plan)?;
        self.take_people(&plan)?;
        self.take_ties(&plan)?;
        self.take_consents(&plan)?;
        if let Some(path) = &plan.settings {
            let sheet = self.sheet(path, "settings", &plan)?;
            settings::read(&sheet, &mut self)?;
        }
        for path in &plan.segments {
            let sheet = self.sheet(path, "segments", &plan)?;
            self.segments.read(&sheet, &self.roster, &mut self.ledger)?;
        }
        if let Some(path) = &plan.places {
            let sheet = self.sheet(path, "places", &plan)?;
            self.places = Some(places::read(&sheet, &mut self.ledger)?);
        }
        if let Some(path) = &plan.neighbours {
            let sheet = self.sheet(path, "neighbours", &plan)?;
            neighbours::read(&sheet, self.places.as_mut(), &mut self.ledger)?;
        }
        if let Some(path) = &plan.messages {
            let sheet = self.sheet(path, "messages", &plan)?;
            messages::read(&sheet, &mut self)?;
        }
        if let Some(path) = &plan.reasons {
            let sheet = self.sheet(path, "reasons", &plan)?;
            reasons::read(&sheet, &mut self)?;
        }
        if let Some(path) = &plan.suppressions {
            let sheet = self.sheet(path, "suppressions", &plan)?;
            suppressions::read(&sheet, &plan.hashing, &mut self)?;
            self.check_exemptions(&plan)?;
        }
        if let Some(path) = &plan.records {
            let sheet = self.sheet(path, "records", &plan)?;
            records::read(&sheet, &mut self)?;
        }
        self.take_transfers(&plan)?;
        if let Some(path) = &plan.texts {
            let sheet = self.sheet(path, "texts", &plan)?;
            texts::read(&sheet, path, &mut self)?;
        }
        let columns = std::mem::take(&mut self.columns);
        let mut attributes = people::close(columns, self.roster.len(), &plan, &mut self.ledger)?;
        plan.assign(&mut attributes)?;
        people::check_held(&plan, &attributes)?;
        let sought = sought.map(|sought| self.find(sought)).transpose()?;
        Ok(Tables { sought, ..self.close(plan, attributes) })
    }

    /// An error where the case exempts senders from a list that is none of those read: the exemption would be passed over.
    fn check_exemptions(&self, plan: &Plan) -> Result<(), ImportError> {
        let lists = self.suppressions.as_ref().map_or(&[][..], |suppressions| &suppressions.lists);
        let unknown = plan.case.exemptions.iter().find(|exemption| !lists.contains(&exemption.list));
        let Some(exemption) = unknown else { return Ok(()) };
        let what = format!(
            "no objection stands in a list `{}`, of which [[exemptions]] speaks",
            shown(&exemption.list)
        );
        let way_out = match lists.len() {
            0 => "add the column `list` to the suppressions".to_owned(),
            _ => format!("the lists are {}", listed(lists.iter().map(String::as_str))),
        };
        Err(ImportError::file("case.toml", what, way_out))
    }

    fn take_regime(&mut self, plan: &mut Plan) -> Result<(), ImportError> {
        let Some(asked) = &plan.regime else { return Ok(()) };
        let regime = REGIMES.take(asked, |path| {
            let input = self.open(path)?;
            self.ledger.enter("regime", &input, "TOML");
            Ok(input)
        })?;
        plan.case.regime = Some(regime);
        Ok(())
    }

    /// Reads organisations, the transfers between them and whose data these passed on.
    fn take_transfers(&mut self, plan: &Plan) -> Result<(), ImportError> {
        if let Some(path) = &plan.recipients {
            let sheet = self.sheet(path, "recipients", plan)?;
            recipients::read(&sheet, self)?;
        }
        if let Some(path) = &plan.transfers {
            let sheet = self.sheet(path, "transfers", plan)?;
            transfers::read(&sheet, self)?;
        }
        if let Some(path) = &plan.passed {
            let sheet = self.sheet(path, "passed", plan)?;
            transfers::read_passed(&sheet, self)?;
        }
        if let Some(path) = &plan.seats {
            let sheet = self.sheet(path, "seats", plan)?;
            seats::read(&sheet, self)?;
        }
        Ok(())
    }

    fn take_people(&mut self, plan: &Plan) -> Result<(), ImportError> {
        let Some(path) = &plan.people else { return Ok(()) };
        if self.ties.is_some() {
            return Err(twice("people"));
        }
        let sheet = self.sheet(path, "people", plan)?;
        people::read(&sheet, self)
    }

    fn take_ties(&mut self, plan: &Plan) -> Result<(), ImportError> {
        match (&plan.ties, &self.ties) {
            (Some(_), Some(_)) => Err(twice("ties")),
            (None, Some(_)) => Ok(()),
            (None, None) => Err(ImportError::NoTable { table: "ties" }),
            (Some(path), None) => {
                let input = self.open(path)?;
                ties::read(input, plan, self)
            }
        }
    }

    pub(super) fn take_consents(&mut self, plan: &Plan) -> Result<(), ImportError> {
        match (&plan.consents, &self.consenters) {
            (None, Some(_)) => Ok(()),
            (None, None) => Err(ImportError::NoTable { table: "consents" }),
            (Some(path), _) => {
                let input = self.open(path)?;
                consents::read(input, plan, self)
            }
        }
    }

    /// The row of the person whom the reading is asked about.
    fn find(&self, sought: &Sought) -> Result<PersonId, ImportError> {
        self.roster.find(sought.bytes()).ok_or_else(|| {
            let place = if self.listed { "in the people list" } else { "among the people with a tie" };
            let what = format!("the person asked about is not {place}");
            let way_out = "ids are exact text: check capitals, leading zeros and blanks within";
            ImportError::request(what, way_out)
        })
    }

    fn close(mut self, plan: Plan, attributes: Vec<Attribute>) -> Tables {
        let channels = self.channels.names();
        self.messages.iter_mut().for_each(|messages| messages.channels.clone_from(&channels));
        Tables {
            case: plan.case,
            parameters: plan.parameters,
            sources: self.ledger.sources,
            gaps: self.ledger.gaps,
            people: self.roster.len(),
            listed: self.listed,
            ties: self.ties.unwrap_or_default(),
            consenters: self.consenters.unwrap_or_default(),
            attributes,
            opted_out: self.opted_out,
            switches: self.switches,
            grants: self.grants,
            segments: self.segments.close(),
            places: self.places,
            messages: self.messages,
            reasons: self.reasons,
            suppressions: self.suppressions,
            transfers: self.transfers.map(|list| list.close(self.organisations)),
            texts: self.texts,
            records: self.records,
            opened: self.opened,
            sought: None,
        }
    }
}

fn twice(table: &str) -> ImportError {
    let what = format!("the case brings its own {table}, and {table} are given beside it");
    ImportError::request(what, "give the one or the other")
}
