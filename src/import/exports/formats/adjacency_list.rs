//! Adjacency lists: a person a line, and all whom they are tied to, parted by blanks, as networkx writes them.
//!
//! A line with one word is a person, perhaps without ties. Lines that begin with `#` are comments. The format does not say whether ties
//! point, and names a tie of an undirected network from one end only: they are read as not pointing.

use super::{
    Format, Group, Importer,
    network::{Network, chosen, text},
};
use crate::import::{
    error::ImportError,
    exports::{
        bundle::{Bundle, Entry},
        rows::Rows,
    },
    lines::lines,
};

pub(super) const FORMAT: &Format = &Format {
    name: "adjacency-list",
    group: Group::Network,
    title: "adjacency list",
    files: "*.adjlist, also .gz",
    gives: "people by id, those without ties among them; ties without direction",
    lacks: "names, attributes and dates; ids hold no blanks",
    how: "saved by networkx with write_adjlist; the multi-line form (*.multiline_adjlist) is not read",
};

pub(super) const IMPORTER: Importer =
    Importer { format: FORMAT, knows: |bundle| bundle.entries().iter().any(knows), read };

fn knows(entry: &Entry) -> bool {
    entry.ending() == "adjlist"
}

fn read(bundle: &Bundle, rows: &mut Rows) -> Result<(), ImportError> {
    for entry in chosen(bundle, knows) {
        let mut input = rows.open(bundle, entry)?;
        let encoding = input.recode()?;
        let remark = "it does not say whether ties point; read as not pointing";
        let format = format!("adjacency list, {encoding}; {remark}");
        let mut net = Network::enter(rows, &input, &format, false);
        let mut any = false;
        for (line, text) in lines(text(&input)?.as_bytes()) {
            let text = std::str::from_utf8(text).expect("lines of a text are text");
            let mut words = text.split_once('#').map_or(text, |(before, _)| before).split_whitespace();
            let Some(one) = words.next() else { continue };
            any = true;
            if net.known(one).is_some() {
                net.take(line);
            } else {
                net.declare(line, one)?;
            }
            for other in words {
                net.tie(line, [one, other], false)?;
            }
        }
        if !any {
            return Err(net.error(1, "there is nobody in it", "check that it is an adjacency list"));
        }
        net.close()?;
    }
    Ok(())
}
