//! Objections: do-not-mail and do-not-call lists, refusals. A blank channel is every channel, a blank date is not known.
//!
//! Somebody who is not in the network is a gap; so is an objection that stands there twice. No record may be lost: a lost
//! objection is a no that was not heard.

use super::{
    dates::moment,
    error::ImportError,
    intake::Intake,
    labels::{Labels, remark},
    ledger::Verdict,
    sheet::Sheet,
};
use crate::{
    model::{gap::Why, message::Objection},
    table::suppressions::Suppressions,
};
use std::collections::BTreeSet;

/// Reads `person`, `list`, `channel` and `since`.
pub(super) fn read(sheet: &Sheet, intake: &mut Intake) -> Result<(), ImportError> {
    let person = sheet.required("person")?;
    let [list, channel, since] = ["list", "channel", "since"].map(|name| sheet.spelt(name));
    let (list, channel, since) = (list?, channel?, since?);
    let Intake { roster, ledger, channels, .. } = intake;
    sheet.say_unread(ledger);
    let (mut lists, mut rows, mut seen) = (Labels::default(), Vec::new(), BTreeSet::new());
    let texts: Vec<usize> = [Some(person), list, channel].into_iter().flatten().collect();
    sheet.each(ledger, &texts, |record| {
        if record.bytes(person).is_empty() {
            return Ok(Verdict::LeftOut(Why::BlankId));
        }
        let since = moment(sheet, record, since)?;
        let Some(person) = roster.find(record.bytes(person)) else {
            return Ok(Verdict::LeftOut(Why::DanglingObjection));
        };
        let (list, channel) = (lists.number(record.known(list)), channels.number(record.known(channel)));
        if !seen.insert((person, list, channel, since)) {
            return Ok(Verdict::LeftOut(Why::RepeatedObjection));
        }
        rows.push(Objection { person, list, channel, since });
        Ok(Verdict::Taken)
    })?;
    if lists.tell_records_apart() {
        remark(ledger, sheet.source, "list");
        rows.iter_mut().for_each(|row| row.list = None);
        lists = Labels::default();
    }
    intake.suppressions = Some(Suppressions { rows, lists: lists.names() });
    Ok(())
}
