//! `bystander import`: exports to our tables, and the account of what was read and what was not.

use super::{
    Done,
    error::CliError,
    inputs::mapping,
    out::{self, Written},
    progress::Progress,
    tc_string,
};
use crate::{
    import::exports::{Also, Ids, ImportRequest, Imported, SameNames, import},
    model::command::Command,
    render::File,
};
use clap::{Args, ValueEnum};
use std::{io::Write as _, path::PathBuf, process::ExitCode};

/// Which exports, and where the tables go.
#[derive(Args)]
pub(super) struct Arguments {
    /// The exports: folders, archives (.zip), single files, also .gz; several parts of one export are read as one
    #[arg(value_name = "EXPORT", required_unless_present = "tc_string")]
    exports: Vec<PathBuf>,
    /// The folder of the tables; without it the account of the reading is printed and nothing is written
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Let the tables take the place of a folder that an import wrote before
    #[arg(long, requires = "out")]
    replace: bool,
    /// Write people and ties in further formats too, and with parquet every table
    #[arg(long, value_name = "FORMAT", value_parser = also, value_delimiter = ',', requires = "out")]
    also: Vec<Also>,
    #[command(flatten)]
    how: How,
    /// A column of ours and its name in the file, for instance source=von,target=nach; with a table before it where it must be
    /// told: consents.person=id
    #[arg(long, value_name = "OURS=THEIRS", value_parser = mapping, value_delimiter = ',', help_heading = "How to read them")]
    map: Vec<(String, String)>,
    /// Decode a TC string of the IAB Transparency and Consent Framework instead; - reads it from standard input
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["exports", "out"], help_heading = "TC strings")]
    tc_string: Option<String>,
    /// The vendor list that names the vendors of the TC string
    #[arg(long, value_name = "FILE", requires = "tc_string", help_heading = "TC strings")]
    vendor_list: Option<PathBuf>,
    /// As JSON
    #[arg(long)]
    json: bool,
    /// No progress on standard error
    #[arg(long, short)]
    quiet: bool,
}

/// How exports are read; shared by every command that opens one.
#[derive(Args)]
pub(super) struct How {
    /// What equal names on the lists of several donors are taken for, where nothing else tells [default: apart]
    #[arg(long, value_enum, value_name = "HOW", help_heading = "How to read them")]
    same_names: Option<Names>,
    /// What equal ids in several network files are taken for, each of which has ids of its own
    #[arg(long, value_enum, value_name = "HOW", help_heading = "How to read them")]
    ids: Option<SameIds>,
    /// The format that exports are read as, where they are not known by themselves: a name that `formats` lists
    #[arg(long = "as", value_name = "FORMAT", help_heading = "How to read them")]
    format: Option<String>,
    /// How many records of a file may be unreadable before that is an error, for instance 2% [default: 0.1%]
    #[arg(long, value_name = "SHARE", value_parser = percent, help_heading = "How to read them")]
    max_rejects: Option<f64>,
}

/// [`SameNames`] as a flag.
#[derive(Clone, Copy, ValueEnum)]
enum Names {
    /// several people
    Apart,
    /// one person, or as few as can be: one end, and no statement of who is who
    Together,
}

/// [`Ids`] as a flag.
#[derive(Clone, Copy, ValueEnum)]
enum SameIds {
    /// one person
    Same,
    /// several people
    Apart,
}

fn also(text: &str) -> Result<Also, String> {
    let names = || Also::ALL.map(Also::name).join(", ");
    Also::ALL
        .into_iter()
        .find(|also| also.name() == text)
        .ok_or_else(|| format!("expected one of {}", names()))
}

/// A share between 0 and 1, written with a percent sign.
pub(super) fn percent(text: &str) -> Result<f64, String> {
    let number = text.strip_suffix('%').and_then(|number| number.trim().parse::<f64>().ok());
    let within = number.filter(|number| (0.0..=100.0).contains(number));
    within
        .map(|number| number / 100.0)
        .ok_or_else(|| "expected a share from 0% to 100%, written as 2%".to_owned())
}

/// A share as [`percent`] reads it.
pub(super) fn in_percent(share: f64) -> String {
    format!("{}%", (share * 1e11).round() / 1e9)
}

impl How {
    /// Adds the options that were given to the command as it may be printed.
    pub(super) fn say(&self, command: &mut Command) {
        let word = |value: clap::builder::PossibleValue| value.get_name().to_owned();
        let named = |value: Option<clap::builder::PossibleValue>| value.map(word);
        let options = [
            ("--same-names", named(self.same_names.and_then(|names| names.to_possible_value()))),
            ("--ids", named(self.ids.and_then(|ids| ids.to_possible_value()))),
            ("--as", self.format.clone()),
            ("--max-rejects", self.max_rejects.map(in_percent)),
        ];
        for (flag, value) in options {
            value.into_iter().for_each(|value| command.set(flag, value));
        }
    }

    /// The request for `exports`.
    pub(super) fn request(&self, exports: Vec<PathBuf>) -> ImportRequest {
        let default = ImportRequest::default();
        ImportRequest {
            exports,
            same_names: match self.same_names {
                Some(Names::Together) => SameNames::Together,
                Some(Names::Apart) | None => SameNames::Apart,
            },
            ids: self.ids.map(|ids| match ids {
                SameIds::Same => Ids::Same,
                SameIds::Apart => Ids::Apart,
            }),
            format: self.format.clone(),
            max_rejects: self.max_rejects.unwrap_or(default.max_rejects),
            ..default
        }
    }
}

pub(super) fn run(arguments: &Arguments) -> Done {
    if let Some(text) = &arguments.tc_string {
        return tc_string::run(text, arguments.vendor_list.as_deref(), arguments.json);
    }
    if let Some(out) = &arguments.out {
        out::check(out, arguments.exports.iter())?;
    }
    let progress = Progress::new(arguments.quiet);
    let request = ImportRequest {
        renamed: arguments.map.clone(),
        also: arguments.also.clone(),
        ..arguments.how.request(arguments.exports.clone())
    };
    let imported = import(&request, &mut |what| progress.step(what))?;
    let written = match &arguments.out {
        None => None,
        Some(out) => {
            out::check(out, imported.opened.iter())?;
            progress.step("writing the tables");
            let file = |(path, bytes): &(String, Vec<u8>)| File { path: path.clone(), bytes: bytes.clone() };
            let files: Vec<File> = imported.files.iter().map(file).collect();
            Some((out, out::write(out, &files, arguments.replace)?))
        }
    };
    drop(progress);
    let told = if arguments.json { json(&imported) } else { page(&imported, written.as_ref()) };
    std::io::stdout().write_all(told.as_bytes()).map_err(CliError::Stdout)?;
    Ok(ExitCode::SUCCESS)
}

fn json(imported: &Imported) -> String {
    serde_json::to_string_pretty(&imported.reading).expect("an account is numbers and texts") + "\n"
}

fn page(imported: &Imported, written: Option<&(&PathBuf, Written)>) -> String {
    let ending = match written {
        None => "Nothing was written; add --out DIR to keep the tables.".to_owned(),
        Some((out, Written::New)) => format!("Tables: {}", out.display()),
        Some((out, Written::Unchanged)) => {
            format!("Tables: {} (were there already, byte for byte)", out.display())
        }
    };
    format!("{}\n{ending}\n", imported.reading.short_page())
}
