//! What can go wrong in the roof, and how it is told.

use crate::{chart::plain, import::ImportError, render::RenderError};
use std::{
    error::Error,
    io::{ErrorKind, Write as _},
    panic::Location,
    path::PathBuf,
};

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
        shown(path)
    )]
    Exists { path: PathBuf },
    /// The output folder would be replaced and is no work of this program.
    #[error(
        "{} holds something that bystander did not write, and is not replaced; name another folder with --out",
        shown(path)
    )]
    NotOurs { path: PathBuf },
    /// The output is there and is not a folder.
    #[error("{} exists and is not a folder; name another folder with --out", shown(path))]
    NotAFolder { path: PathBuf },
    /// An input lies in the folder that would be replaced.
    #[error("{} holds this run's input; name another folder with --out", shown(path))]
    HoldsInput { path: PathBuf },
    /// A file or folder could not be written.
    #[error("writing {} failed: {}; nothing was left behind; {}", shown(path), cause.kind(), way_out(cause))]
    Write { path: PathBuf, cause: std::io::Error },
    /// A file of a report folder could not be read.
    #[error("reading {} failed: {}; name a report folder that bystander wrote", shown(path), cause.kind())]
    Read { path: PathBuf, cause: std::io::Error },
    /// A file of a report folder is not what a report folder holds.
    #[error("reading {}: {what}; bystander did not write it so, or it was changed since", plain(name))]
    Record { name: String, what: String },
    /// A file of the command on record is not among the inputs that were named.
    #[error(
        "{} was read for the report and is not among what --inputs names; name it, or its folder",
        plain(name)
    )]
    NotAmongInputs { name: String },
    /// Nothing of that name to explain.
    #[error(
        "nothing to explain is called {name}; {near}known are {known}; a regime of your own is a file ending in .toml"
    )]
    NoPage { name: String, near: String, known: String },
    /// A change that cannot be made.
    #[error("{flag}: {wrong}; {way_out}")]
    Change { flag: String, wrong: String, way_out: String },
    /// The case that the command names is not there; what was written in its place may be the person, and is not repeated.
    #[error("there is no case of the name that is written first; write the case, then the person")]
    NoCaseFirst,
    /// What follows `trace` cannot be understood; it may hold somebody's id, and is not repeated.
    #[error(
        "what follows trace is not understood; write the case, then the person, then the options, or see bystander trace --help"
    )]
    TraceArguments,
    /// No id was given, or none could be read.
    #[error(
        "no person is asked about; write their id after the case, or give it on standard input where - stands"
    )]
    NoPerson,
    /// A parameter is out of range.
    #[error("{flag} must be {wanted}")]
    OutOfRange { flag: &'static str, wanted: String },
    /// What was said cannot be true, or says too little.
    #[error("{what}; {way_out}")]
    Stated { what: String, way_out: String },
    /// Standard output was closed or is full.
    #[error("writing to standard output failed: {0}")]
    Stdout(std::io::Error),
}

/// A path as it may be shown on a terminal.
fn shown(path: &std::path::Path) -> String {
    plain(&path.display().to_string())
}

fn way_out(cause: &std::io::Error) -> &'static str {
    match cause.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            "make room, or name a folder elsewhere with --out"
        }
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            "name a folder that you may write with --out"
        }
        _ => "name a folder that does not exist yet, in one that does, with --out",
    }
}

/// Tells a fault of the program's own on standard error: the place in the code, and nothing of the data.
pub(super) fn print_fault(place: Option<&Location>) {
    let place = place.map_or_else(String::new, |place| format!(" at {}:{}", place.file(), place.line()));
    let text = format!(
        "error: bystander stopped at a fault of its own{place}; nothing was written; please report it"
    );
    // Nothing is left to do where even this fails.
    let _ = writeln!(std::io::stderr(), "{text}");
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
