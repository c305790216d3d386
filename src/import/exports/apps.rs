//! What apps are called in the table of consents, where two of them may bear one name.

use super::rows::{Cell, Rows, Table};

/// What the app of that name and provider is called: its name, or its name with its provider where an app of another
/// provider has the name already. A table of consents gives each app one provider.
pub(super) fn distinct_app(rows: &Rows, name: &str, provider: Option<&str>) -> String {
    let at = |column: &str| {
        let columns = Table::Consents.columns();
        columns.iter().position(|known| *known == column).expect("consents have an app and a provider")
    };
    let (app, of) = (at("app"), at("provider"));
    let text =
        |cell: &Option<Cell>| if let Some(Cell::Text(text)) = cell { Some(text.clone()) } else { None };
    let taken = rows.got.rows.iter().any(|row| {
        row.table == Table::Consents
            && text(&row.cells[app]).as_deref() == Some(name)
            && text(&row.cells[of]).zip(provider).is_some_and(|(known, provider)| known != provider)
    });
    match provider.filter(|_| taken) {
        Some(provider) => format!("{name} ({provider})"),
        None => name.to_owned(),
    }
}
