//! `bystander observe`: expected against observed, from a case; or expected alone, from numbers of contacts.

use super::{
    Done,
    error::CliError,
    estimate::{Printed, consented, population, share, whole},
    part,
};
use crate::{
    render,
    report::estimate::{self, Question},
};
use clap::Args;
use std::path::{Path, PathBuf};

/// What to read, and in which form to print.
#[derive(Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    part: part::Arguments,
    /// Numbers of contacts in place of a network: a column `degree`, one row a person, or `degree` and `people`
    #[arg(
        long,
        value_name = "FILE",
        requires = "consent",
        conflicts_with_all = ["case", "ties", "consents", "people", "segments", "settings", "places", "messages", "reasons", "suppressions", "recipients", "transfers", "passed", "texts", "seats", "records"],
        help_heading = "Without a network"
    )]
    degrees: Option<PathBuf>,
    /// How many of them consented
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = whole, group = "consent", requires = "degrees", help_heading = "Without a network")]
    consenters: Option<u64>,
    /// With which probability each of them consented, 0 to 1
    #[arg(long, value_name = "P", allow_negative_numbers = true, value_parser = share, group = "consent", requires = "degrees", help_heading = "Without a network")]
    rate: Option<f64>,
}

pub(super) fn run(arguments: &Arguments) -> Done {
    match &arguments.degrees {
        None => part::run(&arguments.part, "observe"),
        Some(degrees) => from_degrees(arguments, degrees),
    }
}

fn from_degrees(arguments: &Arguments, degrees: &Path) -> Done {
    let population = population(degrees, None)?;
    let consent = consented(arguments.consenters, arguments.rate, Some(population.degrees.people()))?;
    let Some(consent) = consent else {
        let (what, way_out) =
            ("nobody is said to consent".to_owned(), "add --consenters or --rate".to_owned());
        return Err(CliError::Stated { what, way_out });
    };
    if arguments.part.json {
        let value = estimate::observe(&population.degrees, consent);
        return super::estimate::print(&render::json_of_value(&value, "observe")?);
    }
    let people = Some(population.degrees.people());
    let question =
        Question { people, population: Some(population), consent: Some(consent), ..Question::default() };
    Printed { json: false, csv: arguments.part.csv }.print(&estimate::answer(&question))
}
