//! `ThirdCountries`: to which countries data were passed on, and what stood for their protection there on that day.
//!
//! # Limits
//! The country of a transfer is where the record says that the data went, or else where the receiver has its seat; data may lie elsewhere.
//! Whether the law of the Union holds for who gave the data is not on record, and follows from more than a seat. The list of standings rests
//! on memory and reports (`bystander explain adequacy`).

use super::passages::{Passage, Passages};
use crate::{
    audit::Audit,
    import::ADEQUACY,
    model::{
        adequacy::{Adequacy, Standing, Stood},
        date::Day,
        id::RecipientId,
        transfer::Transfer,
    },
};
use serde::Serialize;

/// The countries that data went to; empty where the case has no table of transfers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ThirdCountries {
    /// What the transfers show.
    #[serde(flatten)]
    pub shown: Option<Shown>,
}

/// What the transfers show.
///
/// # Definition
/// The *country* of a transfer is that which it states, or else the seat of who received the data. It is held against the list of standings
/// on the day of the transfer ([`Protection`]). Where the day is not known, a country that has no standing in the list has none on any day,
/// one that has been a member since before October 1995, when the first directive on data protection was made, has that on any day that
/// matters, and of all others nothing is said.
///
/// # Example
/// In 2014 the village's firm, in the United States, gave to analysts in the United Kingdom, they to a party in the United States, it to a
/// broker in Brazil.
/// ```
/// use bystander::{measure::third_countries::{Protection, ThirdCountries}, village};
/// let shown = ThirdCountries::of(&village::with_transfers()).shown.unwrap();
/// let found: Vec<_> = shown.transfers.iter().map(|row| row.protection).collect();
/// assert_eq!(found, [Protection::Within, Protection::AdequateInPart, Protection::Neither, Protection::Within]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Shown {
    /// Transfers by what stood for protection, where there are any.
    pub by_protection: Vec<Protected>,
    /// Transfers to a third country without adequacy or safeguard on record.
    pub neither: u64,
    /// Those of them from an organisation that has its seat where the law of the Union held on that day.
    pub neither_from_within: u64,
    /// The last day of which the list of standings speaks.
    pub list_made_up_to: Day,
    /// The transfers.
    pub transfers: Vec<Destination>,
}

/// How many transfers had one kind of protection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Protected {
    /// Which.
    pub protection: Protection,
    /// Transfers.
    pub transfers: u64,
}

/// A transfer, and where it went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Destination {
    /// Which.
    #[serde(flatten)]
    pub passage: Passage,
    /// The country as written.
    pub country: Option<String>,
    /// Its two letters; `None` where what is written is no country that is known here.
    pub code: Option<String>,
    /// Whether the transfer states it: else it is the receiver's seat.
    pub is_stated: bool,
    /// Whether who gave the data has its seat where the law of the Union held on that day; `None` where that is not known.
    pub from_within: Option<bool>,
    /// What stood for protection.
    pub protection: Protection,
    /// The safeguard as stated.
    pub safeguard: Option<String>,
    /// What part of the recipients the decision is about, where it is not all.
    pub scope: Option<String>,
    /// Where the standing is written.
    pub source: Option<String>,
}

/// What stood for the protection of data in a country on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Protection {
    /// The law of the Union held there.
    Within,
    /// The Commission had found protection adequate.
    Adequate,
    /// It had for a part of the recipients, and no safeguard is stated.
    AdequateInPart,
    /// A safeguard is stated.
    Safeguard,
    /// A third country, and neither is on record.
    Neither,
    /// The list of standings was made up to an earlier day.
    LaterThanList,
    /// It depends on the day, and that is not known.
    DayNotKnown,
    /// What is written is no country that is known here.
    CountryNotKnown,
    /// No country is recorded.
    CountryNotRecorded,
}

impl Protection {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; 9] = [
        Self::Within,
        Self::Adequate,
        Self::AdequateInPart,
        Self::Safeguard,
        Self::Neither,
        Self::LaterThanList,
        Self::DayNotKnown,
        Self::CountryNotKnown,
        Self::CountryNotRecorded,
    ];

    /// The words for readers.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Within => "within the Union's law",
            Self::Adequate => "adequate",
            Self::AdequateInPart => "adequate for some recipients",
            Self::Safeguard => "safeguard stated",
            Self::Neither => "third country, neither on record",
            Self::LaterThanList => "later than the list",
            Self::DayNotKnown => "depends on the day, not known",
            Self::CountryNotKnown => "country not known here",
            Self::CountryNotRecorded => "no country on record",
        }
    }
}

impl ThirdCountries {
    /// The countries that the data of `audit` went to.
    #[must_use]
    pub fn of(audit: &Audit) -> Self {
        Self { shown: Passages::of(audit).map(|passages| shown(&passages)) }
    }
}

fn shown(passages: &Passages) -> Shown {
    let list = ADEQUACY.named("adequacy").expect("the list is compiled in");
    let transfers: Vec<Destination> =
        (0..passages.transfers.rows.len()).map(|row| destination(passages, row, &list)).collect();
    let of = |protection| transfers.iter().filter(move |row| row.protection == protection);
    let protected = |protection| Protected { protection, transfers: of(protection).count() as u64 };
    Shown {
        by_protection: Protection::ALL.map(protected).into_iter().filter(|row| row.transfers > 0).collect(),
        neither: of(Protection::Neither).count() as u64,
        neither_from_within: of(Protection::Neither).filter(|row| row.from_within == Some(true)).count() as u64,
        list_made_up_to: list.made_up_to,
        transfers,
    }
}

fn destination(passages: &Passages, row: usize, list: &Adequacy) -> Destination {
    let transfers = passages.transfers;
    let transfer = &transfers.rows[row];
    let seat = |id: RecipientId| transfers.recipient(id).country.clone();
    let stated = transfer.country.map(|country| transfers.countries[country as usize].clone());
    let is_stated = stated.is_some();
    let country = stated.or_else(|| seat(transfer.to));
    let code = country.as_deref().and_then(|country| list.code(country));
    let from = seat(transfer.from).and_then(|country| list.code(&country).map(str::to_owned));
    let (protection, stood) = protection(transfer, country.is_some(), code, list);
    Destination {
        passage: passages.passage(row),
        code: code.map(str::to_owned),
        is_stated,
        from_within: from.zip(transfer.on).filter(|(_, on)| *on <= list.made_up_to).map(|(from, on)| {
            list.on(&from, on).is_some_and(|stood| stood.standing != Standing::Adequate)
        }),
        protection,
        safeguard: transfer.safeguard.map(|safeguard| transfers.safeguards[safeguard as usize].clone()),
        scope: stood.and_then(|stood| stood.scope.clone()),
        source: stood.map(|stood| stood.source.clone()),
        country,
    }
}

/// What stood for protection where a transfer went, and the standing that says so.
fn protection<'a>(
    transfer: &Transfer,
    is_recorded: bool,
    code: Option<&'a str>,
    list: &'a Adequacy,
) -> (Protection, Option<&'a Stood>) {
    let by_safeguard =
        |otherwise| if transfer.safeguard.is_some() { Protection::Safeguard } else { otherwise };
    let Some(code) = code else {
        let unknown = if is_recorded { Protection::CountryNotKnown } else { Protection::CountryNotRecorded };
        return (by_safeguard(unknown), None);
    };
    let stood = match transfer.on {
        Some(on) if on > list.made_up_to => return later(code, list, by_safeguard),
        Some(on) => list.on(code, on),
        None => match list.of(code).next() {
            None => None,
            Some(first) if is_member_throughout(first) => Some(first),
            Some(_) => return (by_safeguard(Protection::DayNotKnown), None),
        },
    };
    let found = match stood {
        None => by_safeguard(Protection::Neither),
        Some(stood) if stood.standing != Standing::Adequate => Protection::Within,
        Some(stood) if stood.scope.is_none() => Protection::Adequate,
        Some(_) => by_safeguard(Protection::AdequateInPart),
    };
    (found, stood)
}

/// Of a day after the end of the list, members are taken to have stayed, and of others nothing is said.
fn later<'a>(
    code: &'a str,
    list: &'a Adequacy,
    by_safeguard: impl Fn(Protection) -> Protection,
) -> (Protection, Option<&'a Stood>) {
    let last = list.of(code).find(|stood| stood.during.until == Day::LAST && stood.standing != Standing::Adequate);
    last.map_or_else(|| (by_safeguard(Protection::LaterThanList), None), |last| (Protection::Within, Some(last)))
}

/// Whether a country has been a member since before the first directive on data protection, and has not left.
fn is_member_throughout(first: &Stood) -> bool {
    let directive = Day::of(1995, 10, 24).expect("a day of the calendar");
    first.standing == Standing::Member && first.during.from < directive && first.during.until == Day::LAST
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::village;

    /// The protection of the village's first transfer, which goes to that country on that day.
    fn found(country: &str, on: &str, safeguard: bool) -> Protection {
        let mut audit = village::with_transfers();
        let transfers = audit.transfers.as_mut().unwrap();
        transfers.recipients[1].country = (!country.is_empty()).then(|| country.to_owned());
        transfers.rows[0].on = Day::parse(on);
        transfers.safeguards = vec!["standard clauses".to_owned()];
        transfers.rows[0].safeguard = safeguard.then_some(0);
        ThirdCountries::of(&audit).shown.unwrap().transfers[0].protection
    }

    #[test]
    fn the_day_decides() {
        assert_eq!(found("UK", "2020-12-31", false), Protection::Within);
        assert_eq!(found("UK", "2021-06-28", false), Protection::Adequate);
        assert_eq!(found("US", "2020-07-15", false), Protection::AdequateInPart);
        assert_eq!(found("US", "2020-07-16", false), Protection::Neither);
        assert_eq!(found("US", "2020-07-16", true), Protection::Safeguard);
        assert_eq!(found("Japan", "2019-01-22", false), Protection::Neither);
    }

    #[test]
    fn a_day_that_is_not_known_leaves_open_what_depends_on_it() {
        assert_eq!(found("UK", "", false), Protection::DayNotKnown);
        assert_eq!(found("Germany", "", false), Protection::Within);
        assert_eq!(found("Brazil", "", false), Protection::Neither);
        assert_eq!(found("Poland", "", false), Protection::DayNotKnown);
    }

    #[test]
    fn of_days_after_the_end_of_the_list_it_speaks_of_members_alone() {
        assert_eq!(found("Brazil", "2026-01-01", false), Protection::LaterThanList);
        assert_eq!(found("Japan", "2026-01-01", true), Protection::Safeguard);
        assert_eq!(found("NL", "2026-01-01", false), Protection::Within);
    }

    #[test]
    fn no_country_and_one_that_is_not_known_are_told_apart() {
        assert_eq!(found("", "2014-05-01", false), Protection::CountryNotRecorded);
        assert_eq!(found("Atlantis", "2014-05-01", false), Protection::CountryNotKnown);
    }

    #[test]
    fn what_a_transfer_states_goes_before_the_seat_of_the_receiver() {
        let mut audit = village::with_transfers();
        let transfers = audit.transfers.as_mut().unwrap();
        transfers.countries = vec!["India".to_owned()];
        transfers.rows[0].country = Some(0);
        let shown = ThirdCountries::of(&audit).shown.unwrap();
        assert_eq!((shown.transfers[0].protection, shown.transfers[0].is_stated), (Protection::Neither, true));
        assert_eq!((shown.neither, shown.neither_from_within), (2, 0), "the firm and the party sit in the United States");
    }
}
