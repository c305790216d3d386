//! Ids of network files: the sets of ids that the files bring, put together as the user says.

use super::{super::rows::Gathered, Ids};
use crate::import::{
    error::ImportError,
    interner::Interner,
    roster::{Roster, folded},
};

/// Which ids are one person's.
pub(super) struct Scopes {
    /// Whether each id carries the number of its set.
    apart: bool,
    /// For each set but the first, the ids that an earlier set has too: the naming there and here.
    pub(super) same: Vec<(u32, u32)>,
    /// Ids that look like another id of another set.
    pub(super) look_alikes: u64,
}

impl Scopes {
    /// The sets of `rows`. Where none of their ids are equal there is nothing to decide.
    pub(super) fn of(rows: &Gathered, ids: Option<Ids>) -> Result<Self, ImportError> {
        let several = rows.scopes.iter().filter(|set| set.ids.len() > 0).count() > 1;
        if !several || ids == Some(Ids::Apart) {
            return Ok(Self { apart: several, same: Vec::new(), look_alikes: 0 });
        }
        let scopes = Self::together(rows);
        if scopes.same.is_empty() || ids.is_some() {
            return Ok(scopes);
        }
        let what = format!(
            "{} files bring ids of their own; ids that stand in more than one of them: {}",
            rows.scopes.iter().filter(|set| set.ids.len() > 0).count(),
            scopes.same.len()
        );
        let way_out = "say --ids same if an id is the same person in all of them, or --ids apart if each counts for itself";
        Err(ImportError::request(what, way_out))
    }

    fn together(rows: &Gathered) -> Self {
        let mut scopes = Self { apart: false, same: Vec::new(), look_alikes: 0 };
        let (mut known, mut looks, mut first) = (Interner::default(), Interner::default(), Vec::new());
        for set in &rows.scopes {
            let earlier = looks.len();
            for (number, someone) in (0..).zip(&set.someone) {
                let text = set.ids.text(number);
                let (at, is_new) = known.intern(text.as_bytes());
                if !is_new {
                    scopes.same.push((first[at as usize], someone.0));
                    continue;
                }
                first.push(someone.0);
                if known.len() <= Roster::COMPARED {
                    let (look, is_new) = looks.intern(folded(text.as_bytes()).as_bytes());
                    scopes.look_alikes += u64::from(!is_new && (look as usize) < earlier);
                }
            }
        }
        scopes
    }

    /// The id in our tables of the one under `number` in `scope`, and what the file calls it where that is something else.
    pub(super) fn id(&self, rows: &Gathered, scope: usize, number: u32) -> (String, Option<String>) {
        let text = rows.scopes[scope].ids.text(number).to_owned();
        if self.apart { (format!("{}:{text}", scope + 1), Some(text)) } else { (text, None) }
    }
}
