//! The program as its user meets it: the transcripts of `tests/cli/`, and every command that README.md shows.

use std::{path::Path, process::Command};

#[test]
fn transcripts_are_what_the_program_says() {
    trycmd::TestCases::new().case("tests/cli/*.md");
}

/// Every line of README.md that runs the program, with its report written to a folder of the test.
#[test]
fn every_command_of_the_readme_runs() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = std::fs::read_to_string(root.join("README.md")).expect("README.md");
    let room = tempfile::tempdir().expect("a folder");
    let shown = readme.lines().filter_map(|line| {
        line.strip_prefix("cargo run --release -- ").or_else(|| line.strip_prefix("bystander "))
    });
    let mut commands = 0;
    for (number, line) in shown.enumerate() {
        let words = line.split_whitespace().map(|word| match word.strip_prefix("reports/") {
            Some(name) => room.path().join(format!("{number}-{name}")).display().to_string(),
            None => word.trim_matches('\'').to_owned(),
        });
        let mut command = Command::new(env!("CARGO_BIN_EXE_bystander"));
        let output = command.args(words).current_dir(root).output().expect("the program starts");
        assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
        commands += 1;
    }
    assert!(commands >= 3, "README.md shows {commands} commands");
}
