//! The page beside a dated synthetic case, and its `case.toml`.

use super::DatedIncident;
use crate::simulate::{
    files::Defect,
    readme::{counted, list_defects},
};
use std::fmt::Write;

/// The `README.md`.
pub(super) fn text(incident: &DatedIncident, defects: &[Defect]) -> String {
    let (truth, settings) = (&incident.truth, &incident.settings);
    let mut text = format!(
        "# The quiz app, with dates: a synthetic incident

Nobody in these files exists. A program drew them, so that an audit can be held against the truth.

Made by `bystander simulate --dated --people {size} --seed {seed} --out datasets/quiz-app-dated`; the same command gives the
same bytes. Licence: CC0 1.0, do with it what you like.

## The story

Two firms run three apps. From November 2013 to April 2015 {consenters} of {people} people had let one of them read their
data, and with it what the rules of that time opened of their friends' data: names in any case, and birthdays, likes,
places, religion and politics where they had agreed to that. {bystanders} people who never agreed were within reach on some
day of those eighteen months. On any single day it was fewer, because friendships, grants and switches come and go.

## The files

| file | columns |
|---|---|
| `case.toml` | what is audited, under which rules (`graph-api-v1`) and in which period |
| `people.csv` | `person, place, school, age_band` |
| `ties.csv` | `source, target, since, until`: friendships, undirected; one that was made again stands twice |
| `consents.csv` | `person, app, provider, scopes, given_on, withdrawn_on`: a grant each; a few have a time of day |
| `settings.csv` | `person, setting, value, from, until`: `friends_apps` off keeps one's data from friends' apps, `share_friends` off keeps one's friends from one's own apps |
| `truth.json` | every planted value, counted day by day without the audit's own code |

An end is the last day. An empty end means that it still held. An empty beginning, value or list of scopes is not known,
although it happened: the truth knows it.

## What is planted

- {ties} pairs who were friends on a day of the period; some begin, some are removed, some are removed and made again.
- On 2015-04-30, the last day of the period, the rules opened nobody's data to friends' apps any more.
- A consenter withdraws and agrees again, one withdrew before the period, one agreed after it; some gave two apps a grant.
",
        size = settings.people,
        seed = settings.seed,
        consenters = counted(truth.spread.consenters),
        people = counted(truth.spread.people),
        bystanders = counted(truth.spread.bystanders),
        ties = counted(truth.spread.ties),
    );
    tables(&mut text, incident);
    left_open(&mut text, incident);
    text.push_str("Records that a reader of the files must find; their lines are in `truth.json`:\n");
    list_defects(&mut text, defects);
    text
}

fn tables(text: &mut String, incident: &DatedIncident) {
    let truth = &incident.truth;
    text.push_str("\nBystanders of the whole period, and of single days:\n\n| | bystanders |\n|---|--:|\n");
    let _ = writeln!(text, "| 2013-11-01 to 2015-04-30 | {} |", counted(truth.spread.bystanders));
    for snapshot in &truth.snapshots {
        let _ = writeln!(text, "| on {} | {} |", snapshot.on, counted(snapshot.bystanders));
    }
    text.push_str("\nBy field and by app:\n\n| field or app | bystanders |\n|---|--:|\n");
    for field in &truth.fields {
        let _ = writeln!(text, "| {} | {} |", field.field, counted(field.bystanders));
    }
    for part in truth.apps.iter().chain(&truth.providers) {
        let _ = writeln!(
            text,
            "| {}, {} consenters | {} |",
            part.name,
            part.consenters,
            counted(part.bystanders)
        );
    }
    text.push('\n');
}

/// What the records do not say.
fn left_open(text: &mut String, incident: &DatedIncident) {
    let blanks = &incident.blanks;
    let rows = [
        (blanks.since.len(), "ties without their beginning"),
        (blanks.given_on.len(), "grants without their date"),
        (blanks.scopes.len(), "grants without their scopes"),
        (blanks.from.len(), "switches without their beginning"),
        (blanks.value.len(), "switches without their value"),
        (blanks.history.len(), "people of whose switch only the last state is known, without a date"),
    ];
    text.push_str("The records leave open what the truth knows, so that an audit can give bounds only:\n\n");
    for (count, what) in rows {
        let _ = writeln!(text, "- {} {what}", counted(count));
    }
    text.push('\n');
}

/// The `case.toml`.
pub(super) fn case(incident: &DatedIncident) -> String {
    format!(
        "title = \"The quiz app, with dates\"
about = \"Three apps of two firms took the data of their users' friends over eighteen months. A synthetic case: nobody in it exists.\"
origin = \"Synthetic, made by `bystander simulate --dated --people {} --seed {}`; CC0 1.0.\"
regime = \"graph-api-v1\"

[period]
from = \"{}\"
until = \"{}\"

[tables]
ties = \"ties.csv\"
consents = \"consents.csv\"
people = \"people.csv\"
settings = \"settings.csv\"

[attributes.place]
role = \"place\"
origin = \"observed\"

[attributes.school]
role = \"group\"
origin = \"observed\"

[attributes.age_band]
role = \"group\"
origin = \"observed\"
",
        incident.settings.people,
        incident.settings.seed,
        super::calendar::PERIOD[0],
        super::calendar::PERIOD[1],
    )
}
