//! The suite `overrepresentation`.

use super::harness::{Case, cases};
use bystander::{
    model::number::{Figure, Interval},
    stat::{contingency::Contingency, false_discovery::Family, selection::Selection, two_by_two::TwoByTwo},
};
use serde_json::{Map, Value, json};

fn ends(interval: Figure<Interval>) -> Figure<[f64; 2]> {
    interval.map(|interval| [interval.low, interval.high])
}

/// The table of a case; `None` where a cell is no count.
fn table(case: &Case) -> Option<TwoByTwo> {
    let cell = |key: &str| case.input()[key].as_u64();
    Some(TwoByTwo {
        group_in: cell("group_in")?,
        group_out: cell("group_out")?,
        rest_in: cell("rest_in")?,
        rest_out: cell("rest_out")?,
    })
}

#[test]
fn two_by_two() {
    for case in cases("overrepresentation", "two_by_two") {
        let Some(table) = table(&case) else {
            assert_eq!(case.expect_error(), Some("negative_value"), "{}", case.id());
            continue;
        };
        case.check(&json!({
            "share_in_segment": table.share_in_segment(),
            "share_in_population": table.share_in_population(),
            "lift": table.lift(),
            "lift_ci": ends(table.lift_interval()),
            "lift_vs_outside": table.lift_vs_outside(),
            "risk_difference": table.risk_difference(),
            "risk_ratio": table.risk_ratio(),
            "risk_ratio_ci": ends(table.risk_ratio_interval()),
            "disparate_impact_ratio": table.impact_ratio(),
            "four_fifths_flag": table.below_four_fifths(),
            "odds_ratio": table.odds_ratio(),
            "odds_ratio_ci": ends(table.odds_ratio_interval()),
            "odds_ratio_conditional_mle": table.odds_ratio_conditional(),
            "odds_ratio_haldane": table.odds_ratio_haldane(),
            "expected_group_in": table.expected(),
            "min_expected": table.min_expected(),
            "chi2": table.chi_square(),
            "chi2_p": table.chi_square_p(),
            "chi2_yates": table.chi_square_yates(),
            "g": table.g(),
            "g_p": table.g_p(),
            "pearson_residual": table.pearson_residual(),
            "adjusted_residual": table.adjusted_residual(),
            "phi": table.phi(),
            "fisher_two_sided_p": table.fisher_p(),
            "fisher_greater_p": table.enrichment_p(),
            "fisher_less_p": table.depletion_p(),
            "enrichment_p": table.enrichment_p(),
            "fisher_mid_p_greater": table.enrichment_mid_p(),
        }));
    }
}

#[test]
fn r_by_c() {
    for case in cases("overrepresentation", "r_by_c") {
        let cells: Vec<Vec<u64>> =
            serde_json::from_value(case.input()["counts"].clone()).expect("rows of counts");
        let table = Contingency::of(&cells);
        case.check(&json!({
            "total": table.total(),
            "df": table.freedom(),
            "dropped_rows": table.dropped_rows,
            "dropped_columns": table.dropped_columns,
            "chi2": table.chi_square(),
            "chi2_p": table.chi_square_p(),
            "g": table.g(),
            "g_p": table.g_p(),
            "cramers_v": table.cramers_v(),
            "cramers_v_corrected": table.cramers_v_corrected(),
            "pearson_residuals": table.pearson_residuals(),
            "adjusted_residuals": table.adjusted_residuals(),
            "min_expected": table.min_expected(),
            "share_expected_below_5": table.share_expected_below_5(),
            "location_quotients": table.location_quotients(),
        }));
    }
}

#[test]
fn multiple_testing() {
    for case in cases("overrepresentation", "multiple_testing") {
        let p_values: Vec<Option<f64>> =
            serde_json::from_value(case.input()["p_values"].clone()).expect("p-values");
        let Some(family) = Family::of(&p_values) else {
            assert_eq!(case.expect_error(), Some("p_value_out_of_range"), "{}", case.id());
            continue;
        };
        let alpha = case.input()["alpha"].as_f64().expect("a level");
        let rejected = family.benjamini_hochberg().iter().flatten().filter(|&&q| q <= alpha).count();
        case.check(&json!({
            "n_tests": family.tests(),
            "bh": family.benjamini_hochberg(),
            "by": family.benjamini_yekutieli(),
            "holm": family.holm(),
            "bonferroni": family.bonferroni(),
            "bh_rejected": rejected,
        }));
    }
}

#[test]
fn enrichment_family() {
    for case in cases("overrepresentation", "enrichment_family") {
        let population = case.input()["population"].as_u64().expect("a count");
        let tests = case.input()["tests"].as_array().expect("tests").iter();
        let count = |test: &Value, key: &str| test[key].as_u64().expect("a count");
        let tables: Option<Vec<TwoByTwo>> = tests
            .map(|test| {
                let margins = (count(test, "in"), count(test, "group"), count(test, "segment"));
                TwoByTwo::of_margins(margins.0, margins.1, margins.2, population)
            })
            .collect();
        let Some(tables) = tables else {
            assert_eq!(case.expect_error(), Some("bad_counts"), "{}", case.id());
            continue;
        };
        let p: Vec<Option<f64>> = tables.iter().map(|table| table.enrichment_p().value()).collect();
        case.check(&json!({
            "p": p,
            "q_bh": Family::of(&p).expect("p-values").benjamini_hochberg(),
            "lift": tables.iter().map(|table| table.lift().value()).collect::<Vec<_>>(),
        }));
    }
}

#[test]
fn selection_rates() {
    for case in cases("overrepresentation", "selection_rates") {
        let input = case.input()["groups"].as_object().expect("groups");
        let group = |value: &Value| Selection {
            selected: value["selected"].as_u64().expect("a count"),
            people: value["n"].as_u64().expect("a count"),
        };
        let groups: Vec<Selection> = input.values().map(group).collect();
        let named = || input.keys().zip(&groups);
        let rates = named().map(|(name, group)| (name.clone(), json!(group.rate().value())));
        let peopled = || named().filter(|(_, group)| group.people > 0);
        let ratios =
            peopled().map(|(name, group)| (name.clone(), json!(group.ratio_to_highest(&groups).value())));
        let flagged = peopled().filter(|(_, group)| group.falls_behind(&groups).value() == Some(true));
        let lowest = Selection::lowest_to_highest(&groups);
        let where_defined = |value: Value| match lowest.0 {
            Ok(_) => value,
            Err(why) => json!({ "undefined": why }),
        };
        case.check(&json!({
            "rates": rates.collect::<Map<_, _>>(),
            "min_max_ratio": lowest,
            "ratios_to_highest": where_defined(json!(ratios.collect::<Map<_, _>>())),
            "flagged": where_defined(json!(flagged.map(|(name, _)| name).collect::<Vec<_>>())),
            "overall_rate": Selection::overall(&groups).rate(),
        }));
    }
}
