//! The running example: seven people, small enough to count by hand.
//!
//! Ada and Ben are friends; Ada also knows Cem, Dot and Eve; Ben also knows Eve and Fay; Gus knows nobody. Ada and
//! Ben used the app.
//!
//! ```text
//!     Cem   Dot   Eve   Fay        Gus
//!        \   |   /   \   |
//!          Ada ─────── Ben
//! ```
//!
//! Two consenters, four bystanders (Cem, Dot and Fay through one consenter, Eve through both), one person out of reach.

use crate::{
    audit::Audit,
    model::{
        attribute::{Attribute, Role},
        case::{AuditCase, Parameters},
        consent::Consenter,
        consent_text::{Agreement, ClausePlace, ConsentText, CountedText, Language, SensorUse},
        date::Day,
        explanation::{Explanation, Named},
        grant::{Grant, scopes},
        held_record::HeldRecord,
        id::{PersonId, RecipientId},
        message::{Message, Moment, Objection},
        range::Range,
        reading::{Began, Lasting},
        recipient::{self, Recipient},
        seat::Seat,
        segment::{Criterion, Layer, Mode, Segment},
        span::Span,
        transfer::Transfer,
    },
    table::{
        Tables,
        grants::{App, Grants},
        messages::Messages,
        places::Places,
        reasons::Reasons,
        records::Records,
        suppressions::Suppressions,
        texts::Texts,
        ties::Ties,
        transfers::Transfers,
    },
};

/// Ada, Ben, Cem, Dot, Eve, Fay and Gus, as people 0 to 6; North is Ada's, Cem's, Dot's and Gus's place, South the
/// others'. One segment, of Cem, Dot and Eve. Small cells are shown: the village exists to be counted.
#[must_use]
pub fn audit() -> Audit {
    with_opted_out(&[])
}

/// The village with some people's sharing switched off.
#[must_use]
pub fn with_opted_out(opted_out: &[PersonId]) -> Audit {
    let place = ["North", "South", "North", "North", "South", "South", "North"];
    let pairs = [(0, 1), (0, 2), (0, 3), (0, 4), (1, 4), (1, 5)];
    let tables = Tables {
        attributes: vec![Attribute { role: Role::Place, ..Attribute::of_texts("place", place.into_iter()) }],
        opted_out: opted_out.to_vec(),
        ..tables(7, &pairs, vec![2, 3, 4])
    };
    Audit::new(tables, parameters())
}

/// A larger village of `people` people, in which everybody knows both consenters, 0 and 1; one segment, of everybody else.
#[must_use]
pub fn of_size(people: u32) -> Audit {
    let pairs: Vec<_> = (2..people).flat_map(|other| [(0, other), (1, other)]).collect();
    Audit::new(tables(people, &pairs, (2..people).collect()), parameters())
}

/// The village in 2014. Ada used the quiz from 10 February to 15 April, Ben the weather app from 20 May on, both of one firm.
/// Ada and Cem were friends until 20 January, Ben and Eve until 1 June; Ada and Eve have been since 5 March. Since when Ben and Fay
/// are is not known; the others always were.
///
/// Dot came within reach in February, Eve in March, Fay perhaps in May, Cem never: at least two bystanders, and at most three.
#[must_use]
pub fn dated() -> Audit {
    let day = |text: &str| Day::parse(text).expect("a day of the calendar");
    let lasting = |since: &str, until: Option<&str>| Lasting::new(Began::On(day(since)), until.map(day));
    let app = |name: &str| App { name: name.to_owned(), provider: Some("The firm".to_owned()) };
    let grant = |consenter, scope, in_force| Grant {
        app: Some(consenter),
        scopes: scopes(scope),
        in_force,
        ..Grant::plain(consenter, true, u64::from(consenter) + 2)
    };
    let mut tables = tables(7, &[(0, 1), (0, 2), (0, 3), (0, 4), (1, 4), (1, 5)], vec![2, 3, 4]);
    tables.ties.stood = vec![
        Lasting::ALWAYS,
        Lasting::new(Began::Undated, Some(day("2014-01-20"))),
        Lasting::ALWAYS,
        lasting("2014-03-05", None),
        Lasting::new(Began::Undated, Some(day("2014-06-01"))),
        Lasting::new(Began::Unknown, None),
    ];
    tables.grants = Grants {
        apps: vec![app("quiz"), app("weather")],
        rows: vec![
            grant(0, "friends_likes", lasting("2014-02-10", Some("2014-04-15"))),
            grant(1, "friends_location", lasting("2014-05-20", None)),
        ],
        ..Grants::default()
    };
    Audit::new(tables, parameters())
}

/// The village and its messages, with a cap of three. A party aims at the segment of Cem, Dot and Eve: Cem is shown the first message
/// twice on 1 June and once on 3 June, and the second on 5 June after he viewed a page on 3 June; Dot is shown the first by post on a
/// day that is not known; a third message goes to the segment as a whole. Another sponsor reaches Ada, who is in no segment, on the
/// 4th. Cem objected on 4 June, Dot on 2 June. The vote is on 6 June, and the last two days before it are to be silent.
#[must_use]
pub fn with_messages() -> Audit {
    let day = |text: &str| Day::parse(text).expect("a day of the calendar");
    let moment = |text: &str| Moment::parse(text);
    let to = |person: u32, message, sponsor, channel, on: Option<Moment>| Message {
        message,
        person: Some(PersonId(person)),
        segment: (person != 0).then_some(0),
        sponsor: Some(sponsor),
        on,
        channel: Some(channel),
        ..Message::default()
    };
    let rows = vec![
        Message { impressions: Some(Range::exact(2)), ..to(2, 0, 0, 0, moment("2024-06-01")) },
        to(2, 0, 0, 0, moment("2024-06-03 20:15")),
        Message {
            event: Some(0),
            event_on: moment("2024-06-03"),
            ..to(2, 1, 0, 0, moment("2024-06-05 21:30"))
        },
        to(3, 0, 0, 1, None),
        Message { person: None, on: moment("2024-06-02"), ..to(2, 2, 0, 0, None) },
        to(0, 3, 1, 0, moment("2024-06-04")),
    ];
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let objection =
        |person, since| Objection { person: PersonId(person), list: Some(0), channel: None, since };
    let mut tables = tables(7, &[(0, 1), (0, 2), (0, 3), (0, 4), (1, 4), (1, 5)], vec![2, 3, 4]);
    tables.messages = Some(Messages {
        rows,
        distinct: 4,
        segments: names(&["waverers"]),
        sponsors: names(&["The party", "The other party"]),
        channels: names(&["web", "post"]),
        events: names(&["viewed a page"]),
        source: None,
    });
    tables.suppressions = Some(Suppressions {
        rows: vec![objection(2, moment("2024-06-04")), objection(3, moment("2024-06-02"))],
        lists: names(&["do not contact"]),
    });
    tables.case.election_on = Some(day("2024-06-06"));
    tables.case.silence = Some(Span { from: day("2024-06-04"), until: day("2024-06-06") });
    Audit::new(tables, Parameters { cap: Some(3), ..parameters() })
}

/// The village and its messages, which were aimed at harvested people of the North who seldom vote and do not lean to the right. Whoever was
/// shown the first was told of the place, that the data came from an own list, and who paid; Cem, of the second, of his turnout, of
/// gardening and that the data were harvested. Ada's, which aims at no segment that is known, says the place and another payer than its sponsor.
#[must_use]
pub fn with_reasons() -> Audit {
    let mut audit = with_messages();
    let attribute = |name: &str, values: [&str; 7]| Attribute::of_texts(name, values.into_iter());
    let (north, south, low) = ("North", "South", "low");
    audit.attributes.extend([
        attribute("place", [north, south, north, north, south, south, north]),
        attribute("turnout", ["", "", low, low, low, "", ""]),
        attribute("leaning", ["right", "", "", "", "", "", ""]),
    ]);
    let criterion = |dimension: &str, value: &str, mode| Criterion {
        dimension: dimension.to_owned(),
        value: value.to_owned(),
        mode,
        ..Criterion::default()
    };
    audit.segments[0].source = Some("harvested".to_owned());
    audit.segments[0].criteria = vec![
        criterion("place", north, Mode::Include),
        criterion("turnout", low, Mode::Include),
        criterion("leaning", "right", Mode::Exclude),
    ];
    let named = |dimension: &str, value: &str, mode| Named {
        dimension: dimension.to_owned(),
        value: value.to_owned(),
        mode,
    };
    let said = |message, named: &[u32], sources: &[u32], payers: &[u32]| Explanation {
        message,
        named: named.to_vec(),
        sources: sources.to_vec(),
        payers: payers.to_vec(),
        kinds: vec![0],
        ..Explanation::default()
    };
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    audit.reasons = Some(Reasons {
        rows: vec![
            said(0, &[0], &[0], &[0]),
            Explanation { person: Some(PersonId(2)), ..said(1, &[1, 2], &[1], &[]) },
            said(3, &[0], &[], &[1]),
        ],
        named: vec![
            named("Place", "north", None),
            named("turnout", low, Some(Mode::Include)),
            named("interest", "gardening", None),
        ],
        kinds: names(&["criterion"]),
        sources: names(&["own list", "harvested"]),
        payers: names(&["The Party", "Friends"]),
    });
    audit
}

/// The village and what a firm has on record of five people. Four records were collected on 1 January 2024. Ada's address was known to
/// be true on 31 January, found wrong on 1 March and used on 1 April, Ben's found wrong on 31 March and used on 1 and 11 March, Cem's known to be
/// true on 1 March and used on that day; Dot's telephone number was never checked and used on 1 July. When Eve's was collected is not
/// known: it was known to be true on 1 February and used on 2 March. After 60 days, the case says, records are to be checked; a stale one
/// costs 10 dollars.
#[must_use]
pub fn with_records() -> Audit {
    let day = |text: &str| (!text.is_empty()).then(|| Day::parse(text).expect("a day of the calendar"));
    let record = |subject, field, [collected, verified, found_wrong, used]: [&str; 4], uses| HeldRecord {
        subject,
        field: Some(field),
        holder: Some(0),
        collected_on: day(collected),
        verified_on: day(verified),
        found_wrong_on: day(found_wrong),
        used_on: day(used),
        uses,
    };
    let first = "2024-01-01";
    let mut audit = audit();
    audit.records = Some(Records {
        rows: vec![
            record(0, 0, [first, "2024-01-31", "2024-03-01", "2024-04-01"], 1),
            record(1, 0, [first, "", "2024-03-31", "2024-03-11"], 2),
            record(2, 0, [first, "2024-03-01", "", "2024-03-01"], 1),
            record(3, 1, [first, "", "", "2024-07-01"], 1),
            record(4, 1, ["", "2024-02-01", "", "2024-03-02"], 1),
        ],
        fields: ["address", "telephone"].map(str::to_owned).to_vec(),
        holders: vec!["The firm".to_owned()],
    });
    audit.case.record_limit_days = Some(60);
    audit.parameters.unit_cost = Some(10.0);
    audit.parameters.currency = Some("USD".to_owned());
    audit
}

/// The village and its messages, with what is known of its places: North has 400 inhabitants and a margin of 1.5 points, South 600 and
/// one of 20 the other way, East, where nobody of the network lives, 50 and 3. North lies beside both. Swing places are those below five
/// points. The segment was asked to be of North, and Ben, Eve and Fay vote often.
#[must_use]
pub fn with_places() -> Audit {
    let mut audit = with_messages();
    let place = ["North", "South", "North", "North", "South", "South", "North"];
    let turnout = ["low", "high", "low", "low", "high", "high", "low"];
    audit.attributes = vec![
        Attribute { role: Role::Place, ..Attribute::of_texts("place", place.into_iter()) },
        Attribute { role: Role::Group, ..Attribute::of_texts("turnout", turnout.into_iter()) },
    ];
    let texts = |texts: [&str; 3]| texts.map(str::to_owned).to_vec();
    audit.places = Some(Places {
        names: texts(["East", "North", "South"]),
        population: vec![Some(50), Some(400), Some(600)],
        margin: vec![Some(-3.0), Some(1.5), Some(-20.0)],
        electorate: vec![None, Some(300), Some(400)],
        region: texts(["Upper", "Upper", "Lower"]).into_iter().map(Some).collect(),
        neighbours: vec![vec![1], vec![0, 2], vec![1]],
    });
    let north = Criterion {
        dimension: "place".to_owned(),
        value: "North".to_owned(),
        mode: Mode::Include,
        ..Criterion::default()
    };
    audit.segments[0].criteria.push(north);
    audit.parameters.swing = Some(5.0);
    audit
}

/// The village and what became of its data. The firm behind the app gave the analysts what it had of Ada, Ben, Cem, Dot and Eve in May 2014,
/// for research: likes and places. They gave the party four records in September, for its campaign: likes. The party gave the broker
/// in October whatever it was, and the broker gave it back to the analysts in November. The party had deleted what it held by 1 December.
///
/// ```text
///     The firm ──▶ The analysts ──▶ The party
///                        ▲              │
///                        └─ The broker ◀┘
/// ```
#[must_use]
pub fn with_transfers() -> Audit {
    let day = |text: &str| Some(Day::parse(text).expect("a day of the calendar"));
    let recipient = |name: &str, role, country: &str| Recipient {
        name: name.to_owned(),
        is_named: true,
        role: Some(role),
        country: Some(country.to_owned()),
        kind: None,
    };
    let transfer =
        |from, to, on| Transfer { on: day(on), ..Transfer::between(RecipientId(from), RecipientId(to)) };
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let mut audit = audit();
    audit.transfers = Some(Transfers {
        rows: vec![
            Transfer {
                fields: Some(vec![0, 1]),
                purpose: Some(0),
                people: Some((0..5).map(PersonId).collect()),
                ..transfer(0, 1, "2014-05-01")
            },
            Transfer {
                records: Some(Range::exact(4)),
                fields: Some(vec![0]),
                purpose: Some(1),
                deleted_on: day("2014-12-01"),
                ..transfer(1, 2, "2014-09-01")
            },
            transfer(2, 3, "2014-10-01"),
            transfer(3, 1, "2014-11-01"),
        ],
        recipients: vec![
            recipient("The firm", recipient::Role::Collector, "US"),
            recipient("The analysts", recipient::Role::Processor, "UK"),
            recipient("The party", recipient::Role::Controller, "US"),
            recipient("The broker", recipient::Role::ThirdParty, "BR"),
        ],
        fields: names(&["likes", "place"]),
        purposes: names(&["research", "campaign"]),
        ..Transfers::default()
    });
    audit
}

/// The village and what became of its data, with the seats on record: somebody sat with the analysts throughout 2014, and with the party from
/// August 2014 to the end of 2015.
#[must_use]
pub fn with_seats() -> Audit {
    let day = |text: &str| Day::parse(text).expect("a day of the calendar");
    let seat = |organisation, from: &str, until: &str| Seat {
        holder: 1,
        organisation: RecipientId(organisation),
        held: Lasting::new(Began::On(day(from)), Some(day(until))),
    };
    let mut audit = with_transfers();
    let transfers = audit.transfers.as_mut().expect("it has transfers");
    transfers.seats = vec![seat(1, "2014-01-01", "2014-12-31"), seat(2, "2014-08-01", "2015-12-31")];
    audit
}

/// The village with ages: Dot and Eve are young, Fay's age is not known, the others are old. A message was aimed at whoever is not
/// young, which was inferred; it was delivered to Ada, Ben, Eve and Fay. A platform expanded the segment of Cem, Dot and Eve to one of
/// Ada, Ben, Eve, Fay and Gus, and said that it has 5 to 10 people.
#[must_use]
pub fn singled_out() -> Audit {
    let mut audit = audit();
    let ages = ["old", "old", "old", "young", "young", "", "old"];
    audit.attributes.push(Attribute { role: Role::Group, ..Attribute::of_texts("age", ages.into_iter()) });
    let segment = |name: &str, members: &[u32]| Segment {
        name: name.to_owned(),
        members: members.iter().copied().map(PersonId).collect(),
        ..Segment::default()
    };
    let not_young = Criterion {
        dimension: "age".to_owned(),
        value: "young".to_owned(),
        mode: Mode::Exclude,
        inferred: Some(true),
        ..Criterion::default()
    };
    audit.segments.extend([
        Segment { layer: Some(Layer::Chosen), criteria: vec![not_young], ..segment("grown-ups", &[]) },
        Segment {
            layer: Some(Layer::Delivered),
            chosen_as: Some("grown-ups".to_owned()),
            ..segment("reached", &[0, 1, 4, 5])
        },
        Segment {
            seed: Some("waverers".to_owned()),
            size: Range::between(5, 10).ok(),
            ..segment("alike", &[0, 1, 4, 5, 6])
        },
    ]);
    audit
}

/// The village and the terms of its quiz. Those of 2013 have 12 words and one purpose; those shown from 2014 on have 456 words, of which 8 are
/// the old ones, two purposes behind one click that is filled in beforehand, and use the microphone, which no purpose names. The clause
/// that lets the quiz share data stands after 300 of them. Ada agreed to the terms of 2013 when they were no longer shown, Ben to those of 2014.
#[must_use]
pub fn with_texts() -> Audit {
    let day = |text: &str| Day::parse(text).expect("a day of the calendar");
    let texts = |texts: &[&str]| Some(texts.iter().map(|&text| text.to_owned()).collect::<Vec<_>>());
    let counted = |words: Vec<u32>, sentences, syllables, place| {
        let (syllables, clauses) = (Some(syllables), vec![place]);
        Some(CountedText { words, sentences, syllables, headings: 3, clauses })
    };
    let microphone =
        SensorUse { sensor: "microphone".to_owned(), in_purposes: Some(false), words_before: Some(310) };
    let of_2013 = ConsentText {
        version: "2013".to_owned(),
        app: Some("quiz".to_owned()),
        language: Some(Language::English),
        shown: Some(Lasting::new(Began::On(day("2013-01-01")), Some(day("2013-12-31")))),
        purposes: texts(&["run the quiz"]),
        sensors: Some(Vec::new()),
        prechecked: Some(false),
        clicks_to_accept: Some(1),
        clicks_to_refuse: Some(1),
        counted: counted((0..12).collect(), 2, 15, ClausePlace::default()),
        ..ConsentText::default()
    };
    let of_2014 = ConsentText {
        version: "2014".to_owned(),
        shown: Some(Lasting::new(Began::On(day("2014-01-01")), None)),
        clauses: vec![0],
        purposes: texts(&["run the quiz", "political advertising"]),
        sensors: Some(vec![microphone]),
        prechecked: Some(true),
        clicks_to_refuse: Some(4),
        separate: Some(false),
        counted: counted(
            (0..8).chain(12..460).collect(),
            24,
            684,
            ClausePlace { found: 1, words_before: 300, section: vec![2, 1] },
        ),
        ..of_2013.clone()
    };
    let agreement = |person, version, on: &str| Agreement {
        person: PersonId(person),
        version: Some(version),
        in_force: Lasting::new(Began::On(day(on)), None),
    };
    let mut audit = audit();
    audit.texts = Texts {
        versions: vec![of_2013, of_2014],
        clauses: vec!["We may share".to_owned()],
        agreed_to: vec!["2013".to_owned(), "2014".to_owned()],
        agreements: vec![agreement(0, 0, "2014-02-10"), agreement(1, 1, "2014-05-20")],
    };
    audit
}

fn parameters() -> Parameters {
    Parameters { min_cell: 1, draws: 200, ..Parameters::default() }
}

fn tables(people: u32, pairs: &[(u32, u32)], members: Vec<u32>) -> Tables {
    let consenter = |row: u32| Consenter {
        person: PersonId(row),
        number: row + 1,
        line: u64::from(row) + 2,
        opens_contacts: true,
    };
    Tables {
        case: AuditCase { title: "The village".to_owned(), ..AuditCase::default() },
        people: people as usize,
        listed: true,
        ties: Ties {
            pairs: pairs.iter().map(|&(one, other)| (PersonId(one), PersonId(other))).collect(),
            ..Ties::default()
        },
        consenters: [0, 1].map(consenter).to_vec(),
        segments: vec![Segment {
            name: "waverers".to_owned(),
            members: members.into_iter().map(PersonId).collect(),
            ..Segment::default()
        }],
        ..Tables::default()
    }
}
