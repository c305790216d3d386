//! What changed from one version to the next.

use crate::{
    model::{
        consent_text::{ConsentText, CountedText, Language},
        date::Day,
        number::{Figure, Undefined},
    },
    stat::longest_common,
    table::texts::Texts,
};
use serde::Serialize;
use std::collections::BTreeMap;

/// Two successive versions of a text of one app in one language.
///
/// # Definition
/// The versions of one app and language stand in the order of the first days on which they were shown; where one of these days is not known,
/// in the order of the table. `kept` is the number of words of the longest sequence of words that both have in common, in order but not
/// in one piece; `removed` are the words of the first that are not part of it, `added` those of the second. A word that was moved is removed and
/// added. Words are the same where all their letters are, capital ones too. Over all pairs of a case at most 4 · 10^10 products of the
/// numbers of words are worked out.
///
/// A clause that either version names came in where its words stand in the second text and not in the first, and left where it is the other way
/// round; purposes and sensors likewise, by what the table says.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Compared {
    /// The app, if recorded.
    pub app: Option<String>,
    /// The code of the language, if known.
    pub language: Option<&'static str>,
    /// The first version.
    pub from: String,
    /// The next version.
    pub to: String,
    /// Words of the first.
    pub words_from: Figure<u64>,
    /// Words of the next.
    pub words_to: Figure<u64>,
    /// Words that both have in common, in order.
    pub kept: Figure<u64>,
    /// Words of the first alone.
    pub removed: Figure<u64>,
    /// Words of the next alone.
    pub added: Figure<u64>,
    /// Clauses that came in, by the words that begin them.
    pub clauses_came: Figure<Vec<String>>,
    /// Clauses that left.
    pub clauses_left: Figure<Vec<String>>,
    /// Purposes that came in.
    pub purposes_came: Figure<Vec<String>>,
    /// Purposes that left.
    pub purposes_left: Figure<Vec<String>>,
    /// Sensors that came in.
    pub sensors_came: Figure<Vec<String>>,
    /// Sensors that left.
    pub sensors_left: Figure<Vec<String>>,
}

pub(super) fn of(texts: &Texts) -> Vec<Compared> {
    let mut left = longest_common::MOST;
    let pairs = pairs(&texts.versions);
    pairs.into_iter().map(|(from, to)| compared(from, to, &texts.clauses, &mut left)).collect()
}

/// Every two successive versions.
fn pairs(versions: &[ConsentText]) -> Vec<(&ConsentText, &ConsentText)> {
    let mut groups: BTreeMap<(Option<&str>, Option<Language>), Vec<&ConsentText>> = BTreeMap::new();
    for text in versions {
        groups.entry((text.app.as_deref(), text.language)).or_default().push(text);
    }
    for group in groups.values_mut().filter(|group| group.iter().all(|text| first_day(text).is_some())) {
        group.sort_by_key(|text| first_day(text));
    }
    groups.values().flat_map(|group| group.windows(2).map(|two| (two[0], two[1]))).collect()
}

fn first_day(text: &ConsentText) -> Option<Day> {
    let shown = text.shown.filter(|shown| shown.is_known() && shown.at_least.from != Day::FIRST)?;
    Some(shown.at_least.from)
}

fn compared(from: &ConsentText, to: &ConsentText, clauses: &[String], left: &mut u64) -> Compared {
    let of = |text: &ConsentText| Figure(text.counted.as_ref().map(words).ok_or(Undefined::NoTextOnFile));
    let both = from.counted.as_ref().zip(to.counted.as_ref());
    let kept = Figure(both.ok_or(Undefined::NoTextOnFile).and_then(|(from, to)| kept(from, to, left)));
    let rest = |whole: Figure<u64>| Figure(whole.0.and_then(|whole| kept.0.map(|kept| whole - kept)));
    let (words_from, words_to) = (of(from), of(to));
    let named: Vec<u32> = (0..).take(clauses.len()).filter(|at| from.clauses.contains(at) || to.clauses.contains(at)).collect();
    let standing = |counted: &CountedText| -> Vec<String> {
        let stands = named.iter().filter(|&&at| counted.clauses[at as usize].found > 0);
        stands.map(|&at| clauses[at as usize].clone()).collect()
    };
    let stood = both.map(|(from, to)| (standing(from), standing(to))).ok_or(Undefined::NoTextOnFile);
    let purposes = from.purposes.clone().zip(to.purposes.clone()).ok_or(Undefined::NotRecorded);
    let sensors = sensors(from).zip(sensors(to)).ok_or(Undefined::NotRecorded);
    let [clauses_came, purposes_came, sensors_came] = [&stood, &purposes, &sensors].map(|both| beyond(both, false));
    let [clauses_left, purposes_left, sensors_left] = [&stood, &purposes, &sensors].map(|both| beyond(both, true));
    Compared {
        app: from.app.clone(),
        language: from.language.map(Language::code),
        from: from.version.clone(),
        to: to.version.clone(),
        words_from,
        words_to,
        kept,
        removed: rest(words_from),
        added: rest(words_to),
        clauses_came,
        clauses_left,
        purposes_came,
        purposes_left,
        sensors_came,
        sensors_left,
    }
}

fn words(counted: &CountedText) -> u64 {
    counted.words.len() as u64
}

/// The words in common, as far as there is work left to spend.
fn kept(from: &CountedText, to: &CountedText, left: &mut u64) -> Result<u64, Undefined> {
    let work = words(from).saturating_mul(words(to));
    *left = left.checked_sub(work).ok_or(Undefined::TooLarge)?;
    let length = longest_common::length(&from.words, &to.words).ok_or(Undefined::TooLarge)?;
    Ok(length as u64)
}

fn sensors(text: &ConsentText) -> Option<Vec<String>> {
    let used = text.sensors.as_ref()?;
    Some(used.iter().map(|used| used.sensor.clone()).collect())
}

/// Before and after.
type Both = Result<(Vec<String>, Vec<String>), Undefined>;

/// What is after and not before, or, where `left` is asked for, before and not after.
fn beyond(both: &Both, left: bool) -> Figure<Vec<String>> {
    let beyond = |(before, after): &(Vec<String>, Vec<String>)| {
        let (one, other) = if left { (before, after) } else { (after, before) };
        one.iter().filter(|known| !other.contains(known)).cloned().collect()
    };
    Figure(both.as_ref().map(beyond).map_err(|why| *why))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        measure::consent_texts::ConsentTexts,
        model::reading::{Began, Lasting},
        village,
    };

    /// The first eight of twelve words are those of the next version too.
    #[test]
    fn counts_the_village_by_hand() {
        let texts = ConsentTexts::of(&village::with_texts());
        let [row] = &texts.compared[..] else { panic!("one pair") };
        assert_eq!((row.from.as_str(), row.to.as_str()), ("2013", "2014"));
        assert_eq!((row.kept.value(), row.removed.value(), row.added.value()), (Some(8), Some(4), Some(448)));
        assert_eq!(row.clauses_came.0.as_deref(), Ok(&["We may share".to_owned()][..]));
        assert_eq!(row.purposes_came.0.as_deref(), Ok(&["political advertising".to_owned()][..]));
        assert_eq!(row.sensors_came.0.as_deref(), Ok(&["microphone".to_owned()][..]));
        assert_eq!(row.purposes_left.0.as_deref(), Ok(&[][..]));
    }

    fn text(version: &str, app: Option<&str>, from: Option<i32>) -> ConsentText {
        let shown = from.map(|day| Lasting::new(Began::On(Day(day)), None));
        ConsentText { version: version.to_owned(), app: app.map(str::to_owned), shown, ..ConsentText::default() }
    }

    fn order(texts: &[ConsentText]) -> Vec<(&str, &str)> {
        pairs(texts).into_iter().map(|(from, to)| (from.version.as_str(), to.version.as_str())).collect()
    }

    #[test]
    fn versions_follow_one_another_by_app_and_day() {
        let texts = [text("c", Some("x"), Some(30)), text("a", Some("x"), Some(10)), text("y", None, Some(1)), text("b", Some("x"), Some(20))];
        assert_eq!(order(&texts), [("a", "b"), ("b", "c")]);
        let undated = [text("c", None, Some(30)), text("a", None, None), text("b", None, Some(20))];
        assert_eq!(order(&undated), [("c", "a"), ("a", "b")]);
    }

    #[test]
    fn says_why_two_versions_are_not_compared() {
        let texts = Texts { versions: vec![text("a", None, None), text("b", None, None)], ..Texts::default() };
        let row = &of(&texts)[0];
        assert_eq!(row.kept, Figure::undefined(Undefined::NoTextOnFile));
        assert_eq!(row.purposes_came, Figure::undefined(Undefined::NotRecorded));
        let long = CountedText { words: vec![0; 300_000], ..CountedText::default() };
        let large = ConsentText { counted: Some(long), ..ConsentText::default() };
        let row = &of(&Texts { versions: vec![large.clone(), large], ..Texts::default() })[0];
        assert_eq!((row.kept, row.added), (Figure::undefined(Undefined::TooLarge), Figure::undefined(Undefined::TooLarge)));
    }
}
