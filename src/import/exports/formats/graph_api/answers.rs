//! What answers look like: which files are some, what they are of, and of which version.

use super::super::json_file::JsonFile;
use crate::import::{
    error::ImportError,
    exports::{
        bundle::{Bundle, Entry},
        json::{Json, Node},
    },
};

/// What a file looks like from its beginning.
pub(super) struct Shape {
    pub(super) is_sure: bool,
}

/// The files that are answers, or may be beside some that are.
pub(super) fn answers(bundle: &Bundle) -> impl Iterator<Item = (&Entry, Shape)> {
    bundle.entries().iter().filter(|entry| entry.ending() == "json").filter_map(|entry| {
        let start: String = String::from_utf8_lossy(&bundle.peek(entry, 65_536))
            .split_whitespace()
            .collect::<Vec<_>>()
            .join("");
        let has = |texts: &[&str]| texts.iter().all(|text| start.contains(text));
        let begins = start.trim_start_matches(['\u{feff}', '[']).starts_with("{\"data\":[");
        let is_sure = has(&["graph.facebook.com", "\"data\":["])
            || has(&["\"permission\":", "\"status\":"]) && start.contains("\"data\":[")
            || has(&["\"installed\":1", "\"data\":["])
            || has(&["\"uid1\":", "\"uid2\":"])
            || has(&["\"friends\":{\"data\":["])
            || has(&["\"permissions\":{\"data\":["])
            || begins && has(&["\"id\":"]) && entry.name().contains("friends");
        let beside = begins
            || has(&["\"id\":"]) && matches!(entry.name(), "me.json" | "app.json" | "user.json")
            || has(&["\"error\":{"]);
        (is_sure || beside).then_some((entry, Shape { is_sure }))
    })
}

/// A file's name as far as it can name nobody: its letters before the first that is none, if they are a name that is usual here.
pub(super) fn usual_name(entry: &Entry) -> String {
    let word: String = entry.name().chars().take_while(char::is_ascii_alphabetic).collect();
    let rest = &entry.name()[word.len()..];
    let numbers = rest.trim_end_matches(".json").trim_start_matches(['_', '-', ' ']);
    let is_page = numbers.len() <= 4 && numbers.bytes().all(|byte| byte.is_ascii_digit());
    match word.as_str() {
        "me" | "app" | "user" | "friend" | "friends" | "permissions" | "people" | "users" if is_page => {
            entry.name().to_owned()
        }
        _ if entry.name().contains("friend") => "a file of friends".to_owned(),
        _ => "a file".to_owned(),
    }
}

/// An error where the platform's answer is that there is none.
pub(super) fn refuse_errors(files: &[JsonFile]) -> Result<(), ImportError> {
    for file in files {
        if let Some(error) = file.root().get("error") {
            let code = error.get("code").and_then(Node::whole).map(|code| format!(" with code {code}"));
            let what =
                format!("the platform answered with an error{}, and not with data", code.unwrap_or_default());
            return Err(file.error(error, what, "take the file out, and do not count its person"));
        }
    }
    Ok(())
}

/// The app that got the answers, as far as they say.
#[derive(Clone, Default)]
pub(super) struct App {
    pub(super) id: Option<String>,
    pub(super) name: Option<String>,
}

impl App {
    /// The app that one of `files` names.
    pub(super) fn of(files: &[JsonFile]) -> Option<Self> {
        let app = files.iter().find_map(|file| {
            let nested = file.root().first(&["app", "application"]);
            nested.or_else(|| file.input.name.ends_with("app.json").then(|| file.root()))
        })?;
        let told = |key| app.get(key).and_then(Node::id).map(str::to_owned);
        Some(Self { id: told("id"), name: told("name") })
    }
}

/// The records of an answer: its `data`, or a bare list.
pub(super) fn list<'a>(file: &JsonFile, page: &'a Node) -> Result<&'a [Node], ImportError> {
    let list = page.get("data").unwrap_or(page);
    match list.value {
        Json::List(_) => Ok(list.list()),
        _ => Err(file.error(list, "a list was expected here", "fetch the answer again; nothing was read")),
    }
}

/// Whether a record is one of version 1 or of FQL: permissions as keys, 1 or 0 as values.
pub(super) fn is_first_version(node: &Node) -> bool {
    let flag = |node: &Node| matches!(node.whole(), Some(0 | 1));
    let known = |key: &str| {
        matches!(key, "installed" | "basic_info" | "email")
            || key.starts_with("friends_")
            || key.starts_with("user_")
    };
    node.map().iter().any(|(key, value)| known(key) && flag(value))
}

/// Whether a value or one in it is such.
pub(super) fn contains(node: &Node, such: &dyn Fn(&Node) -> bool) -> bool {
    let inner = node.list().iter().chain(node.map().iter().map(|(_, value)| value));
    such(node) || inner.into_iter().any(|node| contains(node, such))
}

/// A generation of the Graph API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    /// Until 2015: ids are the same for every app.
    First,
    /// Since 2014: ids count inside one app.
    Second,
}

impl Version {
    /// The version that the permissions in `files` have the shape of; none where there are none.
    pub(super) fn of(files: &[JsonFile]) -> Option<Self> {
        let any = |such: &dyn Fn(&Node) -> bool| files.iter().any(|file| contains(file.root(), such));
        if any(&is_first_version) {
            return Some(Self::First);
        }
        any(&|node| node.get("permission").is_some()).then_some(Self::Second)
    }

    /// The version of all answers that tell one, if they agree.
    pub(super) fn of_all(folders: &[Vec<JsonFile>]) -> Option<Self> {
        let mut told = folders.iter().filter_map(|files| Self::of(files));
        let first = told.next()?;
        told.all(|version| version == first).then_some(first)
    }
}
