//! Records of processing activities (GDPR Article 30), and plain tables of transfers, as CSV or as a spreadsheet.
//!
//! A register has a row for each activity, under title rows; its header is known by a column of recipients beside one of purposes
//! or of personal data, in English, Dutch, German or French. Recipients stand together in one cell; each becomes a row of
//! `recipients` and, with what the activity says, a row of `transfers` without a date. Most are categories and not
//! organisations, so their number is a lower bound. A table of transfers has a row for each transfer: `from`, `to`, and one of
//! date, data categories, purpose, legal basis, country, in any order. Cycles and repeats are kept, and so is a transfer that does
//! not say to whom.

use super::{
    Format, Group, Importer,
    day_order::{Order, Verdict as DayVerdict},
    grid::{Grid, Line, is_spreadsheet},
};
use crate::{
    import::{
        error::ImportError,
        exports::{
            bundle::{Bundle, Entry},
            rows::{Cell, Rows, Table},
        },
        ledger::Verdict,
    },
    model::{date::Day, gap::Why, id::SourceId},
};
use std::collections::BTreeSet;

pub(super) const FORMAT: &Format = &Format {
    name: "processing-records",
    group: Group::Record,
    title: "records of processing (GDPR Article 30) and tables of transfers",
    files: "*.xlsx, *.xls, *.ods, *.csv: a register in English, Dutch, German or French, title rows and several sheets \
            allowed; or a table with from, to and date, data_categories, purpose, legal_basis or country",
    gives: "recipients (organisations or categories), transfers with data, purpose, basis, country, safeguard, day",
    lacks: "people; dates in a register; who stands behind a category of recipients, so recipients are a lower bound",
    how: "ask the organisation for its record of processing; better, for a table of transfers with one row for each",
};

pub(super) const IMPORTER: Importer =
    Importer { format: FORMAT, knows: |bundle| entries(bundle).next().is_some(), read };

/// Larger files are no registers, and are not opened to find out.
const LARGEST: u64 = 32 << 20;

fn entries(bundle: &Bundle) -> impl Iterator<Item = &Entry> {
    bundle.entries().iter().filter(|entry| {
        let ending = entry.ending();
        let fits = is_spreadsheet(ending) || matches!(ending, "csv" | "tsv");
        let grid = || Grid::of(&mut bundle.open_entry(entry).ok()?).ok();
        fits && entry.bytes <= LARGEST
            && grid().is_some_and(|grid| grid.sheets.iter().any(|sheet| Found::of(sheet).is_some()))
    })
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    From,
    To,
    On,
    Records,
    Fields,
    Purpose,
    Basis,
    Country,
    Safeguard,
    ContractOn,
    DeletedOn,
}

impl Field {
    /// The column of `transfers`.
    fn column(self) -> &'static str {
        match self {
            Self::From => "from",
            Self::To => "to",
            Self::On => "on",
            Self::Records => "records",
            Self::Fields => "fields",
            Self::Purpose => "purpose",
            Self::Basis => "basis",
            Self::Country => "country",
            Self::Safeguard => "safeguard",
            Self::ContractOn => "contract_on",
            Self::DeletedOn => "deleted_on",
        }
    }

    fn is_date(self) -> bool {
        matches!(self, Self::On | Self::ContractOn | Self::DeletedOn)
    }
}

/// Names of columns in tables of transfers.
const IN_TABLES: &[(Field, &[&str])] = &[
    (Field::From, &["from", "sender", "exporter", "data_exporter", "transferred_from"]),
    (Field::To, &["to", "recipient", "receiver", "importer", "data_importer", "transferred_to"]),
    (Field::On, &["date", "on", "transfer_date", "transferred_on"]),
    (Field::Records, &["records", "number_of_records"]),
    (Field::Fields, &["data_categories", "data_category", "fields", "categories_of_data", "personal_data"]),
    (Field::Purpose, &["purpose", "purposes"]),
    (Field::Basis, &["legal_basis", "lawful_basis", "basis"]),
    (Field::Country, &["country", "third_country", "countries"]),
    (Field::Safeguard, &["safeguard", "safeguards"]),
    (Field::ContractOn, &["contract_on", "contract_date"]),
    (Field::DeletedOn, &["deleted_on", "deletion_date"]),
];

/// What headers of registers hold, in the order in which it is looked for: `safeguards for transfers to third countries` is of
/// safeguards.
const IN_REGISTERS: &[(Field, &[&str])] = &[
    (Field::Safeguard, &["safeguard", "waarborg", "garantie"]),
    (Field::To, &["recipient", "ontvanger", "empfänger", "destinataire"]),
    (
        Field::Country,
        &[
            "third countr",
            "international organi",
            "derde land",
            "doorgifte",
            "drittland",
            "drittländer",
            "pays tiers",
        ],
    ),
    (
        Field::Basis,
        &[
            "lawful basis",
            "legal basis",
            "article 6",
            "grondslag",
            "rechtsgrond",
            "rechtsgrundlage",
            "base légale",
            "base juridique",
        ],
    ),
    (Field::Purpose, &["purpose", "doel", "zweck", "finalité"]),
    (
        Field::Fields,
        &[
            "personal data",
            "data categor",
            "persoonsgegevens",
            "personenbezogen",
            "datenkategorie",
            "catégories de données",
        ],
    ),
];

/// What a cell says that names no recipient.
const NOBODY: &[&str] = &[
    "n/a",
    "na",
    "none",
    "-",
    "–",
    "—",
    "n.v.t.",
    "nvt",
    "geen",
    "keine",
    "entfällt",
    "aucun",
    "néant",
    "not applicable",
    "nil",
];

/// Endings of the names of organisations.
const LEGAL_FORMS: &[&str] = &[
    "ltd",
    "limited",
    "llc",
    "llp",
    "inc",
    "plc",
    "corp",
    "corporation",
    "gmbh",
    "ag",
    "kg",
    "se",
    "e.v",
    "b.v",
    "bv",
    "n.v",
    "nv",
    "s.a",
    "sa",
    "sas",
    "sarl",
    "s.r.l",
    "srl",
    "oy",
    "ab",
    "a/s",
];

/// The header of a sheet: where it is and what its columns hold.
struct Found {
    /// Its place among the rows.
    row: usize,
    columns: Vec<(Field, usize)>,
    register: bool,
}

impl Found {
    fn of(sheet: &[Line]) -> Option<Self> {
        sheet.iter().take(40).enumerate().find_map(|(row, line)| {
            let table = in_table(line).map(|columns| Self { row, columns, register: false });
            table.or_else(|| in_register(line).map(|columns| Self { row, columns, register: true }))
        })
    }
}

fn in_table(line: &Line) -> Option<Vec<(Field, usize)>> {
    let plain = |cell: &String| cell.trim().to_lowercase().replace([' ', '-'], "_");
    let cells: Vec<String> = line.cells.iter().map(plain).collect();
    let column = |(field, names): &(Field, &[&str])| {
        cells.iter().position(|cell| names.contains(&cell.as_str())).map(|column| (*field, column))
    };
    let columns: Vec<(Field, usize)> = IN_TABLES.iter().filter_map(column).collect();
    let has = |wanted: Field| columns.iter().any(|(field, _)| *field == wanted);
    let more =
        [Field::Fields, Field::Purpose, Field::Basis, Field::Country, Field::Safeguard, Field::ContractOn];
    // A table whose columns are all called as ours are is read as it stands.
    let is_ours = cells.iter().all(|cell| Table::Transfers.columns().contains(&cell.as_str()));
    (has(Field::From) && has(Field::To) && more.into_iter().any(has) && !is_ours).then_some(columns)
}

fn in_register(line: &Line) -> Option<Vec<(Field, usize)>> {
    let mut columns: Vec<(Field, usize)> = Vec::new();
    for (column, cell) in line.cells.iter().enumerate() {
        let plain = cell.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let holds = |(_, words): &&(Field, &[&str])| words.iter().any(|word| plain.contains(word));
        if plain.chars().count() <= 200
            && let Some((field, _)) = IN_REGISTERS.iter().find(holds)
            && columns.iter().all(|(known, _)| known != field)
        {
            columns.push((*field, column));
        }
    }
    let has = |wanted: Field| columns.iter().any(|(field, _)| *field == wanted);
    (has(Field::To) && (has(Field::Purpose) || has(Field::Fields))).then_some(columns)
}

fn read(bundle: &Bundle, rows: &mut Rows) -> Result<(), ImportError> {
    let mut known = BTreeSet::new();
    for entry in entries(bundle) {
        let mut input = rows.open(bundle, entry)?;
        let grid = Grid::of(&mut input)?;
        let found: Vec<(&[Line], Found)> =
            grid.sheets.iter().filter_map(|sheet| Some((&sheet[..], Found::of(sheet)?))).collect();
        let register = found.iter().any(|(_, found)| found.register);
        let layout = if register { "record of processing" } else { "table of transfers" };
        let source = rows.enter("transfers", &input, &format!("{layout}, {}", grid.format));
        rows.pass_over(source, "sheets without such a table", grid.sheets.len() - found.len());
        for (sheet, found) in &found {
            let mut taking = Taking { source, found, known: &mut known, nobody: 0, rows: &mut *rows };
            if found.register { taking.register(sheet) } else { taking.table(sheet) }
        }
        if register {
            rows.warn("a record of processing names categories of recipients more than organisations: recipients counted from it are a lower bound");
        }
        rows.close(source)?;
    }
    Ok(())
}

struct Taking<'a, 'r, 'p> {
    source: SourceId,
    found: &'a Found,
    /// The recipients that have a row, in small letters.
    known: &'r mut BTreeSet<String>,
    /// Transfers that do not say from whom or to whom.
    nobody: u64,
    rows: &'r mut Rows<'p>,
}

impl Taking<'_, '_, '_> {
    fn register(&mut self, sheet: &[Line]) {
        let (mut headings, mut empty) = (0, 0);
        for line in &sheet[self.found.row + 1..] {
            let cell = |wanted: Field| {
                let column = self.found.columns.iter().find(|(field, _)| *field == wanted)?.1;
                line.cell(column)
            };
            let recipients = recipients(cell(Field::To).unwrap_or_default());
            let says =
                [Field::Purpose, Field::Fields, Field::To].into_iter().any(|field| cell(field).is_some());
            if !says
                || line.cells.iter().filter(|cell| !cell.is_empty()).count() == 1 && recipients.is_empty()
            {
                headings += 1;
                continue;
            }
            if recipients.is_empty() {
                empty += 1;
                continue;
            }
            let mut common = Vec::new();
            for field in [Field::Fields, Field::Purpose, Field::Basis, Field::Country, Field::Safeguard] {
                common.extend(
                    cell(field)
                        .filter(|text| !is_open(field, text))
                        .map(|text| (field.column(), one_line(text))),
                );
            }
            for recipient in recipients {
                self.recipient(&recipient, kind(&recipient), line.line);
                let mut cells = common.clone();
                cells.push(("to", recipient));
                let cells: Vec<(&str, Cell)> =
                    cells.into_iter().map(|(column, text)| (column, Cell::Text(text))).collect();
                self.rows.add(Table::Transfers, self.source, line.line, &cells);
            }
            self.rows.book(self.source, line.line, Verdict::Taken);
        }
        self.rows.pass_over(self.source, "rows of a register that are headings or remarks", headings);
        self.rows.pass_over(self.source, "activities that name no recipient", empty);
    }

    fn table(&mut self, sheet: &[Line]) {
        let lines = &sheet[self.found.row + 1..];
        let written =
            |field: Field| self.found.columns.iter().find(|(known, _)| *known == field).map(|known| known.1);
        let dated: Vec<usize> =
            [Field::On, Field::ContractOn, Field::DeletedOn].into_iter().filter_map(written).collect();
        let dates: Vec<[i32; 3]> = dated
            .iter()
            .flat_map(|&column| lines.iter().filter_map(move |line| numbers(line.cell(column)?)))
            .collect();
        let order = if dates.is_empty() { DayVerdict::None } else { Order::of(&dates, false) };
        for line in lines {
            self.transfer(line, order);
        }
        if self.nobody > 0 {
            self.rows.remark(
                self.source,
                &format!("transfers that do not say from whom or to whom: {}", self.nobody),
            );
        }
        if order == DayVerdict::Either {
            self.rows.warn("the days and months of a table of transfers cannot be told apart, so such dates are unknown; write them as 2014-04-30");
        }
    }

    fn transfer(&mut self, line: &Line, order: DayVerdict) {
        let (mut cells, mut unread) = (Vec::new(), false);
        let mut ends = 0;
        for &(field, column) in &self.found.columns {
            let Some(text) = line.cell(column).filter(|text| !is_open(field, text)) else { continue };
            let cell = match field {
                Field::On | Field::ContractOn | Field::DeletedOn => day(text, order).map(Cell::Day),
                Field::Records => text.parse().ok().map(Cell::Count),
                _ => Some(Cell::Text(one_line(text))),
            };
            if matches!(field, Field::From | Field::To) {
                ends += 1;
                self.recipient(&one_line(text), "organisation", line.line);
            }
            unread |= cell.is_none() && field.is_date();
            cells.extend(cell.map(|cell| (field.column(), cell)));
        }
        if cells.is_empty() {
            return self.rows.book(self.source, line.line, Verdict::LeftOut(Why::Malformed));
        }
        self.nobody += u64::from(ends < 2);
        self.rows.add(Table::Transfers, self.source, line.line, &cells);
        let verdict = if unread { Verdict::Noted(Why::UnreadableDate) } else { Verdict::Taken };
        self.rows.book(self.source, line.line, verdict);
    }

    /// Adds a recipient that has no row yet.
    fn recipient(&mut self, name: &str, kind: &'static str, line: u64) {
        if self.known.insert(name.to_lowercase()) {
            let cells = [("recipient", Cell::from(name)), ("kind", Cell::from(kind))];
            self.rows.add(Table::Recipients, self.source, line, &cells);
        }
    }
}

fn is_nobody(text: &str) -> bool {
    NOBODY.contains(&text.trim().trim_end_matches('.').to_lowercase().as_str())
        || NOBODY.contains(&text.trim().to_lowercase().as_str())
}

/// Whether a cell leaves `field` open. A basis of `none` is an answer.
fn is_open(field: Field, text: &str) -> bool {
    let asks_whom = matches!(field, Field::From | Field::To | Field::Country | Field::Safeguard);
    let dash = matches!(text.trim(), "-" | "–" | "—") || text.trim().eq_ignore_ascii_case("n/a");
    dash || asks_whom && is_nobody(text)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The recipients in a cell: parted by line breaks, semicolons and bullets; where there are none of these, by commas outside
/// brackets, except before the legal form of an organisation.
fn recipients(cell: &str) -> Vec<String> {
    let mut parts: Vec<&str> = cell.split(['\n', '\r', ';', '•', '●', '·', '▪']).collect();
    let mut pieces = Vec::new();
    if parts.len() == 1 {
        pieces = by_commas(cell);
        parts = pieces.iter().map(String::as_str).collect();
    }
    let bare = |part: &str| {
        let part = part.trim().trim_start_matches(['-', '–', '*', ' ']);
        let numbered = part.split_once(['.', ')']).filter(|(number, _)| {
            !number.is_empty() && number.len() < 3 && number.bytes().all(|byte| byte.is_ascii_digit())
        });
        one_line(numbered.map_or(part, |(_, rest)| rest))
    };
    let found = parts.into_iter().filter(|part| !is_nobody(part)).map(bare);
    let found = found.filter(|part| !part.is_empty() && !is_nobody(part)).collect();
    drop(pieces);
    found
}

fn by_commas(cell: &str) -> Vec<String> {
    let (mut depth, mut pieces) = (0_u32, vec![String::new()]);
    for letter in cell.chars() {
        depth = match letter {
            '(' | '[' => depth + 1,
            ')' | ']' => depth.saturating_sub(1),
            _ => depth,
        };
        if letter == ',' && depth == 0 {
            pieces.push(String::new());
        } else {
            pieces.last_mut().expect("there is a piece").push(letter);
        }
    }
    let mut joined: Vec<String> = Vec::new();
    for piece in pieces {
        match joined.last_mut() {
            Some(last) if is_legal_form(&piece) => {
                last.push(',');
                last.push_str(&piece);
            }
            _ => joined.push(piece),
        }
    }
    joined
}

fn is_legal_form(word: &str) -> bool {
    LEGAL_FORMS.contains(&word.trim().trim_end_matches('.').to_lowercase().as_str())
}

/// `organisation` where a name ends in a legal form or is the address of a site, else `category`.
fn kind(recipient: &str) -> &'static str {
    let last = recipient.rsplit([' ', ',']).next().unwrap_or_default();
    let site = !recipient.contains(' ') && recipient.contains('.') && !recipient.ends_with('.');
    if is_legal_form(last) && recipient.contains(' ') || site { "organisation" } else { "category" }
}

/// The three numbers of a date that is not written as `2014-04-30`.
fn numbers(text: &str) -> Option<[i32; 3]> {
    let text = text.split_whitespace().next()?;
    let parts: Vec<i32> = text.split(['/', '.', '-']).map(|part| part.parse().ok()).collect::<Option<_>>()?;
    <[i32; 3]>::try_from(parts).ok().filter(|_| Day::parse(text).is_none())
}

/// The day that a cell says. A bare number of five digits is a day as spreadsheets count them, from the end of 1899.
fn day(text: &str, order: DayVerdict) -> Option<Day> {
    let counted = || text.parse::<i32>().ok().filter(|number| (30_000..60_000).contains(number));
    let ordered = || match order {
        DayVerdict::Certain(order) => order.day(numbers(text)?),
        DayVerdict::Either | DayVerdict::None => None,
    };
    Day::parse(text).or_else(|| counted().map(|number| Day(number - 25_569))).or_else(ordered)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_the_recipients_of_one_cell() {
        let parted = |cell: &str| recipients(cell).join(" | ");
        assert_eq!(
            parted("• Payroll provider\n• Tax office\n\n- Acme Ltd"),
            "Payroll provider | Tax office | Acme Ltd"
        );
        assert_eq!(parted("1. Banks; 2) Auditors"), "Banks | Auditors");
        assert_eq!(
            parted("IT suppliers (hosting, mail), Acme, Inc., insurers"),
            "IT suppliers (hosting, mail) | Acme, Inc. | insurers"
        );
        assert_eq!(["N/A", "None.", "-", " ", "Geen", "n.v.t."].map(parted), [const { String::new() }; 6]);
    }

    #[test]
    fn tells_organisations_from_categories() {
        let kinds = ["Acme, Inc.", "Acme GmbH", "ads.example.com", "IT suppliers", "Limited"].map(kind);
        assert_eq!(kinds, ["organisation", "organisation", "organisation", "category", "category"]);
    }

    #[test]
    fn knows_headers_in_four_languages() {
        let line =
            |cells: &[&str]| Line { line: 1, cells: cells.iter().map(|cell| (*cell).to_owned()).collect() };
        let fields = |cells: &[&str]| {
            in_register(&line(cells))
                .map(|columns| columns.into_iter().map(|(field, _)| field.column()).collect::<Vec<_>>())
        };
        let english = [
            "Business function",
            "Purpose of processing",
            "Categories of personal data",
            "Categories of recipients",
            "Names of third countries or international organisations",
            "Safeguards for exceptional transfers of personal data to third countries",
            "Article 6 lawful basis for processing personal data",
        ];
        let all = Some(vec!["purpose", "fields", "to", "country", "safeguard", "basis"]);
        assert_eq!(fields(&english), all);
        let some = Some(vec!["purpose", "fields", "to"]);
        assert_eq!(fields(&["Doeleinden", "Categorieën persoonsgegevens", "Ontvangers"]), some);
        assert_eq!(fields(&["Zweck", "Datenkategorien", "Kategorien von Empfängern"]), some);
        assert_eq!(fields(&["Finalité", "Catégories de données", "Destinataires"]), some);
        assert_eq!(fields(&["from", "to", "weight"]), None);
        assert_eq!(in_table(&line(&["from", "to", "date"])), None);
        assert!(in_table(&line(&["Country", "To", "From", "Date"])).is_some());
    }

    #[test]
    fn reads_the_dates_of_spreadsheets() {
        let on = |text| day(text, DayVerdict::Certain(Order::DayMonthYear)).map(|day| day.to_string());
        let expected = Some("2014-04-30".to_owned());
        assert_eq!(
            ["2014-04-30", "30/04/2014", "30.4.14", "41759"].map(on),
            [const { None::<String> }; 4].map(|_| expected.clone())
        );
        assert_eq!(on("spring"), None);
    }
}
