//! Several exports in one folder, each unpacked into a folder of its own, told apart.
//!
//! # The rule
//! A folder is split by its topmost folders if an importer knows at least two of them, each by itself, and two of those have a file
//! of data at one and the same path inside, or at least two are called as platforms call the folders of exports. What is in
//! them is split further in the same way; what lies beside them is an export only if somebody knows it. A single folder that
//! holds all the rest is looked into.

use super::bundle::{Bundle, Entry};
use std::collections::{BTreeMap, BTreeSet};

/// How the names begin that platforms give to the folders of exports.
const WRAPPERS: &[&str] = &[
    "facebook-",
    "instagram-",
    "twitter-",
    "takeout-",
    "chatexport_",
    "mydata~",
    "basic_linkedin",
    "complete_linkedin",
    "linkedin",
    "tiktok",
    "whatsapp chat",
    "archive-",
];

/// Endings of files that hold data.
const DATA: &[&str] = &["json", "js", "csv", "txt", "html", "xml", "tsv", "vcf", "gml", "graphml", "gexf"];

/// The names of the importers that know a bundle.
pub(super) type Knows<'a> = &'a dyn Fn(&Bundle) -> Vec<&'static str>;

/// The exports of which `bundle` consists.
pub(super) fn split(bundle: Bundle, knows: Knows) -> Vec<Bundle> {
    let mut folders: BTreeMap<&str, Vec<Entry>> = BTreeMap::new();
    let mut beside: Vec<Entry> = Vec::new();
    for entry in bundle.entries() {
        match entry.topmost() {
            Some((folder, inside)) => folders.entry(folder).or_default().push(entry.moved(inside)),
            None => beside.push(entry.clone()),
        }
    }
    let (names, inner): (Vec<&str>, Vec<Bundle>) =
        folders.into_iter().map(|(name, entries)| (name, bundle.with(entries))).unzip();
    if inner.len() == 1 && beside.is_empty() {
        let split = inner.into_iter().flat_map(|inner| split(inner, knows)).collect::<Vec<_>>();
        return if split.len() > 1 { told(&bundle, split) } else { vec![bundle] };
    }
    if !are_exports(&names, &inner, knows) {
        return vec![bundle];
    }
    let mut exports: Vec<Bundle> = inner.into_iter().flat_map(|inner| split(inner, knows)).collect();
    if !beside.is_empty() {
        exports.push(bundle.with(beside));
    }
    exports.iter_mut().for_each(|export| export.beside = true);
    told(&bundle, exports)
}

/// `exports` with what is to be said of `whole`.
fn told(whole: &Bundle, mut exports: Vec<Bundle>) -> Vec<Bundle> {
    if whole.remarks.iter().all(|remark| !remark.starts_with("a folder")) {
        exports[0].remarks.extend(whole.remarks.iter().cloned());
        exports[0]
            .remarks
            .push("a folder was read as several exports, one in each of its folders".to_owned());
    }
    let mut seen = BTreeSet::new();
    exports[0].remarks.retain(|remark| seen.insert(remark.clone()));
    exports
}

fn are_exports(names: &[&str], inner: &[Bundle], knows: Knows) -> bool {
    if inner.len() < 2 {
        return false;
    }
    let mut known: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, bundle) in inner.iter().enumerate() {
        for importer in knows(bundle) {
            known.entry(importer).or_default().push(at);
        }
    }
    // In the dumps of one app each person has a folder.
    known.remove("graph-api");
    known.values().any(|known| share_a_path(known.iter().map(|&at| &inner[at])) || wrappers(known, names) > 1)
}

/// Whether two of `bundles` have a file of data at the same path.
fn share_a_path<'a>(bundles: impl Iterator<Item = &'a Bundle>) -> bool {
    let mut seen = BTreeSet::new();
    let mut data = bundles.flat_map(Bundle::entries).filter(|entry| DATA.contains(&entry.ending()));
    data.any(|entry| !seen.insert(entry.plain()))
}

fn wrappers(known: &[usize], names: &[&str]) -> usize {
    let is_wrapper = |name: &str| {
        let name = name.to_lowercase();
        WRAPPERS.iter().any(|start| name.starts_with(start))
    };
    known.iter().filter(|&&at| is_wrapper(names[at])).count()
}
