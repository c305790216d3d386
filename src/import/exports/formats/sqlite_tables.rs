//! Which tables and columns of a database are ties, people and consents: proposed by their names, or as the user says.

use crate::import::error::{ImportError, listed};

/// A table of a database, with the names of its columns.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    pub(super) name: String,
    pub(super) columns: Vec<String>,
}

impl Found {
    /// The first of `names` that is a column.
    pub(super) fn column(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| {
            self.columns.iter().find(|column| column.eq_ignore_ascii_case(name)).map(String::as_str)
        })
    }
}

/// The names of both ends, and whether such ties point.
const ENDS: &[(&str, &str, bool)] = &[
    ("source", "target", false),
    ("source_id", "target_id", false),
    ("src", "dst", false),
    ("from", "to", false),
    ("from_id", "to_id", false),
    ("from_user", "to_user", false),
    ("user", "friend", false),
    ("user_id", "friend_id", false),
    ("person_id", "friend_id", false),
    ("user1", "user2", false),
    ("user_id1", "user_id2", false),
    ("user1_id", "user2_id", false),
    ("user_a", "user_b", false),
    ("person1", "person2", false),
    ("person_a", "person_b", false),
    ("node1", "node2", false),
    ("follower", "followee", true),
    ("follower", "followed", true),
    ("follower_id", "followee_id", true),
    ("follower_id", "followed_id", true),
    ("follower_id", "following_id", true),
];

const PEOPLE: &[&str] = &[
    "people", "person", "persons", "users", "user", "nodes", "node", "vertices", "members", "accounts",
    "profiles",
];
pub(super) const PERSON: &[&str] =
    &["person", "person_id", "user", "user_id", "member_id", "account_id", "uid", "id", "node"];
const CONSENTS: &[&str] = &[
    "consents",
    "consent",
    "grants",
    "grant",
    "installs",
    "installations",
    "app_installs",
    "app_users",
    "authorizations",
    "authorisations",
    "permissions",
];

/// The columns of the consents that are used: ours, and what they are called in databases.
pub(super) const CONSENT_COLUMNS: &[(&str, &[&str])] = &[
    ("app", &["app", "app_id", "app_name", "application"]),
    ("provider", &["provider"]),
    ("scopes", &["scopes", "scope", "permissions", "permission"]),
    ("purpose", &["purpose"]),
    (
        "given_on",
        &["given_on", "granted_on", "granted_at", "installed_on", "installed_at", "created_at", "date"],
    ),
    (
        "withdrawn_on",
        &["withdrawn_on", "withdrawn_at", "revoked_on", "revoked_at", "removed_at", "uninstalled_at"],
    ),
];

/// Columns that may say that somebody refused.
pub(super) const ANSWER: &[&str] =
    &["granted", "accepted", "agreed", "consented", "answer", "status", "state"];

/// What is taken from a database.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Chosen {
    /// Table, both ends, and whether ties point.
    pub(super) ties: Option<(Found, [String; 2], bool)>,
    /// Table and the column of the id.
    pub(super) people: Option<(Found, String)>,
    /// Table and the column of the id.
    pub(super) consents: Option<(Found, String)>,
    /// How many tables are not used.
    pub(super) unused: usize,
}

impl Chosen {
    /// Chooses among `tables` of `file`; `renamed` says what the user calls otherwise: ours, theirs.
    pub(super) fn of(
        file: &str,
        tables: &[Found],
        renamed: &[(String, String)],
    ) -> Result<Self, ImportError> {
        let said =
            |ours: &str| renamed.iter().find(|(name, _)| name == ours).map(|(_, theirs)| theirs.as_str());
        for kind in ["ties", "people", "consents"] {
            if let Some(name) = said(kind)
                && !tables.iter().any(|table| table.name == name)
            {
                return Err(nothing(
                    file,
                    &format!("there is no table for `{kind}` of the name given"),
                    tables,
                ));
            }
        }
        let wanted =
            |kind: &str, table: &Found, known: bool| said(kind).map_or(known, |name| name == table.name);
        let ties = tables.iter().filter_map(|table| {
            let (ends, directed) = ends(table, said("source"), said("target"))?;
            wanted("ties", table, true).then(|| (table.clone(), ends, directed))
        });
        let with_person = |kind: &'static str, names: &'static [&'static str]| {
            tables.iter().filter_map(move |table| {
                let known = names.iter().any(|name| table.name.eq_ignore_ascii_case(name));
                let theirs = said("person").and_then(|name| table.column(&[name]));
                let column = theirs.or_else(|| table.column(PERSON))?;
                wanted(kind, table, known).then(|| (table.clone(), column.to_owned()))
            })
        };
        let chosen = Self {
            ties: only(file, "ties", ties.collect(), |(table, ..)| table)?,
            people: only(file, "people", with_person("people", PEOPLE).collect(), |(table, _)| table)?,
            consents: only(file, "consents", with_person("consents", CONSENTS).collect(), |(table, _)| {
                table
            })?,
            unused: 0,
        };
        let used = [chosen.ties.is_some(), chosen.people.is_some(), chosen.consents.is_some()];
        let used = used.iter().filter(|used| **used).count();
        if used == 0 {
            return Err(nothing(
                file,
                "no table of the database looks like ties, people or consents",
                tables,
            ));
        }
        Ok(Self { unused: tables.len() - used, ..chosen })
    }
}

/// Both ends of the ties that a table holds, if it holds ties, and whether they point.
fn ends(table: &Found, source: Option<&str>, target: Option<&str>) -> Option<([String; 2], bool)> {
    if let (Some(source), Some(target)) = (source, target) {
        let ends = [table.column(&[source])?.to_owned(), table.column(&[target])?.to_owned()];
        return Some((ends, false));
    }
    ENDS.iter().find_map(|(one, other, directed)| {
        let ends = [table.column(&[one])?.to_owned(), table.column(&[other])?.to_owned()];
        Some((ends, *directed))
    })
}

/// The only candidate, if there is one; an error where there are several.
fn only<T>(
    file: &str,
    kind: &str,
    mut candidates: Vec<T>,
    table: impl Fn(&T) -> &Found,
) -> Result<Option<T>, ImportError> {
    if candidates.len() < 2 {
        return Ok(candidates.pop());
    }
    let names = listed(candidates.iter().map(|candidate| table(candidate).name.as_str()));
    let what = format!("several tables may be the {kind}: {names}");
    Err(ImportError::file(file, what, format!("say which: --map {kind}=ITS_NAME")))
}

fn nothing(file: &str, what: &str, tables: &[Found]) -> ImportError {
    let names = listed(tables.iter().map(|table| table.name.as_str()));
    let way_out = format!(
        "say which table and columns they are, for instance --map ties=TABLE --map source=COLUMN --map target=COLUMN; its tables are {names}"
    );
    ImportError::file(file, what, way_out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(name: &str, columns: &[&str]) -> Found {
        Found { name: name.to_owned(), columns: columns.iter().map(|name| (*name).to_owned()).collect() }
    }

    fn tables() -> Vec<Found> {
        vec![
            table("users", &["id", "sex"]),
            table("friendships", &["user_id", "friend_id", "since"]),
            table("app_installs", &["user_id", "app"]),
            table("migrations", &["version"]),
        ]
    }

    #[test]
    fn proposes_tables_by_their_names_and_columns() {
        let chosen = Chosen::of("x.db", &tables(), &[]).expect("a choice");
        let (ties, ends, directed) = chosen.ties.expect("ties");
        assert_eq!(
            (ties.name.as_str(), ends, directed),
            ("friendships", ["user_id".into(), "friend_id".into()], false)
        );
        assert_eq!(
            chosen.people.map(|(table, column)| (table.name, column)),
            Some(("users".into(), "id".into()))
        );
        assert_eq!(chosen.consents.map(|(table, _)| table.name), Some("app_installs".into()));
        assert_eq!(chosen.unused, 1);
    }

    #[test]
    fn asks_where_several_tables_may_be_the_ties() {
        let mut tables = tables();
        tables.push(table("follows", &["follower_id", "followed_id"]));
        let error = Chosen::of("x.db", &tables, &[]).expect_err("two candidates").to_string();
        assert!(error.contains("`friendships`, `follows`") && error.contains("--map ties="), "{error}");
        let said = [("ties".to_owned(), "follows".to_owned())];
        let (ties, _, directed) = Chosen::of("x.db", &tables, &said).expect("a choice").ties.expect("ties");
        assert_eq!((ties.name.as_str(), directed), ("follows", true));
    }

    #[test]
    fn names_the_tables_where_none_is_known() {
        let error = Chosen::of("x.db", &[table("t", &["x", "y"])], &[]).expect_err("nothing").to_string();
        assert!(error.contains("its tables are `t`"), "{error}");
        let said =
            [("source", "x"), ("target", "y")].map(|(ours, theirs)| (ours.to_owned(), theirs.to_owned()));
        assert!(Chosen::of("x.db", &[table("t", &["x", "y"])], &said).expect("a choice").ties.is_some());
    }
}
