//! An incident as files: the case, its tables with a few planted defects, the truth and a page that explains them.

use super::{
    Incident,
    dice::{Dice, Part},
    messages::{self, Campaign, ContactsTruth, ReasonsTruth},
    readme,
    sheet::Sheet,
    truth::Truth,
    world::{COLUMNS, World, id},
};
use crate::model::{gap::Why, segment::Mode};
use serde::Serialize;
use std::collections::{BTreeMap, HashSet};

/// Planted defects of the tie list, and how many of each.
const TIE_DEFECTS: [(Why, usize); 4] =
    [(Why::Repeat, 12), (Why::SelfLoop, 5), (Why::DanglingTie, 7), (Why::FieldCount, 4)];

/// The truth with the defects, which are known only once the files are written.
#[derive(Serialize)]
struct Whole<'a> {
    #[serde(flatten)]
    truth: &'a Truth,
    #[serde(skip_serializing_if = "Option::is_none")]
    contacts: Option<&'a ContactsTruth>,
    #[serde(skip_serializing_if = "Option::is_none")]
    explanations: Option<&'a ReasonsTruth>,
    defects: &'a [Defect],
}

/// Every line of a file that is defective in one way.
#[derive(Serialize)]
pub(super) struct Defect {
    pub(super) file: String,
    pub(super) why: Why,
    pub(super) records: usize,
    lines: Vec<u64>,
}

impl Defect {
    /// The defects of one file, by kind with their lines.
    pub(super) fn all(file: &str, found: BTreeMap<Why, Vec<u64>>) -> impl Iterator<Item = Self> {
        let defect =
            |(why, lines): (Why, Vec<u64>)| Self { file: file.to_owned(), why, records: lines.len(), lines };
        found.into_iter().map(defect)
    }
}

/// The files of `incident`, and of `campaign` with it, in the order in which a reader would open them.
pub(super) fn of(incident: &Incident, campaign: Option<&Campaign>) -> Vec<(String, Vec<u8>)> {
    let mut dice = Dice::new(incident.settings.seed, Part::Files);
    let stranger = Strangers::beside(&incident.world);
    let sheets = vec![
        people(incident, &mut dice),
        ties(incident, stranger, &mut dice),
        consents(incident),
        settings(incident, &mut dice),
        members(incident, &mut dice),
        criteria(incident),
        places(incident),
    ];
    let (mut tables, mut defects) = (Vec::new(), Vec::new());
    let more = campaign.map(|campaign| messages::sheets(incident, campaign));
    for sheet in sheets.into_iter().chain(more.into_iter().flatten()) {
        let (file, found) = sheet.end();
        defects.extend(Defect::all(&file.0, found));
        tables.push(file);
    }
    let contacts = campaign.map(|campaign| ContactsTruth::count(incident, campaign));
    let explanations = campaign.map(|campaign| ReasonsTruth::count(incident, campaign));
    let whole = Whole {
        truth: &incident.truth,
        contacts: contacts.as_ref(),
        explanations: explanations.as_ref(),
        defects: &defects,
    };
    let mut truth = serde_json::to_vec_pretty(&whole).expect("numbers and text are JSON");
    truth.push(b'\n');
    let (mut page, mut case) = (readme::text(incident, &defects), readme::case(incident));
    if let Some((contacts, explanations)) = contacts.as_ref().zip(explanations.as_ref()) {
        (page, case) = (messages::add_to_readme(&page, contacts, explanations), messages::add_to_case(&case));
    }
    let mut files =
        vec![("README.md".to_owned(), page.into_bytes()), ("case.toml".to_owned(), case.into_bytes())];
    files.extend(tables);
    files.push(("truth.json".to_owned(), truth));
    files
}

/// Ids of nobody.
pub(super) struct Strangers {
    known: HashSet<String>,
}

impl Strangers {
    pub(super) fn beside(world: &World) -> Self {
        Self { known: world.people.iter().map(|person| person.id.clone()).collect() }
    }

    pub(super) fn next(&mut self, dice: &mut Dice) -> String {
        id(&mut self.known, dice)
    }
}

/// Everybody, in random order.
pub(super) fn shuffled(people: usize, dice: &mut Dice) -> Vec<usize> {
    let mut order: Vec<usize> = (0..people).collect();
    dice.shuffle(&mut order);
    order
}

fn people(incident: &Incident, dice: &mut Dice) -> Sheet {
    let world = &incident.world;
    let mut header = vec!["person"];
    header.extend(COLUMNS);
    let mut sheet = Sheet::new("people.csv", &header);
    for person in shuffled(world.people.len(), dice) {
        let mut row = vec![world.people[person].id.as_str()];
        row.extend(COLUMNS.map(|column| world.value(person, column)));
        sheet.row(&row);
    }
    sheet
}

/// The ties. Each defect follows a tie drawn at random; a repeat follows the tie that it repeats, turned round or not.
fn ties(incident: &Incident, mut strangers: Strangers, dice: &mut Dice) -> Sheet {
    let id = |person: u32| incident.world.people[person as usize].id.as_str();
    let mut planned: BTreeMap<usize, Vec<Why>> = BTreeMap::new();
    for why in TIE_DEFECTS.into_iter().flat_map(|(why, times)| std::iter::repeat_n(why, times)) {
        planned.entry(dice.below(incident.ties.len())).or_default().push(why);
    }
    let mut sheet = Sheet::new("ties.csv", &["source", "target"]);
    for (at, &(one, other)) in incident.ties.iter().enumerate() {
        let (one, other) = (id(one), id(other));
        sheet.row(&[one, other]);
        for why in planned.remove(&at).unwrap_or_default() {
            match why {
                Why::Repeat if dice.chance(500) => sheet.defect(why, &[one, other]),
                Why::Repeat => sheet.defect(why, &[other, one]),
                Why::SelfLoop => sheet.defect(why, &[one, one]),
                Why::DanglingTie => sheet.defect(why, &[one, &strangers.next(dice)]),
                Why::FieldCount => sheet.defect(why, &[one]),
                other => unreachable!("{other:?} is not planned"),
            }
        }
    }
    sheet
}

fn consents(incident: &Incident) -> Sheet {
    let mut sheet = Sheet::new("consents.csv", &["person", "app", "scopes", "given_on"]);
    let row = |installer: &super::app::Installer| {
        let id = incident.world.people[installer.person as usize].id.clone();
        [id, "quiz app".to_owned(), installer.scopes().to_owned(), installer.given_on.clone()]
    };
    for installer in &incident.app.installers {
        sheet.row(&row(installer).each_ref().map(String::as_str));
    }
    let first = row(&incident.app.installers[0]);
    sheet.defect(Why::RepeatedConsenter, &first.each_ref().map(String::as_str));
    sheet
}

/// The switches that are off, a few that are on, and a few of another kind: only the first count.
fn settings(incident: &Incident, dice: &mut Dice) -> Sheet {
    let mut sheet = Sheet::new("settings.csv", &["person", "setting", "value"]);
    for person in shuffled(incident.world.people.len(), dice) {
        let id = incident.world.people[person].id.as_str();
        if incident.app.switched_off[person] {
            sheet.row(&[id, "friends_apps", "off"]);
        } else if dice.chance(3) {
            sheet.row(&[id, "friends_apps", "on"]);
        }
        if dice.chance(3) {
            sheet.row(&[id, "public_search", "off"]);
        }
    }
    sheet
}

/// The members of all segments, mixed. Two of them are listed again at the end.
fn members(incident: &Incident, dice: &mut Dice) -> Sheet {
    let row = |segment: &super::segments::Segment, &member: &usize| {
        [segment.name, &incident.world.people[member].id, segment.source].map(str::to_owned)
    };
    let mut rows: Vec<[String; 3]> = incident
        .segments
        .iter()
        .flat_map(|segment| segment.members.iter().map(move |member| row(segment, member)))
        .collect();
    dice.shuffle(&mut rows);
    let mut sheet = Sheet::new("segments.csv", &["segment", "person", "source"]);
    rows.iter().for_each(|row| sheet.row(&row.each_ref().map(String::as_str)));
    rows.iter()
        .take(2)
        .for_each(|row| sheet.defect(Why::RepeatedMember, &row.each_ref().map(String::as_str)));
    sheet
}

fn criteria(incident: &Incident) -> Sheet {
    let mut sheet = Sheet::new("criteria.csv", &["segment", "dimension", "value", "mode"]);
    for segment in &incident.segments {
        for criterion in &segment.criteria {
            let mode = match criterion.mode {
                Mode::Include => "include",
                Mode::Exclude => "exclude",
            };
            sheet.row(&[segment.name, &criterion.dimension, &criterion.value, mode]);
        }
    }
    sheet
}

fn places(incident: &Incident) -> Sheet {
    let mut sheet = Sheet::new("places.csv", &["place", "population", "margin"]);
    for place in &incident.world.places {
        let margin = format!("{}.{}", place.margin / 10, place.margin % 10);
        sheet.row(&[place.name, &place.population.to_string(), &margin]);
    }
    sheet
}
