//! A report with every figure, every kind of block and cell, and hostile words where the input may put its own.

use bystander::{
    model::{
        case::Parameters,
        finding::{Evidence, Finding, Severity},
        number::{Kind, Undefined},
    },
    report::{
        Block, Definition, Identity, KeyFigure, Report, Section,
        cell::Cell::{self, Count, Empty, Hidden, Number, P, Share},
        figure::Figure,
        table::{Heading, Table},
    },
};

/// Words that would be marks, attributes or formulas if anything let them.
pub const HOSTILE: &str = "=<script>alert(1)</script>\" onload='x' {{ 7 }} \u{202E}&";

pub fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

pub fn table(id: &'static str, keys: &[&'static str], rows: Vec<Vec<Cell>>) -> Table {
    let heading = |&key: &&'static str| Heading {
        key,
        label: Box::leak(key.replace('_', " ").into_boxed_str()),
        definition: (key == "people").then_some("people"),
    };
    Table {
        id,
        caption: format!("The data of {id}."),
        columns: keys.iter().map(heading).collect(),
        rows,
        notes: vec!["Cells with fewer than 10 people are hidden.".to_owned()],
    }
}

pub fn figure(
    id: &'static str,
    title: &str,
    takeaway: &str,
    keys: &[&'static str],
    rows: Vec<Vec<Cell>>,
) -> Figure {
    Figure {
        id,
        title: title.to_owned(),
        takeaway: takeaway.to_owned(),
        alt: format!("A chart: {takeaway}"),
        table: table(id, keys, rows),
    }
}

pub fn reach() -> Figure {
    let rows = [("consenters", 270), ("bystanders", 14_230), ("opted out", 1_120), ("not reached", 4_380)];
    figure(
        "reach",
        "Who agreed, and who was reached",
        "For each person who agreed, the data of about 53 others were open who did not.",
        &["group", "people"],
        rows.map(|(group, people)| vec![text(group), Count(people)]).into(),
    )
}

pub fn hops() -> Figure {
    let rows = [(0, 270, 270), (1, 14_230, 14_500), (2, 4_011, 18_511), (3, 356, 18_867), (4, 13, 18_880)];
    figure(
        "hops",
        "How many steps from somebody who agreed",
        "Most people are one step from a consenter; within two steps stands nearly everybody.",
        &["label", "hop", "people", "cumulative", "standing"],
        rows.map(|(hop, people, all)| {
            vec![
                text(&hop.to_string()),
                Count(hop),
                Count(people),
                Count(all),
                text(if hop < 2 { "bystanders" } else { "beyond" }),
            ]
        })
        .into(),
    )
}

pub fn per_consenter() -> Figure {
    let rows = vec![vec![text("consenter"), Count(1)], vec![text("bystanders"), Number(52.7)]];
    figure(
        "per_consenter",
        "One person agreed; so many others were in the data",
        "For each person who gave a grant, 52.7 who gave none were within reach.",
        &["group", "people"],
        rows,
    )
}

pub fn cascade() -> Figure {
    let rows = [
        ("consenters", 270, Empty),
        ("and within 1 hop", 14_500, Number(53.7)),
        ("everybody", 20_000, Number(1.38)),
    ];
    figure(
        "cascade",
        "From those who agreed to everybody",
        "270 consenters stand for 14,500 people one step further.",
        &["step", "people", "times"],
        rows.map(|(step, people, times)| vec![text(step), Count(people), times]).into(),
    )
}

const PLACES: [&str; 3] =
    ["Northmoor", "a place with a name that is far too long for any column", "other places"];

pub fn place_matrix() -> Figure {
    let mut rows = Vec::new();
    let mut push = |from: &str, to: &str, exposures, lies: &str| {
        rows.push(vec![text("place"), text(from), text(to), exposures, Empty, text(lies)]);
    };
    for (at, from) in (1_u64..).zip(PLACES) {
        for (to_at, to) in (1_u64..).zip(PLACES) {
            let lies = if from == to && at < 3 { "home" } else { "abroad" };
            push(
                from,
                to,
                if at + to_at == 3 { Hidden } else { Count(3_u64.pow(9 - (at + to_at) as u32) * 7) },
                lies,
            );
        }
        push(from, "all places", Count(1_234_567 / at), "sum");
    }
    PLACES.iter().for_each(|to| push("all places", to, Hidden, "sum"));
    push("all places", "all places", Count(2_345_678), "sum");
    figure(
        "place_matrix",
        "Where the consenters live, and where those whom they opened",
        "Most exposures stay at home.",
        &["dimension", "from", "to", "exposures", "people", "lies"],
        rows,
    )
}

pub fn onward() -> Figure {
    let row =
        |people: &str, holder: &str, least, most| vec![text(people), text(holder), Cell::Empty, least, most];
    figure(
        "onward",
        "How far the data went",
        "At least 900 people who never agreed were held beyond the collector.",
        &["people", "holder", "field", "at_least", "at_most"],
        vec![
            row("agreed themselves", "collectors", Cell::Count(53), Cell::Count(53)),
            row("agreed themselves", "1 transfer away", Cell::Hidden, Cell::Hidden),
            row("a contact agreed", "collectors", Cell::Count(1_481), Cell::Count(1_481)),
            row("a contact agreed", "1 transfer away", Cell::Count(900), Cell::Count(1_481)),
        ],
    )
}

pub fn timeline() -> Figure {
    let row = |month: &str, union: Cell, least: u64, snapshot: Cell, grants: Cell, rules: &str| {
        vec![text(month), union, Count(least), snapshot, grants, Count(12), text(rules)]
    };
    figure(
        "timeline",
        "Within reach, month by month",
        "From 2014-02 to 2014-04, 380 to 420 people were within reach at one time or another.",
        &["month", "cumulative", "cumulative_at_least", "bystanders", "grants", "ties_ended", "rules"],
        vec![
            row("2014-02", Count(120), 110, Count(120), Count(11), ""),
            row("2014-03", Hidden, 200, Hidden, Hidden, "2014-03-31: 2 rules ended"),
            row("2014-04", Count(420), 380, Count(300), Count(0), ""),
        ],
    )
}

pub fn fields() -> Figure {
    let row = |field: &str, special: &str, least: Cell, most: Cell| {
        vec![text(field), text(special), Count(45), least, most]
    };
    figure(
        "fields",
        "Fields of people's data within reach of a friend's grant",
        "3 fields of people's data were within reach.",
        &["field", "special_category", "consenters", "at_least", "at_most"],
        vec![
            row("birthday", "", Count(300), Count(420)),
            row("political views", "political opinions", Hidden, Count(260)),
            row("current city", "", Count(0), Hidden),
        ],
    )
}

pub fn exposure() -> Figure {
    let rows = [("1", 7_912), ("2", 3_480), ("3", 1_502), ("4", 720), ("5 or more", 616)];
    figure(
        "exposure",
        "Through how many consenters each bystander was exposed",
        "More than half of the bystanders were exposed by a single contact.",
        &["consenting_contacts", "people"],
        rows.map(|(contacts, people)| vec![text(contacts), Count(people)]).into(),
    )
}

pub fn chain_map() -> Figure {
    let row = |from: &str, at: Cell, to: &str, to_at: Cell, on: &str, lost: u64| {
        vec![text(from), text(to), text(on), at, to_at, Count(lost)]
    };
    let rows = vec![
        row("The firm behind the quiz", Count(0), "The analysts", Count(1), "2014-05-01", 5),
        row(
            "The firm behind the quiz",
            Count(0),
            "A university department with a long name",
            Count(1),
            "2014-06-12",
            0,
        ),
        row("The analysts", Count(1), "The party", Count(2), "2014-09-01", 1),
        row("The analysts", Count(1), "The party", Count(2), "2015-02-01", 0),
        row("The analysts", Count(1), "A broker", Count(2), "2014-10-01", 2),
        row("A broker", Count(2), "The analysts", Count(1), "2014-11-01", 0),
        row("A broker", Count(2), "not named (receiver, line 7)", Count(3), "", 1),
        row("Somebody else", Empty, "The party", Count(2), "2015-01-01", 0),
    ];
    figure(
        "chain_map",
        "From organisation to organisation",
        "Without the transfer from The firm behind the quiz to The analysts of 2014-05-01, 5 organisations would not have been reached.",
        &["from", "to", "on", "from_steps", "to_steps", "lost_without"],
        rows,
    )
}

pub fn responsibility() -> Figure {
    let row = |at: u32| {
        let part = f64::from(at) / 270.0;
        vec![Count(at.into()), Share(1.0 - (1.0 - part).powf(3.2)), Share(1.0 - (1.0 - part).powf(1.5))]
    };
    figure(
        "responsibility",
        "How few consenters account for how many bystanders",
        "Fifty-three of 270 consenters account for half of the bystanders.",
        &["consenters", "share_of_bystanders", "by_chance_order"],
        (1..=270).map(row).collect(),
    )
}

pub fn expectation() -> Figure {
    let row = |model: &str, low, expected, high| {
        vec![text(model), Number(low), Number(expected), Number(high), Number(14_230.0)]
    };
    figure(
        "expectation",
        "Observed bystanders against chance",
        "The consenters reach more people than as many people drawn by chance, and about as many as people with the same number of contacts.",
        &["model", "low", "expected", "high", "observed"],
        vec![
            row("any 270 people", 11_020.0, 11_411.5, 11_802.0),
            row("270 people with as many contacts", 13_904.0, 14_102.25, 14_310.0),
        ],
    )
}

const SEGMENTS: [&str; 6] = [
    "persuadable, Brookfield",
    "apathetic young",
    "undecided in swing places",
    HOSTILE,
    "homeowners over 55 with a very long name that never seems to end at all",
    "tiny",
];

pub fn segment_sources() -> Figure {
    let row = |at: usize, segment: &str| {
        let at = at as u64;
        vec![text(segment), Count(12 + 3 * at), Count(620 - 71 * at), Count(40 + 90 * at)]
    };
    let mut rows: Vec<_> = SEGMENTS.iter().enumerate().map(|(at, segment)| row(at, segment)).collect();
    rows[5] = vec![text("tiny"), Hidden, Hidden, Count(21)];
    let keys = ["segment", "consenters", "bystanders", "others"];
    figure(
        "segment_sources",
        "Who is in each segment",
        "Bystanders are most of five of six segments.",
        &keys,
        rows,
    )
}

pub fn concentration() -> Figure {
    let mut rows = Vec::new();
    for (at, segment) in (0_u32..).zip(SEGMENTS) {
        for (step, dimension) in (1_u32..).zip(["place", "community", "age group"]) {
            let hhi = 0.31 / f64::from(step) / f64::from(at + 1);
            let q = 0.000_2 * f64::from(at * at * step + 1);
            rows.push(vec![
                text(segment),
                text(dimension),
                Number(hhi),
                Number(0.041 / f64::from(step)),
                P(q),
            ]);
        }
    }
    rows[16][2] = Cell::Undefined(Undefined::EmptySegment);
    let keys = ["segment", "dimension", "hhi", "chance", "q"];
    figure(
        "concentration",
        "How concentrated each segment is",
        "Two segments gather in a few places.",
        &keys,
        rows,
    )
}

pub fn lorenz() -> Figure {
    let mut rows = Vec::new();
    for (bend, segment) in [1.6, 2.4, 4.0, 8.0].into_iter().zip(SEGMENTS) {
        for step in 0..=24 {
            let units = f64::from(step) / 24.0;
            rows.push(vec![text(segment), text("place"), Share(units), Share(units.powf(bend))]);
        }
    }
    let keys = ["segment", "dimension", "share_of_units", "share_of_members"];
    figure(
        "lorenz",
        "How unevenly segments lie over places",
        "Half of the places hold a sixteenth of one segment.",
        &keys,
        rows,
    )
}

pub fn lifts() -> Figure {
    let mut rows = Vec::new();
    for (at, segment) in (0_u32..).zip(&SEGMENTS[..4]) {
        for (step, group) in (1_u32..).zip(["18 to 24", "25 to 64", "65 and over"]) {
            let lift = 3.6 / f64::from(step * (at + 1));
            let cells = [Number(lift), Number(lift * 0.8), Number(lift * 1.25), P(0.012 * f64::from(step))];
            rows.push([vec![text(segment), text("age group"), text(group)], cells.to_vec()].concat());
        }
    }
    let keys = ["segment", "dimension", "group", "lift", "low", "high", "q"];
    figure(
        "lifts",
        "Who is in a segment more often than elsewhere",
        "People under 25 are in one segment 3.6 times as often.",
        &keys,
        rows,
    )
}

pub fn acquaintance() -> Figure {
    let row = |(at, segment): (u32, &str)| {
        let ratio = 4.2 / f64::from(at + 1);
        vec![text(segment), Number(ratio), P(0.000_3 * f64::from(at * at + 1)), Number(ratio / 1.6)]
    };
    let mut rows: Vec<_> = (0..).zip(SEGMENTS).map(row).collect();
    rows[4][1] = Number(0.0);
    rows[5][3] = Cell::Undefined(Undefined::TooLarge);
    figure(
        "acquaintance",
        "Ties among the members of each segment, against chance",
        "In four of six segments the members know each other more than people picked from everybody.",
        &["segment", "ratio", "q", "ratio_same"],
        rows,
    )
}

pub fn contests() -> Figure {
    let row = |at: u32| {
        let (margin, lift) = (f64::from(at) * 4.1 - 31.0, 2.6 / f64::from(at % 5 + 1));
        let contest = if margin.abs() < 5.0 { "swing" } else { "safe" };
        vec![
            text(&format!("Place {at}")),
            Number(margin),
            text(contest),
            Number(lift),
            Number(lift / 1.4),
            Number(lift * 1.4),
        ]
    };
    let mut rows: Vec<_> = (0..17).map(row).collect();
    rows[3][3] = Number(0.0);
    rows[5][3] = Hidden;
    figure(
        "contests",
        "Where the members of waverers live, by how close the vote is",
        "2 of the 17 places with a margin are closer than 5 points.",
        &["place", "margin", "contest", "lift", "lift_low", "lift_high"],
        rows,
    )
}

pub fn contacts_distribution() -> Figure {
    let steps = [("0", 4_100), ("1", 900), ("2", 640), ("3 to 10", 1_210), ("11 to 20", 85)];
    let row = |(times, people): (&str, u64)| vec![text(times), Count(people), Hidden];
    figure(
        "contacts_distribution",
        "How often people were shown messages",
        "2,835 people were reached, 3.4 times each on average.",
        &["times", "people", "objected"],
        steps.into_iter().map(row).collect(),
    )
}

pub fn contacts_periods() -> Figure {
    let weeks =
        [("3 weeks before", 120), ("2 weeks before", 0), ("1 week before", 410), ("week of the vote", 980)];
    let row = |(week, records): (&str, u64)| {
        let days = [text("2024-05-20"), text("2024-05-26")];
        [vec![text(week)], days.to_vec(), vec![Count(records), Count(records * 2), Hidden]].concat()
    };
    figure(
        "contacts_periods",
        "Messages up to the vote",
        "Most records are of this period: week of the vote.",
        &["label", "from", "until", "records", "impressions", "reached"],
        weeks.into_iter().map(row).collect(),
    )
}

pub fn ad_lorenz() -> Figure {
    let row = |at: u32| {
        let units = f64::from(at) / 20.0;
        vec![Share(units), Share(units.powi(4)), Share(units.powi(2)), Share(units.powi(3))]
    };
    figure(
        "ad_lorenz",
        "In how few hands the money is",
        "Half of the money is with 3 to 5 of 40 sponsors.",
        &["share_of_units", "low", "high", "point"],
        (0..=20).map(row).collect(),
    )
}

pub fn ad_places() -> Figure {
    let row = |(at, place): (u32, &str)| {
        let low = 90_000.0 / f64::from(at + 1);
        let amount = Cell::Amount;
        vec![text("Library, one window"), text(place), text("EUR"), amount(low), amount(low * 1.2)]
    };
    let mut rows: Vec<_> = (0..).zip(SEGMENTS).map(row).collect();
    rows[2][4] = Cell::Undefined(Undefined::OpenEnd);
    figure(
        "ad_places",
        "Where the money was spent",
        "Most was spent in one place.",
        &["book", "place", "currency", "spend_low", "spend_high"],
        rows,
    )
}

pub fn ad_quotients() -> Figure {
    let row = |(at, place): (u32, &str)| {
        let low = 3.0 / f64::from(at + 1);
        vec![text("Library, one window"), text(place), text("EUR"), Number(low), Number(low * 1.5)]
    };
    let mut rows: Vec<_> = (0..).zip(SEGMENTS).map(row).collect();
    rows[3][3] = Number(0.0);
    figure(
        "ad_quotients",
        "Money against people",
        "In one place three times as much was spent as its people would ask for.",
        &["book", "place", "currency", "low", "high"],
        rows,
    )
}

pub fn ageing() -> Figure {
    let row = |days: u64, shares: [f64; 4], followed: u64, wrong: u64| {
        let mut row = vec![Count(days)];
        row.extend(shares.map(Share));
        row.extend([Count(followed), Count(wrong)]);
        row
    };
    figure(
        "ageing",
        "Records that are true still, by age",
        "After 720 days 41.0 % of the records are true still.",
        &["age_days", "still_true", "low", "high", "fitted", "at_risk", "found_wrong"],
        vec![
            row(0, [1.0, 1.0, 1.0, 1.0], 2_000, 0),
            row(90, [0.93, 0.92, 0.94, 0.9], 1_900, 140),
            row(360, [0.68, 0.65, 0.71, 0.66], 900, 400),
            row(720, [0.41, 0.37, 0.45, 0.43], 210, 160),
        ],
    )
}

pub fn figures() -> Vec<Figure> {
    vec![
        reach(),
        per_consenter(),
        cascade(),
        hops(),
        timeline(),
        fields(),
        exposure(),
        responsibility(),
        expectation(),
        chain_map(),
        place_matrix(),
        onward(),
        segment_sources(),
        concentration(),
        lorenz(),
        lifts(),
        contests(),
        acquaintance(),
        contacts_distribution(),
        contacts_periods(),
        ageing(),
        ad_lorenz(),
        ad_places(),
        ad_quotients(),
    ]
}

fn key(label: &str, value: &str, of: &str, kind: Kind, definition: &'static str) -> KeyFigure {
    KeyFigure { label: label.into(), value: value.into(), of: of.into(), kind, definition }
}

fn finding(code: &'static str, name: &'static str, severity: Severity, condition: &str) -> Finding {
    let evidence = Evidence {
        shows: "14,230 people gave no grant of their own and are a contact of a consenter.".into(),
        at: if code == "BY05" { "concentration".into() } else { "spread.bystanders".into() },
    };
    let found = Finding::new(code, name, severity, condition.to_owned(), evidence);
    found.lacks("The controller's record of processing may name a basis that the case does not hold.")
}

fn sections() -> Vec<Section> {
    let section = |id, title, blocks| Section { id, title, blocks };
    vec![
        section("answer", "The answer", vec![
            Block::Figures(vec![
                key("people who agreed", "270", "of 20,000 people", Kind::Exact, "consenters"),
                key("bystanders", "14,230", "who were reached and gave no grant", Kind::Exact, "bystanders"),
                key("bystanders per consenter", "52.7", "14,230 of 270", Kind::Exact, "missing"),
                key("expected by chance", "11,411.5", "any 270 people", Kind::Model, "people"),
            ]),
            Block::Chart("reach"),
            Block::Paragraph("What this does not show: whether anybody's data were in fact taken, by whom, or to what end. The records show what the grants opened.".into()),
        ]),
        section("spread", "How far it spread", vec![
            Block::Chart("per_consenter"), Block::Chart("cascade"), Block::Chart("hops"), Block::Chart("exposure"), Block::Chart("responsibility"), Block::Chart("expectation"), Block::Chart("chain_map"), Block::Chart("place_matrix"),
        ]),
        section("segments", "Who was singled out", vec![
            Block::Chart("segment_sources"), Block::Chart("concentration"), Block::Chart("lorenz"), Block::Chart("lifts"), Block::Chart("contests"), Block::Chart("acquaintance"),
        ]),
        section("findings", "Findings", vec![Block::Findings]),
        section("data", "Data received, and what was not read", vec![Block::Table("sources")]),
        section("limits", "Limits", vec![Block::List(vec![
            "The ties are those of one export; people may know each other without being tied.".into(),
            HOSTILE.into(),
        ])]),
        section("definitions", "Definitions", vec![Block::Definitions]),
    ]
}

pub fn report() -> Report {
    let sources = vec![
        vec![text("ties.csv"), Count(512_230), Count(0), text("CSV, comma")],
        vec![text("consents.csv"), Count(270), Hidden, text(HOSTILE)],
        vec![text("people.csv"), Count(20_000), Cell::Undefined(Undefined::ZeroDenominator), Empty],
    ];
    Report {
        identity: Identity {
            title: "A quiz that read its takers' friends".into(),
            about: Some("A synthetic incident: 270 people took a quiz that was let read their friends' profiles.".into()),
            version: "0.1.0",
            as_of: Some("2026-01-15".into()),
            input: "5f0c9a41d2be".into(),
            parameters: Some(Parameters::default()),
            origin: None,
            command: None,
        },
        headline: "270 of 20,000 people agreed; through them the data of 14,230 others were open who never did: 52.7 for each who agreed.".into(),
        sections: sections(),
        figures: figures(),
        tables: vec![table("sources", &["file", "records", "left_out", "format"], sources)],
        findings: vec![
            finding("BY01", "bystanders with no lawful basis on record", Severity::Serious,
                "The case records no basis for the data of 14,230 bystanders."),
            finding("BY05", "a segment gathers in few places", Severity::Concern, HOSTILE),
            finding("BY06", "one consenter exposes many", Severity::Note, "One consenter alone exposes 812 people."),
        ],
        summary: Vec::new(),
        unread: Vec::new(),
        definitions: vec![
            Definition { id: "people", term: "people", text: "Everybody who has a tie, is listed, or gave a grant. A count, 0 or more." },
            Definition { id: "consenters", term: "consenters", text: "People who gave at least one grant." },
            Definition { id: "bystanders", term: "bystanders", text: "People who gave no grant and are a contact of somebody whose grant opens contacts." },
        ],
        results: serde_json::json!({
            "spread": { "people": 20_000, "bystanders": 14_230, "rate": { "undefined": "no_consenters" } },
        }),
    }
}
