//! Tables of ties: who is tied to whom, which way, since when, and as what.

use super::{table_rows::day_of_text, tables::Among};
use crate::{
    import::{
        columns::{are_ends, plain},
        error::ImportError,
        exports::rows::{Rows, Tie},
        ledger::{Verdict, has_lost_digits},
        roster::Admission,
        sheet::{Record, Sheet},
    },
    model::{date::Day, gap::Why},
};

/// Reads ties; with a table that says who there is, somebody whom it does not name is added and noted.
pub(super) fn read(sheet: &Sheet, among: Among, rows: &mut Rows) -> Result<(), ImportError> {
    let columns = Columns::of(sheet)?;
    if columns.guessed {
        sheet.refuse_records_as_header()?;
    }
    columns.say(sheet, rows);
    let (mut other_kinds, mut headers_are_ids) = (0_u64, false);
    let header: Vec<&[u8]> = sheet.header().iter().map(String::as_bytes).collect();
    sheet.walk(&[columns.source, columns.target], |line, record| {
        let record = match record {
            Ok(record) => record,
            Err(why) => {
                return {
                    rows.book(sheet.source, line, Verdict::LeftOut(why));
                    Ok(())
                };
            }
        };
        let ids = [record.bytes(columns.source), record.bytes(columns.target)];
        if ids.iter().any(|id| id.is_empty()) {
            return {
                rows.book(sheet.source, line, Verdict::LeftOut(Why::BlankId));
                Ok(())
            };
        }
        headers_are_ids |= columns.guessed && ids.iter().any(|id| header.contains(id));
        let ends = ids.map(|id| rows.by_id(among.scope, id));
        let how = columns.how(&record);
        other_kinds += u64::from(how.is_other_kind);
        let [one, other] = ends.map(|(someone, _)| someone);
        let (one, other) = if how.turned { (other, one) } else { (one, other) };
        rows.tie(Tie {
            directed: how.directed,
            kind: how.kind,
            since: how.since,
            until: how.until,
            ..Tie::new(one, other, sheet.source, line)
        });
        let is = |wanted| ends.iter().any(|(_, admission)| *admission == wanted);
        let undeclared = among.declared && !ends.iter().all(|(_, known)| *known == Admission::Known);
        let notes = [
            (how.unreadable, Why::UnreadableDate),
            (undeclared, Why::Undeclared),
            (is(Admission::LookAlike), Why::LookAlikeId),
            (ids.iter().any(|id| has_lost_digits(id)), Why::LostDigits),
        ];
        let mut notes = notes.into_iter().filter(|(holds, _)| *holds).map(|(_, why)| why);
        rows.book(sheet.source, line, notes.next().map_or(Verdict::Taken, Verdict::Noted));
        notes.for_each(|why| rows.note(sheet.source, line, why));
        Ok(())
    })?;
    if headers_are_ids {
        return Err(sheet.headless());
    }
    if other_kinds > 0 {
        rows.remark(
            sheet.source,
            &format!("ties of kinds not known here, kept without their kind: {other_kinds}"),
        );
    }
    rows.close(sheet.source)
}

/// Where the parts of a tie stand.
struct Columns {
    source: usize,
    target: usize,
    /// Whether both ends were found by other names than ours.
    guessed: bool,
    /// What the names of the ends say: who follows whom; whether the target is the follower.
    follows: Option<bool>,
    since: Option<usize>,
    until: Option<usize>,
    kind: Option<usize>,
    /// The column that says of each tie whether it points.
    points: Option<usize>,
}

/// What one record says of its tie.
#[allow(clippy::struct_excessive_bools, reason = "a record says each of them by itself")]
#[allow(clippy::option_option, reason = "no column of dates is not a date that is not known")]
struct How {
    directed: bool,
    turned: bool,
    kind: Option<&'static str>,
    is_other_kind: bool,
    since: Option<Option<Day>>,
    until: Option<Day>,
    unreadable: bool,
}

const SINCE: &[&str] = &[
    "friendsince",
    "connectedon",
    "startedon",
    "startdate",
    "createdat",
    "createdon",
    "begin",
    "begunon",
    "start",
    "started",
    "startedat",
    "friendssince",
];
const UNTIL: &[&str] = &[
    "endedon",
    "endedat",
    "ended",
    "end",
    "enddate",
    "removedon",
    "removedat",
    "removed",
    "unfriendedon",
    "unfriendedat",
    "to_date",
];

impl Columns {
    fn of(sheet: &Sheet) -> Result<Self, ImportError> {
        let named = (sheet.column("source")?, sheet.column("target")?);
        let by_order = named == (None, None) && are_ends(sheet.header());
        let (source, target) =
            if by_order { (0, 1) } else { (sheet.required("source")?, sheet.required("target")?) };
        let names: Vec<String> = sheet.header().iter().map(|name| plain(name)).collect();
        let called = |others: &[&str]| names.iter().position(|name| others.contains(&name.as_str()));
        let kind_or_direction = called(&["type", ":type"]);
        let points = kind_or_direction
            .filter(|&column| says_direction(sheet, column))
            .or_else(|| called(&["directed"]).filter(|&column| says_direction(sheet, column)));
        let kind = sheet.column("kind")?.or_else(|| called(&["relationship", "relation"]));
        Ok(Self {
            source,
            target,
            guessed: by_order || sheet.takes_others(),
            follows: follows(&names[source], &names[target]),
            since: sheet.column("since")?.or_else(|| called(SINCE)),
            until: sheet.column("until")?.or_else(|| called(UNTIL)),
            kind: kind.or(kind_or_direction.filter(|_| points.is_none())),
            points,
        })
    }

    /// Says what was made of the columns.
    fn say(&self, sheet: &Sheet, rows: &mut Rows) {
        let names: Vec<String> = sheet.header().iter().map(|name| plain(name)).collect();
        if self.points.is_none() && self.follows.is_none() && self.kind.is_none() {
            rows.remark(sheet.source, "no column says whether ties point; taken as pointing nowhere");
        }
        if names.iter().any(|name| name == "weight") {
            rows.remark(sheet.source, "weights are not used");
        }
        let loose = ["date", "timestamp", "time", "timeset"];
        if self.since.is_none() && names.iter().any(|name| loose.contains(&name.as_str())) {
            rows.remark(sheet.source, "a column of times is not read, for it may say other than since when; --map since=NAME reads it");
        }
    }

    fn how(&self, record: &Record) -> How {
        let (kind, is_other_kind) = match record.known(self.kind) {
            None => (self.follows.map(|_| "follows"), false),
            Some(word) => (kind_of(word), kind_of(word).is_none()),
        };
        let points = record.known(self.points).is_some_and(|word| points(word) == Some(true));
        let mut unreadable = false;
        let mut day = |column| {
            let text = record.known(column)?;
            let day = day_of_text(text);
            unreadable |= day.is_none();
            day
        };
        let (since, until) = (day(self.since), day(self.until));
        How {
            directed: points || matches!(kind, Some("follows" | "address book")),
            turned: self.follows == Some(true),
            kind,
            is_other_kind,
            since: (self.since.is_some() || self.until.is_some()).then_some(since),
            until,
            unreadable,
        }
    }
}

/// Whether the names of the ends say that one follows the other, and if so whether the target is the follower.
fn follows(source: &str, target: &str) -> Option<bool> {
    let bare = |name: &str| name.strip_suffix("id").unwrap_or(name).to_owned();
    match (bare(source).as_str(), bare(target).as_str()) {
        ("follower", "followee" | "followed" | "following") | ("user", "followee") => Some(false),
        ("user", "follower") => Some(true),
        _ => None,
    }
}

/// Whether a word says that a tie points; `None` where it says something else.
fn points(word: &str) -> Option<bool> {
    match word.to_lowercase().as_str() {
        "directed" | "true" | "1" | "yes" => Some(true),
        "undirected" | "mutual" | "false" | "0" | "no" => Some(false),
        _ => None,
    }
}

/// Whether every cell of a column that is not empty says whether its tie points.
fn says_direction(sheet: &Sheet, column: usize) -> bool {
    let mut all = true;
    let walked = sheet.walk(&[], |_, record| {
        all &= record
            .map_or(true, |record| record.known(Some(column)).is_none_or(|word| points(word).is_some()));
        Ok(())
    });
    walked.is_ok() && all
}

/// The kind of a tie in the words of the tables.
fn kind_of(word: &str) -> Option<&'static str> {
    match word.to_lowercase().replace(['_', '-'], " ").as_str() {
        "friend" | "friends" | "friendship" | "friend of" => Some("friend"),
        "follows" | "follow" | "following" | "follower" => Some("follows"),
        "address book" | "contact" | "contacts" => Some("address book"),
        "member" | "members" | "group" | "same group" => Some("member"),
        _ => None,
    }
}
