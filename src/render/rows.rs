//! Lists of results as CSV: every key of a row is a column, and the keys of what lies inside it are joined to it by `_`.
//!
//! Columns stand in the order of the alphabet, as the keys do in JSON. A cell without a value is empty; a figure that does not exist
//! has its reason in the column of its key with `_undefined`.

use super::tables::harmless;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The rows of one list as CSV.
pub(super) fn csv(rows: &[Value]) -> Result<String, csv::Error> {
    let rows: Vec<BTreeMap<String, String>> = rows.iter().map(cells).collect();
    let all: BTreeSet<&String> = rows.iter().flat_map(BTreeMap::keys).collect();
    let empty = |column: &String| rows.iter().all(|row| row.get(column).is_none_or(String::is_empty));
    let opened = |column: &String| all.iter().any(|other| other.starts_with(&format!("{column}_")));
    // What is nothing in one row and an object in another has the columns of the object.
    let columns: Vec<&String> =
        all.iter().copied().filter(|column| !(empty(column) && opened(column))).collect();
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&columns)?;
    for row in &rows {
        writer.write_record(columns.iter().map(|&column| row.get(column).map_or("", String::as_str)))?;
    }
    let bytes = writer.into_inner().expect("writing into memory cannot fail");
    Ok(String::from_utf8(bytes).expect("cells are text"))
}

/// The cells of a row under the names of their columns.
fn cells(row: &Value) -> BTreeMap<String, String> {
    let mut cells = BTreeMap::new();
    collect(row, "", &mut cells);
    cells
}

fn collect(value: &Value, column: &str, cells: &mut BTreeMap<String, String>) {
    if let Value::Object(map) = value {
        for (key, value) in map {
            let column = if column.is_empty() { key.clone() } else { format!("{column}_{key}") };
            collect(value, &column, cells);
        }
    } else {
        cells.insert(column.to_owned(), written(value));
    }
}

fn written(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => harmless(text),
        Value::Array(items) => items.iter().map(written).collect::<Vec<_>>().join("; "),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::csv;
    use serde_json::json;

    #[test]
    fn what_lies_inside_gets_columns_of_its_own() {
        let rows = [
            json!({ "claim": "a", "part": { "low": 1, "high": 2.5 }, "names": ["x", "y"], "each": { "undefined": "no_consenters" } }),
            json!({ "claim": "=b", "part": null, "names": [], "each": 4 }),
        ];
        let expected = "claim,each,each_undefined,names,part_high,part_low\n\
                        a,,no_consenters,x; y,2.5,1\n\
                        '=b,4,,,,\n";
        assert_eq!(csv(&rows).expect("written"), expected);
    }

    #[test]
    fn a_column_that_is_empty_everywhere_stays() {
        assert_eq!(csv(&[json!({ "a": null, "b": 1 })]).expect("written"), "a,b\n,1\n");
    }
}
