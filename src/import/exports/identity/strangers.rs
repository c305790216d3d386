//! Those whom a table names by a text that may be any id, handle, address or name, as a list of consents does.
//!
//! An id goes before a key, and a key before a name. What may be several people is an error. What nobody is called is a person whom
//! the exports do not know: they get an id, which stands in that table and not among the people, so that an audit
//! refuses a consenter whose ties are not known, and names the line.

use super::{
    super::rows::{Cell, Gathered, Naming, Someone},
    People,
};
use crate::import::{
    aliases::{Aliases, Called},
    error::ImportError,
    spelling,
};
use rustc_hash::FxHashMap;

impl People {
    /// Finds the person of each alias, and adds those whom nobody is.
    pub(super) fn place_strangers(&mut self, rows: &Gathered) -> Result<(), ImportError> {
        let aliases = (0..).zip(&rows.namings).filter_map(|(at, naming)| match naming {
            Naming::Alias(text) => Some((Someone(at), text.trim())),
            _ => None,
        });
        let aliases: Vec<(Someone, &str)> = aliases.collect();
        if aliases.is_empty() {
            return Ok(());
        }
        let known = self.aliases();
        let by_id: FxHashMap<String, u32> = self.ids.iter().cloned().zip(0..).collect();
        let mut strangers: FxHashMap<String, u32> = FxHashMap::default();
        for (someone, text) in aliases {
            let called = by_id.get(text).map_or_else(|| known.find(text), |&person| Called::One(person));
            self.of[someone.0 as usize] = match called {
                Called::One(person) => person,
                Called::Several => return Err(ambiguous(rows, someone)),
                Called::Nobody => self.stranger(rows, text, &known, &mut strangers),
            };
        }
        self.account.strangers = self.strangers as u64;
        self.name_strangers(rows);
        Ok(())
    }

    fn aliases(&self) -> Aliases {
        let mut known = Aliases::default();
        for (person, known_as) in (0..).zip(&self.known_as) {
            known_as.iter().for_each(|(kind, text)| known.add(person, kind, text));
        }
        known
    }

    /// Where only network files are read, an alias is an id, and stays what it is. Else it may be a name, and names stand in the
    /// table of identities alone.
    fn stranger(
        &mut self,
        rows: &Gathered,
        text: &str,
        known: &Aliases,
        strangers: &mut FxHashMap<String, u32>,
    ) -> u32 {
        let donated = !rows.donors.is_empty();
        let form = if donated { spelling::name(text) } else { Some(text.to_owned()) };
        if let Some(person) = form.as_ref().and_then(|form| strangers.get(form)) {
            return *person;
        }
        self.strangers += 1;
        let person = self.add(if donated { self.id_of_stranger(known) } else { text.to_owned() });
        if donated && !text.is_empty() {
            self.known_as[person as usize].push(("alias", text.to_owned()));
        }
        strangers.extend(form.map(|form| (form, person)));
        person
    }

    /// An id under which nobody else is found.
    fn id_of_stranger(&self, known: &Aliases) -> String {
        let mut id = format!("[stranger {}]", self.strangers);
        while known.find(&id) != Called::Nobody {
            id.push('*');
        }
        id
    }

    /// Labels that a table gives to those whom it names by an alias.
    fn name_strangers(&mut self, rows: &Gathered) {
        let aliased = |someone: &Someone| matches!(rows.namings[someone.0 as usize], Naming::Alias(_));
        for (someone, kind, text) in rows.labels.iter().filter(|(someone, ..)| aliased(someone)) {
            let known_as = &mut self.known_as[self.of[someone.0 as usize] as usize];
            if let Err(at) =
                known_as.binary_search_by(|known| (known.0, known.1.as_str()).cmp(&(*kind, text.as_str())))
            {
                known_as.insert(at, (kind, text.clone()));
            }
        }
    }
}

/// The error where what a table calls somebody may be several people: at the first row that calls them so.
fn ambiguous(rows: &Gathered, someone: Someone) -> ImportError {
    let what = "what is written here for a person may be several people";
    let way_out =
        "import the exports without this table first, and write the ids that its identities.csv gives them";
    let names = |cell: &Option<Cell>| *cell == Some(Cell::Person(someone));
    let row = rows.rows.iter().find(|row| row.cells.iter().any(names)).map(|row| (row.source, row.line));
    let tie = || rows.ties.iter().find(|tie| tie.source == someone || tie.target == someone);
    match row.or_else(|| tie().map(|tie| (tie.source_file, tie.line))) {
        Some((source, line)) => {
            ImportError::line(&rows.ledger.sources[source.index()].name, line, what, way_out)
        }
        None => ImportError::request(what, way_out),
    }
}
