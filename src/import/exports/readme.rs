//! The page that stands in a folder of imported tables: what each file is, its columns, and how to keep and use it.

use std::fmt::Write;

/// What each file is, in the order of the page.
const FILES: &[(&str, &str)] = &[
    (
        "case.toml",
        "The case that `bystander audit` reads: which tables there are. Say here what you know besides.",
    ),
    (
        "people.csv",
        "Everybody whom the exports name: an id, and what network files say of them. Ids of network files are as \
      they stand there; people from donated exports have numbers in the order in which the exports first name them.",
    ),
    (
        "ties.csv",
        "A row for each record of a tie, repeats included. An empty `since` is a beginning that is not known, an \
      empty `until` no end. Where ties point, one without a direction stands in both.",
    ),
    ("consents.csv", "Who let which app or organisation read what, from when to when."),
    ("settings.csv", "People's own switches, from when to when."),
    ("recipients.csv", "Organisations that hold data."),
    ("transfers.csv", "Data that passed from one organisation to another, as the records say."),
    (
        "segments.csv",
        "Segments: who is in them, and on which conditions. Those of the layer `experienced` are what a donor was told, and no audience.",
    ),
    ("messages.csv", "Messages, and who saw them."),
    ("suppressions.csv", "Who must not be contacted."),
    ("places.csv", "Places and their populations."),
    (
        "identities.csv",
        "Who is who: every name, handle, id, address and number by which the exports know somebody, as spelt \
      there. No other file has names of people from donated exports; ids of network files, tables and surveys stay as they are, \
      also where they are names or addresses. A cell that a spreadsheet would take for a formula begins with an apostrophe. No audit \
      reads it: keep it apart, under lock.",
    ),
    ("rejects.csv", "Every record that was left out: its file, its line, why. Nothing of what it says."),
    (
        "reading.md",
        "The account of the reading for people: what was read as what, what was taken and what was not.",
    ),
    ("reading.json", "The same for programs, with the length and the SHA-256 of each file read."),
];

/// The page about `files`, each with its path and its bytes.
pub(super) fn readme(files: &[(String, Vec<u8>)]) -> String {
    let mut page = String::from(
        "# Imported tables\n\nWritten by `bystander import`. Every row comes from the exports that reading.md lists; nothing \
         was added to what they say.\n`bystander audit` takes this folder as its case.\n\nOpen the tables in a spreadsheet as \
         text only: it turns long ids into other numbers,\nand may take a cell for a formula.\n",
    );
    for (name, what) in FILES {
        let Some((_, bytes)) = files.iter().find(|(path, _)| path == name) else { continue };
        write!(page, "\n## {name}\n\n{what}\n").expect("a string takes everything");
        if std::path::Path::new(name).extension().is_some_and(|ending| ending == "csv") {
            let header = bytes.split(|&byte| byte == b'\n').next().unwrap_or_default();
            let shown = |letter: char| if letter.is_control() { '\u{fffd}' } else { letter };
            let columns: String =
                String::from_utf8_lossy(header).replace(',', ", ").chars().map(shown).collect();
            writeln!(page, "\nColumns: {columns}").expect("a string takes everything");
        }
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::exports::rows::Table;

    #[test]
    fn every_table_is_explained_and_only_those_that_are_there_are_shown() {
        for table in Table::ALL {
            let file = format!("{}.csv", table.name());
            assert!(FILES.iter().any(|(name, _)| *name == file), "{file}");
        }
        let page = readme(&[("people.csv".to_owned(), b"person,place\np1,South\n".to_vec())]);
        assert!(page.contains("## people.csv") && page.contains("Columns: person, place\n"), "{page}");
        assert!(!page.contains("p1,") && !page.contains("## ties.csv"), "{page}");
    }
}
