//! `ro-crate-metadata.json`: the folder as a research object. RO-Crate 1.2 with the profile Process Run Crate 0.5: one
//! `CreateAction` says of which files, with which options and parameters, by which version of the program each file of the
//! folder was made, every file with its SHA-256 and its length. It is written last, for it speaks of all the others.
//!
//! Files that were read are not in the folder, and their ids begin with `#`, as RO-Crate asks of files that are deliberately
//! not there; they are told by name, never by the folders that lead to them. The program looks at no clock: the date of
//! publication, which RO-Crate asks for, is the one that the user set, and where none was set the description says why there is
//! none. `bystander verify` reads this file; the ids and names here stay as they are.

use super::{File, RenderError, digest, media_type::media_type};
use crate::report::{Definition, Report};
use serde_json::{Value, json};

/// Its name in the folder.
pub const NAME: &str = "ro-crate-metadata.json";

const CRATE: &str = "https://w3id.org/ro/crate/1.2";
const PROFILE: &str = "https://w3id.org/ro/wfrun/process/0.5";

/// The file, of the others.
pub(super) fn file(report: &Report, files: &[File]) -> Result<File, RenderError> {
    let mut results: Vec<Value> = files.iter().map(|file| of_file(report, file)).collect();
    results.sort_by(|one, other| one["@id"].as_str().cmp(&other["@id"].as_str()));
    let inputs = [inputs(report), options(report), parameters(report)].concat();
    let terms: Vec<Value> = report.definitions.iter().map(term).collect();
    let mut graph = vec![
        json!({ "@id": NAME, "@type": "CreativeWork", "about": { "@id": "./" }, "conformsTo": { "@id": CRATE } }),
        root(report, &results),
        json!({ "@id": PROFILE, "@type": ["CreativeWork", "Profile"], "name": "Process Run Crate", "version": "0.5" }),
        licence(report),
        json!({ "@id": "#audit-id", "@type": "PropertyValue", "name": "audit id", "value": report.identity.input,
            "description": "The first twelve hexadecimal digits of the SHA-256 over the SHA-256s of the input files." }),
        program(report),
        action(report, &inputs, &results),
        json!({ "@id": "#definitions", "@type": "DefinedTermSet", "name": "What the figures mean",
            "hasDefinedTerm": references(&terms) }),
    ];
    graph.extend(inputs);
    graph.extend(results);
    graph.extend(terms);
    let mut bytes =
        serde_json::to_vec_pretty(&json!({ "@context": format!("{CRATE}/context"), "@graph": graph }))?;
    bytes.push(b'\n');
    Ok(File::new(NAME, bytes))
}

fn references(entities: &[Value]) -> Value {
    entities.iter().map(|entity| json!({ "@id": entity["@id"] })).collect()
}

fn root(report: &Report, files: &[Value]) -> Value {
    let identity = &report.identity;
    let mut description = report.headline.clone();
    if identity.as_of.is_none() {
        description.push_str(
            " No date of publication is given: the program looks at no clock, so that the same input gives the same bytes, and no \
             date was set with --as-of.",
        );
    }
    let mut root = json!({
        "@id": "./", "@type": "Dataset", "name": identity.title, "description": description,
        "conformsTo": { "@id": PROFILE }, "license": { "@id": "#licence" }, "identifier": { "@id": "#audit-id" },
        "hasPart": references(files), "mentions": [{ "@id": "#run" }, { "@id": "#definitions" }],
    });
    if let Some(date) = &identity.as_of {
        root["datePublished"] = json!(date);
    }
    root
}

/// What may be done with the report is for those who made it to say; what the case says of its data stands beside it.
fn licence(report: &Report) -> Value {
    let origin = report.identity.origin.as_ref().map(|text| format!(" Of the data the case says: {text}"));
    let description = format!(
        "No licence is stated for this report: ask those who made it.{} The program is MIT OR Apache-2.0; that does not extend to \
         what it writes.",
        origin.unwrap_or_default()
    );
    json!({ "@id": "#licence", "@type": "CreativeWork", "name": "No licence stated", "description": description })
}

fn program(report: &Report) -> Value {
    let mut program = json!({ "@id": "#bystander", "@type": "SoftwareApplication", "name": "bystander",
        "version": report.identity.version,
        "description": env!("CARGO_PKG_DESCRIPTION"),
        "license": "MIT OR Apache-2.0" });
    // RO-Crate asks for a home on the web; a program that has none cannot name one.
    if let Some(home) =
        [env!("CARGO_PKG_HOMEPAGE"), env!("CARGO_PKG_REPOSITORY")].into_iter().find(|url| !url.is_empty())
    {
        program["url"] = json!(home);
    }
    program
}

fn action(report: &Report, inputs: &[Value], results: &[Value]) -> Value {
    let command = report.identity.command.as_ref();
    let line = command.map_or("The library was used without a command.".to_owned(), |command| command.line());
    let verb = command.map_or("report", |command| command.verb.as_str());
    json!({ "@id": "#run", "@type": "CreateAction", "name": format!("bystander {verb}"), "description": line,
        "instrument": { "@id": "#bystander" }, "object": references(inputs), "result": references(results) })
}

/// The files that were read, in the order in which the audit id takes them.
fn inputs(report: &Report) -> Vec<Value> {
    let sources = report.results["sources"].as_array().map_or(&[][..], Vec::as_slice);
    let input = |(at, source): (usize, &Value)| {
        json!({ "@id": format!("#input-{}", at + 1), "@type": "File", "name": source["name"],
            "localPath": source["name"], "description": format!("Read as {}.", source["table"].as_str().unwrap_or("input")),
            "contentSize": source["bytes"].to_string(), "sha256": source["sha256"] })
    };
    sources.iter().enumerate().map(input).collect()
}

/// The case or files that were named, and the options that were given.
fn options(report: &Report) -> Vec<Value> {
    let Some(command) = &report.identity.command else { return Vec::new() };
    let named = command.inputs.iter().map(|input| ("input", Some(input)));
    let given = command.options.iter().map(|option| (option.flag.as_str(), option.value.as_ref()));
    let entity = |(at, (name, value)): (usize, (&str, Option<&String>))| {
        json!({ "@id": format!("#argument-{}", at + 1), "@type": "PropertyValue", "name": name,
            "value": value.map_or(json!(true), |value| json!(value)) })
    };
    named.chain(given).enumerate().map(entity).collect()
}

/// The parameters with which everything was measured, those that nobody set included.
fn parameters(report: &Report) -> Vec<Value> {
    let set = json!(report.identity.parameters);
    let known = set.as_object().into_iter().flatten().filter(|(_, value)| !value.is_null());
    let entity = |(name, value): (&String, &Value)| json!({ "@id": format!("#parameter-{name}"), "@type": "PropertyValue", "name": name, "value": value });
    known.map(entity).collect()
}

fn of_file(report: &Report, file: &File) -> Value {
    json!({ "@id": file.path, "@type": "File", "name": name(report, &file.path),
        "encodingFormat": media_type(&file.path), "contentSize": file.bytes.len().to_string(),
        "sha256": digest::of_bytes(&file.bytes) })
}

/// What a file holds: the caption of its table, the title of its chart, or its own name.
fn name(report: &Report, path: &str) -> String {
    let stem = |folder: &str| path.strip_prefix(folder).and_then(|rest| rest.split('.').next());
    let table = stem("tables/").and_then(|id| report.table(id)).map(|table| table.caption.clone());
    let chart = || stem("charts/").and_then(|id| report.figure(id)).map(|figure| figure.title.clone());
    table.or_else(chart).filter(|name| !name.is_empty()).unwrap_or_else(|| path.to_owned())
}

fn term(definition: &Definition) -> Value {
    json!({ "@id": format!("#def-{}", definition.id), "@type": "DefinedTerm", "termCode": definition.id,
        "name": definition.term, "description": definition.text })
}
