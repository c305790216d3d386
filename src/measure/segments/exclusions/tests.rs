//! Exclusions: the village by hand, and 44 conditions held against a second way to count.

use crate::{
    audit::Audit,
    measure::segments::Segments,
    model::{
        attribute::{Attribute, Origin, Role},
        segment::{Criterion, Mode},
    },
    village,
};
use rand_chacha::{
    ChaCha12Rng,
    rand_core::{Rng as _, SeedableRng as _},
};

fn below(random: &mut ChaCha12Rng, end: u64) -> u64 {
    random.next_u64() % end
}

fn criterion(mode: Mode, dimension: &str, value: &str) -> Criterion {
    Criterion { dimension: dimension.to_owned(), value: value.to_owned(), mode, ..Criterion::default() }
}

fn exclude(dimension: &str, value: &str) -> Criterion {
    criterion(Mode::Exclude, dimension, value)
}

#[test]
fn counts_by_hand_whom_the_village_keeps_out() {
    let mut audit = village::audit();
    audit.attributes.push(Attribute::of_texts("age", ["old", "old", "old", "young", "young", "", "old"].into_iter()));
    audit.attributes[1].origin = Origin::Inferred;
    audit.segments[0].criteria =
        vec![criterion(Mode::Include, "place", "North"), exclude("age", "young"), exclude("shoe size", "44")];
    let measured = Segments::of(&audit);
    let whole = &measured.excluding[0];
    // Ada, Cem, Dot and Gus live in North; Dot is young.
    assert_eq!((whole.eligible, whole.kept_out, whole.left, whole.unknown), (4, 1, 3, 0));
    assert_eq!((whole.exclusions, whole.exclusions_unchecked, whole.kept_out_share.value()), (1, 1, Some(0.25)));
    // Dot and Eve are members although they are young.
    assert_eq!(whole.members_kept_out, 2);
    let young = &measured.exclusions[0];
    assert_eq!((young.inferred, young.special_category.as_deref()), (Some(true), None));
    assert_eq!((young.people, young.kept_out, young.kept_out_by_it_only), (2, 1, 1));
    // All who were eligible live in North, so that places tell nothing of them; of the communities there may be rows.
    assert!(measured.kept_out.iter().all(|row| row.dimension == "community"));
}

/// 400 people with twelve traits of five values each, and 44 exclusions by them.
fn with_44_conditions() -> Audit {
    const PEOPLE: u32 = 400;
    let mut audit = village::of_size(PEOPLE);
    let mut stream = ChaCha12Rng::seed_from_u64(44);
    let mut column = |name: &str, values: u64| {
        let texts: Vec<String> = (0..PEOPLE).map(|_| format!("v{}", below(&mut stream, values))).collect();
        Attribute::of_texts(name, texts.iter().map(String::as_str))
    };
    audit.attributes = (0..12).map(|trait_| column(&format!("trait {trait_}"), 40)).collect();
    audit.attributes.push(Attribute { role: Role::Place, ..column("place", 4) });
    let conditions = (0..44).map(|at| exclude(&format!("trait {}", at % 11), &format!("v{}", at / 11)));
    audit.segments[0].criteria = std::iter::once(criterion(Mode::Include, "trait 11", "v7"))
        .chain((0..30).map(|value| criterion(Mode::Include, "trait 11", &format!("v{value}"))))
        .chain(conditions)
        .collect();
    audit
}

#[test]
fn forty_four_exclusions_are_what_a_second_count_finds() {
    let audit = with_44_conditions();
    let measured = Segments::of(&audit);
    let has = |person: usize, criterion: &Criterion| {
        let attribute = audit.attribute(&criterion.dimension).expect("it is there");
        attribute.values[attribute.codes[person] as usize] == criterion.value
    };
    let of = |mode| audit.segments[0].criteria.iter().filter(move |one| one.mode == mode).collect::<Vec<_>>();
    let (includes, excludes) = (of(Mode::Include), of(Mode::Exclude));
    let eligible: Vec<usize> = (0..400).filter(|&person| includes.iter().any(|one| has(person, one))).collect();
    let met = |person: usize| excludes.iter().filter(|one| has(person, one)).count();
    let kept_out = eligible.iter().filter(|&&person| met(person) > 0).count() as u64;
    let whole = &measured.excluding[0];
    assert_eq!((whole.exclusions, whole.eligible, whole.kept_out), (44, eligible.len() as u64, kept_out));
    assert!(0 < kept_out && kept_out < whole.eligible);
    let mut left: Vec<usize> = eligible.clone();
    for (row, one) in measured.exclusions.iter().zip(&excludes) {
        let count = |people: &[usize]| people.iter().filter(|&&person| has(person, one)).count() as u64;
        assert_eq!((&row.value, row.kept_out, row.kept_out_in_order), (&one.value, count(&eligible), count(&left)));
        let only = eligible.iter().filter(|&&person| met(person) == 1 && has(person, one)).count() as u64;
        assert_eq!(row.kept_out_by_it_only, only);
        left.retain(|&person| !has(person, one));
    }
    assert_eq!((measured.exclusions.len(), left.len() as u64), (44, whole.left));
    let by_place: Vec<_> = measured.kept_out.iter().filter(|row| row.dimension == "place").collect();
    assert_eq!(by_place.iter().map(|row| row.picked).sum::<u64>(), kept_out);
    assert_eq!(by_place.iter().map(|row| row.pool).sum::<u64>(), whole.eligible);
}

#[test]
fn a_segment_without_exclusions_has_no_row() {
    let mut audit = village::audit();
    audit.segments[0].criteria = vec![criterion(Mode::Include, "place", "North"), exclude("shoe size", "44")];
    assert!(Segments::of(&audit).excluding.is_empty());
}
