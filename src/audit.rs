//! `Audit`: a case opened, its tables and its graph. What every measure is given.

use crate::{
    graph::TieGraph,
    model::{
        attribute::Attribute,
        case::{AuditCase, Parameters, Source},
        consent::Consenter,
        gap::{Gaps, Why},
        id::{PersonId, SourceId},
        segment::Segment,
    },
    table::{Tables, places::Places, ties::Ties},
};
use rustc_hash::{FxBuildHasher, FxHashSet};

/// A case, opened. Everything a measure may look at; nobody's name is in it.
#[derive(Clone, Debug)]
pub struct Audit {
    /// What the case says about itself.
    pub case: AuditCase,
    /// What the user set for this run.
    pub parameters: Parameters,
    /// The files read.
    pub sources: Vec<Source>,
    /// What could not be read as it stood.
    pub gaps: Gaps,
    /// Whether a people list says who there is.
    pub listed: bool,
    /// The ties.
    pub graph: TieGraph,
    /// The consenters, each once, in list order.
    pub consenters: Vec<Consenter>,
    /// What is known about each person.
    pub attributes: Vec<Attribute>,
    /// The segments.
    pub segments: Vec<Segment>,
    /// The places, if known.
    pub places: Option<Places>,
    consents: Vec<bool>,
    opted_out: Vec<bool>,
}

impl Audit {
    /// An audit of `tables`. Self-loops and repeated ties are dropped and noted as gaps.
    #[must_use]
    pub fn new(tables: Tables, parameters: Parameters) -> Self {
        let Tables {
            case,
            parameters: _,
            sources,
            mut gaps,
            people,
            listed,
            ties,
            consenters,
            attributes,
            opted_out,
            segments,
            places,
            opened: _,
        } = tables;
        let graph = if case.directed {
            TieGraph::directed(people, &ties.pairs, case.direction)
        } else {
            TieGraph::undirected(people, &ties.pairs)
        };
        note_repeats(&mut gaps, &ties, &graph);
        let marked = |rows: &mut dyn Iterator<Item = PersonId>| {
            let mut marks = vec![false; people];
            rows.for_each(|person| marks[person.index()] = true);
            marks
        };
        let consents = marked(&mut consenters.iter().map(|consenter| consenter.person));
        let opted_out = marked(&mut opted_out.iter().copied());
        Self {
            case,
            parameters,
            sources,
            gaps,
            listed,
            graph,
            consenters,
            attributes,
            segments,
            places,
            consents,
            opted_out,
        }
    }

    /// How many people there are.
    #[must_use]
    pub fn people(&self) -> usize {
        self.graph.size()
    }

    /// Whether `person` gave a grant.
    #[must_use]
    pub fn is_consenter(&self, person: PersonId) -> bool {
        self.consents[person.index()]
    }

    /// Whether `person` switched off sharing through friends: they are neither shown by others' grants nor passed
    /// through. A consenter's own switch does not count.
    #[must_use]
    pub fn is_opted_out(&self, person: PersonId) -> bool {
        self.opted_out[person.index()] && !self.is_consenter(person)
    }

    /// Whether `person` switched off sharing through friends, consenters included: what would count had they not consented.
    #[must_use]
    pub fn switched_off(&self, person: PersonId) -> bool {
        self.opted_out[person.index()]
    }

    /// The attribute of that name.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|attribute| attribute.name == name)
    }
}

/// Notes self-loops and every tie that was already read. Directed ties repeat only in the same direction. The graph
/// knows how many different ties there are, so that a clean input costs one pass.
fn note_repeats(gaps: &mut Gaps, ties: &Ties, graph: &TieGraph) {
    let source = ties.source.unwrap_or(SourceId(0));
    let line = |at: usize| ties.lines.get(at).copied().map_or(at as u64 + 1, u64::from);
    let mut loops = 0;
    for (at, _) in ties.pairs.iter().enumerate().filter(|(_, (from, to))| from == to) {
        gaps.note(source, Why::SelfLoop, line(at));
        loops += 1;
    }
    if graph.arrow_count() + loops == ties.pairs.len() as u64 {
        return;
    }
    let mut seen = FxHashSet::with_capacity_and_hasher(ties.pairs.len(), FxBuildHasher);
    for (at, &(from, to)) in ties.pairs.iter().enumerate().filter(|(_, (from, to))| from != to) {
        let key = if graph.is_directed() || from <= to { (from, to) } else { (to, from) };
        if !seen.insert(key) {
            gaps.note(source, Why::Repeat, line(at));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        audit::Audit,
        model::{
            case::{AuditCase, Parameters},
            gap::Why,
            id::PersonId,
        },
        table::{Tables, ties::Ties},
    };

    fn audit(pairs: &[(u32, u32)], directed: bool) -> Audit {
        let pairs = pairs.iter().map(|&(from, to)| (PersonId(from), PersonId(to))).collect();
        let case = AuditCase { directed, ..AuditCase::default() };
        let ties = Ties { pairs, lines: vec![2, 3, 4, 5], source: None };
        Audit::new(Tables { case, people: 3, ties, ..Tables::default() }, Parameters::default())
    }

    #[test]
    fn notes_a_tie_read_again_in_either_direction_with_its_line() {
        let audit = audit(&[(0, 1), (1, 1), (1, 0), (1, 2)], false);
        let gaps: Vec<_> = audit.gaps.counts().map(|(_, why, gap)| (why, gap.lines.clone())).collect();
        assert_eq!(gaps, [(Why::SelfLoop, vec![3]), (Why::Repeat, vec![4])]);
        assert_eq!(audit.graph.ties(), 2);
    }

    #[test]
    fn keeps_both_directions_of_a_directed_tie() {
        let audit = audit(&[(0, 1), (1, 0), (0, 1), (1, 2)], true);
        assert_eq!(audit.gaps.records(Why::Repeat), 1);
        assert_eq!((audit.graph.ties(), audit.graph.arrow_count()), (2, 3));
    }
}
