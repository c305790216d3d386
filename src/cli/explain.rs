//! `bystander explain CODE`: the page of a rule.

use super::{Done, error::CliError};
use crate::{chart::plain, rule::RULES};
use clap::Args;
use std::{fmt::Write as _, io::Write as _, process::ExitCode};

/// Which rule.
#[derive(Args)]
pub(super) struct Arguments {
    /// The rule's code, for instance BY01; without one, every rule is listed
    code: Option<String>,
}

pub(super) fn run(arguments: &Arguments) -> Done {
    let text = match &arguments.code {
        Some(code) => page(code)?,
        None => list(),
    };
    std::io::stdout().write_all(text.as_bytes()).map_err(CliError::Stdout)?;
    Ok(ExitCode::SUCCESS)
}

fn page(code: &str) -> Result<String, CliError> {
    let rule =
        RULES.iter().find(|rule| rule.code.eq_ignore_ascii_case(code)).ok_or_else(|| CliError::NoRule {
            code: plain(&code.chars().take(12).collect::<String>()),
            known: RULES.iter().map(|rule| rule.code).collect::<Vec<_>>().join(", "),
        })?;
    Ok(format!("{}: {}\n\n{}\n", rule.code, rule.name, rule.page()))
}

fn list() -> String {
    RULES.iter().fold(String::new(), |mut text, rule| {
        writeln!(text, "{}  {} ({})", rule.code, rule.name, rule.requirement.reference)
            .expect("writing to text cannot fail");
        text
    })
}
