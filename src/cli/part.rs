//! `bystander spread`, `observe`, `share-out`, `segments`, `contacts`, `reasons`, `texts`, `chain`, `ageing`: one part of the audit on its own.

use super::{Done, error::CliError, inputs::Inputs, layout::laid_out, progress::Progress};
use crate::{
    audit::Audit,
    measure::Measures,
    model::number::count,
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
    let measures =
        Measures::of(&audit, |name| progress.step(&format!("measuring {}", name.replace('_', " "))));
    let report = Report::new(&audit, &measures, Vec::new());
    drop(progress);
    if !arguments.inputs.quiet {
        tell_losses(&audit)?;
    }
    let text = if arguments.json {
        render::json_of(&report, part)?
    } else {
        let shown = |table: &Table| if arguments.csv { render::csv_of(table) } else { Ok(laid_out(table)) };
        report.tables_of(part).into_iter().map(shown).collect::<Result<Vec<_>, _>>()?.join("\n")
    };
    std::io::stdout().write_all(text.as_bytes()).map_err(CliError::Stdout)?;
    Ok(ExitCode::SUCCESS)
}

/// Says on standard error how many records were left out or set to unknown, for a part of the audit does not list them.
fn tell_losses(audit: &Audit) -> Result<(), CliError> {
    let lost: u64 =
        audit.gaps.counts().filter(|(_, why, _)| why.is_loss()).map(|(.., gap)| gap.records).sum();
    if lost == 0 {
        return Ok(());
    }
    let records =
        if lost == 1 { "one record was".to_owned() } else { format!("{} records were", count(lost)) };
    let said = format!("note: {records} left out or set to unknown; `bystander audit` tells which and why\n");
    std::io::stderr().write_all(said.as_bytes()).map_err(CliError::Stdout)
}
