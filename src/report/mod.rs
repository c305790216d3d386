//! The report as data: all that a reader will see, and nothing of how it is drawn.

pub mod ads;
pub mod cell;
pub mod claims;
pub mod class_page;
pub mod compare;
pub mod difference;
mod equal_names;
pub mod estimate;
pub mod figure;
mod files;
mod kinds;
pub mod letter;
mod lorenz_points;
pub mod notices;
mod published;
pub mod schema;
mod sections;
mod small_cells;
pub mod table;
pub mod what_if;

use crate::{
    audit::Audit,
    measure::{Measures, bounds::Between},
    model::{
        case::{Parameters, Source},
        command::Command,
        finding::Finding,
        gap::{GapCount, Gaps, Why},
        id::SourceId,
        number,
        number::Kind,
    },
    rule,
};
use figure::Figure;
use published::{Published, Shape};
use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use table::Table;

/// Who made this report, of what, with what.
#[derive(Clone, Debug, Serialize)]
pub struct Identity {
    /// The title of the case.
    pub title: String,
    /// What the case is about, in its own words.
    pub about: Option<String>,
    /// The program's version.
    pub version: &'static str,
    /// The date on the report, if the user set one.
    pub as_of: Option<String>,
    /// SHA-256 over the input files' own SHA-256s, in order: twelve hexadecimal digits that name the input.
    pub input: String,
    /// What the user set; none where nothing is drawn, hidden or limited.
    pub parameters: Option<Parameters>,
    /// Where the data come from and under which terms, in the words of the case.
    pub origin: Option<String>,
    /// The command that made it; none where the library was used.
    pub command: Option<Command>,
}

/// A figure in large type, with what it is and where it is defined.
#[derive(Clone, Debug, Serialize)]
pub struct KeyFigure {
    /// What is counted.
    pub label: String,
    /// The value as a reader sees it.
    pub value: String,
    /// Its denominator or a remark in words, for instance `of 4,039 people`.
    pub of: String,
    /// Exact, bound, estimate or model.
    pub kind: Kind,
    /// The id of its definition.
    pub definition: &'static str,
}

/// What stands in a section, in reading order.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// A paragraph of plain text.
    Paragraph(String),
    /// A list of plain sentences.
    List(Vec<String>),
    /// Figures in large type.
    Figures(Vec<KeyFigure>),
    /// A chart with its data: the id of a [`Figure`] of the report.
    Chart(&'static str),
    /// A table: the id of a [`Table`] of the report.
    Table(&'static str),
    /// Cards, each of one thing.
    Cards(Vec<Card>),
    /// The findings, as cards.
    Findings,
    /// The definitions.
    Definitions,
    /// The command that makes the report anew.
    Command,
}

/// What is known of one thing, in plain sentences under its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Card {
    /// The name.
    pub title: String,
    /// The sentences.
    pub lines: Vec<String>,
}

/// A section; the order of sections is fixed, so that two reports can be held against each other.
#[derive(Clone, Debug, Serialize)]
pub struct Section {
    /// Its anchor.
    pub id: &'static str,
    /// Its heading.
    pub title: &'static str,
    /// Its content.
    pub blocks: Vec<Block>,
}

/// What a figure means: the formula in words, its range and its edges.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Definition {
    /// Its anchor.
    pub id: &'static str,
    /// The term.
    pub term: &'static str,
    /// What it means.
    pub text: &'static str,
}

/// A report: every figure and sentence, ready to be laid out.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// Who made this report, of what.
    pub identity: Identity,
    /// The answer in one sentence, with its denominators; and in a second one what it rests on where equal names decide who is one
    /// person.
    pub headline: String,
    /// The figures behind it, a line each, for a terminal.
    pub summary: Vec<String>,
    /// What was not read as it stood, a line each, for a terminal.
    pub unread: Vec<String>,
    /// The sections, in fixed order.
    pub sections: Vec<Section>,
    /// The charts, each with its data.
    pub figures: Vec<Figure>,
    /// The tables that are no chart's data.
    pub tables: Vec<Table>,
    /// The findings, most serious first.
    pub findings: Vec<Finding>,
    /// The definitions that the figures link to.
    pub definitions: Vec<Definition>,
    /// The content of `results.json`, with undefined figures as `{"undefined": reason}` and hidden ones as
    /// `{"hidden": true}`.
    pub results: Value,
}

impl Report {
    /// The report of an audit, with every figure and sentence that a reader will see; small cells are hidden.
    #[must_use]
    pub fn new(audit: &Audit, measures: &Measures, findings: Vec<Finding>) -> Self {
        let mut results = serde_json::to_value(measures).expect("measures are plain data with text keys");
        lorenz_points::spell_out(&mut results);
        small_cells::hide(&mut results, audit.parameters.min_cell);
        let at = Published { audit, measures, results: &results, findings: &findings };
        let identity = identity(audit);
        let (headline, summary, unread) = (headline(&at), summary(&at), sections::unread_lines(&at));
        let parts: Vec<_> = sections::SECTIONS.iter().map(|part| part(&at)).collect();
        let (mut sections, mut figures, mut tables) = (Vec::new(), Vec::new(), Vec::new());
        for part in parts {
            sections.push(part.section);
            figures.extend(part.figures);
            tables.extend(part.tables);
        }
        let results = whole(&identity, audit, measures, &findings, results);
        let definitions = sections::DEFINITIONS.to_vec();
        Self {
            identity,
            headline,
            summary,
            unread,
            sections,
            figures,
            tables,
            findings,
            definitions,
            results,
        }
    }

    /// The tables of one part of the audit, under the name of its command or key; but not the rules of a regime, which `explain` prints.
    #[must_use]
    pub fn tables_of(&self, part: &str) -> Vec<&Table> {
        let section = match part {
            "spread" => {
                &["answer", "bounds", "spread", "timeline", "fields", "apps", "exposure", "places"][..]
            }
            "observe" => &["expectation"],
            "share_out" => &["responsibility"],
            "segments" => &[
                "segments",
                "contests",
                "acquaintance",
                "sensitive",
                "lattice",
                "singling_out",
                "inference",
                "proxies",
                "label_accuracy",
            ],
            "contacts" => &["contacts"],
            "explanations" => &["explanations"],
            "consent_texts" => &["consent_texts"],
            "chain" => &["chain"],
            "ageing" => &["ageing"],
            "flows" => &["onward"],
            _ => &[],
        };
        let sections = self.sections.iter().filter(|known| section.contains(&known.id));
        let blocks = sections.flat_map(|section| &section.blocks);
        blocks
            .filter_map(|block| match block {
                Block::Chart(id) | Block::Table(id) => self.table(id),
                _ => None,
            })
            .filter(|table| table.id != "regime_rules")
            .collect()
    }

    /// The keys of `results.json` that belong to one part of the audit.
    #[must_use]
    pub fn keys_of(part: &str) -> &'static [&'static str] {
        match part {
            "observe" => &["observe"],
            "share_out" => &["share_out"],
            "segments" => &[
                "segments",
                "acquaintance",
                "sensitive",
                "lattice",
                "singling_out",
                "inference",
                "proxies",
                "label_accuracy",
                "contests",
            ],
            "contacts" => &["contacts"],
            "explanations" => &["explanations"],
            "consent_texts" => &["consent_texts"],
            "chain" => &["chains", "purposes", "erasure", "third_countries", "seats"],
            "ageing" => &["ageing"],
            "flows" => &["recipients", "onward"],
            "ads" => &["ads"],
            "notices" => &["notices"],
            _ => &["spread"],
        }
    }

    /// The figure of that id.
    #[must_use]
    pub fn figure(&self, id: &str) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.id == id)
    }

    /// Every table: those of the figures, then the others.
    pub fn all_tables(&self) -> impl Iterator<Item = &Table> {
        self.figures.iter().map(|figure| &figure.table).chain(&self.tables)
    }

    /// The table of that id, a figure's or another.
    #[must_use]
    pub fn table(&self, id: &str) -> Option<&Table> {
        self.all_tables().find(|table| table.id == id)
    }
}

/// SHA-256 over the files' own, in order: twelve hexadecimal digits that name them.
fn input_name(sources: &[Source]) -> String {
    let mut digest = Sha256::new();
    sources.iter().for_each(|source| digest.update(source.sha256.as_bytes()));
    digest.finalize().iter().take(6).fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

fn identity(audit: &Audit) -> Identity {
    Identity {
        title: audit.case.title.clone(),
        about: audit.case.about.clone(),
        version: env!("CARGO_PKG_VERSION"),
        as_of: audit.parameters.as_of.clone(),
        input: input_name(&audit.sources),
        parameters: Some(audit.parameters.clone()),
        origin: audit.case.origin.clone(),
        command: None,
    }
}

/// The answer in one sentence, and in a second one on what it rests where equal names decide who is one person.
fn headline(at: &Published) -> String {
    let rests_on = equal_names::reading(&at.audit.case).map(|text| format!(" {text}"));
    answer(at) + &rests_on.unwrap_or_default()
}

fn answer(at: &Published) -> String {
    let (spread, bounds) = (&at.measures.spread, &at.measures.bounds);
    let (consenters, bystanders) = (bounds.consenters, bounds.bystanders);
    let people = number::count(spread.people);
    let ratio = |figure: number::Figure| figure.value().map(about);
    match (consenters.at_most, bystanders.at_most) {
        (0, _) => {
            format!("Nobody among {people} people gave a grant, so nobody's data was within reach of one.")
        }
        (_, 0) => format!(
            "{} of {people} people gave a grant; nobody else's data was within its reach.",
            capital(&between(consenters))
        ),
        _ if !bounds.exact => {
            let ends = [bounds.bystanders_per_consenter_at_least, bounds.bystanders_per_consenter_at_most];
            let each = match ends.map(ratio) {
                [Some(least), Some(most)] if least != most => {
                    format!(", {least} to {} for each who agreed", most.trim_start_matches("about "))
                }
                _ => String::new(),
            };
            format!(
                "{} of {people} people agreed. Through them the data of {} others was within reach{each}; none of these others is \
                 known to have given a grant of their own. The records leave open which it is.",
                capital(&between(consenters)),
                between(bystanders)
            )
        }
        _ => format!(
            "{} of {people} people agreed. Through them the data of {} others was within reach, {} for each \
             who agreed; none of these others gave a grant of their own.",
            between(consenters),
            between(bystanders),
            about(spread.bystanders_per_consenter.value().unwrap_or_default())
        ),
    }
}

/// A number of people, or the two between which it lies.
fn between(ends: Between) -> String {
    let [least, most] = [ends.at_least, ends.at_most].map(number::count);
    if ends.is_exact() { least } else { format!("between {least} and {most}") }
}

/// The same at the beginning of a sentence.
fn capital(text: &str) -> String {
    text.strip_prefix('b').map_or_else(|| text.to_owned(), |rest| format!("B{rest}"))
}

/// A ratio as it is said in a sentence: `about 16`, `4.5`, `2`.
fn about(ratio: f64) -> String {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a ratio of counts")]
    let whole = ratio.round() as u64;
    match ratio {
        _ if ratio.fract() == 0.0 => number::count(whole),
        _ if ratio >= 10.0 => format!("about {}", number::count(whole)),
        _ => format!("about {ratio:.1}"),
    }
}

/// Consenters, bystanders, affected and both ratios: always together, because published cases mix them.
fn summary(at: &Published) -> Vec<String> {
    let people = number::count(at.measures.spread.people);
    let line = |label: &str, path: &str, shape, of: &str| {
        format!("{label:<26}{:>12}  {of}", at.either_end(path, shape))
    };
    let of = |path: &str| format!("of {people} people ({})", at.either_end(path, Shape::Share));
    let through_one = match at.measures.spread.exposed_through_one_share.value() {
        Some(share) => format!("people ({} of those exposed)", number::percent(share)),
        None => "people".to_owned(),
    };
    vec![
        line("consenters", "spread.consenters", Shape::Count, &of("spread.consented_share")),
        line("bystanders", "spread.bystanders", Shape::Count, &format!("of {people} people")),
        line("affected", "spread.affected", Shape::Count, &of("spread.affected_share")),
        line("bystanders per consenter", "spread.bystanders_per_consenter", Shape::Number, ""),
        line("affected per consenter", "spread.affected_per_consenter", Shape::Number, ""),
        line("ties", "spread.ties", Shape::Count, ""),
        line("through one consenter only", "spread.exposed_through_one", Shape::Count, &through_one),
    ]
    .into_iter()
    .map(|line| line.trim_end().to_owned())
    .collect()
}

/// What could not be read as it stood, for programs.
fn unread_rows(sources: &[Source], gaps: &Gaps) -> Value {
    let row = |(source, why, gap): (SourceId, Why, &GapCount)| {
        let file = sources.get(source.index()).map(|source| source.name.as_str());
        json!({ "file": file, "reason": why, "records": gap.records, "lines": gap.lines })
    };
    gaps.counts().map(row).collect()
}

/// The whole content of `results.json`: who made it of what, then the measures.
fn whole(
    identity: &Identity,
    audit: &Audit,
    measures: &Measures,
    findings: &[Finding],
    mut results: Value,
) -> Value {
    results["program"] = json!({ "name": "bystander", "version": identity.version });
    results["case"] = json!({ "title": identity.title, "input": identity.input, "directed": audit.case.directed,
        "direction": audit.graph.direction(), "people_listed": audit.listed });
    results["parameters"] = json!(identity.parameters);
    results["sources"] = json!(audit.sources);
    results["unread"] = unread_rows(&audit.sources, &audit.gaps);
    results["assurance"] = json!(rule::rated(audit, findings));
    results["kinds"] = kinds::of_keys(&measures.bounds, &measures.contacts, &audit.case);
    results["kinds"]["assurance"] = json!(Kind::Model);
    results
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        measure::Measures,
        model::case::{Donations, EqualNames},
        village,
    };

    fn report(audit: &Audit) -> Report {
        Report::new(audit, &Measures::of(audit, |_| ()), Vec::new())
    }

    #[test]
    fn says_both_ends_where_the_records_leave_the_number_open() {
        let report = report(&village::dated());
        assert!(
            report.headline.contains("between 2 and 3 others was within reach, 1 to 1.5 for each who agreed"),
            "{}",
            report.headline
        );
        assert!(report.summary[1].contains("2 to 3") && report.summary[3].contains("1.00 to 1.50"));
        let kinds = report.sections[0].blocks.iter().find_map(|block| match block {
            Block::Figures(figures) => Some(figures.iter().map(|figure| figure.kind).collect::<Vec<_>>()),
            _ => None,
        });
        let bound = Kind::Bound;
        assert_eq!(kinds, Some(vec![Kind::Exact, bound, bound, bound, bound, Kind::Model]));
    }

    /// The report of a village whose people are between these two numbers, as far as their names tell.
    fn of_names(people_at_least: u64, people_at_most: u64) -> Report {
        let mut audit = village::audit();
        let equal_names = EqualNames::SeveralPeople;
        audit.case.donations = Some(Donations { donors: 2, people_at_least, people_at_most, equal_names });
        report(&audit)
    }

    #[test]
    fn wears_no_badge_of_certainty_where_names_alone_decide_who_is_one_person() {
        let report = of_names(6, 7);
        let text = serde_json::to_string(&report.sections).expect("sections are data");
        let badges = |kind: &str| text.matches(&format!("\"kind\":\"{kind}\"")).count();
        assert_eq!(["exact", "bound", "model"].map(badges), [0, 0, 6]);
        let reading = "takes equal names for several people, and may differ if they are one person.";
        assert!(report.headline.ends_with(reading), "{}", report.headline);
        assert!(
            text.contains(
                "between 6 and 7 (bound). This report takes them for several, which makes 7 people."
            )
        );
        let limits = report.sections.iter().find(|section| section.id == "limits").expect("it is fixed");
        assert!(serde_json::to_string(limits).expect("data").contains(reading));
        assert_eq!(report.results["kinds"]["spread"], "model");
    }

    #[test]
    fn keeps_the_badges_where_no_equal_names_are_left_open() {
        let (with, without) = (of_names(7, 7), report(&village::audit()));
        let answer = |report: &Report| serde_json::to_string(&report.sections[0]).expect("sections are data");
        assert_eq!(answer(&with), answer(&without));
        assert_eq!((with.headline, &with.results["kinds"]), (without.headline, &without.results["kinds"]));
    }

    #[test]
    fn says_one_number_where_nothing_is_open() {
        let report = report(&village::audit());
        assert!(report.headline.contains("the data of 4 others") && !report.headline.contains("between"));
        assert!(
            report.table("left_open").is_none()
                && report.figure("timeline").is_none()
                && report.figure("fields").is_none()
        );
    }

    #[test]
    fn prints_the_tables_of_time_fields_and_apps_with_the_spread() {
        let report = report(&village::dated());
        let ids: Vec<_> = report.tables_of("spread").iter().map(|table| table.id).collect();
        assert_eq!(
            ids,
            [
                "reach",
                "left_open",
                "per_consenter",
                "cascade",
                "hops",
                "ties_seen",
                "timeline",
                "fields",
                "apps",
                "providers",
                "exposure"
            ]
        );
        let timeline = report.table("timeline").expect("the village of 2014 has months");
        assert_eq!(timeline.rows.len(), 5);
    }
}
