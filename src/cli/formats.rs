//! `bystander formats`: what exports are read, what each gives an audit, and what it cannot give.

use super::{Done, error::CliError, layout::wrapped};
use crate::import::{
    ads,
    exports::{self, Format, Group},
};
use clap::Args;
use std::{fmt::Write as _, io::Write as _, process::ExitCode};

/// Which formats.
#[derive(Args)]
pub(super) struct Arguments {
    /// A format, or a part of its name; without one all are listed
    name: Option<String>,
    /// As JSON
    #[arg(long)]
    json: bool,
}

/// Everything that is read: exports, then ad libraries.
fn formats() -> impl Iterator<Item = &'static Format> {
    exports::formats().chain(ads::formats())
}

pub(super) fn run(arguments: &Arguments) -> Done {
    let wanted = arguments.name.as_deref().unwrap_or_default().to_lowercase();
    let fits = |format: &&Format| {
        let texts = [format.name, format.title, format.files, format.gives, format.how];
        texts.iter().any(|text| text.to_lowercase().contains(&wanted))
    };
    let exact = formats().find(|format| format.name == wanted);
    let found: Vec<&Format> = exact.map_or_else(|| formats().filter(fits).collect(), |format| vec![format]);
    if found.is_empty() {
        let what = "nothing that is read here is called that".to_owned();
        return Err(CliError::Stated { what, way_out: "`bystander formats` lists all".to_owned() });
    }
    let text = match (arguments.json, arguments.name.is_some()) {
        (true, _) => serde_json::to_string_pretty(&found).expect("formats are texts") + "\n",
        (false, true) => found.iter().map(|format| page(format)).collect::<Vec<_>>().join("\n"),
        (false, false) => list(&found),
    };
    std::io::stdout().write_all(text.as_bytes()).map_err(CliError::Stdout)?;
    Ok(ExitCode::SUCCESS)
}

fn list(formats: &[&Format]) -> String {
    let width = formats.iter().map(|format| format.name.len()).max().unwrap_or(0);
    let mut text = String::new();
    for group in Group::ALL {
        let mut own = formats.iter().filter(|format| format.group == group).peekable();
        if own.peek().is_some() {
            writeln!(text, "{}\n", group.title()).expect("a string takes everything");
        }
        for format in own {
            let first = format!("  {:<width$}  {}: {}", format.name, format.title, format.gives);
            text.push_str(&wrapped(&first, width + 4));
        }
        text.push('\n');
    }
    text.push_str(
        "`bystander formats NAME` tells of one: its files, what it cannot give, and how to get it.\n",
    );
    text
}

fn page(format: &Format) -> String {
    let mut text = format!("{}: {}\n", format.name, format.title);
    let parts = [
        ("Files", format.files),
        ("Gives", format.gives),
        ("Does not give", format.lacks),
        ("How to get it", format.how),
    ];
    for (title, words) in parts {
        write!(text, "\n{title}\n{}", wrapped(&format!("  {words}"), 2)).expect("a string takes everything");
    }
    text
}
