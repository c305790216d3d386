//! How a reader can check the report without taking our word for it.

use super::Part;
use crate::report::{Block, Section, input_name, published::Published};

pub(super) fn part(at: &Published) -> Part {
    of(&input_name(&at.audit.sources))
}

/// The section of a report whose input has that name.
pub(in crate::report) fn of(input: &str) -> Part {
    let steps = [
        "bystander verify DIR reads ro-crate-metadata.json, works out the SHA-256 of every file of this folder anew, and names \
         each that is missing, was changed or was added.",
        "bystander verify DIR --inputs CASE also makes the report anew from the files that it was made of, and says that it is \
         the same, byte for byte, or names the first figure that differs, with both values.",
        "bystander compare DIR OTHER sets the key figures of two reports side by side.",
        "bystander schema prints what each key of results.json may hold; codebook.csv says the same of each column of each table.",
    ];
    let blocks = vec![
        Block::Paragraph(format!(
            "The audit id {input} is made of the files under Data received: it is the first twelve hexadecimal digits of the SHA-256 \
             over their SHA-256s, in the order in which results.json lists them as sources. Hold it against the id on a print-out: the \
             same id means the same files."
        )),
        Block::Paragraph(
            "The same files and parameters give the same bytes. This command makes the report anew, where DIR is a folder that \
             does not exist yet and the files lie where you are:"
                .to_owned(),
        ),
        Block::Command,
        Block::List(steps.map(str::to_owned).to_vec()),
        Block::Paragraph(
            "Hashes show that files are as they were when they were hashed; they do not show by whom that was done. Whoever hands \
             this folder on should hand on the SHA-256 of ro-crate-metadata.json by another way, for it stands for all the other \
             files."
                .to_owned(),
        ),
    ];
    Part::words(Section { id: "check", title: "How to check this", blocks })
}
