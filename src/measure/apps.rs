//! `Apps`: through which apps the data was within reach, and which firms stand behind them.

use crate::{
    audit::Audit,
    harvest::{Harvest, Terms},
    model::{id::PersonId, reading::Reading},
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// One app, or one firm with all its apps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    /// Its name; `not recorded` for grants that name none.
    pub name: String,
    /// The firm behind an app, if recorded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provider: Option<String>,
    /// People with a grant to it.
    pub consenters: u64,
    /// People who gave nobody a grant and were within reach of a grant to it.
    pub bystanders: u64,
    /// People who gave nobody a grant and would not have been within reach without the grants to it.
    pub sole: u64,
}

/// Apps and the firms behind them.
///
/// # Definition
/// Bystanders are those of the whole case: somebody who gave one app a grant is nobody's bystander. What an app reached is counted
/// as if no other had been given a grant, so that a consenter of another app alone is passed through only where their switch lets
/// them be. People within reach of several apps count for each, so that the parts need not add up to the union, which is the
/// spread's own number of bystanders.
/// Where the case names no app, or one, there is nothing to tell apart and both lists are empty. Records that leave something open
/// are read so that the most follows, and people of whom it is not known whether they consented within the period are left out; `sole` is then what is left of that union without the app.
///
/// # Example
/// Ada's quiz showed Dot and Eve, Ben's weather app Eve and perhaps Fay; one firm stands behind both.
/// ```
/// use bystander::{measure::apps::Apps, village};
/// let apps = Apps::of(&village::dated());
/// let row = |part: &bystander::measure::apps::Part| (part.consenters, part.bystanders, part.sole);
/// assert_eq!(apps.apps.iter().map(row).collect::<Vec<_>>(), [(1, 2, 1), (1, 2, 1)]);
/// assert_eq!((row(&apps.providers[0]), apps.union), ((2, 3, 3), 3));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Apps {
    /// The apps, in the order in which the consents name them.
    pub apps: Vec<Part>,
    /// The firms, ascending by name; empty where no app has one.
    pub providers: Vec<Part>,
    /// People within reach of any app's grants who gave none.
    pub union: u64,
}

/// Apps as the terms name them.
type Keys = Vec<Option<u32>>;

impl Apps {
    /// Takes the measure.
    #[must_use]
    pub fn of(audit: &Audit) -> Self {
        let whole = Harvest::as_recorded(audit, Reading::AtMost);
        let used: BTreeSet<Option<u32>> = audit.grants.rows.iter().map(|grant| grant.app).collect();
        let union = whole.bystanders().len() as u64;
        if used.len() < 2 {
            return Self { union, ..Self::default() };
        }
        let name = |app: &Option<u32>| app.map(|app| audit.grants.apps[app as usize].name.clone());
        let (named, unnamed): (Keys, Keys) = used.iter().partition(|app| app.is_some());
        let apps = named.into_iter().chain(unnamed).map(|app| (name(&app), vec![app])).collect::<Vec<_>>();
        let mut firms: BTreeMap<String, Keys> = BTreeMap::new();
        for app in used.iter().flatten() {
            if let Some(firm) = &audit.grants.apps[*app as usize].provider {
                firms.entry(firm.clone()).or_default().push(Some(*app));
            }
        }
        let part = |(name, own): (Option<String>, Keys)| part(audit, &whole, &used, union, name, &own);
        let firm = |own: &Keys| audit.grants.apps[own[0]? as usize].provider.clone();
        let app = |(name, own): (Option<String>, Keys)| Part { provider: firm(&own), ..part((name, own)) };
        Self {
            apps: apps.into_iter().map(app).collect(),
            providers: firms.into_iter().map(|(name, own)| part((Some(name), own))).collect(),
            union,
        }
    }
}

/// The part of the apps `own`.
fn part(
    audit: &Audit,
    whole: &Harvest,
    used: &BTreeSet<Option<u32>>,
    union: u64,
    name: Option<String>,
    own: &[Option<u32>],
) -> Part {
    let reached = |without: Keys| {
        let terms = Terms { without_apps: without, ..Terms::of(audit, Reading::AtMost) };
        Harvest::of(audit, terms).beside(whole.consents()).len() as u64
    };
    let others = used.iter().filter(|app| !own.contains(app)).copied().collect();
    let consenters: BTreeSet<PersonId> = audit
        .grants
        .rows
        .iter()
        .filter(|grant| own.contains(&grant.app))
        .map(|grant| audit.consenters[grant.consenter as usize].person)
        .collect();
    Part {
        name: name.unwrap_or_else(|| "not recorded".to_owned()),
        provider: None,
        consenters: consenters.len() as u64,
        bystanders: reached(others),
        sole: union - reached(own.to_vec()),
    }
}
