//! `bystander spread`: how far the data spread, by the plan that needs least for it.
//!
//! Where nothing is asked for but what ties and consents alone say, and nothing has a date, the ties are streamed: read once
//! for each step and never kept. Everything else is read into tables, and the ties into rows. The figures are the same.

use super::{Done, inputs::Inputs, part, progress::Progress};
use crate::{
    audit::Audit,
    graph::{repeats::Repeats, sweep::Sweep},
    import::tie_stream::{Expected, TieStream, is_plain},
    measure::{Measures, bounds::Bounds, spread::Spread},
    model::{case::Parameters, gap::Gaps, grant::Grant, number::count},
    report::Report,
    table::Tables,
};
use clap::{Args, ValueEnum};
use std::{io::Write as _, process::ExitCode};

/// How often ties are read at most; a network with more steps than that is read into rows.
const READINGS: usize = 16;

/// What to read, in which form to print, and by which plan.
#[derive(Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    part: part::Arguments,
    /// Print how it would be done and what memory it would take, and do nothing; --plan=stream or --plan=rows asks for one
    /// plan
    #[arg(
        long,
        value_enum,
        value_name = "PLAN",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "show"
    )]
    plan: Option<Plan>,
}

/// How the spread is found out.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Plan {
    /// print the plan, and do nothing
    Show,
    /// read the ties once for each step, and keep none; where that cannot be done, as rows
    Stream,
    /// read the ties once, and keep who is tied to whom in rows
    Rows,
}

pub(super) fn run(arguments: &Arguments) -> Done {
    let inputs = &arguments.part.inputs;
    let request = inputs.request();
    let stated = inputs.parameters();
    if !is_plain(&request) || stated.from.is_some() || stated.until.is_some() {
        return match arguments.plan {
            Some(Plan::Show) => show(None),
            _ => part::run(&arguments.part, "spread"),
        };
    }
    inputs.check()?;
    match arguments.plan {
        Some(Plan::Show) => show(TieStream::expected(&request).as_ref()),
        Some(Plan::Rows) => rows(arguments),
        Some(Plan::Stream) | None => match stream(inputs)? {
            Some((spread, gaps)) => print(arguments, Parameters::from(stated), spread, &gaps),
            None => rows(arguments),
        },
    }
}

/// The spread and what was not read, where the ties can be streamed and few steps lead to everybody.
fn stream(inputs: &Inputs) -> Result<Option<(Spread, Gaps)>, super::CliError> {
    let request = inputs.request();
    let Some(expected) = TieStream::expected(&request) else { return Ok(None) };
    let progress = Progress::new(inputs.quiet);
    let fresh = || Repeats::expecting(expected.ties);
    let opened = TieStream::open(&request, &mut |what| progress.step(what), fresh, Repeats::note);
    let Some((mut ties, repeats)) = opened else { return Ok(None) };
    let hops = Parameters::from(inputs.parameters()).hops;
    let count = repeats.ties();
    let suspects = repeats.suspects(|person| ties.row(person));
    let mut sweep = Sweep::new((ties.people(), ties.rows()), ties.consenters(), hops, (count, suspects));
    for step in 1..READINGS {
        progress.step(&format!("reading the ties again, step {step}"));
        ties.each(&mut |ties| sweep.take(ties))?;
        if !sweep.another() {
            return Ok(Some((Spread::of_swept(&sweep.swept()), ties.gaps().clone())));
        }
    }
    Ok(None)
}

/// The same over a graph; all measures only where the grants say more than that they were given.
fn rows(arguments: &Arguments) -> Done {
    let progress = Progress::new(arguments.part.inputs.quiet);
    let audit = arguments.part.inputs.open(None, &mut |what| progress.step(what))?;
    let is_plain = |grant: &Grant| *grant == Grant::plain(grant.consenter, true, grant.line);
    if audit.dated_ties.is_some() || !audit.grants.rows.iter().all(is_plain) {
        return part::measured(&arguments.part, "spread", &audit, progress);
    }
    progress.step("measuring the spread");
    let spread = Spread::of(&audit);
    drop(progress);
    print(arguments, audit.parameters, spread, &audit.gaps)
}

fn print(arguments: &Arguments, parameters: Parameters, spread: Spread, gaps: &Gaps) -> Done {
    let nobody = Audit::new(Tables::default(), parameters);
    let bounds = Bounds::exactly(spread.consenters, spread.bystanders);
    // Nothing else is printed, and nothing else is measured.
    let measures = Measures { spread, bounds, ..Measures::of(&nobody, |_| ()) };
    part::print(&arguments.part, "spread", &Report::new(&nobody, &measures, Vec::new()), gaps)
}

fn show(expected: Option<&Expected>) -> Done {
    let text = match expected {
        None => "plan: rows\n  \
                 The ties are read once and kept in rows. A stream needs an edge list and a list of consents without dates,\n  \
                 apps or scopes, given with --ties and --consents, and nothing else.\n"
            .to_owned(),
        Some(expected) => streaming(expected),
    };
    std::io::stdout().write_all(text.as_bytes()).map_err(super::CliError::Stdout)?;
    Ok(ExitCode::SUCCESS)
}

/// The plan of a stream, and what it takes.
fn streaming(&Expected { bytes, ties }: &Expected) -> String {
    let megabytes = |bytes: u64| count(bytes.div_ceil(1_000_000));
    format!(
        "plan: stream\n  \
         The ties are read once for each step and never kept.\n  \
         reading 1      who there is, what cannot be read, which ties may repeat\n  \
         reading 2      who is one step from a consenter, through how many; which ties do repeat\n  \
         reading 3, 4   who is two and three steps away\n  \
         further steps  over the ties of people not reached by then; read again only where they are many\n  \
         After {READINGS} readings the ties are read into rows instead.\n\
         ties: {} bytes, about {} ties\n\
         memory, about\n  \
         {:>6} MB  a filter of the ties, so that repeats count once\n  \
         {:>6} MB  ties of the last steps, at most\n  \
         {:>6} MB  for each million people whose ids are numbers close together; 60 MB where they are not\n\
         in rows, about\n  \
         {:>6} MB  the file, unpacked, and its ties\n  \
         {:>6} MB  rows\n",
        count(bytes),
        count(ties),
        megabytes(Repeats::bytes(ties)),
        megabytes(Sweep::MOST_LEFT.min(8 * ties)),
        1,
        megabytes(bytes + 12 * ties),
        megabytes(8 * ties),
    )
}
