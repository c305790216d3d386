//! Checklists of what must stand beside a political advertisement and in its record, from files of data.
//!
//! A file says `id`, `title`, `act`, `about`, `kind` (`notice`, `record` or `disclosure`), `asked` (`always`, `where_labelled` or
//! `where_targeted`) and perhaps `limits`; `from` and `until` (the first day that no longer counts), `source` and `unverified` hold for
//! all of its parts that do not say their own. `[[item]]` is one thing asked, `[[keep]]` one reading of how long it must be kept,
//! `[[window]]` the months before a vote in which sponsors from abroad may not be served.

use super::{error::ImportError, shelf::Shelf, words::Words};
use crate::model::{
    notice::{AskedOf, Checklist, ChecklistItem, Keeping, NoticeKind, Shape, Window},
    span::Span,
};
use serde::Deserialize;
use toml::Spanned;

/// The checklists that come with the program.
pub const CHECKLISTS: Shelf<Checklist> = Shelf {
    kind: "checklist",
    files: &[
        ("dsa-26", include_str!("checklists/dsa-26.toml")),
        ("dsa-39", include_str!("checklists/dsa-39.toml")),
        ("eu-2024-900-label", include_str!("checklists/eu-2024-900-label.toml")),
        ("eu-2024-900-notice", include_str!("checklists/eu-2024-900-notice.toml")),
        ("eu-2024-900-targeting", include_str!("checklists/eu-2024-900-targeting.toml")),
    ],
    read,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    id: Spanned<String>,
    title: Spanned<String>,
    act: Spanned<String>,
    about: Spanned<String>,
    kind: NoticeKind,
    asked: AskedOf,
    from: Option<Spanned<String>>,
    until: Option<Spanned<String>>,
    source: Spanned<String>,
    #[serde(default)]
    unverified: bool,
    #[serde(default)]
    limits: Vec<Spanned<String>>,
    item: Vec<ItemPart>,
    #[serde(default)]
    keep: Vec<KeepPart>,
    #[serde(default)]
    window: Vec<WindowPart>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ItemPart {
    id: Spanned<String>,
    act: Option<Spanned<String>>,
    article: Spanned<String>,
    asks: Spanned<String>,
    shape: Shape,
    #[serde(default)]
    may_be_none: bool,
    #[serde(default)]
    where_targeted: bool,
    #[serde(default)]
    none_answers: bool,
    keys: Vec<Spanned<String>>,
    #[serde(default)]
    who_targets_me: Vec<Spanned<String>>,
    #[serde(default)]
    stated_kept_back: Vec<Spanned<String>>,
    from: Option<Spanned<String>>,
    until: Option<Spanned<String>>,
    source: Option<Spanned<String>>,
    unverified: Option<bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KeepPart {
    years: Spanned<i64>,
    reading: Spanned<String>,
    article: Spanned<String>,
    source: Spanned<String>,
    #[serde(default)]
    unverified: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WindowPart {
    months: Spanned<i64>,
    article: Spanned<String>,
    asks: Spanned<String>,
    source: Spanned<String>,
    #[serde(default)]
    unverified: bool,
}

fn read(words: &Words) -> Result<Checklist, ImportError> {
    let file: File = words.parse()?;
    let during = words.span(file.from.as_ref(), file.until.as_ref())?;
    let mut items: Vec<ChecklistItem> = Vec::with_capacity(file.item.len());
    for part in &file.item {
        let item = part.item(words, &file, during)?;
        if items.iter().any(|other| other.id == item.id && other.during.meets(item.during)) {
            let what = "another item of this name is asked on some of these days";
            return Err(words.error(part.id.span().start, what, "end one before the other begins"));
        }
        items.push(item);
    }
    Ok(Checklist {
        id: words.id(&file.id)?,
        title: words.text("title", &file.title)?,
        act: words.text("act", &file.act)?,
        about: words.text("about", &file.about)?,
        kind: file.kind,
        asked: file.asked,
        limits: words.texts("limits", &file.limits)?,
        items,
        keep: file.keep.iter().map(|part| part.keeping(words)).collect::<Result<_, _>>()?,
        windows: file.window.iter().map(|part| part.window(words, during)).collect::<Result<_, _>>()?,
    })
}

impl ItemPart {
    fn item(&self, words: &Words, file: &File, during: Span) -> Result<ChecklistItem, ImportError> {
        let own = words.span(self.from.as_ref(), self.until.as_ref())?;
        Ok(ChecklistItem {
            id: words.text("id", &self.id)?,
            act: words.text("act", self.act.as_ref().unwrap_or(&file.act))?,
            article: words.text("article", &self.article)?,
            asks: words.text("asks", &self.asks)?,
            during: if self.from.is_some() || self.until.is_some() { own } else { during },
            source: words.text("source", self.source.as_ref().unwrap_or(&file.source))?,
            unverified: self.unverified.unwrap_or(file.unverified),
            may_be_none: self.may_be_none,
            where_targeted: self.where_targeted,
            none_answers: self.none_answers,
            shape: self.shape,
            keys: words.texts("keys", &self.keys)?,
            who_targets_me: words.texts("who_targets_me", &self.who_targets_me)?,
            stated_kept_back: words.texts("stated_kept_back", &self.stated_kept_back)?,
        })
    }
}

impl KeepPart {
    fn keeping(&self, words: &Words) -> Result<Keeping, ImportError> {
        let years = words.number("years", Some(&self.years), &(1..=100_u32))?;
        Ok(Keeping {
            years: years.expect("a number that was given was read or refused"),
            reading: words.text("reading", &self.reading)?,
            article: words.text("article", &self.article)?,
            source: words.text("source", &self.source)?,
            unverified: self.unverified,
        })
    }
}

impl WindowPart {
    fn window(&self, words: &Words, during: Span) -> Result<Window, ImportError> {
        let months = words.number("months", Some(&self.months), &(1..=24_u32))?;
        Ok(Window {
            months: months.expect("a number that was given was read or refused"),
            article: words.text("article", &self.article)?,
            asks: words.text("asks", &self.asks)?,
            during,
            source: words.text("source", &self.source)?,
            unverified: self.unverified,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::date::Day;

    #[test]
    fn every_checklist_that_comes_with_the_program_is_whole() {
        let lists: Vec<Checklist> = CHECKLISTS.known().collect();
        assert_eq!(lists.len(), 5);
        for list in &lists {
            assert!(CHECKLISTS.named(&list.id).is_some_and(|named| named == *list), "{}", list.id);
            assert!(list.items.len() >= 5, "{}", list.id);
            assert!(list.items.iter().all(|item| !item.keys.is_empty() && item.during.from > Day::FIRST));
        }
    }

    #[test]
    fn both_printed_times_of_keeping_are_there() {
        let list = CHECKLISTS.named("eu-2024-900-notice").unwrap();
        assert_eq!(list.keep.iter().map(|keep| keep.years).collect::<Vec<_>>(), [7, 5]);
        assert!(list.keep.iter().all(|keep| keep.unverified));
        assert_eq!(CHECKLISTS.named("dsa-39").unwrap().keep[0].years, 1);
    }

    #[test]
    fn the_regulation_on_political_advertising_is_asked_from_its_day() {
        for id in ["eu-2024-900-label", "eu-2024-900-notice"] {
            let first = Day::parse("2025-10-10").unwrap();
            assert!(CHECKLISTS.named(id).unwrap().items.iter().all(|item| item.during.from == first));
        }
    }

    #[test]
    fn an_item_that_stands_twice_is_an_error() {
        let text = include_str!("checklists/dsa-26.toml").replace("\"is_advertisement\"", "\"payer\"");
        let error = read(&Words { file: "own.toml", text: &text }).expect_err("twice");
        assert!(error.to_string().contains("another item of this name"), "{error}");
    }
}
