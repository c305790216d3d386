//! Which archives are parts of one export.
//!
//! # The rule
//! Two archives belong together only if their names agree but for a mark, capitals aside. Where the mark says that they are parts
//! (`-part2`, `.part2`, ` part 2`; `-001` and `-3-001` after `takeout-`; the random letters at the end of
//! `facebook-ACCOUNT-DATE-RANDOM` and of the same with `instagram`), they are one export. Where it may as well tell two donors
//! apart (` (1)`, `_2`, `-2`), they are one export if they have no file of one path with different content, and if either they
//! share a file or not more than one of them is known as an export by itself; otherwise they stay exports of their own, and
//! that is said. Two archives that list the same files with the same checksums are one archive, whatever they are called.
//!
//! A file that several parts hold is read once; if a part's differs, and an importer wants it, that is an error.

use super::bundle::Bundle;

/// A name without its mark, and whether the mark says for certain that it is a part.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Stem {
    text: String,
    certain: bool,
}

impl Stem {
    /// The stem of the name of an archive.
    fn of(name: &str) -> Self {
        let name = name.to_lowercase();
        let mut text = name.strip_suffix(".zip").unwrap_or(&name).to_owned();
        let mut certain = true;
        if let Some(rest) = without_copy(&text) {
            (text, certain) = (rest.to_owned(), false);
        }
        if let Some(rest) = without_part(&text) {
            text = rest.to_owned();
        } else if text.starts_with("takeout-") {
            for _ in 0..2 {
                text = without_last(&text, &['-']).unwrap_or(&text).to_owned();
            }
        } else if let Some(rest) = without_random(&text) {
            text = rest.to_owned();
        } else if let Some(rest) = without_number(&text, &['_', '-']) {
            (text, certain) = (rest.to_owned(), false);
        }
        Self { text, certain }
    }
}

fn is_number(text: &str) -> bool {
    (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `x` of `x (1)`.
fn without_copy(text: &str) -> Option<&str> {
    let (rest, number) = text.strip_suffix(')')?.rsplit_once('(')?;
    is_number(number).then(|| rest.trim_end()).filter(|rest| !rest.is_empty())
}

/// `x` of `x-part2`, `x.part2`, `x part 2`.
fn without_part(text: &str) -> Option<&str> {
    let (rest, number) = text.rsplit_once("part")?;
    let marked =
        rest.ends_with(['-', '_', '.', ' ']) && is_number(number.trim_start_matches(['-', '_', ' ']));
    marked.then(|| rest.trim_end_matches(['-', '_', '.', ' '])).filter(|rest| !rest.is_empty())
}

/// `x` of `x-2`, where `-` is one of `marks`.
fn without_last<'a>(text: &'a str, marks: &[char]) -> Option<&'a str> {
    let (rest, number) = text.rsplit_once(marks)?;
    (is_number(number) && !rest.is_empty()).then_some(rest)
}

/// The same, unless the number is the day of a date.
fn without_number<'a>(text: &'a str, marks: &[char]) -> Option<&'a str> {
    without_last(text, marks).filter(|rest| without_last(rest, marks).is_none())
}

/// `facebook-ACCOUNT-DATE` of `facebook-ACCOUNT-DATE-RANDOM`.
fn without_random(text: &str) -> Option<&str> {
    let platform = text.starts_with("facebook-") || text.starts_with("instagram-");
    let (rest, random) = text.rsplit_once('-')?;
    let is_random =
        (4..=16).contains(&random.len()) && random.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let day = rest.get(rest.len().checked_sub(10)?..)?.as_bytes();
    let dated = [[4, 7], [2, 5]].iter().any(|marks| {
        (0..10).all(|at| {
            if marks.contains(&at) { !day[at].is_ascii_alphanumeric() } else { day[at].is_ascii_digit() }
        })
    });
    (platform && is_random && dated).then_some(rest)
}

/// `bundles`, of which those that are parts of one export are joined; `knows` says whether a bundle is an export by itself.
pub(super) fn join(bundles: Vec<Bundle>, knows: &dyn Fn(&Bundle) -> bool) -> Vec<Bundle> {
    let mut groups: Vec<(Option<Stem>, Vec<Bundle>)> = Vec::new();
    for bundle in bundles {
        if let Some((_, group)) = groups.iter_mut().find(|(_, group)| group[0].is_the_archive(&bundle)) {
            group[0].remarks.push("an archive that was given twice was read once".to_owned());
            continue;
        }
        let stem = bundle.archive_name().map(|name| Stem::of(&name));
        let same = |known: &Option<Stem>| {
            known.as_ref().zip(stem.as_ref()).is_some_and(|(one, other)| one.text == other.text)
        };
        if let Some((known, group)) = groups.iter_mut().find(|(known, _)| same(known)) {
            let certain = stem.is_some_and(|stem| stem.certain);
            known.iter_mut().for_each(|known| known.certain &= certain);
            group.push(bundle);
        } else {
            groups.push((stem, vec![bundle]));
        }
    }
    groups
        .into_iter()
        .flat_map(|(stem, group)| joined(group, stem.is_some_and(|stem| stem.certain), knows))
        .collect()
}

/// The bundles whose names agree: one, or as many as they were.
fn joined(mut group: Vec<Bundle>, certain: bool, knows: &dyn Fn(&Bundle) -> bool) -> Vec<Bundle> {
    if group.len() == 1 {
        return group;
    }
    group.sort_by_key(Bundle::archive_name);
    if !certain && !belong_together(&group, knows) {
        let remark = "archives whose names differ by a number alone were read as exports of their own; if they are parts of \
                      one export, call them …-part1.zip, …-part2.zip";
        group[0].remarks.push(remark.to_owned());
        return group;
    }
    let parts = group.len();
    let mut whole = Bundle::of_parts(group);
    whole
        .remarks
        .push(format!("{parts} archives were read as the parts of one export, for their names agree"));
    vec![whole]
}

fn belong_together(group: &[Bundle], knows: &dyn Fn(&Bundle) -> bool) -> bool {
    let pairs =
        group.iter().enumerate().flat_map(|(at, one)| group[at + 1..].iter().map(move |other| (one, other)));
    let mut shares = true;
    for (one, other) in pairs {
        let (same, different) = one.shared(other);
        if different > 0 {
            return false;
        }
        shares &= same > 0;
    }
    shares || group.iter().filter(|bundle| knows(bundle)).count() <= 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stem(name: &str) -> (String, bool) {
        let stem = Stem::of(name);
        (stem.text, stem.certain)
    }

    #[test]
    fn marks_of_parts_are_taken_off() {
        let certain = |text: &str| (text.to_owned(), true);
        for name in ["x.zip", "x-part2.zip", "X_part_2.zip", "x.part1.zip", "x part 3.ZIP"] {
            assert_eq!(stem(name), certain("x"), "{name}");
        }
        assert_eq!(stem("takeout-20240501T120000Z-001.zip"), certain("takeout-20240501t120000z"));
        assert_eq!(stem("takeout-20240501T120000Z-3-001.zip"), certain("takeout-20240501t120000z"));
        assert_eq!(stem("facebook-ada-2025-09-01-AbCdEfGh.zip"), certain("facebook-ada-2025-09-01"));
        assert_eq!(stem("facebook-ada-01_09_2025-AbCd.zip"), certain("facebook-ada-01_09_2025"));
    }

    #[test]
    fn marks_that_may_tell_donors_apart_are_not_certain() {
        let open = |text: &str| (text.to_owned(), false);
        for name in ["x (1).zip", "x_2.zip", "x-12.zip", "x(3).zip"] {
            assert_eq!(stem(name), open("x"), "{name}");
        }
        assert_eq!(stem("facebook-ada-2025-09-01-AbCdEfGh (1).zip"), open("facebook-ada-2025-09-01"));
    }

    #[test]
    fn dates_and_names_are_no_marks() {
        for name in ["export-2025-09-01", "ada", "particle", "part2", "facebook-ada", "(1)", "1"] {
            assert_eq!(stem(name), (name.to_owned(), true), "{name}");
        }
        assert_ne!(
            stem("facebook-ada-2025-09-01-AbCdEfGh.zip"),
            stem("facebook-ada-2025-10-01-AbCdEfGh.zip")
        );
        assert_ne!(
            stem("facebook-ada-2025-09-01-AbCdEfGh.zip"),
            stem("facebook-ben-2025-09-01-AbCdEfGh.zip")
        );
    }
}
