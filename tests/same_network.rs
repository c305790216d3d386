//! One network in every format of networks: seven people, one of them without ties, one tied to themselves, one tie written twice.
//! All formats give the same people and the same ties, and no account of a reading names anybody.

use bystander::import::exports::{ImportRequest, Imported, import};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

const NAMES: [&str; 7] = ["Ada", "Ben", "Cem", "Dora", "Emil", "Fay", "Gus"];

const FORMATS: &[&str] = &[
    "adjlist",
    "apoc",
    "dimacs",
    "dl_edges",
    "dl_matrix",
    "edge_list",
    "gdf",
    "gml",
    "konect",
    "matrix_market",
    "metis",
    "mtx_symmetric",
    "neo4j",
    "pajek",
    "pajek_lists",
    "pajek_matrix",
    "vna",
];

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name).join("export")
}

fn read(path: PathBuf, renamed: &[(&str, &str)]) -> Result<Imported, String> {
    let renamed = renamed.iter().map(|(ours, theirs)| ((*ours).to_owned(), (*theirs).to_owned())).collect();
    let request =
        ImportRequest { exports: vec![path], renamed, max_rejects: 0.5, ..ImportRequest::default() };
    import(&request, &mut |_| ()).map_err(|error| error.to_string())
}

/// The records of a table of the import.
fn table(imported: &Imported, name: &str) -> Vec<Vec<String>> {
    let (_, bytes) = imported.files.iter().find(|(path, _)| path == name).expect("the table");
    let mut reader = csv::Reader::from_reader(&bytes[..]);
    reader.records().map(|record| record.expect("a record").iter().map(str::to_owned).collect()).collect()
}

/// What somebody is called, whom a format may know by their number.
fn name(id: &str) -> String {
    id.parse::<usize>().map_or_else(|_| id.to_owned(), |number| NAMES[number - 1].to_owned())
}

type Network = (BTreeSet<String>, BTreeSet<(String, String)>);

/// People and ties between two of them, whatever their direction.
fn network(imported: &Imported) -> Network {
    let people = table(imported, "people.csv").iter().map(|record| name(&record[0])).collect();
    let tie = |record: &Vec<String>| {
        let (one, other) = (name(&record[0]), name(&record[1]));
        if one < other { (one, other) } else { (other, one) }
    };
    let ties = table(imported, "ties.csv").iter().map(tie).filter(|(one, other)| one != other).collect();
    (people, ties)
}

/// The village as it is, counted by hand.
fn village() -> Network {
    let ties =
        [("Ada", "Ben"), ("Ada", "Cem"), ("Ben", "Cem"), ("Cem", "Dora"), ("Dora", "Emil"), ("Emil", "Fay")];
    let ties = ties.map(|(one, other)| (one.to_owned(), other.to_owned()));
    (NAMES.map(str::to_owned).into(), ties.into())
}

#[test]
fn every_format_gives_the_same_people_and_ties() {
    for format in FORMATS {
        let imported = read(fixture(&format!("network_{format}")), &[]).expect(format);
        let (mut people, ties) = village();
        if matches!(*format, "edge_list" | "konect") {
            // A list of ties cannot hold somebody without ties.
            people.remove("Gus");
        }
        assert_eq!(network(&imported), (people, ties), "{format}");
        assert!(!imported.reading.directed, "{format} does not point");
        // METIS has neither loops nor repeats.
        let loops = u64::from(*format != "metis");
        assert_eq!((imported.reading.ties, imported.reading.self_loops), (6, loops), "{format}");
    }
}

#[test]
fn no_account_of_a_reading_names_anybody() {
    let called =
        ["Ada", "Ben of", "Dora", "Emil", "Fay", "Gus", "mill", "نور", "Нина", "Čeněk", "Hooft", "b6589fc6"];
    let root = fixture("").parent().expect("the fixtures").to_owned();
    let root = root.parent().map_or(root.clone(), Path::to_owned).join("fixtures");
    let mut seen = 0;
    for entry in fs::read_dir(root).expect("the fixtures") {
        let folder = entry.expect("an entry").path();
        let kind = folder.file_name().expect("a name").to_string_lossy().into_owned();
        if !["network_", "nasty_", "told_"].iter().any(|start| kind.starts_with(start)) {
            continue;
        }
        seen += 1;
        let told = match read(folder.join("export"), &[]) {
            Err(error) => error,
            Ok(imported) => {
                let account = serde_json::to_string(&imported.reading).expect("an account");
                let (_, rejects) =
                    imported.files.iter().find(|(path, _)| path == "rejects.csv").expect("the rejects");
                account + &String::from_utf8_lossy(rejects)
            }
        };
        for text in called {
            assert!(!told.contains(text), "{kind}: {told}");
        }
    }
    assert!(seen > 30, "the fixtures were found");
}

/// A database with the village in it, made as a program would make it.
fn database(path: &Path, more: &str) {
    let database = rusqlite::Connection::open(path).expect("a database");
    let tables = "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, sex TEXT);
         INSERT INTO users VALUES (1,'Ada','f'),(2,'Ben','m'),(3,'Cem','m'),(4,'Dora','f'),(5,'Emil','m'),(6,'Fay',NULL),(7,'Gus','m');
         CREATE TABLE friendships (user_id INTEGER, friend_id INTEGER, note BLOB);
         INSERT INTO friendships VALUES (1,2,x'00'),(2,1,NULL),(1,3,NULL),(2,3,NULL),(3,4,NULL),(4,5,NULL),(5,6,NULL),(6,6,NULL);
         CREATE TABLE app_installs (user_id INTEGER, app TEXT, granted INTEGER, installed_at INTEGER);
         INSERT INTO app_installs VALUES (1,'Quiz',1,1398816000),(2,'Quiz',0,1398816000),(NULL,'Quiz',1,1398816000);";
    database.execute_batch(&format!("{tables}{more}")).expect("tables");
}

#[test]
fn a_database_gives_the_same_people_and_ties_and_only_what_was_agreed_to() {
    let room = tempfile::tempdir().expect("a folder");
    let path = room.path().join("app #1?.db");
    database(&path, "");
    let before = fs::read(&path).expect("its bytes");
    let imported = read(path.clone(), &[]).expect("a database");
    assert_eq!(network(&imported), village());
    assert_eq!(table(&imported, "consents.csv"), [["1", "Quiz", "2014-04-30"]]);
    let why: Vec<_> = imported.reading.gaps.iter().map(|gap| (gap.text, gap.records)).collect();
    assert_eq!(why.len(), 2, "one refused, one names nobody: {why:?}");
    assert_eq!(fs::read(&path).expect("its bytes"), before);
    assert_eq!(fs::read_dir(room.path()).expect("the folder").count(), 1, "nothing is written beside it");
}

#[test]
fn a_database_is_refused_that_is_cut_off_or_not_all_there_or_says_too_little() {
    let room = tempfile::tempdir().expect("a folder");
    let path = room.path().join("app.db");
    database(
        &path,
        "CREATE TABLE follows (follower_id INTEGER, followed_id INTEGER); INSERT INTO follows VALUES (1,2);",
    );
    let error = |path: &Path, renamed: &[(&str, &str)]| read(path.to_owned(), renamed).expect_err("an error");
    assert!(error(&path, &[]).contains("several tables may be the ties: `follows`, `friendships`"));
    assert!(error(&path, &[("ties", "elsewhere")]).contains("there is no table for `ties`"));
    let follows = read(path.clone(), &[("ties", "follows")]).expect("the table that was named");
    assert!(follows.reading.directed && follows.reading.ties == 1);
    let bytes = fs::read(&path).expect("its bytes");
    let cut = room.path().join("cut.db");
    fs::write(&cut, &bytes[..bytes.len() - 100]).expect("written");
    assert!(error(&cut, &[]).contains("cut off"));
    fs::write(room.path().join("app.db-wal"), b"changes").expect("written");
    assert!(error(&path, &[("ties", "follows")]).contains("write-ahead log"));
}

#[test]
fn ego_networks_give_the_counts_that_an_audit_of_the_folder_gives() {
    let folder = fixture("network_ego");
    let imported = read(folder.clone(), &[]).expect("ego networks");
    let written = tempfile::tempdir().expect("a folder");
    for (path, bytes) in &imported.files {
        fs::write(written.path().join(path), bytes).expect("written");
    }
    let counts = |case: PathBuf| {
        let request = bystander::import::Request { case: Some(case), ..Default::default() };
        let tables = bystander::import::read(&request, &mut |_| ()).expect("a case");
        let mut ties: Vec<_> =
            tables.ties.pairs.iter().map(|(one, other)| (one.0.min(other.0), one.0.max(other.0))).collect();
        ties.sort_unstable();
        ties.dedup();
        let known = |attribute: &bystander::model::attribute::Attribute| {
            let known =
                attribute.codes.iter().filter(|&&code| (code as usize) < attribute.values.len()).count();
            (attribute.name.clone(), attribute.values.clone(), known)
        };
        let mut attributes: Vec<_> = tables.attributes.iter().map(known).collect();
        attributes.sort();
        let segments = tables.segments.iter().map(|segment| segment.members.len());
        (tables.people, ties.len(), tables.consenters.len(), attributes, segments.collect::<Vec<_>>())
    };
    assert_eq!(counts(written.path().to_owned()), counts(folder));
}
