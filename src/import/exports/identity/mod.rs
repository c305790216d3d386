//! Who is the same person: the namings of all exports, turned into people.
//!
//! Exact keys and friendships told from both sides decide ([`rules`]); equal names alone do not. They are taken as one
//! person or as several, as the user says, and the number of people is given for both ([`names`]). Ids of network files
//! are exact text ([`scopes`]). What a list of consents calls somebody is looked up among all of these ([`strangers`]).
//!
//! Where names decide nothing (the default) the people can only be too many: each bystander of a donor is then counted at most
//! once for each list that they stand on.

mod few;
mod known;
mod names;
mod namings;
mod rules;
mod scopes;
mod strangers;
#[cfg(test)]
mod tests;
mod union;

use super::rows::{Gathered, Naming, Someone};
use crate::import::error::ImportError;
use crate::model::case::{Donations, EqualNames};
use names::{Bounds, SameName};
use namings::Namings;
use rules::Joins;
use scopes::Scopes;
use serde::Serialize;
use std::collections::BTreeMap;
use union::Union;

/// What equal names across lists are taken for, where nothing else decides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SameNames {
    /// Several people.
    #[default]
    Apart,
    /// One person; where several people bear the name for sure, as few as can be. It is one end, and no statement of who is who.
    Together,
}

/// What equal ids in several network files are taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ids {
    /// One person.
    Same,
    /// Several people: each id carries the number of its file.
    Apart,
}

/// The people of all exports.
pub(super) struct People {
    /// The person of each naming.
    pub(super) of: Vec<u32>,
    /// Each person's id in our tables. Those whom no export knows, and only a list such as one of consents names, come last.
    pub(super) ids: Vec<String>,
    /// What each person is called anywhere: kind and text, for the table of identities.
    pub(super) known_as: Vec<Vec<(&'static str, String)>>,
    /// How the namings were joined.
    pub(super) account: Identities,
    /// How many of them no export knows.
    strangers: usize,
}

/// How namings became people. The bounds hold where nobody goes by two names without a key that joins them, and every nameless record
/// is somebody else; two accounts of one person that share no e-mail address or number count as two people.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Identities {
    /// Records that name somebody in a donated export.
    pub namings: u64,
    /// Donated exports.
    pub donated_exports: u64,
    /// Different owners of them, as far as is known.
    pub donors: u64,
    /// Records of donated exports that name nobody: without a key, and without a name or with what a platform shows in its place.
    pub nameless: u64,
    /// Joins by rule, each with how many namings it joined to another.
    pub joined: BTreeMap<&'static str, u64>,
    /// E-mail addresses and telephone numbers that stand with two names in one list, and so joined nobody.
    pub shared_contact_points: u64,
    /// Names that several people bear, as far as exact rules tell.
    pub shared_names: u64,
    /// People if all equal names are one person.
    pub people_at_least: u64,
    /// People if no equal names are.
    pub people_at_most: u64,
    /// People on a donor's list who are no donors, if all equal names are one person.
    pub bystanders_of_donors_at_least: u64,
    /// The same if no equal names are.
    pub bystanders_of_donors_at_most: u64,
    /// Ids of network files that look like another file's.
    pub look_alikes_across_files: u64,
    /// Labels of people in network files that are somebody else's id.
    pub labels_that_are_others_ids: u64,
    /// People whom a table of consents or the like names, and whom no export knows.
    pub strangers: u64,
    /// What equal names were taken for; none where nobody gave an export.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub equal_names: Option<EqualNames>,
}

impl People {
    /// The person whom `someone` is.
    pub(super) fn person(&self, someone: Someone) -> u32 {
        self.of[someone.0 as usize]
    }

    /// The ids of those whom the exports know.
    pub(super) fn listed(&self) -> &[String] {
        &self.ids[..self.ids.len() - self.strangers]
    }

    /// Joins the namings of `rows`.
    ///
    /// # Errors
    /// Where files with ids of their own share some of them and `ids` does not say what to make of it, and where what a table calls
    /// somebody may be several people.
    pub(super) fn of(rows: &Gathered, same_names: SameNames, ids: Option<Ids>) -> Result<Self, ImportError> {
        let scopes = Scopes::of(rows, ids)?;
        let namings = Namings::of(rows);
        let mut union = Union::new(rows.namings.len());
        scopes.same.iter().for_each(|&(one, other)| _ = union.join(one, other));
        let mut joins = Joins::of(&namings, union);
        let names = SameName::of(&namings, &mut joins);
        let bounds = names.bounds();
        if same_names == SameNames::Together {
            names.join(&mut joins);
        }
        let mut people = Self::numbered(rows, &scopes, &mut joins.union);
        people.account = Identities {
            namings: namings.named.len() as u64,
            donated_exports: namings.donors.len() as u64,
            donors: rules::different_donors(&namings, &mut joins.union),
            nameless: rules::nameless(&namings),
            shared_contact_points: joins.shared.len() as u64,
            shared_names: names.names(),
            look_alikes_across_files: scopes.look_alikes,
            equal_names: (!namings.donors.is_empty()).then_some(match same_names {
                SameNames::Apart => EqualNames::SeveralPeople,
                SameNames::Together => EqualNames::OnePerson,
            }),
            ..Identities::default()
        };
        people.account.joined = joins.joined;
        if !scopes.same.is_empty() {
            people.account.joined.insert("same id in several files", scopes.same.len() as u64);
        }
        people.bound(bounds);
        people.name(rows);
        people.place_strangers(rows)?;
        Ok(people)
    }

    /// A person for each set of `union`, in the order in which they are first named. Who is named by an alias has none yet.
    fn numbered(rows: &Gathered, scopes: &Scopes, union: &mut Union) -> Self {
        let mut people = Self {
            of: vec![u32::MAX; rows.namings.len()],
            ids: Vec::new(),
            known_as: Vec::new(),
            account: Identities::default(),
            strangers: 0,
        };
        let prefix = prefix(rows);
        let mut donated = 0_u64;
        for (at, naming) in (0..).zip(&rows.namings) {
            let leader = union.find(at);
            if leader != at {
                people.of[at as usize] = people.of[leader as usize];
                continue;
            }
            let (id, called) = match naming {
                Naming::Id { scope, number } => scopes.id(rows, scope.0, *number),
                Naming::Contact(_) => {
                    donated += 1;
                    (format!("{prefix}{donated}"), None)
                }
                Naming::Alias(_) => continue,
            };
            people.of[at as usize] = people.add(id);
            let called = called.map(|text| ("id", text));
            people.known_as.last_mut().expect("one was added").extend(called);
        }
        people
    }

    fn add(&mut self, id: String) -> u32 {
        self.ids.push(id);
        self.known_as.push(Vec::new());
        namings::number(self.ids.len() - 1)
    }

    fn bound(&mut self, bounds: Bounds) {
        let account = &mut self.account;
        let with_ids = self.ids.len() as u64 - (account.namings - account.joined_donated());
        account.people_at_least = with_ids + bounds.people.0;
        account.people_at_most = with_ids + bounds.people.1;
        account.bystanders_of_donors_at_least = bounds.bystanders.0;
        account.bystanders_of_donors_at_most = bounds.bystanders.1;
    }
}

impl Identities {
    /// What an audit is told of them; none where nobody gave an export.
    pub(super) fn donations(&self) -> Option<Donations> {
        let donations = |equal_names| Donations {
            donors: self.donors,
            people_at_least: self.people_at_least,
            people_at_most: self.people_at_most,
            equal_names,
        };
        self.equal_names.map(donations)
    }

    /// What the reader of any figure should know of how people were told apart.
    pub(super) fn warnings(&self) -> Vec<String> {
        let mut warnings = Vec::new();
        if self.strangers > 0 {
            warnings.push(format!(
                "people whom a table names and no export knows: {}; they are not among the people, and an audit \
                 stops at them; check how the table spells them, or take them out of it",
                self.strangers
            ));
        }
        if self.labels_that_are_others_ids > 0 {
            warnings.push(format!(
                "labels of people that are somebody else's id: {}; a table that names people is taken to name them by their \
                 ids, so check that it does not use the labels",
                self.labels_that_are_others_ids
            ));
        }
        if self.look_alikes_across_files > 0 {
            warnings.push(format!(
                "ids of one file that differ from another file's only by case, blanks, leading zeros or letters \
                 that do not show: {}; they were kept apart",
                self.look_alikes_across_files
            ));
        }
        warnings
    }

    /// How many namings of donated exports were joined to another.
    fn joined_donated(&self) -> u64 {
        let of_donated = self.joined.iter().filter(|(rule, _)| **rule != "same id in several files");
        of_donated.map(|(_, joins)| joins).sum()
    }
}

/// What the ids of people from donated exports begin with, so that none is an id of a network file.
fn prefix(rows: &Gathered) -> String {
    let is_taken = |prefix: &str| {
        let numbered = |id: &str| id.strip_prefix(prefix).is_some_and(|rest| rest.parse::<u64>().is_ok());
        let ids =
            rows.scopes.iter().flat_map(|set| (0..namings::number(set.ids.len())).map(|id| set.ids.text(id)));
        ids.into_iter().any(numbered)
    };
    let mut prefix = "p".to_owned();
    while is_taken(&prefix) {
        prefix.push('-');
    }
    prefix
}
