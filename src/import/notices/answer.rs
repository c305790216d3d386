//! What a document answers to an item of a checklist.

use super::{
    leaves::{Leaves, Said},
    numbers,
    words::{is_kept_back, is_not_applicable, is_placeholder, yes_or_no},
};
use crate::model::{
    date::Day,
    notice::{Answer, AskedOf, Checklist, ChecklistItem, NoticeKind, Shape},
    range::{HUNDREDTHS, Range},
};

/// The answers to each item of `list`; none where the list is not asked of the document.
pub(super) fn answers(list: &Checklist, leaves: &Leaves, targeted: Option<bool>) -> Vec<Answer> {
    if list.asked == AskedOf::WhereLabelled && !leaves.names().any(|name| name.starts_with("label")) {
        return Vec::new();
    }
    let of_targeting = |item: &ChecklistItem| item.where_targeted || list.asked == AskedOf::WhereTargeted;
    let all = list.items.iter().map(|item| (of_targeting(item), answer(item, leaves)));
    all.map(|(is, answer)| if is { where_targeted(answer, targeted) } else { answer }).collect()
}

/// An answer about targeting: where there was none, nothing is asked; where that is not told, it is not known whether it is.
fn where_targeted(answer: Answer, targeted: Option<bool>) -> Answer {
    match targeted {
        Some(true) => answer,
        Some(false) => Answer::NotApplicable,
        None => Answer::Open,
    }
}

/// Whether there was targeting: as the document says, or because it tells whom it was aimed at or who was kept out.
pub(super) fn targeted(lists: &[Checklist], kind: NoticeKind, leaves: &Leaves) -> Option<bool> {
    let items = || lists.iter().filter(|list| list.kind == kind).flat_map(|list| &list.items);
    let flags =
        || items().filter(|item| matches!(item.id.as_str(), "targeting_statement" | "aimed_at_groups"));
    let told = flags().find_map(|item| match leaves.first(keys(item))? {
        Said::Truth(truth) => Some(*truth),
        Said::Text(text) => yes_or_no(text),
        Said::Parts(_) | Said::Blank => None,
    });
    let aims = ["groups", "inclusion", "exclusion", "targeting_parameters", "exclusion_parameters"];
    let mut aims = items().filter(|item| aims.contains(&item.id.as_str()));
    told.or_else(|| aims.any(|item| answer(item, leaves) == Answer::Present).then_some(true))
}

/// The names of the fields that an item is looked for under.
pub(super) fn keys(item: &ChecklistItem) -> impl Iterator<Item = &str> {
    item.keys.iter().chain(&item.who_targets_me).map(String::as_str)
}

/// What a document answers to one item.
pub(super) fn answer(item: &ChecklistItem, leaves: &Leaves) -> Answer {
    let nothing = if item.may_be_none { Answer::Open } else { Answer::Missing };
    let said = leaves.first(keys(item)).map_or(nothing, |said| judged(item, said, nothing));
    if said != nothing {
        return said;
    }
    let flagged = |ending: &str| keys(item).any(|key| leaves.affirms(&format!("{key}_{ending}")));
    if item.stated_kept_back.iter().any(|key| leaves.affirms(key)) || flagged("not_disclosed") {
        Answer::KeptBack
    } else if flagged("not_applicable") || flagged("not_used") {
        Answer::NotApplicable
    } else {
        nothing
    }
}

fn judged(item: &ChecklistItem, said: &Said, nothing: Answer) -> Answer {
    match said {
        Said::Blank => nothing,
        Said::Truth(true) => if_readable(!matches!(item.shape, Shape::Link | Shape::Day | Shape::Country)),
        Said::Truth(false) if item.shape == Shape::YesOrNo || item.none_answers => Answer::Present,
        Said::Truth(false) if item.may_be_none => Answer::NotApplicable,
        Said::Truth(false) => Answer::Missing,
        Said::Text(text) if is_not_applicable(text) && item.none_answers => Answer::Present,
        Said::Text(text) if is_not_applicable(text) => Answer::NotApplicable,
        Said::Text(text) if is_kept_back(text) => Answer::KeptBack,
        Said::Text(text) if is_placeholder(text) => nothing,
        Said::Text(text) => if_readable(is_readable(item.shape, text)),
        Said::Parts(parts) => {
            let wants_numbers = matches!(item.shape, Shape::Numbers | Shape::Number | Shape::Money);
            let reads = |(_, value): &(String, String)| numbers::is_number(value);
            if_readable(!wants_numbers || parts.iter().all(reads))
        }
    }
}

fn if_readable(is_readable: bool) -> Answer {
    if is_readable { Answer::Present } else { Answer::Unreadable }
}

fn is_readable(shape: Shape, text: &str) -> bool {
    match shape {
        Shape::Text => true,
        Shape::Link => {
            let lower = text.to_lowercase();
            lower.split([' ', ';', ',']).any(|part| {
                let address = part.strip_prefix("https://").or_else(|| part.strip_prefix("http://"));
                address.is_some_and(|rest| rest.contains('.'))
            })
        }
        Shape::Day => Day::parse(text).is_some(),
        Shape::Money => Range::parse(text, HUNDREDTHS).is_ok(),
        Shape::Number => Range::parse(text, 1).is_ok(),
        Shape::Numbers => false,
        Shape::YesOrNo => yes_or_no(text).is_some(),
        Shape::Country => country(text).is_some(),
    }
}

/// The two letters of a country.
pub(super) fn country(text: &str) -> Option<String> {
    let text = text.trim();
    (text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_alphabetic())).then(|| {
        match text.to_uppercase().as_str() {
            "EL" => "GR".to_owned(),
            "UK" => "GB".to_owned(),
            text => text.to_owned(),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::CHECKLISTS;

    /// What a row with these cells answers to an item of the notice.
    fn of(id: &str, cells: &[(&str, &str)]) -> Answer {
        let list = CHECKLISTS.named("eu-2024-900-notice").unwrap();
        let mut leaves = Leaves::default();
        cells.iter().for_each(|(column, cell)| leaves.push_cell(column, cell));
        answer(list.items.iter().find(|item| item.id == id).unwrap(), &leaves)
    }

    #[test]
    fn tells_what_is_there_from_what_is_not() {
        assert_eq!(of("sponsor", &[("sponsor_name", "Harbour League")]), Answer::Present);
        assert_eq!(of("sponsor", &[("sponsor_name", " "), ("x", "y")]), Answer::Missing);
        assert_eq!(of("sponsor", &[("sponsor_name", "-")]), Answer::Missing);
        assert_eq!(of("payer", &[]), Answer::Open, "there may be no other payer");
        assert_eq!(of("payer", &[("payer", "not applicable")]), Answer::NotApplicable);
        assert_eq!(of("method", &[("method", "not disclosed")]), Answer::KeptBack);
        assert_eq!(
            of("suspensions", &[("suspensions", "none")]),
            Answer::Present,
            "it is asked whether there were any"
        );
    }

    #[test]
    fn what_is_there_and_is_not_what_is_asked_is_unreadable() {
        assert_eq!(of("amounts", &[("total_amount", "100-199")]), Answer::Present);
        assert_eq!(of("amounts", &[("total_amount", "199-100")]), Answer::Unreadable);
        assert_eq!(of("amounts", &[("total_amount", "-5")]), Answer::Unreadable);
        assert_eq!(of("period_begin", &[("from", "23 November")]), Answer::Unreadable);
        assert_eq!(of("repository_link", &[("repository_link", "see the site")]), Answer::Unreadable);
        assert_eq!(of("sponsor_seat", &[("sponsor_country", "nl")]), Answer::Present);
        assert_eq!(of("sponsor_seat", &[("sponsor_country", "the Netherlands")]), Answer::Unreadable);
    }

    #[test]
    fn a_standard_that_keeps_back_by_a_field_of_its_own_is_heard() {
        assert_eq!(of("amounts", &[("spending_not_disclosed", "true")]), Answer::KeptBack);
        assert_eq!(
            of("amounts", &[("spending_not_disclosed", "true"), ("spending_total", "5")]),
            Answer::Present
        );
        assert_eq!(of("amounts", &[("spending_not_disclosed", "false")]), Answer::Missing);
    }
}
