//! What an import tells of itself names nobody: not the account, not the list of records left out, not an error.

use bystander::import::exports::{ImportRequest, import};
use std::{fs, path::Path};

/// Names, handles, numbers and texts that stand in the exports under `tests/fixtures`.
const PRIVATE: &[&str] = &[
    "Ben B",
    "Нина",
    "نور",
    "Daniël",
    "ben_b",
    "nina.7",
    "ada.1815",
    "ada1815",
    "7700",
    "900002",
    "9007199254740993",
    "18446744073709551617",
    "user500",
    "daniel@",
    "nour@",
    "Ben@",
    "@village.example",
    "users/ada",
    "Trip",
    "Village",
    "only a note",
    "see you",
    "Bakery",
];

#[test]
fn no_account_of_an_import_and_no_error_repeats_an_export() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut told = 0;
    for fixture in fs::read_dir(root).expect("the fixtures") {
        let export = fixture.expect("an entry").path().join("export");
        let request =
            ImportRequest { exports: vec![export.clone()], max_rejects: 0.5, ..ImportRequest::default() };
        let said = match import(&request, &mut |_| ()) {
            Err(error) => error.to_string(),
            Ok(imported) => {
                let open = |path: &str| matches!(path, "reading.json" | "rejects.csv" | "case.toml");
                let files = imported.files.iter().filter(|(path, _)| open(path));
                files.map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).collect()
            }
        };
        told += said.len();
        for word in PRIVATE {
            assert!(!said.contains(word), "{} tells {word}", export.display());
        }
    }
    assert!(told > 0);
}
