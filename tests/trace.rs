//! One person's answer: against everybody's measures, against chains counted one by one, and against what it may not tell.

use bystander::{
    audit::Audit,
    graph::reach::UNREACHED,
    harvest::{Harvest, chains::Chains},
    import::{self, Request, Sought},
    measure::{
        spread::Spread,
        standing::{Standing, Standings},
        times::Time,
        trace::Trace,
    },
    model::{
        case::Parameters,
        consent::Consenter,
        date::Day,
        grant::Grant,
        id::PersonId,
        reading::{Began, Lasting, Reading},
        span::{Span, Spans},
        switch::Switch,
    },
    table::{Tables, grants::Grants, switches::Switches, ties::Ties},
};
use proptest::{collection::vec, prelude::*, sample::subsequence};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

const PEOPLE: u32 = 7;
const DAYS: i32 = 5;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A random dated case: ties and grants with first and last day, some first days not known, and switches.
#[derive(Clone, Debug)]
struct Net {
    ties: Vec<(u32, u32, i32, i32, bool)>,
    grants: Vec<(u32, i32, i32, bool)>,
    off: Vec<(u32, i32, i32)>,
    hops: u32,
}

fn nets() -> impl Strategy<Value = Net> {
    let day = || (0..DAYS, 0..DAYS).prop_map(|(one, other)| (one.min(other), one.max(other)));
    let ties = vec((0..PEOPLE, 0..PEOPLE, day(), proptest::bool::weighted(0.8)), 0..14);
    let who = subsequence((0..PEOPLE).collect::<Vec<_>>(), 0..4);
    let grants = (who, vec((day(), proptest::bool::weighted(0.8)), 4));
    let off = (subsequence((0..PEOPLE).collect::<Vec<_>>(), 0..3), vec(day(), 3));
    (ties, grants, off, 1_u32..4).prop_map(|(ties, (who, given), (whose, days), hops)| Net {
        ties: ties
            .into_iter()
            .map(|(one, other, (from, last), known)| (one, other, from, last, known))
            .collect(),
        grants: who
            .into_iter()
            .zip(given)
            .map(|(who, ((from, last), known))| (who, from, last, known))
            .collect(),
        off: whose.into_iter().zip(days).map(|(who, (from, last))| (who, from, last)).collect(),
        hops,
    })
}

fn lasting(from: i32, last: i32, known: bool) -> Lasting {
    Lasting::new(if known { Began::On(Day(from)) } else { Began::Unknown }, Some(Day(last)))
}

fn audit(net: &Net) -> Audit {
    let consenters = (1..).zip(&net.grants).map(|(number, grant)| Consenter {
        person: PersonId(grant.0),
        number,
        line: 0,
        opens_contacts: true,
    });
    let grants = (0..).zip(&net.grants).map(|(at, &(_, from, last, known))| Grant {
        in_force: lasting(from, last, known),
        ..Grant::plain(at, true, 0)
    });
    let off = |&(who, from, last): &(u32, i32, i32)| {
        let days = Spans::from(Span { from: Day(from), until: Day(last + 1) });
        (PersonId(who), Switch { surely_off: days.clone(), possibly_off: days })
    };
    let tables = Tables {
        people: PEOPLE as usize,
        listed: true,
        ties: Ties {
            pairs: net.ties.iter().map(|tie| (PersonId(tie.0), PersonId(tie.1))).collect(),
            stood: net.ties.iter().map(|&(_, _, from, last, known)| lasting(from, last, known)).collect(),
            ..Ties::default()
        },
        consenters: consenters.collect(),
        grants: Grants { rows: grants.collect(), ..Grants::default() },
        switches: Switches { friends_apps: net.off.iter().map(off).collect(), ..Switches::default() },
        ..Tables::default()
    };
    Audit::new(tables, Parameters { hops: net.hops, ..Parameters::default() })
}

/// Every sequence of `hop` ties from a consenter to `person`, over different people, that holds on one day at least.
fn routes_one_by_one(net: &Net, person: u32, hop: u32) -> (u64, usize) {
    let consents = |who: u32| net.grants.iter().any(|grant| grant.0 == who);
    let tied = |one: u32, other: u32, day: i32| {
        let same = |tie: &&(u32, u32, i32, i32, bool)| {
            (tie.0, tie.1) == (one, other) || (tie.0, tie.1) == (other, one)
        };
        let on = |tie: &(u32, u32, i32, i32, bool)| (!tie.4 || tie.2 <= day) && day <= tie.3;
        one != other && net.ties.iter().filter(same).any(on)
    };
    let off = |who: u32, day: i32| {
        net.off.iter().any(|&(whose, from, last)| whose == who && from <= day && day <= last)
    };
    let mut routes = BTreeSet::new();
    for day in -1..DAYS {
        let mut open: Vec<Vec<u32>> =
            if off(person, day) && !consents(person) { Vec::new() } else { vec![vec![person]] };
        for left in (0..hop).rev() {
            let longer = open.iter().flat_map(|route| {
                let fits = move |next: &u32| {
                    let passes = left == 0 || consents(*next) || !off(*next, day);
                    !route.contains(next) && tied(*next, *route.last().unwrap(), day) && passes
                };
                (0..PEOPLE).filter(fits).map(|next| route.iter().copied().chain([next]).collect())
            });
            open = longer.collect();
        }
        let starts = |route: &Vec<u32>| {
            let first = *route.last().unwrap();
            net.grants
                .iter()
                .any(|&(who, from, last, known)| who == first && (!known || from <= day) && day <= last)
        };
        routes.extend(open.into_iter().filter(starts));
    }
    let people: BTreeSet<u32> = routes.iter().flat_map(|route| route[1..].to_vec()).collect();
    (routes.len() as u64, people.len())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn walking_from_one_person_finds_what_walking_to_everybody_does(net in nets()) {
        let audit = audit(&net);
        for reading in [Reading::AtLeast, Reading::AtMost] {
            let harvest = Harvest::as_recorded(&audit, reading);
            let all = harvest.days();
            for person in audit.graph.people().filter(|&person| !audit.is_consenter(person)) {
                let found = Chains::to(&harvest, person, harvest.shown(person)).opened(&harvest);
                let mut expected: BTreeMap<u32, Spans> = BTreeMap::new();
                for (hop, days) in &all[person.index()] {
                    let known = expected.entry(*hop).or_default();
                    *known = known.or(days);
                }
                prop_assert_eq!(found, expected.into_iter().collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn chains_are_those_that_can_be_written_down(net in nets()) {
        let audit = audit(&net);
        let harvest = Harvest::as_recorded(&audit, Reading::AtMost);
        let within = harvest.reached().within;
        for person in audit.graph.people().filter(|&person| !audit.is_consenter(person)) {
            let hop = within[person.index()];
            if hop == UNREACHED {
                continue;
            }
            let routes = Chains::to(&harvest, person, harvest.shown(person)).routes(hop);
            prop_assert_eq!((routes.routes, routes.people as usize), routes_one_by_one(&net, person.0, hop));
        }
    }

    #[test]
    fn everybodys_answers_add_up_to_the_spread(net in nets()) {
        let audit = audit(&net);
        let spread = Spread::of(&audit);
        let standings = Standings::of(&audit);
        let traces: Vec<_> = audit.graph.people().map(|person| Trace::of(&audit, person)).collect();
        let within = |trace: &&Trace| trace.standing != Standing::Consenter && trace.through.is_some();
        prop_assert_eq!(traces.iter().filter(within).count() as u64, spread.bystanders);
        for (person, trace) in audit.graph.people().zip(&traces) {
            prop_assert_eq!(trace.standing, standings.of_person(person));
            let Some(through) = &trace.through else { continue };
            for counts in [through.consenters, through.routes, through.people_on_routes] {
                prop_assert!(counts.at_least <= counts.at_most);
            }
            prop_assert_eq!(through.opened.hop == 1, through.consenters.at_most > 0);
            if through.opened.hop == 1 {
                prop_assert_eq!(through.routes, through.consenters);
            }
        }
        for row in &spread.exposure {
            let exposed = traces.iter().filter(within).filter(|trace| {
                trace.through.as_ref().is_some_and(|through| through.consenters.at_most == u64::from(row.consenting_contacts))
            });
            prop_assert_eq!(exposed.count() as u64, row.people);
        }
    }
}

/// The trace of one person of the small dated case beside the transcripts.
fn traced(id: &str) -> Trace {
    let case = Some(root().join("tests/cli/dated"));
    let request = Request { case, sought: Some(Sought::new(id)), ..Request::default() };
    let tables = import::read(&request, &mut |_| ()).expect("the case is read");
    let person = tables.sought.expect("they are there");
    Trace::of(&Audit::new(tables, Parameters::default()), person)
}

fn months(from: &str, until: &str) -> Vec<Time> {
    vec![Time { from: Some(from.to_owned()), until: Some(until.to_owned()) }]
}

#[test]
fn the_dated_village_is_what_counting_by_hand_finds() {
    let fields = |trace: &Trace| {
        let fields = trace.through.iter().flat_map(|through| &through.fields);
        fields.map(|field| field.field.clone()).collect::<Vec<_>>()
    };
    // Eve: Ada's grant from 2013-11-20 and the tie from 2013-11-25 until the rules closed; Ben's tie has no first day.
    let eve = traced("eve");
    let through = eve.through.as_ref().expect("Ada agreed");
    assert_eq!((eve.standing, through.opened.surely), (Standing::Bystander(1), true));
    assert_eq!((through.consenters.at_least, through.consenters.at_most), (1, 2));
    assert_eq!(
        (&through.opened.months, &through.opened.sure_months),
        (&months("2013-11", "2015-04"), &months("2013-11", "2015-04"))
    );
    assert_eq!(fields(&eve), ["id", "name", "public profile", "birthday", "page likes"]);
    // Fay: through Ben alone, who did not let the app read likes, while his grant was in force.
    let fay = traced("fay");
    assert_eq!(fields(&fay), ["id", "name", "public profile", "birthday"]);
    assert_eq!(fay.through.expect("Ben agreed").opened.months, months("2014-01", "2014-02"));
    // Dot: while tied to Ada.
    assert_eq!(traced("dot").through.expect("Ada agreed").opened.months, months("2014-02", "2014-03"));
    // Cem: until the switch; what it kept back is the rest of the time.
    let cem = traced("cem");
    assert_eq!(cem.through.expect("Ada agreed").opened.months, months("2013-11", "2013-12"));
    let kept_back = &cem.switch.expect("it was off").kept_back;
    assert_eq!((kept_back.len(), &kept_back[3].months), (5, &months("2014-01", "2015-04")));
    // Ben was shown by Ada's grant before his own, Ada by Ben's only after hers.
    let before = |id| traced(id).through.and_then(|through| through.before_own_grant);
    assert_eq!((before("ben"), before("ada")), (Some(true), Some(false)));
    assert_eq!(traced("ben").own_grants[0].in_force.until.as_deref(), Some("2014-02-28"));
    assert!(traced("gus").through.is_none());
}

fn run(arguments: &[&str], input: &str) -> (String, String) {
    use std::io::Write as _;
    let mut command = Command::new(env!("CARGO_BIN_EXE_bystander"));
    let command = command.arg("trace").args(arguments).current_dir(root());
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    child.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("room");
    let output = child.wait_with_output().expect("it ends");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    (text(output.stdout), text(output.stderr))
}

#[test]
fn no_id_is_in_any_answer_and_the_one_asked_about_is_not_either() {
    let file = Path::new("datasets/quiz-app/people.csv");
    let mut people = csv::Reader::from_path(root().join(file)).expect("the people list");
    let ids: BTreeSet<String> = people.records().map(|row| row.expect("a row")[0].to_owned()).collect();
    let consents = csv::Reader::from_path(root().join("datasets/quiz-app/consents.csv"));
    let consenter =
        consents.expect("the consents").records().next().expect("one").expect("a row")[0].to_owned();
    let asked =
        [ids.iter().next().expect("one").clone(), ids.iter().nth(7_000).expect("one").clone(), consenter];
    for id in &asked {
        for json in [&["datasets/quiz-app", "-"][..], &["datasets/quiz-app", "-", "--json"]] {
            let (answer, errors) = run(json, &format!("{id}\n"));
            assert!(answer.len() > 500 && errors.is_empty(), "{errors}");
            let words = answer.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-');
            assert!(words.filter(|word| word.len() > 5).all(|word| !ids.contains(word)));
        }
    }
    assert_eq!(run(&["datasets/quiz-app", "-"], &asked[0]).0, run(&["datasets/quiz-app", &asked[0]], "").0);
}

#[test]
fn an_error_does_not_repeat_the_id() {
    let claims = |arguments: &[&str], input: &str, expected: &str| {
        let (answer, errors) = run(arguments, input);
        assert!(answer.is_empty() && errors.contains(expected) && !errors.contains("somebody"), "{errors}");
    };
    claims(&["datasets/karate", "somebody"], "", "is not in the people list");
    claims(&["somebody", "datasets/karate"], "", "write the case, then the person");
    claims(&["datasets/karate", "-"], " \n", "no person is asked about");
    claims(&["somebody"], "", "no ties are given");
}
