//! Ego networks as SNAP publishes them: the friend lists that people gave away with an app (`ego-Facebook`, 2012).
//!
//! A folder has, for each ego E, `E.feat` (a friend a line, and a 0 or 1 for each feature), `E.egofeat` (the ego's own
//! features), `E.featnames` (what the columns are), `E.edges` (ties between friends, the ego left out) and perhaps
//! `E.circles` (the ego's friend lists). The egos are the consenters.
//!
//! - Ties: everybody in `E.feat` or `E.edges` is a friend of E, and `E.edges` ties friends. Each tie stands there from
//!   both ends, and in several files where networks overlap; each is taken once and none of this is a defect.
//! - Attributes: a family of features (`education;school`) is one. A person with one feature of a family has that
//!   value, with several the value `several`, with none it is unknown. Families of names are left out, and so are
//!   features that are not anonymised.
//! - A person in several networks has several records. What only one of them knows is taken from there; where two
//!   disagree about a feature that both have, the person's value of that family is unknown.
//! - Segments: the circles, called by their number and that of the network. File names hold the egos' ids, so files
//!   too are called by number.
//!
//! Limits: ties are read as undirected, as they are on Facebook.

use super::{
    Importer,
    coding::Coding,
    ego_profiles::Profiles,
    error::ImportError,
    input::Input,
    intake::Intake,
    ledger::Verdict,
    lines::lines,
    plan::{Part, Plan},
};
use crate::{
    model::{attribute::Role, case::AuditCase, consent::Consenter, gap::Why, id::PersonId, segment::Segment},
    table::ties::Ties,
};
use rustc_hash::FxHashSet;
use std::path::Path;

pub(super) const IMPORTER: Importer = Importer { name: "a folder of SNAP ego networks", knows, read };

/// The families that are groups to begin with.
const GROUPS: &[&str] = &["gender", "locale", "education;type"];

/// The families that speak of a special category of GDPR art. 9, and of which.
const SPECIAL: &[(&str, &str)] =
    &[("political", "political opinions"), ("religion", "religious or philosophical beliefs")];

fn knows(path: &Path) -> bool {
    egos(path).is_ok_and(|egos| !egos.is_empty())
}

/// The egos of a folder, in ascending order as numbers.
fn egos(folder: &Path) -> std::io::Result<Vec<String>> {
    let mut egos = Vec::new();
    for entry in folder.read_dir()? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "egofeat") {
            egos.extend(path.file_stem().map(|ego| ego.to_string_lossy().into_owned()));
        }
    }
    egos.sort_by(|one, other| (one.len(), one).cmp(&(other.len(), other)));
    Ok(egos)
}

fn read(folder: &Path, intake: &mut Intake) -> Result<Plan, ImportError> {
    let egos = egos(folder).map_err(|cause| ImportError::Read { path: folder.to_owned(), cause })?;
    let rows: Vec<PersonId> = egos.iter().map(|ego| intake.roster.admit(ego.as_bytes()).0).collect();
    let mut networks = Networks::default();
    for (at, (name, &ego)) in egos.iter().zip(&rows).enumerate() {
        let network = Network { folder, name, number: at + 1, ego };
        network.read_profiles(&mut networks, intake)?;
        network.read_ties(&mut networks, intake)?;
        network.read_circles(intake)?;
    }
    intake.consenters = Some((1..).zip(rows).map(|(number, person)| consenter(person, number)).collect());
    intake.ties = Some(Ties { pairs: networks.pairs, ..Ties::default() });
    let parts = parts(&networks.profiles.families);
    if let Some(source) = networks.profiles.source {
        for (family, values) in networks.profiles.settle(&mut intake.ledger) {
            let mut column = Coding::new(&family);
            for (person, value) in values {
                column.set(person.index(), &value);
            }
            intake.columns.push((column, source));
        }
    }
    let title = format!("{} ego networks", egos.len());
    let about = "The owner of each network agreed; the others are the friends whose data came along. The segments are the circles \
                 into which the owners sorted their friends; nothing says that they were audiences of messages."
        .to_owned();
    let case = AuditCase { title, about: Some(about), ..AuditCase::default() };
    Ok(Plan { case, parts, ..Plan::default() })
}

fn consenter(person: PersonId, number: u32) -> Consenter {
    Consenter { person, number, line: 0, opens_contacts: true }
}

fn parts(families: &[String]) -> Vec<Part> {
    let part = |family: &String| {
        let special = SPECIAL.iter().find(|(known, _)| known == family);
        Part {
            attribute: family.clone(),
            role: GROUPS.contains(&family.as_str()).then_some(Role::Group),
            special_category: special.map(|(_, category)| (*category).to_owned()),
            ..Part::default()
        }
    };
    families.iter().map(part).filter(|part| part.role.is_some() || part.special_category.is_some()).collect()
}

/// What all networks give together.
#[derive(Default)]
struct Networks {
    pairs: Vec<(PersonId, PersonId)>,
    seen: FxHashSet<(PersonId, PersonId)>,
    profiles: Profiles<PersonId>,
}

impl Networks {
    /// Adds a tie unless it is known; says whether it was new.
    fn tie(&mut self, one: PersonId, other: PersonId) -> bool {
        let pair = (one.min(other), one.max(other));
        let is_new = one != other && self.seen.insert(pair);
        if is_new {
            self.pairs.push(pair);
        }
        is_new
    }
}

/// One network on its way in.
struct Network<'a> {
    folder: &'a Path,
    name: &'a str,
    number: usize,
    ego: PersonId,
}

impl Network<'_> {
    fn open(&self, ending: &str, intake: &mut Intake) -> Result<Input, ImportError> {
        let path = self.folder.join(format!("{}.{ending}", self.name));
        intake.open_as(&path, format!("ego network {}.{ending}", self.number))
    }

    fn read_profiles(&self, networks: &mut Networks, intake: &mut Intake) -> Result<(), ImportError> {
        let input = self.open("featnames", intake)?;
        let features = networks.profiles.read_names(&input, &mut intake.ledger)?;
        let input = self.open("egofeat", intake)?;
        let source = intake.ledger.enter("people", &input, "ego network, features of the ego");
        for (line, text) in lines(input.text()?).filter(|(_, text)| !text.is_empty()) {
            let cells: Vec<&[u8]> = cells(text).collect();
            let verdict = networks.profiles.add(self.ego, &cells, &features, (source, line));
            intake.ledger.book(source, line, verdict);
        }
        let input = self.open("feat", intake)?;
        if input.content.trim_ascii().is_empty() {
            return Ok(());
        }
        let source = intake.ledger.enter("people", &input, "ego network, friends and their features");
        for (line, text) in lines(input.text()?).filter(|(_, text)| !text.is_empty()) {
            let cells: Vec<&[u8]> = cells(text).collect();
            let (id, bits) = cells.split_first().expect("a line with content has a first cell");
            let friend = intake.roster.admit(id).0;
            networks.tie(self.ego, friend);
            let verdict = networks.profiles.add(friend, bits, &features, (source, line));
            intake.ledger.book(source, line, verdict);
        }
        intake.ledger.close(source)
    }

    fn read_ties(&self, networks: &mut Networks, intake: &mut Intake) -> Result<(), ImportError> {
        let input = self.open("edges", intake)?;
        let format =
            "ego network, ties between friends, each from both ends and in each network that holds it";
        let source = intake.ledger.enter("ties", &input, format);
        let mut taken = 0;
        for (line, text) in lines(&input.content).filter(|(_, text)| !text.is_empty()) {
            let cells: Vec<&[u8]> = cells(text).collect();
            let [one, other] = cells[..] else {
                intake.ledger.book(source, line, Verdict::LeftOut(Why::FieldCount));
                continue;
            };
            let (one, other) = (intake.roster.admit(one).0, intake.roster.admit(other).0);
            let loops = one == other;
            intake.ledger.book(
                source,
                line,
                if loops { Verdict::LeftOut(Why::SelfLoop) } else { Verdict::Taken },
            );
            networks.tie(self.ego, one);
            networks.tie(self.ego, other);
            taken += u64::from(networks.tie(one, other));
        }
        intake.ledger.sources[source.index()].taken = taken;
        intake.ledger.close(source)
    }

    fn read_circles(&self, intake: &mut Intake) -> Result<(), ImportError> {
        if !self.folder.join(format!("{}.circles", self.name)).exists() {
            return Ok(());
        }
        let input = self.open("circles", intake)?;
        let source = intake.ledger.enter("segments", &input, "ego network, circles of friends");
        for (line, text) in lines(&input.content).filter(|(_, text)| !text.is_empty()) {
            let mut cells = cells(text);
            let circle = circle(cells.next().unwrap_or_default(), line);
            let segment = intake.segments.segment(&format!("circle {circle} of ego network {}", self.number));
            intake.segments.add_source(segment, Some(Segment::FRIENDS));
            intake.ledger.book(source, line, Verdict::Taken);
            for id in cells {
                match intake.roster.find(id) {
                    None => intake.ledger.gaps.note(source, Why::DanglingMember, line),
                    Some(person) if !intake.segments.add_member(segment, person) => {
                        intake.ledger.gaps.note(source, Why::RepeatedMember, line);
                    }
                    Some(_) => {}
                }
            }
        }
        Ok(())
    }
}

/// The number of a circle that is called `circle12`, else its place in the file, from 0.
pub(super) fn circle(name: &[u8], line: u64) -> u64 {
    let number = std::str::from_utf8(name).ok().and_then(|name| name.strip_prefix("circle")?.parse().ok());
    number.unwrap_or(line - 1)
}

pub(super) fn cells(line: &[u8]) -> impl Iterator<Item = &[u8]> {
    line.split(u8::is_ascii_whitespace).filter(|cell| !cell.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_a_circle_by_its_number_and_never_by_a_name() {
        assert_eq!([circle(b"circle12", 1), circle(b"family of Ada", 3)], [12, 2]);
    }
}
