//! Donated exports whose truth is known: the people on the lists and the bystanders lie between the two ends, whatever
//! names are shared.

use bystander::{
    audit::Audit,
    import::{
        Request,
        exports::{ImportRequest, SameNames, import},
        read,
    },
    measure::{Measures, spread::Spread},
    model::case::Parameters,
    report::Report,
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

/// The headline of an audit of exports, and what it says that the spread is.
fn answer(exports: &Path, same_names: SameNames) -> (String, Value) {
    let how = ImportRequest { same_names, ..ImportRequest::default() };
    let request = Request { case: Some(exports.to_owned()), how, ..Request::default() };
    let parameters = Parameters { draws: 5, ..Parameters::default() };
    let audit = Audit::new(read(&request, &mut |_| ()).expect("reads"), parameters);
    let report = Report::new(&audit, &Measures::of(&audit, |_| ()), Vec::new());
    (report.headline, report.results["kinds"]["spread"].clone())
}

#[test]
fn a_report_says_what_equal_names_were_taken_for_wherever_that_matters() {
    let exports = Path::new(env!("CARGO_MANIFEST_DIR")).join("datasets/donated-exports/exports");
    for (same_names, taken_for) in [(SameNames::Apart, "several people"), (SameNames::Together, "one person")]
    {
        let (headline, kind) = answer(&exports, same_names);
        assert!(headline.contains(&format!("takes equal names for {taken_for}")), "{headline}");
        assert_eq!(kind, "model");
    }
}

#[test]
fn a_report_of_lists_that_share_no_name_is_as_exact_as_any() {
    let room = tempfile::tempdir().expect("a folder");
    let friend = |name: &str, moment: u32| format!(r#"{{"name":"{name}","timestamp":{moment}}}"#);
    for (donor, friends) in
        [("ada", [friend("Cem", 1), friend("Dot", 2)]), ("ben", [friend("Eve", 3), friend("Fay", 4)])]
    {
        let folder = room.path().join(donor);
        let write = |path: &str, text: String| {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("written");
            fs::write(path, text).expect("written");
        };
        write("friends_and_followers/friends.json", format!(r#"{{"friends_v2":[{}]}}"#, friends.join(",")));
        let profile = format!(r#"{{"profile_v2":{{"name":{{"full_name":"{donor}"}}}}}}"#);
        write("profile_information/profile_information.json", profile);
        let apps = r#"{"installed_apps_v2":[{"name":"Quiz","added_timestamp":1}]}"#;
        write("apps_and_websites_off_of_facebook/apps_and_websites.json", apps.to_owned());
    }
    let (headline, kind) = answer(room.path(), SameNames::Apart);
    assert!(headline.starts_with("2 of 6 people agreed.") && !headline.contains("equal names"), "{headline}");
    assert_eq!(kind, "exact");
}

#[test]
fn the_exports_of_the_repository_are_those_of_their_seed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("datasets/donated-exports");
    for (path, bytes) in donations(&Settings { people: 2_000, seed: 5 }).files() {
        assert!(fs::read(folder.join(&path)).is_ok_and(|found| found == bytes), "{path}");
    }
}
