//! Our tables as Parquet: the same columns, all of text, with nothing where a cell is empty.

use crate::{
    import::error::ImportError,
    table::{column::Column, parquet::write},
};

/// The tables among `tables` that an audit reads, each as Parquet.
pub(super) fn files(tables: &[(String, Vec<u8>)]) -> Result<Vec<(String, Vec<u8>)>, ImportError> {
    let csv = tables.iter().filter_map(|(path, bytes)| Some((path.strip_suffix(".csv")?, bytes)));
    let ours = csv.filter(|(name, _)| !matches!(*name, "identities" | "rejects"));
    ours.map(|(name, bytes)| Ok((format!("{name}.parquet"), table(name, bytes)?))).collect()
}

fn table(name: &str, bytes: &[u8]) -> Result<Vec<u8>, ImportError> {
    let failed = || {
        let what = format!("the table {name} cannot be written as Parquet: two of its columns share a name");
        ImportError::request(what, "rename one of them in the export, or leave Parquet out")
    };
    let mut reader = csv::Reader::from_reader(bytes);
    let header = reader.headers().expect("we wrote the header").clone();
    let mut columns: Vec<Vec<Option<String>>> = vec![Vec::new(); header.len()];
    for record in reader.records() {
        let record = record.expect("we wrote the record");
        for (column, cell) in columns.iter_mut().zip(&record) {
            column.push(Some(cell.to_owned()).filter(|cell| !cell.is_empty()));
        }
    }
    let columns: Vec<(&str, Column)> = header.iter().zip(columns.into_iter().map(Column::Text)).collect();
    write(&columns).map_err(|_| failed())
}
