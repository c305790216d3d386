//! Facebook, "Download your information" in HTML: the pages of the files that the JSON export has, and `html/friends.htm` of 2010-18.
//!
//! A person is a box: since 2022 one of class `_a6-g`, with the name in `_a6-h` and the date in `_a72d`; from 2018 to 2021 one of class
//! `uiBoxWhite`, with `_2lel` and `_2lem`. Before, all lists stood on one page, each under its heading, as `Name (Mar 3, 2012)`. Classes
//! change, so a page of people without any of these boxes is an error. Dates are words in the account's language and of its own time
//! zone; they give a day and no exact time. Friends, removed friends, followers and followed are read; requests and suggestions are
//! passed over and counted; pages of apps, address books and advertisers are not read, and a warning says so.

use super::{
    Format, Group, Importer,
    facebook::{self, Kind, PARTS, Reader},
    meta::{
        pages::{self, Page},
        record::{self, Moment, Named},
    },
};
use crate::{
    import::{
        error::ImportError,
        exports::{
            bundle::{Bundle, Entry},
            rows::{Contact, KeyKind, Rows, Someone},
        },
        ledger::Verdict,
    },
    model::{gap::Why, id::SourceId},
};
use scraper::ElementRef;

pub(super) const FORMAT: &Format = &Format {
    name: "facebook-html",
    group: Group::Platform,
    title: "Facebook export, HTML",
    files: "facebook-*.zip or its folder with pages instead of JSON: friends.html or your_friends.html and the pages beside it, of 2018-21 and since 2022; html/friends.htm of 2010-18",
    gives: "friends and removed friends with days, followers and followed",
    lacks: "exact times; dates in languages other than fifteen large ones; apps, address books and advertisers, which only the JSON export gives. Requests and suggestions are passed over",
    how: "what Facebook gives if nothing else is chosen; JSON is better: it keeps exact times and all that is lacking here",
};

pub(super) const IMPORTER: Importer = Importer { format: FORMAT, knows, read };

/// What stands on a page of Facebook's exports and on few others.
const MARKS: &[&str] = &["_a6-g", "_2lel"];

/// How the list of friends is headed on the page of 2010-18.
const FRIENDS: &[&str] = &[
    "Friends",
    "Vrienden",
    "Freunde",
    "Amis",
    "Ami(e)s",
    "Amigos",
    "Amici",
    "Znajomi",
    "Arkadaşlar",
    "Друзья",
    "الأصدقاء",
    "Vänner",
    "Venner",
    "Teman",
];
/// How the list of removed friends is headed there.
const REMOVED: &[&str] =
    &["Removed Friends", "Deleted Friends", "Verwijderde vrienden", "Entfernte Freunde", "Amis supprimés"];
/// How followers are headed there, and those followed.
const FOLLOWERS: &[&str] = &["Followers", "Volgers", "Abonnenten", "Abonnés", "Seguidores"];
const FOLLOWING: &[&str] = &["Following", "Followees", "Volgend", "Abonniert", "Abonnements"];
/// How requests are headed there.
const REQUESTS: &[&str] = &[
    "Sent Friend Requests",
    "Received Friend Requests",
    "Declined Friend Requests",
    "Rejected Friend Requests",
    "Verzonden vriendschapsverzoeken",
    "Ontvangen vriendschapsverzoeken",
];

fn knows(bundle: &Bundle) -> bool {
    !facebook::knows(bundle) && (!found(bundle).is_empty() || old_page(bundle).is_some())
}

/// The pages of people, each with what it holds.
fn found(bundle: &Bundle) -> Vec<(Kind, &Entry)> {
    let is_read = |kind: Kind| {
        matches!(
            kind,
            Kind::Friends | Kind::Removed | Kind::Following | Kind::Followers | Kind::PassedOver(_)
        )
    };
    // Instagram's pages have the same boxes, and some the same names.
    let foreign = super::instagram_html::found(bundle);
    let is_own = |entry: &Entry| foreign.iter().all(|(_, other)| !std::ptr::eq(*other, entry));
    let parts = PARTS.iter().filter(|part| is_read(part.kind));
    let found = parts
        .flat_map(|part| pages::pages(bundle, part.tails, MARKS).into_iter().map(|entry| (part.kind, entry)));
    found.filter(|(_, entry)| is_own(entry)).collect()
}

/// The page of 2010-18.
fn old_page(bundle: &Bundle) -> Option<&Entry> {
    let headings: Vec<String> = FRIENDS.iter().map(|heading| format!("<h2>{heading}</h2>")).collect();
    let marks: Vec<&str> = headings.iter().map(String::as_str).collect();
    let by_folder = || bundle.find("html/friends.htm").filter(|_| !bundle.is_single());
    by_folder().or_else(|| pages::pages(bundle, &["friends"], &marks).first().copied())
}

fn read(bundle: &Bundle, rows: &mut Rows) -> Result<(), ImportError> {
    let pages = found(bundle);
    let Some(old) = old_page(bundle).filter(|_| pages.is_empty()) else {
        return read_pages(bundle, &pages, rows);
    };
    let page = Page::open(bundle, old, rows)?;
    let donor = donor(bundle, old_owner(&page), None, rows);
    let mut reader = Reader { export: bundle.number, donor, endless: 0 };
    let source = enter(&page, "one page of 2010-18", "ties", rows);
    let kinds = take_old(&page, source, &mut reader, rows)?;
    rows.close(source)?;
    reader.tell(&kinds, rows);
    Ok(())
}

fn read_pages(bundle: &Bundle, pages: &[(Kind, &Entry)], rows: &mut Rows) -> Result<(), ImportError> {
    let friends: Vec<_> = pages.iter().filter(|(kind, _)| *kind == Kind::Friends).collect();
    if let [_, second, ..] = friends[..] {
        let what = "the export holds another list of friends: it may be two people's exports in one";
        return Err(ImportError::file(&bundle.shown(second.1), what, "give each export by itself"));
    }
    let donor = owner(bundle, rows)?;
    let mut reader = Reader { export: bundle.number, donor, endless: 0 };
    for &(kind, entry) in pages {
        let page = Page::open(bundle, entry, rows)?;
        let (layout, boxes) = boxes(&page);
        let table = if matches!(kind, Kind::PassedOver(_)) { "none" } else { "ties" };
        let source = enter(&page, layout, table, rows);
        match kind {
            Kind::PassedOver(what) => rows.pass_over(source, what, boxes.len()),
            _ if boxes.is_empty() => {
                let what = "the structure of the page is not known: no box of a person was found on it";
                return Err(page.not_known(what));
            }
            _ => take_boxes(kind, &boxes, source, &mut reader, rows),
        }
        rows.close(source)?;
    }
    let kinds: Vec<Kind> = pages.iter().map(|(kind, _)| *kind).collect();
    reader.tell(&kinds, rows);
    tell_what_is_not_read(bundle, rows);
    Ok(())
}

fn enter(page: &Page, layout: &str, table: &str, rows: &mut Rows) -> SourceId {
    let format = format!("Facebook HTML, {layout}, {}; a line is the number of a record", page.encoding);
    rows.enter(table, &page.input, &format)
}

/// The name and the date that a box shows.
type Shown = (Option<String>, Option<String>);

/// The boxes of people: the layout, and of each what it shows.
fn boxes(page: &Page) -> (&'static str, Vec<Shown>) {
    let layouts = [
        ("layout since 2022", "._a6-g", "._a6-h", "._a72d"),
        ("layout of 2018-21", ".uiBoxWhite", "._2lel", "._2lem"),
    ];
    for (layout, person, name, date) in layouts {
        let found = page.with_class(person);
        if !found.is_empty() {
            let text = |inside: ElementRef, class| {
                inside
                    .select(&pages::selector(class))
                    .next()
                    .map(pages::text_of)
                    .filter(|text| !text.is_empty())
            };
            return (layout, found.iter().map(|&inside| (text(inside, name), text(inside, date))).collect());
        }
    }
    ("layout not known", Vec::new())
}

fn take_boxes(
    kind: Kind,
    boxes: &[(Option<String>, Option<String>)],
    source: SourceId,
    reader: &mut Reader,
    rows: &mut Rows,
) {
    for (number, (name, date)) in (1..).zip(boxes) {
        if name.is_none() && date.is_none() {
            rows.book(source, number, Verdict::LeftOut(Why::Malformed));
            continue;
        }
        let when = date.as_deref().map(Moment::of_text).unwrap_or_default();
        let text = name.as_deref().filter(record::is_somebody);
        reader.take_person(kind, &Named { text, when }, None, (source, number), rows);
    }
}

/// Takes the lists of the page of 2010-18; gives those that are there.
fn take_old(
    page: &Page,
    source: SourceId,
    reader: &mut Reader,
    rows: &mut Rows,
) -> Result<Vec<Kind>, ImportError> {
    let (mut kinds, mut kind, mut number) = (Vec::new(), None, 0);
    for element in page.with_class("h2, li") {
        let text = pages::text_of(element);
        if element.value().name() == "h2" {
            kind = Some(headed(&text));
            kinds.extend(kind);
            continue;
        }
        match kind {
            // What stands above the first heading leads to other pages.
            None => {}
            Some(Kind::PassedOver(what)) => rows.pass_over(source, what, 1),
            Some(kind) => {
                number += 1;
                let (name, key, when) = old_entry(&text);
                let named = Named { text: Some(name).filter(record::is_somebody), when };
                reader.take_person(kind, &named, key, (source, number), rows);
            }
        }
    }
    if !kinds.contains(&Kind::Friends) {
        return Err(page.not_known(
            "the structure of the page is not known: no list on it is headed as that of friends",
        ));
    }
    if kinds.contains(&Kind::PassedOver(OTHER)) {
        rows.warn(format!(
            "export {}: the page has lists under headings that are not known here; what stands on them is counted and not read",
            reader.export
        ));
    }
    Ok(kinds)
}

const OTHER: &str = "entries of lists under a heading that is not known here";

fn headed(text: &str) -> Kind {
    let is = |headings: &[&str]| headings.iter().any(|heading| record::same_label(heading, text));
    match () {
        () if is(FRIENDS) => Kind::Friends,
        () if is(REMOVED) => Kind::Removed,
        () if is(FOLLOWERS) => Kind::Followers,
        () if is(FOLLOWING) => Kind::Following,
        () if is(REQUESTS) => Kind::PassedOver("friend requests, which are no ties"),
        () => Kind::PassedOver(OTHER),
    }
}

/// An entry of the page of 2010-18: the name; the e-mail address, if the last pair of parentheses but for the date's holds one; the
/// date, if the last pair does. Other parentheses are part of the name.
fn old_entry(text: &str) -> (&str, Option<(KeyKind, String)>, Moment) {
    let (mut name, mut key, mut when) = (text.trim(), None, Moment::default());
    while let Some((before, inside)) = last_pair(name) {
        let has_year = inside.split(|letter: char| !letter.is_ascii_digit()).any(|digits| digits.len() == 4);
        if let (None, Some(address @ (KeyKind::Email, _))) = (&key, record::key_of(inside)) {
            key = Some(address);
        } else if when == Moment::default() && has_year {
            when = Moment::of_text(inside);
        } else {
            break;
        }
        name = before;
    }
    (name, key, when)
}

/// A text that ends with parentheses: what stands before them, and in them.
fn last_pair(text: &str) -> Option<(&str, &str)> {
    let (before, inside) = text.strip_suffix(')')?.rsplit_once('(')?;
    Some((before.trim_end(), inside.trim()))
}

/// The owner that the page of 2010-18 names twice: in its title, before a hyphen, and as its first heading.
fn old_owner(page: &Page) -> Option<String> {
    let first = |css| page.with_class(css).first().map(|&element| pages::text_of(element));
    let (title, heading) = (first("title")?, first("h1")?);
    title.strip_prefix(&heading)?.trim_start().starts_with(['-', '–']).then_some(heading)
}

/// The owner: as the page of the profile says after its label.
fn owner(bundle: &Bundle, rows: &mut Rows) -> Result<Someone, ImportError> {
    const FULL_NAME: &[&str] = &[
        "Full name",
        "Volledige naam",
        "Nom complet",
        "Vollständiger Name",
        "Nombre completo",
        "Nome completo",
    ];
    let tails = ["profile_information/profile_information"];
    let Some(entry) = pages::pages(bundle, &tails, MARKS).first().copied() else {
        return Ok(donor(bundle, None, None, rows));
    };
    let page = Page::open(bundle, entry, rows)?;
    let source = enter(&page, "profile", "people", rows);
    let (name, handle) = (page.after_label(FULL_NAME), page.after_label(super::instagram::owner::USERNAME));
    let donor = donor(bundle, name, handle, rows);
    rows.book(source, 1, Verdict::Taken);
    rows.close(source)?;
    Ok(donor)
}

fn donor(bundle: &Bundle, name: Option<String>, handle: Option<String>, rows: &mut Rows) -> Someone {
    if name.is_none() {
        rows.warn(format!(
            "export {}: no page in it names its owner in a way known here, so they have no name",
            bundle.number
        ));
    }
    let keys = handle.map(|handle| (KeyKind::Handle, handle)).into_iter().collect();
    rows.donor(Contact { platform: "facebook", keys, name, met: None })
}

/// Warns of pages that hold what would be read from JSON.
fn tell_what_is_not_read(bundle: &Bundle, rows: &mut Rows) {
    let is_read = |kind: Kind| {
        matches!(
            kind,
            Kind::Profile
                | Kind::Friends
                | Kind::Removed
                | Kind::Following
                | Kind::Followers
                | Kind::PassedOver(_)
        )
    };
    let others = PARTS.iter().filter(|part| !is_read(part.kind));
    let count = others.flat_map(|part| pages::pages(bundle, part.tails, &[])).count();
    if count > 0 {
        rows.warn(format!(
            "export {}: pages of apps, address books or advertisers that are not read from HTML: {count}; ask for the export again in the format JSON",
            bundle.number
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::date::Day;

    #[test]
    fn takes_the_last_pair_of_parentheses_for_the_date() {
        let of = |text: &'static str| {
            let (name, key, when) = old_entry(text);
            (name, key.is_some(), when.day, when.unreadable)
        };
        let day = Day::parse("2012-03-03");
        assert_eq!(of("Ada (Mar 3, 2012)"), ("Ada", false, day, false));
        assert_eq!(of("Ada (the first) (Mar 3, 2012)"), ("Ada (the first)", false, day, false));
        assert_eq!(of("Ada (ada@a.example) (Mar 3, 2012)"), ("Ada", true, day, false));
        assert_eq!(of("Ada (Mar 3, 2012) (ada@a.example)"), ("Ada", true, day, false));
        assert_eq!(of("Ada (3 lipca 2012)"), ("Ada", false, None, true));
        assert_eq!(of("Ada (the first)"), ("Ada (the first)", false, None, false));
    }
}
