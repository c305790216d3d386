//! `Aim`: what messages were aimed with: the chosen criteria of the segments that they name.

use crate::{
    audit::Audit,
    model::{
        attribute::Attribute,
        segment::{Criterion, Layer, Segment},
        spelling::folded,
    },
    table::messages::Messages,
};

/// Why it is not known what a record was aimed with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Missing {
    NoSegment,
    UnknownSegment,
    NoCriteria,
}

/// One criterion that was chosen.
pub(super) struct Chosen<'a> {
    pub(super) criterion: &'a Criterion,
    pub(super) dimension: String,
    pub(super) value: String,
    /// People of the case of whom it is true.
    pub(super) people: Option<u64>,
}

/// What was chosen for one segment.
pub(super) struct Aim<'a> {
    /// Where its data came from, as recorded.
    pub(super) source: Option<&'a str>,
    /// Each criterion once.
    pub(super) criteria: Vec<Chosen<'a>>,
}

/// The aims of the segments that messages name, by their places among these names.
pub(super) struct Aims<'a> {
    messages: &'a Messages,
    aims: Vec<Option<Aim<'a>>>,
}

impl<'a> Aims<'a> {
    pub(super) fn of(audit: &'a Audit, messages: &'a Messages) -> Self {
        let find = |name: &str| audit.segments.iter().find(|segment| segment.name == name);
        let aim = |name: &String| find(name).map(|segment| Aim::of(audit, segment, chosen(segment, find)));
        Self { messages, aims: messages.segments.iter().map(aim).collect() }
    }

    /// What a record that names this segment was aimed with.
    pub(super) fn at(&self, segment: Option<u32>) -> Result<&Aim<'a>, Missing> {
        let aim = &self.aims[segment.ok_or(Missing::NoSegment)? as usize];
        let aim = aim.as_ref().ok_or(Missing::UnknownSegment)?;
        if aim.criteria.is_empty() { Err(Missing::NoCriteria) } else { Ok(aim) }
    }

    /// The source on record for the segment that a record names.
    pub(super) fn source(&self, segment: Option<u32>) -> Option<&'a str> {
        self.aims[segment? as usize].as_ref().and_then(|aim| aim.source)
    }

    /// The segments that the case knows, with their places and names.
    pub(super) fn known(&self) -> impl Iterator<Item = (u32, (&str, &Aim<'a>))> {
        let named = (0..).zip(self.messages.segments.iter().zip(&self.aims));
        named.filter_map(|(at, (name, aim))| Some((at, (name.as_str(), aim.as_ref()?))))
    }
}

/// The segment that holds what was chosen: of a delivered one, the one that it names; what was delivered is never taken for it.
fn chosen<'a>(segment: &'a Segment, find: impl Fn(&str) -> Option<&'a Segment>) -> Option<&'a Segment> {
    let chosen = match segment.layer {
        Some(Layer::Delivered) => find(segment.chosen_as.as_deref()?),
        _ => Some(segment),
    };
    chosen.filter(|chosen| chosen.layer.is_none_or(|layer| layer == Layer::Chosen))
}

impl<'a> Aim<'a> {
    fn of(audit: &Audit, segment: &'a Segment, chosen: Option<&'a Segment>) -> Self {
        let mut criteria: Vec<Chosen<'a>> = Vec::new();
        for criterion in chosen.iter().flat_map(|chosen| &chosen.criteria) {
            let (dimension, value) = (folded(&criterion.dimension), folded(&criterion.value));
            let is_same = |known: &Chosen| {
                known.dimension == dimension
                    && known.value == value
                    && known.criterion.mode == criterion.mode
            };
            if !criteria.iter().any(is_same) {
                let people = people(audit, &dimension, &value);
                criteria.push(Chosen { criterion, dimension, value, people });
            }
        }
        let source = chosen.and_then(|chosen| chosen.source.as_deref()).or(segment.source.as_deref());
        Self { source, criteria }
    }
}

/// How many people have that value of that attribute; `None` where the case has no such attribute.
fn people(audit: &Audit, dimension: &str, value: &str) -> Option<u64> {
    let named = |attribute: &&Attribute| folded(&attribute.name) == dimension;
    let attribute = audit.attributes.iter().find(named)?;
    let (counts, _) = attribute.counts();
    let values = attribute.values.iter().zip(counts);
    Some(values.filter(|(known, _)| folded(known) == value).map(|(_, count)| count).sum())
}
