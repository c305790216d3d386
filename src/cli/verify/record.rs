//! What `ro-crate-metadata.json` holds: the files with their SHA-256s, the command, the version. Crates of other versions are read as far
//! as they say these things in the same way.

use super::folder::stays_inside;
use crate::{
    cli::error::CliError,
    model::command::{Command, CommandOption},
    render::ro_crate::NAME,
};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The record of one run.
#[derive(Debug, Default)]
pub(in crate::cli) struct Record {
    /// The version of the program, as written.
    pub(in crate::cli) version: String,
    /// The audit id, as written.
    pub(in crate::cli) audit_id: String,
    /// Every file of the folder that is on record, with its SHA-256.
    pub(in crate::cli) files: BTreeMap<String, String>,
    /// The command, if one was given.
    pub(in crate::cli) command: Option<Command>,
    /// The ids of the definitions and their texts.
    pub(in crate::cli) definitions: BTreeMap<String, String>,
}

/// The record that a crate holds.
pub(in crate::cli) fn of(metadata: &Value) -> Result<Record, CliError> {
    let entities = metadata["@graph"].as_array().map_or(&[][..], Vec::as_slice);
    let by_id: BTreeMap<&str, &Value> =
        entities.iter().filter_map(|entity| Some((entity["@id"].as_str()?, entity))).collect();
    let run = by_id.get("#run").ok_or_else(|| wrong("it does not say how the report was made"))?;
    if by_id.len() != entities.len() {
        return Err(wrong("it has entities without an id, or two of the same id"));
    }
    let text = |id: &str, key: &str| {
        by_id.get(id).and_then(|entity| entity[key].as_str()).unwrap_or_default().to_owned()
    };
    let definitions = ids(&by_id.get("#definitions").copied().unwrap_or(&Value::Null)["hasDefinedTerm"]);
    let defined = definitions.into_iter().map(|id| (text(id, "termCode"), text(id, "description")));
    let arguments: Vec<&Value> = ids(&run["object"])
        .into_iter()
        .filter(|id| id.starts_with("#argument-"))
        .filter_map(|id| by_id.get(id).copied())
        .collect();
    Ok(Record {
        version: text("#bystander", "version"),
        audit_id: text("#audit-id", "value"),
        files: files(&ids(&run["result"]), &by_id)?,
        command: command(run, &arguments),
        definitions: defined.collect(),
    })
}

fn wrong(what: impl Into<String>) -> CliError {
    CliError::Record { name: NAME.to_owned(), what: what.into() }
}

/// The ids that a list of references names.
fn ids(list: &Value) -> Vec<&str> {
    list.as_array().into_iter().flatten().filter_map(|reference| reference["@id"].as_str()).collect()
}

fn files(paths: &[&str], by_id: &BTreeMap<&str, &Value>) -> Result<BTreeMap<String, String>, CliError> {
    let distinct: BTreeSet<&str> = paths.iter().copied().collect();
    let sum = |path: &str| {
        if !stays_inside(path) {
            return Err(wrong("it names a file that lies outside the folder"));
        }
        let sha256 = by_id.get(path).and_then(|file| file["sha256"].as_str());
        let sha256 = sha256.ok_or_else(|| wrong("it names a file without its SHA-256"))?;
        Ok((path.to_owned(), sha256.to_owned()))
    };
    let files: BTreeMap<_, _> = distinct.into_iter().map(sum).collect::<Result<_, _>>()?;
    if files.is_empty() { Err(wrong("it names no file")) } else { Ok(files) }
}

/// The command: what has a name with dashes is an option, the rest is what was read.
fn command(run: &Value, arguments: &[&Value]) -> Option<Command> {
    let verb = run["name"].as_str()?.strip_prefix("bystander ")?.to_owned();
    let mut command = Command { verb, ..Command::default() };
    for argument in arguments {
        let (name, value) = (argument["name"].as_str()?, argument["value"].as_str().map(str::to_owned));
        if name.starts_with("--") {
            command.options.push(CommandOption { flag: name.to_owned(), value });
        } else {
            command.inputs.extend(value);
        }
    }
    (!arguments.is_empty()).then_some(command)
}

#[cfg(test)]
mod tests {
    use super::of;
    use crate::{
        measure::Measures,
        model::command::Command,
        render::{self, digest},
        report::Report,
        village,
    };
    use serde_json::{Value, json};

    fn report() -> Report {
        let audit = village::audit();
        let mut report = Report::new(&audit, &Measures::of(&audit, |_| ()), Vec::new());
        let mut command =
            Command { verb: "audit".into(), inputs: vec!["village".into()], options: Vec::new() };
        command.set("--place", "=place");
        command.switch("--directed", true);
        report.identity.command = Some(command);
        report
    }

    #[test]
    fn what_is_written_is_read_again() {
        let report = report();
        let files = render::all(&report).expect("drawn");
        let (metadata, others) = files.split_last().expect("there are files");
        let metadata: Value = serde_json::from_slice(&metadata.bytes).expect("JSON");
        let record = of(&metadata).expect("a record");
        assert_eq!(record.command, report.identity.command);
        assert_eq!(record.version, report.identity.version);
        assert_eq!(record.files.len(), others.len());
        for file in others {
            let (sha256, _) = digest::of(file.bytes.as_slice()).expect("read");
            assert_eq!(record.files[&file.path], sha256);
        }
        assert_eq!(record.definitions.len(), report.definitions.len());
    }

    #[test]
    fn a_crate_that_names_files_elsewhere_or_twice_is_refused() {
        let crate_of = |path: &str| {
            json!({ "@graph": [
                { "@id": "#run", "name": "bystander audit", "result": [{ "@id": path }], "object": [] },
                { "@id": path, "sha256": "00" },
            ] })
        };
        assert_eq!(of(&crate_of("a.csv")).expect("a record").files.len(), 1);
        let said = of(&crate_of("../../secret")).expect_err("it leads out").to_string();
        assert!(said.contains("outside the folder") && !said.contains("secret"), "{said}");
        let mut twice = crate_of("a.csv");
        twice["@graph"].as_array_mut().expect("a list").push(json!({ "@id": "a.csv", "sha256": "11" }));
        assert!(of(&twice).is_err());
        assert!(of(&json!([])).is_err() && of(&json!({ "@graph": 3 })).is_err());
    }
}
