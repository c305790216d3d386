//! What the texts said that people agreed to.

use super::Part;
use crate::{
    measure::consent_texts::{Clause, ConsentTexts, Version},
    model::number::{self, count, percent},
    report::{
        Block, Section,
        published::{Column, Published, Shape, table},
        table::Table,
    },
};
use serde_json::Value;

const VERSIONS: &[Column] = &[
    ("version", "version", Shape::Text, None),
    ("app", "app", Shape::Text, None),
    ("language", "language", Shape::Text, None),
    ("shown_from", "shown from", Shape::Text, None),
    ("shown_until", "until", Shape::Text, None),
    ("words", "words", Shape::Count, Some("text_words")),
    ("sentences", "sentences", Shape::Count, Some("text_words")),
    ("headings", "headings", Shape::Count, Some("text_words")),
    ("minutes", "minutes to read (model)", Shape::Number, Some("reading_time")),
    ("words_per_sentence", "words per sentence", Shape::Number, Some("text_words")),
    ("reading_ease", "reading ease (model)", Shape::Number, Some("reading_ease")),
    ("grade", "school year (model)", Shape::Number, Some("reading_ease")),
];
const ASKED: &[Column] = &[
    ("version", "version", Shape::Text, None),
    ("purposes", "purposes", Shape::Count, None),
    ("separate", "political use agreed to apart", Shape::Text, None),
    ("agreed_at_once", "purposes agreed to at once", Shape::Count, Some("agreed_at_once")),
    ("prechecked", "filled in beforehand", Shape::Text, None),
    ("clicks_to_accept", "clicks to agree", Shape::Count, None),
    ("clicks_to_refuse", "clicks to refuse", Shape::Count, None),
];
const CLAUSES: &[Column] = &[
    ("version", "version", Shape::Text, None),
    ("clause", "the clause begins", Shape::Text, Some("clause_place")),
    ("found", "times found", Shape::Count, Some("clause_place")),
    ("words_before", "words before it", Shape::Count, Some("clause_place")),
    ("share_before", "of all words", Shape::Share, Some("clause_place")),
    ("minutes_before", "minutes to read as far (model)", Shape::Number, Some("reading_time")),
    ("depth", "headings above it", Shape::Count, Some("clause_place")),
    ("section", "section", Shape::Text, Some("clause_place")),
];
const SENSORS: &[Column] = &[
    ("version", "version", Shape::Text, None),
    ("sensor", "sensor", Shape::Text, None),
    ("in_purposes", "named in a stated purpose", Shape::Text, Some("sensor_named")),
    ("words_before", "words before the text names it", Shape::Count, Some("sensor_named")),
];
const AGREED: &[Column] = &[
    ("version", "version", Shape::Text, None),
    ("text", "text", Shape::Text, Some("text_agreed")),
    ("consenters", "consenters", Shape::Count, Some("text_agreed")),
    ("while_shown", "while it was shown", Shape::Count, Some("text_agreed")),
    ("while_not_shown", "when it was not", Shape::Count, Some("text_agreed")),
    ("not_known", "not known", Shape::Count, Some("text_agreed")),
];
const COMPARED: &[Column] = &[
    ("from", "from version", Shape::Text, None),
    ("to", "to version", Shape::Text, None),
    ("app", "app", Shape::Text, None),
    ("words_from", "words before", Shape::Count, Some("text_compared")),
    ("words_to", "words after", Shape::Count, Some("text_compared")),
    ("kept", "kept", Shape::Count, Some("text_compared")),
    ("removed", "removed", Shape::Count, Some("text_compared")),
    ("added", "added", Shape::Count, Some("text_compared")),
];
const CHANGED: &[Column] = &[
    ("from", "from version", Shape::Text, None),
    ("to", "to version", Shape::Text, None),
    ("clauses_came", "clauses that came in", Shape::Text, Some("clause_place")),
    ("clauses_left", "that left", Shape::Text, Some("clause_place")),
    ("purposes_came", "purposes that came in", Shape::Text, None),
    ("purposes_left", "that left", Shape::Text, None),
    ("sensors_came", "sensors that came in", Shape::Text, None),
    ("sensors_left", "that left", Shape::Text, None),
];

pub(super) fn part(at: &Published) -> Part {
    let section = |blocks| Section { id: "consent_texts", title: "What people agreed to", blocks };
    let texts = &at.measures.consent_texts;
    if texts.versions.is_empty() && texts.agreed.is_empty() {
        let none = "No texts were given that people agreed to, so that nothing can be said about what they were told. They are given with --texts, or \
                    under [tables] in case.toml; `text_version` in the consents says who agreed to which.";
        return Part::words(section(vec![Block::Paragraph(none.to_owned())]));
    }
    let tables = [
        (
            "consent_texts",
            "The versions on file: how long and how hard to read they are.",
            VERSIONS,
            "versions",
        ),
        ("consent_asked", "How agreement to each version was asked for, as recorded.", ASKED, "versions"),
        ("consent_clauses", "Where the clauses that matter stand.", CLAUSES, "clauses"),
        ("consent_sensors", "Sensors that are used, and where they are named.", SENSORS, "sensors"),
        (
            "consent_agreed",
            "Who agreed to which version, and whether it was shown on that day.",
            AGREED,
            "agreed",
        ),
        ("consent_compared", "Words that changed from one version to the next.", COMPARED, "compared"),
        ("consent_changed", "What came in and what left from one version to the next.", CHANGED, "compared"),
    ];
    let tables = tables.into_iter().map(|(id, caption, columns, key)| {
        let rows = at
            .rows(&format!("consent_texts.{key}"))
            .iter()
            .filter(|row| id == "consent_asked" || id == "consent_changed" || is_on_file(row));
        let rows: Vec<Value> = rows.map(joined).collect();
        table(id, caption, columns, &rows)
    });
    let tables: Vec<Table> = tables.filter(|table| !table.rows.is_empty()).collect();
    let mut blocks = vec![Block::Paragraph(coverage(at, texts)), Block::List(sentences(at, texts))];
    blocks.retain(|block| !matches!(block, Block::List(lines) if lines.is_empty()));
    blocks.extend(tables.iter().map(|table| Block::Table(table.id)));
    Part { section: section(blocks), figures: Vec::new(), tables }
}

/// Whether a row is not of a text that is not on file: of such a one nothing was counted.
fn is_on_file(row: &Value) -> bool {
    ["words", "found", "kept"].iter().all(|key| row[key]["undefined"] != "no_text_on_file")
}

/// A row with its lists as texts.
fn joined(row: &Value) -> Value {
    let mut row = row.clone();
    for value in row.as_object_mut().into_iter().flat_map(|row| row.values_mut()) {
        let Some(parts) = value.as_array() else { continue };
        let parts: Vec<&str> = parts.iter().filter_map(Value::as_str).collect();
        *value = Value::from(if parts.is_empty() { "none".to_owned() } else { parts.join("; ") });
    }
    row
}

/// What is on file, and what minutes are computed with.
fn coverage(at: &Published, texts: &ConsentTexts) -> String {
    let read = texts.versions.iter().filter(|version| version.words.value().is_some()).count() as u64;
    let versions = texts.versions.len() as u64;
    let text = format!(
        "{} of {} {} on file with the text.{} Of a text only numbers were kept, and the words that the case gives \
         for its clauses.",
        count(read),
        count(versions),
        if versions == 1 { "version is" } else { "versions are" },
        if read < versions { " The tables of words leave the others out." } else { "" },
    );
    let rates = texts.rates.iter().map(|rate| format!("{} ({})", rate.words_per_minute, rate.language));
    let minutes = texts.rates.first().map(|rate| {
        format!(
            " Minutes are a model: words over the words a minute at which the language is read, {}; source: {}.",
            rates.collect::<Vec<_>>().join(", "),
            rate.source
        )
    });
    let lost = at.rows("consent_texts.agreed").iter().filter(|row| row["text"] == "not on file").count();
    let lost = (lost > 0)
        .then(|| format!(" People agreed to {} of which no text is on file.", counted(lost, "version")));
    [Some(text), minutes, lost].into_iter().flatten().collect()
}

/// `1 version`, `4 versions`.
fn counted(many: usize, what: &str) -> String {
    format!("{} {what}{}", count(many as u64), if many == 1 { "" } else { "s" })
}

/// The main figures in words; the tables have all.
fn sentences(at: &Published, texts: &ConsentTexts) -> Vec<String> {
    const MOST: usize = 12;
    let clauses = texts.clauses.iter().filter_map(clause);
    let asked = texts.versions.iter().filter_map(asked);
    let agreed = at.rows("consent_texts.agreed").iter().filter_map(not_shown);
    clauses.chain(asked).chain(agreed).take(MOST).collect()
}

fn clause(clause: &Clause) -> Option<String> {
    let (before, share) = (clause.words_before.value()?, clause.share_before.value()?);
    let minutes = clause.minutes_before.value();
    let minutes = minutes.map_or_else(String::new, |minutes| {
        format!(", about {} minutes of reading (model)", number::rough(minutes))
    });
    Some(format!(
        "In version {} the clause that begins “{}” stands after {} words, {} of the text{minutes}.",
        clause.version,
        clause.clause,
        count(before),
        percent(share)
    ))
}

fn asked(version: &Version) -> Option<String> {
    let at_once = version.agreed_at_once.value().filter(|&purposes| purposes > 1);
    let clicks = version.clicks_to_accept.value().zip(version.clicks_to_refuse.value());
    let said = [
        at_once.map(|purposes| format!("one act agreed to {purposes} purposes")),
        (version.prechecked.value() == Some("yes")).then(|| "agreement was filled in beforehand".to_owned()),
        clicks.filter(|_| version.is_harder_to_refuse()).map(|(accept, refuse)| {
            format!("refusing took {}, agreeing {}", clicked(refuse), clicked(accept))
        }),
    ];
    let said: Vec<String> = said.into_iter().flatten().collect();
    (!said.is_empty()).then(|| format!("In version {} {}.", version.version, said.join("; ")))
}

fn clicked(clicks: u64) -> String {
    format!("{} {}", count(clicks), if clicks == 1 { "click" } else { "clicks" })
}

/// From the published rows: a number that is hidden is not said.
fn not_shown(row: &Value) -> Option<String> {
    let people = row["while_not_shown"].as_u64().filter(|&people| people > 0)?;
    let who = if people == 1 { "person".to_owned() } else { "people".to_owned() };
    let version = row["version"].as_str()?;
    Some(format!("{} {who} agreed to version {version} on a day on which it was not shown.", count(people)))
}

#[cfg(test)]
mod tests {
    use crate::{audit::Audit, measure::Measures, report::Report, village};

    fn report(audit: &Audit) -> Report {
        Report::new(audit, &Measures::of(audit, |_| ()), Vec::new())
    }

    fn text_of(report: &Report) -> String {
        let section =
            report.sections.iter().find(|section| section.id == "consent_texts").expect("it is fixed");
        serde_json::to_string(&section.blocks).expect("sections are data")
    }

    #[test]
    fn says_what_the_village_agreed_to() {
        let report = report(&village::with_texts());
        let text = text_of(&report);
        for said in [
            "2 of 2 versions are on file with the text.",
            "In version 2014 the clause that begins “We may share” stands after 300 words, 65.8 % of the text, about 1.3 minutes of reading (model).",
            "In version 2014 one act agreed to 2 purposes; agreement was filled in beforehand; refusing took 4 clicks, agreeing 1 click.",
            "1 person agreed to version 2013 on a day on which it was not shown.",
        ] {
            assert!(text.contains(said), "{said} is not in {text}");
        }
        let changed = report.table("consent_changed").expect("two versions follow one another");
        let shown: Vec<String> = changed.rows[0].iter().map(super::super::super::cell::Cell::shown).collect();
        assert_eq!(
            shown,
            ["2013", "2014", "We may share", "none", "political advertising", "none", "microphone", "none"]
        );
    }

    #[test]
    fn says_in_a_sentence_what_would_be_needed() {
        let text = text_of(&report(&village::audit()));
        assert!(text.contains("--texts"), "{text}");
        assert!(report(&village::audit()).table("consent_texts").is_none());
    }

    #[test]
    fn tells_nothing_of_few_people() {
        let mut audit = village::with_texts();
        audit.parameters.min_cell = 10;
        assert!(!text_of(&report(&audit)).contains("1 person"));
    }
}
