//! What `results.json` says under `observe`, where only the numbers of contacts are known.

use super::{Consent, reach::Ties};
use crate::{
    model::number::{Figure, Undefined},
    stat::{
        reach::{Degrees, Reach},
        real::real,
    },
};
use serde_json::{Value, json};

/// The keys of `observe` that follow from numbers of contacts; the others are undefined, because they need the network.
#[must_use]
pub fn observe(degrees: &Degrees, consent: Consent) -> Value {
    let people = real(degrees.people());
    let unknown = Figure::<f64>::undefined(Undefined::NeedsNetwork);
    let (reach, rate, method) = match consent {
        Consent::Count(count) => (
            Reach::without_replacement(degrees, count),
            real(count) / people,
            "closed form without replacement",
        ),
        Consent::Rate(rate) => {
            (Reach::independently(degrees, rate), rate, "closed form, independent consent")
        }
    };
    let ties = Ties::of(degrees, consent);
    let (independent, independent_ties) =
        (Reach::independently(degrees, rate), Ties::of(degrees, Consent::Rate(rate)));
    json!({
        "consenters": reach.consenters,
        "rate": rate,
        "expected_bystanders": reach.bystanders,
        "expected_affected": reach.affected(),
        "expected_share": reach.share(),
        "expected_nonconsenter_share": match consent {
            Consent::Count(_) => of_others(reach),
            Consent::Rate(rate) => Figure::known(Reach::chance_of_others(degrees, rate)),
        },
        "expected_consenting_contacts": ties.times,
        "edge_observability": ties.consenter_end,
        "expected_ties": {
            "consenter_end": ties.consenter_end,
            "among_affected": unknown,
            "between_consenters": ties.between,
        },
        "hop_2": unknown,
        "method": method,
        "independent": {
            "rate": rate,
            "bystanders": independent.bystanders,
            "affected": independent.affected(),
            "share": independent.share(),
            "nonconsenter_share": Reach::chance_of_others(degrees, rate),
            "edge_observability": independent_ties.consenter_end,
            "consenting_contacts": independent_ties.times,
        },
        "observed": unknown,
        "p_value": unknown,
    })
}

fn of_others(reach: Reach) -> Figure {
    let others = real(reach.people) - reach.consenters;
    if others > 0.0 {
        Figure::known(reach.bystanders / others)
    } else {
        Figure::undefined(Undefined::NoNonconsenters)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{measure::observe::Observe, village};

    /// The village's numbers of contacts, of those who did not switch off: nobody did.
    fn village_by_degrees() -> Degrees {
        let audit = village::audit();
        let contacts = audit.graph.people().map(|person| (audit.graph.degree(person) as u64, 1));
        Degrees::of(contacts).expect("there is somebody")
    }

    #[test]
    fn says_of_the_village_what_the_measure_says_that_sees_the_network() {
        let (ours, theirs) = (
            observe(&village_by_degrees(), Consent::Count(2)),
            serde_json::to_value(Observe::of(&village::audit())).expect("a measure is data"),
        );
        let pointers = [
            "/rate",
            "/expected_bystanders",
            "/expected_affected",
            "/expected_share",
            "/expected_nonconsenter_share",
            "/expected_consenting_contacts",
            "/edge_observability",
            "/expected_ties/consenter_end",
            "/expected_ties/between_consenters",
            "/independent/affected",
            "/independent/share",
            "/independent/nonconsenter_share",
            "/independent/edge_observability",
            "/independent/consenting_contacts",
        ];
        for pointer in pointers {
            let [ours, theirs] = [&ours, &theirs].map(|value| value.pointer(pointer).and_then(Value::as_f64));
            let (ours, theirs) = (ours.expect(pointer), theirs.expect(pointer));
            assert!((ours - theirs).abs() < 1e-12, "{pointer}: {ours} {theirs}");
        }
    }
}
