//! The pages of a Parquet file, walked before it is decoded: whether their counts go together.
//!
//! The decoder takes memory for as many values as a page says it has. Where damage makes that a count of billions, the
//! program would be ended for want of memory, which nothing can catch. So each page must be where the footer puts it,
//! and the pages of a column must hold together as many values as the footer says.

/// What the footer says about one column of one group of rows.
pub(super) struct Chunk {
    /// Where its first page begins.
    pub(super) start: u64,
    /// How many values it has, empty ones included.
    pub(super) values: i64,
}

/// Whether the pages of `chunk` hold as many values as it says.
pub(super) fn add_up(bytes: &[u8], chunk: &Chunk) -> bool {
    walk(bytes, chunk).is_some()
}

fn walk(bytes: &[u8], chunk: &Chunk) -> Option<()> {
    let mut left = u64::try_from(chunk.values).ok()?;
    let mut words = Words { rest: bytes.get(usize::try_from(chunk.start).ok()?..)? };
    while left > 0 {
        let page = words.page()?;
        if page.entries > page.unpacked {
            return None;
        }
        left = left.checked_sub(page.values)?;
        words.skip(page.packed)?;
    }
    Some(())
}

/// The head of a page: bytes packed and unpacked, values, and entries of a dictionary.
#[derive(Default)]
struct Page {
    unpacked: u64,
    packed: u64,
    values: u64,
    entries: u64,
}

/// Thrift's compact protocol, in which the heads of pages are written.
struct Words<'a> {
    rest: &'a [u8],
}

/// The kind of a field that is a whole number, and of one that is a structure.
const INTEGER: u8 = 5;
const STRUCTURE: u8 = 12;

impl Words<'_> {
    fn page(&mut self) -> Option<Page> {
        let (mut page, mut field) = (Page::default(), 0);
        while let Some(kind) = self.field(&mut field)? {
            match (field, kind) {
                (2, INTEGER) => page.unpacked = self.count()?,
                (3, INTEGER) => page.packed = self.count()?,
                (5 | 8, STRUCTURE) => page.values = self.first_count()?,
                (7, STRUCTURE) => page.entries = self.first_count()?,
                _ => self.pass(kind, 0)?,
            }
        }
        Some(page)
    }

    /// The first field of a structure, which is a count, and the end of the structure.
    fn first_count(&mut self) -> Option<u64> {
        let (mut count, mut field) = (0, 0);
        while let Some(kind) = self.field(&mut field)? {
            if (field, kind) == (1, INTEGER) {
                count = self.count()?;
            } else {
                self.pass(kind, 0)?;
            }
        }
        Some(count)
    }

    /// The kind of the next field, whose number is told in `field`; `Some(None)` at the end of the structure.
    #[allow(clippy::option_option, reason = "the end of a structure is not the end of the file")]
    fn field(&mut self, field: &mut u64) -> Option<Option<u8>> {
        let head = self.byte()?;
        if head == 0 {
            return Some(None);
        }
        let step = u64::from(head >> 4);
        *field = if step == 0 { self.count()? } else { field.checked_add(step)? };
        Some(Some(head & 0x0f))
    }

    /// Passes over a value of that kind.
    fn pass(&mut self, kind: u8, depth: u8) -> Option<()> {
        match kind {
            1 | 2 => Some(()),
            3 => self.skip(1),
            4..=6 => self.varint().map(drop),
            7 => self.skip(8),
            8 => {
                let length = self.varint()?;
                self.skip(length)
            }
            STRUCTURE if depth < 8 => {
                let mut field = 0;
                while let Some(kind) = self.field(&mut field)? {
                    self.pass(kind, depth + 1)?;
                }
                Some(())
            }
            _ => None,
        }
    }

    /// A number that is not below 0.
    fn count(&mut self) -> Option<u64> {
        self.varint().filter(|number| number.is_multiple_of(2)).map(|number| number / 2)
    }

    fn varint(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..63).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    fn byte(&mut self) -> Option<u8> {
        let (&byte, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(byte)
    }

    fn skip(&mut self, bytes: u64) -> Option<()> {
        self.rest = self.rest.get(usize::try_from(bytes).ok()?..)?;
        Some(())
    }
}
