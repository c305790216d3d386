//! `LabelAccuracy`: how right inferred labels are, where people told the same themselves, and what segments look like once that is
//! taken into account.
//!
//! # Definition
//! For each attribute of which the case says `truth = "Y"`: those compared are the people with a label and with a value of Y, which agree where
//! they are the same text. Accuracy, recall, precision, kappa and corrected shares are those of
//! [`Validation`](crate::stat::misclassification::Validation); recall and precision have Wilson intervals, which read those compared as a sample. The labels of
//! everybody, and of the members of each segment, are corrected by the same errors. The lift of a value in a segment is its share of the
//! members over its share of everybody with a label; corrected, both shares are corrected ones.
//!
//! # Reference
//! Rogan and Gladen 1978; Lang and Reiczigel 2014; Cohen 1960.
//!
//! # Limits
//! People who told something themselves may differ from those who did not, and may not tell the truth. The correction takes labels to be wrong as
//! often inside a segment as outside; where the label chose the members, that cannot be so, and corrected lifts are too near to 1.
//! Attributes with more than 20 values are left aside.

use super::inference::MOST_VALUES;
use crate::{
    audit::Audit,
    model::{
        attribute::{Attribute, MISSING},
        number::{Figure, Interval, Undefined},
        segment::Segment,
    },
    stat::{
        interval::Proportion,
        misclassification::{Corrected, Validation},
    },
};
use serde::Serialize;
use std::collections::BTreeSet;

/// How right the labels are.
///
/// # Example
/// Of the village's seven, five were labelled with the place they tell themselves; Ada and Ben were mistaken for each other.
/// ```
/// use bystander::{measure::label_accuracy::LabelAccuracy, model::attribute::Attribute, village};
/// let mut audit = village::audit();
/// let guessed = ["South", "North", "North", "North", "South", "South", "North"];
/// let guessed = Attribute::of_texts("guessed", guessed.into_iter());
/// audit.attributes.push(Attribute { truth: Some("place".to_owned()), ..guessed });
/// let measured = LabelAccuracy::of(&audit);
/// assert_eq!((measured.labels[0].compared, measured.labels[0].right), (7, 5));
/// assert_eq!(measured.values[0].recall.value(), Some(0.75)); // three of the four of North
/// let waverers = &measured.segments[0]; // Cem, Dot and Eve, two of them labelled North
/// assert_eq!((waverers.members, waverers.labelled, waverers.lift.value()), (3, 2, Some(7.0 / 6.0)));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LabelAccuracy {
    /// Each inferred attribute that can be compared.
    pub labels: Vec<Labels>,
    /// The same by value.
    pub values: Vec<LabelledValue>,
    /// The same by segment and value.
    pub segments: Vec<LabelledSegment>,
}

/// One inferred attribute.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Labels {
    /// The attribute's name.
    pub attribute: String,
    /// The attribute in which people told the same themselves.
    pub truth: String,
    /// People with a label.
    pub labelled: u64,
    /// Those of them who told the truth themselves.
    pub compared: u64,
    /// Those whose label is what they told.
    pub right: u64,
    /// Their share, 0 to 1.
    pub accuracy: Figure,
    /// The lower end of its interval.
    pub accuracy_low: Figure,
    /// The upper end of its interval.
    pub accuracy_high: Figure,
    /// Kappa, at most 1.
    pub kappa: Figure,
}

/// One value of an inferred attribute.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LabelledValue {
    /// The attribute's name.
    pub attribute: String,
    /// The value.
    pub value: String,
    /// Of those compared, how many told it.
    pub truly: u64,
    /// The share of these who are labelled so, 0 to 1.
    pub recall: Figure,
    /// The lower end of its interval.
    pub recall_low: Figure,
    /// The upper end of its interval.
    pub recall_high: Figure,
    /// Of those compared, how many are labelled so.
    pub compared: u64,
    /// The share of these who told it, 0 to 1.
    pub precision: Figure,
    /// The lower end of its interval.
    pub precision_low: Figure,
    /// The upper end of its interval.
    pub precision_high: Figure,
    /// Of everybody with a label, how many are labelled so.
    pub labelled: u64,
    /// Their share, 0 to 1.
    pub share: Figure,
    /// The corrected share of everybody with a label.
    #[serde(flatten)]
    pub corrected: CorrectedShare,
}

/// One value of an inferred attribute in one segment.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LabelledSegment {
    /// The segment.
    pub segment: String,
    /// The attribute's name.
    pub attribute: String,
    /// The value.
    pub value: String,
    /// Members with a label.
    pub members: u64,
    /// Members labelled so.
    pub labelled: u64,
    /// Their share, 0 to 1.
    pub share: Figure,
    /// That share over the share of everybody with a label, 0 upwards.
    pub lift: Figure,
    /// The corrected share of the members.
    #[serde(flatten)]
    pub corrected: CorrectedShare,
    /// The corrected share over the corrected share of everybody with a label, 0 upwards.
    pub corrected_lift: Figure,
}

/// A share corrected for wrong labels.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct CorrectedShare {
    /// The share, 0 to 1.
    pub corrected_share: Figure,
    /// The lower end of its interval.
    pub corrected_low: Figure,
    /// The upper end of its interval.
    pub corrected_high: Figure,
    /// Whether the correction led beyond 0 or 1 and was set to that end.
    pub bounded: bool,
}

impl From<Figure<Corrected>> for CorrectedShare {
    fn from(found: Figure<Corrected>) -> Self {
        Self {
            corrected_share: found.map(|corrected| corrected.share),
            corrected_low: found.map(|corrected| corrected.low),
            corrected_high: found.map(|corrected| corrected.high),
            bounded: found.value().is_some_and(|corrected| corrected.is_bounded),
        }
    }
}

impl LabelAccuracy {
    /// Takes the measure.
    #[must_use]
    pub fn of(audit: &Audit) -> Self {
        let mut measured = Self { labels: Vec::new(), values: Vec::new(), segments: Vec::new() };
        let compared = audit.attributes.iter().filter_map(|attribute| {
            let truth = audit.attribute(attribute.truth.as_deref()?)?;
            Compared::of(attribute, truth)
        });
        for compared in compared {
            measured.labels.push(compared.labels());
            measured.values.extend(compared.values());
            measured.segments.extend(audit.segments.iter().flat_map(|segment| compared.segment(segment)));
        }
        measured
    }
}

/// An inferred attribute beside what people told.
struct Compared<'a> {
    attribute: &'a Attribute,
    truth: &'a Attribute,
    /// The values of either, ascending.
    values: Vec<&'a str>,
    /// Each person's label as a place among the values.
    codes: Vec<u32>,
    validation: Validation,
    /// Everybody's labels.
    everybody: Vec<u64>,
}

impl<'a> Compared<'a> {
    /// `None` where there are too many values.
    fn of(attribute: &'a Attribute, truth: &'a Attribute) -> Option<Self> {
        let values: BTreeSet<&str> = attribute.values.iter().chain(&truth.values).map(String::as_str).collect();
        let values: Vec<&str> = values.into_iter().collect();
        if values.len() > MOST_VALUES {
            return None;
        }
        let place = |attribute: &Attribute, code: u32| {
            let text = attribute.values.get(code as usize)?;
            values.binary_search(&text.as_str()).ok()
        };
        let codes: Vec<Option<usize>> = attribute.codes.iter().map(|&code| place(attribute, code)).collect();
        let told = truth.codes.iter().map(|&code| place(truth, code));
        let mut cells = vec![vec![0; values.len()]; values.len()];
        for (label, truth) in codes.iter().zip(told) {
            if let (Some(label), &Some(truth)) = (*label, &truth) {
                cells[truth][label] += 1;
            }
        }
        let mut everybody = vec![0; values.len()];
        codes.iter().flatten().for_each(|&label| everybody[label] += 1);
        let code = |code: &Option<usize>| code.map_or(MISSING, |at| u32::try_from(at).expect("few values"));
        Some(Self {
            attribute,
            truth,
            codes: codes.iter().map(code).collect(),
            values,
            validation: Validation::of(cells).expect("as many rows as columns"),
            everybody,
        })
    }

    fn labels(&self) -> Labels {
        let accuracy = self.validation.accuracy();
        let (low, high) = ends(accuracy);
        Labels {
            attribute: self.attribute.name.clone(),
            truth: self.truth.name.clone(),
            labelled: self.everybody.iter().sum(),
            compared: self.validation.people(),
            right: self.validation.right(),
            accuracy: accuracy.share(),
            accuracy_low: low,
            accuracy_high: high,
            kappa: self.validation.kappa(),
        }
    }

    fn values(&self) -> Vec<LabelledValue> {
        let corrected = self.validation.corrected(&self.everybody);
        let all = self.everybody.iter().sum();
        let value = |(at, corrected): (usize, Figure<Corrected>)| {
            let (recall, precision) = (self.validation.recall(at), self.validation.precision(at));
            let ((recall_low, recall_high), (precision_low, precision_high)) = (ends(recall), ends(precision));
            LabelledValue {
                attribute: self.attribute.name.clone(),
                value: self.values[at].to_owned(),
                truly: self.validation.truly(at),
                recall: recall.share(),
                recall_low,
                recall_high,
                compared: self.validation.labelled(at),
                precision: precision.share(),
                precision_low,
                precision_high,
                labelled: self.everybody[at],
                share: Figure::ratio(self.everybody[at], all, Undefined::EmptyInput),
                corrected: corrected.into(),
            }
        };
        corrected.into_iter().enumerate().map(value).collect()
    }

    fn segment(&self, segment: &Segment) -> Vec<LabelledSegment> {
        let mut counts = vec![0; self.values.len()];
        for member in &segment.members {
            if let Some(count) = counts.get_mut(self.codes.get(member.index()).map_or(usize::MAX, |&at| at as usize)) {
                *count += 1;
            }
        }
        let (members, all) = (counts.iter().sum(), self.everybody.iter().sum());
        let of_all = self.validation.corrected(&self.everybody);
        let of_members = self.validation.corrected(&counts);
        let row = |at: usize| {
            let share = Figure::ratio(counts[at], members, Undefined::EmptySegment);
            let corrected = CorrectedShare::from(of_members[at]);
            LabelledSegment {
                segment: segment.name.clone(),
                attribute: self.attribute.name.clone(),
                value: self.values[at].to_owned(),
                members,
                labelled: counts[at],
                share,
                lift: over(share, Figure::ratio(self.everybody[at], all, Undefined::EmptyInput)),
                corrected_lift: over(corrected.corrected_share, of_all[at].map(|corrected| corrected.share)),
                corrected,
            }
        };
        (0..self.values.len()).map(row).collect()
    }
}

/// The ends of Wilson's interval.
fn ends(proportion: Proportion) -> (Figure, Figure) {
    let wilson = proportion.wilson();
    (wilson.map(|Interval { low, .. }| low), wilson.map(|Interval { high, .. }| high))
}

fn over(part: Figure, whole: Figure) -> Figure {
    match (part.0, whole.0) {
        (Err(why), _) | (_, Err(why)) => Figure::undefined(why),
        (Ok(_), Ok(whole)) if whole <= 0.0 => Figure::undefined(Undefined::EmptyGroup),
        (Ok(part), Ok(whole)) => Figure::known(part / whole),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{measure::sketch::Sketch, model::id::PersonId};

    /// 200 people, half of whom hold each belief. Of those of "a" 90 % are labelled so, of those of "b" 80 %; every fifth told it. The
    /// segment holds the first 40, of whom 30 hold "a".
    fn planted() -> Audit {
        let truth = |person: usize| if person < 40 { person < 30 } else { (person - 40) % 16 < 7 };
        let mut nth = [0, 0];
        let mut texts = (Vec::new(), Vec::new());
        for person in 0..200 {
            let is_a = truth(person);
            let number = &mut nth[usize::from(is_a)];
            *number += 1;
            let is_right = if is_a { *number % 10 != 0 } else { *number % 5 != 0 };
            texts.0.push(if is_a == is_right { "a" } else { "b" });
            texts.1.push(if is_a { "a" } else { "b" });
        }
        let mut audit = Sketch { people: 200, ..Sketch::default() }.audit();
        let labels = Attribute::of_texts("label", texts.0.iter().copied());
        audit.attributes =
            vec![Attribute { truth: Some("told".to_owned()), ..labels }, Attribute::of_texts("told", texts.1.iter().copied())];
        let members = (0..40).map(PersonId).collect();
        audit.segments = vec![Segment { name: "s".to_owned(), members, ..Segment::default() }];
        audit
    }

    #[test]
    fn the_planted_errors_and_shares_are_recovered() {
        let measured = LabelAccuracy::of(&planted());
        let a = &measured.values[0];
        assert_eq!((a.truly, a.recall.value(), measured.values[1].recall.value()), (100, Some(0.9), Some(0.8)));
        assert!((a.corrected.corrected_share.value().unwrap() - 0.5).abs() < 1e-12);
        let segment = &measured.segments[0];
        // 27 of the 30 and 2 of the 10 are labelled "a": 29 of 40, which the errors explain by (0.725 - 0.2) / 0.7.
        assert_eq!(segment.labelled, 29);
        assert!((segment.corrected.corrected_share.value().unwrap() - 0.75).abs() < 1e-12);
        assert!((segment.corrected_lift.value().unwrap() - 1.5).abs() < 1e-12);
        assert!(segment.lift.value().unwrap() < 1.5);
    }

    #[test]
    fn a_value_that_nobody_told_cannot_be_corrected() {
        let mut audit = planted();
        audit.attributes[1] = Attribute::of_texts("told", std::iter::repeat_n("a", 200));
        let measured = LabelAccuracy::of(&audit);
        assert_eq!(measured.values[0].corrected.corrected_share.0, Err(Undefined::EmptyGroup));
        assert_eq!(measured.values[1].recall.0, Err(Undefined::EmptyInput));
    }

    #[test]
    fn nothing_is_compared_where_the_case_names_no_truth() {
        let mut audit = planted();
        audit.attributes[0].truth = None;
        let measured = LabelAccuracy::of(&audit);
        assert!(measured.labels.is_empty() && measured.values.is_empty() && measured.segments.is_empty());
    }
}
