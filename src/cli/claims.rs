//! `bystander claims`: published figures recomputed.

use super::{Done, error::CliError, layout::laid_out};
use crate::{
    import,
    measure::claims::{Recomputed, abroad::Friends},
    render,
    report::claims,
};
use clap::Args;
use std::{io::Write as _, path::PathBuf, process::ExitCode};

/// The lists of the results that `--csv` prints.
const LISTS: &[&str] =
    &["claims", "ratios", "arithmetic", "implied", "implied_rows", "parts", "abroad", "exclusions"];

/// Which claims, and what a consenter's friends are taken to be.
#[derive(Args)]
pub(super) struct Arguments {
    /// A table of claims: CSV, TSV or Parquet; without one, the register that comes with the program
    file: Option<PathBuf>,
    /// The most friends that anybody could have
    #[arg(long, value_name = "N", default_value_t = Friends::default().cap, value_parser = few())]
    cap: u64,
    /// How many friends people had on average
    #[arg(long, value_name = "N", default_value_t = Friends::default().mean, value_parser = few())]
    mean: u64,
    /// Print everything as JSON, what each figure is beside it
    #[arg(long, conflicts_with = "csv")]
    json: bool,
    /// Print everything as CSV, an empty line between tables
    #[arg(long)]
    csv: bool,
}

/// A number of friends.
fn few() -> clap::builder::RangedU64ValueParser {
    clap::value_parser!(u64).range(1..=1_000_000_000)
}

pub(super) fn run(arguments: &Arguments) -> Done {
    let claims = import::claims::read(arguments.file.as_deref())?;
    let recomputed = Recomputed::of(&claims, Friends { cap: arguments.cap, mean: arguments.mean });
    let text = if arguments.json {
        render::json_of_results(claims::results(&recomputed))?
    } else if arguments.csv {
        csv(&recomputed)?
    } else {
        claims::tables(&recomputed).iter().map(laid_out).collect::<Vec<_>>().join("\n")
    };
    std::io::stdout().write_all(text.as_bytes()).map_err(CliError::Stdout)?;
    Ok(ExitCode::SUCCESS)
}

/// Every list that is not empty.
fn csv(recomputed: &Recomputed) -> Result<String, CliError> {
    let results = claims::results(recomputed);
    let rows = |list: &&'static str| results["claims"][list].as_array().map(|rows| (*list, rows));
    let lists = LISTS.iter().filter_map(rows).filter(|(_, rows)| !rows.is_empty());
    let texts = lists.map(|(list, rows)| render::csv_of_list(list, rows));
    Ok(texts.collect::<Result<Vec<_>, _>>()?.join("\n"))
}
