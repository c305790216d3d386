//! Who agreed to which version, and whether it was shown on the day.

use crate::{
    model::{
        consent_text::{Agreement, ConsentText},
        date::Day,
        id::PersonId,
    },
    table::texts::Texts,
};
use serde::Serialize;
use std::collections::BTreeMap;

/// The people who agreed to one version.
///
/// # Definition
/// A row for each version on file, then one for each version that consents name and no text is on file of, then one for consents that
/// name none. `consenters` counts people, each once a row; somebody who agreed to two versions is in both rows. They fall into three:
/// `while_not_shown`, of whom a consent to the version was given on a day on which it surely was not shown; else `not_known`, of whom the
/// day of a consent is not known, or whether the version was shown on it; else `while_shown`. The three are 0 where no text is on file, or where the table of texts
/// has no dates.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Agreed {
    /// The version, if one is named.
    pub version: Option<String>,
    /// `on file`, `not on file` or `not recorded`.
    pub text: &'static str,
    /// People who agreed to it.
    pub consenters: u64,
    /// Those who did while it was shown.
    pub while_shown: u64,
    /// Those who did when it was not.
    pub while_not_shown: u64,
    /// Those of whom that is not known.
    pub not_known: u64,
}

/// How a consent stands to the days on which its version was shown, best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Then {
    Undated,
    WhileShown,
    NotKnown,
    NotShown,
}

pub(super) fn of(texts: &Texts) -> Vec<Agreed> {
    if texts.is_empty() {
        return Vec::new();
    }
    let mut named: BTreeMap<Option<&str>, Vec<&Agreement>> = BTreeMap::new();
    for agreement in &texts.agreements {
        let version = agreement.version.map(|at| texts.agreed_to[at as usize].as_str());
        named.entry(version).or_default().push(agreement);
    }
    let on_file = texts.versions.iter().map(|text| {
        let agreements = named.remove(&Some(text.version.as_str())).unwrap_or_default();
        row(Some(&text.version), "on file", &agreements, Some(text))
    });
    let mut rows: Vec<Agreed> = on_file.collect();
    let unnamed = named.remove(&None);
    rows.extend(named.into_iter().map(|(version, agreements)| row(version, "not on file", &agreements, None)));
    rows.extend(unnamed.map(|agreements| row(None, "not recorded", &agreements, None)));
    rows
}

fn row(version: Option<&str>, text: &'static str, agreements: &[&Agreement], shown: Option<&ConsentText>) -> Agreed {
    let mut people: BTreeMap<PersonId, Then> = BTreeMap::new();
    for agreement in agreements {
        let then = then(agreement, shown);
        let known = people.entry(agreement.person).or_insert(then);
        *known = then.max(*known);
    }
    let count = |then: Then| people.values().filter(|known| **known == then).count() as u64;
    Agreed {
        version: version.map(str::to_owned),
        text,
        consenters: people.len() as u64,
        while_shown: count(Then::WhileShown),
        while_not_shown: count(Then::NotShown),
        not_known: count(Then::NotKnown),
    }
}

fn then(agreement: &Agreement, text: Option<&ConsentText>) -> Then {
    let Some(shown) = text.and_then(|text| text.shown) else { return Then::Undated };
    let given = Some(agreement.in_force.at_least.from).filter(|&day| agreement.in_force.is_known() && day != Day::FIRST);
    match given {
        None => Then::NotKnown,
        Some(day) if !shown.at_most.has(day) => Then::NotShown,
        Some(day) if shown.at_least.has(day) => Then::WhileShown,
        Some(_) => Then::NotKnown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::reading::{Began, Lasting};

    fn text(version: &str, shown: Option<Lasting>) -> ConsentText {
        ConsentText { version: version.to_owned(), shown, ..ConsentText::default() }
    }

    fn agreement(person: u32, version: Option<u32>, began: Began) -> Agreement {
        Agreement { person: PersonId(person), version, in_force: Lasting::new(began, None) }
    }

    fn texts(agreements: Vec<Agreement>) -> Texts {
        let shown = Some(Lasting::new(Began::On(Day(10)), Some(Day(20))));
        let agreed_to = vec!["lost".to_owned(), "one".to_owned()];
        Texts { versions: vec![text("one", shown), text("undated", None)], agreed_to, agreements, ..Texts::default() }
    }

    fn counts(rows: &[Agreed]) -> Vec<(Option<&str>, u64, u64, u64, u64)> {
        let row = |row: &Agreed| (row.consenters, row.while_shown, row.while_not_shown, row.not_known);
        rows.iter().map(|of| (of.version.as_deref(), row(of).0, row(of).1, row(of).2, row(of).3)).collect()
    }

    /// Four people agreed to `one`: on its last day, the day after, on an unknown day, and both within and before.
    #[test]
    fn sorts_people_by_the_day_on_which_they_agreed() {
        let on = |day| Began::On(Day(day));
        let agreements = vec![
            agreement(0, Some(1), on(20)),
            agreement(1, Some(1), on(21)),
            agreement(2, Some(1), Began::Unknown),
            agreement(3, Some(1), on(15)),
            agreement(3, Some(1), on(9)),
            agreement(0, Some(0), on(15)),
            agreement(4, None, on(15)),
        ];
        let rows = of(&texts(agreements));
        let expected =
            [(Some("one"), 4, 1, 2, 1), (Some("undated"), 0, 0, 0, 0), (Some("lost"), 1, 0, 0, 0), (None, 1, 0, 0, 0)];
        assert_eq!(counts(&rows), expected);
        assert_eq!(rows.iter().map(|row| row.text).collect::<Vec<_>>(), ["on file", "on file", "not on file", "not recorded"]);
    }

    #[test]
    fn a_first_day_that_is_not_known_leaves_open_whether_it_was_shown() {
        let mut texts = texts(vec![agreement(0, Some(1), Began::On(Day(15))), agreement(1, Some(1), Began::On(Day(25)))]);
        texts.versions[0].shown = Some(Lasting::new(Began::Unknown, Some(Day(20))));
        assert_eq!(counts(&of(&texts))[0], (Some("one"), 2, 0, 1, 1));
    }

    #[test]
    fn says_nothing_where_nothing_is_known() {
        assert!(of(&Texts { agreements: vec![agreement(0, None, Began::Undated)], ..Texts::default() }).is_empty());
    }
}
