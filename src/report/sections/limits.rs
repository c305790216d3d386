//! What the report cannot show. The heading is fixed and cannot be switched off.

use super::Part;
use crate::report::{Block, Section, equal_names, published::Published};

pub(super) fn part(at: &Published) -> Part {
    let mut limits = vec![
        "Reach is not taking: the figures say whose data a grant opened, not which records an app fetched or kept.".to_owned(),
        dates(at).to_owned(),
        "Whoever is missing from the files is missing from every count; a network that is only partly known shows a smaller spread \
         than there was."
            .to_owned(),
        "Concentration describes where a segment ended up; it does not show what was intended.".to_owned(),
        "The findings name requirements in our words; check them against the official texts.".to_owned(),
    ];
    if !at.audit.listed {
        limits.push(
            "Without a people list, people who have no tie are unknown, and shares are of those with ties."
                .to_owned(),
        );
    }
    if at.audit.case.donations.is_some() {
        limits.push(
            "Of donated exports the lists of the donors alone are known, and nobody else's ties: comparisons with chance, and everything \
             beyond one hop, say nothing of the network that there was."
                .to_owned(),
        );
    }
    limits.extend(equal_names::reading(&at.audit.case));
    if at.audit.transfers.is_some() {
        limits.push(
            "Organisations may hold data that no transfer on record brought them: what is said of holdings speaks of the record alone. What a \
             collector could take is counted as held by it."
                .to_owned(),
        );
    }
    if !at.audit.segments.is_empty() {
        limits.push(
            "Intervals of lifts read the members of a segment as a sample; where the segment is complete they show how far \
             the lift could be chance, not an error of counting."
                .to_owned(),
        );
        limits.push("Communities depend on the algorithm and its seed.".to_owned());
    }
    Part::words(Section { id: "limits", title: "Limits", blocks: vec![Block::List(limits)] })
}

/// What dates, or their lack, leave out.
fn dates(at: &Published) -> &'static str {
    if at.measures.timeline.months.is_empty() {
        "Ties and switches are read as they stand in the files, without dates: a friendship that ended or began in between, or a \
         switch set later, is not told apart."
    } else {
        "A person counts where their data could have been read on a day of the period; whether an app came for it on that day is not in the \
         records. Ties, grants and switches without dates of their own are taken to hold throughout."
    }
}
