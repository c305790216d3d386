//! `bystander what-if`: the same audit with something changed, and the differences, which add up.

use super::{Done, change, error::CliError, inputs::Inputs, layout::laid_out, progress::Progress, waterfall};
use crate::{
    measure::what_if::{Change, WhatIf},
    render,
    report::what_if::Counterfactual,
};
use clap::Args;
use std::{io::Write as _, process::ExitCode};

/// What to read, what to change, and in which form to print.
#[derive(Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    inputs: Inputs,
    /// What to change; may be given several times, and the order counts
    ///
    /// closed-from=DATE: from this day on no grant opens others' data.
    /// regime=NAME|FILE: grants open what this regime says.
    /// hops=N: a grant opens at most N hops.
    /// default-off: everybody's data is kept from friends' apps unless they switched it on.
    /// switches=honoured, switches=ignored: what people's switches count for.
    /// without-app=NAME, without-provider=NAME: grants to this app, or to this firm's apps, do not count.
    /// without-consenter=C3: the grants of the third consenter of the list do not count.
    #[arg(long = "change", value_name = "KIND[=VALUE]", required = true, verbatim_doc_comment)]
    changes: Vec<String>,
    /// Print the result for programs
    #[arg(long, conflicts_with = "csv")]
    json: bool,
    /// Print the tables as CSV, an empty line between them
    #[arg(long)]
    csv: bool,
}

pub(super) fn run(arguments: &Arguments) -> Done {
    change::check(&arguments.changes)?;
    let progress = Progress::new(arguments.inputs.quiet);
    let audit = arguments.inputs.open(None, &mut |what| progress.step(what))?;
    let changes = arguments.changes.iter().map(|asked| change::of(asked, &audit));
    let changes: Vec<Change> = changes.collect::<Result<_, _>>()?;
    progress.step("working through the changes");
    let what_if = WhatIf::of(&audit, &changes);
    let found = Counterfactual::of(&what_if, audit.parameters.min_cell).resting_on(&audit.case);
    drop(progress);
    let text = printed(&found, arguments)?;
    std::io::stdout().write_all(text.as_bytes()).map_err(CliError::Stdout)?;
    Ok(ExitCode::SUCCESS)
}

fn printed(found: &Counterfactual, arguments: &Arguments) -> Result<String, CliError> {
    if arguments.json {
        return Ok(render::json_of_value(&found.results, "what_if")?);
    }
    let tables = found.tables.iter();
    if arguments.csv {
        return Ok(tables.map(render::csv_of).collect::<Result<Vec<_>, _>>()?.join("\n"));
    }
    let tables: Vec<String> = tables.map(laid_out).collect();
    Ok(format!("{}\n{}", waterfall::of(found), tables.join("\n")))
}
