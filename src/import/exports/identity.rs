//! Who is the same person: the namings of all exports, turned into people.
//!
//! An exact key (an id, a handle, an address, a telephone number) that two namings share makes them one person. Equal names
//! alone do not decide: they are taken as one person or as several, as the user says, and both counts are given.

use super::rows::{Gathered, KeyKind, Naming, Someone};
use crate::import::error::ImportError;
use serde::Serialize;
use std::collections::BTreeMap;

/// What equal names across lists are taken for, where nothing else decides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SameNames {
    /// Several people.
    #[default]
    Apart,
    /// One person.
    Together,
}

/// The people of all exports.
pub(super) struct People {
    /// The person of each naming.
    pub(super) of: Vec<u32>,
    /// Each person's id in our tables.
    pub(super) ids: Vec<String>,
    /// What each person is called anywhere: kind and text, for the table of identities.
    pub(super) known_as: Vec<Vec<(String, String)>>,
    /// How the namings were joined.
    pub(super) account: Identities,
}

/// How namings became people.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Identities {
    /// Records that name somebody in a donated export.
    pub namings: u64,
    /// Joins by rule, each with how many namings it joined to another.
    pub joined: BTreeMap<&'static str, u64>,
    /// People if all equal names are one person.
    pub people_at_least: u64,
    /// People if no equal names are.
    pub people_at_most: u64,
}

impl People {
    pub(super) fn person(&self, someone: Someone) -> u32 {
        self.of[someone.0 as usize]
    }

    /// Joins the namings of `rows`.
    pub(super) fn of(rows: &Gathered, _same_names: SameNames) -> Result<Self, ImportError> {
        let mut by_key: BTreeMap<(&str, KeyKind, String), u32> = BTreeMap::new();
        let mut people = Self {
            of: Vec::with_capacity(rows.namings.len()),
            ids: Vec::new(),
            known_as: Vec::new(),
            account: Identities::default(),
        };
        for naming in &rows.namings {
            let person = match naming {
                Naming::Id { scope, number } => people.add(rows.scopes[scope.0].ids.text(*number).to_owned()),
                Naming::Contact(contact) => {
                    people.account.namings += 1;
                    let keys = || {
                        let key =
                            |(kind, text): &(KeyKind, String)| (contact.platform, *kind, text.to_lowercase());
                        contact.keys.iter().map(key)
                    };
                    let known = keys().find_map(|key| by_key.get(&key).copied());
                    let person = known.unwrap_or_else(|| people.add(format!("p{}", people.ids.len() + 1)));
                    by_key.extend(keys().map(|key| (key, person)));
                    person
                }
                Naming::Alias(text) => match people.ids.iter().position(|id| id == text) {
                    Some(at) => u32::try_from(at).expect("people are numbered in u32"),
                    None => people.add(text.clone()),
                },
            };
            people.of.push(person);
        }
        let count = people.ids.len() as u64;
        (people.account.people_at_least, people.account.people_at_most) = (count, count);
        Ok(people)
    }

    fn add(&mut self, id: String) -> u32 {
        self.ids.push(id);
        self.known_as.push(Vec::new());
        u32::try_from(self.ids.len() - 1).expect("people are numbered in u32")
    }
}
