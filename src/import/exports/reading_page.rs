//! The account of an import as a page for people, in Markdown. It names nobody.

use super::{
    identity::People,
    reading::{ReadingGap, ReadingReport},
    rows::Gathered,
};
use crate::model::case::Source;
use std::{collections::BTreeMap, fmt::Write};

/// The most letters in a line.
const WIDTH: usize = 100;
/// From how many files on a terminal is not told of each.
const MOST_FILES: usize = 12;

impl ReadingReport {
    /// The page: what was read as what, what was taken and what was not, who is who, and what to do next. Lines have at most 100
    /// letters where words allow it.
    #[must_use]
    pub fn page(&self) -> String {
        self.written(true)
    }

    /// The same for a terminal: where files are many, those that were read as the same stand in one line.
    #[must_use]
    pub fn short_page(&self) -> String {
        self.written(self.files.len() <= MOST_FILES)
    }

    fn written(&self, each_file: bool) -> String {
        let mut page = Page::default();
        page.head("# What was read");
        page.paragraph(&self.summary());
        self.files_section(&mut page, each_file);
        self.people_section(&mut page);
        self.gaps_section(&mut page);
        if !self.warnings.is_empty() {
            page.head("## What to know");
            self.warnings.iter().for_each(|warning| page.item(&sentence(warning)));
        }
        self.tables_section(&mut page);
        page.text
    }

    fn summary(&self) -> String {
        let mut text = format!(
            "{} in {}; {} taken. They give {} and {} between two of them{}.",
            counted(self.records, "record", "records"),
            counted(self.files.len() as u64, "file", "files"),
            grouped(self.taken),
            counted(self.people, "person", "people"),
            counted(self.ties, "tie", "ties"),
            if self.directed { ", which point" } else { "" },
        );
        let also = [
            (self.second_directions, "of the second direction of a tie"),
            (self.repeats, "of a tie that was there already, counted once"),
            (self.self_loops, "of a tie from a person to themselves, which no figure counts"),
        ];
        for (records, what) in also.into_iter().filter(|(records, _)| *records > 0) {
            write!(text, " {} {what}.", counted(records, "record", "records")).expect("a string takes it");
        }
        text
    }

    fn files_section(&self, page: &mut Page, each_file: bool) {
        page.head("## Files");
        if self.files.iter().any(|file| file.name.starts_with("export ")) {
            page.paragraph(
                "Exports have the numbers in which they were given, those in one folder the order of their names as text (person10 \
                 before person2).",
            );
        }
        if !each_file {
            self.kinds_of_files(page);
        }
        for file in self.files.iter().filter(|_| each_file) {
            page.item(&format!(
                "{}, read as {}: {}; {}, {} taken",
                file.name,
                file.table,
                file.format,
                counted(file.records, "record", "records"),
                grouped(file.taken)
            ));
        }
        if self.files_not_used > 0 {
            let files = counted(self.files_not_used, "further file", "further files");
            page.item(&format!("{files} of the exports, of which nothing goes into a table"));
        }
        if !self.passed_over.is_empty() {
            page.head("## Passed over, because no table has a place for it");
            for passed in &self.passed_over {
                let records = counted(passed.records, "record", "records");
                page.item(&format!("{}: {records}: {}", passed.file, passed.what));
            }
        }
    }

    /// Files that were read as the same, counted together.
    fn kinds_of_files(&self, page: &mut Page) {
        let mut kinds: BTreeMap<(&str, &str), [u64; 3]> = BTreeMap::new();
        for file in &self.files {
            let format = file.format.split([',', ';']).next().unwrap_or_default();
            let [files, records, taken] = kinds.entry((format, &file.table)).or_default();
            *files += 1;
            *records += file.records;
            *taken += file.taken;
        }
        for ((format, table), [files, records, taken]) in kinds {
            page.item(&format!(
                "{}, read as {table}: {format}; {}, {} taken",
                counted(files, "file", "files"),
                counted(records, "record", "records"),
                grouped(taken)
            ));
        }
        page.item("each of them stands in reading.md, which --out writes");
    }

    fn people_section(&self, page: &mut Page) {
        let who = &self.identities;
        if who.namings == 0 {
            return;
        }
        page.head("## Who is the same person");
        page.paragraph(&format!(
            "{} from {} name somebody. Those that a rule joins for sure are one person:",
            counted(who.namings, "record", "records"),
            counted(who.donated_exports, "donated export", "donated exports"),
        ));
        for (rule, joins) in &who.joined {
            let asked =
                if *rule == "same name" { " (as --same-names together asks, and not for sure)" } else { "" };
            let rule = format!("{rule}{asked}");
            page.item(&format!("{rule}: {}", counted(*joins, "record joined", "records joined")));
        }
        if who.joined.is_empty() {
            page.item("no rule joined any");
        }
        page.paragraph(&self.who_is_who());
        page.paragraph(
            "The bounds hold where nobody goes by two names without an id, handle or address that joins them, and where \
             every record without a name is somebody else. Two accounts of one person count as two people.",
        );
        if who.nameless > 0 {
            let records = counted(who.nameless, "record names", "records name");
            page.item(&format!(
                "{records} nobody, as those of deleted accounts do: each is a person of its own"
            ));
        }
        if who.shared_contact_points > 0 {
            let points = counted(
                who.shared_contact_points,
                "e-mail address or telephone number stands",
                "e-mail addresses or telephone numbers stand",
            );
            page.item(&format!("{points} with two names in one list, and joined nobody"));
        }
    }

    /// How many people there are, between which bounds.
    fn who_is_who(&self) -> String {
        let who = &self.identities;
        let tables = format!(
            "The tables have {}, and {} gave {}.",
            counted(self.people, "person", "people"),
            counted(who.donors, "person", "people"),
            counted(who.donated_exports, "export", "exports"),
        );
        if who.shared_names == 0 && who.people_at_least == who.people_at_most {
            return format!("No name is borne by several people, as far as these rules tell. {tables}");
        }
        format!(
            "{} on several lists, and these rules cannot say whether one person or several bear it. If equal names are one person wherever \
             nothing speaks against it, there are at least {} (bound); if equal names never are, at most {} (bound). Of them, \
             people on a donor's list who gave no export of their own: at least {} (bound), at most {} (bound). {tables}",
            match who.shared_names {
                1 => "1 name stands".to_owned(),
                names => format!("{} names stand", grouped(names)),
            },
            counted(who.people_at_least, "person", "people"),
            counted(who.people_at_most, "person", "people"),
            grouped(who.bystanders_of_donors_at_least),
            grouped(who.bystanders_of_donors_at_most),
        )
    }

    fn gaps_section(&self, page: &mut Page) {
        page.head("## Records that did not enter as they stood");
        if self.gaps.is_empty() {
            page.item("none");
        }
        for gap in &self.gaps {
            let records = counted(gap.records, "record", "records");
            page.item(&format!("{}, {}: {records}: {}", gap.file, lines(gap), gap.text));
        }
    }

    fn tables_section(&self, page: &mut Page) {
        page.head("## Tables");
        let (people, ties) = (
            counted(self.people, "person", "people"),
            counted(self.tie_records, "record of a tie", "records of ties"),
        );
        page.item(&format!("people.csv: {people}"));
        page.item(&format!("ties.csv: {ties}"));
        for (table, rows) in &self.rows {
            page.item(&format!("{table}.csv: {}", counted(*rows, "row", "rows")));
        }
        let left_out = self.records - self.taken;
        page.item(&format!(
            "rejects.csv: {} left out, by file and line",
            counted(left_out, "record", "records")
        ));
        let lacks = match (self.tie_records > 0, self.rows.contains_key("consents")) {
            (true, true) => "`bystander audit` takes the folder as it is.",
            (true, false) => {
                "`bystander audit` needs to know who agreed, which these exports do not say: give it with --consents, or import it together \
                 with them."
            }
            (false, _) => {
                "`bystander audit` needs ties, which these exports do not have: import them together with the network."
            }
        };
        page.paragraph(&format!(
            "{lacks} A report names nobody, but the tables hold a row for each person: keep them as you keep the exports."
        ));
        if self.names > 0 {
            page.paragraph(&format!(
                "identities.csv says who is who, with {}. No audit reads it. Keep it apart from the other tables, \
                 under lock, and delete it once nobody has to be found again.",
                counted(self.names, "name, handle or address", "names, handles and addresses")
            ));
        }
    }
}

/// Markdown in the making.
#[derive(Default)]
struct Page {
    text: String,
    /// Whether the last thing was an item of a list.
    listing: bool,
}

impl Page {
    fn head(&mut self, head: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(head);
        self.text.push_str("\n\n");
        self.listing = true;
    }

    fn paragraph(&mut self, text: &str) {
        if !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
        self.wrapped(text, "");
        self.listing = false;
    }

    fn item(&mut self, text: &str) {
        if !self.listing {
            self.text.push('\n');
        }
        self.wrapped(&format!("- {text}"), "  ");
        self.listing = true;
    }

    /// `text` in lines; those after the first begin with `indent`.
    fn wrapped(&mut self, text: &str, indent: &str) {
        let mut length = 0;
        for word in text.split_whitespace() {
            let letters = word.chars().count();
            if length > 0 && length + 1 + letters > WIDTH {
                self.text.push('\n');
                self.text.push_str(indent);
                length = indent.len();
            } else if length > 0 {
                self.text.push(' ');
                length += 1;
            }
            self.text.push_str(word);
            length += letters;
        }
        self.text.push('\n');
    }
}

/// `line 3`, `lines 3 and 5`, `lines 3, 5 and 18 more`.
fn lines(gap: &ReadingGap) -> String {
    let shown: Vec<String> = gap.lines.iter().map(u64::to_string).collect();
    let more = gap.records.saturating_sub(shown.len() as u64);
    match (&shown[..], more) {
        ([], _) => "the file as a whole".to_owned(),
        ([line], 0) => format!("line {line}"),
        ([first @ .., last], 0) => format!("lines {} and {last}", first.join(", ")),
        (all, more) => format!("lines {} and {} more", all.join(", "), grouped(more)),
    }
}

fn counted(count: u64, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{} {many}", grouped(count)) }
}

/// A number with a comma before each three digits.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let comma = |at: usize| at > 0 && (digits.len() - at).is_multiple_of(3);
    digits
        .chars()
        .enumerate()
        .flat_map(|(at, digit)| comma(at).then_some(',').into_iter().chain([digit]))
        .collect()
}

/// `text` with a capital and a full stop.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    let stop = if text.ends_with('.') { "" } else { "." };
    format!("{first}{}{stop}", letters.as_str())
}

/// What the report of an audit says of where its tables come from: how many records of exports, who was taken for whom, and what a
/// reader of any figure should know.
pub(super) fn origin(rows: &Gathered, people: &People) -> String {
    let files = &rows.ledger.sources;
    let [records, taken] = [|file: &Source| file.records, |file: &Source| file.taken]
        .map(|count| files.iter().map(count).sum::<u64>());
    let mut text = format!(
        "Read from {} of exports: {}, {} taken.",
        counted(files.len() as u64, "file", "files"),
        counted(records, "record", "records"),
        grouped(taken)
    );
    let passed: u64 = rows.passed_over.iter().map(|(.., records)| records).sum();
    let mut add = |sentence: &str| {
        text.push(' ');
        text.push_str(&self::sentence(sentence));
    };
    if passed > 0 {
        add(&format!(
            "{} that no table has a place for",
            counted(passed, "further record", "further records")
        ));
    }
    let who = &people.account;
    if who.people_at_least < who.people_at_most {
        add(&format!(
            "some people are known by their names alone, and {} on several lists: the people are between {} and {} (bound)",
            match who.shared_names {
                1 => "1 name stands".to_owned(),
                names => format!("{} names stand", grouped(names)),
            },
            grouped(who.people_at_least),
            grouped(who.people_at_most)
        ));
    }
    rows.warnings.iter().cloned().chain(who.warnings()).for_each(|warning| add(&warning));
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        import::exports::{identity::Identities, reading::PassedOver},
        model::{case::Source, gap::Why},
    };

    fn report() -> ReadingReport {
        let file = Source {
            table: "ties".to_owned(),
            name: "export 1, friends/your_friends.json".to_owned(),
            bytes: 1,
            sha256: String::new(),
            format: "Facebook JSON, layout of 2023".to_owned(),
            records: 1240,
            taken: 1238,
        };
        let gap = |why: Why, records, lines: &[u64]| ReadingGap {
            file: file.name.clone(),
            why,
            text: why.text(),
            records,
            lines: lines.to_vec(),
        };
        ReadingReport {
            gaps: vec![
                gap(Why::BlankId, 2, &[7, 9]),
                gap(Why::Nameless, 30, &[3, 4]),
                gap(Why::Malformed, 1, &[5]),
            ],
            passed_over: vec![PassedOver {
                file: file.name.clone(),
                what: "friend requests, which are no ties",
                records: 3,
            }],
            files: vec![file],
            records: 1240,
            taken: 1238,
            people: 1200,
            tie_records: 1238,
            ties: 1199,
            repeats: 39,
            names: 1170,
            identities: Identities {
                namings: 1239,
                donated_exports: 1,
                donors: 1,
                nameless: 30,
                joined: [("repeat in one list", 39)].into(),
                shared_names: 1,
                people_at_least: 1190,
                people_at_most: 1200,
                bystanders_of_donors_at_least: 1189,
                bystanders_of_donors_at_most: 1199,
                ..Identities::default()
            },
            rows: [("consents", 1)].into(),
            warnings: vec!["times are in UTC".to_owned()],
            ..ReadingReport::default()
        }
    }

    #[test]
    fn the_page_says_every_count_and_keeps_to_its_width() {
        let page = report().page();
        for said in [
            "1,240 records in 1 file; 1,238 taken. They give 1,200 people and 1,199 ties between two of them.",
            "39 records of a tie that was there already, counted once.",
            "Facebook JSON, layout of 2023",
            "3 records: friend requests, which are no ties",
            "lines 7 and 9: 2 records: a record with an empty id; left out",
            "lines 3, 4 and 28 more: 30 records",
            "line 5: 1 record:",
            "- repeat in one list: 39 records joined",
            "1 name stands on several lists",
            "at least 1,190 people (bound)",
            "at most 1,200 people (bound)",
            "at least 1,189 (bound), at most 1,199 (bound)",
            "- Times are in UTC.",
            "- consents.csv: 1 row",
            "rejects.csv: 2 records left out",
            "identities.csv says who is who, with 1,170 names, handles and addresses.",
        ] {
            let flat = page.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(flat.contains(said), "{said}\n{page}");
        }
        assert!(page.lines().all(|line| line.chars().count() <= WIDTH), "{page}");
        assert!(!page.contains("\n\n\n") && page.ends_with('\n'), "{page}");
    }

    #[test]
    fn what_is_not_there_is_not_spoken_of() {
        let page = ReadingReport::default().page();
        assert!(
            !page.contains("identities.csv")
                && !page.contains("Who is the same")
                && !page.contains("To know")
        );
        assert!(page.contains("- none\n") && page.contains("0 records in 0 files"), "{page}");
    }

    #[test]
    fn long_words_stay_whole() {
        let mut page = Page { listing: true, ..Page::default() };
        page.item(&format!("a {} b", "x".repeat(120)));
        assert_eq!(page.text, format!("- a\n  {}\n  b\n", "x".repeat(120)));
        assert_eq!([0, 999, 1000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
    }
}
