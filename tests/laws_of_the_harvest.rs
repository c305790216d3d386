//! Laws of the harvest measures over random small networks, and every draw that is possible against the closed forms.

use bystander::{
    audit::Audit,
    measure::{observe::Observe, share_out::ShareOut, spread::Spread},
    model::{case::Parameters, consent::Consenter, id::PersonId},
    table::{Tables, ties::Ties},
};
use proptest::{collection::vec, prelude::*, sample::subsequence};

/// A random case: people, ties (loops and repeats among them), consenters in list order, how many of them open, and those
/// who switched off.
#[derive(Clone, Debug)]
struct Net {
    people: u32,
    ties: Vec<(u32, u32)>,
    consenters: Vec<u32>,
    opening: usize,
    off: Vec<u32>,
}

impl Net {
    fn audit(&self, hops: u32) -> Audit {
        let consenter = |(number, &row)| Consenter {
            person: PersonId(row),
            number,
            line: 0,
            opens_contacts: number as usize <= self.opening,
        };
        let tables = Tables {
            people: self.people as usize,
            listed: true,
            ties: Ties {
                pairs: self.ties.iter().map(|&(one, other)| (PersonId(one), PersonId(other))).collect(),
                ..Ties::default()
            },
            consenters: (1..).zip(&self.consenters).map(consenter).collect(),
            opted_out: self.off.iter().copied().map(PersonId).collect(),
            ..Tables::default()
        };
        Audit::new(tables, Parameters { hops, draws: 20, ..Parameters::default() })
    }

    fn spread(&self, hops: u32) -> Spread {
        Spread::of(&self.audit(hops))
    }
}

/// Networks of 1 to `most` people.
fn nets(most: u32) -> impl Strategy<Value = Net> {
    (1..=most).prop_flat_map(|people| {
        let all: Vec<u32> = (0..people).collect();
        let consenters = subsequence(all.clone(), 0..=all.len()).prop_shuffle();
        let off = subsequence(all.clone(), 0..=all.len() / 2);
        (vec((0..people, 0..people), 0..24), consenters, off, 0.0..=1.0_f64).prop_map(
            move |(ties, consenters, off, part)| {
                let opening = (consenters.len() as f64 * part).ceil() as usize;
                Net { people, ties, consenters, opening, off }
            },
        )
    })
}

/// Every list of `many` of the people of which the first `opening` open.
fn every_draw(net: &Net) -> Vec<Net> {
    let sets = |within: &[u32], many: usize| -> Vec<Vec<u32>> {
        let chosen = |set: u32| within.iter().copied().filter(move |row| set & (1 << row) != 0);
        let all: u32 = within.iter().map(|row| 1 << row).sum();
        let sets = (0..1_u32 << net.people).filter(|set| set & !all == 0);
        sets.filter(|set| set.count_ones() as usize == many).map(|set| chosen(set).collect()).collect()
    };
    let all: Vec<u32> = (0..net.people).collect();
    let mut draws = Vec::new();
    for consenters in sets(&all, net.consenters.len()) {
        for open in sets(&consenters, net.opening) {
            let closed = consenters.iter().filter(|row| !open.contains(row));
            draws.push(Net { consenters: open.iter().chain(closed).copied().collect(), ..net.clone() });
        }
    }
    draws
}

fn mean(values: impl ExactSizeIterator<Item = f64>) -> f64 {
    let count = values.len() as f64;
    values.sum::<f64>() / count
}

fn close(one: Option<f64>, other: f64) -> bool {
    one.is_some_and(|one| (one - other).abs() < 1e-9)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn hops_and_exposures_count_everybody_once(net in nets(9), hops in 1_u32..4) {
        let spread = net.spread(hops);
        let reached: u64 = spread.hops.iter().map(|hop| hop.people).sum();
        prop_assert_eq!(reached + spread.unreached, spread.people);
        let exposed: u64 = spread.exposure.iter().map(|row| row.people).sum();
        prop_assert_eq!(exposed + spread.unexposed + spread.opted_out + spread.consenters, spread.people);
        prop_assert_eq!(exposed, net.spread(1).bystanders);
    }

    #[test]
    fn a_wider_limit_or_another_tie_never_makes_fewer_bystanders(net in nets(9), hops in 1_u32..4, tie in (0_u32..9, 0_u32..9)) {
        let bystanders = net.spread(hops).bystanders;
        prop_assert!(net.spread(hops + 1).bystanders >= bystanders);
        let mut more = net.clone();
        more.ties.push((tie.0 % net.people, tie.1 % net.people));
        prop_assert!(more.spread(hops).bystanders >= bystanders);
    }

    #[test]
    fn a_repeated_tie_changes_nothing(net in nets(9)) {
        let mut twice = net.clone();
        twice.ties.extend(net.ties.iter().map(|&(one, other)| (other, one)));
        prop_assert_eq!(twice.spread(2), net.spread(2));
        prop_assert_eq!(ShareOut::of(&twice.audit(1)), ShareOut::of(&net.audit(1)));
    }

    #[test]
    fn numbering_people_otherwise_changes_nothing(net in nets(9)) {
        let other = |row: u32| net.people - 1 - row;
        let renamed = Net {
            ties: net.ties.iter().map(|&(one, two)| (other(one), other(two))).collect(),
            consenters: net.consenters.iter().map(|&row| other(row)).collect(),
            off: net.off.iter().map(|&row| other(row)).collect(),
            ..net.clone()
        };
        prop_assert_eq!(renamed.spread(2), net.spread(2));
        prop_assert_eq!(ShareOut::of(&renamed.audit(1)), ShareOut::of(&net.audit(1)));
    }

    #[test]
    fn somebody_whom_nobody_knows_changes_no_count_of_bystanders(net in nets(9)) {
        let more = Net { people: net.people + 1, ..net.clone() };
        let (before, after) = (net.spread(2), more.spread(2));
        prop_assert_eq!(before.bystanders, after.bystanders);
        prop_assert_eq!(before.bystanders_per_consenter, after.bystanders_per_consenter);
        prop_assert!(after.affected_share.value() <= before.affected_share.value());
    }

    #[test]
    fn withdrawing_changes_the_bystanders_by_what_is_said(net in nets(9)) {
        let bystanders = net.spread(1).bystanders.cast_signed();
        for part in ShareOut::of(&net.audit(1)).consenters {
            let at = part.consenter[1..].parse::<usize>().expect("a place in the list") - 1;
            let mut without = net.clone();
            without.consenters.remove(at);
            without.opening -= usize::from(at < net.opening);
            prop_assert_eq!(bystanders - without.spread(1).bystanders.cast_signed(), part.change_if_withdrawn);
        }
    }

    #[test]
    fn parts_add_up_and_stand_in_order(net in nets(9)) {
        let shares = ShareOut::of(&net.audit(1));
        prop_assert_eq!(shares.bystanders, net.spread(1).bystanders);
        prop_assert!((shares.consenters.iter().map(|part| part.shapley).sum::<f64>() - shares.bystanders as f64).abs() < 1e-9);
        prop_assert_eq!(shares.consenters.iter().map(|part| part.greedy_gain).sum::<u64>(), shares.bystanders);
        for part in &shares.consenters {
            prop_assert!(part.sole as f64 <= part.shapley + 1e-9 && part.shapley <= part.bystanders as f64 + 1e-9);
        }
        for cover in &shares.cover {
            let minimum = cover.minimum.value().expect("small cases are within the limit of work");
            prop_assert!(minimum <= cover.consenters);
        }
        let points: Vec<f64> = shares.accumulation.iter().map(|point| point.bystanders).collect();
        let rises: Vec<f64> = points.windows(2).map(|pair| pair[1] - pair[0]).collect();
        prop_assert!(rises.iter().all(|&rise| rise >= -1e-9));
        prop_assert!(rises.windows(2).all(|pair| pair[1] <= pair[0] + 1e-9));
        prop_assert!(close(points.last().copied(), shares.bystanders as f64));
    }

    #[test]
    fn the_closed_form_is_the_mean_over_every_possible_draw(net in nets(6)) {
        let observe = Observe::of(&net.audit(1));
        let draws = every_draw(&net);
        let bystanders = |hops| mean(draws.iter().map(|draw| draw.spread(hops).bystanders as f64));
        prop_assert!(close(observe.expected_bystanders.value(), bystanders(1)));
        prop_assert_eq!(observe.observed, net.spread(1).bystanders);
        if net.off.is_empty() || net.opening == net.consenters.len() {
            prop_assert!(close(observe.hop_2.bystanders.value(), bystanders(2)));
        }
        if net.off.is_empty() && net.spread(1).ties > 0 {
            let seen = |draw: &Net| draw.spread(1).ties_seen;
            let shares = draws.iter().map(|draw| seen(draw).share.value().expect("there are ties"));
            prop_assert!(close(observe.edge_observability.value(), mean(shares)));
            if net.opening == net.consenters.len() {
                let shares = draws.iter().map(|draw| seen(draw).among_affected_share.value().expect("there are ties"));
                prop_assert!(close(observe.expected_ties.among_affected.value(), mean(shares)));
            }
        }
    }
}
