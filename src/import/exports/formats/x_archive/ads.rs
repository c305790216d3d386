//! The ads of an X archive: what the owner was shown, by whom, and by which criteria they were singled out.

use super::{
    super::{
        donated::{Dated, Place},
        json_file::JsonFile,
    },
    Reader,
};
use crate::{
    import::{
        exports::{
            json::Node,
            rows::{Cell, Rows, Table},
        },
        ledger::Verdict,
    },
    model::{gap::Why, id::SourceId},
};

/// One showing of an ad.
struct Showing<'a> {
    at: Place,
    /// The number of the promoted post or trend, or a text that stands for it.
    ad: String,
    /// When, as written.
    time: Option<&'a str>,
    sponsor: Option<&'a str>,
    criteria: &'a [Node],
}

/// The records in `ad.adsUserData.KEY.INNER` of every record of a part, with the record itself where there is no such thing.
fn inner<'a>(file: &'a JsonFile, inner: &[&str]) -> (Vec<&'a Node>, Vec<&'a Node>) {
    let (mut found, mut wrong) = (Vec::new(), Vec::new());
    for record in file.root().list() {
        let kinds = record.path(&["ad", "adsUserData"]).map(Node::map).unwrap_or_default();
        let lists = kinds.iter().flat_map(|(_, kind)| inner.iter().filter_map(|key| kind.get(key)));
        let lists: Vec<&Node> = lists.collect();
        if lists.is_empty() {
            wrong.push(record);
        }
        found.extend(lists.into_iter().flat_map(Node::list));
    }
    (found, wrong)
}

fn book_wrong(file: &JsonFile, source: SourceId, rows: &mut Rows, wrong: &[&Node]) {
    for record in wrong {
        rows.book(source, file.line(record), Verdict::LeftOut(Why::Malformed));
    }
}

impl Reader {
    pub(super) fn take_impressions(&mut self, file: &JsonFile, source: SourceId, rows: &mut Rows) -> usize {
        let (records, wrong) = inner(file, &["impressions"]);
        book_wrong(file, source, rows, &wrong);
        for record in &records {
            let showing = self.showing(Self::at(file, source, record), record);
            let verdict = self.take(&showing, rows);
            rows.book(source, showing.at.line, verdict);
        }
        records.len()
    }

    /// Takes the ads that the owner acted on; those that are among the ads seen count once.
    pub(super) fn take_engagements(&mut self, file: &JsonFile, source: SourceId, rows: &mut Rows) -> usize {
        let (records, wrong) = inner(file, &["engagements"]);
        book_wrong(file, source, rows, &wrong);
        let mut again = 0;
        for record in &records {
            let line = file.line(record);
            let Some(shown) = record.get("impressionAttributes") else {
                rows.book(source, line, Verdict::LeftOut(Why::Malformed));
                continue;
            };
            let showing = self.showing(Place { source, line }, shown);
            if self.seen.contains(&showing.key()) {
                again += 1;
                self.take_criteria(&showing, rows);
            } else {
                let verdict = self.take(&showing, rows);
                rows.book(source, line, verdict);
            }
        }
        rows.pass_over(source, "actions on an ad that is among the ads seen, and counts once", again);
        records.len()
    }

    /// Takes what businesses told X that the owner did elsewhere.
    pub(super) fn take_conversions(&mut self, file: &JsonFile, source: SourceId, rows: &mut Rows) -> usize {
        let (records, wrong) = inner(file, &["conversions"]);
        book_wrong(file, source, rows, &wrong);
        for record in &records {
            let at = Self::at(file, source, record);
            let sponsor = self.sponsor(record).or_else(|| record.get("applicationName").and_then(Node::text));
            let Some(business) = sponsor else {
                rows.book(source, at.line, Verdict::LeftOut(Why::Malformed));
                continue;
            };
            let on = Dated::of(record.get("conversionTime").and_then(Node::text));
            self.donated.activity(rows, at, business, on.day());
            rows.book(source, at.line, on.verdict());
        }
        records.len()
    }

    /// Who paid, and what their handle is spelt out to.
    fn sponsor<'a>(&mut self, record: &'a Node) -> Option<&'a str> {
        let [name, handle] = ["advertiserName", "screenName"]
            .map(|key| record.path(&["advertiserInfo", key]).and_then(Node::text));
        if let (Some(name), Some(handle)) = (name, handle) {
            self.advertisers.entry(handle.to_lowercase()).or_insert_with(|| name.to_owned());
        }
        name.or(handle)
    }

    fn showing<'a>(&mut self, at: Place, record: &'a Node) -> Showing<'a> {
        let number = |path: &[&str]| record.path(path).and_then(Node::id).map(str::to_owned);
        let ad = number(&["promotedTweetInfo", "tweetId"])
            .or_else(|| Some(format!("trend {}", number(&["promotedTrendInfo", "trendId"])?)))
            .unwrap_or_else(|| format!("without a number, export {}, line {}", self.export, at.line));
        Showing {
            at,
            ad,
            time: record.get("impressionTime").and_then(Node::text),
            sponsor: self.sponsor(record),
            criteria: record.get("matchedTargetingCriteria").map(Node::list).unwrap_or_default(),
        }
    }

    fn take(&mut self, showing: &Showing, rows: &mut Rows) -> Verdict {
        self.seen.insert(showing.key());
        self.take_criteria(showing, rows);
        let on = Dated::of(showing.time);
        let kinds: Vec<&str> = showing.criteria.iter().filter_map(kind).collect();
        let mut cells = vec![
            ("message", Cell::Text(showing.ad.clone())),
            ("segment", Cell::Text(showing.segment())),
            ("person", self.donated.person()),
            ("channel", "X".into()),
            ("impressions", Cell::Count(1)),
        ];
        cells.extend(showing.sponsor.map(|sponsor| ("sponsor", sponsor.into())));
        cells.extend(on.day().map(|day| ("on", Cell::Day(day))));
        if !kinds.is_empty() {
            cells.push(("reason_given", Cell::Text(kinds.join("; "))));
        }
        rows.add(Table::Messages, showing.at.source, showing.at.line, &cells);
        on.verdict()
    }

    fn take_criteria(&mut self, showing: &Showing, rows: &mut Rows) {
        let segment = showing.segment();
        self.donated.member(rows, showing.at, &segment, None);
        for criterion in showing.criteria {
            let Some(kind) = kind(criterion) else {
                rows.note(showing.at.source, showing.at.line, Why::Malformed);
                continue;
            };
            let value = criterion.get("targetingValue").and_then(Node::id).unwrap_or("not told");
            self.donated.criterion(rows, showing.at, &segment, [kind, value]);
            if let (true, Some(sponsor)) = (is_list(kind), showing.sponsor) {
                self.donated.uploaded_list(rows, showing.at, sponsor);
            }
        }
    }
}

impl Showing<'_> {
    /// What makes two records the same showing.
    fn key(&self) -> [String; 2] {
        [self.ad.clone(), self.time.unwrap_or_default().to_owned()]
    }

    fn segment(&self) -> String {
        format!("ad {}", self.ad)
    }
}

fn kind(criterion: &Node) -> Option<&str> {
    criterion.get("targetingType").and_then(Node::text)
}

/// Whether a kind of criterion says that the advertiser uploaded a list with the person in it; look-alikes of such a list are not
/// in it.
fn is_list(kind: &str) -> bool {
    let kind = kind.to_lowercase();
    let mut words = kind.split(|letter: char| !letter.is_alphabetic());
    words.any(|word| matches!(word, "list" | "lists")) && !kind.contains("look")
}

#[cfg(test)]
mod tests {
    use super::is_list;

    #[test]
    fn tells_an_uploaded_list_from_what_resembles_it() {
        assert!(is_list("List") && is_list("Lists") && is_list("Tailored audiences (lists)"));
        let others = ["Follower look-alikes", "Look-alikes of a list", "Listening interests", "Age"];
        assert!(!others.into_iter().any(is_list));
    }
}
