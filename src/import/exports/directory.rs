//! `Directory`: what a zip file says it holds, read once and checked field by field.
//!
//! A zip file can be read in two ways that differ (by its directory at the end, or from its front), can hold two ends, and can
//! name two files alike. Whatever two programs would read in different ways is an error here. Reference: APPNOTE 6.3.10,
//! sections 4.3 to 4.5.

use std::io::{Read, Seek, SeekFrom};

/// The most files that an archive may hold.
pub(super) const ENTRIES: u64 = 100_000;
/// The longest directory, in bytes: what [`ENTRIES`] files with long names take.
const LENGTH: u64 = 64 << 20;
/// The longest path, in bytes, as on common systems.
const PATH: usize = 4_096;
/// The length of the record at the end, without its comment.
const END: usize = 22;

/// What something that is read from can do.
pub(super) trait Bytes: Read + Seek {}
impl<T: Read + Seek> Bytes for T {}

/// One file of an archive.
#[derive(Clone, Debug)]
pub(super) struct Listed {
    /// Its path with `/` between the parts.
    pub(super) path: String,
    /// Its path as its own header has to repeat it.
    pub(super) raw: Vec<u8>,
    /// Its length in the archive, in bytes.
    pub(super) packed: u64,
    /// Its length once unpacked, in bytes, as the archive tells it.
    pub(super) bytes: u64,
    /// The CRC-32 of its content.
    pub(super) crc: u32,
    /// How it is packed: 0 not at all, 8 deflated.
    pub(super) method: u16,
    /// Where its own header begins.
    pub(super) header: u64,
}

/// The files of an archive, in the order of its directory.
pub(super) struct Directory {
    pub(super) files: Vec<Listed>,
    /// Where the directory begins and the files end.
    pub(super) start: u64,
}

/// What is wrong with an archive, and the way out.
pub(super) type Broken = (String, &'static str);

const AGAIN: &str = "fetch it again; nothing was read";
const UNPACK: &str = "unpack it and give the folder; nothing was read";
const SUSPECT: &str = "ask where it comes from, and fetch the export again; nothing was read";

fn broken<T>(what: impl Into<String>, way_out: &'static str) -> Result<T, Broken> {
    Err((what.into(), way_out))
}

/// The numbers at the start of `bytes`, little end first.
fn u16_at(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..at + 2).map_or(0, |two| u16::from_le_bytes([two[0], two[1]]))
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from(u16_at(bytes, at)) | u32::from(u16_at(bytes, at + 2)) << 16
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    u64::from(u32_at(bytes, at)) | u64::from(u32_at(bytes, at + 4)) << 32
}

/// `length` bytes from `from`.
pub(super) fn slice(source: &mut dyn Bytes, from: u64, length: usize) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.seek(SeekFrom::Start(from))?;
    source.take(length as u64).read_to_end(&mut bytes)?;
    if bytes.len() == length { Ok(bytes) } else { Err(std::io::ErrorKind::UnexpectedEof.into()) }
}

fn read(source: &mut dyn Bytes, from: u64, length: usize) -> Result<Vec<u8>, Broken> {
    slice(source, from, length).or_else(|_| broken("the archive is damaged", AGAIN))
}

/// What the record at the end says.
struct End {
    files: u64,
    start: u64,
    length: u64,
    /// Where the record begins.
    at: u64,
}

impl Directory {
    pub(super) fn of(source: &mut dyn Bytes) -> Result<Self, Broken> {
        let end = End::of(source)?;
        if end.files > ENTRIES {
            return broken(format!("it holds {} files; at most {ENTRIES} are read", end.files), UNPACK);
        }
        if end.start.checked_add(end.length) != Some(end.at) {
            return broken(
                "something stands before the archive, or inside it, that is no part of it",
                UNPACK,
            );
        }
        if end.length > LENGTH {
            return broken("its list of files is longer than 64 MiB", UNPACK);
        }
        let length = usize::try_from(end.length).or_else(|_| broken("the archive is damaged", AGAIN))?;
        let bytes = read(source, end.start, length)?;
        let (mut files, mut at) = (Vec::new(), 0);
        for number in 1..=end.files {
            let (listed, length) = file(&bytes[at..], number)?;
            files.extend(listed);
            at += length;
        }
        if at != bytes.len() {
            return broken("its list of files holds more than the archive says", SUSPECT);
        }
        Ok(Self { files, start: end.start })
    }
}

impl End {
    fn of(source: &mut dyn Bytes) -> Result<Self, Broken> {
        let size = source.seek(SeekFrom::End(0)).or_else(|_| broken("it cannot be read", AGAIN))?;
        let longest = (END + usize::from(u16::MAX)) as u64;
        let from = size.saturating_sub(longest);
        let tail = read(source, from, usize::try_from(size - from).expect("at most 64 KiB"))?;
        let places =
            (0..tail.len().saturating_sub(END - 1)).filter(|&at| tail[at..].starts_with(b"PK\x05\x06"));
        let (ends, others): (Vec<usize>, Vec<usize>) =
            places.partition(|&at| at + END + usize::from(u16_at(&tail, at + 20)) == tail.len());
        let at = match ends[..] {
            [at] => at,
            [] if others.is_empty() => {
                return broken("the archive is cut off: the download is incomplete", AGAIN);
            }
            [] => return broken("something stands after the end of the archive", UNPACK),
            _ => return broken("the archive has two ends, and programs would read it differently", SUSPECT),
        };
        let record = &tail[at..];
        let at = from + at as u64;
        let full = u16_at(record, 8) == u16::MAX
            || u16_at(record, 10) == u16::MAX
            || u32_at(record, 12) == u32::MAX
            || u32_at(record, 16) == u32::MAX;
        if full && let Some(end) = Self::large(source, at)? {
            return Ok(end);
        }
        let [disk, first] = [4, 6].map(|field| u16_at(record, field));
        if disk != 0 || first != 0 || u16_at(record, 8) != u16_at(record, 10) {
            return broken(
                "it is one volume of a split archive",
                "join the volumes to one archive, or unpack them",
            );
        }
        let [length, start] = [12, 16].map(|field| u64::from(u32_at(record, field)));
        Ok(Self { files: u16_at(record, 10).into(), start, length, at })
    }

    /// The record of an archive that is too large for the plain one, if it has such a record.
    fn large(source: &mut dyn Bytes, end: u64) -> Result<Option<Self>, Broken> {
        let Some(locator) = end.checked_sub(20) else { return Ok(None) };
        let locator = read(source, locator, 20)?;
        if !locator.starts_with(b"PK\x06\x07") {
            return Ok(None);
        }
        let at = u64_at(&locator, 8);
        let record = read(source, at, 56)?;
        if !record.starts_with(b"PK\x06\x06")
            || at.checked_add(u64_at(&record, 4).saturating_add(12)) != Some(end - 20)
        {
            return broken("the archive is damaged", AGAIN);
        }
        if u32_at(&record, 16) != 0 || u32_at(&record, 20) != 0 || u64_at(&record, 24) != u64_at(&record, 32)
        {
            return broken(
                "it is one volume of a split archive",
                "join the volumes to one archive, or unpack them",
            );
        }
        let [files, length, start] = [32, 40, 48].map(|field| u64_at(&record, field));
        Ok(Some(Self { files, start, length, at }))
    }
}

/// The file that the directory tells of at the start of `bytes`, none for a folder; and how long that is.
fn file(bytes: &[u8], number: u64) -> Result<(Option<Listed>, usize), Broken> {
    if bytes.len() < 46 || !bytes.starts_with(b"PK\x01\x02") {
        return broken("its list of files is damaged", AGAIN);
    }
    let [name, extra, comment] = [28, 30, 32].map(|field| usize::from(u16_at(bytes, field)));
    let length = 46 + name + extra + comment;
    if bytes.len() < length {
        return broken("its list of files is damaged", AGAIN);
    }
    let (raw, extra) = (&bytes[46..46 + name], &bytes[46 + name..46 + name + extra]);
    if u16_at(bytes, 8) & 0x2001 != 0 {
        return broken(
            "it is encrypted",
            "unpack it with its password and give the folder; nothing was read",
        );
    }
    let (unix, mode) = (bytes[5] == 3, u32_at(bytes, 38) >> 16);
    if unix && mode & 0o170_000 == 0o120_000 {
        return broken(format!("file {number} in it is a link to another place"), SUSPECT);
    }
    let path = path(raw, number)?;
    if raw.ends_with(b"/") || raw.ends_with(b"\\") {
        return Ok((None, length));
    }
    let mut fields = [24, 20, 42].map(|field| u64::from(u32_at(bytes, field)));
    let mut large = large_field(extra);
    for field in fields.iter_mut().filter(|field| **field == u64::from(u32::MAX)) {
        if let Some((value, rest)) = large.split_at_checked(8) {
            *field = u64_at(value, 0);
            large = rest;
        }
    }
    let [bytes_out, packed, header] = fields;
    let listed = Listed {
        path,
        raw: raw.to_owned(),
        packed,
        bytes: bytes_out,
        crc: u32_at(bytes, 16),
        method: u16_at(bytes, 10),
        header,
    };
    Ok((Some(listed), length))
}

/// The field of `extra` that holds numbers too large for the plain fields; empty where there is none.
fn large_field(mut extra: &[u8]) -> &[u8] {
    while extra.len() >= 4 {
        let (kind, length) = (u16_at(extra, 0), usize::from(u16_at(extra, 2)));
        let Some(value) = extra.get(4..4 + length) else { break };
        if kind == 1 {
            return value;
        }
        extra = &extra[4 + length..];
    }
    &[]
}

/// The path of file `number` as it is compared and shown: a path inside the archive and nowhere else.
fn path(raw: &[u8], number: u64) -> Result<String, Broken> {
    let text =
        String::from_utf8(raw.to_owned()).unwrap_or_else(|_| raw.iter().map(|&byte| letter(byte)).collect());
    let text = text.replace('\\', "/");
    let drive = text.as_bytes().get(1) == Some(&b':') && text.as_bytes()[0].is_ascii_alphabetic();
    if text.starts_with('/') || drive || text.split('/').any(|part| part == "..") {
        return broken(format!("the path of file {number} in it leads out of the archive"), SUSPECT);
    }
    if text.len() > PATH || text.contains('\0') || text.is_empty() {
        let what = format!("the path of file {number} in it is empty, longer than {PATH} bytes or no text");
        return broken(what, SUSPECT);
    }
    let parts: Vec<&str> = text.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
    Ok(parts.join("/"))
}

/// A letter of code page 437, in which archives name files that are not named in UTF-8.
fn letter(byte: u8) -> char {
    const UPPER: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";
    match byte.checked_sub(128) {
        None => char::from(byte),
        Some(at) => UPPER.chars().nth(at.into()).expect("the table has 128 letters"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_the_old_code_page_are_read() {
        assert_eq!((letter(0x80), letter(0x89), letter(0xe1), letter(0xff)), ('Ç', 'ë', 'ß', '\u{a0}'));
        assert_eq!(path(b"Dani\x89l\\chat.txt", 1).as_deref(), Ok("Daniël/chat.txt"));
        assert_eq!(path("Нина/نور.txt".as_bytes(), 1).as_deref(), Ok("Нина/نور.txt"));
    }

    #[test]
    fn paths_that_lead_out_are_refused() {
        for bad in
            ["../a", "a/../b", "/a", "\\a", "C:\\a", "c:a", "a\\..\\..\\b", "", "a\0b", &"x".repeat(5_000)]
        {
            assert!(path(bad.as_bytes(), 1).is_err(), "{bad}");
        }
        assert_eq!(path(b"./a//b.json", 1).as_deref(), Ok("a/b.json"));
        assert_eq!(path(b"a..b/..c", 1).as_deref(), Ok("a..b/..c"));
    }

    #[test]
    fn numbers_too_large_for_plain_fields_stand_in_a_field_of_their_own() {
        let extra = [&[9, 0, 1, 0, 7][..], &[1, 0, 8, 0], &5_000_000_000_u64.to_le_bytes()].concat();
        assert_eq!(u64_at(large_field(&extra), 0), 5_000_000_000);
        assert!(large_field(&[1, 0, 200, 0, 1]).is_empty());
    }
}
