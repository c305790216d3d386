//! Instagram, "Download your information" in HTML: the pages of the lists that the JSON export has.
//!
//! Classes on these pages change, links do not: a person is a link to a profile, its text the handle (since 2025 the text is the
//! address, and the handle its end), and the text after it the date, in words and in the account's time zone. A page of followers or
//! followed without such a link is an error. Other lists are passed over and counted; pages of advertisers and the address book are
//! not read, and a warning says so.

use super::{
    Format, Group, Importer,
    instagram::{self, Kind, PARTS, Reader},
    meta::{
        pages::{self, Page},
        record::{self, Moment},
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
    model::id::SourceId,
};

pub(super) const FORMAT: &Format = &Format {
    name: "instagram-html",
    group: Group::Platform,
    title: "Instagram export, HTML",
    files: "instagram-*.zip or its folder with pages instead of JSON: followers_*.html, following.html and the pages beside them",
    gives: "who follows whom, by handle and with days; follows that ended of late",
    lacks: "exact times; dates in languages other than fifteen large ones; the address book and advertisers, which only the JSON export gives; follows outside the range of dates that was asked for, of which nothing warns here",
    how: "what Instagram gives if nothing else is chosen; JSON is better: it keeps exact times and all that is lacking here",
};

pub(super) const IMPORTER: Importer = Importer { format: FORMAT, knows, read };

/// What stands on a page of people.
const MARKS: &[&str] = &["instagram.com/"];

fn knows(bundle: &Bundle) -> bool {
    !instagram::knows(bundle) && !found(bundle).is_empty()
}

/// The pages of people, each with what it holds.
pub(super) fn found(bundle: &Bundle) -> Vec<(Kind, &Entry)> {
    let is_read = |kind: Kind| {
        matches!(kind, Kind::Followers | Kind::Following | Kind::Unfollowed | Kind::PassedOver(_))
    };
    let parts = PARTS.iter().filter(|part| is_read(part.kind));
    parts
        .flat_map(|part| pages::pages(bundle, part.tails, MARKS).into_iter().map(|entry| (part.kind, entry)))
        .collect()
}

fn read(bundle: &Bundle, rows: &mut Rows) -> Result<(), ImportError> {
    let pages = found(bundle);
    refuse_two(bundle, &pages)?;
    let mut reader = Reader::of(bundle.number, owner(bundle, rows)?);
    for &(kind, entry) in &pages {
        let page = Page::open(bundle, entry, rows)?;
        let people = people(&page);
        if let Kind::PassedOver(what) = kind {
            let source = enter(&page, "none", rows);
            rows.pass_over(source, what, people.len());
            continue;
        }
        if people.is_empty() {
            let what = "the structure of the page is not known: no link to a profile was found on it";
            return Err(page.not_known(what));
        }
        let source = enter(&page, "ties", rows);
        for (number, (handle, date)) in (1..).zip(people) {
            let when = date.map(Moment::of_text).unwrap_or_default();
            reader.follow(kind, Some(handle).filter(record::is_somebody), when, (source, number), rows);
        }
        rows.close(source)?;
    }
    let kinds: Vec<Kind> = pages.iter().map(|(kind, _)| *kind).collect();
    reader.tell(&kinds, rows);
    tell_what_is_not_read(bundle, rows);
    Ok(())
}

fn refuse_two(bundle: &Bundle, pages: &[(Kind, &Entry)]) -> Result<(), ImportError> {
    for (at, (kind, entry)) in pages.iter().enumerate() {
        if pages[..at].iter().any(|(other, known)| other == kind && known.name() == entry.name()) {
            let what = "the export holds another file of that name: it may be two people's exports in one";
            return Err(ImportError::file(&bundle.shown(entry), what, "give each export by itself"));
        }
    }
    Ok(())
}

fn enter(page: &Page, table: &str, rows: &mut Rows) -> SourceId {
    let format = format!("Instagram HTML, {}; a line is the number of a record", page.encoding);
    rows.enter(table, &page.input, &format)
}

/// The people whom a page links to: handle, and the text after the link.
fn people<'a>(page: &'a Page) -> Vec<(&'a str, Option<&'a str>)> {
    let texts = page.texts();
    let person = |(at, (text, link)): (usize, &(&'a str, Option<&'a str>))| {
        let of_link = profile(link.as_ref()?)?;
        let after = texts.get(at + 1).filter(|(_, link)| link.is_none()).map(|(text, _)| *text);
        Some((if is_handle(text) { *text } else { of_link }, after))
    };
    texts.iter().enumerate().filter_map(person).collect()
}

/// The handle that an address of a profile ends in: `https://www.instagram.com/HANDLE`, or `…/_u/HANDLE`.
fn profile(address: &str) -> Option<&str> {
    let (_, path) = address.split_once("instagram.com/")?;
    let is_profile = path.trim_start_matches("_u/").trim_end_matches('/').split('/').count() == 1;
    record::last_part(address).filter(|_| is_profile)
}

/// Whether a text can be a handle: letters, digits, dots and low lines, at most thirty.
fn is_handle(text: &str) -> bool {
    let fits = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '_');
    !text.is_empty() && text.len() <= 30 && text.chars().all(fits)
}

/// The owner: as the page of personal information says after its label.
fn owner(bundle: &Bundle, rows: &mut Rows) -> Result<Someone, ImportError> {
    let tails = ["personal_information/personal_information", "account_information/personal_information"];
    let mut handle = None;
    if let Some(entry) = pages::pages(bundle, &tails, &[]).first() {
        let page = Page::open(bundle, entry, rows)?;
        let source = enter(&page, "people", rows);
        handle = page.after_label(instagram::owner::USERNAME).filter(|text| is_handle(text));
        rows.book(source, 1, Verdict::Taken);
        rows.close(source)?;
    }
    if handle.is_none() {
        rows.warn(format!(
            "export {}: its owner's handle is not known, for the personal information is missing or in a language that is not read; who of the others is its owner cannot be told",
            bundle.number
        ));
    }
    let keys = handle.map(|handle| (KeyKind::Handle, handle)).into_iter().collect();
    Ok(rows.donor(Contact { platform: "instagram", keys, ..Contact::default() }))
}

/// Warns of pages that hold what would be read from JSON.
fn tell_what_is_not_read(bundle: &Bundle, rows: &mut Rows) {
    let is_other = |kind: Kind| {
        matches!(kind, Kind::Contacts | Kind::Advertisers | Kind::Activity | Kind::Interests | Kind::Seen)
    };
    let others = PARTS.iter().filter(|part| is_other(part.kind));
    let count = others.flat_map(|part| pages::pages(bundle, part.tails, &[])).count();
    if count > 0 {
        rows.warn(format!(
            "export {}: pages of advertisers or the address book that are not read from HTML: {count}; ask for the export again in the format JSON",
            bundle.number
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_links_to_profiles_alone() {
        let of = [
            "https://www.instagram.com/ada.b",
            "https://www.instagram.com/_u/ada.b",
            "http://instagram.com/ada.b/",
        ];
        assert_eq!(of.map(profile), [Some("ada.b"); 3]);
        let others =
            ["https://www.instagram.com/p/xyz/", "https://help.example/ada", "https://www.instagram.com/"];
        assert_eq!(others.map(profile), [None; 3]);
    }
}
