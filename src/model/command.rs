//! The command that makes a report, as it may be printed: files by their names, without the folders that lead to them.

use serde::Serialize;

/// What stands after `bystander`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Command {
    /// The verb, for instance `audit`.
    pub verb: String,
    /// The case or the files that are read, by name.
    pub inputs: Vec<String>,
    /// The options that were given, in the order in which they are printed.
    pub options: Vec<CommandOption>,
}

/// An option: its flag, and its value where it takes one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CommandOption {
    /// The flag with its two dashes.
    pub flag: String,
    /// The value; `None` for a flag that stands alone.
    pub value: Option<String>,
}

impl Command {
    /// Adds an option with a value.
    pub fn set(&mut self, flag: &str, value: impl Into<String>) {
        self.options.push(CommandOption { flag: flag.to_owned(), value: Some(value.into()) });
    }

    /// Adds a flag that stands alone, where it was given.
    pub fn switch(&mut self, flag: &str, given: bool) {
        if given {
            self.options.push(CommandOption { flag: flag.to_owned(), value: None });
        }
    }

    /// The line to be typed into a shell, but for where the report goes.
    ///
    /// ```
    /// use bystander::model::command::Command;
    ///
    /// let mut command = Command { verb: "audit".into(), inputs: vec!["our case".into()], ..Command::default() };
    /// command.set("--seed", "1");
    /// command.switch("--directed", true);
    /// assert_eq!(command.line(), "bystander audit 'our case' --seed 1 --directed");
    /// ```
    #[must_use]
    pub fn line(&self) -> String {
        let options = self.options.iter().flat_map(|option| [Some(&option.flag), option.value.as_ref()]);
        let words = std::iter::once(&self.verb).chain(&self.inputs).chain(options.flatten());
        words.fold("bystander".to_owned(), |line, word| line + " " + &quoted(word))
    }
}

/// A word as a shell takes it for one.
fn quoted(word: &str) -> String {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "-_./=:,%+@".contains(letter);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_word_that_a_shell_would_part_or_run_is_quoted() {
        assert_eq!(["ties.csv", "5%", "a=b"].map(quoted), ["ties.csv", "5%", "a=b"]);
        assert_eq!(["", "$(x)", "it's"].map(quoted), ["''", "'$(x)'", "'it'\\''s'"]);
    }
}
