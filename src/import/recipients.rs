//! The recipients: organisations that hold data. A role that is not known here is remarked upon, and not taken.

use super::{
    columns::plain, error::ImportError, intake::Intake, labels::Labels, ledger::Verdict, sheet::Sheet,
};
use crate::model::{
    gap::Why,
    id::RecipientId,
    recipient::{Recipient, Role},
};

/// The organisations named so far.
pub(super) struct Organisations {
    names: Labels,
    /// By number of the name, the row.
    at: Vec<RecipientId>,
    pub(super) rows: Vec<Recipient>,
}

impl Default for Organisations {
    fn default() -> Self {
        Self { names: Labels::folded(), at: Vec::new(), rows: Vec::new() }
    }
}

impl Organisations {
    /// The organisation of that name, which is added if it is new. Case of letters, blanks, `_`, `-` and `.` do not count.
    pub(super) fn named(&mut self, name: &str) -> RecipientId {
        let number = self.names.number(Some(name)).expect("a name was given") as usize;
        if number == self.at.len() {
            let row = self.enter(Recipient { name: name.to_owned(), is_named: true, ..Recipient::default() });
            self.at.push(row);
        }
        self.at[number]
    }

    /// An organisation that the record on `line` does not name. It may be any, and is kept apart from all.
    pub(super) fn unnamed(&mut self, line: u64, end: &str) -> RecipientId {
        self.enter(Recipient { name: format!("not named ({end}, line {line})"), ..Recipient::default() })
    }

    fn enter(&mut self, recipient: Recipient) -> RecipientId {
        let row = u32::try_from(self.rows.len()).expect("organisations are few");
        self.rows.push(recipient);
        RecipientId(row)
    }
}

/// Reads `recipient`, `role`, `country` and `kind`. Where two rows say different things of one organisation, neither is kept.
pub(super) fn read(sheet: &Sheet, intake: &mut Intake) -> Result<(), ImportError> {
    let name = sheet.required("recipient")?;
    let (role, country, kind) = (sheet.column("role")?, sheet.column("country")?, sheet.column("kind")?);
    let Intake { organisations, ledger, .. } = intake;
    sheet.say_unread(ledger);
    let texts: Vec<usize> = [Some(name), country, kind].into_iter().flatten().collect();
    let mut strange = 0_u64;
    sheet.each(ledger, &texts, |record| {
        let Some(name) = record.known(Some(name)) else { return Ok(Verdict::LeftOut(Why::BlankId)) };
        let before = organisations.rows.len();
        let row = organisations.named(name).index();
        let known = &mut organisations.rows[row];
        let stated = record.known(role).map(role_of);
        strange += u64::from(stated == Some(None));
        let told = (stated.flatten(), record.known(country), record.known(kind));
        let agrees = [
            settle(&mut known.role, told.0),
            settle(&mut known.country, told.1.map(str::to_owned)),
            settle(&mut known.kind, told.2.map(str::to_owned)),
        ];
        Ok(match (row == before, agrees.iter().all(|agrees| *agrees)) {
            (_, false) => Verdict::Noted(Why::ConflictingFact),
            (true, _) => Verdict::Taken,
            (false, true) => Verdict::LeftOut(Why::RepeatedRow),
        })
    })?;
    if strange > 0 {
        let roles = Role::ALL.map(Role::words).join(", ");
        ledger.remark(sheet.source, &format!("roles that are not known here: {strange}; known are {roles}"));
    }
    Ok(())
}

/// Takes what is told where nothing was known; false, and nothing known, where it is something else.
fn settle<T: PartialEq>(known: &mut Option<T>, told: Option<T>) -> bool {
    let differs = known.is_some() && told.is_some() && *known != told;
    *known = if differs { None } else { known.take().or(told) };
    !differs
}

/// The role that a word names, with or without `data` before it.
fn role_of(text: &str) -> Option<Role> {
    let word = plain(text);
    let word = word.strip_prefix("data").unwrap_or(&word);
    Role::ALL.into_iter().find(|role| plain(role.words()) == word)
}

#[cfg(test)]
mod tests {
    use super::{Role, role_of, settle};

    #[test]
    fn knows_roles_in_the_words_of_records() {
        let roles = ["Joint controller", "data-processor", "third_party", "Collector", "friend"].map(role_of);
        let known = [Role::JointController, Role::Processor, Role::ThirdParty, Role::Collector].map(Some);
        assert_eq!(roles[..4], known);
        assert_eq!(roles[4], None);
    }

    #[test]
    fn keeps_nothing_of_two_facts_that_differ() {
        let mut country = Some("UK");
        assert!(settle(&mut country, None) && settle(&mut country, Some("UK")));
        assert!(!settle(&mut country, Some("US")) && country.is_none());
    }
}
