//! How much assurance the findings leave in each area of the audit.

use crate::{
    audit::Audit,
    model::{
        assurance::{Area, Rated},
        finding::Finding,
        severity::Severity,
    },
};

/// Every area with its rating, in the order of a report.
///
/// # Definition
/// See [`Assurance::of`](crate::model::assurance::Assurance::of). The rules have looked at an area where the case has what they look at: a grant
/// for collection, settings and segments for consent, a segment, a table of messages for contacts; records are looked at in every case. Onward
/// flow and transparency are rated where a rule found something, and else not.
#[must_use]
pub fn rated(audit: &Audit, findings: &[Finding]) -> Vec<Rated> {
    let rating = |area: Area| {
        let own = findings.iter().filter(|finding| finding.area == area);
        let severities: Vec<Severity> = own.map(|finding| finding.severity).collect();
        Rated::of(area, &severities, looked(area, audit))
    };
    Area::ALL.into_iter().map(rating).collect()
}

/// Whether the case holds what the rules of the area look at.
fn looked(area: Area, audit: &Audit) -> bool {
    match area {
        Area::Collection => !audit.consenters.is_empty(),
        Area::Consent => {
            let switches = audit.sources.iter().any(|source| source.table == "settings");
            !audit.segments.is_empty() && switches || !audit.texts.versions.is_empty()
        }
        Area::Segments => !audit.segments.is_empty(),
        Area::Contacts => audit.messages.is_some(),
        Area::OnwardFlow => audit.transfers.is_some(),
        Area::Transparency => false,
        Area::Records => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{measure::Measures, model::assurance::Assurance, rule, village};

    #[test]
    fn rates_what_the_case_holds_and_nothing_else() {
        let audit = village::with_messages();
        let findings = rule::check(&audit, &Measures::of(&audit, |_| ()));
        let rated = rated(&audit, &findings);
        let of = |area| rated.iter().find(|rated| rated.area == area).unwrap().assurance;
        assert_eq!(of(Area::Collection), Assurance::VeryLimited);
        assert_eq!(of(Area::Contacts), Assurance::VeryLimited);
        assert_eq!(of(Area::Records), Assurance::High);
        assert_eq!([of(Area::Consent), of(Area::OnwardFlow)], [Assurance::NotRated; 2]);
        let counted: u64 = rated.iter().map(|rated| rated.serious + rated.concerns + rated.notes).sum();
        assert_eq!(counted, findings.len() as u64);
    }
}
