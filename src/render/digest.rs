//! SHA-256 of files.

use sha2::{Digest as _, Sha256};
use std::io::{self, Read};

/// The SHA-256 of all that `reader` gives, in lower-case hexadecimal, and its length in bytes.
///
/// # Errors
/// Where reading fails.
pub fn of(mut reader: impl Read) -> io::Result<(String, u64)> {
    let (mut digest, mut length) = (Sha256::new(), 0);
    let mut part = vec![0; 64 * 1024];
    loop {
        match reader.read(&mut part)? {
            0 => break,
            read => {
                digest.update(&part[..read]);
                length += read as u64;
            }
        }
    }
    Ok((digest.finalize().iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}")), length))
}

/// The same of bytes.
pub(super) fn of_bytes(bytes: &[u8]) -> String {
    of(bytes).expect("reading from memory cannot fail").0
}

#[cfg(test)]
mod tests {
    use super::{of, of_bytes};

    #[test]
    fn gives_the_digests_that_the_standard_prints() {
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(of(&b"abc"[..]).expect("read"), (abc.to_owned(), 3));
        let nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(of_bytes(b""), nothing);
    }

    #[test]
    fn reads_on_beyond_one_part() {
        let million = vec![b'a'; 1_000_000];
        assert_eq!(of_bytes(&million), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    }
}
