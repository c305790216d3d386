//! Charts: a figure of the report in, a drawing out, one file a chart. A chart chooses looks and positions; every
//! number and word in it stands in the figure's own table.
//!
//! Each chart is drawn twice for a page, wide and narrow, so that its words stay legible on a telephone, and once for
//! a file of its own. Colours are written as plain attributes, for viewers that know nothing else, and as classes that
//! [`style`] turns round on a dark screen.

mod acquaintance;
mod ad_lorenz;
mod ad_places;
mod ad_quotients;
mod ageing;
mod axis;
mod cascade;
mod chain_map;
mod concentration;
mod contacts_distribution;
mod contacts_periods;
mod contests;
mod expectation;
mod exposure;
mod fields;
mod finish;
mod hops;
mod ink;
mod ladder;
mod lifts;
mod lorenz;
mod onward;
mod place_matrix;
mod plain;
mod png;
mod reach;
mod responsibility;
mod row;
mod segment_sources;
mod sheet;
mod timeline;
mod units;

pub use ink::style;
pub use plain::plain;
pub use png::png;

use crate::report::figure::Figure;

/// A kind of chart: the id of the figure it draws, and how. It draws nothing where the table holds nothing to draw.
pub struct Chart {
    /// The id of the figure.
    pub id: &'static str,
    draw: fn(&Figure, f64) -> Option<String>,
}

/// Every chart, in the order of the report.
pub const CHARTS: &[Chart] = &[
    reach::CHART,
    units::CHART,
    cascade::CHART,
    hops::CHART,
    timeline::CHART,
    fields::CHART,
    exposure::CHART,
    responsibility::CHART,
    expectation::CHART,
    chain_map::CHART,
    place_matrix::CHART,
    onward::CHART,
    segment_sources::CHART,
    concentration::CHART,
    lorenz::CHART,
    lifts::CHART,
    contests::CHART,
    acquaintance::CHART,
    contacts_distribution::CHART,
    contacts_periods::CHART,
    ageing::CHART,
    ad_lorenz::CHART,
    ad_places::CHART,
    ad_quotients::CHART,
];

/// How wide a chart is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// 720 pixels: a page, a file.
    Wide,
    /// 360 pixels: a telephone.
    Narrow,
}

impl Width {
    /// The word that tells the two drawings of a figure apart.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Wide => "wide",
            Self::Narrow => "narrow",
        }
    }

    fn pixels(self) -> f64 {
        match self {
            Self::Wide => 720.0,
            Self::Narrow => 360.0,
        }
    }
}

/// The figure as an SVG file that stands alone, 720 pixels wide; `None` where there is nothing to draw.
#[must_use]
pub fn svg(figure: &Figure) -> Option<String> {
    drawing(figure, Width::Wide).map(|drawing| finish::file(&drawing, figure))
}

/// The figure as an SVG element inside a page that holds [`style`]; `None` where there is nothing to draw.
#[must_use]
pub fn inline(figure: &Figure, width: Width) -> Option<String> {
    drawing(figure, width).map(|drawing| finish::element(&drawing, figure, width))
}

fn drawing(figure: &Figure, width: Width) -> Option<String> {
    let chart = CHARTS.iter().find(|chart| chart.id == figure.id)?;
    (chart.draw)(figure, width.pixels())
}
