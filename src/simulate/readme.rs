//! The page beside a synthetic case, and its `case.toml`.

use super::{Incident, files::Defect};
use std::fmt::Write;

/// The `README.md`.
pub(super) fn text(incident: &Incident, defects: &[Defect]) -> String {
    let (truth, app) = (&incident.truth, &incident.app);
    let mut text = format!(
        "# The quiz app: a synthetic incident

Nobody in these files exists. A program drew them, so that an audit can be held against the truth.

Made by `bystander simulate --people {size} --seed {seed} --out datasets/quiz-app`; the same command gives the same
bytes. Licence: CC0 1.0, do with it what you like.

## The story

A quiz app is advertised in a few communities, two of them in places where the vote is close. {consenters} of {people}
people install it, mostly young ones. {opening} of them also let it read their friends' likes and birthdays, so the app
ends up with data about {bystanders} people who never agreed. A campaign matches the profiles to the voter file and
makes segments of them.

## The files

| file | columns |
|---|---|
| `case.toml` | what is audited, from which tables, and what the attributes are |
| `people.csv` | `person, place, school, age_band, turnout` (likelihood of voting), `undecidedness, leaning` (political; the special category), `leaning_basis` (observed or inferred), `voter_match` (found on the voter file) |
| `ties.csv` | `source, target`: friendships, undirected |
| `consents.csv` | `person, app, scopes, given_on`: the installers |
| `settings.csv` | `person, setting, value`: `friends_apps` with `off` keeps one's data from friends' apps |
| `segments.csv` | `segment, person, source`: the members |
| `criteria.csv` | `segment, dimension, value, mode`: a member has one of the included values of every dimension and none of the excluded ones; `data_held`, `list` and `sample` are not in the people table |
| `places.csv` | `place, population, margin` (percentage points) |
| `truth.json` | every planted value, counted without the audit's own code |

An empty field is unknown. Ids are text: pseudonyms, and some numbers with leading zeros.

## What is planted

- {ties} friendships, {mean:.1} a person on average with a long tail, mostly within a community (its school) or a place.
- {swing_count} places with a margin below two points: {swing}.
- {off} people switched sharing through friends off. It spared {spared} of them; {own} installed the app themselves, and
  for what they agreed to their own switch does not count.
- Every eighth installer let the app read their own profile only.
",
        people = counted(truth.people),
        size = truth.people,
        seed = truth.seed,
        consenters = counted(app.installers.len()),
        opening = counted(truth.consenters_opening_contacts),
        bystanders = counted(truth.spread.bystanders),
        ties = counted(truth.spread.ties),
        mean = truth.ties.mean_degree,
        swing_count = truth.swing_places.len(),
        swing = truth.swing_places.join(", "),
        off = counted(truth.switched_off.people),
        spared = counted(truth.switched_off.spared),
        own = counted(truth.switched_off.consenters),
    );
    segments(&mut text, incident);
    text.push_str(
        "What else is concentrated, such as harvested segments in a few schools, follows from who installed the app.\n\n",
    );
    text.push_str("Defects that a reader of the files must find; their lines are in `truth.json`:\n");
    list_defects(&mut text, defects);
    text
}

/// The defects, a line each.
pub(super) fn list_defects(text: &mut String, defects: &[Defect]) {
    for defect in defects {
        let why = defect.why.text().replace(';', ",");
        let _ = write!(text, "\n- {} in `{}`: {why}", defect.records, defect.file);
    }
    text.push('\n');
}

fn segments(text: &mut String, incident: &Incident) {
    text.push_str("\nSeven segments:\n\n| segment | source | members | installers | bystanders | planted |\n|---|---|--:|--:|--:|---|\n");
    for segment in &incident.truth.segments {
        let _ = writeln!(
            text,
            "| `{}` | {} | {} | {} | {} | {} |",
            segment.segment,
            segment.source,
            counted(segment.members),
            counted(segment.consenters),
            counted(segment.from_bystanders),
            planted(segment.segment),
        );
    }
    text.push('\n');
}

/// A count with commas between the thousands.
pub(super) fn counted(count: usize) -> String {
    let digits = count.to_string();
    let comma = |at: usize| at > 0 && (digits.len() - at).is_multiple_of(3);
    digits
        .chars()
        .enumerate()
        .flat_map(|(at, digit)| comma(at).then_some(',').into_iter().chain([digit]))
        .collect()
}

/// What the segment is there for.
fn planted(segment: &str) -> &'static str {
    use super::segments::{APATHETIC, LEANING, LOOKALIKE, NEWSLETTER, RANDOM, STACK, UNDECIDED};
    match segment {
        APATHETIC => "harvested people in swing places who seldom vote",
        UNDECIDED => "harvested people in swing places who are undecided",
        LOOKALIKE => "people like those, from three schools and two age bands, harvested or not",
        NEWSLETTER => "people who signed up themselves; concentrated nowhere",
        STACK => "five criteria on top of each other, which leave fewer than ten people",
        LEANING => "a criterion that is a political opinion",
        RANDOM => "a random sample: whatever is found in it is a false alarm",
        _ => "",
    }
}

/// The `case.toml`.
pub(super) fn case(incident: &Incident) -> String {
    format!(
        "title = \"The quiz app\"
about = \"A quiz app took the data of its users' friends, and a campaign made segments of them. A synthetic case: nobody in it exists.\"
origin = \"Synthetic, made by `bystander simulate --people {} --seed {}`; CC0 1.0.\"

[tables]
ties = \"ties.csv\"
consents = \"consents.csv\"
people = \"people.csv\"
settings = \"settings.csv\"
segments = [\"segments.csv\", \"criteria.csv\"]
places = \"places.csv\"

[attributes.place]
role = \"place\"
origin = \"observed\"

[attributes.school]
role = \"group\"
origin = \"observed\"

[attributes.age_band]
role = \"group\"
origin = \"observed\"

[attributes.leaning]
role = \"group\"
special_category = \"political opinions\"
origin = \"inferred\"

[attributes.turnout]
origin = \"inferred\"

[attributes.undecidedness]
origin = \"inferred\"
",
        incident.settings.people, incident.settings.seed,
    )
}
