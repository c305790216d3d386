//! Texts that people agreed to: what is counted, and what is refused.

use bystander::{
    import::{Request, read},
    model::consent_text::{ConsentText, Language},
    table::Tables,
};
use std::{fs, path::Path};

/// The tables of a case whose texts are described by `table`, with these files beside it.
fn read_texts(table: &str, files: &[(&str, &[u8])]) -> Result<Tables, String> {
    let room = tempfile::tempdir().expect("a folder");
    let case = room.path().join("case");
    fs::create_dir(&case).expect("room");
    fs::write(room.path().join("outside.txt"), "Canary words outside the folder.").expect("room");
    for (name, content) in [("ties.csv", &b"source,target\na,b\n"[..]), ("texts.csv", table.as_bytes())] {
        fs::write(case.join(name), content).expect("room");
    }
    fs::write(case.join("consents.csv"), "person,text_version\na,1\n").expect("room");
    for (name, content) in files {
        fs::create_dir_all(case.join(name).parent().expect("a folder")).expect("room");
        fs::write(case.join(name), content).expect("room");
    }
    link(&room.path().join("outside.txt"), &case.join("link.txt"));
    let request = Request {
        ties: Some(case.join("ties.csv")),
        consents: Some(case.join("consents.csv")),
        texts: Some(case.join("texts.csv")),
        ..Request::default()
    };
    read(&request, &mut |_| ()).map_err(|error| error.to_string())
}

#[cfg(unix)]
fn link(to: &Path, at: &Path) {
    std::os::unix::fs::symlink(to, at).expect("room");
}

#[cfg(not(unix))]
fn link(_: &Path, at: &Path) {
    fs::create_dir(at).expect("room");
}

/// The one text of a table with `columns` beside version and file.
fn one(columns: &str, cells: &str, name: &str, content: &[u8]) -> Result<ConsentText, String> {
    let table = format!("text_version,file,{columns}\n1,{name},{cells}\n");
    let tables = read_texts(&table, &[(name, content)])?;
    Ok(tables.texts.versions.into_iter().next().expect("one row"))
}

fn error(name: &str, content: &[u8]) -> String {
    one("language", "en", name, content).expect_err("it is wrong")
}

/// Counted by hand: Terms of use; We are kind; Sharing; We may share data; Why? Because.
#[test]
fn the_same_words_count_the_same_in_every_form_and_encoding() {
    let plain = "Terms of use\n\nWe are kind.\n\n2 Sharing\n\nWe may share data. Why? Because.\n";
    let markdown = "# Terms of use\nWe are kind.\n\n## 2 Sharing\nWe *may* share [data](https://example.com/x). Why? Because.\n";
    let page = "<html><body><h1>Terms of use</h1><p>We are kind.<h2>2 Sharing</h2>We <b>may</b> share data. Why? Because.</body></html>";
    let utf16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(plain.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let marked = format!("\u{feff}{plain}");
    let files: [(&str, &[u8], Vec<u32>); 5] = [
        ("a.txt", plain.as_bytes(), vec![1]),
        ("a.md", markdown.as_bytes(), vec![1, 1]),
        ("a.html", page.as_bytes(), vec![1, 1]),
        ("utf16.txt", &utf16, vec![1]),
        ("folder/marked.txt", marked.as_bytes(), vec![1]),
    ];
    for (name, content, section) in files {
        let text = one("language,clause", "en,We may share", name, content).expect(name);
        let counted = text.counted.expect("it was counted");
        let clause = &counted.clauses[0];
        assert_eq!((counted.words.len(), counted.sentences), (14, 6), "{name}");
        assert_eq!((clause.found, clause.words_before, &clause.section), (1, 8, &section), "{name}");
    }
}

/// The same counts by a script in another language, with a pattern for words. The location is nowhere named, the address book after
/// 349 words; the app `listens` after 376, through the microphone.
#[test]
fn counts_the_texts_of_the_village_as_another_program_does() {
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/texts");
    let tables = read(&Request { case: Some(case), ..Request::default() }, &mut |_| ()).expect("reads");
    let counted = |text: &ConsentText| text.counted.as_ref().map(|counted| counted.words.len());
    let words: Vec<Option<usize>> = tables.texts.versions.iter().map(counted).collect();
    assert_eq!(words, [Some(42), Some(395), Some(65), Some(32), None]);
    let sensors = |at: usize| -> Vec<(Option<bool>, Option<u64>)> {
        let used = tables.texts.versions[at].sensors.iter().flatten();
        used.map(|used| (used.in_purposes, used.words_before)).collect()
    };
    assert_eq!(sensors(1), [(Some(false), None), (Some(false), Some(376)), (Some(false), Some(349))]);
    let before =
        |at: usize| tables.texts.versions[at].counted.as_ref().map(|counted| counted.clauses.clone());
    let first = |at: usize, clause: usize| {
        before(at).map(|places| (places[clause].words_before, places[clause].section.clone()))
    };
    assert_eq!(first(1, 0), Some((340, vec![1, 5, 2])));
    assert_eq!(first(2, 1), Some((44, vec![1, 3, 1])));
    assert_eq!(first(3, 2), Some((20, vec![2])));
    assert_eq!(tables.texts.versions[2].language, Some(Language::Dutch));
    let source =
        tables.sources.iter().find(|source| source.name == "2014.html").expect("it is among the files");
    assert_eq!((source.table.as_str(), source.format.as_str()), ("text", "web page"));
    assert!(
        tables.opened.iter().any(|path| path.ends_with("terms/2014.html")),
        "no report may take its place"
    );
}

#[test]
fn refuses_files_that_lie_elsewhere_however_they_are_reached() {
    let says = |name: &str, expected: &str| {
        let said = read_texts(&format!("text_version,file\n1,{name}\n"), &[]).expect_err("it lies elsewhere");
        assert!(said.starts_with("reading texts.csv, line 2: the file") && said.contains(expected), "{said}");
        assert!(!said.contains("Canary"), "{said}");
    };
    says("../outside.txt", "is not beside the table");
    says("/etc/hostname.txt", "is not beside the table");
    says("..\\outside.txt", "is not beside the table");
    says("case/../../outside.txt", "is not beside the table");
    says("missing.txt", "is not there, or may not be read");
    says("terms.pdf", "is no text known here; texts end in .txt, .md or .html");
    says("terms.txt.gz", "is no text known here");
    #[cfg(unix)]
    says("link.txt", "leads out of the folder of the table");
}

#[test]
fn refuses_what_is_no_text() {
    let says = |content: &[u8], expected: &str| {
        let said = error("a.txt", content);
        assert!(said.starts_with("reading a.txt: ") && said.contains(expected), "{said}");
    };
    says(&vec![b'a'; (2 << 20) + 1], "it has more than 2 MiB");
    says(b"PK\x03\x04\x00\x00", "a byte of it is zero");
    says(b"\x1f\x8b\x08", "it is packed");
    says(b"Gr\xf6\xdfe", "it is not valid UTF-8 text; save it in UTF-8");
    says(b"", "no word stands in it");
    says("\u{200f}\u{202e} … \n".as_bytes(), "no word stands in it");
    let page = error("a.html", b"<html><body><script>terms()</script></body></html>");
    assert!(page.contains("no word stands in it; a page that loads its text with a script"), "{page}");
    let page = error("a.html", "<p>".repeat(50_001).as_bytes());
    assert!(page.contains("more than 50000 tags"), "{page}");
    assert!(
        read_texts("text_version,file\n1,folder.txt\n", &[("folder.txt/x", b"x")])
            .expect_err("a folder")
            .contains("it is not a file")
    );
}

#[test]
fn takes_another_encoding_where_a_page_states_it() {
    // Two Arabic words in Windows-1256, byte by byte.
    let arabic = [0xc8, 0xed, 0xc7, 0xe4, 0xc7, 0xca, 0xdf, b' ', 0xe3, 0xda, 0xe4, 0xc7];
    let page = [&b"<html><head><meta charset=\"windows-1256\"></head><body>"[..], &arabic, b"</body></html>"]
        .concat();
    let text = one("language", "ar", "a.html", &page).expect("it says what it is");
    assert_eq!(text.counted.expect("it was counted").words.len(), 2);
    assert!(error("a.txt", &arabic).contains("it is not valid UTF-8 text"));
}

#[test]
fn a_clause_is_found_once_twice_or_not_and_marks_of_direction_do_not_matter() {
    let content = "‏نحن \u{202b}نشارك\u{202c} بياناتك. نعم. نحن نشارك بياناتك دائما.";
    let text = one("language,clause", "ar,نحن نشارك|نحن لا نشارك|نعم\u{202e}", "a.txt", content.as_bytes())
        .expect("reads");
    let places: Vec<(u64, u64)> = text
        .counted
        .expect("it was counted")
        .clauses
        .iter()
        .map(|place| (place.found, place.words_before))
        .collect();
    assert_eq!(places, [(2, 0), (0, 0), (1, 3)]);
}

#[test]
fn repeats_no_mark_that_turns_around_what_stands_beside_it() {
    let tables =
        read_texts("text_version,file,clause\n1,a.txt,\u{202e}We share\n", &[("a.txt", b"We share")])
            .expect("reads");
    assert_eq!(tables.texts.clauses, ["We share"]);
}

#[test]
fn refuses_what_cannot_be_in_the_table_and_says_where() {
    let says = |columns: &str, cells: &str, expected: &str| {
        let said = one(columns, cells, "a.txt", b"some words").expect_err("it is wrong");
        assert!(said.starts_with("reading texts.csv") && said.contains(expected), "{said}");
    };
    says("prechecked", "perhaps", "line 2: the cell in column `prechecked` is neither yes nor no");
    says("clicks_to_refuse", "-1", "line 2: the cell in column `clicks_to_refuse` is no number of clicks");
    says("clicks_to_accept", "12345", "is no number of clicks");
    says("shown_from", "1 May", "line 2: the cell in column `shown_from` is no date");
    says("shown_from,shown_until", "2014-02-01,2014-01-01", "line 2: it ends before it begins");
    says("clause", "…", "line 2: a clause has no words");
    says("prechekced", "yes", "did you mean `prechecked`?");
    let twice = read_texts("text_version\n1\n2\n1\n", &[]).expect_err("a version stands there twice");
    assert!(twice.contains("line 4: a version is listed again that stands on line 2"), "{twice}");
    let blank = read_texts("text_version,app\n,x\n", &[]).expect_err("no version");
    assert!(blank.contains("line 2: a text has no version"), "{blank}");
    let many = (0..=500).map(|at| format!("{at}\n")).collect::<Vec<_>>().concat();
    assert!(
        read_texts(&format!("text_version\n{many}"), &[])
            .expect_err("too many")
            .contains("more than 500 versions")
    );
}

#[test]
fn keeps_what_is_blank_unknown_and_says_which_language_has_no_rules() {
    let columns = "language,purposes,sensors,prechecked,separate,clicks_to_accept";
    let text = one(columns, "de,,none,,,", "a.txt", b"some words").expect("reads");
    assert_eq!((text.language, text.purposes, text.prechecked, text.separate), (None, None, None, None));
    assert_eq!(text.sensors, Some(Vec::new()), "that no sensor is used is known");
    let tables = read_texts("text_version,language\n1,de\n", &[]).expect("reads");
    let format = &tables.sources.iter().find(|source| source.table == "texts").expect("a file").format;
    assert!(format.contains("languages without rules here: `de`"), "{format}");
}

#[test]
fn who_agreed_to_what_is_read_from_the_consents() {
    let tables = read_texts("text_version\n1\n", &[]).expect("reads");
    assert_eq!(tables.texts.agreed_to, ["1"]);
    assert_eq!(tables.texts.agreements.len(), 1);
    assert_eq!(tables.texts.agreements[0].version, Some(0));
}
