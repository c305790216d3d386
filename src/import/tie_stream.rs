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
    interner::Key,
    ledger::{Ledger, Verdict},
    lines::lines,
    numbers::Numbers,
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
    ledger: Ledger,
    /// How many lines and records the file has.
    seen: (u64, u64),
    people: People,
    consenters: Vec<PersonId>,
}

/// How an id becomes a row.
#[derive(Debug)]
enum People {
    /// It is the row.
    Numbers(Numbers),
    /// It is looked up. Where somebody has no tie to anybody else, the rows of the first walk are closed up.
    Roster { roster: Roster, rows: Option<Vec<Option<PersonId>>> },
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
}

impl TieStream {
    /// What the first lines of the ties let expect, where `request` asks for nothing that a stream could not serve: ties that point
    /// nowhere in an edge list, consents, and nothing else. `None` otherwise.
    #[must_use]
    pub fn expected(request: &Request) -> Option<Expected> {
        let (input, _) = head(request)?;
        let ties = lines(&input.content).filter(|(_, line)| edge_list::is_tie(line)).count() as u64;
        let unpacked = if input.packed { 4 * input.bytes } else { input.bytes };
        let bytes = u128::from(unpacked.max(input.content.len() as u64));
        let ties = bytes * u128::from(ties) / input.content.len() as u128;
        Some(Expected { bytes: input.bytes, ties: u64::try_from(ties).unwrap_or(u64::MAX) })
    }

    /// Reads the ties once, shows them to `visit` in rows that hold for this walk alone, and reads the consents. What `visit` gathers
    /// begins as `fresh` gives it, and anew where the ids turn out to need another way. `None` where anything is out of the ordinary,
    /// also where a file cannot be read or holds what would be an error.
    pub fn open<W>(
        request: &Request,
        progress: &mut dyn FnMut(&str),
        fresh: impl Fn() -> W,
        mut visit: impl FnMut(&mut W, &[(PersonId, PersonId)]),
    ) -> Option<(Self, W)> {
        let (input, shape) = head(request)?;
        let mut plan = Plan::default();
        plan.add(request).ok()?;
        let mut intake = Intake::new(progress);
        intake.ledger.max_rejects = request.how.max_rejects;
        (intake.progress)(&format!("reading {}", input.name));
        let id = intake.ledger.enter("ties", &input, "");
        let source = Source { path: plan.ties.clone()?, name: input.name, id, shape };
        let (mut gathered, before) = (fresh(), intake.ledger.clone());
        let mut see = |ties: &[(PersonId, PersonId)]| visit(&mut gathered, ties);
        let (people, seen) = match first_by_number(&source, &mut intake.ledger, &mut see) {
            Some((numbers, seen)) => {
                admit_named(&mut intake.roster, &plan, &numbers)?;
                (Some(numbers), seen)
            }
            None => {
                intake.ledger = before;
                gathered = fresh();
                let mut see = |ties: &[(PersonId, PersonId)]| visit(&mut gathered, ties);
                (None, first_by_roster(&source, &mut intake, &mut see)?)
            }
        };
        intake.ledger.close(id).ok()?;
        intake.take_consents(&plan).ok()?;
        let is_plain = |grant: &Grant| *grant == Grant::plain(grant.consenter, true, grant.line);
        if !intake.grants.rows.iter().all(is_plain) {
            return None;
        }
        let consenters = intake.consenters.take()?.into_iter().map(|consenter| consenter.person);
        let Intake { roster, ledger, .. } = intake;
        let (people, consenters) = match people {
            Some(numbers) => {
                let id = |person: PersonId| Some(PersonId(u32::try_from(roster.value(person)?).ok()?));
                (People::Numbers(numbers), consenters.map(id).collect::<Option<_>>()?)
            }
            None => (People::Roster { rows: roster.rows().map(<[_]>::to_vec), roster }, consenters.collect()),
        };
        Some((Self { source, ledger, seen, people, consenters }, gathered))
    }

    /// How many people have a tie to somebody else.
    #[must_use]
    pub fn people(&self) -> usize {
        match &self.people {
            People::Numbers(numbers) => numbers.people(),
            People::Roster { roster, .. } => roster.len(),
        }
    }

    /// How many rows there are; some may be nobody's.
    #[must_use]
    pub fn rows(&self) -> usize {
        match &self.people {
            People::Numbers(numbers) => numbers.rows(),
            People::Roster { roster, .. } => roster.len(),
        }
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
        match &self.people {
            People::Roster { rows: Some(rows), .. } => rows[first.index()],
            _ => Some(first),
        }
    }

    /// Reads the ties once more and shows them to `visit`.
    ///
    /// # Errors
    /// Where the file cannot be read again, or is not what it was.
    pub fn each(&mut self, visit: Visit) -> Result<(), ImportError> {
        let mut ledger = self.ledger.clone();
        let entry = &mut ledger.sources[self.source.id.index()];
        (entry.records, entry.taken) = (0, 0);
        let mut see = |ties: &[(PersonId, PersonId)]| {
            visit(ties);
            true
        };
        let seen = match &mut self.people {
            People::Numbers(_) => by_number(&self.source, &mut ledger, &mut see),
            People::Roster { roster, .. } => {
                by_roster(&self.source, &mut ledger, roster, true, &mut |ties, _| visit(ties))
            }
        };
        if seen == Some(self.seen) {
            return Ok(());
        }
        let way_out = "see that nothing writes to it, and run again";
        Err(ImportError::file(&self.source.name, "it changed while it was read", way_out))
    }
}

/// The first walk where ids may be rows: who there is, and how many lines and records. `None` where an id is no plain decimal or
/// lies too far from the others.
fn first_by_number(source: &Source, ledger: &mut Ledger, visit: Visit) -> Option<(Numbers, (u64, u64))> {
    let mut numbers = Numbers::default();
    let seen = by_number(source, ledger, &mut |ties| {
        visit(ties);
        let mut others = ties.iter().filter(|(one, other)| one != other);
        others.all(|(one, other)| numbers.note(one.0) && numbers.note(other.0))
    })?;
    Some((numbers, seen))
}

/// Shows all ties to `visit`, ids as rows, as long as it says to go on; gives how many lines and records there are.
fn by_number(
    source: &Source,
    ledger: &mut Ledger,
    visit: &mut dyn FnMut(&[(PersonId, PersonId)]) -> bool,
) -> Option<(u64, u64)> {
    let row = |value: Option<u64>| value.and_then(|value| u32::try_from(value).ok()).map(PersonId);
    let (mut ties, mut before) = (Vec::new(), 0);
    let mut blocks = Blocks::open(&source.path).ok()?;
    while let Some(text) = blocks.next().ok()? {
        if !is_text(text) {
            return None;
        }
        let lines: Result<u64, ()> = source.shape.each(text, |line, ends| match ends {
            Err(why) => {
                ledger.book(source.id, before + line, Verdict::LeftOut(why));
                Ok(())
            }
            Ok((one, other)) => {
                ties.push((row(one.value()).ok_or(())?, row(other.value()).ok_or(())?));
                Ok(())
            }
        });
        before += lines.ok()?;
        ledger.book_taken(source.id, ties.len() as u64);
        if !visit(&ties) {
            return None;
        }
        ties.clear();
    }
    Some((before, ledger.sources[source.id.index()].records))
}

/// Gives rows to those people whom the file of consents may name: whatever in it is a plain decimal and somebody's id.
fn admit_named(roster: &mut Roster, plan: &Plan, numbers: &Numbers) -> Option<()> {
    let content = Input::open(plan.consents.as_ref()?).ok()?.content;
    for digits in content.split(|byte| !byte.is_ascii_digit()) {
        let key = Key::of(digits);
        if key.value().is_some_and(|value| numbers.has(value)) {
            roster.admit_key(key);
        }
    }
    Some(())
}

/// The first walk where ids are looked up: how many lines and records there are. Who has no tie to anybody else has no row after it.
fn first_by_roster(source: &Source, intake: &mut Intake, visit: Visit) -> Option<(u64, u64)> {
    let mut has_tie = Vec::new();
    let seen = by_roster(source, &mut intake.ledger, &mut intake.roster, false, &mut |ties, people| {
        has_tie.resize(people, false);
        for &(one, other) in ties.iter().filter(|(one, other)| one != other) {
            has_tie[one.index()] = true;
            has_tie[other.index()] = true;
        }
        visit(ties);
    })?;
    if has_tie.contains(&false) {
        intake.roster.keep(&has_tie);
    }
    Some(seen)
}

/// Shows all ties to `visit`, with how many people are known; gives how many lines and records there are. `known` says that everybody
/// has their row.
fn by_roster(
    source: &Source,
    ledger: &mut Ledger,
    roster: &mut Roster,
    known: bool,
    visit: &mut dyn FnMut(&[(PersonId, PersonId)], usize),
) -> Option<(u64, u64)> {
    let mut blocks = Blocks::open(&source.path).ok()?;
    let (mut ties, mut before) = (Ties::default(), 0);
    while let Some(text) = blocks.next().ok()? {
        if !is_text(text) {
            return None;
        }
        let place = Place { file: &source.name, source: source.id, shape: source.shape, before };
        before = Book::new(roster, known, &mut ties).lines(text, place, ledger).ok()?;
        visit(&ties.pairs, roster.len());
        ties.pairs.clear();
        ties.lines.clear();
    }
    Some((before, ledger.sources[source.id.index()].records))
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
    let Request { ties, consents, segments, place_attributes, group_attributes, special_attributes, .. } =
        request;
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
