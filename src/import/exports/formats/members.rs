//! Members of one group: every two of them are tied, as members and not as friends.

use crate::{
    import::exports::rows::{Rows, Someone, Tie},
    model::id::SourceId,
};

/// The most members whom a group may have for every two of them to be tied: as many as `WhatsApp` allows in a group.
const LARGEST: usize = 1_024;

/// Ties every two of `people`, whose group stands on `line` of `source`. Where there are more than [`LARGEST`], nobody is tied,
/// and a warning says so: in a crowd of that size being a member says little, and the pairs would be millions.
pub(super) fn tie_members(rows: &mut Rows, people: &[Someone], source: SourceId, line: u64) {
    if people.len() > LARGEST {
        rows.warn(format!("a group in which more than {LARGEST} people wrote gives people and no ties"));
        return;
    }
    for (at, &one) in people.iter().enumerate() {
        for &other in &people[at + 1..] {
            rows.tie(Tie { kind: Some("member"), ..Tie::new(one, other, source, line) });
        }
    }
}
