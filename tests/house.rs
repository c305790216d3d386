//! The rules of the house: floors, doors, lists, heads.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// From the ground to the roof: a floor uses only those before it.
const FLOORS: &[&str] = &[
    "model", "stat", "table", "import", "graph", "audit", "harvest", "flow", "village", "simulate", "null",
    "measure", "rule", "report", "chart", "render", "cli",
];

/// Each heavy library enters by its own doors.
const DOORS: &[(&str, &[&str])] = &[
    ("polars", &["table"]),
    ("polars_io", &["table"]),
    ("petgraph", &["graph", "measure"]),
    ("roaring", &["flow"]),
    ("single_clustering", &["graph"]),
    ("statrs", &["stat"]),
    ("plotters", &["chart"]),
    ("resvg", &["chart"]),
    ("notosans", &["chart"]),
    ("minijinja", &["render"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("indicatif", &["cli"]),
    ("tempfile", &["cli"]),
    ("toml", &["import"]),
    ("flate2", &["import"]),
    ("quick_xml", &["import"]),
    ("encoding_rs", &["import"]),
    ("calamine", &["import"]),
    ("scraper", &["import"]),
    ("unicode_normalization", &["import"]),
    ("jiter", &["import"]),
    ("lib_tcstring", &["import"]),
    ("vcard", &["import"]),
    ("rusqlite", &["import"]),
    ("csv", &["import", "render", "simulate"]),
    ("sha2", &["import", "report", "render"]),
];

/// Crates that talk to a network: none may be in the tree of the default build.
const NETWORK: &[&str] = &[
    "reqwest",
    "hyper",
    "rustls",
    "native-tls",
    "openssl",
    "ureq",
    "curl",
    "ring",
    "object_store",
    "isahc",
    "quinn",
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of the house") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|of| of == ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Every source file with its floor and its text; `main.rs` and `lib.rs` stand outside the floors.
fn sources() -> Vec<(PathBuf, String, String)> {
    let source = root().join("src");
    let of = |path: PathBuf| {
        let inside = path.strip_prefix(&source).expect("a source").to_owned();
        let floor = inside.components().next().expect("a part").as_os_str().to_string_lossy();
        let text = fs::read_to_string(&path).expect("a source file");
        (inside.clone(), floor.trim_end_matches(".rs").to_owned(), text)
    };
    let all = files(&source, "rs").into_iter().map(of);
    all.filter(|(_, floor, _)| floor != "main" && floor != "lib").collect()
}

/// The code of a file without its comments and its tests, which may look over the whole house.
fn code(text: &str) -> String {
    let code = text.split("#[cfg(test)]").next().expect("a split has a first part");
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The first words after every `crate::` of `code`, also those grouped in braces.
fn floors_used(code: &str) -> BTreeSet<String> {
    let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut used = BTreeSet::new();
    for part in code.split("crate::").skip(1) {
        if let Some(group) = part.strip_prefix('{') {
            let mut depth = 0;
            let mut starts = true;
            for (at, c) in group.char_indices() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => starts = true,
                    _ if starts && c.is_alphanumeric() => {
                        used.insert(word(&group[at..]));
                        starts = false;
                    }
                    _ => {}
                }
            }
        } else {
            used.insert(word(part));
        }
    }
    used
}

#[test]
fn every_file_stands_on_a_floor_and_rests_only_on_those_below() {
    for (path, floor, text) in sources() {
        let height = FLOORS.iter().position(|known| *known == floor);
        let height = height.unwrap_or_else(|| panic!("{} stands on no floor", path.display()));
        for used in floors_used(&code(&text)) {
            let Some(other) = FLOORS.iter().position(|known| *known == used) else { continue };
            assert!(other <= height, "{} steps up from {floor} to {used}", path.display());
        }
    }
}

#[test]
fn the_reader_of_floors_sees_groups() {
    let found = floors_used(
        "use crate::{audit::Audit, model::{id::PersonId, tie}, stat};\nlet x = crate::null::y();",
    );
    assert_eq!(found.into_iter().collect::<Vec<_>>(), ["audit", "model", "null", "stat"]);
}

#[test]
fn each_library_comes_in_by_its_doors() {
    for (path, floor, text) in sources() {
        for (library, doors) in DOORS {
            let code = code(&text);
            let enters = code.lines().any(|line| {
                line.trim_start().starts_with(&format!("use {library}::"))
                    || line.contains(&format!("[{library}::")) && !line.contains("crate::")
                    || line.split(|c: char| !c.is_alphanumeric() && c != '_' && c != ':').any(|word| {
                        word.starts_with(&format!("{library}::"))
                            || word.starts_with(&format!("::{library}::"))
                    })
            });
            assert!(
                !enters || doors.contains(&floor.as_str()),
                "{library} came in through {}",
                path.display()
            );
        }
    }
}

#[test]
fn every_file_is_in_its_floors_list() {
    for (path, _, _) in sources() {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let folder = root().join("src").join(&path).parent().expect("a folder").to_owned();
        if name == "mod" || path.components().count() == 1 {
            continue;
        }
        let list = [folder.join("mod.rs"), folder.with_extension("rs")];
        let text: String = list.iter().filter_map(|list| fs::read_to_string(list).ok()).collect();
        let listed = text.contains(&format!("mod {name};")) || text.contains(&format!("{name}: "));
        assert!(listed, "{} is in nobody's list", path.display());
    }
}

#[test]
fn every_file_opens_with_what_it_gives() {
    for (path, _, text) in sources() {
        let head = text.lines().next().unwrap_or_default();
        assert!(head.starts_with("//! ") && head.len() > 12, "{} has no head", path.display());
    }
}

#[test]
fn no_file_is_named_after_nothing() {
    let nameless = ["utils", "util", "helpers", "helper", "common", "types", "manager", "misc"];
    for (path, ..) in sources() {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        assert!(!nameless.contains(&name.as_str()), "{} is named after nothing", path.display());
    }
}

#[test]
fn every_rule_is_in_the_list_and_explained() {
    let rules = rule_files().len();
    assert_eq!(
        bystander::rule::RULES.len(),
        rules,
        "a rule's file is not in RULES, or RULES holds a rule twice"
    );
    let mut codes = BTreeSet::new();
    for rule in bystander::rule::RULES {
        assert!(codes.insert(rule.code), "{} was given out twice", rule.code);
        let page = rule.page();
        let mut rest = page.as_str();
        for head in bystander::rule::HEADS {
            let at = rest
                .find(&format!("{head}\n"))
                .unwrap_or_else(|| panic!("{}: no part {head}, or not here", rule.code));
            rest = &rest[at + head.len()..];
        }
    }
}

/// The files of `src/rule` that hold a rule, up to their tests.
fn rule_files() -> Vec<(PathBuf, String)> {
    let texts = files(&root().join("src/rule"), "rs").into_iter().map(|path| {
        let text = fs::read_to_string(&path).expect("a source");
        let own = text.split("#[cfg(test)]").next().unwrap_or_default().to_owned();
        (path, own)
    });
    texts.filter(|(_, text)| text.contains("const RULE: Rule")).collect()
}

#[test]
fn every_rule_names_provisions_that_are_held_and_recommends_something() {
    for rule in bystander::rule::RULES {
        assert!(!rule.provisions.is_empty(), "{} names no provision", rule.code);
        for id in rule.provisions {
            assert!(
                bystander::import::law::provision(id).is_some(),
                "{} names {id}, which is not held",
                rule.code
            );
        }
        assert!(rule.advice.ends_with('.') && rule.advice.len() > 30, "{} recommends nothing", rule.code);
        assert!(!rule.part("What would clear it").is_empty(), "{}", rule.code);
        let first = bystander::import::law::provision(rule.provisions[0]).expect("held");
        assert!(first.until().is_none(), "{} begins with a provision that has ceased to apply", rule.code);
    }
}

/// What a finding never says: it shows what the records hold, and judges nobody.
const NEVER_SAID: &[&str] = &[
    "illegal",
    "unlawful",
    "violat",
    "guilt",
    "intent",
    "intend",
    "deliberate",
    "wilful",
    "on purpose",
    "crime",
    "culprit",
    "infring",
    "offence",
];

#[test]
fn no_sentence_of_a_rule_or_a_provision_judges_or_speaks_of_intent() {
    let laws = files(&root().join("src/import/law"), "toml").into_iter().map(|path| {
        let text = fs::read_to_string(&path).expect("a file of law");
        (path, text)
    });
    for (path, text) in rule_files().into_iter().chain(laws) {
        // The head of a rule may say what it does not show; its sentences are in the code.
        let said: String = text
            .lines()
            .filter(|line| !line.starts_with("//!"))
            .collect::<Vec<_>>()
            .join("\n")
            .to_lowercase();
        for word in NEVER_SAID {
            assert!(!said.contains(word), "{} says {word}", path.display());
        }
    }
}

#[test]
fn nothing_in_the_default_build_talks_to_a_network() {
    let lock = fs::read_to_string(root().join("Cargo.lock")).expect("the lock file is committed");
    for name in NETWORK {
        assert!(!lock.contains(&format!("name = \"{name}\"\n")), "{name} is in the tree");
    }
    for (path, _, text) in sources() {
        for door in ["std::net", "TcpStream", "UdpSocket", "TcpListener"] {
            assert!(!code(&text).contains(door), "{} opens a connection", path.display());
        }
    }
}

#[test]
fn no_clock_and_no_random_start_reach_a_figure() {
    for (path, floor, text) in sources() {
        let code = code(&text);
        for source in ["SystemTime", "Instant::now", "thread_rng", "rand::rng(", "from_os_rng", "RandomState"]
        {
            assert!(floor == "cli" || !code.contains(source), "{} uses {source}", path.display());
        }
    }
}
