//! The files of a report as a whole.

use super::sample;
use bystander::render::{File, RENDERERS};
use std::sync::LazyLock;

/// The files of the sample, rendered once: pictures take their time.
pub static FILES: LazyLock<Vec<File>> = LazyLock::new(files);

fn files() -> Vec<File> {
    RENDERERS.iter().flat_map(|renderer| (renderer.render)(&sample::report()).expect("rendered")).collect()
}

fn text(path: &str) -> String {
    let file = FILES.iter().find(|file| file.path == path).unwrap_or_else(|| panic!("{path}"));
    String::from_utf8(file.bytes.clone()).expect("UTF-8")
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    assert!(files() == *FILES);
}

#[test]
fn each_path_is_made_once_and_stays_in_the_folder() {
    let mut paths: Vec<_> = FILES.iter().map(|file| &file.path).collect();
    assert!(paths.iter().all(|path| !path.starts_with('/') && !path.contains("..")));
    let all = paths.len();
    paths.sort_unstable();
    paths.dedup();
    assert_eq!(paths.len(), all);
}

#[test]
fn undefined_results_are_null_with_their_reason() {
    let results: serde_json::Value = serde_json::from_str(&text("results.json")).expect("JSON");
    assert_eq!(results["spread"]["rate"], serde_json::Value::Null);
    assert_eq!(results["undefined"]["spread.rate"], "no_consenters");
}

#[test]
fn each_chart_has_its_words_beside_it() {
    for figure in sample::figures() {
        assert!(text(&format!("charts/{}.alt.txt", figure.id)).contains(&figure.takeaway));
    }
}

#[test]
fn a_table_keeps_what_is_hidden_hidden() {
    let csv = text("tables/segment_sources.csv");
    assert!(csv.starts_with("segment,consenters,bystanders,others,not_shown\n"));
    assert!(csv.contains("tiny,,,21,consenters=hidden; bystanders=hidden\n"));
    assert!(csv.contains("'=<script>"));
}

/// Writes the sample folder for looking at, where `BYSTANDER_SAMPLE` names a folder.
#[test]
fn the_sample_can_be_looked_at() {
    let Ok(folder) = std::env::var("BYSTANDER_SAMPLE") else { return };
    for file in FILES.iter() {
        let path = std::path::Path::new(&folder).join(&file.path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, &file.bytes).expect("written");
    }
}
