//! Purposes, bases, contracts and fields of the village's transfers, each changed by hand.

use super::*;
use crate::village;

/// The village, whose people agreed to what is said; a blank is a consent that states nothing.
fn agreed_to(purposes: [&str; 2]) -> Audit {
    let mut audit = village::with_transfers();
    audit.grants.purposes = purposes.map(str::to_owned).to_vec();
    for (at, grant) in (0..).zip(&mut audit.grants.rows) {
        grant.purpose = (!purposes[at as usize].is_empty()).then_some(at);
    }
    audit
}

fn onward(audit: &Audit) -> Onward {
    Purposes::of(audit).onward.unwrap()
}

fn against_consent(audit: &Audit) -> Vec<Held> {
    onward(audit).transfers.iter().map(|row| row.against_consent).collect()
}

#[test]
fn words_alone_decide_unless_the_case_states_synonyms() {
    let mut audit = agreed_to(["Academic  research!", "academic-research"]);
    assert_eq!(against_consent(&audit)[..2], [Held::Otherwise, Held::Otherwise]);
    assert!(audit.case.purposes.add("research", "academic research"));
    assert_eq!(against_consent(&audit)[..2], [Held::Same, Held::Otherwise]);
    assert_eq!(onward(&audit).transfers[1].consented_to, ["Academic  research!", "academic-research"]);
}

#[test]
fn a_consent_that_states_nothing_covers_nothing() {
    assert_eq!(against_consent(&agreed_to(["research", ""]))[0], Held::SameForSome);
    assert_eq!(against_consent(&agreed_to(["", ""]))[0], Held::NothingToHoldAgainst);
}

#[test]
fn a_consent_to_several_purposes_covers_each() {
    let audit = agreed_to(["research; campaign", "campaign|research"]);
    assert_eq!(against_consent(&audit)[..2], [Held::Same, Held::Same]);
    assert_eq!(onward(&audit).drift, None);
}

#[test]
fn a_transfer_is_held_against_what_its_sender_received_the_data_for() {
    let mut audit = village::with_transfers();
    let against = |audit: &Audit| onward(audit).transfers[1].against_received;
    assert_eq!(against(&audit), Held::Otherwise);
    audit.transfers.as_mut().unwrap().rows[0].on = Day::parse("2014-09-02");
    assert_eq!(against(&audit), Held::NothingToHoldAgainst, "it came a day too late");
}

#[test]
fn only_the_consents_to_the_app_that_a_transfer_names_count() {
    let mut audit = village::dated();
    audit.transfers = village::with_transfers().transfers;
    audit.grants.purposes = vec!["research".to_owned(), "campaign".to_owned()];
    audit.grants.rows[0].purpose = Some(0);
    audit.grants.rows[1].purpose = Some(1);
    assert_eq!(against_consent(&audit)[..2], [Held::SameForSome, Held::SameForSome]);
    let transfers = audit.transfers.as_mut().unwrap();
    transfers.apps = vec!["QUIZ".to_owned()];
    transfers.rows[..2].iter_mut().for_each(|row| row.app = Some(0));
    assert_eq!(against_consent(&audit)[..2], [Held::Same, Held::Otherwise]);
}

#[test]
fn records_are_added_up_as_stated_and_a_share_needs_all_of_them() {
    let mut audit = agreed_to(["research", "research"]);
    let records = onward(&audit).records;
    assert_eq!((records.counted, records.not_counted, records.at_least, records.at_most), (1, 1, 4, Some(4)));
    assert_eq!(onward(&audit).records_otherwise_share, Figure::undefined(Undefined::OpenEnd));
    let rows = &mut audit.transfers.as_mut().unwrap().rows;
    rows[0].records = Some(Range::exact(12));
    assert_eq!(onward(&audit).records_otherwise_share.value(), Some(0.25));
}

#[test]
fn a_contract_of_a_later_day_is_told_from_none() {
    let mut audit = village::with_transfers();
    let rows = &mut audit.transfers.as_mut().unwrap().rows;
    rows[0].contract_on = Day::parse("2014-05-01");
    rows[1].contract_on = Day::parse("2014-09-02");
    rows[2].contract_on = Day::parse("2014-09-02");
    rows[2].on = None;
    let contracts: Vec<_> = onward(&audit).transfers.iter().map(|row| row.contract).collect();
    assert_eq!(contracts, Contract::ALL);
    assert_eq!(onward(&audit).without_basis, 4);
    assert_eq!(onward(&audit).processors_without_contract, 1, "the analysts' second, from the broker");
}

#[test]
fn a_field_that_was_not_received_was_added() {
    let mut audit = village::with_transfers();
    assert!(onward(&audit).widened.is_empty());
    let transfers = audit.transfers.as_mut().unwrap();
    transfers.fields.extend(["income".to_owned(), "score".to_owned()]);
    transfers.rows[1].fields = Some(vec![0, 2, 3]);
    transfers.rows[0].fields = Some(vec![0]);
    let widened = onward(&audit).widened;
    assert_eq!((widened[0].organisation.as_str(), widened[0].received, widened[0].appended), ("The analysts", 1, 2));
    assert_eq!((widened[0].ratio.value(), widened[0].surely), (Some(2.0), true));
    audit.transfers.as_mut().unwrap().rows[0].fields = None;
    let widened = onward(&audit).widened;
    assert_eq!((widened[0].received, widened[0].appended, widened[0].surely), (0, 3, false));
}

#[test]
fn promises_and_purposes_of_consents_are_counted_by_consent_and_by_person() {
    let mut audit = agreed_to(["research", ""]);
    audit.grants.incentives = vec!["Dinner".to_owned(), "dinner".to_owned()];
    let again = audit.grants.rows[0].clone();
    audit.grants.rows.push(again);
    audit.grants.rows.iter_mut().for_each(|grant| grant.incentive = Some(grant.consenter));
    let all = Purposes::of(&audit);
    let row = |purpose: Option<&str>, consents, consenters| Consented {
        purpose: purpose.map(str::to_owned),
        consents,
        consenters,
    };
    assert_eq!(all.consented, [row(Some("research"), 2, 1), row(None, 1, 1)]);
    let dinner = Incentive { incentive: "Dinner".to_owned(), consents: 3, consenters: 2 };
    assert_eq!((all.incentives, all.incentive_consenters), (vec![dinner], 2));
}
