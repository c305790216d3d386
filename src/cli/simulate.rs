//! `bystander simulate`: a synthetic incident with the truth beside it.

use super::{Done, error::CliError, out, progress::Progress};
use crate::{
    render::File,
    simulate::{
        self, Settings, ads,
        dated::{self, Records},
        donated,
    },
};
use clap::Args;
use std::{io::Write as _, path::PathBuf, process::ExitCode};

/// How large an incident, and where it goes.
#[derive(Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(super) struct Arguments {
    /// How many people
    #[arg(long, value_name = "N", default_value_t = 20_000, value_parser = clap::value_parser!(u32).range(1_000..=1_000_000))]
    people: u32,
    /// Where the random streams start; the same seed gives the same files
    #[arg(long, value_name = "N", default_value_t = 7)]
    seed: u64,
    /// An incident with dates: ties, consents and settings that begin and end, three apps of two firms, and records kept in part
    #[arg(long)]
    dated: bool,
    /// Messages of the campaign and objections against them, beside the incident without dates
    #[arg(long, conflicts_with_all = ["dated", "donated"])]
    messages: bool,
    /// Exports of a social platform, as people donate them: lists of friends with names alone, some of them shared
    #[arg(long, conflicts_with = "dated")]
    donated: bool,
    /// Ad libraries: sponsors, places and advertisements, with amounts that are ranges where they are small
    #[arg(long, conflicts_with_all = ["dated", "donated", "people", "messages"])]
    ads: bool,
    /// The folder of the case
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Let the case take the place of a folder that exists
    #[arg(long)]
    replace: bool,
}

pub(super) fn run(arguments: &Arguments) -> Done {
    out::check(&arguments.out, std::iter::empty())?;
    let progress = Progress::new(false);
    progress.step("simulating an incident");
    let settings = Settings { people: arguments.people, seed: arguments.seed };
    let files = if arguments.ads {
        ads::libraries(arguments.seed).files()
    } else if arguments.donated {
        donated::donations(&settings).files()
    } else if arguments.dated {
        dated::incident(&settings).files(Records::AsKept)
    } else if arguments.messages {
        simulate::incident(&settings).files_with_messages()
    } else {
        simulate::incident(&settings).files()
    };
    let files: Vec<File> = files.into_iter().map(|(path, bytes)| File { path, bytes }).collect();
    out::write(&arguments.out, &files, arguments.replace)?;
    drop(progress);
    let folder = arguments.out.display();
    let text = if arguments.ads {
        format!(
            "Ad libraries: {folder}/library\nTruth: {folder}/truth.json\nAudit them: bystander ads {folder}/library --places {folder}/places.csv \
             --swing {}\n",
            ads::CLOSE
        )
    } else {
        let (what, case) = if arguments.donated {
            ("Exports", format!("{folder}/exports"))
        } else {
            ("Case", folder.to_string())
        };
        format!("{what}: {case}\nTruth: {folder}/truth.json\nAudit it: bystander audit {case} --out REPORT\n")
    };
    std::io::stdout().write_all(text.as_bytes()).map_err(CliError::Stdout)?;
    Ok(ExitCode::SUCCESS)
}
