//! Published claims recomputed: pure functions of claims, for there is no case behind them.
//!
//! Each question has its file: the ratios, the arithmetic, the whole that printed shares imply, the parts against their whole,
//! the reach from abroad, and which claims exclude each other.

pub mod abroad;
pub mod arithmetic;
pub mod exclusion;
pub mod implied;
pub mod parts;
pub mod ratios;

use crate::model::claim::Claim;
use abroad::{Abroad, Friends};
use arithmetic::Arithmetic;
use exclusion::Exclusion;
use implied::{Implied, ImpliedRow};
use parts::Parts;
use ratios::Ratios;
use serde::Serialize;

/// Everything that can be recomputed of claims. Rows stand in the order of the claims.
#[derive(Clone, Debug, Serialize)]
pub struct Recomputed {
    /// The claims as they were read.
    pub claims: Vec<Claim>,
    /// Both ratios of each claim that has consenters and people reached.
    pub ratios: Vec<Ratios>,
    /// Whether consenters and bystanders make the affected, where a claim gives all three.
    pub arithmetic: Vec<Arithmetic>,
    /// The whole that each table's printed shares imply.
    pub implied: Vec<Implied>,
    /// What each of their rows allows.
    pub implied_rows: Vec<ImpliedRow>,
    /// The parts of each place against each claim about the whole place.
    pub parts: Vec<Parts>,
    /// How many must have been reached from abroad.
    pub abroad: Vec<Abroad>,
    /// Pairs of claims that cannot both hold as printed.
    pub exclusions: Vec<Exclusion>,
    /// How many friends a consenter was taken to have.
    pub friends: Friends,
}

impl Recomputed {
    /// Recomputes `claims`, with so many friends for each consenter.
    #[must_use]
    pub fn of(claims: &[Claim], friends: Friends) -> Self {
        Self {
            claims: claims.to_vec(),
            ratios: claims.iter().filter_map(Ratios::of).collect(),
            arithmetic: claims.iter().filter_map(Arithmetic::of).collect(),
            implied: Implied::of(claims),
            implied_rows: ImpliedRow::all(claims),
            parts: Parts::of(claims),
            abroad: claims.iter().filter_map(|claim| Abroad::of(claim, friends)).collect(),
            exclusions: Exclusion::of(claims),
            friends,
        }
    }
}

/// The groups of claims that speak of parts of one place: a printed table, or a claim that stands alone, with the place.
/// In the order of their first claims.
fn groups(claims: &[Claim]) -> Vec<(&str, &str, Vec<&Claim>)> {
    let mut groups: Vec<(&str, &str, Vec<&Claim>)> = Vec::new();
    for claim in claims {
        let Some(within) = &claim.within else { continue };
        let group = claim.table.as_ref().unwrap_or(&claim.claim);
        match groups.iter_mut().find(|(name, place, _)| name == group && place == within) {
            Some((.., members)) => members.push(claim),
            None => groups.push((group, within, vec![claim])),
        }
    }
    groups
}

#[cfg(test)]
mod sketch;
