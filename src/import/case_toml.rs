//! `case.toml`: the case in its own words, and where its tables are.
//!
//! Unknown keys and values out of range are errors: a misspelt threshold would publish small cells.

use super::{
    Importer,
    ages::AGES,
    columns::TABLES,
    error::{ImportError, listed, shown},
    hashed::Hashing,
    input::ending,
    intake::Intake,
    law,
    plan::{Part, Plan, Renamed, beside},
    words::Words,
};
use crate::model::{
    age::{Vote, VoteKind, voting_age},
    attribute::{Origin, Role},
    case::{AuditCase, Donations, Parameters, RecordedBasis, StatedParameters},
    date::Day,
    message::Exemption,
    purpose::Synonyms,
    span::Span,
    tie::Direction,
};
use serde::Deserialize;
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};
use toml::Spanned;

pub(super) const IMPORTER: Importer =
    Importer { name: "a folder with case.toml", knows, read: |path, intake| read(path, intake) };

fn knows(path: &Path) -> bool {
    path.join("case.toml").is_file() || path.extension().is_some_and(|ending| ending == "toml")
}

fn read(path: &Path, intake: &mut Intake) -> Result<Plan, ImportError> {
    let path = if path.is_dir() { path.join("case.toml") } else { path.to_owned() };
    let input = intake.open(&path)?;
    let words = Words::of(&input)?;
    let case: CaseFile = words.parse()?;
    intake.ledger.enter("case", &input, "TOML");
    case.plan(&path, &words)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseFile {
    title: String,
    about: Option<String>,
    origin: Option<String>,
    #[serde(default)]
    directed: bool,
    direction: Option<Spanned<Direction>>,
    hops: Option<Spanned<i64>>,
    draws: Option<Spanned<i64>>,
    seed: Option<Spanned<i64>>,
    min_cell: Option<Spanned<i64>>,
    as_of: Option<Spanned<String>>,
    cap: Option<Spanned<i64>>,
    swing: Option<Spanned<f64>>,
    election_on: Option<Spanned<String>>,
    regime: Option<String>,
    #[serde(default)]
    period: PeriodPart,
    #[serde(default)]
    silence: PeriodPart,
    #[serde(default)]
    settings: SettingsPart,
    #[serde(default)]
    tables: TablesPart,
    #[serde(default)]
    columns: ColumnsPart,
    #[serde(default)]
    attributes: BTreeMap<Spanned<String>, AttributePart>,
    bystander_basis: Option<BasisPart>,
    vote: Option<VotePart>,
    #[serde(default)]
    law: LawPart,
    donations: Option<Donations>,
    #[serde(default)]
    purposes: BTreeMap<Spanned<String>, Vec<Spanned<String>>>,
    #[serde(default)]
    ageing: AgeingPart,
    #[serde(default)]
    suppressions: Hashing,
    #[serde(default)]
    sponsors: BTreeMap<String, String>,
    #[serde(default)]
    exemptions: Vec<ExemptionPart>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct PeriodPart {
    from: Option<Spanned<String>>,
    until: Option<Spanned<String>>,
}

/// Senders whom a list of objections does not bind, as the case says.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExemptionPart {
    list: Spanned<String>,
    sponsor_kinds: Spanned<Vec<Spanned<String>>>,
    channel: Option<Spanned<String>>,
    basis: Option<Spanned<String>>,
}

/// What the case says of the age of records.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct AgeingPart {
    limit_days: Option<Spanned<i64>>,
    unit_cost: Option<Spanned<f64>>,
    currency: Option<Spanned<String>>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct SettingsPart {
    /// Whether apps and platform kept to people's switches.
    switches: Kept,
    /// What the switches of people are whom the settings do not name.
    unlisted: Unlisted,
}

#[derive(Clone, Copy, Default, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kept {
    #[default]
    Honoured,
    Ignored,
}

#[derive(Clone, Copy, Default, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Unlisted {
    #[default]
    On,
    Unknown,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct TablesPart {
    ties: Option<String>,
    consents: Option<String>,
    people: Option<String>,
    settings: Option<String>,
    #[serde(default)]
    segments: OneOrMany,
    places: Option<String>,
    neighbours: Option<String>,
    messages: Option<String>,
    suppressions: Option<String>,
    reasons: Option<String>,
    recipients: Option<String>,
    transfers: Option<String>,
    passed: Option<String>,
    texts: Option<String>,
    seats: Option<String>,
    records: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "expected a file's name, or a list of them")]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl Default for OneOrMany {
    fn default() -> Self {
        Self::Many(Vec::new())
    }
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct ColumnsPart {
    ties: BTreeMap<Spanned<String>, String>,
    consents: BTreeMap<Spanned<String>, String>,
    people: BTreeMap<Spanned<String>, String>,
    settings: BTreeMap<Spanned<String>, String>,
    segments: BTreeMap<Spanned<String>, String>,
    places: BTreeMap<Spanned<String>, String>,
    messages: BTreeMap<Spanned<String>, String>,
    suppressions: BTreeMap<Spanned<String>, String>,
    reasons: BTreeMap<Spanned<String>, String>,
    neighbours: BTreeMap<Spanned<String>, String>,
    recipients: BTreeMap<Spanned<String>, String>,
    transfers: BTreeMap<Spanned<String>, String>,
    passed: BTreeMap<Spanned<String>, String>,
    texts: BTreeMap<Spanned<String>, String>,
    seats: BTreeMap<Spanned<String>, String>,
    records: BTreeMap<Spanned<String>, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AttributePart {
    role: Option<Role>,
    special_category: Option<String>,
    origin: Option<Origin>,
    truth: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BasisPart {
    basis: String,
    recorded_on: Option<Spanned<String>>,
    notice_on: Option<Spanned<String>>,
    document: Option<String>,
}

/// Whose law the findings are held against.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct LawPart {
    jurisdictions: Vec<Spanned<String>>,
}

impl LawPart {
    fn named(&self, words: &Words) -> Result<Vec<String>, ImportError> {
        let known = law::jurisdictions();
        let strange = self.jurisdictions.iter().find(|named| !known.contains(&named.get_ref().as_str()));
        match strange {
            Some(named) => Err(words.error(
                named.span().start,
                "a jurisdiction has a name that is not known",
                format!("known are {}; a member state is under the law of EU", listed(known)),
            )),
            None => Ok(self.jurisdictions.iter().map(|named| named.get_ref().clone()).collect()),
        }
    }
}

/// The vote that the messages were about.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VotePart {
    country: Spanned<String>,
    on: Spanned<String>,
    #[serde(default)]
    kind: VoteKind,
}

impl VotePart {
    /// The voting age on the day, from the list of ages.
    fn resolve(self, words: &Words) -> Result<Vote, ImportError> {
        let on = day("on", Some(&self.on), words)?.expect("a date that was given was read or refused");
        let ages = AGES.named("ages").expect("the list of ages is compiled in");
        let country = self.country.get_ref().to_ascii_uppercase();
        match voting_age(&ages, &country, self.kind, on) {
            Some(age) => Ok(Vote { country, kind: self.kind, on, age: age.clone() }),
            None => Err(words.error(
                self.country.span().start,
                "no voting age is known for this country, kind of vote and day",
                "`bystander explain ages` prints those that are; without [vote] no ages are checked",
            )),
        }
    }
}

impl CaseFile {
    fn plan(self, path: &Path, words: &Words) -> Result<Plan, ImportError> {
        if let Some(direction) = self.direction.as_ref().filter(|_| !self.directed) {
            let way_out = "add directed = true, or take the direction out";
            return Err(words.error(
                direction.span().start,
                "`direction` is for directed ties only",
                way_out,
            ));
        }
        let parameters = self.parameters(words)?;
        let vote = self.vote.map(|vote| vote.resolve(words)).transpose()?;
        let stated = day("election_on", self.election_on.as_ref(), words)?;
        if let (Some(vote), Some(key)) = (&vote, self.election_on.as_ref().filter(|_| stated.is_some()))
            && stated != Some(vote.on)
        {
            let what = "`election_on` is another day than that of [vote]";
            return Err(words.error(key.span().start, what, "state the day once, under [vote]"));
        }
        let election_on = stated.or(vote.as_ref().map(|vote| vote.on));
        let at = |name: Option<String>| name.map(|name| beside(path, &name));
        let segments = match self.tables.segments {
            OneOrMany::One(name) => vec![name],
            OneOrMany::Many(names) => names,
        };
        let mut plan = Plan {
            case: AuditCase {
                title: self.title,
                about: self.about,
                origin: self.origin,
                directed: self.directed,
                direction: self.direction.map(Spanned::into_inner).unwrap_or_default(),
                regime: None,
                switches_ignored: self.settings.switches == Kept::Ignored,
                unlisted_settings_unknown: self.settings.unlisted == Unlisted::Unknown,
                bystander_basis: self.bystander_basis.map(|basis| basis.record(words)).transpose()?,
                jurisdictions: self.law.named(words)?,
                vote,
                election_on,
                silence: self.silence.span(words)?,
                exemptions: self.exemptions.iter().map(|part| part.read(words)).collect::<Result<_, _>>()?,
                sponsor_kinds: self.sponsors,
                record_limit_days: self.ageing.limit_days(words)?,
                donations: self.donations,
                purposes: synonyms(&self.purposes, words)?,
            },
            parameters,
            ties: at(self.tables.ties),
            consents: at(self.tables.consents),
            people: at(self.tables.people),
            settings: at(self.tables.settings),
            segments: segments.iter().map(|name| beside(path, name)).collect(),
            regime: self.regime.map(|asked| seen_from(path, asked)),
            places: at(self.tables.places),
            neighbours: at(self.tables.neighbours),
            messages: at(self.tables.messages),
            suppressions: at(self.tables.suppressions),
            reasons: at(self.tables.reasons),
            recipients: at(self.tables.recipients),
            transfers: at(self.tables.transfers),
            passed: at(self.tables.passed),
            texts: at(self.tables.texts),
            seats: at(self.tables.seats),
            hashing: self.suppressions,
            records: at(self.tables.records),
            ..Plan::default()
        };
        self.columns.rename(&mut plan, words)?;
        for (name, part) in self.attributes {
            plan.parts.push(part.of(name.get_ref(), words.line(name.span().start), words)?);
        }
        Ok(plan)
    }

    fn parameters(&self, words: &Words) -> Result<StatedParameters, ImportError> {
        Ok(StatedParameters {
            hops: words.number("hops", self.hops.as_ref(), &Parameters::HOPS)?,
            draws: words.number("draws", self.draws.as_ref(), &Parameters::DRAWS)?,
            seed: words.number("seed", self.seed.as_ref(), &(0..=i64::MAX.unsigned_abs()))?,
            min_cell: words.number("min_cell", self.min_cell.as_ref(), &Parameters::MIN_CELL)?,
            as_of: words.date("as_of", self.as_of.as_ref())?,
            from: day("from", self.period.from.as_ref(), words)?,
            until: self.period.until(words)?,
            cap: words.number("cap", self.cap.as_ref(), &Parameters::CAP)?,
            swing: self.swing(words)?,
            unit_cost: self.ageing.unit_cost(words)?,
            currency: self.ageing.currency(words)?,
        })
    }

    /// The margin below which a place is a swing place.
    fn swing(&self, words: &Words) -> Result<Option<f64>, ImportError> {
        let Some(points) = &self.swing else { return Ok(None) };
        let is_margin = Parameters::is_swing(*points.get_ref());
        let wrong = || {
            let way_out = "it is more than 0 and at most 100 percentage points";
            words.error(points.span().start, "`swing` is out of range", way_out)
        };
        is_margin.then_some(Some(*points.get_ref())).ok_or_else(wrong)
    }
}

/// Which words for a purpose mean the same, as the case states it. No two purposes may share a word for them.
fn synonyms(
    stated: &BTreeMap<Spanned<String>, Vec<Spanned<String>>>,
    words: &Words,
) -> Result<Synonyms, ImportError> {
    let mut synonyms = Synonyms::default();
    for (purpose, others) in stated {
        for other in std::iter::once(purpose).chain(others) {
            let text = words.text("purposes", other)?;
            if !synonyms.add(purpose.get_ref(), &text) {
                let way_out = "put each word for a purpose into one list";
                return Err(words.error(other.span().start, "this is a word for two purposes", way_out));
            }
        }
    }
    Ok(synonyms)
}

/// A regime as the case names it: a file is looked for beside the case.
fn seen_from(case: &Path, asked: String) -> String {
    let is_file = ending(Path::new(&asked)).1 == "toml";
    if is_file { beside(case, &asked).to_string_lossy().into_owned() } else { asked }
}

fn day(key: &str, value: Option<&Spanned<String>>, words: &Words) -> Result<Option<Day>, ImportError> {
    Ok(words.date(key, value)?.and_then(|text| Day::parse(&text)))
}

impl PeriodPart {
    /// The days from the first to the last, both included; none where neither is stated.
    fn span(&self, words: &Words) -> Result<Option<Span>, ImportError> {
        let (from, until) = (day("from", self.from.as_ref(), words)?, self.until(words)?);
        let span = || Span { from: from.unwrap_or(Day::FIRST), until: until.map_or(Day::LAST, Day::next) };
        Ok((from.is_some() || until.is_some()).then(span))
    }

    fn until(&self, words: &Words) -> Result<Option<Day>, ImportError> {
        let from = day("from", self.from.as_ref(), words)?;
        let until = day("until", self.until.as_ref(), words)?;
        match &self.until {
            Some(last) if from.zip(until).is_some_and(|(from, until)| until < from) => {
                let what = "`until` is before `from`";
                Err(words.error(last.span().start, what, "a period ends on its first day or later"))
            }
            _ => Ok(until),
        }
    }
}

impl ExemptionPart {
    fn read(&self, words: &Words) -> Result<Exemption, ImportError> {
        let kinds = words.texts("sponsor_kinds", self.sponsor_kinds.get_ref())?;
        if kinds.is_empty() {
            let way_out = "name the kinds of sponsors whom the list does not bind, as [sponsors] has them";
            return Err(words.error(
                self.sponsor_kinds.span().start,
                "`sponsor_kinds` says nothing",
                way_out,
            ));
        }
        let text = |key: &str, value: Option<&Spanned<String>>| {
            value.map(|value| words.text(key, value)).transpose()
        };
        Ok(Exemption {
            list: words.text("list", &self.list)?,
            sponsor_kinds: kinds,
            channel: text("channel", self.channel.as_ref())?,
            basis: text("basis", self.basis.as_ref())?,
        })
    }
}

impl AgeingPart {
    fn limit_days(&self, words: &Words) -> Result<Option<u64>, ImportError> {
        let limit = Parameters::RECORD_LIMIT;
        let limit =
            i64::try_from(*limit.start()).unwrap_or(1)..=i64::try_from(*limit.end()).unwrap_or(i64::MAX);
        let days = words.number("limit_days", self.limit_days.as_ref(), &limit)?;
        Ok(days.map(i64::unsigned_abs))
    }

    fn unit_cost(&self, words: &Words) -> Result<Option<f64>, ImportError> {
        let Some(cost) = &self.unit_cost else { return Ok(None) };
        if !Parameters::is_unit_cost(*cost.get_ref()) {
            let way_out = "it is more than 0 and at most 1000000000";
            return Err(words.error(cost.span().start, "`unit_cost` is out of range", way_out));
        }
        if self.currency.is_none() {
            let way_out = "add currency, for instance currency = \"USD\"";
            return Err(words.error(cost.span().start, "`unit_cost` has no currency", way_out));
        }
        Ok(Some(*cost.get_ref()))
    }

    fn currency(&self, words: &Words) -> Result<Option<String>, ImportError> {
        let Some(currency) = &self.currency else { return Ok(None) };
        if !Parameters::is_currency(currency.get_ref()) {
            let way_out = "write three capital letters, for instance USD";
            return Err(words.error(currency.span().start, "`currency` is no currency", way_out));
        }
        Ok(Some(currency.get_ref().clone()))
    }
}

impl ColumnsPart {
    fn rename(self, plan: &mut Plan, words: &Words) -> Result<(), ImportError> {
        let stated = [
            self.ties,
            self.consents,
            self.people,
            self.settings,
            self.segments,
            self.places,
            self.messages,
            self.suppressions,
            self.reasons,
            self.neighbours,
            self.recipients,
            self.transfers,
            self.passed,
            self.texts,
            self.seats,
            self.records,
        ];
        for (&(table, known), columns) in TABLES.iter().zip(stated) {
            let is_strange =
                |name: &&Spanned<String>| table != "people" && !known.contains(&name.as_ref().as_str());
            let stranger = columns.keys().find(is_strange);
            if let Some(name) = stranger {
                return Err(words.unknown_key(name.span().start, name.get_ref(), known));
            }
            let mut taken = BTreeSet::new();
            if let Some((name, _)) = columns.iter().find(|(_, theirs)| !taken.insert(theirs.as_str())) {
                let what = format!("`{}` names a column that another one names too", shown(name.get_ref()));
                return Err(words.error(name.span().start, what, "name a column once"));
            }
            let columns = columns.into_iter().map(|(ours, theirs)| (ours.into_inner(), theirs));
            plan.renamed.insert(table, columns.collect::<Renamed>());
        }
        Ok(())
    }
}

impl AttributePart {
    fn of(self, name: &str, line: u64, words: &Words) -> Result<Part, ImportError> {
        if let Some(truth) = self.truth.as_ref().filter(|_| self.origin != Some(Origin::Inferred)) {
            let way_out = "add origin = \"inferred\", or take the truth out";
            return Err(words.error(truth.span().start, "`truth` is for inferred attributes only", way_out));
        }
        Ok(Part {
            attribute: name.to_owned(),
            role: self.role,
            special_category: self.special_category,
            origin: self.origin,
            truth: self.truth.map(|truth| words.text("truth", &truth)).transpose()?,
            line: Some(line),
        })
    }
}

impl BasisPart {
    fn record(self, words: &Words) -> Result<RecordedBasis, ImportError> {
        Ok(RecordedBasis {
            basis: self.basis,
            recorded_on: words.date("recorded_on", self.recorded_on.as_ref())?,
            notice_on: words.date("notice_on", self.notice_on.as_ref())?,
            document: self.document,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        let words = Words { file: "case.toml", text };
        words
            .parse::<CaseFile>()
            .and_then(|case| case.plan(Path::new("case.toml"), &words))
            .expect_err("it is wrong")
            .to_string()
    }

    #[test]
    fn names_the_line_the_key_and_the_way_out() {
        let says = |text: &str, expected: &str| {
            assert_eq!(error(text), format!("reading case.toml, line {expected}"));
        };
        says("title = \"x\"\ndrawz = 10", "2: unknown key `drawz`; did you mean `draws`?");
        says("title = \"x\"\nmin_cell = 0", "2: `min_cell` is out of range; it goes from 1 to 1000000");
        says("title = \"x\"\nhops = -1", "2: `hops` is out of range; it goes from 1 to 100");
        says(
            "title = \"x\"\n\nhops = \"Ada\"",
            "3: `hops` has a value of the wrong kind; it takes a whole number",
        );
        says(
            "title = \"x\"\ndirection = \"out\"",
            "2: `direction` is for directed ties only; add directed = true, or take the direction out",
        );
        says(
            "title = \"x\"\nswing = 0",
            "2: `swing` is out of range; it is more than 0 and at most 100 percentage points",
        );
        says(
            "title = \"x\"\n[columns.ties]\nsorce = \"von\"",
            "3: unknown key `sorce`; did you mean `source`?",
        );
        says(
            "title = \"x\"\n[columns.tyes]\nsource = \"von\"",
            "2: unknown key `tyes`; did you mean `ties`?",
        );
        says(
            "title = \"x\"\n[attributes.place]\nrole = \"town\"",
            "3: `role` has an unknown value; write `place`, `group`, `birth_year`, `other`",
        );
        says(
            "title = \"x\"\n[attributes.leaning]\ntruth = \"told\"",
            "3: `truth` is for inferred attributes only; add origin = \"inferred\", or take the truth out",
        );
        says("title = \"x\"\ntitle = \"y\"", "2: a key stands here twice; leave one of them out");
        says("title = \"x\"\n\nhops = = 1", "3: this is not valid TOML; see toml.io for how to write it");
        says(
            "title = \"x\"\nas_of = \"31.1.2026\"",
            "2: `as_of` is no date; write a day of the calendar as YYYY-MM-DD",
        );
        says(
            "title = \"x\"\n[bystander_basis]\nbasis = \"x\"\n\nnotice_on = \"2026-02-29\"",
            "5: `notice_on` is no date; write a day of the calendar as YYYY-MM-DD",
        );
        says(
            "title = \"x\"\n[columns.ties]\nsource = \"von\"\ntarget = \"von\"",
            "4: `target` names a column that another one names too; name a column once",
        );
        says(
            "title = \"x\"\n[purposes]\ncampaign = [\"survey\"]\nresearch = [\"Survey\"]",
            "4: this is a word for two purposes; put each word for a purpose into one list",
        );
        says(
            "title = \"x\"\n[law]\njurisdictions = [\"EU\", \"NL\"]",
            "3: a jurisdiction has a name that is not known; known are `AU`, `BR`, `CA`, `EU`, `UK`, `US`, `US-CA`; a member \
             state is under the law of EU",
        );
        says("about = \"x\"", "1: there is no `title`; add it");
        says(
            "title = \"x\"\n[tables]\nsegments = 3",
            "3: `segments` has a value of the wrong kind; it takes a file's name, or a list of them",
        );
    }
}
