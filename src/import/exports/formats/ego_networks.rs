//! Ego networks as SNAP publishes them, as rows: the same people, ties, consents and segments that an audit of the folder gives.
//!
//! What each file holds is told in `import::ego_networks`. The owners of the networks are the consenters; the circles become segments.
//! Files are called by number, for their names hold the owners' ids.

use super::{Format, Group, Importer};
use crate::{
    import::{
        ego_networks::{cells, circle},
        ego_profiles::{Feature, Profiles},
        error::ImportError,
        exports::{
            bundle::Bundle,
            rows::{Cell, Rows, Scope, Someone, Table, Tie},
        },
        input::Input,
        ledger::Verdict,
        lines::lines,
    },
    model::{gap::Why, segment::Segment},
};
use rustc_hash::FxHashSet;

pub(super) const FORMAT: &Format = &Format {
    name: "ego-networks",
    group: Group::Network,
    title: "SNAP ego networks",
    files: "a folder or archive with N.edges, N.feat, N.egofeat, N.featnames and perhaps N.circles for each owner N",
    gives: "people with their anonymised attributes, ties without direction, the owners as consenters, circles as segments",
    lacks: "dates; families of features that are names, and features that are not anonymised, are left out",
    how: "ego-Facebook at snap.stanford.edu; unpack facebook.tar.gz first",
};

pub(super) const IMPORTER: Importer =
    Importer { format: FORMAT, knows: |bundle| bundle.find("*.egofeat").is_some(), read };

fn read(bundle: &Bundle, rows: &mut Rows) -> Result<(), ImportError> {
    let name = |entry: &str| entry.strip_suffix(".egofeat").unwrap_or(entry).to_owned();
    let mut egos: Vec<String> = bundle.all("*.egofeat").map(|entry| name(entry.name())).collect();
    egos.sort_by(|one, other| (one.len(), one).cmp(&(other.len(), other)));
    let scope = rows.scope();
    let people: Vec<Someone> = egos.iter().map(|ego| rows.by_id(scope, ego.as_bytes()).0).collect();
    let mut networks =
        Egos { bundle, rows, scope, seen: FxHashSet::default(), profiles: Profiles::default() };
    for (at, (name, &ego)) in egos.iter().zip(&people).enumerate() {
        let file = |ending: &'static str| File { name, number: at + 1, ending };
        let features = networks.read_owner(&file("featnames"), &file("egofeat"), ego)?;
        networks.read_friends(&file("feat"), ego, &features)?;
        networks.read_ties(&file("edges"), ego)?;
        networks.read_circles(&file("circles"))?;
    }
    let Egos { rows, profiles, .. } = networks;
    for (family, values) in profiles.settle(&mut rows.got.ledger) {
        for (person, value) in values {
            rows.attribute(person, &family, &value);
        }
    }
    Ok(())
}

/// A file of the network of one owner, called by number.
struct File<'a> {
    name: &'a str,
    number: usize,
    ending: &'static str,
}

struct Egos<'a, 'r, 'p> {
    bundle: &'a Bundle,
    rows: &'r mut Rows<'p>,
    scope: Scope,
    seen: FxHashSet<(Someone, Someone)>,
    profiles: Profiles<Someone>,
}

impl Egos<'_, '_, '_> {
    /// Opens a file; none where there is none.
    fn open(&mut self, file: &File) -> Result<Option<Input>, ImportError> {
        let tail = format!("{}.{}", file.name, file.ending);
        let shown = format!("ego network {}.{}", file.number, file.ending);
        let mut found = self.bundle.all(&tail);
        let (first, second) = (found.next(), found.next());
        if second.is_some() {
            let way_out = "import each folder by itself";
            return Err(ImportError::file(&shown, "two folders have a file of this name", way_out));
        }
        first.map(|entry| Ok(Input { name: shown, ..self.rows.open(self.bundle, entry)? })).transpose()
    }

    fn required(&mut self, file: &File) -> Result<Input, ImportError> {
        self.open(file)?.ok_or_else(|| {
            let shown = format!("ego network {}.{}", file.number, file.ending);
            ImportError::file(&shown, "it is missing", "give the whole folder; nothing was read")
        })
    }

    fn read_owner(
        &mut self,
        names: &File,
        owner: &File,
        ego: Someone,
    ) -> Result<Vec<Option<Feature>>, ImportError> {
        let input = self.required(names)?;
        let features = self.profiles.read_names(&input, &mut self.rows.got.ledger)?;
        let input = self.required(owner)?;
        let source = self.rows.enter("people", &input, "ego network, features of the ego");
        for (line, text) in lines(input.text()?).filter(|(_, text)| !text.is_empty()) {
            let cells: Vec<&[u8]> = cells(text).collect();
            let verdict = self.profiles.add(ego, &cells, &features, (source, line));
            self.rows.book(source, line, verdict);
        }
        self.rows.add(Table::Consents, source, 1, &[("person", Cell::Person(ego))]);
        Ok(features)
    }

    fn read_friends(
        &mut self,
        file: &File,
        ego: Someone,
        features: &[Option<Feature>],
    ) -> Result<(), ImportError> {
        let input = self.required(file)?;
        if input.content.trim_ascii().is_empty() {
            return Ok(());
        }
        let source = self.rows.enter("people", &input, "ego network, friends and their features");
        for (line, text) in lines(input.text()?).filter(|(_, text)| !text.is_empty()) {
            let cells: Vec<&[u8]> = cells(text).collect();
            let (id, bits) = cells.split_first().expect("a line with content has a first cell");
            let friend = self.rows.by_id(self.scope, id).0;
            self.tie(Tie::new(ego, friend, source, line));
            let verdict = self.profiles.add(friend, bits, features, (source, line));
            self.rows.book(source, line, verdict);
        }
        self.rows.close(source)
    }

    fn read_ties(&mut self, file: &File, ego: Someone) -> Result<(), ImportError> {
        let input = self.required(file)?;
        let source = self.rows.enter("ties", &input, "ego network, ties between friends");
        let mut again = 0;
        for (line, text) in lines(&input.content).filter(|(_, text)| !text.is_empty()) {
            let cells: Vec<&[u8]> = cells(text).collect();
            let [one, other] = cells[..] else {
                self.rows.book(source, line, Verdict::LeftOut(Why::FieldCount));
                continue;
            };
            let [one, other] = [one, other].map(|id| self.rows.by_id(self.scope, id).0);
            let loops = one == other;
            self.rows.book(
                source,
                line,
                if loops { Verdict::LeftOut(Why::SelfLoop) } else { Verdict::Taken },
            );
            self.tie(Tie::new(ego, one, source, line));
            self.tie(Tie::new(ego, other, source, line));
            again += usize::from(!self.tie(Tie::new(one, other, source, line)) && !loops);
        }
        let what = "mentions of ties from the other end, or in another network that overlaps";
        self.rows.pass_over(source, what, again);
        self.rows.close(source)
    }

    /// Adds a tie unless it is known; says whether it was new.
    fn tie(&mut self, tie: Tie) -> bool {
        let pair = (tie.source.min(tie.target), tie.source.max(tie.target));
        let is_new = tie.source != tie.target && self.seen.insert(pair);
        if is_new {
            self.rows.tie(Tie { kind: Some("friend"), ..tie });
        }
        is_new
    }

    fn read_circles(&mut self, file: &File) -> Result<(), ImportError> {
        let Some(input) = self.open(file)? else { return Ok(()) };
        let source = self.rows.enter("segments", &input, "ego network, circles of friends");
        for (line, text) in lines(&input.content).filter(|(_, text)| !text.is_empty()) {
            let mut cells = cells(text);
            let circle = circle(cells.next().unwrap_or_default(), line);
            let segment = format!("circle {circle} of ego network {}", file.number);
            let mut members = FxHashSet::default();
            self.rows.book(source, line, Verdict::Taken);
            for id in cells {
                match self.rows.find(self.scope, id) {
                    None => self.rows.note(source, line, Why::DanglingMember),
                    Some(member) if !members.insert(member) => {
                        self.rows.note(source, line, Why::RepeatedMember);
                    }
                    Some(member) => {
                        let from = Cell::from(Segment::FRIENDS);
                        let cells = [
                            ("segment", segment.as_str().into()),
                            ("person", Cell::Person(member)),
                            ("source", from),
                        ];
                        self.rows.add(Table::Segments, source, line, &cells);
                    }
                }
            }
        }
        Ok(())
    }
}
