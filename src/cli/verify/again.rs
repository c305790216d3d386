//! The report made anew, with the command on record and the inputs that the user names. A record is somebody else's word: it may name
//! options and files by their names, and nothing outside what the user named is opened.

use super::{folder::stays_inside, record::Record};
use crate::{
    cli::{
        ads, audit,
        error::CliError,
        inputs::{FILES, Inputs, is_file_of_rules, name},
        progress::Progress,
    },
    model::command::{Command, CommandOption},
    render::ro_crate::NAME,
    report::Report,
};
use clap::Parser;
use serde_json::Value;
use std::{
    ffi::OsString,
    path::{Path, PathBuf},
};

/// The options of an audit, as a record names them.
#[derive(Parser)]
struct Audit {
    #[command(flatten)]
    inputs: Inputs,
}

/// The options of a report on ad libraries, as a record names them.
#[derive(Parser)]
struct Ads {
    #[command(flatten)]
    arguments: ads::Arguments,
}

/// The report that the command on record makes of `inputs`.
pub(super) fn report(
    record: &Record,
    results: &Value,
    inputs: &[PathBuf],
    progress: &Progress,
) -> Result<Report, CliError> {
    let command = record.command.clone().unwrap_or_else(|| of_parameters(&results["parameters"]));
    let words = words(&command, inputs)?;
    let mut report = match command.verb.as_str() {
        "audit" => {
            let again = Audit::try_parse_from(words).map_err(|_| no_command())?;
            audit::report(&again.inputs, None, progress)?
        }
        "ads" => {
            let again = Ads::try_parse_from(words).map_err(|_| no_command())?;
            ads::report(&again.arguments, None, progress)?
        }
        _ => return Err(no_command()),
    };
    report.identity.command = record.command.clone();
    Ok(report)
}

fn no_command() -> CliError {
    let what = "the command on record is none that this version can run again";
    CliError::Record { name: NAME.to_owned(), what: what.to_owned() }
}

/// The command of a folder that has no crate: a case with the parameters of `results.json`.
fn of_parameters(parameters: &Value) -> Command {
    let mut command =
        Command { verb: "audit".to_owned(), inputs: vec!["case".to_owned()], options: Vec::new() };
    for (key, value) in parameters.as_object().into_iter().flatten() {
        let text = match value {
            Value::Null => continue,
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        command.set(&format!("--{}", key.replace('_', "-")), text);
    }
    command
}

/// The command with its files where the user says they are.
fn words(command: &Command, inputs: &[PathBuf]) -> Result<Vec<OsString>, CliError> {
    let mut words = vec![OsString::from("bystander")];
    for CommandOption { flag, value } in &command.options {
        let Some(value) = value else {
            words.push(flag.into());
            continue;
        };
        let is_file =
            FILES.contains(&flag.as_str()) || flag == "--regime" && is_file_of_rules(value.as_ref());
        let mut word = OsString::from(format!("{flag}="));
        word.push(if is_file { place(value, inputs)?.into_os_string() } else { value.into() });
        words.push(word);
    }
    if !command.inputs.is_empty() {
        words.push("--".into());
    }
    for (at, file) in command.inputs.iter().enumerate() {
        // A case or an export may be called otherwise now: it is what the user names in its place.
        let found = place(file, inputs).or_else(|error| inputs.get(at).cloned().ok_or(error));
        words.push(found?.into_os_string());
    }
    Ok(words)
}

/// Where a file of that name is: among what the user named, or in one of the folders among it.
fn place(file: &str, inputs: &[PathBuf]) -> Result<PathBuf, CliError> {
    let missing = || CliError::NotAmongInputs { name: file.to_owned() };
    if !stays_inside(file) || Path::new(file).components().count() != 1 {
        return Err(no_command());
    }
    let named = inputs.iter().find(|input| name(input) == file).cloned();
    let inside = || inputs.iter().map(|input| input.join(file)).find(|path| path.exists());
    named.or_else(inside).ok_or_else(missing)
}

#[cfg(test)]
mod tests {
    use super::{of_parameters, words};
    use crate::model::command::Command;
    use serde_json::json;
    use std::{fs, path::PathBuf};

    fn said(command: &Command, inputs: &[PathBuf]) -> Option<Vec<String>> {
        let words = words(command, inputs).ok()?;
        Some(words.into_iter().map(|word| word.to_string_lossy().into_owned()).collect())
    }

    #[test]
    fn files_are_found_in_the_folders_that_the_user_names_and_nowhere_else() {
        let room = tempfile::tempdir().expect("a folder");
        fs::write(room.path().join("ties.csv"), "").expect("written");
        let mut command = Command { verb: "audit".into(), ..Command::default() };
        command.set("--ties", "ties.csv");
        let found = said(&command, &[room.path().to_owned()]).expect("it is there");
        assert_eq!(found[1], format!("--ties={}", room.path().join("ties.csv").display()));
        assert_eq!(said(&command, &[]), None);
        for outside in ["/etc/passwd", "../ties.csv", "a/../../ties.csv", ""] {
            let mut command = Command { verb: "audit".into(), ..Command::default() };
            command.set("--ties", outside);
            assert_eq!(said(&command, &[room.path().to_owned()]), None, "{outside}");
        }
    }

    #[test]
    fn a_value_never_becomes_an_option() {
        let mut command = Command { verb: "audit".into(), ..Command::default() };
        command.set("--title", "--out=elsewhere");
        assert_eq!(said(&command, &[]).expect("words")[1], "--title=--out=elsewhere");
    }

    #[test]
    fn parameters_of_older_reports_are_options() {
        let command =
            of_parameters(&json!({ "hops": 2, "min_cell": 10, "as_of": null, "from": "2014-01-01" }));
        assert_eq!(command.line(), "bystander audit case --from 2014-01-01 --hops 2 --min-cell 10");
    }
}
