//! `TieStream`: a case of ties and consents whose ties are read anew as often as they are asked for, and never kept.
//!
//! It serves what is plain: an edge list in UTF-8 and a list of people who consented, without dates, apps or scopes.
//! Wherever anything is out of the ordinary there is no stream, and the tables are read instead, which say what it is; so a
//! stream never judges a record differently.

use super::{
    Request,
    blocks::Blocks,
    book::{Book, Place},
    edge_list::{self, Shape},
    error::ImportError,
    input::{Input, ending, file_name},
    intake::Intake,
    ledger::Ledger,
    lines::lines,
    plan::Plan,
    roster::Roster,
    ties,
};
use crate::{
    model::{
        gap::Gaps,
        grant::Grant,
        id::{PersonId, SourceId},
    },
    table::ties::Ties,
};
use std::{fs, path::PathBuf};

/// What sees some of the ties.
pub type Visit<'a> = &'a mut dyn FnMut(&[(PersonId, PersonId)]);

/// Ties that can be read again and again, and who consented.
#[derive(Debug)]
pub struct TieStream {
    source: Source,
    roster: Roster,
    ledger: Ledger,
    /// How many lines and records the file has.
    seen: (u64, u64),
    people: usize,
    consenters: Vec<PersonId>,
    rows: Option<Vec<Option<PersonId>>>,
}

/// The file of the ties.
#[derive(Clone, Debug)]
struct Source {
    path: PathBuf,
    name: String,
    id: SourceId,
    shape: Shape,
}

/// What the first lines of a file let expect of the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expected {
    /// How long the file is, packed if it is packed; exact.
    pub bytes: u64,
    /// About how many ties it has: lines as long as its first ones, of as many bytes; four times as many where it is packed.
    pub ties: u64,
    /// How many people the first lines name for each tie in them, times the ties: more than there are, for later lines name people again.
    pub people_at_most: u64,
}

impl TieStream {
    /// What the first lines of the ties let expect, where `request` asks for nothing that a stream could not serve: ties that point
    /// nowhere in an edge list, consents, and nothing else. `None` otherwise.
    #[must_use]
    pub fn expected(request: &Request) -> Option<Expected> {
        let (input, shape) = head(request)?;
        let ties = lines(&input.content).filter(|(_, line)| edge_list::is_tie(line)).count() as u64;
        let (mut roster, mut rows) = (Roster::new(), Ties::default());
        let mut ledger = Ledger::default();
        let id = ledger.enter("ties", &input, "");
        let place = Place { file: &input.name, source: id, shape, before: 0 };
        Book::new(&mut roster, false, &mut rows).lines(&input.content, place, &mut ledger).ok()?;
        let unpacked = if input.packed { 4 * input.bytes } else { input.bytes };
        let of_whole = |part: u64| {
            let bytes = u128::from(unpacked.max(input.content.len() as u64));
            u64::try_from(bytes * u128::from(part) / input.content.len() as u128).unwrap_or(u64::MAX)
        };
        Some(Expected { bytes: input.bytes, ties: of_whole(ties), people_at_most: of_whole(roster.len() as u64) })
    }

    /// Reads the ties once, shows them to `visit` in rows that hold for this walk alone, and reads the consents. `None` where anything is
    /// out of the ordinary, also where a file cannot be read or holds what would be an error.
    pub fn open(request: &Request, progress: &mut dyn FnMut(&str), visit: Visit) -> Option<Self> {
        let (input, shape) = head(request)?;
        let mut plan = Plan::default();
        plan.add(request).ok()?;
        let mut intake = Intake::new(progress);
        intake.ledger.max_rejects = request.how.max_rejects;
        (intake.progress)(&format!("reading {}", input.name));
        let id = intake.ledger.enter("ties", &input, "");
        let source = Source { path: plan.ties.clone()?, name: input.name, id, shape };
        let mut has_tie = Vec::new();
        let mut walk = Walk { source: &source, roster: &mut intake.roster, ledger: &mut intake.ledger, known: false };
        let seen = walk.through(&mut |ties: &[(PersonId, PersonId)], people| {
            has_tie.resize(people, false);
            for &(one, other) in ties.iter().filter(|(one, other)| one != other) {
                has_tie[one.index()] = true;
                has_tie[other.index()] = true;
            }
            visit(ties);
        })?;
        intake.ledger.close(id).ok()?;
        let rows = has_tie.contains(&false).then(|| intake.roster.keep(&has_tie).to_vec());
        intake.take_consents(&plan).ok()?;
        let is_plain = |grant: &Grant| *grant == Grant::plain(grant.consenter, true, grant.line);
        if !intake.grants.rows.iter().all(is_plain) {
            return None;
        }
        let consenters = intake.consenters?.iter().map(|consenter| consenter.person).collect();
        let (people, roster, ledger) = (intake.roster.len(), intake.roster, intake.ledger);
        Some(Self { source, roster, ledger, seen, people, consenters, rows })
    }

    /// How many people have a tie to somebody else.
    #[must_use]
    pub fn people(&self) -> usize {
        self.people
    }

    /// The people who consented, each once, in list order.
    #[must_use]
    pub fn consenters(&self) -> &[PersonId] {
        &self.consenters
    }

    /// What could not be read as it stood; ties to oneself and repeated ties are not noted.
    #[must_use]
    pub fn gaps(&self) -> &Gaps {
        &self.ledger.gaps
    }

    /// The row of somebody, by the row that they had in the first walk; `None` if they have no tie to anybody else.
    #[must_use]
    pub fn row(&self, first: PersonId) -> Option<PersonId> {
        self.rows.as_ref().map_or(Some(first), |rows| rows[first.index()])
    }

    /// Reads the ties once more and shows them to `visit`.
    ///
    /// # Errors
    /// Where the file cannot be read again, or is not what it was.
    pub fn each(&mut self, visit: Visit) -> Result<(), ImportError> {
        let mut ledger = self.ledger.clone();
        let entry = &mut ledger.sources[self.source.id.index()];
        (entry.records, entry.taken) = (0, 0);
        let mut walk = Walk { source: &self.source, roster: &mut self.roster, ledger: &mut ledger, known: true };
        if walk.through(&mut |ties, _| visit(ties)) == Some(self.seen) {
            return Ok(());
        }
        let way_out = "see that nothing writes to it, and run again";
        Err(ImportError::file(&self.source.name, "it changed while it was read", way_out))
    }
}

/// One reading of the ties.
struct Walk<'a> {
    source: &'a Source,
    roster: &'a mut Roster,
    ledger: &'a mut Ledger,
    /// Whether everybody has their row.
    known: bool,
}

impl Walk<'_> {
    /// Shows all ties to `visit`, with how many people are known; gives how many lines and records there are.
    fn through(&mut self, visit: &mut dyn FnMut(&[(PersonId, PersonId)], usize)) -> Option<(u64, u64)> {
        let mut blocks = Blocks::open(&self.source.path).ok()?;
        let mut ties = Ties::default();
        let Source { name: file, id: source, shape, .. } = self.source;
        let mut before = 0;
        while let Some(text) = blocks.next().ok()? {
            if !is_text(text) {
                return None;
            }
            let place = Place { file, source: *source, shape: *shape, before };
            let mut book = Book::new(self.roster, self.known, &mut ties);
            before = book.lines(text, place, self.ledger).ok()?;
            visit(&ties.pairs, self.roster.len());
            ties.pairs.clear();
            ties.lines.clear();
        }
        Some((before, self.ledger.sources[source.index()].records))
    }
}

/// The first lines of the ties, and how all of them are written. `None` where a stream cannot serve the request.
fn head(request: &Request) -> Option<(Input, Shape)> {
    let path = plain_ties(request)?;
    let bytes = fs::metadata(path).ok().filter(fs::Metadata::is_file)?.len();
    let mut blocks = Blocks::open(path).ok()?;
    let content = blocks.next().ok()??.to_vec();
    let packed = super::input::raw_peek(path, 2) == [0x1f, 0x8b];
    let (zipped, ending) = ending(path);
    let name = file_name(path);
    let mut input = Input { name, ending, bytes, sha256: String::new(), packed, decoded: None, content };
    // A header is known by the two first ties.
    let ties = lines(&input.content).filter(|(_, line)| edge_list::is_tie(line)).take(2).count();
    if ties < 2 || zipped != packed || !is_text(&input.content) || !ties::is_edge_list(&mut input).ok()? {
        return None;
    }
    let shape = edge_list::enter(&input, &input.content, &mut Ledger::default()).ok()?.1;
    Some((input, shape))
}

/// Whether nothing is asked for but what ties that point nowhere and consents alone say.
#[must_use]
pub fn is_plain(request: &Request) -> bool {
    plain_ties(request).is_some()
}

fn plain_ties(request: &Request) -> Option<&PathBuf> {
    let Request { ties, consents, segments, place_attributes, group_attributes, special_attributes, .. } = request;
    let Request { case, people, settings, places, neighbours, messages, suppressions, regime, .. } = request;
    let Request { directed, direction, held_columns, sought, renamed, .. } = request;
    let tables = [case, people, settings, places, neighbours, messages, suppressions];
    let nothing_else = tables.iter().all(|table| table.is_none())
        && segments.is_empty()
        && place_attributes.is_empty()
        && group_attributes.is_empty()
        && special_attributes.is_empty()
        && held_columns.is_empty()
        && renamed.is_empty()
        && regime.is_none()
        && direction.is_none()
        && sought.is_none()
        && !directed;
    ties.as_ref().filter(|_| nothing_else && consents.is_some())
}

/// Whether a piece of a file is UTF-8 without a zero byte. Any other file is looked at as a whole.
fn is_text(text: &[u8]) -> bool {
    std::str::from_utf8(text).is_ok() && !text.contains(&0)
}
