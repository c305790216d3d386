//! What each figure of `results.json` is: exact, bound, estimate or model.
//!
//! Where records leave something open, every measure reads them so that the most follows: counts of people within reach are then
//! upper bounds, and figures that do not simply grow with the reach are true of that reading alone, which is called a model.
//! Where equal names alone decide who is one person, every count and bound is true of one reading of them, a model too. What is
//! drawn by chance stays an estimate.

use crate::{
    measure::{bounds::Bounds, contacts::Contacts},
    model::{case::AuditCase, number::Kind},
};
use serde_json::{Map, Value, json};

/// The kind of every figure whose key begins so; the longest beginning counts. Rows of tables have the key of the table.
pub(super) const ALWAYS: &[(&str, Kind)] = &[
    ("spread", Kind::Exact),
    ("observe", Kind::Model),
    ("observe.consenters", Kind::Exact),
    ("observe.rate", Kind::Exact),
    ("observe.observed", Kind::Exact),
    ("observe.draws", Kind::Exact),
    ("observe.seed", Kind::Exact),
    ("observe.low", Kind::Estimate),
    ("observe.high", Kind::Estimate),
    ("observe.p_value", Kind::Estimate),
    ("observe.models", Kind::Estimate),
    ("observe.models.observed", Kind::Exact),
    ("observe.models.draws", Kind::Exact),
    ("observe.models.seed", Kind::Exact),
    ("observe.rewired", Kind::Estimate),
    ("observe.rewired.observed", Kind::Exact),
    ("observe.rewired.transitivity", Kind::Exact),
    ("observe.rewired.transitivity_mean", Kind::Estimate),
    ("observe.rewired.draws", Kind::Exact),
    ("observe.rewired.seed", Kind::Exact),
    ("observe.rewired.tries", Kind::Exact),
    ("observe.explained", Kind::Estimate),
    ("share_out", Kind::Exact),
    ("share_out.cover.consenters", Kind::Bound),
    ("share_out.cover.at_least", Kind::Bound),
    ("share_out.accumulation.bystanders", Kind::Model),
    ("by_place", Kind::Exact),
    ("place_matrix", Kind::Exact),
    ("segments", Kind::Exact),
    ("segments.segments.q_value", Kind::Estimate),
    ("segments.segments.lift_low", Kind::Estimate),
    ("segments.segments.lift_high", Kind::Estimate),
    ("segments.representation.q_value", Kind::Estimate),
    ("segments.representation.lift_low", Kind::Estimate),
    ("segments.representation.lift_high", Kind::Estimate),
    ("segments.concentration.hhi_chance_mean", Kind::Model),
    ("segments.concentration.hhi_p_value", Kind::Estimate),
    ("segments.concentration.hhi_q_value", Kind::Estimate),
    ("segments.segregation.d_chance", Kind::Model),
    ("segments.segregation.d_above_chance", Kind::Model),
    ("segments.homophily.ei_chance", Kind::Model),
    ("segments.kept_out.q_value", Kind::Estimate),
    ("segments.kept_out.lift_low", Kind::Estimate),
    ("segments.kept_out.lift_high", Kind::Estimate),
    ("segments.delivery_skew.q_value", Kind::Estimate),
    ("segments.delivery_skew.lift_low", Kind::Estimate),
    ("segments.delivery_skew.lift_high", Kind::Estimate),
    ("segments.lookalikes.q_value", Kind::Estimate),
    ("segments.lookalikes.lift_low", Kind::Estimate),
    ("segments.lookalikes.lift_high", Kind::Estimate),
    ("segments.drift.d_chance", Kind::Model),
    ("segments.drift.d_above_chance", Kind::Model),
    ("segments.communities", Kind::Estimate),
    ("segments.survival", Kind::Estimate),
    ("segments.survival.searches", Kind::Exact),
    ("segments.survival.draws", Kind::Exact),
    ("acquaintance", Kind::Exact),
    ("acquaintance.segments.knowing_expected_share", Kind::Model),
    ("acquaintance.segments.ties_by_chance", Kind::Estimate),
    ("acquaintance.segments.ties_by_chance.expected", Kind::Model),
    ("acquaintance.segments.ties_by_chance.ratio", Kind::Model),
    ("acquaintance.segments.consenting_by_chance", Kind::Estimate),
    ("acquaintance.segments.consenting_by_chance.expected", Kind::Model),
    ("acquaintance.segments.consenting_by_chance.ratio", Kind::Model),
    ("sensitive", Kind::Exact),
    ("lattice", Kind::Exact),
    ("singling_out", Kind::Exact),
    ("contests", Kind::Exact),
    ("contests.places.lift_low", Kind::Estimate),
    ("contests.places.lift_high", Kind::Estimate),
    ("contests.swing.rate_ratio_low", Kind::Estimate),
    ("contests.swing.rate_ratio_high", Kind::Estimate),
    ("contests.swing.p_value", Kind::Estimate),
    ("contests.swing.q_value", Kind::Estimate),
    ("contests.neighbours.by_chance", Kind::Model),
    ("contests.neighbours.p_value", Kind::Estimate),
    ("contests.neighbours.q_value", Kind::Estimate),
    ("contests.contact_ratios.lift_low", Kind::Estimate),
    ("contests.contact_ratios.lift_high", Kind::Estimate),
    ("contests.contact_ratios.q_value", Kind::Estimate),
    ("bounds", Kind::Exact),
    ("fields", Kind::Exact),
    ("timeline", Kind::Exact),
    ("apps", Kind::Exact),
    ("chains", Kind::Exact),
    ("chains.reached_in_time", Kind::Bound),
    ("chains.longest_at_least", Kind::Bound),
    ("purposes", Kind::Exact),
    ("purposes.records", Kind::Bound),
    ("purposes.records_otherwise", Kind::Bound),
    ("purposes.widened", Kind::Bound),
    ("erasure", Kind::Exact),
    ("erasure.travelled_or_not", Kind::Bound),
    ("erasure.travelled", Kind::Bound),
    ("erasure.not_travelled", Kind::Bound),
    ("erasure.not_travelled_surely", Kind::Bound),
    ("erasure.withdrawals", Kind::Bound),
    ("erasure.objections", Kind::Bound),
    ("third_countries", Kind::Exact),
    ("seats", Kind::Bound),
    ("recipients", Kind::Bound),
    ("recipients.collectors", Kind::Exact),
    ("recipients.not_named", Kind::Exact),
    ("recipients.organisations.distance", Kind::Exact),
    ("recipients.organisations.received", Kind::Exact),
    ("recipients.organisations.received_without_fields", Kind::Exact),
    ("recipients.organisations.given", Kind::Exact),
    ("recipients.organisations.deletions", Kind::Exact),
    ("onward", Kind::Bound),
    ("onward.columns.organisations", Kind::Exact),
    ("onward.held_by.organisations", Kind::Exact),
    ("onward.segment_origins", Kind::Exact),
    ("profile", Kind::Exact),
    ("inference", Kind::Exact),
    ("inference.guesses.accuracy_by_chance", Kind::Estimate),
    ("inference.guesses.p_value", Kind::Estimate),
    ("inference.guesses.q_value", Kind::Estimate),
    ("proxies", Kind::Exact),
    ("proxies.pairs.uncertainty_by_chance", Kind::Estimate),
    ("proxies.pairs.above_chance", Kind::Estimate),
    ("proxies.pairs.strongest.lift_low", Kind::Estimate),
    ("proxies.pairs.strongest.lift_high", Kind::Estimate),
    ("proxies.pairs.p_value", Kind::Estimate),
    ("proxies.pairs.q_value", Kind::Estimate),
    ("label_accuracy", Kind::Exact),
    ("label_accuracy.labels.accuracy_low", Kind::Estimate),
    ("label_accuracy.labels.accuracy_high", Kind::Estimate),
    ("label_accuracy.values.recall_low", Kind::Estimate),
    ("label_accuracy.values.recall_high", Kind::Estimate),
    ("label_accuracy.values.precision_low", Kind::Estimate),
    ("label_accuracy.values.precision_high", Kind::Estimate),
    ("label_accuracy.values.corrected_share", Kind::Estimate),
    ("label_accuracy.values.corrected_low", Kind::Estimate),
    ("label_accuracy.values.corrected_high", Kind::Estimate),
    ("label_accuracy.segments.corrected_share", Kind::Estimate),
    ("label_accuracy.segments.corrected_low", Kind::Estimate),
    ("label_accuracy.segments.corrected_high", Kind::Estimate),
    ("label_accuracy.segments.corrected_lift", Kind::Estimate),
    ("consent_texts", Kind::Exact),
    ("consent_texts.versions.minutes", Kind::Model),
    ("consent_texts.versions.syllables_per_word", Kind::Model),
    ("consent_texts.versions.reading_ease", Kind::Model),
    ("consent_texts.versions.grade", Kind::Model),
    ("consent_texts.clauses.minutes_before", Kind::Model),
    ("consent_texts.rates", Kind::Estimate),
    ("contacts", Kind::Exact),
    ("contacts.reached_at_most", Kind::Bound),
    ("contacts.audiences.reached_at_most", Kind::Bound),
    ("contacts.audiences.low", Kind::Bound),
    ("contacts.audiences.high", Kind::Bound),
    ("contacts.spend", Kind::Bound),
    ("contacts.by_standing.p_value", Kind::Estimate),
    ("contacts.objections.contacts_at_least", Kind::Bound),
    ("contacts.objections.contacts_at_most", Kind::Bound),
    ("contacts.objections.people_contacted_at_least", Kind::Bound),
    ("contacts.objections.people_contacted_at_most", Kind::Bound),
    ("contacts.objections.honoured_share_at_least", Kind::Bound),
    ("contacts.objections.honoured_share_at_most", Kind::Bound),
    ("contacts.objections.days_until_last", Kind::Bound),
    ("contacts.objections.days_after", Kind::Bound),
    ("contacts.objections.by_list.contacted_at_least", Kind::Bound),
    ("contacts.objections.by_list.contacted_at_most", Kind::Bound),
    ("contacts.objections.by_list.contacts_at_least", Kind::Bound),
    ("contacts.objections.verdicts", Kind::Bound),
    ("contacts.objections.verdicts.any_stated", Kind::Exact),
    ("contacts.timing.silence.records_at_least", Kind::Bound),
    ("contacts.timing.silence.records_at_most", Kind::Bound),
    ("contacts.timing.silence.people_at_least", Kind::Bound),
    ("contacts.timing.silence.people_at_most", Kind::Bound),
    ("explanations", Kind::Exact),
    ("explanations.in_all.complete_low", Kind::Estimate),
    ("explanations.in_all.complete_high", Kind::Estimate),
    ("explanations.groups.complete_low", Kind::Estimate),
    ("explanations.groups.complete_high", Kind::Estimate),
    ("explanations.breadth.expected", Kind::Model),
    ("explanations.breadth.broadest_over_expected", Kind::Model),
    ("explanations.breadth.rarest_over_expected", Kind::Model),
    ("ageing", Kind::Exact),
    ("ageing.median_days", Kind::Estimate),
    ("ageing.rate", Kind::Estimate),
    ("ageing.rate_low", Kind::Estimate),
    ("ageing.rate_high", Kind::Estimate),
    ("ageing.rate_at_most", Kind::Bound),
    ("ageing.lost_in_a_month", Kind::Estimate),
    ("ageing.half_life_days", Kind::Estimate),
    ("ageing.half_life_low", Kind::Estimate),
    ("ageing.half_life_high", Kind::Estimate),
    ("ageing.curve.still_true", Kind::Estimate),
    ("ageing.curve.low", Kind::Estimate),
    ("ageing.curve.high", Kind::Estimate),
    ("ageing.curve.fitted", Kind::Model),
    ("ageing.used.expected_wrong", Kind::Model),
    ("ageing.used.expected_share", Kind::Model),
    ("ageing.used.expected_cost", Kind::Model),
    ("ageing.groups.median_days", Kind::Estimate),
    ("ageing.groups.rate", Kind::Estimate),
    ("ageing.groups.rate_low", Kind::Estimate),
    ("ageing.groups.rate_high", Kind::Estimate),
    ("ageing.groups.rate_at_most", Kind::Bound),
    ("ageing.groups.lost_in_a_month", Kind::Estimate),
    ("ageing.groups.half_life_days", Kind::Estimate),
    ("ageing.groups.half_life_low", Kind::Estimate),
    ("ageing.groups.half_life_high", Kind::Estimate),
    ("ageing.groups.used.expected_wrong", Kind::Model),
    ("ageing.groups.used.expected_share", Kind::Model),
    ("ageing.groups.used.expected_cost", Kind::Model),
];

/// What they are where messages give ranges of impressions, of which the lower end counts.
const RANGED: &[(&str, Kind)] = &[
    ("contacts.reached", Kind::Bound),
    ("contacts.reached_share", Kind::Bound),
    ("contacts.impressions", Kind::Bound),
    ("contacts.average", Kind::Model),
    ("contacts.median", Kind::Bound),
    ("contacts.p90", Kind::Bound),
    ("contacts.p95", Kind::Bound),
    ("contacts.most", Kind::Bound),
    ("contacts.top_decile_share", Kind::Model),
    ("contacts.people_above_cap", Kind::Bound),
    ("contacts.above_cap_share", Kind::Model),
    ("contacts.beyond_cap_share", Kind::Model),
    ("contacts.gini", Kind::Model),
    ("contacts.distribution", Kind::Model),
    ("contacts.daily", Kind::Model),
    ("contacts.channels", Kind::Model),
    ("contests.contact_ratios.reached", Kind::Bound),
    ("contests.contact_ratios.lift", Kind::Model),
    ("contests.contact_ratios.per_head", Kind::Bound),
    ("contests.contact_ratios.per_head_ratio", Kind::Model),
    ("contacts.channels.records", Kind::Exact),
    ("contacts.sponsors", Kind::Model),
    ("contacts.sponsors.records", Kind::Exact),
    ("contacts.diversity", Kind::Model),
    ("contacts.by_standing", Kind::Model),
    ("onward.routes", Kind::Model),
    ("contacts.audiences.reached", Kind::Bound),
    ("contacts.audiences.reached_share", Kind::Bound),
    ("contacts.audiences.reached_outside", Kind::Bound),
    ("contacts.timing.periods.impressions", Kind::Bound),
    ("contacts.timing.periods.reached", Kind::Bound),
    ("contacts.timing.by_hour", Kind::Bound),
    ("contacts.timing.by_weekday", Kind::Bound),
];

/// What they are instead where the records leave something open that does not change who is a bystander.
const LEFT_OPEN: &[(&str, Kind)] = &[
    ("spread", Kind::Model),
    ("spread.people", Kind::Exact),
    ("spread.ties", Kind::Bound),
    ("spread.consenters", Kind::Exact),
    ("spread.consented_share", Kind::Exact),
    ("spread.hop_limit", Kind::Exact),
    ("spread.bystanders", Kind::Exact),
    ("spread.bystanders_per_consenter", Kind::Exact),
    ("spread.affected", Kind::Exact),
    ("spread.affected_per_consenter", Kind::Exact),
    ("spread.affected_share", Kind::Exact),
    ("spread.nonconsenter_share", Kind::Exact),
    ("spread.consenters_not_opening", Kind::Bound),
    ("spread.hops.cumulative", Kind::Bound),
    ("spread.unreached", Kind::Bound),
    ("spread.opted_out", Kind::Bound),
    ("spread.unexposed", Kind::Bound),
    ("spread.most_consenting_contacts", Kind::Bound),
    ("share_out", Kind::Model),
    ("share_out.bystanders", Kind::Bound),
    ("share_out.consenters.bystanders", Kind::Bound),
    ("share_out.cover.consenters", Kind::Model),
    ("share_out.cover.at_least", Kind::Model),
    ("observe.observed", Kind::Bound),
    ("observe.models.observed", Kind::Bound),
    ("observe.rewired.observed", Kind::Bound),
    ("segments.segments.from_bystanders", Kind::Exact),
    ("segments.segments.beyond", Kind::Model),
    ("segments.segments.opted_out", Kind::Bound),
    ("segments.segments.unreached", Kind::Bound),
    ("acquaintance", Kind::Model),
    ("acquaintance.segments.ties", Kind::Bound),
    ("acquaintance.segments.density", Kind::Bound),
    ("acquaintance.segments.mean_contacts_inside", Kind::Bound),
    ("acquaintance.segments.knowing", Kind::Bound),
    ("acquaintance.segments.knowing_share", Kind::Bound),
    ("acquaintance.segments.largest_circle", Kind::Bound),
    ("acquaintance.segments.with_consenting_contact", Kind::Bound),
    ("acquaintance.segments.consenting_contact_share", Kind::Bound),
    ("acquaintance.segments.members", Kind::Exact),
    ("acquaintance.tests", Kind::Exact),
    ("acquaintance.draws", Kind::Exact),
    ("acquaintance.seed", Kind::Exact),
    ("fields.fields.consenters", Kind::Bound),
    ("fields.fields.at_least", Kind::Bound),
    ("fields.fields.at_most", Kind::Bound),
    ("fields.by_hop", Kind::Bound),
    ("timeline.months.bystanders", Kind::Bound),
    ("timeline.months.new", Kind::Model),
    ("timeline.months.cumulative", Kind::Bound),
    ("timeline.months.cumulative_at_least", Kind::Bound),
    ("timeline.before_own_grant", Kind::Bound),
    ("apps.apps.bystanders", Kind::Bound),
    ("apps.apps.sole", Kind::Model),
    ("apps.providers.bystanders", Kind::Bound),
    ("apps.providers.sole", Kind::Model),
];

/// What follows from the number of bystanders, where that is not exact.
const NOT_EXACT: &[(&str, Kind)] = &[
    ("spread.bystanders", Kind::Bound),
    ("spread.bystanders_per_consenter", Kind::Bound),
    ("spread.affected", Kind::Bound),
    ("spread.affected_per_consenter", Kind::Bound),
    ("spread.affected_share", Kind::Bound),
    ("spread.nonconsenter_share", Kind::Bound),
    ("by_place.places.bystanders", Kind::Bound),
    ("by_place.places.bystander_share", Kind::Bound),
    ("segments.segments.from_bystanders", Kind::Bound),
    ("segments.segments.share_from_bystanders", Kind::Bound),
    ("segments.lookalikes.seed_from_bystanders", Kind::Bound),
    ("segments.lookalikes.seed_bystander_share", Kind::Bound),
    ("segments.segments.expected", Kind::Model),
    ("segments.segments.lift", Kind::Model),
    ("segments.segments.p_value", Kind::Model),
    ("bounds", Kind::Bound),
    ("bounds.left_open", Kind::Exact),
    ("apps.union", Kind::Bound),
    ("contacts.by_standing", Kind::Model),
];

/// What follows from the number of consenters, where it is not known of all whether they consented within the period.
const CONSENTERS_NOT_EXACT: &[(&str, Kind)] = &[
    ("spread.consenters", Kind::Bound),
    ("spread.consented_share", Kind::Bound),
    ("observe.consenters", Kind::Bound),
    ("observe.rate", Kind::Bound),
    ("by_place.places.consenters", Kind::Bound),
    ("segments.segments.consenters", Kind::Bound),
    ("apps.apps.consenters", Kind::Bound),
    ("apps.providers.consenters", Kind::Bound),
    ("consent_texts.agreed", Kind::Bound),
];

/// What stays exact whoever is one person: what the user set, and the records of the files.
const WHOEVER_IS_WHO: &[&str] = &[
    "spread.hop_limit",
    "observe.draws",
    "observe.seed",
    "observe.models.draws",
    "observe.models.seed",
    "observe.rewired.draws",
    "observe.rewired.seed",
    "profile.records.records",
    "consent_texts.versions",
    "consent_texts.clauses",
    "consent_texts.sensors",
    "consent_texts.compared",
];

/// The kinds under their keys, as `results.json` holds them.
pub(super) fn of_keys(bounds: &Bounds, contacts: &Contacts, case: &AuditCase) -> Value {
    let mut kinds = of_records(bounds, contacts);
    if case.equal_names_decide().is_some() {
        let certain = [Kind::Exact, Kind::Bound].map(|kind| json!(kind));
        kinds.values_mut().filter(|kind| certain.contains(kind)).for_each(|kind| *kind = json!(Kind::Model));
        kinds.extend(WHOEVER_IS_WHO.iter().map(|&key| (key.to_owned(), json!(Kind::Exact))));
    }
    Value::Object(kinds)
}

/// The kind of the figure at `key` among those that `results.json` holds: that of the longest beginning that is there.
pub(super) fn kind_at<'a>(kinds: &'a Value, key: &str) -> Option<&'a str> {
    let ends = key.match_indices('.').map(|(at, _)| at).chain([key.len()]);
    ends.filter_map(|end| kinds[&key[..end]].as_str()).next_back()
}

/// The kinds where everybody is known by an id.
fn of_records(bounds: &Bounds, contacts: &Contacts) -> Map<String, Value> {
    let key = |(key, kind): &(&str, Kind)| ((*key).to_owned(), json!(kind));
    let mut kinds: Map<String, Value> = ALWAYS.iter().map(key).collect();
    if contacts.shown.as_ref().is_some_and(|shown| shown.ranged > 0 || shown.uncounted > 0) {
        kinds.extend(RANGED.iter().map(key));
    }
    if bounds.left_open.is_anything() {
        kinds.extend(LEFT_OPEN.iter().map(key));
    }
    if !bounds.exact {
        kinds.extend(NOT_EXACT.iter().map(key));
    }
    if !bounds.consenters.is_exact() {
        kinds.extend(CONSENTERS_NOT_EXACT.iter().map(key));
    }
    kinds
}

#[cfg(test)]
mod tests {
    use crate::{
        audit::Audit,
        measure::{Measures, bounds::Bounds, contacts::Contacts},
        model::{
            attribute::{Attribute, Origin},
            case::{Donations, EqualNames},
        },
        village,
    };
    use serde_json::Value;

    /// The village with a belief that was inferred, and the same as people told it.
    fn with_beliefs() -> Audit {
        let mut audit = village::audit();
        let told = Attribute::of_texts("told", ["a", "b", "a", "b", "b", "b", "a"].into_iter());
        let belief = Attribute::of_texts("belief", ["a", "b", "a", "a", "b", "b", "b"].into_iter());
        let (special_category, truth) = (Some("religion".to_owned()), Some("told".to_owned()));
        audit
            .attributes
            .extend([told, Attribute { special_category, truth, origin: Origin::Inferred, ..belief }]);
        audit
    }

    /// The value at a key, through the first row of each table on the way.
    fn at<'a>(value: &'a Value, key: &str) -> Option<&'a Value> {
        key.split('.')
            .try_fold(value, |value, key| value.as_array().map_or(Some(value), |rows| rows.first())?.get(key))
    }

    #[test]
    fn speaks_of_keys_that_the_results_have() {
        let results = vec![
            village::audit(),
            village::dated(),
            village::with_places(),
            village::with_transfers(),
            village::singled_out(),
            village::with_texts(),
            village::with_records(),
            village::with_reasons(),
            with_beliefs(),
        ]
        .into_iter()
        .map(|audit| serde_json::to_value(Measures::of(&audit, |_| ())).expect("measures are data"))
        .collect::<Vec<_>>();
        for (key, _) in
            [super::ALWAYS, super::RANGED, super::LEFT_OPEN, super::NOT_EXACT, super::CONSENTERS_NOT_EXACT]
                .concat()
        {
            assert!(results.iter().any(|results| at(results, key).is_some()), "no {key} in the results");
        }
        for key in super::WHOEVER_IS_WHO.iter().filter(|key| !key.starts_with("profile.records")) {
            assert!(results.iter().any(|results| at(results, key).is_some()), "no {key} in the results");
        }
    }

    #[test]
    fn follows_the_data() {
        let kind = |audit: Audit, key: &str| {
            super::of_keys(&Bounds::of(&audit), &Contacts::of(&audit), &audit.case)[key].clone()
        };
        assert_eq!(kind(village::audit(), "spread.bystanders"), Value::Null);
        assert_eq!(kind(village::audit(), "spread"), "exact");
        assert_eq!(kind(village::dated(), "spread.bystanders"), "bound");
        assert_eq!(kind(village::dated(), "spread.consenters"), "exact");
    }

    /// The kinds of a village whose people are between `ends`, as far as their names tell.
    fn of_names(mut audit: Audit, (people_at_least, people_at_most): (u64, u64)) -> Value {
        let equal_names = EqualNames::SeveralPeople;
        audit.case.donations = Some(Donations { donors: 2, people_at_least, people_at_most, equal_names });
        super::of_keys(&Bounds::of(&audit), &Contacts::of(&audit), &audit.case)
    }

    #[test]
    fn calls_nothing_exact_or_a_bound_where_names_alone_decide_who_is_one_person() {
        for audit in [village::audit(), village::dated()] {
            let kinds = of_names(audit, (6, 7));
            let certain = |(_, kind): &(&String, &Value)| *kind == "exact" || *kind == "bound";
            let certain: Vec<&str> = kinds
                .as_object()
                .expect("a map")
                .iter()
                .filter(certain)
                .map(|(key, _)| key.as_str())
                .collect();
            let mut expected = super::WHOEVER_IS_WHO.to_vec();
            expected.sort_unstable();
            assert_eq!(certain, expected);
            assert_eq!(kinds["spread"], "model");
            assert_eq!(kinds["observe.p_value"], "estimate");
        }
    }

    #[test]
    fn is_not_changed_by_names_that_decide_nothing() {
        for audit in [village::audit(), village::dated()] {
            let kinds = super::of_keys(&Bounds::of(&audit), &Contacts::of(&audit), &audit.case);
            assert_eq!(of_names(audit, (7, 7)), kinds);
        }
    }
}
