//! `Bundle`: one export as it was given, a tree of entries: a folder, an archive with its parts, or a single file.
//!
//! Nothing is unpacked to disk, and an entry that no importer asks for is never inflated. Paths inside are compared by their
//! last parts, for exports come in wrapper folders whose names hold accounts and dates.

use super::archive::Archive;
use crate::import::{
    error::ImportError,
    input::{Input, file_name},
};
use std::path::{Path, PathBuf};

/// One export.
pub(in crate::import) struct Bundle {
    /// Its place among the exports given, from 1.
    pub(in crate::import) number: usize,
    entries: Vec<Entry>,
    archives: Vec<Archive>,
    /// Whether it is one file and no archive.
    single: bool,
    /// What is to be said of how it was put together, for instance of how many parts.
    pub(in crate::import) remarks: Vec<String>,
}

/// A file of an export.
#[derive(Clone, Debug)]
pub(in crate::import) struct Entry {
    /// Its path inside the export, with `/` between the parts.
    path: String,
    /// The same in lower case, with every mark for an apostrophe as `_`.
    plain: String,
    /// Its length in bytes, as far as it is told before reading.
    pub(in crate::import) bytes: u64,
    place: Place,
}

#[derive(Clone, Debug)]
enum Place {
    Disk(PathBuf),
    Archive { archive: usize, index: usize },
}

impl Entry {
    fn new(path: String, bytes: u64, place: Place) -> Self {
        let plain = plain(&path);
        Self { path, plain, bytes, place }
    }

    /// The name without the folders that lead to it, in lower case.
    pub(in crate::import) fn name(&self) -> &str {
        self.plain.rsplit('/').next().unwrap_or_default()
    }

    /// The name's ending in lower case, `.gz` not counted.
    pub(in crate::import) fn ending(&self) -> &str {
        let name = self.name();
        let name = name.strip_suffix(".gz").unwrap_or(name);
        name.rsplit_once('.').map_or("", |(_, ending)| ending)
    }

    /// Whether the last parts of the path are those of `tail`, in which one `*` a part stands for any letters. The folders that
    /// `tail` names need not be there where the entry has none.
    fn matches(&self, tail: &str, single: bool) -> bool {
        let mut wanted = tail.rsplit('/');
        let mut found = self.plain.rsplit('/');
        loop {
            match (wanted.next(), found.next()) {
                (None, _) => return true,
                (Some(_), None) => return single,
                (Some(wanted), Some(found)) if !fits(wanted, found) => return false,
                _ => {}
            }
        }
    }
}

/// A path as it is compared: lower case, `_` for whatever stands for an apostrophe.
fn plain(path: &str) -> String {
    path.to_lowercase().replace(['\'', '’', '‘', '`', '´'], "_")
}

/// Whether `found` is `wanted`, in which a `*` stands for any letters.
fn fits(wanted: &str, found: &str) -> bool {
    match wanted.split_once('*') {
        None => wanted == found,
        Some((before, after)) => {
            found.len() >= before.len() + after.len() && found.starts_with(before) && found.ends_with(after)
        }
    }
}

/// Names that systems put beside files, and that hold nothing of an export.
fn is_litter(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    path.split('/').any(|part| part == "__MACOSX")
        || name.starts_with("._")
        || matches!(name, ".DS_Store" | "Thumbs.db" | "desktop.ini" | "no-data.txt" | "")
}

impl Bundle {
    /// The exports at `paths`, in their order: each a file, an archive, or a folder. A folder that holds archives holds one export
    /// in each.
    pub(in crate::import) fn open(paths: &[PathBuf]) -> Result<Vec<Self>, ImportError> {
        let mut bundles = Vec::new();
        for path in paths {
            let is_folder =
                path.metadata().map_err(|cause| ImportError::Read { path: path.clone(), cause })?.is_dir();
            let opened = if is_folder { Self::of_folder(path)? } else { vec![Self::of_file(path)?] };
            bundles.extend(opened);
        }
        for (at, bundle) in bundles.iter_mut().enumerate() {
            bundle.number = at + 1;
        }
        Ok(bundles)
    }

    /// One file given as bytes, for tests and for what is generated.
    pub(in crate::import) fn of_file(path: &Path) -> Result<Self, ImportError> {
        let (entries, archives, single) = if Archive::is_one(path)? {
            let archive = Archive::open(path)?;
            let listed = archive.listed()?;
            let entry = |(index, path, bytes)| Entry::new(path, bytes, Place::Archive { archive: 0, index });
            (listed.into_iter().map(entry).collect(), vec![archive], false)
        } else {
            let bytes = path.metadata().map_or(0, |data| data.len());
            (vec![Entry::new(file_name(path), bytes, Place::Disk(path.to_owned()))], Vec::new(), true)
        };
        Ok(Self::new(entries, archives, single))
    }

    fn new(mut entries: Vec<Entry>, archives: Vec<Archive>, single: bool) -> Self {
        entries.retain(|entry| !is_litter(&entry.path));
        entries.sort_by(|one, other| one.path.cmp(&other.path));
        Self { number: 0, entries, archives, single, remarks: Vec::new() }
    }

    fn of_folder(folder: &Path) -> Result<Vec<Self>, ImportError> {
        let (mut entries, mut bundles) = (Vec::new(), Vec::new());
        for path in files(folder, 0)? {
            if Archive::is_one(&path)? {
                bundles.push(Self::of_file(&path)?);
            } else {
                let inside = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                let bytes = path.metadata().map_or(0, |data| data.len());
                entries.push(Entry::new(inside, bytes, Place::Disk(path)));
            }
        }
        if !entries.is_empty() {
            bundles.insert(0, Self::new(entries, Vec::new(), false));
        }
        Ok(bundles)
    }

    /// All entries, by their paths.
    pub(in crate::import) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entries whose last parts are those of `tail`, written in lower case with `_` for an apostrophe; one `*` a part stands
    /// for any letters. In a bundle of one file the folders of `tail` do not count.
    pub(in crate::import) fn all<'a>(&'a self, tail: &'a str) -> impl Iterator<Item = &'a Entry> {
        self.entries.iter().filter(move |entry| entry.matches(tail, self.single))
    }

    /// The first such entry.
    pub(in crate::import) fn find(&self, tail: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.matches(tail, self.single))
    }

    /// The first bytes of an entry, at most `most`, unpacked; none where it cannot be read.
    pub(in crate::import) fn peek(&self, entry: &Entry, most: usize) -> Vec<u8> {
        match &entry.place {
            Place::Disk(path) => crate::import::input::peek(path, most),
            Place::Archive { archive, index } => self.archives[*archive].peek(*index, most),
        }
    }

    /// Where an entry lies on disk; none inside an archive.
    pub(in crate::import) fn on_disk<'a>(&self, entry: &'a Entry) -> Option<&'a Path> {
        match &entry.place {
            Place::Disk(path) => Some(path),
            Place::Archive { .. } => None,
        }
    }

    /// An entry's content, hashed.
    pub(in crate::import) fn open_entry(&self, entry: &Entry) -> Result<Input, ImportError> {
        let name = self.shown(entry);
        match &entry.place {
            Place::Disk(path) => Ok(Input { name, ..Input::open(path)? }),
            Place::Archive { archive, index } => {
                let content = self.archives[*archive].read(*index, &name)?;
                Input::of_bytes(name, Path::new(&entry.path), content)
            }
        }
    }

    /// What an entry is called in reports and errors: a single file by its name, any other by the number of its export and its
    /// last folder and name, for wrapper folders are called after accounts.
    pub(in crate::import) fn shown(&self, entry: &Entry) -> String {
        if self.single {
            return entry.path.clone();
        }
        let mut parts: Vec<&str> = entry.path.rsplit('/').take(2).collect();
        parts.reverse();
        format!("export {}, {}", self.number, crate::import::error::shown(&parts.join("/")))
    }

    /// The files on disk that this export was read from.
    pub(in crate::import) fn paths(&self) -> impl Iterator<Item = &Path> {
        let on_disk = self.entries.iter().filter_map(|entry| match &entry.place {
            Place::Disk(path) => Some(path.as_path()),
            Place::Archive { .. } => None,
        });
        self.archives.iter().map(Archive::path).chain(on_disk)
    }
}

/// How deep folders may lie in each other.
const DEPTH: usize = 32;

/// The files in `folder` and its folders, by name. Links are not followed out of curiosity: a link to a folder is passed over.
fn files(folder: &Path, depth: usize) -> Result<Vec<PathBuf>, ImportError> {
    let failed = |cause| ImportError::Read { path: folder.to_owned(), cause };
    let mut paths = folder
        .read_dir()
        .map_err(failed)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()
        .map_err(failed)?;
    paths.sort();
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() && !path.is_symlink() && depth < DEPTH {
            found.extend(files(&path, depth + 1)?);
        } else if path.is_file() && !is_litter(&file_name(&path)) {
            found.push(path);
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(path: &str) -> Entry {
        Entry::new(path.to_owned(), 0, Place::Disk(PathBuf::new()))
    }

    #[test]
    fn compares_the_last_parts_of_a_path_loosely() {
        let one = entry("facebook-x/connections/followers/who_you’ve_followed.json");
        assert!(one.matches("followers/who_you_ve_followed.json", false));
        assert!(one.matches("followers/who*.json", false));
        assert!(!one.matches("friends/who_you_ve_followed.json", false));
        assert!(!entry("friends.json").matches("friends/friends.json", false));
        assert!(entry("friends.json").matches("friends/friends.json", true));
    }

    #[test]
    fn passes_over_what_systems_put_beside_files() {
        assert!(is_litter("__MACOSX/a/._friends.json") && is_litter("a/.DS_Store") && is_litter("a/"));
        assert!(!is_litter("a/friends.json"));
    }
}
