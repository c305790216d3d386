//! `bystander trace CASE PERSON`: one person's answer, as a letter that can be sent to them and names nobody.

use super::{Done, error::CliError, explain::folded, inputs::Inputs, progress::Progress};
use crate::{
    chart::plain,
    import::{CLASSES, Sought},
    measure::{facts::FactSheet, trace::Trace},
    report::letter::{self, Passage},
};
use clap::Args;
use std::{
    io::{BufRead as _, Write as _},
    process::ExitCode,
};

/// Whose data is asked about, and in which form to answer.
#[derive(Args)]
#[command(allow_missing_positional = true)]
pub(super) struct Arguments {
    #[command(flatten)]
    inputs: Inputs,
    /// The person's id, exactly as the tables write it; with - it is read from standard input, so that it does not stay in the
    /// history of commands
    #[arg(hide_default_value = true)]
    person: String,
    /// Check a class of people too: one that `explain` lists, or a file of your own that ends in .toml. What holds on some days
    /// is read from columns of the people list, for instance `account_from`, `account_until` or `in_australia_days`
    #[arg(long, value_name = "NAME|FILE")]
    class: Option<String>,
    /// Print the answer for programs
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> Done {
    let sought = sought(arguments)?;
    let class = arguments.class.as_deref().map(|asked| CLASSES.load(asked)).transpose()?;
    let progress = Progress::new(arguments.inputs.quiet);
    let step = &mut |what: &str| progress.step(what);
    let (audit, person) = arguments.inputs.open_asking(Some(sought), class.as_ref(), step)?;
    let person = person.expect("the import finds the person or is an error");
    progress.step("tracing");
    let trace = Trace::of(&audit, person);
    let facts = class.as_ref().map(|class| FactSheet::of(&audit, class).of_person(person));
    let answer = class.as_ref().zip(facts.as_ref()).map(|(class, facts)| (class, class.check(facts)));
    drop(progress);
    let text = if arguments.json {
        format!("{:#}\n", letter::json(&audit, &trace, answer.as_ref()))
    } else {
        letter::letter(&audit, &trace, answer.as_ref()).iter().map(laid_out).collect::<Vec<_>>().join("\n")
    };
    std::io::stdout().write_all(text.as_bytes()).map_err(CliError::Stdout)?;
    Ok(ExitCode::SUCCESS)
}

/// The id that is asked about. Nothing that is said about it repeats it.
fn sought(arguments: &Arguments) -> Result<Sought, CliError> {
    if arguments.inputs.case().is_some_and(|case| !case.exists()) {
        return Err(CliError::NoCaseFirst);
    }
    let mut line = String::new();
    let id = if arguments.person == "-" {
        std::io::stdin().lock().read_line(&mut line).map_err(|_| CliError::NoPerson)?;
        &line
    } else {
        &arguments.person
    };
    Some(Sought::new(id)).filter(|sought| !sought.is_empty()).ok_or(CliError::NoPerson)
}

fn laid_out(passage: &Passage) -> String {
    let title = format!("{}\n\n", plain(&passage.title));
    let paragraphs = passage.paragraphs.iter().map(|text| folded("", &plain(text)));
    let items: String = passage.items.iter().map(|text| folded("-", &plain(text))).collect();
    let parts: Vec<String> = paragraphs.chain((!items.is_empty()).then_some(items)).collect();
    title + &parts.join("\n")
}
