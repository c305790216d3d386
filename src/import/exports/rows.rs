//! `Rows`: what exports give, as rows of our tables, each with the place it was read from. Importers write into it and know
//! nothing of what comes after; who is the same person is decided later, over all of them (`identity`).

use super::bundle::{Bundle, Entry};
use crate::{
    import::{
        coding::names_people,
        error::ImportError,
        input::Input,
        interner::Interner,
        ledger::{Ledger, Verdict},
        roster::{Admission, Roster, folded},
    },
    model::{date::Day, gap::Why, id::SourceId},
};
use rustc_hash::FxHashMap;
use std::{collections::BTreeSet, path::PathBuf};

/// Somebody whom an export names, as often as it names them: their place among the namings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::import) struct Someone(pub(super) u32);

impl Someone {
    /// Their place among the namings.
    pub(in crate::import) fn place(self) -> usize {
        self.0 as usize
    }
}

/// A set of ids that is one file's own, or that of all tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) struct Scope(pub(super) usize);

/// How an export names somebody.
#[derive(Clone, Debug)]
pub(super) enum Naming {
    /// By an exact id of a set of ids.
    Id { scope: Scope, number: u32 },
    /// As a donor, or as somebody on a donor's list.
    Contact(Contact),
    /// By a text that may be any id, handle, address or name of somebody named elsewhere, as a list of consents does.
    Alias(String),
}

/// What kind of exact key a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::import) enum KeyKind {
    /// A number or text of the platform that stays for life.
    Id,
    /// A name on the platform that people choose and may change.
    Handle,
    /// The address of a profile.
    Url,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
}

impl KeyKind {
    /// All of them.
    pub(in crate::import) const ALL: [Self; 5] =
        [Self::Id, Self::Handle, Self::Url, Self::Email, Self::Phone];

    /// What it is called in the table of identities.
    pub(in crate::import) fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Handle => "handle",
            Self::Url => "url",
            Self::Email => "email",
            Self::Phone => "phone",
        }
    }

    /// Whether it is the same on all platforms.
    pub(in crate::import) fn is_contact_point(self) -> bool {
        matches!(self, Self::Email | Self::Phone)
    }
}

/// Somebody with an account or in an address book.
#[derive(Clone, Debug, Default)]
pub(in crate::import) struct Contact {
    /// The platform, in lower case, for instance `facebook`. Ids, handles and addresses count inside one platform; e-mail
    /// addresses and telephone numbers everywhere.
    pub(in crate::import) platform: &'static str,
    /// What identifies them exactly, as spelt in the export.
    pub(in crate::import) keys: Vec<(KeyKind, String)>,
    /// The name shown, as spelt in the export.
    pub(in crate::import) name: Option<String>,
    /// When the tie to the donor began, in Unix seconds, if the export tells.
    pub(in crate::import) met: Option<i64>,
}

/// Who is at the ends of a tie, and what is known about it.
#[derive(Clone, Copy, Debug)]
pub(in crate::import) struct Tie {
    pub(in crate::import) source: Someone,
    pub(in crate::import) target: Someone,
    /// Whether it points from source to target.
    pub(in crate::import) directed: bool,
    /// What it is, in the words of the tables: `friend`, `follows`, `address book`, `member`; none where the file does not say.
    pub(in crate::import) kind: Option<&'static str>,
    /// The day on which it began: `None` where the format has no dates, `Some(None)` where it has and this one's is not known.
    #[allow(clippy::option_option, reason = "no dates are not a date that is not known")]
    pub(in crate::import) since: Option<Option<Day>>,
    /// The last day, if it ended.
    pub(in crate::import) until: Option<Day>,
    pub(in crate::import) source_file: SourceId,
    pub(in crate::import) line: u64,
}

impl Tie {
    /// A tie of which no more is known.
    pub(in crate::import) fn new(source: Someone, target: Someone, source_file: SourceId, line: u64) -> Self {
        Self { source, target, directed: false, kind: None, since: None, until: None, source_file, line }
    }
}

/// One cell of a row.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::import) enum Cell {
    Text(String),
    Person(Someone),
    Day(Day),
    Count(u64),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// The tables other than people and ties.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::import) enum Table {
    Consents,
    Settings,
    Recipients,
    Transfers,
    Segments,
    Messages,
    Suppressions,
    Places,
}

impl Table {
    /// All of them, in the order in which they are written.
    pub(in crate::import) const ALL: [Self; 8] = [
        Self::Consents,
        Self::Settings,
        Self::Recipients,
        Self::Transfers,
        Self::Segments,
        Self::Messages,
        Self::Suppressions,
        Self::Places,
    ];

    /// Its name, as in `case.toml`.
    pub(in crate::import) fn name(self) -> &'static str {
        match self {
            Self::Consents => "consents",
            Self::Settings => "settings",
            Self::Recipients => "recipients",
            Self::Transfers => "transfers",
            Self::Segments => "segments",
            Self::Messages => "messages",
            Self::Suppressions => "suppressions",
            Self::Places => "places",
        }
    }

    /// Its columns, in order. A row may leave any of them empty.
    pub(in crate::import) fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Consents => &[
                "person",
                "app",
                "provider",
                "scopes",
                "purpose",
                "given_on",
                "withdrawn_on",
                "text_version",
                "incentive",
                "place",
                "recipients",
            ],
            Self::Settings => &["person", "setting", "value", "from", "until"],
            Self::Recipients => &["recipient", "role", "country", "kind"],
            Self::Transfers => &[
                "from",
                "to",
                "on",
                "app",
                "person",
                "records",
                "fields",
                "purpose",
                "basis",
                "country",
                "safeguard",
                "contract_on",
                "deleted_on",
            ],
            Self::Segments => &[
                "segment",
                "layer",
                "person",
                "source",
                "dimension",
                "value",
                "mode",
                "size_low",
                "size_high",
                "inferred",
                "special_category",
                "share",
                "seed",
                "chosen_as",
            ],
            Self::Messages => &[
                "message",
                "segment",
                "person",
                "sponsor",
                "payer",
                "on",
                "channel",
                "impressions",
                "spend",
                "reason_given",
                "source_given",
                "payer_given",
                "event",
                "event_on",
            ],
            Self::Suppressions => &["person", "list", "channel", "since"],
            Self::Places => &["place", "population", "margin", "electorate"],
        }
    }
}

/// A row of one of these tables.
#[derive(Clone, Debug)]
pub(in crate::import) struct Row {
    pub(in crate::import) table: Table,
    /// A cell for each column.
    pub(in crate::import) cells: Vec<Option<Cell>>,
    pub(in crate::import) source: SourceId,
    pub(in crate::import) line: u64,
}

/// A set of ids: the texts, what they look like, and the naming of each.
#[derive(Default)]
pub(super) struct IdSet {
    pub(super) ids: Interner,
    folded: Interner,
    pub(super) someone: Vec<Someone>,
    /// Whether others were named between the first of these and the last.
    is_scattered: bool,
}

impl IdSet {
    /// The naming of the id of that number. Where they follow each other it is reckoned, which saves a far look into memory.
    #[inline]
    fn of(&self, number: u32) -> Someone {
        match self.someone.first() {
            Some(first) if !self.is_scattered => Someone(first.0 + number),
            _ => self.someone[number as usize],
        }
    }

    fn push(&mut self, new: Someone) {
        let follows = self.someone.last().is_none_or(|last| last.0 + 1 == new.0);
        self.is_scattered |= !follows;
        self.someone.push(new);
    }
}

/// A column of people, in the making.
pub(super) struct Attribute {
    pub(super) name: String,
    pub(super) values: Interner,
    /// Who has which value, in the order of reading.
    pub(super) cells: Vec<(Someone, u32)>,
}

/// A column of people, by which readers of many values name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) enum Column {
    /// What it holds are names, whose place is the table of identities.
    Names,
    /// The attribute at that place.
    Attribute(usize),
}

/// What was read, once all exports are.
#[derive(Default)]
pub(super) struct Gathered {
    pub(super) ledger: Ledger,
    pub(super) namings: Vec<Naming>,
    /// The sets of ids.
    pub(super) scopes: Vec<IdSet>,
    /// The owners of donated exports, one for each export.
    pub(super) donors: Vec<Someone>,
    /// The list on which each contact stands: the place of the donor, or none for the donors themselves.
    pub(super) lists: Vec<(Someone, Option<usize>)>,
    /// Names and handles, which go into no table but that of identities: who, what kind, the text.
    pub(super) labels: Vec<(Someone, &'static str, String)>,
    pub(super) attributes: Vec<Attribute>,
    pub(super) ties: Vec<Tie>,
    pub(super) rows: Vec<Row>,
    /// What was read and is no row of ours, by design: source, what it is, how many.
    pub(super) passed_over: Vec<(SourceId, &'static str, u64)>,
    /// What the user is to be told of the reading as a whole.
    pub(super) warnings: Vec<String>,
    pub(super) opened: Vec<PathBuf>,
    pub(super) files_not_used: u64,
}

/// What was read so far, open for more.
pub(in crate::import) struct Rows<'p> {
    pub(super) got: Gathered,
    /// The columns that the user says have another name: ours, theirs.
    pub(in crate::import) renamed: Vec<(String, String)>,
    /// The columns of the tables that were read.
    pub(in crate::import) columns_seen: BTreeSet<String>,
    /// The place of each donor among the donors.
    donor_at: FxHashMap<Someone, usize>,
    /// The place of each attribute.
    column_at: FxHashMap<String, usize>,
    shared: Option<Scope>,
    progress: &'p mut dyn FnMut(&str),
}

impl<'p> Rows<'p> {
    /// Nothing yet; `progress` is told the name of each file before it is read.
    pub(in crate::import) fn new(progress: &'p mut dyn FnMut(&str)) -> Self {
        let ledger = Ledger { keeps_rejects: true, ..Ledger::default() };
        Self {
            got: Gathered { ledger, ..Gathered::default() },
            renamed: Vec::new(),
            columns_seen: BTreeSet::new(),
            donor_at: FxHashMap::default(),
            column_at: FxHashMap::default(),
            shared: None,
            progress,
        }
    }

    /// How many records were read so far.
    pub(super) fn records(&self) -> u64 {
        self.got.ledger.sources.iter().map(|source| source.records).sum()
    }

    /// Opens an entry and says so.
    pub(in crate::import) fn open(&mut self, bundle: &Bundle, entry: &Entry) -> Result<Input, ImportError> {
        (self.progress)(&format!("reading {}", bundle.shown(entry)));
        bundle.note_opened(entry);
        bundle.open_entry(entry)
    }

    /// Enters a file that is about to be read; `format` says as what: format, layout, encoding.
    pub(in crate::import) fn enter(&mut self, table: &str, input: &Input, format: &str) -> SourceId {
        self.got.ledger.enter(table, input, format)
    }

    /// Books one record of `source` on `line`.
    pub(in crate::import) fn book(&mut self, source: SourceId, line: u64, verdict: Verdict) {
        self.got.ledger.book(source, line, verdict);
    }

    /// Ends the reading of a file; an error where too many of its records could not be read.
    pub(in crate::import) fn close(&mut self, source: SourceId) -> Result<(), ImportError> {
        self.got.ledger.close(source)
    }

    /// Notes something about a record that is booked elsewhere.
    pub(in crate::import) fn note(&mut self, source: SourceId, line: u64, why: Why) {
        self.got.ledger.gaps.note(source, why, line);
    }

    /// Adds a remark to how a file was read.
    pub(in crate::import) fn remark(&mut self, source: SourceId, remark: &str) {
        self.got.ledger.remark(source, remark);
    }

    /// Tells the user something about the reading as a whole. Names nobody.
    pub(in crate::import) fn warn(&mut self, warning: impl Into<String>) {
        self.got.warnings.push(warning.into());
    }

    /// Counts records that are no rows of ours by design, for instance `friend requests, which are no ties`.
    pub(in crate::import) fn pass_over(&mut self, source: SourceId, what: &'static str, records: usize) {
        let known = self.got.passed_over.iter_mut().find(|known| (known.0, known.1) == (source, what));
        match known {
            Some((_, _, count)) => *count += records as u64,
            None if records > 0 => self.got.passed_over.push((source, what, records as u64)),
            None => {}
        }
    }

    /// A new set of ids: one for each file of a network format whose ids may be its own numbering.
    pub(in crate::import) fn scope(&mut self) -> Scope {
        self.got.scopes.push(IdSet::default());
        Scope(self.got.scopes.len() - 1)
    }

    /// The set of ids that all tables of an import share.
    pub(in crate::import) fn shared_scope(&mut self) -> Scope {
        if let Some(shared) = self.shared {
            return shared;
        }
        let scope = self.scope();
        *self.shared.insert(scope)
    }

    /// Whoever has that id in `scope`; who is new, and who looks like another, is told.
    #[inline]
    pub(in crate::import) fn by_id(&mut self, scope: Scope, id: &[u8]) -> (Someone, Admission) {
        let set = &mut self.got.scopes[scope.0];
        let (number, is_new) = set.ids.intern(id);
        if !is_new {
            return (set.of(number), Admission::Known);
        }
        let new =
            Someone(u32::try_from(self.got.namings.len()).expect("fewer than 2^32 people fit the memory"));
        set.push(new);
        self.got.namings.push(Naming::Id { scope, number });
        let looks_like_another =
            set.ids.len() <= Roster::COMPARED && !set.folded.intern(folded(id).as_bytes()).1;
        (new, if looks_like_another { Admission::LookAlike } else { Admission::New })
    }

    /// Whoever has that id in `scope`, if it is known.
    pub(in crate::import) fn find(&self, scope: Scope, id: &[u8]) -> Option<Someone> {
        let set = &self.got.scopes[scope.0];
        set.ids.find(id).map(|number| set.of(number))
    }

    /// The owner of an export that somebody donated. Each export has its own; those that are the same person are joined later.
    pub(in crate::import) fn donor(&mut self, contact: Contact) -> Someone {
        let donor = self.named(Naming::Contact(contact));
        self.donor_at.insert(donor, self.got.donors.len());
        self.got.donors.push(donor);
        self.got.lists.push((donor, None));
        donor
    }

    /// Somebody on the list of `donor`. Each record of the export is a naming of its own.
    pub(in crate::import) fn contact(&mut self, donor: Someone, contact: Contact) -> Someone {
        let list = self.donor_at.get(&donor).copied();
        let someone = self.named(Naming::Contact(contact));
        self.got.lists.push((someone, list));
        someone
    }

    /// Somebody whom a table names by a text that may be any id, handle, address or name of somebody named elsewhere.
    pub(in crate::import) fn alias(&mut self, text: &str) -> Someone {
        self.named(Naming::Alias(text.to_owned()))
    }

    fn named(&mut self, naming: Naming) -> Someone {
        self.got.namings.push(naming);
        Someone(u32::try_from(self.got.namings.len() - 1).expect("fewer than 2^32 people fit the memory"))
    }

    /// Keeps a name of somebody, for the table of identities alone; `kind` is what it is, for instance `label`.
    pub(in crate::import) fn label(&mut self, who: Someone, kind: &'static str, text: &str) {
        if !text.trim().is_empty() {
            self.got.labels.push((who, kind, text.trim().to_owned()));
        }
    }

    /// Sets an attribute of somebody; a blank value says nothing. A column whose name says that it holds names goes where names
    /// go.
    pub(in crate::import) fn attribute(&mut self, who: Someone, name: &str, value: &str) {
        let column = self.column(name);
        self.set(who, column, value);
    }

    /// The column of that name, for readers that set many values in it.
    pub(in crate::import) fn column(&mut self, name: &str) -> Column {
        if names_people(name) {
            return Column::Names;
        }
        if let Some(&at) = self.column_at.get(name) {
            return Column::Attribute(at);
        }
        let at = self.got.attributes.len();
        self.got.attributes.push(Attribute {
            name: name.to_owned(),
            values: Interner::default(),
            cells: Vec::new(),
        });
        self.column_at.insert(name.to_owned(), at);
        Column::Attribute(at)
    }

    /// Sets somebody's value in `column`; a blank value says nothing.
    #[inline]
    pub(in crate::import) fn set(&mut self, who: Someone, column: Column, value: &str) {
        let value = value.trim();
        match column {
            Column::Names => self.label(who, "name", value),
            Column::Attribute(_) if value.is_empty() => {}
            Column::Attribute(at) => {
                let code = self.got.attributes[at].values.intern(value.as_bytes()).0;
                self.got.attributes[at].cells.push((who, code));
            }
        }
    }

    /// Adds a tie.
    #[inline]
    pub(in crate::import) fn tie(&mut self, tie: Tie) {
        self.got.ties.push(tie);
    }

    /// Adds a row to `table`, of which the cells in `known` are given by column.
    ///
    /// # Panics
    /// Where a column is none of the table's: that is a fault of the importer's.
    pub(in crate::import) fn add(
        &mut self,
        table: Table,
        source: SourceId,
        line: u64,
        known: &[(&str, Cell)],
    ) {
        let columns = table.columns();
        let mut cells = vec![None; columns.len()];
        for (column, cell) in known {
            let at =
                columns.iter().position(|name| name == column).expect("importers name columns of the table");
            cells[at] = Some(cell.clone());
        }
        self.got.rows.push(Row { table, cells, source, line });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_leads_to_its_naming_in_a_row_and_among_those_of_others() {
        let mut quiet = |_: &str| {};
        let mut rows = Rows::new(&mut quiet);
        let (one, other) = (rows.scope(), rows.scope());
        let named = [(one, "a"), (one, "b"), (other, "a"), (one, "c"), (other, "b")];
        for (place, (scope, id)) in (0..).zip(named) {
            assert_eq!(rows.by_id(scope, id.as_bytes()), (Someone(place), Admission::New));
            // Those who came before are still found where they were.
            for (place, (scope, id)) in (0..=place).zip(named) {
                assert_eq!(rows.find(scope, id.as_bytes()), Some(Someone(place)));
                assert_eq!(rows.by_id(scope, id.as_bytes()), (Someone(place), Admission::Known));
            }
        }
    }
}
