//! `--change KIND[=VALUE]`: how a user names a change to the case, and what it is to this audit.

use super::error::CliError;
use crate::{
    audit::Audit,
    chart::plain,
    import::{REGIMES, nearest},
    measure::what_if::Change,
    model::{
        case::Parameters,
        date::{Day, is_date},
    },
};

/// A kind of change: its name, how it is written, and how it is read.
struct Kind {
    name: &'static str,
    example: &'static str,
    read: fn(&str, &Audit) -> Result<Change, Wrong>,
}

/// What is wrong with a value, and the way out; never the value itself, which may be somebody's name.
enum Wrong {
    Value { wrong: String, way_out: String },
    Other(CliError),
}

impl Wrong {
    fn new(wrong: &str, way_out: impl Into<String>) -> Self {
        Self::Value { wrong: wrong.to_owned(), way_out: way_out.into() }
    }
}

const KINDS: &[Kind] = &[
    Kind { name: "closed-from", example: "closed-from=2014-04-30", read: closed_from },
    Kind { name: "regime", example: "regime=graph-api-v2", read: regime },
    Kind { name: "hops", example: "hops=1", read: hops },
    Kind { name: "default-off", example: "default-off", read: |_, _| Ok(Change::DefaultOff) },
    Kind { name: "switches", example: "switches=honoured", read: switches },
    Kind { name: "without-app", example: "without-app=NAME", read: without_app },
    Kind { name: "without-provider", example: "without-provider=NAME", read: without_provider },
    Kind { name: "without-consenter", example: "without-consenter=C1", read: without_consenter },
];

/// The kind of change that `asked` names, if there is one; to be called before the case is read.
fn kind(asked: &str) -> Result<&'static Kind, CliError> {
    let name = asked.split('=').next().unwrap_or_default();
    KINDS.iter().find(|kind| kind.name == name).ok_or_else(|| {
        let names = || KINDS.iter().map(|kind| kind.name);
        let near = nearest(name, names()).map(|near| format!("did you mean `{near}`? ")).unwrap_or_default();
        let known: Vec<&str> = KINDS.iter().map(|kind| kind.example).collect();
        CliError::Change {
            flag: "--change".to_owned(),
            wrong: "there is no such kind of change".to_owned(),
            way_out: format!("{near}write one of {}", known.join(", ")),
        }
    })
}

/// Refuses kinds that there are not, before the long work of reading begins.
pub(super) fn check(asked: &[String]) -> Result<(), CliError> {
    asked.iter().try_for_each(|asked| kind(asked).map(drop))
}

/// The change that `asked` is to `audit`.
pub(super) fn of(asked: &str, audit: &Audit) -> Result<Change, CliError> {
    let kind = kind(asked)?;
    let value = asked.split_once('=').map(|(_, value)| value);
    let read = match (value, kind.example.contains('=')) {
        (Some(value), true) => (kind.read)(value, audit),
        (None, false) => (kind.read)("", audit),
        (None, true) => Err(Wrong::new("it needs a value", format!("write {}", kind.example))),
        (Some(_), false) => Err(Wrong::new("it takes no value", format!("write {}", kind.example))),
    };
    read.map_err(|wrong| match wrong {
        Wrong::Value { wrong, way_out } => {
            CliError::Change { flag: format!("--change {}", kind.name), wrong, way_out }
        }
        Wrong::Other(error) => error,
    })
}

fn closed_from(value: &str, _: &Audit) -> Result<Change, Wrong> {
    let day = Some(value).filter(|text| is_date(text)).and_then(Day::parse);
    day.map(Change::ClosedFrom)
        .ok_or_else(|| Wrong::new("that is no day of the calendar", "write it as 2014-04-30"))
}

fn regime(value: &str, _: &Audit) -> Result<Change, Wrong> {
    REGIMES.load(value).map(Change::Regime).map_err(|error| Wrong::Other(error.into()))
}

fn hops(value: &str, _: &Audit) -> Result<Change, Wrong> {
    let range = &Parameters::HOPS;
    let hops = value.parse().ok().filter(|hops| range.contains(hops));
    let way_out = || format!("write a number from {} to {}", range.start(), range.end());
    hops.map(Change::Hops).ok_or_else(|| Wrong::new("that is no number of hops", way_out()))
}

fn switches(value: &str, _: &Audit) -> Result<Change, Wrong> {
    match value {
        "honoured" => Ok(Change::Switches { ignored: false }),
        "ignored" => Ok(Change::Switches { ignored: true }),
        _ => Err(Wrong::new(
            "that is neither honoured nor ignored",
            "write switches=honoured or switches=ignored",
        )),
    }
}

/// How grants that name no app are called where others name one.
const NOT_RECORDED: &str = "not recorded";

fn without_app(value: &str, audit: &Audit) -> Result<Change, Wrong> {
    let apps = &audit.grants.apps;
    let unnamed = !apps.is_empty() && audit.grants.rows.iter().any(|grant| grant.app.is_none());
    let place = (0..).zip(apps).find(|(_, app)| app.name == value).map(|(at, _)| Some(at));
    let place = place.or_else(|| (unnamed && value == NOT_RECORDED).then_some(None));
    let mut known: Vec<&str> = apps.iter().map(|app| app.name.as_str()).collect();
    known.extend(unnamed.then_some(NOT_RECORDED));
    place
        .map(|app| Change::WithoutApp { name: value.to_owned(), app })
        .ok_or_else(|| unknown("app", value, &known))
}

fn without_provider(value: &str, audit: &Audit) -> Result<Change, Wrong> {
    let apps = || (0..).zip(&audit.grants.apps);
    let own: Vec<u32> =
        apps().filter(|(_, app)| app.provider.as_deref() == Some(value)).map(|(at, _)| at).collect();
    let mut known: Vec<&str> = apps().filter_map(|(_, app)| app.provider.as_deref()).collect();
    known.sort_unstable();
    known.dedup();
    if own.is_empty() {
        return Err(unknown("provider", value, &known));
    }
    Ok(Change::WithoutProvider { name: value.to_owned(), apps: own })
}

fn unknown(column: &str, value: &str, known: &[&str]) -> Wrong {
    if known.is_empty() {
        return Wrong::new(
            &format!("the consents name no {column}"),
            format!("add a column `{column}` to them, or leave the change out"),
        );
    }
    let near = nearest(value, known.iter().copied()).map(|near| format!("did you mean `{}`? ", plain(near)));
    let names: Vec<String> = known.iter().take(20).map(|name| format!("`{}`", plain(name))).collect();
    let more = if known.len() > 20 { format!(" and {} more", known.len() - 20) } else { String::new() };
    Wrong::new(
        &format!("the consents name no such {column}"),
        format!("{}known are {}{more}", near.unwrap_or_default(), names.join(", ")),
    )
}

fn without_consenter(value: &str, audit: &Audit) -> Result<Change, Wrong> {
    let number: Option<u32> = value.strip_prefix('C').and_then(|number| number.parse().ok());
    let number = number.filter(|number| value == format!("C{number}"));
    let Some(number) = number else {
        return Err(Wrong::new(
            "that is no place in the consent list",
            "write C1 for the first consenter of the list, as the report does",
        ));
    };
    let place = (0..).zip(&audit.consenters).find(|(_, consenter)| consenter.number == number);
    place.map(|(at, _)| Change::WithoutConsenter { number, at }).ok_or_else(|| {
        let last = audit.consenters.last().map(|consenter| consenter.number);
        let known = match last {
            Some(last) => format!("the last one who did is C{last}"),
            None => "nobody did".to_owned(),
        };
        Wrong::new("no consenter of that place gave a grant in the period", format!("{known}; see share-out"))
    })
}
