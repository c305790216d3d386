//! Parquet in and out: columns of text from a file, columns of a report to bytes.

use super::{column::Column, pages};
use polars::prelude::{
    ArrowDataType, BooleanChunked, ChunkFullNull, ChunkedArray, DataFrame, DataType, Float64Type, Int64Type,
    IntoColumn, NamedFrom, Series, StringChunked, UInt64Type,
};
use polars_io::{
    SerReader,
    parquet::{
        read::{ParallelStrategy, ParquetReader},
        write::{ParquetCompression, ParquetWriter},
    },
};
use std::{
    fmt::Write,
    io::Cursor,
    panic::{self, AssertUnwindSafe},
    sync::{Mutex, PoisonError},
};

/// Why a Parquet file could not be read or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ParquetError {
    /// The file is damaged, or written in a way that is not known here.
    #[error("the Parquet data cannot be read")]
    Damaged,
    /// A column is neither text, number nor truth value.
    #[error("column `{0}` is neither text, number nor truth value")]
    Unreadable(String),
    /// The columns do not go together.
    #[error("the columns cannot be written as Parquet")]
    Unwritable,
}

/// The columns of a Parquet file, each of which can be read as text.
pub struct Frame {
    names: Vec<String>,
    columns: Vec<Cells>,
    left_out: Vec<String>,
    rows: usize,
}

enum Cells {
    Text(StringChunked),
    Signed(ChunkedArray<Int64Type>),
    Unsigned(ChunkedArray<UInt64Type>),
    Real(ChunkedArray<Float64Type>),
    Truth(BooleanChunked),
}

impl Frame {
    /// The columns of the file whose bytes these are.
    ///
    /// # Errors
    /// Where the bytes are no Parquet file, or a damaged one.
    pub fn read(bytes: Vec<u8>) -> Result<Self, ParquetError> {
        quietly(|| Self::decode(bytes)).unwrap_or(Err(ParquetError::Damaged))
    }

    fn decode(bytes: Vec<u8>) -> Result<Self, ParquetError> {
        let damaged = |_| ParquetError::Damaged;
        refuse_counts_that_differ(&bytes)?;
        let mut reader = ParquetReader::new(Cursor::new(bytes));
        let schema = reader.schema().map_err(damaged)?;
        let (mut kept, mut left_out) = (Vec::new(), Vec::new());
        for (at, (name, field)) in schema.iter().enumerate() {
            if is_plain(field.dtype()) { kept.push(at) } else { left_out.push(name.to_string()) }
        }
        let reader = reader.with_projection(Some(kept)).read_parallel(ParallelStrategy::None);
        let frame = reader.set_rechunk(true).finish().map_err(damaged)?;
        if frame.columns().iter().any(|column| column.len() != frame.height()) {
            return Err(ParquetError::Damaged);
        }
        let names = frame.get_column_names_owned().iter().map(ToString::to_string).collect();
        let columns = frame.columns().iter().map(|column| Cells::of(column.as_materialized_series()));
        Ok(Self { names, columns: columns.collect::<Result<_, _>>()?, left_out, rows: frame.height() })
    }

    /// The names of the columns that are neither text, number nor truth value, and cannot be read.
    #[must_use]
    pub fn left_out(&self) -> &[String] {
        &self.left_out
    }

    /// The names of the columns.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// How many records there are.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Writes the record `row`, counted from 0 and below [`Frame::rows`], into `cells`, one for each column. What is
    /// missing becomes empty.
    pub fn fill(&self, row: usize, cells: &mut [String]) {
        for (column, cell) in self.columns.iter().zip(cells) {
            cell.clear();
            let _always_fits = column.write(row, cell);
        }
    }
}

/// An error where the counts of the footer and those of the pages do not go together.
fn refuse_counts_that_differ(bytes: &[u8]) -> Result<(), ParquetError> {
    let mut reader = ParquetReader::new(Cursor::new(bytes));
    let footer = reader.get_metadata().map_err(|_| ParquetError::Damaged)?;
    let mut rows = 0_usize;
    for group in &footer.row_groups {
        rows = rows.saturating_add(group.num_rows());
        for column in group.parquet_columns() {
            let chunk = pages::Chunk { start: column.byte_range().start, values: column.num_values() };
            let enough = usize::try_from(chunk.values).is_ok_and(|values| values >= group.num_rows());
            if !enough || !pages::add_up(bytes, &chunk) {
                return Err(ParquetError::Damaged);
            }
        }
    }
    if rows == footer.num_rows { Ok(()) } else { Err(ParquetError::Damaged) }
}

/// What `decode` gives, or `None` where it panics: the decoder trusts some lengths and offsets that a file states about
/// itself, and panics where they are wrong. Nothing is printed meanwhile, because a damaged file is the user's to mend
/// and the message would quote what the file holds. The hook that prints is one for the whole program, so only one
/// thread at a time takes it away and puts it back.
fn quietly<T>(decode: impl FnOnce() -> T) -> Option<T> {
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| ()));
    let result = panic::catch_unwind(AssertUnwindSafe(decode));
    panic::set_hook(hook);
    result.ok()
}

/// Whether values of this kind can be read as text. Others (dates, categories, lists) would need more of polars.
fn is_plain(kind: &ArrowDataType) -> bool {
    use ArrowDataType as Kind;
    matches!(
        kind,
        Kind::Null
            | Kind::Boolean
            | Kind::Int32
            | Kind::Int64
            | Kind::UInt32
            | Kind::UInt64
            | Kind::Float32
            | Kind::Float64
            | Kind::Utf8
            | Kind::LargeUtf8
            | Kind::Utf8View
    )
}

impl Cells {
    fn of(series: &Series) -> Result<Self, ParquetError> {
        let unreadable = || ParquetError::Unreadable(series.name().to_string());
        let cast = |to: &DataType| series.cast(to).map_err(|_| unreadable());
        let wrong = |_| unreadable();
        let kind = series.dtype();
        Ok(match kind {
            DataType::String => Self::Text(series.str().map_err(wrong)?.clone()),
            DataType::Boolean => Self::Truth(series.bool().map_err(wrong)?.clone()),
            kind if kind.is_unsigned_integer() => {
                Self::Unsigned(cast(&DataType::UInt64)?.u64().map_err(wrong)?.clone())
            }
            kind if kind.is_signed_integer() => {
                Self::Signed(cast(&DataType::Int64)?.i64().map_err(wrong)?.clone())
            }
            kind if kind.is_float() => Self::Real(cast(&DataType::Float64)?.f64().map_err(wrong)?.clone()),
            DataType::Null => Self::Text(StringChunked::full_null(series.name().clone(), series.len())),
            _ => return Err(unreadable()),
        })
    }

    fn write(&self, row: usize, cell: &mut String) -> std::fmt::Result {
        match self {
            Self::Text(values) => values.get(row).map_or(Ok(()), |value| cell.write_str(value)),
            Self::Signed(values) => values.get(row).map_or(Ok(()), |value| write!(cell, "{value}")),
            Self::Unsigned(values) => values.get(row).map_or(Ok(()), |value| write!(cell, "{value}")),
            Self::Real(values) => values.get(row).map_or(Ok(()), |value| write!(cell, "{value}")),
            Self::Truth(values) => values.get(row).map_or(Ok(()), |value| write!(cell, "{value}")),
        }
    }
}

/// The bytes of a Parquet file of these columns, which must be of one length and differ in name. The same columns
/// give the same bytes: one thread writes them, and no time or machine is noted.
///
/// # Errors
/// Where the columns differ in length or share a name.
pub fn write(columns: &[(&str, Column)]) -> Result<Vec<u8>, ParquetError> {
    let height = columns.first().map_or(0, |(_, column)| length(column));
    let series = columns.iter().map(|(name, column)| series(name, column).into_column()).collect();
    let mut frame = DataFrame::new(height, series).map_err(|_| ParquetError::Unwritable)?;
    let mut bytes = Vec::new();
    let writer =
        ParquetWriter::new(&mut bytes).with_compression(ParquetCompression::Snappy).set_parallel(false);
    writer.finish(&mut frame).map_err(|_| ParquetError::Unwritable)?;
    Ok(bytes)
}

fn length(column: &Column) -> usize {
    match column {
        Column::Text(values) => values.len(),
        Column::Integer(values) => values.len(),
        Column::Real(values) => values.len(),
    }
}

fn series(name: &str, column: &Column) -> Series {
    match column {
        Column::Text(values) => Series::new(name.into(), values),
        Column::Integer(values) => Series::new(name.into(), values),
        Column::Real(values) => Series::new(name.into(), values),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns() -> Vec<(&'static str, Column)> {
        vec![
            ("person", Column::Text(vec![Some("007".into()), None, Some("é".into())])),
            ("age", Column::Integer(vec![Some(-3), Some(i64::MAX), None])),
            ("share", Column::Real(vec![Some(0.5), None, Some(f64::NAN)])),
        ]
    }

    #[test]
    fn reads_what_it_wrote_as_text() {
        let frame = Frame::read(write(&columns()).expect("writes")).expect("reads");
        assert_eq!(frame.names(), ["person", "age", "share"]);
        let mut cells = vec![String::new(); 3];
        let rows = (0..frame.rows()).map(|row| {
            frame.fill(row, &mut cells);
            cells.join("|")
        });
        assert_eq!(rows.collect::<Vec<_>>(), ["007|-3|0.5", "|9223372036854775807|", "é||NaN"]);
    }

    #[test]
    fn leaves_out_columns_that_are_no_text_and_says_which() {
        let person = Series::new("person".into(), ["a"]).into_column();
        let photo = Series::new("photo".into(), [&b"\xff"[..]]).into_column();
        let mut bytes = Vec::new();
        let mut frame = DataFrame::new(1, vec![photo, person]).expect("goes together");
        ParquetWriter::new(&mut bytes).finish(&mut frame).expect("writes");
        let frame = Frame::read(bytes).expect("reads");
        assert_eq!(
            (frame.names(), frame.left_out()),
            (&["person".to_owned()][..], &["photo".to_owned()][..])
        );
        let mut cells = vec![String::new()];
        frame.fill(0, &mut cells);
        assert_eq!(cells, ["a"]);
    }

    #[test]
    fn writes_the_same_bytes_each_time() {
        assert_eq!(write(&columns()).expect("writes"), write(&columns()).expect("writes"));
    }

    #[test]
    fn refuses_what_is_no_parquet_and_what_is_cut_off() {
        let bytes = write(&columns()).expect("writes");
        assert!(matches!(Frame::read(bytes[..bytes.len() / 2].to_vec()), Err(ParquetError::Damaged)));
        assert!(matches!(Frame::read(b"PAR1".to_vec()), Err(ParquetError::Damaged)));
    }

    #[test]
    fn reads_columns_of_many_pages_and_with_dictionaries() {
        let texts =
            |width: u32| Column::Text((0..200_000).map(|row: u32| Some((row % width).to_string())).collect());
        let sparse = Column::Integer((0..200_000).map(|row| (row % 3 == 0).then_some(row)).collect());
        let bytes = write(&[("unique", texts(200_000)), ("repeated", texts(7)), ("sparse", sparse)]);
        let frame = Frame::read(bytes.expect("writes")).expect("reads");
        let mut cells = vec![String::new(); 3];
        frame.fill(199_998, &mut cells);
        assert_eq!((frame.rows(), cells.join("|")), (200_000, "199998|1|199998".to_owned()));
    }

    #[test]
    fn never_panics_whatever_byte_is_wrong() {
        let bytes = write(&columns()).expect("writes");
        let mut refused = 0;
        for at in 0..bytes.len() {
            for flip in [0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xff] {
                let mut damaged = bytes.clone();
                damaged[at] ^= flip;
                let Ok(frame) = Frame::read(damaged) else {
                    refused += 1;
                    continue;
                };
                let mut cells = vec![String::new(); frame.names().len()];
                (0..frame.rows().min(100)).for_each(|row| frame.fill(row, &mut cells));
            }
        }
        assert!(refused > bytes.len(), "damage is seen more often than not where it matters");
    }
}
