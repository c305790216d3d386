//! `Plan`: what is to be read, from where, and what the columns and attributes are.

use super::{
    Request,
    error::{ImportError, listed, nearest, shown},
    input::file_name,
};
use crate::model::{
    attribute::{Attribute, Origin, Role},
    case::{AuditCase, StatedParameters},
    eligibility::HeldColumn,
};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

/// The columns of one table that have another name in the file: ours, theirs.
pub(super) type Renamed = BTreeMap<String, String>;

/// What is to be read.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub(super) case: AuditCase,
    pub(super) parameters: StatedParameters,
    pub(super) ties: Option<PathBuf>,
    pub(super) consents: Option<PathBuf>,
    pub(super) people: Option<PathBuf>,
    pub(super) settings: Option<PathBuf>,
    pub(super) segments: Vec<PathBuf>,
    pub(super) places: Option<PathBuf>,
    /// The regime that is asked for: a name, or a file.
    pub(super) regime: Option<String>,
    /// The columns that have another name in the file, by table.
    pub(super) renamed: BTreeMap<&'static str, Renamed>,
    /// What is stated about attributes, in the order of the statements.
    pub(super) parts: Vec<Part>,
    /// The columns of people that say when something held.
    pub(super) held_columns: Vec<HeldColumn>,
}

/// What is stated about an attribute; where two state the same, the later one holds.
#[derive(Debug, Default)]
pub(super) struct Part {
    pub(super) attribute: String,
    pub(super) role: Option<Role>,
    pub(super) special_category: Option<String>,
    pub(super) origin: Option<Origin>,
    /// The line of `case.toml`, or none where a flag says it.
    pub(super) line: Option<u64>,
}

impl Plan {
    /// Adds what `request` says: its tables take the place of those of the case, its lists are added.
    pub(super) fn add(&mut self, request: &Request) -> Result<(), ImportError> {
        let replace =
            |here: &mut Option<PathBuf>, there: &Option<PathBuf>| *here = there.clone().or(here.take());
        replace(&mut self.ties, &request.ties);
        replace(&mut self.consents, &request.consents);
        replace(&mut self.people, &request.people);
        replace(&mut self.settings, &request.settings);
        replace(&mut self.places, &request.places);
        self.segments.extend_from_slice(&request.segments);
        self.regime = request.regime.clone().or(self.regime.take());
        self.state_parts(request);
        self.held_columns.clone_from(&request.held_columns);
        if let Some(title) = &request.title {
            self.case.title.clone_from(title);
        } else if self.case.title.is_empty() {
            let ties = self.ties.as_deref().map(file_name).unwrap_or_default();
            self.case.title = format!("Audit of {ties}");
        }
        self.case.directed |= request.directed;
        if let Some(direction) = request.direction {
            if !self.case.directed {
                let way_out = "say that the ties are directed, or leave the direction out";
                return Err(ImportError::request("a direction is stated for ties that have none", way_out));
            }
            self.case.direction = direction;
        }
        Ok(())
    }

    fn state_parts(&mut self, request: &Request) {
        let role = |names: &[String], role| {
            let part = |name: &String| Part { attribute: name.clone(), role: Some(role), ..Part::default() };
            names.iter().map(part).collect::<Vec<_>>()
        };
        self.parts.extend(role(&request.place_attributes, Role::Place));
        self.parts.extend(role(&request.group_attributes, Role::Group));
        self.parts.extend(request.special_attributes.iter().map(|(name, category)| Part {
            attribute: name.clone(),
            special_category: Some(category.clone()),
            ..Part::default()
        }));
    }

    /// The columns of `table` that have another name in its file.
    pub(super) fn renamed(&self, table: &str) -> Renamed {
        self.renamed.get(table).cloned().unwrap_or_default()
    }

    /// Whether anything is stated about an attribute, or asked of it.
    pub(super) fn mentions(&self, attribute: &str) -> bool {
        let held = || self.held_columns.iter().any(|column| column.name == attribute);
        self.parts.iter().any(|part| part.attribute == attribute) || held()
    }

    /// An error where an attribute whose values tell people apart is stated to be analysed: each value would be published,
    /// and would be somebody.
    pub(super) fn refuse_to_analyse(&self, attribute: &str) -> Result<(), ImportError> {
        let analysed = |part: &&Part| {
            matches!(part.role, Some(Role::Place | Role::Group)) || part.special_category.is_some()
        };
        match self.parts.iter().filter(analysed).find(|part| part.attribute == attribute) {
            None => Ok(()),
            Some(part) => Err(part.error(
                format!(
                    "the column `{}` tells people apart, and its values would be published",
                    shown(attribute)
                ),
                "code it into groups first",
            )),
        }
    }

    /// Gives the attributes the parts that are stated for them; an error where one is stated that nobody has.
    pub(super) fn assign(&self, attributes: &mut [Attribute]) -> Result<(), ImportError> {
        for part in &self.parts {
            let Some(attribute) = attributes.iter_mut().find(|known| known.name == part.attribute) else {
                return Err(part.unknown(attributes));
            };
            attribute.role = part.role.unwrap_or(attribute.role);
            attribute.origin = part.origin.unwrap_or(attribute.origin);
            if part.special_category.is_some() {
                attribute.special_category.clone_from(&part.special_category);
            }
        }
        Ok(())
    }
}

impl Part {
    fn unknown(&self, attributes: &[Attribute]) -> ImportError {
        let names = || attributes.iter().map(|known| known.name.as_str());
        let what = format!("people have no attribute `{}`", shown(&self.attribute));
        let way_out = match nearest(&self.attribute, names()) {
            _ if attributes.is_empty() => "give a people list that has it".to_owned(),
            Some(near) => format!("did you mean `{}`?", shown(near)),
            None => format!("they have {}", listed(names())),
        };
        self.error(what, way_out)
    }

    fn error(&self, what: String, way_out: impl Into<String>) -> ImportError {
        match self.line {
            Some(line) => ImportError::line("case.toml", line, what, way_out),
            None => ImportError::request(what, way_out),
        }
    }
}

/// `path` as seen from the folder of `case`.
pub(super) fn beside(case: &Path, path: &str) -> PathBuf {
    case.parent().unwrap_or(Path::new("")).join(path)
}
