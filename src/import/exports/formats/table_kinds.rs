//! What a table is, by its header: ties, people, consents, answers of a survey, or one of our own tables.

use super::consent_lists::Survey;
use crate::import::{
    answers::Answer,
    body::Body,
    columns::{self, plain},
    exports::rows::Table,
    plan::Renamed,
};

/// What a table is; in the order in which tables are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    People,
    Ties,
    Consents,
    Survey,
    Other(Table),
}

/// The columns that make a table of ours: all of the first, and one of the second.
const OURS: &[(Table, &[&str], &[&str])] = &[
    (Table::Settings, &["person", "setting", "value"], &["setting"]),
    (Table::Segments, &["segment"], &["person", "dimension"]),
    (
        Table::Messages,
        &["message"],
        &["segment", "sponsor", "payer", "channel", "impressions", "reason_given"],
    ),
    (Table::Suppressions, &["person", "list"], &["channel", "since"]),
    (
        Table::Transfers,
        &["from", "to"],
        &["fields", "records", "purpose", "basis", "safeguard", "contract_on", "deleted_on"],
    ),
    (Table::Recipients, &["recipient"], &["role", "country", "kind"]),
    (Table::Places, &["place"], &["population", "margin", "electorate"]),
];

/// The columns that make a list of persons one of consents.
const CONSENTS: &[&str] = &["app", "provider", "scopes", "given_on", "withdrawn_on"];

/// Words in the name of a file that says who there is.
const PEOPLE: &[&str] =
    &["node", "vert", "people", "person", "user", "member", "participant", "profile", "account"];

impl Kind {
    /// The name of the table.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Ties => "ties",
            Self::Consents | Self::Survey => "consents",
            Self::Other(table) => table.name(),
        }
    }

    /// What a table in a file of that name is; `None` where nothing is certain.
    pub(super) fn of(body: &Body, file: &str, renamed: &[(String, String)]) -> Option<Self> {
        if Survey::of(body).is_some() {
            return Some(Self::Survey);
        }
        let kind = Self::of_header(body.header(), file, renamed)?;
        let status = body.header().iter().position(|name| plain(name) == "status");
        match (kind, status) {
            (Self::People, Some(status)) if holds_answers(body, status) => Some(Self::Consents),
            _ => Some(kind),
        }
    }

    /// The same of a header alone.
    pub(super) fn of_header(header: &[String], file: &str, renamed: &[(String, String)]) -> Option<Self> {
        let found = |table: &str, name: &str| {
            let renamed = renamed_for(table, header, renamed);
            let theirs = renamed.get(name).map_or(name, String::as_str);
            let others = || columns::others(table, header);
            header.iter().any(|column| column.eq_ignore_ascii_case(theirs))
                || others().iter().any(|(ours, places)| *ours == name && !places.is_empty())
        };
        let is_ours = |(table, all, one): &&(Table, &[&str], &[&str])| {
            all.iter().all(|name| found(table.name(), name))
                && one.iter().any(|name| found(table.name(), name))
        };
        if let Some((table, ..)) = OURS.iter().find(is_ours) {
            return Some(Self::Other(*table));
        }
        let names: Vec<String> = header.iter().map(|name| plain(name)).collect();
        if found("ties", "source") && found("ties", "target") || columns::are_ends(header) {
            return Some(Self::Ties);
        }
        if !found("people", "person") {
            return None;
        }
        let is_status = |name: &str| {
            name != "status"
                && columns::others("consents", &[name.to_owned()])
                    .iter()
                    .any(|(ours, at)| *ours == "status" && !at.is_empty())
        };
        let status_is_named = renamed_for("consents", header, renamed).contains_key("status");
        if status_is_named
            || CONSENTS.iter().any(|name| found("consents", name))
            || header.iter().any(|name| is_status(&plain(name)))
        {
            return Some(Self::Consents);
        }
        let says_person = renamed_for("people", header, renamed).contains_key("person")
            || names
                .iter()
                .zip(header)
                .any(|(name, column)| name != "id" && is_person(name) || column.contains(":ID"));
        let is_list =
            names.iter().any(|name| name == "label") || PEOPLE.iter().any(|word| file.contains(word));
        (says_person || is_list).then_some(Self::People)
    }
}

/// Whether a table of that kind is hardly anything else.
pub(super) fn is_certain(kind: Kind) -> bool {
    kind != Kind::People
}

fn is_person(name: &str) -> bool {
    name == "person"
        || columns::others("people", &[name.to_owned()]).iter().any(|(_, places)| !places.is_empty())
}

/// Whether some of the first cells of a column are answers to a question of consent.
fn holds_answers(body: &Body, column: usize) -> bool {
    let (mut seen, mut found) = (0, false);
    // The walk is ended where enough was seen.
    let _ = body.each(|_, record| {
        let text = record.ok().map(|record| record.text(column).to_owned()).unwrap_or_default();
        seen += usize::from(!text.is_empty());
        found |= !text.is_empty() && Answer::of(&text).is_some();
        if found || seen > 200 { Err(()) } else { Ok(()) }
    });
    found
}

/// The columns of `table` that the user says have another name, as far as `header` has that.
pub(super) fn renamed_for(table: &str, header: &[String], renamed: &[(String, String)]) -> Renamed {
    let ours = |ours: &str| {
        if let Some((of, column)) = ours.split_once('.') {
            (of == table).then(|| column.to_owned())
        } else {
            let known = columns::TABLES.iter().find(|(name, _)| *name == table);
            let of_rows = || Table::ALL.iter().find(|other| other.name() == table);
            let knows = known.is_some_and(|(_, columns)| columns.contains(&ours))
                || of_rows().is_some_and(|table| table.columns().contains(&ours));
            knows.then(|| ours.to_owned())
        }
    };
    let found = renamed.iter().filter(|(_, theirs)| header.contains(theirs));
    found.filter_map(|(name, theirs)| Some((ours(name)?, theirs.clone()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_says_what_a_table_is() {
        let kind = |names: &str, file: &str| {
            let header: Vec<String> = names.split(',').map(str::to_owned).collect();
            Kind::of_header(&header, file, &[])
        };
        assert_eq!(kind("Source,Target,Type,Id,Label,timeset,Weight", "x"), Some(Kind::Ties));
        assert_eq!(kind("Id,Label,timeset,age", "x"), Some(Kind::People));
        assert_eq!(kind("id,age", "nodes.csv"), Some(Kind::People));
        assert_eq!(kind("id,html,advertiser", "ads.csv"), None, "an id of anything");
        assert_eq!(kind("user_id,installed_at", "x"), Some(Kind::Consents));
        assert_eq!(kind("person,agreed", "x"), Some(Kind::Consents));
        assert_eq!(kind("person,status", "x"), Some(Kind::People), "its values decide");
        assert_eq!(kind("from,to,since", "x"), Some(Kind::Ties));
        assert_eq!(kind("from,to,on,fields", "x"), Some(Kind::Other(Table::Transfers)));
        assert_eq!(kind("segment,person", "x"), Some(Kind::Other(Table::Segments)));
        assert_eq!(kind("von,nach", "x"), None);
    }

    #[test]
    fn a_name_for_a_column_counts_where_the_table_has_both() {
        let pair = |ours: &str, theirs: &str| (ours.to_owned(), theirs.to_owned());
        let renamed = [pair("source", "von"), pair("ties.target", "nach"), pair("people.person", "von")];
        let header = ["von", "nach"].map(str::to_owned);
        assert_eq!(Kind::of_header(&header, "x", &renamed), Some(Kind::Ties));
        assert_eq!(renamed_for("ties", &header, &renamed).len(), 2);
        assert_eq!(renamed_for("ties", &header[..1], &renamed).len(), 1);
    }
}
