//! Dates in tables and in the case: what is known, what is left open, what lies outside the period, and what is refused.

use super::{CONSENTS, TIES, error, folder, gaps, tables};
use bystander::{
    audit::Audit,
    import::{Request, read},
    model::{
        date::Day,
        gap::Why,
        reading::Lasting,
        span::{Span, Spans},
    },
    table::Tables,
};

/// A case of these files beside a `case.toml` that names ties and consents, and settings where they are among the files.
fn case(toml: &str, files: &[(&str, &str)]) -> Result<Tables, String> {
    let settings = if files.iter().any(|(name, _)| *name == "s.csv") { "settings = \"s.csv\"\n" } else { "" };
    let text = format!("title = \"x\"\n{toml}\n[tables]\nties = \"t.csv\"\nconsents = \"c.csv\"\n{settings}");
    let mut all: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    all.push(("case.toml", text.as_bytes()));
    let folder = folder(&all);
    let request = Request { case: Some(folder.path().to_owned()), ..Request::default() };
    read(&request, &mut |_| ()).map_err(|error| error.to_string())
}

#[test]
fn a_date_that_is_none_and_an_end_before_its_beginning_are_errors_on_their_line() {
    let way_out = "write it as 2014-04-30, or leave it empty where it is not known";
    let tables = [
        ("ties.csv", "source,target,@\na,b,\na,c,", "since"),
        ("ties.csv", "source,target,@\na,b,\na,c,", "until"),
        ("consents.csv", "person,@\nb,\na,", "given_on"),
        ("consents.csv", "person,@\nb,\na,", "withdrawn_on"),
        ("settings.csv", "person,setting,value,@\nb,friends_apps,on,\na,friends_apps,off,", "from"),
        ("settings.csv", "person,setting,value,@\nb,friends_apps,on,\na,friends_apps,off,", "until"),
    ];
    for (name, text, column) in tables {
        for date in ["Canary-Ada", "30.4.2014", "2014-02-30", "2014", "2014-04-30Tnoon", "0"] {
            let text = format!("{}{date}\n", text.replace('@', column));
            let all = [("ties.csv", "source,target\na,b\na,c\n"), CONSENTS, (name, &text)];
            let others: Vec<_> =
                all.into_iter().filter(|(other, own)| *other != name || *own == text).collect();
            let expected =
                format!("reading {name}, line 3: the cell in column `{column}` is no date; {way_out}");
            assert_eq!(error(&others), expected);
        }
    }
    let way_out = "it ends before it begins; correct one of the dates, or leave it empty";
    let ties = "source,target,since,until\na,b,2014-05-01,2014-05-01\na,c,2014-05-02,2014-05-01\n";
    assert_eq!(error(&[("ties.csv", ties), CONSENTS]), format!("reading ties.csv, line 3: {way_out}"));
    let consents = "person,given_on,withdrawn_on\na,2015-01-01,2014-12-31\n";
    let expected = format!("reading consents.csv, line 2: {way_out}");
    assert_eq!(error(&[TIES, ("consents.csv", consents)]), expected);
    let settings = "person,setting,value,from,until\na,friends_apps,off,2015-01-01,2014-12-31\n";
    let expected = format!("reading settings.csv, line 2: {way_out}");
    assert_eq!(error(&[TIES, CONSENTS, ("settings.csv", settings)]), expected);
}

/// From when to when, least and most; a dot where there is no day, `...` where there is no bound.
fn lasted(lasting: &Lasting) -> String {
    let end =
        |day: Day| if day == Day::FIRST || day == Day::LAST { "...".to_owned() } else { day.to_string() };
    let span = |span: Span| {
        if span.is_empty() { ".".to_owned() } else { format!("{} to {}", end(span.from), end(span.until)) }
    };
    format!("{} | {}", span(lasting.at_least), span(lasting.at_most))
}

#[test]
fn a_blank_beginning_is_open_a_blank_end_is_none_and_a_time_of_day_is_passed_over() {
    let ties = "source,target,since,until\na,b,2014-01-01,2014-02-01\nb,c,,\nc,d, ,2014-02-01\n\
                d,e,2014-01-01T23:59:59Z,2014-01-01 07:00\n";
    let known = tables(&[("ties.csv", ties), CONSENTS]).expect("reads");
    let stood: Vec<_> = known.ties.stood.iter().map(lasted).collect();
    let expected = [
        "2014-01-01 to 2014-02-02 | 2014-01-01 to 2014-02-02",
        ". | ... to ...",
        "2014-02-01 to 2014-02-02 | ... to 2014-02-02",
        "2014-01-01 to 2014-01-02 | 2014-01-01 to 2014-01-02",
    ];
    assert_eq!(stood, expected, "the day of the end still counts");
    let undated =
        tables(&[TIES, ("consents.csv", "person,withdrawn_on\na,2014-02-01\nb,\n")]).expect("reads");
    assert!(undated.ties.stood.is_empty());
    let grants: Vec<_> = undated.grants.rows.iter().map(|grant| lasted(&grant.in_force)).collect();
    assert_eq!(grants, [expected[2], expected[1]], "with ends alone the beginnings are not known");
}

#[test]
fn dated_columns_may_have_other_names_in_a_case() {
    let renamed = "[columns.ties]\nsince = \"friends since\"\nuntil = \"removed\"\n[columns.consents]\ngiven_on = \"installed\"\n\
                   withdrawn_on = \"gone\"\n[columns.settings]\nfrom = \"turned\"\nuntil = \"turned back\"";
    let files = [
        ("t.csv", "source,target,friends since,removed\na,b,2014-01-01,2014-02-01\n"),
        ("c.csv", "person,installed,gone\na,2014-01-01,2014-02-01\n"),
        ("s.csv", "person,setting,value,turned,turned back\nb,friends_apps,off,2014-01-01,2014-02-01\n"),
    ];
    let tables = case(renamed, &files).expect("reads");
    let days = "2014-01-01 to 2014-02-02 | 2014-01-01 to 2014-02-02";
    assert_eq!(lasted(&tables.ties.stood[0]), days);
    assert_eq!(lasted(&tables.grants.rows[0].in_force), days);
    let (person, switch) = &tables.switches.friends_apps[0];
    assert_eq!((person.0, switch.surely_off.spans()), (1, &[tables.ties.stood[0].at_least][..]));
}

#[test]
fn what_lies_outside_the_period_is_left_out_and_counted_on_its_line() {
    let ties = "source,target,since,until\na,b,2014-01-01,\nb,c,2010-01-01,2013-12-31\nc,d,2015-01-01,\na,e,,2013-12-30\n\
                e,d,,\n";
    let consents = "person,given_on,withdrawn_on\na,2014-05-01,\nb,2015-01-01,\nc,2013-01-01,2013-12-31\nd,2014-12-31,\n\
                    e,2012-01-01,2014-01-01\n";
    let period = "[period]\nfrom = \"2014-01-01\"\nuntil = \"2014-12-31\"";
    let tables = case(period, &[("t.csv", ties), ("c.csv", consents)]).expect("reads");
    let audit = Audit::new(tables.clone(), tables.parameters.clone().into());
    let found: Vec<_> =
        audit.gaps.counts().map(|(_, why, gap)| (why, gap.records, gap.lines.clone())).collect();
    assert_eq!(
        found,
        [(Why::TieOutsidePeriod, 3, vec![3, 4, 5]), (Why::GrantOutsidePeriod, 2, vec![3, 4])],
        "whatever was in force on the first or the last day counts"
    );
    assert_eq!((audit.graph.ties(), audit.consenters.len(), audit.grants.rows.len()), (2, 3, 3));
}

#[test]
fn a_setting_of_nobody_is_a_gap_and_one_of_another_kind_is_passed_over() {
    let settings = "person,setting,value,from,until\nz,friends_apps,off,2014-01-01,\na,public_search,maybe,,\n\
                    z,share_friends,off,,\n";
    let tables = tables(&[TIES, CONSENTS, ("settings.csv", settings)]).expect("reads");
    assert_eq!(gaps(&tables), [("settings.csv", Why::DanglingSetting, 2, &[2, 4][..])]);
    assert!(tables.switches.friends_apps.is_empty() && tables.switches.named.is_empty());
}

#[test]
fn a_switch_that_is_on_since_an_unknown_day_may_have_been_off_before() {
    let switch = |rows: &str| {
        let settings = format!("person,setting,value,from,until\n{rows}");
        let mut tables = tables(&[TIES, CONSENTS, ("settings.csv", &settings)]).expect("reads");
        tables.switches.friends_apps.pop().map(|(_, switch)| {
            let days = |days: &Spans| {
                let spans = days.spans().iter().map(|&span| (span.from, span.until));
                spans.map(|(from, until)| format!("{from} to {until}")).collect::<Vec<_>>().join(", ")
            };
            (days(&switch.surely_off), days(&switch.possibly_off))
        })
    };
    let (first, last) = (Day::FIRST, Day::LAST);
    let open = |until: &dyn std::fmt::Display| Some((String::new(), format!("{first} to {until}")));
    assert_eq!(switch("b,friends_apps,on,,\n"), open(&last));
    assert_eq!(switch("b,friends_apps,on,,\nb,friends_apps,on,2014-05-01,\n"), open(&"2014-05-01"));
    assert_eq!(switch("b,friends_apps,on,2014-05-01,\n"), None, "on days of which no record speaks it is on");
    let known = Some(("2014-01-01 to 2014-05-01".to_owned(), "2014-01-01 to 2014-05-01".to_owned()));
    let off = "b,friends_apps,off,2014-01-01,2014-04-30\n";
    assert_eq!(switch(off), known);
    assert_eq!(switch(&format!("{off}b,friends_apps,on,2014-05-01,\n")), known);
}

#[test]
fn a_period_that_cannot_be_is_an_error_on_its_line() {
    let files = [("t.csv", "source,target\na,b\n"), ("c.csv", "person\na\n")];
    let says = |toml: &str, expected: &str| {
        assert_eq!(case(toml, &files).expect_err("refused"), format!("reading case.toml, line {expected}"));
    };
    let way_out = "write a day of the calendar as YYYY-MM-DD";
    says("[period]\nfrom = \"2014-02-29\"", &format!("3: `from` is no date; {way_out}"));
    says("[period]\n\nuntil = \"2014-04-30T10:00\"", &format!("4: `until` is no date; {way_out}"));
    says(
        "[period]\nfrom = \"2014-05-01\"\nuntil = \"2014-04-30\"",
        "4: `until` is before `from`; a period ends on its first day or later",
    );
    says("[period]\nsince = \"2014-05-01\"", "3: unknown key `since`; known here are `from`, `until`");
    let day = case("[period]\nfrom = \"2014-05-01\"\nuntil = \"2014-05-01\"", &files).expect("one day");
    assert_eq!(day.parameters.from, day.parameters.until);
}

#[test]
fn the_day_of_the_vote_is_stated_once() {
    let files = [("t.csv", "source,target\na,b\n"), ("c.csv", "person\na\n")];
    let vote = "[vote]\ncountry = \"NL\"\non = \"2023-11-22\"";
    let day = case(vote, &files).expect("a vote").case.election_on;
    assert_eq!(day.map(|day| day.to_string()).as_deref(), Some("2023-11-22"));
    let same = format!("election_on = \"2023-11-22\"\n{vote}");
    assert_eq!(case(&same, &files).expect("the same day").case.election_on, day);
    let other = format!("election_on = \"2023-11-23\"\n{vote}");
    let said = "reading case.toml, line 2: `election_on` is another day than that of [vote]; state the day once, under [vote]";
    assert_eq!(case(&other, &files).err().as_deref(), Some(said));
}
