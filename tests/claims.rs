//! Published figures recomputed: every figure that was worked out from the register once by hand, again by the program.

use bystander::{
    import,
    measure::claims::{Recomputed, abroad::Friends, exclusion::Quantity, parts::Fit, ratios::Ratio},
    model::{claim::Counts, number::Figure},
};

fn register() -> Recomputed {
    Recomputed::of(&import::claims::read(None).expect("the register"), Friends::default())
}

/// The value rounded to so many decimals, as people print it.
fn printed(value: f64, decimals: usize) -> String {
    format!("{value:.decimals$}")
}

/// The ends of a ratio of the printed numbers.
fn ends(figure: Figure<Ratio>) -> (f64, Option<f64>) {
    let between = figure.value().expect("somebody consented").printed;
    (between.low, between.high)
}

#[test]
fn ratios_and_shares_of_countries_are_those_on_record() {
    // Claim, friends for each installer, total for each installer, consented share in percent.
    let expected = [
        ("model-world", None, "251.9", None),
        ("us-installers", None, "238.7", None),
        ("canada", Some("2286.4"), "2287.4", Some("0.0437")),
        ("territories", None, "1715.0", Some("0.058")),
        ("australia", Some("5869.3"), "5870.3", Some("0.0170")),
        ("new-zealand", Some("6371.4"), "6372.4", Some("0.0157")),
        ("india", Some("1678.0"), "1679.0", Some("0.0596")),
        ("philippines", Some("2106.3"), "2107.3", Some("0.0475")),
        ("south-korea", Some("465.8"), "466.8", Some("0.2142")),
        ("south-africa", None, "1811.4", Some("0.0552")),
        ("united-kingdom", None, "1037.5", None),
        ("indonesia", None, "1466.1", None),
        ("brazil", None, "5275.2", None),
    ];
    let register = register();
    for (name, friends, total, share) in expected {
        let row = register.ratios.iter().find(|row| row.claim == name).expect(name);
        let one = |figure| {
            let (low, high) = ends(figure);
            assert_eq!(high, Some(low), "{name}");
            low
        };
        assert_eq!(printed(one(row.affected_per_consenter), 1), total, "{name}");
        if let Some(friends) = friends {
            assert_eq!(printed(one(row.bystanders_per_consenter), 1), friends, "{name}");
        }
        if let Some(share) = share {
            let decimals = share.len() - 2;
            assert_eq!(printed(100.0 * one(row.consented_share), decimals), share, "{name}");
        }
    }
}

#[test]
fn ratios_of_the_world_keep_their_bounds() {
    let register = register();
    let row = |name: &str| register.ratios.iter().find(|row| row.claim == name).expect("a claim").clone();
    for (name, ratio, share) in [("facebook-world", "322.2", "0.31"), ("facebook-305k", "285.2", "0.35")] {
        let (low, high) = ends(row(name).affected_per_consenter);
        assert_eq!((low, printed(high.expect("a most"), 1).as_str()), (0.0, ratio));
        assert_eq!(printed(100.0 * ends(row(name).consented_share).0, 2), share);
    }
    let (low, high) = ends(row("ftc-world").bystanders_per_consenter);
    assert_eq!((printed(low, 1), printed(high.expect("a most"), 1)), ("185.2".into(), "260.0".into()));
    // One number, of which the source does not say what it counts: 4,766.4 is the most for friends and the least for all.
    let germany = row("germany");
    assert_eq!(printed(ends(germany.bystanders_per_consenter).1.expect("a most"), 1), "4766.4");
    assert_eq!(printed(ends(germany.affected_per_consenter).0, 1), "4766.4");
    assert_eq!(printed(100.0 * ends(germany.consented_share).1.expect("a most"), 4), "0.0210");
}

#[test]
fn derived_friends_and_sums_are_those_on_record() {
    let register = register();
    let canada = register.ratios.iter().find(|row| row.claim == "canada").expect("canada");
    assert_eq!((canada.bystanders, canada.bystanders_derived), (Counts::of(621_889), true));
    assert_eq!(register.arithmetic.len(), 5);
    assert!(register.arithmetic.iter().all(|row| row.adds_up));
    let territories =
        register.parts.iter().find(|row| row.table == "territory-list").expect("647 + 768 + 300");
    assert_eq!((territories.sum, territories.left), (Counts::of(1_715), Some(Counts::of(0))));
}

#[test]
fn the_printed_shares_imply_a_world_of_86_6_million() {
    let register = register();
    let [implied] = &register.implied[..] else { panic!("one table has printed shares") };
    assert_eq!((implied.low, implied.high, implied.consistent), (86_531_539, Some(86_612_323), true));
    assert_eq!(
        (&implied.low_set_by[..], &implied.high_set_by[..]),
        (&["top-in".into()][..], &["top-us".into()][..])
    );
    assert_eq!(implied.excluded, ["analytica-world", "ftc-world", "model-world"]);
}

/// A second way: at both ends of the interval every share comes out as printed, and a person further one does not.
#[test]
fn just_inside_the_interval_every_share_is_printed_and_just_outside_one_is_not() {
    let register = register();
    let all_fit = |whole: u64| {
        register
            .implied_rows
            .iter()
            .all(|row| format!("{:.1}", 100.0 * row.part.low as f64 / whole as f64) == row.printed_share)
    };
    assert_eq!(register.implied_rows.len(), 10);
    assert_eq!([86_531_538, 86_531_539, 86_612_323, 86_612_324].map(all_fit), [false, true, true, false]);
}

#[test]
fn parts_and_wholes_are_those_on_record() {
    let register = register();
    let row = |table: &str, against: &str| {
        let found =
            register.parts.iter().find(|row| row.table == table && row.against.as_deref() == Some(against));
        found.expect("a table against a whole").clone()
    };
    let top = row("top-ten", "facebook-world");
    assert_eq!((top.parts, top.sum, top.fit), (10, Counts::of(77_140_103), Some(Fit::Fits)));
    let list = row("eu-list", "commission-eu");
    assert_eq!((list.parts, list.sum), (22, Counts::of(2_484_452)));
    assert_eq!(list.left, Some(Counts { low: 0, high: Some(215_548) }));
    assert_eq!(row("top-ten", "model-world").fit, Some(Fit::OnePartExceeds), "the United States alone");
}

#[test]
fn new_zealand_and_australia_were_reached_from_abroad() {
    let register = register();
    let row = |name: &str| register.abroad.iter().find(|row| row.claim == name).expect("a claim").clone();
    for (name, least, share, by_mean, by_mean_share) in
        [("new-zealand", 13_714, "21.5", 61_814, "97.0"), ("australia", 46_074, "14.8", 301_004, "96.8")]
    {
        let found = row(name);
        assert_eq!((found.least, found.by_mean), (least, by_mean));
        let percent = |figure: Figure| printed(100.0 * figure.value().expect("somebody was reached"), 1);
        assert_eq!(
            (percent(found.least_share).as_str(), percent(found.by_mean_share).as_str()),
            (share, by_mean_share)
        );
    }
    // The installers of Brazil are from memory; with those it would be a third.
    let beyond: Vec<&str> =
        register.abroad.iter().filter(|row| row.least > 0).map(|row| row.claim.as_str()).collect();
    assert_eq!(beyond, ["australia", "new-zealand", "brazil"]);
    assert!(register.abroad.iter().all(|row| !row.impossible), "no claim about the World exceeds the cap");
}

#[test]
fn a_low_cap_makes_claims_about_the_world_impossible() {
    let claims = import::claims::read(None).expect("the register");
    let found = Recomputed::of(&claims, Friends { cap: 200, mean: 190 });
    let impossible: Vec<&str> =
        found.abroad.iter().filter(|row| row.impossible).map(|row| row.claim.as_str()).collect();
    assert_eq!(impossible, ["facebook-world", "facebook-305k", "model-world"]);
}

#[test]
fn claims_that_contradict_each_other_are_found() {
    let register = register();
    let found = |one: &str, other: &str| {
        let pair = register.exclusions.iter().find(|pair| pair.one == one && pair.other == other);
        pair.map(|pair| (pair.quantity, pair.same_count))
    };
    assert_eq!(found("eu-it", "it-press"), Some((Quantity::Affected, true)));
    assert_eq!(found("india", "in-press"), Some((Quantity::Consenters, true)));
    assert_eq!(found("philippines", "ph-press-1"), Some((Quantity::Affected, true)));
    assert_eq!(found("facebook-world", "facebook-305k"), Some((Quantity::Consenters, true)));
    assert_eq!(found("analytica-world", "press-world"), Some((Quantity::Affected, false)));
    assert_eq!(found("ftc-world", "model-world"), Some((Quantity::Affected, false)));
    assert_eq!(found("facebook-world", "model-world"), None, "a maximum excludes nothing below it");
    assert_eq!(found("top-gb", "eu-gb"), None, "the same number twice");
}

#[test]
fn programs_get_every_list_as_json_and_as_csv() {
    let print = |form: &str| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_bystander"));
        let output = command.args(["claims", form]).output().expect("the program starts");
        assert!(output.status.success());
        String::from_utf8(output.stdout).expect("text")
    };
    let json: serde_json::Value = serde_json::from_str(&print("--json")).expect("JSON");
    let lists =
        ["claims", "ratios", "arithmetic", "implied", "implied_rows", "parts", "abroad", "exclusions"];
    let counts = lists.map(|list| json["claims"][list].as_array().expect(list).len());
    assert_eq!(json["kinds"]["claims.abroad.least"], "bound");
    assert_eq!(json["kinds"]["claims.abroad.by_mean"], "model");
    let csv = print("--csv");
    let rows: Vec<usize> = csv.split("\n\n").map(|table| table.trim_end().lines().count() - 1).collect();
    assert_eq!(rows, counts);
}
