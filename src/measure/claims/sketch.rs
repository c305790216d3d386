//! Claims for tests, in few words.

use crate::model::claim::{Bound, Claim, Convention, PrintedShare, Stated, Status};

/// A claim of that name about that place, with no numbers.
pub(super) fn claim(name: &str, scope: &str) -> Claim {
    Claim {
        claim: name.to_owned(),
        table: None,
        who: "somebody".to_owned(),
        on: None,
        scope: scope.to_owned(),
        within: None,
        counted: None,
        consenters: None,
        bystanders: None,
        affected: None,
        convention: Convention::Neither,
        printed_share: None,
        status: Status::Read,
        source: "a paper".to_owned(),
        note: None,
    }
}

/// A number meant so.
pub(super) fn stated(number: u64, bound: Bound) -> Option<Stated> {
    Stated::new(number, bound, None)
}

/// A claim that so many consenters reached so many people, themselves among them.
pub(super) fn total(name: &str, scope: &str, consenters: u64, affected: u64) -> Claim {
    Claim {
        consenters: stated(consenters, Bound::Point),
        affected: stated(affected, Bound::Point),
        convention: Convention::Total,
        ..claim(name, scope)
    }
}

/// A row of a printed table about the world: a part, and its share if there is one.
pub(super) fn row(table: &str, name: &str, affected: u64, share: &str) -> Claim {
    Claim {
        table: Some(table.to_owned()),
        within: Some("World".to_owned()),
        affected: stated(affected, Bound::Point),
        convention: Convention::Total,
        printed_share: PrintedShare::parse(share),
        ..claim(name, name)
    }
}
