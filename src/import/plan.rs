//! `Plan`: what is to be read, from where, and what the columns and attributes are.

use super::{
    Request,
    columns::TABLES,
    error::{ImportError, listed, nearest, shown},
    hashed::Hashing,
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
    pub(super) neighbours: Option<PathBuf>,
    pub(super) messages: Option<PathBuf>,
    pub(super) suppressions: Option<PathBuf>,
    pub(super) reasons: Option<PathBuf>,
    pub(super) recipients: Option<PathBuf>,
    pub(super) transfers: Option<PathBuf>,
    pub(super) passed: Option<PathBuf>,
    pub(super) texts: Option<PathBuf>,
    pub(super) seats: Option<PathBuf>,
    pub(super) records: Option<PathBuf>,
    /// How the texts of a hashed list of objections were written.
    pub(super) hashing: Hashing,
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
    /// The attribute in which people tell the same themselves.
    pub(super) truth: Option<String>,
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
        replace(&mut self.neighbours, &request.neighbours);
        replace(&mut self.messages, &request.messages);
        replace(&mut self.suppressions, &request.suppressions);
        replace(&mut self.reasons, &request.reasons);
        replace(&mut self.recipients, &request.recipients);
        replace(&mut self.transfers, &request.transfers);
        replace(&mut self.passed, &request.passed);
        replace(&mut self.texts, &request.texts);
        replace(&mut self.seats, &request.seats);
        replace(&mut self.records, &request.records);
        self.segments.extend_from_slice(&request.segments);
        self.regime = request.regime.clone().or(self.regime.take());
        self.rename(request)?;
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

    /// Adds the names that `request` gives columns. Where the case is an export, a name may be meant for its files.
    fn rename(&mut self, request: &Request) -> Result<(), ImportError> {
        let is_export = request.case.is_some() && self.ties.is_none();
        let tables = self.given();
        for (ours, theirs) in &request.renamed {
            match the_table(ours, &tables)? {
                Some((table, column)) => {
                    let renamed = self.renamed.entry(table).or_default();
                    let taken = renamed.iter().find(|(known, name)| *name == theirs && *known != column);
                    if let Some((known, _)) = taken {
                        let what =
                            format!("`{}` is to be `{known}` and `{column}` of the {table}", shown(theirs));
                        return Err(ImportError::request(what, "name a column once"));
                    }
                    renamed.insert(column.to_owned(), theirs.clone());
                }
                None if is_export => {}
                None => {
                    let what = format!("no table that is read has a column `{}` of ours", shown(ours));
                    let known = tables.iter().flat_map(|(_, columns)| columns.iter().copied());
                    let mut known: Vec<&str> = known.collect();
                    known.sort_unstable();
                    known.dedup();
                    return Err(ImportError::request(what, format!("their columns are {}", listed(known))));
                }
            }
        }
        Ok(())
    }

    /// The tables that are read, with their columns.
    fn given(&self) -> Vec<(&'static str, &'static [&'static str])> {
        let is_given = |table: &str| match table {
            "ties" => self.ties.is_some(),
            "consents" => self.consents.is_some(),
            "people" => self.people.is_some(),
            "settings" => self.settings.is_some(),
            "segments" => !self.segments.is_empty(),
            "messages" => self.messages.is_some(),
            "suppressions" => self.suppressions.is_some(),
            "reasons" => self.reasons.is_some(),
            "records" => self.records.is_some(),
            "neighbours" => self.neighbours.is_some(),
            "recipients" => self.recipients.is_some(),
            "transfers" => self.transfers.is_some(),
            "passed" => self.passed.is_some(),
            "texts" => self.texts.is_some(),
            "seats" => self.seats.is_some(),
            _ => self.places.is_some(),
        };
        TABLES.iter().filter(|(table, _)| is_given(table)).copied().collect()
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
            if part.truth.is_some() {
                attribute.truth.clone_from(&part.truth);
            }
        }
        self.parts.iter().try_for_each(|part| part.check_truth(attributes))
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

    /// An error where the attribute in which people are to tell the same themselves is not there, or was inferred too.
    fn check_truth(&self, attributes: &[Attribute]) -> Result<(), ImportError> {
        let Some(truth) = &self.truth else { return Ok(()) };
        let told = attributes.iter().find(|known| known.name == *truth);
        if self.attribute == *truth || told.is_some_and(|told| told.origin == Origin::Inferred) {
            let what = format!(
                "`{}` is inferred, and cannot be the truth of `{}`",
                shown(truth),
                shown(&self.attribute)
            );
            return Err(self.error(what, "name the column in which people told it themselves"));
        }
        if told.is_some() {
            return Ok(());
        }
        let missing = Self { attribute: truth.clone(), line: self.line, ..Self::default() };
        Err(missing.unknown(attributes))
    }

    fn error(&self, what: String, way_out: impl Into<String>) -> ImportError {
        match self.line {
            Some(line) => ImportError::line("case.toml", line, what, way_out),
            None => ImportError::request(what, way_out),
        }
    }
}

/// Which of `tables` a name such as `source` or `ties.source` means, and the column; `None` where none has it.
fn the_table<'a>(
    ours: &'a str,
    tables: &[(&'static str, &[&str])],
) -> Result<Option<(&'static str, &'a str)>, ImportError> {
    if let Some((table, column)) = ours.split_once('.') {
        let knows = |(name, columns): &&(&'static str, &[&str])| {
            *name == table && (table == "people" || columns.contains(&column))
        };
        return Ok(tables.iter().find(knows).map(|(name, _)| (*name, column)));
    }
    let with: Vec<&'static str> =
        tables.iter().filter(|(_, columns)| columns.contains(&ours)).map(|(table, _)| *table).collect();
    match with[..] {
        [] => Ok(None),
        [table] => Ok(Some((table, ours))),
        _ => {
            let what =
                format!("`{}` is a column of several tables: {}", shown(ours), listed(with.iter().copied()));
            Err(ImportError::request(what, format!("write the table before it, as in {}.{ours}", with[0])))
        }
    }
}

/// `path` as seen from the folder of `case`.
pub(super) fn beside(case: &Path, path: &str) -> PathBuf {
    case.parent().unwrap_or(Path::new("")).join(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn renamed(ours: &str) -> Result<BTreeMap<&'static str, Renamed>, String> {
        let path = || Some(PathBuf::from("x"));
        let (ties, consents, people) = (path(), path(), path());
        let renamed = vec![(ours.to_owned(), "x".to_owned())];
        let mut plan = Plan::default();
        let request = Request { ties, consents, people, renamed, ..Request::default() };
        plan.add(&request).map_err(|error| error.to_string())?;
        Ok(plan.renamed)
    }

    fn assigned(truth: &str, told_is_inferred: bool) -> Result<Option<String>, String> {
        let attribute = |name: &str| Attribute::of_texts(name, ["x"].into_iter());
        let mut attributes = [attribute("leaning"), attribute("told")];
        let inferred = |name: &str, truth: Option<&str>| Part {
            attribute: name.to_owned(),
            origin: Some(Origin::Inferred),
            truth: truth.map(str::to_owned),
            line: Some(7),
            ..Part::default()
        };
        let mut plan = Plan { parts: vec![inferred("leaning", Some(truth))], ..Plan::default() };
        plan.parts.extend(told_is_inferred.then(|| inferred("told", None)));
        plan.assign(&mut attributes).map_err(|error| error.to_string())?;
        Ok(attributes[0].truth.clone())
    }

    #[test]
    fn the_truth_of_an_attribute_is_another_that_people_told_themselves() {
        assert_eq!(assigned("told", false), Ok(Some("told".to_owned())));
        let unknown = "reading case.toml, line 7: people have no attribute `tolt`; did you mean `told`?";
        assert_eq!(assigned("tolt", false), Err(unknown.to_owned()));
        for (truth, told_is_inferred) in [("leaning", false), ("told", true)] {
            let error = assigned(truth, told_is_inferred).expect_err("it is inferred");
            assert!(
                error.contains("line 7") && error.contains("cannot be the truth of `leaning`"),
                "{error}"
            );
        }
    }

    #[test]
    fn a_name_for_a_column_finds_its_table() {
        let one = |table, ours: &str| {
            BTreeMap::from([(table, BTreeMap::from([(ours.to_owned(), "x".to_owned())]))])
        };
        assert_eq!(renamed("source"), Ok(one("ties", "source")));
        assert_eq!(renamed("consents.person"), Ok(one("consents", "person")));
        assert_eq!(renamed("people.place"), Ok(one("people", "place")));
        let several = "`person` is a column of several tables: `consents`, `people`; write the table before it, as in \
                       consents.person";
        assert_eq!(renamed("person"), Err(several.to_owned()));
        let none = renamed("margin").expect_err("no places are read");
        assert!(
            none.starts_with("no table that is read has a column `margin` of ours; their columns are `app`"),
            "{none}"
        );
        assert!(renamed("places.margin").is_err());
    }
}
