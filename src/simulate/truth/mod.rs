//! The truth: how far the data spread, counted from the drawn world by repeated passes over the list of ties.
//! It uses neither the graph nor a measure; the keys under `spread` and `share_out` are those of `results.json`.

mod marks;
mod segments;
mod spread;
mod world;

use super::{Settings, app::App, segments::Segment, world::World};
pub(super) use marks::Marks;
use segments::{Criterion, Planted, SegmentTruth};
use serde::Serialize;
use spread::{ShareOut, Spread, SwitchedOff};
use std::collections::BTreeMap;
use world::{Installers, PlaceTruth, TiesTruth};

/// Every planted value.
#[derive(Debug, Serialize)]
pub(super) struct Truth {
    about: &'static str,
    pub(super) people: usize,
    pub(super) seed: u64,
    pub(super) spread: Spread,
    pub(super) consenters_opening_contacts: usize,
    pub(super) switched_off: SwitchedOff,
    share_out: ShareOut,
    pub(super) ties: TiesTruth,
    installers: Installers,
    pub(super) places: Vec<PlaceTruth>,
    pub(super) swing_places: Vec<&'static str>,
    pub(super) segments: Vec<SegmentTruth>,
    /// What was planted to be found, and what was planted to be passed by.
    concentrated: Vec<Planted>,
    not_concentrated: Vec<Planted>,
    /// Segments with fewer than ten members, but not none.
    singled_out: Vec<&'static str>,
    special_category_criteria: Vec<Criterion>,
    /// How the political leaning is known, by number of people; empty where it is not.
    leaning_basis: BTreeMap<String, usize>,
}

impl Truth {
    /// Counts everything.
    pub(super) fn count(
        settings: Settings,
        world: &World,
        ties: &[(u32, u32)],
        app: &App,
        segments: &[Segment],
    ) -> Self {
        let marks = Marks::of(world, ties, app);
        let listed = |planted: &[(&'static str, &'static str)]| {
            planted.iter().map(|&(segment, dimension)| Planted { segment, dimension }).collect()
        };
        Self {
            about: "Synthetic. Every value was planted or counted by the simulator, without the measures it is to test.",
            people: world.people.len(),
            seed: settings.seed,
            spread: marks.spread(ties),
            consenters_opening_contacts: app.installers.iter().filter(|one| one.opens_contacts).count(),
            switched_off: marks.switched_off(app),
            share_out: marks.share_out(ties, app),
            ties: TiesTruth::of(world, ties),
            installers: Installers::of(world, &marks),
            places: PlaceTruth::all(world, &marks),
            swing_places: world.swing_places().collect(),
            segments: segments.iter().map(|one| SegmentTruth::of(one, world, &marks)).collect(),
            concentrated: listed(segments::CONCENTRATED),
            not_concentrated: listed(segments::NOT_CONCENTRATED),
            singled_out: segments
                .iter()
                .filter(|one| (1..10).contains(&one.members.len()))
                .map(|one| one.name)
                .collect(),
            special_category_criteria: segments::special(segments),
            leaning_basis: world::by(world, "leaning_basis"),
        }
    }
}

/// `part / whole`, where `whole` is never zero.
#[allow(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}
