//! What the page is and never holds.

use super::{
    folder::FILES,
    sample::{self, HOSTILE},
};
use bystander::render::RENDERERS;
use std::collections::BTreeSet;

fn page() -> String {
    let html = RENDERERS.iter().find(|renderer| renderer.name == "html").expect("listed");
    let files = (html.render)(&sample::report()).expect("rendered");
    assert_eq!(files.len(), 1);
    String::from_utf8(files[0].bytes.clone()).expect("UTF-8")
}

/// The values of an attribute, in order.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    page.split(&start).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn hostile_words_stay_words() {
    let page = page();
    assert!(!page.contains("<script"));
    assert!(!page.contains("\" onload"));
    assert!(!page.contains(HOSTILE));
    assert!(!page.contains('\u{202E}'), "nothing turns the direction of writing");
    assert!(page.contains("&lt;script&gt;"));
    assert!(page.contains("{{ 7 }}"), "a template in the input is not run");
}

#[test]
fn the_page_loads_nothing() {
    let page = page();
    assert!(page.contains("default-src 'none'"));
    for mark in ["src=", "@import", "url(", "http://", "https://", "<iframe", "<link", "<base"] {
        assert!(!page.contains(mark), "{mark}");
    }
}

#[test]
fn every_link_inside_the_page_leads_somewhere_and_every_id_stands_once() {
    let page = page();
    let ids = values(&page, "id");
    let distinct: BTreeSet<_> = ids.iter().copied().collect();
    assert_eq!(ids.len(), distinct.len());
    for link in values(&page, "href").iter().filter_map(|link| link.strip_prefix('#')) {
        assert!(distinct.contains(link), "#{link}");
    }
    let named = values(&page, "aria-labelledby");
    for id in named.iter().flat_map(|names| names.split(' ')) {
        assert!(distinct.contains(id), "{id}");
    }
}

#[test]
fn every_file_that_the_page_names_is_made() {
    let files: BTreeSet<&str> = FILES.iter().map(|file| file.path.as_str()).collect();
    let page = page();
    let links = values(&page, "href");
    for link in links.iter().filter(|link| !link.starts_with('#')) {
        assert!(files.contains(link), "{link}");
    }
}

#[test]
fn every_key_figure_says_what_kind_it_is_and_links_to_its_definition() {
    let page = page();
    assert_eq!(page.matches("class=\"kind\">").count(), 4);
    assert!(page.contains("class=\"kind\">model<"));
    assert!(page.contains("<a href=\"#def-consenters\">people who agreed</a>"));
}

#[test]
fn a_long_table_is_parted_after_twelve_rows() {
    assert!(page().contains("All 270 rows: the 258 that follow"));
}

#[test]
fn a_page_does_not_grow_with_a_table() {
    let mut report = sample::report();
    let rows = &mut report.figures[0].table.rows;
    *rows = rows.iter().cycle().take(50_000).cloned().collect();
    let html = RENDERERS.iter().find(|renderer| renderer.name == "html").expect("listed");
    let page = String::from_utf8((html.render)(&report).expect("rendered").remove(0).bytes).expect("UTF-8");
    assert!(page.contains("The first 400 of 50,000 rows"));
    assert!(page.len() < 2_000_000);
}

#[test]
fn headings_go_down_one_step_at_a_time() {
    let page = page();
    let levels: Vec<u32> =
        page.match_indices("<h").filter_map(|(at, _)| page[at + 2..].chars().next()?.to_digit(10)).collect();
    assert_eq!(levels.iter().filter(|&&level| level == 1).count(), 1);
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
}
