//! The table of places: how many people live there, and how close the vote is.

/// Places by name, ascending, each once. Columns are as long as `names`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Places {
    /// The places' names; public facts, shown in reports.
    pub names: Vec<String>,
    /// How many people live in each, where known.
    pub population: Vec<Option<u64>>,
    /// The margin of the last vote in each, in percentage points, where known.
    pub margin: Vec<Option<f64>>,
}
