//! What people were told about why they see the messages, and what that comes to against the criteria that made the segments.
//!
//! Six messages in seven have an explanation for everybody, and one record in twenty has one of its own. Each names every criterion that
//! brings people in with a probability of 0.6 and every one that keeps people out with 0.3, one in five an attribute that is none; half state a
//! source, which of two in five is not that of the segment, and seven in ten a payer.

use super::{Aimed, Campaign, SPONSORS, Sent};
use crate::{
    model::{
        gap::Why,
        segment::{Criterion, Mode},
    },
    simulate::{
        Incident,
        dice::{Dice, Part},
        files::Strangers,
        segments::Segment,
        sheet::Sheet,
    },
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// An explanation.
#[derive(Debug)]
pub(super) struct Reason {
    message: usize,
    person: Option<usize>,
    segment: usize,
    /// The places of the criteria that it names.
    named: BTreeSet<usize>,
    names_another: bool,
    source: Option<&'static str>,
    payer: Option<&'static str>,
}

/// An attribute that no segment is made by.
const ANOTHER: [&str; 2] = ["interest", "gardening"];

impl Reason {
    /// The explanations of all messages, drawn.
    pub(super) fn draw(incident: &Incident, sent: &[Sent]) -> Vec<Self> {
        let dice = &mut Dice::new(incident.settings.seed, Part::Reasons);
        let messages: BTreeMap<usize, usize> = sent.iter().map(|one| (one.message, one.segment)).collect();
        let mut reasons = Vec::new();
        for (message, segment) in messages {
            if dice.chance(857) {
                reasons.push(Self::of(incident, message, None, segment, dice));
            }
        }
        let pairs: BTreeSet<(usize, usize, usize)> =
            sent.iter().map(|one| (one.message, one.person, one.segment)).collect();
        for (message, person, segment) in pairs {
            if dice.chance(50) {
                reasons.push(Self::of(incident, message, Some(person), segment, dice));
            }
        }
        reasons
    }

    fn of(
        incident: &Incident,
        message: usize,
        person: Option<usize>,
        segment: usize,
        dice: &mut Dice,
    ) -> Self {
        let drawn = &incident.segments[segment];
        let named = (0..drawn.criteria.len())
            .filter(|&at| dice.chance(if drawn.criteria[at].mode == Mode::Include { 600 } else { 300 }));
        let named = named.collect();
        let names_another = dice.chance(200);
        let other = if drawn.source == "own list" { "bought" } else { "own list" };
        let source = dice.chance(500).then(|| if dice.chance(600) { drawn.source } else { other });
        let payer = dice.chance(700).then_some(SPONSORS[0]);
        Self { message, person, segment, named, names_another, source, payer }
    }

    /// Its rows: one for each attribute, and one for the rest where there is any, or nothing else.
    fn rows(&self, incident: &Incident) -> Vec<[String; 8]> {
        let person = self.person.map_or("", |person| &incident.world.people[person].id);
        let row = |[dimension, value, mode, kind]: [&str; 4], source: &str, payer: &str| {
            let message = format!("m{}", self.message);
            [&message, person, dimension, value, mode, kind, source, payer].map(str::to_owned)
        };
        let criteria = &incident.segments[self.segment].criteria;
        let mut rows: Vec<[String; 8]> = self
            .named
            .iter()
            .map(|&at| {
                let mode = if criteria[at].mode == Mode::Exclude { "exclude" } else { "" };
                row([&criteria[at].dimension, &criteria[at].value, mode, "criterion"], "", "")
            })
            .collect();
        if self.names_another {
            rows.push(row([ANOTHER[0], ANOTHER[1], "", "criterion"], "", ""));
        }
        if self.source.is_some() || self.payer.is_some() || rows.is_empty() {
            rows.push(row([""; 4], self.source.unwrap_or_default(), self.payer.unwrap_or_default()));
        }
        rows
    }
}

/// `reasons.csv`, with a few planted defects.
pub(super) fn sheet(incident: &Incident, campaign: &Campaign, strangers: &mut Strangers) -> Sheet {
    let dice = &mut Dice::new(incident.settings.seed, Part::ReasonFiles);
    let header = ["message", "person", "dimension", "value", "mode", "kind", "source", "payer"];
    let mut sheet = Sheet::new("reasons.csv", &header);
    let rows: Vec<[String; 8]> = campaign.reasons.iter().flat_map(|reason| reason.rows(incident)).collect();
    for row in &rows {
        let row = row.each_ref().map(String::as_str);
        sheet.row(&row);
        if dice.chance(5) {
            sheet.defect(Why::RepeatedRow, &row);
        }
    }
    for row in rows.iter().take(3) {
        let stranger = strangers.next(dice);
        let mut row = row.each_ref().map(String::as_str);
        row[1] = &stranger;
        sheet.defect(Why::DanglingReason, &row);
    }
    sheet.defect(Why::DanglingReason, &["none of them", "", "", "", "", "", "own list", ""]);
    sheet
}

/// What the explanations come to, record by record. The keys are those of `results.json`.
#[derive(Debug, Serialize)]
pub(in crate::simulate) struct ReasonsTruth {
    pub(super) explanations: usize,
    without_record: usize,
    in_all: Account,
}

#[derive(Debug, Default, Serialize)]
struct Account {
    all: Records,
    reason: BTreeMap<&'static str, Records>,
    checked: BTreeMap<&'static str, Records>,
    includes: Criteria,
    excludes: Criteria,
    attributes: usize,
    attributes_correct: usize,
    exclusions: BTreeMap<&'static str, Records>,
    sources: BTreeMap<&'static str, Records>,
    payers: BTreeMap<&'static str, Records>,
}

#[derive(Debug, Default, Serialize)]
struct Records {
    records: usize,
    #[serde(skip)]
    who: BTreeSet<usize>,
    people: usize,
}

#[derive(Debug, Default, Serialize)]
struct Criteria {
    criteria: usize,
    named: usize,
}

impl Records {
    fn add(&mut self, person: Option<usize>) {
        self.records += 1;
        self.who.extend(person);
        self.people = self.who.len();
    }
}

impl ReasonsTruth {
    pub(in crate::simulate) fn count(incident: &Incident, campaign: &Campaign) -> Self {
        let Campaign { sent, aimed, reasons, .. } = campaign;
        let mut account = Account::default();
        let mut used = BTreeSet::new();
        let find = |message: usize, person: Option<usize>| {
            reasons.iter().position(|reason| reason.message == message && reason.person == person)
        };
        for sent in sent {
            let found = find(sent.message, Some(sent.person)).or_else(|| find(sent.message, None));
            used.extend(found);
            let told = found.map(|row| &reasons[row]);
            let flag = if sent.channel == 0 { "given" } else { "not_given" };
            let record = Record {
                person: Some(sent.person),
                segment: &incident.segments[sent.segment],
                sponsor: sent.sponsor,
                flag,
            };
            account.add(&record, told, incident);
        }
        for Aimed { message, segment, .. } in aimed {
            let found = find(*message, None);
            used.extend(found);
            let segment = &incident.segments[*segment];
            let record = Record { person: None, segment, sponsor: 0, flag: "not_recorded" };
            account.add(&record, found.map(|row| &reasons[row]), incident);
        }
        Self { explanations: reasons.len(), without_record: reasons.len() - used.len(), in_all: account }
    }
}

/// A message as it was sent to a person or aimed at a segment.
struct Record<'a> {
    person: Option<usize>,
    segment: &'a Segment,
    sponsor: usize,
    /// Whether a reason was given, where no explanation says it.
    flag: &'static str,
}

impl Account {
    fn add(&mut self, record: &Record, told: Option<&Reason>, incident: &Incident) {
        let &Record { person, segment, sponsor, flag } = record;
        self.all.add(person);
        let given = if told.is_some() { "given" } else { flag };
        self.reason.entry(given).or_default().add(person);
        let Some(told) = told else {
            return self.checked.entry("unexplained").or_default().add(person);
        };
        // A message may have been made for one segment and sent to another besides.
        let own = &incident.segments[told.segment].criteria;
        let named: Vec<&Criterion> = told.named.iter().map(|&at| &own[at]).collect();
        let is_named = |criterion: &Criterion| named.iter().any(|one| names(one, criterion));
        let left_out = segment.criteria.iter().filter(|criterion| !is_named(criterion)).count();
        self.checked.entry(if left_out == 0 { "complete" } else { "incomplete" }).or_default().add(person);
        for criterion in &segment.criteria {
            let of = if criterion.mode == Mode::Include { &mut self.includes } else { &mut self.excludes };
            of.criteria += 1;
            of.named += usize::from(is_named(criterion));
        }
        self.attributes += named.len() + usize::from(told.names_another);
        let is_criterion = |one: &&&Criterion| segment.criteria.iter().any(|criterion| names(one, criterion));
        self.attributes_correct += named.iter().filter(is_criterion).count();
        let mut kept_out = segment.criteria.iter().filter(|one| one.mode == Mode::Exclude).peekable();
        if kept_out.peek().is_some() {
            let told = if kept_out.any(is_named) { "told" } else { "not_told" };
            self.exclusions.entry(told).or_default().add(person);
        }
        let source = match told.source {
            None => "not_stated",
            Some(stated) if stated == segment.source => "right",
            Some("inferred") if segment.source == "lookalike" => "open",
            Some(_) => "wrong",
        };
        self.sources.entry(source).or_default().add(person);
        let payer = match told.payer {
            None => "not_stated",
            Some(stated) if stated == SPONSORS[sponsor] => "sponsor",
            Some(_) => "other",
        };
        self.payers.entry(payer).or_default().add(person);
    }
}

/// Whether an explanation that was drawn from the criterion `one` names `criterion`: it says the mode of those alone that keep people out.
fn names(one: &Criterion, criterion: &Criterion) -> bool {
    one.dimension == criterion.dimension
        && one.value == criterion.value
        && (one.mode == Mode::Include || one.mode == criterion.mode)
}
