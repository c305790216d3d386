//! A dated incident as files: the case, its tables as they were kept or whole, the truth and a page that explains them.

use super::{
    DatedIncident, Records,
    apps::APPS,
    blanks::Blanks,
    calendar::{Stay, period},
    readme,
    switches::FRIENDS_APPS,
    truth::Truth,
};
use crate::{
    model::gap::Why,
    simulate::{
        dice::{Dice, Part},
        files::{Defect, Strangers, shuffled},
        sheet::Sheet,
    },
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Planted defects of the tie list, and how many of each.
const TIE_DEFECTS: [(Why, usize); 4] =
    [(Why::Repeat, 6), (Why::SelfLoop, 3), (Why::DanglingTie, 4), (Why::FieldCount, 2)];
/// Settings of people who are not there.
const STRANGE_SETTINGS: usize = 3;
/// What is known about people.
const COLUMNS: [&str; 3] = ["place", "school", "age_band"];

/// The truth with the defects, which are known only once the files are written.
#[derive(Serialize)]
struct Whole<'a> {
    #[serde(flatten)]
    truth: &'a Truth,
    defects: &'a [Defect],
}

/// The files of `incident`, in the order in which a reader would open them.
pub(super) fn of(incident: &DatedIncident, records: Records) -> Vec<(String, Vec<u8>)> {
    let mut writer = Writer {
        incident,
        blanks: if records == Records::AsKept { incident.blanks.clone() } else { Blanks::default() },
        planted: records == Records::AsKept,
        dice: Dice::new(incident.settings.seed, Part::Files),
    };
    let mut strangers = Strangers::beside(&incident.world);
    let sheets =
        [writer.people(), writer.ties(&mut strangers), writer.consents(), writer.settings(&mut strangers)];
    let (mut tables, mut defects) = (Vec::new(), Vec::new());
    for sheet in sheets {
        let (file, found) = sheet.end();
        defects.extend(Defect::all(&file.0, found));
        tables.push(file);
    }
    let mut truth = serde_json::to_vec_pretty(&Whole { truth: &incident.truth, defects: &defects })
        .expect("numbers and text are JSON");
    truth.push(b'\n');
    let mut files = vec![
        ("README.md".to_owned(), readme::text(incident, &defects).into_bytes()),
        ("case.toml".to_owned(), readme::case(incident).into_bytes()),
    ];
    files.extend(tables);
    files.push(("truth.json".to_owned(), truth));
    files
}

struct Writer<'a> {
    incident: &'a DatedIncident,
    blanks: Blanks,
    /// Whether records are added that are none.
    planted: bool,
    dice: Dice,
}

impl Writer<'_> {
    fn id(&self, person: u32) -> &str {
        &self.incident.world.people[person as usize].id
    }

    fn people(&mut self) -> Sheet {
        let world = &self.incident.world;
        let mut sheet = Sheet::new("people.csv", &["person", COLUMNS[0], COLUMNS[1], COLUMNS[2]]);
        for person in shuffled(world.people.len(), &mut self.dice) {
            let [place, school, age_band] = COLUMNS.map(|column| world.value(person, column));
            sheet.row(&[&world.people[person].id, place, school, age_band]);
        }
        sheet
    }

    /// The ties. Each planted defect follows a tie drawn at random; a repeat says what the tie that it repeats says.
    fn ties(&mut self, strangers: &mut Strangers) -> Sheet {
        let mut planned = self.planned();
        let mut sheet = Sheet::new("ties.csv", &["source", "target", "since", "until"]);
        for (at, tie) in self.incident.ties.iter().enumerate() {
            let known = !self.blanks.since.contains(&at);
            let since = if known { tie.stay.since.to_string() } else { String::new() };
            let until = tie.stay.until_cell();
            let (one, other) = (self.id(tie.one).to_owned(), self.id(tie.other).to_owned());
            sheet.row(&[&one, &other, &since, &until]);
            if is_outside(tie.stay) {
                sheet.note(Why::TieOutsidePeriod);
            }
            for why in planned.remove(&at).unwrap_or_default() {
                match why {
                    Why::Repeat => sheet.defect(why, &[&other, &one, &since, &until]),
                    Why::SelfLoop => sheet.defect(why, &[&one, &one, &since, ""]),
                    Why::DanglingTie => {
                        sheet.defect(why, &[&one, &strangers.next(&mut self.dice), &since, ""]);
                    }
                    Why::FieldCount => sheet.defect(why, &[&one, &other]),
                    other => unreachable!("{other:?} is not planned"),
                }
            }
        }
        sheet
    }

    /// After which ties, of those that stood in the period, defects are planted.
    fn planned(&mut self) -> BTreeMap<usize, Vec<Why>> {
        let mut planned: BTreeMap<usize, Vec<Why>> = BTreeMap::new();
        let ties = &self.incident.ties;
        let standing: Vec<usize> = (0..ties.len()).filter(|&at| !is_outside(ties[at].stay)).collect();
        let all = TIE_DEFECTS.into_iter().flat_map(|(why, times)| std::iter::repeat_n(why, times));
        for why in all.filter(|_| self.planted) {
            // A repeat of a repeat would stand on no line of its own.
            let at = standing[self.dice.below(standing.len())];
            planned.entry(at).or_default().push(why);
        }
        planned
    }

    fn consents(&mut self) -> Sheet {
        let header = ["person", "app", "provider", "scopes", "given_on", "withdrawn_on"];
        let mut sheet = Sheet::new("consents.csv", &header);
        let mut listed = BTreeSet::new();
        for (at, grant) in self.incident.grants.iter().enumerate() {
            let app = &APPS[grant.app];
            let scopes = if self.blanks.scopes.contains(&at) { "" } else { grant.scopes };
            let given_on = match grant.stay.since {
                _ if self.blanks.given_on.contains(&at) => String::new(),
                day if at % 5 == 4 => format!("{day}T09:30:00Z"),
                day => day.to_string(),
            };
            let until = grant.stay.until_cell();
            sheet.row(&[self.id(grant.person), app.name, app.provider, scopes, &given_on, &until]);
            if !listed.insert(grant.person) {
                sheet.note(Why::RepeatedConsenter);
            }
            if is_outside(grant.stay) {
                sheet.note(Why::GrantOutsidePeriod);
            }
        }
        sheet
    }

    /// The switches in order of people, and a few settings of another kind or of nobody. Of somebody without a history only the
    /// last state is written.
    fn settings(&mut self, strangers: &mut Strangers) -> Sheet {
        let mut sheet = Sheet::new("settings.csv", &["person", "setting", "value", "from", "until"]);
        let switches = &self.incident.switches;
        for (at, switch) in switches.iter().enumerate() {
            let person = self.id(switch.person).to_owned();
            let mut value = if switch.off { "off" } else { "on" };
            let (mut from, until) = (switch.stay.since.to_string(), switch.stay.until_cell());
            if self.blanks.history.contains(&switch.person) && switch.setting == FRIENDS_APPS {
                if switch.stay.until.is_none() {
                    sheet.row(&[&person, switch.setting, value, "", ""]);
                }
                continue;
            }
            if self.blanks.value.contains(&at) {
                value = "";
            }
            if self.blanks.from.contains(&at) {
                from.clear();
            }
            sheet.row(&[&person, switch.setting, value, &from, &until]);
            if self.dice.chance(100) {
                sheet.row(&[&person, "public_search", "off", &from, ""]);
            }
        }
        for _ in 0..if self.planted { STRANGE_SETTINGS } else { 0 } {
            let stranger = strangers.next(&mut self.dice);
            sheet.defect(Why::DanglingSetting, &[&stranger, FRIENDS_APPS, "off", "2014-02-01", ""]);
        }
        sheet
    }
}

/// Whether something held on no day of the period.
fn is_outside(stay: Stay) -> bool {
    let (first, last) = period();
    !stay.within(first, last)
}
