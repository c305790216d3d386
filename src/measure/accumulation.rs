//! `accumulation`: how many bystanders a part of the consent list would have shown.

use super::opened::Opened;
use crate::{
    audit::Audit,
    stat::{real::real, sampling::NoneDrawn, sum::sum},
};
use serde::Serialize;

/// The bystanders that so many of the consenters show.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Accumulated {
    /// How many of the consenters, drawn at random.
    pub consenters: u64,
    /// The bystanders at one hop that they show, in the mean over every such draw.
    pub bystanders: f64,
}

/// The most points that the curve has.
const MOST_POINTS: u64 = 50;

/// The curve from no consenter to all of them; where these are many, at evenly spaced numbers. Each bystander counts as
/// 1 less the probability that none of the consenters who open them is drawn.
pub(super) fn accumulation(audit: &Audit) -> Vec<Accumulated> {
    let consenters = audit.consenters.len() as u64;
    let people = Opened::of(audit).people_by_times();
    let bystanders = |drawn| {
        let chance = NoneDrawn::of(consenters, drawn);
        sum((0..).zip(&people).map(|(times, &people)| real(people) * (1.0 - chance.among(times))))
    };
    let steps = consenters.min(MOST_POINTS - 1);
    let points = (0..=steps).map(|step| (step * consenters).checked_div(steps).unwrap_or(0));
    points.map(|drawn| Accumulated { consenters: drawn, bystanders: bystanders(drawn) }).collect()
}
