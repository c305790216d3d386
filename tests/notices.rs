//! Notices, records and audits of labels as people bring them, hostile ones among them.

use bystander::{
    import::{
        CHECKLISTS,
        notices::{NoticeRequest, read},
    },
    measure::notices::{NoticeAudit, NoticeChoices, Silence, VoteDay},
    model::{
        date::Day,
        notice::{Answer, NoticeKind, NoticeRecords},
        span::Span,
    },
    render,
    report::notices::{report, tables},
};
use serde_json::Value;
use std::path::{Path, PathBuf};

fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

/// What a file of that name with this content gives, or the error.
fn read_text(name: &str, text: &str) -> Result<NoticeRecords, String> {
    let room = tempfile::tempdir().expect("a folder");
    let path = room.path().join(name);
    std::fs::write(&path, text).expect("room");
    let request = NoticeRequest { files: vec![path], ..NoticeRequest::default() };
    read(&request, &mut |_| ()).map(|(records, _)| records).map_err(|error| error.to_string())
}

fn fixtures(names: &[&str]) -> NoticeRecords {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/notices");
    let files: Vec<PathBuf> = names.iter().map(|name| folder.join(name)).collect();
    read(&NoticeRequest { files, ..NoticeRequest::default() }, &mut |_| ()).expect("it reads").0
}

fn everything() -> (NoticeRecords, NoticeAudit) {
    let records = fixtures(&["notices.json", "records.csv", "labels.csv", "wtm.json", "coded.csv"]);
    let days = Span { from: day("2026-03-16"), until: day("2026-03-18") };
    let choices = NoticeChoices {
        as_of: Some(day("2026-04-01")),
        votes: vec![VoteDay { country: "NL".to_owned(), on: day("2026-03-18") }],
        silences: vec![Silence { country: "NL".to_owned(), days }],
    };
    let audit = NoticeAudit::of(&records, &choices);
    (records, audit)
}

/// The answer to an item of the first notice.
fn answer(records: &NoticeRecords, checklist: &str, item: &str) -> Answer {
    let at = records.checklists.iter().position(|list| list.id == checklist).expect("a checklist");
    let of = records.checklists[at].items.iter().position(|known| known.id == item).expect("an item");
    records.notices[0].answers[at][of]
}

#[test]
fn a_notice_as_json_lines_a_list_or_a_table_says_the_same() {
    let one = r#"{"notice": "x", "sponsor": {"name": "Harbour League", "country": "NL"}, "from": "2026-01-05", "total_amount": "100-199"}"#;
    let table =
        "notice,sponsor_name,sponsor_country,from,total_amount\nx,Harbour League,NL,2026-01-05,100-199\n";
    let all = [
        read_text("a.json", one),
        read_text("a.jsonl", &format!("{one}\n")),
        read_text("a.json", &format!("{{\"notices\": [{one}]}}")),
        read_text("a.csv", table),
    ];
    let notices = all.map(|records| {
        let mut notice = records.expect("it reads").notices[0].clone();
        notice.line = 0;
        notice
    });
    assert!(notices.iter().all(|notice| *notice == notices[0]));
    assert_eq!((notices[0].kind, notices[0].from), (NoticeKind::Notice, Some(day("2026-01-05"))));
}

#[test]
fn what_is_cut_off_too_deep_or_strange_is_an_error_with_a_way_out() {
    let says = |name: &str, text: &str, what: &str| {
        let said = read_text(name, text).expect_err("it is wrong");
        assert!(said.contains(what), "{said}");
        assert!(!said.contains("Harbour"), "{said}");
    };
    says("a.json", r#"{"notice": "x", "sponsor": "Harbour"#, "the JSON text is cut off here");
    says("a.json", &("[".repeat(70) + &"]".repeat(70)), "more than 64 deep");
    says("a.json", r#"{"colour": "Harbour"}"#, "no notice, no record of a repository and no audit of labels");
    says("a.json", r#"{"sponsor": "Harbour", "sponsor": "Harbour"}"#, "a key stands twice");
    says("a.csv", "advert,labelled,political,weight\na,yes,yes,-1\n", "`weight` is no weight");
    says("a.csv", "advert,labelled,political\na,perhaps,yes\nb,yes,yes\n", "cannot be read");
    says("a.csv", "", "the file is empty");
}

#[test]
fn wrong_numbers_are_noted_and_their_items_not_readable() {
    let text = r#"{"notice": "x", "sponsor": "Harbour League", "from": "2026-03-09", "until": "2026-03-01",
        "total_amount": {"lower_bound": 9, "upper_bound": 3}, "reach": "-5", "funds_shares": {"a": "130 %"}}"#;
    let records = read_text("a.json", text).expect("it reads");
    let notice = &records.notices[0];
    assert_eq!(
        (notice.from, notice.until, notice.stated.total, notice.stated.views),
        (None, None, None, None)
    );
    let noted: Vec<String> = records.gaps.counts().map(|(_, why, _)| format!("{why:?}")).collect();
    assert_eq!(noted, ["SwappedRange", "NegativeAmount", "UnreadableShares"]);
    let list = "eu-2024-900-notice";
    assert_eq!(answer(&records, list, "amounts"), Answer::Unreadable);
    assert_eq!(answer(&records, list, "reach"), Answer::Unreadable);
}

#[test]
fn fields_that_nothing_reads_are_named() {
    let records =
        read_text("a.csv", "notice,sponsor_name,from,sponser_contact\nx,y,2026-01-01,z\n").expect("it reads");
    let remark = records.remarks.join(" ");
    assert!(
        remark.contains("`sponser_contact`") && remark.contains("may be meant for `sponsor_contact`"),
        "{remark}"
    );
}

#[test]
fn both_versions_of_the_declared_standard_are_read() {
    let new = fixtures(&["wtm.json"]);
    let old = read_text(
        "a.json",
        r#"{"ENTITY_REAL_NAME": "Harbour League", "ENTITY_WEBSITE": "https://harbour.example", "AD_ID": "w1",
            "DATETIME_LIVE": "2026-02-01", "DATETIME_ENDED": "2026-02-12", "SPENDING_NOT_DISCLOSED": true,
            "IMPRESSIONS_LOWER_BOUND": 1000, "IMPRESSIONS_UPPER_BOUND": 1999}"#,
    )
    .expect("it reads");
    for records in [&new, &old] {
        let notice = &records.notices[0];
        assert_eq!((notice.kind, notice.id.as_deref()), (NoticeKind::Notice, Some("w1")));
        assert_eq!((notice.from, notice.until), (Some(day("2026-02-01")), Some(day("2026-02-12"))));
        let answer = |item| answer(records, "eu-2024-900-notice", item);
        assert_eq!([answer("sponsor"), answer("reach")], [Answer::Present; 2]);
        assert_eq!(answer("amounts"), Answer::KeptBack);
        assert_eq!(notice.stated.views.map(|views| (views.low(), views.high())), Some((1_000, Some(1_999))));
    }
    assert_eq!(answer(&new, "eu-2024-900-targeting", "exclusion"), Answer::Present);
}

#[test]
fn a_coded_notice_has_the_answers_of_who_read_it() {
    let records = fixtures(&["coded.csv"]);
    let answer = |item| answer(&records, "eu-2024-900-notice", item);
    assert_eq!([answer("sponsor"), answer("amounts")], [Answer::Present; 2]);
    assert_eq!([answer("flagging_route"), answer("funds_origin")], [Answer::Missing; 2]);
    assert_eq!([answer("sponsor_contact"), answer("method")], [Answer::Unreadable, Answer::NotApplicable]);
    assert_eq!(records.notices[0].until, Some(day("2025-11-23")));
    assert_eq!(records.notices[0].targeted, Some(false));
}

#[test]
fn no_name_and_no_token_is_in_any_output() {
    let (records, audit) = everything();
    let report = report(&records, &audit, None, Some("2026-04-01"));
    for file in render::all(&report).expect("it renders") {
        let text = String::from_utf8_lossy(&file.bytes);
        for word in [
            "Harbour League",
            "Tide Foundation",
            "press@harbour",
            "EAABsecret",
            "Old Mill",
            "harbour district",
        ] {
            assert!(!text.contains(word), "{word} is in {}", file.path);
        }
    }
}

/// Whether a key leads to something, in any row of the tables on its way.
fn leads(value: &Value, key: &[&str]) -> bool {
    match (value, key) {
        (_, []) => true,
        (Value::Array(rows), _) => rows.iter().any(|row| leads(row, key)),
        (Value::Object(map), [first, rest @ ..]) => map.get(*first).is_some_and(|value| leads(value, rest)),
        _ => false,
    }
}

#[test]
fn every_kind_is_that_of_a_figure_and_every_table_has_its_definitions() {
    let (records, audit) = everything();
    let report = report(&records, &audit, None, None);
    for key in report.results["kinds"].as_object().expect("the kinds of figures").keys() {
        let path: Vec<&str> = key.split('.').collect();
        assert!(leads(&report.results, &path), "nothing stands under {key}");
    }
    let shown = tables(&report);
    assert!(shown.len() >= 12, "{}", shown.len());
    for table in shown {
        assert!(table.rows.iter().all(|row| row.len() == table.columns.len()), "{}", table.id);
        for heading in &table.columns {
            let is_known = |id| report.definitions.iter().any(|of| of.id == id);
            assert!(heading.definition.is_none_or(is_known), "{} of {}", heading.key, table.id);
        }
    }
}

#[test]
fn the_figures_of_the_fixtures_are_those_counted_by_hand() {
    let (_, audit) = everything();
    let of = |id: &str| audit.completeness.iter().find(|of| of.checklist == id).expect("it is asked");
    let notice = of("eu-2024-900-notice");
    // Of five notices the third had ended before the law asked.
    assert_eq!((notice.notices, notice.before, notice.undated), (4, 1, 0));
    assert_eq!(notice.scores[0].lacking, Vec::<String>::new());
    assert_eq!(notice.complete, 1);
    assert_eq!(of("eu-2024-900-label").notices, 2);
    // One says that it was targeted, one tells whom; two say that they were not.
    let targeting = of("eu-2024-900-targeting");
    assert_eq!((targeting.notices, targeting.not_asked, targeting.before, targeting.complete), (2, 2, 1, 1));
    let sums: Vec<[u64; 3]> = audit.sums.iter().map(|of| [of.holds, of.fails, of.open]).collect();
    assert_eq!(sums, [[1, 1, 0], [1, 1, 0], [1, 2, 0], [1, 1, 0]]);
    let vote = &audit.votes[0];
    assert_eq!([vote.same_country, vote.third_country, vote.not_told, vote.control_not_told], [1, 1, 1, 1]);
    assert_eq!((audit.silences[0].shown, audit.silences[0].not_shown), (1, 6));
    let keeping: Vec<[u64; 3]> =
        audit.keeping.iter().map(|of| [of.removed_early, of.stated_short, of.stated_enough]).collect();
    assert_eq!(keeping, [[1, 0, 0], [0, 1, 1], [0, 0, 2]]);
    let labels = &audit.labelling.as_ref().expect("there is an audit").rows[0];
    assert_eq!(
        [labels.hits, labels.false_alarms, labels.misses, labels.rest, labels.not_settled],
        [3, 1, 3, 1, 1]
    );
}

#[test]
fn every_field_of_a_checklist_can_be_answered() {
    for list in CHECKLISTS.known() {
        let header: Vec<&str> = list.items.iter().map(|item| item.keys[0].as_str()).collect();
        let cells: Vec<&str> = list
            .items
            .iter()
            .map(|item| match format!("{:?}", item.shape).as_str() {
                "Link" => "https://x.example/y",
                "Day" => "2026-01-05",
                "Money" | "Number" => "100-199",
                "Numbers" => "NL: 7",
                "YesOrNo" => "yes",
                "Country" => "NL",
                _ => "something",
            })
            .collect();
        let kind = format!("{:?}", list.kind).to_lowercase();
        let extra = if kind == "notice" { [",sponsor_name,targeted", ",y,yes"] } else { ["", ""] };
        let text = format!("kind,{}{}\n{kind},{}{}\n", header.join(","), extra[0], cells.join(","), extra[1]);
        // A column that stands twice is an error of tables, and the main checklist has both already.
        let text = if list.id == "eu-2024-900-notice" {
            text.replace(extra[0], "").replace(extra[1], "")
        } else {
            text
        };
        let records = read_text("a.csv", &text).unwrap_or_else(|error| panic!("{}: {error}", list.id));
        let at = records.checklists.iter().position(|known| known.id == list.id).expect("a checklist");
        let answers = &records.notices[0].answers[at];
        assert!(answers.iter().all(|answer| *answer == Answer::Present), "{}: {answers:?}", list.id);
    }
}
