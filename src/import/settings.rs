//! People's own switches. Two matter here: `friends_apps`, whether apps that friends use may see somebody's data, and
//! `share_friends`, whether apps that somebody uses may see their contacts. Other settings are passed over.
//!
//! A record says `on` or `off`, and with `from` and `until` on which days; a value left empty is not known, and so is
//! a beginning left empty: whatever the record says, the switch may have been the other way before. Without dates a record
//! holds throughout. On days of which no record speaks a switch is on.

use super::{dates::Dates, error::ImportError, intake::Intake, ledger::Verdict, sheet::Sheet};
use crate::{
    model::{
        gap::Why,
        id::PersonId,
        reading::Lasting,
        span::{Span, Spans},
        switch::{Switch, SwitchedOn},
    },
    table::switches::Switches,
};
use std::collections::BTreeMap;

/// Reads `person`, `setting`, `value`, `from` and `until`. Somebody with both values for one day is not taken as opted
/// out on it: what is disputed is unknown.
pub(super) fn read(sheet: &Sheet, intake: &mut Intake) -> Result<(), ImportError> {
    let [person, setting, value] = ["person", "setting", "value"].map(|name| sheet.required(name));
    let (person, setting, value) = (person?, setting?, value?);
    let dates = Dates::of(sheet, "from", "until")?;
    let Intake { roster, ledger, .. } = intake;
    let mut known = [Records::new(), Records::new()];
    sheet.each(ledger, &[person], |record| {
        if record.bytes(person).is_empty() {
            return Ok(Verdict::LeftOut(Why::BlankId));
        }
        let Some(person) = roster.find(record.bytes(person)) else {
            return Ok(Verdict::LeftOut(Why::DanglingSetting));
        };
        let Some((at, name)) = kept(record.text(setting)) else { return Ok(Verdict::Taken) };
        let Some(value) = Value::of(record.text(value)) else {
            let way_out = "write on or off, or leave the value empty where it is not known";
            return Err(sheet.error(
                record.line,
                format!("the setting {name} is neither on nor off"),
                way_out,
            ));
        };
        let said = Said { value, on: dates.lasting(sheet, record)?, line: record.line };
        let before = known[at].entry(person).or_default();
        let verdict = said.against(before);
        before.push(said);
        Ok(verdict)
    })?;
    for line in known.iter().flat_map(BTreeMap::values).filter_map(|said| disputed(said)) {
        ledger.gaps.note(sheet.source, Why::ConflictingValue, line);
    }
    let [friends_apps, share_friends] = known;
    intake.opted_out = throughout(&friends_apps);
    intake.switches = Switches {
        named: friends_apps.keys().copied().collect(),
        switched_on: friends_apps
            .iter()
            .map(|(&person, said)| (person, switched_on(said)))
            .filter(|(_, on)| !on.possibly.is_empty())
            .collect(),
        friends_apps: switches(friends_apps, &intake.opted_out),
        share_friends: switches(share_friends, &[]),
    };
    Ok(())
}

type Records = BTreeMap<PersonId, Vec<Said>>;

/// What one record says of one switch.
#[derive(Clone, Copy)]
struct Said {
    value: Value,
    on: Lasting,
    line: u64,
}

#[derive(Clone, Copy, PartialEq)]
enum Value {
    On,
    Off,
    Unknown,
}

impl Value {
    fn of(text: &str) -> Option<Self> {
        match text.to_ascii_lowercase().as_str() {
            "off" => Some(Self::Off),
            "on" => Some(Self::On),
            "" => Some(Self::Unknown),
            _ => None,
        }
    }
}

impl Said {
    /// What becomes of this record beside those `before` it.
    fn against(&self, before: &[Self]) -> Verdict {
        if before.iter().any(|other| other.value == self.value && other.on == self.on) {
            Verdict::LeftOut(Why::RepeatedPerson)
        } else if before.iter().any(|other| self.disputes(other)) {
            Verdict::LeftOut(Why::ConflictingValue)
        } else {
            Verdict::Taken
        }
    }

    /// Whether both surely hold on a day, and say the opposite.
    fn disputes(&self, other: &Self) -> bool {
        let opposite = matches!((self.value, other.value), (Value::On, Value::Off) | (Value::Off, Value::On));
        opposite && self.on.at_least.meets(other.on.at_least)
    }
}

/// The lines of the first records that later ones dispute; these are booked already.
fn disputed(said: &[Said]) -> Option<u64> {
    let first =
        said.iter().enumerate().find(|(at, one)| said[at + 1..].iter().any(|later| one.disputes(later)));
    first.map(|(_, one)| one.line)
}

/// The people who surely had the switch off on every day there is.
fn throughout(records: &Records) -> Vec<PersonId> {
    let always = |said: &[Said]| switch(said).surely_off.spans() == [Span::ALWAYS];
    records.iter().filter(|(_, said)| always(said)).map(|(&person, _)| person).collect()
}

/// The switches that were off at some time, or may have been, but for those who are in `throughout`.
fn switches(records: Records, throughout: &[PersonId]) -> Vec<(PersonId, Switch)> {
    let known = records.into_iter().filter(|(person, _)| throughout.binary_search(person).is_err());
    known
        .map(|(person, said)| (person, switch(&said)))
        .filter(|(_, switch)| !switch.possibly_off.is_empty())
        .collect()
}

/// The days on which records keep data back. A day for which one record says off and another on is unknown. A record that says on
/// since an unknown day leaves open what was before it, for nobody switches on what was not off.
fn switch(said: &[Said]) -> Switch {
    let of = |value| said.iter().filter(move |said| said.value == value);
    let surely: Spans = of(Value::Off).map(|said| said.on.at_least).collect();
    let denied: Spans = of(Value::On).map(|said| said.on.at_most).collect();
    let possibly: Spans = of(Value::Off).chain(of(Value::Unknown)).map(|said| said.on.at_most).collect();
    let on: Spans = of(Value::On).map(|said| said.on.at_least).collect();
    Switch { surely_off: surely.without(&denied), possibly_off: possibly.or(&denied.without(&on)) }
}

/// The days on which records say that a switch was on.
fn switched_on(said: &[Said]) -> SwitchedOn {
    let on = || said.iter().filter(|said| said.value == Value::On);
    SwitchedOn {
        surely: on().map(|said| said.on.at_least).collect(),
        possibly: on().map(|said| said.on.at_most).collect(),
    }
}

/// Which switch a setting is, and its name, if it is one of ours.
fn kept(setting: &str) -> Option<(usize, &'static str)> {
    match setting.to_ascii_lowercase().replace([' ', '-'], "_").as_str() {
        "friends_apps" | "apps_others_use" => Some((0, "friends_apps")),
        "share_friends" => Some((1, "share_friends")),
        _ => None,
    }
}
