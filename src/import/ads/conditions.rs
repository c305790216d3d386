//! `Conditions`: the criteria of one row, in the making, and what the kinds of a library look at.

use super::ad_rows::AdRows;
use crate::model::{
    ads::{AdCriterion, Dimension},
    id::SourceId,
    segment::{Layer, Mode},
};

/// What stands for a value that the source does not tell, or that is not kept.
pub(super) const UNTOLD: &str = "(which is not told)";

/// Where the criteria of a row go.
#[derive(Clone, Copy)]
pub(super) struct Conditions {
    /// The row.
    pub(super) fact: u32,
    /// From which side they are known.
    pub(super) layer: Layer,
}

impl Conditions {
    /// Adds a criterion.
    pub(super) fn add(self, rows: &mut AdRows, dimension: Dimension, value: &str, mode: Option<Mode>) {
        self.enter(rows, dimension, value, mode, 0);
    }

    /// Adds a criterion behind which one value is kept back: by the platform, or here because it is a name that was not meant for others.
    pub(super) fn keep_back(self, rows: &mut AdRows, dimension: Dimension, value: &str, mode: Option<Mode>) {
        self.enter(rows, dimension, value, mode, 1);
    }

    /// Adds a criterion whose value is a text that rows have.
    pub(super) fn add_text(self, rows: &mut AdRows, dimension: Dimension, value: u32, mode: Option<Mode>) {
        self.put(rows, dimension, value, mode, 0);
    }

    fn enter(
        self,
        rows: &mut AdRows,
        dimension: Dimension,
        value: &str,
        mode: Option<Mode>,
        obfuscated: u64,
    ) {
        let value = rows.text(value);
        self.put(rows, dimension, value, mode, obfuscated);
    }

    fn put(self, rows: &mut AdRows, dimension: Dimension, value: u32, mode: Option<Mode>, obfuscated: u64) {
        let Self { fact, layer } = self;
        rows.criterion(AdCriterion {
            fact,
            layer,
            dimension,
            value,
            mode,
            share: None,
            ads: None,
            obfuscated,
        });
    }
}

/// The kinds of criteria of a library, and how many of a file are of none of them.
pub(super) struct Kinds {
    known: &'static [(&'static str, Dimension)],
    strange: u64,
}

impl Kinds {
    pub(super) fn new(known: &'static [(&'static str, Dimension)]) -> Self {
        Self { known, strange: 0 }
    }

    /// What a kind looks at. Case and blanks around it do not count.
    pub(super) fn of(&mut self, kind: &str) -> Dimension {
        let known = self.known.iter().find(|(known, _)| known.eq_ignore_ascii_case(kind.trim()));
        known.map_or_else(|| self.strange(), |(_, dimension)| *dimension)
    }

    /// Counts one of a kind that is not known.
    pub(super) fn strange(&mut self) -> Dimension {
        self.strange += 1;
        Dimension::Unknown
    }

    /// Says how many were of kinds that are not known.
    pub(super) fn tell(&self, library: &str, source: SourceId, rows: &mut AdRows) {
        if self.strange > 0 {
            rows.say(format!(
                "{library}, file {}: criteria of kinds that are not known here, kept as of no kind known: {}.",
                source.0 + 1,
                self.strange
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_kinds_that_are_not_known() {
        let mut kinds = Kinds::new(&[("Age", Dimension::Age)]);
        assert_eq!(
            [" age", "Aeg", "AGE"].map(|kind| kinds.of(kind)),
            [Dimension::Age, Dimension::Unknown, Dimension::Age]
        );
        assert_eq!(kinds.strange, 1);
    }
}
