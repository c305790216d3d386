//! `Bundle`: one export as it was given, a tree of entries: a folder, an archive with its parts, or a single file.
//!
//! Nothing is unpacked to disk, and an entry that no importer asks for is never inflated. Paths inside are compared by their
//! last parts, for exports come in wrapper folders whose names hold accounts and dates. Which archives are parts of one export
//! is said in `parts`, which folders hold several exports in `shared_folder`, and what an archive may hold in `archive`.

use super::{
    archive::{Archive, Budget},
    parts, sealed,
    shared_folder::{self, Knows},
};
use crate::import::{
    error::ImportError,
    input::{GZIP_HEAD, Input, file_name, peek, raw_peek, unpacked_start},
};
use std::{
    cell::{Cell, RefCell},
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    rc::Rc,
};

/// One export.
pub(in crate::import) struct Bundle {
    /// Its place among the exports given, from 1.
    pub(in crate::import) number: usize,
    entries: Vec<Entry>,
    archives: Vec<Rc<Archive>>,
    /// Whether it is one file and no archive.
    single: bool,
    /// What is to be said of how it was put together, for instance of how many parts.
    pub(in crate::import) remarks: Vec<String>,
    /// Whether it lay beside other exports, so that it need not be one.
    pub(super) beside: bool,
    /// The paths that were opened.
    opened: RefCell<BTreeSet<String>>,
    /// Whether a single file is called by its number alone.
    hides_names: Cell<bool>,
    /// Why an entry could not be looked at, the first time that happened.
    trouble: RefCell<Option<ImportError>>,
}

/// A file of an export.
#[derive(Clone, Debug)]
pub(in crate::import) struct Entry {
    /// Its path inside the export, with `/` between the parts.
    path: String,
    /// The same in lower case, with every mark for an apostrophe as `_` and without `.gz`.
    plain: String,
    /// Its length in bytes, as far as it is told before reading.
    pub(in crate::import) bytes: u64,
    place: Place,
    /// Where else a file of this path stands: in another part, or a second time in the archive.
    twins: Vec<Place>,
}

#[derive(Clone, Debug)]
enum Place {
    Disk(PathBuf),
    Archive { archive: usize, index: usize },
    Memory(Rc<Vec<u8>>),
}

impl Entry {
    fn new(path: String, bytes: u64, place: Place) -> Self {
        let plain = plain(&path);
        Self { path, plain, bytes, place, twins: Vec::new() }
    }

    /// The topmost folder of its path, and the path inside that.
    pub(super) fn topmost(&self) -> Option<(&str, &str)> {
        self.path.split_once('/')
    }

    /// The same under another path.
    pub(super) fn moved(&self, path: &str) -> Self {
        Self { path: path.to_owned(), plain: plain(path), ..self.clone() }
    }

    /// The same where `more` archives stand before its own.
    fn shifted(mut self, more: usize) -> Self {
        for place in std::iter::once(&mut self.place).chain(&mut self.twins) {
            if let Place::Archive { archive, .. } = place {
                *archive += more;
            }
        }
        self
    }

    /// The path as it is compared.
    pub(super) fn plain(&self) -> &str {
        &self.plain
    }

    /// Every place where a file of this path stands.
    fn places(&self) -> impl Iterator<Item = &Place> {
        std::iter::once(&self.place).chain(&self.twins)
    }

    /// The name without the folders that lead to it, in lower case.
    pub(in crate::import) fn name(&self) -> &str {
        self.plain.rsplit('/').next().unwrap_or_default()
    }

    /// The name without the folders that lead to it, as it is written.
    pub(in crate::import) fn written_name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }

    /// The folders that lead to it, in lower case.
    pub(in crate::import) fn folder(&self) -> &str {
        self.plain.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The name's ending in lower case, `.gz` not counted.
    pub(in crate::import) fn ending(&self) -> &str {
        self.name().rsplit_once('.').map_or("", |(_, ending)| ending)
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

/// A path as it is compared: lower case, `_` for whatever stands for an apostrophe, without `.gz`.
fn plain(path: &str) -> String {
    let path = path.to_lowercase();
    path.strip_suffix(".gz").unwrap_or(&path).replace(['\'', '’', '‘', '`', '´'], "_")
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
    /// in each, unless they are parts of one.
    pub(in crate::import) fn open(paths: &[PathBuf]) -> Result<Vec<Self>, ImportError> {
        let knows: Knows = &super::known_by;
        let budget = Budget::default();
        let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
        for path in paths {
            let failed = |cause| ImportError::Read { path: path.clone(), cause };
            let data = path.metadata().map_err(failed)?;
            let is_folder = data.is_dir();
            if !is_folder && !data.is_file() {
                let what = "it is neither a file nor a folder";
                return Err(ImportError::file(&file_name(path), what, "save it as a file first"));
            }
            if seen.insert(path.canonicalize().map_err(failed)?) {
                let opened = if is_folder {
                    Self::of_folder(path, &budget)?
                } else {
                    vec![Self::of_path(path, &budget)?]
                };
                found.extend(opened);
            }
        }
        let whole = parts::join(found, &|bundle| !knows(bundle).is_empty());
        let split = whole.into_iter().flat_map(|bundle| {
            if bundle.single { vec![bundle] } else { shared_folder::split(bundle, knows) }
        });
        let mut bundles: Vec<Self> = split.collect();
        for (at, bundle) in bundles.iter_mut().enumerate() {
            bundle.number = at + 1;
        }
        Ok(bundles)
    }

    /// The export in the file at `path`.
    #[cfg(test)]
    pub(in crate::import) fn of_file(path: &Path) -> Result<Self, ImportError> {
        Self::of_path(path, &Budget::default())
    }

    fn of_path(path: &Path, budget: &Budget) -> Result<Self, ImportError> {
        if Archive::is_one(path, &raw_start(path)) {
            return Self::of_archive(Archive::open(path, budget)?);
        }
        let start = peek(path, 512);
        refuse_sealed(&file_name(path), &start)?;
        let bytes = path.metadata().map_or(0, |data| data.len());
        Ok(Self::of_one(file_name(path), bytes, Place::Disk(path.to_owned())))
    }

    /// One file that is given as bytes: an archive, or a file of an export.
    pub(in crate::import) fn of_bytes(name: &str, content: Vec<u8>) -> Result<Self, ImportError> {
        let path = Path::new(name);
        if Archive::is_one(path, &content) {
            return Self::of_archive(Archive::of_bytes(name, content)?);
        }
        refuse_sealed(&file_name(path), &unpacked_start(content[..content.len().min(2_048)].to_vec(), 512))?;
        Ok(Self::of_one(file_name(path), content.len() as u64, Place::Memory(Rc::new(content))))
    }

    fn of_one(name: String, bytes: u64, place: Place) -> Self {
        Self { single: true, ..Self::new(vec![Entry::new(name, bytes, place)], Vec::new()) }
    }

    fn of_archive(archive: Archive) -> Result<Self, ImportError> {
        let entry = |(index, file): (usize, &super::directory::Listed)| {
            Entry::new(file.path.clone(), file.bytes, Place::Archive { archive: 0, index })
        };
        let entries: Vec<Entry> = archive.files().iter().enumerate().map(entry).collect();
        let name = file_name(archive.path());
        let bundle = Self::new(entries, vec![Rc::new(archive)]);
        if !bundle.entries.is_empty() && bundle.entries.iter().all(|entry| sealed::is_archive(entry.ending()))
        {
            let way_out = "unpack it, and give the archives that lie in it; nothing was read";
            return Err(ImportError::file(&name, "it holds nothing but other archives", way_out));
        }
        Ok(bundle)
    }

    /// The parts of one export as a whole. A part's own topmost folder is taken off where it holds the whole part, so that a file
    /// that stands in two of them is known to be the same.
    pub(super) fn of_parts(parts: Vec<Self>) -> Self {
        let (mut entries, mut archives, mut remarks) = (Vec::new(), Vec::new(), Vec::new());
        for part in parts {
            let folders: BTreeSet<_> =
                part.entries.iter().map(|entry| entry.topmost().map(|(folder, _)| folder)).collect();
            let is_wrapped = folders.len() == 1 && !folders.contains(&None);
            for entry in &part.entries {
                let path =
                    entry.topmost().filter(|_| is_wrapped).map_or(entry.path.as_str(), |(_, inside)| inside);
                entries.push(entry.moved(path).shifted(archives.len()));
            }
            archives.extend(part.archives);
            remarks.extend(part.remarks);
        }
        Self { remarks, ..Self::new(entries, archives) }
    }

    fn new(mut entries: Vec<Entry>, archives: Vec<Rc<Archive>>) -> Self {
        entries.retain(|entry| !is_litter(&entry.path));
        entries.sort_by(|one, other| one.path.cmp(&other.path));
        entries.dedup_by(|later, first| {
            let same = later.path == first.path;
            if same {
                first.twins.push(later.place.clone());
                first.twins.append(&mut later.twins);
            }
            same
        });
        Self {
            number: 1,
            entries,
            archives,
            single: false,
            remarks: Vec::new(),
            beside: false,
            opened: RefCell::default(),
            hides_names: Cell::new(false),
            trouble: RefCell::default(),
        }
    }

    /// Entries of this bundle as a bundle of their own.
    pub(super) fn with(&self, entries: Vec<Entry>) -> Self {
        Self::new(entries, self.archives.clone())
    }

    fn of_folder(folder: &Path, budget: &Budget) -> Result<Vec<Self>, ImportError> {
        let (mut entries, mut bundles) = (Vec::new(), Vec::new());
        for path in files(folder, 0)? {
            if Archive::is_one(&path, &raw_start(&path)) {
                bundles.push(Self::of_archive(Archive::open(&path, budget)?)?);
            } else {
                let inside = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                let bytes = path.metadata().map_or(0, |data| data.len());
                entries.push(Entry::new(inside, bytes, Place::Disk(path)));
            }
        }
        let mut loose = Self::new(entries, Vec::new());
        let all = bundles.len();
        bundles.retain(|archive| !archive.is_unpacked_in(&loose));
        if bundles.len() < all {
            let remark = "an archive beside which its files lie unpacked was not read a second time";
            loose.remarks.push(remark.to_owned());
        }
        loose.beside = !bundles.is_empty();
        if !loose.entries.is_empty() {
            bundles.insert(0, loose);
        }
        if bundles.is_empty() {
            return Err(ImportError::file(
                &file_name(folder),
                "the folder is empty",
                "name the folder of the export",
            ));
        }
        Ok(bundles)
    }

    /// Whether all files of this archive lie in `folder`, in one place and with their lengths.
    fn is_unpacked_in(&self, folder: &Self) -> bool {
        let Some(first) = self.entries.first() else { return false };
        let lengths: BTreeMap<&str, u64> =
            folder.entries.iter().map(|entry| (entry.path.as_str(), entry.bytes)).collect();
        let places = folder.entries.iter().filter_map(|entry| entry.path.strip_suffix(&first.path));
        places.filter(|place| place.is_empty() || place.ends_with('/')).any(|place| {
            self.entries
                .iter()
                .all(|entry| lengths.get(format!("{place}{}", entry.path).as_str()) == Some(&entry.bytes))
        })
    }

    /// The name of the archive that this is, if it is one archive.
    pub(super) fn archive_name(&self) -> Option<String> {
        match &self.archives[..] {
            [archive] => archive.path().file_name().map(|name| name.to_string_lossy().into_owned()),
            _ => None,
        }
    }

    /// Path, length and checksum of every file of the archive that this is; none where it is none.
    fn listed(&self) -> BTreeMap<&str, (u64, u32)> {
        let files = self.archives.iter().flat_map(|archive| archive.files());
        files.map(|file| (file.path.as_str(), (file.bytes, file.crc))).collect()
    }

    /// Whether this and `other` are one and the same archive.
    pub(super) fn is_the_archive(&self, other: &Self) -> bool {
        !self.archives.is_empty() && self.outline() == other.outline() && self.listed() == other.listed()
    }

    /// How many files the archives hold and how many bytes, which tells most archives apart at once.
    fn outline(&self) -> (usize, u64) {
        let files = self.archives.iter().flat_map(|archive| archive.files());
        files.fold((0, 0), |(count, bytes), file| (count + 1, bytes.wrapping_add(file.bytes)))
    }

    /// How many paths this archive and `other` share, with the same content and with different.
    pub(super) fn shared(&self, other: &Self) -> (usize, usize) {
        let (ours, theirs) = (self.listed(), other.listed());
        let shared = ours.iter().filter_map(|(path, file)| theirs.get(path).map(|other| file == other));
        let (same, different): (Vec<bool>, Vec<bool>) = shared.partition(|same| *same);
        (same.len(), different.len())
    }

    /// Notes that an entry is read, and not only looked at.
    pub(super) fn note_opened(&self, entry: &Entry) {
        self.opened.borrow_mut().insert(entry.path.clone());
    }

    /// Says whether a single file is called by its number alone: what a platform handed out may be called after its owner.
    pub(super) fn hide_names(&self, hides: bool) {
        self.hides_names.set(hides);
    }

    /// Whether somebody opened that entry to read it.
    pub(in crate::import) fn was_opened(&self, entry: &Entry) -> bool {
        self.opened.borrow().contains(&entry.path)
    }

    /// How many entries nobody opened.
    pub(super) fn not_opened(&self) -> usize {
        self.entries.len() - self.opened.borrow().len()
    }

    /// How many archives lie inside, which are not opened.
    pub(super) fn sealed(&self) -> usize {
        self.entries.iter().filter(|entry| !self.single && sealed::is_archive(entry.ending())).count()
    }

    /// Why an entry that somebody wanted to look at could not be looked at: whoever did not know the bundle may have for that.
    pub(in crate::import) fn trouble(&self) -> Result<(), ImportError> {
        self.trouble.borrow_mut().take().map_or(Ok(()), Err)
    }

    /// Why nobody knows this bundle.
    pub(super) fn unknown(&self) -> ImportError {
        let listed = "`bystander formats` lists what is known, and how to ask the platforms for it";
        let file =
            |what: &str, way_out: &str| ImportError::file(&self.shown(&self.entries[0]), what, way_out);
        let start = self.entries.first().map(|entry| self.peek(entry, 512)).unwrap_or_default();
        let start =
            start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&start).trim_ascii_start().to_ascii_lowercase();
        match &self.entries[..] {
            [only] if only.bytes == 0 => file("the file is empty", "fetch the export again"),
            [only] if only.ending() == "zip" => {
                file("it is named .zip but is no zip archive", "fetch it again; the download may have failed")
            }
            [only]
                if only.ending() != "html"
                    && (start.starts_with(b"<!doctype html") || start.starts_with(b"<html")) =>
            {
                file("it is a web page and no export", "fetch the export again while you are logged in")
            }
            _ if self.sealed() > 0 => ImportError::request(
                format!("export {} is of no format known here, but archives lie inside", self.number),
                "unpack it, and give the archives that lie in it",
            ),
            _ => ImportError::request(format!("export {} is of no format known here", self.number), listed),
        }
    }

    /// Whether it is one file and no archive, so that no folder says what the file is.
    pub(in crate::import) fn is_single(&self) -> bool {
        self.single
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

    /// Whether `entry` is one of those that [`Bundle::all`] gives.
    pub(in crate::import) fn is_called(&self, entry: &Entry, tail: &str) -> bool {
        entry.matches(tail, self.single)
    }

    /// The first such entry.
    pub(in crate::import) fn find(&self, tail: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.matches(tail, self.single))
    }

    /// The first bytes of an entry, at most `most`, unpacked; none where it cannot be read.
    pub(in crate::import) fn peek(&self, entry: &Entry, most: usize) -> Vec<u8> {
        // Pictures and films make up most of an archive, and hold nothing that any reader wants.
        if !self.single && MEDIA.contains(&entry.ending()) {
            return Vec::new();
        }
        match &entry.place {
            Place::Disk(path) => peek(path, most),
            Place::Memory(bytes) => unpacked_start(bytes[..bytes.len().min(most + GZIP_HEAD)].to_vec(), most),
            Place::Archive { archive, index } => {
                let start = self.archives[*archive].peek(*index, &self.shown(entry), most + GZIP_HEAD);
                start.map_or_else(
                    |error| {
                        self.trouble.borrow_mut().get_or_insert(error);
                        Vec::new()
                    },
                    |start| unpacked_start(start, most),
                )
            }
        }
    }

    /// Where an entry lies on disk; none inside an archive.
    #[allow(clippy::unused_self, reason = "an entry means nothing without its bundle")]
    pub(in crate::import) fn on_disk<'a>(&self, entry: &'a Entry) -> Option<&'a Path> {
        match &entry.place {
            Place::Disk(path) => Some(path),
            Place::Archive { .. } | Place::Memory(_) => None,
        }
    }

    /// An entry's content, hashed.
    pub(in crate::import) fn open_entry(&self, entry: &Entry) -> Result<Input, ImportError> {
        let name = self.shown(entry);
        if self.stands_twice(entry) {
            return Err(ImportError::file(
                &name,
                "two files of this name lie in the archive, and programs would read different ones",
                "fetch the export again, or unpack it and give the folder; nothing was read",
            ));
        }
        if let Place::Disk(path) = &entry.place {
            return Ok(Input { name, ..Input::open(path)? });
        }
        let content = self.content(&entry.place, &name)?;
        for twin in &entry.twins {
            if self.content(twin, &name)? != content {
                return Err(ImportError::file(
                    &name,
                    "two archives that are called as parts of one export hold different files of this name: they look like \
                     the exports of two people",
                    "give each archive a name of its own; nothing was read",
                ));
            }
        }
        Input::of_bytes(name, Path::new(&entry.path), content)
    }

    fn content(&self, place: &Place, name: &str) -> Result<Vec<u8>, ImportError> {
        match place {
            Place::Disk(path) => {
                std::fs::read(path).map_err(|cause| ImportError::Read { path: path.clone(), cause })
            }
            Place::Memory(bytes) => Ok(bytes.to_vec()),
            Place::Archive { archive, index } => self.archives[*archive].read(*index, name),
        }
    }

    /// Whether one archive holds two files of this entry's path.
    #[allow(clippy::unused_self, reason = "as above")]
    fn stands_twice(&self, entry: &Entry) -> bool {
        let mut seen = BTreeSet::new();
        let archives = entry.places().filter_map(|place| match place {
            Place::Archive { archive, .. } => Some(*archive),
            Place::Disk(_) | Place::Memory(_) => None,
        });
        !archives.into_iter().all(|archive| seen.insert(archive))
    }

    /// What an entry is called in reports and errors: a single file by its name, or by its kind where names are hidden; any other by
    /// the number of its export and its last folder and name, for wrapper folders are called after accounts.
    pub(in crate::import) fn shown(&self, entry: &Entry) -> String {
        if self.single && self.hides_names.get() {
            let what = match entry.ending() {
                "" => "a file".to_owned(),
                ending => format!("a .{} file", crate::import::error::shown(ending)),
            };
            return format!("export {}, {what}", self.number);
        }
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
            Place::Archive { .. } | Place::Memory(_) => None,
        });
        self.archives.iter().map(|archive| archive.path()).chain(on_disk)
    }
}

/// The first bytes of a file as it lies on disk.
fn raw_start(path: &Path) -> Vec<u8> {
    raw_peek(path, 4)
}

/// An error where a file that begins with `start` is an archive of a kind that is not opened here.
fn refuse_sealed(name: &str, start: &[u8]) -> Result<(), ImportError> {
    match sealed::kind(start) {
        Some(kind) => {
            let way_out = "unpack it, and give the folder or the file; nothing was read";
            Err(ImportError::file(name, format!("it is {kind}, which is not opened here"), way_out))
        }
        None => Ok(()),
    }
}

/// What a folder is that this program wrote, and what to do: its files are no export, and would be counted a second time.
fn our_own(folder: &Path) -> Option<(&'static str, &'static str)> {
    let says = |file: &str, words: &str| {
        let path = folder.join(file);
        // Whoever reads what is no file may wait for ever.
        path.is_file() && std::fs::read_to_string(path).is_ok_and(|text| text.contains(words))
    };
    if says("reading.json", "\"tie_records\"") && folder.join("case.toml").is_file() {
        let way_out = "give it to `bystander audit`, or take it out of the exports";
        return Some(("it was written by `bystander import`, and would be counted a second time", way_out));
    }
    if says("results.json", "\"name\": \"bystander\"") {
        return Some(("it is a report that `bystander audit` wrote", "take it out of the exports"));
    }
    None
}

/// Endings of pictures, films and sounds, which are not looked into.
const MEDIA: &[&str] = &[
    "jpg", "jpeg", "png", "gif", "webp", "heic", "bmp", "svg", "tif", "tiff", "mp4", "mov", "m4v", "avi",
    "webm", "mkv", "3gp", "mp3", "m4a", "aac", "ogg", "opus", "wav", "pdf", "css", "ttf", "woff", "woff2",
    "ico",
];

/// How deep folders may lie in each other.
const DEPTH: usize = 32;

/// The files in `folder` and its folders, by name. A link is an error: what it leads to may lie anywhere.
fn files(folder: &Path, depth: usize) -> Result<Vec<PathBuf>, ImportError> {
    let failed = |cause| ImportError::Read { path: folder.to_owned(), cause };
    let refused = |what: &str, way_out: &str| Err(ImportError::file(&file_name(folder), what, way_out));
    if depth > DEPTH {
        return refused("folders lie more than 32 deep in each other", "name the folder of the export");
    }
    let mut paths = folder
        .read_dir()
        .map_err(failed)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()
        .map_err(failed)?;
    paths.sort();
    if let Some((what, way_out)) = our_own(folder) {
        return refused(what, way_out);
    }
    let mut found = Vec::new();
    for path in paths {
        if path.is_symlink() {
            return refused("a link lies in the folder", "put there what it leads to, or take it out");
        } else if path.is_dir() {
            found.extend(files(&path, depth + 1)?);
        } else if !path.is_file() {
            return refused(
                "something lies in the folder that is neither a file nor a folder",
                "take it out",
            );
        } else if !is_litter(&file_name(&path)) {
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
        assert!(entry("a/FRIENDS.JSON.GZ").matches("*.json", false));
    }

    #[test]
    fn passes_over_what_systems_put_beside_files() {
        assert!(is_litter("__MACOSX/a/._friends.json") && is_litter("a/.DS_Store") && is_litter("a/"));
        assert!(!is_litter("a/friends.json"));
    }
}
