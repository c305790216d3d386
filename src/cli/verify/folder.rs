//! A report folder that somebody handed on: nothing in it is believed. Links and whatever is no plain file are not opened, paths that
//! lead out of the folder are refused, and files that are read whole may not be larger than a limit.

use crate::{cli::error::CliError, render::digest};
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs::{self, File},
    io::Read as _,
    path::{Component, Path, PathBuf},
};

/// A file that is read whole may be this many bytes long.
const MOST_BYTES: u64 = 256 * 1024 * 1024;
/// A folder may hold this many files.
const MOST_FILES: usize = 100_000;
/// Folders may lie this deep in one another.
const MOST_DEEP: usize = 32;

/// What became of a file that is on record, or of one that is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Change {
    /// On record, and not there.
    Missing,
    /// There, with other bytes than on record.
    Changed,
    /// There in name, but a link or no plain file; it was not opened.
    NotAFile,
    /// There, and not on record.
    Added,
}

impl Change {
    /// The change in a word or two.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Changed => "changed",
            Self::NotAFile => "no plain file",
            Self::Added => "added",
        }
    }
}

/// A file of a report folder, whole.
pub(in crate::cli) fn read(folder: &Path, name: &str) -> Result<Vec<u8>, CliError> {
    let path = folder.join(name);
    let failed = |cause| CliError::Read { path: path.clone(), cause };
    if !fs::symlink_metadata(&path).map_err(failed)?.is_file() {
        return Err(CliError::Record {
            name: name.to_owned(),
            what: "it is a link, or no plain file".to_owned(),
        });
    }
    let mut bytes = Vec::new();
    File::open(&path).map_err(failed)?.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > MOST_BYTES {
        let what = format!("it is larger than {} MB", MOST_BYTES / (1024 * 1024));
        return Err(CliError::Record { name: name.to_owned(), what });
    }
    Ok(bytes)
}

/// The same as JSON.
pub(in crate::cli) fn json(folder: &Path, name: &str) -> Result<Value, CliError> {
    parsed(&read(folder, name)?, name)
}

/// Bytes of the file of that name as JSON. What they hold is not repeated.
pub(in crate::cli) fn parsed(bytes: &[u8], name: &str) -> Result<Value, CliError> {
    serde_json::from_slice(bytes).map_err(|cause| {
        let at = format!("line {}, column {}", cause.line(), cause.column());
        let what = if cause.is_eof() {
            format!("it is cut off at {at}")
        } else {
            format!("it is no JSON from {at} on")
        };
        CliError::Record { name: name.to_owned(), what }
    })
}

/// Whether a path stays within the folder that it begins in.
pub(super) fn stays_inside(path: &str) -> bool {
    let mut parts = Path::new(path).components().peekable();
    parts.peek().is_some() && parts.all(|part| matches!(part, Component::Normal(_))) && !path.contains('\\')
}

/// Every file of `folder` that differs from the record, which has paths and SHA-256s; `also` are files that need not be on record.
pub(super) fn changes(
    folder: &Path,
    record: &BTreeMap<String, String>,
    also: &[&str],
) -> Result<BTreeMap<String, Change>, CliError> {
    let mut there = BTreeSet::new();
    list(folder, "", 0, &mut there)?;
    let mut changes = BTreeMap::new();
    for (path, sha256) in record {
        if let Some(change) = change(folder, path, sha256)? {
            changes.insert(path.clone(), change);
        }
    }
    let added = there.into_iter().filter(|path| !record.contains_key(path) && !also.contains(&path.as_str()));
    changes.extend(added.map(|path| (path, Change::Added)));
    Ok(changes)
}

fn change(folder: &Path, path: &str, sha256: &str) -> Result<Option<Change>, CliError> {
    // A link among the folders on the way leads elsewhere too.
    let mut way = PathBuf::new();
    for part in Path::new(path).components() {
        way.push(part);
        let Ok(found) = fs::symlink_metadata(folder.join(&way)) else { return Ok(Some(Change::Missing)) };
        let is_last = way == Path::new(path);
        if is_last && !found.is_file() || !is_last && !found.is_dir() {
            return Ok(Some(Change::NotAFile));
        }
    }
    let failed = |cause| CliError::Read { path: folder.join(path), cause };
    let (found, _) = digest::of(File::open(folder.join(path)).map_err(failed)?).map_err(failed)?;
    Ok((found != sha256).then_some(Change::Changed))
}

/// The paths of all that lies in `folder` and its folders, with `/` between names; links are not followed.
fn list(folder: &Path, within: &str, deep: usize, paths: &mut BTreeSet<String>) -> Result<(), CliError> {
    let failed = |cause| CliError::Read { path: folder.to_owned(), cause };
    let mut entries: Vec<_> =
        fs::read_dir(folder).map_err(failed)?.collect::<Result<_, _>>().map_err(failed)?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if within.is_empty() { name } else { format!("{within}/{name}") };
        if paths.len() >= MOST_FILES || deep >= MOST_DEEP {
            let what =
                format!("it holds more than {MOST_FILES} files, or folders more than {MOST_DEEP} deep");
            return Err(CliError::Record { name: "the folder".to_owned(), what });
        }
        if entry.file_type().map_err(failed)?.is_dir() {
            list(&entry.path(), &path, deep + 1, paths)?;
        } else {
            paths.insert(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Change, changes, parsed, stays_inside};
    use crate::render::digest;
    use std::{collections::BTreeMap, fs, path::Path};

    fn record(folder: &Path) -> BTreeMap<String, String> {
        fs::create_dir_all(folder.join("tables")).expect("made");
        let write = |(path, text): (&str, &str)| {
            fs::write(folder.join(path), text).expect("written");
            (path.to_owned(), digest::of(text.as_bytes()).expect("read").0)
        };
        [("index.html", "a page"), ("tables/hops.csv", "hop,people\n")].into_iter().map(write).collect()
    }

    fn found(folder: &Path, record: &BTreeMap<String, String>) -> Vec<(String, Change)> {
        changes(folder, record, &["ro-crate-metadata.json"]).expect("read").into_iter().collect()
    }

    #[test]
    fn tells_what_is_missing_changed_and_added() {
        let room = tempfile::tempdir().expect("a folder");
        let record = record(room.path());
        assert_eq!(found(room.path(), &record), []);
        fs::write(room.path().join("ro-crate-metadata.json"), "{}").expect("written");
        fs::write(room.path().join("index.html"), "a pagE").expect("written");
        fs::write(room.path().join("tables/more.csv"), "").expect("written");
        fs::remove_file(room.path().join("tables/hops.csv")).expect("removed");
        let expected = [
            ("index.html".to_owned(), Change::Changed),
            ("tables/hops.csv".to_owned(), Change::Missing),
            ("tables/more.csv".to_owned(), Change::Added),
        ];
        assert_eq!(found(room.path(), &record), expected);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_told_and_not_followed() {
        let (room, elsewhere) =
            (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        let record = record(room.path());
        fs::rename(room.path().join("tables"), elsewhere.path().join("tables")).expect("moved");
        std::os::unix::fs::symlink(elsewhere.path().join("tables"), room.path().join("tables"))
            .expect("linked");
        let away = elsewhere.path().join("page");
        fs::rename(room.path().join("index.html"), &away).expect("moved");
        std::os::unix::fs::symlink(away, room.path().join("index.html")).expect("linked");
        let told = found(room.path(), &record);
        let of = |path: &str| told.iter().find(|(of, _)| of == path).map(|(_, change)| *change);
        assert_eq!(of("index.html"), Some(Change::NotAFile));
        assert_eq!(of("tables/hops.csv"), Some(Change::NotAFile));
    }

    #[test]
    fn no_path_leads_out_of_the_folder() {
        assert!(["index.html", "tables/hops.csv"].into_iter().all(stays_inside));
        let outside = ["", "/etc/passwd", "../x", "tables/../../x", "./x/..", "a\\..\\b"];
        assert!(!outside.into_iter().any(stays_inside));
    }

    #[test]
    fn a_file_that_is_cut_off_is_told_from_one_that_is_no_json() {
        let said = |text: &str| parsed(text.as_bytes(), "results.json").expect_err("no JSON").to_string();
        assert!(said("{ \"a\": [1,").contains("cut off at line 1"));
        assert!(said("<html>secret").contains("no JSON") && !said("<html>secret").contains("secret"));
        assert!(said(&"[".repeat(100_000)).contains("no JSON"));
    }
}
