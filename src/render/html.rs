//! `index.html`: the report as one page that needs nothing else. It runs no script, loads nothing, and says so to the
//! browser; it follows the reader's light or dark screen, folds on a telephone, and prints with everything open.

use super::{File, RenderError, Renderer, page::Page};
use crate::{chart, report::Report};
use minijinja::{Environment, Value, context, syntax::SyntaxConfig, value::Serde};

pub(super) const RENDERER: Renderer = Renderer { name: "html", render };

fn render(report: &Report) -> Result<Vec<File>, RenderError> {
    let mut templates = Environment::new();
    templates.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    templates.add_template("index.html", include_str!("index.html"))?;
    let style = Value::from_safe_string(format!("{}\n{}", include_str!("index.css"), chart::style()));
    let page = Value::from(Serde(Page::of(report)));
    let page = templates.get_template("index.html")?.render(context! { page, style })?;
    // A percent sign keeps to its number.
    let lines: Vec<String> = page.lines().map(|line| chart::plain(line).replace(" %", "\u{a0}%")).collect();
    Ok(vec![File::new("index.html", lines.join("\n") + "\n")])
}
