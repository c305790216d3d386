//! Who belongs to a class of people, for instance those whom a settlement pays: conditions as data, and one person's facts
//! held against them.

use super::span::{Span, Spans};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Where a person stands in an audit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// They gave a grant themselves.
    Consenter,
    /// They are a contact of somebody who did, whether or not their own data were within reach.
    Contact,
    /// Their data were within reach through somebody who did, and they gave no grant.
    Bystander,
}

/// What a condition asks of a person's facts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Test {
    /// One of these standings.
    Standing(Vec<Standing>),
    /// Something held, for instance an account, on more than so many days of a period; 0 asks for a day at least.
    Held {
        /// The name of what held.
        what: String,
        /// The period.
        during: Span,
        /// How many days are not yet enough.
        more_than_days: u64,
    },
}

/// A condition, and where it is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Condition {
    /// What it asks, as a reader is told.
    pub asks: String,
    /// What it asks of the facts.
    pub test: Test,
    /// Where it is written.
    pub source: String,
}

/// A class of people: those who meet every condition.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct EligibleClass {
    /// The short name under which it is asked for.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Whom it is for, in a sentence or two.
    pub about: String,
    /// How the conditions are read, and what they leave open, a remark each.
    pub limits: Vec<String>,
    /// The conditions; never none.
    pub conditions: Vec<Condition>,
}

/// When something held, as far as is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Held {
    /// On the days of `surely`, and on no day outside `perhaps`, which holds them too.
    On {
        /// The days on which it is known to have held.
        surely: Spans,
        /// The days on which it may have held.
        perhaps: Spans,
    },
    /// On so many days of the period that a condition asks about; which ones is not known.
    Days(u64),
}

/// What is known of one person. What is not in here is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Whether they have each standing.
    pub standing: BTreeMap<Standing, bool>,
    /// When each thing held that a condition may ask for, by its name.
    pub held: BTreeMap<String, Held>,
}

/// Whether a condition is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// The facts meet it.
    Met,
    /// The facts speak against it.
    NotMet,
    /// The facts do not say. This never counts as met.
    Unknown,
}

/// Whether a person belongs to a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Every condition is met.
    Eligible,
    /// One condition at least is not met.
    NotEligible,
    /// None speaks against it, and one at least is unknown.
    CannotBeTold,
}

/// The verdict, with the answer to each condition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Eligibility<'a> {
    /// The verdict.
    pub verdict: Verdict,
    /// Each condition with its answer, in the order of the class.
    pub conditions: Vec<(&'a Condition, Answer)>,
}

/// A column of the people list that says when something held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldColumn {
    /// Its name.
    pub name: String,
    /// Whether it holds a number of days rather than a date.
    pub counts_days: bool,
}

/// The columns of the people list that say when one thing held: from which day, until which day, on how many days.
///
/// ```
/// use bystander::model::eligibility::HeldColumns;
/// let columns = HeldColumns::of("in Australia");
/// assert_eq!((columns.from.as_str(), columns.days.as_str()), ("in_australia_from", "in_australia_days"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldColumns {
    /// The first day.
    pub from: String,
    /// The last day, which still counts.
    pub until: String,
    /// The number of days within the period that the condition asks about.
    pub days: String,
}

impl HeldColumns {
    /// The columns for what a condition calls `what`: in lower case, with `_` for blanks, and an ending.
    #[must_use]
    pub fn of(what: &str) -> Self {
        let stem = what.to_lowercase().replace([' ', '-'], "_");
        Self { from: format!("{stem}_from"), until: format!("{stem}_until"), days: format!("{stem}_days") }
    }
}

impl EligibleClass {
    /// What the conditions ask for that holds on some days, each once.
    #[must_use]
    pub fn held(&self) -> BTreeSet<&str> {
        let held = self.conditions.iter().filter_map(|condition| match &condition.test {
            Test::Held { what, .. } => Some(what.as_str()),
            Test::Standing(_) => None,
        });
        held.collect()
    }

    /// The columns of the people list that say when it held.
    #[must_use]
    pub fn held_columns(&self) -> Vec<HeldColumn> {
        let columns = self.held().into_iter().map(HeldColumns::of);
        let each = |columns: HeldColumns| {
            let column = |name, counts_days| HeldColumn { name, counts_days };
            [column(columns.from, false), column(columns.until, false), column(columns.days, true)]
        };
        columns.flat_map(each).collect()
    }

    /// Holds one person's facts against every condition.
    ///
    /// # Definition
    /// A standing is met where the person has one of those asked for, not met where they are known to have none of them.
    /// Something held is met where the days known are more than enough, not met where even the days possible are not. All
    /// else is unknown. The verdict is `NotEligible` where a condition is not met, otherwise `CannotBeTold` where one is
    /// unknown, otherwise `Eligible`.
    ///
    /// # Example
    /// ```
    /// use bystander::model::{date::Day, eligibility::*, span::{Span, Spans}};
    /// let during = Span { from: Day(0), until: Day(100) };
    /// let test = Test::Held { what: "residence".to_owned(), during, more_than_days: 30 };
    /// let condition = Condition { asks: "lived there".to_owned(), test, source: "made up".to_owned() };
    /// let class = EligibleClass { conditions: vec![condition], ..EligibleClass::default() };
    /// let lived = |from, until| {
    ///     let days = Spans::from(Span { from: Day(from), until: Day(until) });
    ///     let held = Held::On { surely: days.clone(), perhaps: days };
    ///     Facts { held: [("residence".to_owned(), held)].into(), ..Facts::default() }
    /// };
    /// // Of the 40 days from day 70 on, 30 lie before day 100: not more than 30.
    /// assert_eq!(class.check(&lived(70, 110)).verdict, Verdict::NotEligible);
    /// assert_eq!(class.check(&lived(69, 110)).verdict, Verdict::Eligible);
    /// assert_eq!(class.check(&Facts::default()).verdict, Verdict::CannotBeTold);
    /// ```
    #[must_use]
    pub fn check(&self, facts: &Facts) -> Eligibility<'_> {
        let conditions: Vec<_> =
            self.conditions.iter().map(|condition| (condition, condition.test.answer(facts))).collect();
        let any = |wanted| conditions.iter().any(|(_, answer)| *answer == wanted);
        let verdict = match (any(Answer::NotMet), any(Answer::Unknown)) {
            (true, _) => Verdict::NotEligible,
            (false, true) => Verdict::CannotBeTold,
            (false, false) => Verdict::Eligible,
        };
        Eligibility { verdict, conditions }
    }
}

impl Test {
    fn answer(&self, facts: &Facts) -> Answer {
        match self {
            Self::Standing(asked) => {
                let known = || asked.iter().map(|standing| facts.standing.get(standing));
                if known().any(|has| has == Some(&true)) {
                    Answer::Met
                } else if known().all(|has| has == Some(&false)) {
                    Answer::NotMet
                } else {
                    Answer::Unknown
                }
            }
            Self::Held { what, during, more_than_days } => {
                let Some(held) = facts.held.get(what) else { return Answer::Unknown };
                let (least, most) = held.days(*during);
                if least > *more_than_days {
                    Answer::Met
                } else if most <= *more_than_days {
                    Answer::NotMet
                } else {
                    Answer::Unknown
                }
            }
        }
    }
}

impl Held {
    /// The fewest and the most days of a period on which it held.
    fn days(&self, during: Span) -> (u64, u64) {
        let count = |days: &Spans| {
            let days = days.and_span(during);
            days.spans().iter().map(|span| u64::from(span.until.0.abs_diff(span.from.0))).sum()
        };
        match self {
            Self::On { surely, perhaps } => (count(surely), count(&surely.or(perhaps))),
            Self::Days(days) => (*days, *days),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::date::Day;
    use proptest::prelude::*;

    fn span(from: i32, until: i32) -> Span {
        Span { from: Day(from), until: Day(until) }
    }

    fn held(surely: Span, perhaps: Span) -> Facts {
        let held = Held::On { surely: surely.into(), perhaps: perhaps.into() };
        Facts { held: [("account".to_owned(), held)].into(), ..Facts::default() }
    }

    fn account(more_than_days: u64) -> Test {
        Test::Held { what: "account".to_owned(), during: span(10, 20), more_than_days }
    }

    #[test]
    fn asks_for_one_of_the_standings_and_takes_no_silence_for_a_no() {
        let test = Test::Standing(vec![Standing::Consenter, Standing::Contact]);
        let answer = |standing: &[(Standing, bool)]| {
            test.answer(&Facts { standing: standing.iter().copied().collect(), ..Facts::default() })
        };
        assert_eq!(answer(&[(Standing::Consenter, false), (Standing::Contact, true)]), Answer::Met);
        assert_eq!(answer(&[(Standing::Consenter, false), (Standing::Contact, false)]), Answer::NotMet);
        assert_eq!(answer(&[(Standing::Consenter, false), (Standing::Bystander, true)]), Answer::Unknown);
        assert_eq!(answer(&[]), Answer::Unknown);
    }

    #[test]
    fn the_first_day_counts_and_the_day_of_the_end_does_not() {
        let answer = |from, until| account(0).answer(&held(span(from, until), span(from, until)));
        assert_eq!([answer(0, 10), answer(20, 30)], [Answer::NotMet; 2]);
        assert_eq!([answer(0, 11), answer(19, 30)], [Answer::Met; 2]);
    }

    #[test]
    fn a_count_of_days_is_held_against_the_limit_alone() {
        let facts =
            |days| Facts { held: [("account".to_owned(), Held::Days(days))].into(), ..Facts::default() };
        assert_eq!(account(30).answer(&facts(30)), Answer::NotMet);
        assert_eq!(account(30).answer(&facts(31)), Answer::Met);
    }

    #[test]
    fn one_condition_that_is_not_met_outweighs_all_that_are_unknown() {
        let condition = |test| Condition { asks: "x".to_owned(), test, source: "made up".to_owned() };
        let conditions = vec![condition(Test::Standing(vec![Standing::Consenter])), condition(account(0))];
        let class = EligibleClass { conditions, ..EligibleClass::default() };
        let checked = |facts: &Facts| {
            let found = class.check(facts);
            (found.verdict, found.conditions.into_iter().map(|(_, answer)| answer).collect::<Vec<_>>())
        };
        let outside = checked(&held(span(0, 5), span(0, 5)));
        assert_eq!(outside, (Verdict::NotEligible, vec![Answer::Unknown, Answer::NotMet]));
        let inside = checked(&held(span(0, 15), span(0, 15)));
        assert_eq!(inside, (Verdict::CannotBeTold, vec![Answer::Unknown, Answer::Met]));
    }

    proptest! {
        /// The truth lies between what is sure and what is possible: an answer that is given is the true one.
        #[test]
        fn what_is_not_fully_known_never_gets_a_wrong_answer(
            from in 0..30_i32, long in 1..20_i32, before in 0..10_i32, after in 0..10_i32, limit in 0..12_u64,
        ) {
            let truth = span(from, from + long);
            let known = held(span(from + before, from + long - after), span(from - after, from + long + before));
            let told = account(limit).answer(&known);
            let days = (truth.from.0..truth.until.0).filter(|day| (10..20).contains(day)).count() as u64;
            let exact = if days > limit { Answer::Met } else { Answer::NotMet };
            prop_assert_eq!(account(limit).answer(&held(truth, truth)), exact);
            prop_assert!(told == exact || told == Answer::Unknown);
        }
    }
}
