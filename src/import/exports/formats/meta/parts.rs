//! `Part`: a kind of file in an export, how it is known, and its records.
//!
//! A file belongs to a part where its last folder and name are those of the part. Where people give a single file, or files without
//! their folders, the name alone may be anybody's; then the key under which the records stand must be one of the part's too. A file
//! that belongs to a part and has none of its keys is an error: a layout that is not known would else read as an empty list.

use crate::{
    import::{
        error::{ImportError, listed},
        exports::{
            bundle::{Bundle, Entry},
            json::{Document, Json, Node, Reading},
            rows::Rows,
        },
    },
    model::id::SourceId,
};

/// How much of a file is looked at to see what it is, in bytes.
const START: usize = 1 << 14;

/// A kind of file.
pub(in super::super) struct Part<K: 'static> {
    pub(in super::super) kind: K,
    /// Which table most of its records go to.
    pub(in super::super) table: &'static str,
    /// Last folder and name of its files over the years, without ending, as `Bundle::all` takes them. A name without a folder is
    /// never enough.
    pub(in super::super) tails: &'static [&'static str],
    /// Whether nobody else calls a file so.
    pub(in super::super) own_name: bool,
    /// The keys under which its records have stood.
    pub(in super::super) roots: &'static [&'static str],
    /// Whether its records may also stand in a list without a key.
    pub(in super::super) bare: bool,
}

/// A file that belongs to a part.
pub(in super::super) struct Found<'a, K: 'static> {
    pub(in super::super) part: &'static Part<K>,
    pub(in super::super) entry: &'a Entry,
}

/// The files of `bundle` that belong to `parts` and are JSON, in the order of the parts; each once.
pub(in super::super) fn found<'a, K>(bundle: &'a Bundle, parts: &'static [Part<K>]) -> Vec<Found<'a, K>> {
    let candidates: Vec<&Entry> = bundle.entries().iter().filter(|entry| entry.ending() == "json").collect();
    let mut found: Vec<Found<K>> = Vec::new();
    for part in parts {
        for &entry in &candidates {
            if found.iter().all(|known| !std::ptr::eq(known.entry, entry)) && part.has(bundle, entry) {
                found.push(Found { part, entry });
            }
        }
    }
    found
}

impl<K> Part<K> {
    fn has(&self, bundle: &Bundle, entry: &Entry) -> bool {
        let called = |tail: &str| {
            let split = |tail: &str| bundle.is_called(entry, tail) && is_numbered(entry);
            [".json", ".json.gz"].iter().any(|ending| {
                is_called(bundle, entry, &format!("{tail}{ending}"))
                    || !tail.rsplit('/').next().unwrap_or_default().contains('*')
                        && split(&format!("{tail}_*{ending}"))
            })
        };
        let by_name = self.tails.iter().any(|tail| called(tail.rsplit('/').next().unwrap_or_default()));
        let by_folder =
            !bundle.is_single() && self.tails.iter().any(|tail| tail.contains('/') && called(tail));
        by_name && (by_folder || self.own_name || self.shows(&bundle.peek(entry, START)))
    }

    /// Whether the start of a file shows one of the part's keys.
    fn shows(&self, start: &[u8]) -> bool {
        let start = String::from_utf8_lossy(start);
        let keyed = start.trim_start_matches('\u{feff}').trim_start().starts_with('{')
            && self.roots.iter().any(|root| start.contains(&format!("\"{root}\"")));
        let listed = self.bare && start.trim_start_matches('\u{feff}').trim_start().starts_with('[');
        keyed || (listed && start.contains("\"string_list_data\""))
    }
}

/// Whether a file is one of several of a list: its name ends in `_` and a number.
fn is_numbered(entry: &Entry) -> bool {
    base(entry) != stem(entry)
}

/// The name of a file without its ending.
fn stem(entry: &Entry) -> &str {
    entry.name().trim_end_matches(".gz").trim_end_matches(".json")
}

/// The name of a list, of which a file may be one of several.
fn base(entry: &Entry) -> &str {
    match stem(entry).rsplit_once('_') {
        Some((base, number)) if !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) => {
            base
        }
        _ => stem(entry),
    }
}

/// Whether the last parts of an entry's path are those of `tail`.
fn is_called(bundle: &Bundle, entry: &Entry, tail: &str) -> bool {
    bundle.is_called(entry, tail)
}

/// A file that was opened and entered.
pub(in super::super) struct Opened {
    /// What it is called in reports and errors.
    pub(in super::super) name: String,
    pub(in super::super) source: SourceId,
    pub(in super::super) document: Document,
}

/// Opens a file of JSON in the encoding of Meta and enters it; `platform` is whose it is.
pub(in super::super) fn open<K>(
    bundle: &Bundle,
    found: &Found<K>,
    platform: &str,
    rows: &mut Rows,
) -> Result<Opened, ImportError> {
    let mut input = rows.open(bundle, found.entry)?;
    let encoding = input.recode()?;
    let text = input.content.trim_ascii();
    if text.is_empty() {
        return Err(ImportError::file(&input.name, "the file is empty", AGAIN));
    }
    if text.starts_with(b"<") {
        let what = "it is a page (HTML) under the name of a JSON file";
        return Err(ImportError::file(&input.name, what, "ask for the export again in the format JSON"));
    }
    let reading = Reading { mojibake: true, ..Reading::default() };
    let document = Document::of(&input.name, &input.content, reading)?;
    let layout = match &document.root.value {
        Json::List(_) => "a list without a key".to_owned(),
        _ => layout(found.part, &document.root),
    };
    let repaired = match document.repaired {
        0 => String::new(),
        texts => format!(", texts repaired: {texts}"),
    };
    let source =
        rows.enter(found.part.table, &input, &format!("{platform} JSON, {layout}, {encoding}{repaired}"));
    Ok(Opened { name: input.name, source, document })
}

const AGAIN: &str = "fetch the export again; nothing was read";

/// The keys of `part` that stand at the root, for the account of the reading.
fn layout<K>(part: &Part<K>, root: &Node) -> String {
    let keys: Vec<&str> = part.roots.iter().copied().filter(|key| root.get(key).is_some()).collect();
    if keys.is_empty() { "its key not known".to_owned() } else { format!("under {}", listed(keys)) }
}

/// What stands at the root of a file: the part that each key belongs to, with its value.
///
/// A key that is of another part is read as that part. A key that is of none is passed over and counted, unless there is
/// no other: then the layout is not known.
pub(in super::super) fn roots<'a, K>(
    parts: &'static [Part<K>],
    part: &'static Part<K>,
    opened: &'a Opened,
    rows: &mut Rows,
) -> Result<Vec<Rooted<'a, K>>, ImportError> {
    let root = &opened.document.root;
    let found = match &root.value {
        Json::List(_) if part.bare => vec![(part, "", root)],
        Json::Map(pairs) => {
            let known = |(key, value): &'a (String, Node)| {
                let of = |part: &'static Part<K>| {
                    part.roots.iter().find(|root| *root == key).map(|root| (part, *root, value))
                };
                of(part).or_else(|| parts.iter().find_map(of))
            };
            let found: Vec<_> = pairs.iter().filter_map(known).collect();
            let others = pairs.iter().filter(|pair| known(pair).is_none()).map(|(_, value)| value);
            if !found.is_empty() {
                let records: usize = others.map(|value| value.list().len()).sum();
                if records > 0 {
                    rows.warn(format!(
                        "{}: records under a key that is not known here, counted and not read: {records}",
                        opened.name
                    ));
                }
                rows.pass_over(opened.source, "records under a key that is not known here", records);
            }
            found
        }
        _ => Vec::new(),
    };
    if found.is_empty() {
        let bare = if part.bare { ", or in a list without a key" } else { "" };
        let what = format!(
            "the layout is not known: records should stand under {}{bare}",
            listed(part.roots.iter().copied())
        );
        return Err(ImportError::file(&opened.name, what, NOT_KNOWN));
    }
    Ok(found)
}

const NOT_KNOWN: &str = "check that the file is as the platform gave it; if it is, the platform has changed its export, and nothing was read";

/// A part of an export, the key that its records stand under, and the records.
pub(in super::super) type Rooted<'a, K> = (&'static Part<K>, &'static str, &'a Node);

/// The records of a list; an error where `value` is no list.
pub(in super::super) fn records<'a>(opened: &Opened, value: &'a Node) -> Result<&'a [Node], ImportError> {
    if let Json::List(records) = &value.value {
        Ok(records)
    } else {
        let line = opened.document.line(value);
        Err(ImportError::line(&opened.name, line, "a list of records should stand here", NOT_KNOWN))
    }
}

/// An error where an export has two lists of a kind of which there is one, as two exports in one folder have.
pub(in super::super) fn refuse_two<K: PartialEq>(
    bundle: &Bundle,
    found: &[Found<K>],
    only: &[K],
) -> Result<(), ImportError> {
    for (at, one) in found.iter().enumerate().filter(|(_, one)| only.contains(&one.part.kind)) {
        let twin = found[..at].iter().find(|other| {
            let split = base(other.entry) == base(one.entry) && other.entry.name() != one.entry.name();
            other.part.kind == one.part.kind && !split
        });
        if twin.is_some() {
            let what =
                "the export holds another file of the same kind: it may be two people's exports in one";
            let way_out = "give each export by itself, or a folder that holds one folder for each person";
            return Err(ImportError::file(&bundle.shown(one.entry), what, way_out));
        }
    }
    Ok(())
}
