//! The families of readers, each with the names under which it takes a file; whatever the bytes, none of them may panic.

use bystander::import::exports::{Imported, read_bytes};

/// Each family with the names of files that its readers take.
pub const FAMILIES: &[(&str, &[&str])] = &[
    ("archive", &["export.zip", "export.gz"]),
    ("html", &["your_friends.html", "friends.html", "following.html", "messages.html"]),
    (
        "json_exports",
        &[
            "friends.json",
            "your_friends.json",
            "followers_1.json",
            "following.json",
            "connected_apps_and_websites.json",
            "user_data_tiktok.json",
            "result.json",
            "follower.js",
            "ad-impressions.js",
            "graph.json",
            "consents.jsonld",
        ],
    ),
    (
        "tables",
        &[
            "ties.csv",
            "Connections.csv",
            "consents.tsv",
            "contacts.csv",
            "ties.xlsx",
            "ties.sqlite",
            "ties.parquet",
        ],
    ),
    (
        "text_graphs",
        &[
            "graph.gml",
            "graph.gdf",
            "graph.net",
            "graph.paj",
            "graph.dl",
            "graph.vna",
            "graph.mtx",
            "_chat.txt",
            "all.vcf",
        ],
    ),
    ("xml_graphs", &["graph.graphml", "graph.gexf", "graph.xml"]),
];

/// Reads `data` under every name of `family`. What comes of it is of no matter, but that it comes.
pub fn read(family: &str, data: &[u8]) {
    for name in names(family) {
        let _: Result<Imported, _> = read_bytes(name, data.to_vec());
    }
}

/// The names of `family`.
pub fn names(family: &str) -> impl Iterator<Item = &'static str> {
    let known = FAMILIES.iter().filter(move |(name, _)| *name == family);
    known.flat_map(|(_, names)| names.iter().copied())
}
