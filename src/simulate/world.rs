//! The world before the app: places, communities and people.

use super::dice::Dice;
use std::collections::HashSet;

/// The places' names, all made up.
const PLACES: [&str; 20] = [
    "Northmoor",
    "Southmere",
    "Eastbrook",
    "Westfield",
    "Highbridge",
    "Lowford",
    "Ashcombe",
    "Birchwell",
    "Claygate",
    "Dunmarsh",
    "Elmstead",
    "Fernhill",
    "Greyport",
    "Hollowdale",
    "Inglewater",
    "Kingsreach",
    "Larkton",
    "Millbeck",
    "Oakridge",
    "Pinehurst",
];
/// How many places have a close vote.
const SWING_PLACES: usize = 4;
/// A vote is close below this margin, in tenths of a percentage point.
const CLOSE: usize = 20;

/// The columns of the people table after the id; also the dimensions that criteria speak of.
pub(super) const COLUMNS: [&str; 8] =
    ["place", "school", "age_band", "turnout", "undecidedness", "leaning", "leaning_basis", "voter_match"];

const AGE_BANDS: [&str; 5] = ["18-24", "25-34", "35-49", "50-64", "65+"];
const LEVELS: [&str; 3] = ["low", "medium", "high"];
const LEANINGS: [&str; 3] = ["left", "centre", "right"];

/// A place.
#[derive(Debug)]
pub(super) struct Place {
    pub(super) name: &'static str,
    pub(super) population: usize,
    /// Tenths of a percentage point between the first two at the last vote.
    pub(super) margin: usize,
}

impl Place {
    /// Whether the vote was close there.
    pub(super) fn is_swing(&self) -> bool {
        self.margin < CLOSE
    }
}

/// People who went to one school: most ties stay within a community.
#[derive(Debug)]
pub(super) struct Community {
    pub(super) school: String,
    pub(super) home: usize,
    pub(super) young: bool,
    /// Whether the app was advertised here.
    pub(super) promoted: bool,
    size: usize,
    leanings: [usize; 3],
}

/// A person. Numbers index the lists above.
#[derive(Debug)]
pub(super) struct Person {
    pub(super) id: String,
    pub(super) place: usize,
    pub(super) community: usize,
    school_known: bool,
    pub(super) age_band: usize,
    turnout: usize,
    undecidedness: usize,
    leaning: Option<usize>,
    leaning_observed: bool,
    matched: bool,
    /// How many ties the person would have on average; 0 for somebody without any.
    pub(super) sociability: usize,
}

/// Places, communities, people.
#[derive(Debug)]
pub(super) struct World {
    pub(super) places: Vec<Place>,
    pub(super) communities: Vec<Community>,
    pub(super) people: Vec<Person>,
}

impl World {
    /// A world of `people` people.
    pub(super) fn draw(people: usize, dice: &mut Dice) -> Self {
        let mut homes: Vec<usize> = (0..PLACES.len()).collect();
        dice.shuffle(&mut homes);
        let communities = communities(people, &homes, dice);
        let mut places = places(&homes, dice);
        let pull: Vec<usize> = places.iter().map(|_| 1 + dice.below(6)).collect();
        let cap = (people / 20).min(5000);
        let mut known = HashSet::with_capacity(people);
        let people: Vec<Person> =
            (0..people).map(|_| person(&communities, &pull, cap, &mut known, dice)).collect();
        for (at, place) in places.iter_mut().enumerate() {
            let here = people.iter().filter(|person| person.place == at).count();
            place.population = here * 25 + dice.below(500);
        }
        Self { places, communities, people }
    }

    /// What the people table says about `person` under `column`; empty where it is not known.
    pub(super) fn value(&self, person: usize, column: &str) -> &str {
        let person = &self.people[person];
        match column {
            "place" => self.places[person.place].name,
            "school" if person.school_known => &self.communities[person.community].school,
            "age_band" => AGE_BANDS[person.age_band],
            "turnout" => LEVELS[person.turnout],
            "undecidedness" => LEVELS[person.undecidedness],
            "leaning" => person.leaning.map_or("", |leaning| LEANINGS[leaning]),
            "leaning_basis" if person.leaning.is_none() => "",
            "leaning_basis" => ["inferred", "observed"][usize::from(person.leaning_observed)],
            "voter_match" => ["no", "yes"][usize::from(person.matched)],
            _ => "",
        }
    }

    /// The names of the places where the vote was close.
    pub(super) fn swing_places(&self) -> impl Iterator<Item = &'static str> {
        self.places.iter().filter(|place| place.is_swing()).map(|place| place.name)
    }
}

/// One community for every 250 people, from 8 to 40. The first, the fifth and the ninth are those where the app was
/// advertised; the first, and every fourth after it, is young.
fn communities(people: usize, homes: &[usize], dice: &mut Dice) -> Vec<Community> {
    let tilts = [[60, 20, 20], [20, 20, 60], [40, 25, 35], [30, 30, 40]];
    let community = |at: usize| {
        let promoted = [0, 4, 8].contains(&at);
        Community {
            school: format!("School {:02}", at + 1),
            home: homes[at % homes.len()],
            young: at.is_multiple_of(4),
            promoted,
            size: if promoted { 90 } else { 20 + dice.below(80) },
            leanings: tilts[dice.below(tilts.len())],
        }
    };
    (0..(people / 250).clamp(8, 40)).map(community).collect()
}

/// The places with their margins. The homes of the first and the fifth community are close, and two others.
fn places(homes: &[usize], dice: &mut Dice) -> Vec<Place> {
    let swing: [usize; SWING_PLACES] = [homes[0], homes[4], homes[10], homes[15]];
    let place = |(at, &name): (usize, &&'static str)| {
        let margin = if swing.contains(&at) { 1 + dice.below(CLOSE - 1) } else { 25 + dice.below(275) };
        Place { name, population: 0, margin }
    };
    PLACES.iter().enumerate().map(place).collect()
}

/// A person of a random community. Younger people vote less and are less decided; leanings follow the community.
fn person(
    communities: &[Community],
    pull: &[usize],
    cap: usize,
    known: &mut HashSet<String>,
    dice: &mut Dice,
) -> Person {
    let sizes: Vec<usize> = communities.iter().map(|community| community.size).collect();
    let at = dice.weighed(&sizes);
    let community = &communities[at];
    let ages = if community.young { [38, 30, 16, 10, 6] } else { [12, 20, 26, 24, 18] };
    let age_band = dice.weighed(&ages);
    let rarely_votes = [48, 36, 26, 20, 16][age_band];
    let undecided = [34, 28, 22, 18, 14][age_band];
    Person {
        id: id(known, dice),
        place: if dice.chance(750) { community.home } else { dice.weighed(pull) },
        community: at,
        school_known: dice.chance(900),
        age_band,
        turnout: dice.weighed(&[rarely_votes, 34, 66 - rarely_votes]),
        undecidedness: dice.weighed(&[64 - undecided, 36, undecided]),
        leaning: dice.chance(850).then(|| dice.weighed(&community.leanings)),
        leaning_observed: dice.chance(250),
        matched: dice.chance(720),
        sociability: if dice.chance(15) { 0 } else { sociability(cap, dice) },
    }
}

/// An id that nobody has yet: mostly a pseudonym, now and then a number with a leading zero.
pub(super) fn id(known: &mut HashSet<String>, dice: &mut Dice) -> String {
    loop {
        let number = dice.below(100) < 2;
        let id = if number {
            format!("{:07}", dice.below(1_000_000))
        } else {
            format!("p-{:08x}", dice.bits() >> 32)
        };
        if known.insert(id.clone()) {
            return id;
        }
    }
}

/// A draw of a Pareto distribution with exponent 4/3 from 7 upwards, cut off at `cap`. Only operations that every
/// machine rounds alike.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 7 to 7 * 2^40")]
fn sociability(cap: usize, dice: &mut Dice) -> usize {
    let unit = dice.unit();
    let drawn = 7.0 / (unit * unit.sqrt()).sqrt();
    (drawn as usize).min(cap)
}
