//! Parquet in and out: columns of text from a file, columns of a report to bytes.
