//! `Input`: a file as received: its name, its length, its SHA-256, and its content with any gzip taken off.

use super::error::ImportError;
use flate2::read::MultiGzDecoder;
use sha2::{Digest, Sha256};
use std::{fs, io::Read, path::Path};

/// The most bytes that one gzip file may hold once unpacked: 4 GiB.
pub(super) const UNPACKED: u64 = 4 << 30;
/// Whatever is packed may unpack to this many bytes, however small it is: 100 MiB.
const ANYWAY: u64 = 100 << 20;
/// From there on it may unpack to this many times its packed length.
const RATIO: u64 = 200;

/// The most bytes that a file of `packed` bytes may unpack to. `exports::archive` says why.
pub(super) fn most_unpacked(packed: u64) -> u64 {
    packed.saturating_mul(RATIO).max(ANYWAY)
}

/// A file, read once and hashed.
pub(super) struct Input {
    pub(super) name: String,
    /// The name's ending in lower case, `.gz` not counted.
    pub(super) ending: String,
    pub(super) bytes: u64,
    pub(super) sha256: String,
    pub(super) packed: bool,
    /// What the content was before it was decoded, where that was not UTF-8.
    pub(super) decoded: Option<&'static str>,
    pub(super) content: Vec<u8>,
}

impl Input {
    pub(super) fn open(path: &Path) -> Result<Self, ImportError> {
        let failed = |cause| ImportError::Read { path: path.to_owned(), cause };
        let name = file_name(path);
        if !fs::metadata(path).map_err(failed)?.is_file() {
            return Err(ImportError::file(&name, "it is not a file", "name a file for each table"));
        }
        let content = fs::read(path).map_err(failed)?;
        Self::of_bytes(name, path, content)
    }

    /// The same of a content that was read already; `name` is what it is called, `path` what its ending is taken from.
    pub(super) fn of_bytes(name: String, path: &Path, content: Vec<u8>) -> Result<Self, ImportError> {
        let (bytes, sha256) = (content.len() as u64, hex(&Sha256::digest(&content)));
        let packed = content.starts_with(&[0x1f, 0x8b]);
        let (zipped, ending) = ending(path);
        if zipped && !packed {
            return Err(ImportError::file(
                &name,
                "it is named .gz but is no gzip file",
                "give it its true ending",
            ));
        }
        let content = if packed { unpack(&name, &content)? } else { content };
        Ok(Self { name, ending, bytes, sha256, packed, decoded: None, content })
    }

    /// The content as text without its byte-order mark; says what it is where it is no text.
    pub(super) fn text(&self) -> Result<&[u8], ImportError> {
        let text = self.content.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&self.content);
        if let Some((what, way_out)) = not_text(text) {
            return Err(ImportError::file(&self.name, what, way_out));
        }
        if text.trim_ascii().is_empty() {
            let way_out = "a table needs at least its header; leave the table out if there is none";
            return Err(ImportError::file(&self.name, "the file is empty", way_out));
        }
        Ok(text)
    }

    /// Turns the content into UTF-8 without a byte-order mark, and says what it was. UTF-16 is known by its mark; what is neither
    /// that nor UTF-8 is taken for Windows-1252.
    pub(super) fn recode(&mut self) -> Result<&'static str, ImportError> {
        let marked = encoding_rs::Encoding::for_bom(&self.content);
        if let Some((encoding, _)) = marked.filter(|(encoding, _)| *encoding != encoding_rs::UTF_8) {
            let (text, wrong) = encoding.decode_with_bom_removal(&self.content);
            if wrong {
                let what = format!("it is not valid {} text", encoding.name());
                return Err(ImportError::file(&self.name, what, "save it in UTF-8"));
            }
            self.content = text.into_owned().into_bytes();
            return Ok(encoding.name());
        }
        if self.content.starts_with(b"\xef\xbb\xbf") {
            self.content.drain(..3);
        }
        if std::str::from_utf8(&self.content).is_ok() {
            return Ok("UTF-8");
        }
        let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&self.content);
        self.content = text.into_owned().into_bytes();
        Ok("Windows-1252 (a guess: it is not UTF-8)")
    }

    /// Turns the content of a table into UTF-8 and notes what it was. A text of which single records are damaged UTF-8, for others have
    /// letters that are valid, stays as it is: its records are judged one by one.
    pub(super) fn decode(&mut self) -> Result<(), ImportError> {
        let marked = self.content.starts_with(b"\xff\xfe") || self.content.starts_with(b"\xfe\xff");
        if !marked && not_text(&self.content).is_some() {
            return self.text().map(|_| ());
        }
        if marked || (std::str::from_utf8(&self.content).is_err() && !is_damaged(&self.content)) {
            self.decoded = Some(self.recode()?);
        }
        if looks_like_html(&self.content) {
            let way_out = "ask for JSON or CSV, or save the table of the page as CSV";
            return Err(ImportError::file(&self.name, "it is a web page, not a table", way_out));
        }
        Ok(())
    }

    /// Whether the content is a Parquet file.
    pub(super) fn is_parquet(&self) -> bool {
        self.content.starts_with(b"PAR1")
    }
}

/// The first bytes of a file, at most `most`, with any gzip taken off; none where it cannot be read.
pub(super) fn peek(path: &Path, most: usize) -> Vec<u8> {
    unpacked_start(raw_peek(path, most + GZIP_HEAD), most)
}

/// What is read more of a file, in bytes, lest nothing but the head of a gzip file is read.
pub(super) const GZIP_HEAD: usize = 1_024;

/// The first bytes, at most `most`, of what begins with `start`, with any gzip taken off.
pub(super) fn unpacked_start(mut start: Vec<u8>, most: usize) -> Vec<u8> {
    if start.starts_with(&[0x1f, 0x8b]) {
        let mut unpacked = Vec::new();
        // It ends within the gzip data, which is no fault; a fault is told when it is read whole.
        let _ = MultiGzDecoder::new(&start[..]).take(most as u64).read_to_end(&mut unpacked);
        return unpacked;
    }
    start.truncate(most);
    start
}

/// The first bytes of a file as it lies on disk, at most `most`; none where it cannot be read.
pub(super) fn raw_peek(path: &Path, most: usize) -> Vec<u8> {
    let mut start = Vec::new();
    if let Ok(file) = fs::File::open(path) {
        // What cannot be read here is told when it is read whole.
        let _ = file.take(most as u64).read_to_end(&mut start);
    }
    start
}

/// The file's own name, without the folders that lead to it.
pub(super) fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| ".".to_owned(), |name| super::error::shown_whole(&name.to_string_lossy()))
}

/// Whether a file is named `.gz`, and its name's ending before that, in lower case.
pub(super) fn ending(path: &Path) -> (bool, String) {
    let lower = |path: &Path| path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    match lower(path) {
        Some(ending) if ending == "gz" => (true, lower(&path.with_extension("")).unwrap_or_default()),
        ending => (false, ending.unwrap_or_default()),
    }
}

fn unpack(name: &str, content: &[u8]) -> Result<Vec<u8>, ImportError> {
    let mut text = Vec::new();
    let limit = most_unpacked(content.len() as u64).min(UNPACKED);
    MultiGzDecoder::new(content).take(limit + 1).read_to_end(&mut text).map_err(|_| {
        ImportError::file(
            name,
            "the gzip data are damaged or cut off",
            "fetch the file again; nothing was read",
        )
    })?;
    if text.len() as u64 > limit {
        return Err(ImportError::file(
            name,
            "it unpacks to more than 4 GiB, or to more than 100 MiB and 200 times its length",
            "if that is what it should be, unpack it, or give it as Parquet",
        ));
    }
    Ok(text)
}

/// What a content is that is not UTF-8 text, and what to do.
fn not_text(content: &[u8]) -> Option<(String, &'static str)> {
    const SAVE: &str = "save it as CSV in UTF-8";
    let starts = |magic: &[u8]| content.starts_with(magic);
    if starts(b"\xff\xfe") || starts(b"\xfe\xff") {
        return Some(("it is UTF-16 text".to_owned(), SAVE));
    }
    if starts(b"PAR1") {
        return Some(("it is a Parquet file".to_owned(), "let its name end in .parquet"));
    }
    if starts(b"PK\x03\x04") {
        return Some((
            "it is a zip archive or a spreadsheet".to_owned(),
            "unpack it, or save the sheet as CSV in UTF-8",
        ));
    }
    if starts(b"SQLite format 3\0") {
        return Some(("it is a database".to_owned(), "export the table as CSV in UTF-8"));
    }
    // Whether there is one is found out many times as fast as where.
    let zero = content.contains(&0).then(|| content.iter().position(|&byte| byte == 0))??;
    Some((format!("it is no text: byte {} is zero", zero + 1), SAVE))
}

/// Whether a text that is not UTF-8 was meant to be: it has as many letters beyond ASCII that are valid UTF-8 as bytes that are not.
fn is_damaged(content: &[u8]) -> bool {
    let (valid, wrong) = content.utf8_chunks().fold((0, 0), |(valid, wrong), chunk| {
        let letters = chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        (valid + letters, wrong + usize::from(!chunk.invalid().is_empty()))
    });
    valid >= wrong
}

fn looks_like_html(content: &[u8]) -> bool {
    let start = content[..content.len().min(200)].trim_ascii_start().to_ascii_lowercase();
    [&b"<!doctype html"[..], b"<html", b"<head", b"<table"].iter().any(|tag| start.starts_with(tag))
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("a string takes everything");
        text
    })
}
