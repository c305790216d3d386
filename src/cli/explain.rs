//! `bystander explain NAME`: the page of a rule, of a provision of law, of a regime, of a class of people, of a checklist or of a list; without
//! a name, the list.

use super::{Done, adequacy, checklists, error::CliError, law, layout::laid_out, lexicon, practices};
use crate::{
    chart::plain,
    import::{CHECKLISTS, CLASSES, REGIMES, nearest},
    model::{
        date::Day,
        eligibility::EligibleClass,
        regime::{Regime, RegimeRule},
        span::Span,
    },
    report::{
        cell::Cell,
        table::{Heading, Table},
    },
    rule::{RULES, Rule},
};
use clap::Args;
use std::{collections::BTreeMap, io::Write as _, path::Path, process::ExitCode};

/// What is to be explained.
#[derive(Args)]
pub(super) struct Arguments {
    /// A rule's code, for instance BY01, a provision such as gdpr-14, a regime, a class, a checklist, one of the lists (`law`, `severity`,
    /// `checklists`, `lexicon`, `ages`, `adequacy`), or a .toml file with a regime of your own;
    /// without a name, all are listed
    name: Option<String>,
    /// The practices that campaigns were reported to use, and what shows each; the same as `explain practices`
    #[arg(long, conflicts_with = "name")]
    practices: bool,
    /// What nothing here can show; the same as `explain blind-spots`
    #[arg(long, conflicts_with_all = ["name", "practices"])]
    blind_spots: bool,
    /// Words to hold against the lexicon, as the value of a criterion; with `explain lexicon`
    #[arg(long, value_name = "WORDS")]
    check: Option<String>,
    /// A name of a column or dimension to hold against the lexicon; with `explain lexicon`
    #[arg(long, value_name = "NAME", conflicts_with = "check")]
    check_name: Option<String>,
}

pub(super) fn run(arguments: &Arguments) -> Done {
    let asked = match (arguments.practices, arguments.blind_spots) {
        (true, _) => Some(practices::NAME),
        (_, true) => Some(practices::BLIND_SPOTS),
        _ => arguments.name.as_deref(),
    };
    let text = match (asked, &arguments.check, &arguments.check_name) {
        (Some(name), Some(words), _) if name == lexicon::NAME => lexicon::checked(words),
        (Some(name), _, Some(column)) if name == lexicon::NAME => lexicon::checked_name(column),
        (_, Some(_), _) => return Err(not_for_lexicon("--check")),
        (_, _, Some(_)) => return Err(not_for_lexicon("--check-name")),
        (Some(name), None, None) => page(name)?,
        (None, None, None) => list(),
    };
    std::io::stdout().write_all(text.as_bytes()).map_err(CliError::Stdout)?;
    Ok(ExitCode::SUCCESS)
}

fn not_for_lexicon(flag: &str) -> CliError {
    CliError::Change {
        flag: flag.to_owned(),
        wrong: "it holds words against the lexicon, and another page was asked for".to_owned(),
        way_out: format!("write `explain {} {flag} ...`", lexicon::NAME),
    }
}

/// The pages that are lists.
const LISTS: [&str; 8] = [
    law::NAME,
    law::SEVERITY_NAME,
    checklists::NAME,
    lexicon::NAME,
    lexicon::AGES_NAME,
    adequacy::NAME,
    practices::NAME,
    practices::BLIND_SPOTS,
];

fn page(name: &str) -> Result<String, CliError> {
    match name {
        lexicon::NAME => return Ok(lexicon::page()),
        lexicon::AGES_NAME => return Ok(lexicon::ages()),
        checklists::NAME => return Ok(checklists::all()),
        adequacy::NAME => return Ok(adequacy::page()),
        practices::NAME => return Ok(practices::page()),
        practices::BLIND_SPOTS => return Ok(practices::blind_spots()),
        law::NAME => return Ok(law::list()),
        law::SEVERITY_NAME => return Ok(law::severity()),
        _ => {}
    }
    if let Some(page) = law::page(name) {
        return Ok(page);
    }
    let rule = RULES.iter().find(|rule| rule.code.eq_ignore_ascii_case(name));
    let own = Path::new(name).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"));
    let regime = || if own { REGIMES.load(name).map(Some) } else { Ok(REGIMES.named(name)) };
    match rule {
        Some(rule) => Ok(of_rule(rule)),
        None => match regime()? {
            Some(regime) => Ok(of_regime(&regime)),
            None => class_or_checklist(name).ok_or_else(|| unknown(name)),
        },
    }
}

fn class_or_checklist(name: &str) -> Option<String> {
    let class = CLASSES.named(name).map(|class| of_class(&class));
    class.or_else(|| CHECKLISTS.named(name).map(|list| plain_lines(&checklists::page(&list))))
}

fn unknown(name: &str) -> CliError {
    let shelves = || REGIMES.names().chain(CLASSES.names()).chain(CHECKLISTS.names()).chain(LISTS);
    let known: Vec<&str> = RULES.iter().map(|rule| rule.code).chain(shelves()).collect();
    CliError::NoPage {
        name: plain(&name.chars().take(60).collect::<String>()),
        near: nearest(name, shelves().chain(law::ids()))
            .map(|near| format!("did you mean {near}? "))
            .unwrap_or_default(),
        known: known.join(", "),
    }
}

fn list() -> String {
    let rules =
        RULES.iter().map(|rule| (rule.code.to_owned(), format!("{} ({})", rule.name, rule.reference())));
    let regimes = REGIMES.known().map(|regime| (regime.id, regime.name));
    let classes = CLASSES.known().map(|class| (class.id, class.name));
    let lists = CHECKLISTS.known().map(|list| (list.id, format!("{} ({})", list.title, list.act)));
    let words = [
        (checklists::NAME, "All checklists, one after the other"),
        (
            lexicon::NAME,
            "Sensitive categories: the phrases that criteria are held against, and how often they are right",
        ),
        (lexicon::AGES_NAME, "Voting ages and ages of digital consent, by country and day"),
        (
            adequacy::NAME,
            "Where the data protection law of the Union holds, and where protection was found adequate, by day",
        ),
        (practices::NAME, "What campaigns were reported to do, and which part of an audit shows it"),
        (practices::BLIND_SPOTS, "What nothing here can show"),
        (law::NAME, "Provisions that findings are held against, with where and when they apply"),
        (law::SEVERITY_NAME, "How much hangs on a finding, by a stated formula"),
    ];
    let words = words.map(|(name, what)| (name.to_owned(), what.to_owned()));
    let parts: [(&str, Vec<(String, String)>); 5] = [
        ("Rules", rules.collect()),
        ("Regimes: what a platform let a grant open, and when", regimes.collect()),
        ("Classes: whom a settlement is for", classes.collect()),
        ("Checklists: what must stand beside a political advertisement, and in its record", lists.collect()),
        ("Lists", words.to_vec()),
    ];
    let part = |(title, rows): (&str, Vec<(String, String)>)| {
        let width = rows.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
        let rows = rows.iter().map(|(name, what)| format!("  {name:<width$}  {what}"));
        let lines: Vec<String> = std::iter::once(title.to_owned()).chain(rows).collect();
        lines.join("\n") + "\n"
    };
    parts.map(part).join("\n")
}

fn of_rule(rule: &Rule) -> String {
    format!("{}: {}\n\n{}\n\n{}", rule.code, rule.name, rule.page(), law::of_rule(rule))
}

/// A regime: its rules by the days on which they held, and its sources under the numbers that the rules give.
fn of_regime(regime: &Regime) -> String {
    let mut periods: BTreeMap<Span, Vec<&RegimeRule>> = BTreeMap::new();
    for rule in &regime.rules {
        periods.entry(rule.during).or_default().push(rule);
    }
    let mut sources: Vec<&str> = Vec::new();
    let mut tables = String::new();
    for (during, rules) in periods {
        tables = format!("{tables}\n{}", laid_out(&rules_in(during, &rules, &mut sources)));
    }
    let numbered = sources.iter().enumerate().map(|(at, source)| (format!("{}.", at + 1), *source));
    let sources: String = numbered.map(|(number, source)| folded(&number, source)).collect();
    let head = format!("{}: {}\n\n{}", regime.id, regime.name, folded("", &regime.about));
    plain_lines(&format!("{head}{tables}\n{}Sources\n\n{sources}", limits(&regime.limits)))
}

fn rules_in<'a>(during: Span, rules: &[&'a RegimeRule], sources: &mut Vec<&'a str>) -> Table {
    let column = |key, label| Heading { key, label, definition: None };
    let text = |text: &str| Cell::Text(text.to_owned());
    let mut number = |source: &'a str| {
        let at = sources.iter().position(|known| *known == source).unwrap_or_else(|| {
            sources.push(source);
            sources.len() - 1
        });
        Cell::Count(at as u64 + 1)
    };
    let row = |rule: &&'a RegimeRule| {
        vec![
            text(rule.scope.as_deref().unwrap_or("(any grant)")),
            text(&rule.field),
            text(rule.special_category.as_deref().unwrap_or_default()),
            text(rule.whom.word()),
            Cell::Count(rule.hops.into()),
            number(&rule.source),
        ]
    };
    Table {
        id: "rules",
        caption: days(during),
        rows: rules.iter().map(row).collect(),
        columns: vec![
            column("scope", "scope"),
            column("field", "opens"),
            column("special_category", "special category"),
            column("whom", "of whom"),
            column("hops", "hops"),
            column("source", "source"),
        ],
        notes: Vec::new(),
    }
}

/// A span as a heading: `From 2010-04-21 on, before 2015-04-30`.
fn days(span: Span) -> String {
    match (span.from, span.until) {
        (Day::FIRST, Day::LAST) => "At any time".to_owned(),
        (from, Day::LAST) => format!("From {from} on"),
        (Day::FIRST, until) => format!("Before {until}"),
        (from, until) => format!("From {from} on, before {until}"),
    }
}

fn of_class(class: &EligibleClass) -> String {
    let conditions = class.conditions.iter().enumerate().map(|(at, condition)| {
        let number = format!("{}.", at + 1);
        format!(
            "{}{}",
            folded(&number, &condition.asks),
            folded(" ", &format!("Source: {}", condition.source))
        )
    });
    let conditions: Vec<String> = conditions.collect();
    let about = folded("", &class.about);
    plain_lines(&format!(
        "{}: {}\n\n{about}\n{}Conditions, all of which are needed\n\n{}",
        class.id,
        class.name,
        limits(&class.limits),
        conditions.join("\n")
    ))
}

/// The part of a page that says what is left open; nothing where nothing is.
fn limits(limits: &[String]) -> String {
    let remarks: String = limits.iter().map(|remark| folded("-", remark)).collect();
    if remarks.is_empty() { remarks } else { format!("Limits\n\n{remarks}\n") }
}

/// A text in lines of at most 110 letters, where its words allow; those with a number stand in from the left.
pub(super) fn folded(number: &str, text: &str) -> String {
    let (first, inset) =
        if number.is_empty() { (String::new(), "") } else { (format!("{number:<3} "), "    ") };
    let mut lines = vec![first];
    for word in text.split(' ') {
        let line = lines.last_mut().expect("there is a line from the start");
        let bare = line.is_empty() || line.ends_with(' ');
        if !bare && line.chars().count() + 1 + word.chars().count() > 110 {
            lines.push(format!("{inset}{word}"));
        } else {
            line.push_str(if bare { "" } else { " " });
            line.push_str(word);
        }
    }
    lines.join("\n") + "\n"
}

/// The text as a terminal may show it, line by line.
fn plain_lines(text: &str) -> String {
    text.lines().map(|line| plain(line) + "\n").collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_at_blanks_and_insets_what_has_a_number() {
        let long = ["word"; 30].join(" ");
        let folded_lines =
            |number: &str| folded(number, &long).lines().map(|line| line.chars().count()).collect::<Vec<_>>();
        assert_eq!(folded_lines(""), [109, 39]);
        assert_eq!(folded_lines("7."), [108, 48]);
        assert_eq!(folded_lines("100."), [109, 48]);
        assert!(folded("7.", &long).lines().nth(1).unwrap().starts_with("    word"));
        assert_eq!(folded("-", "x"), "-   x\n");
    }
}
