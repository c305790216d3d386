//! The answer: how many notices there are, how complete they are, and what does not go together.

use super::{NoticePage, of};
use crate::{
    measure::notices::Completeness,
    model::number,
    report::{Block, Section, sections::Part},
};

/// The answer in a few sentences.
pub(super) fn headline(at: &NoticePage) -> String {
    let mut said: Vec<String> =
        at.audit.completeness.iter().filter(|of| of.notices > 0).map(of_checklist).collect();
    if let Some(labelling) = &at.audit.labelling {
        let all = &labelling.rows[0];
        let political = all.hits + all.misses;
        said.push(format!(
            "Of {} advertisements that people took for political the platform labelled {}; of {} that it labelled {} were not political.",
            number::count(political),
            number::count(all.hits),
            number::count(all.hits + all.false_alarms),
            number::count(all.false_alarms)
        ));
    }
    if said.is_empty() {
        said.push("No notice is from a day on which anything was asked.".to_owned());
    }
    said.join(" ")
}

fn of_checklist(found: &Completeness) -> String {
    let share = found.share.value().map(number::percent);
    let share = share.map_or(String::new(), |share| format!("; {share} of all that is asked is there"));
    format!("{}: {} complete{share}.", found.title, of(found.complete, found.notices))
}

/// The figures behind it, a line each, for a terminal.
pub(super) fn summary(at: &NoticePage) -> Vec<String> {
    let audit = at.audit;
    let kinds = audit.kinds.iter().map(|of| {
        format!("{}: {}, {} with a day", of.kind.plural(), number::count(of.notices), number::count(of.dated))
    });
    let mut lines: Vec<String> = kinds.collect();
    for found in audit.completeness.iter().filter(|of| of.notices + of.before > 0) {
        let counted = [
            (found.before, "from before it was asked"),
            (found.undated, "without a day, taken as if it was asked"),
            (found.not_asked, "of which nothing is asked"),
        ];
        let counted = counted.iter().filter(|(count, _)| *count > 0);
        let counted: Vec<String> =
            counted.map(|(count, what)| format!("; {} {what}", number::count(*count))).collect();
        let counted = counted.concat();
        lines.push(format!("  {} complete: {}{counted}", of(found.complete, found.notices), found.checklist));
    }
    lines.extend(audit.sums.iter().filter(|of| of.fails > 0).map(|found| {
        format!("  {} where it cannot be true that {}", number::count(found.fails), found.check.text())
    }));
    if let Some(labelling) = &audit.labelling {
        let all = &labelling.rows[0];
        lines.push(format!(
            "labels of {} advertisements, {} not settled",
            number::count(all.adverts),
            number::count(all.not_settled)
        ));
    }
    lines.extend(at.records.remarks.iter().map(|remark| format!("  {remark}")));
    lines
}

pub(super) fn part(at: &NoticePage) -> Part {
    let mut blocks = vec![Block::Paragraph(headline(at))];
    if !at.audit.completeness.is_empty() {
        let said = "What stands in a notice is counted, not whether it is true. What the law asks, in our words and with its days, is in the \
                    checklists; entries marked as not verified are to be checked against the official text.";
        blocks.push(Block::Paragraph(said.to_owned()));
    }
    let section = Section { id: "answer", title: "The answer", blocks };
    Part { section, figures: Vec::new(), tables: Vec::new() }
}
