//! Columnar tables: what an import gives and an audit is opened from.

pub mod column;
pub mod grants;
pub mod messages;
mod pages;
pub mod parquet;
pub mod places;
pub mod reasons;
pub mod records;
pub mod suppressions;
pub mod switches;
pub mod texts;
pub mod ties;
pub mod transfers;

use crate::model::{
    attribute::Attribute,
    case::{AuditCase, Source, StatedParameters},
    consent::Consenter,
    gap::Gaps,
    id::PersonId,
    segment::Segment,
};
use grants::Grants;
use messages::Messages;
use places::Places;
use reasons::Reasons;
use records::Records;
use std::path::PathBuf;
use suppressions::Suppressions;
use switches::Switches;
use texts::Texts;
use ties::Ties;
use transfers::Transfers;

/// Everything that an import reads, with people already turned into rows and their names forgotten.
#[derive(Clone, Debug, Default)]
pub struct Tables {
    /// What the case says about itself.
    pub case: AuditCase,
    /// The parameters that the case states.
    pub parameters: StatedParameters,
    /// The files read, in order.
    pub sources: Vec<Source>,
    /// What could not be read as it stood.
    pub gaps: Gaps,
    /// How many people there are.
    pub people: usize,
    /// Whether a people list says so; without one they are the people with at least one tie.
    pub listed: bool,
    /// The ties as read, self-loops and repeats included.
    pub ties: Ties,
    /// The consenters, each once, in list order.
    pub consenters: Vec<Consenter>,
    /// Their grants.
    pub grants: Grants,
    /// What is known about each person.
    pub attributes: Vec<Attribute>,
    /// People who switched off sharing through friends and had it off throughout, ascending.
    pub opted_out: Vec<PersonId>,
    /// The switches that did not hold throughout, or of which that is not known.
    pub switches: Switches,
    /// The segments, in the order in which the input first names them.
    pub segments: Vec<Segment>,
    /// The messages; `None` where the case has no table of them.
    pub messages: Option<Messages>,
    /// The objections; `None` where the case has no table of them.
    pub suppressions: Option<Suppressions>,
    /// The transfers between organisations; `None` where the case has no table of them.
    pub transfers: Option<Transfers>,
    /// The texts that people agreed to, and who agreed to which.
    pub texts: Texts,
    /// The records that holders have of people; `None` where the case has no table of them.
    pub records: Option<Records>,
    /// The explanations that went with messages; `None` where the case has no table of them.
    pub reasons: Option<Reasons>,
    /// The table of places, if the case has one.
    pub places: Option<Places>,
    /// The files read, so that no output takes their place. They are for the program alone and enter no report.
    pub opened: Vec<PathBuf>,
    /// The row of the person whom the reading was asked about, if it was.
    pub sought: Option<PersonId>,
}
