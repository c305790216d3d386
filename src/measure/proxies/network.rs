//! `NetworkVote`: what everybody's contacts say of everybody's protected value.

use super::proxy::{Draw, Proxy, Strongest, cells, p_value};
use crate::{
    graph::{TieGraph, neighbour_vote::NeighbourVote},
    model::{
        attribute::{Attribute, MISSING},
        id::PersonId,
        number::{Figure, Undefined},
    },
    stat::{draws::Draws, guesses::Guesses, information::Information},
};

/// Everybody with a known value guessed from the values of all their contacts; people without such a contact are left out. `codes` holds a
/// code below `classes` per person, or [`MISSING`].
///
/// # Example
/// Each of Cem, Dot and Eve of the village has one contact or two; Ada, of North, knows two of North and two of South.
/// ```
/// use bystander::{measure::proxies::leave_one_out, village};
/// let audit = village::audit();
/// let guesses = leave_one_out(&audit.graph, &audit.attributes[0].codes, 2);
/// // Ada ½, Ben 1 (he knows Ada of North, Eve and Fay of South), Cem 1, Dot 1, Eve ½, Fay 1.
/// assert_eq!((guesses.people(), guesses.accuracy().value()), (6, Some(5.0 / 6.0)));
/// ```
#[must_use]
pub fn leave_one_out(graph: &TieGraph, codes: &[u32], classes: usize) -> Guesses {
    let network = NetworkVote::of_codes(graph, codes, classes);
    network.guesses(&network.labels)
}

/// The votes of everybody with a known value on everybody else who has one.
pub(super) struct NetworkVote {
    vote: NeighbourVote,
    /// The place among the voters of each person who is voted on.
    own: Vec<usize>,
    /// The voters' values.
    labels: Vec<u32>,
    classes: usize,
}

impl NetworkVote {
    pub(super) fn of(graph: &TieGraph, protected: &Attribute) -> Self {
        Self::of_codes(graph, &protected.codes, protected.values.len())
    }

    fn of_codes(graph: &TieGraph, codes: &[u32], classes: usize) -> Self {
        let known = |person: &PersonId| codes.get(person.index()).is_some_and(|&code| code != MISSING);
        let voters: Vec<PersonId> = graph.people().filter(known).collect();
        let vote = NeighbourVote::of(graph, voters.iter().copied(), &voters);
        let own = |person| voters.binary_search(person).expect("only voters are voted on");
        Self {
            own: vote.people().iter().map(own).collect(),
            labels: voters.iter().map(|voter| codes[voter.index()]).collect(),
            vote,
            classes,
        }
    }

    fn guesses(&self, labels: &[u32]) -> Guesses {
        let mut guesses = Guesses::new(self.classes, Undefined::NobodyCovered);
        let mut own = self.own.iter();
        self.vote.count(labels, self.classes, |_, votes| {
            let place = own.next().expect("each person voted on has a place");
            guesses.add(labels[*place], votes);
        });
        guesses
    }

    /// People by what their contacts say, several as frequent last, and by their own value.
    fn table(&self, labels: &[u32]) -> Information {
        let (mut rows, mut truths) = (Vec::new(), Vec::new());
        let mut own = self.own.iter();
        self.vote.count(labels, self.classes, |_, votes| {
            rows.push(said(votes));
            truths.push(labels[*own.next().expect("each person voted on has a place")]);
        });
        Information::of(cells(&rows, &truths, (self.classes + 1, self.classes)))
    }

    /// The network held against `protected`.
    pub(super) fn proxy(&self, protected: &Attribute, draw: Draw) -> Proxy {
        let told = self.table(&self.labels);
        let coefficient = |labels: &[u32]| self.table(labels).uncertainty().value().unwrap_or(0.0);
        let exists = told.uncertainty().value().is_some();
        let drawn = exists.then(|| draw.each(&self.labels, self.vote.votes(), coefficient)).flatten();
        let test = p_value(coefficient(&self.labels), drawn.as_deref());
        let mean = match (told.uncertainty().0, drawn) {
            (Err(why), _) => Figure::undefined(why),
            (Ok(_), None) => Figure::undefined(Undefined::TooLarge),
            (Ok(_), Some(drawn)) => Draws::of(drawn).mean(),
        };
        let values: Vec<String> = protected.values.iter().map(|value| format!("most contacts: {value}")).collect();
        let values = [values, vec!["contacts: several as frequent".to_owned()]].concat();
        Proxy {
            accuracy: self.guesses(&self.labels).accuracy(),
            strongest: Strongest::of(&told, &values, &protected.values, draw.min_cell),
            ..Proxy::of_table(&told, protected, test)
        }
        .above(mean)
    }
}

/// The value with most votes, or the number of values where several have as many.
fn said(votes: &[u32]) -> u32 {
    let most = votes.iter().max();
    let mut best = (0..).zip(votes).filter(|(_, votes)| Some(*votes) == most).map(|(value, _)| value);
    match (best.next(), best.next()) {
        (Some(value), None) => value,
        _ => u32::try_from(votes.len()).expect("an attribute has few values"),
    }
}
