//! A synthetic incident with the truth beside it: a quiz app, the friends of those who used it, and the segments
//! that a campaign made of what it took.
//!
//! Everything is drawn from one seed; the same settings give the same bytes on every machine. The truth is counted
//! by `truth` from the drawn world alone and shares no code with the measures, so that an audit of the files can
//! be held against it.

pub mod ads;
mod app;
pub mod dated;
mod dice;
pub mod donated;
mod files;
mod friends;
mod hat;
mod messages;
mod readme;
mod segments;
mod sheet;
mod truth;
mod world;

use app::App;
use dice::{Dice, Part};
use messages::Campaign;
use segments::Segment;
use truth::Truth;
use world::World;

/// What an incident is drawn from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// How many people there are, from [`Settings::FEWEST`] to [`Settings::MOST`].
    pub people: u32,
    /// Where every random stream starts.
    pub seed: u64,
}

impl Settings {
    /// The fewest people of an incident: with fewer, its segments would be empty.
    pub const FEWEST: u32 = 1_000;
    /// The most people of an incident: it is held in memory.
    pub const MOST: u32 = 1_000_000;
}

impl Default for Settings {
    fn default() -> Self {
        Self { people: 20_000, seed: 1 }
    }
}

/// An incident, drawn and counted.
#[derive(Debug)]
pub struct Incident {
    settings: Settings,
    world: World,
    /// Each pair of friends once, in the order and direction in which the file lists them.
    ties: Vec<(u32, u32)>,
    app: App,
    segments: Vec<Segment>,
    truth: Truth,
}

/// Draws an incident.
///
/// # Panics
/// When `settings.people` is not within [`Settings::FEWEST`] and [`Settings::MOST`].
#[must_use]
pub fn incident(settings: &Settings) -> Incident {
    let people = settings.people;
    assert!((Settings::FEWEST..=Settings::MOST).contains(&people), "{people} people are out of range");
    let dice = |part| Dice::new(settings.seed, part);
    let world = World::draw(people as usize, &mut dice(Part::World));
    let ties = friends::draw(&world, &mut dice(Part::Ties));
    let app = App::draw(&world, &ties, &mut dice(Part::App));
    let segments = segments::draw(&world, &app, &mut dice(Part::Segments));
    let truth = Truth::count(*settings, &world, &ties, &app, &segments);
    Incident { settings: *settings, world, ties, app, segments, truth }
}

impl Incident {
    /// The case as files, name and content: `case.toml`, its tables, `truth.json` and a `README.md`.
    #[must_use]
    pub fn files(&self) -> Vec<(String, Vec<u8>)> {
        files::of(self, None)
    }

    /// The same with the messages of the campaign and the objections against them: two tables more, what the case says of the vote, and
    /// what they come to in the truth. All else stays as it is without them.
    #[must_use]
    pub fn files_with_messages(&self) -> Vec<(String, Vec<u8>)> {
        files::of(self, Some(&Campaign::draw(self)))
    }
}
