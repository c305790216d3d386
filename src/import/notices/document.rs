//! A notice, a record or a disclosure, made of the fields of a document.

use super::{
    answer::{self, answers, country, keys},
    leaves::{Leaves, Said, folded},
    numbers::{self, Numbers},
};
use crate::{
    import::ads::tokens::without_tokens,
    model::{
        date::Day,
        gap::Why,
        id::SourceId,
        notice::{Answer, AskedOf, Checklist, Notice, NoticeKind},
    },
};
use std::collections::BTreeSet;

const ID: &[&str] = &["notice", "notice_id", "id", "record", "record_id", "advert", "advert_id", "ad_id"];
const FROM: &[&str] = &["from", "period_from", "period_start", "start_date", "shown_from", "first_shown"];
const UNTIL: &[&str] = &["until", "period_until", "period_end", "end_date", "shown_until", "last_shown"];
const PUBLISHED: &[&str] = &["published_on", "publication_date", "notice_date"];
const LABELLED: &[&str] = &["labelled_on", "label_date", "label_since"];
const REMOVED: &[&str] = &["removed_on", "taken_down_on", "deleted_on"];
const KEPT: &[&str] = &["kept_until", "retained_until", "available_until"];
const COUNTRIES: &[&str] = &["countries", "country", "shown_in", "member_states"];
const VOTE: &[&str] = &["election_country", "vote_country"];
const CONTROL: &[&str] = &["controlling_country", "controlling_entity_country", "control_country"];
/// Fields that are known and say nothing that is asked here.
const PASSED_OVER: &[&str] = &[
    "kind",
    "currency",
    "publisher",
    "publisher_name",
    "language",
    "schema",
    "version",
    "total_amount_currency",
];

/// What a document is, where it says so itself.
pub(super) fn stated_kind(leaves: &Leaves) -> Option<NoticeKind> {
    match leaves.said("kind")? {
        Said::Text(text) => match folded(text).as_str() {
            "notice" | "transparencynotice" => Some(NoticeKind::Notice),
            "record" | "repositoryrecord" => Some(NoticeKind::Record),
            "disclosure" => Some(NoticeKind::Disclosure),
            _ => None,
        },
        _ => None,
    }
}

/// How many fields of a document are those of a kind's main checklist.
pub(super) fn fit(lists: &[Checklist], kind: NoticeKind, leaves: &Leaves) -> usize {
    let of_kind = lists.iter().filter(|list| list.kind == kind && list.asked == AskedOf::Always);
    let known: BTreeSet<String> = of_kind.flat_map(|list| &list.items).flat_map(keys).map(folded).collect();
    leaves.names().filter(|name| known.contains(*name)).count()
}

/// The names of fields, folded, that a declared standard has.
pub(super) fn declared(lists: &[Checklist]) -> BTreeSet<String> {
    let items = lists.iter().flat_map(|list| &list.items);
    let own = items.flat_map(|item| item.who_targets_me.iter().chain(&item.stated_kept_back));
    let ends = numbers::names().filter(|name| name.ends_with("_bound"));
    own.map(|name| folded(name))
        .chain(ends.map(folded))
        .chain([folded("advert_id"), folded("ad_id")])
        .collect()
}

/// The fields of a document, as they are written, that nothing here reads.
pub(super) fn unknown<'a>(lists: &'a [Checklist], leaves: &'a Leaves) -> Vec<&'a str> {
    let items = || lists.iter().flat_map(|list| &list.items);
    let facts = [ID, FROM, UNTIL, PUBLISHED, LABELLED, REMOVED, KEPT, COUNTRIES, VOTE, CONTROL, PASSED_OVER];
    let facts = facts.into_iter().flatten().copied().chain(numbers::names());
    let known: BTreeSet<String> = items().flat_map(keys).map(folded).chain(facts.map(folded)).collect();
    let kept_back: BTreeSet<String> =
        items().flat_map(|item| &item.stated_kept_back).map(|name| folded(name)).collect();
    let is_known = |name: &str| {
        let bare = ["notdisclosed", "notapplicable", "notused"].iter().find_map(|end| name.strip_suffix(end));
        known.contains(name) || kept_back.contains(name) || bare.is_some_and(|bare| known.contains(bare))
    };
    leaves.paths().filter(|(name, _)| !is_known(name)).map(|(_, path)| path).collect()
}

/// The notice that a document is, and why parts of it could not be read.
pub(super) fn notice(
    lists: &[Checklist],
    kind: NoticeKind,
    leaves: &Leaves,
    at: (SourceId, u64),
) -> (Notice, Vec<Why>) {
    let of = |id: &str| -> Vec<String> {
        let items = lists.iter().filter(|list| list.kind == kind).flat_map(|list| &list.items);
        let named = items.filter(|item| item.id == id);
        named.flat_map(|item| keys(item).map(str::to_owned).collect::<Vec<_>>()).collect()
    };
    let keys = ["amounts", "reach", "individuals", "total_recipients", "recipients_by_state"].map(of);
    let mut numbers = Numbers { leaves, wrong: Vec::new() };
    let stated = numbers.stated(keys.each_ref().map(Vec::as_slice));
    let mut wrong = numbers.wrong;
    let begin = [of("period_begin"), FROM.iter().map(|&key| key.to_owned()).collect()].concat();
    let end = [of("period_end"), UNTIL.iter().map(|&key| key.to_owned()).collect()].concat();
    let [begin, end] = [&begin, &end].map(|keys| keys.iter().map(String::as_str).collect::<Vec<_>>());
    let days =
        [&begin[..], &end, PUBLISHED, LABELLED, REMOVED, KEPT].map(|keys| day(leaves, keys, &mut wrong));
    let [from, until, published_on, labelled_on, removed_on, kept_until] = days;
    let is_swapped = matches!((from, until), (Some(from), Some(until)) if until < from);
    if is_swapped {
        wrong.push(Why::SwappedRange);
    }
    let targeted = answer::targeted(lists, kind, leaves);
    let one = |keys: &[&str]| text(leaves, keys).as_deref().and_then(country);
    let seat_keys = of("sponsor_seat");
    let seat = one(&seat_keys.iter().map(String::as_str).collect::<Vec<_>>());
    // Whoever is controlled by nobody is controlled from where the seat is.
    let items = lists.iter().filter(|list| list.kind == kind).flat_map(|list| &list.items);
    let is_own_master = items
        .filter(|item| item.id == "controlling_entity")
        .any(|item| answer::answer(item, leaves) == Answer::NotApplicable);
    let control = one(CONTROL).or_else(|| seat.clone().filter(|_| is_own_master));
    let notice = Notice {
        source: at.0,
        line: at.1,
        kind,
        id: text(leaves, ID).map(|id| without_tokens(&id).chars().take(120).collect()),
        from: from.filter(|_| !is_swapped),
        until: until.filter(|_| !is_swapped),
        published_on,
        labelled_on,
        removed_on,
        kept_until,
        countries: text(leaves, COUNTRIES).map(|text| countries(&text)).unwrap_or_default(),
        vote_country: one(VOTE),
        seat,
        control,
        targeted,
        stated,
        answers: lists.iter().map(|list| answers_of(list, kind, leaves, targeted)).collect(),
    };
    (notice, wrong)
}

fn answers_of(list: &Checklist, kind: NoticeKind, leaves: &Leaves, targeted: Option<bool>) -> Vec<Answer> {
    if list.kind == kind { answers(list, leaves, targeted) } else { Vec::new() }
}

fn text(leaves: &Leaves, keys: &[&str]) -> Option<String> {
    match leaves.first(keys.iter().copied())? {
        Said::Text(text) => Some(text.clone()),
        _ => None,
    }
}

/// The last of the days under the first of `keys` that has any: a period may be told in pieces.
fn day(leaves: &Leaves, keys: &[&str], wrong: &mut Vec<Why>) -> Option<Day> {
    let key = keys.iter().find(|key| leaves.said(key).is_some())?;
    let days: Vec<Option<Day>> = leaves
        .all(key)
        .filter_map(|said| if let Said::Text(text) = said { Some(Day::parse(text)) } else { None })
        .collect();
    if days.contains(&None) {
        wrong.push(Why::UnreadableDate);
    }
    let is_first = FROM.contains(key) || *key == "datetime_live";
    let days = days.into_iter().flatten();
    if is_first { days.min() } else { days.max() }
}

/// The countries in a list of two letters each, each once, ascending; others are passed over.
fn countries(text: &str) -> Vec<String> {
    let parts = text.split(|letter: char| !letter.is_ascii_alphabetic());
    parts.filter_map(answer::country).collect::<BTreeSet<_>>().into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::CHECKLISTS;

    fn of(cells: &[(&str, &str)]) -> (Notice, Vec<Why>) {
        let lists: Vec<Checklist> = CHECKLISTS.known().collect();
        let mut leaves = Leaves::default();
        cells.iter().for_each(|(column, cell)| leaves.push_cell(column, cell));
        notice(&lists, NoticeKind::Notice, &leaves, (SourceId(0), 2))
    }

    #[test]
    fn a_period_that_ends_before_it_begins_is_no_period() {
        let (found, wrong) = of(&[("from", "2026-03-01"), ("until", "2026-02-01")]);
        assert_eq!((found.from, found.until), (None, None));
        assert_eq!(wrong, [Why::SwappedRange]);
    }

    #[test]
    fn no_token_and_no_name_goes_further() {
        let (found, _) = of(&[
            ("id", "https://x.example/?id=1&access_token=EAAB12"),
            ("sponsor_name", "Harbour League"),
            ("sponsor_contact", "1 Quay Street"),
        ]);
        let text = format!("{found:?}");
        assert!(!["EAAB12", "Harbour", "Quay"].into_iter().any(|word| text.contains(word)), "{text}");
    }

    #[test]
    fn countries_are_two_letters_each() {
        let (found, _) = of(&[("countries", "nl, BE;EL BE, Netherlands"), ("sponsor_country", "UK")]);
        assert_eq!(found.countries, ["BE", "GR", "NL"]);
        assert_eq!(found.seat.as_deref(), Some("GB"));
    }

    #[test]
    fn names_fields_that_nothing_reads() {
        let lists: Vec<Checklist> = CHECKLISTS.known().collect();
        let mut leaves = Leaves::default();
        for column in ["sponsor_name", "Sponser Name", "currency", "method_not_applicable"] {
            leaves.push_cell(column, "x");
        }
        assert_eq!(unknown(&lists, &leaves), ["Sponser Name"]);
    }
}
