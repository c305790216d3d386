//! The measures on published networks, where these are at hand beside the project.
#![allow(clippy::print_stderr, reason = "a test that is skipped says so")]

use bystander::{
    audit::Audit,
    import::{Request, read},
    measure::{
        Measures,
        observe::Observe,
        share_out::ShareOut,
        spread::{Exposure, Spread},
    },
    model::{case::Parameters, consent::Consenter, id::PersonId},
    table::{Tables, ties::Ties},
};
use std::path::{Path, PathBuf};

/// The ten people whose friend lists make up the network.
const EGOS: [u32; 10] = [0, 107, 348, 414, 686, 698, 1684, 1912, 3437, 3980];

/// The ego networks of Facebook from the SNAP collection, the ten egos as consenters; people are rows as numbered there.
fn ego_facebook() -> Option<Audit> {
    let path =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data/ego-facebook/facebook_combined.txt");
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: ../shared/data/ego-facebook is not here");
        return None;
    };
    let ends = text.split_ascii_whitespace().map(|end| PersonId(end.parse().expect("ids are numbers")));
    let ends: Vec<PersonId> = ends.collect();
    let pairs: Vec<_> = ends.chunks_exact(2).map(|tie| (tie[0], tie[1])).collect();
    let people = ends.iter().map(|end| end.index() + 1).max().expect("there are ties");
    let consenter = |(number, row)| Consenter {
        person: PersonId(row),
        number,
        line: u64::from(number),
        opens_contacts: true,
    };
    let tables = Tables {
        people,
        ties: Ties { pairs, ..Ties::default() },
        consenters: (1..).zip(EGOS).map(consenter).collect(),
        ..Tables::default()
    };
    Some(Audit::new(tables, Parameters::default()))
}

#[test]
fn ten_egos_open_the_data_of_four_thousand_friends() {
    let Some(audit) = ego_facebook() else { return };
    let spread = Spread::of(&audit);
    assert_eq!((spread.people, spread.ties, spread.consenters), (4_039, 88_234, 10));
    assert_eq!((spread.bystanders, spread.affected, spread.unreached), (4_029, 4_039, 0));
    assert_eq!(spread.bystanders_per_consenter.value(), Some(402.9));
    assert_eq!(spread.exposure[0], Exposure { consenting_contacts: 1, people: 3_916 });
    assert_eq!(spread.exposure[1..].iter().map(|row| row.people).sum::<u64>(), 113);
}

#[test]
fn four_egos_add_most_of_those_friends() {
    let Some(audit) = ego_facebook() else { return };
    let shares = ShareOut::of(&audit);
    let row = |pseudonym: &str| EGOS[pseudonym[1..].parse::<usize>().expect("a place in the list") - 1];
    let first: Vec<_> =
        shares.consenters.iter().take(4).map(|part| (row(&part.consenter), part.greedy_gain)).collect();
    assert_eq!(first, [(107, 1041), (1684, 777), (1912, 749), (3437, 545)]);
    assert_eq!(shares.bystanders, 4_029);
    assert!((shares.consenters.iter().map(|part| part.shapley).sum::<f64>() - 4_029.0).abs() < 1e-6);
    assert!(shares.cover.iter().all(|cover| cover.minimum.value() == Some(cover.consenters)));
}

#[test]
fn ten_people_drawn_by_chance_would_have_shown_a_tenth_as_many() {
    let Some(audit) = ego_facebook() else { return };
    let observe = Observe::of(&audit);
    // Computed elsewhere with exact fractions.
    let near = |ours: Option<f64>, exact: f64| {
        assert!((ours.expect("defined") / exact - 1.0).abs() < 1e-9, "{ours:?}");
    };
    near(observe.expected_bystanders.value(), 391.108_235_342_226_24);
    near(observe.edge_observability.value(), 0.004_946_202_460_629_957);
    near(observe.expected_ties.among_affected.value(), 0.131_940_317_697_779_6);
    near(observe.hop_2.bystanders.value(), 3_203.702_323_009_217_3);
    assert!(observe.p_value < 0.01 && observe.high.value() < Some(4_029.0));
    assert_eq!(observe.observed, 4_029);
}

/// The audit of `request`, read from files as the program reads them; `None` where the data are not here.
fn audited(request: &Request) -> Option<(Audit, Measures)> {
    let paths = request.case.iter().chain(&request.ties).chain(&request.people);
    if let Some(missing) = paths.into_iter().find(|path| !path.exists()) {
        eprintln!("skipped: {} is not here", missing.file_name()?.to_string_lossy());
        return None;
    }
    let tables = read(request, &mut |_| ()).expect("real data can be read");
    let audit = Audit::new(tables, Parameters { draws: 50, ..Parameters::default() });
    let measures = Measures::of(&audit, |_| ());
    Some((audit, measures))
}

fn shared(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(path)
}

/// A consent list of these ids.
fn consents(room: &Path, ids: std::ops::Range<u32>) -> PathBuf {
    let path = room.join("consents.csv");
    let ids: Vec<String> = ids.map(|id| id.to_string()).collect();
    std::fs::write(&path, format!("person\n{}\n", ids.join("\n"))).expect("room");
    path
}

#[test]
fn ten_owners_of_ego_networks_expose_4029_others() {
    let request = Request { case: Some(shared("ego-facebook/facebook")), ..Request::default() };
    let Some((audit, measures)) = audited(&request) else { return };
    let spread = &measures.spread;
    assert_eq!((spread.people, spread.ties, spread.consenters, spread.bystanders), (4039, 88_234, 10, 4029));
    assert_eq!(spread.bystanders_per_consenter.value(), Some(402.9));
    assert_eq!((spread.exposed_through_one, spread.bystanders - spread.exposed_through_one), (3916, 113));
    // In the order of their ids the owners are 0, 107, 348, 414, 686, 698, 1684, 1912, 3437, 3980.
    let greedy: Vec<_> = measures
        .share_out
        .consenters
        .iter()
        .map(|part| (part.consenter.as_str(), part.greedy_gain))
        .collect();
    assert_eq!(greedy[..4], [("C2", 1041), ("C7", 777), ("C8", 749), ("C9", 545)]);
    assert_eq!((audit.segments.len(), measures.segments.segments.len()), (193, 193));
    assert!(audit.attribute("gender").is_some() && audit.attribute("last_name").is_none());
}

#[test]
fn twenty_weblogs_expose_the_198_others_that_the_page_of_the_dataset_says() {
    let room = tempfile::tempdir().expect("a folder");
    let request = Request {
        case: Some(shared("polblogs/polblogs.gml")),
        consents: Some(consents(room.path(), 1..21)),
        group_attributes: vec!["value".to_owned()],
        ..Request::default()
    };
    let Some((_, measures)) = audited(&request) else { return };
    let spread = &measures.spread;
    assert_eq!(
        (spread.people, spread.ties, spread.bystanders, spread.exposed_through_one),
        (1490, 16_715, 198, 103)
    );
    let homophily = &measures.segments.homophily[0];
    assert!(
        homophily.assortativity.value().expect("two leanings") > 0.8,
        "left links to left, right to right"
    );
}

#[test]
fn forty_listeners_expose_284_others() {
    let room = tempfile::tempdir().expect("a folder");
    let request = Request {
        ties: Some(shared("lastfm-asia/lastfm_asia_edges.csv")),
        consents: Some(consents(room.path(), 0..40)),
        ..Request::default()
    };
    let Some((_, measures)) = audited(&request) else { return };
    let spread = &measures.spread;
    assert_eq!(
        (spread.people, spread.ties, spread.bystanders, spread.exposed_through_one),
        (7624, 27_806, 284, 274)
    );
}
