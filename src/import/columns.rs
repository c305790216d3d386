//! Columns: what they are called here, table by table, and what others call them.
//!
//! A column of another name is taken where it can mean nothing else, and the source says so. What two columns may be is an error,
//! and so is what none is: both say how to name the column. Case of letters, blanks, `_`, `-` and `.` do not count.

use super::plan::Renamed;

/// The tables of an audit and their columns, of which people may have any other too.
pub(super) const TABLES: &[(&str, &[&str])] = &[
    ("ties", &["source", "target", "since", "until", "kind", "weight"]),
    (
        "consents",
        &[
            "person",
            "app",
            "provider",
            "scopes",
            "given_on",
            "withdrawn_on",
            "status",
            "text_version",
            "purpose",
            "incentive",
        ],
    ),
    ("people", &["person"]),
    ("settings", &["person", "setting", "value", "from", "until"]),
    (
        "segments",
        &[
            "segment",
            "layer",
            "person",
            "source",
            "dimension",
            "value",
            "mode",
            "inferred",
            "special_category",
            "share",
            "seed",
            "chosen_as",
            "size_low",
            "size_high",
        ],
    ),
    ("places", &["place", "population", "margin", "electorate", "region"]),
    (
        "messages",
        &[
            "message",
            "segment",
            "person",
            "sponsor",
            "on",
            "channel",
            "impressions",
            "spend",
            "reason_given",
            "source_given",
            "payer_given",
            "event",
            "event_on",
        ],
    ),
    ("suppressions", &["person", "list", "channel", "since", "person_sha256", "email_sha256"]),
    ("reasons", &["message", "person", "dimension", "value", "mode", "kind", "source", "payer"]),
    ("neighbours", &["place", "neighbour"]),
    ("recipients", &["recipient", "role", "country", "kind"]),
    (
        "transfers",
        &[
            "transfer",
            "from",
            "to",
            "on",
            "app",
            "person",
            "segment",
            "records",
            "fields",
            "purpose",
            "basis",
            "country",
            "safeguard",
            "contract_on",
            "deleted_on",
        ],
    ),
    ("passed", &["transfer", "person"]),
    (
        "texts",
        &[
            "text_version",
            "file",
            "language",
            "shown_from",
            "shown_until",
            "app",
            "clause",
            "purposes",
            "sensors",
            "prechecked",
            "clicks_to_accept",
            "clicks_to_refuse",
            "separate",
        ],
    ),
    ("seats", &["recipient", "holder", "position", "from", "until"]),
    (
        "records",
        &["record", "person", "field", "holder", "collected_on", "verified_on", "found_wrong_on", "used_on"],
    ),
];

/// What our columns are called elsewhere: table, our name, the others.
const OTHERS: &[(&str, &str, &[&str])] = &[
    ("consents", "person", PERSON),
    ("people", "person", PERSON),
    ("settings", "person", &["userid", "user", "uid", "participant", "participantid"]),
    ("segments", "person", &["userid", "user", "uid", "participant", "participantid"]),
    ("messages", "person", &["userid", "user", "uid", "recipientid", "participant", "participantid"]),
    ("messages", "message", &["messageid", "adid", "ad", "creativeid"]),
    (
        "messages",
        "on",
        &[
            "senton",
            "sentat",
            "shownon",
            "shownat",
            "deliveredon",
            "deliveredat",
            "date",
            "timestamp",
            "datum",
        ],
    ),
    ("reasons", "person", &["userid", "user", "uid", "recipientid", "participant", "participantid"]),
    ("reasons", "message", &["messageid", "adid", "ad", "creativeid"]),
    ("records", "record", &["recordid"]),
    ("records", "person", PERSON),
    (
        "records",
        "collected_on",
        &["collectedat", "obtainedon", "obtainedat", "capturedon", "acquiredon", "acquiredat"],
    ),
    (
        "records",
        "verified_on",
        &["verifiedat", "lastverified", "lastverifiedon", "confirmedon", "confirmedat"],
    ),
    ("records", "found_wrong_on", &["foundwrong", "foundwrongat", "wrongsince", "bouncedon", "bouncedat"]),
    ("records", "used_on", &["usedat", "contactedon", "contactedat", "mailedon", "mailedat"]),
    ("suppressions", "person", PERSON),
    (
        "suppressions",
        "since",
        &[
            "objectedon",
            "objectedat",
            "optedouton",
            "optedoutat",
            "unsubscribedon",
            "unsubscribedat",
            "addedon",
            "date",
            "timestamp",
            "datum",
        ],
    ),
    (
        "recipients",
        "recipient",
        &["name", "organisation", "organization", "organisationname", "recipientname"],
    ),
    ("transfers", "transfer", &["transferid", "id"]),
    (
        "transfers",
        "from",
        &["sender", "fromorganisation", "fromorganization", "transferredby", "source", "van"],
    ),
    ("transfers", "to", &["receiver", "recipient", "toorganisation", "toorganization", "target", "naar"]),
    ("transfers", "on", &["date", "transferredon", "transferdate", "datum"]),
    ("transfers", "records", &["count", "numberofrecords", "recordcount"]),
    ("transfers", "fields", &["datacategories", "categoriesofdata", "categories", "data"]),
    ("transfers", "basis", &["legalbasis", "lawfulbasis"]),
    ("seats", "recipient", &["organisation", "organization", "company", "organisationname"]),
    ("seats", "holder", &["name", "officer", "director", "member"]),
    ("passed", "transfer", &["transferid"]),
    ("passed", "person", PERSON),
    ("consents", "app", &["appname", "application", "applicationname"]),
    ("consents", "scopes", &["scope", "permissions", "permission"]),
    ("consents", "purpose", &["purposes", "statedpurpose"]),
    ("consents", "incentive", &["contest", "prize", "reward"]),
    (
        "consents",
        "given_on",
        &[
            "givenat",
            "installedon",
            "installedat",
            "grantedon",
            "grantedat",
            "consentedon",
            "consentedat",
            "consentdate",
            "agreedon",
            "agreedat",
            "installdate",
            "installed",
            "authorizedat",
            "authorizedon",
            "authorisedon",
            "createdat",
            "signedupon",
            "date",
            "timestamp",
            "datum",
        ],
    ),
    (
        "consents",
        "withdrawn_on",
        &[
            "withdrawnat",
            "uninstalledon",
            "uninstalledat",
            "removedon",
            "removedat",
            "removed",
            "revokedon",
            "revokedat",
            "withdrawaldate",
            "uninstalled",
            "deauthorizedat",
            "deauthorizedon",
            "expires",
            "expireson",
            "expiresat",
            "expiry",
            "expirydate",
            "validuntil",
            "lefton",
        ],
    ),
    (
        "consents",
        "status",
        &[
            "consent",
            "consentgiven",
            "consented",
            "consentstatus",
            "agreed",
            "granted",
            "einwilligung",
            "zustimmung",
            "toestemming",
            "akkoord",
            "consentement",
            "consentimiento",
            "الموافقة",
            "موافقة",
        ],
    ),
];

/// What a column of persons is called. A bare `id` counts where no column says it better, for it may number the records.
const PERSON: &[&str] = &[
    "user",
    "userid",
    "uid",
    "personid",
    "participant",
    "participantid",
    "respondent",
    "respondentid",
    "subject",
    "subjectid",
    "member",
    "memberid",
    "account",
    "accountid",
    "profileid",
    "node",
    "nodeid",
    "vertex",
];

/// What the two ends of a tie are called where a table says nothing else; a word may have `id` after it.
const PAIRS: &[(&str, &str)] = &[
    ("source", "target"),
    ("from", "to"),
    ("src", "dst"),
    ("src", "dest"),
    ("user", "friend"),
    ("person", "friend"),
    ("user", "follower"),
    ("user", "followee"),
    ("follower", "followee"),
    ("follower", "followed"),
    ("follower", "following"),
    ("sender", "receiver"),
    ("sender", "recipient"),
    ("caller", "callee"),
    ("ego", "alter"),
    ("startid", "endid"),
    ("head", "tail"),
    ("a", "b"),
    ("u", "v"),
];

/// Words that name both ends when a number follows each, as in `node_1, node_2`.
const NUMBERED: &[&str] = &[
    "id", "uid", "node", "person", "user", "friend", "member", "account", "actor", "vertex", "source",
    "target",
];

/// Words that only headers hold, beside the names of columns.
const HEADERS: &[&str] =
    &["id", "label", "type", "name", "date", "email", "timestamp", "age", "gender", "sex", "city", "country"];

/// The names that columns have here.
pub(super) fn ours() -> impl Iterator<Item = &'static str> {
    TABLES.iter().flat_map(|(_, columns)| columns.iter().copied())
}

/// Whether columns have that name here.
pub(super) fn is_ours(name: &str) -> bool {
    ours().any(|ours| ours == name)
}

/// Whether a cell is a word that stands in headers: then the line that it stands in is one.
pub(super) fn is_word(cell: &str) -> bool {
    let plain = plain(cell);
    let others = || OTHERS.iter().flat_map(|(_, _, others)| others.iter().copied());
    ours()
        .map(self::plain)
        .chain(others().chain(HEADERS.iter().copied()).map(str::to_owned))
        .any(|word| word == plain)
}

/// A name of a column without what does not count. Of names such as `personId:ID(People)`, as Neo4j writes them, the part after
/// the colon counts.
pub(super) fn plain(name: &str) -> String {
    let name = name.to_lowercase();
    let name = match name.split_once(':') {
        Some((_, kind)) if kind.split('(').next().is_some_and(|kind| kind.ends_with("id")) => {
            kind.split('(').next().unwrap_or_default().to_owned()
        }
        _ => name,
    };
    name.replace([' ', '_', '-', '.'], "")
}

/// The columns of `header` that may be ours by another name: our name, and the places of all that may be it.
pub(super) fn others(table: &str, header: &[String]) -> Vec<(&'static str, Vec<usize>)> {
    let names: Vec<String> = header.iter().map(|name| plain(name)).collect();
    let called = |others: &[&str]| -> Vec<usize> {
        (0..names.len()).filter(|&at| others.contains(&names[at].as_str())).collect()
    };
    let mut found = Vec::new();
    for &(_, ours, others) in OTHERS.iter().filter(|(of, ..)| *of == table) {
        let mut places = called(others);
        if ours == "person"
            && matches!(table, "people" | "consents")
            && (places.is_empty() || table == "people")
        {
            places.extend(called(&["id"]));
        }
        found.push((ours, places));
    }
    if table == "ties" && header.len() > 2 && !["source", "target"].iter().any(|end| has(header, end)) {
        let pairs = pairs(&names);
        found.push(("source", pairs.iter().map(|pair| pair.0).collect()));
        found.push(("target", pairs.iter().map(|pair| pair.1).collect()));
    }
    found
}

fn has(header: &[String], name: &str) -> bool {
    header.iter().any(|column| column.eq_ignore_ascii_case(name))
}

/// Every two columns that are called as both ends of a tie are. Words of one letter name ends in tables of two columns alone.
fn pairs(names: &[String]) -> Vec<(usize, usize)> {
    // Words that can be an end are few; a table of very many columns is none of ties.
    if names.len() > 200 {
        return Vec::new();
    }
    let all = (0..names.len()).flat_map(|one| (0..names.len()).map(move |other| (one, other)));
    all.filter(|&(one, other)| are_surely_called_ends(&names[one], &names[other])).collect()
}

/// Whether these are names of the two ends that are hardly anything else.
pub(super) fn are_surely_called_ends(one: &str, other: &str) -> bool {
    let is_word = |name: &str| name.len() > 1 && !matches!(name, "head" | "tail");
    is_word(one) && is_word(other) && are_called_ends(one, other)
}

/// Whether these are names of the two ends, in this order. Other words may be somebody's ids: the first line of a table
/// without a header is a tie, and is not to be lost.
pub(super) fn are_ends(header: &[String]) -> bool {
    let [one, other] = header else { return false };
    are_called_ends(&plain(one), &plain(other))
}

fn are_called_ends(one: &str, other: &str) -> bool {
    let bare =
        |name: &str| name.strip_suffix("id").filter(|bare| !bare.is_empty()).unwrap_or(name).to_owned();
    let numbered = |word: &&str| {
        let number = |name: &str| name.strip_prefix(*word).map(bare);
        matches!(
            (number(one).as_deref(), number(other).as_deref()),
            (Some("1"), Some("2")) | (Some("0"), Some("1")) | (Some("a"), Some("b"))
        )
    };
    PAIRS.contains(&(one, other))
        || PAIRS.contains(&(bare(one).as_str(), bare(other).as_str()))
        || NUMBERED.iter().any(numbered)
}

/// Whether a row has the columns that `table` needs; any row has those of a table that is not known here.
pub(super) fn fits(table: &str, header: &[String], renamed: &Renamed) -> bool {
    let others = others(table, header);
    let found = |name: &str| {
        let theirs = renamed.get(name).map_or(name, String::as_str);
        has(header, theirs) || others.iter().any(|(ours, places)| *ours == name && !places.is_empty())
    };
    match table {
        "ties" => found("source") && found("target") || are_ends(header),
        "consents" | "people" => found("person"),
        "suppressions" => found("person") || found("person_sha256") || found("email_sha256"),
        "messages" | "reasons" => found("message"),
        "records" => found("record") || found("person"),
        "settings" => found("person") && found("setting"),
        "segments" => found("segment"),
        "places" => found("place"),
        "recipients" => found("recipient"),
        "transfers" => found("from") && found("to"),
        "passed" => found("transfer") && found("person"),
        "seats" => found("recipient") && found("holder"),
        "neighbours" => found("place") && found("neighbour"),
        "texts" => found("text_version"),
        "claims" => has(header, "claim"),
        _ => header.iter().any(|name| !name.is_empty()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(names: &str) -> Vec<String> {
        names.split(',').map(str::to_owned).collect()
    }

    fn found(table: &str, names: &str) -> Vec<(&'static str, Vec<usize>)> {
        let mut found = others(table, &header(names));
        found.retain(|(_, places)| !places.is_empty());
        found
    }

    #[test]
    fn finds_the_ends_of_ties_by_what_others_call_them() {
        let ends = |one, other| vec![("source", vec![one]), ("target", vec![other])];
        assert_eq!(found("ties", "Vertex 1,Vertex 2,Width"), ends(0, 1));
        assert_eq!(found("ties", "weight,to,from"), ends(2, 1));
        assert_eq!(found("ties", ":START_ID(Person),since,:END_ID(Person),:TYPE"), ends(0, 2));
        assert_eq!(found("ties", "friend_id,user_id,date"), ends(1, 0));
        assert_eq!(found("ties", "a,b,c"), [], "too short to be sure");
        assert_eq!(found("ties", "user,follower,followee").len(), 2);
        assert_eq!(found("ties", "user,follower,followee")[0].1.len(), 3, "and so uncertain");
    }

    #[test]
    fn takes_an_id_for_the_person_where_nothing_says_it_better() {
        assert_eq!(
            found("consents", "id,App Name,Installed_At"),
            [("person", vec![0]), ("app", vec![1]), ("given_on", vec![2])]
        );
        assert_eq!(found("consents", "id,user_id"), [("person", vec![1])]);
        assert_eq!(found("people", "id,user_id"), [("person", vec![1, 0])]);
        assert_eq!(found("people", "personId:ID(People),age:int"), [("person", vec![0])]);
    }
}
