//! `datapackage.json` and `codebook.csv`: every column of every table with its name, type, unit, meaning and code for what is
//! missing, once as a Frictionless Data Package (Table Schema) for programs and once as a table for readers.
//!
//! The unit follows from what the cells hold: people and other things counted, proportions, p- or q-values, money. A column that
//! holds several of these, or none in this report, is of the type `string` and has no unit.

use super::{
    File, RenderError, Renderer,
    tables::{NOT_SHOWN, columns},
};
use crate::{
    report::{
        Report,
        cell::Cell,
        table::{Heading, Table},
    },
    table::column::Column,
};
use serde_json::{Value, json};

pub(super) const RENDERER: Renderer = Renderer { name: "codebook", render };

/// How a value that is missing is written.
const MISSING: &str = "";
/// Why a value may be missing.
const WHY_MISSING: &str =
    "empty where there is nothing to say, or where not_shown says why: hidden, or undefined";
/// What the last column of every table means.
const NOT_SHOWN_MEANS: &str = "which cells of the row are empty for a reason, and for which: column=hidden where too few people stand \
                               behind the value, column=undefined:reason where it does not exist";

/// A column as both files tell it.
struct Variable<'a> {
    key: &'a str,
    title: &'a str,
    data_type: &'static str,
    unit: &'static str,
    meaning: &'a str,
}

fn render(report: &Report) -> Result<Vec<File>, RenderError> {
    let mut package = serde_json::to_vec_pretty(&package(report))?;
    package.push(b'\n');
    let codebook = codebook(report).map_err(|cause| RenderError::Csv { table: "codebook", cause })?;
    Ok(vec![File::new("datapackage.json", package), File::new("codebook.csv", codebook)])
}

fn package(report: &Report) -> Value {
    let resources: Vec<Value> = report.all_tables().map(|table| resource(report, table)).collect();
    json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": format!("audit-{}", report.identity.input),
        "title": report.identity.title,
        "description": report.headline,
        "version": report.identity.version,
        "resources": resources,
    })
}

fn resource(report: &Report, table: &Table) -> Value {
    let field = |variable: &Variable| {
        let mut field = json!({ "name": variable.key, "title": variable.title, "type": variable.data_type });
        for (key, text) in [("description", variable.meaning), ("unit", variable.unit)] {
            if !text.is_empty() {
                field[key] = json!(text);
            }
        }
        field
    };
    let fields: Vec<Value> = variables(report, table).iter().map(field).collect();
    json!({
        "name": table.id.replace('_', "-"),
        "title": table.caption,
        "path": format!("tables/{}.csv", table.id),
        "type": "table", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
        "schema": { "fields": fields, "missingValues": [MISSING] },
    })
}

fn codebook(report: &Report) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["table", "column", "title", "type", "unit", "meaning", "missing"])?;
    for table in report.all_tables() {
        for variable in variables(report, table) {
            let Variable { key, title, data_type, unit, meaning } = variable;
            writer.write_record([table.id, key, title, data_type, unit, meaning, WHY_MISSING])?;
        }
    }
    Ok(writer.into_inner().expect("writing into memory cannot fail"))
}

fn variables<'a>(report: &'a Report, table: &'a Table) -> Vec<Variable<'a>> {
    let types = columns(table);
    let of = |(at, heading): (usize, &'a Heading)| Variable {
        key: heading.key,
        title: heading.label,
        data_type: data_type(&types[at].1),
        unit: unit(table, at),
        meaning: meaning(report, heading),
    };
    let reasons = Variable {
        key: NOT_SHOWN,
        title: "not shown",
        data_type: "string",
        unit: "",
        meaning: NOT_SHOWN_MEANS,
    };
    table.columns.iter().enumerate().map(of).chain([reasons]).collect()
}

fn data_type(column: &Column) -> &'static str {
    match column {
        Column::Integer(_) => "integer",
        Column::Real(_) => "number",
        Column::Text(_) => "string",
    }
}

/// The one unit of all values of a column.
fn unit(table: &Table, at: usize) -> &'static str {
    let of = |cell: &Cell| match cell {
        Cell::Count(_) => Some("count"),
        Cell::Change(_) => Some("difference of counts"),
        Cell::Share(_) => Some("proportion from 0 to 1"),
        Cell::P(_) => Some("probability from 0 to 1"),
        Cell::Amount(_) => Some("units of the currency"),
        Cell::Number(_) => Some("number"),
        Cell::Text(_) => Some(""),
        Cell::Hidden | Cell::Undefined(_) | Cell::Empty => None,
    };
    let mut units = table.rows.iter().filter_map(|row| row.get(at)).filter_map(of);
    let first = units.next().unwrap_or("");
    if units.all(|unit| unit == first) { first } else { "" }
}

fn meaning<'a>(report: &'a Report, heading: &Heading) -> &'a str {
    let defined = |id| report.definitions.iter().find(|definition| definition.id == id);
    heading.definition.and_then(defined).map_or("", |definition| definition.text)
}

#[cfg(test)]
mod tests {
    use crate::{measure::Measures, report::Report, village};
    use std::collections::BTreeSet;

    fn files() -> Vec<super::File> {
        let audit = village::audit();
        super::render(&Report::new(&audit, &Measures::of(&audit, |_| ()), Vec::new())).expect("written")
    }

    #[test]
    fn every_column_of_every_table_is_in_both_files() {
        let audit = village::audit();
        let report = Report::new(&audit, &Measures::of(&audit, |_| ()), Vec::new());
        let expected: BTreeSet<(String, String)> = report
            .all_tables()
            .flat_map(|table| {
                let keys = table.columns.iter().map(|column| column.key).chain(["not_shown"]);
                keys.map(|key| (table.id.to_owned(), key.to_owned()))
            })
            .collect();
        let files = files();
        let mut codebook = csv::Reader::from_reader(files[1].bytes.as_slice());
        let rows = codebook.records().map(|row| row.expect("a row"));
        assert_eq!(rows.map(|row| (row[0].to_owned(), row[1].to_owned())).collect::<BTreeSet<_>>(), expected);
        let package: serde_json::Value = serde_json::from_slice(&files[0].bytes).expect("JSON");
        let resources = package["resources"].as_array().expect("a list");
        let fields = resources.iter().map(|of| of["schema"]["fields"].as_array().expect("a list").len());
        assert_eq!(fields.sum::<usize>(), expected.len());
    }

    #[test]
    fn a_column_says_its_type_unit_and_meaning() {
        let text = String::from_utf8(files()[1].bytes.clone()).expect("UTF-8");
        let line = |begins: &str| text.lines().find(|line| line.starts_with(begins)).expect("a line");
        assert!(line("hops,people,").contains(",integer,count,"));
        assert!(line("sources,sha256,").contains(",string,,"));
        assert!(line("hops,not_shown,").contains("column=hidden"));
    }
}
