//! The practices that come with the program, from a file of data.

use super::{error::ImportError, shelf::Shelf, words::Words};
use crate::model::practice::{Practice, Shown};
use serde::Deserialize;
use toml::Spanned;

/// The practices, under one name.
pub const PRACTICES: Shelf<Vec<Practice>> = Shelf {
    kind: "list of practices",
    files: &[("practices", include_str!("practices/practices.toml"))],
    read,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PracticesFile {
    practice: Vec<PracticePart>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PracticePart {
    number: Spanned<i64>,
    practice: Spanned<String>,
    asks: Option<Spanned<String>>,
    #[serde(default)]
    shown_by: Vec<Spanned<String>>,
    #[serde(default)]
    cases: Vec<Spanned<String>>,
    limits: Option<Spanned<String>>,
    blind_spot: Option<Spanned<String>>,
}

fn read(words: &Words) -> Result<Vec<Practice>, ImportError> {
    let file: PracticesFile = words.parse()?;
    (1..).zip(file.practice).map(|(number, part)| part.practice(number, words)).collect()
}

impl PracticePart {
    fn practice(self, number: u32, words: &Words) -> Result<Practice, ImportError> {
        if *self.number.get_ref() != i64::from(number) {
            let way_out = "number the practices from 1, without a gap";
            return Err(words.error(self.number.span().start, "this number is out of order", way_out));
        }
        let practice = words.text("practice", &self.practice)?;
        let at = self.practice.span().start;
        let shown = match (&self.asks, &self.blind_spot) {
            (Some(asks), None) if !self.shown_by.is_empty() && !self.cases.is_empty() => Shown::By {
                asks: words.text("asks", asks)?,
                parts: words.texts("shown_by", &self.shown_by)?,
                cases: words.texts("cases", &self.cases)?,
                limits: self.limits.as_ref().map(|limits| words.text("limits", limits)).transpose()?,
            },
            (None, Some(why)) if self.shown_by.is_empty() && self.cases.is_empty() => {
                Shown::BlindSpot(words.text("blind_spot", why)?)
            }
            _ => {
                let way_out = "give `asks`, `shown_by` and `cases`, or `blind_spot` alone";
                return Err(words.error(at, "it is not said how this practice is shown", way_out));
            }
        };
        Ok(Practice { number, practice, shown })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_79_practices_are_shown_or_are_blind_spots_with_a_reason() {
        let practices = PRACTICES.named("practices").unwrap();
        assert_eq!(practices.len(), 79);
        let blind = practices.iter().filter(|practice| matches!(practice.shown, Shown::BlindSpot(_)));
        assert!(blind.count() < 10);
    }

    #[test]
    fn a_practice_that_is_neither_is_an_error() {
        let text = "[[practice]]\nnumber = 1\npractice = \"x\"\nasks = \"y\"\n";
        let error = read(&Words { file: "practices.toml", text }).expect_err("neither");
        assert!(error.to_string().contains("line 3"), "{error}");
    }
}
