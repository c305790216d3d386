//! How fast a graph in `GraphML` is read. Run by hand: `cargo bench --bench graphml`.
//!
//! A file of about 100 MB is drawn (`MEGABYTES` sets another size): nodes with an attribute, edges with a weight, as networkx writes
//! them. A second, tiny file follows it in the same import, so that the moment at which its reading begins is the end of the
//! first one's. The time has all of the reading in it, the file's hash too, and nothing of what is done with the rows later. It is
//! taken three times; each is printed.

#![allow(clippy::print_stdout, reason = "a bench speaks to whoever runs it")]

use bystander::import::exports::{ImportRequest, import};
use std::{
    env, fs,
    io::{BufWriter, Write as _},
    path::Path,
    time::Instant,
};

fn main() {
    let megabytes = env::var("MEGABYTES").ok().and_then(|text| text.parse().ok()).unwrap_or(100_u64);
    let room = tempfile::tempdir().expect("a folder");
    let (large, tiny) = (room.path().join("a.graphml"), room.path().join("b.graphml"));
    let edges = draw(&large, megabytes << 20);
    fs::write(&tiny, "<graphml><graph edgedefault='directed'><node id='a'/></graph></graphml>")
        .expect("written");
    let bytes = fs::metadata(&large).expect("a file").len();
    for _ in 0..3 {
        let request =
            ImportRequest { exports: vec![large.clone(), tiny.clone()], ..ImportRequest::default() };
        let mut begun = Vec::new();
        // Whether the two files go together is not asked here.
        let _ = import(&request, &mut |_| begun.push(Instant::now()));
        let taken = begun[1] - begun[0];
        let speed = u128::from(bytes) * 1_000 / taken.as_nanos().max(1);
        println!("{bytes} bytes, {edges} edges: {} ms, {speed} MB/s", taken.as_millis());
    }
}

/// Writes a graph of about `bytes` bytes, and says how many edges it has.
fn draw(path: &Path, bytes: u64) -> u64 {
    let mut out = BufWriter::new(fs::File::create(path).expect("a file"));
    let head = "<?xml version='1.0' encoding='utf-8'?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n  \
                <key id=\"d0\" for=\"node\" attr.name=\"place\" attr.type=\"string\" />\n  \
                <key id=\"d1\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\" />\n  <graph edgedefault=\"undirected\">";
    writeln!(out, "{head}").expect("written");
    let people = bytes / 1_000;
    for person in 0..people {
        let place = person % 7;
        writeln!(
            out,
            "    <node id=\"{person}\">\n      <data key=\"d0\">district {place}</data>\n    </node>"
        )
        .expect("written");
    }
    let mut edges = 0;
    // A step that shares no factor with most sizes, so that ends lie far from each other.
    let mut end = 0;
    let mut written = 75 * people;
    while written < bytes {
        let other = (end + 7_919) % people;
        let edge = format!(
            "    <edge source=\"{end}\" target=\"{other}\">\n      <data key=\"d1\">1.5</data>\n    </edge>\n"
        );
        out.write_all(edge.as_bytes()).expect("written");
        written += edge.len() as u64;
        edges += 1;
        end = (end * 31 + 104_729) % people;
    }
    writeln!(out, "  </graph>\n</graphml>").expect("written");
    out.flush().expect("written");
    edges
}
