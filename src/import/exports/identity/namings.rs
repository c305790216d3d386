//! `Namings`: the records of donated exports that name somebody, with their names and keys in the forms that are compared.

use super::super::rows::{Contact, Gathered, KeyKind, Naming};
use crate::import::{interner::Interner, spelling};
use rustc_hash::FxHashMap;

/// One record that names somebody.
pub(super) struct Named {
    /// Its place among all namings.
    pub(super) naming: u32,
    pub(super) platform: &'static str,
    /// The number of its name, if it has one.
    pub(super) name: Option<u32>,
    /// Whether it has any exact key.
    pub(super) keyless: bool,
    /// The export on whose list it stands, by the place of its donor; none for the donors themselves.
    pub(super) list: Option<u32>,
    /// The file of friends, followers or followed people that it is a record of; none for address books and groups, in which one
    /// person may stand several times.
    pub(super) file: Option<u32>,
    /// When the tie to the donor began, in Unix seconds.
    pub(super) met: Option<i64>,
}

/// A key that somebody has.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Held {
    /// Its number: equal keys have one.
    pub(super) key: u32,
    pub(super) kind: KeyKind,
    /// Whether it is a telephone number that does not tell its country.
    pub(super) local: bool,
    /// Who has it: a place in `Namings::named`.
    pub(super) at: u32,
}

/// All of them, in the order of reading.
pub(super) struct Namings {
    pub(super) named: Vec<Named>,
    /// Who has which key, by the keys.
    pub(super) held: Vec<Held>,
    /// How many different names there are.
    pub(super) names: u32,
    /// The place in `named` of each donor.
    pub(super) donors: Vec<u32>,
}

impl Namings {
    pub(super) fn of(rows: &Gathered) -> Self {
        let (mut names, mut keys) = (Interner::default(), FxHashMap::default());
        let mut all = Self { named: Vec::new(), held: Vec::new(), names: 0, donors: Vec::new() };
        let files = files(rows);
        for (someone, list) in &rows.lists {
            let Naming::Contact(contact) = &rows.namings[someone.0 as usize] else { continue };
            let at = number(all.named.len());
            let name = contact.name.as_deref().and_then(spelling::name);
            all.hold(contact, at, &mut keys);
            all.named.push(Named {
                naming: someone.0,
                platform: contact.platform,
                name: name.map(|name| names.intern(name.as_bytes()).0),
                keyless: all.held.last().is_none_or(|held| held.at != at),
                list: list.map(number),
                file: files[someone.0 as usize],
                met: contact.met,
            });
        }
        all.names = number(names.len());
        all.held.sort_unstable();
        let donor = |donor: &super::super::rows::Someone| {
            all.named.binary_search_by_key(&donor.0, |named| named.naming).expect("donors are contacts")
        };
        all.donors = rows.donors.iter().map(donor).map(number).collect();
        all
    }

    fn hold(
        &mut self,
        contact: &Contact,
        at: u32,
        keys: &mut FxHashMap<(&'static str, KeyKind, String), u32>,
    ) {
        for (kind, text) in &contact.keys {
            let Some(form) = spelling::key(*kind, text) else { continue };
            let local = *kind == KeyKind::Phone && !spelling::tells_country(&form);
            let platform = if kind.is_contact_point() { "" } else { contact.platform };
            let next = number(keys.len());
            let key = *keys.entry((platform, *kind, form)).or_insert(next);
            self.held.push(Held { key, kind: *kind, local, at });
        }
    }

    /// The holders of each key, one key after the other.
    pub(super) fn keys(&self) -> impl Iterator<Item = &[Held]> {
        self.held.chunk_by(|one, other| one.key == other.key)
    }

    pub(super) fn at(&self, place: u32) -> &Named {
        &self.named[place as usize]
    }
}

/// The file of each naming whose tie says that it stands in a list of friends or followers.
fn files(rows: &Gathered) -> Vec<Option<u32>> {
    let mut files = vec![None; rows.namings.len()];
    for tie in rows.ties.iter().filter(|tie| matches!(tie.kind, Some("friend" | "follows"))) {
        for end in [tie.source, tie.target] {
            files[end.0 as usize] = Some(tie.source_file.0);
        }
    }
    files
}

pub(super) fn number(count: usize) -> u32 {
    u32::try_from(count).expect("namings are numbered in u32")
}
