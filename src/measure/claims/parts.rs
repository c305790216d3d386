//! `Parts`: the parts of a place against the whole.

use super::groups;
use crate::model::claim::{Claim, Counts};
use serde::Serialize;

/// How parts and a claim about their whole go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fit {
    /// The parts leave room for the rest, or are the whole.
    Fits,
    /// The parts together are more than the whole.
    PartsExceed,
    /// One part alone is more than the whole.
    OnePartExceeds,
}

/// The parts of a printed table, or a claim that stands alone, against one claim about the place of which they are parts.
///
/// # Definition
/// `sum` is every number that the affected of the parts can be together. The parts exceed the whole where their least
/// number is greater than the greatest that the whole can be. `left` is what the whole can leave to places that are not
/// among the parts, none at the least: it runs from the least whole less the most parts to the greatest whole less the least parts.
///
/// # Example
/// 22 parts that add up to 2,484,452 leave at most 215,548 of "up to 2,700,000".
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Parts {
    /// The table, or the claim where it stands alone.
    pub table: String,
    /// The place of which they are parts.
    pub within: String,
    /// How many parts.
    pub parts: usize,
    /// All of them together.
    pub sum: Counts,
    /// The claim about the whole; `None` where there is none.
    pub against: Option<String>,
    /// How many that claim can mean.
    pub whole: Option<Counts>,
    /// What it leaves to the rest; `None` where the parts exceed it.
    pub left: Option<Counts>,
    /// Whether they go together; `None` where there is no claim about the whole.
    pub fit: Option<Fit>,
    /// Whether parts and whole count the same thing. Where they do not, both may be true.
    pub same_count: bool,
}

impl Parts {
    /// Every table against every claim about the whole, and every claim that stands alone against those that it exceeds. A
    /// table that is held against nothing still has its sum.
    #[must_use]
    pub fn of(claims: &[Claim]) -> Vec<Self> {
        groups(claims)
            .into_iter()
            .flat_map(|(table, within, members)| Self::of_group(table, within, &members, claims))
            .collect()
    }

    fn of_group(table: &str, within: &str, members: &[&Claim], claims: &[Claim]) -> Vec<Self> {
        let parts: Vec<Counts> = members.iter().filter_map(|claim| claim.affected_counts()).collect();
        let Some(sum) = parts.iter().copied().reduce(Counts::plus) else { return Vec::new() };
        let sum_alone = Self {
            table: table.to_owned(),
            within: within.to_owned(),
            parts: parts.len(),
            sum,
            against: None,
            whole: None,
            left: None,
            fit: None,
            same_count: true,
        };
        let against = claims.iter().filter(|claim| claim.scope == within);
        let rows = against.filter_map(|claim| Some((claim, claim.affected_counts()?)));
        let mut rows: Vec<Self> = rows
            .map(|(claim, whole)| {
                let fit = fit(&parts, sum, whole);
                Self {
                    against: Some(claim.claim.clone()),
                    whole: Some(whole),
                    left: (fit == Fit::Fits).then(|| whole.without(sum)),
                    fit: Some(fit),
                    same_count: members.iter().all(|part| part.counted == claim.counted),
                    ..sum_alone.clone()
                }
            })
            .collect();
        if parts.len() == 1 {
            rows.retain(|row| row.fit != Some(Fit::Fits));
        } else if rows.is_empty() {
            rows.push(sum_alone);
        }
        rows
    }
}

fn fit(parts: &[Counts], sum: Counts, whole: Counts) -> Fit {
    let exceeds = |part: Counts| whole.high.is_some_and(|most| part.low > most);
    if parts.iter().any(|&part| exceeds(part)) {
        Fit::OnePartExceeds
    } else if exceeds(sum) {
        Fit::PartsExceed
    } else {
        Fit::Fits
    }
}

#[cfg(test)]
mod tests {
    use super::super::sketch::{claim, row, stated, total};
    use super::*;
    use crate::model::claim::Bound;

    fn against(whole: Claim) -> Parts {
        let mut rows = Parts::of(&[row("t", "A", 10, ""), row("t", "B", 20, ""), whole]);
        assert_eq!(rows.len(), 1);
        rows.remove(0)
    }

    #[test]
    fn parts_leave_the_rest_of_the_whole() {
        let found = against(total("w", "World", 1, 35));
        assert_eq!(
            (found.fit, found.sum, found.left),
            (Some(Fit::Fits), Counts::of(30), Some(Counts::of(5)))
        );
        let most = Claim { affected: stated(35, Bound::Max), ..claim("w", "World") };
        assert_eq!(against(most).left, Some(Counts { low: 0, high: Some(5) }));
    }

    #[test]
    fn parts_can_be_more_than_the_whole_together_or_alone() {
        assert_eq!(against(total("w", "World", 1, 29)).fit, Some(Fit::PartsExceed));
        assert_eq!(against(total("w", "World", 1, 19)).fit, Some(Fit::OnePartExceeds));
        let least = Claim { affected: stated(1, Bound::Min), ..claim("w", "World") };
        assert_eq!(against(least).fit, Some(Fit::Fits), "a least number forbids nothing above it");
    }

    #[test]
    fn a_table_without_a_claim_about_the_whole_has_its_sum() {
        let found = Parts::of(&[row("t", "A", 10, ""), row("t", "B", 20, "")]);
        assert_eq!((found[0].sum, found[0].fit), (Counts::of(30), None));
        assert_eq!(Parts::of(&[row("t", "A", 10, "")]), [], "one part is no sum");
    }

    #[test]
    fn a_claim_that_stands_alone_is_told_where_it_exceeds_the_whole() {
        let alone = Claim { table: None, ..row("t", "A", 10, "") };
        let claims = [alone, total("more", "World", 1, 11), total("less", "World", 1, 9)];
        let found = Parts::of(&claims);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].against.as_deref(), found[0].fit), (Some("less"), Some(Fit::OnePartExceeds)));
    }
}
