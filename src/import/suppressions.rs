//! Objections: do-not-mail and do-not-call lists, refusals. A blank channel is every channel, a blank date is not known.
//!
//! Instead of people a list may name the SHA-256 of their ids (`person_sha256`) or e-mail addresses (`email_sha256`): these are matched as
//! `hashed` says. An entry that is of several people, whose ids are written alike, is an objection of each.
//!
//! Somebody who is not in the network is a gap; so is an objection that stands there twice. No record may be lost: a lost
//! objection is a no that was not heard.

use super::{
    dates::moment,
    error::ImportError,
    hashed::{HashedColumn, Hashing},
    intake::Intake,
    labels::{Labels, remark},
    ledger::Verdict,
    sheet::Sheet,
};
use crate::{
    model::{gap::Why, id::PersonId, message::Objection},
    table::suppressions::Suppressions,
};
use std::collections::BTreeSet;

/// Reads `person` or a hash of it, `list`, `channel` and `since`.
pub(super) fn read(sheet: &Sheet, hashing: &Hashing, intake: &mut Intake) -> Result<(), ImportError> {
    let hashed = [("person_sha256", false), ("email_sha256", true)]
        .map(|(name, is_email)| HashedColumn::of(sheet, name, is_email, hashing, &intake.roster));
    let [by_id, by_email] = hashed;
    let hashed: Vec<HashedColumn> = by_id?.into_iter().chain(by_email?).collect();
    let person = if hashed.is_empty() { Some(sheet.required("person")?) } else { sheet.column("person")? };
    let [list, channel, since] = ["list", "channel", "since"].map(|name| sheet.spelt(name));
    let (list, channel, since) = (list?, channel?, since?);
    let Intake { roster, ledger, channels, .. } = intake;
    sheet.say_unread(ledger);
    let (mut lists, mut rows, mut seen) = (Labels::default(), Vec::new(), BTreeSet::new());
    let texts: Vec<usize> = [person, list, channel].into_iter().flatten().collect();
    sheet.each(ledger, &texts, |record| {
        let named = record.known(person);
        let mut people: Vec<PersonId> = named.and_then(|id| roster.find(id.as_bytes())).into_iter().collect();
        let mut is_hash = false;
        for column in &hashed {
            let found = column.people(sheet, record)?;
            is_hash |= found.is_some();
            people.extend(found.unwrap_or_default());
        }
        let since = moment(sheet, record, since)?;
        if people.is_empty() {
            return Ok(Verdict::LeftOut(match (named, is_hash) {
                (None, false) => Why::BlankId,
                (None, true) => Why::UnmatchedHash,
                (Some(_), _) => Why::DanglingObjection,
            }));
        }
        people.sort_unstable();
        people.dedup();
        let (list, channel) = (lists.number(record.known(list)), channels.number(record.known(channel)));
        people.retain(|&person| seen.insert((person, list, channel, since)));
        if people.is_empty() {
            return Ok(Verdict::LeftOut(Why::RepeatedObjection));
        }
        rows.extend(people.into_iter().map(|person| Objection { person, list, channel, since }));
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
