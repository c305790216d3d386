//! The members of the Union and of the Economic Area by day, from a file of data.

use crate::{
    import::{error::ImportError, words::Words},
    model::notice::Membership,
};
use serde::Deserialize;
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    state: Vec<StatePart>,
    #[allow(dead_code, reason = "it is for readers of the file")]
    unverified: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StatePart {
    countries: Vec<Spanned<String>>,
    #[serde(default)]
    eea: bool,
    from: Option<Spanned<String>>,
    until: Option<Spanned<String>>,
    source: Spanned<String>,
}

/// All of them, in the order of the file.
pub(super) fn members() -> Vec<Membership> {
    let words = Words { file: "member-states.toml", text: include_str!("member-states.toml") };
    read(&words).expect("a test reads the file that is compiled in")
}

fn read(words: &Words) -> Result<Vec<Membership>, ImportError> {
    let file: File = words.parse()?;
    let mut members = Vec::new();
    for part in &file.state {
        let during = words.span(part.from.as_ref(), part.until.as_ref())?;
        words.text("source", &part.source)?;
        for country in words.texts("countries", &part.countries)? {
            members.push(Membership { country, during, area_only: part.eea });
        }
    }
    Ok(members)
}

#[cfg(test)]
mod tests {
    use super::members;
    use crate::model::date::Day;

    #[test]
    fn the_union_has_as_many_members_as_it_had() {
        let count = |on: &str| {
            let on = Day::parse(on).unwrap();
            members().iter().filter(|of| of.during.has(on) && !of.area_only).count()
        };
        let counts = [
            "1970-01-01",
            "1980-01-01",
            "2000-01-01",
            "2004-05-01",
            "2010-01-01",
            "2019-01-01",
            "2025-10-10",
        ]
        .map(count);
        assert_eq!(counts, [6, 9, 15, 25, 27, 28, 27]);
    }
}
