//! The roof: one file a command. The only floor that prints, exits or writes files.

mod adequacy;
mod ads;
mod audit;
mod change;
mod checklists;
mod claims;
mod class;
mod compare;
mod error;
mod estimate;
mod explain;
mod formats;
mod import;
mod inputs;
mod law;
mod layout;
mod lexicon;
mod manual;
mod notices;
mod observe;
mod out;
mod part;
mod practices;
mod progress;
mod schema;
mod simulate;
mod spread;
mod tc_string;
mod trace;
mod verify;
mod waterfall;
mod what_if;

use clap::{Parser, Subcommand};
use error::CliError;
use std::process::ExitCode;

/// Who was in the data without ever saying yes?
///
/// Audits political microtargeting: finds whose data was taken because a friend agreed, and who was singled out,
/// and writes a report that shows how far the data spread beyond direct consent. Works offline; nothing it reads
/// leaves the machine.
#[derive(Parser)]
#[command(name = "bystander", bin_name = "bystander", version, max_term_width = 110)]
struct Program {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// The main job: read, measure, check, write the whole report folder
    Audit(audit::Arguments),
    /// Exports to tables: reads what platforms, tools and firms hand out, and accounts for every record
    Import(import::Arguments),
    /// What exports are read, and what each gives an audit
    Formats(formats::Arguments),
    /// How far the data spread: people by hop, exposure, ties seen
    Spread(spread::Arguments),
    /// Whether the spread is more than chance: expected against observed
    Observe(observe::Arguments),
    /// Who exposed whom: responsibility of each consenter
    ShareOut(part::Arguments),
    /// Who is in the segments, and where they concentrate
    Segments(part::Arguments),
    /// How often people were shown messages, when, and what followed an objection
    Contacts(part::Arguments),
    /// What people were told about why they see a message, held against what it was aimed with
    Reasons(part::Arguments),
    /// What the texts said that people agreed to: how far down, how hard to read, what was bundled
    Texts(part::Arguments),
    /// How the organisations that passed the data on hang together, what for, and which deletions travelled
    Chain(part::Arguments),
    /// How long records stay true, and how old they were when they were used
    Ageing(part::Arguments),
    /// Where the data went: which organisation holds whom, and how far that is from direct consent
    Flows(part::Arguments),
    /// What ad libraries hold: who paid how much, where, whom for, and how much of it is known
    Ads(ads::Arguments),
    /// What notices, records and labels of political advertisements tell, held against checklists
    Notices(notices::Arguments),
    /// Published figures recomputed: ratios, sums, what printed shares imply, what excludes what
    Claims(claims::Arguments),
    /// Reach where the network is secret: from counts of people, consenters and contacts alone
    Estimate(estimate::Arguments),
    /// The same audit with something changed: closed earlier, other rules, without an app or a consenter
    WhatIf(what_if::Arguments),
    /// One person's answer: whether, how and when their data was within reach; a letter that names nobody
    Trace(trace::Arguments),
    /// How many people belong to a class, for instance those whom a settlement pays
    Class(class::Arguments),
    /// A synthetic incident with the truth beside it
    Simulate(simulate::Arguments),
    /// Whether a report folder is as it was written and, with its inputs, whether it comes out the same again
    Verify(verify::Arguments),
    /// Two audits side by side: what went in, what came and went, key figures with differences that add up
    Compare(compare::Arguments),
    /// What each key of results.json or findings.json may hold, as JSON Schema
    Schema(schema::Arguments),
    /// The page of a rule, a regime, a class of people, a checklist, the lexicon or the list of ages; without a name, the list of them
    Explain(explain::Arguments),
    /// What a shell needs to complete commands and options
    Completions(manual::CompletionArguments),
    /// The manual page of the program, or of one command, as `man -l -` shows it
    Man(manual::ManArguments),
}

/// Runs the program: results on standard output, everything else on standard error. The exit code is 0 when done, 1
/// where findings reach `--fail-on`, 2 on an error, a fault of the program's own included.
#[must_use]
pub fn run() -> ExitCode {
    std::panic::set_hook(Box::new(|fault| error::print_fault(fault.location())));
    let command = match Program::try_parse() {
        Ok(program) => program.command,
        // What was written may be somebody's id, and is not repeated.
        Err(error)
            if error.use_stderr() && std::env::args_os().nth(1).is_some_and(|verb| verb == "trace") =>
        {
            error::print(&CliError::TraceArguments);
            return ExitCode::from(2);
        }
        Err(error) => error.exit(),
    };
    let done = std::panic::catch_unwind(|| dispatch(&command));
    match done {
        Ok(Ok(code)) => code,
        Ok(Err(error)) => {
            error::print(&error);
            ExitCode::from(2)
        }
        Err(_) => ExitCode::from(2),
    }
}

fn dispatch(command: &Command) -> Done {
    match command {
        Command::Audit(arguments) => audit::run(arguments),
        Command::Import(arguments) => import::run(arguments),
        Command::Formats(arguments) => formats::run(arguments),
        Command::Spread(arguments) => spread::run(arguments),
        Command::Observe(arguments) => observe::run(arguments),
        Command::ShareOut(arguments) => part::run(arguments, "share_out"),
        Command::Segments(arguments) => part::run(arguments, "segments"),
        Command::Contacts(arguments) => part::run(arguments, "contacts"),
        Command::Reasons(arguments) => part::run(arguments, "explanations"),
        Command::Texts(arguments) => part::run(arguments, "consent_texts"),
        Command::Chain(arguments) => part::run(arguments, "chain"),
        Command::Ageing(arguments) => part::run(arguments, "ageing"),
        Command::Flows(arguments) => part::run(arguments, "flows"),
        Command::Ads(arguments) => ads::run(arguments),
        Command::Notices(arguments) => notices::run(arguments),
        Command::Claims(arguments) => claims::run(arguments),
        Command::Estimate(arguments) => estimate::run(arguments),
        Command::WhatIf(arguments) => what_if::run(arguments),
        Command::Trace(arguments) => trace::run(arguments),
        Command::Class(arguments) => class::run(arguments),
        Command::Simulate(arguments) => simulate::run(arguments),
        Command::Verify(arguments) => verify::run(arguments),
        Command::Compare(arguments) => compare::run(arguments),
        Command::Schema(arguments) => schema::run(arguments),
        Command::Explain(arguments) => explain::run(arguments),
        Command::Completions(arguments) => manual::completions(arguments),
        Command::Man(arguments) => manual::man(arguments),
    }
}

/// What a command gives back: the exit code, or one error for a person to read.
type Done = Result<ExitCode, CliError>;
