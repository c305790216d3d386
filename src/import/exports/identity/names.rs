//! Equal names: what they would join, what they must not, and how many people there are at least and at most.
//!
//! Two records are two people **for sure** where
//! - they stand in one list of friends, followers or followed people, and their times differ: such a list has nobody twice;
//! - one is the donor and the other stands in that list of theirs;
//! - they have two ids, handles or profile addresses of one platform in one export;
//! - they have two ids of one platform that stay for life.
//!
//! So two accounts of one person count as two people. Where equal names are taken as one person, a name that several people bear
//! for sure makes as few people as can be: each record goes, in the order of reading, to the first who may be meant. Nothing tells
//! which one is; the reading is one end, and no statement of who is who. Where names in a chain would make one of two who are
//! two for sure, none of the chain joins.
//!
//! **At most** there are as many people as the sure rules leave. **At least** there are, in each set of records that equal names
//! (or an e-mail address or number that several share) lead through, as many as the largest number of them who are two by two
//! different for sure by one of the grounds above, and one if there is no such ground. These bounds hold as long as nobody goes by two names without a key
//! that joins them, and every nameless record is somebody else.

use super::{
    few::Few,
    namings::{Namings, number},
    rules::Joins,
    union::Union,
};
use crate::import::exports::rows::KeyKind;
use rustc_hash::{FxHashMap, FxHashSet};

/// A ground on which people are different: of those who have it, two with different values are two people.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Ground {
    /// A list in a file of an export: when the tie began.
    List(u32, u32),
    /// The owner of a list, and those on it.
    Own(u32),
    /// An export, a platform and a kind of key: which key.
    Account(u32, &'static str, KeyKind),
    /// A platform: which id.
    Lasting(&'static str),
}

/// Who is a person for sure, and what equal names would join.
pub(super) struct SameName {
    /// Each person's grounds, by the number that leads their set.
    grounds: FxHashMap<u32, Vec<(Ground, i64)>>,
    /// The people who bear each name that several bear.
    bearers: Vec<Vec<u32>>,
    /// Everybody whom names or shared addresses lead to, each set by the number that leads it.
    chains: Vec<Vec<u32>>,
    donors: FxHashSet<u32>,
    /// How many donors have neither a name nor a key.
    nameless_donors: u64,
}

/// How many people there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Bounds {
    pub(super) people: (u64, u64),
    /// People on a donor's list who are no donors.
    pub(super) bystanders: (u64, u64),
}

impl SameName {
    pub(super) fn of(namings: &Namings, joins: &mut Joins) -> Self {
        let people: Vec<u32> = namings.named.iter().map(|named| joins.union.find(named.naming)).collect();
        let mut bearers = vec![Vec::new(); namings.names as usize];
        for (named, &person) in namings.named.iter().zip(&people) {
            named.name.into_iter().for_each(|name| bearers[name as usize].push(person));
        }
        bearers.iter_mut().for_each(sort_dedup);
        bearers.retain(|bearers| bearers.len() > 1);
        let mut loose = joins.union.clone();
        bearers.iter().for_each(|bearers| join_all(&mut loose, bearers));
        for places in &joins.shared {
            join_all(&mut loose, &places.iter().map(|&place| people[place as usize]).collect::<Vec<_>>());
        }
        let chains = chains(&people, &mut loose);
        let chained = chains.iter().filter(|chain| chain.len() > 1).flatten().copied().collect();
        let donors = namings.donors.iter().map(|&place| people[place as usize]).collect();
        let has_key: FxHashSet<u32> = namings.held.iter().map(|held| held.at).collect();
        let is_nameless = |place: &&u32| namings.at(**place).name.is_none() && !has_key.contains(place);
        let nameless_donors = namings.donors.iter().filter(is_nameless).count() as u64;
        Self { grounds: grounds(namings, &people, &chained), bearers, chains, donors, nameless_donors }
    }

    /// How many names several people bear, as far as is sure.
    pub(super) fn names(&self) -> u64 {
        u64::from(number(self.bearers.len()))
    }

    /// How many people there are if all equal names are one person, and if none are.
    pub(super) fn bounds(&self) -> Bounds {
        let mut bounds = Bounds::default();
        for chain in &self.chains {
            let people = u64::from(number(chain.len()));
            let donors = chain.iter().filter(|person| self.donors.contains(person)).count() as u64;
            let different = self.different(chain).max(1);
            bounds.people.0 += different;
            bounds.people.1 += people;
            bounds.bystanders.0 += different.saturating_sub(donors);
            bounds.bystanders.1 += people - donors;
        }
        // A donor whose export does not say who they are may be anybody on the others' lists.
        bounds.people.0 = bounds.people.0.saturating_sub(self.nameless_donors).max(1.min(bounds.people.0));
        bounds.bystanders.0 = bounds.bystanders.0.saturating_sub(self.nameless_donors);
        bounds
    }

    /// Joins people by their names into as few as can be, as far as nothing says that they are several.
    pub(super) fn join(&self, joins: &mut Joins) {
        let mut tried = joins.union.clone();
        let mut touched: Vec<u32> = Vec::new();
        for bearers in &self.bearers {
            self.few(bearers).iter().for_each(|one| join_all(&mut tried, one));
            touched.extend(bearers);
        }
        sort_dedup(&mut touched);
        for chain in chains(&touched, &mut tried) {
            if self.different(&chain) < 2 {
                chain[1..].iter().for_each(|&person| joins.join(chain[0], person, "same name"));
            }
        }
    }

    /// The bearers of one name as few people: each goes to the first who may be them.
    fn few(&self, bearers: &[u32]) -> Vec<Vec<u32>> {
        if self.different(bearers) < 2 {
            return vec![bearers.to_vec()];
        }
        let own = |bearer: u32| self.grounds.get(&bearer).map_or(&[][..], Vec::as_slice);
        Few::of(bearers.iter().map(|&bearer| (bearer, own(bearer))))
    }

    /// The largest number of `people` whom one ground tells apart, two by two; 0 where no ground bears on them.
    fn different(&self, people: &[u32]) -> u64 {
        let mut grounds: Vec<(Ground, i64)> =
            people.iter().filter_map(|person| self.grounds.get(person)).flatten().copied().collect();
        sort_dedup(&mut grounds);
        let runs = grounds.chunk_by(|one, other| one.0 == other.0).map(|run| run.len() as u64);
        runs.max().unwrap_or(0)
    }
}

/// The sets of `people` in `union`, in the order of their smallest.
fn chains(people: &[u32], union: &mut Union) -> Vec<Vec<u32>> {
    let mut led: Vec<(u32, u32)> = people.iter().map(|&person| (union.find(person), person)).collect();
    sort_dedup(&mut led);
    led.chunk_by(|one, other| one.0 == other.0).map(|chain| chain.iter().map(|led| led.1).collect()).collect()
}

fn join_all(union: &mut Union, people: &[u32]) {
    people.windows(2).for_each(|two| _ = union.join(two[0], two[1]));
}

fn sort_dedup<T: Ord>(list: &mut Vec<T>) {
    list.sort_unstable();
    list.dedup();
}

/// The grounds of everybody in `chained`. Who has two values of one ground (two records in one list, joined by a key) is no
/// measure for others on it.
fn grounds(
    namings: &Namings,
    people: &[u32],
    chained: &FxHashSet<u32>,
) -> FxHashMap<u32, Vec<(Ground, i64)>> {
    let mut all: Vec<(u32, Ground, i64)> = Vec::new();
    for (named, &person) in namings.named.iter().zip(people) {
        let (Some(list), Some(file)) = (named.list, named.file) else { continue };
        let owner = people[namings.donors[list as usize] as usize];
        all.extend([(owner, Ground::Own(owner), 0), (owner, Ground::List(list, file), i64::MIN)]);
        all.push((person, Ground::Own(owner), 1));
        all.extend(named.met.map(|met| (person, Ground::List(list, file), met)));
    }
    for held in namings.held.iter().filter(|held| !held.kind.is_contact_point()) {
        let (named, person, key) = (namings.at(held.at), people[held.at as usize], i64::from(held.key));
        let account = |list| (person, Ground::Account(list, named.platform, held.kind), key);
        all.extend(named.list.map(account));
        all.extend((held.kind == KeyKind::Id).then_some((person, Ground::Lasting(named.platform), key)));
    }
    all.retain(|(person, ..)| chained.contains(person));
    sort_dedup(&mut all);
    let mut grounds: FxHashMap<u32, Vec<(Ground, i64)>> = FxHashMap::default();
    for same in all.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1)) {
        if let [(person, ground, value)] = *same {
            grounds.entry(person).or_default().push((ground, value));
        }
    }
    grounds
}
