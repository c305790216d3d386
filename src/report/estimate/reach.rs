//! How many people the consenters show, under each supposition, and between which bounds.

use super::{Consent, Origin, Population, Question, heading, people, text};
use crate::{
    model::number::{self, Figure, Kind, Undefined},
    report::{cell::Cell, table::Table},
    stat::{
        reach::{Degrees, Reach},
        real::real,
        sampling::NoneDrawn,
    },
};

/// One line of the table: under what, how many, and the sentence that says what is supposed.
struct Line {
    under: &'static str,
    kind: Kind,
    reach: Figure<Reach>,
    supposes: String,
}

/// The reach under each supposition; `None` where it cannot be said of anybody.
pub(super) fn reach(question: &Question) -> Option<Table> {
    let mut lines = Vec::new();
    if let Some(population) = &question.population {
        match question.consent {
            Some(Consent::Count(consenters)) => lines.extend(of_count(population, consenters, question)),
            Some(Consent::Rate(rate)) => lines.push(alike(population, rate)),
            None => lines.extend(of_lists(population, question)),
        }
        lines.extend(
            rate(question, population).into_iter().flat_map(|rate| two_hops(population, rate, question)),
        );
    }
    lines.extend(bounds(question));
    if lines.is_empty() {
        return None;
    }
    let columns = vec![
        heading("under", "if"),
        heading("consenters", "consenters"),
        heading("bystanders", "bystanders"),
        heading("affected", "affected"),
        heading("affected_share", "of everybody"),
        heading("bystanders_per_consenter", "bystanders per consenter"),
        heading("affected_per_consenter", "affected per consenter"),
        heading("kind", "kind"),
    ];
    let mut notes: Vec<String> =
        lines.iter().map(|line| format!("{}: {}", line.under, line.supposes)).collect();
    notes.dedup();
    if question.population.is_some() {
        notes.push(
            "Models give the mean over all draws; a single draw lies around it. At one hop it makes no difference to that \
             mean how contacts are knit into circles."
                .to_owned(),
        );
    }
    let caption = "Consenters, and the bystanders whose data they show.".to_owned();
    Some(Table { id: "reach", caption, columns, rows: lines.iter().map(row).collect(), notes })
}

fn row(line: &Line) -> Vec<Cell> {
    let per = |reach: Reach, part: f64| match reach.consenters {
        consenters if consenters > 0.0 => Cell::Number(part / consenters),
        _ => Cell::Undefined(Undefined::NoConsenters),
    };
    let cell = |of: &dyn Fn(Reach) -> Cell| Cell::of(line.reach, of);
    vec![
        text(line.under),
        cell(&|reach| people(reach.consenters)),
        cell(&|reach| people(reach.bystanders)),
        cell(&|reach| people(reach.affected())),
        cell(&|reach| Cell::Share(reach.share())),
        cell(&|reach| per(reach, reach.bystanders)),
        cell(&|reach| per(reach, reach.affected())),
        text(kind(line.kind)),
    ]
}

pub(super) fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Exact => "exact",
        Kind::Bound => "bound",
        Kind::Estimate => "estimate",
        Kind::Model => "model",
    }
}

/// What is supposed of the contacts.
fn contacts_of(population: &Population) -> String {
    let mean = population.degrees.mean();
    match population.origin {
        Origin::Mean(mean) if mean.fract() == 0.0 => {
            format!(
                "everybody has {mean} contacts, the even spread that gives the largest reach for that mean"
            )
        }
        Origin::Mean(mean) => format!(
            "everybody has {} or {} contacts, {mean} in the mean, the even spread that gives the largest reach for it",
            mean.floor(),
            mean.ceil()
        ),
        Origin::Everybody => format!("contacts are as counted, {} in the mean", number::real(mean)),
        Origin::Sample(people) => format!(
            "contacts are spread over everybody as over the {} people counted, {} in the mean",
            number::count(people),
            number::real(mean)
        ),
    }
}

fn of_count(population: &Population, consenters: u64, question: &Question) -> Vec<Line> {
    let degrees = &population.degrees;
    let mut lines = vec![
        drawn(population, consenters, "drawn at random", Kind::Model),
        alike(population, real(consenters) / real(degrees.people())),
    ];
    match population.origin {
        Origin::Mean(mean) => {
            lines.push(Line {
                under: "any two tied alike",
                kind: Kind::Model,
                reach: Figure::known(Reach::ties_by_chance(degrees.people(), mean, consenters)),
                supposes: "any two people are tied with the same chance, so that contacts are spread by chance around their \
                           mean."
                    .to_owned(),
            });
            let cap = question.counted.and_then(|counted| counted.cap);
            lines.extend(cap.and_then(|cap| uneven(degrees.people(), mean, cap, consenters)));
        }
        Origin::Everybody | Origin::Sample(_) => lines.push(Line {
            under: "more contacts, more consent",
            kind: Kind::Model,
            reach: Reach::in_proportion_to_contacts(degrees, consenters),
            supposes: "people consent with a chance in proportion to the number of their contacts, in a large network that \
                       is random but for these numbers."
                .to_owned(),
        }),
    }
    lines
}

fn drawn(population: &Population, consenters: u64, under: &'static str, kind: Kind) -> Line {
    Line {
        under,
        kind,
        reach: Figure::known(Reach::without_replacement(&population.degrees, consenters)),
        supposes: format!(
            "every set of as many people is equally likely to have consented (without replacement); {}.",
            contacts_of(population)
        ),
    }
}

fn alike(population: &Population, rate: f64) -> Line {
    Line {
        under: "each with the same chance",
        kind: Kind::Model,
        reach: Figure::known(Reach::independently(&population.degrees, rate)),
        supposes: format!(
            "each person consents independently with probability {}; {}.",
            number::percent(rate),
            contacts_of(population)
        ),
    }
}

fn uneven(people: u64, mean: f64, cap: u64, consenters: u64) -> Option<Line> {
    let degrees = Degrees::uneven(people, mean, cap)?;
    let supposes = format!(
        "every set of as many people is equally likely to have consented; some people have {} contacts and the others none, \
         which gives the smallest reach for that mean.",
        number::count(cap)
    );
    let reach = Figure::known(Reach::without_replacement(&degrees, consenters));
    Some(Line { under: "as uneven as the cap allows", kind: Kind::Model, reach, supposes })
}

/// Where the number of consenters is itself an estimate from two lists.
fn of_lists(population: &Population, question: &Question) -> Vec<Line> {
    let Some(incomplete) = question.incomplete else { return Vec::new() };
    let Some(interval) = incomplete.lists.interval(population.degrees.people()) else { return Vec::new() };
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it lies among counts of people"
    )]
    let middle = (incomplete.lists.chapman().round() as u64).min(population.degrees.people());
    let high = interval.high.unwrap_or(population.degrees.people());
    let same = |under, consenters, supposes: &str| {
        let line = drawn(population, consenters, under, Kind::Estimate);
        Line { supposes: supposes.to_owned(), ..line }
    };
    vec![
        drawn(population, middle, "drawn at random, estimate", Kind::Estimate),
        same(
            "drawn at random, low end",
            interval.low,
            "the same for the low end of the interval of consenters.",
        ),
        same(
            "drawn at random, high end",
            high,
            "the same for its high end, or for everybody where it has none.",
        ),
    ]
}

fn rate(question: &Question, population: &Population) -> Option<f64> {
    match question.consent? {
        Consent::Count(consenters) => Some(real(consenters) / real(population.degrees.people())),
        Consent::Rate(rate) => Some(rate),
    }
}

fn two_hops(population: &Population, rate: f64, question: &Question) -> Vec<Line> {
    let degrees = &population.degrees;
    let model = Line {
        under: "within two hops",
        kind: Kind::Model,
        reach: Figure::known(Reach::within_two_hops(degrees, rate)),
        supposes: "each person consents independently and shows contacts of contacts too, in a large network that is random \
                   but for the numbers of contacts; circles of friends make it less."
            .to_owned(),
    };
    let bound = question.clustering.map(|clustering| Line {
        under: "within two hops, at most",
        kind: Kind::Model,
        reach: Figure::known(Reach::within_two_hops_at_most(degrees, rate, clustering)),
        supposes: format!(
            "each person consents independently; whatever the network, if {} of all pairs of somebody's contacts, counted \
             over everybody, are contacts of each other.",
            number::percent(clustering)
        ),
    });
    std::iter::once(model).chain(bound).collect()
}

/// What holds whoever consented; nothing where not even the number of consenters is known.
fn bounds(question: &Question) -> Vec<Line> {
    let Some(counted) = question.counted else { return Vec::new() };
    let Some(bounds) = counted.bystanders() else { return Vec::new() };
    let reach = |bystanders| {
        Figure::known(Reach { people: counted.people, consenters: real(counted.consenters), bystanders })
    };
    if counted.says_all() {
        let supposes = "bystanders are the ties from consenters to others over the consenting contacts that a bystander has \
                        in the mean: no model, but what that mean is. It is as exact as the figures given."
            .to_owned();
        return vec![Line {
            under: "from the overlap",
            kind: Kind::Exact,
            reach: reach(bounds.low),
            supposes,
        }];
    }
    let supposes =
        |end: &str| format!("whoever consented and whoever is tied to whom, bystanders are {end} so many.");
    vec![
        Line {
            under: "at least",
            kind: Kind::Bound,
            reach: reach(bounds.low),
            supposes: supposes("at least"),
        },
        Line {
            under: "at most",
            kind: Kind::Bound,
            reach: reach(bounds.high),
            supposes: supposes("at most"),
        },
    ]
}

/// The contacts themselves, and the ties that consenters show; `None` where nobody's contacts or consent is known.
pub(super) fn contacts(question: &Question) -> Option<Table> {
    let (population, consent) = (question.population.as_ref()?, question.consent?);
    let degrees = &population.degrees;
    let (all, mean) = (degrees.people(), degrees.mean());
    let found = Ties::of(degrees, consent);
    let line = |what: &str, value: Cell, of: Kind| vec![text(what), value, text(kind(of))];
    let counted = if population.origin == Origin::Everybody { Kind::Exact } else { Kind::Estimate };
    let rows = vec![
        line("people", Cell::Count(all), Kind::Exact),
        line("contacts in the mean", Cell::Number(mean), counted),
        line("most contacts", Cell::Count(degrees.largest()), counted),
        line("ties", people(real(all) * mean / 2.0), counted),
        line(
            "ties on friend lists that consenters open, of all ties",
            Cell::of(found.consenter_end, Cell::Share),
            Kind::Model,
        ),
        line("ties between consenters, of all ties", Cell::of(found.between, Cell::Share), Kind::Model),
        line("consenting contacts of a person who did not consent", Cell::Number(found.times), Kind::Model),
    ];
    let rows = match population.origin {
        // The model's own number of contacts is no news, nor is the most of them.
        Origin::Mean(_) => {
            rows.into_iter().enumerate().filter(|&(at, _)| at != 2).map(|(_, row)| row).collect()
        }
        Origin::Everybody | Origin::Sample(_) => rows,
    };
    Some(Table {
        id: "contacts",
        caption: "Contacts, and the ties that random consent shows in the mean.".to_owned(),
        columns: vec![heading("what", "what"), heading("value", "value"), heading("kind", "kind")],
        rows,
        notes: vec![
            "Ties between affected people, and the true reach within two hops, follow from the network alone: \
             bystander observe CASE."
                .to_owned(),
        ],
    })
}

/// Ties and consenting contacts where consent is random: shares of all ties, undefined where there are none.
#[derive(Clone, Copy)]
pub(super) struct Ties {
    pub(super) consenter_end: Figure,
    pub(super) between: Figure,
    pub(super) times: f64,
}

impl Ties {
    pub(super) fn of(degrees: &Degrees, consent: Consent) -> Self {
        let others = real((degrees.people() - 1).max(1));
        let (consenter_end, between, times) = match consent {
            Consent::Count(consenters) => {
                let each = real(consenters) / others;
                let pairs = each * (real(consenters) - 1.0) / real(degrees.people());
                (1.0 - NoneDrawn::of(degrees.people(), consenters).among(2), pairs, each * degrees.mean())
            }
            Consent::Rate(rate) => (rate * (2.0 - rate), rate * rate, rate * degrees.mean()),
        };
        let of_ties = |share: f64| match degrees.largest() {
            0 => Figure::undefined(Undefined::NoEdges),
            _ => Figure::known(share.max(0.0)),
        };
        Self { consenter_end: of_ties(consenter_end), between: of_ties(between), times }
    }
}
