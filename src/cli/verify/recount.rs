//! What a report made anew shows against the one on record.

use super::folder::{self, json};
use crate::{
    cli::error::CliError,
    render::{self, File},
    report::{
        Report,
        difference::{Difference, first_of},
    },
};
use serde::Serialize;
use serde_json::{Map, Value};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

/// What was found.
#[derive(Debug, Default, Serialize)]
pub(super) struct Recount {
    /// Input files that are others than on record, in words.
    pub(super) inputs: Vec<String>,
    /// The file that differs, with the first difference in it where it holds figures.
    pub(super) difference: Option<Told>,
    /// Whether the bytes of all files were held against each other, not the figures alone.
    pub(super) bytes: bool,
}

/// A difference in a file.
#[derive(Debug, Serialize)]
pub(super) struct Told {
    /// The file.
    pub(super) file: String,
    /// The key, and the values on record and made anew; none where only bytes differ.
    pub(super) figure: Option<[String; 3]>,
}

impl Recount {
    /// `anew` against what lies in `folder`, which was made by this version of the program or by another.
    pub(super) fn of(folder: &Path, anew: &Report, same_version: bool) -> Result<Self, CliError> {
        let files = render::all(anew)?;
        let [mut recorded, mut found] = [json(folder, "results.json")?, of_files(&files, "results.json")?];
        let inputs = inputs(&recorded["sources"], &found["sources"]);
        if !inputs.is_empty() {
            forget_inputs(&mut recorded);
            forget_inputs(&mut found);
        }
        let mut recount = Self { inputs, ..Self::default() };
        if !same_version {
            (recorded, found) = (shared(&recorded, &found), shared(&found, &recorded));
            recount.difference = told("results.json", first_of(&recorded, &found));
            return Ok(recount);
        }
        recount.difference = told("results.json", first_of(&recorded, &found));
        if recount.difference.is_none() {
            let pair = [json(folder, "findings.json")?, of_files(&files, "findings.json")?];
            recount.difference = told("findings.json", first_of(&pair[0], &pair[1]));
        }
        if recount.difference.is_none() && recount.inputs.is_empty() {
            recount.bytes = true;
            recount.difference = other_bytes(folder, &files)?;
        }
        Ok(recount)
    }

    /// Whether nothing differs.
    pub(super) fn is_same(&self) -> bool {
        self.inputs.is_empty() && self.difference.is_none()
    }
}

fn of_files(files: &[File], path: &str) -> Result<Value, CliError> {
    let file = files.iter().find(|file| file.path == path).expect("every report has it");
    folder::parsed(&file.bytes, path)
}

fn told(file: &str, difference: Option<Difference>) -> Option<Told> {
    let figure = |found: Difference| Some([found.key, found.first, found.second]);
    difference.map(|found| Told { file: file.to_owned(), figure: figure(found) })
}

/// The first file that has other bytes; a folder that has no crate is of a version that wrote none.
fn other_bytes(folder: &Path, files: &[File]) -> Result<Option<Told>, CliError> {
    for file in files {
        if file.path == render::ro_crate::NAME && !folder.join(&file.path).exists() {
            continue;
        }
        if folder::read(folder, &file.path)? != file.bytes {
            return Ok(Some(Told { file: file.path.clone(), figure: None }));
        }
    }
    Ok(None)
}

/// Which input files are others, by what they were read as and their names.
fn inputs(recorded: &Value, found: &Value) -> Vec<String> {
    let of = |sources: &Value| -> BTreeMap<String, BTreeSet<String>> {
        let mut sums: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for source in sources.as_array().into_iter().flatten() {
            let [table, name, sha256] =
                ["table", "name", "sha256"].map(|key| source[key].as_str().unwrap_or_default());
            sums.entry(format!("{table} {name}")).or_default().insert(sha256.to_owned());
        }
        sums
    };
    let (recorded, found) = (of(recorded), of(found));
    let names: BTreeSet<&String> = recorded.keys().chain(found.keys()).collect();
    let said = |name: &String| match (recorded.get(name), found.get(name)) {
        (Some(_), None) => Some(format!("{name} was read then, and was not read now")),
        (None, Some(_)) => Some(format!("{name} was read now, and was not read then")),
        (then, now) if then != now => Some(format!("{name} has other bytes than then")),
        _ => None,
    };
    names.into_iter().filter_map(said).collect()
}

/// Leaves out what other inputs change in any case, so that the first difference is one of figures.
fn forget_inputs(results: &mut Value) {
    if let Some(keys) = results.as_object_mut() {
        keys.remove("sources");
        keys.get_mut("case").and_then(Value::as_object_mut).map(|case| case.remove("input"));
    }
}

/// What `one` holds under keys that `other` has too; the version of the program is left out.
fn shared(one: &Value, other: &Value) -> Value {
    fn common(one: &Value, other: &Value) -> Value {
        match (one, other) {
            (Value::Object(one), Value::Object(other)) => {
                let both = one.iter().filter_map(|(key, value)| Some((key, value, other.get(key)?)));
                both.map(|(key, one, other)| (key.clone(), common(one, other))).collect::<Map<_, _>>().into()
            }
            (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
                one.iter().zip(other).map(|(one, other)| common(one, other)).collect()
            }
            _ => one.clone(),
        }
    }
    let mut shared = common(one, other);
    shared.as_object_mut().map(|keys| keys.remove("program"));
    shared
}

#[cfg(test)]
mod tests {
    use super::{Recount, inputs, shared};
    use crate::{
        measure::Measures,
        model::id::PersonId,
        render::{self, File},
        report::Report,
        village,
    };
    use serde_json::json;
    use std::{fs, path::Path};

    fn report(opted_out: &[u32]) -> Report {
        let opted_out: Vec<_> = opted_out.iter().copied().map(PersonId).collect();
        let audit = village::with_opted_out(&opted_out);
        Report::new(&audit, &Measures::of(&audit, |_| ()), Vec::new())
    }

    fn write(folder: &Path, files: &[File]) {
        for file in files {
            let path = folder.join(&file.path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::write(path, &file.bytes).expect("written");
        }
    }

    #[test]
    fn the_same_report_is_the_same_byte_for_byte() {
        let room = tempfile::tempdir().expect("a folder");
        write(room.path(), &render::all(&report(&[])).expect("drawn"));
        let recount = Recount::of(room.path(), &report(&[]), true).expect("read");
        assert!(recount.is_same() && recount.bytes);
    }

    #[test]
    fn another_figure_is_named_with_both_values() {
        let room = tempfile::tempdir().expect("a folder");
        write(room.path(), &render::all(&report(&[])).expect("drawn"));
        let told = |same_version| {
            let recount = Recount::of(room.path(), &report(&[3]), same_version).expect("read");
            recount.difference.expect("Dot's switch changes figures")
        };
        let [key, then, now] = told(true).figure.expect("it is a figure");
        assert!(key.contains('.'), "{key}");
        assert_ne!(then, now);
        assert!(told(false).figure.is_some());
    }

    #[test]
    fn a_page_that_says_something_else_than_its_figures_is_told() {
        let room = tempfile::tempdir().expect("a folder");
        let mut files = render::all(&report(&[])).expect("drawn");
        let page = files.iter_mut().find(|file| file.path == "index.html").expect("a page");
        page.bytes.extend(b"<p>and more</p>");
        write(room.path(), &files);
        let told =
            Recount::of(room.path(), &report(&[]), true).expect("read").difference.expect("it differs");
        assert_eq!((told.file.as_str(), told.figure), ("index.html", None));
    }

    #[test]
    fn other_input_files_are_named() {
        let source = |name: &str, sha256: &str| json!({ "table": "ties", "name": name, "sha256": sha256 });
        let (then, now) =
            (json!([source("a", "1"), source("b", "2")]), json!([source("a", "3"), source("c", "2")]));
        let said = inputs(&then, &now);
        assert_eq!(said.len(), 3);
        assert!(said[0].contains("ties a has other bytes") && said[1].contains("not read now"));
        assert_eq!(inputs(&then, &then), Vec::<String>::new());
    }

    #[test]
    fn of_another_version_only_what_both_know_is_compared() {
        let (old, new) =
            (json!({ "a": { "b": 1 }, "program": 1 }), json!({ "a": { "b": 1, "c": 2 }, "d": 3 }));
        assert_eq!(shared(&old, &new), shared(&new, &old));
    }
}
