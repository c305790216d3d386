//! What is known of files that are not opened: archives of other kinds, and archives inside archives.

/// The endings of archives.
const ENDINGS: &[&str] =
    &["zip", "7z", "rar", "tar", "tgz", "tbz", "tbz2", "txz", "bz2", "xz", "zst", "zipx"];

/// What a file that begins with `start` is, if it is an archive of a kind that is not opened here.
pub(super) fn kind(start: &[u8]) -> Option<&'static str> {
    let kinds: [(&[u8], &str); 6] = [
        (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
        (b"Rar!\x1a\x07", "a RAR archive"),
        (b"BZh", "packed with bzip2"),
        (b"\xfd7zXZ\0", "packed with XZ"),
        (b"\x28\xb5\x2f\xfd", "packed with Zstandard"),
        (b"PK\x07\x08", "one volume of a split zip archive"),
    ];
    if start.get(257..262) == Some(b"ustar") {
        return Some("a tar archive");
    }
    kinds.into_iter().find(|(magic, _)| start.starts_with(magic)).map(|(_, kind)| kind)
}

/// Whether a file with that ending is an archive by its name.
pub(super) fn is_archive(ending: &str) -> bool {
    ENDINGS.contains(&ending)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_archives_by_how_they_begin() {
        let mut tar = vec![0; 512];
        tar[257..262].copy_from_slice(b"ustar");
        assert_eq!(kind(&tar), Some("a tar archive"));
        assert_eq!(kind(b"Rar!\x1a\x07\x01\0"), Some("a RAR archive"));
        assert_eq!(kind(b"graph [ ]"), None);
    }
}
