//! The table of places: how many people live there, how close the vote is, and which places lie beside which.

/// Places by name, ascending, each once. Columns are as long as `names`, or empty where the table has no such column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Places {
    /// The places' names; public facts, shown in reports.
    pub names: Vec<String>,
    /// How many people live in each, where known.
    pub population: Vec<Option<u64>>,
    /// The margin of the last vote in each, in percentage points, where known.
    pub margin: Vec<Option<f64>>,
    /// How many people may vote in each, where known.
    pub electorate: Vec<Option<u64>>,
    /// The larger place that each lies in, where known.
    pub region: Vec<Option<String>>,
    /// The rows of the places beside each, ascending; each is a neighbour of its neighbours. Empty where the case does not say.
    pub neighbours: Vec<Vec<usize>>,
}

impl Places {
    /// The row of the place of that name, to the letter.
    #[must_use]
    pub fn row(&self, name: &str) -> Option<usize> {
        self.names.binary_search_by(|known| known.as_str().cmp(name)).ok()
    }
}
