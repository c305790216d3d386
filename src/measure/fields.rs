//! `Fields`: which fields of people's data the grants opened, and of how many people.
//!
//! # Limits
//! A field counts as opened where the regime, or without one the scope, let a grant read it. Whether a person had filled it in, and
//! whether the app read it, is not in these data. Fields that name no special category may still allow it to be inferred.

use super::bounds::Between;
use crate::{
    audit::Audit,
    harvest::{Harvest, Terms},
    model::{
        grant::{NOT_RECORDED, names_contacts},
        reading::Reading,
        regime::{Regime, Whom},
        span::Spans,
    },
};
use serde::Serialize;
use std::collections::BTreeMap;

/// One field of people's data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Field {
    /// The field, in the words of the regime, or the scope where no regime says what it opens.
    pub field: String,
    /// The special category of data (GDPR art. 9) that it belongs to.
    pub special_category: Option<String>,
    /// Consenters with a grant that may have opened this field of others.
    pub consenters: u64,
    /// People who gave no grant and whose field was within reach of one; ends of the range as in `Bounds`.
    #[serde(flatten)]
    pub bystanders: Between,
}

/// One field as far as one hop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldAtHop {
    /// The field.
    pub field: String,
    /// The number of hops.
    pub hop: u32,
    /// People who gave no grant and whose field was within reach of one over at most so many ties.
    #[serde(flatten)]
    pub bystanders: Between,
}

/// The fields that grants opened.
///
/// # Definition
/// For each field of the regime, or each scope that names contacts where the case has no regime, the harvest of the grants that
/// open this field and nothing else. A field that nobody's grant may have opened is left out. `by_hop` counts people within so
/// many hops rather than at them, for only then are both ends bounds.
///
/// # Example
/// The village does not say what the app was let read.
/// ```
/// use bystander::{measure::fields::Fields, village};
/// let fields = Fields::of(&village::audit());
/// assert_eq!((fields.fields[0].field.as_str(), fields.fields[0].bystanders.at_most), ("not recorded", 4));
/// ```
/// In that of 2014 Ada's grant opened likes, of Dot and Eve, and Ben's the place of Eve, and of Fay if she was a friend by then.
/// ```
/// use bystander::{measure::fields::Fields, village};
/// let fields = Fields::of(&village::dated()).fields;
/// let row = |at: usize| (fields[at].field.as_str(), fields[at].bystanders.at_least, fields[at].bystanders.at_most);
/// assert_eq!((row(0), row(1)), (("friends_likes", 2, 2), ("friends_location", 1, 2)));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fields {
    /// What the regime is called, where the case names one.
    pub regime: Option<String>,
    /// The fields, in the order of the regime.
    pub fields: Vec<Field>,
    /// The same by hop.
    pub by_hop: Vec<FieldAtHop>,
    /// How many of the fields belong to a special category.
    pub special: u64,
}

/// People within 1, 2, ... hops, at the lower and at the upper end.
type Within = Vec<Between>;
/// What each consenter opens: harvests that open the same reach the same.
type Openings = Vec<BTreeMap<u32, Spans>>;

impl Fields {
    /// Takes the measure.
    #[must_use]
    pub fn of(audit: &Audit) -> Self {
        Self::under(audit, &Terms::of(audit, Reading::AtMost))
    }

    /// The same under other terms, whichever way they read the records: both ends of each range are taken.
    pub(super) fn under(audit: &Audit, terms: &Terms) -> Self {
        let read = |reading| Terms { reading, ..terms.clone() };
        // Somebody who may not have consented within the period is a bystander at most, as in `Bounds`.
        let consents = [Reading::AtMost, Reading::AtLeast]
            .map(|reading| Harvest::of(audit, read(reading)).consents().to_vec());
        let mut known: Vec<([Openings; 2], Within)> = Vec::new();
        let (mut fields, mut by_hop) = (Vec::new(), Vec::new());
        for (field, special_category) in names(audit, terms.regime) {
            let harvests = [Reading::AtLeast, Reading::AtMost].map(|reading| {
                Harvest::of(audit, Terms { field: Some(field.clone()), ..read(reading) })
            });
            let openings = [0, 1].map(|at| harvests[at].openings().to_vec());
            let consenters = openings[1].iter().filter(|opened| !opened.is_empty()).count() as u64;
            if consenters == 0 {
                continue;
            }
            let same = known.iter().find(|(same, _)| *same == openings).map(|(_, within)| within.clone());
            let within = same.unwrap_or_else(|| {
                let within = within(&harvests, &consents);
                known.push((openings, within.clone()));
                within
            });
            let bystanders = within.last().copied().unwrap_or(Between { at_least: 0, at_most: 0 });
            by_hop.extend((1..).zip(&within).map(|(hop, &bystanders)| FieldAtHop { field: field.clone(), hop, bystanders }));
            fields.push(Field { field, special_category, consenters, bystanders });
        }
        Self {
            regime: terms.regime.map(|regime| regime.name.clone()),
            special: fields.iter().filter(|field| field.special_category.is_some()).count() as u64,
            fields,
            by_hop,
        }
    }
}

/// The fields that may be opened, each once, with its special category.
pub(super) fn names(audit: &Audit, regime: Option<&Regime>) -> Vec<(String, Option<String>)> {
    let mut names: Vec<(String, Option<String>)> = Vec::new();
    let mut add = |name: &str, category: Option<&String>| {
        if !names.iter().any(|(known, _)| known == name) {
            names.push((name.to_owned(), category.cloned()));
        }
    };
    if let Some(regime) = regime {
        let rules = regime.rules.iter().filter(|rule| rule.whom == Whom::Contacts);
        rules.for_each(|rule| add(&rule.field, rule.special_category.as_ref()));
    } else {
        let scopes = audit.grants.rows.iter().filter_map(|grant| grant.scopes.as_ref()).flatten();
        scopes.filter(|scope| names_contacts(scope)).for_each(|scope| add(scope, None));
        add(NOT_RECORDED, None);
    }
    names
}

/// How many people are within 1, 2, ... hops and gave no grant: under each of the harvests, beside those of `consents`.
fn within(harvests: &[Harvest; 2], consents: &[Vec<bool>; 2]) -> Within {
    let [least, most] = [0, 1].map(|at| {
        let mut people: Vec<u64> = Vec::new();
        for (_, hop) in harvests[at].hops_beside(&consents[at]) {
            let hop = hop as usize;
            people.resize(people.len().max(hop), 0);
            people[hop - 1] += 1;
        }
        let mut sum = 0;
        people.iter_mut().for_each(|count| {
            sum += *count;
            *count = sum;
        });
        people
    });
    let at = |people: &[u64], hop: usize| people.get(hop).or(people.last()).copied().unwrap_or(0);
    (0..most.len().max(least.len())).map(|hop| Between { at_least: at(&least, hop), at_most: at(&most, hop) }).collect()
}
