//! Laws of the counterfactuals over random small dated cases, and each of them worked out again day by day and grant by grant.

use bystander::{
    audit::Audit,
    measure::{
        bounds::{Between, Bounds},
        fields::Fields,
        share_out::ShareOut,
        what_if::{Change, Difference, Outcome, Shift, WhatIf},
    },
    model::{
        case::{AuditCase, Parameters},
        consent::Consenter,
        date::Day,
        grant::{Grant, NOT_RECORDED, names_contacts},
        id::PersonId,
        reading::{Began, Lasting, Reading},
        regime::{Regime, RegimeRule, Whom},
        span::{Span, Spans},
        switch::{Switch, SwitchedOn},
    },
    report::what_if::Counterfactual,
    table::{
        Tables,
        grants::{App, Grants},
        switches::Switches,
        ties::Ties,
    },
};
use proptest::{collection::vec, option, prelude::*, sample::select};
use std::collections::BTreeSet;

/// A switch that was on on every day.
fn on_throughout() -> SwitchedOn {
    let always = Spans::from(Span::ALWAYS);
    SwitchedOn { surely: always.clone(), possibly: always }
}

/// The days on which anything begins or ends.
const DAYS: i32 = 5;
/// Every field that a regime or a scope opens.
const FIELDS: [&str; 5] = ["name", "likes", NOT_RECORDED, "friends_likes", "friends_notes"];
const READINGS: [Reading; 2] = [Reading::AtLeast, Reading::AtMost];

fn lasting() -> impl Strategy<Value = Lasting> {
    (option::weighted(0.8, 0..DAYS), option::of(0..DAYS)).prop_map(|(from, last)| match from {
        None => Lasting::new(Began::Unknown, last.map(Day)),
        Some(from) => Lasting::new(Began::On(Day(from)), last.map(|more| Day(from + more))),
    })
}

fn spans() -> impl Strategy<Value = Spans> {
    prop_oneof![
        Just(Spans::default()),
        Just(Spans::from(Span::ALWAYS)),
        (0..DAYS, 1..DAYS)
            .prop_map(|(from, days)| Spans::from(Span { from: Day(from), until: Day(from + days) })),
    ]
}

fn switch() -> impl Strategy<Value = Switch> {
    (spans(), spans()).prop_map(|(sure, more)| Switch { possibly_off: sure.or(&more), surely_off: sure })
}

fn regimes() -> impl Strategy<Value = Regime> {
    let rule = |scope: Option<&str>, field: &str, (hops, from, days): (u32, i32, i32)| RegimeRule {
        scope: scope.map(str::to_owned),
        field: field.to_owned(),
        special_category: None,
        whom: Whom::Contacts,
        hops,
        during: Span { from: Day(from), until: Day(from + days) },
        source: "a test".to_owned(),
    };
    let terms = || (1_u32..4, 0..DAYS, 1..2 * DAYS);
    (terms(), terms(), terms()).prop_map(move |(name, likes, fellow)| {
        let fellow = RegimeRule { whom: Whom::FellowConsenters, ..rule(None, "name", fellow) };
        let rules = vec![rule(None, "name", name), rule(Some("friends_likes"), "likes", likes), fellow];
        Regime { id: "random".to_owned(), rules, ..Regime::default() }
    })
}

fn grant() -> impl Strategy<Value = Grant> {
    let scopes =
        select(vec![None, Some(""), Some("friends_likes"), Some("email friends_likes friends_notes")]);
    (0_u32..3, option::of(0_u32..2), scopes, lasting()).prop_map(|(consenter, app, scopes, in_force)| {
        let scopes = scopes.map(|text| text.split_whitespace().map(str::to_owned).collect());
        Grant { app, scopes, in_force, ..Grant::plain(consenter, true, 0) }
    })
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        (0..2 * DAYS).prop_map(|day| Change::ClosedFrom(Day(day))),
        regimes().prop_map(Change::Regime),
        (1_u32..4).prop_map(Change::Hops),
        Just(Change::DefaultOff),
        any::<bool>().prop_map(|ignored| Change::Switches { ignored }),
        removal(),
    ]
}

fn removal() -> impl Strategy<Value = Change> {
    prop_oneof![
        option::of(0_u32..2).prop_map(|app| Change::WithoutApp { name: format!("{app:?}"), app }),
        Just(Change::WithoutProvider { name: "both".to_owned(), apps: vec![0, 1] }),
        (0_u32..3).prop_map(|at| Change::WithoutConsenter { number: at + 1, at }),
    ]
}

/// Up to six people of whom the first three consented, with everything that may have a date.
fn tables() -> impl Strategy<Value = Tables> {
    let settings = (
        vec(option::of(switch()), 6),
        vec(option::of(switch()), 6),
        vec(0_u32..6, 0..3),
        vec(0_u32..6, 0..3),
    );
    let case = (option::of(regimes()), any::<bool>(), any::<bool>(), any::<bool>());
    (vec(((0_u32..6, 0_u32..6), lasting()), 0..12), vec(grant(), 0..4), settings, case).prop_map(
        |(ties, mut grants, (friends, share, on, off), (regime, switches_ignored, unlisted, dated))| {
            let once = |people: Vec<u32>| people.into_iter().collect::<BTreeSet<u32>>();
            let (on, off) = (once(on), once(off));
            let known = |switches: Vec<Option<Switch>>| -> Vec<(PersonId, Switch)> {
                (0..)
                    .map(PersonId)
                    .zip(switches)
                    .filter_map(|(person, switch)| Some((person, switch?)))
                    .collect()
            };
            let mut friends_apps = known(friends);
            friends_apps.retain(|(person, _)| !off.contains(&person.0));
            let named = friends_apps.iter().map(|(person, _)| person.0).chain(on.iter().chain(&off).copied());
            let named: BTreeSet<u32> = named.collect();
            let rows = |people: &BTreeSet<u32>| people.iter().copied().map(PersonId).collect::<Vec<_>>();
            grants.extend((0..3).map(|consenter| Grant::plain(consenter, false, 0)));
            let consenter =
                |at| Consenter { person: PersonId(at), number: at + 1, line: 0, opens_contacts: true };
            let app = |name: &str| App { name: name.to_owned(), provider: Some("both".to_owned()) };
            Tables {
                case: AuditCase {
                    regime,
                    switches_ignored,
                    unlisted_settings_unknown: unlisted,
                    ..AuditCase::default()
                },
                people: 6,
                listed: true,
                ties: Ties {
                    pairs: ties.iter().map(|&((one, other), _)| (PersonId(one), PersonId(other))).collect(),
                    stood: if dated { ties.iter().map(|&(_, stood)| stood).collect() } else { Vec::new() },
                    ..Ties::default()
                },
                consenters: (0..3).map(consenter).collect(),
                grants: Grants { apps: vec![app("one"), app("two")], rows: grants, ..Grants::default() },
                opted_out: rows(&off),
                switches: Switches {
                    friends_apps,
                    share_friends: known(share),
                    named: rows(&named),
                    switched_on: rows(&on).into_iter().map(|person| (person, on_throughout())).collect(),
                },
                ..Tables::default()
            }
        },
    )
}

fn audits() -> impl Strategy<Value = (Tables, Audit)> {
    (tables(), 1_u32..4).prop_map(|(tables, hops)| {
        (tables.clone(), Audit::new(tables, Parameters { hops, ..Parameters::default() }))
    })
}

/// What the changes come to, said without the terms of a harvest.
struct World<'a> {
    tables: &'a Tables,
    closed: Option<Day>,
    regime: Option<&'a Regime>,
    hops: u32,
    default_off: bool,
    ignored: bool,
    gone: Vec<&'a Grant>,
}

impl<'a> World<'a> {
    fn of(tables: &'a Tables, hops: u32, changes: &'a [Change]) -> Self {
        let most = |regime: &Regime| {
            regime.rules.iter().filter(|rule| rule.whom == Whom::Contacts).map(|rule| rule.hops).max()
        };
        let own = tables.case.regime.as_ref();
        let mut limit = own.and_then(most).filter(|&own| hops < own).map(|_| hops);
        let mut world = Self {
            tables,
            closed: None,
            regime: own,
            hops,
            default_off: false,
            ignored: tables.case.switches_ignored,
            gone: Vec::new(),
        };
        for change in changes {
            let gone = |grant: &&Grant| match change {
                Change::WithoutApp { app, .. } => grant.app == *app,
                Change::WithoutProvider { apps, .. } => grant.app.is_some_and(|app| apps.contains(&app)),
                Change::WithoutConsenter { at, .. } => grant.consenter == *at,
                _ => false,
            };
            world.gone.extend(tables.grants.rows.iter().filter(gone));
            match change {
                Change::ClosedFrom(day) => {
                    world.closed = Some(world.closed.map_or(*day, |known| known.min(*day)));
                }
                Change::Regime(regime) => {
                    world.regime = Some(regime);
                    world.hops = limit.unwrap_or(most(regime).unwrap_or(1));
                }
                Change::Hops(hops) => {
                    limit = Some(*hops);
                    world.hops = *hops;
                }
                Change::DefaultOff => world.default_off = true,
                Change::Switches { ignored } => world.ignored = *ignored,
                _ => {}
            }
        }
        world
    }

    fn grants(&self) -> impl Iterator<Item = &'a Grant> {
        self.tables
            .grants
            .rows
            .iter()
            .filter(|grant| !self.gone.iter().any(|gone| std::ptr::eq(*gone, *grant)))
    }

    fn consents(&self, person: u32) -> bool {
        self.grants().any(|grant| grant.consenter == person)
    }

    fn keeps_back(&self, person: u32, day: Span, reading: Reading) -> bool {
        let switches = &self.tables.switches;
        let own = switches.friends_apps.iter().find(|(owner, _)| owner.0 == person);
        let own_off = own.map(|(_, switch)| switch.off(reading).meets(day));
        let among = |people: &[PersonId]| people.contains(&PersonId(person));
        if self.ignored || self.consents(person) {
            false
        } else if among(&self.tables.opted_out)
            || self.default_off && !switches.switched_on.iter().any(|(on, _)| on.0 == person)
        {
            true
        } else {
            let unknown = self.tables.case.unlisted_settings_unknown && reading == Reading::AtLeast;
            own_off.unwrap_or(unknown && !self.default_off && !among(&switches.named))
        }
    }

    /// How far `grant` opens `field` on a day; any field where it is `None`.
    fn opens(&self, grant: &Grant, field: Option<&str>, day: Span, reading: Reading) -> u32 {
        let shares = self.tables.switches.share_friends.iter().find(|(owner, _)| owner.0 == grant.consenter);
        let keeps = !self.ignored && shares.is_some_and(|(_, switch)| switch.off(reading).meets(day));
        if keeps
            || self.closed.is_some_and(|closed| closed <= day.from)
            || !grant.in_force.as_read(reading).meets(day)
        {
            return 0;
        }
        let Some(regime) = self.regime else {
            let opens = match &grant.scopes {
                None => field.is_none_or(|field| field == NOT_RECORDED),
                Some(own) => {
                    own.iter().any(|scope| names_contacts(scope) && field.is_none_or(|field| field == scope))
                }
            };
            return if opens { self.hops } else { 0 };
        };
        let fits = |rule: &&RegimeRule| {
            let scope = match (&rule.scope, &grant.scopes) {
                (None, _) => true,
                (Some(_), None) => reading == Reading::AtMost,
                (Some(scope), Some(own)) => own.contains(scope),
            };
            scope
                && rule.whom == Whom::Contacts
                && rule.during.meets(day)
                && field.is_none_or(|field| field == rule.field)
        };
        regime.rules.iter().filter(fits).map(|rule| rule.hops.min(self.hops)).max().unwrap_or(0)
    }

    /// Everybody beside the consenters whose field is within reach on some day.
    fn bystanders(&self, field: Option<&str>, reading: Reading) -> usize {
        let mut met = BTreeSet::new();
        for day in -1..5 * DAYS {
            let day = Span { from: Day(day), until: Day(day + 1) };
            for grant in self.grants() {
                let mut near = BTreeSet::from([grant.consenter]);
                for _ in 0..self.opens(grant, field, day, reading) {
                    let ties = self.tables.ties.pairs.iter().enumerate();
                    let stands = |at: usize| {
                        self.tables.ties.stood.get(at).is_none_or(|stood| stood.as_read(reading).meets(day))
                    };
                    let next = ties.filter(|(at, _)| stands(*at)).flat_map(|(_, (one, other))| {
                        let across = |from: u32, to: u32| near.contains(&from).then_some(to);
                        across(one.0, other.0).into_iter().chain(across(other.0, one.0))
                    });
                    let next: Vec<u32> =
                        next.filter(|&person| !self.keeps_back(person, day, reading)).collect();
                    near.extend(next);
                }
                met.extend(near);
            }
        }
        met.into_iter().filter(|&person| !self.consents(person)).count()
    }

    fn claims(&self, outcome: &Outcome, fields: &[&str]) {
        let between = |field| {
            let [at_least, at_most] = READINGS.map(|reading| self.bystanders(field, reading) as u64);
            Between { at_least, at_most }
        };
        assert_eq!(outcome.consenters, (0..3).filter(|&person| self.consents(person)).count() as u64);
        assert_eq!(outcome.bystanders, between(None));
        let known = |field: &str| match self.regime {
            Some(regime) => regime.rules.iter().any(|rule| rule.field == field),
            None => field == NOT_RECORDED || names_contacts(field),
        };
        let nobody = Between { at_least: 0, at_most: 0 };
        let mut sum = nobody;
        for field in FIELDS {
            let at = fields.iter().position(|known| *known == field);
            let expected = if known(field) { between(Some(field)) } else { nobody };
            assert_eq!(at.map_or(nobody, |at| outcome.fields[at]), expected, "{field}");
            sum.at_least += expected.at_least;
            sum.at_most += expected.at_most;
        }
        assert_eq!(outcome.people_fields, sum);
    }
}

fn plus(sum: Shift, more: Shift) -> Shift {
    Shift { at_least: sum.at_least + more.at_least, at_most: sum.at_most + more.at_most }
}

fn falls(shift: Shift) -> bool {
    shift.at_least <= 0 && shift.at_most <= 0
}

fn alone(audit: &Audit, change: Change) -> (Outcome, Difference) {
    let step = WhatIf::of(audit, &[change]).alone.swap_remove(0);
    (step.outcome, step.difference)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_outcome_is_what_the_days_and_grants_come_to_one_by_one((tables, audit) in audits(), changes in vec(change(), 0..4)) {
        let what_if = WhatIf::of(&audit, &changes);
        let fields: Vec<&str> = what_if.fields.iter().map(|name| name.field.as_str()).collect();
        let world = |changes| World::of(&tables, audit.parameters.hops, changes);
        world(&[]).claims(&what_if.case, &fields);
        for (at, (step, alone)) in what_if.steps.iter().zip(&what_if.alone).enumerate() {
            world(&changes[..=at]).claims(&step.outcome, &fields);
            world(&changes[at..=at]).claims(&alone.outcome, &fields);
        }
    }

    #[test]
    fn the_differences_add_up_to_the_last_less_the_first((_, audit) in audits(), changes in vec(change(), 0..5)) {
        let what_if = WhatIf::of(&audit, &changes);
        let last = what_if.steps.last().map_or(&what_if.case, |step| &step.outcome);
        let sum = |of: &dyn Fn(&Difference) -> Shift| what_if.steps.iter().map(|step| of(&step.difference)).fold(Shift::default(), plus);
        let less = |of: &dyn Fn(&Outcome) -> Between| {
            let (last, first) = (of(last), of(&what_if.case));
            let less = |last: u64, first: u64| last.cast_signed() - first.cast_signed();
            Shift { at_least: less(last.at_least, first.at_least), at_most: less(last.at_most, first.at_most) }
        };
        let together = &what_if.together;
        prop_assert_eq!((sum(&|by| by.bystanders), together.bystanders), (together.bystanders, less(&|of| of.bystanders)));
        prop_assert_eq!((sum(&|by| by.affected), together.affected), (together.affected, less(&|of| of.affected)));
        prop_assert_eq!((sum(&|by| by.people_fields), together.people_fields), (together.people_fields, less(&|of| of.people_fields)));
        for at in 0..what_if.fields.len() {
            prop_assert_eq!((sum(&|by| by.fields[at]), together.fields[at]), (together.fields[at], less(&|of| of.fields[at])));
        }
        let consenters: i64 = what_if.steps.iter().map(|step| step.difference.consenters).sum();
        prop_assert_eq!(consenters, last.consenters.cast_signed() - what_if.case.consenters.cast_signed());
        prop_assert_eq!(what_if.steps.first().map(|step| &step.outcome), what_if.alone.first().map(|step| &step.outcome));
    }

    #[test]
    fn the_case_as_it_is_has_the_bounds_and_the_fields_of_the_audit((_, audit) in audits()) {
        let (what_if, bounds) = (WhatIf::of(&audit, &[]), Bounds::of(&audit));
        prop_assert_eq!((what_if.case.bystanders, what_if.case.affected), (bounds.bystanders, bounds.affected));
        let fields: Vec<Between> = Fields::of(&audit).fields.iter().map(|field| field.bystanders).collect();
        prop_assert_eq!(what_if.case.fields, fields);
    }

    #[test]
    fn other_rules_are_the_audit_of_a_case_with_these_rules((tables, audit) in audits(), regime in regimes(), ignored in any::<bool>()) {
        let undated = AuditCase { regime: None, ..tables.case.clone() };
        let hops = regime.hops().unwrap_or(1);
        let changed = AuditCase { regime: Some(regime.clone()), switches_ignored: ignored, ..tables.case.clone() };
        let open = |case, hops| Audit::new(Tables { case, ..tables.clone() }, Parameters { hops, ..audit.parameters.clone() });
        let changes = [Change::Regime(regime), Change::Switches { ignored }];
        let what_if = WhatIf::of(&open(undated, audit.parameters.hops), &changes);
        let other = open(changed, hops);
        prop_assert_eq!(what_if.steps[1].outcome.bystanders, Bounds::of(&other).bystanders);
        let fields = Fields::of(&other).fields;
        for (name, reached) in what_if.fields.iter().zip(&what_if.steps[1].outcome.fields) {
            let own = fields.iter().find(|field| field.field == name.field).map_or(0, |field| field.bystanders.at_most);
            prop_assert_eq!(reached.at_most, own);
        }
    }

    #[test]
    fn closing_earlier_opting_out_and_leaving_out_never_make_more_affected((_, audit) in audits(), day in 0..2 * DAYS, gone in removal()) {
        let closed = |day| Change::ClosedFrom(Day(day));
        for change in [closed(day), Change::DefaultOff, Change::Switches { ignored: false }, gone] {
            prop_assert!(falls(alone(&audit, change).1.affected));
        }
        let path = WhatIf::of(&audit, &[closed(day + 1), closed(day)]);
        prop_assert!(falls(path.steps[1].difference.affected) && falls(path.steps[1].difference.people_fields));
        prop_assert!(path.steps.iter().all(|step| step.difference.consenters == 0));
    }

    #[test]
    fn fewer_hops_never_make_more_affected((_, audit) in audits(), hops in 1_u32..4) {
        let path = WhatIf::of(&audit, &[Change::Hops(hops + 1), Change::Hops(hops)]);
        prop_assert!(falls(path.steps[1].difference.affected) && falls(path.steps[1].difference.people_fields));
    }

    #[test]
    fn the_order_of_what_is_left_out_changes_the_steps_and_not_their_end((_, audit) in audits(), mut gone in vec(removal(), 2..4), day in 0..2 * DAYS) {
        gone.extend([Change::ClosedFrom(Day(day)), Change::ClosedFrom(Day(1))]);
        let end = |gone: &[Change]| WhatIf::of(&audit, gone).steps.pop().map(|step| step.outcome);
        let forward = end(&gone);
        gone.reverse();
        prop_assert_eq!(end(&gone), forward);
    }

    #[test]
    fn who_no_longer_consents_and_is_a_bystander_did_consent((_, audit) in audits(), gone in removal()) {
        let step = WhatIf::of(&audit, &[gone]).steps.swap_remove(0);
        prop_assert_eq!(step.no_longer_consenters.cast_signed(), -step.difference.consenters);
        prop_assert!(step.now_bystanders <= step.no_longer_consenters);
        prop_assert!(step.now_bystanders <= step.outcome.bystanders.at_most);
    }

    #[test]
    fn at_one_hop_a_consenter_less_changes_the_bystanders_by_what_their_part_says((_, mut audit) in audits(), at in 0_u32..3) {
        audit.parameters.hops = 1;
        let difference = alone(&audit, Change::WithoutConsenter { number: at + 1, at }).1;
        let parts = ShareOut::of(&audit).consenters;
        let part = parts.iter().find(|part| part.consenter == format!("C{}", at + 1)).expect("every consenter has a part");
        prop_assert_eq!(part.change_if_withdrawn, -difference.bystanders.at_most);
    }

    #[test]
    fn no_two_outcomes_that_are_shown_differ_by_a_few_people((_, audit) in audits(), changes in vec(change(), 1..5)) {
        let what_if = WhatIf::of(&audit, &changes);
        let results = Counterfactual::of(&what_if, 3).results;
        let lists = ["steps", "alone"].into_iter().flat_map(|list| results[list].as_array().expect("a list"));
        let outcomes: Vec<_> = std::iter::once(&results["case"]).chain(lists).collect();
        for key in ["bystanders", "affected"] {
            // Where there are no bystanders, the affected are the consenters.
            let beside = outcomes.iter().filter(|outcome| outcome["bystanders"]["at_most"] != 0);
            let shown: Vec<u64> = beside.filter_map(|outcome| outcome[key]["at_most"].as_u64()).collect();
            for (at, one) in shown.iter().enumerate() {
                prop_assert!(shown[..at].iter().all(|other| one == other || one.abs_diff(*other) >= 3));
            }
        }
        for step in results["steps"].as_array().expect("a list") {
            let hidden = |key: &str| step[key]["at_most"].is_object();
            prop_assert!(!hidden("affected") || hidden("bystanders") && hidden("people_fields"));
        }
    }
}
