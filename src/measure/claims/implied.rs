//! `Implied`: the whole that printed shares betray.

use super::groups;
use crate::model::claim::{Claim, Counts, PrintedShare};
use serde::Serialize;

/// The whole of which a printed table gives parts and their rounded shares.
///
/// # Definition
/// A part n printed as p percent with d decimals was rounded from 100 n/W for the unknown whole W. Half of the last
/// decimal is h = 0.5 · 10^-d, and every way of rounding to the nearest leaves 100 n/W between p - h and p + h. Both ends
/// count as possible, because of a share that lies exactly on a half nobody knows which way it went. So W is a whole number
/// from 100 n/(p + h) to 100 n/(p - h), without an upper end where p is 0, and never less than n. The table's whole lies in all of these intervals at once; no whole
/// fits every row where they have nothing in common. The rows that set the ends are said to bind. Of a part that is itself a range,
/// its least number sets the lower end and its most the upper one.
///
/// # Example
/// 562,455 people as 0.6 % are 562,455/0.0065 = 86,531,538.5 or more of a whole, and 70,632,350 as 81.6 % are
/// 70,632,350/0.8155 = 86,612,323.7 or less: the whole is from 86,531,539 to 86,612,323.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Implied {
    /// The table, or the claim where it stands alone.
    pub table: String,
    /// The place whose total is implied.
    pub within: String,
    /// The least whole that fits every row.
    pub low: u64,
    /// The greatest whole that fits every row; none where every share is printed as 0.
    pub high: Option<u64>,
    /// Whether any whole fits: otherwise a part or a share is wrong.
    pub consistent: bool,
    /// The claims whose rows set the lower end.
    pub low_set_by: Vec<String>,
    /// The claims whose rows set the upper end.
    pub high_set_by: Vec<String>,
    /// The claims about that place that no whole which fits can bear out.
    pub excluded: Vec<String>,
}

/// What one row of a printed table allows the whole to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ImpliedRow {
    /// The table, or the claim where it stands alone.
    pub table: String,
    /// The name of the claim.
    pub claim: String,
    /// The place that it counts.
    pub scope: String,
    /// The part, as stated.
    pub part: Counts,
    /// The share in percent, as printed.
    pub printed_share: String,
    /// The least whole that rounds to that share.
    pub low: u64,
    /// The greatest; none where the share is printed as 0.
    pub high: Option<u64>,
}

impl Implied {
    /// The implied whole of every table that has a printed share.
    #[must_use]
    pub fn of(claims: &[Claim]) -> Vec<Self> {
        let groups = groups(claims).into_iter();
        groups.filter_map(|(table, within, rows)| Self::of_table(table, within, &rows, claims)).collect()
    }

    fn of_table(table: &str, within: &str, members: &[&Claim], claims: &[Claim]) -> Option<Self> {
        let rows: Vec<_> = members.iter().filter_map(|claim| ImpliedRow::of(table, claim)).collect();
        let low = rows.iter().map(|row| row.low).max()?;
        let high = rows.iter().filter_map(|row| row.high).min();
        let consistent = high.is_none_or(|high| low <= high);
        let named = |rows: &mut dyn Iterator<Item = &ImpliedRow>| rows.map(|row| row.claim.clone()).collect();
        let outside = |claim: &&Claim| {
            let counts = claim.affected_counts().filter(|_| claim.scope == within);
            consistent && counts.is_some_and(|counts| !counts.meets(Counts { low, high }))
        };
        Some(Self {
            table: table.to_owned(),
            within: within.to_owned(),
            low,
            high,
            consistent,
            low_set_by: named(&mut rows.iter().filter(|row| row.low == low)),
            high_set_by: named(&mut rows.iter().filter(|row| row.high.is_some() && row.high == high)),
            excluded: claims.iter().filter(outside).map(|claim| claim.claim.clone()).collect(),
        })
    }
}

impl ImpliedRow {
    /// Every row that has a printed share, table by table.
    #[must_use]
    pub fn all(claims: &[Claim]) -> Vec<Self> {
        let of = |(table, _, members): (&str, &str, Vec<&Claim>)| {
            members.into_iter().filter_map(|claim| Self::of(table, claim)).collect::<Vec<_>>()
        };
        groups(claims).into_iter().flat_map(of).collect()
    }

    fn of(table: &str, claim: &Claim) -> Option<Self> {
        let (share, part) = (claim.printed_share.as_ref()?, claim.affected?.counts);
        let whole = whole_of(part, share);
        Some(Self {
            table: table.to_owned(),
            claim: claim.claim.clone(),
            scope: claim.scope.clone(),
            part,
            printed_share: share.text.clone(),
            low: whole.low,
            high: whole.high,
        })
    }
}

/// The wholes of which `part` is that share. In units of half the last decimal the share lies between 2u - 1 and 2u + 1, and
/// the whole has 200 · 10^d of them.
fn whole_of(part: Counts, share: &PrintedShare) -> Counts {
    let scale = 200 * 10_u128.pow(share.decimals);
    let units = u128::from(share.units);
    let low = (u128::from(part.low) * scale).div_ceil(2 * units + 1).max(u128::from(part.low));
    let high = part.high.filter(|_| units > 0).map(|most| u128::from(most) * scale / (2 * units - 1));
    let count = |whole: u128| u64::try_from(whole).unwrap_or(u64::MAX);
    Counts { low: count(low), high: high.map(count) }
}

#[cfg(test)]
mod tests {
    use super::super::sketch::{row, total};
    use super::*;

    /// Whether a part of a whole is printed as these units of 10^-decimals percent, halves going either way.
    fn rounds_to(part: u64, whole: u64, units: u64, decimals: u32) -> bool {
        let (exact, of) = (100 * 10_u64.pow(decimals) * part, whole);
        let down = exact / of;
        let twice = 2 * (exact % of);
        (twice <= of && down == units) || (twice >= of && down + 1 == units)
    }

    #[test]
    fn the_interval_holds_just_the_wholes_that_round_to_the_share() {
        for part in 0..=25 {
            for (text, decimals) in ["0", "1", "2", "5", "33", "50", "67", "100"]
                .map(|text| (text, 0))
                .into_iter()
                .chain(["0.1", "12.5", "33.3", "99.9"].map(|text| (text, 1)))
            {
                let share = PrintedShare::parse(text).expect("a share");
                let found = whole_of(Counts::of(part), &share);
                for whole in part.max(1)..=6_000 {
                    let inside = found.low <= whole && found.high.is_none_or(|high| whole <= high);
                    assert_eq!(
                        inside,
                        rounds_to(part, whole, share.units, decimals),
                        "{part} of {whole} as {text}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_table_allows_what_all_its_rows_allow() {
        let table = [row("t", "A", 10, "10"), row("t", "B", 21, "20"), row("t", "C", 5, "5")];
        let implied = &Implied::of(&table)[0];
        assert_eq!((implied.low, implied.high, implied.consistent), (103, Some(105), true));
        assert_eq!(
            (&implied.low_set_by[..], &implied.high_set_by[..]),
            (&["B".to_owned()][..], &["A".to_owned()][..])
        );
    }

    #[test]
    fn shares_that_contradict_each_other_fit_no_whole() {
        let table = [row("t", "A", 10, "50"), row("t", "B", 10, "40")];
        assert!(!Implied::of(&table)[0].consistent);
    }

    #[test]
    fn a_claim_about_the_whole_is_excluded_where_no_whole_that_fits_bears_it_out() {
        let claims = [row("t", "A", 10, "33"), total("fits", "World", 1, 30), total("not", "World", 1, 32)];
        assert_eq!(Implied::of(&claims)[0].excluded, ["not"]);
    }

    #[test]
    fn without_a_printed_share_nothing_is_implied() {
        assert_eq!(Implied::of(&[row("t", "A", 10, "")]), []);
    }
}
