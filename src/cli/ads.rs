//! `bystander ads`: what ad libraries hold, without a case.

use super::{
    Done,
    error::CliError,
    import::in_percent,
    inputs::{EXPORT, name},
    layout::{laid_out_first, wrapped},
    out::{self, Written},
    progress::Progress,
};
use crate::{
    chart::plain,
    import::{
        ads::{AdRequest, read},
        read_places,
    },
    measure::ads::{AdAudit, AdChoices},
    model::{case::Source, command::Command},
    render,
    report::{Report, ads},
    stat::ranged::Policy,
};
use clap::Args;
use std::{
    io::Write as _,
    path::{Path, PathBuf},
    process::ExitCode,
};

/// How many rows of a table stand in a terminal.
const FIRST: usize = 25;

/// Which files, and in which form to print.
#[derive(Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(super) struct Arguments {
    /// Files of ad libraries: tables, JSON, archives, folders; several are read side by side
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Write the whole report into this folder
    #[arg(long, value_name = "DIR", conflicts_with_all = ["json", "csv"])]
    out: Option<PathBuf>,
    /// Let the report take the place of a folder that exists
    #[arg(long, requires = "out")]
    replace: bool,
    /// Print everything as results.json holds it
    #[arg(long, conflicts_with = "csv")]
    json: bool,
    /// Print the tables whole, as CSV, an empty line between them
    #[arg(long)]
    csv: bool,
    /// The report's title
    #[arg(long)]
    title: Option<String>,
    /// The date on the report, for instance 2026-01-31
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    /// The library that the files are read as, where they are not known by themselves: a name that `formats` lists
    #[arg(long = "as", value_name = "LIBRARY")]
    format: Option<String>,
    /// Print a single figure beside each interval, each amount taken at this end of its range [default: none]
    #[arg(long, value_name = "POLICY", value_parser = ["lower", "midpoint", "open-is-lower"])]
    policy: Option<String>,
    /// A table of places to hold money against: the columns place and population, and margin where it is known
    #[arg(long, value_name = "FILE")]
    places: Option<PathBuf>,
    /// Below how many percentage points of margin a place counts as open [default: places are not parted so]
    #[arg(long, value_name = "POINTS", requires = "places", value_parser = points)]
    swing: Option<f64>,
    /// How many records of a file may be unreadable before that is an error, for instance 2% [default: 0.1%]
    #[arg(long, value_name = "SHARE", value_parser = super::import::percent)]
    max_rejects: Option<f64>,
    /// No progress on standard error
    #[arg(long, short)]
    quiet: bool,
}

/// The report of the files, none of which may lie in the folder `out`.
pub(super) fn report(
    arguments: &Arguments,
    out: Option<&Path>,
    progress: &Progress,
) -> Result<Report, CliError> {
    let default = AdRequest::default();
    let request = AdRequest {
        files: arguments.files.clone(),
        format: arguments.format.clone(),
        max_rejects: arguments.max_rejects.unwrap_or(default.max_rejects),
    };
    let (mut records, opened) = read(&request, &mut |what| progress.step(what))?;
    if let Some(folder) = out {
        out::check(folder, opened.iter())?;
    }
    progress.step("measuring");
    let places = arguments.places.as_deref().map(|path| read_places(path, &mut records)).transpose()?;
    let policy = arguments.policy.as_deref().and_then(policy);
    let choices = AdChoices { policy, places, swing: arguments.swing };
    let audit = AdAudit::with(&records, &choices);
    let mut report = ads::report(&records, &audit, arguments.title.as_deref(), arguments.as_of.as_deref());
    report.identity.command = Some(command(arguments, &records.sources));
    Ok(report)
}

/// The command as it may be printed: files by the names that the report tells anyway.
fn command(arguments: &Arguments, sources: &[Source]) -> Command {
    let told = |name: &String| sources.iter().any(|source| source.name == *name);
    let called = |file: &PathBuf| Some(name(file)).filter(told).unwrap_or_else(|| EXPORT.to_owned());
    let inputs = arguments.files.iter().map(called).collect();
    let mut command = Command { verb: "ads".to_owned(), inputs, options: Vec::new() };
    let options = [
        ("--title", arguments.title.clone()),
        ("--as-of", arguments.as_of.clone()),
        ("--as", arguments.format.clone()),
        ("--policy", arguments.policy.clone()),
        ("--places", arguments.places.as_deref().map(name)),
        ("--swing", arguments.swing.map(|points| points.to_string())),
        ("--max-rejects", arguments.max_rejects.map(in_percent)),
    ];
    for (flag, value) in options {
        value.into_iter().for_each(|value| command.set(flag, value));
    }
    command
}

pub(super) fn run(arguments: &Arguments) -> Done {
    if let Some(folder) = &arguments.out {
        out::check(folder, arguments.files.iter().chain(&arguments.places))?;
    }
    let progress = Progress::new(arguments.quiet);
    let report = report(arguments, arguments.out.as_deref(), &progress)?;
    let text = match &arguments.out {
        Some(folder) => {
            let written = out::write(folder, &render::all(&report)?, arguments.replace)?;
            summary(&report) + &said(folder, &written)
        }
        None if arguments.json => render::json_of(&report, "ads")?,
        None if arguments.csv => {
            let texts = ads::tables(&report).into_iter().map(render::csv_of);
            texts.collect::<Result<Vec<_>, _>>()?.join("\n")
        }
        None => {
            let tables = ads::tables(&report).into_iter().map(|table| laid_out_first(table, FIRST));
            summary(&report) + "\n" + &tables.collect::<Vec<_>>().join("\n")
        }
    };
    drop(progress);
    std::io::stdout().write_all(text.as_bytes()).map_err(CliError::Stdout)?;
    Ok(ExitCode::SUCCESS)
}

/// The policy of that name.
fn policy(name: &str) -> Option<Policy> {
    match name {
        "lower" => Some(Policy::Lower),
        "midpoint" => Some(Policy::Midpoint),
        "open-is-lower" => Some(Policy::OpenIsLower),
        _ => None,
    }
}

/// A margin above 0 and up to 100 points.
fn points(text: &str) -> Result<f64, String> {
    let number = text.parse().ok().filter(|number: &f64| *number > 0.0 && *number <= 100.0);
    number.ok_or_else(|| "write it in percentage points above 0 and up to 100, for instance 5".to_owned())
}

/// What was read, and what was not as it stood.
fn summary(report: &Report) -> String {
    let mut text = String::new();
    for line in &report.summary {
        text.push_str(&wrapped(&plain(line), 4));
    }
    text.push_str("\nNot read as it stood\n");
    for line in &report.unread {
        text.push_str(&wrapped(&format!("  {}", plain(line)), 4));
    }
    text
}

fn said(folder: &std::path::Path, written: &Written) -> String {
    let page = folder.join("index.html");
    match written {
        Written::New => format!("\nReport: {}\n", page.display()),
        Written::Unchanged => format!("\nReport: {} (was there already, byte for byte)\n", page.display()),
    }
}
