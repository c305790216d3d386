//! The grants: who let which app read what, from when to when.

use crate::model::grant::Grant;

/// Every grant, and the apps that they were given to.
#[derive(Clone, Debug, Default)]
pub struct Grants {
    /// The names of the apps, in the order in which the consents first name them.
    pub apps: Vec<App>,
    /// The grants in list order. Empty where an importer knows only who consented: then each consenter gave one.
    pub rows: Vec<Grant>,
    /// The purposes for which grants were given, as stated.
    pub purposes: Vec<String>,
    /// What was promised for grants: a prize, a contest, money.
    pub incentives: Vec<String>,
}

/// An app, and the firm behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct App {
    /// Its name.
    pub name: String,
    /// The firm behind it, if recorded.
    pub provider: Option<String>,
}
