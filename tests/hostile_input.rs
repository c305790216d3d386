//! Inputs that would fill the memory or never end: each is refused at once, with a reason and a way out.

use bystander::import::{Request, exports::read_bytes, read};
use std::{
    io::{Cursor, Write as _},
    path::Path,
};
use zip::{ZipWriter, write::SimpleFileOptions};

/// A workbook of one sheet with these rows of XML, in which cells share `texts`.
fn workbook(rows: &str, texts: &[u8]) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let relations = |of: &[(&str, &str)]| {
        let relation = |(to, target): &(&str, &str)| {
            format!(r#"<Relationship Id="{to}" Type="{OFFICE}/{to}" Target="{target}"/>"#)
        };
        let relations: String = of.iter().map(relation).collect();
        format!(r#"<Relationships xmlns="{PACKAGE}">{relations}</Relationships>"#)
    };
    let book = format!(
        r#"<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="ties" sheetId="1" r:id="worksheet"/></sheets></workbook>"#
    );
    let sheet = format!(r#"<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>"#);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, content: &[u8]| {
        zip.start_file(name, SimpleFileOptions::default()).expect("an entry");
        zip.write_all(content).expect("written");
    };
    add("_rels/.rels", relations(&[("officeDocument", "xl/workbook.xml")]).as_bytes());
    add("xl/workbook.xml", book.as_bytes());
    let parts = [("worksheet", "worksheet.xml"), ("sharedStrings", "sharedStrings.xml")];
    add("xl/_rels/workbook.xml.rels", relations(&parts).as_bytes());
    add("xl/worksheet.xml", sheet.as_bytes());
    add("xl/sharedStrings.xml", texts);
    zip.finish().expect("an archive").into_inner()
}

/// The texts that cells share: `source`, `target`, and one of `length` letters.
fn texts(length: usize) -> Vec<u8> {
    let long = "x".repeat(length);
    format!("<sst><si><t>source</t></si><si><t>target</t></si><si><t>{long}</t></si></sst>").into_bytes()
}

/// The first row, which calls the columns source and target.
const HEADER: &str = r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>"#;

/// What is said of a workbook: as a table of a case, and as an export.
fn said(workbook: &[u8]) -> [String; 2] {
    assert!(workbook.len() < 2_000_000, "a small file does the harm: {} bytes", workbook.len());
    let room = tempfile::tempdir().expect("a folder");
    let path = room.path().join("ties.xlsx");
    std::fs::write(&path, workbook).expect("written");
    let request = Request { ties: Some(path.clone()), consents: Some(path), ..Request::default() };
    let table = read(&request, &mut |_| ()).map(|tables| tables.people.to_string());
    let export =
        read_bytes("ties.xlsx", workbook.to_vec()).map(|imported| imported.reading.people.to_string());
    [table, export].map(|result| result.unwrap_or_else(|error| error.to_string()))
}

#[test]
fn a_workbook_that_is_what_it_seems_is_read() {
    let row = r#"<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>2</v></c></row>"#;
    let [_, export] = said(&workbook(&format!("{HEADER}{row}"), &texts(3)));
    assert_eq!(export, "2");
}

#[test]
fn one_stray_cell_far_away_does_not_fill_the_memory() {
    let stray = r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#;
    for text in said(&workbook(&format!("{HEADER}{stray}"), &texts(3))) {
        let what =
            "the area of a sheet, from its first cell to its last, has more than 50 million cells; delete";
        assert!(text.contains(what), "{text}");
    }
}

#[test]
fn one_long_text_that_many_cells_share_does_not_fill_the_memory() {
    let row = |row: usize| format!(r#"<row r="{row}"><c r="A{row}" t="s"><v>2</v></c></row>"#);
    let rows: String = (2..1_102).map(row).collect();
    for text in said(&workbook(&format!("{HEADER}{rows}"), &texts(1_000_000))) {
        assert!(text.contains("the texts of a sheet have more than 1 GiB; delete"), "{text}");
    }
}

#[test]
fn texts_that_burst_when_they_are_unpacked_do_not_fill_the_memory() {
    for text in said(&workbook(HEADER, &texts(110_000_000))) {
        assert!(
            text.contains("it unpacks to more than 1 GiB, or to more than 100 MiB and 200 times"),
            "{text}"
        );
    }
}

/// What the program says of `arguments`; it must end by itself.
#[cfg(unix)]
fn refused(arguments: &[&Path]) -> String {
    use std::{
        process::{Command, Stdio},
        time::{Duration, Instant},
    };
    let mut command = Command::new(env!("CARGO_BIN_EXE_bystander"));
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    let begun = Instant::now();
    while child.try_wait().expect("a child of ours").is_none() {
        if begun.elapsed() > Duration::from_mins(1) {
            child.kill().expect("it is stopped");
            panic!("it waits for somebody to write: {arguments:?}");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    let output = child.wait_with_output().expect("what it said");
    assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    String::from_utf8(output.stderr).expect("text")
}

#[test]
#[cfg(unix)]
fn a_pipe_into_which_nobody_writes_is_refused_and_not_waited_for() {
    let room = tempfile::tempdir().expect("a folder");
    let at = |name: &str| room.path().join(name);
    let pipe = |name: &str| {
        let path = at(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        assert!(std::process::Command::new("mkfifo").arg(&path).status().expect("mkfifo").success());
        path
    };
    let ties = at("ties.csv");
    std::fs::write(&ties, "source,target\na,b\n").expect("written");
    let consents = at("consents.csv");
    std::fs::write(&consents, "person\na\n").expect("written");
    let [import, audit, ties_flag, consents_flag, out] =
        ["import", "audit", "--ties", "--consents", "--out"].map(Path::new);
    let report = at("report");
    let lone = pipe("lone.csv");
    let named = "it is neither a file nor a folder; save it as a file first";
    for arguments in [
        &[import, &lone][..],
        &[import, &ties, &lone],
        &[audit, &lone, consents_flag, &consents, out, &report],
    ] {
        assert!(refused(arguments).contains(named), "{}", refused(arguments));
    }
    for arguments in [
        &[audit, ties_flag, &lone, consents_flag, &consents, out, &report][..],
        &[audit, ties_flag, &ties, consents_flag, &lone, out, &report],
    ] {
        assert!(refused(arguments).contains("it is not a file; name a file"), "{}", refused(arguments));
    }
    // Such names are looked for before anything else of a folder is.
    for name in ["a/friends.json", "b/reading.json", "c/results.json", "d/case.toml", "e/friends.zip"] {
        let path = pipe(name);
        let folder = path.parent().expect("a folder");
        let text = refused(&[import, folder]);
        assert!(
            text.contains("something lies in the folder that is neither a file nor a folder"),
            "{name}: {text}"
        );
        refused(&[audit, folder, consents_flag, &consents, out, &report]);
    }
}
