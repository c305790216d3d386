//! `Diversity`: how many different messages, sponsors and channels single people met.

use super::records::{Records, times};
use crate::{
    model::{
        message::Message,
        number::{Figure, Undefined},
    },
    stat::{amounts::Amounts, draws::Draws, real::real, shares::Shares},
};
use serde::Serialize;
use std::collections::BTreeMap;

/// How different the messages were that single people were shown.
///
/// # Definition
/// Of a person reached, with n(m) impressions of each different message m and p(m) = n(m)/n: *entropy* is H = -sum p ln p in nats, and
/// the *effective number* exp(H): as many messages shown equally often have this entropy, 1 where all showings were of one message.
/// `repeated_share` is the share of all impressions of messages that the same person had been shown before.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Diversity {
    /// Different messages for each person reached.
    pub messages: Typical,
    /// The entropy of the messages of each person reached, in nats.
    pub entropy: Typical,
    /// The effective number of messages of each person reached.
    pub effective_number: Typical,
    /// Different sponsors for each person with a recorded one.
    pub sponsors: Typical,
    /// Different channels for each person with a recorded one.
    pub channels: Typical,
    /// People reached who were shown one message alone.
    pub one_message_only: u64,
    /// They over the people reached, 0 to 1.
    pub one_message_only_share: Figure,
    /// Impressions of messages that the person had been shown before, over all impressions, 0 to 1.
    pub repeated_share: Figure,
    /// People by the effective number of their messages.
    pub people_by_effective_number: Vec<Band>,
    /// People by the number of channels on which they were shown messages.
    pub people_by_channels: Vec<OfChannels>,
}

/// A number that each of several people, or of several records, has.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Typical {
    /// How many have it.
    pub count: u64,
    /// Its mean.
    pub mean: Figure,
    /// Its median, interpolated (type 7).
    pub median: Figure,
    /// What nine in ten do not exceed, by nearest rank (type 1).
    pub p90: Figure,
}

impl Typical {
    /// Of the numbers of those that have one.
    pub(super) fn of(values: Vec<f64>) -> Self {
        let draws = Draws::of(values);
        let known = |figure: Figure| if draws.is_empty() { Figure::undefined(Undefined::NobodyReached) } else { figure };
        Self {
            count: draws.len() as u64,
            mean: known(draws.mean()),
            median: known(draws.interpolated(500)),
            p90: known(draws.nearest_rank(900)),
        }
    }
}

/// People whose effective number of messages lies in a band.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Band {
    /// The band, as `1`, `over 1, up to 2`.
    pub band: &'static str,
    /// The people.
    pub people: u64,
}

/// People by the number of channels on which they were shown messages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OfChannels {
    /// How many channels.
    pub channels: u64,
    /// The people.
    pub people: u64,
}

/// The upper ends of the bands of effective numbers; the last has none.
const BANDS: [(&str, f64); 5] =
    [("1", 1.0), ("over 1, up to 2", 2.0), ("over 2, up to 5", 5.0), ("over 5, up to 10", 10.0), ("over 10", f64::INFINITY)];

/// How far a computed number may lie above the end of a band and belong to it: rounding, and nothing else.
const SLACK: f64 = 1e-9;

impl Diversity {
    pub(super) fn of(records: &Records) -> Self {
        let own: Vec<Own> = records.by_person.iter().filter_map(|(_, rows)| Own::of(rows)).collect();
        let numbers = |of: &dyn Fn(&Own) -> f64| Typical::of(own.iter().map(of).collect());
        let counts = |of: &dyn Fn(&Own) -> u64| {
            Typical::of(own.iter().map(of).filter(|&count| count > 0).map(real).collect())
        };
        let one = own.iter().filter(|own| own.messages == 1).count() as u64;
        let total = |of: &dyn Fn(&Own) -> u64| own.iter().map(of).fold(0, u64::saturating_add);
        let (impressions, first) = (total(&|own| own.impressions), total(&|own| own.messages));
        Self {
            messages: counts(&|own| own.messages),
            entropy: numbers(&|own| own.entropy),
            effective_number: numbers(&|own| own.entropy.exp()),
            sponsors: counts(&|own| own.sponsors),
            channels: counts(&|own| own.channels),
            one_message_only: one,
            one_message_only_share: Figure::ratio(one, own.len() as u64, Undefined::NobodyReached),
            repeated_share: Figure::ratio(impressions - first, impressions, Undefined::NobodyReached),
            people_by_effective_number: bands(&own),
            people_by_channels: of_channels(&own),
        }
    }
}

/// What one person was shown.
struct Own {
    messages: u64,
    impressions: u64,
    entropy: f64,
    sponsors: u64,
    channels: u64,
}

impl Own {
    /// Of somebody's records; none where they say that nothing was shown.
    fn of(rows: &[&Message]) -> Option<Self> {
        let shown: Vec<&&Message> = rows.iter().filter(|message| times(message) > 0).collect();
        let mut messages: BTreeMap<u32, u64> = BTreeMap::new();
        for message in &shown {
            let count = messages.entry(message.message).or_default();
            *count = count.saturating_add(times(message));
        }
        let counts: Vec<u64> = messages.into_values().collect();
        let shares = Shares::of(&Amounts::of_counts(&counts)).value()?;
        let different = |of: &dyn Fn(&Message) -> Option<u32>| {
            let mut numbers: Vec<u32> = shown.iter().filter_map(|message| of(message)).collect();
            numbers.sort_unstable();
            numbers.dedup();
            numbers.len() as u64
        };
        Some(Self {
            messages: counts.len() as u64,
            impressions: counts.iter().fold(0, |sum, &count| sum.saturating_add(count)),
            // A single message has no entropy, and no negative zero of it.
            entropy: shares.shannon_nats().max(0.0),
            sponsors: different(&|message| message.sponsor),
            channels: different(&|message| message.channel),
        })
    }
}

fn bands(own: &[Own]) -> Vec<Band> {
    let mut people = [0; BANDS.len()];
    for own in own {
        people[BANDS.iter().position(|(_, end)| own.entropy.exp() <= end + SLACK).expect("the last band has no end")] += 1;
    }
    BANDS.iter().zip(people).map(|(&(band, _), people)| Band { band, people }).collect()
}

fn of_channels(own: &[Own]) -> Vec<OfChannels> {
    let mut people: BTreeMap<u64, u64> = BTreeMap::new();
    own.iter().filter(|own| own.channels > 0).for_each(|own| *people.entry(own.channels).or_default() += 1);
    people.into_iter().map(|(channels, people)| OfChannels { channels, people }).collect()
}
