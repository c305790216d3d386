//! `Ballot`: the known values of one attribute, whom they vote on, and the same votes with the values shuffled.

use super::guessed::Whom;
use crate::{
    audit::Audit,
    graph::{harmonic::Harmonic, neighbour_vote::NeighbourVote},
    measure::standing::Standings,
    model::{
        attribute::{Attribute, MISSING},
        id::PersonId,
        number::{Figure, Undefined},
    },
    null::{Shuffle, draws_within},
    stat::guesses::{Credit, Guesses},
};

/// How near two scores of label propagation must be to count as equal.
const SLACK: f64 = 1e-9;

/// One attribute, asked about.
pub(super) struct Ballot<'a> {
    pub audit: &'a Audit,
    pub attribute: &'a Attribute,
    /// Whether a person is a bystander.
    bystanders: Vec<bool>,
    /// The value of each consenter whose value is known.
    labels: Vec<u32>,
    /// The same, counted.
    pub label_counts: Vec<u64>,
    on_targets: NeighbourVote,
    on_unknown: NeighbourVote,
    harmonic: Figure<Harmonic>,
}

/// Guesses about some people.
pub(super) struct Held {
    pub people: u64,
    pub people_covered: u64,
    pub targets: u64,
    /// The votes, over covered targets.
    pub votes: Guesses,
    /// The votes, and where there are none the most frequent label, over all targets.
    pub fallback: Guesses,
    /// Label propagation, over the targets that it reaches.
    pub harmonic: Figure<Guesses>,
}

/// The accuracy in each draw, for each of [`Whom::ALL`]; `None` where too few draws are allowed.
pub(super) type Drawn = Option<[Vec<Figure>; 2]>;

impl<'a> Ballot<'a> {
    pub(super) fn of(audit: &'a Audit, attribute: &'a Attribute, standings: &Standings) -> Self {
        let code = |person: PersonId| attribute.codes.get(person.index()).copied().unwrap_or(MISSING);
        let known = |person: &PersonId| code(*person) != MISSING;
        let voters: Vec<PersonId> =
            audit.graph.people().filter(|&person| audit.is_consenter(person)).filter(known).collect();
        let others = || audit.graph.people().filter(|&person| !audit.is_consenter(person));
        let labels: Vec<u32> = voters.iter().map(|&voter| code(voter)).collect();
        let mut label_counts = vec![0; attribute.values.len()];
        labels.iter().for_each(|&label| label_counts[label as usize] += 1);
        let held = audit.graph.people().map(|person| if audit.is_consenter(person) { code(person) } else { MISSING });
        let held: Vec<u32> = held.collect();
        Self {
            audit,
            attribute,
            bystanders: audit.graph.people().map(|person| standings.is_bystander(person)).collect(),
            on_targets: NeighbourVote::of(&audit.graph, others().filter(known), &voters),
            on_unknown: NeighbourVote::of(&audit.graph, others().filter(|person| !known(person)), &voters),
            harmonic: Harmonic::of(&audit.graph, &held, attribute.values.len()),
            labels,
            label_counts,
        }
    }

    fn classes(&self) -> usize {
        self.attribute.values.len()
    }

    /// The true value, where it is known.
    fn truth(&self, person: PersonId) -> Option<u32> {
        self.attribute.codes.get(person.index()).copied().filter(|&code| code != MISSING)
    }

    fn is_about(&self, whom: Whom, person: PersonId) -> bool {
        match whom {
            Whom::EverybodyElse => !self.audit.is_consenter(person),
            Whom::Bystanders => self.bystanders[person.index()],
        }
    }

    fn people(&self, whom: Whom) -> impl Iterator<Item = PersonId> + '_ {
        self.audit.graph.people().filter(move |&person| self.is_about(whom, person))
    }

    /// The guesses about `whom`, held against the truth.
    pub(super) fn held(&self, whom: Whom) -> Held {
        let targets: Vec<(PersonId, u32)> =
            self.people(whom).filter_map(|person| Some((person, self.truth(person)?))).collect();
        let why = match (targets.len(), self.labels.len()) {
            (0, _) => Undefined::NoTargets,
            (_, 0) => Undefined::NoKnownLabels,
            _ => Undefined::NobodyCovered,
        };
        let (mut votes, mut fallback) =
            (Guesses::new(self.classes(), why), Guesses::new(self.classes(), why));
        let mut is_covered = vec![false; self.audit.people()];
        self.on_targets.count(&self.labels, self.classes(), |person, counts| {
            if let (true, Some(truth)) = (self.is_about(whom, person), self.truth(person)) {
                is_covered[person.index()] = true;
                votes.add(truth, counts);
                fallback.add_credit(truth, Credit::of_votes(truth, counts));
            }
        });
        let not_covered = targets.iter().filter(|(person, _)| !is_covered[person.index()]);
        for &(_, truth) in not_covered.filter(|_| !self.labels.is_empty()) {
            fallback.add_credit(truth, Credit::of_votes(truth, &self.label_counts));
        }
        let unknown = self.on_unknown.people().iter().filter(|&&person| self.is_about(whom, person));
        Held {
            people: self.people(whom).count() as u64,
            people_covered: votes.people() + unknown.count() as u64,
            targets: targets.len() as u64,
            harmonic: self.propagated(&targets, why),
            votes,
            fallback,
        }
    }

    /// The guesses of label propagation about the targets that it reaches.
    fn propagated(&self, targets: &[(PersonId, u32)], why: Undefined) -> Figure<Guesses> {
        let mut guesses = Guesses::new(self.classes(), why);
        let scores = match (&self.harmonic.0, why) {
            (_, Undefined::NoTargets | Undefined::NoKnownLabels) => return Figure::known(guesses),
            (Err(why), _) => return Figure::undefined(*why),
            (Ok(scores), _) => scores,
        };
        for &(person, truth) in targets {
            if let Some(scores) = scores.of_row(person.index()) {
                guesses.add_credit(truth, Credit::of_scores(truth, &scores.collect::<Vec<_>>(), SLACK));
            }
        }
        Figure::known(guesses)
    }

    /// The accuracies if the known values are shuffled, at most `limit` votes counted in all draws. There are none where all known values
    /// are the same.
    pub(super) fn drawn(&self, limit: u64, stream: u64) -> Drawn {
        let parameters = &self.audit.parameters;
        let draws = draws_within(limit, self.on_targets.votes() + self.labels.len() as u64, parameters.draws)?;
        let shuffle = Shuffle { labels: &self.labels, seed: parameters.seed, stream };
        let drawn = shuffle.each(draws, |labels| self.accuracies(labels));
        Some([0, 1].map(|at| drawn.iter().map(|accuracies| accuracies[at]).collect()))
    }

    /// The accuracy about each of [`Whom::ALL`] were the consenters' values `labels`.
    fn accuracies(&self, labels: &[u32]) -> [Figure; 2] {
        let mut earned = [(0, Credit::default()); 2];
        self.on_targets.count(labels, self.classes(), |person, counts| {
            let Some(truth) = self.truth(person) else { return };
            let credit = Credit::of_votes(truth, counts);
            for (whom, (people, earned)) in Whom::ALL.into_iter().zip(&mut earned) {
                if self.is_about(whom, person) {
                    *people += 1;
                    *earned += credit;
                }
            }
        });
        earned.map(|(people, earned)| earned.over(people, Undefined::NobodyCovered))
    }

    /// Whether all known values are the same, so that shuffling changes nothing.
    pub(super) fn has_one_label(&self) -> bool {
        self.label_counts.iter().filter(|&&count| count > 0).count() < 2
    }
}
