//! `Proxies`: which innocuous attribute stands for a protected one, and whether the network itself does.
//!
//! # Definition
//! *Protected* is each attribute that speaks of a special category, with 2 to 20 values. A *proxy* is each other attribute with 2 to
//! 500 values that speaks of none, but for one that tells the same in people's own words. Over the people with both values: mutual information, its share of the protected attribute's
//! entropy (the uncertainty coefficient), that share's exact mean by chance, accuracy and base accuracy are those of
//! [`Information`]; V is Cramér's, bias-corrected. The p-value is the chance of so much mutual information if the protected values are
//! shuffled among these people. `q_value`s adjust all p-values together (Benjamini-Hochberg): of this measure where it is taken alone, of the whole audit in [`Measures`](crate::measure::Measures).
//!
//! The *network* is a proxy too: what it says of a person is the most frequent protected value among their contacts (in either
//! direction), or that several are as frequent; people no contact of whom has a known value are left out. Its accuracy is that of the vote
//! itself, each person being left out of their own vote and ties sharing the guess. In each draw the votes are counted anew from the
//! shuffled values; the mean by chance is that over the draws.
//!
//! For each protected attribute, proxies stand in the order of their uncertainty coefficient above its mean by chance: a proxy with many values
//! tells much of anything by chance alone.
//!
//! The *strongest pair* is the value of the proxy and the protected value with the highest lift: the share of the protected value among people
//! of that proxy value, over its share among all people with both. Only pairs that at least `min_cell` people, and two, have are looked at.
//!
//! # Reference
//! Theil 1972; Bergsma 2013; Barocas and Selbst 2016 (proxies); Vinh, Epps and Bailey 2010.
//!
//! # Limits
//! That one attribute stands for another says nothing of why, nor that anybody used it. The accuracy is that over the same people from whom
//! the most frequent values are taken: with many values it is above the base accuracy by chance alone; the p-value is not misled. The strongest
//! pair is picked out of many, so that its interval, which is that of a single share, is too narrow. Values are the case's own
//! labels. At most [`LIMIT`] people and votes are counted in all draws together: there are as many draws as that allows, and where fewer than
//! 19 are, no p-value. At most [`MOST_PAIRS`] pairs are looked at, in the order of the attributes.

mod network;
mod proxy;

pub use network::leave_one_out;
pub use proxy::{Proxy, ProxyKind};

use super::{inference::{LeftAside, MOST_VALUES}, tested::{self, Test}};
use crate::{
    audit::Audit,
    model::attribute::Attribute,
    
};
use network::NetworkVote;
use proxy::Draw;
use serde::Serialize;

/// The most values that a proxy may have.
pub const MOST_PROXY_VALUES: usize = 500;

/// The most people and votes that are counted in all draws of the measure.
pub const LIMIT: u64 = 400_000_000;

/// The most pairs of a protected attribute and a proxy, networks not counted.
pub const MOST_PAIRS: usize = 500;

/// Where the streams of this measure begin.
const STREAMS: u64 = 1 << 57;

/// What stands for what.
///
/// # Example
/// Had Ada, Cem and Dot told one belief and everybody else another, where one lives would tell something of it: all of South and Gus have
/// the second.
/// ```
/// use bystander::{measure::proxies::Proxies, model::attribute::Attribute, village};
/// let mut audit = village::audit();
/// let belief = Attribute::of_texts("belief", ["a", "b", "a", "a", "b", "b", "b"].into_iter());
/// audit.attributes.push(Attribute { special_category: Some("religion".to_owned()), ..belief });
/// let measured = Proxies::of(&audit);
/// let place = measured.pairs.iter().find(|pair| pair.proxy.as_deref() == Some("place")).unwrap();
/// assert_eq!((place.accuracy.value(), place.base_accuracy.value()), (Some(6.0 / 7.0), Some(4.0 / 7.0)));
/// assert_eq!(place.strongest.as_ref().map(|pair| (pair.value.as_str(), pair.protected_value.as_str())), Some(("North", "a")));
/// assert_eq!(place.strongest.as_ref().map(|pair| (pair.lift * 4.0).round()), Some(7.0)); // (3/4) / (3/7)
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Proxies {
    /// Each protected attribute with each proxy, the strongest first.
    pub pairs: Vec<Proxy>,
    /// Attributes that are no protected attribute or no proxy because of how many values they have.
    pub left_aside: Vec<LeftAside>,
    /// Pairs that were not looked at because there are too many.
    pub pairs_left_out: u64,
    /// How many tests this measure did.
    pub tests: u64,
    /// Where the random streams start.
    pub seed: u64,
}

impl Proxies {
    /// Takes the measure. Draws run in parallel, each on a stream of its own, so that threads change no figure.
    #[must_use]
    pub fn of(audit: &Audit) -> Self {
        let (protected, innocuous): (Vec<&Attribute>, Vec<&Attribute>) =
            audit.attributes.iter().partition(|attribute| attribute.special_category.is_some());
        let (protected, mut left_aside) = within(protected, MOST_VALUES);
        let mut proxies = Vec::new();
        if !protected.is_empty() {
            let (kept, aside) = within(innocuous, MOST_PROXY_VALUES);
            proxies = kept;
            left_aside.extend(aside);
        }
        let looked_at = (protected.len() * proxies.len()).min(MOST_PAIRS);
        let draw = Draw {
            limit: LIMIT / ((looked_at + protected.len()) as u64).max(1),
            seed: audit.parameters.seed,
            draws: audit.parameters.draws,
            stream: STREAMS,
            min_cell: audit.parameters.min_cell,
        };
        let mut measured = Self {
            pairs: pairs(audit, &protected, &proxies, draw),
            left_aside,
            pairs_left_out: (protected.len() * proxies.len() - looked_at) as u64,
            tests: 0,
            seed: audit.parameters.seed,
        };
        measured.tests = tested::adjust(measured.p_and_q());
        measured
    }

    /// Every test, with the place for its q-value.
    pub(super) fn p_and_q(&mut self) -> Vec<Test<'_>> {
        self.pairs.iter_mut().map(|row| (row.p_value, &mut row.q_value)).collect()
    }
}

/// The attributes with at least two values and at most so many, and the others.
fn within(attributes: Vec<&Attribute>, most: usize) -> (Vec<&Attribute>, Vec<LeftAside>) {
    let aside = |attribute: &&Attribute| LeftAside::unless_within(attribute, most);
    let left_aside = attributes.iter().filter_map(aside).collect();
    (attributes.into_iter().filter(|attribute| aside(attribute).is_none()).collect(), left_aside)
}

/// The rows of each protected attribute, the strongest proxy first.
fn pairs(audit: &Audit, protected: &[&Attribute], proxies: &[&Attribute], draw: Draw) -> Vec<Proxy> {
    let mut numbers = 1..=MOST_PAIRS as u64;
    let mut all = Vec::new();
    for (of, number) in protected.iter().zip(MOST_PAIRS as u64 + 1..) {
        let others = proxies.iter().zip(numbers.by_ref()).filter(|(by, _)| !tell_the_same(by, of));
        let by = |(by, number): (&&Attribute, u64)| Proxy::of_attribute(by, of, draw.on_stream(number));
        let mut rows: Vec<Proxy> = others.map(by).collect();
        rows.push(NetworkVote::of(&audit.graph, of).proxy(of, draw.on_stream(number)));
        rows.sort_by(Proxy::compare);
        all.extend(rows);
    }
    all
}

/// Whether one attribute is the other in people's own words.
fn tell_the_same(one: &Attribute, other: &Attribute) -> bool {
    one.truth.as_ref() == Some(&other.name) || other.truth.as_ref() == Some(&one.name)
}

#[cfg(test)]
mod tests;
