//! People's own switches. One matters here: whether apps that others use may see somebody's data.

use super::{error::ImportError, intake::Intake, ledger::Verdict, sheet::Sheet};
use crate::model::{gap::Why, id::PersonId};
use std::collections::{BTreeMap, BTreeSet};

/// Reads `person`, `setting`, `value`, and keeps who switched `friends_apps` off. Somebody with both values is
/// not taken as opted out: what is disputed is unknown.
pub(super) fn read(sheet: &Sheet, intake: &mut Intake) -> Result<(), ImportError> {
    let [person, setting, value] = ["person", "setting", "value"].map(|name| sheet.required(name));
    let (person, setting, value) = (person?, setting?, value?);
    let Intake { roster, ledger, .. } = intake;
    let (mut known, mut disputed) = (BTreeMap::<PersonId, (bool, u64)>::new(), BTreeMap::new());
    sheet.each(ledger, &[person], |record| {
        if record.bytes(person).is_empty() {
            return Ok(Verdict::LeftOut(Why::BlankId));
        }
        let Some(person) = roster.find(record.bytes(person)) else {
            return Ok(Verdict::LeftOut(Why::DanglingSetting));
        };
        if !is_friends_apps(record.text(setting)) {
            return Ok(Verdict::Taken);
        }
        let Some(off) = is_off(record.text(value)) else {
            let way_out = "write on or off, or leave the value empty where it is not known";
            return Err(sheet.error(record.line, "the setting friends_apps is neither on nor off", way_out));
        };
        let Some(off) = off else { return Ok(Verdict::Taken) };
        Ok(match known.get(&person) {
            None => {
                known.insert(person, (off, record.line));
                Verdict::Taken
            }
            Some(&(before, _)) if before == off => Verdict::LeftOut(Why::RepeatedPerson),
            Some(&(_, line)) => {
                disputed.insert(person, line);
                Verdict::LeftOut(Why::ConflictingValue)
            }
        })
    })?;
    let lines: BTreeSet<u64> = disputed.values().copied().collect();
    for &line in &lines {
        ledger.gaps.note(sheet.source, Why::ConflictingValue, line);
    }
    let off = known.iter().filter(|(person, (off, _))| *off && !disputed.contains_key(person));
    intake.opted_out = off.map(|(&person, _)| person).collect();
    Ok(())
}

fn is_friends_apps(setting: &str) -> bool {
    let plain = setting.to_ascii_lowercase().replace([' ', '-'], "_");
    matches!(plain.as_str(), "friends_apps" | "apps_others_use")
}

/// Whether a value says off; `Some(None)` where it says nothing, `None` where it is no value.
#[allow(clippy::option_option, reason = "nothing said and nothing understood are two things")]
fn is_off(value: &str) -> Option<Option<bool>> {
    match value.to_ascii_lowercase().as_str() {
        "off" => Some(Some(true)),
        "on" => Some(Some(false)),
        "" => Some(None),
        _ => None,
    }
}
