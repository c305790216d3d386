//! Measures: pure functions of an audit, one file a measure.

pub mod accumulation;
pub mod ads;
mod circles;
pub mod claims;
pub mod class_count;
mod cover;
pub mod expected;
pub mod expected_ties;
pub mod facts;
mod greedy;
mod opened;
#[cfg(test)]
mod sketch;
pub mod standing;
mod surroundings;
pub mod ties_seen;
pub mod times;
pub mod trace;
pub mod what_if;

use crate::audit::Audit;
use serde::Serialize;

/// Lists the measures once: a module, a key of `results.json`, a struct with `of(&Audit)`.
macro_rules! measures {
    ($($(#[$doc:meta])* $key:ident: $name:ident),* $(,)?) => {
        $(pub mod $key;)*

        /// Every measure of one audit, under the keys that `results.json` has.
        #[derive(Clone, Debug, Serialize)]
        pub struct Measures {
            $($(#[$doc])* pub $key: $key::$name,)*
        }

        impl Measures {
            /// Takes every measure; `step` is told the name of each before it begins.
            #[must_use]
            pub fn of(audit: &Audit, mut step: impl FnMut(&'static str)) -> Self {
                Self { $($key: { step(stringify!($key)); $key::$name::of(audit) },)* }
            }
        }
    };
}

measures! {
    /// How far the data went beyond the people who gave a grant.
    spread: Spread,
    /// Between which bounds the spread lies, where records leave something open.
    bounds: Bounds,
    /// Which fields of people's data, and as far as which hop.
    fields: Fields,
    /// When.
    timeline: Timeline,
    /// Through which apps, and the firms behind them.
    apps: Apps,
    /// Which organisation holds how many people's data, and how far from the one that collected them.
    recipients: Recipients,
    /// How far the data went over people and organisations together.
    onward: Onward,
    /// What chance would have shown to as many consenters.
    observe: Observe,
    /// What each consenter's grant has to do with that.
    share_out: ShareOut,
    /// Where consenters and bystanders live.
    by_place: ByPlace,
    /// Who was opened from where: the consenter's place against the bystander's.
    place_matrix: PlaceMatrix,
    /// Whom the segments hold, and how far they single out places, groups and communities.
    segments: Segments,
    /// What friends give away: how well people's values follow from those of contacts who consented.
    inference: Inference,
    /// Which innocuous attribute stands for a protected one.
    proxies: Proxies,
    /// How right inferred labels are, where people told the same themselves.
    label_accuracy: LabelAccuracy,
    /// Whether the members of a segment know each other, and how near they are to consenters.
    acquaintance: Acquaintance,
    /// Which criteria and attributes have words of sensitive categories, and who in the segments is under age.
    sensitive: Sensitive,
    /// How the segments overlap, nest and copy one another.
    lattice: Lattice,
    /// How few people fit what is known of them, and how small the audiences are.
    singling_out: SinglingOut,
    /// Whether segments and messages went where votes are close, and which places nobody came to.
    contests: Contests,
    /// How often people met messages, when, and what followed objections.
    contacts: Contacts,
    /// What the data are like: repeats, loose ends, what is missing or withheld.
    profile: Profile,
}
