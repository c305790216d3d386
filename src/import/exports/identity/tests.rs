//! Rules by small exports, and bounds by planted collisions: people whose truth is known, with names that several of them bear.

use super::{
    super::rows::{Cell, Contact, KeyKind, Rows, Someone, Table, Tie},
    *,
};
use crate::{import::error::ImportError, model::id::SourceId};
use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::collections::{BTreeMap, BTreeSet};

fn gathered(build: impl FnOnce(&mut Rows)) -> Gathered {
    let mut silent = |_: &str| ();
    let mut rows = Rows::new(&mut silent);
    build(&mut rows);
    rows.got
}

fn named(platform: &'static str, name: &str, met: i64) -> Contact {
    Contact { platform, name: Some(name.to_owned()), met: (met > 0).then_some(met), ..Contact::default() }
}

fn keyed(platform: &'static str, kind: KeyKind, key: &str, name: &str) -> Contact {
    Contact { keys: vec![(kind, key.to_owned())], ..named(platform, name, 0) }
}

/// An export with its owner and a list of friends in a file of its own.
fn export(rows: &mut Rows, owner: Contact, friends: impl IntoIterator<Item = Contact>) -> Vec<Someone> {
    let donor = rows.donor(owner);
    let file = SourceId(u32::try_from(rows.got.donors.len()).unwrap());
    let mut all = vec![donor];
    for friend in friends {
        let friend = rows.contact(donor, friend);
        rows.tie(Tie { kind: Some("friend"), ..Tie::new(donor, friend, file, 1) });
        all.push(friend);
    }
    all
}

/// A Facebook export: names and times, 0 for no time.
fn facebook(rows: &mut Rows, owner: &str, friends: &[(&str, i64)]) -> Vec<Someone> {
    let owner = named("facebook", owner, 0);
    export(rows, owner, friends.iter().map(|&(name, met)| named("facebook", name, met)))
}

fn people(rows: &Gathered, same_names: SameNames) -> People {
    People::of(rows, same_names, None).unwrap()
}

/// The person of each naming, apart and together.
fn both(build: impl FnOnce(&mut Rows)) -> [Vec<u32>; 2] {
    let rows = gathered(build);
    [SameNames::Apart, SameNames::Together].map(|same_names| people(&rows, same_names).of)
}

fn bounds(rows: &Gathered) -> [u64; 4] {
    let account = people(rows, SameNames::Apart).account;
    [
        account.people_at_least,
        account.people_at_most,
        account.bystanders_of_donors_at_least,
        account.bystanders_of_donors_at_most,
    ]
}

#[test]
fn an_equal_key_is_one_person_however_it_is_spelt() {
    let rows = gathered(|rows| {
        let friends = [
            keyed("instagram", KeyKind::Handle, "@Ben.1", "Ben"),
            keyed("instagram", KeyKind::Handle, "ben.1", "Benjamin"),
            keyed("tiktok", KeyKind::Handle, "ben.1", "Ben"),
            keyed("contacts", KeyKind::Phone, "0031 6 12345678", "Cem"),
            keyed("whatsapp", KeyKind::Phone, "+31-6-1234-5678", "Cem"),
        ];
        export(rows, named("instagram", "Ada", 0), friends);
    });
    let found = people(&rows, SameNames::Apart);
    assert_eq!(found.of, [0, 1, 1, 2, 3, 3]);
    assert_eq!(found.account.joined, [("same contact point", 1), ("same key", 1)].into());
    assert_eq!(found.ids, ["p1", "p2", "p3", "p4"]);
    let called = [("handle", "@Ben.1"), ("handle", "ben.1"), ("name", "Ben"), ("name", "Benjamin")];
    assert_eq!(found.known_as[1], called.map(|(kind, text)| (kind, text.to_owned())));
}

#[test]
fn a_friendship_told_from_both_sides_joins_the_donors_to_their_records() {
    let rows = gathered(|rows| {
        facebook(rows, "Ada", &[("Ben", 100), ("Ben", 200), ("Cem", 300)]);
        facebook(rows, "ben", &[("ADA", 200), ("Dora", 300)]);
    });
    let found = people(&rows, SameNames::Apart);
    assert_eq!(found.of, [0, 1, 2, 3, 2, 0, 4]);
    assert_eq!(found.account.joined, [("same friendship from both sides", 2)].into());
    // The other Ben is somebody else for sure: one list has nobody twice.
    assert_eq!(bounds(&rows), [5, 5, 3, 3]);
}

#[test]
fn the_same_second_alone_joins_nobody_and_neither_do_names_at_other_seconds() {
    let [apart, together] = both(|rows| {
        facebook(rows, "Ada", &[("Cem", 100), ("Ben", 201)]);
        facebook(rows, "Ben", &[("Dora", 100), ("Ada", 200)]);
    });
    assert_eq!(apart, [0, 1, 2, 3, 4, 5]);
    assert_eq!(together, [0, 1, 2, 2, 3, 0]);
}

#[test]
fn a_repeat_is_the_same_name_since_the_same_second_in_one_donors_lists() {
    let [apart, together] = both(|rows| {
        facebook(rows, "Ada", &[("Нина", 100), ("НИНА ", 100), ("Нина", 101), ("Нина", 0)]);
        facebook(rows, "Ben", &[("Нина", 100)]);
    });
    assert_eq!(apart, [0, 1, 1, 2, 3, 4, 5]);
    // Two people bear the name for sure: as few as can be are two, and who of them the others are is open.
    assert_eq!(together, [0, 1, 1, 2, 1, 3, 1]);
}

#[test]
fn two_exports_of_one_account_are_one_donors() {
    let owner = || keyed("facebook", KeyKind::Handle, "ada", "Ada");
    let rows = gathered(|rows| {
        export(rows, owner(), [named("facebook", "Ben", 100), named("facebook", "Ben", 200)]);
        export(rows, owner(), [named("facebook", "Ben", 200), named("facebook", "Ben", 100)]);
    });
    let found = people(&rows, SameNames::Apart);
    assert_eq!(found.of, [0, 1, 2, 0, 2, 1]);
    assert_eq!((found.account.donated_exports, found.account.donors), (2, 1));
    assert_eq!(found.known_as[0][..2], [("donor", "donor 1".to_owned()), ("donor", "donor 2".to_owned())]);
}

#[test]
fn who_has_no_name_is_never_joined() {
    let [apart, together] = both(|rows| {
        facebook(
            rows,
            "Facebook user",
            &[("Facebook user", 5), ("Facebook User", 5), ("", 5), (" \u{200f}", 5)],
        );
        facebook(rows, "", &[("Facebook-gebruiker", 5), ("مستخدم فيسبوك", 5)]);
    });
    assert_eq!(apart, [0, 1, 2, 3, 4, 5, 6, 7]);
    assert_eq!(together, apart);
}

#[test]
fn a_number_with_two_names_in_one_list_is_a_households_and_joins_nobody() {
    let phone = |name| keyed("contacts", KeyKind::Phone, "+31201234567", name);
    let rows = gathered(|rows| {
        let owner = rows.donor(named("contacts", "Ada", 0));
        ["Ben", "Cem"].iter().for_each(|name| _ = rows.contact(owner, phone(name)));
        let other = rows.donor(named("contacts", "Dora", 0));
        rows.contact(other, phone("Home"));
    });
    let found = people(&rows, SameNames::Apart);
    assert_eq!(found.of, [0, 1, 2, 3, 4]);
    assert_eq!((found.account.shared_contact_points, found.account.joined.len()), (1, 0));
    // All three may still be one person, or three.
    assert_eq!(bounds(&rows), [3, 5, 1, 3]);
}

#[test]
fn accounts_that_a_platform_tells_apart_are_never_joined_by_their_names() {
    let linked = |key| keyed("linkedin", KeyKind::Url, key, "Ben");
    let [_, together] = both(|rows| {
        export(
            rows,
            named("linkedin", "Ada", 0),
            [linked("linkedin.com/in/ben-1"), linked("linkedin.com/in/ben-2")],
        );
        export(rows, named("linkedin", "Dora", 0), [linked("linkedin.com/in/ben-3")]);
    });
    // The third address may be another one of either; it goes to the first.
    assert_eq!(together, [0, 1, 2, 3, 1]);
    let id = |key| keyed("x", KeyKind::Id, key, "Ben");
    let rows = gathered(|rows| {
        export(rows, named("x", "Ada", 0), [id("7")]);
        export(rows, named("x", "Dora", 0), [id("8")]);
    });
    assert_eq!(people(&rows, SameNames::Together).ids.len(), 4);
    assert_eq!(bounds(&rows), [4, 4, 2, 2]);
}

#[test]
fn a_donor_is_nobody_on_their_own_list() {
    let rows = gathered(|rows| {
        facebook(rows, "Ada", &[("Ada", 100), ("Ada", 200)]);
    });
    assert_eq!(bounds(&rows), [3, 3, 2, 2]);
    assert_eq!(people(&rows, SameNames::Together).of, [0, 1, 2]);
}

#[test]
fn names_in_a_chain_do_not_make_one_of_two() {
    // One account with two names leads from the one record of a list to the other.
    let [apart, together] = both(|rows| {
        facebook(rows, "Ada", &[("Ben", 100), ("Benno", 200)]);
        let handle = |name| keyed("instagram", KeyKind::Handle, "ben", name);
        export(rows, named("instagram", "Cem", 0), [handle("Ben"), handle("Benno")]);
    });
    assert_eq!(apart, [0, 1, 2, 3, 4, 4]);
    assert_eq!(together, apart);
}

fn scoped(ids: &[&[&str]], how: Option<Ids>) -> Result<Vec<String>, ImportError> {
    let rows = gathered(|rows| {
        for set in ids {
            let scope = rows.scope();
            set.iter().for_each(|id| _ = rows.by_id(scope, id.as_bytes()));
        }
        let donor = rows.donor(Contact::default());
        rows.contact(donor, Contact::default());
    });
    People::of(&rows, SameNames::Apart, how).map(|people| people.ids)
}

#[test]
fn ids_of_several_files_are_put_together_as_the_user_says() {
    let files: &[&[&str]] = &[&["1", "2"], &["2", "3"]];
    let error = scoped(files, None).unwrap_err().to_string();
    assert!(error.contains("in more than one of them: 1") && error.contains("--ids same"), "{error}");
    assert_eq!(scoped(files, Some(Ids::Same)).unwrap(), ["1", "2", "3", "p1", "p2"]);
    assert_eq!(scoped(files, Some(Ids::Apart)).unwrap(), ["1:1", "1:2", "2:2", "2:3", "p1", "p2"]);
    assert_eq!(scoped(&[&["1"], &["2"]], None).unwrap(), ["1", "2", "p1", "p2"]);
    assert_eq!(scoped(&[&["1"]], Some(Ids::Apart)).unwrap(), ["1", "p1", "p2"]);
}

#[test]
fn donated_people_get_ids_that_no_network_has() {
    assert_eq!(scoped(&[&["p7", "px"]], None).unwrap(), ["p7", "px", "p-1", "p-2"]);
}

#[test]
fn labels_that_are_somebody_elses_ids_are_told() {
    let rows = gathered(|rows| {
        let scope = rows.scope();
        for (id, label) in [("0", "1"), ("1", "2"), ("2", "2"), ("3", "Ada")] {
            let person = rows.by_id(scope, id.as_bytes()).0;
            rows.label(person, "label", label);
        }
    });
    let account = people(&rows, SameNames::Apart).account;
    assert_eq!((account.labels_that_are_others_ids, account.warnings().len()), (2, 1));
}

/// The ids that a list of consents gets for these texts, beside two donors and their friends.
fn found(texts: &[&str]) -> Result<Vec<String>, ImportError> {
    let rows = gathered(|rows| {
        let scope = rows.scope();
        rows.by_id(scope, b"Ada");
        facebook(rows, "Ben", &[("Cem", 100), ("Dora", 100)]);
        export(
            rows,
            keyed("instagram", KeyKind::Handle, "emil", "Emil"),
            [named("instagram", "dora", 7), keyed("instagram", KeyKind::Handle, "cem", "Fay")],
        );
        let content = b"person".to_vec();
        let input = crate::import::input::Input::of_bytes("list.csv".into(), "list.csv".as_ref(), content);
        let source = rows.enter("consents", &input.unwrap(), "CSV");
        for (line, text) in (2..).zip(texts) {
            let person = Cell::Person(rows.alias(text));
            rows.add(Table::Consents, source, line, &[("person", person)]);
        }
    });
    let people = People::of(&rows, SameNames::Apart, None)?;
    let ids = rows.rows.iter().map(|row| match &row.cells[0] {
        Some(Cell::Person(someone)) => people.ids[people.person(*someone) as usize].clone(),
        _ => String::new(),
    });
    Ok(ids.collect())
}

#[test]
fn a_list_finds_people_by_id_then_key_then_a_name_that_is_theirs_alone() {
    let ids = found(&["Ada", "@EMIL", "cem", "Fay", "BEN", "donor 2", "p2"]).unwrap();
    assert_eq!(ids, ["Ada", "p4", "p6", "p6", "p1", "p4", "p2"]);
}

#[test]
fn who_may_be_several_is_an_error_at_its_line_and_who_is_nobody_is_a_stranger() {
    let error = found(&["Ada", "Dora"]).unwrap_err().to_string();
    assert!(error.starts_with("reading list.csv, line 3: ") && !error.contains("Dora"), "{error}");
    let ids = found(&["Gus", " gus", "Нина", "Facebook user", "Facebook user"]).unwrap();
    assert_eq!(ids, [1, 1, 2, 3, 4].map(|number| format!("[stranger {number}]")));
    let rows = gathered(|rows| {
        let person = rows.alias("007");
        rows.add(Table::Consents, SourceId(0), 1, &[("person", Cell::Person(person))]);
    });
    let people = people(&rows, SameNames::Apart);
    assert_eq!(
        (people.ids.as_slice(), people.listed().len(), people.account.strangers),
        (&["007".into()][..], 0, 1)
    );
}

/// A world of people with names that several bear, their friendships, and the exports that some of them donated.
struct World {
    rows: Gathered,
    /// Who each naming of a donated export is in truth.
    truth: Vec<usize>,
    donors: BTreeSet<usize>,
}

/// How a world is made.
#[derive(Clone, Copy)]
struct Making {
    /// How many different names there are.
    names: usize,
    /// Whether an account has a handle that exports show.
    handles: bool,
}

impl World {
    fn new(seed: u64, making: Making) -> Self {
        let mut draw = ChaCha8Rng::seed_from_u64(seed);
        let size = draw.random_range(2..25_usize);
        let names: Vec<usize> = if making.names == usize::MAX {
            (0..size).collect()
        } else {
            (0..size).map(|_| draw.random_range(0..making.names)).collect()
        };
        let friendships = Self::friendships(&mut draw, size, &names);
        let donors: BTreeSet<usize> = (0..size).filter(|_| draw.random_bool(0.4)).collect();
        let mut truth = Vec::new();
        let rows = gathered(|rows| {
            for &donor in &donors {
                let friends = friendships.iter().filter(|(ends, _)| ends.contains(&donor));
                let mut list = Vec::new();
                for &(ends, since) in friends {
                    let friend = ends[usize::from(ends[0] == donor)];
                    let repeats = 1 + usize::from(draw.random_bool(0.1));
                    list.extend(std::iter::repeat_n((friend, since), repeats));
                }
                truth.push(donor);
                truth.extend(list.iter().map(|(friend, _)| friend));
                let record = |person: usize, met, draw: &mut ChaCha8Rng| {
                    let handle = (KeyKind::Handle, format!("account{person}"));
                    let keys = if making.handles { vec![handle] } else { Vec::new() };
                    Contact { keys, ..named("facebook", &spelt(names[person], draw), met) }
                };
                let owner = record(donor, 0, &mut draw);
                let list: Vec<_> = list.iter().map(|&(friend, met)| record(friend, met, &mut draw)).collect();
                export(rows, owner, list);
            }
        });
        Self { rows, truth, donors }
    }

    /// Pairs with the second in which they became friends. Some seconds are those of another friendship, as long as the names of
    /// the two pairs differ.
    fn friendships(draw: &mut ChaCha8Rng, size: usize, names: &[usize]) -> Vec<([usize; 2], i64)> {
        let mut made: Vec<([usize; 2], i64)> = Vec::new();
        let called = |ends: [usize; 2]| BTreeSet::from(ends.map(|end| names[end]));
        for one in 0..size {
            for other in one + 1..size {
                if draw.random_bool(0.3) {
                    let new = i64::try_from(made.len()).unwrap() + 1_000;
                    let like = made.get(draw.random_range(0..made.len().max(1))).copied();
                    let since = like.map_or(new, |like| like.1);
                    let taken =
                        made.iter().any(|(ends, at)| *at == since && called(*ends) == called([one, other]));
                    let since = if taken || draw.random_bool(0.7) { new } else { since };
                    made.push(([one, other], since));
                }
            }
        }
        made
    }

    fn bystanders(&self) -> u64 {
        self.truth.iter().copied().collect::<BTreeSet<_>>().difference(&self.donors).count() as u64
    }

    fn people(&self) -> u64 {
        self.truth.iter().collect::<BTreeSet<_>>().len() as u64
    }
}

/// The name of that number, spelt in one of several ways.
fn spelt(name: usize, draw: &mut impl Rng) -> String {
    let name = format!("Daniël Нина {name}");
    match draw.random_range(0..3) {
        0 => name,
        1 => name.to_uppercase(),
        _ => name.replace('ë', "e\u{308}") + "\u{200f}",
    }
}

#[test]
fn truth_lies_inside_the_bounds_whatever_names_collide() {
    let mut wide = 0;
    for seed in 0..300 {
        let making = Making { names: 1 + usize::try_from(seed).unwrap() % 7, handles: false };
        let world = World::new(seed, making);
        let [people_least, people_most, least, most] = bounds(&world.rows);
        assert!(people_least <= world.people() && world.people() <= people_most, "people, seed {seed}");
        assert!(least <= world.bystanders() && world.bystanders() <= most, "bystanders, seed {seed}");
        wide += u64::from(people_least < world.people() && world.people() < people_most);
        for same_names in [SameNames::Apart, SameNames::Together] {
            let found = people(&world.rows, same_names);
            let count = found.ids.len() as u64;
            assert!((people_least..=people_most).contains(&count), "seed {seed}");
            assert_eq!(
                count == people_most,
                same_names == SameNames::Apart || !found.account.joined.contains_key("same name")
            );
            let joins: u64 = found.account.joined.values().sum();
            assert_eq!(count + joins, world.truth.len() as u64, "each join takes one away, seed {seed}");
        }
    }
    assert!(wide > 50, "names decide something in {wide} of the worlds");
}

#[test]
fn what_is_joined_without_names_is_one_person_in_truth() {
    for seed in 0..300 {
        let world = World::new(seed, Making { names: 4, handles: false });
        let found = people(&world.rows, SameNames::Apart);
        let mut who: BTreeMap<u32, usize> = BTreeMap::new();
        for (person, truth) in found.of.iter().zip(&world.truth) {
            assert_eq!(*who.entry(*person).or_insert(*truth), *truth, "seed {seed}");
        }
    }
}

#[test]
fn names_that_nobody_shares_give_the_truth_as_the_lower_bound_and_together() {
    for seed in 0..100 {
        let world = World::new(seed, Making { names: usize::MAX, handles: false });
        let [people_least, _, least, _] = bounds(&world.rows);
        assert_eq!((people_least, least), (world.people(), world.bystanders()), "seed {seed}");
        assert_eq!(people(&world.rows, SameNames::Together).ids.len() as u64, world.people(), "seed {seed}");
    }
}

#[test]
fn exact_keys_give_the_truth_however_names_collide() {
    for seed in 0..100 {
        let world = World::new(seed, Making { names: 2, handles: true });
        let found = people(&world.rows, SameNames::Apart);
        assert_eq!(found.ids.len() as u64, world.people(), "seed {seed}");
        let [.., most] = bounds(&world.rows);
        assert_eq!(most, world.bystanders(), "seed {seed}");
    }
}

/// The rules for records without keys, applied to every two records until nothing changes.
#[test]
fn comparing_every_two_records_joins_the_same() {
    for seed in 0..60 {
        let world = World::new(seed, Making { names: 3, handles: false });
        let rows = &world.rows;
        let contact = |at: usize| match &rows.namings[at] {
            Naming::Contact(contact) => {
                (crate::import::spelling::name(contact.name.as_deref().unwrap()), contact.met)
            }
            _ => unreachable!("only donated exports are in it"),
        };
        let list = |at: usize| rows.lists[at].1.map(|donor| rows.donors[donor].0 as usize);
        let mut of: Vec<usize> = (0..rows.namings.len()).collect();
        let mut join = |one: usize, other: usize| {
            let (from, to) = (of[one].max(of[other]), of[one].min(of[other]));
            of.iter_mut().filter(|leader| **leader == from).for_each(|leader| *leader = to);
        };
        for one in 0..rows.namings.len() {
            for other in 0..rows.namings.len() {
                let (Some(left), Some(right)) = (list(one), list(other)) else { continue };
                if contact(one).1 != contact(other).1 {
                    continue;
                }
                if left == right && contact(one).0 == contact(other).0 {
                    join(one, other);
                }
                if left != right && contact(one).0 == contact(right).0 && contact(other).0 == contact(left).0
                {
                    join(one, right);
                    join(other, left);
                }
            }
        }
        let mut numbers = BTreeMap::new();
        let leaders: Vec<u32> = of
            .iter()
            .map(|leader| {
                let next = u32::try_from(numbers.len()).unwrap();
                *numbers.entry(*leader).or_insert(next)
            })
            .collect();
        assert_eq!(leaders, people(rows, SameNames::Apart).of, "seed {seed}");
    }
}
