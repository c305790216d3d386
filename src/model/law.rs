//! Law as dated data: acts and their provisions, the days on which they apply, and what a finding is held against.

use super::{date::Day, span::Span};
use serde::Serialize;

/// An act, or another source of what should be, with its provisions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// Its short name, also that of its file, for instance `gdpr`.
    pub id: String,
    /// What it is called in a sentence, for instance `GDPR`.
    pub short: String,
    /// Its full title.
    pub title: String,
    /// What the data on it leave open.
    pub limits: Vec<String>,
    /// Its provisions, in the order of the file.
    pub provisions: Vec<Provision>,
}

/// One provision: what it asks, where, on which days, and what evidence it needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provision {
    /// Its id, for instance `gdpr-14`. Never changed and never given out again.
    pub id: String,
    /// The act as it is called in a sentence.
    pub act: String,
    /// Where in the act, for instance `art. 14`.
    pub article: String,
    /// Where it is law: `EU`, `UK`, `US`, a part of a country as in `US-CA`. Empty where it is good practice anywhere.
    pub jurisdictions: Vec<String>,
    /// The days on which it applies; `None` where the first of them is not held.
    pub during: Option<Span>,
    /// Where these days are written.
    pub dates_source: String,
    /// Whether the days rest on memory.
    pub dates_unverified: bool,
    /// What it asks, in our words.
    pub asks: String,
    /// Whether these words rest on memory and were not held against the official text.
    pub unverified: bool,
    /// What evidence it needs.
    pub evidence: Vec<EvidenceField>,
    /// Where it is written.
    pub source: String,
    /// What is left open.
    pub limits: Vec<String>,
}

/// A piece of evidence that a provision needs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct EvidenceField {
    /// Its name, for instance `notice_on`.
    pub name: String,
    /// What it is, in one line.
    pub what: String,
}

/// Whether a provision applied to what a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Applied {
    /// On every day of it.
    Yes,
    /// On some of its days.
    InPart,
    /// It began to apply later.
    NotYet,
    /// It had ceased to apply.
    NoLonger,
    /// The day of the act, or the first day of the provision, is not known.
    DayNotKnown,
    /// The case names other jurisdictions.
    Elsewhere,
}

impl Applied {
    /// Whether the provision applied, or may have.
    #[must_use]
    pub fn may_hold(self) -> bool {
        matches!(self, Self::Yes | Self::InPart | Self::DayNotKnown)
    }

    /// The words for a reader.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Yes => "applied on the day of the act",
            Self::InPart => "applied on some of the days of the act",
            Self::NotYet => "did not yet apply on the day of the act",
            Self::NoLonger => "no longer applied on the day of the act",
            Self::DayNotKnown => "may have applied: the day is not known",
            Self::Elsewhere => "is not of the jurisdictions that the case names",
        }
    }
}

impl Provision {
    /// Act and article, for instance `GDPR art. 14`.
    #[must_use]
    pub fn reference(&self) -> String {
        format!("{} {}", self.act, self.article)
    }

    /// Whether it applied to an act that took place on `days`, or on a day of them, in one of the jurisdictions `named`;
    /// where none is named, every provision is a candidate.
    ///
    /// # Definition
    /// It is `Elsewhere` where jurisdictions are named and none of them is one of the provision's, or a part of one. It is `NotYet`
    /// where the last day of the act is before the first of the provision, and `NoLonger` where the first is after its last. It is `Yes`
    /// where every day of the act is one of the provision's. Where the first day of the act is open, it is `DayNotKnown`, and so it is
    /// where the first day of the provision is not held. In every other case some days of the act are the provision's: `InPart`.
    #[must_use]
    pub fn applied(&self, days: Span, named: &[String]) -> Applied {
        let is_here =
            self.jurisdictions.is_empty() || named.is_empty() || named.iter().any(|named| self.covers(named));
        match self.during {
            _ if !is_here => Applied::Elsewhere,
            None => Applied::DayNotKnown,
            Some(_) if days.is_empty() => Applied::DayNotKnown,
            Some(during) if days.until <= during.from => Applied::NotYet,
            Some(during) if during.until <= days.from => Applied::NoLonger,
            Some(during) if during.and(days) == days => Applied::Yes,
            Some(_) if days.from == Day::FIRST => Applied::DayNotKnown,
            Some(_) => Applied::InPart,
        }
    }

    /// Whether `named` is one of its jurisdictions or a part of one: `US-CA` is a part of `US`.
    fn covers(&self, named: &str) -> bool {
        self.jurisdictions.iter().any(|own| {
            named.strip_prefix(own.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        })
    }

    /// Its first day; `None` where it is not held, or where it has none.
    #[must_use]
    pub fn from(&self) -> Option<Day> {
        self.during.map(|during| during.from).filter(|from| *from != Day::FIRST)
    }

    /// The first day on which it no longer applied, if it ceased.
    #[must_use]
    pub fn until(&self) -> Option<Day> {
        self.during.map(|during| during.until).filter(|until| *until != Day::LAST)
    }

    /// Whether it is law, and not good practice.
    #[must_use]
    pub fn is_law(&self) -> bool {
        !self.jurisdictions.is_empty()
    }
}

/// A provision as a finding is held against it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HeldAgainst {
    /// The id of the provision; `bystander explain` prints it.
    pub provision: String,
    /// The act.
    pub act: String,
    /// Where in it.
    pub article: String,
    /// Where it is law; empty for good practice.
    pub jurisdictions: Vec<String>,
    /// The first day on which it applies, where it is held.
    pub from: Option<Day>,
    /// The first day on which it no longer applied, if it ceased.
    pub until: Option<Day>,
    /// Whether it applied to what was found.
    pub applied: Applied,
    /// What it asks, in our words.
    pub asks: String,
    /// Whether these words or the days rest on memory.
    pub unverified: bool,
    /// The evidence it needs that the case holds.
    pub present: Vec<EvidenceField>,
    /// The evidence it needs that the case does not hold.
    pub missing: Vec<EvidenceField>,
    /// All of this in one sentence.
    pub says: String,
}

impl HeldAgainst {
    /// `provision` as it stands to an act on `days` in the jurisdictions `named`, of whose evidence fields the case holds `held`.
    #[must_use]
    pub fn of(provision: &Provision, days: Span, named: &[String], held: &[&str]) -> Self {
        let applied = provision.applied(days, named);
        let (present, missing) =
            provision.evidence.iter().cloned().partition(|field| held.contains(&field.name.as_str()));
        Self {
            provision: provision.id.clone(),
            act: provision.act.clone(),
            article: provision.article.clone(),
            jurisdictions: provision.jurisdictions.clone(),
            from: provision.from(),
            until: provision.until(),
            applied,
            asks: provision.asks.clone(),
            unverified: provision.unverified || provision.dates_unverified,
            present,
            missing,
            says: says(provision, applied),
        }
    }
}

fn says(provision: &Provision, applied: Applied) -> String {
    let checks = if provision.unverified || provision.dates_unverified {
        "; from memory: check against the official text"
    } else {
        ""
    };
    let asks = &provision.asks;
    if !provision.is_law() {
        return format!("{asks}{checks}.");
    }
    let places = provision.jurisdictions.join(", ");
    let days = match (provision.from(), provision.until()) {
        (None, _) => "first day not held".to_owned(),
        (Some(from), None) => format!("since {from}"),
        (Some(from), Some(until)) => format!("from {from} on, before {until}"),
    };
    let later = match applied {
        Applied::NotYet => "; a later act of this kind would be held against it",
        _ => "",
    };
    format!("{asks} ({places}, {days}{checks}). It {}{later}.", applied.words())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn provision(from: Option<&str>, until: Option<&str>) -> Provision {
        let during = from.map(|from| Span { from: day(from), until: until.map_or(Day::LAST, day) });
        Provision {
            id: "x-1".to_owned(),
            act: "X".to_owned(),
            article: "art. 1".to_owned(),
            jurisdictions: vec!["EU".to_owned(), "US".to_owned()],
            during,
            dates_source: "x".to_owned(),
            dates_unverified: false,
            asks: "something".to_owned(),
            unverified: false,
            evidence: Vec::new(),
            source: "x".to_owned(),
            limits: Vec::new(),
        }
    }

    fn applied(from: Option<&str>, until: Option<&str>) -> Applied {
        let days = Span { from: from.map_or(Day::FIRST, day), until: until.map_or(Day::LAST, day) };
        provision(Some("2018-05-25"), Some("2020-01-01")).applied(days, &[])
    }

    #[test]
    fn the_law_of_the_day_of_the_act_is_the_one_used() {
        assert_eq!(applied(Some("2018-05-24"), Some("2018-05-25")), Applied::NotYet);
        assert_eq!(applied(Some("2018-05-25"), Some("2018-05-26")), Applied::Yes);
        assert_eq!(applied(Some("2018-05-24"), Some("2018-05-26")), Applied::InPart);
        assert_eq!(applied(Some("2019-12-31"), Some("2020-01-01")), Applied::Yes);
        assert_eq!(applied(Some("2020-01-01"), Some("2020-01-02")), Applied::NoLonger);
    }

    #[test]
    fn an_act_without_a_first_day_is_known_only_where_it_ended_before() {
        assert_eq!(applied(None, Some("2018-05-25")), Applied::NotYet);
        assert_eq!(applied(None, Some("2019-01-01")), Applied::DayNotKnown);
        assert_eq!(applied(None, None), Applied::DayNotKnown);
        assert_eq!(applied(Some("2014-01-01"), None), Applied::InPart);
        assert_eq!(provision(None, None).applied(Span::ALWAYS, &[]), Applied::DayNotKnown);
    }

    #[test]
    fn a_part_of_a_country_is_under_its_law_and_another_country_is_not() {
        let of = |named: &str| provision(Some("2018-05-25"), None).applied(Span::ALWAYS, &[named.to_owned()]);
        assert_eq!([of("EU"), of("US-CA")], [Applied::DayNotKnown; 2]);
        assert_eq!([of("UK"), of("USA")], [Applied::Elsewhere; 2]);
    }

    proptest::proptest! {
        /// Day by day: all of them the provision's, some, or none.
        #[test]
        fn what_applied_is_what_its_days_say(from in 0..20_i32, days in 1..8_i32, begins in 0..20_i32, lasts in 1..8_i32) {
            let mut held = provision(None, None);
            held.during = Some(Span { from: Day(begins), until: Day(begins + lasts) });
            let of_act: Vec<bool> = (from..from + days).map(|day| (begins..begins + lasts).contains(&day)).collect();
            let expected = match (of_act.iter().all(|&is| is), of_act.iter().any(|&is| is)) {
                (true, _) => Applied::Yes,
                (false, true) => Applied::InPart,
                (false, false) if from < begins => Applied::NotYet,
                (false, false) => Applied::NoLonger,
            };
            let found = held.applied(Span { from: Day(from), until: Day(from + days) }, &[]);
            proptest::prop_assert_eq!(found, expected);
        }
    }
}
