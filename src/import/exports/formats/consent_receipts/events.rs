//! Events of a consent, and the stretches of time in which they let it hold.

use super::{Held, local};
use crate::model::date::Day;

/// What became of a consent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    Given,
    /// Withdrawn, revoked, expired, or ended in another way.
    Ended,
    /// Requested, deferred, refused, invalidated, unknown: no consent, whatever came before in the case of the last two.
    None,
}

impl State {
    /// The state of that name, with its prefix or without.
    pub(super) fn of(name: &str) -> Self {
        let name = local(name).to_lowercase().replace([' ', '_', '-'], "");
        let name = name.strip_prefix("consent").unwrap_or(&name);
        let name = name.strip_prefix("status").unwrap_or(name);
        match name {
            "given"
            | "renewedconsentgiven"
            | "renewed"
            | "reconfirmed"
            | "active"
            | "valid"
            | "granted"
            | "explicit"
            | "explicitlygiven" => Self::Given,
            "withdrawn" | "revoked" | "expired" | "terminated" | "ended" => Self::Ended,
            _ => Self::None,
        }
    }
}

/// The stretches in which a consent held, from its events; those without a date keep their place.
pub(super) fn held(events: &[(Option<Day>, State)]) -> Vec<Held> {
    let mut events = events.to_vec();
    if events.iter().all(|(day, _)| day.is_some()) {
        events.sort_by_key(|(day, _)| *day);
    }
    let mut stretches: Vec<Held> = Vec::new();
    let mut open = false;
    for (day, state) in events {
        match (state, open) {
            (State::Given, false) => {
                stretches.push(Held { from: day, until: None });
                open = true;
            }
            // Where the end is not dated, the day of giving is the only one on which it surely held.
            (State::Ended, true) => {
                let last = stretches.last_mut().expect("it is open");
                last.until = day.or(last.from);
                open = false;
            }
            // Whatever is withdrawn was given before, on a day that is not told.
            (State::Ended, false) if stretches.is_empty() && day.is_some() => {
                stretches.push(Held { from: None, until: day });
            }
            (State::Given, true) | (State::None, _) | (State::Ended, false) => {}
        }
    }
    stretches
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_consent_holds_from_giving_to_the_next_end() {
        let on = |day| Some(Day(day));
        let stretch = |from, until| Held { from, until };
        assert_eq!(held(&[(on(1), State::Given)]), [stretch(on(1), None)]);
        assert_eq!(held(&[(on(5), State::Ended), (on(1), State::Given)]), [stretch(on(1), on(5))]);
        assert_eq!(
            held(&[
                (on(1), State::Given),
                (on(5), State::Ended),
                (on(9), State::Given),
                (on(11), State::Given)
            ]),
            [stretch(on(1), on(5)), stretch(on(9), None)]
        );
        assert_eq!(held(&[(on(5), State::Ended)]), [stretch(None, on(5))]);
        assert_eq!(held(&[(on(5), State::None)]), []);
        assert_eq!(held(&[(on(5), State::Given), (None, State::Ended)]), [stretch(on(5), on(5))]);
        assert_eq!(held(&[(None, State::Ended)]), []);
    }

    #[test]
    fn each_state_counts_as_what_it_is() {
        let given = ["dpv:ConsentGiven", "dpv:RenewedConsentGiven", "given", "consent_given", "active"];
        assert!(given.into_iter().all(|name| State::of(name) == State::Given));
        let ended = ["dpv:ConsentWithdrawn", "ConsentRevoked", "dpv:ConsentExpired", "withdrawn"];
        assert!(ended.into_iter().all(|name| State::of(name) == State::Ended));
        let none = [
            "dpv:ConsentRefused",
            "ConsentRequested",
            "ConsentRequestDeferred",
            "ConsentUnknown",
            "",
            "dpv:ConsentInvalidated",
        ];
        assert!(none.into_iter().all(|name| State::of(name) == State::None));
    }
}
