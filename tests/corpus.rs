//! Hostile and broken files: each of the corpus that the fuzz targets start from, and what chance makes of every fixture. Whatever
//! the bytes, the reading ends in tables or in an error that says what is wrong and what to do, and neither says what a record
//! holds.

use bystander::import::exports::read_bytes;
use proptest::prelude::*;
use std::{
    fs,
    path::{Path, PathBuf},
};

#[path = "../fuzz/src/lib.rs"]
mod families;

/// What stands for a name in the corpus, and may not come out.
const CANARY: &str = "canary";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files under a folder, by name.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// What is wrong with how the bytes are read, if anything is; reading them may not panic.
fn fault(name: &str, bytes: Vec<u8>) -> Option<String> {
    let said = match read_bytes(name, bytes) {
        Ok(imported) => {
            let shown = ["reading.json", "rejects.csv"];
            let files = imported.files.into_iter().filter(|(path, _)| shown.contains(&path.as_str()));
            let text: Vec<u8> = files.flat_map(|(_, bytes)| bytes).collect();
            String::from_utf8_lossy(&text).into_owned()
        }
        Err(error) => {
            let said = error.to_string();
            if said.contains('\n')
                || !said.starts_with(char::is_lowercase)
                || !said.contains("; ")
                || said.ends_with('.')
            {
                return Some(format!("is no sentence of ours: {said}"));
            }
            said
        }
    };
    said.to_lowercase().contains(CANARY).then(|| format!("says what a record holds: {said}"))
}

#[test]
fn the_corpus_is_read_or_refused_and_nothing_comes_out_of_it() {
    let mut wrong = Vec::new();
    for (family, names) in families::FAMILIES {
        let corpus = files(&root().join("fuzz/corpus").join(family));
        assert!(!corpus.is_empty(), "{family} has no corpus");
        for path in corpus {
            let bytes = fs::read(&path).expect("a file of the corpus");
            for name in *names {
                let found = fault(name, bytes.clone());
                wrong.extend(found.map(|found| format!("{} as {name} {found}", path.display())));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_family_has_a_target() {
    for (family, names) in families::FAMILIES {
        assert!(root().join(format!("fuzz/fuzz_targets/{family}.rs")).is_file(), "{family}");
        assert!(families::names(family).eq(names.iter().copied()));
        families::read(family, b"");
    }
}

/// A file with its name, changed as chance will have it.
fn changed(mut bytes: Vec<u8>, changes: &[(u8, usize, usize)]) -> Vec<u8> {
    for &(kind, one, other) in changes {
        if bytes.is_empty() {
            break;
        }
        let (one, other) = (one % bytes.len(), other % bytes.len());
        let (from, to) = (one.min(other), one.max(other));
        match kind {
            0 => bytes.truncate(one),
            1 => bytes[one] ^= 1 << (other % 8),
            2 => bytes[one] = u8::try_from(other % 256).expect("a byte"),
            3 => {
                let part = bytes[from..to.min(from + 2_000)].to_vec();
                bytes.splice(from..from, part);
            }
            _ => {
                bytes.drain(from..to.min(from + 40));
            }
        }
    }
    bytes
}

/// The files of the fixtures and of the corpus, those that are large left out.
fn originals() -> Vec<(String, Vec<u8>)> {
    let mut found: Vec<PathBuf> = Vec::new();
    for fixture in fs::read_dir(root().join("tests/fixtures")).expect("the fixtures") {
        let export = fixture.expect("a fixture").path().join("export");
        if export.is_dir() {
            found.extend(files(&export));
        }
    }
    found.sort();
    found.extend(files(&root().join("fuzz/corpus")));
    let name = |path: &Path| path.file_name().expect("a name").to_string_lossy().into_owned();
    let read = found.iter().map(|path| (name(path), fs::read(path).expect("a file")));
    read.filter(|(_, bytes)| bytes.len() < 100_000).collect()
}

#[test]
fn whatever_chance_makes_of_a_file_reading_it_ends() {
    let originals = originals();
    let change = (0..5_u8, any::<usize>(), any::<usize>());
    let case = (0..originals.len(), proptest::collection::vec(change, 1..4));
    let mut runner = proptest::test_runner::TestRunner::new_with_rng(
        ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() },
        proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha),
    );
    runner
        .run(&case, |(at, changes)| {
            let (name, bytes) = &originals[at];
            let found = read_bytes(name, changed(bytes.clone(), &changes));
            // Reading what was taken for tables gives tables.
            prop_assert!(found.is_err() || found.is_ok_and(|imported| !imported.files.is_empty()));
            Ok(())
        })
        .expect("it ends");
}
