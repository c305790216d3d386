//! How many members of each segment were under age, by their years of birth.

use crate::{
    audit::Audit,
    model::{
        age::{Under, Vote, a_year_under},
        attribute::{Attribute, Role},
        segment::Segment,
    },
};
use serde::Serialize;

/// The members of a segment by age on the day of the vote.
///
/// # Definition
/// Of the members with a year of birth: those who were certainly at least one year short of the voting age, whichever day of that year
/// was their birthday; those who perhaps were; and those who were not. With the members whose year is not known they add up to all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SegmentAges {
    /// The segment.
    pub segment: String,
    /// Its members.
    pub members: u64,
    /// Members who were certainly a year or more under the voting age.
    pub certainly_under: u64,
    /// Members who perhaps were, which the year alone leaves open.
    pub perhaps_under: u64,
    /// Members who were not.
    pub not_under: u64,
    /// Members whose year of birth is not known.
    pub unknown: u64,
}

/// A row for every segment; none without a vote, or without an attribute of years of birth.
pub(super) fn of(audit: &Audit) -> Vec<SegmentAges> {
    let years = audit.attributes.iter().find(|attribute| attribute.role == Role::BirthYear);
    let Some((vote, years)) = audit.case.vote.as_ref().zip(years) else { return Vec::new() };
    audit.segments.iter().map(|segment| ages(segment, years, vote)).collect()
}

fn ages(segment: &Segment, years: &Attribute, vote: &Vote) -> SegmentAges {
    let mut row = SegmentAges {
        segment: segment.name.clone(),
        members: segment.members.len() as u64,
        certainly_under: 0,
        perhaps_under: 0,
        not_under: 0,
        unknown: 0,
    };
    for member in &segment.members {
        let text = years.values.get(years.codes[member.index()] as usize);
        let year = text.and_then(|text| year(text));
        *match year.map(|year| a_year_under(year, vote.age.years, vote.on)) {
            Some(Under::Certainly) => &mut row.certainly_under,
            Some(Under::Perhaps) => &mut row.perhaps_under,
            Some(Under::No) => &mut row.not_under,
            None => &mut row.unknown,
        } += 1;
    }
    row
}

/// A year of birth; nothing else is taken for one.
fn year(text: &str) -> Option<i32> {
    text.trim().parse().ok().filter(|year| (1880..=2100).contains(year))
}

#[cfg(test)]
mod tests {
    use crate::{
        measure::sensitive::Sensitive,
        model::{
            age::{AgeFor, LegalAge, Vote, VoteKind},
            attribute::{Attribute, Role},
            date::Day,
            span::Span,
        },
        village,
    };

    fn ages(years: [&str; 7], role: Role) -> Vec<(u64, u64, u64, u64)> {
        let mut audit = village::audit();
        audit.attributes.push(Attribute { role, ..Attribute::of_texts("born", years.into_iter()) });
        let age = LegalAge {
            needed_for: AgeFor::Voting,
            country: "XX".to_owned(),
            vote: None,
            years: 18,
            during: Span::ALWAYS,
            source: "x".to_owned(),
            unverified: false,
        };
        let on = Day::parse("2024-06-09").expect("a day");
        audit.case.vote = Some(Vote { country: "XX".to_owned(), kind: VoteKind::National, on, age });
        let rows = Sensitive::of(&audit).ages;
        rows.iter()
            .map(|row| (row.certainly_under, row.perhaps_under, row.not_under, row.unknown))
            .collect()
    }

    /// The segment holds Cem, Dot and Eve. On 9 June 2024 those born on 9 June 2007 or later were at most 17.
    #[test]
    fn counts_the_members_who_certainly_and_perhaps_were_under_age() {
        let role = Role::BirthYear;
        assert_eq!(ages(["1990", "2010", "2008", "2007", "2006", "", ""], role), [(1, 1, 1, 0)]);
        assert_eq!(ages(["1990", "2010", "2006", "1970", "", "2012", ""], role), [(0, 0, 2, 1)]);
        assert_eq!(ages(["", "", "8", "MMVIII", "2008", "", ""], role), [(1, 0, 0, 2)]);
    }

    #[test]
    fn says_nothing_where_no_attribute_is_a_year_of_birth() {
        assert!(ages(["2010"; 7], Role::Other).is_empty());
    }
}
