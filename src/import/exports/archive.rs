//! `Archive`: a zip file, of which only the entries that are wanted are read.

use crate::import::{error::ImportError, input::file_name};
use std::{
    cell::RefCell,
    fs::File,
    io::{BufReader, Read},
    path::{Path, PathBuf},
};
use zip::ZipArchive;

/// The most bytes that one entry may hold once unpacked: 1 GiB.
const ENTRY: u64 = 1 << 30;

/// A zip file that is open for reading.
pub(super) struct Archive {
    path: PathBuf,
    zip: RefCell<ZipArchive<BufReader<File>>>,
}

impl Archive {
    /// Whether the file at `path` is a zip archive, and no spreadsheet, which is one too.
    pub(super) fn is_one(path: &Path) -> Result<bool, ImportError> {
        let failed = |cause| ImportError::Read { path: path.to_owned(), cause };
        let mut magic = [0; 4];
        let mut file = File::open(path).map_err(failed)?;
        let read = file.read(&mut magic).map_err(failed)?;
        let sheet = path.extension().is_some_and(|ending| {
            matches!(ending.to_string_lossy().to_ascii_lowercase().as_str(), "xlsx" | "xlsm" | "ods")
        });
        Ok(!sheet && read == 4 && matches!(&magic, b"PK\x03\x04" | b"PK\x05\x06"))
    }

    pub(super) fn open(path: &Path) -> Result<Self, ImportError> {
        let failed = |cause| ImportError::Read { path: path.to_owned(), cause };
        let file = BufReader::new(File::open(path).map_err(failed)?);
        let zip = ZipArchive::new(file).map_err(|_| {
            ImportError::file(
                &file_name(path),
                "the archive is cut off or damaged",
                "fetch it again; nothing was read",
            )
        })?;
        Ok(Self { path: path.to_owned(), zip: RefCell::new(zip) })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The files in it: index, path, and length once unpacked as the archive tells it.
    pub(super) fn listed(&self) -> Result<Vec<(usize, String, u64)>, ImportError> {
        let mut zip = self.zip.borrow_mut();
        let mut found = Vec::new();
        for index in 0..zip.len() {
            let entry = zip.by_index_raw(index).map_err(|_| self.damaged())?;
            if entry.is_dir() {
                continue;
            }
            let name = entry.enclosed_name().ok_or_else(|| self.damaged())?;
            found.push((index, name.to_string_lossy().replace('\\', "/"), entry.size()));
        }
        Ok(found)
    }

    /// The first bytes of an entry, at most `most`.
    pub(super) fn peek(&self, index: usize, most: usize) -> Vec<u8> {
        let mut zip = self.zip.borrow_mut();
        let mut start = Vec::new();
        if let Ok(entry) = zip.by_index(index) {
            // What cannot be read here is told when it is read whole.
            let _ = entry.take(most as u64).read_to_end(&mut start);
        }
        start
    }

    /// An entry's content; `name` is what it is called in errors.
    pub(super) fn read(&self, index: usize, name: &str) -> Result<Vec<u8>, ImportError> {
        let mut zip = self.zip.borrow_mut();
        let damaged = || {
            ImportError::file(
                name,
                "it cannot be read from the archive",
                "fetch the archive again; nothing was read",
            )
        };
        let entry = zip.by_index(index).map_err(|_| damaged())?;
        let mut content = Vec::new();
        entry.take(ENTRY + 1).read_to_end(&mut content).map_err(|_| damaged())?;
        if content.len() as u64 > ENTRY {
            return Err(ImportError::file(
                name,
                "it unpacks to more than 1 GiB",
                "unpack it and give the file itself",
            ));
        }
        Ok(content)
    }

    fn damaged(&self) -> ImportError {
        ImportError::file(
            &file_name(&self.path),
            "the archive has an entry that cannot be listed",
            "fetch it again; nothing was read",
        )
    }
}
