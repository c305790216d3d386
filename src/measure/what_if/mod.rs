//! `WhatIf`: the same case with something changed: one change after the other, and each change alone.
//!
//! # Limits
//! A change is worked through the records alone: people who would have behaved otherwise under other rules, for instance by not
//! using the app at all, are not in these data. The order of the changes says how much each of them is given, which is why
//! each also stands alone.

mod change;

pub use change::Change;

use super::{
    bounds::{Between, Counts},
    fields::Fields,
};
use crate::{
    audit::Audit,
    harvest::{Harvest, Terms},
    model::{id::PersonId, number::Kind, reading::Reading},
};
use change::Changed;
use serde::Serialize;

/// One field of people's data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldName {
    /// The field.
    pub field: String,
    /// The special category of data (GDPR art. 9) that it belongs to.
    pub special_category: Option<String>,
}

/// What follows from the grants under some terms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// People with a grant that counts, those included of whom it is not known whether it was in force within the period.
    pub consenters: u64,
    /// The same if no consenter had been left out by name.
    #[serde(skip)]
    pub consenters_but_for_names: u64,
    /// People without one who were within reach of one.
    pub bystanders: Between,
    /// Both together.
    pub affected: Between,
    /// The bystanders of each field, added up over the fields: somebody with three fields within reach counts three times.
    pub people_fields: Between,
    /// By field, in the order of [`WhatIf::fields`], the bystanders whose field was within reach.
    pub fields: Vec<Between>,
}

/// By how much a range moved: both differences are of the ends, so that they add up. Where the records leave something open,
/// the difference itself need not lie between them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Shift {
    /// Of the lower ends.
    pub at_least: i64,
    /// Of the upper ends.
    pub at_most: i64,
}

/// What an outcome has more than another one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// In people with a grant that counts.
    pub consenters: i64,
    /// In bystanders.
    pub bystanders: Shift,
    /// In both together.
    pub affected: Shift,
    /// In bystanders added up over the fields.
    pub people_fields: Shift,
    /// By field.
    pub fields: Vec<Shift>,
}

/// A change, and what follows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// The change as a user writes it.
    pub change: String,
    /// What it means.
    pub sentence: String,
    /// Whether it speaks of people's switches while they are passed over, so that nothing can come of it.
    pub without_effect: bool,
    /// What follows.
    #[serde(flatten)]
    pub outcome: Outcome,
    /// What this outcome has more than the one before: that of the step before, or where the change stands alone that of the case.
    pub difference: Difference,
    /// People who counted as consenters before and do not any more.
    pub no_longer_consenters: u64,
    /// Those of them who are bystanders now, at most.
    pub now_bystanders: u64,
}

/// The same case with something changed.
///
/// # Definition
/// `case` is the harvest of the case as it is, `steps` that with the first change, the first two, and so on, and `alone` that with each
/// change and no other. Both ends of each range are worked out as in `Bounds`, and the fields as in `Fields`. The
/// differences of the steps add up to `together`, which is the last outcome less the case; those of the changes alone
/// need not. A field that no grant of a step may have opened counts nobody there.
///
/// # Example
/// Without the grants of Ada, three people are bystanders instead of four: Eve and Fay, through Ben, and Ada herself, whom Ben's
/// grant opens. Cem and Dot are out of reach.
/// ```
/// use bystander::{measure::what_if::{Change, WhatIf}, village};
/// let audit = village::audit();
/// let changes = [Change::WithoutConsenter { number: 1, at: 0 }];
/// let what_if = WhatIf::of(&audit, &changes);
/// let step = &what_if.steps[0];
/// assert_eq!((what_if.case.bystanders.at_most, step.outcome.bystanders.at_most), (4, 3));
/// assert_eq!((step.difference.affected.at_most, step.now_bystanders), (-2, 1));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WhatIf {
    /// Whether every figure is exact, or some are bounds.
    pub kind: Kind,
    /// Every field that a grant may have opened, in the order of the first regime that names it.
    pub fields: Vec<FieldName>,
    /// The case as it is.
    pub case: Outcome,
    /// One change after the other.
    pub steps: Vec<Step>,
    /// The last outcome less the case.
    pub together: Difference,
    /// Each change alone.
    pub alone: Vec<Step>,
}

impl WhatIf {
    /// Works through `changes` in their order.
    #[must_use]
    pub fn of(audit: &Audit, changes: &[Change]) -> Self {
        let nothing = || Changed::nothing(audit);
        let mut path = vec![nothing()];
        for change in changes {
            path.push(path.last().expect("it begins with nothing changed").clone().and(change));
        }
        let alone: Vec<Changed> = changes.iter().map(|change| nothing().and(change)).collect();
        let found = |changed: &[Changed]| -> Vec<Found> {
            changed.iter().map(|changed| Found::of(audit, &changed.terms)).collect()
        };
        let (path, alone) = (found(&path), found(&alone));
        let fields = names(path.iter().chain(&alone));
        let case = path[0].outcome(&fields);
        let last = path.last().unwrap_or(&path[0]).outcome(&fields);
        let pairs = |at: usize| (&path[at], &path[at + 1]);
        let steps = changes.iter().enumerate().map(|(at, change)| Step::of(change, pairs(at), &fields));
        let alone =
            changes.iter().zip(&alone).map(|(change, found)| Step::of(change, (&path[0], found), &fields));
        let (steps, alone): (Vec<Step>, Vec<Step>) = (steps.collect(), alone.collect());
        let outcomes = std::iter::once(&case).chain(steps.iter().chain(&alone).map(|step| &step.outcome));
        let kind = if outcomes.into_iter().all(Outcome::is_exact) { Kind::Exact } else { Kind::Bound };
        Self { kind, together: last.less(&case), fields, case, steps, alone }
    }
}

impl Step {
    fn of(change: &Change, (before, now): (&Found, &Found), fields: &[FieldName]) -> Self {
        let outcome = now.outcome(fields);
        let were = |person: &PersonId| before.consents[person.index()];
        let no_longer =
            before.consents.iter().zip(&now.consents).filter(|(then, now)| **then && !**now).count();
        Self {
            change: change.written(),
            sentence: change.sentence(),
            without_effect: now.switches_ignored && *change == Change::DefaultOff,
            difference: outcome.less(&before.outcome(fields)),
            outcome,
            no_longer_consenters: no_longer as u64,
            now_bystanders: now.bystanders.iter().filter(|person| were(person)).count() as u64,
        }
    }
}

impl Outcome {
    fn is_exact(&self) -> bool {
        let ranges = [self.bystanders, self.affected, self.people_fields];
        ranges.iter().chain(&self.fields).all(|range| range.at_least == range.at_most)
    }

    fn less(&self, other: &Self) -> Difference {
        let shift = |now: Between, then: Between| Shift {
            at_least: now.at_least.cast_signed() - then.at_least.cast_signed(),
            at_most: now.at_most.cast_signed() - then.at_most.cast_signed(),
        };
        Difference {
            consenters: self.consenters.cast_signed() - other.consenters.cast_signed(),
            bystanders: shift(self.bystanders, other.bystanders),
            affected: shift(self.affected, other.affected),
            people_fields: shift(self.people_fields, other.people_fields),
            fields: self.fields.iter().zip(&other.fields).map(|(&now, &then)| shift(now, then)).collect(),
        }
    }
}

/// What the harvests under some terms come to, before the fields of all of them are known.
struct Found {
    consents: Vec<bool>,
    consenters: u64,
    consenters_but_for_names: u64,
    /// The bystanders, at most.
    bystanders: Vec<PersonId>,
    /// Consenters, bystanders and affected, between their bounds.
    counts: Counts,
    fields: Fields,
    switches_ignored: bool,
}

impl Found {
    fn of(audit: &Audit, terms: &Terms) -> Self {
        let read = |reading| Harvest::of(audit, Terms { reading, ..terms.clone() });
        let most = read(Reading::AtMost);
        let everybody = Terms { without_consenters: Vec::new(), ..terms.clone() };
        Self {
            consents: most.consents().to_vec(),
            consenters: most.consenters(),
            consenters_but_for_names: Harvest::of(audit, everybody).consenters(),
            bystanders: most.bystanders(),
            counts: Counts::of(&read(Reading::AtLeast), &most),
            fields: Fields::under(audit, terms),
            switches_ignored: terms.switches_ignored,
        }
    }

    fn outcome(&self, names: &[FieldName]) -> Outcome {
        let fields: Vec<Between> = names.iter().map(|name| self.field(&name.field)).collect();
        let sum = |end: fn(&Between) -> u64| fields.iter().map(end).sum();
        Outcome {
            consenters: self.consenters,
            consenters_but_for_names: self.consenters_but_for_names,
            bystanders: self.counts.bystanders,
            affected: self.counts.affected,
            people_fields: Between {
                at_least: sum(|field| field.at_least),
                at_most: sum(|field| field.at_most),
            },
            fields,
        }
    }

    fn field(&self, name: &str) -> Between {
        let known = self.fields.fields.iter().find(|field| field.field == name);
        known.map_or(Between { at_least: 0, at_most: 0 }, |field| field.bystanders)
    }
}

/// Every field that is opened somewhere, each once.
fn names<'a>(found: impl Iterator<Item = &'a Found>) -> Vec<FieldName> {
    let mut names: Vec<FieldName> = Vec::new();
    for field in found.flat_map(|found| &found.fields.fields) {
        if !names.iter().any(|name| name.field == field.field) {
            names.push(FieldName {
                field: field.field.clone(),
                special_category: field.special_category.clone(),
            });
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{
            date::Day,
            grant::Grant,
            reading::{Began, Lasting},
            regime::{Regime, RegimeRule, Whom},
            span::{Span, Spans},
            switch::SwitchedOn,
        },
        village,
    };

    /// The village, in which Ada gave her grant to one app on day 0 and Ben his to another on day 10.
    fn village() -> Audit {
        let mut audit = village::audit();
        for (grant, (app, day)) in audit.grants.rows.iter_mut().zip([(0, 0), (1, 10)]) {
            *grant =
                Grant { app: Some(app), in_force: Lasting::new(Began::On(Day(day)), None), ..grant.clone() };
        }
        audit
    }

    fn bystanders(audit: &Audit, changes: &[Change]) -> Vec<u64> {
        let what_if = WhatIf::of(audit, changes);
        let steps = what_if.steps.iter().map(|step| step.outcome.bystanders.at_most);
        std::iter::once(what_if.case.bystanders.at_most).chain(steps).collect()
    }

    #[test]
    fn closing_on_a_day_leaves_what_was_opened_before() {
        let closed = |day| Change::ClosedFrom(Day(day));
        assert_eq!(bystanders(&village(), &[closed(11), closed(10), closed(0)]), [4, 4, 3, 0]);
        assert_eq!(bystanders(&village(), &[closed(10), closed(11)]), [4, 3, 3]);
    }

    #[test]
    fn a_consenter_whose_app_goes_becomes_a_bystander_of_the_other_app() {
        let app = |app: u32| Change::WithoutApp { name: format!("app {app}"), app: Some(app) };
        let what_if = WhatIf::of(&village(), &[app(0), app(1)]);
        let first = &what_if.steps[0];
        assert_eq!((first.outcome.consenters, first.outcome.bystanders.at_most), (1, 3));
        assert_eq!((first.no_longer_consenters, first.now_bystanders), (1, 1));
        assert_eq!(what_if.steps[1].outcome.affected.at_most, 0);
        assert_eq!(what_if.alone[1].outcome.bystanders.at_most, 4, "Cem, Dot, Eve and Ben, through Ada");
    }

    #[test]
    fn a_regime_brings_its_fields_and_its_hops_unless_a_limit_was_set() {
        let rule = |field: &str, hops| RegimeRule {
            scope: None,
            field: field.to_owned(),
            special_category: None,
            whom: Whom::Contacts,
            hops,
            during: Span::ALWAYS,
            source: "a test".to_owned(),
        };
        let regime = Regime { rules: vec![rule("name", 2), rule("likes", 1)], ..Regime::default() };
        let (regime, hops) = (Change::Regime(regime), Change::Hops(1));
        let changes = [Change::WithoutConsenter { number: 1, at: 0 }, regime, hops];
        let what_if = WhatIf::of(&village(), &changes);
        let names: Vec<&str> = what_if.fields.iter().map(|name| name.field.as_str()).collect();
        assert_eq!(names, ["not recorded", "name", "likes"]);
        let people = |step: &Step| step.outcome.fields.iter().map(|field| field.at_most).collect::<Vec<_>>();
        assert_eq!(what_if.steps.iter().map(people).collect::<Vec<_>>(), [[3, 0, 0], [0, 5, 3], [0, 3, 3]]);
        let [_, regime, hops] = changes;
        assert_eq!(bystanders(&village(), &[hops, regime]), [4, 4, 4]);
    }

    #[test]
    fn says_where_a_default_can_have_no_effect() {
        let ignored = Change::Switches { ignored: true };
        let what_if = WhatIf::of(&village(), &[ignored, Change::DefaultOff]);
        assert!(what_if.steps[1].without_effect && !what_if.alone[1].without_effect);
        assert_eq!(what_if.alone[1].outcome.bystanders.at_most, 0);
    }

    #[test]
    fn who_switched_on_after_the_grant_had_ended_was_off_by_default_until_then() {
        let mut audit = village();
        let day = |from: i32, until: i32| Span { from: Day(from), until: Day(until) };
        audit.grants.rows.iter_mut().for_each(|grant| {
            grant.in_force = Lasting { at_least: day(0, 30), at_most: day(0, 30) };
        });
        let on = |from: i32| {
            let days = Spans::from(Span { from: Day(from), until: Day::LAST });
            SwitchedOn { surely: days.clone(), possibly: days }
        };
        audit.switches.switched_on = vec![(PersonId(2), on(10)), (PersonId(3), on(40))];
        assert_eq!(bystanders(&audit, &[Change::DefaultOff]), [4, 1], "Cem alone");
    }

    #[test]
    fn without_a_change_it_is_the_case() {
        let what_if = WhatIf::of(&village(), &[]);
        assert_eq!((what_if.case.bystanders.at_most, what_if.together.affected), (4, Shift::default()));
        assert_eq!((what_if.kind, what_if.steps.len() + what_if.alone.len()), (Kind::Exact, 0));
    }
}
