//! The chain of transfers: organisation by organisation, what for, and what came of deletions.

mod tables;

use super::Part;
use crate::{
    measure::{
        bounds::Between,
        chains::{Link, Shown},
        erasure,
        passages::{Passage, StartsAre},
        purposes::{Contract, Onward},
        third_countries::Protected,
    },
    model::number,
    report::{
        Block, Section,
        figure::Figure,
        published::{Published, Shape},
        table::Table,
    },
};

pub(super) fn part(at: &Published) -> Part {
    let section = |blocks| Section { id: "chain", title: "The chain of transfers", blocks };
    let consents = [consented(at), promised(at)].into_iter().flatten().map(Block::Paragraph);
    let of_consents = [tables::consented(at), tables::incentives(at)];
    let Some(chains) = &at.measures.chains.shown else {
        let none = "Where the data went from organisation to organisation cannot be told: it needs a table of transfers.";
        let tables: Vec<Table> = of_consents.into_iter().filter(|table| !table.rows.is_empty()).collect();
        let mut blocks = vec![Block::Paragraph(none.to_owned())];
        blocks.extend(consents);
        blocks.extend(tables.iter().map(|table| Block::Table(table.id)));
        return Part { section: section(blocks), figures: Vec::new(), tables };
    };
    let figure = figure(at, chains);
    let onward = at.measures.purposes.onward.as_ref();
    let erased = at.measures.erasure.shown.as_ref();
    let said =
        onward.map(|onward| purposes(at, onward)).into_iter().chain(erased.map(|erased| erasure(at, erased)));
    let [of_purposes, of_promises] = of_consents;
    let tables = [
        tables::organisations(at),
        tables::circles(at),
        tables::purposes(at),
        of_purposes,
        of_promises,
        tables::widened(at),
        tables::countries(at),
        tables::holders(at),
        tables::downstream(at),
        tables::after(at),
        tables::seats(at),
    ];
    let tables: Vec<Table> = tables.into_iter().filter(|table| !table.rows.is_empty()).collect();
    let mut blocks = vec![Block::Paragraph(reached(chains)), Block::Chart("chain_map")];
    blocks.push(Block::List(hanging_together(chains)));
    blocks.extend(said.map(Block::List));
    blocks.extend(abroad(at).into_iter().chain(seated(at)).map(Block::Paragraph));
    blocks.extend(consents);
    blocks.extend(tables.iter().map(|table| Block::Table(table.id)));
    Part { section: section(blocks), figures: vec![figure], tables }
}

/// `1 transfer`, `4 transfers`.
fn counted(count: u64, what: &str) -> String {
    format!("{} {what}{}", number::count(count), if count == 1 { "" } else { "s" })
}

/// Some names, all where they are few.
fn some(names: &[String]) -> String {
    match names {
        [] => "nobody".to_owned(),
        [one] => one.clone(),
        [first @ .., last] if names.len() <= 6 => format!("{} and {last}", first.join(", ")),
        _ => format!("{} and {} more", names[..5].join(", "), number::count(names.len() as u64 - 5)),
    }
}

/// A transfer in words.
fn told(passage: &Passage) -> String {
    let on = passage.on.map_or_else(|| "on a day that is not known".to_owned(), |on| format!("of {on}"));
    format!("the transfer from {} to {} {on}", passage.from, passage.to)
}

fn reached(chains: &Shown) -> String {
    let begin = match chains.starts_are {
        _ if chains.starts.is_empty() => {
            return "No organisation is on record as a collector, and none gave data without having received any: where the chains begin \
                    cannot be told."
                .to_owned();
        }
        StartsAre::Collectors => {
            format!("The chains begin with {}, who collected the data.", some(&chains.starts))
        }
        StartsAre::FirstSenders => format!(
            "No collector is on record. The chains begin with {}, who gave data and received none on record.",
            some(&chains.starts)
        ),
    };
    if chains.reached == 0 {
        return format!("{begin} No transfer from there is on record.");
    }
    let time = chains.reached_in_time;
    let in_time = match (time.at_least, time.at_most) {
        (least, most) if least == most && most == chains.reached => {
            "all of them by chains whose days never go back".to_owned()
        }
        (least, most) if least == most => {
            format!("{} of them by chains whose days never go back", number::count(most))
        }
        (least, most) => format!(
            "between {} and {} of them by chains whose days never go back, for some days are not known",
            number::count(least),
            number::count(most)
        ),
    };
    let farthest = chains.farthest.value().unwrap_or(0);
    format!(
        "{begin} From there the data can have reached {}, the farthest by {}: {in_time}.",
        counted(chains.reached, "other organisation"),
        counted(farthest, "transfer"),
    )
}

/// The longest chain, the transfer on which most depends, circles and doubts.
fn hanging_together(chains: &Shown) -> Vec<String> {
    let longest = chains.longest_at_least.value().filter(|&length| length > 0).map(|length| {
        let end = if chains.longest_is_exact {
            "."
        } else {
            ", or more: a circle can be reached, and counts as one station."
        };
        format!(
            "The longest chain in which no organisation stands twice has {}{end}",
            counted(length, "transfer")
        )
    });
    let circles = chains
        .circles
        .iter()
        .map(|circle| format!("Data can have gone round between {}.", some(&circle.organisations)));
    let doubts = chains
        .doubts
        .iter()
        .map(|doubted| format!("{}: {}.", counted(doubted.transfers, "transfer"), doubted.doubt.words()));
    let apart = (chains.not_reached > 0)
        .then(|| format!("To {} no chain leads from there.", counted(chains.not_reached, "organisation")));
    longest.into_iter().chain(foremost(chains)).chain(circles).chain(apart).chain(doubts).collect()
}

/// The transfer without which the fewest would have been reached.
fn foremost(chains: &Shown) -> Option<String> {
    // Of equals the first is taken.
    let most = chains.transfers.iter().map(|link| link.lost_without).max().filter(|&most| most > 0)?;
    let first: Vec<&Link> = chains.transfers.iter().filter(|link| link.lost_without == most).collect();
    let others = match first.len() {
        1 => String::new(),
        all => format!(" The same is true of {}.", counted(all as u64 - 1, "other transfer")),
    };
    Some(format!(
        "Without {}, {} would not have been reached.{others}",
        told(&first[0].passage),
        counted(most, "organisation")
    ))
}

/// What the transfers state, held against what people agreed to.
fn purposes(at: &Published, onward: &Onward) -> Vec<String> {
    let transfers = onward.transfers.len() as u64;
    let judged = match (onward.judged, onward.otherwise) {
        (0, _) => "No transfer could be held against what people agreed to: it needs the purposes of consents (column `purpose`) and of \
                   transfers."
            .to_owned(),
        (judged, 0) => format!("Of {} that could be held against what people agreed to, none states another purpose.", counted(judged, "transfer")),
        (judged, otherwise) => format!(
            "Of {} that could be held against what people agreed to, {} ({}) for a purpose that no consent behind them states.",
            counted(judged, "transfer"),
            if otherwise == 1 { "1 was made".to_owned() } else { format!("{} were made", number::count(otherwise)) },
            at.shown("purposes.otherwise_share", Shape::Share)
        ),
    };
    let drift = onward.drift.as_ref().map(|passage| {
        let step = passage.step.map_or_else(String::new, |step| format!(", step {step} of the chain"));
        format!("The purpose first changed with {}{step}.", told(passage))
    });
    let later =
        onward.contracts.iter().find(|row| row.contract == Contract::Later).map_or(0, |row| row.transfers);
    let none =
        onward.contracts.iter().find(|row| row.contract == Contract::None).map_or(0, |row| row.transfers);
    let states = |count: u64, what: &str| {
        (count > 0).then(|| format!("{} of {} {what}.", number::count(count), counted(transfers, "transfer")))
    };
    let lacking = [
        states(onward.not_stated, "without a purpose"),
        states(onward.without_basis, "without a lawful basis on record"),
        states(none, "without a contract on record"),
        states(later, "before the contract behind them"),
    ];
    let widened = (!onward.widened.is_empty()).then(|| {
        let names: Vec<String> = onward.widened.iter().map(|row| row.organisation.clone()).collect();
        format!("Fields were passed on that had, on record, not been received, by {}.", some(&names))
    });
    std::iter::once(judged).chain(drift).chain(lacking.into_iter().flatten()).chain(widened).collect()
}

/// Deletions, withdrawals and objections.
fn erasure(at: &Published, erased: &erasure::Shown) -> Vec<String> {
    let travelled = match (erased.deletions, erased.not_travelled.value(), erased.travelled_or_not.value()) {
        (0, ..) => "No deletion is on record.".to_owned(),
        (_, None, _) => {
            "Which deletions travelled down the chain was not worked out: the transfers are too many."
                .to_owned()
        }
        (deletions, _, Some(0) | None) => {
            format!("{} on record; nothing downstream of it.", counted(deletions, "deletion"))
        }
        (deletions, Some(not), Some(all)) => format!(
            "{} on record. Of {} that can have carried the deleted data further, {} no deletion on record; {} surely theirs.",
            counted(deletions, "deletion"),
            counted(all, "transfer"),
            if not == 1 { "1 has".to_owned() } else { format!("{} have", number::count(not)) },
            match erased.not_travelled_surely.value().unwrap_or(0) {
                1 => "1 is".to_owned(),
                surely => format!("{} are", number::count(surely)),
            }
        ),
    };
    let hold = format!(
        "{} of {} that received data still hold some, on record.",
        number::count(erased.still_hold),
        counted(erased.holders.len() as u64, "organisation")
    );
    let after = (!erased.passed_on_after_deleting.is_empty()).then(|| {
        format!(
            "{} made by an organisation that had, as stated, deleted all that it had received.",
            match erased.passed_on_after_deleting.len() {
                1 => "1 transfer was".to_owned(),
                many => format!("{} transfers were", number::count(many as u64)),
            }
        )
    });
    let spoken = [("withdrawals", "withdrew their consent"), ("objections", "objected")];
    let spoken = spoken.into_iter().filter_map(|(key, what)| after_words(at, key, what));
    [travelled, hold].into_iter().chain(after).chain(spoken).collect()
}

fn after_words(at: &Published, key: &str, what: &str) -> Option<String> {
    let path = |end: &str| format!("erasure.{key}.{end}");
    at.at(&path("transfers")).is_object().then(|| {
        let shown = |end: &str| at.shown(&path(end), Shape::Count);
        let people = match shown("people").as_str() {
            "1" => "1 person".to_owned(),
            "hidden" => "Some people (a number that is hidden)".to_owned(),
            count => format!("{count} people"),
        };
        format!(
            "{people} {what}. At least {} and at most {} of the transfers passed on data of one of them afterwards.",
            shown("transfers.at_least"),
            shown("transfers.at_most")
        )
    })
}

/// Transfers to third countries, where there are any.
fn abroad(at: &Published) -> Option<String> {
    let shown = at.measures.third_countries.shown.as_ref()?;
    let transfers = counted(shown.transfers.len() as u64, "transfer");
    let of = |row: &Protected| format!("{} ({})", number::count(row.transfers), row.protection.words());
    let parts: Vec<String> = shown.by_protection.iter().map(of).collect();
    (!parts.is_empty())
        .then(|| format!("Of {transfers} by where the data went on that day: {}.", parts.join(", ")))
}

/// People who sit in two organisations of one chain, where the case has a table of seats.
fn seated(at: &Published) -> Option<String> {
    let shown = at.measures.seats.shown.as_ref()?;
    let between = |ends: Between| match (ends.at_least, ends.at_most) {
        (least, most) if least == most => number::count(most),
        (least, most) => format!("between {} and {}", number::count(least), number::count(most)),
    };
    Some(format!(
        "Holders of seats who sat in two organisations of one chain at once: {} of {}. Pairs of organisations that they connect: {}.",
        between(shown.in_two),
        number::count(shown.holders),
        between(shown.pairs)
    ))
}

fn consented(at: &Published) -> Option<String> {
    let rows = at.rows("purposes.consented");
    (!rows.is_empty()).then(|| {
        let stated = rows.iter().filter(|row| row["purpose"].is_string()).count() as u64;
        format!("Consents state {}.", counted(stated, "purpose"))
    })
}

fn promised(at: &Published) -> Option<String> {
    if at.rows("purposes.incentives").is_empty() {
        return None;
    }
    let people = match at.shown("purposes.incentive_consenters", Shape::Count).as_str() {
        "1" => "1 person consented".to_owned(),
        "hidden" => "Some people (a number that is hidden) consented".to_owned(),
        count => format!("{count} people consented"),
    };
    Some(format!("{people} for something that was promised: a contest, a prize, money."))
}

fn figure(at: &Published, chains: &Shown) -> Figure {
    let takeaway = foremost(chains).unwrap_or_else(|| reached(chains));
    Figure {
        id: "chain_map",
        title: "From organisation to organisation".to_owned(),
        alt: format!(
            "Organisations as boxes in columns, by how many transfers they are from where the data were collected; an arrow for each pair \
             between which data passed, with the day of the first transfer. {}",
            reached(chains)
        ),
        takeaway,
        table: tables::transfers(at),
    }
}

#[cfg(test)]
mod tests {
    use crate::{audit::Audit, measure::Measures, model::number::Figure, report::Report, village};

    fn lines(audit: &Audit) -> Vec<String> {
        let report = Report::new(audit, &Measures::of(audit, |_| ()), Vec::new());
        let section = report.sections.into_iter().find(|section| section.id == "chain").unwrap();
        let texts = section.blocks.into_iter().flat_map(|block| match block {
            crate::report::Block::Paragraph(text) => vec![text],
            crate::report::Block::List(texts) => texts,
            _ => Vec::new(),
        });
        texts.collect()
    }

    #[test]
    fn says_what_would_be_needed_where_there_are_no_transfers() {
        assert_eq!(lines(&village::audit()).len(), 1);
    }

    #[test]
    fn tells_the_chain_in_sentences() {
        let lines = lines(&village::with_transfers());
        assert_eq!(
            lines[0],
            "The chains begin with The firm, who collected the data. From there the data can have reached 3 other organisations, the \
             farthest by 3 transfers: all of them by chains whose days never go back."
        );
        let said = |text: &str| assert!(lines.iter().any(|line| line == text), "{lines:#?}");
        said("Data can have gone round between The analysts, The party and The broker.");
        said(
            "Without the transfer from The firm to The analysts of 2014-05-01, 3 organisations would not have been reached.",
        );
        said(
            "1 deletion on record. Of 2 transfers that can have carried the deleted data further, 2 have no deletion on record; 2 are surely theirs.",
        );
        said("2 of 3 organisations that received data still hold some, on record.");
    }

    #[test]
    fn a_map_of_nothing_has_a_length_of_none() {
        let mut audit = village::with_transfers();
        audit.transfers.as_mut().unwrap().rows.clear();
        assert!(lines(&audit)[0].ends_with("No transfer from there is on record."));
        let chains = crate::measure::chains::Chains::of(&audit).shown.unwrap();
        assert_eq!(chains.longest_at_least, Figure::known(0));
    }
}
