//! The rules that join namings for sure, each with a name. None of them rests on a name alone.
//!
//! **same key**: two records have an equal id, handle or profile address of one platform, or an equal e-mail address or telephone
//! number on one platform.
//!
//! **same contact point**: they have an equal e-mail address or telephone number on two platforms.
//!
//! **same telephone number without its country**: they have equal numbers that do not say of which country they are.
//!
//! An e-mail address or a number that stands with two names in one list is several people's, as that of a household is, and joins
//! nobody.
//!
//! **repeat in one list**: two records without keys in the exports of one donor have equal names and began in the same second.
//!
//! **same friendship from both sides**: donor A's list has somebody called as donor B since a second in which B's list has
//! somebody called as A. A platform stores one moment for a friendship, so that the two records are the same friendship and
//! the two people on it the two donors. The same second alone would not do: among a hundred lists of a thousand friends some ten
//! pairs of different friendships began in the same second by chance. If the two sides were stored some seconds
//! apart, the rule would join nobody, and the people would stay apart, which the bounds allow for.

use super::{
    namings::{Namings, number},
    union::Union,
};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

/// The platforms that store one moment, to the second, for both sides of a friendship.
const TWO_SIDED: &[&str] = &["facebook"];

/// Joins by rule, each with how many namings it joined to another.
pub(super) type Joined = BTreeMap<&'static str, u64>;

/// Namings on their way to be people.
pub(super) struct Joins {
    pub(super) union: Union,
    pub(super) joined: Joined,
    /// E-mail addresses and numbers that stand with two names in one list: the places of those who have them.
    pub(super) shared: Vec<Vec<u32>>,
}

impl Joins {
    /// `namings` joined by all rules that are sure.
    pub(super) fn of(namings: &Namings, union: Union) -> Self {
        let mut joins = Self { union, joined: Joined::new(), shared: Vec::new() };
        joins.same_keys(namings);
        joins.repeats(namings);
        joins.both_sides(namings);
        joins
    }

    /// Joins two namings and counts it for `rule`, unless they were joined before.
    pub(super) fn join(&mut self, one: u32, other: u32, rule: &'static str) {
        if self.union.join(one, other) {
            *self.joined.entry(rule).or_default() += 1;
        }
    }

    fn same_keys(&mut self, namings: &Namings) {
        for holders in namings.keys().filter(|holders| holders.len() > 1) {
            let places = holders.iter().map(|held| held.at);
            if holders[0].kind.is_contact_point() && stands_with_two_names(namings, places.clone()) {
                self.shared.push(places.collect());
                continue;
            }
            let first = namings.at(holders[0].at);
            for held in &holders[1..] {
                let other = namings.at(held.at);
                let rule = match (held.local, first.platform == other.platform) {
                    (true, _) => "same telephone number without its country",
                    (_, true) => "same key",
                    (_, false) => "same contact point",
                };
                self.join(first.naming, other.naming, rule);
            }
        }
    }

    fn repeats(&mut self, namings: &Namings) {
        let mut seen = FxHashMap::default();
        for named in namings.named.iter().filter(|named| named.keyless) {
            let (Some(list), Some(name), Some(met)) = (named.list, named.name, named.met) else { continue };
            let donor = self.union.find(namings.at(namings.donors[list as usize]).naming);
            let first = *seen.entry((donor, named.platform, name, met)).or_insert(named.naming);
            self.join(first, named.naming, "repeat in one list");
        }
    }

    fn both_sides(&mut self, namings: &Namings) {
        let called = self.names_of_donors(namings);
        let mut donors_called: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        for (donor, names) in (0..).zip(&called) {
            names.iter().for_each(|&name| donors_called.entry(name).or_default().push(donor));
        }
        let mut began = FxHashMap::default();
        let sided = || namings.named.iter().filter(|named| TWO_SIDED.contains(&named.platform));
        let record = |(list, name, met), naming| (list, name, met, naming);
        let records: Vec<_> = sided()
            .filter_map(|named| Some(record((named.list?, named.name?, named.met?), named.naming)))
            .collect();
        for &(list, name, met, naming) in
            records.iter().filter(|record| donors_called.contains_key(&record.1))
        {
            began.entry((list, name, met)).or_insert(naming);
        }
        let mut pairs = Vec::new();
        for &(list, name, met, naming) in &records {
            for &other in donors_called.get(&name).into_iter().flatten().filter(|&&other| other != list) {
                let back = called[list as usize].iter().find_map(|&own| began.get(&(other, own, met)));
                pairs.extend(back.map(|&back| [(naming, other), (back, list)]));
            }
        }
        for (naming, donor) in pairs.into_iter().flatten() {
            let donor = namings.at(namings.donors[donor as usize]).naming;
            self.join(donor, naming, "same friendship from both sides");
        }
    }

    /// What each donor is called by the records that keys join to them, their own profile among them.
    fn names_of_donors(&mut self, namings: &Namings) -> Vec<Vec<u32>> {
        let mut donor_at: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
        for (donor, &place) in namings.donors.iter().enumerate() {
            donor_at.entry(self.union.find(namings.at(place).naming)).or_default().push(donor);
        }
        let mut called = vec![Vec::new(); namings.donors.len()];
        for named in &namings.named {
            let Some(name) = named.name else { continue };
            for &donor in donor_at.get(&self.union.find(named.naming)).into_iter().flatten() {
                called[donor].push(name);
            }
        }
        for names in &mut called {
            names.sort_unstable();
            names.dedup();
        }
        called
    }
}

/// Whether two of these records stand in one list under two names.
fn stands_with_two_names(namings: &Namings, places: impl Iterator<Item = u32>) -> bool {
    let mut names = FxHashMap::default();
    let named = places.map(|place| namings.at(place));
    named
        .filter_map(|named| Some((named.list?, named.name?)))
        .any(|(list, name)| *names.entry(list).or_insert(name) != name)
}

/// How many records name nobody: without a name, or with what a platform shows in its place, and without a key.
pub(super) fn nameless(namings: &Namings) -> u64 {
    u64::from(number(namings.named.iter().filter(|named| named.keyless && named.name.is_none()).count()))
}

/// How many donors are different people.
pub(super) fn different_donors(namings: &Namings, union: &mut Union) -> u64 {
    let donors = namings.donors.iter().map(|&place| union.find(namings.at(place).naming));
    u64::from(number(donors.collect::<FxHashSet<_>>().len()))
}
