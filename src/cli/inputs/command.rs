//! The command line as it may be printed: every option that was given, every parameter that was in force, files by name.

use super::{Inputs, Whose};
use crate::model::{case::Parameters, command::Command};
use clap::ValueEnum as _;
use std::path::Path;

/// The options whose values are files; `--regime` is one of them where it ends in `.toml`.
pub(in crate::cli) const FILES: &[&str] = &[
    "--ties",
    "--consents",
    "--people",
    "--segments",
    "--settings",
    "--places",
    "--messages",
    "--reasons",
    "--suppressions",
    "--recipients",
    "--transfers",
    "--passed",
    "--texts",
    "--seats",
    "--records",
];

/// The name of a file or folder without the folders that lead to it.
pub(in crate::cli) fn name(path: &Path) -> String {
    let whole = path.canonicalize().ok();
    let name = path.file_name().or_else(|| whole.as_deref().and_then(Path::file_name));
    name.map_or_else(|| "CASE".to_owned(), |name| name.to_string_lossy().into_owned())
}

/// What stands for an export, whose own name is not told: what a platform handed out may be called after its owner.
pub(in crate::cli) const EXPORT: &str = "EXPORT";

/// What a case is called: a folder with a `case.toml` by its name, an export by none.
fn case_name(case: &Path) -> String {
    if case.join("case.toml").is_file() { name(case) } else { EXPORT.to_owned() }
}

impl Inputs {
    /// The command that makes the same again with `parameters`, which are all spelt out, so that no default that changes
    /// later changes what it does.
    pub(in crate::cli) fn command(&self, parameters: &Parameters) -> Command {
        let inputs = self.case.iter().map(|case| case_name(case)).collect();
        let mut command = Command { verb: "audit".to_owned(), inputs, options: Vec::new() };
        self.tables(&mut command);
        self.readings(&mut command);
        self.how.say(&mut command);
        said(parameters, &mut command);
        command
    }

    fn tables(&self, command: &mut Command) {
        for (flag, file) in self.named_tables() {
            file.into_iter().for_each(|file| command.set(flag, name(file)));
        }
        self.segments.iter().for_each(|file| command.set("--segments", name(file)));
    }

    fn readings(&self, command: &mut Command) {
        if let Some(regime) = &self.regime {
            let is_file = is_file_of_rules(regime);
            command.set("--regime", if is_file { name(Path::new(regime)) } else { regime.clone() });
        }
        self.map.iter().for_each(|(ours, theirs)| command.set("--map", format!("{ours}={theirs}")));
        self.title.iter().for_each(|title| command.set("--title", title));
        command.switch("--directed", self.directed);
        self.direction.iter().for_each(|whose| command.set("--direction", word(*whose)));
        self.place.iter().for_each(|attribute| command.set("--place", attribute));
        self.group.iter().for_each(|attribute| command.set("--group", attribute));
        self.special.iter().for_each(|(name, of)| command.set("--special", format!("{name}={of}")));
    }
}

/// Whether a regime is named by a file of its own.
pub(in crate::cli) fn is_file_of_rules(regime: &str) -> bool {
    Path::new(regime).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"))
}

fn word(whose: Whose) -> String {
    whose.to_possible_value().expect("every value has a name").get_name().to_owned()
}

fn said(parameters: &Parameters, command: &mut Command) {
    command.set("--hops", parameters.hops.to_string());
    command.set("--draws", parameters.draws.to_string());
    command.set("--seed", parameters.seed.to_string());
    command.set("--min-cell", parameters.min_cell.to_string());
    parameters.cap.iter().for_each(|cap| command.set("--cap", cap.to_string()));
    parameters.swing.iter().for_each(|points| command.set("--swing", points.to_string()));
    parameters.unit_cost.iter().for_each(|cost| command.set("--unit-cost", cost.to_string()));
    parameters.currency.iter().for_each(|currency| command.set("--currency", currency));
    parameters.as_of.iter().for_each(|date| command.set("--as-of", date));
    parameters.from.iter().for_each(|day| command.set("--from", day.to_string()));
    parameters.until.iter().for_each(|day| command.set("--until", day.to_string()));
}

#[cfg(test)]
mod tests {
    use super::case_name;
    use std::fs;

    #[test]
    fn an_export_is_not_called_by_its_name() {
        let room = tempfile::tempdir().expect("a folder");
        let export = room.path().join("instagram-ada_1815");
        fs::create_dir(&export).expect("made");
        assert_eq!(case_name(&export), "EXPORT");
        fs::write(export.join("case.toml"), "").expect("written");
        assert_eq!(case_name(&export), "instagram-ada_1815");
    }
}
