//! Files of phrases: a category each, with the phrases of titles and those of columns' names; and the words that turn phrases off.
//!
//! A category's file says `id`, `name`, `about`, `source`, perhaps `limits`, and has an `[[entry]]` for each group of phrases: `phrases`,
//! `language`, `answer` (`yes` or `unsure`), `reason`, and where they apply `not_with` (words that turn it off), `only_with` (words of
//! which one is needed) and `named_work` (the phrase is itself the title of a work or a name, so that brackets do not turn it off). A
//! `[[field]]` has phrases for names of columns, `reason`, and perhaps `answer` (`yes` unless said), `origin` and `not_with`. A word in
//! braces in a phrase stands for each of a list under `[lists]`.

use super::words::{self, Word};
use crate::{
    import::{
        error::{ImportError, listed},
        shelf::Shelf,
        words::Words,
    },
    model::{
        attribute::Origin,
        lexicon::{Answer, Category},
    },
};
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// What one file says of a category.
#[derive(Clone, Debug)]
pub struct CategoryPage {
    /// The category.
    pub category: Category,
    /// What it holds.
    pub about: String,
    /// Where the law names it.
    pub source: String,
    /// What it leaves open.
    pub limits: Vec<String>,
    /// The phrases of titles.
    pub(super) titles: Vec<Phrase>,
    /// The phrases of columns' names.
    pub(super) names: Vec<Phrase>,
}

impl CategoryPage {
    /// How many phrases for titles it has in a language: `ar`, `en` or `nl`.
    #[must_use]
    pub fn phrases(&self, language: &str) -> usize {
        self.titles.iter().filter(|phrase| phrase.language == Some(Language::named(language))).count()
    }

    /// How many phrases for names of columns it has.
    #[must_use]
    pub fn field_names(&self) -> usize {
        self.names.len()
    }
}

/// The files of the categories, by name.
pub const CATEGORIES: Shelf<CategoryPage> = Shelf {
    kind: "category",
    files: &[
        ("biometric-data", include_str!("categories/biometric-data.toml")),
        ("criminal-convictions", include_str!("categories/criminal-convictions.toml")),
        ("economic-hardship", include_str!("categories/economic-hardship.toml")),
        ("genetic-data", include_str!("categories/genetic-data.toml")),
        ("health", include_str!("categories/health.toml")),
        ("minors", include_str!("categories/minors.toml")),
        ("political-opinions", include_str!("categories/political-opinions.toml")),
        ("racial-or-ethnic-origin", include_str!("categories/racial-or-ethnic-origin.toml")),
        (
            "religious-or-philosophical-beliefs",
            include_str!("categories/religious-or-philosophical-beliefs.toml"),
        ),
        ("sex-life", include_str!("categories/sex-life.toml")),
        ("sexual-orientation", include_str!("categories/sexual-orientation.toml")),
        ("trade-union-membership", include_str!("categories/trade-union-membership.toml")),
    ],
    read,
};

/// Phrases that mean something else, under one name.
pub(super) const HOMONYMS: Shelf<Vec<Phrase>> =
    Shelf { kind: "list", files: &[("homonyms", include_str!("homonyms.toml"))], read: read_homonyms };

/// Words beside phrases, under one name.
pub(super) const CONTEXTS: Shelf<Contexts> =
    Shelf { kind: "list", files: &[("contexts", include_str!("contexts.toml"))], read: read_contexts };

/// The languages of the lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Language {
    Ar,
    En,
    Nl,
}

impl Language {
    fn named(name: &str) -> Self {
        match name {
            "ar" => Self::Ar,
            "nl" => Self::Nl,
            _ => Self::En,
        }
    }
}

/// A phrase with what must and must not stand beside it.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    pub(super) text: String,
    pub(super) words: Vec<Word>,
    /// `None` for a phrase that means something else.
    pub(super) category: Option<Category>,
    pub(super) answer: Answer,
    pub(super) language: Option<Language>,
    pub(super) not_with: Vec<(String, Vec<Word>)>,
    pub(super) only_with: Vec<(String, Vec<Word>)>,
    pub(super) named_work: bool,
    pub(super) origin: Origin,
    pub(super) reason: String,
    pub(super) at: String,
}

/// Words beside phrases.
#[derive(Clone, Debug)]
pub(super) struct Contexts {
    pub(super) elsewhere: Vec<(String, Vec<Word>)>,
    pub(super) inferred: Vec<String>,
    pub(super) observed: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CategoryFile {
    id: Spanned<Category>,
    name: Spanned<String>,
    about: Spanned<String>,
    source: Spanned<String>,
    #[serde(default)]
    limits: Vec<Spanned<String>>,
    #[serde(default)]
    lists: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    entry: Vec<EntryPart>,
    #[serde(default)]
    field: Vec<FieldPart>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryPart {
    language: Language,
    answer: Spanned<Answer>,
    reason: Spanned<String>,
    phrases: Vec<Spanned<String>>,
    #[serde(default)]
    not_with: Vec<Spanned<String>>,
    #[serde(default)]
    only_with: Vec<Spanned<String>>,
    #[serde(default)]
    named_work: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FieldPart {
    answer: Option<Spanned<Answer>>,
    origin: Option<Origin>,
    reason: Spanned<String>,
    phrases: Vec<Spanned<String>>,
    #[serde(default)]
    not_with: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HomonymFile {
    entry: Vec<HomonymPart>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HomonymPart {
    reason: Spanned<String>,
    phrases: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ContextFile {
    elsewhere: Vec<Spanned<String>>,
    inferred: Vec<Spanned<String>>,
    observed: Vec<Spanned<String>>,
}

fn read(file: &Words) -> Result<CategoryPage, ImportError> {
    let page: CategoryFile = file.parse()?;
    let category = *page.id.get_ref();
    if page.name.get_ref() != category.name() {
        let way_out = format!("write {}", category.name());
        return Err(file.error(page.name.span().start, "`name` is not the category's", way_out));
    }
    if page.entry.is_empty() {
        return Err(ImportError::file(file.file, "there is no phrase", "add some under [[entry]]"));
    }
    let (mut titles, mut names) = (Vec::new(), Vec::new());
    for entry in &page.entry {
        let like = Phrase {
            category: Some(category),
            answer: file.positive(&entry.answer)?,
            language: Some(entry.language),
            not_with: file.beside("not_with", &entry.not_with)?,
            only_with: file.beside("only_with", &entry.only_with)?,
            named_work: entry.named_work,
            ..file.bare(&entry.reason)?
        };
        titles.extend(file.phrases(&entry.phrases, &page.lists, &like)?);
    }
    for field in &page.field {
        let like = Phrase {
            category: Some(category),
            answer: field.answer.as_ref().map_or(Ok(Answer::Yes), |answer| file.positive(answer))?,
            not_with: file.beside("not_with", &field.not_with)?,
            origin: field.origin.unwrap_or_default(),
            ..file.bare(&field.reason)?
        };
        names.extend(file.phrases(&field.phrases, &page.lists, &like)?);
    }
    Ok(CategoryPage {
        category,
        about: file.text("about", &page.about)?,
        source: file.text("source", &page.source)?,
        limits: file.texts("limits", &page.limits)?,
        titles,
        names,
    })
}

fn read_homonyms(file: &Words) -> Result<Vec<Phrase>, ImportError> {
    let page: HomonymFile = file.parse()?;
    let mut phrases = Vec::new();
    for entry in &page.entry {
        let like = file.bare(&entry.reason)?;
        phrases.extend(file.phrases(&entry.phrases, &BTreeMap::new(), &like)?);
    }
    Ok(phrases)
}

fn read_contexts(file: &Words) -> Result<Contexts, ImportError> {
    let page: ContextFile = file.parse()?;
    let single = |key, texts: &[Spanned<String>]| {
        let beside = file.beside(key, texts)?;
        Ok(beside.into_iter().flat_map(|(_, words)| words).map(|word| word.text).collect())
    };
    Ok(Contexts {
        elsewhere: file.beside("elsewhere", &page.elsewhere)?,
        inferred: single("inferred", &page.inferred)?,
        observed: single("observed", &page.observed)?,
    })
}

impl Words<'_> {
    /// A phrase without words, of no category.
    fn bare(&self, reason: &Spanned<String>) -> Result<Phrase, ImportError> {
        Ok(Phrase {
            text: String::new(),
            words: Vec::new(),
            category: None,
            answer: Answer::No,
            language: None,
            not_with: Vec::new(),
            only_with: Vec::new(),
            named_work: false,
            origin: Origin::Unknown,
            reason: self.text("reason", reason)?,
            at: String::new(),
        })
    }

    fn positive(&self, answer: &Spanned<Answer>) -> Result<Answer, ImportError> {
        match answer.get_ref() {
            Answer::No => {
                let way_out = "write `yes` or `unsure`; what means something else stands among the homonyms";
                Err(self.error(answer.span().start, "`answer` is `no`", way_out))
            }
            &known => Ok(known),
        }
    }

    fn beside(&self, key: &str, texts: &[Spanned<String>]) -> Result<Vec<(String, Vec<Word>)>, ImportError> {
        let one = |text: &Spanned<String>| {
            let written = self.text(key, text)?;
            let words = self.some_words(text, &written)?;
            Ok((written, words))
        };
        texts.iter().map(one).collect()
    }

    /// Phrases like `like`, one for each text and each word of the list that it names in braces.
    fn phrases(
        &self,
        texts: &[Spanned<String>],
        lists: &BTreeMap<String, Vec<String>>,
        like: &Phrase,
    ) -> Result<Vec<Phrase>, ImportError> {
        let mut phrases = Vec::new();
        for text in texts {
            let at = format!("{}.toml:{}", self.file, self.line(text.span().start));
            for written in self.spelt_out(text, lists)? {
                let words = self.some_words(text, &written)?;
                phrases.push(Phrase { text: written, words, at: at.clone(), ..like.clone() });
            }
        }
        Ok(phrases)
    }

    fn some_words(&self, text: &Spanned<String>, written: &str) -> Result<Vec<Word>, ImportError> {
        let words = words::of_title(written);
        if words.is_empty() {
            return Err(self.error(text.span().start, "a phrase has no word", "write one, or take it out"));
        }
        Ok(words)
    }

    fn spelt_out(
        &self,
        text: &Spanned<String>,
        lists: &BTreeMap<String, Vec<String>>,
    ) -> Result<Vec<String>, ImportError> {
        let written = self.text("phrases", text)?;
        let Some((before, (name, after))) =
            written.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
        else {
            return Ok(vec![written]);
        };
        let Some(list) = lists.get(name) else {
            let known = listed(lists.keys().map(String::as_str));
            return Err(self.error(
                text.span().start,
                "a phrase names a list that is not there",
                format!("lists here are {known}"),
            ));
        };
        Ok(list.iter().map(|word| format!("{before}{word}{after}")).collect())
    }
}
