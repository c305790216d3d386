//! The report of libraries that say everything a library can say.

use bystander::{
    chart,
    measure::ads::{AdAudit, AdChoices},
    model::{
        ads::{
            AdBook, AdCriterion, AdFact, AdPlace, AdRecords, Delivery, Dimension, Disclosed, Level, Sponsor,
        },
        id::SourceId,
        range::Range,
        segment::{Layer, Mode},
    },
    render,
    report::ads::{report, tables},
    stat::ranged::Policy,
    table::places::Places,
};
use serde_json::Value;

fn book(level: Level) -> AdBook {
    AdBook {
        format: "none",
        title: level.rows().to_owned(),
        generation: "1",
        level,
        asked_on: None,
        about: None,
        window: None,
        cannot_tell: &[],
    }
}

/// A book of advertisements with aims and deliveries, one of totals of sponsors with shares, one of totals of places.
fn everything() -> AdRecords {
    let texts = ["18-34", "Women", "North, Home", "a list", "35-44", "female", "North", "South"];
    let fact = |book, line, spend| AdFact {
        spend: Some(spend),
        targeting_disclosed: Disclosed::Given,
        payer_disclosed: Disclosed::Absent,
        sponsor: (book < 2).then_some(u32::try_from(line).expect("small")),
        place: (book == 2).then_some(0),
        ..AdFact::new(SourceId(0), line, book)
    };
    let aim = |fact, dimension, value, mode, share| AdCriterion {
        fact,
        layer: Layer::Chosen,
        dimension,
        value,
        mode: Some(mode),
        share,
        ads: None,
        obfuscated: 0,
    };
    let shown = |age, gender, place| Delivery { fact: 0, age, gender, place, share: Some(1.0), people: None };
    let some = Range::between(100, 900).expect("in order");
    AdRecords {
        books: [Level::Ad, Level::Sponsor, Level::Place].map(book).to_vec(),
        sponsors: vec![Sponsor::default(); 3],
        places: vec![AdPlace { name: "North".to_owned(), dimension: Dimension::Region, country: None }],
        texts: texts.map(str::to_owned).to_vec(),
        facts: vec![fact(0, 0, some), fact(0, 1, some), fact(1, 2, some), fact(2, 0, some)],
        criteria: vec![
            aim(0, Dimension::Age, 0, Mode::Include, None),
            aim(0, Dimension::Gender, 1, Mode::Include, None),
            aim(0, Dimension::Region, 2, Mode::Include, None),
            aim(0, Dimension::CustomerList, 3, Mode::Exclude, None),
            aim(2, Dimension::CustomAudience, 3, Mode::Include, Some(0.5)),
        ],
        deliveries: vec![shown(Some(4), Some(5), None), shown(None, None, Some(6))],
        ..AdRecords::default()
    }
}

fn choices() -> AdChoices {
    let places = Places {
        names: vec!["North".to_owned(), "South".to_owned()],
        population: vec![Some(10), Some(30)],
        margin: vec![Some(1.0), Some(9.0)],
        ..Places::default()
    };
    AdChoices { policy: Some(Policy::Lower), places: Some(places), swing: Some(5.0) }
}

/// Whether a key leads to something, in any row of the tables on its way.
fn leads(value: &Value, key: &[&str]) -> bool {
    match (value, key) {
        (_, []) => true,
        (Value::Array(rows), _) => rows.iter().any(|row| leads(row, key)),
        (Value::Object(map), [first, rest @ ..]) => map.get(*first).is_some_and(|value| leads(value, rest)),
        _ => false,
    }
}

#[test]
fn every_kind_is_that_of_a_figure() {
    let records = everything();
    let report = report(&records, &AdAudit::with(&records, &choices()), None, None);
    let kinds = report.results["kinds"].as_object().expect("the kinds of figures");
    assert!(kinds.len() > 40);
    for key in kinds.keys() {
        let path: Vec<&str> = key.split('.').collect();
        assert!(leads(&report.results, &path), "nothing stands under {key}");
    }
}

#[test]
fn every_table_is_shown_and_has_as_many_cells_as_columns() {
    let records = everything();
    let report = report(&records, &AdAudit::with(&records, &choices()), None, None);
    let shown = tables(&report);
    for table in report.all_tables().filter(|table| !table.rows.is_empty()) {
        assert!(shown.iter().any(|other| other.id == table.id), "{} is in no section", table.id);
        assert!(table.rows.iter().all(|row| row.len() == table.columns.len()), "{}", table.id);
        for heading in &table.columns {
            let is_known = |id| report.definitions.iter().any(|of| of.id == id);
            assert!(heading.definition.is_none_or(is_known), "{} of {}", heading.key, table.id);
        }
    }
    for id in
        ["ad_aim_and_delivery", "ad_targeting", "ad_swing", "ad_quotients", "ad_lorenz", "ad_excluded_values"]
    {
        assert!(shown.iter().any(|table| table.id == id), "{id}");
    }
}

#[test]
fn it_is_written_in_every_form_and_drawn() {
    let records = everything();
    let report = report(&records, &AdAudit::with(&records, &choices()), None, None);
    assert!(report.figures.iter().all(|figure| chart::svg(figure).is_some()));
    assert!(render::all(&report).is_ok());
}

#[test]
fn an_empty_library_has_a_report() {
    let records = AdRecords { books: vec![book(Level::Ad)], ..AdRecords::default() };
    let report = report(&records, &AdAudit::of(&records), None, None);
    assert!(render::all(&report).is_ok());
}
