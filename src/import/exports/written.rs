//! Our tables on disk, made of the rows of exports: CSV with the columns that an audit reads, a `case.toml` over them, the
//! account of the reading, and the table of identities, which alone holds names.

mod also;
mod gexf;
mod graphml;
mod node_link;
mod parquet;

pub use also::Also;

use super::{
    identity::People,
    reading::ReadingReport,
    reading_page::origin,
    readme::readme,
    rows::{Cell, Gathered, Table},
};
use crate::import::error::ImportError;
use std::collections::BTreeMap;

/// The files of the folder: path in it and bytes.
pub(super) fn tables(
    rows: &Gathered,
    people: &People,
    reading: &ReadingReport,
    also: &[Also],
) -> Result<Vec<(String, Vec<u8>)>, ImportError> {
    let mut files = vec![
        ("people.csv".to_owned(), people_table(rows, people)),
        ("ties.csv".to_owned(), ties_table(rows, people, reading.directed)),
    ];
    for kind in Table::ALL {
        files.extend(table(kind, rows, people).map(|bytes| (format!("{}.csv", kind.name()), bytes)));
    }
    files.extend(identities(people).map(|bytes| ("identities.csv".to_owned(), bytes)));
    files.extend(also::files(also, rows, people, &files)?);
    files.push(("rejects.csv".to_owned(), rejects(rows)));
    let account = serde_json::to_vec_pretty(reading).expect("an account is numbers and texts");
    files.push(("reading.json".to_owned(), account));
    files.push(("reading.md".to_owned(), reading.page().into_bytes()));
    files.push((
        "case.toml".to_owned(),
        case(&files, &title(rows), &origin(rows, people), reading).into_bytes(),
    ));
    files.push(("README.md".to_owned(), readme(&files).into_bytes()));
    Ok(files)
}

fn writer() -> csv::Writer<Vec<u8>> {
    csv::WriterBuilder::new().flexible(false).from_writer(Vec::new())
}

fn finish(writer: csv::Writer<Vec<u8>>) -> Vec<u8> {
    writer.into_inner().expect("memory takes everything")
}

fn write(writer: &mut csv::Writer<Vec<u8>>, cells: &[String]) {
    writer.write_record(cells).expect("memory takes records of one length");
}

fn people_table(rows: &Gathered, people: &People) -> Vec<u8> {
    let mut values: BTreeMap<(u32, usize), Option<u32>> = BTreeMap::new();
    for (column, attribute) in rows.attributes.iter().enumerate() {
        for &(someone, value) in &attribute.cells {
            let known = values.entry((people.person(someone), column)).or_insert(Some(value));
            // What two records dispute is not known.
            if *known != Some(value) {
                *known = None;
            }
        }
    }
    let mut out = writer();
    let header = std::iter::once("person").chain(rows.attributes.iter().map(|known| known.name.as_str()));
    write(&mut out, &header.map(str::to_owned).collect::<Vec<_>>());
    for (person, id) in (0..).zip(people.listed()) {
        let value = |(column, attribute): (usize, &super::rows::Attribute)| {
            let value = values.get(&(person, column)).copied().flatten();
            value.map(|value| attribute.values.text(value).to_owned()).unwrap_or_default()
        };
        let cells = rows.attributes.iter().enumerate().map(value);
        write(&mut out, &std::iter::once(id.clone()).chain(cells).collect::<Vec<_>>());
    }
    finish(out)
}

fn ties_table(rows: &Gathered, people: &People, directed: bool) -> Vec<u8> {
    let dated = rows.ties.iter().any(|tie| tie.since.is_some() || tie.until.is_some());
    let kinds = rows.ties.iter().any(|tie| tie.kind.is_some());
    let mut out = writer();
    let dates: &[&str] = if dated { &["since", "until"] } else { &[] };
    let kind: &[&str] = if kinds { &["kind"] } else { &[] };
    let header = ["source", "target"].iter().chain(dates).chain(kind);
    write(&mut out, &header.map(|name| (*name).to_owned()).collect::<Vec<_>>());
    for tie in &rows.ties {
        let [one, other] =
            [tie.source, tie.target].map(|end| people.ids[people.person(end) as usize].clone());
        let both = directed && !tie.directed && one != other;
        for ends in [[&one, &other], [&other, &one]].iter().take(1 + usize::from(both)) {
            let mut cells: Vec<String> = ends.iter().map(|id| (*id).clone()).collect();
            if dated {
                let day =
                    |day: Option<crate::model::date::Day>| day.map(|day| day.to_string()).unwrap_or_default();
                cells.extend([day(tie.since.flatten()), day(tie.until)]);
            }
            if kinds {
                cells.push(tie.kind.unwrap_or_default().to_owned());
            }
            write(&mut out, &cells);
        }
    }
    finish(out)
}

/// The rows of `table` as CSV, with the columns that any of them fills; none where there are none.
pub(super) fn table(table: Table, rows: &Gathered, people: &People) -> Option<Vec<u8>> {
    let rows: Vec<_> = rows.rows.iter().filter(|row| row.table == table).collect();
    if rows.is_empty() {
        return None;
    }
    let filled: Vec<usize> = (0..table.columns().len())
        .filter(|&column| column == 0 || rows.iter().any(|row| row.cells[column].is_some()))
        .collect();
    let mut out = writer();
    write(&mut out, &filled.iter().map(|&column| table.columns()[column].to_owned()).collect::<Vec<_>>());
    for row in rows {
        let cell = |&column: &usize| match &row.cells[column] {
            None => String::new(),
            Some(Cell::Text(text)) if text.parse::<f64>().is_ok() => text.clone(),
            Some(Cell::Text(text)) => plain_cell(text),
            Some(Cell::Person(someone)) => people.ids[people.person(*someone) as usize].clone(),
            Some(Cell::Day(day)) => day.to_string(),
            Some(Cell::Count(count)) => count.to_string(),
        };
        write(&mut out, &filled.iter().map(cell).collect::<Vec<_>>());
    }
    Some(finish(out))
}

/// Who is called what: the only table with names. None where nobody is called anything.
fn identities(people: &People) -> Option<Vec<u8>> {
    let mut out = writer();
    write(&mut out, &["person", "kind", "text"].map(str::to_owned));
    let mut any = false;
    for (id, known_as) in people.ids.iter().zip(&people.known_as) {
        for (kind, text) in known_as {
            any = true;
            write(&mut out, &[id.clone(), (*kind).to_owned(), plain_cell(text)]);
        }
    }
    any.then(|| finish(out))
}

/// A text that a spreadsheet takes for no formula.
fn plain_cell(text: &str) -> String {
    let begins =
        |letter: char| matches!(letter, '=' | '+' | '-' | '@' | '\t' | '\r' | '＝' | '＋' | '－' | '＠');
    if text.starts_with(begins) { format!("'{text}") } else { text.to_owned() }
}

/// Every record that was left out: file, line, reason. Nothing of what it says.
fn rejects(rows: &Gathered) -> Vec<u8> {
    let mut out = writer();
    write(&mut out, &["file", "line", "reason"].map(str::to_owned));
    for (source, line, why) in &rows.ledger.rejects {
        let file = rows.ledger.sources[source.index()].name.clone();
        write(&mut out, &[file, line.to_string(), why.text().to_owned()]);
    }
    finish(out)
}

/// What an audit of these exports is called.
pub(super) fn title(rows: &Gathered) -> String {
    match &rows.ledger.sources[..] {
        [only] => format!("Audit of {}", only.name),
        files => format!("Audit of {} files of exports", files.len()),
    }
}

/// A case over the tables that an audit reads.
fn case(files: &[(String, Vec<u8>)], title: &str, origin: &str, reading: &ReadingReport) -> String {
    let mut text =
        String::from("# The case that `bystander audit` reads. README.md says what the tables hold.\n");
    text.extend(["title = ", &toml::Value::from(title).to_string(), "\n"]);
    text.extend(["origin = ", &toml::Value::from(origin).to_string(), "\n"]);
    if reading.directed {
        text.push_str("\n# Some of the ties point somewhere; those that do not stand in both directions.\n");
        text.push_str("directed = true\n");
    }
    if let Some(donations) = reading.identities.donations() {
        text.push_str(
            "\n# Made of donated exports: equal names may be one person or several.\n[donations]\n",
        );
        text.push_str(&toml::to_string(&donations).expect("numbers and a word"));
    }
    let is_there = |table: &str| files.iter().any(|(path, _)| *path == format!("{table}.csv"));
    text.push_str("\n[tables]\n");
    for table in [
        "people",
        "ties",
        "consents",
        "settings",
        "segments",
        "messages",
        "suppressions",
        "places",
        "recipients",
        "transfers",
    ] {
        if is_there(table) {
            text.extend([table, " = \"", table, ".csv\"\n"]);
        }
    }
    if !is_there("consents") {
        text.push_str("# The exports do not say who agreed. An audit needs it: name the table here, or with --consents.\n");
        text.push_str("# consents = \"consents.csv\"\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::exports::{
        identity::SameNames,
        rows::{Contact, KeyKind, Rows, Tie},
    };
    use crate::{
        import::{input::Input, ledger::Verdict},
        model::gap::Why,
    };
    use std::path::Path;

    /// What stands in no file but that of identities.
    const CANARIES: [&str; 4] = ["Canary-Ada", "Canary-Ben", "canary.cem", "31612345678"];

    fn written() -> Vec<(String, Vec<u8>)> {
        let mut silent = |_: &str| ();
        let mut rows = Rows::new(&mut silent);
        let content = CANARIES.join("\n").into_bytes();
        let input = Input::of_bytes("friends.json".to_owned(), Path::new("friends.json"), content).unwrap();
        let source = rows.enter("ties", &input, "a list");
        let named =
            |name: &str| Contact { platform: "facebook", name: Some(name.to_owned()), ..Contact::default() };
        let donor = rows.donor(named(CANARIES[0]));
        let keys = [(KeyKind::Handle, CANARIES[2]), (KeyKind::Phone, "+31612345678")];
        let keys = keys.map(|(kind, key)| (kind, key.to_owned())).to_vec();
        let friend = rows.contact(donor, Contact { keys, ..named(CANARIES[1]) });
        rows.attribute(friend, "name", CANARIES[1]);
        rows.attribute(friend, "place", "South");
        rows.tie(Tie { kind: Some("friend"), ..Tie::new(donor, friend, source, 1) });
        rows.book(source, 1, Verdict::Taken);
        rows.book(source, 2, Verdict::LeftOut(Why::Malformed));
        let stranger = rows.alias("Canary-Ada Canary-Ben");
        rows.add(Table::Consents, source, 3, &[("person", Cell::Person(stranger)), ("app", "Quiz".into())]);
        let people = People::of(&rows.got, SameNames::Apart, None).unwrap();
        tables(&rows.got, &people, &ReadingReport::of(&rows.got, &people), &[]).unwrap()
    }

    fn file(name: &str) -> String {
        let files = written();
        let found = files.into_iter().find(|(path, _)| path == name).expect("it is written");
        String::from_utf8(found.1).unwrap()
    }

    #[test]
    fn names_stand_in_the_table_of_identities_alone() {
        for (path, bytes) in written().iter().filter(|(path, _)| path != "identities.csv") {
            let text = String::from_utf8(bytes.clone()).unwrap();
            assert!(CANARIES.iter().all(|name| !text.contains(name)), "{path}: {text}");
        }
        assert!(CANARIES.iter().all(|name| file("identities.csv").contains(name)));
    }

    #[test]
    fn the_tables_are_those_that_an_audit_reads() {
        assert_eq!(file("people.csv"), "person,place\np1,\np2,South\n");
        assert_eq!(file("ties.csv"), "source,target,kind\np1,p2,friend\n");
        assert_eq!(file("consents.csv"), "person,app\n[stranger 1],Quiz\n");
        assert_eq!(file("rejects.csv").lines().count(), 2);
        assert_eq!(written(), written());
        let case = file("case.toml");
        assert!(
            case.contains("title = \"Audit of friends.json\"")
                && case.contains("consents = \"consents.csv\"")
        );
        assert!(toml::from_str::<toml::Table>(&case).is_ok(), "{case}");
    }

    #[test]
    fn no_cell_of_identities_is_a_formula() {
        assert!(file("identities.csv").contains("p2,phone,'+31612345678\n"));
        for text in ["=1+1", "+1", "-1", "@x", "\tx", "＝1"] {
            assert_eq!(plain_cell(text), format!("'{text}"));
        }
        assert_eq!(plain_cell("Ada"), "Ada");
    }
}
