//! Published claims: a table of who said how many. They weigh one by one, so that whatever cannot be read is an error.
//!
//! The register that ships with the program is compiled in, so that it is there wherever the program is.

use super::{
    error::{ImportError, edits},
    input::Input,
    ledger::{Ledger, Verdict},
    plan::Renamed,
    sheet::{Record, Sheet},
};
use crate::model::{
    claim::{Bound, Claim, Convention, PrintedShare, Stated, Status},
    date::Day,
};
use std::{collections::BTreeMap, path::Path};

/// The register of published claims, as a file.
const REGISTER: &str = include_str!("../../datasets/published-claims/claims.csv");

/// The most people that a claim can speak of: ten times as many as ever lived.
const MOST: u64 = 1_000_000_000_000;

/// Columns that every table of claims has.
const REQUIRED: &[&str] = &["claim", "who", "scope", "source"];
/// Columns that it may have.
const OPTIONAL: &[&str] = &[
    "table",
    "on",
    "within",
    "counted",
    "consenters",
    "consenters_bound",
    "consenters_high",
    "bystanders",
    "affected",
    "bound",
    "high",
    "convention",
    "printed_share",
    "status",
    "note",
];

/// Reads the claims of a file, or the register where none is given.
///
/// # Errors
/// Where the file cannot be read, lacks a column, or holds a record that is no claim.
pub fn read(path: Option<&Path>) -> Result<Vec<Claim>, ImportError> {
    let register = || Input {
        name: "claims.csv".to_owned(),
        ending: "csv".to_owned(),
        bytes: REGISTER.len() as u64,
        sha256: String::new(),
        packed: false,
        decoded: None,
        content: REGISTER.into(),
    };
    let input = path.map_or_else(|| Ok(register()), Input::open)?;
    let mut ledger = Ledger::default();
    let sheet = Sheet::open(input, "claims", &Renamed::default(), &mut ledger)?;
    let columns = columns(&sheet)?;
    let (mut claims, mut lines) = (Vec::new(), BTreeMap::new());
    let all: Vec<usize> = columns.values().copied().collect();
    sheet.each(&mut ledger, &all, |record| {
        let row = Row { sheet: &sheet, record, columns: &columns };
        let claim = row.claim()?;
        row.refuse_repeats(&claim, &mut lines)?;
        claims.push(claim);
        Ok(Verdict::Taken)
    })?;
    if claims.is_empty() {
        return Err(ImportError::file(&sheet.file, "it holds no claims", "write one claim to a line"));
    }
    Ok(claims)
}

/// Where each column stands.
fn columns(sheet: &Sheet) -> Result<BTreeMap<&'static str, usize>, ImportError> {
    let mut columns = BTreeMap::new();
    for &name in REQUIRED.iter().chain(OPTIONAL) {
        if let Some(at) = sheet.column(name)? {
            columns.insert(name, at);
        } else if REQUIRED.contains(&name) {
            let way_out = format!("a table of claims needs the columns {}", REQUIRED.join(", "));
            return Err(ImportError::file(&sheet.file, format!("there is no column `{name}`"), way_out));
        }
    }
    for name in OPTIONAL.iter().filter(|name| !columns.contains_key(*name)) {
        let near = |column: &&String| !is_known(column) && edits(&column.to_ascii_lowercase(), name) == 1;
        if sheet.header().iter().any(|column| near(&column)) {
            let what = format!("a column is called almost, but not quite, `{name}`");
            return Err(ImportError::file(&sheet.file, what, format!("call it `{name}`, or something else")));
        }
    }
    Ok(columns)
}

fn is_known(column: &str) -> bool {
    REQUIRED.iter().chain(OPTIONAL).any(|known| known.eq_ignore_ascii_case(column))
}

/// One record on its way to a claim.
struct Row<'a> {
    sheet: &'a Sheet,
    record: &'a Record<'a>,
    columns: &'a BTreeMap<&'static str, usize>,
}

impl Row<'_> {
    fn claim(&self) -> Result<Claim, ImportError> {
        let consenters = self.stated("consenters", "consenters_bound", "consenters_high")?;
        let [bystanders, affected] = self.reached()?;
        let claim = Claim {
            claim: self.needed("claim")?,
            table: self.text("table"),
            who: self.needed("who")?,
            on: self.date()?,
            scope: self.needed("scope")?,
            within: self.text("within"),
            counted: self.text("counted"),
            consenters,
            bystanders,
            affected,
            convention: self.convention(bystanders.is_some(), affected.is_some())?,
            printed_share: self.share(affected.is_some())?,
            status: self.word("status", &Status::WORDS)?.unwrap_or(Status::Read),
            source: self.needed("source")?,
            note: self.text("note"),
        };
        self.refuse_impossible(&claim)?;
        Ok(claim)
    }

    fn text(&self, column: &str) -> Option<String> {
        self.record.known(self.columns.get(column).copied()).map(str::to_owned)
    }

    fn needed(&self, column: &str) -> Result<String, ImportError> {
        let blank = || self.error(format!("the column `{column}` is empty"), "every claim needs it");
        self.text(column).ok_or_else(blank)
    }

    fn error(&self, what: impl Into<String>, way_out: impl Into<String>) -> ImportError {
        self.sheet.error(self.record.line, what, way_out)
    }

    fn number(&self, column: &str) -> Result<Option<u64>, ImportError> {
        let Some(text) = self.text(column) else { return Ok(None) };
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        let number = text.parse().ok().filter(|&number: &u64| digits && number <= MOST);
        let wrong = || {
            let way_out =
                "write it in digits alone, without separators, or leave it empty where it is not known";
            self.error(format!("the column `{column}` holds no whole number of people"), way_out)
        };
        number.map(Some).ok_or_else(wrong)
    }

    fn word<T: Copy>(&self, column: &str, words: &[(&str, T)]) -> Result<Option<T>, ImportError> {
        let Some(text) = self.text(column) else { return Ok(None) };
        let known = words.iter().find(|(word, _)| text.eq_ignore_ascii_case(word));
        let wrong = || {
            let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            self.error(
                format!("the column `{column}` holds an unknown word"),
                format!("known are {}", known.join(", ")),
            )
        };
        known.map(|&(_, value)| Some(value)).ok_or_else(wrong)
    }

    /// A number with the word for how it was meant and the upper end of a range.
    fn stated(&self, column: &str, bound: &str, high: &str) -> Result<Option<Stated>, ImportError> {
        let (number, to) = (self.number(column)?, self.number(high)?);
        let meant = self.word(bound, &Bound::WORDS)?;
        let Some(number) = number else {
            if to.is_none() && meant.is_none() {
                return Ok(None);
            }
            let what = format!("the columns `{bound}` or `{high}` speak of a number that is not there");
            return Err(self.error(what, format!("fill in `{column}`, or leave them empty")));
        };
        let wrong = || {
            let what = format!("the columns `{column}`, `{bound}` and `{high}` do not go together");
            let way_out = "a range has a `high` end that is no smaller than the number; nothing else has one";
            self.error(what, way_out.replace("high", high))
        };
        Stated::new(number, meant.unwrap_or_default(), to).map(Some).ok_or_else(wrong)
    }

    /// Bystanders and affected; where both are there, `bound` and `high` would not say of which they speak.
    fn reached(&self) -> Result<[Option<Stated>; 2], ImportError> {
        let both = self.text("bystanders").is_some() && self.text("affected").is_some();
        if both && (self.word("bound", &Bound::WORDS)?.is_some_and(|bound| bound != Bound::Point)) {
            let what = "`bound` does not say whether it speaks of bystanders or of affected";
            return Err(self.error(what, "leave one of the two numbers out, or write two claims"));
        }
        let one = |column| self.stated(column, "bound", "high");
        if self.text("bystanders").is_some() {
            let affected = self.number("affected")?;
            return Ok([
                one("bystanders")?,
                affected.and_then(|number| Stated::new(number, Bound::Point, None)),
            ]);
        }
        Ok([None, one("affected")?])
    }

    fn convention(&self, bystanders: bool, affected: bool) -> Result<Convention, ImportError> {
        const WORDS: [(&str, Convention); 4] = [
            ("both", Convention::Both),
            ("total", Convention::Total),
            ("friends", Convention::Friends),
            ("unclear", Convention::Unclear),
        ];
        let filled = match (bystanders, affected) {
            (true, true) => Convention::Both,
            (true, false) => Convention::Friends,
            (false, true) => Convention::Total,
            (false, false) => Convention::Neither,
        };
        match self.word("convention", &WORDS)? {
            None => Ok(filled),
            Some(Convention::Unclear) if filled == Convention::Total => Ok(Convention::Unclear),
            Some(said) if said == filled => Ok(said),
            Some(_) => {
                let what = "`convention` does not fit the numbers that are filled in";
                let way_out =
                    "total and unclear need `affected` alone, friends `bystanders` alone, both needs both";
                Err(self.error(what, way_out))
            }
        }
    }

    fn share(&self, affected: bool) -> Result<Option<PrintedShare>, ImportError> {
        let Some(text) = self.text("printed_share") else { return Ok(None) };
        if !affected || self.text("within").is_none() {
            let what =
                "a printed share needs the number `affected` and the place `within` that it is a share of";
            return Err(self.error(what, "fill them in, or leave the share empty"));
        }
        let wrong = || {
            let way_out = "write it as it was printed, without the sign: 81.6";
            self.error("the column `printed_share` holds no percentage from 0 to 100", way_out)
        };
        PrintedShare::parse(&text).map(Some).ok_or_else(wrong)
    }

    /// A year, a month or a day.
    fn date(&self) -> Result<Option<String>, ImportError> {
        let Some(text) = self.text("on") else { return Ok(None) };
        let whole = format!("{text}{}", ["-01-01", "-01", ""][text.matches('-').count().min(2)]);
        let known = matches!(text.len(), 4 | 7 | 10) && whole.len() == 10 && Day::parse(&whole).is_some();
        let wrong = || {
            let way_out = "write 2018, 2018-04 or 2018-04-06, or leave it empty where it is not known";
            self.error("the column `on` holds no date", way_out)
        };
        known.then_some(Some(text)).ok_or_else(wrong)
    }

    fn refuse_impossible(&self, claim: &Claim) -> Result<(), ImportError> {
        let Some(affected) = claim.affected.and_then(|stated| stated.counts.high) else { return Ok(()) };
        let more = |stated: Option<Stated>| stated.is_some_and(|stated| stated.counts.low > affected);
        if more(claim.bystanders) {
            let way_out = "the affected are bystanders and consenters together: correct one of the two";
            return Err(self.error("there are fewer affected than bystanders", way_out));
        }
        if claim.convention != Convention::Unclear && more(claim.consenters) {
            let way_out = "the affected are bystanders and consenters together: correct one of the two";
            return Err(self.error("there are fewer affected than consenters", way_out));
        }
        Ok(())
    }

    /// A name twice, or a table that has the same place twice, of which a sum would count both.
    fn refuse_repeats(
        &self,
        claim: &Claim,
        lines: &mut BTreeMap<Vec<String>, u64>,
    ) -> Result<(), ImportError> {
        let place = claim.table.iter().map(|table| vec![table.clone(), claim.scope.clone()]);
        for name in std::iter::once(vec![claim.claim.clone()]).chain(place) {
            let what =
                if name.len() == 1 { "a claim is named as" } else { "a table speaks of the same scope as" };
            if let Some(line) = lines.insert(name, self.record.line) {
                let way_out = "give each claim a name of its own, and each table a scope once";
                return Err(self.error(format!("{what} on line {line}"), way_out));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The claims of a file with these lines, or what is said about it.
    fn claims(header: &str, rows: &str) -> Result<Vec<Claim>, String> {
        let file = tempfile::Builder::new().prefix("own").suffix(".csv").tempfile().expect("a file");
        std::fs::write(file.path(), format!("{header}\n{rows}\n")).expect("written");
        read(Some(file.path())).map_err(|error| {
            let said = error.to_string();
            said.split_once(".csv").map_or(said.clone(), |(_, after)| after.to_owned())
        })
    }

    const HEADER: &str = "claim,who,scope,source,consenters,bystanders,affected,bound,high";

    #[test]
    fn the_register_can_be_read() {
        let register = read(None).expect("the register is a table of claims");
        assert!(register.len() > 50 && register.iter().all(|claim| !claim.source.is_empty()));
    }

    #[test]
    fn a_blank_bound_is_a_point_and_the_filled_columns_say_the_convention() {
        let found = claims(HEADER, "a,W,X,S,10,,50,,\nb,W,Y,S,,7,,range,9").expect("two claims");
        assert_eq!(found[0].convention, Convention::Total);
        assert_eq!(found[0].affected, Stated::new(50, Bound::Point, None));
        assert_eq!(found[1].convention, Convention::Friends);
        assert_eq!(found[1].bystanders, Stated::new(7, Bound::Range, Some(9)));
    }

    #[test]
    fn numbers_are_plain_and_possible() {
        let wrong = [
            ("a,W,X,S,\"1,000\",,,,", "`consenters` holds no whole number of people"),
            ("a,W,X,S,-1,,,,", "`consenters` holds no whole number of people"),
            ("a,W,X,S,1e6,,,,", "`consenters` holds no whole number of people"),
            ("a,W,X,S,,,9999999999999,,", "`affected` holds no whole number of people"),
            ("a,W,X,S,,,65,range,50", "do not go together"),
            ("a,W,X,S,,,65,range,", "do not go together"),
            ("a,W,X,S,,,65,max,70", "do not go together"),
            ("a,W,X,S,,,,max,", "speak of a number that is not there"),
            ("a,W,X,S,,,65,about,", "known are point, rounded, max, min, range"),
            ("a,W,X,S,,70,65,,", "there are fewer affected than bystanders"),
            ("a,W,X,S,70,,65,,", "there are fewer affected than consenters"),
            ("a,W,X,S,,60,65,max,", "does not say whether it speaks of bystanders or of affected"),
            (",W,X,S,,,,,", "`claim` is empty"),
            ("a,W,X,S,,,65,", "has not the 9 fields"),
        ];
        for (row, expected) in wrong {
            let said = claims(HEADER, &format!("z,W,Q,S,,,,,\n{row}")).expect_err(row);
            assert!(said.contains(expected) && said.starts_with(", line 3: "), "{row}: {said}");
        }
    }

    #[test]
    fn names_tables_shares_and_dates_are_checked() {
        let header = "claim,who,scope,source,table,on,within,affected,convention,printed_share";
        let wrong = [
            ("a,W,X,S,,,,5,,", "a claim is named as on line 2"),
            ("b,W,X,S,T,,,5,,", "a table speaks of the same scope as on line 2"),
            ("b,W,Y,S,T,2018-13,,5,,", "`on` holds no date"),
            ("b,W,Y,S,T,18,,5,,", "`on` holds no date"),
            ("b,W,Y,S,T,,,5,friends,", "`convention` does not fit"),
            ("b,W,Y,S,T,,,5,,1.5", "a printed share needs"),
            ("b,W,Y,S,T,,World,5,,150", "`printed_share` holds no percentage"),
        ];
        for (row, expected) in wrong {
            let said =
                claims(header, &format!("a,W,X,S,T,2018-04,World,5,unclear,0.1\n{row}")).expect_err(row);
            assert!(said.contains(expected), "{row}: {said}");
        }
    }

    #[test]
    fn a_column_that_is_missing_or_misspelt_is_told() {
        let said = claims("claim,who,source", "a,W,S").expect_err("no scope");
        assert!(said.contains("there is no column `scope`"), "{said}");
        let said = claims("claim,who,scope,source,bounds", "a,W,X,S,max").expect_err("bounds");
        assert!(said.contains("almost, but not quite, `bound`"), "{said}");
        assert!(
            claims("claim,who,scope,source,link", "a,W,X,S,x").is_ok(),
            "further columns are passed over"
        );
    }
}
