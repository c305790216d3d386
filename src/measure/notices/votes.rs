//! `VoteCheck`: sponsors from abroad in the months before a vote.

use super::{NoticePlace, is_of_country};
use crate::model::{
    date::Day,
    notice::{Notice, NoticeRecords, Window},
    span::Span,
};
use serde::Serialize;

/// A vote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct VoteDay {
    /// The two letters of the country, or `EU` for a vote of the whole Union.
    pub country: String,
    /// Its first day.
    pub on: Day,
}

/// Where a sponsor is from, as the notice says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SponsorClass {
    /// Seat, and control where it is told, in the country of the vote.
    SameCountry,
    /// In another member state.
    OtherMember,
    /// The seat or the control in a state of the Economic Area that is no member of the Union.
    EconomicAreaOnly,
    /// The seat or the control outside of both.
    ThirdCountry,
    /// The seat is not told.
    NotTold,
}

/// Who was behind what was shown in the months before a vote.
///
/// # Definition
/// The window is from the day so many months before the vote up to the day before it. A notice is in it if its advertisement was shown on a
/// day of the window on which the law asked for it, and it is about the country of the vote: shown there (or in the whole Union), or
/// linked to its vote. A notice without a last day was shown on its first day at least, and counts by that day.
/// Its class is the farther of seat and control; where control is not told, that of the seat. Membership is that of the day of the vote.
/// `before_law` were shown in the window only before the law asked; `not_told` cannot be placed, for they lack the days or the country.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct VoteCheck {
    /// The vote.
    pub vote: VoteDay,
    /// The act and the article.
    pub article: String,
    /// What is asked.
    pub asks: String,
    /// Whether that is to be checked against the official text.
    pub unverified: bool,
    /// The first day of the window.
    pub from: Day,
    /// Whether the country of the vote was a member of the Union: only then is the rule one for its votes.
    pub is_member: bool,
    /// Notices in the window whose sponsor is of the same country.
    pub same_country: u64,
    /// Of another member state.
    pub other_member: u64,
    /// Of the Economic Area alone.
    pub economic_area_only: u64,
    /// Of a third country.
    pub third_country: u64,
    /// Whose seat is not told.
    pub seat_not_told: u64,
    /// Of those counted, the ones that do not tell from where the sponsor is controlled.
    pub control_not_told: u64,
    /// Notices in the window before the law asked.
    pub before_law: u64,
    /// Notices of which it is not known whether they are in the window.
    pub not_told: u64,
    /// Those of third countries and of the Economic Area alone.
    pub from_abroad: Vec<ForeignSponsor>,
}

/// A notice in the window whose sponsor has its seat, or is controlled, outside the Union.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ForeignSponsor {
    /// Which.
    pub place: NoticePlace,
    /// The class.
    pub class: SponsorClass,
    /// The seat.
    pub seat: Option<String>,
    /// From where it is controlled.
    pub control: Option<String>,
}

pub(super) fn of(records: &NoticeRecords, votes: &[VoteDay]) -> Vec<VoteCheck> {
    let windows = || records.checklists.iter().flat_map(|list| list.windows.iter().map(move |of| (list, of)));
    votes
        .iter()
        .flat_map(|vote| windows().map(move |(list, window)| one(records, vote, window, list)))
        .collect()
}

fn one(
    records: &NoticeRecords,
    vote: &VoteDay,
    window: &Window,
    list: &crate::model::notice::Checklist,
) -> VoteCheck {
    let months = i32::try_from(window.months).unwrap_or(0);
    let days = Span { from: vote.on.months_later(-months), until: vote.on };
    let mut found = VoteCheck {
        vote: vote.clone(),
        article: format!("{} art. {}", list.act, window.article),
        asks: window.asks.clone(),
        unverified: window.unverified,
        from: days.from,
        is_member: vote.country == "EU"
            || class_of(records, vote, &vote.country) == SponsorClass::SameCountry,
        same_country: 0,
        other_member: 0,
        economic_area_only: 0,
        third_country: 0,
        seat_not_told: 0,
        control_not_told: 0,
        before_law: 0,
        not_told: 0,
        from_abroad: Vec::new(),
    };
    for notice in records.notices.iter().filter(|notice| notice.kind == list.kind) {
        match (shown(notice), about(notice, &vote.country)) {
            (_, Some(false)) => {}
            (Some(shown), _) if !shown.meets(days) => {}
            (None, _) | (_, None) => found.not_told += 1,
            (Some(shown), Some(true)) if !shown.and(days).meets(window.during) => found.before_law += 1,
            _ => found.take(records, notice),
        }
    }
    found
}

/// Whether a notice is about the votes of a country; a vote of the Union is one of every country.
fn about(notice: &Notice, country: &str) -> Option<bool> {
    if country == "EU" { Some(true) } else { is_of_country(notice, country) }
}

/// The days on which it is known to have been shown.
fn shown(notice: &Notice) -> Option<Span> {
    let from = notice.from.or(notice.until)?;
    Some(Span { from, until: notice.until.unwrap_or(from).next() })
}

/// The class of a sponsor that is in `country`.
fn class_of(records: &NoticeRecords, vote: &VoteDay, country: &str) -> SponsorClass {
    let of = records.members.iter().find(|of| of.country == country && of.during.has(vote.on));
    match of {
        None => SponsorClass::ThirdCountry,
        Some(of) if of.area_only => SponsorClass::EconomicAreaOnly,
        Some(_) if vote.country == country => SponsorClass::SameCountry,
        Some(_) => SponsorClass::OtherMember,
    }
}

impl VoteCheck {
    fn take(&mut self, records: &NoticeRecords, notice: &Notice) {
        let class = |country: &Option<String>| Some(class_of(records, &self.vote, country.as_deref()?));
        let (seat, control) = (class(&notice.seat), class(&notice.control));
        let is_abroad = |class| class >= SponsorClass::EconomicAreaOnly;
        let class = match (seat, control) {
            (Some(seat), control) => control.map_or(seat, |control| seat.max(control)),
            (None, Some(control)) if is_abroad(control) => control,
            (None, _) => SponsorClass::NotTold,
        };
        self.control_not_told += u64::from(notice.control.is_none());
        *match class {
            SponsorClass::SameCountry => &mut self.same_country,
            SponsorClass::OtherMember => &mut self.other_member,
            SponsorClass::EconomicAreaOnly => &mut self.economic_area_only,
            SponsorClass::ThirdCountry => &mut self.third_country,
            SponsorClass::NotTold => &mut self.seat_not_told,
        } += 1;
        if matches!(class, SponsorClass::EconomicAreaOnly | SponsorClass::ThirdCountry) {
            let (seat, control) = (notice.seat.clone(), notice.control.clone());
            self.from_abroad.push(ForeignSponsor { place: NoticePlace::of(notice), class, seat, control });
        }
    }

    /// Notices in the window.
    #[must_use]
    pub fn in_window(&self) -> u64 {
        self.same_country
            + self.other_member
            + self.economic_area_only
            + self.third_country
            + self.seat_not_told
    }
}

#[cfg(test)]
mod tests {
    use super::super::sketch::{day, notice, records};
    use super::*;
    use crate::model::notice::Answer;

    fn shown(from: &str, until: &str, seat: &str, control: &str) -> Notice {
        let country = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Notice {
            seat: country(seat),
            control: country(control),
            countries: vec!["NL".to_owned()],
            ..notice(from, until, [Answer::Open; 3])
        }
    }

    fn vote(country: &str, on: &str) -> [VoteDay; 1] {
        [VoteDay { country: country.to_owned(), on: day(on) }]
    }

    #[test]
    fn the_window_ends_on_the_day_before_the_vote() {
        let notices = [
            ("2025-12-17", "2025-12-17"),
            ("2025-12-18", "2025-12-18"),
            ("2026-03-17", "2026-03-20"),
            ("2026-03-18", "2026-03-20"),
            ("2026-01-01", ""),
            ("", ""),
        ];
        let notices = notices.map(|(from, until)| shown(from, until, "NL", "")).to_vec();
        let found = &of(&records(notices), &vote("NL", "2026-03-18"))[0];
        assert_eq!((found.from, found.in_window(), found.not_told), (day("2025-12-18"), 3, 1));
        assert!(found.is_member);
    }

    #[test]
    fn a_sponsor_is_as_far_as_the_farther_of_seat_and_control() {
        let from =
            [("NL", ""), ("NL", "BE"), ("BE", "NO"), ("BE", "XX"), ("XX", "NL"), ("", "XX"), ("", "NL")];
        let notices = from.map(|(seat, control)| shown("2026-02-01", "2026-02-02", seat, control)).to_vec();
        let found = &of(&records(notices), &vote("NL", "2026-03-18"))[0];
        let counts = [found.same_country, found.other_member, found.economic_area_only, found.third_country];
        assert_eq!((counts, found.seat_not_told, found.control_not_told), ([1, 1, 1, 3], 1, 1));
        assert_eq!(found.from_abroad.len(), 4);
    }

    #[test]
    fn what_ended_before_the_law_is_told_apart() {
        let notices =
            vec![shown("2025-09-01", "2025-10-09", "XX", ""), shown("2025-09-01", "2025-10-10", "XX", "")];
        let found = &of(&records(notices), &vote("NL", "2025-10-29"))[0];
        assert_eq!((found.before_law, found.third_country), (1, 1));
    }

    #[test]
    fn another_country_is_another_vote() {
        let notices = vec![shown("2026-02-01", "2026-02-02", "NL", "")];
        assert_eq!(of(&records(notices.clone()), &vote("BE", "2026-03-18"))[0].in_window(), 0);
        assert_eq!(of(&records(notices.clone()), &vote("EU", "2026-03-18"))[0].other_member, 1);
        assert!(!of(&records(notices), &vote("XX", "2026-03-18"))[0].is_member);
    }
}
