//! The messages and objections as tables with a few planted defects, and what the case and its page say of them.

use super::{
    AIMED_AT, CAP, CHANNELS, Campaign, ContactsTruth, LISTS, ReasonsTruth, SPONSORS, Sent, reasons, vote,
};
use crate::{
    model::{date::Day, gap::Why},
    simulate::{
        Incident,
        dice::{Dice, Part},
        files::Strangers,
        readme::counted,
        sheet::Sheet,
    },
};
use std::fmt::Write;

/// How many messages to nobody, and how many messages twice.
const DEFECTS: [(Why, usize); 2] = [(Why::DanglingMessage, 6), (Why::RepeatedMessage, 5)];

/// `messages.csv`, `suppressions.csv` and `reasons.csv`.
pub(in crate::simulate) fn sheets(incident: &Incident, campaign: &Campaign) -> [Sheet; 3] {
    let dice = &mut Dice::new(incident.settings.seed, Part::MessageFiles);
    let mut strangers = Strangers::beside(&incident.world);
    [
        messages(incident, campaign, &mut strangers, dice),
        suppressions(incident, campaign, &mut strangers, dice),
        reasons::sheet(incident, campaign, &mut strangers),
    ]
}

fn messages(incident: &Incident, campaign: &Campaign, strangers: &mut Strangers, dice: &mut Dice) -> Sheet {
    let header = [
        "message",
        "segment",
        "person",
        "sponsor",
        "on",
        "channel",
        "impressions",
        "spend",
        "reason_given",
        "event",
        "event_on",
    ];
    let mut sheet = Sheet::new("messages.csv", &header);
    let mut written: Vec<[String; 11]> = Vec::new();
    for sent in &campaign.sent {
        let row = row(incident, sent);
        sheet.row(&row.each_ref().map(String::as_str));
        written.push(row);
    }
    for aimed in &campaign.aimed {
        let (message, on) = (format!("m{}", aimed.message), Day(aimed.day).to_string());
        let segment = incident.segments[aimed.segment].name;
        sheet.row(&[
            &message,
            segment,
            "",
            SPONSORS[0],
            &on,
            CHANNELS[aimed.channel],
            "1000-1999",
            "100-199",
            "",
            "",
            "",
        ]);
    }
    for why in DEFECTS.into_iter().flat_map(|(why, times)| std::iter::repeat_n(why, times)) {
        let with_day: Vec<&[String; 11]> = written.iter().filter(|row| !row[4].is_empty()).collect();
        if with_day.is_empty() {
            break;
        }
        let mut row = with_day[dice.below(with_day.len())].clone();
        if why == Why::DanglingMessage {
            row[2] = strangers.next(dice);
        }
        sheet.defect(why, &row.each_ref().map(String::as_str));
    }
    sheet
}

fn row(incident: &Incident, sent: &Sent) -> [String; 11] {
    let (hour, rest) = (sent.second / 3600, sent.second % 3600);
    let on = |day: i32| format!("{} {hour:02}:{:02}:{:02}", Day(day), rest / 60, rest % 60);
    let text = |text: &str| text.to_owned();
    [
        format!("m{}", sent.message),
        text(incident.segments[sent.segment].name),
        incident.world.people[sent.person].id.clone(),
        text(SPONSORS[sent.sponsor]),
        sent.day.map(on).unwrap_or_default(),
        text(CHANNELS[sent.channel]),
        sent.impressions.to_string(),
        String::new(),
        text(if sent.channel == 0 { "yes" } else { "no" }),
        text(if sent.viewed.is_some() { "viewed a page" } else { "" }),
        sent.viewed.map(|day| Day(day).to_string()).unwrap_or_default(),
    ]
}

fn suppressions(
    incident: &Incident,
    campaign: &Campaign,
    strangers: &mut Strangers,
    dice: &mut Dice,
) -> Sheet {
    let mut sheet = Sheet::new("suppressions.csv", &["person", "list", "channel", "since"]);
    for objected in &campaign.objected {
        let id = &incident.world.people[objected.person].id;
        let channel = objected.channel.map_or("", |channel| CHANNELS[channel]);
        let since = objected.since().map(|day| Day(day).to_string()).unwrap_or_default();
        let row = [id.as_str(), LISTS[objected.list], channel, &since];
        sheet.row(&row);
        if dice.chance(20) {
            sheet.defect(Why::RepeatedObjection, &row);
        }
    }
    for _ in 0..2 {
        sheet.defect(Why::DanglingObjection, &[&strangers.next(dice), LISTS[0], "", ""]);
    }
    sheet
}

/// The `case.toml` with the messages in it.
pub(in crate::simulate) fn add_to_case(case: &str) -> String {
    let (vote, before) = (Day(vote()), Day(vote() - 1));
    let more = format!(
        "election_on = \"{vote}\"\ncap = {CAP}\n\n[silence]\nfrom = \"{before}\"\nuntil = \"{vote}\"\n\n[tables]\nmessages = \"messages.csv\"\n\
         suppressions = \"suppressions.csv\"\nreasons = \"reasons.csv\"\n"
    );
    case.replacen("\n[tables]\n", &more, 1).replacen("; CC0 1.0.", " with `--messages`; CC0 1.0.", 1)
}

/// The page with the messages in it.
pub(in crate::simulate) fn add_to_readme(
    page: &str,
    truth: &ContactsTruth,
    reasons: &ReasonsTruth,
) -> String {
    const FILES: &str = "| `messages.csv` | `message, segment, person, sponsor, on, channel, impressions, spend, reason_given, event, event_on`: to single people, and some to a segment as a whole |\n\
                         | `suppressions.csv` | `person, list, channel, since`: objections; a blank channel is every channel, a blank day is not known |\n\
                         | `reasons.csv` | `message, person, dimension, value, mode, kind, source, payer`: what people were told about why they see a message; a blank person is everybody |\n";
    let mut page = page.replacen(" --out ", " --messages --out ", 1).replacen(
        "| `truth.json`",
        &format!("{FILES}| `truth.json`"),
        1,
    );
    let objections = &truth.objections;
    write!(
        page,
        "\n## Messages\n\nA party and its friends send messages to the members of {} segments up to the vote of {}. {} people are reached, {} of\n\
         them more often than the cap of {CAP}. {} people object; {} of them are surely contacted afterwards, and at most {}. Of one\n\
         message in a hundred and of one objection in ten the day is not kept. {} explanations went with the messages: six messages in seven have one, and one\n\
         record in twenty has its own. Each names a criterion that brings people in with a probability of 0.6 and one that keeps people out with 0.3; one in\n\
         five names an attribute that is none; half state a source, two in five of them another than the segment's; seven in ten state a payer.\n",
        AIMED_AT.len(),
        Day(vote()),
        counted(truth.reached),
        counted(truth.people_above_cap),
        counted(objections.people),
        counted(objections.people_contacted_at_least),
        counted(objections.people_contacted_at_most),
        counted(reasons.explanations),
    )
    .expect("a string takes everything");
    page
}
