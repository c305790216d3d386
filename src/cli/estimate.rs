//! `bystander estimate`: reach where the network is secret and only counts are known.

use super::{Done, error::CliError, layout::laid_out};
use crate::{
    chart::plain,
    import,
    model::number::count,
    render,
    report::{
        estimate::{Consent, Incomplete, Origin, Population, Question, Statement, answer},
        table::Table,
    },
    stat::{
        decay::DecayClaim,
        reach::{Counted, Degrees},
        real::real,
        two_lists::TwoLists,
    },
};
use clap::Args;
use std::{
    io::Write as _,
    path::{Path, PathBuf},
    process::ExitCode,
};

/// What is known, and what is asked.
#[derive(Args)]
pub(super) struct Arguments {
    /// Everybody
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = whole, help_heading = "Counts")]
    people: Option<u64>,
    /// How many consented
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = whole, group = "consent", help_heading = "Counts")]
    consenters: Option<u64>,
    /// With which probability each consented, 0 to 1
    #[arg(long, value_name = "P", allow_negative_numbers = true, value_parser = share, group = "consent", help_heading = "Counts")]
    rate: Option<f64>,
    /// How many contacts people have in the mean
    #[arg(long, value_name = "K", allow_negative_numbers = true, value_parser = number, requires = "people", conflicts_with = "degrees", help_heading = "Counts")]
    mean_degree: Option<f64>,
    /// Numbers of contacts: a column `degree`, one row a person, or `degree` and `people`. With --people they stand for all
    #[arg(long, value_name = "FILE", help_heading = "Counts")]
    degrees: Option<PathBuf>,
    /// The most contacts that anybody can have
    #[arg(long, value_name = "D", allow_negative_numbers = true, value_parser = whole, help_heading = "What else is known")]
    cap: Option<u64>,
    /// How many contacts consenters have in the mean
    #[arg(long, value_name = "K", allow_negative_numbers = true, value_parser = number, help_heading = "What else is known")]
    consenter_degree: Option<f64>,
    /// How many ties have a consenter at both ends
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = whole, help_heading = "What else is known")]
    ties_between_consenters: Option<u64>,
    /// How many consenting contacts a bystander has in the mean, 1 or more
    #[arg(long, value_name = "M", allow_negative_numbers = true, value_parser = number, help_heading = "What else is known")]
    overlap: Option<f64>,
    /// The share of pairs of one's contacts who are contacts of each other, 0 to 1
    #[arg(long, value_name = "SHARE", allow_negative_numbers = true, value_parser = share, help_heading = "What else is known")]
    clustering: Option<f64>,
    /// Asks how much consent gives so many affected people
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = number, help_heading = "What is asked")]
    reach: Option<f64>,
    /// Asks for the reach of an app against its popularity
    #[arg(long, help_heading = "What is asked")]
    curve: bool,
    /// Two incomplete lists of the consenters, each with a column `person`
    #[arg(
        long,
        value_name = "FILE",
        num_args = 2,
        conflicts_with = "consent",
        help_heading = "Partial lists"
    )]
    lists: Vec<PathBuf>,
    /// The same as counts: on the first list, on the second, on both
    #[arg(long, value_name = "N", allow_negative_numbers = true, num_args = 3, value_parser = whole, conflicts_with_all = ["consent", "lists"], help_heading = "Partial lists")]
    list_counts: Vec<u64>,
    /// Contact lists that some consenters gave: `source`, who gave it, and `target`, a label on it
    #[arg(long, value_name = "FILE", help_heading = "Partial lists")]
    contact_lists: Option<PathBuf>,
    /// Asks what statements on how fast records turn wrong imply for each other: the share that is wrong after so many months, as in
    /// 6=0.25 or 1=0.02-0.03; without any, the three published figures
    #[arg(long, value_name = "MONTHS=SHARE", num_args = 0.., value_parser = decay, help_heading = "Ageing of records")]
    decay: Option<Vec<DecayClaim>>,
    #[command(flatten)]
    printed: Printed,
}

/// In which form tables are printed.
#[derive(Args)]
pub(super) struct Printed {
    /// Print JSON
    #[arg(long, conflicts_with = "csv")]
    pub(super) json: bool,
    /// Print the tables as CSV, an empty line between them
    #[arg(long)]
    pub(super) csv: bool,
}

impl Printed {
    pub(super) fn print(&self, tables: &[Table]) -> Done {
        if self.json {
            return print(&render::json_of_tables(tables, "estimate")?);
        }
        let shown = |table: &Table| if self.csv { render::csv_of(table) } else { Ok(laid_out(table)) };
        print(&tables.iter().map(shown).collect::<Result<Vec<_>, _>>()?.join("\n"))
    }
}

pub(super) fn print(text: &str) -> Done {
    std::io::stdout().write_all(text.as_bytes()).map_err(CliError::Stdout)?;
    Ok(ExitCode::SUCCESS)
}

pub(super) fn run(arguments: &Arguments) -> Done {
    let tables = answer(&question(arguments)?);
    if tables.is_empty() {
        return Err(stated(
            "from this nothing can be said",
            "give --people and --consenters, and --mean-degree or --degrees; or two --lists, or --contact-lists; or --decay",
        ));
    }
    arguments.printed.print(&tables)
}

fn question(arguments: &Arguments) -> Result<Question, CliError> {
    if arguments.people.is_some_and(|people| people > MOST_PEOPLE) {
        return Err(CliError::OutOfRange {
            flag: "--people",
            wanted: format!("at most {}", count(MOST_PEOPLE)),
        });
    }
    let population = arguments.population()?;
    let people = population.as_ref().map(|population| population.degrees.people()).or(arguments.people);
    let consent = consented(arguments.consenters, arguments.rate, people)?;
    let question = Question {
        people,
        counted: arguments.counted(people, population.as_ref(), consent)?,
        incomplete: arguments.incomplete(people)?,
        donated: arguments.contact_lists.as_deref().map(import::donated_lists).transpose()?,
        decay: match arguments.decay.as_deref() {
            None => Vec::new(),
            Some([]) => Statement::published(),
            Some(claims) => claims.iter().cloned().map(Statement::of).collect(),
        },
        clustering: arguments.clustering,
        wanted: arguments.reach,
        curve: arguments.curve,
        population,
        consent,
    };
    check(&question)?;
    Ok(question)
}

/// What cannot be, of what was said together.
fn check(question: &Question) -> Result<(), CliError> {
    let degrees = question.population.as_ref().map(|population| &population.degrees);
    if (question.wanted.is_some() || question.curve || question.clustering.is_some()) && degrees.is_none() {
        return Err(stated(
            "--reach, --curve and --clustering need numbers of contacts",
            "add --people and --mean-degree, or --degrees",
        ));
    }
    if let (Some(wanted), Some(degrees)) = (question.wanted, degrees)
        && wanted > real(degrees.people())
    {
        let what = format!("--reach asks for more people than the {} there are", count(degrees.people()));
        return Err(stated(what, "ask for fewer"));
    }
    if let (Some(donated), Some(Consent::Count(consenters))) = (&question.donated, question.consent)
        && donated.lists.lists() > consenters
    {
        let what = format!(
            "{} consenters gave their contact lists, and --consenters says that there are {}",
            count(donated.lists.lists()),
            count(consenters)
        );
        return Err(stated(what, "give the number of all consenters, those who gave lists among them"));
    }
    Ok(())
}

impl Arguments {
    fn population(&self) -> Result<Option<Population>, CliError> {
        if let Some(file) = &self.degrees {
            return population(file, self.people).map(Some);
        }
        let (Some(mean), Some(people)) = (self.mean_degree, self.people) else { return Ok(None) };
        let degrees = Degrees::even(people, mean).ok_or_else(|| {
            let what = format!(
                "--mean-degree is {mean}, and there are {} others to be tied to",
                count(people.max(1) - 1)
            );
            stated(what, "correct --people or --mean-degree: a mean is at most --people less one")
        })?;
        Ok(Some(Population { degrees, origin: Origin::Mean(mean) }))
    }

    /// The counts that bound the bystanders whoever consented; `None` where the consenters or everybody are not counted.
    fn counted(
        &self,
        people: Option<u64>,
        population: Option<&Population>,
        consent: Option<Consent>,
    ) -> Result<Option<Counted>, CliError> {
        let further = [
            (self.cap.is_some(), "--cap"),
            (self.consenter_degree.is_some(), "--consenter-degree"),
            (self.ties_between_consenters.is_some(), "--ties-between-consenters"),
            (self.overlap.is_some(), "--overlap"),
        ];
        let (Some(people), Some(Consent::Count(consenters))) = (people, consent) else {
            return match further.into_iter().find(|(said, _)| *said) {
                Some((_, flag)) => Err(stated(
                    format!("{flag} bounds the reach of a number of consenters"),
                    "add --people and --consenters",
                )),
                None => Ok(None),
            };
        };
        if self.overlap.is_some_and(|overlap| overlap < 1.0) {
            return Err(CliError::OutOfRange {
                flag: "--overlap",
                wanted: "1 or more: a bystander has a consenting contact".to_owned(),
            });
        }
        let exact = population.filter(|population| !matches!(population.origin, Origin::Sample(_)));
        let everybody = population.filter(|population| population.origin == Origin::Everybody);
        let counted = Counted {
            people,
            consenters,
            cap: self.cap.or(everybody.map(|population| population.degrees.largest())),
            mean: exact.map(|population| population.degrees.mean()),
            most_ends: everybody.map(|population| population.degrees.most_ends(consenters)),
            consenters_mean: self.consenter_degree,
            between: self.ties_between_consenters,
            overlap: self.overlap,
        };
        let beyond = |cap: u64| {
            let largest = everybody.map(|population| population.degrees.largest());
            largest.is_some_and(|largest| largest > cap) || counted.mean.is_some_and(|mean| mean > real(cap))
        };
        if counted.bystanders().is_none() || self.cap.is_some_and(beyond) {
            return Err(stated(
                "these counts cannot all be true of one network",
                "check --consenters, --cap, --consenter-degree, --ties-between-consenters and --overlap against --people and \
                 the numbers of contacts",
            ));
        }
        Ok(Some(counted))
    }

    fn incomplete(&self, people: Option<u64>) -> Result<Option<Incomplete>, CliError> {
        let (counts, read) = match (&self.lists[..], &self.list_counts[..]) {
            ([first, second], _) => {
                let read = import::two_lists(first, second)?;
                ([read.first, read.second, read.both], Some(read))
            }
            (_, &[first, second, both]) => ([first, second, both], None),
            _ => return Ok(None),
        };
        let lists = TwoLists::of(counts[0], counts[1], counts[2]).ok_or_else(|| {
            stated(
                "--list-counts says that more are on both lists than on one",
                "give first, second, both, in this order",
            )
        })?;
        match people.filter(|&people| lists.interval(people).is_none()) {
            None => Ok(Some(Incomplete { lists, read })),
            Some(people) => {
                let seen = count(lists.seen());
                let what = format!("the two lists name {seen} people, and there are {}", count(people));
                Err(stated(what, "correct --people, or leave out of the lists who is not among them"))
            }
        }
    }
}

/// Everybody by the numbers of contacts in `file`; where `people` says how many there are, those counted stand for them.
pub(super) fn population(file: &Path, people: Option<u64>) -> Result<Population, CliError> {
    let counts = import::degrees(file)?;
    let counted = counts.iter().fold(0_u64, |all, &(_, people)| all.saturating_add(people));
    let all = people.unwrap_or(counted);
    if counted > MOST_PEOPLE {
        let what =
            format!("{} counts more than {} people", plain(&file.display().to_string()), count(MOST_PEOPLE));
        return Err(stated(what, "write numbers of people under `people`"));
    }
    let degrees = Degrees::as_in(counts, all).ok_or_else(|| {
        let what = format!("somebody has more contacts than there are others among {} people", count(all));
        stated(
            what,
            "correct the file; if it counts only some of the people, say how many there are with --people",
        )
    })?;
    let origin = if all == counted { Origin::Everybody } else { Origin::Sample(counted) };
    Ok(Population { degrees, origin })
}

/// Who consented, if that is said; no more than there are people, where these are known.
pub(super) fn consented(
    consenters: Option<u64>,
    rate: Option<f64>,
    people: Option<u64>,
) -> Result<Option<Consent>, CliError> {
    match (consenters, people) {
        (Some(consenters), Some(people)) if consenters > people => {
            let what = format!("there are {} consenters among {} people", count(consenters), count(people));
            Err(stated(
                what,
                "correct --consenters or the number of people: consenters are counted among them",
            ))
        }
        _ => Ok(consenters.map(Consent::Count).or(rate.map(Consent::Rate))),
    }
}

fn stated(what: impl Into<String>, way_out: impl Into<String>) -> CliError {
    CliError::Stated { what: what.into(), way_out: way_out.into() }
}

/// A whole number, written in digits alone.
pub(super) fn whole(text: &str) -> Result<u64, String> {
    let wrong = || "expected a whole number, 0 or more, in digits alone: 270000".to_owned();
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let number = digits.then(|| text.parse().ok()).flatten().filter(|&number| number <= MOST);
    number.ok_or_else(wrong)
}

/// No population is larger: about as many people as ever lived.
const MOST_PEOPLE: u64 = 100_000_000_000;

/// The largest number that is taken: above it a real number no longer holds every whole one.
const MOST: u64 = 1 << 50;

fn number(text: &str) -> Result<f64, String> {
    let wrong = || "expected a number, 0 or more, written as 251.9".to_owned();
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || b".eE-+".contains(&byte));
    let number = text.parse::<f64>().ok().filter(|number| plain && (0.0..=real(MOST)).contains(number));
    number.ok_or_else(wrong)
}

/// The share of records that is wrong after so many months.
fn decay(text: &str) -> Result<DecayClaim, String> {
    let read = || {
        let (months, ends) = text.split_once('=')?;
        let (low, high) = ends.split_once('-').unwrap_or((ends, ends));
        let months = months.trim().parse().ok().filter(|months| (1..=1_200_u32).contains(months))?;
        let [low, high] = [low, high].map(|end| share(end.trim()));
        DecayClaim::of(months, low.ok()?..=high.ok()?)
    };
    read().ok_or_else(|| {
        "expected months and a share above 0 and at most 1, or a range of it: 6=0.25 or 1=0.02-0.03"
            .to_owned()
    })
}

/// A number from 0 to 1.
pub(super) fn share(text: &str) -> Result<f64, String> {
    number(text).ok().filter(|&share| share <= 1.0).ok_or_else(|| "expected a number from 0 to 1".to_owned())
}
