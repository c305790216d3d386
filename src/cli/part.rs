//! `bystander spread`, `observe`, `share-out`, `segments`: one part of the audit on its own.

use super::{Done, error::CliError, inputs::Inputs, progress::Progress};
use crate::{
    chart::plain,
    measure::Measures,
    render,
    report::{Report, table::Table},
};
use clap::Args;
use std::{io::Write as _, process::ExitCode};

/// What to read, and in which form to print.
#[derive(Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    inputs: Inputs,
    /// Print the part as results.json holds it
    #[arg(long, conflicts_with = "csv")]
    json: bool,
    /// Print the part's tables as CSV, an empty line between them
    #[arg(long)]
    csv: bool,
}

pub(super) fn run(arguments: &Arguments, part: &'static str) -> Done {
    let progress = Progress::new(arguments.inputs.quiet);
    let audit = arguments.inputs.open(None, &mut |what| progress.step(what))?;
    let measures =
        Measures::of(&audit, |name| progress.step(&format!("measuring {}", name.replace('_', " "))));
    let report = Report::new(&audit, &measures, Vec::new());
    drop(progress);
    let text = if arguments.json {
        render::json_of(&report, part)?
    } else {
        let shown = |table: &Table| if arguments.csv { render::csv_of(table) } else { Ok(laid_out(table)) };
        report.tables_of(part).into_iter().map(shown).collect::<Result<Vec<_>, _>>()?.join("\n")
    };
    std::io::stdout().write_all(text.as_bytes()).map_err(CliError::Stdout)?;
    Ok(ExitCode::SUCCESS)
}

/// A table for a terminal: columns as wide as their cells, numbers to the right.
pub(super) fn laid_out(table: &Table) -> String {
    let head: Vec<String> = table.columns.iter().map(|column| column.label.to_owned()).collect();
    let rows: Vec<Vec<String>> =
        table.rows.iter().map(|row| row.iter().map(|cell| plain(&cell.shown())).collect()).collect();
    let width = |at: usize| {
        let cells = std::iter::once(&head).chain(&rows).map(|row| row[at].chars().count());
        cells.max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..head.len()).map(width).collect();
    let numeric: Vec<bool> =
        (0..head.len()).map(|at| table.rows.iter().any(|row| row[at].number().is_some())).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).zip(&numeric).map(|((cell, &width), &right)| {
            if right { format!("{cell:>width$}") } else { format!("{cell:<width$}") }
        });
        format!("{}\n", cells.collect::<Vec<_>>().join("  ").trim_end())
    };
    let caption = format!("{}\n", table.caption);
    let lines = std::iter::once(&head).chain(&rows).map(line);
    let notes = table.notes.iter().map(|note| format!("{note}\n"));
    std::iter::once(caption).chain(lines).chain(notes).collect()
}
