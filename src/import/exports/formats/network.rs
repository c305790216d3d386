//! `Network`: what every reader of a network file does with the people and ties it finds, so that the same network gives the same
//! people and ties in each format.
//!
//! - A person whom the file declares twice is there once. Whoever a tie names without being declared is added, and noted.
//! - A tie from a person to themselves is handed on; it never counts as a tie, but the person exists.
//! - Where a format does not say whether ties point, they do not if each stands there from both ends, and the second mention is
//!   passed over; else each points from the first named to the second.

use crate::{
    import::{
        error::{ImportError, refuse_long},
        exports::{
            bundle::{Bundle, Entry},
            rows::{Rows, Scope, Someone, Tie},
        },
        input::Input,
        ledger::Verdict,
        roster::Admission,
        ties::is_weight,
    },
    model::{gap::Why, id::SourceId},
};
use rustc_hash::{FxHashMap, FxHashSet};

/// The attribute that says to which part of a two-mode network a row belongs: `1` or `2`.
pub(super) const MODE: &str = "mode";

/// How many people a file may announce by a number alone.
const MOST: usize = 100_000_000;
/// How many a file may announce that is shorter than their number.
const FEW: usize = 1_000_000;

/// A tie as it stands in a file that does not say whether ties point: line, the first named, the second.
pub(super) type Mention = (u64, Someone, Someone);

/// A network file that is being read.
pub(super) struct Network<'r, 'p> {
    pub(super) rows: &'r mut Rows<'p>,
    pub(super) source: SourceId,
    file: &'r str,
    /// How long the file is.
    bytes: usize,
    scope: Scope,
    /// Whether the file says who there is, so that a tie to somebody else is to be noted.
    declares: bool,
}

impl<'r, 'p> Network<'r, 'p> {
    /// Begins the reading of `input` as `format`.
    pub(super) fn enter(rows: &'r mut Rows<'p>, input: &'r Input, format: &str, declares: bool) -> Self {
        let source = rows.enter("ties", input, format);
        let scope = rows.scope();
        Self { rows, source, file: &input.name, bytes: input.content.len(), scope, declares }
    }

    /// Somebody whom a record on `line` declares, booked with it; none where the id is blank. The second value says whether they
    /// are declared for the first time.
    pub(super) fn declare(&mut self, line: u64, id: &str) -> Result<Option<(Someone, bool)>, ImportError> {
        let id = id.trim();
        refuse_long(self.file, line, [id.as_bytes()])?;
        if id.is_empty() {
            self.rows.book(self.source, line, Verdict::LeftOut(Why::BlankId));
            return Ok(None);
        }
        let (someone, admission) = self.rows.by_id(self.scope, id.as_bytes());
        let verdict = match admission {
            Admission::New => Verdict::Taken,
            Admission::LookAlike => Verdict::Noted(Why::LookAlikeId),
            Admission::Known => Verdict::LeftOut(Why::RepeatedPerson),
        };
        self.rows.book(self.source, line, verdict);
        Ok(Some((someone, admission != Admission::Known)))
    }

    /// Books a record on `line` that declares somebody who is numbered already.
    pub(super) fn declared(&mut self, line: u64, first_time: bool) {
        let verdict = if first_time { Verdict::Taken } else { Verdict::LeftOut(Why::RepeatedPerson) };
        self.rows.book(self.source, line, verdict);
    }

    /// The people 1 to `count`, whom the file announces by their number on `line`.
    pub(super) fn number(&mut self, line: u64, count: usize) -> Result<Vec<Someone>, ImportError> {
        self.announce(line, count)?;
        Ok((1..=count).map(|number| self.unbooked(&number.to_string())).collect())
    }

    /// An error where a file announces more people than any such file has.
    pub(super) fn announce(&self, line: u64, count: usize) -> Result<(), ImportError> {
        // A file may leave its people's lines out, but one that is much shorter than their number announces what it cannot hold.
        if count <= MOST && (count <= FEW || count <= self.bytes) {
            return Ok(());
        }
        let what = format!("it announces {count} people, more than a file of its length can be about");
        Err(self.error(line, &what, "check the number, or write the ties as an edge list"))
    }

    /// Whoever has that id, booked elsewhere or not at all.
    pub(super) fn unbooked(&mut self, id: &str) -> Someone {
        self.rows.by_id(self.scope, id.trim().as_bytes()).0
    }

    /// Whoever has that id, if the file has named them.
    pub(super) fn known(&self, id: &str) -> Option<Someone> {
        self.rows.find(self.scope, id.trim().as_bytes())
    }

    /// Sets an attribute of somebody.
    pub(super) fn attribute(
        &mut self,
        line: u64,
        who: Someone,
        name: &str,
        value: &str,
    ) -> Result<(), ImportError> {
        refuse_long(self.file, line, [name.as_bytes(), value.as_bytes()])?;
        self.rows.attribute(who, name, value);
        Ok(())
    }

    /// What somebody is called.
    pub(super) fn label(&mut self, line: u64, who: Someone, text: &str) -> Result<(), ImportError> {
        refuse_long(self.file, line, [text.as_bytes()])?;
        self.rows.label(who, "label", text);
        Ok(())
    }

    /// Both ends of a tie on `line`, which is booked; none where one is blank.
    pub(super) fn ends(
        &mut self,
        line: u64,
        [one, other]: [&str; 2],
    ) -> Result<Option<[Someone; 2]>, ImportError> {
        let ids = [one.trim(), other.trim()];
        refuse_long(self.file, line, ids.map(str::as_bytes))?;
        if ids.contains(&"") {
            self.rows.book(self.source, line, Verdict::LeftOut(Why::BlankId));
            return Ok(None);
        }
        let ends = ids.map(|id| self.rows.by_id(self.scope, id.as_bytes()));
        let has = |wanted: Admission| ends.iter().any(|(_, admission)| *admission == wanted);
        let verdict = match (self.declares, has(Admission::LookAlike), has(Admission::New)) {
            (true, true, _) | (true, _, true) => Verdict::Noted(Why::Undeclared),
            (false, true, _) => Verdict::Noted(Why::LookAlikeId),
            _ => Verdict::Taken,
        };
        self.rows.book(self.source, line, verdict);
        Ok(Some(ends.map(|(someone, _)| someone)))
    }

    /// A tie on `line`, booked.
    pub(super) fn tie(&mut self, line: u64, ends: [&str; 2], directed: bool) -> Result<(), ImportError> {
        if let Some(ends) = self.ends(line, ends)? {
            self.join(line, ends, directed);
        }
        Ok(())
    }

    /// A tie on `line` between two who are known; where one of them is not, the record is not as its format says.
    pub(super) fn tie_known(&mut self, line: u64, ends: Option<(Someone, Someone)>, directed: bool) {
        match ends {
            None => self.malformed(line),
            Some((one, other)) => {
                self.take(line);
                self.join(line, [one, other], directed);
            }
        }
    }

    /// Books a record on `line` that enters as it stands.
    pub(super) fn take(&mut self, line: u64) {
        self.rows.book(self.source, line, Verdict::Taken);
    }

    /// A tie that is booked already.
    pub(super) fn join(&mut self, line: u64, [one, other]: [Someone; 2], directed: bool) {
        self.rows.tie(Tie { directed, ..Tie::new(one, other, self.source, line) });
    }

    /// A record on `line` that is not as its format says.
    pub(super) fn malformed(&mut self, line: u64) {
        self.rows.book(self.source, line, Verdict::LeftOut(Why::Malformed));
    }

    /// Takes the ties of a file that does not say whether they point, and says whether they do. They are booked already.
    pub(super) fn join_all(&mut self, mentions: &[Mention]) -> bool {
        let listed: FxHashSet<(Someone, Someone)> =
            mentions.iter().map(|&(_, one, other)| (one, other)).collect();
        let directed = mentions.iter().any(|&(_, one, other)| !listed.contains(&(other, one)));
        let mut mirrored = 0;
        let mut place: FxHashMap<(Someone, Someone), [usize; 2]> = FxHashMap::default();
        for &(line, one, other) in mentions {
            // A tie that stands there three times from one end and once from the other stands there three times.
            let seen = place.entry((one.min(other), one.max(other))).or_default();
            let side = usize::from(one > other);
            seen[side] += 1;
            if !directed && one != other && seen[side] <= seen[1 - side] {
                mirrored += 1;
            } else {
                self.join(line, [one, other], directed);
            }
        }
        self.rows.pass_over(
            self.source,
            "second mentions of ties, which stand there from both ends",
            mirrored,
        );
        let remark = if directed { POINTS } else { STANDS };
        self.rows.remark(self.source, remark);
        directed
    }

    /// Says of everybody in `people`, whom the file keeps in two parts, in which part they are.
    pub(super) fn two_modes(&mut self, people: &[Someone], first: usize) {
        for (at, &someone) in people.iter().enumerate() {
            self.rows.attribute(someone, MODE, if at < first { "1" } else { "2" });
        }
        self.rows.warn(two_mode_warning(self.file));
    }

    /// An error about one place of the file.
    pub(super) fn error(&self, line: u64, what: &str, way_out: &str) -> ImportError {
        ImportError::line(self.file, line, what, way_out)
    }

    /// What the file is called.
    pub(super) fn file(&self) -> &str {
        self.file
    }

    /// Ends the reading of the file.
    pub(super) fn close(self) -> Result<(), ImportError> {
        self.rows.close(self.source)
    }
}

const POINTS: &str =
    "the format does not say whether ties point; read as pointing from the first named to the second";
const STANDS: &str =
    "the format does not say whether ties point; read as not pointing, for each stands there from both ends";

pub(super) fn two_mode_warning(file: &str) -> String {
    format!(
        "{file} is a two-mode network, which ties people to something else, for instance to groups; the attribute `{MODE}` says \
         which rows are of the second mode (2). They are counted among the people until they are taken out"
    )
}

/// The text of a network file, for readers that go line by line.
pub(super) fn text(input: &Input) -> Result<&str, ImportError> {
    Ok(std::str::from_utf8(input.text()?).expect("the input was decoded"))
}

/// The entries that a format reads: those it knows, or all of them where it was chosen by name and knows none.
pub(super) fn chosen(bundle: &Bundle, knows: impl Fn(&Entry) -> bool) -> Vec<&Entry> {
    let known: Vec<&Entry> = bundle.entries().iter().filter(|entry| knows(entry)).collect();
    if known.is_empty() { bundle.entries().iter().collect() } else { known }
}

/// The first lines of an entry in lower case, for telling what it is.
pub(super) fn start(bundle: &Bundle, entry: &Entry) -> String {
    let bytes = bundle.peek(entry, 64 << 10);
    let marked = encoding_rs::Encoding::for_bom(&bytes).map_or(encoding_rs::UTF_8, |(encoding, _)| encoding);
    marked.decode_with_bom_removal(&bytes).0.to_lowercase()
}

/// The words of a line, parted by blanks; double quotes keep blanks in a word. `None` where a quote is not closed.
pub(super) fn words(line: &str) -> Option<Vec<&str>> {
    let (mut words, mut rest) = (Vec::new(), line.trim_start());
    while !rest.is_empty() {
        let (word, after) = match rest.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"')?,
            None => rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len())),
        };
        words.push(word);
        rest = after.trim_start();
    }
    Some(words)
}

/// Whether a text is a weight that makes a tie; `None` where it is no number. Zero makes none, anything else does.
pub(super) fn makes_a_tie(weight: &str) -> Option<bool> {
    let size = weight.strip_prefix(['-', '+']).unwrap_or(weight);
    is_weight(size).then(|| size.parse() != Ok(0.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_words_by_blanks_outside_quotes() {
        assert_eq!(words("1 \"Ada  L\"\t0.5 \"\""), Some(vec!["1", "Ada  L", "0.5", ""]));
        assert_eq!((words("1 \"Ada"), words("  ")), (None, Some(vec![])));
    }

    #[test]
    fn takes_zero_for_no_tie_and_a_word_for_no_weight() {
        let found = ["0", "0.0", "-0", "1", "-2.5", "1e3", "x", "", "NaN"].map(makes_a_tie);
        let (no, yes) = (Some(false), Some(true));
        assert_eq!(found, [no, no, no, yes, yes, yes, None, None, None]);
    }
}
