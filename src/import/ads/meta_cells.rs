//! Who was shown an advertisement, as Meta writes it: shares of the impressions by age and gender and by place, and in Europe people
//! by country, age and gender.
//!
//! `demographic_distribution` and `delivery_by_region` are two views of the same impressions: each adds up to one. In the breakdown of
//! people a key that is missing is a zero; a breakdown that is missing is unknown.

use super::{ad_rows::AdRows, said};
use crate::{
    import::exports::json::Node,
    model::{ads::Delivery, gap::Why, id::SourceId, range::Range},
};

/// A row that cells belong to, and where it stands.
#[derive(Clone, Copy)]
pub(super) struct Whose {
    pub(super) fact: u32,
    pub(super) source: SourceId,
    pub(super) line: u64,
}

/// Whether shares that add up to `sum` are all of a whole, but for their rounding.
pub(super) fn adds_up(sum: f64) -> bool {
    (sum - 1.0).abs() <= 0.01
}

/// Cells with a share each: `[{"percentage": "0.159091", "age": "18-24", "gender": "female"}]`, or with a `region`.
pub(super) fn distribution(cells: &[Node], whose: Whose, rows: &mut AdRows) {
    let (mut sum, mut all_known) = (0.0, true);
    for cell in cells {
        let share = cell.get("percentage").and_then(Node::id).and_then(said::share);
        sum += share.unwrap_or(0.0);
        all_known &= share.is_some();
        let [age, gender, place] = ["age", "gender", "region"]
            .map(|key| cell.get(key).and_then(Node::text).and_then(said::said).map(|text| rows.text(text)));
        if age.is_none() && gender.is_none() && place.is_none() {
            all_known = false;
            continue;
        }
        rows.delivery(Delivery { fact: whose.fact, age, gender, place, share, people: None });
    }
    if !all_known {
        rows.note(whose.source, whose.line, Why::UnreadableShares);
    } else if !cells.is_empty() && !adds_up(sum) {
        rows.note(whose.source, whose.line, Why::SharesNotOne);
    }
}

/// The genders of the breakdown of people.
const GENDERS: [&str; 3] = ["male", "female", "unknown"];

/// `age_country_gender_reach_breakdown`: people by country, age and gender.
pub(super) fn people(countries: &[Node], whose: Whose, rows: &mut AdRows) {
    for country in countries {
        let place = country.get("country").and_then(Node::text).map(|text| rows.text(text));
        let cells = country.get("age_gender_breakdowns").map(Node::list).unwrap_or_default();
        for cell in cells {
            let age = cell.get("age_range").and_then(Node::text).map(|text| rows.text(text));
            for gender in GENDERS {
                let people = match cell.get(gender).and_then(Node::id) {
                    None => Some(Range::exact(0)),
                    Some(text) => rows.amount(text, 1, whose.source, whose.line),
                };
                let gender = Some(rows.text(gender));
                rows.delivery(Delivery { fact: whose.fact, age, gender, place, share: None, people });
            }
        }
    }
}

/// `total_reach_by_location`: people by country, where they are not broken down further.
pub(super) fn people_by_place(places: &[Node], whose: Whose, rows: &mut AdRows) {
    for cell in places {
        let Some(place) = cell.get("key").and_then(Node::text) else { continue };
        let Some(people) = cell.get("value").and_then(Node::id) else { continue };
        let place = Some(rows.text(place));
        let people = rows.amount(people, 1, whose.source, whose.line);
        rows.delivery(Delivery { fact: whose.fact, age: None, gender: None, place, share: None, people });
    }
}
