//! `charts/`: each figure as an SVG, as a PNG made of it, and its alternative text. A figure with nothing to draw has
//! its alternative text alone.

use super::{File, RenderError, Renderer};
use crate::{chart, report::Report};

pub(super) const RENDERER: Renderer = Renderer { name: "charts", render };

#[allow(clippy::unnecessary_wraps, reason = "the signature of every renderer")]
fn render(report: &Report) -> Result<Vec<File>, RenderError> {
    let mut files = Vec::new();
    for figure in &report.figures {
        let path = |ending: &str| format!("charts/{}.{ending}", figure.id);
        if let Some(svg) = chart::svg(figure) {
            files.push(File::new(path("png"), chart::png(&svg)));
            files.push(File::new(path("svg"), svg));
        }
        let alt = format!("{}. {}\n{}\n", figure.title.trim_end_matches('.'), figure.takeaway, figure.alt);
        files.push(File::new(path("alt.txt"), alt));
    }
    Ok(files)
}
