//! `bystander completions SHELL` and `bystander man`: what a shell and `man` need to know of the program.

use super::{Done, Program, error::CliError};
use clap::{Args, CommandFactory as _};
use clap_complete::{Shell, generate};
use std::{io::Write as _, process::ExitCode};

/// For which shell.
#[derive(Args)]
pub(super) struct CompletionArguments {
    /// The shell that is to complete commands and options
    #[arg(value_enum)]
    shell: Shell,
}

/// Which page.
#[derive(Args)]
pub(super) struct ManArguments {
    /// The command whose page it is; without one, the program's
    command: Option<String>,
}

pub(super) fn completions(arguments: &CompletionArguments) -> Done {
    let mut text = Vec::new();
    generate(arguments.shell, &mut Program::command(), "bystander", &mut text);
    print(&text)
}

pub(super) fn man(arguments: &ManArguments) -> Done {
    let mut program = Program::command();
    program.build();
    let page = match &arguments.command {
        None => program,
        Some(name) => program.find_subcommand(name).cloned().ok_or_else(|| unknown(&program))?,
    };
    let mut text = Vec::new();
    clap_mangen::Man::new(page).render(&mut text).expect("memory can be written to");
    print(&text)
}

fn unknown(program: &clap::Command) -> CliError {
    let known: Vec<&str> = program.get_subcommands().map(clap::Command::get_name).collect();
    CliError::Change {
        flag: "man".to_owned(),
        wrong: "there is no command of that name".to_owned(),
        way_out: format!("the commands are {}", known.join(", ")),
    }
}

fn print(text: &[u8]) -> Done {
    std::io::stdout().write_all(text).map_err(CliError::Stdout)?;
    Ok(ExitCode::SUCCESS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_is_completed_and_has_a_page() {
        let mut text = Vec::new();
        generate(Shell::Bash, &mut Program::command(), "bystander", &mut text);
        let (text, mut program) = (String::from_utf8(text).unwrap(), Program::command());
        program.build();
        for command in program.get_subcommands() {
            assert!(text.contains(command.get_name()));
            let mut page = Vec::new();
            clap_mangen::Man::new(command.clone()).render(&mut page).unwrap();
            assert!(page.starts_with(b".ie"), "a page in the language of man");
        }
    }
}
