//! People's own switches, as far as they do not simply hold throughout.

use crate::model::{
    id::PersonId,
    switch::{Switch, SwitchedOn},
};

/// The switches that the settings speak of. Those who surely had `friends_apps` off throughout stand in
/// `Tables::opted_out` instead.
#[derive(Clone, Debug, Default)]
pub struct Switches {
    /// `friends_apps`: whether apps that friends use may see a person's data. Ascending by person.
    pub friends_apps: Vec<(PersonId, Switch)>,
    /// `share_friends`: whether apps that a person uses may see their contacts. Ascending by person.
    pub share_friends: Vec<(PersonId, Switch)>,
    /// The people whom the settings name under `friends_apps`, ascending.
    pub named: Vec<PersonId>,
    /// The people who switched `friends_apps` on themselves, ascending, and when.
    pub switched_on: Vec<(PersonId, SwitchedOn)>,
}
