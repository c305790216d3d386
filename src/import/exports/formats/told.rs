//! Formats that are not read: what such a file is, and how to turn it into one that is.

use super::super::bundle::{Bundle, Entry};

/// A format that is not read.
struct Told {
    what: &'static str,
    way_out: &'static str,
    /// The bytes that such a file has, and where; nothing where only its name tells.
    magic: (usize, &'static [u8]),
    endings: &'static [&'static str],
}

const fn told(
    what: &'static str,
    magic: (usize, &'static [u8]),
    endings: &'static [&'static str],
    way_out: &'static str,
) -> Told {
    Told { what, way_out, magic, endings }
}

const BY_NAME: (usize, &[u8]) = (0, b"");
const UNPACK: &str = "unpack it, and give the folder or the file in it";
const TO_CSV: &str = "save its tables as CSV in UTF-8";

const TOLD: &[Told] = &[
    told(
        "an Arrow file",
        (0, b"ARROW1"),
        &["feather", "arrow"],
        "write it as Parquet, for instance with pyarrow.parquet.write_table",
    ),
    told(
        "a DuckDB database",
        (8, b"DUCK"),
        &["duckdb"],
        "write each table: COPY ties TO 'ties.parquet' (FORMAT parquet)",
    ),
    told("a UCINET data set", BY_NAME, &["##h", "##d"], "in UCINET choose Data, Export, DL"),
    told("a Stata file", (0, b"<stata_dta>"), &["dta"], "in Stata: export delimited using table.csv"),
    told("an SPSS file", (0, b"$FL"), &["sav", "zsav"], "in SPSS choose File, Export, CSV data"),
    told(
        "a SAS file",
        BY_NAME,
        &["sas7bdat", "xpt"],
        "in SAS: proc export data=table outfile='table.csv' dbms=csv",
    ),
    told(
        "a file of R",
        BY_NAME,
        &["rdata", "rda", "rds"],
        "in R: write.csv(x, \"table.csv\", row.names = FALSE), or igraph::write_graph(x, \"x.graphml\", \"graphml\")",
    ),
    told(
        "a pickle of Python",
        BY_NAME,
        &["pickle", "pkl", "gpickle"],
        "in Python: networkx.write_graphml(x, \"x.graphml\"), or x.to_csv(\"table.csv\", index=False)",
    ),
    told("an HDF5 file", (0, b"\x89HDF\r\n\x1a\n"), &["h5", "hdf5"], TO_CSV),
    told(
        "an Access database",
        (4, b"Standard "),
        &["accdb", "mdb"],
        "in Access choose External data, Export, Text file, for each table",
    ),
    told(
        "a workbook with macros or a binary workbook",
        BY_NAME,
        &["xlsb"],
        "save it as .xlsx or as CSV in UTF-8",
    ),
    told("a document of Apple Numbers", BY_NAME, &["numbers"], "in Numbers choose File, Export to, CSV"),
    told("a Gephi project", BY_NAME, &["gephi"], "in Gephi choose File, Export, Graph file, GEXF"),
    told("a Cytoscape session", BY_NAME, &["cys"], "in Cytoscape choose File, Export, Network, GraphML"),
    told(
        "a graph in graph6 or sparse6",
        BY_NAME,
        &["g6", "s6", "graph6", "sparse6"],
        "in Python: networkx.write_graphml(networkx.read_graph6(\"x.g6\"), \"x.graphml\")",
    ),
    told(
        "a graph in the form of LGL",
        BY_NAME,
        &["lgl"],
        "in igraph: read_graph with format \"lgl\", then write_graph with \"graphml\"",
    ),
    told(
        "an adjacency list of several lines a person",
        BY_NAME,
        &["multiline_adjlist"],
        "in Python: networkx.write_graphml(networkx.read_multiline_adjlist(\"x\"), \"x.graphml\")",
    ),
    told("a graph in Graphviz's language", BY_NAME, &["dot", "gv"], "in Gephi open it and export it as GEXF"),
    told("a 7z archive", (0, b"7z\xbc\xaf\x27\x1c"), &["7z"], UNPACK),
    told("a RAR archive", (0, b"Rar!"), &["rar"], UNPACK),
    told("a file packed with xz", (0, b"\xfd7zXZ\0"), &["xz"], UNPACK),
    told("a file packed with bzip2", (0, b"BZh"), &["bz2"], UNPACK),
    told("a file packed with Zstandard", (0, b"\x28\xb5\x2f\xfd"), &["zst"], UNPACK),
    told("a tar archive", (257, b"ustar"), &["tar", "tgz"], UNPACK),
    told(
        "a PDF",
        (0, b"%PDF"),
        &["pdf"],
        "ask for the data as a file of data; a table in a PDF is a picture of it",
    ),
    told(
        "an old workbook or document of Office",
        (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        &[],
        "save it as .xlsx or as CSV in UTF-8",
    ),
    told(
        "a web page",
        (0, b"<!doctype html"),
        &[],
        "the download may have failed; fetch it again, as JSON where there is a choice",
    ),
    told(
        "a web page",
        (0, b"<html"),
        &[],
        "the download may have failed; fetch it again, as JSON where there is a choice",
    ),
];

impl Told {
    fn is(&self, entry: &Entry, start: &[u8]) -> bool {
        let (at, magic) = self.magic;
        let found = start.get(at..at + magic.len()).is_some_and(|found| found.eq_ignore_ascii_case(magic));
        (!magic.is_empty() && found) || self.endings.contains(&entry.ending())
    }
}

/// What the files of a bundle are that nobody reads here, and what to do; nothing where they are not known at all.
pub(in crate::import::exports) fn told_of(bundle: &Bundle) -> Option<(&'static str, &'static str)> {
    bundle.entries().iter().find_map(|entry| {
        let start = bundle.peek(entry, 512);
        let plain = start.trim_ascii_start();
        if plain.is_empty() {
            return Some(("an empty file", "fetch it again"));
        }
        let known = TOLD.iter().find(|told| told.is(entry, &start) || told.is(entry, plain))?;
        Some((known.what, known.way_out))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_a_file_is_that_is_not_read() {
        let room = tempfile::tempdir().expect("a folder");
        let of = |name: &str, content: &[u8]| {
            let path = room.path().join(name);
            std::fs::write(&path, content).expect("written");
            told_of(&Bundle::of_file(&path).expect("a file")).map(|(what, _)| what)
        };
        assert_eq!(of("a.bin", b"ARROW1\0\0"), Some("an Arrow file"));
        assert_eq!(of("a.##h", b"\x01\x02"), Some("a UCINET data set"));
        assert_eq!(of("a.db", b"12345678DUCK"), Some("a DuckDB database"));
        assert_eq!(of("friends.json", b"\n<!DOCTYPE html><p>"), Some("a web page"));
        assert_eq!(of("a.txt", b" \n"), Some("an empty file"));
        assert_eq!(of("a.txt", b"Dear Ada"), None);
    }
}
