//! Every ad library: the files under `tests/fixtures-ads`, written by hand from the documented shapes, give exactly the rows that stand
//! beside them in `expected.json`; and so do their twins: from an archive with other files in it, with a byte-order mark and the line
//! ends of Windows, with the header in lower case.
//!
//! A fixture is a folder with `export` (what is read) and `expected.json`: the books, every row with its criteria and deliveries, what
//! was not read as it stood, the remarks; or the error. Where `export` holds one file and nothing else, that file is read, else the
//! folder. Money stands in hundredths; `0..10000` is a range, `10000..` one without an upper end. With the environment variable
//! `FIXTURES=overwrite` it is written anew, to be read by eye before it is kept.

use crate::fixtures::{export, files};
use bystander::{
    import::ads::{AdRequest, read},
    model::{
        ads::{AdCriterion, AdFact, AdRecords, Delivery},
        range::Range,
    },
};
use serde_json::{Map, Value, json};
use std::fmt::Write as _;
use std::{
    fs,
    io::{Cursor, Write},
    path::{Path, PathBuf},
};
use zip::{ZipWriter, write::SimpleFileOptions};

fn fixtures() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures-ads");
    let mut found: Vec<PathBuf> =
        fs::read_dir(root).expect("the fixtures").map(|entry| entry.expect("an entry").path()).collect();
    found.retain(|path| path.join("export").is_dir());
    found.sort();
    found
}

fn records(path: &Path) -> Result<AdRecords, String> {
    // The files here are small and full of defects on purpose.
    let request = AdRequest { files: vec![path.to_owned()], max_rejects: 0.5, ..AdRequest::default() };
    read(&request, &mut |_| ()).map(|(records, _)| records).map_err(|error| error.to_string())
}

/// An amount as it is told in `expected.json`.
fn amount(range: Range) -> String {
    match range.high() {
        Some(high) if high == range.low() => high.to_string(),
        Some(high) => format!("{}..{high}", range.low()),
        None => format!("{}..", range.low()),
    }
}

/// Adds what is said and passes over what is not.
fn put(row: &mut Map<String, Value>, key: &str, value: Option<impl Into<Value>>) {
    if let Some(value) = value {
        row.insert(key.to_owned(), value.into());
    }
}

fn row(records: &AdRecords, at: usize, fact: &AdFact) -> Value {
    let mut row = Map::new();
    let text = |at: Option<u32>| at.map(|at| records.text(at).to_owned());
    put(&mut row, "line", Some(fact.line));
    put(&mut row, "book", Some(fact.book));
    put(&mut row, "ad", text(fact.ad));
    let sponsor = fact.sponsor.map(|at| &records.sponsors[at as usize]);
    put(&mut row, "sponsor", sponsor.map(|sponsor| sponsor.name.clone()));
    put(&mut row, "sponsor_id", sponsor.and_then(|sponsor| sponsor.id.clone()));
    put(&mut row, "place", fact.place.map(|at| json!(records.places[at as usize])));
    put(&mut row, "payer", text(fact.payer));
    put(&mut row, "country", text(fact.country));
    put(&mut row, "ads", fact.ads);
    put(&mut row, "from", fact.from.map(|day| day.to_string()));
    put(&mut row, "until", fact.until.map(|day| day.to_string()));
    put(&mut row, "currency", fact.currency.map(|currency| currency.code().to_owned()));
    put(&mut row, "spend", fact.spend.map(amount));
    put(&mut row, "impressions", fact.impressions.map(amount));
    put(&mut row, "reach", fact.reach.map(amount));
    put(
        &mut row,
        "disclosed",
        Some(
            json!({ "payer": fact.payer_disclosed, "targeting": fact.targeting_disclosed, "why_shown": fact.why_shown }),
        ),
    );
    let of_row = |fact: u32| fact as usize == at;
    let criteria: Vec<Value> = records
        .criteria
        .iter()
        .filter(|known| of_row(known.fact))
        .map(|known| criterion(records, known))
        .collect();
    put(&mut row, "criteria", (!criteria.is_empty()).then_some(criteria));
    let deliveries: Vec<Value> = records
        .deliveries
        .iter()
        .filter(|known| of_row(known.fact))
        .map(|known| delivery(records, known))
        .collect();
    put(&mut row, "deliveries", (!deliveries.is_empty()).then_some(deliveries));
    Value::Object(row)
}

/// `chosen age include 18-24`, and what else is said of it.
fn criterion(records: &AdRecords, known: &AdCriterion) -> Value {
    let word = |value: Value| value.as_str().unwrap_or("not said").to_owned();
    let parts = [word(json!(known.layer)), word(json!(known.dimension)), word(json!(known.mode))];
    let mut text = format!("{} {}", parts.join(" "), records.text(known.value));
    let shown = "a string takes everything";
    known.share.into_iter().for_each(|share| write!(text, "; share {share}").expect(shown));
    known.ads.into_iter().for_each(|ads| write!(text, "; ads {ads}").expect(shown));
    if known.obfuscated > 0 {
        write!(text, "; kept back {}", known.obfuscated).expect(shown);
    }
    Value::String(text)
}

fn delivery(records: &AdRecords, known: &Delivery) -> Value {
    let mut row = Map::new();
    let text = |at: Option<u32>| at.map(|at| records.text(at).to_owned());
    put(&mut row, "age", text(known.age));
    put(&mut row, "gender", text(known.gender));
    put(&mut row, "place", text(known.place));
    put(&mut row, "share", known.share);
    put(&mut row, "people", known.people.map(amount));
    Value::Object(row)
}

/// Everything that was read, or the error.
fn told(found: &Result<AdRecords, String>) -> Value {
    let records = match found {
        Ok(records) => records,
        Err(error) => return json!({ "error": error }),
    };
    let sources = records.sources.iter().map(|source| {
        json!({ "name": source.name, "format": source.format, "records": source.records, "taken": source.taken })
    });
    let unread = records.gaps.counts().map(|(file, why, gap)| {
        json!({ "file": records.sources[file.index()].name, "why": why, "records": gap.records, "lines": gap.lines })
    });
    json!({
        "books": records.books,
        "rows": records.facts.iter().enumerate().map(|(at, fact)| row(records, at, fact)).collect::<Vec<_>>(),
        "remarks": records.remarks,
        "unread": unread.collect::<Vec<_>>(),
        "sources": sources.collect::<Vec<_>>(),
    })
}

#[test]
fn every_ad_library_gives_the_rows_beside_it() {
    let overwrite = std::env::var_os("FIXTURES").is_some_and(|value| value == "overwrite");
    let mut wrong = Vec::new();
    for fixture in fixtures() {
        let found = told(&records(&export(&fixture.join("export"))));
        let beside = fixture.join("expected.json");
        if overwrite {
            fs::write(&beside, serde_json::to_string_pretty(&found).expect("rows") + "\n").expect("written");
        }
        let expected: Value =
            serde_json::from_slice(&fs::read(&beside).unwrap_or_default()).unwrap_or(Value::Null);
        if found != expected {
            wrong.push(format!("{}: {found:#}", fixture.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The books and the rows; files are called and spelt otherwise in a twin.
fn content(found: &Result<AdRecords, String>) -> Value {
    let mut found = told(found);
    if let Some(found) = found.as_object_mut() {
        found.retain(|key, _| matches!(key.as_str(), "books" | "rows" | "error"));
    }
    found
}

/// An archive of these files.
fn archive(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name, SimpleFileOptions::default()).expect("an entry");
        zip.write_all(bytes).expect("its bytes");
    }
    zip.finish().expect("an archive").into_inner()
}

/// What an archive of `files` is read as.
fn of_archive(files: &[(String, Vec<u8>)]) -> Result<AdRecords, String> {
    let room = tempfile::tempdir().expect("a folder");
    let path = room.path().join("library.zip");
    fs::write(&path, archive(files)).expect("written");
    records(&path)
}

/// A fixture, its files and what they are read as.
type Readable = (PathBuf, Vec<(String, Vec<u8>)>, Value);

/// The fixtures that are read.
fn readable() -> Vec<Readable> {
    let all = fixtures().into_iter().map(|fixture| {
        let folder = fixture.join("export");
        let found = content(&records(&export(&folder)));
        (fixture, files(&folder, ""), found)
    });
    all.filter(|(_, _, found)| found.get("error").is_none()).collect()
}

/// Files that stand beside libraries in archives, and are none.
fn strangers() -> [(String, Vec<u8>); 3] {
    let readme = "READ ME FIRST\n\nTables, and a word on each.\n\"weekly-spend\": the weeks, one row each\n* one\n* two\n";
    [
        ("wrapper/README.txt".to_owned(), readme.into()),
        ("wrapper/a-table-of-something-else.csv".to_owned(), "river,length\nWeser,451\n".into()),
        ("wrapper/zzz/empty.txt".to_owned(), "\n".into()),
    ]
}

#[test]
fn an_archive_with_other_files_in_it_gives_the_same_rows() {
    for (fixture, files, expected) in readable() {
        let inside = files.into_iter().map(|(name, bytes)| (format!("wrapper/{name}"), bytes));
        let all: Vec<_> = inside.chain(strangers()).collect();
        assert_eq!(content(&of_archive(&all)), expected, "{}", fixture.display());
    }
}

fn is_table(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|ending| ending == "csv" || ending == "tsv")
}

/// The text with a byte-order mark and with the line ends of Windows; line ends within quotes stay.
fn from_windows(text: &[u8]) -> Vec<u8> {
    let mut twin = b"\xef\xbb\xbf".to_vec();
    let mut is_quoted = false;
    for &byte in text {
        is_quoted ^= byte == b'"';
        if byte == b'\n' && !is_quoted {
            twin.push(b'\r');
        }
        twin.push(byte);
    }
    twin
}

/// The text with its first line in lower case.
fn lower_header(text: &[u8]) -> Vec<u8> {
    let end = text.iter().position(|&byte| byte == b'\n').unwrap_or(text.len());
    [text[..end].to_ascii_lowercase().as_slice(), &text[end..]].concat()
}

#[test]
fn tables_from_windows_or_with_a_header_in_lower_case_give_the_same_rows() {
    for (fixture, files, expected) in readable() {
        for twin in [from_windows, lower_header] {
            let of_table = |(name, bytes): &(String, Vec<u8>)| {
                (name.clone(), if is_table(name) { twin(bytes) } else { bytes.clone() })
            };
            let files: Vec<_> = files.iter().map(of_table).collect();
            assert_eq!(content(&of_archive(&files)), expected, "{}", fixture.display());
        }
    }
}

#[test]
fn a_file_that_is_cut_off_anywhere_is_an_error_or_gives_no_more_rows() {
    for (fixture, files, expected) in readable() {
        let rows = |content: &Value| content["rows"].as_array().map_or(0, Vec::len);
        for (at, (name, bytes)) in files.iter().enumerate() {
            for cut in (0..bytes.len()).step_by(bytes.len() / 12 + 1) {
                let mut files = files.clone();
                files[at].1 = bytes[..cut].to_vec();
                let found = content(&of_archive(&files));
                assert!(rows(&found) <= rows(&expected), "{}: {name} cut at {cut}", fixture.display());
            }
        }
    }
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures-ads").join(name)
}

fn read_together(files: Vec<PathBuf>) -> AdRecords {
    let request = AdRequest { files, max_rejects: 0.5, ..AdRequest::default() };
    read(&request, &mut |_| ()).expect("they are read").0
}

/// The days of the books, each once.
fn days(records: &AdRecords) -> Vec<Option<String>> {
    let mut days: Vec<_> =
        records.books.iter().map(|book| book.asked_on.map(|day| day.to_string())).collect();
    days.dedup();
    days
}

#[test]
fn two_bundles_of_google_keep_their_own_days_and_books() {
    let bundle = |name: &str| fixture(name).join("export");
    let (old, new) = (bundle("google-2018"), bundle("google-2020"));
    let both = read_together(vec![old.clone(), new.clone()]);
    let day = |text: &str| Some(text.to_owned());
    assert_eq!(days(&both), [day("2018-11-20"), day("2020-06-01")]);
    let [old, new] = [vec![old], vec![new]].map(read_together);
    assert_eq!(both.facts.len(), old.facts.len() + new.facts.len());
}

#[test]
fn a_bundle_of_google_given_twice_is_never_one_book_with_twice_the_money() {
    let bundle = fixture("google-2020").join("export");
    let room = tempfile::tempdir().expect("a folder");
    let copy = room.path().join("bundle.zip");
    fs::write(&copy, archive(&files(&bundle, ""))).expect("written");
    let (once, twice) = (read_together(vec![bundle.clone()]), read_together(vec![bundle, copy]));
    let rows = |records: &AdRecords, book: usize| {
        records
            .facts
            .iter()
            .filter(|fact| fact.book as usize == book)
            .map(|fact| fact.spend)
            .collect::<Vec<_>>()
    };
    let books = once.books.len();
    assert_eq!(twice.books.len(), 2 * books);
    for book in 0..books {
        assert_eq!(rows(&twice, book), rows(&once, book));
        assert_eq!(rows(&twice, books + book), rows(&once, book));
        assert_ne!(twice.books[book].title, twice.books[books + book].title);
    }
}

#[test]
fn the_day_of_google_given_beside_a_table_is_that_of_the_table() {
    let file = |name: &str| fixture("google-2026/export").join(format!("google-political-ads-{name}.csv"));
    let table = file("advertiser-geo-spend");
    assert_eq!(days(&read_together(vec![table.clone(), file("updated")])), [Some("2026-02-15".to_owned())]);
    assert_eq!(days(&read_together(vec![table])), [None]);
}
