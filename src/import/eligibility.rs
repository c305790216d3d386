//! Classes of people from files of data: those in `classes/`, which come with the program, and a user's own.
//!
//! A file says `id`, `name`, `about` and perhaps `limits`, and has a `[[condition]]` for each condition: `asks`, `source`, and either
//! `standing` (a list of `consenter`, `contact`, `bystander`: one of them) or `held` (the name of something that holds on
//! some days), with `from`, `until` (the first day that no longer counts) and `more_than_days` (0 unless said).

use super::{error::ImportError, shelf::Shelf, words::Words};
use crate::model::eligibility::{Condition, EligibleClass, Standing, Test};
use serde::Deserialize;
use toml::Spanned;

/// The classes that come with the program, and the door for a user's own.
pub const CLASSES: Shelf<EligibleClass> =
    Shelf { kind: "class", files: &[("australia-2024", include_str!("classes/australia-2024.toml"))], read };

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClassFile {
    id: Spanned<String>,
    name: Spanned<String>,
    about: Spanned<String>,
    #[serde(default)]
    limits: Vec<Spanned<String>>,
    #[serde(default)]
    condition: Vec<ConditionPart>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConditionPart {
    asks: Spanned<String>,
    standing: Option<Spanned<Vec<Standing>>>,
    held: Option<Spanned<String>>,
    from: Option<Spanned<String>>,
    until: Option<Spanned<String>>,
    more_than_days: Option<Spanned<i64>>,
    source: Spanned<String>,
}

fn read(words: &Words) -> Result<EligibleClass, ImportError> {
    let file: ClassFile = words.parse()?;
    if file.condition.is_empty() {
        return Err(ImportError::file(words.file, "there is no condition", "add one under [[condition]]"));
    }
    Ok(EligibleClass {
        id: words.id(&file.id)?,
        name: words.text("name", &file.name)?,
        about: words.text("about", &file.about)?,
        limits: words.texts("limits", &file.limits)?,
        conditions: file.condition.iter().map(|part| part.condition(words)).collect::<Result<_, _>>()?,
    })
}

impl ConditionPart {
    fn condition(&self, words: &Words) -> Result<Condition, ImportError> {
        let test = match (&self.standing, &self.held) {
            (Some(standing), None) => self.standing(standing, words)?,
            (None, Some(held)) => self.held(held, words)?,
            _ => {
                let what = "a condition needs either `standing` or `held`, and not both";
                return Err(words.error(
                    self.asks.span().start,
                    what,
                    "make two conditions of it, or say which",
                ));
            }
        };
        Ok(Condition {
            asks: words.text("asks", &self.asks)?,
            test,
            source: words.text("source", &self.source)?,
        })
    }

    fn standing(&self, standing: &Spanned<Vec<Standing>>, words: &Words) -> Result<Test, ImportError> {
        let days = self.more_than_days.as_ref().map(Spanned::span);
        let dated = [self.from.as_ref().map(Spanned::span), self.until.as_ref().map(Spanned::span), days];
        if let Some(at) = dated.into_iter().flatten().next() {
            let way_out = "take the days out, or ask for something that is `held`";
            return Err(words.error(at.start, "`standing` goes with no days", way_out));
        }
        if standing.get_ref().is_empty() {
            let way_out = "name one at least of `consenter`, `contact`, `bystander`";
            return Err(words.error(standing.span().start, "`standing` is empty", way_out));
        }
        Ok(Test::Standing(standing.get_ref().clone()))
    }

    fn held(&self, held: &Spanned<String>, words: &Words) -> Result<Test, ImportError> {
        let days = words.number("more_than_days", self.more_than_days.as_ref(), &(0..=100_000_u64))?;
        Ok(Test::Held {
            what: words.text("held", held)?,
            during: words.span(self.from.as_ref(), self.until.as_ref())?,
            more_than_days: days.unwrap_or(0),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        date::Day,
        eligibility::{Facts, Held, Verdict},
        span::{Span, Spans},
    };

    fn held(from: &str, until: &str) -> Held {
        let days = Spans::from(Span { from: Day::parse(from).unwrap(), until: Day::parse(until).unwrap() });
        Held::On { surely: days.clone(), perhaps: days }
    }

    fn facts(account: Held, in_australia: Held, friend: bool) -> Facts {
        Facts {
            standing: [(Standing::Consenter, false), (Standing::Contact, friend)].into(),
            held: [("account".to_owned(), account), ("in Australia".to_owned(), in_australia)].into(),
        }
    }

    #[test]
    fn every_class_that_comes_with_the_program_is_read_and_says_its_own_name() {
        let ids: Vec<String> = CLASSES.known().map(|class| class.id).collect();
        assert_eq!(CLASSES.names().collect::<Vec<_>>(), ids);
    }

    #[test]
    fn the_australian_undertaking_is_told_from_dates_residence_and_friends() {
        let class = CLASSES.named("australia-2024").unwrap();
        let verdict = |facts: &Facts| class.check(facts).verdict;
        let all = || held("2010-01-01", "2020-01-01");
        assert_eq!(verdict(&facts(all(), all(), true)), Verdict::Eligible);
        assert_eq!(verdict(&facts(all(), all(), false)), Verdict::NotEligible);
        // An account that was opened on the last day of the period counts, one of the next day does not.
        assert_eq!(verdict(&facts(held("2015-12-17", "2020-01-01"), all(), true)), Verdict::Eligible);
        assert_eq!(verdict(&facts(held("2015-12-18", "2020-01-01"), all(), true)), Verdict::NotEligible);
        // So does one that was closed after the first day, and not one that was closed before.
        assert_eq!(verdict(&facts(held("2010-01-01", "2013-11-03"), all(), true)), Verdict::Eligible);
        assert_eq!(verdict(&facts(held("2010-01-01", "2013-11-02"), all(), true)), Verdict::NotEligible);
        // Thirty days in Australia are not more than thirty.
        assert_eq!(verdict(&facts(all(), held("2014-01-01", "2014-01-31"), true)), Verdict::NotEligible);
        assert_eq!(verdict(&facts(all(), held("2014-01-01", "2014-02-01"), true)), Verdict::Eligible);
        assert_eq!(verdict(&facts(all(), Held::Days(31), true)), Verdict::Eligible);
        // Whether somebody was a friend is not known from an audit that lacks the ties.
        let silent = Facts { standing: [(Standing::Consenter, false)].into(), ..facts(all(), all(), true) };
        assert_eq!(verdict(&silent), Verdict::CannotBeTold);
    }

    #[test]
    fn names_the_line_the_key_and_the_way_out() {
        let says = |condition: &str, expected: &str| {
            let text = format!(
                "id = \"own\"\nname = \"x\"\nabout = \"x\"\n[[condition]]\nasks = \"x\"\nsource = \"x\"\n{condition}"
            );
            let error = read(&Words { file: "own.toml", text: &text }).expect_err("it is wrong").to_string();
            assert_eq!(error, format!("reading own.toml, line {expected}"));
        };
        let either = "5: a condition needs either `standing` or `held`, and not both; make two conditions of it, or say which";
        says("", either);
        says("standing = [\"contact\"]\nheld = \"account\"", either);
        says(
            "standing = []",
            "7: `standing` is empty; name one at least of `consenter`, `contact`, `bystander`",
        );
        says(
            "standing = [\"friend\"]",
            "7: `standing` has an unknown value; write `consenter`, `contact`, `bystander`",
        );
        says(
            "standing = [\"contact\"]\nmore_than_days = 3",
            "8: `standing` goes with no days; take the days out, or ask for something that is `held`",
        );
        says(
            "held = \"account\"\nmore_than_days = -1",
            "8: `more_than_days` is out of range; it goes from 0 to 100000",
        );
        says("held = \"account\"\nuntill = \"2013\"", "8: unknown key `untill`; did you mean `until`?");
    }
}
