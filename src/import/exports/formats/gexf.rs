//! GEXF 1.1, 1.2 and 1.3, as Gephi, networkx and sigma write it.
//!
//! Nodes are people under their `id`, edges are ties from `source` to `target`; each edge points as its `type` says, or else the
//! graph's `defaultedgetype`; `mutual` is a tie without direction. The values of a node become attributes under their titles,
//! with their defaults; its label goes where names go. Where the times of the graph are dates, those of an edge (`start` and `end`,
//! open or not, or its `spells`, each of which gives a row) are the days on which the tie stood. Edge attributes titled `since`,
//! `until` and `kind` are read as in our own tables.
//!
//! Where some edges have days, those of an edge without any are not known. Nodes inside nodes are people as well, which is said,
//! and several graphs in a file are one network, which is said too. Passed over: times that are numbers, times of nodes, values
//! that hold for a time only, and every other attribute of an edge.

use super::{Format, Group, Importer};
use crate::{
    import::{
        error::ImportError,
        exports::{
            bundle::{Bundle, Entry},
            network::{Edge, Moment, Network, Says},
            rows::{Column, Rows, Someone},
            xml::{Element, Walk, decode},
        },
    },
    model::date::Day,
};
use rustc_hash::FxHashMap;

pub(super) const FORMAT: &Format = &Format {
    name: "gexf",
    group: Group::Network,
    title: "GEXF graph",
    files: "*.gexf, versions 1.1 to 1.3, also .gz",
    gives: "people, attributes, ties with the direction of each, and the days on which they stood where times are dates",
    lacks: "times that are numbers, times of nodes and values that hold for a time only are passed over",
    how: "saved by Gephi and networkx; also written by `bystander import`",
};

pub(super) const IMPORTER: Importer =
    Importer { format: FORMAT, knows: |bundle| entries(bundle).next().is_some(), read };

fn entries(bundle: &Bundle) -> impl Iterator<Item = &Entry> {
    bundle.entries().iter().filter(|entry| entry.ending() == "gexf")
}

fn read(bundle: &Bundle, rows: &mut Rows) -> Result<(), ImportError> {
    for entry in entries(bundle) {
        let mut input = rows.open(bundle, entry)?;
        let encoding = decode(&mut input)?;
        let mut walk = Walk::of(&input)?;
        let root = walk.root("gexf", "GEXF")?;
        let [version] = root.pick(&walk, ["version"])?.map(Option::unwrap_or_default);
        let version = if ["1.0", "1.1", "1.2", "1.3"].contains(&&*version) {
            format!("GEXF {version}")
        } else {
            "GEXF".into()
        };
        let mut reading = Reading::new(Network::new(rows, &input, &format!("{version}, {encoding}")));
        reading.document(&mut walk)?;
        walk.end()?;
        reading.finish()?;
    }
    Ok(())
}

struct Reading<'r, 'p> {
    network: Network<'r, 'p>,
    of_nodes: FxHashMap<Box<str>, Column>,
    of_edges: FxHashMap<Box<str>, Says>,
    /// What the graph that is being read says of its edges.
    directed: bool,
    dates: bool,
    graphs: usize,
    /// Nodes that say when they were there.
    timed_nodes: usize,
    /// Values that hold for a time only.
    timed_values: usize,
}

/// From when to when, each end with whether it is left out.
struct Span<'a> {
    start: &'a str,
    start_open: bool,
    end: &'a str,
    end_open: bool,
}

impl<'r, 'p> Reading<'r, 'p> {
    fn new(network: Network<'r, 'p>) -> Self {
        let (of_nodes, of_edges) = (FxHashMap::default(), FxHashMap::default());
        Self {
            network,
            of_nodes,
            of_edges,
            directed: false,
            dates: false,
            graphs: 0,
            timed_nodes: 0,
            timed_values: 0,
        }
    }

    fn document(&mut self, walk: &mut Walk) -> Result<(), ImportError> {
        while let Some(child) = walk.child()? {
            match child.name() {
                "graph" => {
                    self.graphs += 1;
                    self.graph(&child, walk)?;
                }
                _ => walk.skip()?,
            }
        }
        Ok(())
    }

    fn finish(mut self) -> Result<(), ImportError> {
        if self.graphs > 1 {
            let graphs = self.graphs;
            self.network.warn(&format!("the file holds {graphs} graphs; they were read as one network"));
        }
        self.network.pass_over("times of nodes", self.timed_nodes);
        self.network.pass_over("values that hold for a time only", self.timed_values);
        self.network.finish()
    }

    fn graph(&mut self, element: &Element, walk: &mut Walk) -> Result<(), ImportError> {
        let names = ["defaultedgetype", "timeformat", "timetype"];
        let [default, format, kind] = element.pick(walk, names)?.map(Option::unwrap_or_default);
        self.directed = self.is_directed(&default, element, walk)?.unwrap_or(false);
        let format = if format.is_empty() { kind } else { format };
        self.dates = matches!(format.to_ascii_lowercase().as_str(), "date" | "datetime");
        while let Some(child) = walk.child()? {
            match child.name() {
                "attributes" => self.attributes(&child, walk)?,
                "nodes" => self.nodes(walk)?,
                "edges" => self.edges(walk)?,
                _ => walk.skip()?,
            }
        }
        Ok(())
    }

    /// Whether an edge of that type points; none where nothing is said.
    #[allow(clippy::unused_self, reason = "it is asked as the others are")]
    fn is_directed(&self, kind: &str, element: &Element, walk: &Walk) -> Result<Option<bool>, ImportError> {
        match kind.to_ascii_lowercase().as_str() {
            "" => Ok(None),
            "directed" => Ok(Some(true)),
            "undirected" | "mutual" => Ok(Some(false)),
            _ => {
                let what = "the type of an edge is neither directed nor undirected nor mutual";
                Err(walk.error(element.line, what, "write which of them it is"))
            }
        }
    }

    fn attributes(&mut self, element: &Element, walk: &mut Walk) -> Result<(), ImportError> {
        let [class] = element.pick(walk, ["class"])?.map(Option::unwrap_or_default);
        let of_edges = class.eq_ignore_ascii_case("edge");
        while let Some(child) = walk.child()? {
            if child.name() != "attribute" {
                walk.skip()?;
                continue;
            }
            let [id, title] = child.pick(walk, ["id", "title"])?.map(Option::unwrap_or_default);
            let mut default = String::new();
            while let Some(part) = walk.child()? {
                match part.name() {
                    "default" => default = walk.text()?.into_owned(),
                    _ => walk.skip()?,
                }
            }
            let title = if title.is_empty() { &id } else { &title };
            if of_edges {
                self.of_edges.insert(id.as_ref().into(), Says::of(title));
            } else {
                let column = self.network.column(title);
                if self.of_nodes.insert(id.as_ref().into(), column).is_some_and(|known| known != column) {
                    let what = "two attributes of nodes have one id and different titles";
                    return Err(walk.error(child.line, what, "give each an id of its own"));
                }
                self.network.default(column, &default);
            }
        }
        Ok(())
    }

    fn nodes(&mut self, walk: &mut Walk) -> Result<(), ImportError> {
        while let Some(child) = walk.child()? {
            match child.name() {
                "node" => self.node(&child, walk)?,
                _ => walk.skip()?,
            }
        }
        Ok(())
    }

    fn node(&mut self, element: &Element, walk: &mut Walk) -> Result<(), ImportError> {
        let names = ["id", "label", "start", "end", "timestamp"];
        let [id, label, start, end, at] = element.pick(walk, names)?.map(Option::unwrap_or_default);
        let someone = self.network.node(&id, element.line)?;
        let mut is_timed = [start, end, at].iter().any(|time| !time.is_empty());
        if let Some(someone) = someone {
            self.network.label(someone, &label);
        }
        while let Some(child) = walk.child()? {
            match (child.name(), someone) {
                ("attvalues", Some(someone)) => {
                    while let Some(value) = walk.child()? {
                        self.value(&value, someone, walk)?;
                    }
                }
                ("attvalue", Some(someone)) => self.value(&child, someone, walk)?,
                ("spells", _) => {
                    is_timed = true;
                    walk.skip()?;
                }
                ("nodes", _) => {
                    self.network.holder();
                    self.nodes(walk)?;
                }
                ("edges", _) => self.edges(walk)?,
                _ => walk.skip()?,
            }
        }
        self.timed_nodes += usize::from(is_timed);
        Ok(())
    }

    /// The value of an `attvalue` that holds always: its attribute's id and itself.
    fn value(&mut self, element: &Element, someone: Someone, walk: &mut Walk) -> Result<(), ImportError> {
        let names = ["for", "id", "value", "start", "end", "timestamp"];
        let [of, id, value, start, end, at] = element.pick(walk, names)?.map(Option::unwrap_or_default);
        walk.skip()?;
        if [start, end, at].iter().any(|time| !time.is_empty()) {
            self.timed_values += 1;
            return Ok(());
        }
        let id = if of.is_empty() { id } else { of };
        let column = if let Some(column) = self.of_nodes.get(&*id) {
            *column
        } else {
            let column = self.network.column(&id);
            *self.of_nodes.entry(id.as_ref().into()).or_insert(column)
        };
        self.network.set(someone, column, &value);
        Ok(())
    }

    fn edges(&mut self, walk: &mut Walk) -> Result<(), ImportError> {
        while let Some(child) = walk.child()? {
            match child.name() {
                "edge" => self.edge(&child, walk)?,
                _ => walk.skip()?,
            }
        }
        Ok(())
    }

    fn edge(&mut self, element: &Element, walk: &mut Walk) -> Result<(), ImportError> {
        let [source, target, kind, weight, of] = element
            .pick(walk, ["source", "target", "type", "weight", "kind"])?
            .map(Option::unwrap_or_default);
        let directed = self.is_directed(&kind, element, walk)?.unwrap_or(self.directed);
        let mut edge =
            Edge { source: &source, target: &target, directed, line: element.line, ..Edge::default() };
        edge.hear(Says::Weight, &weight);
        edge.hear(Says::Kind, &of);
        let mut spells = Vec::new();
        spells.extend(self.span(element, walk)?);
        while let Some(child) = walk.child()? {
            match child.name() {
                "attvalues" => {
                    while let Some(value) = walk.child()? {
                        self.hear(&mut edge, &value, walk)?;
                    }
                }
                "attvalue" => self.hear(&mut edge, &child, walk)?,
                "spells" => {
                    while let Some(spell) = walk.child()? {
                        spells.extend(self.span(&spell, walk)?);
                        walk.skip()?;
                    }
                }
                _ => walk.skip()?,
            }
        }
        // The times of the edge itself only span its spells.
        let spells = if spells.len() > 1 && element.pick(walk, ["start", "end"])?.iter().any(Option::is_some)
        {
            &spells[1..]
        } else {
            &spells
        };
        let timed = |&(began, ended): &(Moment, Moment)| Edge { began, ended, ..edge };
        let mut times = spells.iter().map(timed);
        self.network.edge(times.next().unwrap_or(edge))?;
        times.for_each(|edge| self.network.again(edge));
        Ok(())
    }

    fn hear(&mut self, edge: &mut Edge, element: &Element, walk: &mut Walk) -> Result<(), ImportError> {
        let [of, id, value] = element.pick(walk, ["for", "id", "value"])?.map(Option::unwrap_or_default);
        walk.skip()?;
        let id = if of.is_empty() { id } else { of };
        edge.hear(self.of_edges.get(&*id).copied().unwrap_or(Says::Nothing), &value);
        Ok(())
    }

    /// The times that an edge or a spell gives; none where it gives none.
    fn span(&self, element: &Element, walk: &Walk) -> Result<Option<(Moment, Moment)>, ImportError> {
        let names = ["start", "startopen", "end", "endopen", "timestamp"];
        let [start, start_open, end, end_open, at] =
            element.pick(walk, names)?.map(Option::unwrap_or_default);
        let span = if at.is_empty() {
            Span {
                start: if start.is_empty() { &start_open } else { &start },
                start_open: start.is_empty(),
                end: if end.is_empty() { &end_open } else { &end },
                end_open: end.is_empty(),
            }
        } else {
            Span { start: &at, start_open: false, end: &at, end_open: false }
        };
        let said = !span.start.is_empty() || !span.end.is_empty();
        // Times that are no dates: only that there are some.
        Ok(said.then(|| if self.dates { span.days() } else { (Moment::Number, Moment::Number) }))
    }
}

impl Span<'_> {
    /// The first and the last day. An end that is left out takes its day with it, unless it says a time within that day.
    fn days(&self) -> (Moment, Moment) {
        let mut times = [unbounded(self.start), unbounded(self.end)];
        if let (Moment::On(day), true) = (times[0], self.start_open && !has_time(self.start)) {
            times[0] = Moment::On(day.next());
        }
        if let (Moment::On(day), true) = (times[1], self.end_open && !has_time(self.end)) {
            times[1] = Moment::On(Day(day.0.saturating_sub(1)));
        }
        (times[0], times[1])
    }
}

/// A date of a graph; without a bound where it says `INF`, or nothing.
fn unbounded(text: &str) -> Moment {
    let is_infinite = matches!(text.to_ascii_lowercase().as_str(), "inf" | "-inf" | "infinity" | "-infinity");
    if is_infinite { Moment::Undated } else { Moment::of(text) }
}

/// Whether a date says a time after midnight.
fn has_time(text: &str) -> bool {
    let time = text.split_once(['T', ' ']).map_or("", |(_, time)| time);
    time.split(['+', 'Z']).next().unwrap_or_default().bytes().any(|byte| matches!(byte, b'1'..=b'9'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_the_days_on_which_a_tie_stood() {
        let days = |start, start_open, end, end_open| {
            let (one, other) = Span { start, start_open, end, end_open }.days();
            [one, other].map(|moment| match moment {
                Moment::On(day) => day.to_string(),
                other => format!("{other:?}"),
            })
        };
        assert_eq!(days("2012-01-01", false, "2014-04-30", false), ["2012-01-01", "2014-04-30"]);
        assert_eq!(days("2012-01-01", true, "2014-05-01", true), ["2012-01-02", "2014-04-30"]);
        assert_eq!(
            days("2012-01-01T10:00:00", true, "2014-05-01T00:00:00Z", true),
            ["2012-01-01", "2014-04-30"]
        );
        assert_eq!(days("-INF", false, "2014-05-01T00:30:00", true), ["Undated", "2014-05-01"]);
        assert_eq!(days("3", false, "soon", false), ["Number", "Unreadable"]);
    }
}
