//! `bystander spread`, `share-out`, `segments`, `contacts`, `reasons`, `texts`, `flows`, `chain`, `ageing`: one part of the audit on its own.

use super::{Done, error::CliError, inputs::Inputs, layout::laid_out, progress::Progress};
use crate::{
    audit::Audit,
    measure::Measures,
    model::{gap::Gaps, number::count},
    render,
    report::{Report, table::Table},
};
use clap::Args;
use std::{io::Write as _, process::ExitCode};

/// What to read, and in which form to print.
#[derive(Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) inputs: Inputs,
    /// Print the part as results.json holds it
    #[arg(long, conflicts_with = "csv")]
    pub(super) json: bool,
    /// Print the part's tables as CSV, an empty line between them
    #[arg(long)]
    pub(super) csv: bool,
}

pub(super) fn run(arguments: &Arguments, part: &'static str) -> Done {
    let progress = Progress::new(arguments.inputs.quiet);
    let audit = arguments.inputs.open(None, &mut |what| progress.step(what))?;
    measured(arguments, part, &audit, progress)
}

/// The same of an audit that is open.
pub(super) fn measured(arguments: &Arguments, part: &'static str, audit: &Audit, progress: Progress) -> Done {
    let measures =
        Measures::of(audit, |name| progress.step(&format!("measuring {}", name.replace('_', " "))));
    let report = Report::new(audit, &measures, Vec::new());
    drop(progress);
    print(arguments, part, &report, &audit.gaps)
}

/// Prints one part of a report, and how many records were lost on the way to it.
pub(super) fn print(arguments: &Arguments, part: &'static str, report: &Report, gaps: &Gaps) -> Done {
    if !arguments.inputs.quiet {
        tell_losses(gaps)?;
    }
    let text = if arguments.json {
        render::json_of(report, part)?
    } else {
        let shown = |table: &Table| if arguments.csv { render::csv_of(table) } else { Ok(laid_out(table)) };
        report.tables_of(part).into_iter().map(shown).collect::<Result<Vec<_>, _>>()?.join("\n")
    };
    std::io::stdout().write_all(text.as_bytes()).map_err(CliError::Stdout)?;
    Ok(ExitCode::SUCCESS)
}

/// Says on standard error how many records were left out or set to unknown, for a part of the audit does not list them.
fn tell_losses(gaps: &Gaps) -> Result<(), CliError> {
    let lost: u64 = gaps.counts().filter(|(_, why, _)| why.is_loss()).map(|(.., gap)| gap.records).sum();
    if lost == 0 {
        return Ok(());
    }
    let records =
        if lost == 1 { "one record was".to_owned() } else { format!("{} records were", count(lost)) };
    let said = format!("note: {records} left out or set to unknown; `bystander audit` tells which and why\n");
    std::io::stderr().write_all(said.as_bytes()).map_err(CliError::Stdout)
}
