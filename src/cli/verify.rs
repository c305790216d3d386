//! `bystander verify DIR`: whether a report folder is as it was written and, with the inputs, whether it comes out the same again.

mod again;
mod folder;
mod record;
mod recount;

pub(super) use folder::{json, parsed};
pub(super) use record::{Record, of as record_of};

use super::{Done, error::CliError, progress::Progress};
use crate::{
    chart::plain,
    model::number::count,
    render::{digest, ro_crate::NAME},
};
use clap::Args;
use folder::Change;
use recount::Recount;
use serde_json::{Value, json as value};
use std::{collections::BTreeMap, fmt::Write as _, io::Write as _, path::PathBuf, process::ExitCode};

/// This many files are named; the rest is counted.
const NAMED: usize = 20;

/// Which folder, and what it was made of.
#[derive(Args)]
pub(super) struct Arguments {
    /// The report folder
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// What was audited; the report is then made anew and held against the folder. The case, or the folder with the files that
    /// were named by options, or those files
    #[arg(long, value_name = "CASE", num_args = 1..)]
    inputs: Vec<PathBuf>,
    /// Print what was found as JSON
    #[arg(long)]
    json: bool,
    /// No progress on standard error
    #[arg(long, short)]
    quiet: bool,
}

/// All that was found.
struct Verdict {
    /// The record, and the SHA-256 of the file that holds it; none in a folder of a version that wrote none.
    record: Option<(Record, String)>,
    version: String,
    audit_id: String,
    changes: BTreeMap<String, Change>,
    recount: Option<Recount>,
}

pub(super) fn run(arguments: &Arguments) -> Done {
    let verdict = verdict(arguments)?;
    let text = if arguments.json { verdict.json() } else { verdict.page(arguments) };
    std::io::stdout().write_all(text.as_bytes()).map_err(CliError::Stdout)?;
    Ok(ExitCode::from(u8::from(!verdict.is_same())))
}

fn verdict(arguments: &Arguments) -> Result<Verdict, CliError> {
    let folder = &arguments.folder;
    let progress = Progress::new(arguments.quiet);
    progress.step("hashing the files of the report");
    let metadata =
        if folder.join(NAME).symlink_metadata().is_ok() { Some(folder::read(folder, NAME)?) } else { None };
    let record = metadata
        .map(|bytes| {
            let (sha256, _) = digest::of(bytes.as_slice()).expect("reading from memory cannot fail");
            Ok::<_, CliError>((record::of(&parsed(&bytes, NAME)?)?, sha256))
        })
        .transpose()?;
    let changes = match &record {
        Some((record, _)) => folder::changes(folder, &record.files, &[NAME])?,
        None => BTreeMap::new(),
    };
    let needs_results =
        record.is_none() || !arguments.inputs.is_empty() && !changes.contains_key("results.json");
    let results = if needs_results { ours(json(folder, "results.json")?)? } else { Value::Null };
    let text = |at: &str| results.pointer(at).and_then(Value::as_str).unwrap_or_default().to_owned();
    let (version, audit_id) = match &record {
        Some((record, _)) => (record.version.clone(), record.audit_id.clone()),
        None => (text("/program/version"), text("/case/input")),
    };
    let same_version = version == env!("CARGO_PKG_VERSION");
    let recount = if arguments.inputs.is_empty() || !changes.is_empty() {
        None
    } else {
        let nothing = Record::default();
        let record = record.as_ref().map_or(&nothing, |(record, _)| record);
        let anew = again::report(record, &results, &arguments.inputs, &progress)?;
        progress.step("holding the two against each other");
        Some(Recount::of(folder, &anew, same_version)?)
    };
    Ok(Verdict { record, version, audit_id, changes, recount })
}

/// Results, if this program wrote them.
fn ours(results: Value) -> Result<Value, CliError> {
    if results["program"]["name"] == "bystander" {
        return Ok(results);
    }
    let what = "it does not say that bystander wrote it".to_owned();
    Err(CliError::Record { name: "results.json".to_owned(), what })
}

impl Verdict {
    fn is_same(&self) -> bool {
        self.changes.is_empty() && self.recount.as_ref().is_none_or(Recount::is_same)
    }

    fn is_of_this_version(&self) -> bool {
        self.version == env!("CARGO_PKG_VERSION")
    }

    fn json(&self) -> String {
        let change = |(file, change): (&String, &Change)| value!({ "file": file, "change": change.word() });
        let verdict = value!({
            "same": self.is_same(), "version": self.version, "audit_id": self.audit_id,
            "files": self.record.as_ref().map(|(record, _)| record.files.len()),
            "record_sha256": self.record.as_ref().map(|(_, sha256)| sha256),
            "changes": self.changes.iter().map(change).collect::<Vec<_>>(),
            "recount": self.recount,
        });
        format!("{verdict:#}\n")
    }

    /// What was found, in sentences.
    fn page(&self, arguments: &Arguments) -> String {
        let mut lines =
            vec![format!("Report with the audit id {}, made by bystander {}.", self.audit_id, self.version)];
        self.files(&mut lines);
        if !self.is_of_this_version() {
            lines.push(format!(
                "This is bystander {}: another version may count otherwise.",
                env!("CARGO_PKG_VERSION")
            ));
        }
        match &self.recount {
            Some(recount) => told(recount, &mut lines),
            None if arguments.inputs.is_empty() => {
                lines.push(
                    "Nothing was counted again; name what was audited with --inputs to do that.".to_owned(),
                );
            }
            None => {
                lines.push("Nothing was counted again, for the folder is not as it was written.".to_owned())
            }
        }
        lines.push(if self.is_same() { "Same.".to_owned() } else { "Different.".to_owned() });
        lines.iter().fold(String::new(), |mut text, line| {
            writeln!(text, "{}", plain(line)).expect("a string takes everything");
            text
        })
    }

    fn files(&self, lines: &mut Vec<String>) {
        let Some((record, sha256)) = &self.record else {
            lines.push(format!("There is no {NAME}: whether files were changed cannot be told."));
            return;
        };
        let (on_record, changed) = (count(record.files.len() as u64), self.changes.len());
        lines.push(match changed {
            0 => format!("All {on_record} files on record are there, as they were written, and no others."),
            1 => {
                format!("Of {on_record} files on record and those beside them, one is not as it was written:")
            }
            _ => format!(
                "Of {on_record} files on record and those beside them, {} are not as they were written:",
                count(changed as u64)
            ),
        });
        let named = self.changes.iter().take(NAMED);
        lines.extend(named.map(|(file, change)| format!("  {:<13}  {file}", change.word())));
        if changed > NAMED {
            lines.push(format!("  and {} more", count((changed - NAMED) as u64)));
        }
        lines.push(format!("The record itself ({NAME}) has the SHA-256 {sha256}."));
    }
}

fn told(recount: &Recount, lines: &mut Vec<String>) {
    if !recount.inputs.is_empty() {
        lines.push("The inputs are not those of the report:".to_owned());
        lines.extend(recount.inputs.iter().take(NAMED).map(|input| format!("  {input}")));
    }
    match &recount.difference {
        Some(recount::Told { file, figure: Some([key, then, now]) }) => {
            lines.push(format!(
                "Counted again, the first difference in {file} is {key}: {then} on record, {now} now."
            ));
        }
        Some(recount::Told { file, figure: None }) => {
            lines.push(format!("Counted again, every figure is the same, but {file} has other bytes."));
        }
        None if recount.bytes => lines.push("Made again, every file is the same, byte for byte.".to_owned()),
        None => lines.push("Counted again, every figure that was compared is the same.".to_owned()),
    }
}
