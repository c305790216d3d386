//! Segments: who is in them, and the conditions that made them.

use super::{
    error::{ImportError, shown},
    interner::Interner,
    ledger::{Ledger, Verdict},
    roster::Roster,
    sheet::{Record, Sheet},
};
use crate::model::{
    gap::Why,
    id::PersonId,
    range::Range,
    segment::{Criterion, Layer, Mode, Segment, SpendShare},
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
    inferred: Option<usize>,
    special_category: Option<usize>,
    share: Option<usize>,
    seed: Option<usize>,
    chosen_as: Option<usize>,
    size_low: Option<usize>,
    size_high: Option<usize>,
}

/// Words for yes and no, as they may stand in `inferred`.
const YES: &[&str] = &["yes", "true", "1", "inferred"];
const NO: &[&str] = &["no", "false", "0", "observed"];

impl SegmentList {
    /// Reads members (`segment`, `person`, `source`), criteria (`segment`, `dimension`, `value`, `mode`, `inferred`,
    /// `special_category`), what a segment as a whole is (`layer`, `seed`, `chosen_as`, `size_low`, `size_high`), or all of them.
    pub(super) fn read(
        &mut self,
        sheet: &Sheet,
        roster: &Roster,
        ledger: &mut Ledger,
    ) -> Result<(), ImportError> {
        let columns = Columns::of(sheet)?;
        let texts = [
            columns.person,
            columns.source,
            columns.dimension,
            columns.value,
            columns.special_category,
            columns.seed,
            columns.chosen_as,
        ];
        let texts: Vec<usize> = std::iter::once(columns.segment).chain(texts.into_iter().flatten()).collect();
        sheet.each(ledger, &texts, |record| {
            let name = record.text(columns.segment);
            let (person, criterion) = (record.known(columns.person), columns.criterion(record, sheet)?);
            let whole = columns.whole(record, sheet)?;
            if name.is_empty() || (person.is_none() && criterion.is_none() && whole.is_silent()) {
                return Ok(Verdict::LeftOut(Why::BlankId));
            }
            let segment = self.segment(name);
            self.set_layer(segment, columns.layer(record, sheet)?, record.line, sheet)?;
            if let Some(criterion) = criterion {
                self.add_criterion(segment, criterion, record.line, sheet)?;
            }
            self.set_whole(segment, whole, record.line, sheet)?;
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

    /// The members of the segment of that name so far; none where it is not known or none are listed.
    pub(super) fn members_of(&self, name: &str) -> Option<&[PersonId]> {
        let at = self.names.find(name.as_bytes())? as usize;
        Some(self.segments[at].members.as_slice()).filter(|members| !members.is_empty())
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
        let plain = segment.seed.is_none() && segment.chosen_as.is_none() && segment.size.is_none();
        let fresh = plain && segment.members.is_empty() && segment.criteria.is_empty();
        if !fresh && segment.layer != layer {
            let way_out =
                "give what was chosen, what was delivered and what was experienced segments of their own";
            return Err(sheet.error(line, "the segment has another layer here than above", way_out));
        }
        segment.layer = layer;
        Ok(())
    }

    /// Notes what a segment as a whole is; an error where it was something else before.
    fn set_whole(
        &mut self,
        segment: usize,
        whole: Whole,
        line: u64,
        sheet: &Sheet,
    ) -> Result<(), ImportError> {
        let known = &mut self.segments[segment];
        let agrees = |what| {
            let way_out = "write the same in all its rows, or leave it empty in all but one";
            sheet.error(line, format!("the segment has another {what} here than above"), way_out)
        };
        settle(&mut known.seed, whole.seed).map_err(|()| agrees("seed"))?;
        settle(&mut known.chosen_as, whole.chosen_as).map_err(|()| agrees("chosen_as"))?;
        settle(&mut known.size, whole.size).map_err(|()| agrees("size"))
    }

    /// Adds a criterion, unless it is there; an error where the shares of spend by one dimension come to more than all of it.
    fn add_criterion(
        &mut self,
        segment: usize,
        criterion: Criterion,
        line: u64,
        sheet: &Sheet,
    ) -> Result<(), ImportError> {
        let criteria = &mut self.segments[segment].criteria;
        if criteria.contains(&criterion) {
            return Ok(());
        }
        let alike = criteria.iter().filter(|known| known.dimension == criterion.dimension);
        let shares = alike.chain([&criterion]).filter_map(|one| one.share);
        if SpendShare::sum(shares).is_none() {
            let what = "the shares of this segment's spend by one dimension add up to more than 100 %";
            return Err(sheet.error(
                line,
                what,
                "check the shares: each criterion has its part of the whole",
            ));
        }
        criteria.push(criterion);
        Ok(())
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

/// What a record says of a segment as a whole.
struct Whole {
    seed: Option<String>,
    chosen_as: Option<String>,
    size: Option<Range>,
}

impl Whole {
    fn is_silent(&self) -> bool {
        self.seed.is_none() && self.chosen_as.is_none() && self.size.is_none()
    }
}

/// Takes what is told where nothing was known.
fn settle<T: PartialEq>(known: &mut Option<T>, told: Option<T>) -> Result<(), ()> {
    match (&*known, told) {
        (_, None) => Ok(()),
        (Some(known), Some(told)) => {
            if *known == told {
                Ok(())
            } else {
                Err(())
            }
        }
        (None, told) => {
            *known = told;
            Ok(())
        }
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
            inferred: sheet.column("inferred")?,
            special_category: sheet.column("special_category")?,
            share: sheet.column("share")?,
            seed: sheet.column("seed")?,
            chosen_as: sheet.column("chosen_as")?,
            size_low: sheet.column("size_low")?,
            size_high: sheet.column("size_high")?,
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
        Ok(Some(Criterion {
            dimension: dimension.to_owned(),
            value: value.to_owned(),
            mode,
            inferred: self.inferred(record, sheet)?,
            special_category: record.known(self.special_category).map(str::to_owned),
            share: self.share(record, sheet)?,
        }))
    }

    fn inferred(&self, record: &Record, sheet: &Sheet) -> Result<Option<bool>, ImportError> {
        let Some(word) = record.known(self.inferred).map(str::to_ascii_lowercase) else { return Ok(None) };
        match word.as_str() {
            word if YES.contains(&word) => Ok(Some(true)),
            word if NO.contains(&word) => Ok(Some(false)),
            _ => {
                let way_out = "write yes or no, or leave it empty where it is not known";
                Err(sheet.error(record.line, "the cell in column `inferred` is neither yes nor no", way_out))
            }
        }
    }

    fn share(&self, record: &Record, sheet: &Sheet) -> Result<Option<SpendShare>, ImportError> {
        let Some(text) = record.known(self.share) else { return Ok(None) };
        SpendShare::parse(text).map(Some).ok_or_else(|| {
            let way_out = "write it as 25% or 0.25, to a hundredth of a percent, or leave it empty";
            sheet.error(record.line, "the cell in column `share` is no share of the spend", way_out)
        })
    }

    fn whole(&self, record: &Record, sheet: &Sheet) -> Result<Whole, ImportError> {
        let text = |column| record.known(column).map(str::to_owned);
        Ok(Whole { seed: text(self.seed), chosen_as: text(self.chosen_as), size: self.size(record, sheet)? })
    }

    /// The declared size: from the lower end of the one to the upper end of the other.
    fn size(&self, record: &Record, sheet: &Sheet) -> Result<Option<Range>, ImportError> {
        let end = |column: Option<usize>| {
            let Some((column, text)) = column.zip(record.known(column)) else { return Ok(None) };
            Range::parse(text, 1).map_err(|why| {
                let what = format!("the cell in column `{}` {}", shown(&sheet.header()[column]), why.text());
                sheet.error(record.line, what, why.way_out())
            })
        };
        let size = match (end(self.size_low)?, end(self.size_high)?) {
            (None, None) => return Ok(None),
            (Some(low), None) if low.is_exact() => Ok(Range::from(low.low())),
            (Some(range), None) => Ok(range),
            (low, Some(high)) => {
                let low = low.map_or(0, Range::low);
                high.high().map_or_else(|| Ok(Range::from(low)), |high| Range::between(low, high))
            }
        };
        size.map(Some)
            .map_err(|why| sheet.error(record.line, "`size_high` is below `size_low`", why.way_out()))
    }
}
