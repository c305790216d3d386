//! The list of an X archive's own files, `manifest.js`: what should be there, and how many records in each.

use super::part::{Head, global, open};
use crate::import::{
    error::ImportError,
    exports::{
        bundle::Bundle,
        json::Node,
        rows::{Contact, KeyKind, Rows},
    },
};

/// What the archive says of itself.
#[derive(Default)]
pub(super) struct Manifest {
    /// The name of the file, for errors.
    file: String,
    /// Each list with the name of its file and the number of its records, if told.
    listed: Vec<(Head, String, Option<usize>)>,
    /// The owner, as far as the manifest tells.
    pub(super) owner: Contact,
    /// Whether X says that it left something out.
    pub(super) is_partial: bool,
}

impl Manifest {
    /// The manifest of `bundle`, if it has one.
    pub(super) fn of(bundle: &Bundle, rows: &mut Rows) -> Result<Option<Self>, ImportError> {
        let is_one = |global: String| global.contains("__THAR_CONFIG");
        let Some(entry) = bundle.all("manifest.js").find(|entry| global(bundle, entry).is_some_and(is_one))
        else {
            return Ok(None);
        };
        let script = open(bundle, entry, rows)?;
        let kinds = script.root().get("dataTypes").map(Node::map).unwrap_or_default();
        let files = kinds.iter().flat_map(|(_, kind)| kind.get("files").map(Node::list).unwrap_or_default());
        let listed = files.filter_map(|file| {
            let name = file.get("fileName").and_then(Node::text)?;
            let global = file.get("globalName").and_then(Node::text).and_then(Head::of);
            let count = file.get("count").and_then(Node::whole).and_then(|count| usize::try_from(count).ok());
            Some((global.or_else(|| Head::of_file(name))?, file_name(name), count))
        });
        let listed = listed.collect();
        let keys = [(KeyKind::Id, "accountId"), (KeyKind::Handle, "userName")];
        let told = |key| script.root().path(&["userInfo", key]).and_then(Node::id).map(str::to_owned);
        let keys = keys.into_iter().filter_map(|(kind, key)| Some((kind, told(key)?))).collect();
        let owner = Contact { platform: super::PLATFORM, keys, name: told("displayName"), met: None };
        let is_partial = script.root().path(&["archiveInfo", "isPartialArchive"]).and_then(Node::truth);
        Ok(Some(Self { file: script.input.name, listed, owner, is_partial: is_partial == Some(true) }))
    }

    /// An error where a file that is listed and that would be read is not there.
    pub(super) fn check(&self, there: &[Head], wanted: impl Fn(&str) -> bool) -> Result<(), ImportError> {
        let is_missing = |head: &Head, count: Option<usize>| {
            wanted(&head.kind) && count != Some(0) && !there.contains(head)
        };
        let missing = self.listed.iter().find(|(head, _, count)| is_missing(head, *count));
        let Some((_, name, _)) = missing else { return Ok(()) };
        let what = format!("it lists {name}, and that file is not in the archive");
        Err(ImportError::file(&self.file, what, "fetch the archive again, or give all of its files"))
    }

    /// How many records a part should have, if the manifest says.
    pub(super) fn count(&self, head: &Head) -> Option<usize> {
        self.listed.iter().find(|(known, ..)| known == head).and_then(|(.., count)| *count)
    }
}

/// The file's own name without its folders.
fn file_name(path: &str) -> String {
    crate::import::error::shown(path.rsplit('/').next().unwrap_or_default())
}
