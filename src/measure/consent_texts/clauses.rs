//! Where the clauses that matter stand, and where sensors are named.

use super::{reading::minutes, word};
use crate::{
    model::{
        consent_text::{ClausePlace, ConsentText},
        number::{Figure, Undefined},
    },
    table::texts::Texts,
};
use serde::Serialize;

/// A clause that matters in a version of a text.
///
/// # Definition
/// The clause begins where the words that the case gives for it stand in the text, in this order and with these letters, whatever stands
/// between two words. `words_before` counts the words of the text before that, headings included; where they stand there several times,
/// before the first: that is the least. `share_before` is over all words of the text, `minutes_before` the time to read as far. `depth` is the
/// number of headings that the clause stands under, one of each level; `section` their places from the topmost level down, so that `2.3` is the third
/// heading of its level under the second one of the level above.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Clause {
    /// The version.
    pub version: String,
    /// The words that begin the clause, as the case gives them.
    pub clause: String,
    /// How often they stand in the text.
    pub found: Figure<u64>,
    /// The words before it.
    pub words_before: Figure<u64>,
    /// The same over all words, 0 to 1.
    pub share_before: Figure,
    /// Minutes to read as far; true under a model.
    pub minutes_before: Figure,
    /// How many headings it stands under.
    pub depth: Figure<u64>,
    /// The places of these headings, if there are any.
    pub section: Option<String>,
}

/// A row for each clause of each version.
pub(super) fn of(texts: &Texts) -> Vec<Clause> {
    let named = texts.versions.iter().flat_map(|text| text.clauses.iter().map(move |&clause| (text, clause as usize)));
    named.map(|(text, clause)| row(text, clause, &texts.clauses[clause])).collect()
}

fn row(text: &ConsentText, at: usize, clause: &str) -> Clause {
    let counted = text.counted.as_ref().ok_or(Undefined::NoTextOnFile);
    let place = counted.map(|counted| &counted.clauses[at]);
    let stands = place.and_then(|place| if place.found > 0 { Ok(place) } else { Err(Undefined::NotInTheText) });
    let before = stands.map(|place| place.words_before);
    let share = |before| counted.map(|counted| Figure::ratio(before, counted.words.len() as u64, Undefined::ZeroDenominator));
    Clause {
        version: text.version.clone(),
        clause: clause.to_owned(),
        found: Figure(place.map(|place| place.found)),
        words_before: Figure(before),
        share_before: Figure(before.and_then(|before| share(before)?.0)),
        minutes_before: Figure(before.and_then(|before| minutes(before, text.language).0)),
        depth: Figure(stands.map(|place| place.section.len() as u64)),
        section: stands.ok().and_then(section),
    }
}

fn section(place: &ClausePlace) -> Option<String> {
    let places: Vec<String> = place.section.iter().map(u32::to_string).collect();
    (!places.is_empty()).then(|| places.join("."))
}

/// A sensor that a version of a text is recorded to use.
///
/// # Definition
/// `in_purposes` says whether one of the purposes that are stated names the sensor, by its names in English, Dutch and Arabic, and for
/// the microphone also by what it does (`audio`, `listens`). `words_before`
/// counts the words of the whole text before it is first named there. Words are matched, not meanings: a purpose may make a use plain without
/// a name, and a name may stand in a sentence that denies the use.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sensor {
    /// The version.
    pub version: String,
    /// The sensor, as the case calls it.
    pub sensor: String,
    /// Whether a stated purpose names it: `yes` or `no`.
    pub in_purposes: Figure<&'static str>,
    /// The words before the text first names it.
    pub words_before: Figure<u64>,
}

/// A row for each sensor of each version.
pub(super) fn sensors(versions: &[ConsentText]) -> Vec<Sensor> {
    let rows = |text: &ConsentText| -> Vec<Sensor> {
        let missing = if text.counted.is_some() { Undefined::NotInTheText } else { Undefined::NoTextOnFile };
        let used = text.sensors.iter().flatten();
        used.map(|used| Sensor {
            version: text.version.clone(),
            sensor: used.sensor.clone(),
            in_purposes: super::recorded(used.in_purposes.map(word)),
            words_before: Figure(used.words_before.ok_or(missing)),
        })
        .collect()
    };
    versions.iter().flat_map(rows).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{measure::consent_texts::ConsentTexts, village};

    #[test]
    fn counts_the_village_by_hand() {
        let texts = ConsentTexts::of(&village::with_texts());
        let [clause] = &texts.clauses[..] else { panic!("one clause of one version") };
        let close = |figure: Figure, expected: f64| (figure.value().unwrap() - expected).abs() < 1e-12;
        assert!(close(clause.share_before, 300.0 / 456.0) && close(clause.minutes_before, 300.0 / 228.0));
        assert_eq!((clause.found.value(), clause.depth.value(), clause.section.as_deref()), (Some(1), Some(2), Some("2.1")));
        let [sensor] = &texts.sensors[..] else { panic!("one sensor of one version") };
        assert_eq!((sensor.in_purposes.value(), sensor.words_before.value()), (Some("no"), Some(310)));
    }

    #[test]
    fn a_clause_that_is_not_there_has_no_place() {
        let mut audit = village::with_texts();
        audit.texts.versions[0].clauses = vec![0];
        let texts = ConsentTexts::of(&audit);
        assert_eq!(texts.clauses[0].found.value(), Some(0));
        assert_eq!(texts.clauses[0].words_before, Figure::undefined(Undefined::NotInTheText));
        audit.texts.versions[0].counted = None;
        let texts = ConsentTexts::of(&audit);
        assert_eq!(texts.clauses[0].found, Figure::undefined(Undefined::NoTextOnFile));
    }
}
