//! Donated exports whose truth is known: the people on the lists and the bystanders lie between the two ends, whatever
//! names are shared.

use bystander::{
    audit::Audit,
    import::{
        Request,
        exports::{ImportRequest, SameNames, import},
        read,
    },
    measure::spread::Spread,
    model::case::Parameters,
    simulate::{Settings, donated::donations},
};
use serde_json::Value;
use std::{fs, path::Path};

/// The exports and the truth, in a folder of their own.
fn donated(people: u32, seed: u64) -> (tempfile::TempDir, Value) {
    let room = tempfile::tempdir().expect("a folder");
    let mut truth = Value::Null;
    for (path, bytes) in donations(&Settings { people, seed }).files() {
        if path == "truth.json" {
            truth = serde_json::from_slice(&bytes).expect("JSON");
        }
        let path = room.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("written");
        fs::write(path, bytes).expect("written");
    }
    (room, truth)
}

fn spread(exports: &Path, same_names: SameNames) -> Spread {
    let how = ImportRequest { same_names, ..ImportRequest::default() };
    let request = Request { case: Some(exports.to_owned()), how, ..Request::default() };
    Spread::of(&Audit::new(read(&request, &mut |_| ()).expect("reads"), Parameters::default()))
}

#[test]
fn the_truth_lies_between_both_ends() {
    let mut apart_from_each_other = 0;
    for seed in 1..=12 {
        let (room, truth) = donated(1_000, seed);
        let exports = room.path().join("exports");
        let count = |key: &str| truth["spread"][key].as_u64().expect("a count");
        let request = ImportRequest { exports: vec![exports.clone()], ..ImportRequest::default() };
        let reading = import(&request, &mut |_| ()).expect("reads").reading;
        let who = &reading.identities;
        assert!((who.people_at_least..=who.people_at_most).contains(&count("people")), "seed {seed}");
        let listed = truth["listed_only"].as_u64().expect("a count");
        let ends = who.bystanders_of_donors_at_least..=who.bystanders_of_donors_at_most;
        assert!(ends.contains(&listed), "seed {seed}");
        assert_eq!(reading.taken, reading.records, "seed {seed}");

        let [apart, together] = [SameNames::Apart, SameNames::Together].map(|how| spread(&exports, how));
        assert_eq!(apart.consenters, count("consenters"), "seed {seed}");
        let ends = together.bystanders..=apart.bystanders;
        assert!(ends.contains(&count("bystanders")), "seed {seed}: {ends:?}");
        apart_from_each_other += u64::from(together.bystanders < apart.bystanders);
        // A friendship that stands on both lists is told by its moment.
        assert_eq!(apart.ties, count("ties"), "seed {seed}");
    }
    assert!(apart_from_each_other > 0, "names that are shared make a difference somewhere");
}

#[test]
fn the_exports_of_the_repository_are_those_of_their_seed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("datasets/donated-exports");
    for (path, bytes) in donations(&Settings { people: 2_000, seed: 5 }).files() {
        assert!(fs::read(folder.join(&path)).is_ok_and(|found| found == bytes), "{path}");
    }
}
