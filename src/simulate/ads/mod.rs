//! Synthetic ad libraries with the truth beside them: sponsors and their money, advertisements and whom they were aimed at, districts and how close
//! the vote is there.
//!
//! What each sponsor spent is known to the unit; the library rounds what is small to `≤100`. Money goes to districts with a close vote far more often
//! than their people would ask for. All of it is counted by `truth` from the drawn world alone, and shares no code with the measures.

mod files;
mod readme;
mod truth;

use super::dice::{Dice, Part};
use truth::Truth;

/// How many sponsors there are.
const SPONSORS: usize = 40;
/// How many districts there are.
const DISTRICTS: usize = 12;
/// How many advertisements the smaller library lists.
const ADS: usize = 180;
/// Below which margin, in points, a district is one where the vote is close.
pub const CLOSE: i64 = 5;
/// How much likelier a unit of money is to go where the vote is close, person by person.
const DRAWN_TO_CLOSE: usize = 6;
/// How many parts the money of a sponsor is dealt out in.
const DEALS: u64 = 20;

/// Ad libraries, drawn and counted.
#[derive(Debug)]
pub struct Libraries {
    seed: u64,
    sponsors: Vec<Sponsor>,
    districts: Vec<District>,
    ads: Vec<Ad>,
    truth: Truth,
}

/// A sponsor of the larger library.
#[derive(Debug)]
struct Sponsor {
    /// What it spent, in whole units.
    spent: u64,
    /// Whether its advertisements say who paid.
    names_payer: bool,
    ads: u64,
}

/// A district.
#[derive(Debug)]
struct District {
    people: u64,
    /// The lead in the last vote, in percentage points; below zero the other side's.
    margin: i64,
    /// What was spent there.
    spent: u64,
}

/// An advertisement of the smaller library.
#[derive(Debug)]
struct Ad {
    sponsor: usize,
    spent: u64,
    impressions: u64,
    /// Districts asked for, ascending.
    asked: Vec<usize>,
    /// A district kept out.
    kept_out: Option<usize>,
    /// Whether the sponsor brought a list.
    has_list: bool,
    age: &'static str,
    gender: &'static str,
    interest: &'static str,
}

/// Draws ad libraries from a seed.
#[must_use]
pub fn libraries(seed: u64) -> Libraries {
    let mut dice = Dice::new(seed, Part::Ads);
    let mut districts: Vec<District> = (0..DISTRICTS).map(|at| district(at, &mut dice)).collect();
    let sponsors: Vec<Sponsor> = (0..SPONSORS).map(|rank| sponsor(rank, &mut dice)).collect();
    for sponsor in &sponsors {
        deal(sponsor.spent, &mut districts, &mut dice);
    }
    let ads = (0..ADS).map(|_| ad(&districts, &mut dice)).collect();
    let mut drawn = Libraries { seed, sponsors, districts, ads, truth: Truth::default() };
    drawn.truth = truth::of(&drawn);
    drawn
}

impl Libraries {
    /// The files: their paths and contents.
    #[must_use]
    pub fn files(&self) -> Vec<(String, Vec<u8>)> {
        files::of(self)
    }
}

/// Every third district is close; the last is so safe that nothing is spent there.
fn district(at: usize, dice: &mut Dice) -> District {
    let people = 200_000 + 1_000 * dice.below(1_800) as u64;
    let size = match at {
        _ if at + 1 == DISTRICTS => 60,
        _ if at.is_multiple_of(3) => i64::try_from(dice.below(4)).expect("below four") + 1,
        _ => i64::try_from(dice.below(25)).expect("below 25") + 8,
    };
    District { people, margin: if dice.chance(500) { size } else { -size }, spent: 0 }
}

/// The first have much, most have little.
fn sponsor(rank: usize, dice: &mut Dice) -> Sponsor {
    let most = 60_000 / ((rank + 1) * (rank + 1)) + 30;
    let spent = (most / 2 + dice.below(most)) as u64;
    Sponsor { spent, names_payer: dice.chance(800), ads: 1 + dice.below(30) as u64 }
}

/// Deals money out to districts, in parts.
fn deal(money: u64, districts: &mut [District], dice: &mut Dice) {
    let weight = |of: &District| {
        let people = usize::try_from(of.people / 1_000).expect("a few thousand");
        match of.margin.abs() {
            60 => 0,
            size if size < CLOSE => people * DRAWN_TO_CLOSE,
            _ => people,
        }
    };
    let weights: Vec<usize> = districts.iter().map(weight).collect();
    for part in 0..DEALS {
        let share = money / DEALS + u64::from(part < money % DEALS);
        districts[dice.weighed(&weights)].spent += share;
    }
}

fn ad(districts: &[District], dice: &mut Dice) -> Ad {
    let mut asked: Vec<usize> = (0..=dice.below(3)).map(|_| dice.below(districts.len())).collect();
    asked.sort_unstable();
    asked.dedup();
    let kept_out = dice.chance(125).then(|| dice.below(districts.len())).filter(|at| !asked.contains(at));
    let spent = 20 + dice.below(40) as u64 * dice.below(60) as u64;
    Ad {
        sponsor: dice.below(SPONSORS / 4),
        spent,
        impressions: spent * (80 + dice.below(150) as u64),
        asked,
        kept_out,
        has_list: dice.chance(300),
        age: ["18+", "18-34", "35++", "18-24", ""][dice.below(5)],
        gender: ["", "", "", "FEMALE", "MALE"][dice.below(5)],
        interest: ["", "", "Green Enthusiasts", "News Watchers", "Outdoor & Nature Enthusiasts"]
            [dice.below(5)],
    }
}
