//! GML, as Newman's network collection and many tools write it: `graph [ node [ … ] edge [ … ] ]`.
//!
//! Nodes are people under their `id` and say who there is; edges are ties from `source` to `target`, before or after
//! the nodes. `directed 1` makes the case directed. The other keys of a node become attributes (a node may have its
//! own `source`), except those that name people (`label` first of all). Passed over: nested lists such as
//! `graphics [ … ]`, every other key of an edge, and the second value of a key that a node has twice.

use super::{
    Importer,
    coding::Coding,
    error::ImportError,
    input::{Input, ending},
    intake::Intake,
    ledger::Verdict,
    plan::Plan,
    roster::Admission,
};
use crate::{
    model::{case::AuditCase, gap::Why, id::SourceId},
    table::ties::Ties,
};
use std::{borrow::Cow, collections::HashMap, path::Path};

pub(super) const IMPORTER: Importer = Importer { name: "a .gml file", knows, read };

fn knows(path: &Path) -> bool {
    path.is_file() && ending(path).1 == "gml"
}

fn read(path: &Path, intake: &mut Intake) -> Result<Plan, ImportError> {
    let input = intake.open(path)?;
    let text = std::str::from_utf8(input.text()?)
        .map_err(|_| ImportError::file(&input.name, "it is not valid UTF-8 text", "save it in UTF-8"))?;
    let graph = Graph::of(text, &input)?;
    let format = format!("GML, {} nodes and {} edges", graph.nodes.len(), graph.edges.len());
    let source = intake.ledger.enter("ties", &input, &format);
    take_nodes(&graph, source, intake);
    take_edges(&graph, source, intake);
    intake.ledger.close(source)?;
    let title = format!("Audit of {}", input.name);
    Ok(Plan {
        case: AuditCase { title, directed: graph.directed, ..AuditCase::default() },
        ..Plan::default()
    })
}

fn take_nodes(graph: &Graph, source: SourceId, intake: &mut Intake) {
    let mut columns: Vec<Coding> = Vec::new();
    let mut at: HashMap<&str, usize> = HashMap::new();
    let mut lines = Vec::new();
    for node in &graph.nodes {
        let id = node.value("id").unwrap_or_default();
        if id.trim_ascii().is_empty() {
            intake.ledger.book(source, node.line, Verdict::LeftOut(Why::BlankId));
            continue;
        }
        let (row, admission) = intake.roster.admit(id.trim_ascii().as_bytes());
        let mut agreed = true;
        for (key, value) in node.pairs.iter().filter(|(key, _)| *key != "id") {
            let column = *at.entry(key).or_insert_with(|| {
                columns.push(Coding::new(key));
                columns.len() - 1
            });
            agreed &= columns[column].set(row.index(), value.trim_ascii());
        }
        let verdict = match admission {
            Admission::New => Verdict::Taken,
            Admission::LookAlike => Verdict::Noted(Why::LookAlikeId),
            Admission::Known if agreed => Verdict::LeftOut(Why::RepeatedPerson),
            Admission::Known => {
                intake.ledger.gaps.note(source, Why::ConflictingValue, lines[row.index()]);
                Verdict::LeftOut(Why::ConflictingValue)
            }
        };
        if admission != Admission::Known {
            lines.push(node.line);
        }
        intake.ledger.book(source, node.line, verdict);
    }
    intake.listed = true;
    intake.columns.extend(columns.into_iter().map(|column| (column, source)));
}

fn take_edges(graph: &Graph, source: SourceId, intake: &mut Intake) {
    let mut ties = Ties { source: Some(source), ..Ties::default() };
    for edge in &graph.edges {
        let [one, other] = ["source", "target"].map(|key| edge.value(key).unwrap_or_default().trim_ascii());
        let known = |id: &str| intake.roster.find(id.as_bytes());
        let verdict = match (known(one), known(other)) {
            _ if one.is_empty() || other.is_empty() => Verdict::LeftOut(Why::BlankId),
            (Some(one), Some(other)) => {
                ties.push(one, other, u32::try_from(edge.line).unwrap_or(u32::MAX));
                Verdict::Taken
            }
            _ => Verdict::LeftOut(Why::DanglingTie),
        };
        intake.ledger.book(source, edge.line, verdict);
    }
    intake.ties = Some(ties);
}

/// A graph as it stands in the file.
#[derive(Default)]
struct Graph<'a> {
    directed: bool,
    nodes: Vec<Item<'a>>,
    edges: Vec<Item<'a>>,
}

/// A node or an edge: where it begins, and its keys with plain values, each key once.
struct Item<'a> {
    line: u64,
    pairs: Vec<(&'a str, Cow<'a, str>)>,
}

impl Item<'_> {
    fn value(&self, key: &str) -> Option<&str> {
        self.pairs.iter().find(|(known, _)| *known == key).map(|(_, value)| value.as_ref())
    }
}

impl<'a> Graph<'a> {
    fn of(text: &'a str, input: &Input) -> Result<Self, ImportError> {
        let broken = |(line, what): (u64, &str)| {
            ImportError::line(&input.name, line, what, "save the graph again as GML; nothing was read")
        };
        let mut tokens = Tokens { rest: text, line: 1 };
        let mut graphs = Vec::new();
        while let Some((line, key)) = tokens.key().map_err(broken)? {
            match tokens.value().map_err(broken)? {
                Token::Open if key == "graph" => {
                    graphs.push((line, Self::inside(&mut tokens).map_err(broken)?));
                }
                Token::Open => tokens.skip_list().map_err(broken)?,
                _ => {}
            }
        }
        match (graphs.pop(), graphs.pop()) {
            (Some((_, graph)), None) => Ok(graph),
            (Some((line, _)), Some(_)) => Err(broken((line, "there is more than one graph"))),
            (None, _) => {
                Err(ImportError::file(&input.name, "there is no graph in it", "check that it is GML"))
            }
        }
    }

    fn inside(tokens: &mut Tokens<'a>) -> Result<Self, Broken> {
        let mut graph = Self::default();
        while let Some((line, key)) = tokens.key_in_list()? {
            match (key, tokens.value()?) {
                ("node", Token::Open) => graph.nodes.push(Item { line, pairs: tokens.pairs()? }),
                ("edge", Token::Open) => graph.edges.push(Item { line, pairs: tokens.pairs()? }),
                (_, Token::Open) => tokens.skip_list()?,
                ("directed", Token::Plain(value)) => graph.directed = value == "1",
                _ => {}
            }
        }
        Ok(graph)
    }
}

/// The line on which GML ends to be GML, and why.
type Broken = (u64, &'static str);

enum Token<'a> {
    Open,
    Close,
    /// A word or a number.
    Plain(&'a str),
    /// What stands between quotes.
    Quoted(&'a str),
}

struct Tokens<'a> {
    rest: &'a str,
    line: u64,
}

impl<'a> Tokens<'a> {
    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(length);
        self.line += taken.bytes().filter(|&byte| byte == b'\n').count() as u64;
        self.rest = rest;
        taken
    }

    fn skip_blanks(&mut self) {
        loop {
            let blank = |letter: char| letter.is_whitespace();
            self.take(self.rest.len() - self.rest.trim_start_matches(blank).len());
            if !self.rest.starts_with('#') {
                return;
            }
            self.take(self.rest.find('\n').unwrap_or(self.rest.len()));
        }
    }

    fn next(&mut self) -> Result<Option<(u64, Token<'a>)>, Broken> {
        self.skip_blanks();
        let line = self.line;
        let token = match self.rest.bytes().next() {
            None => return Ok(None),
            Some(b'[') => {
                self.take(1);
                Token::Open
            }
            Some(b']') => {
                self.take(1);
                Token::Close
            }
            Some(b'"') => {
                let end = self.rest[1..].find('"').ok_or((line, "a quote opens here and is not closed"))?;
                Token::Quoted(&self.take(end + 2)[1..=end])
            }
            Some(_) => {
                let ends = |letter: char| letter.is_whitespace() || matches!(letter, '[' | ']' | '"');
                Token::Plain(self.take(self.rest.find(ends).unwrap_or(self.rest.len())))
            }
        };
        Ok(Some((line, token)))
    }

    /// The next key, or the end of the text.
    fn key(&mut self) -> Result<Option<(u64, &'a str)>, Broken> {
        match self.next()? {
            None => Ok(None),
            Some((line, Token::Plain(key))) => Ok(Some((line, key))),
            Some((line, _)) => Err((line, "a key should stand here")),
        }
    }

    /// The next key of a list, or the end of the list.
    fn key_in_list(&mut self) -> Result<Option<(u64, &'a str)>, Broken> {
        match self.next()? {
            Some((_, Token::Close)) => Ok(None),
            Some((line, Token::Plain(key))) => Ok(Some((line, key))),
            Some((line, _)) => Err((line, "a key should stand here")),
            None => Err((self.line, "the file ends inside a list: a ] is missing")),
        }
    }

    fn value(&mut self) -> Result<Token<'a>, Broken> {
        match self.next()? {
            Some((line, Token::Close)) => Err((line, "a value should stand here")),
            Some((_, token)) => Ok(token),
            None => Err((self.line, "the file ends where a value should stand")),
        }
    }

    /// The plain values of a list that has been opened, and its end.
    fn pairs(&mut self) -> Result<Vec<(&'a str, Cow<'a, str>)>, Broken> {
        let mut pairs: Vec<(&str, Cow<str>)> = Vec::new();
        while let Some((_, key)) = self.key_in_list()? {
            let value = match self.value()? {
                Token::Plain(value) => Cow::Borrowed(value),
                Token::Quoted(value) => unescaped(value),
                Token::Open | Token::Close => {
                    self.skip_list()?;
                    continue;
                }
            };
            if pairs.iter().all(|(known, _)| *known != key) {
                pairs.push((key, value));
            }
        }
        Ok(pairs)
    }

    /// Passes over a list that has been opened, with all lists in it.
    fn skip_list(&mut self) -> Result<(), Broken> {
        let mut depth = 1_usize;
        while depth > 0 {
            match self.next()? {
                Some((_, Token::Open)) => depth += 1,
                Some((_, Token::Close)) => depth -= 1,
                Some(_) => {}
                None => return Err((self.line, "the file ends inside a list: a ] is missing")),
            }
        }
        Ok(())
    }
}

/// A text with its entities (`&quot;`, `&#233;`) turned into the letters they stand for.
fn unescaped(text: &str) -> Cow<'_, str> {
    let mut parts = text.split('&');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    if plain.len() == text.len() {
        return Cow::Borrowed(text);
    }
    for part in parts {
        if let Some((letter, rest)) =
            part.split_once(';').and_then(|(name, rest)| Some((letter(name)?, rest)))
        {
            plain.push(letter);
            plain.push_str(rest);
        } else {
            plain.push('&');
            plain.push_str(part);
        }
    }
    Cow::Owned(plain)
}

fn letter(entity: &str) -> Option<char> {
    match entity {
        "quot" => Some('"'),
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "apos" => Some('\''),
        _ => {
            let number = entity.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_entities_into_letters_and_leaves_other_ampersands() {
        let pairs = ["caf&#233;", "a &amp; b", "&#x41;&quot;", "R&D; x & y", "plain"];
        assert_eq!(
            pairs.map(unescaped).map(Cow::into_owned),
            ["café", "a & b", "A\"", "R&D; x & y", "plain"]
        );
    }
}
