//! The ties: from a table with a header, or from an edge list without one.

use super::{
    book::Book,
    columns::{are_ends, are_surely_called_ends, plain},
    dates::Dates,
    edge_list,
    error::ImportError,
    input::Input,
    intake::Intake,
    interner::Key,
    ledger::Verdict,
    plan::Plan,
    sheet::{Record, Sheet},
    workbook,
};
use crate::{
    model::{gap::Why, id::SourceId},
    table::ties::Ties,
};

/// Reads the ties of `input`. With a people list, ties to others are left out; without one, everybody who has a tie
/// to somebody else is a person.
pub(super) fn read(mut input: Input, plan: &Plan, intake: &mut Intake) -> Result<(), ImportError> {
    let mut ties = Ties::default();
    let Intake { roster, ledger, listed, .. } = intake;
    let mut book = Book::new(roster, *listed, &mut ties);
    let source = if is_edge_list(&mut input)? {
        book.edge_list(&input, ledger)?
    } else {
        let sheet = Sheet::open(input, "ties", &plan.renamed("ties"), ledger)?;
        let ends = Ends::of(&sheet)?;
        if ends.by_order {
            ledger.remark(sheet.source, "its two columns taken as source and target");
        }
        let dates = Dates::of(&sheet, "since", "until")?;
        sheet.each(ledger, &[ends.source, ends.target], |record| {
            ends.check_weight(&sheet, record)?;
            let stood = if dates.are_there() { Some(dates.lasting(&sheet, record)?) } else { None };
            let [source, target] = [ends.source, ends.target].map(|end| Key::of(record.bytes(end)));
            let verdict = book.tie(record.line, source, target);
            if let (Verdict::Taken | Verdict::Noted(_), Some(stood)) = (verdict, stood) {
                book.ties.stood.push(stood);
            }
            Ok(verdict)
        })?;
        let is_id = |name: &String| book.roster.find(name.as_bytes()).is_some();
        if (ends.by_order || sheet.takes_others()) && sheet.header().iter().any(is_id) {
            return Err(sheet.headless());
        }
        sheet.source
    };
    ties.source = Some(source);
    if !intake.listed {
        leave_out_loners(&mut ties, source, intake);
    }
    intake.ties = Some(ties);
    Ok(())
}

/// Where both ends and the weight stand.
struct Ends {
    source: usize,
    target: usize,
    weight: Option<usize>,
    /// Whether the table has two columns of other names, taken in their order.
    by_order: bool,
}

impl Ends {
    fn of(sheet: &Sheet) -> Result<Self, ImportError> {
        let weight = sheet.column("weight")?;
        if sheet.takes_others() {
            sheet.refuse_records_as_header()?;
        }
        match (sheet.column("source")?, sheet.column("target")?) {
            (Some(source), Some(target)) => Ok(Self { source, target, weight, by_order: false }),
            (None, None) if sheet.header().len() == 2 && weight.is_none() => {
                sheet.refuse_records_as_header()?;
                if !are_ends(sheet.header()) {
                    return Err(sheet.lacks("source", None));
                }
                Ok(Self { source: 0, target: 1, weight, by_order: true })
            }
            _ => {
                let (source, target) = (sheet.required("source")?, sheet.required("target")?);
                Ok(Self { source, target, weight, by_order: false })
            }
        }
    }

    /// An error where a weight is no finite number of at least 0: such a table is not what it seems to be.
    fn check_weight(&self, sheet: &Sheet, record: &Record) -> Result<(), ImportError> {
        let Some(text) = record.known(self.weight) else { return Ok(()) };
        if is_weight(text) {
            return Ok(());
        }
        let column = sheet.header()[self.weight.unwrap_or_default()].as_str();
        let what = format!(
            "the weight in column `{}` is no finite number of at least 0",
            super::error::shown(column)
        );
        Err(sheet.error(record.line, what, "correct it, or take the column out: weights are not used"))
    }
}

/// Whether a text is a finite number of at least 0, written in digits.
pub(super) fn is_weight(text: &str) -> bool {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
    plain && text.parse::<f64>().is_ok_and(|number| number.is_finite() && number >= 0.0)
}

/// Whether `input` is an edge list, which is decoded then: by its ending, and where that leaves it open, by its first line.
pub(super) fn is_edge_list(input: &mut Input) -> Result<bool, ImportError> {
    let is_table = matches!(input.ending.as_str(), "parquet" | "json" | "jsonl" | "ndjson");
    if is_table || input.is_parquet() || workbook::is_one(input) {
        return Ok(false);
    }
    if matches!(input.ending.as_str(), "graphml" | "gexf" | "gml" | "net" | "gdf" | "xml") {
        let way_out = "give it as the case itself, without --ties: `bystander audit FILE`";
        return Err(ImportError::file(
            &input.name,
            "it is a network file with people of its own, and no table",
            way_out,
        ));
    }
    input.decode()?;
    let text = input.text()?;
    let commented = matches!(text.first(), Some(b'#' | b'%'));
    if matches!(input.ending.as_str(), "csv" | "tsv") && !commented {
        return Ok(false);
    }
    let first = edge_list::first_line(text).to_ascii_lowercase();
    let is_header = !commented && (first.starts_with(b"sep=") || names_ends(&first));
    Ok(!is_header && (edge_list::parting(text).is_some() || !first.iter().any(|byte| b",;|".contains(byte))))
}

/// Whether a line in small letters names both ends of a tie, or the source of one.
fn names_ends(line: &[u8]) -> bool {
    let line = String::from_utf8_lossy(line);
    let cells = |parts: &[char]| -> Vec<String> {
        line.split(parts).map(|cell| cell.trim().trim_matches('"').to_owned()).collect()
    };
    let is_source = |cell: &String| plain(cell) == "source";
    let are_ends = |cells: &[String]| matches!(cells, [one, other] if are_surely_called_ends(&plain(one), &plain(other)));
    cells(&[',', ';', '|', '\t', ' ']).iter().any(is_source) || are_ends(&cells(&[',', ';', '|', '\t']))
}

/// Without a people list, somebody who is only tied to themselves is not known to be in the network: their row goes,
/// and their ties are noted here because nobody above can see them.
fn leave_out_loners(ties: &mut Ties, source: SourceId, intake: &mut Intake) {
    let mut has_tie = vec![false; intake.roster.len()];
    for &(one, other) in ties.pairs.iter().filter(|(one, other)| one != other) {
        has_tie[one.index()] = true;
        has_tie[other.index()] = true;
    }
    if has_tie.iter().all(|&has| has) {
        return;
    }
    let rows = intake.roster.keep(&has_tie);
    let stood = std::mem::take(&mut ties.stood);
    let old = std::mem::take(&mut ties.pairs).into_iter().zip(std::mem::take(&mut ties.lines));
    for (at, ((one, other), line)) in old.enumerate() {
        if let (Some(one), Some(other)) = (rows[one.index()], rows[other.index()]) {
            ties.push(one, other, u64::from(line));
            ties.stood.extend(stood.get(at));
        } else {
            intake.ledger.gaps.note(source, Why::SelfLoop, u64::from(line));
            intake.ledger.sources[source.index()].taken -= 1;
        }
    }
}
