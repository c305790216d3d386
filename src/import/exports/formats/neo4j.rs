//! Neo4j: the CSV files of neo4j-admin (`id:ID(Person)`, `:LABEL`, `:START_ID`, `:END_ID`, `:TYPE`) and of `apoc.export.csv` (`_id`, `_labels`, `_start`,
//! `_end`, `_type`).
//!
//! Labels tell people from other things: `Person`, `User` and their like are people, or what `--map person=LABEL` says; where there are no
//! labels, or one alone, all nodes are people. Relationships between people are ties: `FRIEND`, `KNOWS` and their like do not point,
//! all others do. `INSTALLED`, `AUTHORIZED`, `GRANTED` and `CONSENTED_TO` from a person to something else are consents. Passed over and
//! counted: all other nodes and relationships. Properties of people become attributes, those of relationships are passed over.
//!
//! Ids are those of the file; those of another id space than the people's are called `space:id`.

use super::{Format, Group, Importer, network::start};
use crate::{
    import::{
        delimited::Delimited,
        error::{ImportError, listed, refuse_long},
        exports::{
            bundle::{Bundle, Entry},
            rows::{Cell, Rows, Scope, Someone, Table, Tie},
        },
        input::Input,
        ledger::Verdict,
        roster::Admission,
    },
    model::{gap::Why, id::SourceId},
};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

pub(super) const FORMAT: &Format = &Format {
    name: "neo4j",
    group: Group::Network,
    title: "Neo4j CSV",
    files: "*.csv or *.tsv with the headers of neo4j-admin (:ID, :START_ID, :END_ID) or of apoc.export.csv (_id, _start, _end); also .gz",
    gives: "people with their properties, ties with their direction, consents where people installed or authorised something",
    lacks: "dates; properties of relationships, and nodes that are no people, are passed over; data without their header are not read",
    how: "CALL apoc.export.csv.all(\"graph.csv\", {}), or the files that neo4j-admin database import reads",
};

pub(super) const IMPORTER: Importer = Importer {
    format: FORMAT,
    knows: |bundle| bundle.entries().iter().any(|entry| knows(bundle, entry)),
    read,
};

/// Labels of people.
const PEOPLE: &[&str] =
    &["person", "people", "user", "member", "account", "profile", "voter", "contact", "friend"];
/// Relationships that do not point.
const MUTUAL: &[&str] = &["FRIEND", "FRIENDS", "FRIEND_OF", "FRIENDS_WITH", "IS_FRIENDS_WITH", "KNOWS"];
/// Relationships that are consents.
const CONSENTS: &[&str] =
    &["INSTALLED", "AUTHORIZED", "AUTHORISED", "GRANTED", "CONSENTED", "CONSENTED_TO", "AGREED_TO"];

fn knows(bundle: &Bundle, entry: &Entry) -> bool {
    matches!(entry.ending(), "csv" | "tsv" | "txt")
        && is_header(start(bundle, entry).lines().next().unwrap_or_default())
}

/// Whether a first line, in lower case, is one of Neo4j's.
fn is_header(line: &str) -> bool {
    let cells = line.split([',', ';', '\t']).map(|cell| cell.trim().trim_matches('"'));
    let has = |wanted: &str| cells.clone().any(|cell| cell == wanted);
    let typed = |wanted: &str| cells.clone().any(|cell| kind(cell).is_some_and(|(found, _)| found == wanted));
    typed("id")
        || (typed("start_id") && typed("end_id"))
        || (has("_id") && has("_labels") || has("_start") && has("_end") && has("_type"))
}

/// The kind of a column such as `userId:ID(Person)`, in lower case, and its id space.
fn kind(column: &str) -> Option<(String, &str)> {
    let (_, kind) = column.rsplit_once(':')?;
    let (kind, space) =
        kind.split_once('(').map_or((kind, ""), |(kind, space)| (kind, space.trim_end_matches(')')));
    Some((kind.trim().to_ascii_lowercase(), space.trim()))
}

/// What the columns of a file are.
#[derive(Debug, Default, PartialEq)]
struct Columns {
    id: Option<(usize, String)>,
    labels: Option<usize>,
    ends: Option<[(usize, String); 2]>,
    relation: Option<usize>,
    /// The other columns, which are properties: name and place.
    properties: Vec<(usize, String)>,
}

impl Columns {
    fn of(header: &[String]) -> Self {
        let mut columns = Self::default();
        let (mut from, mut to) = (None, None);
        for (at, name) in header.iter().enumerate() {
            let (kind, space) = kind(name).unwrap_or_default();
            let here = || (at, space.to_owned());
            match (name.as_str(), kind.as_str()) {
                ("_id", _) | (_, "id") => columns.id = Some(here()),
                ("_labels", _) | (_, "label") => columns.labels = Some(at),
                ("_start", _) | (_, "start_id") => from = Some(here()),
                ("_end", _) | (_, "end_id") => to = Some(here()),
                ("_type", _) | (_, "type") => columns.relation = Some(at),
                (_, "ignore") => {}
                _ => {
                    let plain = name.split_once(':').map_or(name.as_str(), |(plain, _)| plain);
                    columns.properties.push((at, plain.to_owned()));
                }
            }
        }
        columns.ends = from.zip(to).map(|(from, to)| [from, to]);
        columns
    }
}

/// A file, open, with what its columns are.
struct File {
    input: String,
    source: SourceId,
    text: Delimited,
    columns: Columns,
}

impl File {
    fn open(mut input: Input, rows: &mut Rows) -> Result<Self, ImportError> {
        let encoding = input.recode()?;
        let name = input.name.clone();
        let mut kept = Input { content: std::mem::take(&mut input.content), ..input };
        let text = Delimited::open(&mut kept)?;
        let columns = Columns::of(text.header());
        let table = if columns.ends.is_some() { "ties" } else { "people" };
        let source = rows.enter(table, &kept, &format!("Neo4j {}, {encoding}", text.format()));
        Ok(Self { input: name, source, text, columns })
    }

    /// Gives each record to `visit` as texts; what cannot be read is booked.
    fn each<'p>(
        &self,
        rows: &mut Rows<'p>,
        mut visit: impl FnMut(&mut Rows<'p>, u64, &[&str]) -> Result<(), ImportError>,
    ) -> Result<(), ImportError> {
        self.text.each(self.text.header().len(), |line, record| match record {
            Ok(record) => {
                refuse_long(&self.input, line, record)?;
                let cell = |cell| std::str::from_utf8(cell).expect("the input was decoded").trim();
                visit(rows, line, &record.iter().map(cell).collect::<Vec<_>>())
            }
            Err(why) => {
                rows.book(self.source, line, Verdict::LeftOut(why));
                Ok(())
            }
        })
    }
}

/// A node that is no person, or the person it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Node {
    Person(Someone),
    /// The place of its name.
    Thing(usize),
}

struct Graph<'r, 'p> {
    rows: &'r mut Rows<'p>,
    scope: Scope,
    /// Nodes by id space and id.
    nodes: FxHashMap<(String, String), Node>,
    /// The names of what is no person, or their ids.
    things: Vec<String>,
    /// The id space whose ids stand alone.
    space: Option<String>,
    /// The label of people; nothing where all nodes are.
    label: Option<BTreeSet<String>>,
}

fn read(bundle: &Bundle, rows: &mut Rows) -> Result<(), ImportError> {
    let mut files = Vec::new();
    for entry in bundle.entries().iter().filter(|entry| knows(bundle, entry)) {
        let input = rows.open(bundle, entry)?;
        files.push(File::open(input, rows)?);
    }
    let label = labels_of_people(&files, rows)?;
    let scope = rows.scope();
    let mut graph =
        Graph { rows, scope, nodes: FxHashMap::default(), things: Vec::new(), space: None, label };
    for file in files.iter().filter(|file| file.columns.id.is_some()) {
        graph.read_nodes(file)?;
    }
    for file in files.iter().filter(|file| file.columns.ends.is_some()) {
        graph.read_relationships(file)?;
    }
    for file in &files {
        rows.close(file.source)?;
        if rows.got.ledger.sources[file.source.index()].records == 0 {
            let way_out = "put the header before the data, in one file";
            return Err(ImportError::file(&file.input, "it has a header and no data", way_out));
        }
    }
    Ok(())
}

/// The labels of a cell, `:Person:User` or `Person;User`, in lower case.
fn labels(cell: &str) -> impl Iterator<Item = String> {
    cell.split([':', ';']).map(|label| label.trim().to_lowercase()).filter(|label| !label.is_empty())
}

/// The labels that people have; nothing where all nodes are people.
fn labels_of_people(files: &[File], rows: &mut Rows) -> Result<Option<BTreeSet<String>>, ImportError> {
    let mut found = BTreeSet::new();
    let mut unlabelled = false;
    for file in files {
        if let (Some(at), Some((id, _))) = (file.columns.labels, &file.columns.id) {
            file.text.each(file.text.header().len(), |_, record| {
                let cell = |at| record.ok().and_then(|record| record.get(at)).unwrap_or_default();
                let labels: Vec<String> = labels(&String::from_utf8_lossy(cell(at))).collect();
                unlabelled |= labels.is_empty() && !cell(*id).trim_ascii().is_empty();
                found.extend(labels);
                Ok::<(), ImportError>(())
            })?;
        }
    }
    let said =
        rows.renamed.iter().find(|(ours, _)| ours == "person").map(|(_, theirs)| theirs.to_lowercase());
    let of_people =
        |label: &&String| said.as_ref().map_or(PEOPLE.contains(&label.as_str()), |said| said == *label);
    let people: BTreeSet<String> = found.iter().filter(of_people).cloned().collect();
    match (people.is_empty(), found.len(), unlabelled) {
        (true, 0, _) => Ok(None),
        (true, 1, false) if said.is_none() => Ok(None),
        (true, ..) => {
            let what = format!(
                "none of the labels is known to be that of people: {}",
                listed(found.iter().map(String::as_str))
            );
            Err(ImportError::request(what, "say which it is: --map person=LABEL"))
        }
        (false, ..) => Ok(Some(people)),
    }
}

/// The id of a person in our tables: alone in the first id space of people, with its space in another.
fn plain_id(own: &mut Option<String>, space: &str, id: &str) -> String {
    let own = own.get_or_insert_with(|| space.to_owned());
    if own == space { id.to_owned() } else { format!("{space}:{id}") }
}

impl Graph<'_, '_> {
    fn read_nodes(&mut self, file: &File) -> Result<(), ImportError> {
        let Columns { id: Some((id, space)), labels: label, properties, .. } = &file.columns else {
            return Ok(());
        };
        let (source, mut passed_over) = (file.source, 0);
        let Self { rows, scope, nodes, things, space: own, label: people } = self;
        file.each(rows, |rows, line, cells| {
            if cells[*id].is_empty() {
                let is_relationship =
                    file.columns.ends.as_ref().is_some_and(|[from, _]| !cells[from.0].is_empty());
                if !is_relationship {
                    rows.book(source, line, Verdict::LeftOut(Why::BlankId));
                }
                return Ok(());
            }
            let key = (space.clone(), cells[*id].to_owned());
            let is_person = people.as_ref().is_none_or(|people| {
                label.is_some_and(|at| labels(cells[at]).any(|label| people.contains(&label)))
            });
            if !is_person {
                rows.book(source, line, Verdict::Taken);
                passed_over += 1;
                let name = properties.iter().find(|(_, name)| matches!(name.as_str(), "name" | "title"));
                let name = name.map(|(at, _)| cells[*at]).filter(|name| !name.is_empty());
                things.push(name.unwrap_or(cells[*id]).to_owned());
                nodes.insert(key, Node::Thing(things.len() - 1));
                return Ok(());
            }
            let id = plain_id(own, space, &key.1);
            let (someone, admission) = rows.by_id(*scope, id.as_bytes());
            rows.book(
                source,
                line,
                match admission {
                    Admission::New => Verdict::Taken,
                    Admission::LookAlike => Verdict::Noted(Why::LookAlikeId),
                    Admission::Known => Verdict::LeftOut(Why::RepeatedPerson),
                },
            );
            for (at, name) in properties.iter().filter(|(at, _)| !cells[*at].is_empty()) {
                rows.attribute(someone, name, cells[*at]);
            }
            nodes.insert(key, Node::Person(someone));
            Ok(())
        })?;
        self.rows.pass_over(source, "nodes that are no people", passed_over);
        Ok(())
    }

    fn read_relationships(&mut self, file: &File) -> Result<(), ImportError> {
        let Columns { ends: Some([from, to]), relation, .. } = &file.columns else { return Ok(()) };
        let (source, mut others) = (file.source, 0);
        let declared = !self.nodes.is_empty();
        let Self { rows, scope, nodes, things, space: own, .. } = self;
        file.each(rows, |rows, line, cells| {
            let ids = [(from, cells[from.0]), (to, cells[to.0])];
            if ids.iter().any(|(_, id)| id.is_empty()) {
                // Nodes stand in the same file, and are booked with the nodes.
                let is_node = file.columns.id.as_ref().is_some_and(|(id, _)| !cells[*id].is_empty());
                if !is_node {
                    rows.book(source, line, Verdict::LeftOut(Why::BlankId));
                }
                return Ok(());
            }
            let kind = relation.map(|at| cells[at].to_ascii_uppercase()).unwrap_or_default();
            let mut added = false;
            let ends = ids.map(|((_, space), id)| {
                *nodes.entry((space.clone(), id.to_owned())).or_insert_with(|| {
                    added = true;
                    Node::Person(rows.by_id(*scope, plain_id(own, space, id).as_bytes()).0)
                })
            });
            let noted = if added && declared { Verdict::Noted(Why::Undeclared) } else { Verdict::Taken };
            rows.book(source, line, noted);
            match ends {
                [Node::Person(one), Node::Person(other)] => {
                    let directed = !MUTUAL.contains(&kind.as_str());
                    let kind = match kind.as_str() {
                        "FOLLOWS" => Some("follows"),
                        _ if !directed => Some("friend"),
                        _ => None,
                    };
                    rows.tie(Tie { directed, kind, ..Tie::new(one, other, source, line) });
                }
                [Node::Person(one), Node::Thing(thing)] if CONSENTS.contains(&kind.as_str()) => {
                    let cells = [("person", Cell::Person(one)), ("app", things[thing].as_str().into())];
                    rows.add(Table::Consents, source, line, &cells);
                }
                _ => others += 1,
            }
            Ok(())
        })?;
        self.rows.pass_over(
            source,
            "relationships that are neither ties between people nor consents",
            others,
        );
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_headers_of_both_writers_and_no_other() {
        assert!(is_header("userid:id(person),name:string,:label"));
        assert!(is_header("\":start_id\",\":end_id\",\":type\""));
        assert!(is_header("_id,_labels,name,_start,_end,_type"));
        assert!(!is_header("id,name,label") && !is_header("source,target"));
        assert!(!is_header("time:10:30,place"));
    }

    #[test]
    fn tells_ids_labels_and_properties_by_their_types() {
        let header = ["userId:ID(Person)", "sex", "age:int", ":LABEL"].map(str::to_owned);
        let columns = Columns::of(&header);
        assert_eq!((columns.id, columns.labels), (Some((0, "Person".to_owned())), Some(3)));
        assert_eq!(columns.properties, [(1, "sex".to_owned()), (2, "age".to_owned())]);
    }
}
