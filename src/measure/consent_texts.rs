//! `ConsentTexts`: what the texts said that people agreed to: how far down the clause that matters stands, how hard they are to read, what
//! was agreed to at once, how they changed, and who agreed to which.

mod agreed;
mod clauses;
mod compared;
mod reading;
mod versions;

pub use agreed::Agreed;
pub use clauses::{Clause, Sensor};
pub use compared::Compared;
pub use reading::Rate;
pub use versions::Version;

use crate::{
    audit::Audit,
    model::number::{Figure, Undefined},
};
use serde::Serialize;

/// What the texts said that people agreed to.
///
/// # Definition
/// `versions` has a row for each version on file: its words, sentences and headings, counted when its file was read; how long it takes to
/// read and how hard it is, see [`Version`]; and what was recorded of how agreement was asked for. `clauses` has a row for each clause
/// that matters of each version: see [`Clause`]. `sensors` has a row for each sensor that a version is recorded to use: see [`Sensor`].
/// `agreed` has a row for each version that people agreed to: see [`Agreed`]. `compared` has a row for each two successive versions: see
/// [`Compared`]. `rates` are the reading rates that minutes are computed with, of the languages on file.
///
/// # Example
/// The quiz of the village had terms of 12 words, and from 2014 on terms of 456 words, in which the clause that lets it share data comes
/// after 300. At 228 words a minute these take two minutes.
/// ```
/// use bystander::{measure::consent_texts::ConsentTexts, village};
/// let texts = ConsentTexts::of(&village::with_texts());
/// assert_eq!(texts.versions[1].minutes.value(), Some(2.0));
/// assert_eq!(texts.clauses[0].words_before.value(), Some(300));
/// // Two purposes are agreed to with one click; Ada agreed to terms that were no longer shown.
/// assert_eq!(texts.versions[1].agreed_at_once.value(), Some(2));
/// assert_eq!((texts.agreed[0].consenters, texts.agreed[0].while_not_shown), (1, 1));
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ConsentTexts {
    /// The versions on file, in the order of the table.
    pub versions: Vec<Version>,
    /// The clauses that matter, version by version.
    pub clauses: Vec<Clause>,
    /// The sensors used, version by version.
    pub sensors: Vec<Sensor>,
    /// Who agreed to what; empty where neither the consents have versions nor texts are on file.
    pub agreed: Vec<Agreed>,
    /// What changed from one version to the next.
    pub compared: Vec<Compared>,
    /// The reading rates.
    pub rates: Vec<Rate>,
}

impl ConsentTexts {
    /// Takes the measure.
    #[must_use]
    pub fn of(audit: &Audit) -> Self {
        let texts = &audit.texts;
        Self {
            versions: texts.versions.iter().map(Version::of).collect(),
            clauses: clauses::of(texts),
            sensors: clauses::sensors(&texts.versions),
            agreed: agreed::of(texts),
            compared: compared::of(texts),
            rates: reading::rates(&texts.versions),
        }
    }
}

/// What was recorded, or that it was not.
fn recorded<T>(value: Option<T>) -> Figure<T> {
    value.ok_or(Undefined::NotRecorded).into()
}

/// `yes` or `no`.
fn word(is_so: bool) -> &'static str {
    if is_so { "yes" } else { "no" }
}
