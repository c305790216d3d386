//! Tables for a terminal: columns as wide as their cells, numbers to the right, long texts in several lines.

use crate::{chart::plain, report::table::Table};

/// How wide a table should be, in letters.
const ROOM: usize = 110;
/// A column of texts may be broken into lines no shorter than this.
const LEAST: usize = 24;

/// A table for a terminal, its caption before it and its notes after it.
pub(super) fn laid_out(table: &Table) -> String {
    let head: Vec<String> = table.columns.iter().map(|column| column.label.to_owned()).collect();
    let rows: Vec<Vec<String>> =
        table.rows.iter().map(|row| row.iter().map(|cell| plain(&cell.shown())).collect()).collect();
    let width = |at: usize| {
        let cells = std::iter::once(&head).chain(&rows).map(|row| row[at].chars().count());
        cells.max().unwrap_or(0)
    };
    let mut widths: Vec<usize> = (0..head.len()).map(width).collect();
    let numeric: Vec<bool> =
        (0..head.len()).map(|at| table.rows.iter().any(|row| row[at].number().is_some())).collect();
    narrow(&mut widths, &numeric);
    let line = |row: &Vec<String>| {
        let cells: Vec<Vec<String>> =
            row.iter().zip(&widths).map(|(cell, &width)| broken(cell, width)).collect();
        let lines = cells.iter().map(Vec::len).max().unwrap_or(1);
        (0..lines).map(|at| one_line(&cells, at, &widths, &numeric)).collect::<String>()
    };
    let caption = format!("{}\n", plain(&table.caption));
    let lines = std::iter::once(&head).chain(&rows).map(line);
    let notes = table.notes.iter().map(|note| format!("{}\n", plain(note)));
    std::iter::once(caption).chain(lines).chain(notes).collect()
}

/// The same with the first `most` rows alone; what is left out is told.
pub(super) fn laid_out_first(table: &Table, most: usize) -> String {
    if table.rows.len() <= most {
        return laid_out(table);
    }
    let mut first = Table { rows: table.rows[..most].to_vec(), ..table.clone() };
    let left = crate::model::number::count((table.rows.len() - most) as u64);
    first.notes.push(format!("{left} further rows: --csv prints all, --out DIR writes all."));
    laid_out(&first)
}

/// `text` in lines of at most the room there is, those after the first with `indent` blanks before them.
pub(super) fn wrapped(text: &str, indent: usize) -> String {
    let start = text.len() - text.trim_start().len();
    let (mut lines, mut line) = (String::new(), " ".repeat(start));
    let mut is_empty = true;
    for word in text.trim_start().split(' ') {
        if !is_empty && line.chars().count() + 1 + word.chars().count() > ROOM {
            lines.push_str(line.trim_end());
            lines.push('\n');
            line = " ".repeat(indent);
            is_empty = true;
        }
        if !is_empty {
            line.push(' ');
        }
        line.push_str(word);
        is_empty = false;
    }
    lines + line.trim_end() + "\n"
}

/// Takes what a table has too much from its last column, if that is of texts and wide enough to be broken.
fn narrow(widths: &mut [usize], numeric: &[bool]) {
    let whole = widths.iter().sum::<usize>() + 2 * widths.len().saturating_sub(1);
    if let (Some(last), Some(false)) = (widths.last_mut(), numeric.last()) {
        *last = (*last).min((*last + ROOM).saturating_sub(whole).max(LEAST));
    }
}

/// A text in lines of at most `width` letters, broken between words; a longer word is left whole.
fn broken(text: &str, width: usize) -> Vec<String> {
    if text.chars().count() <= width {
        return vec![text.to_owned()];
    }
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let line = lines.last_mut().expect("there is a line");
        if line.is_empty() {
            word.clone_into(line);
        } else if line.chars().count() + 1 + word.chars().count() <= width {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

/// The line of that number of cells that may have several.
fn one_line(cells: &[Vec<String>], at: usize, widths: &[usize], numeric: &[bool]) -> String {
    let cells = cells.iter().zip(widths).zip(numeric).map(|((lines, &width), &right)| {
        let text = lines.get(at).map_or("", String::as_str);
        if right { format!("{text:>width$}") } else { format!("{text:<width$}") }
    });
    format!("{}\n", cells.collect::<Vec<_>>().join("  ").trim_end())
}

#[cfg(test)]
mod tests {
    use super::{broken, narrow};

    #[test]
    fn texts_are_broken_between_words() {
        assert_eq!(broken("one two three", 7), ["one two", "three"]);
        assert_eq!(broken("unbreakable word", 5), ["unbreakable", "word"]);
        assert_eq!(broken("short  text", 20), ["short  text"]);
    }

    #[test]
    fn only_a_wide_last_column_of_texts_gives_way() {
        let narrowed = |mut widths: Vec<usize>, last_is_numeric| {
            let numeric: Vec<bool> =
                (0..widths.len()).map(|at| at + 1 == widths.len() && last_is_numeric).collect();
            narrow(&mut widths, &numeric);
            widths
        };
        assert_eq!(narrowed(vec![50, 80], false), [50, 58]);
        assert_eq!(narrowed(vec![100, 80], false), [100, 24]);
        assert_eq!(narrowed(vec![50, 40], false), [50, 40]);
        assert_eq!(narrowed(vec![100, 20], false), [100, 20]);
        assert_eq!(narrowed(vec![50, 80], true), [50, 80]);
    }
}
