//! The two ways from an export to an audit give the same: the export itself, and the tables that are imported from it.

use crate::fixtures::{export, fixtures};
use bystander::{
    audit::Audit,
    import::{
        Request,
        exports::{ImportRequest, import},
        read,
    },
    measure::Measures,
    model::case::Parameters,
    table::Tables,
};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Everything that the audit of `case` measures, or the error.
fn measured(case: &Path, consents: Option<PathBuf>) -> Result<String, String> {
    let how = ImportRequest { max_rejects: 0.5, ..ImportRequest::default() };
    let request = Request { case: Some(case.to_owned()), consents, how, ..Request::default() };
    let tables: Tables = read(&request, &mut |_| ()).map_err(|error| error.to_string())?;
    let audit = Audit::new(tables, Parameters { draws: 5, ..Parameters::default() });
    let mut measures =
        serde_json::to_value(Measures::of(&audit, |_| ())).expect("measures are numbers and texts");
    // The files are others, and so are their records.
    measures["profile"]["records"].take();
    let case = serde_json::to_value(&audit.case).expect("a case");
    Ok(format!("{case:#}\n{measures:#}"))
}

/// The cells of the first column of a table, the header not counted.
fn first_column(table: &[u8]) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(table);
    reader.records().map(|record| record.expect("a record")[0].to_owned()).collect()
}

#[test]
fn an_export_and_the_tables_made_of_it_are_audited_alike() {
    let mut audited = 0;
    // An audit reads ego networks as a case of their own; `same_network` holds both ways against each other.
    for fixture in fixtures().into_iter().filter(|fixture| !fixture.ends_with("network_ego")) {
        let export = export(&fixture.join("export"));
        let request =
            ImportRequest { exports: vec![export.clone()], max_rejects: 0.5, ..ImportRequest::default() };
        let Ok(imported) = import(&request, &mut |_| ()) else { continue };
        let table =
            |name: &str| imported.files.iter().find(|(path, _)| path == name).map(|(_, bytes)| &bytes[..]);
        if imported.reading.ties == 0 {
            continue;
        }
        let room = tempfile::tempdir().expect("a folder");
        for (path, bytes) in &imported.files {
            fs::write(room.path().join(path), bytes).expect("written");
        }
        // Where the export does not say who agreed, every third person did.
        let ids = first_column(table("people.csv").expect("people are written"));
        let consents = table("consents.csv").is_none().then(|| {
            let list: Vec<&str> = ids.iter().step_by(3).map(String::as_str).collect();
            let path = room.path().join("agreed.csv");
            fs::write(&path, format!("person\n{}\n", list.join("\n"))).expect("written");
            path
        });
        let [direct, by_tables] =
            [export.as_path(), room.path()].map(|case| measured(case, consents.clone()));
        assert_eq!(direct, by_tables, "{}", fixture.display());
        audited += usize::from(direct.is_ok());
    }
    assert!(audited > 0, "some export was audited");
}
