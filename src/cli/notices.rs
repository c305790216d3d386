//! `bystander notices`: what must stand beside political advertisements and in their records, without a case.

use super::{
    Done,
    error::CliError,
    layout::{laid_out_first, wrapped},
    out::{self, Written},
    progress::Progress,
};
use crate::{
    chart::plain,
    import::notices::{NoticeRequest, read},
    measure::notices::{NoticeAudit, NoticeChoices, Silence, VoteDay},
    model::{date::Day, span::Span},
    render,
    report::{Report, notices},
};
use clap::Args;
use std::{io::Write as _, path::PathBuf, process::ExitCode};

/// How many rows of a table stand in a terminal.
const FIRST: usize = 25;

/// Which files, which votes, and in which form to print.
#[derive(Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(super) struct Arguments {
    /// Notices, records of repositories (JSON or tables), audits of labels (tables); folders and archives of them
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// A vote, to see sponsors from abroad in the months before it, for instance NL=2026-03-18; EU is the whole Union
    #[arg(long = "vote", value_name = "COUNTRY=DATE", value_parser = vote)]
    votes: Vec<VoteDay>,
    /// Days of silence before a vote, the last one included, for instance FR=2027-04-10..2027-04-11
    #[arg(long = "silence", value_name = "COUNTRY=DATE..DATE", value_parser = silence)]
    silences: Vec<Silence>,
    /// The date on the report, for instance 2026-01-31: what must still be kept on it is counted
    #[arg(long, value_name = "DATE", value_parser = date)]
    as_of: Option<Day>,
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
    /// How many records of a file may be unreadable before that is an error, for instance 2% [default: 0.1%]
    #[arg(long, value_name = "SHARE", value_parser = super::import::percent)]
    max_rejects: Option<f64>,
    /// No progress on standard error
    #[arg(long, short)]
    quiet: bool,
}

pub(super) fn run(arguments: &Arguments) -> Done {
    if let Some(folder) = &arguments.out {
        out::check(folder, arguments.files.iter())?;
    }
    let progress = Progress::new(arguments.quiet);
    let default = NoticeRequest::default();
    let request = NoticeRequest {
        files: arguments.files.clone(),
        max_rejects: arguments.max_rejects.unwrap_or(default.max_rejects),
    };
    let (records, opened) = read(&request, &mut |what| progress.step(what))?;
    if let Some(folder) = &arguments.out {
        out::check(folder, opened.iter())?;
    }
    progress.step("measuring");
    let choices = NoticeChoices {
        as_of: arguments.as_of,
        votes: arguments.votes.clone(),
        silences: arguments.silences.clone(),
    };
    let audit = NoticeAudit::of(&records, &choices);
    let as_of = arguments.as_of.map(|day| day.to_string());
    let report = notices::report(&records, &audit, arguments.title.as_deref(), as_of.as_deref());
    let text = match &arguments.out {
        Some(folder) => {
            let written = out::write(folder, &render::all(&report)?, arguments.replace)?;
            summary(&report) + &said(folder, &written)
        }
        None if arguments.json => render::json_of(&report, "notices")?,
        None if arguments.csv => {
            let texts = notices::tables(&report).into_iter().map(render::csv_of);
            texts.collect::<Result<Vec<_>, _>>()?.join("\n")
        }
        None => {
            let tables = notices::tables(&report).into_iter().map(|table| laid_out_first(table, FIRST));
            summary(&report) + "\n" + &tables.collect::<Vec<_>>().join("\n")
        }
    };
    drop(progress);
    std::io::stdout().write_all(text.as_bytes()).map_err(CliError::Stdout)?;
    Ok(ExitCode::SUCCESS)
}

fn date(text: &str) -> Result<Day, String> {
    let day = crate::model::date::is_date(text).then(|| Day::parse(text)).flatten();
    day.ok_or_else(|| "write a day of the calendar as YYYY-MM-DD".to_owned())
}

/// The country before `=`, and what stands after it.
fn of_country(text: &str) -> Result<(String, &str), String> {
    let (country, rest) = text.split_once('=').ok_or("write the country first, as in NL=2026-03-18")?;
    let is_country = country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_uppercase());
    if !is_country {
        return Err("write the two capitals of the country, as in NL=2026-03-18".to_owned());
    }
    Ok((country.to_owned(), rest))
}

fn vote(text: &str) -> Result<VoteDay, String> {
    let (country, on) = of_country(text)?;
    Ok(VoteDay { country, on: date(on)? })
}

fn silence(text: &str) -> Result<Silence, String> {
    let (country, days) = of_country(text)?;
    let (from, until) = days.split_once("..").unwrap_or((days, days));
    let days = Span { from: date(from)?, until: date(until)?.next() };
    if days.is_empty() {
        return Err("the last day is before the first".to_owned());
    }
    Ok(Silence { country, days })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vote_is_a_country_and_a_day() {
        assert!(vote("NL=2026-03-18").is_ok() && vote("EU=2029-06-10").is_ok());
        for wrong in ["NL", "nl=2026-03-18", "NLD=2026-03-18", "NL=2026-02-30", "NL=tomorrow"] {
            assert!(vote(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn days_of_silence_have_their_last_day_in_them() {
        let days = silence("FR=2027-04-10..2027-04-11").unwrap().days;
        assert_eq!(
            (days.from.to_string(), days.until.to_string()),
            ("2027-04-10".into(), "2027-04-12".into())
        );
        assert!(silence("FR=2027-04-10").is_ok() && silence("FR=2027-04-11..2027-04-10").is_err());
    }
}
