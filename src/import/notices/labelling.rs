//! Audits of labels: rows of advertisements, whether each was labelled as political, and whether people who looked at it took it for political.

use super::{answer::country, leaves::folded, words::yes_or_no};
use crate::{
    import::{
        body::{Body, Record},
        error::ImportError,
        ledger::Verdict,
    },
    model::{gap::Why, notice::LabelledAdvert},
};

/// The columns of such a table.
pub(super) struct Columns {
    advert: Option<usize>,
    labelled: usize,
    political: usize,
    country: Option<usize>,
    pub(super) weight: Option<usize>,
}

impl Columns {
    /// The columns, where the table is of an audit of labels.
    pub(super) fn of(header: &[String]) -> Option<Self> {
        let names: Vec<String> = header.iter().map(|name| folded(name)).collect();
        let at = |known: &[&str]| names.iter().position(|name| known.contains(&name.as_str()));
        Some(Self {
            advert: at(&["advert", "ad", "adid", "advertid"]),
            labelled: at(&["labelled", "labeled", "islabelled", "detected"])?,
            political: at(&["political", "ispolitical"])?,
            country: at(&["country"]),
            weight: at(&["weight"]),
        })
    }

    /// The names that are neither read nor known to be passed over.
    pub(super) fn unknown<'a>(&self, body: &'a Body) -> Vec<&'a str> {
        let read = [self.advert, Some(self.labelled), Some(self.political), self.country, self.weight];
        let header = body.header().iter().enumerate();
        header
            .filter(|(at, name)| !read.contains(&Some(*at)) && folded(name) != "sponsor")
            .map(|(_, name)| name.as_str())
            .collect()
    }

    /// The advertisement of a row, and what becomes of the row.
    pub(super) fn advert(
        &self,
        file: &str,
        record: &Record,
        known: &mut std::collections::BTreeSet<String>,
    ) -> Result<(Verdict, Option<LabelledAdvert>), ImportError> {
        let left_out = |why| Ok((Verdict::LeftOut(why), None));
        let cell = |column| record.known(Some(column));
        let Some(labelled) = cell(self.labelled).and_then(yes_or_no) else {
            return left_out(Why::Malformed);
        };
        let political = cell(self.political);
        let settled = political.and_then(yes_or_no);
        if political.is_some_and(|text| settled.is_none() && !is_unsettled(text)) {
            return left_out(Why::Malformed);
        }
        if let Some(id) = record.known(self.advert)
            && !known.insert(id.chars().take(200).collect())
        {
            return left_out(Why::RepeatedAd);
        }
        let weight = match record.known(self.weight).map(str::parse::<f64>) {
            None if self.weight.is_some() => return left_out(Why::Malformed),
            None => 1.0,
            Some(Ok(weight)) if weight > 0.0 && weight <= 1e9 => weight,
            Some(_) => {
                let way_out = "write a number above 0: for how many advertisements the row stands";
                return Err(ImportError::line(file, record.line, "`weight` is no weight", way_out));
            }
        };
        let country = record
            .known(self.country)
            .map(|text| country(text).unwrap_or_else(|| text.chars().take(60).collect()));
        Ok((Verdict::Taken, Some(LabelledAdvert { labelled, political: settled, country, weight })))
    }
}

/// Whether those who looked did not settle it.
fn is_unsettled(text: &str) -> bool {
    matches!(
        text.to_lowercase().as_str(),
        "unsure" | "unclear" | "unknown" | "disagree" | "disputed" | "?" | "-"
    )
}
