//! `bystander compare A B`: two audits, or two published claims, side by side.

use super::{
    Done,
    error::CliError,
    layout::laid_out,
    verify::{json, record_of},
};
use crate::{
    import,
    measure::claims::{Recomputed, abroad::Friends},
    render::{self, ro_crate::NAME},
    report::{
        claims,
        compare::{Comparison, Side},
        table::Table,
    },
};
use clap::Args;
use serde_json::Value;
use std::{
    collections::BTreeMap,
    io::Write as _,
    path::{Path, PathBuf},
    process::ExitCode,
};

/// The lists of the results that `--csv` prints.
const LISTS: &[&str] = &["inputs", "parameters", "figures", "segments", "findings"];

/// Which two, and in which form to print.
#[derive(Args)]
pub(super) struct Arguments {
    /// The first report: its folder, or its results.json alone
    #[arg(value_name = "A", required_unless_present = "claims")]
    first: Option<PathBuf>,
    /// The second, which the first is taken from
    #[arg(value_name = "B", required_unless_present = "claims")]
    second: Option<PathBuf>,
    /// Two published claims of the register that comes with the program instead, by their ids
    #[arg(long, value_name = "ID", num_args = 2, conflicts_with_all = ["first", "second"])]
    claims: Option<Vec<String>>,
    /// Print the comparison as JSON
    #[arg(long, conflicts_with_all = ["csv", "claims"])]
    json: bool,
    /// Print the comparison as CSV, an empty line between tables
    #[arg(long)]
    csv: bool,
}

/// What was read of a report.
struct Read {
    results: Value,
    findings: Option<Value>,
    definitions: Option<BTreeMap<String, String>>,
}

pub(super) fn run(arguments: &Arguments) -> Done {
    let text = match (&arguments.claims, &arguments.first, &arguments.second) {
        (Some(ids), ..) => two_claims(ids, arguments.csv)?,
        (None, Some(first), Some(second)) => two_reports([first, second], arguments)?,
        _ => unreachable!("two reports are required where no claims are named"),
    };
    std::io::stdout().write_all(text.as_bytes()).map_err(CliError::Stdout)?;
    Ok(ExitCode::SUCCESS)
}

fn two_reports(paths: [&PathBuf; 2], arguments: &Arguments) -> Result<String, CliError> {
    let [first, second] = [read(paths[0])?, read(paths[1])?];
    let comparison = Comparison::of(&first.side(), &second.side());
    if arguments.json {
        return Ok(render::json_of_results(comparison.results)?);
    }
    if !arguments.csv {
        return Ok(comparison.tables.iter().map(laid_out).collect::<Vec<_>>().join("\n"));
    }
    let rows =
        |list: &&'static str| comparison.results["compare"][*list].as_array().map(|rows| (*list, rows));
    let lists = LISTS.iter().filter_map(rows).filter(|(_, rows)| !rows.is_empty());
    let texts = lists.map(|(list, rows)| render::csv_of_list(list, rows));
    Ok(texts.collect::<Result<Vec<_>, _>>()?.join("\n"))
}

/// A report folder with all that it says, or its results alone.
fn read(path: &Path) -> Result<Read, CliError> {
    let is_folder = path.is_dir();
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let folder = if is_folder { path } else { path.parent().unwrap_or(Path::new("")) };
    let results = json(folder, if is_folder { "results.json" } else { &name })?;
    let there = |name: &str| is_folder && folder.join(name).symlink_metadata().is_ok();
    let optional = |name: &str| there(name).then(|| json(folder, name)).transpose();
    let definitions = optional(NAME)?.map(|metadata| record_of(&metadata)).transpose()?;
    let read = Read {
        results,
        findings: optional("findings.json")?,
        definitions: definitions.map(|record| record.definitions),
    };
    if !read.side().is_audit() {
        let what = "it holds no audit, and audits alone are compared".to_owned();
        return Err(CliError::Record { name, what });
    }
    Ok(read)
}

impl Read {
    fn side(&self) -> Side<'_> {
        let mut side = Side::new(&self.results);
        side.findings = self.findings.as_ref();
        side.definitions = self.definitions.as_ref();
        side
    }
}

/// What the register says of two claims, table by table.
fn two_claims(ids: &[String], as_csv: bool) -> Result<String, CliError> {
    let known = import::claims::read(None)?;
    if let Some(id) = ids.iter().find(|id| known.iter().all(|claim| claim.claim != **id)) {
        return Err(CliError::Stated {
            what: format!("the register has no claim called {}", crate::chart::plain(id)),
            way_out: "bystander claims prints them all".to_owned(),
        });
    }
    let tables = claims::tables(&Recomputed::of(&known, Friends::default()));
    let of_both = |mut table: Table| {
        let column = table.column("claim")?;
        table.rows.retain(|row| ids.contains(&row[column].shown()));
        (!table.rows.is_empty()).then_some(table)
    };
    let shown = |table: Table| if as_csv { render::csv_of(&table) } else { Ok(laid_out(&table)) };
    Ok(tables.into_iter().filter_map(of_both).map(shown).collect::<Result<Vec<_>, _>>()?.join("\n"))
}
