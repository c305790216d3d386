//! The flags that say what is audited, and with which parameters; shared by every command that opens a case.

mod command;

pub(super) use command::{EXPORT, FILES, is_file_of_rules, name};

use super::{error::CliError, import::How, out};
use crate::{
    audit::Audit,
    import::{self, Request, Sought},
    model::{
        case::{Parameters, StatedParameters},
        date::{Day, is_date},
        eligibility::EligibleClass,
        id::PersonId,
        regime::Regime,
        tie::Direction,
    },
    table::Tables,
};
use clap::{Args, ValueEnum};
use std::{
    ops::RangeInclusive,
    path::{Path, PathBuf},
};

/// What to read, and how to measure it.
#[derive(Args)]
pub(super) struct Inputs {
    /// A folder with a case.toml, or an export that `formats` lists; may be left out where --ties and --consents are
    /// given
    case: Option<PathBuf>,
    /// Who is tied to whom: CSV, TSV, Excel, JSON lines, Parquet, or an edge list; also .gz
    #[arg(long, value_name = "FILE", help_heading = "Tables")]
    ties: Option<PathBuf>,
    /// Who gave a grant
    #[arg(long, value_name = "FILE", help_heading = "Tables")]
    consents: Option<PathBuf>,
    /// Everybody, and what is known about them
    #[arg(long, value_name = "FILE", help_heading = "Tables")]
    people: Option<PathBuf>,
    /// Segments: members, criteria, or both; may be given several times
    #[arg(long, value_name = "FILE", help_heading = "Tables")]
    segments: Vec<PathBuf>,
    /// People's own switches
    #[arg(long, value_name = "FILE", help_heading = "Tables")]
    settings: Option<PathBuf>,
    /// Places, their population and margin
    #[arg(long, value_name = "FILE", help_heading = "Tables")]
    places: Option<PathBuf>,
    /// Messages: to whom or to which segment, by which sponsor, when
    #[arg(long, value_name = "FILE", help_heading = "Tables")]
    messages: Option<PathBuf>,
    /// Explanations that went with messages: the attributes, source and payer that each named
    #[arg(long, value_name = "FILE", help_heading = "Tables")]
    reasons: Option<PathBuf>,
    /// Objections: who is not to be contacted, by which list, on which channel, since when
    #[arg(long, value_name = "FILE", help_heading = "Tables")]
    suppressions: Option<PathBuf>,
    /// Organisations that hold data: their role, country and kind
    #[arg(long, value_name = "FILE", help_heading = "Tables")]
    recipients: Option<PathBuf>,
    /// Transfers from one organisation to the next: when, which fields, what for
    #[arg(long, value_name = "FILE", help_heading = "Tables")]
    transfers: Option<PathBuf>,
    /// Whose data each transfer passed on, where that is listed
    #[arg(long, value_name = "FILE", help_heading = "Tables")]
    passed: Option<PathBuf>,
    /// The versions of the texts that people agreed to; the files that it names lie beside it
    #[arg(long, value_name = "FILE", help_heading = "Tables")]
    texts: Option<PathBuf>,
    /// Who sits in which of the organisations: the columns recipient and holder, from and until where known
    #[arg(long, value_name = "FILE", help_heading = "Tables")]
    seats: Option<PathBuf>,
    /// Records that holders have of people: when collected, last known to be true, found wrong, used
    #[arg(long, value_name = "FILE", help_heading = "Tables")]
    records: Option<PathBuf>,
    /// What the platform let a grant open: a regime that `explain` lists, or a file of your own that ends in .toml
    #[arg(long, value_name = "NAME|FILE", help_heading = "How to read them")]
    regime: Option<String>,
    /// Columns of yours that are ours, where they have another name: `source=von,target=nach`; with the table before it where
    /// several have such a column, as in `consents.person=user`
    #[arg(long, value_name = "OURS=THEIRS", value_parser = mapping, value_delimiter = ',', help_heading = "How to read them")]
    map: Vec<(String, String)>,
    /// The report's title
    #[arg(long, help_heading = "How to read them")]
    title: Option<String>,
    /// Ties point from source to target
    #[arg(long, help_heading = "How to read them")]
    directed: bool,
    /// Whose data a grant opens, where ties point somewhere
    #[arg(long, value_enum, value_name = "WHOSE", help_heading = "How to read them")]
    direction: Option<Whose>,
    /// An attribute that says where a person lives; may be given several times
    #[arg(long, value_name = "ATTRIBUTE", help_heading = "How to read them")]
    place: Vec<String>,
    /// An attribute that puts people into groups; may be given several times
    #[arg(long, value_name = "ATTRIBUTE", help_heading = "How to read them")]
    group: Vec<String>,
    /// An attribute of a special category (GDPR art. 9), for instance leaning="political opinions"
    #[arg(long, value_name = "ATTRIBUTE=CATEGORY", value_parser = special, help_heading = "How to read them")]
    special: Vec<(String, String)>,
    /// How many steps from a consenter a grant opens [default: as many as the regime says, else 1]
    #[arg(long, value_name = "N", allow_negative_numbers = true, help_heading = "Parameters")]
    hops: Option<u32>,
    /// How many draws each test by chance takes [default: 1000]
    #[arg(long, value_name = "N", allow_negative_numbers = true, help_heading = "Parameters")]
    draws: Option<u32>,
    /// Where the random streams start [default: 1]
    #[arg(long, value_name = "N", help_heading = "Parameters")]
    seed: Option<u64>,
    /// Cells with fewer people than this are hidden; 1 hides nothing [default: 10]
    #[arg(long, value_name = "N", allow_negative_numbers = true, help_heading = "Parameters")]
    min_cell: Option<u64>,
    /// How often a person may be shown messages before it counts as above the cap [default: no cap]
    #[arg(long, value_name = "N", allow_negative_numbers = true, help_heading = "Parameters")]
    cap: Option<u64>,
    /// The margin in percentage points below which a place is a swing place, for instance 5 [default: none is called so]
    #[arg(long, value_name = "POINTS", allow_negative_numbers = true, help_heading = "Parameters")]
    swing: Option<f64>,
    /// What a stale record costs, for instance 10; with --currency [default: no cost is worked out]
    #[arg(
        long,
        value_name = "AMOUNT",
        allow_negative_numbers = true,
        requires = "currency",
        help_heading = "Parameters"
    )]
    unit_cost: Option<f64>,
    /// The currency of --unit-cost, for instance USD
    #[arg(long, value_name = "CODE", requires = "unit_cost", help_heading = "Parameters")]
    currency: Option<String>,
    /// The date on the report, for instance 2026-01-31
    #[arg(long, value_name = "DATE", help_heading = "Parameters")]
    as_of: Option<String>,
    /// Audit one day: the ties that stood on it and the grants in force on it
    #[arg(long, value_name = "DATE", value_parser = day, conflicts_with_all = ["from", "until"], help_heading = "Parameters")]
    at: Option<Day>,
    /// The first day of the period, for instance 2013-11-01 [default: as far back as the records go]
    #[arg(long, value_name = "DATE", value_parser = day, help_heading = "Parameters")]
    from: Option<Day>,
    /// The last day of the period, which is part of it [default: as far as the records go]
    #[arg(long, value_name = "DATE", value_parser = day, help_heading = "Parameters")]
    until: Option<Day>,
    #[command(flatten)]
    how: How,
    /// No progress on standard error
    #[arg(long, short)]
    pub(super) quiet: bool,
}

/// [`Direction`] as a flag.
#[derive(Clone, Copy, ValueEnum)]
enum Whose {
    /// those at either end of a tie
    Either,
    /// those whom the consenter names or follows
    Out,
    /// those who name or follow the consenter
    In,
    /// those tied in both directions
    Mutual,
}

fn day(text: &str) -> Result<Day, String> {
    let day = Some(text).filter(|text| is_date(text)).and_then(Day::parse);
    day.ok_or_else(|| "expected a day of the calendar, written as 2014-04-30".to_owned())
}

/// One column of ours and what it is called in the file.
pub(super) fn mapping(text: &str) -> Result<(String, String), String> {
    let parts = text.split_once('=').map(|(ours, theirs)| (ours.trim(), theirs.trim()));
    let parts = parts.filter(|(ours, theirs)| !ours.is_empty() && !theirs.is_empty());
    parts
        .map(|(ours, theirs)| (ours.to_owned(), theirs.to_owned()))
        .ok_or_else(|| "expected OURS=THEIRS, for instance source=von".to_owned())
}

fn special(text: &str) -> Result<(String, String), String> {
    let parts = text.split_once('=').filter(|(name, category)| !name.is_empty() && !category.is_empty());
    parts
        .map(|(name, category)| (name.to_owned(), category.to_owned()))
        .ok_or_else(|| "expected ATTRIBUTE=CATEGORY".to_owned())
}

impl Inputs {
    /// Reads the input and opens the audit; `step` is told what is being done.
    ///
    /// An output folder `out` that holds one of the files read is refused: tables may lie outside the case's folder.
    pub(super) fn open(&self, out: Option<&Path>, step: &mut dyn FnMut(&str)) -> Result<Audit, CliError> {
        self.check()?;
        let tables = import::read(&self.request(), step)?;
        out.map_or(Ok(()), |out| out::check(out, tables.opened.iter()))?;
        self.audit(tables, step)
    }

    /// Reads the input with what `class` asks of the people list, and finds one person in it.
    pub(super) fn open_asking(
        &self,
        sought: Option<Sought>,
        class: Option<&EligibleClass>,
        step: &mut dyn FnMut(&str),
    ) -> Result<(Audit, Option<PersonId>), CliError> {
        self.check()?;
        let held_columns = class.map(EligibleClass::held_columns).unwrap_or_default();
        let tables = import::read(&Request { held_columns, sought, ..self.request() }, step)?;
        let found = tables.sought;
        Ok((self.audit(tables, step)?, found))
    }

    fn audit(&self, tables: Tables, step: &mut dyn FnMut(&str)) -> Result<Audit, CliError> {
        let mut stated = self.parameters().or(tables.parameters.clone());
        stated.hops = stated.hops.or(tables.case.regime.as_ref().and_then(Regime::hops));
        let parameters = Parameters::from(stated);
        if parameters.period().is_empty() {
            let wanted = "a day that is not before the first day of the period".to_owned();
            return Err(CliError::OutOfRange { flag: "--until", wanted });
        }
        step("building the graph");
        Ok(Audit::new(tables, parameters))
    }

    /// An error where a parameter is out of range.
    pub(super) fn check(&self) -> Result<(), CliError> {
        let within = |value: Option<u32>, range: &RangeInclusive<u32>| {
            value.is_none_or(|value| range.contains(&value))
        };
        let cells = Parameters::MIN_CELL;
        let dated = self.as_of.as_deref().is_none_or(is_date);
        let wanted = |range: &RangeInclusive<u32>| format!("from {} to {}", range.start(), range.end());
        let limits = [
            (within(self.hops, &Parameters::HOPS), "--hops", wanted(&Parameters::HOPS)),
            (within(self.draws, &Parameters::DRAWS), "--draws", wanted(&Parameters::DRAWS)),
            (
                self.min_cell.is_none_or(|least| cells.contains(&least)),
                "--min-cell",
                format!("from {} to {}; 1 hides nothing", cells.start(), cells.end()),
            ),
            (
                self.cap.is_none_or(|cap| Parameters::CAP.contains(&cap)),
                "--cap",
                format!("from {} to {}", Parameters::CAP.start(), Parameters::CAP.end()),
            ),
            (
                self.swing.is_none_or(Parameters::is_swing),
                "--swing",
                "more than 0 and at most 100 percentage points".to_owned(),
            ),
            (
                self.unit_cost.is_none_or(Parameters::is_unit_cost),
                "--unit-cost",
                "more than 0 and at most 1000000000".to_owned(),
            ),
            (
                self.currency.as_deref().is_none_or(Parameters::is_currency),
                "--currency",
                "three capital letters, for instance USD".to_owned(),
            ),
            (dated, "--as-of", "a date, written as 2026-01-31".to_owned()),
        ];
        match limits.into_iter().find(|(within, ..)| !within) {
            Some((_, flag, wanted)) => Err(CliError::OutOfRange { flag, wanted }),
            None => Ok(()),
        }
    }

    /// What is to be read.
    pub(super) fn request(&self) -> Request {
        Request {
            case: self.case.clone(),
            ties: self.ties.clone(),
            consents: self.consents.clone(),
            people: self.people.clone(),
            settings: self.settings.clone(),
            segments: self.segments.clone(),
            places: self.places.clone(),
            messages: self.messages.clone(),
            reasons: self.reasons.clone(),
            suppressions: self.suppressions.clone(),
            recipients: self.recipients.clone(),
            transfers: self.transfers.clone(),
            passed: self.passed.clone(),
            texts: self.texts.clone(),
            seats: self.seats.clone(),
            records: self.records.clone(),
            regime: self.regime.clone(),
            directed: self.directed,
            direction: self.direction.map(|whose| match whose {
                Whose::Either => Direction::Either,
                Whose::Out => Direction::Out,
                Whose::In => Direction::In,
                Whose::Mutual => Direction::Mutual,
            }),
            place_attributes: self.place.clone(),
            group_attributes: self.group.clone(),
            special_attributes: self.special.clone(),
            renamed: self.map.clone(),
            title: self.title.clone(),
            how: self.how.request(Vec::new()),
            ..Request::default()
        }
    }

    /// The parameters that the flags state.
    pub(super) fn parameters(&self) -> StatedParameters {
        StatedParameters {
            hops: self.hops,
            draws: self.draws,
            seed: self.seed,
            min_cell: self.min_cell,
            as_of: self.as_of.clone(),
            from: self.from.or(self.at),
            until: self.until.or(self.at),
            cap: self.cap,
            swing: self.swing,
            unit_cost: self.unit_cost,
            currency: self.currency.clone(),
        }
    }

    /// The case, if one is named.
    pub(super) fn case(&self) -> Option<&Path> {
        self.case.as_deref()
    }

    /// The tables that are named by flags, but for segments, of which there may be several.
    fn named_tables(&self) -> [(&'static str, Option<&PathBuf>); 14] {
        [
            ("--ties", self.ties.as_ref()),
            ("--consents", self.consents.as_ref()),
            ("--people", self.people.as_ref()),
            ("--settings", self.settings.as_ref()),
            ("--places", self.places.as_ref()),
            ("--messages", self.messages.as_ref()),
            ("--reasons", self.reasons.as_ref()),
            ("--suppressions", self.suppressions.as_ref()),
            ("--recipients", self.recipients.as_ref()),
            ("--transfers", self.transfers.as_ref()),
            ("--passed", self.passed.as_ref()),
            ("--texts", self.texts.as_ref()),
            ("--seats", self.seats.as_ref()),
            ("--records", self.records.as_ref()),
        ]
    }

    /// The files and folders that are only read.
    pub(super) fn paths(&self) -> impl Iterator<Item = &PathBuf> {
        let tables = self.named_tables().into_iter().filter_map(|(_, file)| file);
        self.case.iter().chain(tables).chain(&self.segments)
    }
}
