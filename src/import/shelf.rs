//! `Shelf`: what comes with the program as files of data, each under a name; a user's own file stands beside them.

use super::{
    error::{ImportError, listed, nearest, shown},
    input::Input,
    words::Words,
};
use std::path::Path;

/// Files of one kind that are compiled in, and how such a file is read.
pub struct Shelf<T> {
    /// What one of them is called, for instance `regime`.
    pub(super) kind: &'static str,
    /// Name and text of each, by name.
    pub(super) files: &'static [(&'static str, &'static str)],
    /// Reads one, these or a user's own.
    pub(super) read: fn(&Words) -> Result<T, ImportError>,
}

impl<T> Shelf<T> {
    /// Everything that comes with the program, by name.
    pub fn known(&self) -> impl Iterator<Item = T> {
        self.files.iter().filter_map(|(name, _)| self.named(name))
    }

    /// The names of what comes with the program, ascending.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.files.iter().map(|&(name, _)| name)
    }

    /// What comes with the program under that name.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<T> {
        let (name, text) = self.files.iter().find(|(known, _)| *known == name)?;
        Some((self.read)(&Words { file: name, text }).expect("a test reads every file that is compiled in"))
    }

    /// What comes with the program under that name, or what a file of the user's says whose name ends in `.toml`.
    ///
    /// # Errors
    /// Where there is no such name, and where the file cannot be read or is not what it should be.
    pub fn load(&self, asked: &str) -> Result<T, ImportError> {
        self.take(asked, Input::open)
    }

    /// The same, with another way to open the user's file.
    pub(super) fn take(
        &self,
        asked: &str,
        open: impl FnOnce(&Path) -> Result<Input, ImportError>,
    ) -> Result<T, ImportError> {
        let path = Path::new(asked);
        match self.named(asked) {
            Some(found) => Ok(found),
            None if super::input::ending(path).1 == "toml" => (self.read)(&Words::of(&open(path)?)?),
            None => Err(self.unknown(asked)),
        }
    }

    fn unknown(&self, asked: &str) -> ImportError {
        let known = || self.names();
        let near = nearest(asked, known()).map(|near| format!("did you mean `{near}`? "));
        ImportError::request(
            format!("no {} is called `{}`", self.kind, shown(asked)),
            format!(
                "{}known are {}; a file of your own ends in .toml",
                near.unwrap_or_default(),
                listed(known())
            ),
        )
    }
}
