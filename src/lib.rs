//! `bystander`: who was in the data without ever saying yes?
//!
//! An audit of political microtargeting, from files to a report. Each module is a floor that rests only on the floors
//! above it in this list, and walking down the list is the pipeline itself:
//!
//! ```text
//! files ─import─▶ tables ─open─▶ audit ─measure─▶ measures ─check─▶ findings ─▶ report ─render─▶ bytes
//!            └───────────────── gaps: what could not be read ─────────────────▲
//! ```
//!
//! ```
//! use bystander::{measure::Measures, render, report::Report, rule, village};
//!
//! let audit = village::audit();
//! let measures = Measures::of(&audit, |_step| ());
//! let findings = rule::check(&audit, &measures);
//! let report = Report::new(&audit, &measures, findings);
//! let files = render::all(&report)?;
//!
//! assert_eq!(measures.spread.bystanders, 4);
//! assert!(files.iter().any(|file| file.path == "index.html"));
//! # Ok::<(), render::RenderError>(())
//! ```

pub mod model;

pub mod stat;

pub mod table;

pub mod import;

pub mod graph;

pub mod audit;

pub mod harvest;

pub mod flow;

pub mod village;

pub mod simulate;

pub mod null;

pub mod measure;

pub mod rule;

pub mod report;

pub mod chart;

pub mod render;

pub mod cli;
