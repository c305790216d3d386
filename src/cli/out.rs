//! Output folders: written beside their place and renamed, so that they appear whole or not at all.

use super::error::CliError;
use crate::render::File;
use std::{
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
};

/// What became of the output folder.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// It is new, or took the place of an older one.
    New,
    /// It was there already, with the same bytes in the same files.
    Unchanged,
}

/// Refuses a folder that could not be written in the end, before the long work begins: one that is no folder, that holds an
/// input, or whose parent takes no files. A folder that exists is refused later, unless it turns out to hold the same bytes.
pub(super) fn check<'a>(folder: &Path, inputs: impl Iterator<Item = &'a PathBuf>) -> Result<(), CliError> {
    let path = || folder.to_owned();
    // A name that ends in a slash is followed where it is a link; its parts are not.
    let named: PathBuf = folder.components().collect();
    if named.is_symlink() || folder.exists() && !folder.is_dir() {
        return Err(CliError::NotAFolder { path: path() });
    }
    if let Ok(target) = folder.canonicalize() {
        let mut inputs = inputs.filter_map(|input| input.canonicalize().ok());
        if inputs.any(|input| input.starts_with(&target)) {
            return Err(CliError::HoldsInput { path: path() });
        }
    }
    let there = parent(folder).ancestors().find(|ancestor| ancestor.is_dir()).unwrap_or(Path::new("."));
    let room = tempfile::Builder::new().prefix(".bystander-").tempdir_in(there);
    room.map(drop).map_err(|cause| CliError::Write { path: path(), cause })
}

/// The folder that `folder` stands in.
fn parent(folder: &Path) -> &Path {
    folder.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Whether `folder` holds a report or a simulated case of this program.
fn is_ours(folder: &Path) -> bool {
    let named = |file: &str, words: &str| {
        let path = folder.join(file);
        path.is_file() && fs::read_to_string(path).is_ok_and(|text| text.contains(words))
    };
    let simulated = named("truth.json", "\"spread\"") && named("README.md", "bystander simulate");
    let imported = named("reading.json", "\"tie_records\"") && named("case.toml", "[tables]");
    simulated || imported || named("results.json", "\"name\": \"bystander\"")
}

/// Whether a folder that an import wrote holds files that this one would not write: somebody put them there.
fn holds_more(folder: &Path, files: &[File]) -> bool {
    let imported = |files: &[File]| files.iter().any(|file| file.path == "reading.json");
    imported(files)
        && count(folder)
            .is_none_or(|there| there > files.iter().filter(|file| folder.join(&file.path).exists()).count())
}

/// Writes `files` as the folder `folder`. A folder that exists is left alone if it holds exactly these files, takes the
/// new ones' place where `replace` says so, and is an error otherwise.
pub(super) fn write(folder: &Path, files: &[File], replace: bool) -> Result<Written, CliError> {
    let occupied = fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    if occupied && same(folder, files) {
        return Ok(Written::Unchanged);
    }
    if occupied && !replace {
        return Err(CliError::Exists { path: folder.to_owned() });
    }
    if occupied && (!is_ours(folder) || holds_more(folder, files)) {
        return Err(CliError::NotOurs { path: folder.to_owned() });
    }
    place(folder, files).map_err(|cause| CliError::Write { path: folder.to_owned(), cause })?;
    Ok(Written::New)
}

fn same(folder: &Path, files: &[File]) -> bool {
    let holds = |file: &File| {
        let path = folder.join(&file.path);
        path.is_file() && fs::read(path).is_ok_and(|bytes| bytes == file.bytes)
    };
    count(folder) == Some(files.len()) && files.iter().all(holds)
}

/// How many files lie in `folder` and its folders.
fn count(folder: &Path) -> Option<usize> {
    let mut files = 0;
    for entry in fs::read_dir(folder).ok()? {
        let path = entry.ok()?.path();
        files += if path.is_dir() { count(&path)? } else { 1 };
    }
    Some(files)
}

fn place(folder: &Path, files: &[File]) -> io::Result<()> {
    let parent = parent(folder);
    fs::create_dir_all(parent)?;
    // Both folders vanish when dropped, whatever goes wrong on the way.
    let beside = || tempfile::Builder::new().prefix(".bystander-").tempdir_in(parent);
    let (new, old) = (beside()?, beside()?);
    let whole = new.path().join("report");
    for file in files {
        write_file(&whole.join(&file.path), &file.bytes)?;
    }
    if folder.exists() {
        let aside = old.path().join("report");
        fs::rename(folder, &aside)?;
        if let Err(cause) = fs::rename(&whole, folder) {
            fs::rename(&aside, folder)?;
            return Err(cause);
        }
    } else {
        fs::rename(&whole, folder)?;
    }
    fs::File::open(parent)?.sync_all()
}

fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    fs::create_dir_all(path.parent().expect("a file lies in the output folder"))?;
    let mut file = fs::File::create_new(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::{Written, check, write};
    use crate::render::File;
    use std::{fs, path::Path};

    fn files(text: &str) -> Vec<File> {
        let file = |path: &str, text: &str| File { path: path.to_owned(), bytes: text.as_bytes().to_vec() };
        let results = file("results.json", "{ \"program\": { \"name\": \"bystander\" } }");
        vec![file("index.html", text), file("tables/hops.csv", "hop,people\n"), results]
    }

    fn entries(folder: &Path) -> Vec<String> {
        let entries =
            fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name());
        entries.map(|name| name.to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn writes_a_new_folder_and_leaves_nothing_beside_it() {
        let room = tempfile::tempdir().expect("a folder");
        let out = room.path().join("deep/report");
        assert_eq!(write(&out, &files("one"), false).expect("written"), Written::New);
        assert_eq!(fs::read_to_string(out.join("index.html")).expect("a page"), "one");
        assert_eq!(entries(out.parent().expect("a parent")), ["report"]);
    }

    #[test]
    fn leaves_a_folder_with_the_same_bytes_alone() {
        let room = tempfile::tempdir().expect("a folder");
        let out = room.path().join("report");
        write(&out, &files("one"), false).expect("written");
        assert_eq!(write(&out, &files("one"), false).expect("read"), Written::Unchanged);
    }

    #[test]
    fn refuses_a_folder_that_holds_something_else_unless_told_to_replace_it() {
        let room = tempfile::tempdir().expect("a folder");
        let out = room.path().join("report");
        write(&out, &files("one"), false).expect("written");
        fs::write(out.join("notes.txt"), "mine").expect("written");
        assert!(write(&out, &files("one"), false).is_err());
        assert_eq!(fs::read_to_string(out.join("notes.txt")).expect("kept"), "mine");
        assert_eq!(write(&out, &files("two"), true).expect("replaced"), Written::New);
        assert!(!out.join("notes.txt").exists());
        assert_eq!(entries(room.path()), ["report"]);
    }

    #[test]
    fn never_replaces_what_somebody_added_to_an_import() {
        let file = |path: &str, text: &str| File { path: path.to_owned(), bytes: text.as_bytes().to_vec() };
        let import = |ties: &str| {
            let reading = file("reading.json", "{ \"tie_records\": 1 }");
            vec![reading, file("case.toml", "[tables]\nties = \"ties.csv\"\n"), file("ties.csv", ties)]
        };
        let room = tempfile::tempdir().expect("a folder");
        let out = room.path().join("tables");
        write(&out, &import("a,b"), false).expect("written");
        assert_eq!(write(&out, &import("a,c"), true).expect("replaced"), Written::New);
        let (beside, inside) = (out.join("consents.csv"), out.join("papers/notes.txt"));
        for added in [beside, inside] {
            fs::create_dir_all(added.parent().expect("a folder")).expect("made");
            fs::write(&added, "mine").expect("written");
            assert!(write(&out, &import("a,d"), true).is_err(), "{}", added.display());
            assert_eq!(fs::read_to_string(&added).expect("kept"), "mine");
            assert_eq!(fs::read_to_string(out.join("ties.csv")).expect("kept"), "a,c");
            fs::remove_file(added).expect("removed");
        }
        assert_eq!(write(&out, &import("a,d"), true).expect("replaced"), Written::New);
    }

    #[test]
    fn never_replaces_what_it_did_not_write() {
        let room = tempfile::tempdir().expect("a folder");
        let thesis = room.path().join("thesis.txt");
        fs::write(&thesis, "years of work").expect("written");
        assert!(write(room.path(), &files("one"), true).is_err());
        assert_eq!(fs::read_to_string(thesis).expect("kept"), "years of work");
    }

    #[test]
    fn refuses_a_file_in_the_place_of_the_folder_and_a_folder_that_holds_the_input() {
        let room = tempfile::tempdir().expect("a folder");
        let file = room.path().join("ties.csv");
        fs::write(&file, "source,target\n").expect("written");
        assert!(check(&file, std::iter::empty()).is_err());
        assert!(check(room.path(), [file.clone()].iter()).is_err());
        assert!(check(&room.path().join("report"), [file].iter()).is_ok());
    }
}
