//! `Trace`: one person's answer: whether their data was within reach, how, and who is on record as holding it.
//!
//! It is meant for that person, and small cells do not apply to one's own data: where one friend's grant opened it, it says so,
//! because "through how many" is what they ask. It never says which one. Of other people it has counts alone, and days on which
//! others' grants opened data are given as months: through a single friend, the first day would be the day on which that friend agreed.
//! What is the person's own (their grants, their switch) keeps its days.
//!
//! # Limits
//! Within reach is not taken: whether an app read the data is not in these records. Which organisations may have got the data later
//! is told by [`NoticeDue`], as far as transfers are on record. Not in the records are rules that show people who use the same app to each other.

use super::{
    bounds::Between,
    fields,
    notice_due::NoticeDue,
    standing::{Standing, Standings},
    times::Time,
};
use crate::{
    audit::Audit,
    harvest::{Harvest, Terms, chains::Chains},
    model::{
        grant::Grant,
        id::PersonId,
        reading::Reading,
        segment::{Criterion, Layer},
        span::{Span, Spans},
    },
};
use serde::Serialize;
use std::collections::BTreeSet;

/// A field of the person's data, an app, or all of it: whether and when grants of others opened it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Opened {
    /// The fewest ties to a grant that may have opened it, from 1.
    pub hop: u32,
    /// Whether it was within reach however the records are read; otherwise it may have been.
    pub surely: bool,
    /// The months with a day on which it may have been within reach.
    pub months: Vec<Time>,
    /// The months with a day on which it surely was.
    pub sure_months: Vec<Time>,
}

/// A field of the person's data that grants of others opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OpenedField {
    /// The field in the words of the regime, or the scope where no regime says what it opens.
    pub field: String,
    /// The special category of data (GDPR art. 9) that it belongs to.
    pub special_category: Option<String>,
    /// Whether and when.
    #[serde(flatten)]
    pub opened: Opened,
}

/// An app that others let reach the person's data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OpeningApp {
    /// Its name, if recorded.
    pub app: Option<String>,
    /// The firm behind it, if recorded.
    pub provider: Option<String>,
    /// Whether and when.
    #[serde(flatten)]
    pub opened: Opened,
}

/// How grants of others opened the person's data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Through {
    /// Whether and when.
    #[serde(flatten)]
    pub opened: Opened,
    /// How many consenters whom the person is tied to opened it themselves.
    pub consenters: Between,
    /// How many different chains of `hop` ties led from a grant to the person.
    pub routes: Between,
    /// How many other people stand on them, those who gave the grants included.
    pub people_on_routes: Between,
    /// Of a consenter: whether that was so before the first of their own grants; not known where either has no date.
    pub before_own_grant: Option<bool>,
    /// The fields, in the order of the regime.
    pub fields: Vec<OpenedField>,
    /// The apps, in the order in which the consents name them.
    pub apps: Vec<OpeningApp>,
}

/// A grant of the person's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OwnGrant {
    /// The app, if recorded.
    pub app: Option<String>,
    /// The firm behind it, if recorded.
    pub provider: Option<String>,
    /// The scopes, if recorded.
    pub scopes: Option<Vec<String>>,
    /// From which day to which.
    pub in_force: Time,
    /// Whether the day on which it began is known, or the records have no dates at all.
    pub beginning_known: bool,
}

/// The person's own switch for apps that friends use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OwnSwitch {
    /// Whether the case counts switches as honoured.
    pub honoured: bool,
    /// The days on which it was surely off.
    pub off: Vec<Time>,
    /// The days on which it may have been off.
    pub possibly_off: Vec<Time>,
    /// What it kept back that grants of others would have opened.
    pub kept_back: Vec<KeptBack>,
}

/// A field that a switch kept back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct KeptBack {
    /// The field.
    pub field: String,
    /// The special category of data that it belongs to.
    pub special_category: Option<String>,
    /// The months with a day on which it was kept back.
    pub months: Vec<Time>,
}

/// A segment that the person is in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct InSegment {
    /// Its name.
    pub segment: String,
    /// Where its data came from, in the input's words.
    pub source: Option<String>,
    /// From which side it is known, if the input says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub layer: Option<Layer>,
    /// The conditions that made it.
    pub criteria: Vec<Criterion>,
}

/// One person's answer.
///
/// # Definition
/// `standing` is that of `Standings`. `through` is the harvest of everybody else's grants: a consenter's own are left out of it, and their
/// own switch counts. A field or an app is within reach on the days on which a grant that opens this field, or of this app, stands
/// at the start of a chain of ties to the person that is no longer than the grant opens and on which nobody's switch keeps data
/// back. `routes` counts the chains of the fewest ties on any day. `kept_back` is what would be within reach besides if the person's
/// own switch, and nobody else's, did not count. Segments that are lists of friends are left out: they tell whose friends.
///
/// # Example
/// Eve knows both Ada and Ben, who agreed; Fay knows Ben alone. Ada agreed, and Ben's grant showed her too.
/// ```
/// use bystander::{measure::{standing::Standing, trace::Trace}, model::id::PersonId, village};
/// let audit = village::audit();
/// let [ada, eve, gus] = [0, 4, 6].map(|row| Trace::of(&audit, PersonId(row)));
/// let through = eve.through.expect("she knows both");
/// assert_eq!((eve.standing, through.opened.hop), (Standing::Bystander(1), 1));
/// assert_eq!((through.consenters.at_least, through.routes.at_most, through.people_on_routes.at_most), (2, 2, 2));
/// assert_eq!(ada.through.expect("Ben agreed").consenters.at_most, 1);
/// assert_eq!((gus.standing, gus.through), (Standing::Unreached, None));
/// assert_eq!(eve.segments[0].segment, "waverers");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Trace {
    /// Where they stand.
    pub standing: Standing,
    /// How grants of others opened their data, if any may have.
    pub through: Option<Through>,
    /// Their own grants, in list order.
    pub own_grants: Vec<OwnGrant>,
    /// Their own switch, where it was off, or may have been.
    pub switch: Option<OwnSwitch>,
    /// The segments that they are in.
    pub segments: Vec<InSegment>,
    /// Whether any record of the case has a date that matters, so that months can be told apart.
    pub is_dated: bool,
    /// What the regime is called, where the case names one.
    pub regime: Option<String>,
    /// What a notice to them would have had to say, where one was due.
    pub notice: Option<NoticeDue>,
}

impl Trace {
    /// Traces one person.
    #[must_use]
    pub fn of(audit: &Audit, person: PersonId) -> Self {
        let asked = Asked::of(audit, person);
        let in_segment = |segment: &&crate::model::segment::Segment| {
            segment.is_audience() && segment.members.binary_search(&person).is_ok()
        };
        let all = audit.segments.iter().chain(&audit.experienced);
        let segments = all.filter(in_segment).map(|segment| InSegment {
            segment: segment.name.clone(),
            source: segment.source.clone(),
            layer: segment.layer,
            criteria: segment.criteria.clone(),
        });
        let everybody = Harvest::as_recorded(audit, Reading::AtMost);
        let through = asked.through();
        Self {
            standing: Standings::of(audit).of_person(person),
            notice: NoticeDue::of(audit, person, through.as_ref()),
            through,
            own_grants: asked.own_grants().map(|grant| own_grant(audit, grant)).collect(),
            switch: asked.switch(),
            segments: segments.collect(),
            is_dated: everybody.is_dated(),
            regime: audit.case.regime.as_ref().map(|regime| regime.name.clone()),
        }
    }
}

/// The person asked about, and whose grants are left out.
struct Asked<'a> {
    audit: &'a Audit,
    person: PersonId,
    /// Their place in the list of consenters.
    own: Option<u32>,
}

const READINGS: [Reading; 2] = [Reading::AtLeast, Reading::AtMost];

impl<'a> Asked<'a> {
    fn of(audit: &'a Audit, person: PersonId) -> Self {
        let own = (0..).zip(&audit.consenters).find(|(_, consenter)| consenter.person == person);
        Self { audit, person, own: own.map(|(at, _)| at) }
    }

    fn own_grants(&self) -> impl Iterator<Item = &'a Grant> {
        self.audit.grants.rows.iter().filter(|grant| Some(grant.consenter) == self.own)
    }

    /// The terms of everybody else's grants.
    fn terms(&self, reading: Reading) -> Terms<'a> {
        Terms { without_consenters: self.own.into_iter().collect(), ..Terms::of(self.audit, reading) }
    }

    fn harvests(&self, of: impl Fn(Terms<'a>) -> Terms<'a>) -> [Harvest<'a>; 2] {
        READINGS.map(|reading| Harvest::of(self.audit, of(self.terms(reading))))
    }

    fn through(&self) -> Option<Through> {
        let whole = self.harvests(|terms| terms);
        let chains =
            whole.each_ref().map(|harvest| Chains::to(harvest, self.person, harvest.shown(self.person)));
        let opened_by = |harvests: &[Harvest; 2]| opened(&chains, harvests);
        let all = opened_by(&whole)?;
        let field = |(field, special_category): (String, Option<String>)| {
            let harvests = self.harvests(|terms| Terms { field: Some(field.clone()), ..terms });
            opened_by(&harvests).map(|opened| OpenedField { field, special_category, opened })
        };
        let used: BTreeSet<Option<u32>> = self.audit.grants.rows.iter().map(|grant| grant.app).collect();
        let app = |app: &Option<u32>| {
            let others: Vec<_> = used.iter().filter(|other| *other != app).copied().collect();
            let opened = opened_by(&self.harvests(|terms| Terms { without_apps: others.clone(), ..terms }))?;
            let (app, provider) = names(self.audit, *app);
            Some(OpeningApp { app, provider, opened })
        };
        let [least, most] = chains.each_ref().map(|chains| chains.routes(all.hop));
        Some(Through {
            consenters: Between { at_least: chains[0].direct_openers(), at_most: chains[1].direct_openers() },
            routes: Between { at_least: least.routes, at_most: most.routes },
            people_on_routes: Between { at_least: least.people, at_most: most.people },
            before_own_grant: self.before_own_grant(&chains, &whole),
            fields: fields::names(self.audit, self.audit.case.regime.as_ref())
                .into_iter()
                .filter_map(field)
                .collect(),
            apps: used.iter().filter(|app| app.is_some()).chain(used.get(&None)).filter_map(app).collect(),
            opened: all,
        })
    }

    /// Whether others' grants opened their data before the first day of their own.
    fn before_own_grant(&self, chains: &[Chains; 2], whole: &[Harvest; 2]) -> Option<bool> {
        let own: Vec<_> = self.own_grants().map(|grant| grant.in_force).collect();
        if own.is_empty()
            || own.iter().any(|grant| !grant.is_known() || grant.at_most.from == Span::ALWAYS.from)
        {
            return None;
        }
        let first = own.iter().map(|grant| grant.at_most.from).min()?;
        let before = Span { from: Span::ALWAYS.from, until: first };
        let [least, most] = [0, 1].map(|at| days(&chains[at].opened(&whole[at])).meets(before));
        (least == most).then_some(most)
    }

    fn switch(&self) -> Option<OwnSwitch> {
        let (off, possibly_off) = recorded_switch(self.audit, self.person);
        let harvest = Harvest::of(self.audit, self.terms(Reading::AtMost));
        let period = harvest.period();
        if !possibly_off.meets(period) {
            return None;
        }
        let shown = harvest.shown(self.person);
        let hidden = Spans::from(period).without(&shown);
        let chains = [Chains::to(&harvest, self.person, shown), Chains::to(&harvest, self.person, hidden)];
        let kept_back = |(field, special_category): (String, Option<String>)| {
            let terms = Terms { field: Some(field.clone()), ..self.terms(Reading::AtMost) };
            let kept_back = days(&chains[1].opened(&Harvest::of(self.audit, terms)));
            let months = Time::months(&kept_back);
            (!months.is_empty()).then_some(KeptBack { field, special_category, months })
        };
        Some(OwnSwitch {
            honoured: !self.audit.case.switches_ignored,
            off: Time::days(&off.and_span(period)),
            possibly_off: Time::days(&possibly_off.and_span(period)),
            kept_back: fields::names(self.audit, self.audit.case.regime.as_ref())
                .into_iter()
                .filter_map(kept_back)
                .collect(),
        })
    }
}

/// What `harvests` opens over `chains`, each at least and at most; `None` where it can have opened nothing.
fn opened(chains: &[Chains; 2], harvests: &[Harvest; 2]) -> Option<Opened> {
    let [least, most] = [0, 1].map(|at| chains[at].opened(&harvests[at]));
    let hop = most.first()?.0;
    Some(Opened {
        hop,
        surely: !least.is_empty(),
        months: Time::months(&days(&most)),
        sure_months: Time::months(&days(&least)),
    })
}

/// The days at any hop.
fn days(opened: &[(u32, Spans)]) -> Spans {
    opened.iter().flat_map(|(_, days)| days.spans()).copied().collect()
}

/// The days on which the records say that the person's switch was off: surely, and possibly.
fn recorded_switch(audit: &Audit, person: PersonId) -> (Spans, Spans) {
    let always = || Spans::from(Span::ALWAYS);
    let switches = &audit.switches;
    match switches.friends_apps.binary_search_by_key(&person, |&(owner, _)| owner) {
        Ok(at) => {
            let (_, switch) = &switches.friends_apps[at];
            (switch.surely_off.clone(), switch.possibly_off.clone())
        }
        Err(_) if audit.off_throughout(person) => (always(), always()),
        Err(_) if audit.case.unlisted_settings_unknown && switches.named.binary_search(&person).is_err() => {
            (Spans::default(), always())
        }
        Err(_) => (Spans::default(), Spans::default()),
    }
}

fn names(audit: &Audit, app: Option<u32>) -> (Option<String>, Option<String>) {
    let app = app.map(|app| &audit.grants.apps[app as usize]);
    (app.map(|app| app.name.clone()), app.and_then(|app| app.provider.clone()))
}

fn own_grant(audit: &Audit, grant: &Grant) -> OwnGrant {
    let (app, provider) = names(audit, grant.app);
    OwnGrant {
        app,
        provider,
        scopes: grant.scopes.as_ref().map(|scopes| scopes.iter().cloned().collect()),
        in_force: Time::of(grant.in_force.at_most),
        beginning_known: grant.in_force.is_known(),
    }
}
