//! Every export format: the exports under `tests/fixtures`, written by hand from the documented shapes, give exactly the rows that
//! stand beside them in `rows.json`; from a folder, and from an archive of it.
//!
//! A fixture is a folder with `export` (what is read) and `rows.json` (every table that comes of it, and the account of the reading
//! without sizes and hashes). Where `export` holds one file and nothing else, that file is read, else the folder. With the
//! environment variable `FIXTURES=overwrite` the rows are written anew, to be read by eye before they are kept.

use bystander::import::exports::{ImportRequest, Imported, import};
use serde_json::{Map, Value, json};
use std::{
    fs,
    io::{Cursor, Write},
    path::{Path, PathBuf},
};
use zip::{ZipWriter, write::SimpleFileOptions};

pub(crate) fn fixtures() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut found: Vec<PathBuf> =
        fs::read_dir(root).expect("the fixtures").map(|entry| entry.expect("an entry").path()).collect();
    found.retain(|path| path.join("export").is_dir());
    found.sort();
    found
}

/// The one file in `folder`, or the folder.
pub(crate) fn export(folder: &Path) -> PathBuf {
    let mut files = fs::read_dir(folder).expect("an export").map(|entry| entry.expect("an entry").path());
    match (files.next(), files.next()) {
        (Some(only), None) if only.is_file() => only,
        _ => folder.to_owned(),
    }
}

fn read(path: &Path) -> Result<Imported, String> {
    // The exports here are small and full of defects on purpose.
    let request =
        ImportRequest { exports: vec![path.to_owned()], max_rejects: 0.5, ..ImportRequest::default() };
    import(&request, &mut |_| ()).map_err(|error| error.to_string())
}

fn is_table(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|ending| ending == "csv")
}

/// Every table, and what the account says but for sizes, hashes and what files are called.
fn rows(imported: &Result<Imported, String>) -> Value {
    let imported = match imported {
        Ok(imported) => imported,
        Err(error) => return json!({ "error": error }),
    };
    let mut rows = Map::new();
    for (path, bytes) in imported.files.iter().filter(|(path, _)| is_table(path)) {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&bytes[..]);
        let records =
            reader.records().map(|record| record.expect("a record").iter().collect::<Vec<_>>().join(" | "));
        rows.insert(path.clone(), records.collect());
    }
    let mut reading = serde_json::to_value(&imported.reading).expect("an account");
    for file in reading["files"].as_array_mut().expect("a list") {
        let file = file.as_object_mut().expect("a file");
        file.remove("bytes");
        file.remove("sha256");
    }
    rows.insert("reading".to_owned(), reading);
    Value::Object(rows)
}

#[test]
fn every_fixture_gives_the_rows_beside_it() {
    let overwrite = std::env::var_os("FIXTURES").is_some_and(|value| value == "overwrite");
    let mut wrong = Vec::new();
    for fixture in fixtures() {
        let found = rows(&read(&export(&fixture.join("export"))));
        let beside = fixture.join("rows.json");
        if overwrite {
            fs::write(&beside, serde_json::to_string_pretty(&found).expect("rows") + "\n").expect("written");
        }
        let expected: Value =
            serde_json::from_slice(&fs::read(&beside).unwrap_or_default()).unwrap_or(Value::Null);
        if found != expected {
            wrong.push(format!("{}: {found:#}", fixture.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The files of a folder, with their paths in it.
pub(crate) fn files(folder: &Path, inside: &str) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut paths: Vec<_> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    for path in paths {
        let name = format!("{inside}{}", path.file_name().expect("a name").to_string_lossy());
        if path.is_dir() {
            found.extend(files(&path, &format!("{name}/")));
        } else {
            found.push((name, fs::read(&path).expect("a file")));
        }
    }
    found
}

#[test]
fn an_archive_gives_the_same_as_the_folder() {
    for fixture in fixtures() {
        let folder = fixture.join("export");
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files(&folder, "wrapper-2026-01-31-AbCd/") {
            zip.start_file(name, SimpleFileOptions::default()).expect("an entry");
            zip.write_all(&bytes).expect("its bytes");
        }
        let room = tempfile::tempdir().expect("a folder");
        let path = room.path().join("export.zip");
        fs::write(&path, zip.finish().expect("an archive").into_inner()).expect("written");
        let tables = |found: &Result<Imported, String>| {
            let mut found = rows(found);
            // Files are called otherwise in an archive.
            found.as_object_mut().expect("rows").retain(|name, _| is_table(name) && name != "rejects.csv");
            found
        };
        assert_eq!(tables(&read(&path)), tables(&read(&folder)), "{}", fixture.display());
    }
}

#[test]
fn no_name_of_an_export_of_meta_stands_in_its_account_or_in_an_error() {
    let names = [
        "ada",
        "ben",
        "cem",
        "dora",
        "emil",
        "fay",
        "gus",
        "zoë",
        "daniël",
        "نور",
        "нина",
        "ада",
        "radosław",
        "radoså",
    ];
    let is_metas = |path: &PathBuf| {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        name.starts_with("facebook") || name.starts_with("instagram")
    };
    for fixture in fixtures().into_iter().filter(is_metas) {
        let found = rows(&read(&export(&fixture.join("export"))));
        for part in ["reading", "rejects.csv", "error"] {
            let text = found.get(part).map(ToString::to_string).unwrap_or_default().to_lowercase();
            let words: Vec<&str> = text.split(|letter: char| !letter.is_alphanumeric()).collect();
            let told: Vec<_> = names.iter().filter(|name| words.contains(name)).collect();
            assert!(told.is_empty(), "{}: {part} tells {told:?}", fixture.display());
        }
    }
}
