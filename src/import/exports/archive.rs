//! `Archive`: a zip file, of which only the files that are wanted are unpacked, in memory, and never beyond stated limits.
//!
//! Limits: 100,000 files; 1 GiB for one file once unpacked; from 100 MiB on no more than 200 times its packed length; 4 GiB for
//! all that one import unpacks. Lists of friends shrink 11 times, lists of activities 55 times, a list of one record repeated
//! 343 times, a sparse matrix 470 times (measured); none of the last two comes in 100 MiB, and what is made to burst shrinks
//! 1,030 times. A limit that is reached is an error, never a shorter result.

use super::directory::{Bytes, Directory, Listed, slice};
use crate::import::{
    error::ImportError,
    input::{file_name, most_unpacked},
};
use flate2::{Crc, read::DeflateDecoder};
use std::{
    cell::{Cell, RefCell},
    fs::File,
    io::{BufReader, Cursor, Read, SeekFrom},
    path::{Path, PathBuf},
    rc::Rc,
};

/// The most bytes that one file may hold once unpacked: 1 GiB.
const ENTRY: u64 = 1 << 30;
/// The most bytes that one import unpacks: 4 GiB.
const TOTAL: u64 = 4 << 30;

/// What an import may still unpack, in bytes, over all its archives.
#[derive(Clone)]
pub(super) struct Budget(Rc<Cell<u64>>);

impl Default for Budget {
    fn default() -> Self {
        Self(Rc::new(Cell::new(TOTAL)))
    }
}

/// A zip file that is open for reading.
pub(super) struct Archive {
    path: PathBuf,
    source: RefCell<Box<dyn Bytes>>,
    directory: Directory,
    budget: Budget,
}

impl Archive {
    /// Whether a file that begins with `start` is a zip archive, and by its name no spreadsheet, which is one too.
    pub(super) fn is_one(name: &Path, start: &[u8]) -> bool {
        let ending = name.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
        let sheet = matches!(ending.as_deref(), Some("xlsx" | "xlsm" | "xlsb" | "ods"));
        !sheet && (start.starts_with(b"PK\x03\x04") || start.starts_with(b"PK\x05\x06"))
    }

    pub(super) fn open(path: &Path, budget: &Budget) -> Result<Self, ImportError> {
        let file = File::open(path).map_err(|cause| ImportError::Read { path: path.to_owned(), cause })?;
        Self::of(path, Box::new(BufReader::new(file)), budget)
    }

    pub(super) fn of_bytes(name: &str, bytes: Vec<u8>) -> Result<Self, ImportError> {
        Self::of(Path::new(name), Box::new(Cursor::new(bytes)), &Budget::default())
    }

    fn of(path: &Path, mut source: Box<dyn Bytes>, budget: &Budget) -> Result<Self, ImportError> {
        let directory = Directory::of(&mut *source)
            .map_err(|(what, way_out)| ImportError::file(&file_name(path), what, way_out))?;
        if directory.files.is_empty() {
            return Err(ImportError::file(
                &file_name(path),
                "the archive is empty",
                "fetch the export again",
            ));
        }
        Ok(Self { path: path.to_owned(), source: RefCell::new(source), directory, budget: budget.clone() })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The files in it, in the order of its directory.
    pub(super) fn files(&self) -> &[Listed] {
        &self.directory.files
    }

    /// The first bytes of a file, at most `most`; `name` is what it is called in errors.
    pub(super) fn peek(&self, index: usize, name: &str, most: usize) -> Result<Vec<u8>, ImportError> {
        self.unpack(index, name, most as u64)
    }

    /// A file's content; `name` is what it is called in errors.
    pub(super) fn read(&self, index: usize, name: &str) -> Result<Vec<u8>, ImportError> {
        let file = &self.directory.files[index];
        let limit = most_unpacked(file.packed).min(ENTRY);
        let content = self.unpack(index, name, limit + 1)?;
        if content.len() as u64 > limit {
            return Err(ImportError::file(
                name,
                "it unpacks to more than 1 GiB, or to more than 100 MiB and 200 times its length in the archive",
                "if that is what it should be, unpack the archive and give the folder; nothing was read",
            ));
        }
        let mut crc = Crc::new();
        crc.update(&content);
        if content.len() as u64 != file.bytes || crc.sum() != file.crc {
            return Err(damaged(name, "its content is not what the archive says"));
        }
        Ok(content)
    }

    /// Whether one of its files, or all together, unpack to more than may be read.
    pub(super) fn bursts(&self) -> bool {
        let mut left = TOTAL;
        self.files().iter().enumerate().any(|(index, file)| {
            let limit = most_unpacked(file.packed).min(ENTRY).min(left);
            // What is damaged is told where it is read.
            let length = self.unpacked(index, "", limit + 1).map_or(0, |content| content.len() as u64);
            left = left.saturating_sub(length);
            length > limit
        })
    }

    /// The first `most` bytes of a file, counted against what the import may still unpack.
    fn unpack(&self, index: usize, name: &str, most: u64) -> Result<Vec<u8>, ImportError> {
        let content = self.unpacked(index, name, most.min(self.budget.0.get() + 1))?;
        let left = self.budget.0.get().checked_sub(content.len() as u64);
        self.budget.0.set(left.ok_or_else(|| {
            ImportError::file(
                name,
                "the archives of this import unpack to more than 4 GiB",
                "import fewer exports at a time, or unpack them and give the folders; nothing was read",
            )
        })?);
        Ok(content)
    }

    fn unpacked(&self, index: usize, name: &str, most: u64) -> Result<Vec<u8>, ImportError> {
        let file = &self.directory.files[index];
        let mut source = self.source.borrow_mut();
        self.seek(&mut **source, file).map_err(|_| damaged(name, "it cannot be found in the archive"))?;
        let packed = (&mut **source).take(file.packed);
        let mut content = Vec::new();
        let unpacked = match file.method {
            0 => packed.take(most).read_to_end(&mut content),
            8 => DeflateDecoder::new(packed).take(most).read_to_end(&mut content),
            method => return Err(packed_otherwise(name, method)),
        };
        unpacked.map(|_| content).map_err(|_| damaged(name, "it cannot be unpacked"))
    }

    /// Moves to where the content of `file` begins. Its own header has to call it what the directory calls it.
    fn seek(&self, source: &mut dyn Bytes, file: &Listed) -> std::io::Result<()> {
        let wrong = || std::io::Error::from(std::io::ErrorKind::InvalidData);
        if file.header >= self.directory.start {
            return Err(wrong());
        }
        let header = slice(source, file.header, 30)?;
        let length = |at: usize| u16::from_le_bytes([header[at], header[at + 1]]);
        let name = slice(source, file.header + 30, length(26).into())?;
        let start = file.header + 30 + u64::from(length(26)) + u64::from(length(28));
        let ends_before = start.checked_add(file.packed).is_some_and(|end| end <= self.directory.start);
        if !header.starts_with(b"PK\x03\x04") || name != file.raw || !ends_before {
            return Err(wrong());
        }
        source.seek(SeekFrom::Start(start)).map(|_| ())
    }
}

fn damaged(name: &str, what: &str) -> ImportError {
    ImportError::file(name, what, "the archive is damaged: fetch it again; nothing was read")
}

fn packed_otherwise(name: &str, method: u16) -> ImportError {
    let how = match method {
        1..=6 | 10 | 18 | 19 => "an old way of PKWARE's",
        9 => "Deflate64",
        12 => "bzip2",
        14 => "LZMA",
        20 | 93 => "Zstandard",
        95 => "XZ",
        99 => "AES encryption",
        _ => "a way that is not known",
    };
    let what = format!("it is packed with {how} (method {method}), which is not read here");
    ImportError::file(name, what, "unpack the archive and give the folder; nothing was read")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A zip archive with one file `a` that holds `Ada`, not packed.
    fn one_file() -> Vec<u8> {
        let mut crc = Crc::new();
        crc.update(b"Ada");
        let lengths = [3, 0, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0];
        let fields = [&[20, 0, 0, 0, 0, 0, 0, 0, 0, 0][..], &crc.sum().to_le_bytes(), &lengths].concat();
        let local = [b"PK\x03\x04", &fields[..], b"aAda"].concat();
        let directory = [b"PK\x01\x02\x14\x03", &fields[..], &[0; 14], b"a"].concat();
        let end = b"PK\x05\x06\0\0\0\0\x01\0\x01\0\x2f\0\0\0\x22\0\0\0\0\0";
        [&local[..], &directory, end].concat()
    }

    #[test]
    fn what_an_import_unpacks_is_counted_over_all_its_archives() {
        let budget = Budget(Rc::new(Cell::new(7)));
        let open = || Archive::of(Path::new("x.zip"), Box::new(Cursor::new(one_file())), &budget);
        let [one, other] = [open(), open()].map(|opened| opened.expect("it is an archive"));
        assert_eq!(one.read(0, "a").expect("read"), b"Ada");
        assert_eq!(other.peek(0, "a", 2).expect("read"), b"Ad");
        assert_eq!(budget.0.get(), 2);
        let said = one.read(0, "a").expect_err("the limit is reached").to_string();
        assert!(said.contains("unpack to more than 4 GiB"), "{said}");
    }
}
