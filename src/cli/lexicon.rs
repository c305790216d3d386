//! The pages of the lexicon and of the ages, and what the lexicon says of some words.

use super::{explain::folded, layout::laid_out};
use crate::{
    chart::plain,
    import::{
        AGES,
        lexicon::{
            CATEGORIES, CategoryPage, LEXICON,
            accuracy::{Accuracy, Labelled, labelled},
        },
    },
    model::{
        age::{AgeFor, LegalAge},
        attribute::Origin,
        date::Day,
        lexicon::{Category, Fired, Verdict},
    },
    report::{
        cell::Cell,
        table::{Heading, Table},
    },
};

/// The name of the lexicon's page.
pub(super) const NAME: &str = "lexicon";
/// The name of the ages' page.
pub(super) const AGES_NAME: &str = "ages";

/// What the lexicon holds, and how often it is right.
pub(super) fn page() -> String {
    let mut pages: Vec<CategoryPage> = CATEGORIES.known().collect();
    pages.sort_by_key(|page| page.category);
    let about = "Criteria of segments and names of attributes are held against whole phrases on word boundaries, after accents, case, dashes \
                 and Arabic spellings were made one. The longest phrase counts. The answer is yes, no or unsure, with the phrase, file and \
                 line that gave it. It is about words: not about people, intent or what is allowed.";
    let limits = [
        "The titles that it is measured on are by its own authors. Those written before it share many of its phrases, also the half that was held out, so that they flatter; go by those written afterwards, by which nothing was bettered. A list by others would show more mistakes still. About half of the titles look like a category and are none.",
        "A criterion that stands for a category without naming it (a neighbourhood, a broadcaster, a first name) is not found.",
        "English, Dutch and Arabic are read, and no other language.",
    ];
    let own = pages.iter().flat_map(|page| {
        page.limits.iter().map(move |limit| format!("{}: {limit}", capital(page.category.name())))
    });
    let limits: String =
        limits.iter().map(|limit| (*limit).to_owned()).chain(own).map(|limit| folded("-", &limit)).collect();
    let abouts: String = pages
        .iter()
        .map(|page| {
            folded("-", &format!("{}: {} ({})", capital(page.category.name()), page.about, page.source))
        })
        .collect();
    format!(
        "{NAME}: sensitive categories\n\n{}\n{}\nWhat the categories hold\n\n{abouts}\n{}\nLimits\n\n{limits}",
        folded("", about),
        laid_out(&phrases(&pages)),
        laid_out(&accuracies())
    )
}

fn phrases(pages: &[CategoryPage]) -> Table {
    let row = |page: &CategoryPage| {
        let count = |language| Cell::Count(page.phrases(language) as u64);
        vec![
            Cell::Text(page.category.name().to_owned()),
            Cell::Text(page.category.protection().reference().to_owned()),
            count("en"),
            count("nl"),
            count("ar"),
            Cell::Count(page.field_names() as u64),
        ]
    };
    table(
        "Phrases by language, and words in names of columns.",
        &[
            ("category", "category"),
            ("law", "in law"),
            ("en", "English"),
            ("nl", "Dutch"),
            ("ar", "Arabic"),
            ("names", "columns"),
        ],
        pages.iter().map(row).collect(),
    )
}

fn accuracies() -> Table {
    let list = labelled();
    let of = |name: &str, which: &dyn Fn(&Labelled) -> bool| {
        let Accuracy { titles, negatives, yes, yes_or_unsure } =
            Accuracy::of(list.iter().filter(|row| which(row)));
        let share = |figure| Cell::of(figure, Cell::Share);
        vec![
            Cell::Text(name.to_owned()),
            Cell::Count(titles),
            Cell::Count(negatives),
            share(yes.precision()),
            share(yes.recall()),
            share(yes_or_unsure.precision()),
            share(yes_or_unsure.recall()),
        ]
    };
    let rows = vec![
        of("afterwards", &|row| row.half == "afterwards"),
        of("afterwards, English", &|row| row.half == "afterwards" && row.language == "en"),
        of("afterwards, Dutch", &|row| row.half == "afterwards" && row.language == "nl"),
        of("afterwards, Arabic", &|row| row.half == "afterwards" && row.language == "ar"),
        of("before, held out", &|row| row.half == "held out"),
        of("before, bettered by", &|row| row.half == "tuning"),
    ];
    table(
        "Measured on titles with the right answer.",
        &[
            ("half", "titles"),
            ("titles", "number"),
            ("negatives", "answer no"),
            ("yes_precision", "yes: precision"),
            ("yes_recall", "recall"),
            ("either_precision", "yes or unsure: precision"),
            ("either_recall", "recall"),
        ],
        rows,
    )
}

fn table(caption: &str, columns: &[(&'static str, &'static str)], rows: Vec<Vec<Cell>>) -> Table {
    let heading = |&(key, label): &(&'static str, &'static str)| Heading { key, label, definition: None };
    Table {
        id: NAME,
        caption: caption.to_owned(),
        columns: columns.iter().map(heading).collect(),
        rows,
        notes: Vec::new(),
    }
}

/// What the lexicon says of the value of a criterion.
pub(super) fn checked(words: &str) -> String {
    said(words, &LEXICON.judge(words, ""))
}

/// What it says of the name of a column.
pub(super) fn checked_name(name: &str) -> String {
    let verdict = LEXICON.judge_name(name);
    let origin = match verdict.origin {
        Origin::Observed => "\nBy the name its values were told or recorded.\n",
        Origin::Inferred => "\nBy the name its values were inferred.\n",
        Origin::Unknown => "",
    };
    said(name, &verdict) + origin
}

fn said(words: &str, verdict: &Verdict) -> String {
    let rule = |fired: &Fired| format!("\u{201c}{}\u{201d} ({}): {}", fired.phrase, fired.at, fired.reason);
    let category =
        |category: Category| format!("{} ({})", category.name(), category.protection().reference());
    let mut text = format!("{}: {}\n", plain(words), verdict.answer().word());
    for touch in &verdict.touches {
        let line =
            format!("{}: {}, by {}", touch.answer.word(), category(touch.category), rule(&touch.fired));
        text += &folded("-", &line);
    }
    for off in &verdict.turned_off {
        let line = match &off.by {
            Some(by) => format!("no: turned off by \u{201c}{by}\u{201d}: {}", rule(&off.fired)),
            None => format!("no: means something else, by {}", rule(&off.fired)),
        };
        text += &folded("-", &line);
    }
    text
}

/// The ages by country.
pub(super) fn ages() -> String {
    let ages: Vec<LegalAge> = AGES.known().flatten().collect();
    let of = |needed_for, caption: &str| {
        let rows = ages.iter().filter(|age| age.needed_for == needed_for).map(row).collect();
        let columns = [
            ("country", "country"),
            ("vote", "vote"),
            ("years", "age"),
            ("from", "from"),
            ("until", "before"),
            ("checked", "checked"),
            ("source", "source"),
        ];
        laid_out(&table(caption, &columns, rows))
    };
    let remark = "What is not checked rests on memory: hold it against the official text before a finding rests on it.";
    format!(
        "{AGES_NAME}: ages by country and day\n\n{remark}\n\n{}\n{}",
        of(AgeFor::Voting, "Voting ages."),
        of(AgeFor::DigitalConsent, "Ages of digital consent (GDPR art. 8).")
    )
}

fn row(age: &LegalAge) -> Vec<Cell> {
    let text = |text: &str| Cell::Text(text.to_owned());
    let day = |day: Day, open: Day| if day == open { Cell::Empty } else { Cell::Text(day.to_string()) };
    vec![
        text(&age.country),
        text(age.vote.map_or("every", |vote| vote.word())),
        Cell::Count(age.years.into()),
        day(age.during.from, Day::FIRST),
        day(age.during.until, Day::LAST),
        text(if age.unverified { "no" } else { "yes" }),
        text(&age.source),
    ]
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().to_string() + letters.as_str()).unwrap_or_default()
}
