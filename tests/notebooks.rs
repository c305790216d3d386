//! Every notebook runs from top to bottom over a fresh report. A notebook holds its own figures against the report's, so
//! that it is a second way to compute them, in another language.

use std::{fs, path::Path, process::Command};

/// The code of a notebook, its cells one after another.
fn code(notebook: &Path) -> String {
    let text = fs::read_to_string(notebook).expect("a notebook");
    let notebook: serde_json::Value = serde_json::from_str(&text).expect("a notebook is JSON");
    let cells = notebook["cells"].as_array().expect("a notebook has cells");
    let cells = cells.iter().filter(|cell| cell["cell_type"] == "code");
    let lines = cells.flat_map(|cell| {
        let lines = cell["source"].as_array().expect("a cell has lines").iter();
        lines.map(|line| line.as_str().expect("a line is text").trim_end_matches('\n').to_owned())
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn every_notebook_agrees_with_the_report() {
    if Command::new("python3").arg("--version").output().is_err() {
        eprintln!("skipped: there is no python3 here");
        return;
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let room = tempfile::tempdir().expect("a folder");
    let (case, report) = (root.join("datasets/quiz-app"), room.path().join("report"));
    let mut audit = Command::new(env!("CARGO_BIN_EXE_bystander"));
    assert!(
        audit
            .arg("audit")
            .arg(&case)
            .arg("--out")
            .arg(&report)
            .output()
            .expect("the program starts")
            .status
            .success()
    );
    let notebooks = fs::read_dir(root.join("notebooks"))
        .expect("notebooks/")
        .map(|entry| entry.expect("an entry").path());
    let mut ran = 0;
    for notebook in notebooks.filter(|path| path.extension().is_some_and(|ending| ending == "ipynb")) {
        let mut python = Command::new("python3");
        python.arg("-c").arg(code(&notebook)).env("BYSTANDER_CASE", &case).env("BYSTANDER_REPORT", &report);
        let output = python.output().expect("python3 starts");
        assert!(
            output.status.success(),
            "{}: {}",
            notebook.display(),
            String::from_utf8_lossy(&output.stderr)
        );
        ran += 1;
    }
    assert!(ran > 0, "there is no notebook");
}
