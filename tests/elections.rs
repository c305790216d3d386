//! Votes as they were: the swing states of 2020 from the votes by state, and a segment that went to them alone. Skipped where the folder
//! of shared data is missing.

use bystander::{
    audit::Audit,
    import::{Request, read},
    measure::{
        Measures,
        contests::{Contests, Who},
    },
    model::case::Parameters,
    report::{Block, Report},
    village,
};
use std::{
    collections::BTreeMap,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

fn shared(file: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/elections").join(file);
    if !path.exists() {
        eprintln!("skipped: ../shared/data/elections is not here");
    }
    path.exists().then_some(path)
}

/// Votes of a year by state: Democrat, Republican, all.
fn votes(year: &str) -> Option<BTreeMap<String, [u64; 3]>> {
    let path = shared("us_president_state_1976_2020.csv")?;
    let mut reader = csv::Reader::from_path(path).expect("the votes");
    let headers = reader.headers().expect("a header").clone();
    let at = |name: &str| headers.iter().position(|header| header == name).expect("a column");
    let mut votes: BTreeMap<String, [u64; 3]> = BTreeMap::new();
    for row in reader.records().map(|row| row.expect("a row")).filter(|row| &row[at("year")] == year) {
        let number = |name: &str| row[at(name)].parse::<u64>().expect("a number of votes");
        let state = votes.entry(row[at("state_po")].to_owned()).or_default();
        match &row[at("party_simplified")] {
            "DEMOCRAT" => state[0] += number("candidatevotes"),
            "REPUBLICAN" => state[1] += number("candidatevotes"),
            _ => {}
        }
        state[2] = number("totalvotes");
    }
    Some(votes)
}

/// The states that were closer than five points, in whole numbers.
fn close(votes: &BTreeMap<String, [u64; 3]>) -> Vec<&str> {
    let is_close = |[one, other, all]: &[u64; 3]| one.abs_diff(*other) * 20 < *all;
    votes.iter().filter(|(_, votes)| is_close(votes)).map(|(state, _)| state.as_str()).collect()
}

#[test]
fn the_swing_states_of_2020_are_those_closer_than_five_points() {
    let Some(votes) = votes("2020") else { return };
    assert_eq!(votes.len(), 51);
    assert_eq!(close(&votes), ["AZ", "FL", "GA", "MI", "NC", "NV", "PA", "WI"]);
}

#[test]
fn a_case_of_the_states_of_2020_finds_the_segment_that_went_to_swing_states_alone() {
    let Some(votes) = votes("2020") else { return };
    let swing = close(&votes);
    let [mut places, mut people, mut segments] =
        ["place,margin,electorate\n", "person,place\n", "segment,person\n"].map(str::to_owned);
    for (state, [one, other, all]) in &votes {
        #[allow(clippy::cast_precision_loss, reason = "votes are far below 2^53")]
        let margin = (*one as f64 - *other as f64) / *all as f64 * 100.0;
        writeln!(places, "{state},{margin:.6},{all}").expect("room");
        for at in 0..20 {
            writeln!(people, "{state}{at},{state}").expect("room");
            if swing.contains(&state.as_str()) && at < 12 {
                writeln!(segments, "doorsteps,{state}{at}").expect("room");
            }
        }
    }
    let room = tempfile::tempdir().expect("a folder");
    let file = |name: &str, text: &str| fs::write(room.path().join(name), text).expect("room");
    file("places.csv", &places);
    file("people.csv", &people);
    file("segments.csv", &segments);
    file("ties.csv", "source,target\nAZ0,AZ1\n");
    file("consents.csv", "person\nAZ0\n");
    file(
        "case.toml",
        "title = \"States\"\nswing = 5\n[tables]\nties = \"ties.csv\"\nconsents = \"consents.csv\"\npeople = \"people.csv\"\n\
         segments = \"segments.csv\"\nplaces = \"places.csv\"\n[attributes.place]\nrole = \"place\"\n",
    );
    let request = Request { case: Some(room.path().to_owned()), ..Request::default() };
    let tables = read(&request, &mut |_| ()).expect("a case");
    let parameters = Parameters::from(tables.parameters.clone());
    let contests = Contests::of(&Audit::new(tables, parameters));
    assert_eq!(contests.grounds[0].swing_places, Some(8));
    let row = &contests.swing[0];
    assert_eq!((row.who, row.swing_members, row.safe_members, row.unknown_places), (Who::Segment, 96, 0, 0));
    assert!(row.p_value.value().expect("a test") <= 0.01, "{row:?}");
    let footprint = &contests.footprints[0];
    assert_eq!((footprint.contacted, footprint.places, footprint.population_unknown), (8, 51, 43));
    let named: Vec<&str> =
        contests.places.iter().filter(|row| row.members > 0).map(|row| row.place.as_str()).collect();
    assert_eq!(named, swing);
    let arizona = contests.places.iter().find(|row| row.place == "AZ").expect("a state");
    assert!((arizona.margin.expect("a margin") - 0.309).abs() < 0.001);
    assert!((arizona.lift.value().expect("a quotient") - 51.0 / 8.0).abs() < 1e-12);
}

fn section(audit: &Audit) -> (String, Report) {
    let report = Report::new(audit, &Measures::of(audit, |_| ()), Vec::new());
    let section = report.sections.iter().find(|section| section.id == "contests").expect("it is fixed");
    let said = section.blocks.iter().filter_map(|block| match block {
        Block::Paragraph(text) => Some(text.as_str()),
        _ => None,
    });
    (said.collect::<Vec<_>>().join(" "), report)
}

#[test]
fn the_section_answers_in_sentences_and_shows_what_there_is() {
    let (said, report) = section(&village::with_places());
    for expected in [
        "Of the people reached by messages, 100 % live in swing places (margin below 5.00 points), where 57.1 % of the people of the \
         network live: none of them in a safe place",
        "By place, members of segments or people whom messages reached live in 2 of 3 places. Never contacted: 1, with 50 inhabitants.",
        "The smallest kind of place that criteria name is place: 1 of them; 400 live in the smallest of these, 400 in the middle one.",
    ] {
        assert!(said.contains(expected), "{said}");
    }
    for table in [
        "contests",
        "swing_places",
        "footprints",
        "neighbours_alike",
        "between_regions",
        "place_units",
        "contact_ratios",
    ] {
        assert!(report.table(table).is_some_and(|table| !table.rows.is_empty()), "{table}");
    }
}

#[test]
fn the_section_says_what_would_be_needed() {
    assert!(
        section(&village::audit())
            .0
            .contains("a table of places with their populations and margins (--places)")
    );
    let mut audit = village::with_places();
    audit.parameters.swing = None;
    assert!(section(&audit).0.contains("--swing POINTS, or swing in case.toml"));
}

#[test]
fn small_cells_of_the_village_are_all_hidden_at_ten() {
    let mut audit = village::with_places();
    audit.parameters.min_cell = 10;
    let (said, report) = section(&audit);
    assert!(!said.contains("swing places (margin"), "{said}");
    let contests = &report.results["contests"];
    assert_eq!((&contests["swing"], &contests["places"]), (&serde_json::json!([]), &serde_json::json!([])));
    let ratios = contests["contact_ratios"].as_array().expect("rows");
    assert!(ratios.iter().all(|row| row["people"].get("hidden").is_some()), "{ratios:?}");
}
