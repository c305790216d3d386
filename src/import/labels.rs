//! `Labels`: names of sponsors, channels, lists and the like, each under the number of its first appearance.

use super::{columns::plain, interner::Interner, ledger::Ledger};
use crate::model::id::SourceId;

/// Names by number.
#[derive(Default)]
pub(super) struct Labels {
    keys: Interner,
    names: Vec<String>,
    /// Whether case of letters, blanks, `_`, `-` and `.` do not count.
    folded: bool,
    /// How many cells were filled.
    cells: usize,
}

impl Labels {
    /// Names in which case of letters, blanks, `_`, `-` and `.` do not count; the first spelling is kept.
    pub(super) fn folded() -> Self {
        Self { folded: true, ..Self::default() }
    }

    /// The number of what a cell says, if it says anything.
    pub(super) fn number(&mut self, text: Option<&str>) -> Option<u32> {
        let text = text?;
        let key = if self.folded { plain(text) } else { text.to_owned() };
        let (number, is_new) = self.keys.intern(key.as_bytes());
        if is_new {
            self.names.push(text.to_owned());
        }
        self.cells += 1;
        Some(number)
    }

    /// The names.
    pub(super) fn names(&self) -> Vec<String> {
        self.names.clone()
    }

    /// Whether they tell records apart rather than group them: more than nine in ten of twenty or more are different. Such names
    /// may be somebody's, and are not to be shown.
    pub(super) fn tell_records_apart(&self) -> bool {
        self.cells >= 20 && self.names.len() * 10 > self.cells * 9
    }
}

/// Says beside a file that what a column holds is not kept.
pub(super) fn remark(ledger: &mut Ledger, source: SourceId, column: &str) {
    ledger.remark(source, &format!("column `{column}` is left out: it tells nearly every record apart"));
}

#[cfg(test)]
mod tests {
    use super::Labels;

    #[test]
    fn numbers_what_is_spelt_alike_once() {
        let mut channels = Labels::folded();
        let numbers = ["E-mail", "post", "email", "E mail"].map(|text| channels.number(Some(text)));
        assert_eq!(numbers, [Some(0), Some(1), Some(0), Some(0)]);
        assert_eq!(
            (channels.names(), channels.number(None)),
            (vec!["E-mail".to_owned(), "post".to_owned()], None)
        );
    }

    #[test]
    fn notices_names_that_tell_records_apart() {
        let mut names = Labels::default();
        (0..20).for_each(|at| assert!(names.number(Some(&at.to_string())).is_some()));
        assert!(names.tell_records_apart());
        (0..20).for_each(|_| assert!(names.number(Some("1")).is_some()));
        assert!(!names.tell_records_apart());
    }
}
