//! `Profile`: the quality of the data as received: repeats, loose ends, missing and withheld values, dates, and for whom they are
//! there.

mod coverage;
mod dates;
mod texts;

pub use coverage::Coverage;
pub use dates::Dated;

use crate::{
    audit::Audit,
    model::{
        attribute::{Attribute, MISSING, Role},
        gap::Why,
        id::SourceId,
        number::{Figure, Undefined},
    },
};
use serde::Serialize;
use texts::{Said, said};

/// The quality of the data.
///
/// # Definition
/// `records` has a row for each file: its records, those that entered, and those of each kind of defect. A *repeat* was there before
/// and counts once; a *loop* is a tie from somebody to themselves; *dangling* is a record about somebody who is not in the network;
/// a *look-alike* id differs from another only by what does not show; *disputed* records contradict another; *unreadable* are all
/// others that were left out.
///
/// `columns` has a row for each attribute of people. Everybody is *missing* (nothing is said of them), *withheld* (the text says that it
/// is not disclosed), a *range* (`1000-5000`, `<10`) or *told*; the four add up to `people`. `distinct` counts different texts. Where all
/// told values of at least two times `min_cell` people are numbers, `from` and `to` are the values of the people at place `min_cell` from
/// below and from above: what fewer have is not shown.
///
/// `dates` and `coverage`: see [`Dated`] and [`Coverage`].
///
/// # Example
/// The village's seven people have a place each.
/// ```
/// use bystander::{measure::profile::Profile, village};
/// let profile = Profile::of(&village::audit());
/// let place = profile.columns.iter().find(|column| column.column == "place").unwrap();
/// assert_eq!((place.people, place.told, place.missing, place.distinct), (7, 7, 0, 2));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Profile {
    /// Each file.
    pub records: Vec<Records>,
    /// Each attribute.
    pub columns: Vec<ColumnProfile>,
    /// Each kind of record that has dates.
    pub dates: Vec<Dated>,
    /// For whom attributes are known.
    pub coverage: Vec<Coverage>,
}

/// The records of one file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Records {
    /// What it is to the case.
    pub table: String,
    /// Its name.
    pub file: String,
    /// Records read.
    pub records: u64,
    /// Records that entered.
    pub taken: u64,
    /// Records that were there before.
    pub repeats: u64,
    /// Ties from a person to themselves.
    pub self_loops: u64,
    /// Records about somebody who is not in the network.
    pub dangling: u64,
    /// Ids that look like another.
    pub look_alikes: u64,
    /// Records that contradict another.
    pub disputed: u64,
    /// Records that could not be read.
    pub unreadable: u64,
    /// Records that were set in order or left out for another reason.
    pub other: u64,
}

/// One attribute of people.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ColumnProfile {
    /// Its name.
    pub column: String,
    /// Its part in the audit.
    pub role: Role,
    /// People in the network.
    pub people: u64,
    /// People with a value that says something.
    pub told: u64,
    /// People of whom nothing is said.
    pub missing: u64,
    /// People whose value says that it is not disclosed.
    pub withheld: u64,
    /// People whose value is a range.
    pub ranges: u64,
    /// People of whom nothing is said, over people, 0 to 1.
    pub missing_share: Figure,
    /// Different texts, ranges and withheld ones included.
    pub distinct: u64,
    /// The value at place `min_cell` from below, where the values are numbers.
    pub from: Option<f64>,
    /// The value at place `min_cell` from above, where the values are numbers.
    pub to: Option<f64>,
}

impl Profile {
    /// Profiles the data of `audit`.
    #[must_use]
    pub fn of(audit: &Audit) -> Self {
        Self {
            records: records(audit),
            columns: audit.attributes.iter().map(|attribute| column(audit, attribute)).collect(),
            dates: dates::of(audit),
            coverage: coverage::of(audit),
        }
    }
}

fn records(audit: &Audit) -> Vec<Records> {
    let mut rows: Vec<Records> = audit
        .sources
        .iter()
        .filter(|source| source.records > 0)
        .map(|source| Records {
            table: source.table.clone(),
            file: source.name.clone(),
            records: source.records,
            taken: source.taken,
            ..Records::default()
        })
        .collect();
    let mut at = vec![None; audit.sources.len()];
    let with_records = audit.sources.iter().enumerate().filter(|(_, source)| source.records > 0);
    with_records.enumerate().for_each(|(row, (source, _))| at[source] = Some(row));
    for (source, why, gap) in audit.gaps.counts() {
        let SourceId(number) = source;
        if let Some(row) = at.get(number as usize).copied().flatten() {
            *rows[row].of(why) += gap.records;
        }
    }
    rows
}

impl Records {
    /// The count that a reason belongs to.
    fn of(&mut self, why: Why) -> &mut u64 {
        match why {
            Why::Repeat
            | Why::RepeatedPerson
            | Why::RepeatedMember
            | Why::RepeatedMessage
            | Why::RepeatedObjection
            | Why::RepeatedAd
            | Why::RepeatedRow => &mut self.repeats,
            Why::SelfLoop | Why::SelfTransfer => &mut self.self_loops,
            Why::DanglingTie
            | Why::DanglingMember
            | Why::DanglingSetting
            | Why::DanglingMessage
            | Why::DanglingObjection
            | Why::DanglingPassed
            | Why::DanglingReason
            | Why::UnmatchedHash
            | Why::Undeclared => &mut self.dangling,
            Why::LookAlikeId => &mut self.look_alikes,
            Why::ConflictingValue | Why::ConflictingFact => &mut self.disputed,
            Why::FieldCount | Why::BlankId | Why::NotUtf8 | Why::Malformed => &mut self.unreadable,
            Why::RepeatedConsenter
            | Why::TieOutsidePeriod
            | Why::GrantOutsidePeriod
            | Why::MessageOutsidePeriod
            | Why::AlikeMessage
            | Why::NoConsent
            | Why::UnreadableDate
            | Why::Nameless
            | Why::SwappedRange
            | Why::NegativeAmount
            | Why::UnreadableAmount
            | Why::SeveralCurrencies
            | Why::SharesNotOne
            | Why::UnreadableShares
            | Why::UnreadableCriteria
            | Why::NoSuchAd
            | Why::UndatedRecord
            | Why::LostDigits => &mut self.other,
        }
    }
}

fn column(audit: &Audit, attribute: &Attribute) -> ColumnProfile {
    let kinds: Vec<Said> = attribute.values.iter().map(|value| said(value)).collect();
    let mut counts = [0_u64; 4];
    for &code in &attribute.codes {
        let kind = if code == MISSING { Said::Nothing } else { kinds[code as usize] };
        counts[kind as usize] += 1;
    }
    let people = audit.people() as u64;
    // Codes may be fewer than people where nobody later had a value.
    let missing = people - (counts[1] + counts[2] + counts[3]);
    let (from, to) = inner_range(attribute, &kinds, audit.parameters.min_cell).unzip();
    ColumnProfile {
        column: attribute.name.clone(),
        role: attribute.role,
        people,
        told: counts[Said::Value as usize],
        missing,
        withheld: counts[Said::Withheld as usize],
        ranges: counts[Said::Range as usize],
        missing_share: Figure::ratio(missing, people, Undefined::EmptyGroup),
        distinct: attribute.values.len() as u64,
        from,
        to,
    }
}

/// The values at place `least` from below and from above, where all told values are numbers and enough people have one.
fn inner_range(attribute: &Attribute, kinds: &[Said], least: u64) -> Option<(f64, f64)> {
    let numbers: Vec<Option<f64>> = attribute.values.iter().map(|value| value.parse().ok()).collect();
    let told = attribute.codes.iter().filter(|&&code| code != MISSING && kinds[code as usize] == Said::Value);
    let mut values = told.map(|&code| numbers[code as usize]).collect::<Option<Vec<f64>>>()?;
    values.retain(|value| value.is_finite());
    let least = usize::try_from(least.max(1)).ok()?;
    if values.len() < 2 * least {
        return None;
    }
    values.sort_unstable_by(f64::total_cmp);
    Some((values[least - 1], values[values.len() - least]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::village;

    #[test]
    fn counts_what_is_missing_withheld_a_range_and_told() {
        let mut audit = village::audit();
        let texts = ["not disclosed", "", "1000-5000", "12", "<10", "12", "n/a"];
        audit.attributes = vec![Attribute::of_texts("income", texts.into_iter())];
        let profile = &Profile::of(&audit).columns[0];
        assert_eq!(
            (profile.told, profile.missing, profile.withheld, profile.ranges, profile.distinct),
            (2, 1, 2, 2, 5)
        );
        assert_eq!(profile.missing_share, Figure::ratio(1, 7, Undefined::EmptyGroup));
    }

    #[test]
    fn shows_the_range_of_numbers_without_its_ends() {
        let mut audit = village::audit();
        audit.parameters.min_cell = 2;
        let texts = ["9", "10", "11", "100", "3", "50", ""];
        audit.attributes = vec![Attribute::of_texts("age", texts.into_iter())];
        let profile = &Profile::of(&audit).columns[0];
        assert_eq!((profile.from, profile.to), (Some(9.0), Some(50.0)));
        audit.parameters.min_cell = 4;
        assert_eq!(Profile::of(&audit).columns[0].from, None);
    }
}
