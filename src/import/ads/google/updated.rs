//! `updated`: the day of the whole bundle, which its other tables do not say.

use super::{FORMAT, date};
use crate::{
    import::{
        ads::{Generation, Importer, ad_rows::AdRows, ad_table::AdTable, given::Given, no_json},
        error::ImportError,
        ledger::Verdict,
    },
    model::gap::Why,
};

/// Known by its one column.
pub(in super::super) const IMPORTER: Importer = Importer {
    format: FORMAT,
    tables: &[Generation {
        name: "updated",
        needs: &["Report_Data_Updated_Date*"],
        lacks: &["Advertiser_ID"],
    }],
    json: no_json,
    read,
};

fn read(given: &Given, rows: &mut AdRows) -> Result<(), ImportError> {
    let table = AdTable::open(given, FORMAT.title, rows);
    let column = table.beginning("Report_Data_Updated_Date").first().map(|(_, at)| *at);
    table.each(rows, |record, rows| {
        let day = record.known(column).and_then(date);
        match day {
            Some(day) => rows.date_bundle(FORMAT.name, day),
            None => return Ok(Verdict::Noted(Why::UnreadableDate)),
        }
        Ok(Verdict::Taken)
    })
}
