//! Deletions, withdrawals and objections of the village, each changed by hand.

use super::*;
use crate::{
    measure::bounds::Between,
    model::{
        id::PersonId,
        message::{Moment, Objection},
        range::Range,
        reading::{Began, Lasting},
        transfer::Transfer,
    },
    table::suppressions::Suppressions,
    village,
};

fn day(text: &str) -> Option<Day> {
    Day::parse(text)
}

fn shown(audit: &Audit) -> Shown {
    Erasure::of(audit).shown.unwrap()
}

fn rows(audit: &mut Audit) -> &mut Vec<Transfer> {
    &mut audit.transfers.as_mut().unwrap().rows
}

#[test]
fn a_deletion_that_the_receiver_followed_has_travelled_in_so_many_days() {
    let mut audit = village::with_transfers();
    rows(&mut audit)[2].deleted_on = day("2014-12-11");
    let all = shown(&audit);
    assert_eq!((all.travelled.value(), all.not_travelled.value()), (Some(1), Some(1)));
    let of_party: Vec<_> = all.downstream.iter().filter(|row| row.holder == "The party").collect();
    assert_eq!(of_party.iter().map(|row| row.days).collect::<Vec<_>>(), [Some(10), None]);
}

#[test]
fn what_was_passed_on_before_the_receipt_or_after_the_deletion_is_not_downstream() {
    let downstream = |on: &str| {
        let mut audit = village::with_transfers();
        rows(&mut audit)[2].on = day(on);
        shown(&audit).downstream.iter().map(|row| row.passage.from.clone()).collect::<Vec<_>>()
    };
    assert!(downstream("2014-08-31").is_empty());
    assert!(downstream("2014-12-02").is_empty());
    assert_eq!(downstream("2014-12-01"), ["The party"], "the broker had passed its data on in November");
    assert_eq!(downstream(""), ["The party", "The broker"]);
}

#[test]
fn data_from_elsewhere_make_it_possible_and_not_sure() {
    let mut audit = village::with_transfers();
    rows(&mut audit).push(Transfer::between(RecipientId(0), RecipientId(3)));
    let sure: Vec<_> = shown(&audit).downstream.iter().map(|row| row.surely).collect();
    assert_eq!(sure, [true, false]);
    assert_eq!(shown(&audit).not_travelled_surely.value(), Some(1));
}

#[test]
fn a_circle_does_not_go_round_for_ever_and_its_return_is_downstream() {
    let mut audit = village::with_transfers();
    rows(&mut audit)[0].deleted_on = day("2014-12-31");
    let of_analysts: Vec<_> =
        shown(&audit).downstream.into_iter().filter(|row| row.holder == "The analysts").collect();
    let steps: Vec<_> = of_analysts.iter().map(|row| (row.passage.to.clone(), row.steps)).collect();
    let expected = [("The party", 1), ("The broker", 2), ("The analysts", 3)];
    assert_eq!(steps, expected.map(|(to, steps)| (to.to_owned(), steps)));
    assert!(of_analysts.iter().all(|row| !row.surely), "the analysts received data twice");
}

#[test]
fn passing_on_what_was_deleted_contradicts_the_record() {
    let mut audit = village::with_transfers();
    assert!(shown(&audit).passed_on_after_deleting.is_empty());
    rows(&mut audit)[1].deleted_on = day("2014-09-30");
    let after: Vec<_> = shown(&audit).passed_on_after_deleting.into_iter().map(|row| row.to).collect();
    assert_eq!(after, ["The broker"]);
}

#[test]
fn a_withdrawal_counts_for_the_transfers_of_later_days() {
    let mut audit = village::with_transfers();
    assert_eq!(shown(&audit).withdrawals, None);
    audit.grants.rows[0].in_force = Lasting::new(Began::Undated, day("2014-05-01"));
    let withdrawals = shown(&audit).withdrawals.unwrap();
    let people: Vec<_> = withdrawals.rows.iter().map(|row| (row.people_at_least, row.people_at_most)).collect();
    assert_eq!(people, [(0, 1), (0, 1), (0, 1)], "not the transfer of that day");
    assert_eq!(withdrawals.transfers, Between { at_least: 0, at_most: 3 });
    rows(&mut audit)[0].on = day("2014-05-02");
    let withdrawals = shown(&audit).withdrawals.unwrap();
    let first = &withdrawals.rows[0];
    assert_eq!((first.people_at_least, first.people_at_most), (1, 1), "Ada is on the list of the first transfer");
    assert_eq!(withdrawals.organisations, Between { at_least: 1, at_most: 3 });
}

#[test]
fn whoever_has_another_grant_in_force_has_not_withdrawn() {
    let mut audit = village::with_transfers();
    let again = audit.grants.rows[0].clone();
    audit.grants.rows[0].in_force = Lasting::new(Began::Undated, day("2014-05-01"));
    audit.grants.rows.push(again);
    assert_eq!(shown(&audit).withdrawals, None);
}

#[test]
fn an_objection_without_a_day_may_have_come_before() {
    let mut audit = village::with_transfers();
    let objection = |person, since| Objection { person: PersonId(person), list: None, channel: None, since };
    audit.suppressions = Some(Suppressions {
        rows: vec![objection(2, None), objection(3, Moment::parse("2014-04-30")), objection(5, None)],
        ..Suppressions::default()
    });
    let objections = shown(&audit).objections.unwrap();
    let first = &objections.rows[0];
    assert_eq!((first.people_at_least, first.people_at_most), (1, 2), "Fay is not on the list");
    rows(&mut audit)[1].records = Some(Range::exact(2));
    assert_eq!(shown(&audit).objections.unwrap().rows[1].people_at_most, 2, "there were two records");
}

#[test]
fn beyond_the_stated_limit_of_work_nothing_downstream_is_said() {
    let mut audit = village::with_transfers();
    let one = Transfer { deleted_on: day("2015-01-01"), ..Transfer::between(RecipientId(1), RecipientId(2)) };
    *rows(&mut audit) = vec![one; 4_473];
    let all = shown(&audit);
    assert_eq!((all.deletions, all.not_travelled.0), (4_473, Err(Undefined::TooLarge)));
}

/// The transfers downstream of a deletion, found by writing out every chain in time from who deleted.
fn written_out(rows: &[Transfer], deletion: usize) -> BTreeSet<u64> {
    let holder = rows[deletion].to;
    let mut found = BTreeSet::new();
    let mut chains = vec![(holder, rows[deletion].on.unwrap_or(Day::FIRST), Vec::new())];
    while let Some((who, since, chain)) = chains.pop() {
        let came_back = who == holder && !chain.is_empty();
        for (row, transfer) in rows.iter().enumerate().filter(|(_, transfer)| transfer.from == who) {
            let is_late = who == holder && transfer.on > rows[deletion].deleted_on;
            let is_early = transfer.on.is_some_and(|on| on < since);
            if came_back || is_late || is_early || row == deletion || chain.contains(&row) {
                continue;
            }
            found.insert(transfer.line);
            let longer = chain.iter().copied().chain([row]).collect();
            chains.push((transfer.to, transfer.on.unwrap_or(since), longer));
        }
    }
    found
}

#[test]
fn what_is_downstream_is_what_all_chains_written_out_reach() {
    use rand::{RngExt as _, SeedableRng as _};
    let mut dice = rand_chacha::ChaCha8Rng::seed_from_u64(11);
    for _ in 0..300 {
        let mut audit = village::with_transfers();
        let transfers: Vec<Transfer> = (1..=dice.random_range(2..10))
            .map(|line| {
                let from = dice.random_range(0..4_u32);
                let to = (from + dice.random_range(1..4_u32)) % 4;
                let on = Some(Day(dice.random_range(1..7))).filter(|_| dice.random_range(0..4) > 0);
                let deleted_on = (line == 1).then_some(Day(on.map_or(1, |on| on.0) + dice.random_range(0..5)));
                Transfer { on, deleted_on, line, ..Transfer::between(RecipientId(from), RecipientId(to)) }
            })
            .collect();
        *rows(&mut audit) = transfers.clone();
        let found: BTreeSet<u64> = shown(&audit).downstream.iter().map(|row| row.passage.line).collect();
        assert_eq!(found, written_out(&transfers, 0), "{transfers:?}");
    }
}
