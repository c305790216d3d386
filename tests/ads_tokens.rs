//! Tokens of whoever asked an ad library, which stand in its addresses, get into no record, no report and no error.

use bystander::{
    import::ads::{AdRequest, read},
    measure::ads::AdAudit,
    render,
    report::ads,
};
use std::{fs, path::PathBuf};

const TOKEN: &str = "EAAsecretTOKEN";

/// The files under `tests/fixtures-ads` in which the token stands.
fn with_token() -> Vec<PathBuf> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures-ads");
    let mut found: Vec<PathBuf> = fs::read_dir(root)
        .expect("the fixtures")
        .filter_map(|fixture| fs::read_dir(fixture.expect("an entry").path().join("export")).ok())
        .flat_map(|files| files.map(|file| file.expect("an entry").path()))
        .filter(|path| fs::read(path).is_ok_and(|bytes| holds(&bytes)))
        .collect();
    found.sort();
    found
}

fn holds(bytes: &[u8]) -> bool {
    bytes.windows(TOKEN.len()).any(|window| window == TOKEN.as_bytes())
}

#[test]
fn no_token_gets_into_a_record_a_report_or_an_error() {
    let files = with_token();
    assert!(files.len() >= 4, "fixtures hold tokens");
    for file in files {
        let request = AdRequest { files: vec![file.clone()], max_rejects: 0.5, ..AdRequest::default() };
        match read(&request, &mut |_| ()) {
            Err(error) => assert!(!error.to_string().contains(TOKEN), "{}", file.display()),
            Ok((records, _)) => {
                assert!(!format!("{records:?}").contains(TOKEN), "{}", file.display());
                let report = ads::report(&records, &AdAudit::of(&records), None, None);
                for drawn in render::all(&report).expect("it is drawn") {
                    assert!(!holds(&drawn.bytes), "{}: {}", file.display(), drawn.path);
                }
            }
        }
    }
}
