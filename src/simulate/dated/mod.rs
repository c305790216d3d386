//! A synthetic incident with dates: friendships that end and begin again, apps of two firms, grants that are withdrawn,
//! switches that are turned, and records that do not say all of it.
//!
//! The incident knows every day. Its files can be written whole, or as somebody kept them: with dates, values and scopes
//! left empty and with records that no reader should take. The truth is walked day by day over what the incident knows,
//! before anything is left out, and shares no code with the measures.

mod apps;
mod blanks;
mod calendar;
mod files;
mod readme;
mod switches;
mod ties;
mod truth;
mod walk;

use super::{
    Settings,
    dice::{Dice, Part},
    friends,
    world::World,
};
use apps::Grant;
use blanks::Blanks;
use switches::Switch;
use ties::Tie;
use truth::Truth;

/// Which records of an incident are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Records {
    /// All that happened, each record once.
    Whole,
    /// As they were kept: some cells are empty, and some records are none.
    AsKept,
}

/// A dated incident, drawn and counted.
#[derive(Debug)]
pub struct DatedIncident {
    settings: Settings,
    world: World,
    ties: Vec<Tie>,
    grants: Vec<Grant>,
    switches: Vec<Switch>,
    blanks: Blanks,
    truth: Truth,
}

/// Draws a dated incident.
///
/// # Panics
/// When `settings.people` is not within [`Settings::FEWEST`] and [`Settings::MOST`].
#[must_use]
pub fn incident(settings: &Settings) -> DatedIncident {
    let people = settings.people;
    assert!((Settings::FEWEST..=Settings::MOST).contains(&people), "{people} people are out of range");
    let dice = |part| Dice::new(settings.seed, part);
    let world = World::draw(people as usize, &mut dice(Part::World));
    let pairs = friends::draw(&world, &mut dice(Part::Ties));
    let ties = ties::draw(&pairs, &mut dice(Part::TieDates));
    let grants = apps::draw(&world, &mut dice(Part::Grants));
    let switches = switches::draw(world.people.len(), &grants, &mut dice(Part::Switches));
    let blanks = Blanks::draw(&ties, &grants, &switches, &mut dice(Part::Blanks));
    let truth = Truth::count(*settings, &ties, &grants, &switches, &blanks);
    DatedIncident { settings: *settings, world, ties, grants, switches, blanks, truth }
}

impl DatedIncident {
    /// The case as files, name and content: `case.toml`, its tables, `truth.json` and a `README.md`. The truth is the
    /// same whichever records are written, but for the list of defects.
    #[must_use]
    pub fn files(&self, records: Records) -> Vec<(String, Vec<u8>)> {
        files::of(self, records)
    }
}
