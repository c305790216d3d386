//! What messages and objections come to, counted from the drawn records person by person. The keys are those of `results.json`.

use super::{CAP, CHANNELS, Campaign, Objected, SPONSORS, Sent, vote};
use crate::simulate::{Incident, truth::Marks};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Every planted value about messages.
#[derive(Debug, Serialize)]
pub(in crate::simulate) struct ContactsTruth {
    records: usize,
    to_people: usize,
    to_segments: usize,
    messages: usize,
    eligible: usize,
    pub(super) reached: usize,
    reached_at_most: usize,
    impressions: u64,
    pub(super) people_above_cap: usize,
    channels: Vec<Way>,
    sponsors: Vec<Way>,
    by_standing: Standings,
    timing: Timing,
    pub(super) objections: Objections,
    retargeting: Retargeting,
}

#[derive(Debug, Serialize)]
struct Way {
    name: &'static str,
    records: usize,
    reached: usize,
    impressions: u64,
}

#[derive(Debug, Serialize)]
struct Standings {
    groups: [Group; 3],
}

#[derive(Debug, Serialize)]
struct Group {
    group: &'static str,
    eligible: usize,
    reached: usize,
    impressions: u64,
}

#[derive(Debug, Serialize)]
struct Timing {
    dated: usize,
    undated: usize,
    with_time: usize,
    after_election: usize,
    silence: Silence,
}

#[derive(Debug, Serialize)]
struct Silence {
    records_at_least: usize,
    records_at_most: usize,
    people_at_least: usize,
    people_at_most: usize,
}

#[derive(Debug, Serialize)]
pub(in crate::simulate) struct Objections {
    records: usize,
    pub(super) people: usize,
    people_reached: usize,
    undated: usize,
    contacts_at_least: usize,
    contacts_at_most: usize,
    pub(super) people_contacted_at_least: usize,
    pub(super) people_contacted_at_most: usize,
}

#[derive(Debug, Serialize)]
struct Retargeting {
    chains: usize,
    people: usize,
    dated: usize,
    message_first: usize,
}

impl ContactsTruth {
    /// Counts everything.
    pub(in crate::simulate) fn count(incident: &Incident, campaign: &Campaign) -> Self {
        let Campaign { sent, aimed, objected, .. } = campaign;
        let shown = shown(sent.iter());
        let whole: BTreeSet<usize> =
            aimed.iter().flat_map(|aimed| &incident.segments[aimed.segment].members).copied().collect();
        let named: BTreeSet<usize> =
            sent.iter().map(|sent| sent.segment).chain(aimed.iter().map(|aimed| aimed.segment)).collect();
        let eligible: BTreeSet<usize> =
            named.iter().flat_map(|&segment| &incident.segments[segment].members).copied().collect();
        let messages: BTreeSet<usize> =
            sent.iter().map(|sent| sent.message).chain(aimed.iter().map(|aimed| aimed.message)).collect();
        Self {
            records: sent.len() + aimed.len(),
            to_people: sent.len(),
            to_segments: aimed.len(),
            messages: messages.len(),
            eligible: eligible.len(),
            reached: shown.len(),
            reached_at_most: shown.keys().chain(&whole).collect::<BTreeSet<_>>().len(),
            impressions: shown.values().sum(),
            people_above_cap: shown.values().filter(|&&times| times > CAP).count(),
            channels: ways(
                &CHANNELS,
                sent,
                |sent| sent.channel,
                |name| aimed.iter().filter(|one| one.channel == name).count(),
            ),
            sponsors: ways(
                &SPONSORS,
                sent,
                |sent| sent.sponsor,
                |name| if name == 0 { aimed.len() } else { 0 },
            ),
            by_standing: standings(incident, &eligible, &shown),
            timing: timing(campaign),
            objections: objections(campaign, &shown, &whole, objected),
            retargeting: retargeting(sent),
        }
    }
}

/// How often each person was shown messages.
fn shown<'a>(sent: impl Iterator<Item = &'a Sent>) -> BTreeMap<usize, u64> {
    let mut shown = BTreeMap::new();
    sent.for_each(|sent| *shown.entry(sent.person).or_insert(0) += sent.impressions);
    shown
}

fn ways(
    names: &[&'static str],
    sent: &[Sent],
    of: fn(&Sent) -> usize,
    aimed: impl Fn(usize) -> usize,
) -> Vec<Way> {
    let way = |(at, &name): (usize, &&'static str)| {
        let own = || sent.iter().filter(|sent| of(sent) == at);
        let shown = shown(own());
        Way {
            name,
            records: own().count() + aimed(at),
            reached: shown.len(),
            impressions: shown.values().sum(),
        }
    };
    names.iter().enumerate().map(way).filter(|way| way.records > 0).collect()
}

fn standings(incident: &Incident, eligible: &BTreeSet<usize>, shown: &BTreeMap<usize, u64>) -> Standings {
    let marks = Marks::of(&incident.world, &incident.ties, &incident.app);
    let place = |person: usize| match (marks.consents[person], marks.bystander[person]) {
        (true, _) => 0,
        (false, true) => 1,
        (false, false) => 2,
    };
    let mut groups = ["consenters", "bystanders", "others"].map(|group| Group {
        group,
        eligible: 0,
        reached: 0,
        impressions: 0,
    });
    for &person in eligible {
        let group = &mut groups[place(person)];
        group.eligible += 1;
        group.reached += usize::from(shown.contains_key(&person));
        group.impressions += shown.get(&person).copied().unwrap_or(0);
    }
    Standings { groups }
}

fn timing(campaign: &Campaign) -> Timing {
    let days = || {
        campaign.sent.iter().map(|sent| sent.day).chain(campaign.aimed.iter().map(|aimed| Some(aimed.day)))
    };
    let silent = |day: i32| day == vote() || day == vote() - 1;
    let people = |of: &dyn Fn(&Sent) -> bool| shown(campaign.sent.iter().filter(|sent| of(sent))).len();
    Timing {
        dated: days().flatten().count(),
        undated: days().filter(Option::is_none).count(),
        with_time: campaign.sent.iter().filter(|sent| sent.day.is_some()).count(),
        after_election: days().flatten().filter(|&day| day > vote()).count(),
        silence: Silence {
            records_at_least: days().filter(|day| day.is_some_and(silent)).count(),
            records_at_most: days().filter(|day| day.is_none_or(silent)).count(),
            people_at_least: people(&|sent| sent.day.is_some_and(silent)),
            people_at_most: people(&|sent| sent.day.is_none_or(silent)),
        },
    }
}

fn objections(
    campaign: &Campaign,
    shown: &BTreeMap<usize, u64>,
    whole: &BTreeSet<usize>,
    objected: &[Objected],
) -> Objections {
    // Everybody objects at most once.
    let by_person: BTreeMap<usize, &Objected> = objected.iter().map(|one| (one.person, one)).collect();
    let on_channel = |one: &Objected, channel: usize| one.channel.is_none_or(|own| own == channel);
    let meets = |sent: &&Sent| by_person.get(&sent.person).is_some_and(|one| on_channel(one, sent.channel));
    let surely =
        |sent: &&Sent| sent.day.zip(by_person[&sent.person].since()).is_some_and(|(day, since)| day > since);
    let possibly =
        |sent: &&Sent| sent.day.zip(by_person[&sent.person].since()).is_none_or(|(day, since)| day >= since);
    let after: Vec<&Sent> = campaign.sent.iter().filter(meets).collect();
    let [sure, possible]: [Vec<usize>; 2] = [
        after.iter().copied().filter(surely).map(|sent| sent.person).collect(),
        after.iter().copied().filter(possibly).map(|sent| sent.person).collect(),
    ];
    let aimed_at = |one: &&Objected| {
        let later = |day: i32| one.since().is_none_or(|since| day >= since);
        let met = campaign.aimed.iter().any(|aimed| on_channel(one, aimed.channel) && later(aimed.day));
        whole.contains(&one.person) && met
    };
    let aimed_at = objected.iter().filter(aimed_at).map(|one| one.person);
    let at_most: BTreeSet<usize> = possible.iter().copied().chain(aimed_at).collect();
    Objections {
        records: objected.len(),
        people: by_person.len(),
        people_reached: by_person.keys().filter(|person| shown.contains_key(person)).count(),
        undated: objected.iter().filter(|one| one.since().is_none()).count(),
        contacts_at_least: sure.len(),
        contacts_at_most: possible.len(),
        people_contacted_at_least: sure.iter().collect::<BTreeSet<_>>().len(),
        people_contacted_at_most: at_most.len(),
    }
}

fn retargeting(sent: &[Sent]) -> Retargeting {
    let chains: Vec<&Sent> = sent.iter().filter(|sent| sent.viewed.is_some()).collect();
    Retargeting {
        chains: chains.len(),
        people: chains.iter().map(|sent| sent.person).collect::<BTreeSet<_>>().len(),
        dated: chains.iter().filter(|sent| sent.day.is_some()).count(),
        message_first: 0,
    }
}
