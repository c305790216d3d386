//! `bystander schema`: what each key of `results.json` or `findings.json` may hold, as JSON Schema.

use super::{Done, error::CliError};
use crate::report::schema;
use clap::{Args, ValueEnum};
use std::{io::Write as _, process::ExitCode};

/// Of which file.
#[derive(Args)]
pub(super) struct Arguments {
    /// The file that is described
    #[arg(value_enum, default_value = "results")]
    of: Of,
}

/// A file that has a schema.
#[derive(Clone, Copy, ValueEnum)]
enum Of {
    /// results.json
    Results,
    /// findings.json
    Findings,
}

pub(super) fn run(arguments: &Arguments) -> Done {
    let schema = match arguments.of {
        Of::Results => schema::results(),
        Of::Findings => schema::findings(),
    };
    writeln!(std::io::stdout(), "{schema:#}").map_err(CliError::Stdout)?;
    Ok(ExitCode::SUCCESS)
}
