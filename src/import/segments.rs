//! Segments: who is in them, and the conditions that made them.

use super::{
    error::ImportError,
    interner::Interner,
    ledger::{Ledger, Verdict},
    roster::Roster,
    sheet::{Record, Sheet},
};
use crate::model::{
    gap::Why,
    id::PersonId,
    segment::{Criterion, Layer, Mode, Segment},
};
use std::collections::HashSet;

/// The segments read so far, in the order in which the input first names them.
#[derive(Default)]
pub(super) struct SegmentList {
    names: Interner,
    segments: Vec<Segment>,
    members: HashSet<(usize, PersonId), rustc_hash::FxBuildHasher>,
    disputed: Vec<bool>,
}

struct Columns {
    segment: usize,
    person: Option<usize>,
    source: Option<usize>,
    layer: Option<usize>,
    dimension: Option<usize>,
    value: Option<usize>,
    mode: Option<usize>,
}

impl SegmentList {
    /// Reads members (`segment`, `person`, `source`), criteria (`segment`, `dimension`, `value`, `mode`), or both.
    pub(super) fn read(
        &mut self,
        sheet: &Sheet,
        roster: &Roster,
        ledger: &mut Ledger,
    ) -> Result<(), ImportError> {
        let columns = Columns::of(sheet)?;
        let texts = [Some(columns.segment), columns.person, columns.source, columns.dimension, columns.value];
        let texts: Vec<usize> = texts.into_iter().flatten().collect();
        sheet.each(ledger, &texts, |record| {
            let name = record.text(columns.segment);
            let (person, criterion) = (record.known(columns.person), columns.criterion(record, sheet)?);
            if name.is_empty() || (person.is_none() && criterion.is_none()) {
                return Ok(Verdict::LeftOut(Why::BlankId));
            }
            let segment = self.segment(name);
            self.set_layer(segment, columns.layer(record, sheet)?, record.line, sheet)?;
            if let Some(criterion) = criterion {
                self.add_criterion(segment, criterion);
            }
            let Some(id) = person else { return Ok(Verdict::Taken) };
            Ok(match roster.find(id.as_bytes()) {
                None => Verdict::LeftOut(Why::DanglingMember),
                Some(person) if !self.add_member(segment, person) => Verdict::LeftOut(Why::RepeatedMember),
                Some(_) if !self.add_source(segment, record.known(columns.source)) => {
                    Verdict::Noted(Why::ConflictingValue)
                }
                Some(_) => Verdict::Taken,
            })
        })
    }

    /// The segment of that name, which is added if it is new.
    pub(super) fn segment(&mut self, name: &str) -> usize {
        let (number, is_new) = self.names.intern(name.as_bytes());
        if is_new {
            self.segments.push(Segment { name: name.to_owned(), ..Segment::default() });
            self.disputed.push(false);
        }
        number as usize
    }

    /// Adds a member; false where they are one already.
    pub(super) fn add_member(&mut self, segment: usize, person: PersonId) -> bool {
        let is_new = self.members.insert((segment, person));
        if is_new {
            self.segments[segment].members.push(person);
        }
        is_new
    }

    /// Notes from which side a segment is known; an error where it was another before: these are never merged.
    fn set_layer(
        &mut self,
        segment: usize,
        layer: Option<Layer>,
        line: u64,
        sheet: &Sheet,
    ) -> Result<(), ImportError> {
        let segment = &mut self.segments[segment];
        let fresh = segment.members.is_empty() && segment.criteria.is_empty();
        if !fresh && segment.layer != layer {
            let way_out =
                "give what was chosen, what was delivered and what was experienced segments of their own";
            return Err(sheet.error(line, "the segment has another layer here than above", way_out));
        }
        segment.layer = layer;
        Ok(())
    }

    fn add_criterion(&mut self, segment: usize, criterion: Criterion) {
        let criteria = &mut self.segments[segment].criteria;
        if !criteria.contains(&criterion) {
            criteria.push(criterion);
        }
    }

    /// Notes where a segment's data came from; false where another source was known, and neither is kept.
    pub(super) fn add_source(&mut self, segment: usize, source: Option<&str>) -> bool {
        let Some(source) = source else { return true };
        let known = &mut self.segments[segment].source;
        let agrees = !self.disputed[segment] && known.as_deref().is_none_or(|known| known == source);
        *known = agrees.then(|| source.to_owned());
        self.disputed[segment] |= !agrees;
        agrees
    }

    /// The segments, their members ascending.
    pub(super) fn close(mut self) -> Vec<Segment> {
        self.segments.iter_mut().for_each(|segment| segment.members.sort_unstable());
        self.segments
    }
}

impl Columns {
    fn of(sheet: &Sheet) -> Result<Self, ImportError> {
        let columns = Self {
            segment: sheet.required("segment")?,
            person: sheet.column("person")?,
            source: sheet.column("source")?,
            layer: sheet.column("layer")?,
            dimension: sheet.column("dimension")?,
            value: sheet.column("value")?,
            mode: sheet.column("mode")?,
        };
        if columns.person.is_none() {
            if columns.dimension.is_none() && columns.value.is_none() {
                sheet.required("person")?;
            }
            sheet.required("dimension")?;
        }
        if columns.dimension.is_some() {
            sheet.required("value")?;
        }
        Ok(columns)
    }

    fn layer(&self, record: &Record, sheet: &Sheet) -> Result<Option<Layer>, ImportError> {
        let Some(name) = record.known(self.layer) else { return Ok(None) };
        Layer::named(name).map(Some).ok_or_else(|| {
            let what = "the layer is none of chosen, delivered and experienced";
            sheet.error(record.line, what, "write one of the three, or leave it empty")
        })
    }

    fn criterion(&self, record: &Record, sheet: &Sheet) -> Result<Option<Criterion>, ImportError> {
        let (Some(dimension), Some(value)) = (record.known(self.dimension), record.known(self.value)) else {
            return Ok(None);
        };
        let mode = match record.known(self.mode).unwrap_or_default().to_ascii_lowercase().as_str() {
            "" | "include" => Mode::Include,
            "exclude" => Mode::Exclude,
            _ => {
                let way_out = "write one of the two, or leave it empty for include";
                return Err(sheet.error(record.line, "the mode is neither include nor exclude", way_out));
            }
        };
        Ok(Some(Criterion { dimension: dimension.to_owned(), value: value.to_owned(), mode }))
    }
}
