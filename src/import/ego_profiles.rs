//! What ego networks say about people: features by record, settled into one value for each person and family.

use super::{
    coding::names_people,
    error::ImportError,
    input::Input,
    ledger::{Ledger, Verdict},
    lines::lines,
    people::remark_names,
};
use crate::model::{gap::Why, id::SourceId};
use std::collections::{BTreeMap, BTreeSet};

/// A feature: the family it belongs to, and its number, which is the same in every network.
pub(super) type Feature = (usize, u32);

/// What is said about people, record by record; `P` is whoever a person is to the reader.
pub(super) struct Profiles<P> {
    pub(super) families: Vec<String>,
    said: BTreeMap<P, Vec<Profile>>,
    /// The first file that names features.
    pub(super) source: Option<SourceId>,
}

impl<P> Default for Profiles<P> {
    fn default() -> Self {
        Self { families: Vec::new(), said: BTreeMap::new(), source: None }
    }
}

/// A family, and who has which value of it.
pub(super) type Column<P> = (String, Vec<(P, String)>);

/// One record about somebody: each feature that its network has, and whether they have it.
struct Profile {
    features: BTreeMap<Feature, bool>,
    at: (SourceId, u64),
}

impl<P: Copy + Ord> Profiles<P> {
    /// The features of a network by column; `None` for those that are left out.
    pub(super) fn read_names(
        &mut self,
        input: &Input,
        ledger: &mut Ledger,
    ) -> Result<Vec<Option<Feature>>, ImportError> {
        let source = ledger.enter("people", input, "ego network, names of features");
        self.source.get_or_insert(source);
        let (mut features, mut left_out) = (Vec::new(), BTreeSet::new());
        let text = if input.content.is_empty() { &[] } else { input.text()? };
        for (line, text) in lines(text).filter(|(_, text)| !text.is_empty()) {
            let feature = std::str::from_utf8(text).ok().and_then(named_feature);
            let kept = match feature {
                Some((family, _)) if names_people(family) => {
                    left_out.insert(family.to_owned());
                    None
                }
                Some((family, number)) => Some((self.family(family), number)),
                None => None,
            };
            features.push(kept);
            let verdict = if feature.is_none() { Verdict::LeftOut(Why::FieldCount) } else { Verdict::Taken };
            ledger.book(source, line, verdict);
        }
        if !left_out.is_empty() {
            remark_names(ledger, source, left_out.iter().map(String::as_str));
        }
        Ok(features)
    }

    fn family(&mut self, name: &str) -> usize {
        self.families.iter().position(|known| known == name).unwrap_or_else(|| {
            self.families.push(name.to_owned());
            self.families.len() - 1
        })
    }

    pub(super) fn add(
        &mut self,
        person: P,
        bits: &[&[u8]],
        features: &[Option<Feature>],
        at: (SourceId, u64),
    ) -> Verdict {
        if bits.len() != features.len() || bits.iter().any(|bit| !matches!(bit, [b'0' | b'1'])) {
            return Verdict::LeftOut(Why::FieldCount);
        }
        let features =
            features.iter().zip(bits).filter_map(|(feature, bit)| Some(((*feature)?, *bit == b"1")));
        self.said.entry(person).or_default().push(Profile { features: features.collect(), at });
        Verdict::Taken
    }

    /// Settles what the records say together, family by family.
    pub(super) fn settle(self, ledger: &mut Ledger) -> Vec<Column<P>> {
        let mut columns: Vec<Column<P>> =
            self.families.iter().map(|family| (family.clone(), Vec::new())).collect();
        let mut disputes = BTreeSet::new();
        for (person, profiles) in &self.said {
            let unclear = disputed_families(profiles, &mut disputes);
            let mut known: BTreeMap<usize, BTreeSet<u32>> = BTreeMap::new();
            let all = profiles.iter().flat_map(|profile| &profile.features);
            for (&(family, number), _) in all.filter(|((family, _), has)| **has && !unclear.contains(family))
            {
                known.entry(family).or_default().insert(number);
            }
            for (family, numbers) in known {
                let value = match numbers.first() {
                    Some(number) if numbers.len() == 1 => format!("feature {number}"),
                    _ => "several".to_owned(),
                };
                columns[family].1.push((*person, value));
            }
        }
        for (source, line) in disputes {
            ledger.gaps.note(source, Why::ConflictingValue, line);
        }
        columns
    }
}

/// The families in which two records disagree about a feature that both have; notes where those records stand.
fn disputed_families(profiles: &[Profile], disputes: &mut BTreeSet<(SourceId, u64)>) -> BTreeSet<usize> {
    let mut families = BTreeSet::new();
    for (at, one) in profiles.iter().enumerate() {
        for other in &profiles[at + 1..] {
            let differ = |(feature, has): &(&Feature, &bool)| {
                other.features.get(feature).is_some_and(|had| had != *has)
            };
            let unclear: Vec<usize> =
                one.features.iter().filter(differ).map(|(&(family, _), _)| family).collect();
            if !unclear.is_empty() {
                disputes.extend([one.at, other.at]);
            }
            families.extend(unclear);
        }
    }
    families
}

/// The family and number of a line such as `4 education;school;id;anonymized feature 50`.
fn named_feature(line: &str) -> Option<(&str, u32)> {
    let (_, name) = line.split_once(' ')?;
    let (family, number) = name.rsplit_once(";anonymized feature ")?;
    Some((family.strip_suffix(";id").unwrap_or(family), number.trim().parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_family_and_the_number_of_a_feature() {
        assert_eq!(
            named_feature("4 education;school;id;anonymized feature 50"),
            Some(("education;school", 50))
        );
        assert_eq!(named_feature("0 birthday;anonymized feature 0"), Some(("birthday", 0)));
        assert_eq!(named_feature("0 #somebody"), None);
    }
}
