//! `bystander class CASE --class NAME`: how many people belong to a class, for instance those whom a settlement pays.

use super::{Done, error::CliError, inputs::Inputs, layout::laid_out, progress::Progress};
use crate::{import::CLASSES, measure::class_count::ClassCount, render, report::class_page::ClassPage};
use clap::Args;
use std::{io::Write as _, process::ExitCode};

/// Which class, of whom, and in which form to print.
#[derive(Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    inputs: Inputs,
    /// The class: one that `explain` lists, or a file of your own that ends in .toml. What holds on some days is read from
    /// columns of the people list, for instance `account_from`, `account_until` or `in_australia_days`
    #[arg(long, value_name = "NAME|FILE")]
    class: String,
    /// Print the counts for programs
    #[arg(long, conflicts_with = "csv")]
    json: bool,
    /// Print the tables as CSV, an empty line between them
    #[arg(long)]
    csv: bool,
}

pub(super) fn run(arguments: &Arguments) -> Done {
    let class = CLASSES.load(&arguments.class)?;
    let progress = Progress::new(arguments.inputs.quiet);
    let (audit, _) = arguments.inputs.open_asking(None, Some(&class), &mut |what| progress.step(what))?;
    progress.step("holding everybody against the conditions");
    let page = ClassPage::new(&class, &ClassCount::of(&audit, &class), audit.parameters.min_cell);
    drop(progress);
    let text = if arguments.json {
        format!("{:#}\n", serde_json::json!(page))
    } else {
        let shown = |table| if arguments.csv { render::csv_of(table) } else { Ok(laid_out(table)) };
        page.tables().iter().map(shown).collect::<Result<Vec<_>, _>>()?.join("\n")
    };
    std::io::stdout().write_all(text.as_bytes()).map_err(CliError::Stdout)?;
    Ok(ExitCode::SUCCESS)
}
