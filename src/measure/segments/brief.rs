//! `Brief`: the criteria of a segment, held against what the case knows of each person.
//!
//! # Definition
//! A criterion can be checked where its dimension is the name of an attribute of the case, letter case not counting; its value is held
//! against the attribute's values in the same way. The criteria that include by one dimension are alternatives: a person meets them who
//! has one of the values. Each criterion that excludes stands alone. A person of whom the attribute is not known neither meets a
//! condition nor fails it.

use crate::{
    audit::Audit,
    model::{
        attribute::{Attribute, Origin},
        id::PersonId,
        segment::{Criterion, Mode, Segment},
    },
};

/// One condition that can be checked.
pub(super) struct Condition<'a> {
    /// The criterion; the first of those that are alternatives.
    pub(super) criterion: &'a Criterion,
    /// The values asked for, parted by ` or `.
    pub(super) values: String,
    attribute: &'a Attribute,
    /// Whether a value of the attribute is asked for, by code.
    wanted: Vec<bool>,
}

impl<'a> Condition<'a> {
    fn new(attribute: &'a Attribute, criterion: &'a Criterion) -> Self {
        let wanted = vec![false; attribute.values.len()];
        let mut condition = Self { criterion, values: String::new(), attribute, wanted };
        condition.or(criterion);
        condition
    }

    /// Takes the value of another criterion as an alternative.
    fn or(&mut self, criterion: &Criterion) {
        for (wanted, value) in self.wanted.iter_mut().zip(&self.attribute.values) {
            *wanted |= value.eq_ignore_ascii_case(&criterion.value);
        }
        if !self.values.is_empty() {
            self.values += " or ";
        }
        self.values += &criterion.value;
    }

    /// Whether a person meets it; `None` where that is not known.
    pub(super) fn meets(&self, person: PersonId) -> Option<bool> {
        self.wanted.get(self.attribute.codes[person.index()] as usize).copied()
    }

    /// Whether what it looks at was inferred, as the criterion says, or else the attribute.
    pub(super) fn inferred(&self) -> Option<bool> {
        self.criterion.inferred.or(match self.attribute.origin {
            Origin::Inferred => Some(true),
            Origin::Observed => Some(false),
            Origin::Unknown => None,
        })
    }

    /// The special category of which it speaks, as the criterion says, or else the attribute.
    pub(super) fn special_category(&self) -> Option<String> {
        self.criterion.special_category.as_ref().or(self.attribute.special_category.as_ref()).cloned()
    }

    /// Whether it looks at the attribute of that name.
    pub(super) fn looks_at(&self, name: &str) -> bool {
        self.attribute.name == name
    }
}

/// The conditions of a segment that can be checked.
pub(super) struct Brief<'a> {
    /// One for each dimension by which people are included.
    pub(super) includes: Vec<Condition<'a>>,
    /// One for each criterion that excludes, in input order.
    pub(super) excludes: Vec<Condition<'a>>,
    /// The criteria that include by what the case does not know.
    pub(super) includes_unchecked: u64,
    /// The criteria that exclude by what the case does not know.
    pub(super) excludes_unchecked: u64,
}

impl<'a> Brief<'a> {
    pub(super) fn of(audit: &'a Audit, segment: &'a Segment) -> Self {
        let mut brief =
            Self { includes: Vec::new(), excludes: Vec::new(), includes_unchecked: 0, excludes_unchecked: 0 };
        for criterion in &segment.criteria {
            let named = |attribute: &&Attribute| attribute.name.eq_ignore_ascii_case(&criterion.dimension);
            match (audit.attributes.iter().find(named), criterion.mode) {
                (None, Mode::Include) => brief.includes_unchecked += 1,
                (None, Mode::Exclude) => brief.excludes_unchecked += 1,
                (Some(attribute), Mode::Include) => brief.include(attribute, criterion),
                (Some(attribute), Mode::Exclude) => {
                    brief.excludes.push(Condition::new(attribute, criterion));
                }
            }
        }
        brief
    }

    fn include(&mut self, attribute: &'a Attribute, criterion: &'a Criterion) {
        match self.includes.iter_mut().find(|known| known.looks_at(&attribute.name)) {
            Some(known) => known.or(criterion),
            None => self.includes.push(Condition::new(attribute, criterion)),
        }
    }

    /// Whether nothing can be checked.
    pub(super) fn is_empty(&self) -> bool {
        self.includes.is_empty() && self.excludes.is_empty()
    }

    /// Whether a person meets all conditions that include: false where one is surely not met, `None` where it is not known.
    pub(super) fn wants(&self, person: PersonId) -> Option<bool> {
        all(self.includes.iter().map(|condition| condition.meets(person)))
    }

    /// Whether a person meets all conditions that include, and none that exclude.
    pub(super) fn fits(&self, person: PersonId) -> Option<bool> {
        let stays = self.excludes.iter().map(|condition| condition.meets(person).map(|meets| !meets));
        all(std::iter::once(self.wants(person)).chain(stays))
    }
}

/// Whether all hold: false where one surely does not, `None` where one is not known and none fails.
fn all(mut answers: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let known = answers.try_fold(true, |known, answer| match answer {
        Some(false) => None,
        Some(true) => Some(known),
        None => Some(false),
    });
    match known {
        None => Some(false),
        Some(true) => Some(true),
        Some(false) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::village;

    fn criterion(mode: Mode, dimension: &str, value: &str) -> Criterion {
        Criterion { dimension: dimension.to_owned(), value: value.to_owned(), mode, ..Criterion::default() }
    }

    fn fits(criteria: &[Criterion]) -> Vec<Option<bool>> {
        let mut audit = village::audit();
        audit.attributes.push(Attribute::of_texts("age", ["old", "", "young", "old", "old", "", "old"].into_iter()));
        let segment = Segment { criteria: criteria.to_vec(), ..Segment::default() };
        let brief = Brief::of(&audit, &segment);
        (0..7).map(|person| brief.fits(PersonId(person))).collect()
    }

    #[test]
    fn values_of_one_dimension_are_alternatives_and_dimensions_add_up() {
        let north = criterion(Mode::Include, "Place", "north");
        let both = [north.clone(), criterion(Mode::Include, "place", "South")];
        assert_eq!(fits(&both), [Some(true); 7]);
        let old = criterion(Mode::Include, "age", "old");
        let [yes, no] = [Some(true), Some(false)];
        assert_eq!(fits(&[north, old]), [yes, no, no, yes, no, no, yes]);
    }

    #[test]
    fn what_is_not_known_is_neither_met_nor_failed() {
        let [yes, no] = [Some(true), Some(false)];
        assert_eq!(fits(&[criterion(Mode::Include, "age", "old")]), [yes, None, no, yes, yes, None, yes]);
        assert_eq!(fits(&[criterion(Mode::Exclude, "age", "old")]), [no, None, yes, no, no, None, no]);
        assert_eq!(fits(&[criterion(Mode::Include, "shoe size", "44")]), [yes; 7]);
    }
}
