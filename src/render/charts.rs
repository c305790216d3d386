//! `charts/`: each figure as an SVG, as a PNG made of it, and its alternative text. A figure with nothing to draw has
//! its alternative text alone.

use super::{File, RenderError, Renderer};
use crate::{
    chart,
    report::{Report, figure::Figure},
};
use rayon::prelude::*;

pub(super) const RENDERER: Renderer = Renderer { name: "charts", render };

#[allow(clippy::unnecessary_wraps, reason = "the signature of every renderer")]
fn render(report: &Report) -> Result<Vec<File>, RenderError> {
    // Pictures take most of the time of a report and know nothing of one another; their order is that of the figures.
    let files: Vec<Vec<File>> = report.figures.par_iter().map(files).collect();
    Ok(files.concat())
}

fn files(figure: &Figure) -> Vec<File> {
    let mut files = Vec::new();
    let path = |ending: &str| format!("charts/{}.{ending}", figure.id);
    if let Some(svg) = chart::svg(figure) {
        files.push(File::new(path("png"), chart::png(&svg)));
        files.push(File::new(path("svg"), svg));
    }
    let words =
        [&figure.title, &figure.takeaway, &figure.alt].map(|text| format!("{}\n", chart::plain(text)));
    files.push(File::new(path("alt.txt"), words.concat()));
    files
}
