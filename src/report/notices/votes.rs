//! Sponsors from abroad before votes, and what was shown on days of silence.

use super::{NoticePage, heading, of_tables, place, place_headings, text};
use crate::{
    measure::notices::{SilenceCheck, SponsorClass, VoteCheck},
    model::date::Day,
    report::{cell::Cell, sections::Part, table::Table},
};

pub(super) fn part(at: &NoticePage) -> Part {
    let said = "Votes and days of silence are as the reader of the files stated them. A seat in a third country says where a sponsor is, and not whether a \
                service was refused or an exception held. Whether a law of silence binds what was placed before is for the law of the place.";
    let tables = vec![votes(at), abroad(at), silences(at), silent(at)];
    of_tables("votes", "Before a vote", &[said], tables)
}

fn votes(at: &NoticePage) -> Table {
    let row = |of: &VoteCheck| {
        let counts = [
            of.same_country,
            of.other_member,
            of.economic_area_only,
            of.third_country,
            of.seat_not_told,
            of.control_not_told,
            of.before_law,
            of.not_told,
        ];
        let last = Day(of.vote.on.0 - 1);
        let names =
            [text(format!("{} {}", of.vote.country, of.vote.on)), text(format!("{} to {last}", of.from))];
        names.into_iter().chain(counts.map(Cell::Count)).collect()
    };
    let verify = |of: &&VoteCheck| of.unverified;
    let mut notes: Vec<String> = at.audit.votes.iter().filter(verify).take(1).map(asked).collect();
    let outside = at.audit.votes.iter().filter(|of| !of.is_member);
    notes.extend(outside.map(|of| {
        format!("{} was no member of the Union on the day of its vote: the rule is not one for it, and all from elsewhere are counted by where they are.", of.vote.country)
    }));
    Table {
        id: "notice_votes",
        caption: "Whose advertisements were shown in the months before each vote, by the farther of the sponsor's seat and of where it is controlled from.".to_owned(),
        columns: vec![
            heading("vote", "vote", None),
            heading("window", "window", Some("window")),
            heading("same_country", "same country", Some("sponsor_class")),
            heading("other_member", "other member state", Some("sponsor_class")),
            heading("economic_area_only", "Economic Area alone", Some("sponsor_class")),
            heading("third_country", "third country", Some("sponsor_class")),
            heading("seat_not_told", "seat not told", Some("sponsor_class")),
            heading("control_not_told", "control not told", Some("sponsor_class")),
            heading("before_law", "before the law", Some("law_day")),
            heading("not_told", "day or country not told", Some("window")),
        ],
        rows: at.audit.votes.iter().map(row).collect(),
        notes,
    }
}

fn asked(of: &VoteCheck) -> String {
    format!("{} asks: {}. Check the wording against the official text.", of.article, of.asks)
}

fn class(of: SponsorClass) -> &'static str {
    match of {
        SponsorClass::SameCountry => "same country",
        SponsorClass::OtherMember => "other member state",
        SponsorClass::EconomicAreaOnly => "Economic Area alone",
        SponsorClass::ThirdCountry => "third country",
        SponsorClass::NotTold => "not told",
    }
}

fn abroad(at: &NoticePage) -> Table {
    let all = at.audit.votes.iter().flat_map(|of| of.from_abroad.iter().map(move |found| (of, found)));
    let rows = all.map(|(of, found)| {
        let country = |of: &Option<String>| of.clone().map_or(Cell::Empty, text);
        let vote = text(format!("{} {}", of.vote.country, of.vote.on));
        let cells = [vote, text(class(found.class)), country(&found.seat), country(&found.control)];
        place(at, &found.place).into_iter().chain(cells).collect()
    });
    let columns = place_headings().into_iter().chain([
        heading("vote", "vote", None),
        heading("class", "sponsor", Some("sponsor_class")),
        heading("seat", "seat", None),
        heading("control", "controlled from", None),
    ]);
    Table {
        id: "notice_sponsors_abroad",
        caption: "Notices in a window whose sponsor has its seat, or is controlled, outside the Union."
            .to_owned(),
        columns: columns.collect(),
        rows: rows.collect(),
        notes: Vec::new(),
    }
}

fn days(of: &SilenceCheck) -> String {
    let silence = &of.silence;
    format!("{} {} to {}", silence.country, silence.days.from, Day(silence.days.until.0 - 1))
}

fn silences(at: &NoticePage) -> Table {
    let row = |of: &SilenceCheck| {
        [text(days(of))].into_iter().chain([of.shown, of.not_shown, of.not_told].map(Cell::Count)).collect()
    };
    Table {
        id: "notice_silence",
        caption: "What was shown on days of silence.".to_owned(),
        columns: vec![
            heading("silence", "days of silence", Some("silence")),
            heading("shown", "shown on one of them", Some("silence")),
            heading("shown_otherwise", "on other days", Some("silence")),
            heading("not_told", "not known", Some("silence")),
        ],
        rows: at.audit.silences.iter().map(row).collect(),
        notes: Vec::new(),
    }
}

fn silent(at: &NoticePage) -> Table {
    let all = at.audit.silences.iter().flat_map(|of| of.places.iter().map(move |found| (of, found)));
    let rows = all.map(|(of, found)| place(at, found).into_iter().chain([text(days(of))]).collect());
    let columns =
        place_headings().into_iter().chain([heading("silence", "days of silence", Some("silence"))]);
    Table {
        id: "notice_shown_in_silence",
        caption: "Notices of advertisements that were shown on a day of silence.".to_owned(),
        columns: columns.collect(),
        rows: rows.collect(),
        notes: Vec::new(),
    }
}
