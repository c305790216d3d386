//! How long it takes to find out who holds whom, with the peak memory. Run by hand: `cargo bench --bench flows`.
//!
//! A million people, 200 organisations and 2,000 transfers (`PEOPLE`, `RECIPIENTS` and `TRANSFERS` set other sizes): three in five list the
//! people whom they passed on, up to a tenth of all; the others say nothing, or how many records. One transfer in ten has no date, and one
//! in ten was deleted. The case is made in memory; the measures that are timed are those of `bystander flows`.

#![allow(clippy::print_stdout, reason = "a bench speaks to whoever runs it")]

use bystander::{
    audit::Audit,
    measure::{onward::Onward, recipients::Recipients},
    model::{
        case::{AuditCase, Parameters},
        consent::Consenter,
        date::Day,
        id::{PersonId, RecipientId},
        range::Range,
        recipient::{Recipient, Role},
        transfer::Transfer,
    },
    table::{Tables, ties::Ties, transfers::Transfers},
};
use rand_chacha::{
    ChaCha12Rng,
    rand_core::{Rng as _, SeedableRng as _},
};
use std::{env, fs, time::Instant};

fn main() {
    let (people, recipients, transfers) =
        (number("PEOPLE", 1_000_000), number("RECIPIENTS", 200), number("TRANSFERS", 2_000));
    let audit = case(people, recipients, transfers);
    println!("{people} people, {recipients} organisations, {transfers} transfers: {} MB before", peak());
    timed("recipients", || Recipients::of(&audit).organisations.iter().map(|row| row.people.at_most).sum());
    timed("onward", || Onward::of(&audit).people.map_or(0, |people| people.at_most));
    println!("peak {} MB", peak());
}

fn timed(name: &str, measure: impl Fn() -> u64) {
    let start = Instant::now();
    let held = measure();
    println!("{name}: {:.2} s ({held} held at most)", start.elapsed().as_secs_f64());
}

fn number(name: &str, default: u32) -> u32 {
    env::var(name).map_or(default, |text| text.parse().expect("a whole number"))
}

/// The peak resident memory so far, in MB; 0 where the system does not tell.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok()).unwrap_or(0) / 1024
}

/// A ring with chords, in which one person in a hundred agreed, and the transfers.
fn case(people: u32, recipients: u32, transfers: u32) -> Audit {
    let mut stream = ChaCha12Rng::seed_from_u64(1);
    let mut below = |most: u32| stream.next_u32() % most;
    let pairs = (0..people).flat_map(|one| [1, 7, 91].map(|step| (one, (one + step) % people)));
    let pairs = pairs.map(|(one, other)| (PersonId(one), PersonId(other))).collect();
    let agreed = (0..people).step_by(100);
    let consenter = |(at, person): (u32, u32)| Consenter {
        person: PersonId(person),
        number: at + 1,
        line: 0,
        opens_contacts: true,
    };
    let rows = (0..transfers).map(|_| {
        let (from, step) = (below(recipients), 1 + below(recipients - 1));
        let listed = below(5) < 3;
        let gap = 10 + below(90);
        let start = below(gap);
        let list = || (start..people).step_by(gap as usize).map(PersonId).collect();
        let on = (below(10) > 0).then(|| Day(16_000 + i32::try_from(below(700)).expect("few days")));
        Transfer {
            on,
            people: listed.then(list),
            records: (below(2) == 0).then(|| Range::exact(u64::from(below(people / 10)))),
            deleted_on: on.filter(|_| below(10) == 0).map(|on| Day(on.0 + 90)),
            ..Transfer::between(RecipientId(from), RecipientId((from + step) % recipients))
        }
    });
    let rows = rows.collect();
    let recipient = |at: u32| Recipient {
        name: format!("organisation {at}"),
        is_named: true,
        role: Some(if at == 0 { Role::Collector } else { Role::Recipient }),
        ..Recipient::default()
    };
    let tables = Tables {
        case: AuditCase::default(),
        people: people as usize,
        listed: true,
        ties: Ties { pairs, ..Ties::default() },
        consenters: (0..).zip(agreed).map(consenter).collect(),
        transfers: Some(Transfers {
            rows,
            recipients: (0..recipients).map(recipient).collect(),
            ..Transfers::default()
        }),
        ..Tables::default()
    };
    Audit::new(tables, Parameters::default())
}
