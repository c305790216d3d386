//! The program as its user meets it: the transcripts of `tests/cli/`, and every command that README.md shows.

use std::{path::Path, process::Command};

#[test]
fn transcripts_are_what_the_program_says() {
    trycmd::TestCases::new().case("tests/cli/*.md");
}

#[test]
fn tables_outside_the_case_are_never_replaced_by_the_report() {
    let room = tempfile::tempdir().expect("a folder");
    let write = |path: &str, text: &str| {
        let path = room.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("room");
        std::fs::write(path, text).expect("room");
    };
    write("data/ties.csv", "source,target\n1,2\n");
    write("data/consents.csv", "person\n1\n");
    write("data/results.json", "{ \"name\": \"bystander\" }");
    write(
        "case/case.toml",
        "title = \"x\"\n[tables]\nties = \"../data/ties.csv\"\nconsents = \"../data/consents.csv\"\n",
    );
    let mut command = Command::new(env!("CARGO_BIN_EXE_bystander"));
    let (case, out) = (room.path().join("case"), room.path().join("data"));
    let output = command
        .arg("audit")
        .arg(case)
        .arg("--out")
        .arg(&out)
        .arg("--replace")
        .output()
        .expect("the program starts");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("holds this run's input"));
    assert!(out.join("ties.csv").exists());
}

#[test]
fn findings_at_or_above_the_limit_end_with_one() {
    let room = tempfile::tempdir().expect("a folder");
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("datasets/karate");
    let ends = |out: &str, limit: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bystander"));
        let command = command.arg("audit").arg(&case).arg("--out").arg(room.path().join(out)).args(limit);
        command.output().expect("the program starts").status.code()
    };
    assert_eq!(ends("with", &["--fail-on", "serious"]), Some(1));
    assert_eq!(ends("without", &[]), Some(0));
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
