//! `bystander audit`: the main job. Reads, measures, checks, and writes the whole report folder.

use super::{
    Done,
    error::CliError,
    inputs::Inputs,
    out::{self, Written},
    progress::Progress,
};
use crate::{chart::plain, measure::Measures, model::finding::Severity, render, report::Report, rule};
use clap::{Args, ValueEnum};
use std::{
    io::Write as _,
    path::{Path, PathBuf},
    process::ExitCode,
};

/// What to audit, and where the report goes.
#[derive(Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    inputs: Inputs,
    /// The folder of the report
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Let the report take the place of a folder that exists
    #[arg(long)]
    replace: bool,
    /// End with exit code 1 where a finding is at least this serious
    #[arg(long, value_enum, value_name = "SEVERITY")]
    fail_on: Option<FailOn>,
}

/// [`Severity`] as a flag.
#[derive(Clone, Copy, ValueEnum)]
enum FailOn {
    Note,
    Concern,
    Serious,
}

impl From<FailOn> for Severity {
    fn from(flag: FailOn) -> Self {
        match flag {
            FailOn::Note => Self::Note,
            FailOn::Concern => Self::Concern,
            FailOn::Serious => Self::Serious,
        }
    }
}

/// The report of an audit, in which no input may lie in the folder `out`.
pub(super) fn report(inputs: &Inputs, out: Option<&Path>, progress: &Progress) -> Result<Report, CliError> {
    let audit = inputs.open(out, &mut |what| progress.step(what))?;
    let measures =
        Measures::of(&audit, |name| progress.step(&format!("measuring {}", name.replace('_', " "))));
    progress.step("checking the rules");
    let findings = rule::check(&audit, &measures);
    let mut report = Report::new(&audit, &measures, findings);
    report.identity.command = Some(inputs.command(&audit.parameters));
    Ok(report)
}

pub(super) fn run(arguments: &Arguments) -> Done {
    out::check(&arguments.out, arguments.inputs.paths())?;
    let progress = Progress::new(arguments.inputs.quiet);
    let report = report(&arguments.inputs, Some(&arguments.out), &progress)?;
    progress.step("drawing and laying out the report");
    let files = render::all(&report)?;
    progress.step("writing the report");
    let written = out::write(&arguments.out, &files, arguments.replace)?;
    drop(progress);
    summary(arguments, &report, &written).map_err(CliError::Stdout)?;
    let limit = arguments.fail_on.map(Severity::from);
    let reached = limit.is_some_and(|limit| report.findings.iter().any(|finding| finding.severity >= limit));
    Ok(ExitCode::from(u8::from(reached)))
}

fn summary(arguments: &Arguments, report: &Report, written: &Written) -> std::io::Result<()> {
    let mut stdout = std::io::stdout().lock();
    writeln!(stdout, "{}\n", report.headline)?;
    for line in &report.summary {
        writeln!(stdout, "  {}", plain(line))?;
    }
    if !report.findings.is_empty() {
        writeln!(stdout, "\nFindings")?;
    }
    for finding in &report.findings {
        let condition = plain(&finding.condition);
        writeln!(stdout, "  {} {:<8} {condition}", finding.code, finding.severity.word())?;
    }
    writeln!(stdout, "\nNot read as it stood")?;
    for line in &report.unread {
        writeln!(stdout, "  {}", plain(line))?;
    }
    let page = arguments.out.join("index.html");
    match written {
        Written::New => writeln!(stdout, "\nReport: {}", page.display()),
        Written::Unchanged => {
            writeln!(stdout, "\nReport: {} (was there already, byte for byte)", page.display())
        }
    }
}
