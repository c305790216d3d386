//! `FactSheet`: what an audit knows of each person, as far as a class of people asks.
//!
//! # Limits
//! Where people stand is read from the ties and consents of the period. A case that names several apps is taken as a whole: for a class
//! that asks about one app, give its consents alone.

use crate::{
    audit::Audit,
    graph::reach::UNREACHED,
    harvest::Harvest,
    model::{
        attribute::Attribute,
        date::Day,
        eligibility::{EligibleClass, Facts, Held, HeldColumns, Standing},
        id::PersonId,
        reading::{Began, Lasting, Reading},
        span::Spans,
    },
};

/// Where everybody stands, and the columns of the people list that say when something held.
///
/// # Definition
/// A consenter is known to be one or not. A contact is tied to a consenter, whichever way the tie points; where it is not known that
/// the tie stood on a day of the period, that is not known either. A bystander is within reach at least (known), at most
/// (not known), or not at all; a consenter is none. Something held on so many days where the column of days says so. Else it held from the
/// first day to the last, which counts: a first day that is blank, or has no column, is not known, a last day that is blank is no end. Where
/// neither has a column, or the last day is before the first, nothing is known.
#[derive(Debug)]
pub struct FactSheet<'a> {
    audit: &'a Audit,
    /// By row, the least hop within reach: at least, and at most.
    within: [Vec<u32>; 2],
    held: Vec<(String, Columns<'a>)>,
}

#[derive(Debug)]
struct Columns<'a> {
    from: Option<&'a Attribute>,
    until: Option<&'a Attribute>,
    days: Option<&'a Attribute>,
}

impl<'a> FactSheet<'a> {
    /// What `audit` knows for `class`.
    #[must_use]
    pub fn of(audit: &'a Audit, class: &EligibleClass) -> Self {
        let within = |reading| Harvest::as_recorded(audit, reading).reached().within;
        let held = class.held().into_iter().map(|what| {
            let names = HeldColumns::of(what);
            let columns = Columns {
                from: audit.attribute(&names.from),
                until: audit.attribute(&names.until),
                days: audit.attribute(&names.days),
            };
            (what.to_owned(), columns)
        });
        Self { audit, within: [within(Reading::AtLeast), within(Reading::AtMost)], held: held.collect() }
    }

    /// What is known of `person`.
    #[must_use]
    pub fn of_person(&self, person: PersonId) -> Facts {
        let standing = [
            (Standing::Consenter, Some(self.audit.is_consenter(person))),
            (Standing::Contact, self.is_contact(person)),
            (Standing::Bystander, self.is_bystander(person)),
        ];
        let held = self.held.iter().map(|(what, columns)| (what.clone(), columns.held(person)));
        Facts {
            standing: standing.into_iter().filter_map(|(standing, has)| Some((standing, has?))).collect(),
            held: held.filter_map(|(what, held)| Some((what, held?))).collect(),
        }
    }

    fn is_bystander(&self, person: PersonId) -> Option<bool> {
        let [least, most] = [0, 1].map(|at| self.within[at][person.index()] != UNREACHED);
        let both = (least == most).then_some(most);
        if self.audit.is_consenter(person) { Some(false) } else { both }
    }

    fn is_contact(&self, person: PersonId) -> Option<bool> {
        let mut contacts = self
            .audit
            .graph
            .contacts(person)
            .iter()
            .copied()
            .filter(|&other| self.audit.is_consenter(other))
            .peekable();
        if contacts.peek().is_none() {
            return Some(false);
        }
        contacts.any(|other| self.surely_tied(person, other)).then_some(true)
    }

    /// Whether both were surely tied on a day of the period.
    fn surely_tied(&self, one: PersonId, other: PersonId) -> bool {
        let Some(ties) = &self.audit.dated_ties else { return true };
        let period = self.audit.parameters.period();
        let tied = |from: PersonId, to: PersonId| {
            let to_other = ties.opened_by(from).iter().filter(|(contact, _)| *contact == to);
            to_other.map(|(_, stood)| stood).any(|stood| stood.at_least.meets(period))
        };
        tied(one, other) || tied(other, one)
    }
}

impl Columns<'_> {
    fn held(&self, person: PersonId) -> Option<Held> {
        let text = |column: Option<&Attribute>| {
            let column = column?;
            column.values.get(column.codes[person.index()] as usize).cloned()
        };
        let day = |column| text(column).and_then(|text| Day::parse(&text));
        if let Some(days) = text(self.days).and_then(|text| text.parse().ok()) {
            return Some(Held::Days(days));
        }
        if self.from.is_none() && self.until.is_none() {
            return None;
        }
        let (from, until) = (day(self.from), day(self.until));
        if from.zip(until).is_some_and(|(from, until)| until < from) {
            return None;
        }
        let lasted = Lasting::new(from.map_or(Began::Unknown, Began::On), until);
        Some(Held::On { surely: Spans::from(lasted.at_least), perhaps: Spans::from(lasted.at_most) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{import::CLASSES, measure::sketch::Sketch, model::eligibility::Verdict};

    fn audit(columns: &[(&str, [&str; 3])]) -> Audit {
        let sketch = Sketch { people: 3, ties: &[(0, 1)], consenters: &[0], ..Sketch::default() };
        let mut audit = sketch.audit();
        audit.attributes =
            columns.iter().map(|(name, texts)| Attribute::of_texts(name, texts.iter().copied())).collect();
        audit
    }

    fn verdicts(columns: &[(&str, [&str; 3])]) -> [Verdict; 3] {
        let (audit, class) =
            (audit(columns), CLASSES.named("australia-2024").expect("it comes with the program"));
        let sheet = FactSheet::of(&audit, &class);
        [0, 1, 2].map(|row| class.check(&sheet.of_person(PersonId(row))).verdict)
    }

    use Verdict::{CannotBeTold, Eligible, NotEligible};

    #[test]
    fn installers_and_their_friends_are_eligible_and_strangers_are_not() {
        let [account, days] = [["2010-01-01"; 3], ["31"; 3]];
        let columns = [("account_from", account), ("in_australia_days", days)];
        assert_eq!(verdicts(&columns), [Eligible, Eligible, NotEligible]);
        assert_eq!(verdicts(&columns[..1]), [CannotBeTold, CannotBeTold, NotEligible]);
        assert_eq!(verdicts(&[]), [CannotBeTold, CannotBeTold, NotEligible]);
    }

    #[test]
    fn the_edges_of_the_period_are_days_of_it() {
        let days = ("in_australia_days", ["31", "30", "31"]);
        let ended = |until| verdicts(&[("account_from", ["2009-05-05"; 3]), ("account_until", until), days]);
        assert_eq!(ended(["2013-11-02", "2020-01-01", ""]), [Eligible, NotEligible, NotEligible]);
        assert_eq!(ended(["2013-11-01", "2020-01-01", ""])[0], NotEligible);
        let began = |from| verdicts(&[("account_from", from), days])[0];
        assert_eq!([began(["2015-12-17"; 3]), began(["2015-12-18"; 3])], [Eligible, NotEligible]);
    }

    #[test]
    fn what_is_blank_or_contradicts_itself_is_not_known() {
        let days = ("in_australia_days", ["31"; 3]);
        let account =
            |from, until| verdicts(&[("account_from", [from; 3]), ("account_until", [until; 3]), days])[1];
        assert_eq!(account("", ""), CannotBeTold);
        assert_eq!(account("", "2013-11-01"), NotEligible);
        assert_eq!(account("2014-01-01", ""), Eligible);
        assert_eq!(account("2015-01-01", "2014-01-01"), CannotBeTold);
        // An end within the period is a day of it, whenever it began; one after it says nothing of a beginning.
        assert_eq!(verdicts(&[("account_until", ["2014-01-01"; 3]), days])[1], Eligible);
        assert_eq!(verdicts(&[("account_until", ["2016-01-01"; 3]), days])[1], CannotBeTold);
    }
}
