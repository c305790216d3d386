//! What X takes the owner for: interests, demographics, and the advertisers whose lists they are on.

use super::{super::json_file::JsonFile, Reader};
use crate::{
    import::{
        exports::{json::Node, rows::Rows},
        ledger::Verdict,
    },
    model::{gap::Why, id::SourceId},
};

impl Reader {
    pub(super) fn take_personalization(
        &mut self,
        file: &JsonFile,
        source: SourceId,
        rows: &mut Rows,
    ) -> usize {
        for record in file.root().list() {
            let Some(data) = record.get("p13nData") else {
                rows.book(source, file.line(record), Verdict::LeftOut(Why::Malformed));
                continue;
            };
            self.take_traits(file, source, rows, data);
            let audiences = ["interests", "audienceAndAdvertisers"];
            if let Some(audiences) = data.path(&audiences).or_else(|| data.get(audiences[1])) {
                self.take_audiences(file, source, rows, audiences);
            }
            let passed = data.get("locationHistory").map(Node::list).unwrap_or_default().len();
            rows.pass_over(source, "places where the person was, which no table takes", passed);
        }
        file.root().list().len()
    }

    fn take_traits(&mut self, file: &JsonFile, source: SourceId, rows: &mut Rows, data: &Node) {
        const TRAITS: &[(&[&str], &str, &str)] = &[
            (&["interests", "interests"], "interest", "inferred"),
            (&["interests", "partnerInterests"], "partner interest", "bought"),
            (&["interests", "shows"], "show", "inferred"),
            (&["demographics", "languages"], "language", "inferred"),
            (&["demographics", "genderInfo", "gender"], "gender", "inferred"),
            (&["inferredAgeInfo", "age"], "age", "inferred"),
        ];
        let mut switched_off = 0;
        for (path, dimension, origin) in TRAITS {
            let Some(found) = data.path(path) else { continue };
            let single = std::slice::from_ref(found);
            let records = if found.id().is_some() { single } else { found.list() };
            for record in records {
                if record.get("isDisabled").and_then(Node::truth) == Some(true) {
                    switched_off += 1;
                    continue;
                }
                let at = Self::at(file, source, record);
                let value = record.id().or_else(|| record.first(&["name", "language"]).and_then(Node::id));
                let verdict = match value {
                    Some(value) => self.donated.trait_of(rows, at, [dimension, value], Some(origin)),
                    None => Verdict::LeftOut(Why::Malformed),
                };
                rows.book(source, at.line, verdict);
            }
        }
        rows.pass_over(source, "interests and languages that the person switched off", switched_off);
    }

    fn take_audiences(&mut self, file: &JsonFile, source: SourceId, rows: &mut Rows, audiences: &Node) {
        let list = |key| audiences.get(key).map(Node::list).unwrap_or_default();
        for record in list("advertisers") {
            let at = Self::at(file, source, record);
            let verdict = match record.id().map(|name| self.spelt_out(name)) {
                Some(name) => self.donated.uploaded_list(rows, at, &name),
                None => Verdict::LeftOut(Why::Malformed),
            };
            rows.book(source, at.line, verdict);
        }
        for record in list("lookalikeAdvertisers") {
            let at = Self::at(file, source, record);
            let verdict = match record.id().map(|name| format!("look-alikes of {}", self.spelt_out(name))) {
                Some(name) if self.donated.member(rows, at, &name, Some("lookalike")) => Verdict::Taken,
                Some(_) => Verdict::LeftOut(Why::RepeatedMember),
                None => Verdict::LeftOut(Why::Malformed),
            };
            rows.book(source, at.line, verdict);
        }
        let passed = list("doNotReachAdvertisers").len() + list("catalogAudienceAdvertisers").len();
        rows.pass_over(source, "advertisers that keep the person out or follow them by a catalogue", passed);
        let named = list("advertisers").len();
        let told = audiences.get("numAudiences").and_then(Node::whole);
        if let Some(told) = told.filter(|told| usize::try_from(*told) != Ok(named)) {
            rows.warn(format!(
                "export {}: X says that its owner is in {told} audiences of advertisers, and names {named} advertisers; an \
                 advertiser may have several, and whether some are not named cannot be told",
                self.export
            ));
        }
    }

    /// The advertiser's name as ads give it, where only their handle is given here.
    fn spelt_out(&self, name: &str) -> String {
        self.advertisers.get(&name.to_lowercase()).cloned().unwrap_or_else(|| name.to_owned())
    }
}
