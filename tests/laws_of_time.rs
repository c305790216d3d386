//! Small dated cases, walked day by day by slow code of their own: the harvest is the same, and the bounds hold whatever the records
//! leave open may have been.

use bystander::{
    audit::Audit,
    harvest::{Harvest, Terms},
    measure::{apps::Apps, bounds::Bounds, fields::Fields},
    model::{
        case::{AuditCase, Parameters},
        consent::Consenter,
        date::Day,
        grant::{Grant, scopes},
        id::PersonId,
        reading::{Began, Lasting, Reading},
        regime::{Regime, RegimeRule, Whom},
        span::{Span, Spans},
        switch::Switch,
        tie::Direction,
    },
    table::{
        Tables,
        grants::{App, Grants},
        switches::Switches,
        ties::Ties,
    },
};
use proptest::{collection::vec, option, prelude::*};
use std::collections::{BTreeMap, BTreeSet};

/// The days of the period; records may begin on the day before it and end on the day after.
const PERIOD: (i32, i32) = (1, 4);
const BEFORE: i32 = 0;
const AFTER: i32 = 5;

/// From an unknown day on where `from` is `None`; without an end where `until` is.
#[derive(Clone, Copy, Debug)]
struct Held {
    from: Option<i32>,
    until: Option<i32>,
}

impl Held {
    fn on(self, day: i32) -> bool {
        self.from.expect("completed") <= day && self.until.is_none_or(|until| day <= until)
    }

    fn lasting(self) -> Lasting {
        Lasting::new(self.from.map_or(Began::Unknown, |day| Began::On(Day(day))), self.until.map(Day))
    }
}

#[derive(Clone, Debug)]
struct Permit {
    person: u32,
    app: u32,
    /// Whether it has the scope that opens likes; `None` where scopes are not recorded.
    likes: Option<bool>,
    held: Held,
}

/// One person's switch: the days on which it surely was off, and those of which it is not known.
type Off = BTreeMap<u32, (BTreeSet<i32>, BTreeSet<i32>)>;

#[derive(Clone, Debug)]
struct Case {
    people: u32,
    ties: Vec<(u32, u32, Held)>,
    direction: Option<Direction>,
    permits: Vec<Permit>,
    friends_apps: Off,
    share_friends: Off,
    hops: u32,
    period: (i32, i32),
}

/// Any grant opens names over one tie; the scope opens likes over up to three, from day 2 on.
fn regime() -> Regime {
    let rule = |scope: Option<&str>, field: &str, hops, from| RegimeRule {
        scope: scope.map(str::to_owned),
        field: field.to_owned(),
        special_category: None,
        whom: Whom::Contacts,
        hops,
        during: Span { from: Day(from), until: Day(AFTER) },
        source: "made up".to_owned(),
    };
    let rules = vec![rule(None, "name", 1, BEFORE), rule(Some("friends_likes"), "likes", 3, 2)];
    Regime { rules, ..Regime::default() }
}

impl Case {
    fn audit(&self) -> Audit {
        let mut people: Vec<u32> = Vec::new();
        let mut rows = Vec::new();
        for permit in &self.permits {
            let at = people.iter().position(|&person| person == permit.person).unwrap_or_else(|| {
                people.push(permit.person);
                people.len() - 1
            });
            let named = permit.likes.map(|likes| if likes { "friends_likes" } else { "email" });
            let scopes = named.and_then(scopes);
            let (consenter, app) = (at as u32, Some(permit.app));
            rows.push(Grant {
                app,
                scopes,
                in_force: permit.held.lasting(),
                ..Grant::plain(consenter, true, 0)
            });
        }
        let consenter =
            |(number, &row)| Consenter { person: PersonId(row), number, line: 0, opens_contacts: true };
        let switch = |(&person, (surely, open)): (&u32, &(BTreeSet<i32>, BTreeSet<i32>))| {
            let spans = |days: &BTreeSet<i32>| -> Spans {
                days.iter().map(|&day| Span { from: Day(day), until: Day(day + 1) }).collect()
            };
            (PersonId(person), Switch { surely_off: spans(surely), possibly_off: spans(&(surely | open)) })
        };
        let apps = ["a", "b"].map(|name| App { name: name.to_owned(), provider: None }).to_vec();
        let tables = Tables {
            case: AuditCase {
                directed: self.direction.is_some(),
                direction: self.direction.unwrap_or_default(),
                regime: Some(regime()),
                ..AuditCase::default()
            },
            people: self.people as usize,
            listed: true,
            ties: Ties {
                pairs: self.ties.iter().map(|&(one, other, _)| (PersonId(one), PersonId(other))).collect(),
                stood: self.ties.iter().map(|(.., held)| held.lasting()).collect(),
                ..Ties::default()
            },
            consenters: (1..).zip(&people).map(consenter).collect(),
            grants: Grants { apps, rows, ..Grants::default() },
            switches: Switches {
                friends_apps: self.friends_apps.iter().map(switch).collect(),
                share_friends: self.share_friends.iter().map(switch).collect(),
                ..Switches::default()
            },
            ..Tables::default()
        };
        let (from, until) = (Some(Day(self.period.0)), Some(Day(self.period.1)));
        Audit::new(tables, Parameters { hops: self.hops, from, until, ..Parameters::default() })
    }

    fn days(&self) -> impl Iterator<Item = i32> {
        self.period.0..=self.period.1
    }

    /// People with a grant in force on a day of the period.
    fn consenters(&self) -> BTreeSet<u32> {
        let counts = |permit: &&Permit| self.days().any(|day| permit.held.on(day));
        self.permits.iter().filter(counts).map(|permit| permit.person).collect()
    }

    /// Whether a grant of `one` opens the data of `other` on `day`.
    fn tied(&self, one: u32, other: u32, day: i32) -> bool {
        let points = |from, to| self.ties.iter().any(|&(a, b, held)| (a, b) == (from, to) && held.on(day));
        let (out, back) = (points(one, other), points(other, one));
        one != other
            && match self.direction {
                None | Some(Direction::Either) => out || back,
                Some(Direction::Out) => out,
                Some(Direction::In) => back,
                Some(Direction::Mutual) => out && back,
            }
    }

    /// Everybody within reach on `day` of the grants that `counts` keeps, of one field or of any, as if no other had been given.
    fn reached(&self, day: i32, field: Option<&str>, counts: &dyn Fn(&Permit) -> bool) -> BTreeSet<u32> {
        let agreed =
            self.permits.iter().filter(|permit| counts(permit) && self.days().any(|day| permit.held.on(day)));
        let consenters: BTreeSet<u32> = agreed.map(|permit| permit.person).collect();
        let off = |known: &Off, person| known.get(&person).is_some_and(|(surely, _)| surely.contains(&day));
        let mut all = BTreeSet::new();
        for permit in self.permits.iter().filter(|permit| counts(permit) && permit.held.on(day)) {
            if off(&self.share_friends, permit.person) {
                continue;
            }
            let likes = permit.likes == Some(true) && day >= 2 && field != Some("name");
            let name = field != Some("likes");
            let depth = if likes { 3 } else { u32::from(name) }.min(self.hops);
            let mut near = BTreeSet::from([permit.person]);
            for _ in 0..depth {
                let open = |person: &u32| consenters.contains(person) || !off(&self.friends_apps, *person);
                let next = (0..self.people).filter(|&to| near.iter().any(|&from| self.tied(from, to, day)));
                let next: Vec<u32> = next.filter(open).collect();
                near.extend(next);
            }
            near.remove(&permit.person);
            all.extend(near);
        }
        all
    }

    /// People who gave no grant and were within reach on a day of the period.
    fn bystanders(&self, field: Option<&str>, counts: &dyn Fn(&Permit) -> bool) -> BTreeSet<u32> {
        let reached: BTreeSet<u32> = self.days().flat_map(|day| self.reached(day, field, counts)).collect();
        &reached - &self.consenters()
    }

    /// Consenters, bystanders and affected.
    fn counts(&self) -> [u64; 3] {
        let (consenters, bystanders) = (self.consenters().len(), self.bystanders(None, &|_| true).len());
        [consenters, bystanders, consenters + bystanders].map(|count| count as u64)
    }

    /// Every case that these records may stand for.
    fn completions(&self) -> Vec<Self> {
        let mut all = vec![self.clone()];
        let mut fork = |options: &dyn Fn(&Self) -> Vec<Self>| all = all.iter().flat_map(options).collect();
        let starts = |held: Held| match held.from {
            Some(from) => from..=from,
            None => BEFORE..=held.until.unwrap_or(AFTER).min(AFTER),
        };
        for at in 0..self.ties.len() {
            fork(&|case| {
                let with = |from| {
                    let mut case = case.clone();
                    case.ties[at].2.from = Some(from);
                    case
                };
                starts(case.ties[at].2).map(with).collect()
            });
        }
        for at in 0..self.permits.len() {
            fork(&|case| {
                let known = case.permits[at].likes.map_or(vec![false, true], |likes| vec![likes]);
                let with = |from, likes| {
                    let mut case = case.clone();
                    (case.permits[at].held.from, case.permits[at].likes) = (Some(from), Some(likes));
                    case
                };
                let starts = starts(case.permits[at].held);
                starts.flat_map(|from| known.iter().map(move |&likes| with(from, likes))).collect()
            });
        }
        for (person, day) in self
            .friends_apps
            .iter()
            .flat_map(|(person, (_, open))| open.iter().map(move |day| (*person, *day)))
        {
            fork(&|case| {
                let mut off = case.clone();
                off.friends_apps.get_mut(&person).expect("is there").0.insert(day);
                vec![case.clone(), off]
            });
        }
        all
    }
}

/// Held for some days; without a known beginning where `open` lets it be.
fn held(open: bool) -> impl Strategy<Value = Held> {
    (BEFORE..=AFTER, option::of(0..4_i32), 0..3_u32).prop_map(move |(from, days, blank)| {
        let until = days.map(|days| (from + days).min(AFTER));
        Held { from: (!open || blank > 0).then_some(from), until }
    })
}

fn off(people: u32, open: bool, most: usize) -> impl Strategy<Value = Off> {
    let days = || vec(BEFORE..=AFTER, 0..4);
    vec((0..people, days(), vec(PERIOD.0..=PERIOD.1, 0..=usize::from(open))), 0..=most).prop_map(|rows| {
        let sets = |(person, surely, open): (u32, Vec<i32>, Vec<i32>)| {
            let surely: BTreeSet<i32> = surely.into_iter().collect();
            let open = open.into_iter().filter(|day| !surely.contains(day)).collect();
            (person, (surely, open))
        };
        rows.into_iter().map(sets).collect()
    })
}

fn direction() -> impl Strategy<Value = Option<Direction>> {
    prop::sample::select(vec![
        None,
        Some(Direction::Out),
        Some(Direction::In),
        Some(Direction::Either),
        Some(Direction::Mutual),
    ])
}

/// Cases of up to `ties` ties and `permits` grants; `open` where records may leave something open.
fn cases(ties: usize, permits: usize, open: bool) -> impl Strategy<Value = Case> {
    (3..7_u32).prop_flat_map(move |people| {
        let tie = (0..people, 0..people, held(open));
        let likes = prop::sample::select(if open {
            vec![Some(false), Some(true), None]
        } else {
            vec![Some(false), Some(true)]
        });
        let permit = (0..people, 0..2_u32, likes, held(open)).prop_map(|(person, app, likes, held)| Permit {
            person,
            app,
            likes,
            held,
        });
        let switches = (off(people, open, 3), off(people, false, 1));
        (vec(tie, 0..=ties), direction(), vec(permit, 0..=permits), switches, 1..4_u32).prop_map(
            move |(ties, direction, permits, (friends_apps, share_friends), hops)| Case {
                people,
                ties,
                direction,
                permits,
                friends_apps,
                share_friends,
                hops,
                period: PERIOD,
            },
        )
    })
}

fn rows(people: &BTreeSet<u32>) -> Vec<PersonId> {
    people.iter().copied().map(PersonId).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_harvest_is_the_walk_day_by_day(case in cases(14, 5, false)) {
        let audit = case.audit();
        for reading in [Reading::AtLeast, Reading::AtMost] {
            let harvest = |change: &dyn Fn(&mut Terms)| {
                let mut terms = Terms::of(&audit, reading);
                change(&mut terms);
                Harvest::of(&audit, terms)
            };
            let whole = harvest(&|_| ());
            prop_assert_eq!(whole.consenters(), case.consenters().len() as u64);
            prop_assert_eq!(whole.bystanders(), rows(&case.bystanders(None, &|_| true)));
            for field in ["name", "likes"] {
                let found = harvest(&|terms| terms.field = Some(field.to_owned()));
                prop_assert_eq!(found.bystanders(), rows(&case.bystanders(Some(field), &|_| true)));
            }
            let early = harvest(&|terms| terms.closed_from = Some(Day(3)));
            let before: BTreeSet<u32> = (PERIOD.0..3).flat_map(|day| case.reached(day, None, &|_| true)).collect();
            prop_assert_eq!(early.bystanders(), rows(&(&before - &case.consenters())));
            let days = whole.days();
            for day in case.days() {
                let today = Span { from: Day(day), until: Day(day + 1) };
                let met = |row: &u32| days[*row as usize].iter().any(|(hop, days)| *hop > 0 && days.meets(today));
                let agreed = case.consenters();
                let found: BTreeSet<u32> = (0..case.people).filter(|row| met(row) && !agreed.contains(row)).collect();
                prop_assert_eq!(found, &case.reached(day, None, &|_| true) - &agreed);
            }
        }
    }

    #[test]
    fn apps_and_fields_are_the_walk_day_by_day(case in cases(12, 5, false)) {
        let audit = case.audit();
        let union = case.bystanders(None, &|_| true);
        for part in &Apps::of(&audit).apps {
            let app = u32::from(part.name == "b");
            let (its, others) = (case.bystanders(None, &|permit| permit.app == app), case.bystanders(None, &|permit| permit.app != app));
            prop_assert_eq!((part.bystanders, part.sole), (its.len() as u64, union.difference(&others).count() as u64));
        }
        for field in Fields::of(&audit).fields {
            let people = case.bystanders(Some(&field.field), &|_| true).len() as u64;
            prop_assert_eq!((field.bystanders.at_least, field.bystanders.at_most), (people, people));
        }
        let bounds = Bounds::of(&audit);
        prop_assert!(bounds.exact);
        prop_assert_eq!([bounds.consenters, bounds.bystanders, bounds.affected].map(|ends| ends.at_most), case.counts());
    }

    /// The affected only grow with what was open, so that their bounds are the ends of what may be. The bystanders do not: a
    /// consenter more may be a bystander less. Their bounds are the ends where it is known who consented.
    #[test]
    fn the_bounds_hold_whatever_may_have_been(case in cases(4, 3, true)) {
        let completions = case.completions();
        prop_assume!(completions.len() <= 3_000);
        let counts: Vec<[u64; 3]> = completions.iter().map(Case::counts).collect();
        let ends = |at: usize| {
            let all = || counts.iter().map(|counts| counts[at]);
            (all().min().expect("one at least"), all().max().expect("one at least"))
        };
        let bounds = Bounds::of(&case.audit());
        prop_assert_eq!((bounds.consenters.at_least, bounds.consenters.at_most), ends(0));
        prop_assert_eq!((bounds.affected.at_least, bounds.affected.at_most), ends(2));
        let (least, most) = ends(1);
        prop_assert!(bounds.bystanders.at_least <= least && most <= bounds.bystanders.at_most);
        if case.permits.iter().all(|permit| permit.held.from.is_some()) {
            prop_assert_eq!((bounds.bystanders.at_least, bounds.bystanders.at_most), (least, most));
        }
        for field in Fields::of(&case.audit()).fields {
            let all = || completions.iter().map(|case| case.bystanders(Some(&field.field), &|_| true).len() as u64);
            prop_assert!(all().all(|people| (field.bystanders.at_least..=field.bystanders.at_most).contains(&people)));
        }
    }

    #[test]
    fn a_grant_or_a_tie_more_and_a_day_more_never_make_fewer_affected(
        case in cases(10, 4, true), permit in (0..3_u32, held(true)), tie in (0..3_u32, 0..3_u32, held(true)),
    ) {
        let affected = |case: &Case| Bounds::of(&case.audit()).affected;
        let before = affected(&case);
        let (mut granted, mut tied, mut longer) = (case.clone(), case.clone(), case.clone());
        granted.permits.push(Permit { person: permit.0, app: 0, likes: Some(true), held: permit.1 });
        tied.ties.push(tie);
        longer.period.1 += 1;
        for more in [granted, tied, longer] {
            let after = affected(&more);
            prop_assert!(before.at_least <= after.at_least && before.at_most <= after.at_most, "{more:?}");
        }
    }

    #[test]
    fn a_day_of_the_period_never_shows_more_than_the_period(case in cases(10, 4, true), day in PERIOD.0..=PERIOD.1) {
        let snapshot = Case { period: (day, day), ..case.clone() };
        let (day, union) = (Bounds::of(&snapshot.audit()).affected, Bounds::of(&case.audit()).affected);
        prop_assert!(day.at_least <= union.at_least && day.at_most <= union.at_most);
    }
}

#[test]
fn somebody_whose_consent_has_no_date_may_have_been_a_bystander_on_an_earlier_day() {
    let always = Held { from: Some(BEFORE), until: None };
    let permit = |person, held| Permit { person, app: 0, likes: Some(false), held };
    let case = Case {
        people: 3,
        ties: vec![(0, 1, always), (1, 2, always)],
        direction: None,
        permits: vec![permit(0, always), permit(1, Held { from: None, until: None })],
        friends_apps: Off::new(),
        share_friends: Off::new(),
        hops: 1,
        period: (2, 2),
    };
    let bounds = Bounds::of(&case.audit());
    assert_eq!((bounds.consenters.at_least, bounds.consenters.at_most), (1, 2));
    assert_eq!((bounds.affected.at_least, bounds.affected.at_most), (2, 3));
    // Person 1 is a bystander, or person 2 is the only one, or nobody is: never both.
    assert_eq!((bounds.bystanders.at_least, bounds.bystanders.at_most), (0, 2));
}
