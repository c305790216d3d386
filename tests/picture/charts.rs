//! What each drawing is and never holds.

use super::sample::{self, HOSTILE, figure, text};
use bystander::{
    chart::{self, CHARTS, Width},
    report::{cell::Cell, figure::Figure},
};
use resvg::usvg::{
    Options, Tree,
    roxmltree::{Document, Node},
};

fn svg(figure: &Figure) -> String {
    chart::svg(figure).unwrap_or_else(|| panic!("{} draws nothing", figure.id))
}

/// The sample's figures, and the same with every text hostile.
fn figures() -> Vec<Figure> {
    let mut hostile = sample::figures();
    for figure in &mut hostile {
        (figure.title, figure.alt) = (HOSTILE.to_owned(), HOSTILE.to_owned());
        for cell in figure.table.rows.iter_mut().flatten() {
            if let Cell::Text(text) = cell {
                text.push_str(HOSTILE);
            }
        }
    }
    [sample::figures(), hostile].concat()
}

#[test]
fn every_figure_of_the_report_has_its_chart() {
    let drawn: Vec<_> = CHARTS.iter().map(|chart| chart.id).collect();
    let sampled: Vec<_> = sample::figures().iter().map(|figure| figure.id).collect();
    assert_eq!(drawn, sampled);
}

#[test]
fn a_drawing_is_xml_with_title_and_description_and_nothing_that_runs_or_loads() {
    for figure in figures() {
        let svg = svg(&figure);
        let tree = Document::parse(&svg).unwrap_or_else(|error| panic!("{}: {error}", figure.id));
        let root = tree.root_element();
        assert_eq!(root.attribute("role"), Some("img"));
        assert_eq!(root.attribute("lang"), Some("en"));
        for part in ["title", "desc"] {
            let id = format!("{}-{part}", figure.id);
            let told = root.descendants().find(|node| node.attribute("id") == Some(&id));
            assert!(told.is_some_and(|node| !node.text().unwrap_or_default().is_empty()), "{id}");
        }
        for node in root.descendants().filter(Node::is_element) {
            let name = node.tag_name().name();
            let known =
                ["svg", "title", "desc", "style", "rect", "polyline", "polygon", "circle", "text", "line"];
            assert!(known.contains(&name), "{name} in {}", figure.id);
            let runs = |attribute: &str| {
                attribute.starts_with("on") || attribute.contains("href") || attribute == "dy"
            };
            assert!(node.attributes().all(|attribute| !runs(attribute.name())));
        }
        assert_eq!(svg.matches("http").count(), 1, "the name of SVG itself");
    }
}

#[test]
fn the_same_figure_gives_the_same_bytes() {
    for figure in sample::figures() {
        assert_eq!(svg(&figure), svg(&figure));
    }
    let svg = svg(&sample::exposure());
    assert_eq!(chart::png(&svg), chart::png(&svg));
}

#[test]
fn a_picture_is_twice_as_fine_as_its_drawing() {
    let svg = svg(&sample::reach());
    let width = Tree::from_str(&svg, &Options::default()).expect("SVG").size().width();
    let png = chart::png(&svg);
    assert_eq!(&png[1..4], b"PNG");
    let pixels = u32::from_be_bytes(png[16..20].try_into().expect("four bytes"));
    assert!((f64::from(pixels) - f64::from(width) * 2.0).abs() < 0.5);
}

#[test]
fn ids_differ_between_the_two_drawings_in_a_page() {
    let figure = sample::reach();
    let wide = chart::inline(&figure, Width::Wide).expect("drawn");
    let narrow = chart::inline(&figure, Width::Narrow).expect("drawn");
    assert!(wide.contains("id=\"reach-wide-title\"") && narrow.contains("id=\"reach-narrow-title\""));
    assert!(!wide.contains("<style"));
}

#[test]
fn nothing_is_drawn_of_an_empty_a_hidden_or_a_strange_table() {
    for chart in CHARTS {
        let keys: Vec<&'static str> = sample::figures()
            .into_iter()
            .find(|figure| figure.id == chart.id)
            .map(|figure| figure.table.columns.iter().map(|column| column.key).collect())
            .expect("sampled");
        let draw = |keys: &[&'static str], rows| chart::svg(&figure(chart.id, "t", "t", keys, rows));
        assert!(draw(&keys, vec![]).is_none(), "{} of nothing", chart.id);
        let strange = draw(&["strange"], vec![vec![text("x")]]);
        assert!(strange.is_none() || chart.id == "segment_sources", "{} of strange columns", chart.id);
        let hidden = vec![vec![Cell::Hidden; keys.len()]];
        let drawn = draw(&keys, hidden);
        assert!(drawn.is_none() || chart.id == "segment_sources", "{} of hidden cells", chart.id);
    }
    assert!(chart::svg(&figure("unknown", "t", "t", &[], vec![])).is_none());
}

#[test]
fn one_row_and_a_thousand_are_drawn() {
    for mut figure in sample::figures() {
        let rows = figure.table.rows.clone();
        figure.table.rows = rows.iter().cycle().take(1000).cloned().collect();
        svg(&figure);
        figure.table.rows = rows[..1].to_vec();
        // A curve needs two points.
        if !figure.id.ends_with("lorenz") && figure.id != "ageing" {
            svg(&figure);
        }
    }
}

#[test]
fn one_consenter_who_reaches_all_is_marked_once() {
    let rows = vec![vec![Cell::Count(1), Cell::Share(1.0), Cell::Empty]];
    let keys = ["consenters", "share_of_bystanders", "by_chance_order"];
    let svg = svg(&figure("responsibility", "t", "t", &keys, rows));
    assert!(svg.contains(">50 %, 80 %, 90 %: 1 consenter<"));
    assert_eq!(svg.matches("1 consenter").count(), 1);
}

#[test]
fn a_hidden_part_hides_the_whole_bar() {
    let svg = svg(&sample::segment_sources());
    assert!(svg.contains("hidden: too few people"));
    assert!(!svg.contains(">21<"), "the part that is shown would tell the length of the rest");
}

#[test]
fn too_many_dots_to_draw_stand_for_more_people_each() {
    let dots = |bystanders: f64| {
        let rows =
            vec![vec![text("consenter"), Cell::Count(1)], vec![text("bystanders"), Cell::Number(bystanders)]];
        let svg = svg(&figure("per_consenter", "t", "t", &["group", "people"], rows));
        (svg.matches("<circle").count(), svg.contains("One dot stands for 10 people"))
    };
    assert_eq!(dots(16.0), (17, false));
    assert_eq!(dots(16.4), (18, false));
    assert_eq!(dots(5_870.0), (588, true));
}

#[test]
fn a_hidden_cell_of_places_is_hatched_and_home_is_framed() {
    let svg = svg(&sample::place_matrix());
    assert!(svg.contains("hidden: few people") && svg.contains("the same place"));
    assert!(!svg.contains(">hidden<"), "a hidden cell has no words of its own");
}

#[test]
fn a_month_of_a_hidden_number_has_a_ring_and_no_bar() {
    let svg = svg(&sample::timeline());
    assert!(svg.contains("the number is hidden") && svg.contains("2014-03-31: 2 rules ended"));
    let mut shown = sample::timeline();
    shown.table.rows.remove(1);
    assert!(!self::svg(&shown).contains("hidden"));
}

#[test]
fn a_special_category_is_told_by_a_shape_and_a_word() {
    let svg = svg(&sample::fields());
    assert!(svg.contains("■ political views") && svg.contains("special category"));
    assert!(svg.contains(">300 to 420<") && !svg.contains("current city"));
}
