//! `Blocks`: a text file in pieces of whole lines, with any gzip taken off, so that it is never in memory as a whole.

use super::input::{UNPACKED, most_unpacked};
use flate2::read::MultiGzDecoder;
use std::{
    fs::File,
    io::{self, Read, Seek as _},
    path::Path,
};

/// How many bytes are read at a time: they stay in a near cache until they are parsed.
const SIZE: usize = 256 << 10;

/// A file that is open for reading.
pub(super) struct Blocks {
    reader: Box<dyn Read>,
    buffer: Vec<u8>,
    /// How many bytes of the buffer were read and not yet given out; and how many of those before them were.
    held: usize,
    given: usize,
}

impl Blocks {
    /// Opens a file; its byte-order mark, if it is that of UTF-8, is passed over.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let mut file = File::open(path)?;
        let mut start = Vec::new();
        (&mut file).take(2).read_to_end(&mut start)?;
        file.rewind()?;
        let length = file.metadata()?.len();
        let reader: Box<dyn Read> = if start == [0x1f, 0x8b] {
            let unpacked = MultiGzDecoder::new(io::BufReader::with_capacity(SIZE, file));
            Box::new(Limited { of: unpacked, left: most_unpacked(length).min(UNPACKED) })
        } else {
            Box::new(file)
        };
        let mut blocks = Self::of(reader);
        if blocks.read_more(3)? && blocks.buffer.starts_with(b"\xef\xbb\xbf") {
            blocks.given = 3;
            blocks.held -= 3;
        }
        Ok(blocks)
    }

    fn of(reader: Box<dyn Read>) -> Self {
        Self { reader, buffer: vec![0; SIZE], held: 0, given: 0 }
    }

    /// The next lines, with what ends them; the last line of the file may have no end. `None` after that.
    pub(super) fn next(&mut self) -> io::Result<Option<&[u8]>> {
        self.buffer.copy_within(self.given..self.given + self.held, 0);
        self.given = 0;
        let mut looked_at = 0;
        loop {
            let is_more = self.read_more(self.buffer.len())?;
            let end = self.buffer[looked_at..self.held].iter().rposition(|&byte| byte == b'\n');
            let end = match end {
                Some(end) => looked_at + end + 1,
                None if is_more => {
                    looked_at = self.held;
                    self.buffer.resize(2 * self.buffer.len(), 0);
                    continue;
                }
                None => self.held,
            };
            let end = if is_more { end } else { self.held };
            (self.given, self.held) = (end, self.held - end);
            return Ok(Some(&self.buffer[..end]).filter(|block| !block.is_empty()));
        }
    }

    /// Reads on until `enough` bytes are held; whether so many were there.
    fn read_more(&mut self, enough: usize) -> io::Result<bool> {
        while self.held < enough {
            match self.reader.read(&mut self.buffer[self.held..]) {
                Ok(0) => return Ok(false),
                Ok(more) => self.held += more,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(true)
    }
}

/// A reader that gives an error where more comes than may.
struct Limited<R> {
    of: R,
    left: u64,
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.of.read(buffer)?;
        let left = self.left.checked_sub(read as u64);
        self.left =
            left.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "it unpacks to too much"))?;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives one to seven bytes at a time.
    struct Drops(Vec<u8>, usize);

    impl Read for Drops {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.1 = self.1 % 7 + 1;
            let count = self.1.min(self.0.len()).min(buffer.len());
            buffer[..count].copy_from_slice(&self.0[..count]);
            self.0.drain(..count);
            Ok(count)
        }
    }

    fn pieces(text: &[u8], size: usize) -> Vec<Vec<u8>> {
        let mut blocks = Blocks::of(Box::new(Drops(text.to_vec(), 0)));
        blocks.buffer.truncate(size);
        std::iter::from_fn(|| blocks.next().expect("memory can be read").map(<[u8]>::to_vec)).collect()
    }

    #[test]
    fn cuts_at_the_ends_of_lines_and_loses_nothing() {
        for text in
            ["", "a", "1 2\n3 4\n", "1 2\n3 4", "\n\n\n", "a long line that fills many pieces\nx\r\ny\r\n"]
        {
            for size in 1..12 {
                let pieces = pieces(text.as_bytes(), size);
                assert_eq!(pieces.concat(), text.as_bytes());
                let inner = &pieces[..pieces.len().saturating_sub(1)];
                assert!(inner.iter().all(|piece| piece.ends_with(b"\n")), "{text:?} by {size}");
            }
        }
    }
}
