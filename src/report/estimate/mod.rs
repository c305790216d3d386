//! Estimates where the network is secret: what was asked, and the answer as tables with what each figure supposes.

mod consent;
mod decay;
mod lists;
mod observed;
mod reach;

pub use decay::Statement;
pub use observed::observe;

use super::{
    cell::Cell,
    table::{Heading, Table},
};
use crate::{
    import::{Donated, OnTwoLists},
    stat::{
        reach::{Counted, Degrees},
        two_lists::TwoLists,
    },
};

/// Everybody, by their numbers of contacts.
#[derive(Clone, Debug)]
pub struct Population {
    /// The numbers of contacts.
    pub degrees: Degrees,
    /// Where they come from.
    pub origin: Origin,
}

/// Where numbers of contacts come from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Origin {
    /// Only their mean is known.
    Mean(f64),
    /// Everybody's were counted.
    Everybody,
    /// Those of so many people were counted, who stand for all.
    Sample(u64),
}

/// How many consented.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Consent {
    /// So many.
    Count(u64),
    /// Each with this probability, 0 to 1.
    Rate(f64),
}

/// Two incomplete lists of the consenters.
#[derive(Clone, Copy, Debug)]
pub struct Incomplete {
    /// Their counts.
    pub lists: TwoLists,
    /// How they were read; `None` where the counts were given.
    pub read: Option<OnTwoLists>,
}

/// What is known, and what is asked.
#[derive(Clone, Debug, Default)]
pub struct Question {
    /// Everybody, where their number is known.
    pub people: Option<u64>,
    /// Everybody, where their numbers of contacts are known too.
    pub population: Option<Population>,
    /// Who consented, where that is known.
    pub consent: Option<Consent>,
    /// What was counted, for bounds; where the number of consenters is known.
    pub counted: Option<Counted>,
    /// The share of pairs of one's contacts who are contacts, where it is known.
    pub clustering: Option<f64>,
    /// The number of affected people for which the consent is asked.
    pub wanted: Option<f64>,
    /// Whether the curve of reach against consent is asked.
    pub curve: bool,
    /// Two incomplete lists of the consenters.
    pub incomplete: Option<Incomplete>,
    /// Contact lists that some consenters gave.
    pub donated: Option<Donated>,
    /// Statements about how fast records turn wrong.
    pub decay: Vec<Statement>,
}

/// The answer: tables in reading order.
#[must_use]
pub fn answer(question: &Question) -> Vec<Table> {
    let mut tables = Vec::new();
    tables.extend(question.incomplete.map(|incomplete| lists::two_lists(&incomplete, question)));
    tables.extend(reach::reach(question));
    tables.extend(reach::contacts(question));
    tables.extend(consent::needed(question));
    tables.extend(consent::curve(question));
    tables.extend(question.donated.as_ref().map(|donated| lists::donated(donated, question)));
    tables.extend(decay::implied(&question.decay));
    tables.extend(decay::pairs(&question.decay));
    tables
}

fn heading(key: &'static str, label: &'static str) -> Heading {
    Heading { key, label, definition: None }
}

fn text(text: impl Into<String>) -> Cell {
    Cell::Text(text.into())
}

/// A number of people, whole where it is known to be.
fn people(value: f64) -> Cell {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is whole and below 2^53")]
    if value.fract() == 0.0 && (0.0..9e15).contains(&value) {
        Cell::Count(value as u64)
    } else {
        Cell::Number(value)
    }
}
