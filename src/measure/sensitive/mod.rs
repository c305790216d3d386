//! `Sensitive`: which criteria and attributes have words of sensitive categories, and how many members of the segments are under age.
//!
//! # Limits
//! Words are matched, in English, Dutch and Arabic; what stands for a category without naming it is not found (see `bystander explain
//! lexicon` for how often the answers are right). What single people were told about themselves, the experienced segments, is not judged.

mod age_range;
mod ages;

pub use ages::SegmentAges;

use crate::{
    audit::Audit,
    import::lexicon::LEXICON,
    model::{
        age::Vote,
        attribute::{Attribute, Origin},
        lexicon::{Answer, Category, Fired, Touch},
        segment::{Criterion, Layer, Mode, Segment},
    },
};
use serde::Serialize;
use std::collections::BTreeMap;

/// By which line of the lexicon an answer came about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ByRule {
    /// The category, in words.
    pub category: &'static str,
    /// Where the law speaks of it: `GDPR art. 9`, `GDPR art. 10`, or neither.
    pub protection: &'static str,
    /// Yes or unsure.
    pub answer: Answer,
    /// The phrase that matched.
    pub phrase: String,
    /// Its file and line in the lexicon.
    pub at: String,
    /// Why it is there.
    pub reason: String,
    /// The category, for rules.
    #[serde(skip)]
    pub kind: Category,
}

impl From<Touch> for ByRule {
    fn from(Touch { category, answer, fired: Fired { phrase, at, reason } }: Touch) -> Self {
        let protection = category.protection().reference();
        Self { category: category.name(), protection, answer, phrase, at, reason, kind: category }
    }
}

/// A criterion whose words speak, or may speak, of a category.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SensitiveCriterion {
    /// The segment.
    pub segment: String,
    /// In or out.
    pub mode: Mode,
    /// What the criterion looks at.
    pub dimension: String,
    /// The value asked for.
    pub value: String,
    /// Which of the two matched: `dimension` or `value`.
    pub matched: &'static str,
    /// By which rule.
    #[serde(flatten)]
    pub rule: ByRule,
    /// Whether the values were observed or inferred: as the case declares it, or else as the dimension's name says.
    pub origin: Origin,
    /// Whether the dimension is an attribute that the case declares to be of a special category.
    pub declared: bool,
}

/// How many criteria of a segment speak of a category.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SegmentTouched {
    /// The segment.
    pub segment: String,
    /// From which side it is known, if the input says so.
    pub layer: Option<Layer>,
    /// The category, in words.
    pub category: &'static str,
    /// Where the law speaks of it.
    pub protection: &'static str,
    /// Criteria that surely speak of it.
    pub yes: u64,
    /// Criteria that may.
    pub unsure: u64,
    /// Those among both that take people in.
    pub include: u64,
    /// Those among both that keep people out.
    pub exclude: u64,
}

/// An attribute whose name speaks, or may speak, of a category.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SensitiveAttribute {
    /// The attribute.
    pub attribute: String,
    /// By which rule.
    #[serde(flatten)]
    pub rule: ByRule,
    /// Whether its values were observed or inferred: as the case declares it, or else as its name says.
    pub origin: Origin,
    /// The special category that the case declares for it, if it does.
    pub declared: Option<String>,
}

/// Sensitive criteria, attributes and ages.
///
/// # Definition
/// Each criterion of a segment is judged twice by the lexicon: the name of its dimension, and its value with the dimension beside it.
/// Each category is listed once for a criterion, with the surer of the two answers; the value's where both are as sure. Where a
/// dimension is of ages and the value tells ages, these are compared with 18 in place of words: yes for minors where the oldest is below
/// 18, unsure where only the youngest is. The names of attributes are judged as names of columns. A name that tells ages is not listed.
///
/// # Example
/// ```
/// use bystander::{measure::sensitive::Sensitive, model::{lexicon::Answer, segment::Criterion}, village};
/// let mut audit = village::audit();
/// audit.segments[0].criteria = [("interest", "Gay men"), ("interest", "Gaylord, Michigan"), ("age", "13-17")]
///     .map(|(dimension, value)| Criterion { dimension: dimension.into(), value: value.into(), ..Criterion::default() })
///     .to_vec();
/// let sensitive = Sensitive::of(&audit);
/// assert_eq!((sensitive.judged, sensitive.yes, sensitive.unsure), (3, 2, 0));
/// assert_eq!(sensitive.criteria[0].rule.category, "sexual orientation");
/// assert_eq!(sensitive.criteria[1].rule.category, "minors");
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sensitive {
    /// Criteria of segments that were judged.
    pub judged: u64,
    /// Those with a category that their words surely speak of.
    pub yes: u64,
    /// Those with none such, and with one that their words may speak of.
    pub unsure: u64,
    /// Each segment and category that criteria of it speak of, or may.
    pub segments: Vec<SegmentTouched>,
    /// Each criterion and category.
    pub criteria: Vec<SensitiveCriterion>,
    /// Each attribute and category.
    pub attributes: Vec<SensitiveAttribute>,
    /// The vote against whose age the members' years of birth are held, if the case names one.
    pub vote: Option<Vote>,
    /// Members of the segments by age; empty without a vote or without years of birth.
    pub ages: Vec<SegmentAges>,
}

impl Sensitive {
    /// Takes the measure.
    #[must_use]
    pub fn of(audit: &Audit) -> Self {
        let each = |segment| judged(audit, segment);
        let criteria: Vec<Vec<SensitiveCriterion>> = audit.segments.iter().flat_map(each).collect();
        let surest = |rows: &&Vec<SensitiveCriterion>| rows.iter().map(|row| row.rule.answer).max();
        let with = |answer| criteria.iter().filter(|rows| surest(rows) == Some(answer)).count() as u64;
        Self {
            judged: criteria.len() as u64,
            yes: with(Answer::Yes),
            unsure: with(Answer::Unsure),
            segments: audit.segments.iter().flat_map(|segment| by_category(segment, &criteria)).collect(),
            attributes: audit.attributes.iter().flat_map(of_attribute).collect(),
            vote: audit.case.vote.clone(),
            ages: ages::of(audit),
            criteria: criteria.into_iter().flatten().collect(),
        }
    }
}

/// For each criterion of a segment, the categories that its words speak of, in the order of the law.
fn judged<'a>(
    audit: &'a Audit,
    segment: &'a Segment,
) -> impl Iterator<Item = Vec<SensitiveCriterion>> + 'a {
    segment.criteria.iter().map(move |criterion| {
        let attribute = audit.attribute(&criterion.dimension);
        let name = LEXICON.judge_name(&criterion.dimension);
        let origin = origin(attribute, name.origin);
        let rows = touches(criterion, name.touches).into_iter().map(|(matched, touch)| SensitiveCriterion {
            segment: segment.name.clone(),
            mode: criterion.mode,
            dimension: criterion.dimension.clone(),
            value: criterion.value.clone(),
            matched,
            rule: touch.into(),
            origin,
            declared: attribute.is_some_and(|attribute| attribute.special_category.is_some()),
        });
        rows.collect()
    })
}

/// What the case declares, or else what the name says.
fn origin(attribute: Option<&Attribute>, said: Origin) -> Origin {
    attribute.map(|attribute| attribute.origin).filter(|known| *known != Origin::Unknown).unwrap_or(said)
}

/// The categories of a criterion with the part of it that matched, each once.
fn touches(criterion: &Criterion, of_name: Vec<Touch>) -> Vec<(&'static str, Touch)> {
    let tells_ages = of_name.iter().any(tells_ages);
    let ages = tells_ages.then(|| age_range::of(&criterion.value)).flatten();
    let of_value = match ages {
        Some(ages) => minors(ages).into_iter().collect(),
        None => LEXICON.judge(&criterion.value, &criterion.dimension).touches,
    };
    let values = of_value.into_iter().map(|touch| ("value", touch));
    let names = of_name.into_iter().filter(|touch| !self::tells_ages(touch)).map(|touch| ("dimension", touch));
    let mut all: BTreeMap<Category, (&'static str, Touch)> = BTreeMap::new();
    for (matched, touch) in values.chain(names) {
        match all.get(&touch.category) {
            Some((_, known)) if known.answer >= touch.answer => {}
            _ => _ = all.insert(touch.category, (matched, touch)),
        }
    }
    all.into_values().collect()
}

/// Whether the name of a column tells ages, which says nothing of whose.
fn tells_ages(touch: &Touch) -> bool {
    touch.category == Category::Minors && touch.answer == Answer::Unsure
}

/// What a range of ages says of minors.
fn minors((youngest, oldest): (u32, Option<u32>)) -> Option<Touch> {
    const MAJORITY: u32 = 18;
    let answer = match (youngest, oldest) {
        (_, Some(oldest)) if oldest < MAJORITY => Answer::Yes,
        (youngest, _) if youngest < MAJORITY => Answer::Unsure,
        _ => return None,
    };
    let phrase =
        oldest.map_or_else(|| format!("{youngest} and older"), |oldest| format!("{youngest} to {oldest}"));
    let reason = match answer {
        Answer::Yes => "all these ages are below 18",
        Answer::Unsure | Answer::No => "some of these ages are below 18",
    };
    let fired = Fired { phrase, at: "the ages in the value".to_owned(), reason: reason.to_owned() };
    Some(Touch { category: Category::Minors, answer, fired })
}

fn by_category(segment: &Segment, criteria: &[Vec<SensitiveCriterion>]) -> Vec<SegmentTouched> {
    let own = || criteria.iter().flatten().filter(|row| row.segment == segment.name);
    let of = |category: Category| {
        let rows: Vec<&SensitiveCriterion> = own().filter(|row| row.rule.kind == category).collect();
        let count = |of: &dyn Fn(&SensitiveCriterion) -> bool| rows.iter().filter(|row| of(row)).count() as u64;
        (!rows.is_empty()).then(|| SegmentTouched {
            segment: segment.name.clone(),
            layer: segment.layer,
            category: category.name(),
            protection: category.protection().reference(),
            yes: count(&|row| row.rule.answer == Answer::Yes),
            unsure: count(&|row| row.rule.answer == Answer::Unsure),
            include: count(&|row| row.mode == Mode::Include),
            exclude: count(&|row| row.mode == Mode::Exclude),
        })
    };
    Category::ALL.into_iter().filter_map(of).collect()
}

fn of_attribute(attribute: &Attribute) -> Vec<SensitiveAttribute> {
    let verdict = LEXICON.judge_name(&attribute.name);
    let origin = origin(Some(attribute), verdict.origin);
    let rows = verdict.touches.into_iter().filter(|touch| !tells_ages(touch)).map(|touch| SensitiveAttribute {
        attribute: attribute.name.clone(),
        rule: touch.into(),
        origin,
        declared: attribute.special_category.clone(),
    });
    rows.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::village;

    fn of(criteria: &[(&str, &str, Mode)]) -> Sensitive {
        let mut audit = village::audit();
        let criterion = |&(dimension, value, mode): &(&str, &str, Mode)| Criterion {
            dimension: dimension.to_owned(),
            value: value.to_owned(),
            mode,
            ..Criterion::default()
        };
        audit.segments[0].criteria = criteria.iter().map(criterion).collect();
        Sensitive::of(&audit)
    }

    #[test]
    fn finds_what_a_value_or_a_dimension_says_and_who_is_kept_out() {
        let sensitive = of(&[
            ("interest", "Islam", Mode::Include),
            ("ts.tsmart_partisan_score", "80-100", Mode::Exclude),
            ("religion", "Catholic Church", Mode::Include),
            ("city", "Christian, Kansas", Mode::Include),
        ]);
        let rows: Vec<_> = sensitive
            .criteria
            .iter()
            .map(|row| (row.rule.kind, row.matched, row.mode, row.origin))
            .collect();
        let belief = Category::ReligiousOrPhilosophicalBeliefs;
        let expected = [
            (belief, "value", Mode::Include, Origin::Unknown),
            (Category::PoliticalOpinions, "dimension", Mode::Exclude, Origin::Inferred),
            (belief, "value", Mode::Include, Origin::Unknown),
        ];
        assert_eq!(rows, expected);
        assert_eq!((sensitive.judged, sensitive.yes, sensitive.unsure), (4, 3, 0));
        let counts: Vec<_> =
            sensitive.segments.iter().map(|row| (row.category, row.yes, row.include, row.exclude)).collect();
        let name = |category: Category| category.name();
        assert_eq!(counts, [(name(Category::PoliticalOpinions), 1, 0, 1), (name(belief), 2, 2, 0)]);
    }

    #[test]
    fn ages_below_18_are_minors_and_others_are_nobody() {
        let answers = |value: &str| {
            let sensitive = of(&[("age", value, Mode::Include)]);
            sensitive.criteria.first().map(|row| (row.rule.kind, row.rule.answer))
        };
        assert_eq!(answers("13-17"), Some((Category::Minors, Answer::Yes)));
        assert_eq!(answers("16+"), Some((Category::Minors, Answer::Unsure)));
        assert_eq!(answers("18 - 65+"), None);
        assert_eq!(answers("18-34"), None);
    }

    #[test]
    fn warns_of_attributes_that_are_not_declared() {
        let mut audit = village::audit();
        for name in ["Religions_Description", "leaning", "voters_age", "embrace"] {
            let texts = ["a", "b", "a", "b", "a", "b", "a"];
            audit.attributes.push(Attribute::of_texts(name, texts.into_iter()));
        }
        audit.attributes[2].special_category = Some("political opinions".to_owned());
        audit.attributes[2].origin = Origin::Observed;
        let found = Sensitive::of(&audit).attributes;
        let rows: Vec<_> = found
            .iter()
            .map(|row| (row.attribute.as_str(), row.origin, row.declared.is_some()))
            .collect();
        let expected =
            [("Religions_Description", Origin::Inferred, false), ("leaning", Origin::Observed, true)];
        assert_eq!(rows, expected);
    }
}
