//! `Network`: a file that holds a graph, on its way into rows: who is declared and who is not, whose values disagree, what ties say of
//! themselves. The readers of `GraphML`, GEXF and JSON graphs bring it nodes and edges in any order.
//!
//! A node is a person, an edge a tie. Somebody to whom an edge leads and who is declared nowhere in the file is added, and noted. A
//! node that stands twice is one person. Somebody for whom two records say different things has no value there, and that is noted.

use super::rows::{Column, Rows, Scope, Someone, Tie};
use crate::{
    import::{
        error::{ImportError, refuse_long},
        input::Input,
        ledger::Verdict,
        roster::Admission,
    },
    model::{date::Day, gap::Why, id::SourceId},
};

/// A graph that is being read.
pub(super) struct Network<'r, 'p> {
    rows: &'r mut Rows<'p>,
    file: String,
    source: SourceId,
    scope: Scope,
    /// The first naming of this file; all of the file's follow without a gap.
    first: usize,
    people: Vec<Known>,
    /// How many of them have no node yet. Files have their nodes before their edges, so none has when the edges come, and nobody
    /// needs to be looked up in `people`, which lies all over the memory.
    undeclared: usize,
    /// Ties some end of which was not declared yet when they were read: the line, both ends.
    open: Vec<(u64, Someone, Someone)>,
    defaults: Vec<(Column, String)>,
    nodes: u64,
    edges: u64,
    counts: Counts,
}

/// What the file says of somebody.
#[derive(Clone, Copy, Default)]
struct Known {
    /// The line of the node, 0 where there is none yet.
    line: u64,
    looks_like_another: bool,
}

/// What is told of ties at the end.
#[derive(Default)]
struct Counts {
    zero_weights: u64,
    negative_weights: u64,
    numbered_times: u64,
    hyperedges: u64,
    holders: u64,
}

/// What an edge says of itself.
#[derive(Clone, Copy, Default)]
pub(super) struct Edge<'a> {
    pub(super) source: &'a str,
    pub(super) target: &'a str,
    pub(super) directed: bool,
    pub(super) kind: Option<&'static str>,
    pub(super) weight: Option<f64>,
    pub(super) began: Moment,
    pub(super) ended: Moment,
    pub(super) line: u64,
}

/// When something began or ended, as a file has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Moment {
    /// The format or the file has no dates.
    #[default]
    Undated,
    /// The file has dates, and says nothing here.
    Unsaid,
    On(Day),
    /// A number, which is a time of the file's own and no date.
    Number,
    /// Something else that is no date.
    Unreadable,
}

impl Moment {
    /// What `text` says.
    pub(super) fn of(text: &str) -> Self {
        match text.trim() {
            "" => Self::Unsaid,
            text => match Day::parse(text) {
                Some(day) => Self::On(day),
                None if text.parse::<f64>().is_ok() => Self::Number,
                None => Self::Unreadable,
            },
        }
    }

    fn day(self) -> Option<Day> {
        if let Self::On(day) = self { Some(day) } else { None }
    }

    /// Whether the file speaks of dates here.
    fn is_dated(self) -> bool {
        match self {
            Self::Undated | Self::Number => false,
            Self::Unsaid | Self::On(_) | Self::Unreadable => true,
        }
    }
}

/// Which of an edge's own columns says something that our tables have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    Since,
    Until,
    Kind,
    Weight,
    Nothing,
}

impl Says {
    /// What the column of that name says.
    pub(super) fn of(column: &str) -> Self {
        match column.trim().to_ascii_lowercase().as_str() {
            "since" => Self::Since,
            "until" => Self::Until,
            "kind" => Self::Kind,
            "weight" => Self::Weight,
            _ => Self::Nothing,
        }
    }
}

impl Edge<'_> {
    /// Takes what a column says of the edge.
    pub(super) fn hear(&mut self, says: Says, text: &str) {
        match says {
            Says::Since => self.began = Moment::of(text),
            Says::Until => self.ended = Moment::of(text),
            Says::Kind => self.kind = kind(text),
            Says::Weight => self.weight = text.trim().parse().ok(),
            Says::Nothing => {}
        }
    }
}

/// The kind of tie that a text names in our tables' own words; none where it is another word.
fn kind(text: &str) -> Option<&'static str> {
    ["friend", "follows", "address book", "member"].into_iter().find(|known| *known == text.trim())
}

/// A truth value as files write it: in any case, as a number, with blanks. None where it is none.
pub(super) fn truth(text: &str) -> Option<bool> {
    let text = text.trim();
    if text == "1" || text.eq_ignore_ascii_case("true") {
        Some(true)
    } else if text == "0" || text.eq_ignore_ascii_case("false") {
        Some(false)
    } else {
        None
    }
}

impl<'r, 'p> Network<'r, 'p> {
    /// A graph of which nothing was read yet; `format` says as what the file is read.
    pub(super) fn new(rows: &'r mut Rows<'p>, input: &Input, format: &str) -> Self {
        let (source, scope) = (rows.enter("ties", input, format), rows.scope());
        let first = rows.got.namings.len();
        Self {
            rows,
            file: input.name.clone(),
            source,
            scope,
            first,
            people: Vec::new(),
            undeclared: 0,
            open: Vec::new(),
            defaults: Vec::new(),
            nodes: 0,
            edges: 0,
            counts: Counts::default(),
        }
    }

    /// Takes a node; gives the person, unless it has no id.
    pub(super) fn node(&mut self, id: &str, line: u64) -> Result<Option<Someone>, ImportError> {
        self.nodes += 1;
        if id.is_empty() {
            self.rows.book(self.source, line, Verdict::LeftOut(Why::BlankId));
            return Ok(None);
        }
        let (someone, _) = self.admit(id, line)?;
        let known = &mut self.people[someone.0 as usize - self.first];
        let verdict = if known.line > 0 {
            Verdict::LeftOut(Why::RepeatedPerson)
        } else if known.looks_like_another {
            Verdict::Noted(Why::LookAlikeId)
        } else {
            Verdict::Taken
        };
        if known.line == 0 && line > 0 {
            known.line = line;
            self.undeclared -= 1;
        }
        self.rows.book(self.source, line, verdict);
        Ok(Some(someone))
    }

    /// Takes an edge.
    pub(super) fn edge(&mut self, edge: Edge) -> Result<(), ImportError> {
        self.edges += 1;
        if edge.source.is_empty() || edge.target.is_empty() {
            self.rows.book(self.source, edge.line, Verdict::LeftOut(Why::BlankId));
            return Ok(());
        }
        let (one, one_declared) = self.admit(edge.source, edge.line)?;
        let (other, other_declared) = self.admit(edge.target, edge.line)?;
        let times = [edge.began, edge.ended];
        if times.contains(&Moment::Unreadable) {
            self.rows.book(self.source, edge.line, Verdict::Noted(Why::UnreadableDate));
        } else {
            self.rows.book(self.source, edge.line, Verdict::Taken);
        }
        if !(one_declared && other_declared) {
            self.open.push((edge.line, one, other));
        }
        self.counts.numbered_times += u64::from(times.contains(&Moment::Number));
        self.counts.zero_weights += u64::from(edge.weight == Some(0.0));
        self.counts.negative_weights += u64::from(edge.weight.is_some_and(|weight| weight < 0.0));
        let dated = times.into_iter().any(Moment::is_dated);
        self.rows.tie(Tie {
            directed: edge.directed,
            kind: edge.kind,
            since: dated.then(|| edge.began.day()),
            until: edge.ended.day(),
            ..Tie::new(one, other, self.source, edge.line)
        });
        Ok(())
    }

    /// A further time during which the tie of `edge`, which was taken already, stood: another row, and no other record.
    pub(super) fn again(&mut self, edge: Edge) {
        let ends = [edge.source, edge.target].map(|id| self.rows.find(self.scope, id.as_bytes()));
        if let [Some(one), Some(other)] = ends {
            self.rows.tie(Tie {
                directed: edge.directed,
                kind: edge.kind,
                since: Some(edge.began.day()),
                until: edge.ended.day(),
                ..Tie::new(one, other, self.source, edge.line)
            });
        }
    }

    /// Leaves out an edge whose end is nothing that can be read.
    pub(super) fn malformed_edge(&mut self, line: u64) {
        self.edges += 1;
        self.rows.book(self.source, line, Verdict::LeftOut(Why::Malformed));
    }

    /// Leaves out a node that is nothing that can be read.
    pub(super) fn malformed_node(&mut self, line: u64) {
        self.nodes += 1;
        self.rows.book(self.source, line, Verdict::LeftOut(Why::Malformed));
    }

    /// Counts an edge of more than two ends, which is no tie between two people.
    pub(super) fn hyperedge(&mut self) {
        self.counts.hyperedges += 1;
    }

    /// Counts a node that holds others, and may be a group of people.
    pub(super) fn holder(&mut self) {
        self.counts.holders += 1;
    }

    /// The column of that name. Our own tables call people `person`, and graphs call them `id`, so others get another name.
    pub(super) fn column(&mut self, name: &str) -> Column {
        let name = name.trim();
        let plain = name.to_lowercase().replace([' ', '_', '-'], "");
        // What igraph, Cytoscape, NodeXL and platforms call a name.
        if matches!(
            plain.as_str(),
            "vname" | "sharedname" | "displayname" | "realname" | "screenname" | "tooltip"
        ) {
            return Column::Names;
        }
        let is_ours = name.eq_ignore_ascii_case("person") || name.eq_ignore_ascii_case("id");
        if is_ours { self.rows.column(&format!("{name} in the file")) } else { self.rows.column(name) }
    }

    /// Sets a value of somebody.
    #[inline]
    pub(super) fn set(&mut self, who: Someone, column: Column, value: &str) {
        self.rows.set(who, column, value);
    }

    /// Keeps what somebody is called.
    pub(super) fn label(&mut self, who: Someone, text: &str) {
        self.rows.label(who, "label", text);
    }

    /// What everybody in the file has in `column` of whom it says nothing.
    pub(super) fn default(&mut self, column: Column, value: &str) {
        if !value.trim().is_empty() {
            self.defaults.push((column, value.trim().to_owned()));
        }
    }

    /// Whether the file has a node of that id.
    pub(super) fn declares(&self, id: &str) -> bool {
        let someone = self.rows.find(self.scope, id.as_bytes());
        someone.is_some_and(|someone| self.people[someone.0 as usize - self.first].line > 0)
    }

    /// Says something of how the file was read.
    pub(super) fn remark(&mut self, remark: &str) {
        self.rows.remark(self.source, remark);
    }

    /// Tells the user something about the file. Names nobody.
    pub(super) fn warn(&mut self, warning: &str) {
        self.rows.warn(format!("{}: {warning}", self.file));
    }

    /// Counts what is no row of ours by design.
    pub(super) fn pass_over(&mut self, what: &'static str, records: usize) {
        self.rows.pass_over(self.source, what, records);
    }

    /// Ends the file; an error where nobody is in it, or where too much of it could not be read.
    pub(super) fn finish(mut self) -> Result<(), ImportError> {
        if self.nodes + self.edges == 0 {
            let way_out = "check that the right graph was saved, and that it was saved whole";
            return Err(ImportError::file(&self.file, "the graph has no node and no edge", way_out));
        }
        for (line, one, other) in std::mem::take(&mut self.open) {
            let ends = [one, other].map(|end| end.0 as usize - self.first);
            if ends.iter().any(|&end| self.people[end].line == 0) {
                self.rows.note(self.source, line, Why::Undeclared);
            }
            for end in ends {
                let known = &mut self.people[end];
                if known.line == 0 && std::mem::take(&mut known.looks_like_another) {
                    self.rows.note(self.source, line, Why::LookAlikeId);
                }
            }
        }
        self.settle_values();
        let (nodes, edges) = (self.nodes, self.edges);
        self.remark(&format!("nodes: {nodes}, edges: {edges}"));
        self.tell();
        self.rows.close(self.source)
    }

    /// Whoever has that id, and whether a node of it was read.
    #[inline]
    fn admit(&mut self, id: &str, line: u64) -> Result<(Someone, bool), ImportError> {
        refuse_long(&self.file, line, [id.as_bytes()])?;
        let (someone, admission) = self.rows.by_id(self.scope, id.as_bytes());
        if admission == Admission::Known {
            let is_declared = self.undeclared == 0 || self.people[someone.0 as usize - self.first].line > 0;
            return Ok((someone, is_declared));
        }
        debug_assert_eq!(someone.0 as usize, self.first + self.people.len(), "namings follow without a gap");
        self.undeclared += 1;
        self.people.push(Known { line: 0, looks_like_another: admission == Admission::LookAlike });
        Ok((someone, false))
    }

    /// Notes those of whom two records say different things, and gives the others their defaults.
    fn settle_values(&mut self) {
        let mut disputed = vec![false; self.people.len()];
        for at in 0..self.rows.got.attributes.len() {
            let mut known: Vec<Option<u32>> = vec![None; self.people.len()];
            let cells = &self.rows.got.attributes[at].cells;
            // Those of earlier files stand before.
            let own = cells.partition_point(|(someone, _)| (someone.0 as usize) < self.first);
            for &(someone, code) in &cells[own..] {
                let person = someone.0 as usize - self.first;
                disputed[person] |= *known[person].get_or_insert(code) != code;
            }
            let given = self.defaults.iter().find(|(column, _)| *column == Column::Attribute(at));
            let Some((column, value)) = given.cloned() else { continue };
            for (someone, person) in (self.first..).zip(0..self.people.len()) {
                if known[person].is_none() && self.people[person].line > 0 {
                    let someone = Someone(u32::try_from(someone).expect("namings are numbered in u32"));
                    self.rows.set(someone, column, &value);
                }
            }
        }
        for (person, _) in disputed.iter().enumerate().filter(|(_, disputed)| **disputed) {
            self.rows.note(self.source, self.people[person].line, Why::ConflictingValue);
        }
    }

    /// Tells what was seen of ties and nodes that bears on figures.
    fn tell(&mut self) {
        let Counts { zero_weights, negative_weights, numbered_times, hyperedges, holders } = self.counts;
        let alike = "they count as ties like all others";
        if zero_weights > 0 {
            self.warn(&format!("edges with the weight 0: {zero_weights}; {alike}"));
        }
        if negative_weights > 0 {
            self.warn(&format!("edges with a weight below 0: {negative_weights}; {alike}"));
        }
        if numbered_times > 0 {
            self.remark(&format!(
                "times that are numbers and no dates were passed over, edges: {numbered_times}"
            ));
        }
        if hyperedges > 0 {
            let records = usize::try_from(hyperedges).unwrap_or(usize::MAX);
            self.pass_over("edges of more than two ends, which are no ties between two people", records);
            self.warn(&format!(
                "edges of more than two ends: {hyperedges}; they were passed over, so ties are missing"
            ));
        }
        if holders > 0 {
            let what = "they count as people, so take them out if they are groups";
            self.warn(&format!("nodes that hold other nodes: {holders}; {what}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_dates_from_times_of_a_files_own() {
        let day = Day::parse("2014-04-30").unwrap();
        let read =
            ["2014-04-30", "2014-04-30T10:00:00Z", "3", "2.5", "Infinity", "soon", " "].map(Moment::of);
        let (on, number) = (Moment::On(day), Moment::Number);
        assert_eq!(read, [on, on, number, number, number, Moment::Unreadable, Moment::Unsaid]);
    }

    #[test]
    fn knows_truth_as_files_write_it() {
        let read = [" TRUE", "1", "False ", "0", "yes", ""].map(truth);
        assert_eq!(read, [Some(true), Some(true), Some(false), Some(false), None, None]);
    }
}
