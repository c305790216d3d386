//! Who was opened from where: the matrix of places, and through whom the bystanders of each place were opened.

use crate::model::number::{self, Undefined};
use crate::report::{
    Block,
    cell::Cell,
    figure::Figure,
    published::{Column, Published, Shape, cell, table},
    small_cells,
    table::{Heading, Table},
};
use serde_json::Value;
use std::collections::BTreeMap;

/// So many places are told apart in the figure; the other tables have all.
const MOST: usize = 12;
/// The name of what is not told apart.
const OTHERS: &str = "other places";
/// The name of a row's or a column's sum.
const ALL: &str = "all places";

/// What the section shows of it.
pub(super) struct Shown {
    pub(super) blocks: Vec<Block>,
    pub(super) figures: Vec<Figure>,
    pub(super) tables: Vec<Table>,
}

pub(super) fn part(at: &Published) -> Shown {
    const TO: &[Column] = &[
        ("place", "bystanders' place", Shape::Text, None),
        ("bystanders", "bystanders at one step", Shape::Count, Some("bystander")),
        ("home_only", "opened from home only", Shape::Count, None),
        ("abroad_only", "from other places only", Shape::Count, None),
        ("both", "from both", Shape::Count, None),
        ("unknown_only", "from nowhere known", Shape::Count, None),
        ("exposures", "exposures", Shape::Count, Some("place_exposure")),
    ];
    const FROM: &[Column] = &[
        ("place", "consenters' place", Shape::Text, None),
        ("exposures", "exposures", Shape::Count, Some("place_exposure")),
        ("home", "at home", Shape::Count, None),
        ("abroad", "in other places", Shape::Count, None),
        ("people_home", "bystanders opened at home", Shape::Count, None),
        ("people_abroad", "bystanders opened in other places", Shape::Count, None),
    ];
    const PAIRS: &[Column] = &[
        ("dimension", "attribute", Shape::Text, None),
        ("from", "consenters' place", Shape::Text, None),
        ("to", "bystanders' place", Shape::Text, None),
        ("exposures", "exposures", Shape::Count, Some("place_exposure")),
        ("people", "bystanders, each once", Shape::Count, None),
    ];
    let rows = |key: &str| at.rows(&format!("place_matrix.{key}"));
    let mut tables = vec![
        table("opened_from", "Bystanders by place, and from where they were opened.", TO, rows("to")),
        table("opened_by", "Consenters' places, and whom their consenters opened.", FROM, rows("from")),
    ];
    let mut blocks: Vec<Block> =
        rows("totals").iter().map(|total| Block::Paragraph(sentence(total))).collect();
    blocks.extend([Block::Chart("place_matrix"), Block::Table("opened_from"), Block::Table("opened_by")]);
    if rows("from").len().max(rows("to").len()) > MOST {
        tables.push(table("place_pairs", "Every pair of places with an exposure.", PAIRS, rows("cells")));
        blocks.push(Block::Table("place_pairs"));
    }
    Shown { blocks, figures: vec![figure(at)], tables }
}

fn count(row: &Value, key: &str) -> String {
    cell(&row[key], Shape::Count).shown()
}

/// The parts of one attribute's bystanders, and who is left out.
fn sentence(total: &Value) -> String {
    let n = |key| count(total, key);
    let mut text = if small_cells::is_hidden(&total["home_only"]) {
        format!(
            "{} bystanders stand one step from a consenter and have a known place; how many were opened from home and how many from elsewhere is hidden, because \
                 few people stand behind a part of it.",
            n("bystanders")
        )
    } else {
        format!(
            "{} bystanders stand one step from a consenter and have a known place. {} of them were opened by consenters of their \
             own place only, {} by consenters of other places only, {} by both, {} by consenters whose place is not known.",
            n("bystanders"),
            n("home_only"),
            n("abroad_only"),
            n("both"),
            n("unknown_only")
        )
    };
    if ["left_out_consenters", "left_out_bystanders"].iter().any(|key| total[key] != 0) {
        let left_out = format!(
            " Left out, because a place is not known: {} consenters, {} bystanders, {} exposures.",
            n("left_out_consenters"),
            n("left_out_bystanders"),
            n("left_out_exposures")
        );
        text.push_str(&left_out);
    }
    text
}

fn figure(at: &Published) -> Figure {
    let totals = at.rows("place_matrix.totals");
    let heading = |key, label, definition| Heading { key, label, definition };
    Figure {
        id: "place_matrix",
        title: "Where the consenters live, and where those whom they opened".to_owned(),
        takeaway: totals.first().map(takeaway).unwrap_or_default(),
        alt: "A table of places: a row for each place of consenters, a column for each place of bystanders, in each cell the number \
              of exposures, the darker the more; the cells of a place with itself are framed; sums stand at the end."
            .to_owned(),
        table: Table {
            id: "place_matrix",
            caption: "Exposures by the consenter's place and the bystander's.".to_owned(),
            columns: vec![
                heading("dimension", "attribute", None),
                heading("from", "consenters' place", None),
                heading("to", "bystanders' place", None),
                heading("exposures", "exposures", Some("place_exposure")),
                heading("people", "bystanders, each once", Some("place_exposure")),
                heading("lies", "how the places lie", None),
            ],
            rows: totals.iter().flat_map(|total| Matrix::of(at, total).rows()).collect(),
            notes: vec![
                "Exposures add up over rows and columns. People add up over a row, not over a column: one bystander may be opened \
                 from several places."
                    .to_owned(),
                "Places without an exposure are left out.".to_owned(),
            ],
        },
    }
}

fn takeaway(total: &Value) -> String {
    if total["exposures"] == 0 {
        return "No bystander of a known place was opened by a consenter of a known place.".to_owned();
    }
    let exposures = match (total["abroad"].as_u64(), total["exposures"].as_u64()) {
        (Some(abroad), Some(all)) => {
            let share = number::Figure::ratio(abroad, all, Undefined::ZeroTotal).value();
            let share = share.map(number::percent).unwrap_or_default();
            let [abroad, all] = [abroad, all].map(number::count);
            format!("{abroad} of {all} exposures, {share}, lead from one place to another")
        }
        _ => format!(
            "how many of {} exposures lead from one place to another is hidden",
            count(total, "exposures")
        ),
    };
    if small_cells::is_hidden(&total["abroad_only"]) {
        return format!("Of the bystanders opened only from elsewhere the number is hidden; {exposures}.");
    }
    format!(
        "{} of {} bystanders were opened by nobody of their own place, only from elsewhere; {exposures}.",
        count(total, "abroad_only"),
        count(total, "bystanders")
    )
}

/// One attribute's matrix as it is drawn: the places with most exposures, the others in one row and one column.
struct Matrix<'a> {
    total: &'a Value,
    from: Vec<Place<'a>>,
    to: Vec<Place<'a>>,
    /// Exposures and people of each cell that has any, by row and column.
    cells: BTreeMap<(usize, usize), (Cell, Cell)>,
}

/// A row or a column: its name, and the rows of the results that it is made of.
struct Place<'a> {
    name: String,
    of: Vec<&'a Value>,
}

impl Place<'_> {
    /// Whether it is one place, and not several folded.
    fn is_one(&self) -> bool {
        matches!(&self.of[..], [row] if row.get("places").is_none())
    }
}

/// The places with most exposures, as far as is shown, then one row for all the others; places without any are left out.
fn largest(mut rows: Vec<&Value>) -> Vec<Place<'_>> {
    rows.retain(|row| row["exposures"] != 0);
    let (mut named, mut others): (Vec<&Value>, Vec<&Value>) =
        rows.into_iter().partition(|row| row.get("places").is_none());
    named.sort_by_key(|row| std::cmp::Reverse(row["exposures"].as_u64().unwrap_or(0)));
    let cut = if named.len() + others.len() > MOST + 1 { MOST } else { named.len() };
    let rest = named.split_off(cut.min(named.len()));
    others.splice(0..0, rest);
    let name = |row: &Value| row["place"].as_str().unwrap_or_default().to_owned();
    let mut places: Vec<Place> =
        named.into_iter().map(|row| Place { name: name(row), of: vec![row] }).collect();
    match others.len() {
        0 => {}
        1 => places.push(Place { name: name(others[0]), of: others }),
        _ => places.push(Place { name: OTHERS.to_owned(), of: others }),
    }
    places
}

impl<'a> Matrix<'a> {
    fn of(at: &Published<'a>, total: &'a Value) -> Self {
        let rows = |key: &str| -> Vec<&'a Value> {
            let all = at.results["place_matrix"][key].as_array().map_or(&[][..], Vec::as_slice);
            all.iter().filter(|row| row["dimension"] == total["dimension"]).collect()
        };
        let (to, mut from) = (largest(rows("to")), largest(rows("from")));
        // Rows in the order of the columns, so that home stands on the diagonal.
        let column = |place: &Place| to.iter().position(|other| other.name == place.name).unwrap_or(MOST);
        from.sort_by_key(|place| (!place.is_one(), column(place)));
        let cells = cells(rows("cells"), &from, &to);
        Self { total, from, to, cells }
    }

    fn rows(&self) -> Vec<Vec<Cell>> {
        let mut rows = Vec::new();
        let dimension = cell(&self.total["dimension"], Shape::Text);
        let mut push = |from: &str, to: &str, exposures, people, lies: &str| {
            rows.push(vec![
                dimension.clone(),
                Cell::Text(from.to_owned()),
                Cell::Text(to.to_owned()),
                exposures,
                people,
                Cell::Text(lies.to_owned()),
            ]);
        };
        for (i, from) in self.from.iter().enumerate() {
            for (j, to) in self.to.iter().enumerate() {
                let (exposures, people) =
                    self.cells.get(&(i, j)).cloned().unwrap_or((Cell::Count(0), Cell::Count(0)));
                push(&from.name, &to.name, exposures, people, lie(from, to));
            }
            let people = sum(from.of.iter().flat_map(|row| [&row["people_home"], &row["people_abroad"]]));
            let people = if from.is_one() { people } else { Cell::Empty };
            push(&from.name, ALL, sum(from.of.iter().map(|row| &row["exposures"])), people, "sum");
        }
        for to in &self.to {
            let of = |key: &str| sum(to.of.iter().map(|row| &row[key]));
            push(ALL, &to.name, of("exposures"), of("bystanders"), "sum");
        }
        push(
            ALL,
            ALL,
            cell(&self.total["exposures"], Shape::Count),
            cell(&self.total["bystanders"], Shape::Count),
            "sum",
        );
        rows
    }
}

/// Exposures and people by row and column. People of several rows are not added up: one person may be in each.
fn cells(rows: Vec<&Value>, from: &[Place], to: &[Place]) -> BTreeMap<(usize, usize), (Cell, Cell)> {
    let index = |places: &[Place]| -> BTreeMap<String, usize> {
        let names =
            places.iter().enumerate().flat_map(|(at, place)| place.of.iter().map(move |row| (at, *row)));
        names.map(|(at, row)| (row["place"].as_str().unwrap_or_default().to_owned(), at)).collect()
    };
    let (rows_of, columns_of) = (index(from), index(to));
    let mut of: BTreeMap<(usize, usize), Vec<&Value>> = BTreeMap::new();
    for row in rows {
        let at = |key: &str, places: &BTreeMap<String, usize>| places.get(row[key].as_str()?).copied();
        if let (Some(i), Some(j)) = (at("from", &rows_of), at("to", &columns_of)) {
            of.entry((i, j)).or_default().push(row);
        }
    }
    let add = |((i, j), rows): ((usize, usize), Vec<&Value>)| {
        let people = if from[i].is_one() { sum(rows.iter().map(|row| &row["people"])) } else { Cell::Empty };
        ((i, j), (sum(rows.iter().map(|row| &row["exposures"])), people))
    };
    of.into_iter().map(add).collect()
}

/// Whether two places are one, differ, or are not told apart.
fn lie(from: &Place, to: &Place) -> &'static str {
    match (from.is_one() && to.is_one(), from.name == to.name) {
        (true, true) => "home",
        (true, false) => "abroad",
        (false, _) => "several places",
    }
}

/// A sum of counts; hidden where any of them is.
fn sum<'a>(counts: impl Iterator<Item = &'a Value>) -> Cell {
    counts.fold(Cell::Count(0), |sum, count| match (sum, cell(count, Shape::Count)) {
        (Cell::Count(sum), Cell::Count(count)) => Cell::Count(sum + count),
        _ => Cell::Hidden,
    })
}
