//! What can go wrong in the roof, and how it is told.

use crate::{import::ImportError, render::RenderError};
use std::{error::Error, io::Write as _, path::PathBuf};

/// An error that ends the program with exit code 2.
#[derive(Debug, thiserror::Error)]
pub(super) enum CliError {
    /// Reading the input.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// Laying out the report.
    #[error(transparent)]
    Render(#[from] RenderError),
    /// The output folder is there already and holds something else.
    #[error(
        "{} exists and holds something other than this report would; name another folder with --out, or add --replace",
        path.display()
    )]
    Exists { path: PathBuf },
    /// The output is there and is not a folder.
    #[error("{} exists and is not a folder; name another folder with --out", path.display())]
    NotAFolder { path: PathBuf },
    /// An input lies in the folder that would be replaced.
    #[error("{} holds this run's input; name another folder with --out", path.display())]
    HoldsInput { path: PathBuf },
    /// A file or folder could not be written.
    #[error("writing {} failed: {cause}; nothing was left behind; make room, or name another folder with --out", path.display())]
    Write { path: PathBuf, cause: std::io::Error },
    /// No rule of that code.
    #[error("no rule is called {code}; known are {known}")]
    NoRule { code: String, known: String },
    /// A parameter is out of range.
    #[error("{flag} must be {wanted}")]
    OutOfRange { flag: &'static str, wanted: &'static str },
    /// Standard output was closed or is full.
    #[error("writing to standard output failed: {0}")]
    Stdout(std::io::Error),
}

/// Tells an error on standard error: what we were doing, with what, the cause, the way out.
pub(super) fn print(error: &CliError) {
    let mut text = format!("error: {error}");
    let mut cause = error.source();
    while let Some(deeper) = cause {
        let said = deeper.to_string();
        if !text.contains(&said) {
            text = format!("{text}: {said}");
        }
        cause = deeper.source();
    }
    // Nothing is left to do where even this fails.
    let _ = writeln!(std::io::stderr(), "{text}");
}
