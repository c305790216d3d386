//! `SQLite` databases: a table of ties, one of people, one of consents, chosen by the names of tables and columns.
//!
//! The file is opened where it lies, for reading only, and nothing is written beside it. Inside an archive or packed it cannot be opened: it
//! is to be given itself. What stands in a write-ahead log beside the file is not in it yet: then it is refused. Ids are whole numbers or
//! texts, taken as they stand. Consents with a column such as `granted` or `status` count where it says yes.

use super::{
    Format, Group, Importer,
    sqlite_tables::{ANSWER, CONSENT_COLUMNS, Chosen, Found},
};
use crate::{
    import::{
        error::{ImportError, refuse_long, shown},
        exports::{
            bundle::{Bundle, Entry},
            moment::day_of,
            rows::{Cell, Rows, Scope, Table, Tie},
        },
        input::Input,
        ledger::Verdict,
        roster::Admission,
    },
    model::{date::Day, gap::Why, id::SourceId},
};
use rusqlite::{Connection, OpenFlags, types::ValueRef};
use std::{borrow::Cow, path::Path};

pub(super) const FORMAT: &Format = &Format {
    name: "sqlite",
    group: Group::Network,
    title: "SQLite database",
    files: "any SQLite 3 file, mostly *.db, *.sqlite or *.sqlite3, given itself and not in an archive",
    gives: "people with their attributes, ties, and consents, from one table each; tables are chosen by name, or with --map ties=TABLE, \
            people=TABLE, consents=TABLE, source=COLUMN, target=COLUMN, person=COLUMN",
    lacks: "dates of ties; every other table is passed over; encrypted databases are not read",
    how: "the database of an app or of a research project, closed before it is copied",
};

pub(super) const IMPORTER: Importer = Importer {
    format: FORMAT,
    knows: |bundle| bundle.entries().iter().any(|entry| knows(bundle, entry)),
    read,
};

const MAGIC: &[u8] = b"SQLite format 3\0";

fn knows(bundle: &Bundle, entry: &Entry) -> bool {
    bundle.peek(entry, MAGIC.len()) == MAGIC
}

fn read(bundle: &Bundle, rows: &mut Rows) -> Result<(), ImportError> {
    let databases: Vec<&Entry> = bundle.entries().iter().filter(|entry| knows(bundle, entry)).collect();
    for entry in databases {
        let input = rows.open(bundle, entry)?;
        let path = bundle.on_disk(entry).filter(|_| !input.packed).ok_or_else(|| {
            ImportError::file(
                &input.name,
                "it is a packed database",
                "unpack it and give the database itself",
            )
        })?;
        let database = Database { file: &input.name, connection: open(path, &input)? };
        let chosen = Chosen::of(&input.name, &database.tables()?, &rows.renamed)?;
        let scope = rows.scope();
        let enter = |rows: &mut Rows, kind: &str, table: &Found| {
            rows.enter(kind, &input, &format!("SQLite, table `{}`", shown(&table.name)))
        };
        if let Some((table, id)) = &chosen.people {
            let source = enter(rows, "people", table);
            database.read_people(table, id, source, scope, rows)?;
        }
        if let Some((table, ends, directed)) = &chosen.ties {
            let source = enter(rows, "ties", table);
            if !directed {
                rows.remark(source, "no column says whether ties point; read as not pointing");
            }
            database.read_ties(table, ends, *directed, (source, scope, chosen.people.is_some()), rows)?;
        }
        if let Some((table, id)) = &chosen.consents {
            let source = enter(rows, "consents", table);
            database.read_consents(table, id, source, scope, rows)?;
        }
        if chosen.unused > 0 {
            rows.warn(format!("{} tables of {} are not used", chosen.unused, input.name));
        }
    }
    Ok(())
}

/// Opens a database for reading alone; an error where the file is cut off or not all of it.
fn open(path: &Path, input: &Input) -> Result<Connection, ImportError> {
    let file = &input.name;
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    if Path::new(&log).metadata().is_ok_and(|data| data.len() > 0) {
        let what = "a write-ahead log lies beside it, whose changes are not in it yet";
        return Err(ImportError::file(
            file,
            what,
            "write a whole copy: sqlite3 x.db \"VACUUM INTO 'copy.db'\"",
        ));
    }
    let field = |at: usize, length: usize| {
        let bytes = input.content.get(at..at + length).unwrap_or_default();
        bytes.iter().fold(0_u64, |number, byte| number << 8 | u64::from(*byte))
    };
    let page = if field(16, 2) == 1 { 65_536 } else { field(16, 2) };
    if (input.content.len() as u64) < page * field(28, 4) {
        return Err(ImportError::file(file, "the database is cut off", "fetch it again; nothing was read"));
    }
    let plain = path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    let flags =
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Connection::open_with_flags(format!("file:{plain}?mode=ro&immutable=1"), flags).map_err(|_| damaged(file))
}

fn damaged(file: &str) -> ImportError {
    ImportError::file(file, "the database is damaged or encrypted", "write it again; nothing was read")
}

/// A name as it stands in a query.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

struct Database<'a> {
    file: &'a str,
    connection: Connection,
}

/// A cell as text, or why it is none.
type Text<'a> = Result<Cow<'a, str>, Why>;

impl Database<'_> {
    fn tables(&self) -> Result<Vec<Found>, ImportError> {
        let query = "SELECT m.name, c.name FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS c \
                     WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY m.name, c.cid";
        let mut tables: Vec<Found> = Vec::new();
        let mut take = |table: String, column: String| match tables.last_mut() {
            Some(last) if last.name == table => last.columns.push(column),
            _ => tables.push(Found { name: table, columns: vec![column] }),
        };
        let mut read = || -> rusqlite::Result<()> {
            let mut query = self.connection.prepare(query)?;
            let mut found = query.query([])?;
            while let Some(row) = found.next()? {
                take(row.get(0)?, row.get(1)?);
            }
            Ok(())
        };
        read().map_err(|_| damaged(self.file))?;
        Ok(tables)
    }

    /// Gives each record of `table` to `visit`, with its place from 1 and the cells of `columns`.
    fn each(
        &self,
        table: &Found,
        columns: &[&str],
        mut visit: impl FnMut(u64, Vec<Text>) -> Result<(), ImportError>,
    ) -> Result<(), ImportError> {
        let damaged = |_| damaged(self.file);
        let list: Vec<String> = columns.iter().map(|column| quoted(column)).collect();
        let query = format!("SELECT {} FROM {}", list.join(", "), quoted(&table.name));
        let mut query = self.connection.prepare(&query).map_err(damaged)?;
        let mut found = query.query([]).map_err(damaged)?;
        let mut place = 0;
        while let Some(row) = found.next().map_err(damaged)? {
            place += 1;
            let mut cells = Vec::with_capacity(columns.len());
            for column in 0..columns.len() {
                cells.push(text(row.get_ref(column).map_err(damaged)?));
            }
            let texts = cells.iter().flatten().map(|cell| cell.as_bytes());
            refuse_long(self.file, place, texts)?;
            visit(place, cells)?;
        }
        Ok(())
    }

    fn read_people(
        &self,
        table: &Found,
        id: &str,
        source: SourceId,
        scope: Scope,
        rows: &mut Rows,
    ) -> Result<(), ImportError> {
        let others = table.columns.iter().map(String::as_str).filter(|column| *column != id);
        let columns: Vec<&str> = std::iter::once(id).chain(others).collect();
        self.each(table, &columns, |line, cells| {
            let Some(id) = known(&cells[0], source, line, rows) else { return Ok(()) };
            let (someone, admission) = rows.by_id(scope, id.as_bytes());
            let verdict = match admission {
                Admission::New => Verdict::Taken,
                Admission::LookAlike => Verdict::Noted(Why::LookAlikeId),
                Admission::Known => Verdict::LeftOut(Why::RepeatedPerson),
            };
            rows.book(source, line, verdict);
            for (column, cell) in columns.iter().zip(&cells).skip(1) {
                match cell {
                    Ok(cell) => rows.attribute(someone, column, cell),
                    Err(why) => rows.note(source, line, *why),
                }
            }
            Ok(())
        })?;
        rows.close(source)
    }

    fn read_ties(
        &self,
        table: &Found,
        ends: &[String; 2],
        directed: bool,
        (source, scope, declared): (SourceId, Scope, bool),
        rows: &mut Rows,
    ) -> Result<(), ImportError> {
        self.each(table, &[&ends[0], &ends[1]], |line, cells| {
            let Some(one) = known(&cells[0], source, line, rows) else { return Ok(()) };
            let Some(other) = known(&cells[1], source, line, rows) else { return Ok(()) };
            let ends = [one, other].map(|id| rows.by_id(scope, id.as_bytes()));
            let is = |wanted| ends.iter().any(|(_, admission)| *admission == wanted);
            let verdict = match (is(Admission::LookAlike), is(Admission::New)) {
                (true, _) if !declared => Verdict::Noted(Why::LookAlikeId),
                (true, _) | (_, true) if declared => Verdict::Noted(Why::Undeclared),
                _ => Verdict::Taken,
            };
            rows.book(source, line, verdict);
            let kind = directed.then_some("follows");
            rows.tie(Tie { directed, kind, ..Tie::new(ends[0].0, ends[1].0, source, line) });
            Ok(())
        })?;
        rows.close(source)
    }

    fn read_consents(
        &self,
        table: &Found,
        id: &str,
        source: SourceId,
        scope: Scope,
        rows: &mut Rows,
    ) -> Result<(), ImportError> {
        let used = CONSENT_COLUMNS.iter().filter_map(|(ours, names)| Some((*ours, table.column(names)?)));
        let used: Vec<(&str, &str)> = used.filter(|(_, theirs)| *theirs != id).collect();
        let answer = table.column(ANSWER);
        let columns: Vec<&str> =
            std::iter::once(id).chain(answer).chain(used.iter().map(|(_, theirs)| *theirs)).collect();
        let first = 1 + usize::from(answer.is_some());
        self.each(table, &columns, |line, cells| {
            let Some(id) = known(&cells[0], source, line, rows) else { return Ok(()) };
            if answer.is_some() {
                let cell = cells[1].as_deref().unwrap_or_default();
                let says_yes = yes(cell).ok_or_else(|| {
                    let what = "the column that says whether they agreed says neither yes nor no";
                    ImportError::line(
                        self.file,
                        line,
                        what,
                        "write 1 or 0 there, or give the consents as CSV",
                    )
                })?;
                if !says_yes {
                    rows.book(source, line, Verdict::LeftOut(Why::NoConsent));
                    return Ok(());
                }
            }
            let (someone, _) = rows.by_id(scope, id.as_bytes());
            let mut row = vec![("person", Cell::Person(someone))];
            let mut verdict = Verdict::Taken;
            for ((ours, _), cell) in used.iter().zip(&cells[first..]) {
                let cell = cell.as_deref().unwrap_or_default().trim();
                match (ours.ends_with("_on"), cell) {
                    (_, "") => {}
                    (false, text) => row.push((*ours, text.into())),
                    (true, date) => match day(date) {
                        Some(day) => row.push((*ours, Cell::Day(day))),
                        None => verdict = Verdict::Noted(Why::UnreadableDate),
                    },
                }
            }
            rows.book(source, line, verdict);
            rows.add(Table::Consents, source, line, &row);
            Ok(())
        })?;
        rows.close(source)
    }
}

/// An id; where there is none, the record is booked as left out.
fn known<'a>(cell: &'a Text, source: SourceId, line: u64, rows: &mut Rows) -> Option<&'a str> {
    let why = match cell {
        Ok(id) if !id.trim().is_empty() => return Some(id.trim()),
        Ok(_) => Why::BlankId,
        Err(why) => *why,
    };
    rows.book(source, line, Verdict::LeftOut(why));
    None
}

/// A value as text. Nothing is an empty text; a number with a fraction or beyond what a fraction holds exactly is
/// written out, and a heap of bytes is no text.
fn text(value: ValueRef<'_>) -> Text<'_> {
    match value {
        ValueRef::Null => Ok(Cow::Borrowed("")),
        ValueRef::Integer(number) => Ok(Cow::Owned(number.to_string())),
        ValueRef::Real(number) => Ok(Cow::Owned(number.to_string())),
        ValueRef::Text(bytes) => std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|_| Why::NotUtf8),
        ValueRef::Blob(_) => Err(Why::Malformed),
    }
}

/// Whether an answer says yes; none where it says neither yes nor no.
fn yes(answer: &str) -> Option<bool> {
    match answer.trim().to_ascii_lowercase().as_str() {
        "1" | "true" | "yes" | "y" | "granted" | "accepted" | "agreed" | "active" | "given" => Some(true),
        "" | "0" | "false" | "no" | "n" | "declined" | "refused" | "denied" | "rejected" | "pending" => {
            Some(false)
        }
        _ => None,
    }
}

/// A day: written as one, perhaps with a time after it, or Unix seconds.
fn day(text: &str) -> Option<Day> {
    match text.parse::<i64>() {
        Ok(number) => day_of(number),
        Err(_) => {
            Day::parse(text.get(..10)?).filter(|_| text[10..].starts_with([' ', 'T']) || text.len() == 10)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_days_from_texts_and_from_seconds() {
        let known = Day::parse("2014-04-30");
        assert_eq!(["2014-04-30", "2014-04-30T10:00:00Z", "1398816000"].map(day), [known; 3]);
        assert_eq!(["30.4.2014", "2014-04-301", "", "0"].map(day), [None; 4]);
    }

    #[test]
    fn takes_no_word_for_a_yes_that_is_none() {
        assert_eq!(
            ["1", "Granted", "0", "", "revoked"].map(yes),
            [Some(true), Some(true), Some(false), Some(false), None]
        );
    }

    #[test]
    fn keeps_all_digits_of_a_whole_number() {
        let found = |value| text(value).map(Cow::into_owned);
        assert_eq!(found(ValueRef::Integer(9_007_199_254_740_993)), Ok("9007199254740993".to_owned()));
        assert_eq!(found(ValueRef::Real(12.0)), Ok("12".to_owned()));
        assert_eq!(found(ValueRef::Blob(b"x")), Err(Why::Malformed));
    }
}
