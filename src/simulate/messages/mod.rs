//! Messages of the campaign of an incident, objections against them, and what came after the objections.
//!
//! A party and its friends send messages to the members of five segments, by web, e-mail and post, up to a vote. Some people object:
//! of most the objection is heard after some days, of others never. One segment is also messaged as a whole. Most messages have an
//! explanation, which leaves out some of what they were aimed with.

mod files;
mod reasons;
mod truth;

pub(super) use files::{add_to_case, add_to_readme, sheets};
pub(super) use reasons::ReasonsTruth;
pub(super) use truth::ContactsTruth;

use super::{
    Incident,
    dice::{Dice, Part},
    segments::{APATHETIC, LEANING, LOOKALIKE, NEWSLETTER, UNDECIDED},
};
use crate::model::date::Day;
use reasons::Reason;
use std::collections::{BTreeMap, BTreeSet};

/// The segments that messages aim at.
const AIMED_AT: [&str; 5] = [APATHETIC, UNDECIDED, LOOKALIKE, NEWSLETTER, LEANING];
const SPONSORS: [&str; 2] = ["The party", "Friends of the party"];
const CHANNELS: [&str; 3] = ["web", "e-mail", "post"];
const LISTS: [&str; 2] = ["do not contact", "unsubscribed"];
/// How often somebody may be shown messages, as the case says.
const CAP: u64 = 8;
/// How many days the campaign lasts; the last but one is that of the vote.
const DAYS: usize = 66;
/// How likely messages are at each hour of the day.
const HOURS: [usize; 24] = [1, 1, 0, 0, 0, 1, 2, 4, 6, 6, 5, 5, 6, 5, 5, 5, 6, 8, 10, 14, 16, 14, 8, 3];
/// How many messages somebody gets who gets any.
const TIMES: [usize; 9] = [30, 20, 15, 10, 8, 6, 5, 4, 2];
/// How likely each of the messages made for a segment is.
const MESSAGES: [usize; 6] = [5, 3, 2, 1, 1, 1];

/// A message shown to a person.
#[derive(Debug)]
pub(super) struct Sent {
    message: usize,
    person: usize,
    /// The place among the incident's segments.
    segment: usize,
    sponsor: usize,
    channel: usize,
    /// The day as recorded.
    day: Option<i32>,
    second: usize,
    impressions: u64,
    /// The day on which the person viewed a page, which the message follows.
    viewed: Option<i32>,
}

/// A message to a segment as a whole.
#[derive(Debug)]
pub(super) struct Aimed {
    message: usize,
    segment: usize,
    channel: usize,
    day: i32,
}

/// Somebody's objection.
#[derive(Debug)]
pub(super) struct Objected {
    person: usize,
    list: usize,
    channel: Option<usize>,
    /// The day.
    day: i32,
    /// Whether the day is recorded.
    is_dated: bool,
    /// After how many days it was heard, if it was.
    heard_after: Option<i32>,
}

/// The messages and the objections of an incident.
#[derive(Debug)]
pub(super) struct Campaign {
    sent: Vec<Sent>,
    aimed: Vec<Aimed>,
    objected: Vec<Objected>,
    reasons: Vec<Reason>,
}

/// The first day of the campaign.
fn start() -> i32 {
    Day::of(2014, 9, 1).expect("a day of the calendar").0
}

/// The day of the vote.
fn vote() -> i32 {
    start() + i32::try_from(DAYS).expect("few days") - 2
}

impl Campaign {
    /// Draws the objections, then the messages, which heed those that were heard.
    pub(super) fn draw(incident: &Incident) -> Self {
        let dice = &mut Dice::new(incident.settings.seed, Part::Messages);
        let objected = objections(incident, dice);
        // Everybody objects at most once.
        let by_person: BTreeMap<usize, &Objected> = objected.iter().map(|one| (one.person, one)).collect();
        let (mut sent, mut seen) = (Vec::new(), BTreeSet::new());
        for (segment, drawn) in incident.segments.iter().enumerate() {
            if !AIMED_AT.contains(&drawn.name) {
                continue;
            }
            for &person in &drawn.members {
                let more = if drawn.source == "harvested" { 2 } else { 0 };
                for _ in 0..if dice.chance(800) { times(dice) + more } else { 0 } {
                    let one = Sent::draw(person, segment, dice);
                    let is_new = seen.insert((one.message, person, one.channel, one.day, one.second));
                    if is_new && !by_person.get(&person).is_some_and(|objection| objection.stops(&one)) {
                        sent.push(one.recorded(dice));
                    }
                }
            }
        }
        dice.shuffle(&mut sent);
        let reasons = Reason::draw(incident, &sent);
        Self { sent, aimed: aimed(incident, dice), objected, reasons }
    }
}

fn times(dice: &mut Dice) -> usize {
    1 + dice.weighed(&TIMES) + if dice.chance(20) { 15 + dice.below(20) } else { 0 }
}

fn day(within: usize) -> i32 {
    start() + i32::try_from(within).expect("few days")
}

/// Of a thousand members of segments 80 object, of others 10; one in ten objections has no day, one in three a channel.
fn objections(incident: &Incident, dice: &mut Dice) -> Vec<Objected> {
    let mut aimed_at = vec![false; incident.world.people.len()];
    for segment in incident.segments.iter().filter(|segment| AIMED_AT.contains(&segment.name)) {
        segment.members.iter().for_each(|&member| aimed_at[member] = true);
    }
    let mut objected = Vec::new();
    for (person, is_aimed_at) in aimed_at.into_iter().enumerate() {
        if dice.chance(if is_aimed_at { 80 } else { 10 }) {
            objected.push(Objected {
                person,
                list: dice.below(LISTS.len()),
                channel: dice.chance(333).then(|| dice.below(CHANNELS.len())),
                day: day(dice.below(DAYS - 10)),
                is_dated: !dice.chance(100),
                heard_after: dice.chance(700).then(|| i32::try_from(dice.below(20)).expect("few days")),
            });
        }
    }
    objected
}

/// Messages to everybody in the lookalike segment, on one day of each week.
fn aimed(incident: &Incident, dice: &mut Dice) -> Vec<Aimed> {
    let segment = incident.segments.iter().position(|segment| segment.name == LOOKALIKE);
    let segment = segment.expect("every incident has the segment");
    let one = |week: usize| Aimed {
        message: MESSAGES.len() * AIMED_AT.len(),
        segment,
        channel: 0,
        day: day(7 * week + dice.below(7)),
    };
    (0..DAYS / 7).map(one).collect()
}

impl Objected {
    /// Whether `sent` is a message that is not sent because this was heard.
    fn stops(&self, sent: &Sent) -> bool {
        let is_later = |heard: i32| sent.day.is_some_and(|day| day > self.day + heard);
        self.channel.is_none_or(|channel| channel == sent.channel) && self.heard_after.is_some_and(is_later)
    }

    /// The day as recorded.
    fn since(&self) -> Option<i32> {
        self.is_dated.then_some(self.day)
    }
}

impl Sent {
    fn draw(person: usize, segment: usize, dice: &mut Dice) -> Self {
        // The larger of two days: more towards the vote.
        let on = day(dice.below(DAYS).max(dice.below(DAYS)));
        let channel = dice.weighed(&[6, 3, 1]);
        Self {
            message: segment * MESSAGES.len() + dice.weighed(&MESSAGES),
            person,
            segment,
            sponsor: usize::from(dice.chance(150)),
            channel,
            day: Some(on),
            second: dice.weighed(&HOURS) * 3600 + dice.below(3600),
            impressions: 1 + dice.weighed(&[8, 1, 1]) as u64,
            viewed: (channel == 0 && dice.chance(200))
                .then(|| on - i32::try_from(dice.below(12)).expect("few days")),
        }
    }

    /// The same as it was kept: of one in a hundred the day is not.
    fn recorded(self, dice: &mut Dice) -> Self {
        if dice.chance(10) { Self { day: None, ..self } } else { self }
    }
}
