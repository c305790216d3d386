//! Tables as people have them: encodings, separators, workbooks, JSON, columns of other names, answers; and their import.

use super::{CONSENTS, bytes, error, folder, gaps, pairs, request, tables};
use bystander::{
    import::{
        Request,
        exports::{ImportRequest, import},
        read,
    },
    model::gap::Why,
};
use std::{fs, path::Path};

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    format!("\u{feff}{text}").encode_utf16().flat_map(unit).collect()
}

#[test]
fn encodings_and_separators_give_the_same_ties() {
    let text = "source,target\nДора,نور\nنور,🦊\n";
    let little = utf16(text, u16::to_le_bytes);
    let formats: [(&str, &[u8], &str); 9] = [
        ("ties.csv", text.as_bytes(), "CSV, comma"),
        ("ties.csv", &little, "CSV, comma, UTF-16LE"),
        ("ties.txt", &utf16("source\ttarget\r\nДора\tنور\r\nنور\t🦊", u16::to_be_bytes), "TSV, UTF-16BE"),
        ("ties.edges", &utf16("Дора нор\nнор 🦊\n", u16::to_le_bytes), "edge list, blanks, UTF-16LE"),
        ("ties.csv", "sep=|\r\n|\r\nsource|target\r\nДора|نور\r\nنور|🦊".as_bytes(), "CSV, bar"),
        (
            "ties.csv",
            b"source;target\rD\xf6ra;B\xe9n\rB\xe9n;x\r",
            "CSV, semicolon, Windows-1252 (a guess: it is not UTF-8)",
        ),
        (
            "ties.el",
            b"# list\nD\xf6ra\tB\xe9n\nB\xe9n\tx\n",
            "edge list, tab, Windows-1252 (a guess: it is not UTF-8)",
        ),
        (
            "ties.jsonl",
            "{\"source\":\"Дора\",\"target\":\"نور\"}\n{\"target\":1,\"source\":\"نور\"}".as_bytes(),
            "JSON lines",
        ),
        (
            "ties.json",
            b"[{\"source\":1,\"target\":2},{\"source\":2,\"target\":36893488147419103232}]",
            "JSON, list",
        ),
    ];
    for (name, content, format) in formats {
        let tables = bytes(&[(name, content), ("consents.csv", b"person\n")]).expect(format);
        assert_eq!((pairs(&tables), gaps(&tables)), (vec![(0, 1), (1, 2)], vec![]), "{format}");
        assert_eq!((tables.sources[0].format.as_str(), tables.people), (format, 3));
    }
}

#[test]
fn a_letter_decoded_from_an_older_encoding_is_the_same_person_elsewhere() {
    let people = "person,place\nDöra,North\nBen,South\n";
    let files: [(&str, &[u8]); 3] = [
        ("ties.csv", b"source,target\nD\xf6ra,Ben\n"),
        ("people.csv", people.as_bytes()),
        ("consents.txt", b"D\xf6ra\n"),
    ];
    let tables = bytes(&files).expect("reads");
    assert_eq!((pairs(&tables), tables.consenters.len(), gaps(&tables)), (vec![(0, 1)], 1, vec![]));
}

#[test]
fn columns_are_found_by_what_others_call_them_and_the_source_says_so() {
    let read = |header: &str| tables(&[("ties.csv", &format!("{header}\na,b,1\nb,c,2\n")), CONSENTS]);
    for header in ["Vertex 1,Vertex 2,Width", "From,To,weight", "user_id,friend_id,x", "Source,Target,Weight"]
    {
        let tables = read(header).expect(header);
        assert_eq!(pairs(&tables), [(0, 1), (1, 2)], "{header}");
        let says = tables.sources[0].format.contains("taken: `");
        assert_eq!(says, !header.starts_with("Source"), "{header}");
    }
    let several = read("user,follower,followee").expect_err("which is it");
    assert!(several.starts_with("reading ties.csv: several columns may be `source`: `user`,"), "{several}");
    assert!(several.contains("--map ties.source=NAME"), "{several}");
    let headless = error(&[("ties.csv", "from,to,1\na,b,1\n"), CONSENTS]);
    assert!(headless.contains("the first line is a record"), "{headless}");
    let people = tables(&[
        ("ties.csv", "source,target\na,b\n"),
        CONSENTS,
        ("people.csv", "Id,Label,club\na,Canary-Ada,x\nb,Canary-Ben,y\n"),
    ]);
    let people = people.expect("reads");
    assert_eq!((people.people, people.attributes.len()), (2, 1));
}

#[test]
fn a_name_for_a_column_is_taken_from_the_request() {
    let folder = folder(&[("ties.csv", b"von,nach,x\na,b,1\n"), ("consents.csv", b"wer\nb\n")]);
    let renamed = |pairs: &[(&str, &str)]| {
        let renamed = pairs.iter().map(|(ours, theirs)| ((*ours).to_owned(), (*theirs).to_owned())).collect();
        read(&Request { renamed, ..request(folder.path()) }, &mut |_| ()).map_err(|error| error.to_string())
    };
    let tables =
        renamed(&[("source", "von"), ("target", "nach"), ("consents.person", "wer")]).expect("reads");
    assert_eq!((pairs(&tables), tables.consenters.len()), (vec![(0, 1)], 1));
    assert!(
        renamed(&[("source", "wo"), ("target", "nach")])
            .expect_err("absent")
            .contains("there is no column `wo`")
    );
    assert!(
        renamed(&[("sorce", "von")])
            .expect_err("misspelt")
            .contains("no table that is read has a column `sorce`")
    );
}

#[test]
fn ids_that_a_spreadsheet_cut_are_kept_and_noted() {
    let ties = "source,target\n1.00004E+14,b\nb,c\n";
    let tables = tables(&[("ties.csv", ties), ("consents.csv", "person\n1.00004E+14\n")]).expect("reads");
    let lost = Why::LostDigits;
    assert_eq!(gaps(&tables), [("ties.csv", lost, 1, &[2][..]), ("consents.csv", lost, 1, &[2])]);
    assert_eq!(tables.people, 3);
}

#[test]
fn only_a_yes_is_a_consent() {
    let ties = ("ties.csv", "source,target\na,b\nb,c\nc,d\n");
    let list =
        "person;status;withdrawn_on\na;ja;\nb;Nein;\nc;;\nd;withdrawn;\nx;refused;\nb;نعم;2015-01-01\n";
    let tables = tables(&[ties, ("consents.csv", list)]).expect("reads");
    let people: Vec<u32> = tables.consenters.iter().map(|consenter| consenter.person.0).collect();
    assert_eq!(people, [0, 3, 1]);
    let unread = ("consents.csv", Why::UnreadableDate, 1, &[5][..]);
    assert_eq!(gaps(&tables), [("consents.csv", Why::NoConsent, 3, &[3, 4, 6][..]), unread]);
    assert!(tables.sources[1].format.contains("1 consent was withdrawn on a day that is not known"));
    let unknown = error(&[ties, ("consents.csv", "person,consent\na,yes\nb,Canary-Ben\n")]);
    assert!(
        unknown.starts_with(
            "reading consents.csv, line 3: the answer in column `consent` is not known here; write `yes`"
        ),
        "{unknown}"
    );
    let two = error(&[ties, ("consents.csv", "person,consent,agreed\na,yes,no\n")]);
    assert!(two.contains("several columns may be `status`: `consent`, `agreed`"), "{two}");
}

fn fixture(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name).join("export")
}

#[test]
fn a_workbook_is_read_as_a_table_of_a_case_too() {
    let workbook = fixture("tables-workbook").join("contacts.xlsx");
    let request = Request { ties: Some(workbook.clone()), consents: Some(workbook), ..Request::default() };
    let error = read(&request, &mut |_| ()).expect_err("`soon` is no day").to_string();
    assert!(
        error.starts_with("reading contacts.xlsx, line 7: the cell in column `since` is no date"),
        "{error}"
    );
}

#[test]
fn an_import_and_an_audit_of_the_same_tables_agree() {
    let path = fixture("tables-gephi");
    let how = ImportRequest { max_rejects: 0.5, ..ImportRequest::default() };
    let tables =
        read(&Request { case: Some(path.clone()), how, ..Request::default() }, &mut |_| ()).expect("reads");
    let request = ImportRequest { exports: vec![path], max_rejects: 0.5, ..ImportRequest::default() };
    let imported = import(&request, &mut |_| ()).expect("imports");
    assert_eq!(tables.people as u64, imported.reading.people);
    assert_eq!(tables.sources.iter().take(4).map(|file| file.records).sum::<u64>(), imported.reading.records);
    let consents = imported.files.iter().find(|(name, _)| name == "consents.csv").expect("a table");
    let rows = String::from_utf8_lossy(&consents.1).lines().count() - 1;
    assert_eq!(tables.grants.rows.len(), rows);
}

#[test]
fn no_account_of_tables_names_anybody() {
    let names =
        ["Ada", "Ben", "Cem", "Dora", "Emil", "Нина", "Дора", "نور", "Daniël", "🦊", "ada@", "maybe later"];
    let fixtures =
        fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")).expect("fixtures");
    for fixture in fixtures.map(|entry| entry.expect("an entry").path()) {
        let name = fixture.file_name().expect("a name").to_string_lossy().into_owned();
        if !name.starts_with("tables-") && !name.starts_with("consents-") {
            continue;
        }
        let request = ImportRequest {
            exports: vec![fixture.join("export")],
            max_rejects: 0.5,
            ..ImportRequest::default()
        };
        let said = match import(&request, &mut |_| ()) {
            Err(error) => format!("{error} {error:?}"),
            Ok(imported) => {
                let told = |name: &str| matches!(name, "reading.json" | "rejects.csv" | "case.toml");
                let files = imported.files.iter().filter(|(name, _)| told(name));
                files.map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).collect()
            }
        };
        assert!(names.iter().all(|name| !said.contains(name)), "{name}: {said}");
    }
}
