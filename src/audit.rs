//! `Audit`: a case opened, its tables and its graph. What every measure is given.

use crate::{
    graph::{TieGraph, dated_ties::DatedTies},
    model::{
        attribute::Attribute,
        case::{AuditCase, Parameters, Source},
        consent::Consenter,
        gap::{Gaps, Why},
        grant::Grant,
        id::{PersonId, SourceId},
        message::Message,
        reading::{Lasting, Reading},
        segment::{Layer, Segment},
        span::{Span, Spans},
        switch::Switch,
        tie::Direction,
    },
    table::{
        Tables, grants::Grants, messages::Messages, places::Places, reasons::Reasons, records::Records,
        suppressions::Suppressions, switches::Switches, texts::Texts, ties::Ties, transfers::Transfers,
    },
};
use rustc_hash::{FxBuildHasher, FxHashSet};

/// A case, opened. Everything a measure may look at; nobody's name is in it.
///
/// Where the case has a period, the ties are those that stood on a day of it, and the consenters those who had a grant in
/// force on one; what lies outside is noted. Records that leave their dates open are read so that the most follows.
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
    /// The same ties with their days; `None` where they stand throughout.
    pub dated_ties: Option<DatedTies>,
    /// The consenters, each once, in list order.
    pub consenters: Vec<Consenter>,
    /// Their grants, in list order.
    pub grants: Grants,
    /// What is known about each person.
    pub attributes: Vec<Attribute>,
    /// The switches that did not hold throughout, or of which that is not known.
    pub switches: Switches,
    /// The segments, but for those that are experienced.
    pub segments: Vec<Segment>,
    /// What single people saw, or were told that they were counted in: no audience, and measured nowhere as one.
    pub experienced: Vec<Segment>,
    /// The places, if known.
    pub places: Option<Places>,
    /// The messages of the period, if the case has a table of them.
    pub messages: Option<Messages>,
    /// The explanations that went with messages, if the case has a table of them.
    pub reasons: Option<Reasons>,
    /// The objections against being contacted, if the case has a table of them.
    pub suppressions: Option<Suppressions>,
    /// The transfers between organisations, if the case has a table of them. They are not cut to the period: what was passed on later was
    /// collected in it.
    pub transfers: Option<Transfers>,
    /// The texts that people agreed to, and the agreements that held on a day of the period.
    pub texts: Texts,
    /// The records that holders have of people, if the case has a table of them. A period does not narrow them.
    pub records: Option<Records>,
    consents: Vec<bool>,
    off_throughout: Vec<bool>,
}

impl Audit {
    /// An audit of `tables`. Self-loops and repeated ties are dropped and noted as gaps.
    #[must_use]
    pub fn new(mut tables: Tables, parameters: Parameters) -> Self {
        let period = parameters.period();
        keep_ties_of(period, &mut tables);
        keep_grants_of(period, &mut tables);
        keep_messages_of(period, &mut tables);
        tables.texts.agreements.retain(|agreement| agreement.in_force.at_most.meets(period));
        let Tables { case, mut gaps, people, ties, consenters, opted_out, switches, .. } = tables;
        let graph = if case.directed {
            TieGraph::directed(people, &ties.pairs, case.direction)
        } else {
            TieGraph::undirected(people, &ties.pairs)
        };
        note_repeats(&mut gaps, &ties, &graph);
        let dated_ties = (!ties.stood.is_empty()).then(|| {
            DatedTies::of(people, &ties.pairs, &ties.stood, case.directed.then_some(case.direction))
        });
        let marked = |rows: &mut dyn Iterator<Item = PersonId>| {
            let mut marks = vec![false; people];
            rows.for_each(|person| marks[person.index()] = true);
            marks
        };
        let consents = marked(&mut consenters.iter().map(|consenter| consenter.person));
        let whole_period = |switch: &Switch| Spans::from(period).without(&switch.surely_off).is_empty();
        let off_then = switches.friends_apps.iter().filter(|(_, switch)| whole_period(switch));
        let mut off = opted_out.iter().copied().chain(off_then.map(|&(person, _)| person));
        let off_throughout = marked(&mut off);
        let (experienced, segments) =
            tables.segments.into_iter().partition(|segment| segment.layer == Some(Layer::Experienced));
        Self {
            parameters,
            sources: tables.sources,
            gaps,
            listed: tables.listed,
            graph,
            dated_ties,
            consenters,
            grants: tables.grants,
            attributes: tables.attributes,
            switches,
            segments,
            experienced,
            places: tables.places,
            messages: tables.messages,
            reasons: tables.reasons,
            suppressions: tables.suppressions,
            transfers: tables.transfers,
            texts: tables.texts,
            records: tables.records,
            consents,
            off_throughout,
            case,
        }
    }

    /// How many people there are.
    #[must_use]
    pub fn people(&self) -> usize {
        self.graph.size()
    }

    /// Each time that two people were tied, once, where ties have dates.
    pub fn times_tied(&self) -> impl Iterator<Item = Lasting> {
        // Where a tie opens data both ways it stands in the rows of both ends.
        let both =
            !self.case.directed || matches!(self.case.direction, Direction::Either | Direction::Mutual);
        let ties = self.dated_ties.iter();
        let rows = ties.flat_map(|ties| self.graph.people().map(|one| (one, ties.opened_by(one))));
        let once = move |one: PersonId| move |(other, _): &&(PersonId, Lasting)| !both || one < *other;
        rows.flat_map(move |(one, row)| row.iter().filter(once(one)).map(|&(_, stood)| stood))
    }

    /// Whether `person` gave a grant.
    #[must_use]
    pub fn is_consenter(&self, person: PersonId) -> bool {
        self.consents[person.index()]
    }

    /// Whether `person` had sharing through friends switched off for the whole period: they are neither shown by others'
    /// grants nor passed through. A consenter's own switch does not count.
    #[must_use]
    pub fn is_opted_out(&self, person: PersonId) -> bool {
        self.switched_off(person) && !self.is_consenter(person)
    }

    /// The same, consenters included: what would count had they not consented.
    #[must_use]
    pub fn switched_off(&self, person: PersonId) -> bool {
        !self.case.switches_ignored && self.off_throughout(person)
    }

    /// The same, whether or not switches were honoured.
    #[must_use]
    pub fn off_throughout(&self, person: PersonId) -> bool {
        self.off_throughout[person.index()]
    }

    /// The attribute of that name.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|attribute| attribute.name == name)
    }
}

/// Leaves out the ties that stood on no day of `period`, and notes them.
fn keep_ties_of(period: Span, tables: &mut Tables) {
    let Tables { ties, gaps, .. } = tables;
    let in_period = |stood: &Lasting| stood.at_most.meets(period);
    if ties.stood.iter().all(in_period) {
        return;
    }
    let kept: Vec<bool> = ties.stood.iter().map(in_period).collect();
    for (at, _) in kept.iter().enumerate().filter(|(_, kept)| !**kept) {
        gaps.note(ties.file(at), Why::TieOutsidePeriod, ties.line(at));
    }
    let mut keeps = kept.iter();
    ties.pairs.retain(|_| *keeps.next().expect("one mark a tie"));
    let mut keeps = kept.iter();
    ties.lines.retain(|_| *keeps.next().expect("one mark a tie"));
    let mut keeps = kept.iter();
    ties.sources.retain(|_| *keeps.next().expect("one mark a tie"));
    ties.stood.retain(in_period);
}

/// Leaves out the grants that were in force on no day of `period`, notes them, and leaves out those who gave no other. Whether
/// a consenter opens their contacts' data is then a question of what is left.
fn keep_grants_of(period: Span, tables: &mut Tables) {
    let Tables { grants, consenters, gaps, sources, case, switches, .. } = tables;
    if grants.rows.is_empty() {
        let plain =
            |(at, consenter): (u32, &Consenter)| Grant::plain(at, consenter.opens_contacts, consenter.line);
        grants.rows = (0..).zip(&*consenters).map(plain).collect();
    }
    let source = sources.iter().rposition(|source| source.table == "consents").unwrap_or(0);
    let source = SourceId(u32::try_from(source).expect("files are few"));
    for grant in grants.rows.iter().filter(|grant| !grant.in_force.at_most.meets(period)) {
        gaps.note(source, Why::GrantOutsidePeriod, grant.line);
    }
    grants.rows.retain(|grant| grant.in_force.at_most.meets(period));
    let mut opens: Vec<Option<bool>> = vec![None; consenters.len()];
    for grant in &grants.rows {
        let person = consenters[grant.consenter as usize].person;
        let off = share_friends_off(switches, person).filter(|_| !case.switches_ignored);
        let openings = grant.openings(case.regime.as_ref(), None, Reading::AtMost, u32::MAX);
        let days: Spans = openings.map(|(_, span)| span.and(period)).collect();
        let days = off.map_or_else(|| days.clone(), |off| days.without(off));
        let known = &mut opens[grant.consenter as usize];
        *known = Some(known.unwrap_or(false) || !days.is_empty());
    }
    let mut rows = vec![0; consenters.len()];
    let mut at = 0;
    let kept = std::mem::take(consenters).into_iter().zip(&opens).enumerate();
    for (old, (consenter, opens)) in kept {
        let Some(opens_contacts) = *opens else { continue };
        rows[old] = at;
        at += 1;
        consenters.push(Consenter { opens_contacts, ..consenter });
    }
    grants.rows.iter_mut().for_each(|grant| grant.consenter = rows[grant.consenter as usize]);
}

/// Leaves out the messages of days outside `period`, and notes them. Those of which the day is not known stay.
fn keep_messages_of(period: Span, tables: &mut Tables) {
    let Some(messages) = &mut tables.messages else { return };
    let outside = |message: &Message| message.on.is_some_and(|on| !period.has(on.day));
    if let Some(source) = messages.source {
        for message in messages.rows.iter().filter(|message| outside(message)) {
            tables.gaps.note(source, Why::MessageOutsidePeriod, message.line);
        }
    }
    messages.rows.retain(|message| !outside(message));
}

/// The days on which `person` surely kept their contacts back from the apps that they use.
fn share_friends_off(switches: &Switches, person: PersonId) -> Option<&Spans> {
    let at = switches.share_friends.binary_search_by_key(&person, |&(owner, _)| owner).ok()?;
    Some(&switches.share_friends[at].1.surely_off)
}

/// Notes self-loops and every tie that was already read. Directed ties repeat only in the same direction. The graph
/// knows how many different ties there are, so that a clean input costs one pass.
fn note_repeats(gaps: &mut Gaps, ties: &Ties, graph: &TieGraph) {
    let mut loops = 0;
    for (at, _) in ties.pairs.iter().enumerate().filter(|(_, (from, to))| from == to) {
        gaps.note(ties.file(at), Why::SelfLoop, ties.line(at));
        loops += 1;
    }
    if graph.arrow_count() + loops == ties.pairs.len() as u64 {
        return;
    }
    let mut seen = FxHashSet::with_capacity_and_hasher(ties.pairs.len(), FxBuildHasher);
    for (at, &(from, to)) in ties.pairs.iter().enumerate().filter(|(_, (from, to))| from != to) {
        let (one, other) = if graph.is_directed() || from <= to { (from, to) } else { (to, from) };
        // A pair that was tied again on other days is no repeat.
        if !seen.insert((one, other, ties.stood.get(at).map(|stood| (stood.at_least, stood.at_most)))) {
            gaps.note(ties.file(at), Why::Repeat, ties.line(at));
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
        let ties = Ties { pairs, lines: vec![2, 3, 4, 5], ..Ties::default() };
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
