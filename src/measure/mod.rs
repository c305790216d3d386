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
pub mod notice_due;
pub mod notices;
mod opened;
pub mod passages;
#[cfg(test)]
mod sketch;
pub mod standing;
mod surroundings;
mod tested;
pub mod ties_seen;
pub mod times;
pub mod trace;
pub mod what_if;

use crate::audit::Audit;
use serde::Serialize;

/// Lists the measures once: a module, a key of `results.json`, a struct with `of(&Audit)`.
macro_rules! measures {
    ($($(#[doc = $doc:literal])* $key:ident: $name:ident),* $(,)?) => {
        $(pub mod $key;)*

        /// Every measure of one audit, under the keys that `results.json` has.
        #[derive(Clone, Debug, Serialize)]
        pub struct Measures {
            $($(#[doc = $doc])* pub $key: $key::$name,)*
        }

        impl Measures {
            /// The key of each measure, and what it tells.
            pub const ABOUT: &'static [(&'static str, &'static str)] =
                &[$((stringify!($key), concat!($($doc),*))),*];

            /// Takes every measure; `step` is told the name of each before it begins.
            #[must_use]
            pub fn of(audit: &Audit, mut step: impl FnMut(&'static str)) -> Self {
                let mut taken = Self { $($key: { step(stringify!($key)); $key::$name::of(audit) },)* };
                taken.adjust();
                taken
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
    /// What people were told about why they see messages, against what these were aimed with.
    explanations: Explanations,
    /// What the texts said that people agreed to.
    consent_texts: ConsentTexts,
    /// How the organisations that passed the data on hang together: chains, circles, and the transfers without which the fewest had them.
    chains: Chains,
    /// What for, on what basis and under which contract, against what people agreed to.
    purposes: Purposes,
    /// Which deletions, withdrawals and objections travelled down the chain.
    erasure: Erasure,
    /// To which countries, and what stood for protection there.
    third_countries: ThirdCountries,
    /// Who sits in two organisations of one chain.
    seats: Seats,
    /// How long records stay true, and how old they were when they were used.
    ageing: Ageing,
    /// What the data are like: repeats, loose ends, what is missing or withheld.
    profile: Profile,
}

impl Measures {
    /// Sets the q-values of all measures as one family: what is picked out of a report is picked out of all its tests. The chance
    /// that the spread itself is held against is one question, asked beforehand, and stays outside.
    fn adjust(&mut self) {
        let Self { segments, inference, proxies, acquaintance, contests, .. } = self;
        let of_members = segments.p_and_q().into_iter().chain(acquaintance.p_and_q());
        let of_attributes = inference.p_and_q().into_iter().chain(proxies.p_and_q());
        tested::adjust(of_members.chain(of_attributes).chain(contests.p_and_q()).collect());
    }
}

#[cfg(test)]
mod tests {
    use super::Measures;
    use crate::{stat::false_discovery::Family, village};

    #[test]
    fn the_q_values_of_an_audit_are_those_of_one_family() {
        let mut measures = Measures::of(&village::with_places(), |_| ());
        let parts = [measures.segments.tests, measures.acquaintance.tests, measures.contests.tests];
        let mut all: Vec<(Option<f64>, Option<f64>)> = Vec::new();
        let mut add = |tests: Vec<super::tested::Test>| {
            all.extend(tests.into_iter().map(|(p_value, q_value)| (p_value.value(), q_value.value())));
        };
        add(measures.segments.p_and_q());
        add(measures.acquaintance.p_and_q());
        add(measures.inference.p_and_q());
        add(measures.proxies.p_and_q());
        add(measures.contests.p_and_q());
        let family = Family::of(&all.iter().map(|(p_value, _)| *p_value).collect::<Vec<_>>()).unwrap();
        assert!(parts.iter().filter(|tests| **tests > 0).count() > 1, "several measures test something");
        let expected = family.benjamini_hochberg();
        assert!(all.iter().zip(expected).all(|((_, q_value), expected)| *q_value == expected));
    }
}
