//! The vocabulary: plain types that every floor above speaks, with serde and nothing else.

pub mod ads;
pub mod age;
pub mod attribute;
pub mod case;
pub mod claim;
pub mod consent;
pub mod date;
pub mod eligibility;
pub mod finding;
pub mod gap;
pub mod grant;
pub mod held_record;
pub mod id;
pub mod lexicon;
pub mod message;
pub mod number;
pub mod range;
pub mod reading;
pub mod regime;
pub mod segment;
pub mod span;
pub mod switch;
pub mod tie;
