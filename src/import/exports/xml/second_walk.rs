//! A second walk over an XML text, by quick-xml alone, against which the first one is held: the same steps, the same lines, the
//! same fault at the same place, for graphs as programs save them and for graphs with damage and oddities written into them.

use super::{Element, Piece, Walk, decode};
use crate::import::input::Input;
use proptest::{prelude::*, sample::Index};
use quick_xml::{
    Error, Reader, XmlVersion,
    events::{BytesStart, Event},
};
use std::path::Path;

const NAMES: [&str; 6] = ["id", "source", "target", "key", "for", "value"];

#[derive(Debug, PartialEq)]
enum Step {
    /// An element is opened: its name, its line, its attributes of these names, unless they are no valid XML.
    Open(String, u64, Option<[Option<String>; 6]>),
    Close,
    Text(String),
    Letter(Option<char>),
    /// What is wrong, and the line that is told.
    Fault(&'static str, u64),
}

/// The steps of the walk that importers use.
fn first(input: &Input) -> Vec<Step> {
    let (mut walk, mut steps) = (Walk::of(input).expect("a text"), Vec::new());
    loop {
        let begins = walk.pieces.at();
        steps.push(match walk.next() {
            Ok(Piece::Open(tag) | Piece::Empty(tag)) => {
                let element = Element::new(tag, walk.line_at(begins));
                let found = element.pick(&walk, NAMES).ok();
                let found = found.map(|found| found.map(|value| value.map(|value| value.into_owned())));
                Step::Open(element.name().to_owned(), element.line, found)
            }
            Ok(Piece::Close(_)) => Step::Close,
            Ok(Piece::Text(text)) => Step::Text(text.into_owned()),
            Ok(Piece::Letter(letter)) => Step::Letter(letter),
            Ok(Piece::Aside) => continue,
            Ok(Piece::End) => return steps,
            Err(error) => {
                let error = error.to_string();
                let faults = ["a quote or a bracket", "cut off here", "no valid XML", "deep"];
                let fault = faults.into_iter().find(|fault| error.contains(fault)).expect("a fault of XML");
                steps.push(Step::Fault(fault, walk.line));
                return steps;
            }
        });
    }
}

/// The steps of quick-xml.
fn second(text: &str) -> Vec<Step> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let (mut steps, mut depth) = (Vec::new(), 0);
    loop {
        let line = |reader: &Reader<&[u8]>| {
            let before = &text[..usize::try_from(reader.buffer_position()).expect("a place in the text")];
            1 + before.matches('\n').count() as u64
        };
        let begins = line(&reader);
        let event = reader.read_event();
        let fault = match &event {
            Err(Error::Syntax(_)) => Some("a quote or a bracket"),
            Err(_) => Some("no valid XML"),
            Ok(Event::Start(_)) if depth == super::DEPTH => Some("deep"),
            Ok(Event::Eof) if depth > 0 => Some("cut off here"),
            Ok(_) => None,
        };
        if let Some(fault) = fault {
            steps.push(Step::Fault(fault, line(&reader)));
            return steps;
        }
        steps.push(match event.expect("faults were told") {
            Event::Start(start) => {
                depth += 1;
                Step::Open(start.local_name().into_inner().to_owned(), begins, attributes(&start))
            }
            Event::End(_) => {
                depth -= 1;
                Step::Close
            }
            Event::Text(text) => Step::Text(text.into_inner().into_owned()),
            Event::CData(text) => Step::Text(text.into_inner().into_owned()),
            Event::GeneralRef(name) => Step::Letter(super::pieces::letter(&name)),
            Event::Eof => return steps,
            _ => continue,
        });
    }
}

fn attributes(start: &BytesStart) -> Option<[Option<String>; 6]> {
    let mut found = [const { None }; 6];
    for attribute in start.attributes() {
        let attribute = attribute.ok()?;
        if let Some(at) = NAMES.iter().position(|name| *name == attribute.key.into_inner()) {
            let value = attribute.normalized_value(XmlVersion::Explicit1_0).ok()?;
            found[at] = Some(value.trim_ascii().to_owned());
        }
    }
    Some(found)
}

fn input(content: &[u8]) -> Input {
    Input::of_bytes("a.xml".to_owned(), Path::new("a.xml"), content.to_vec()).expect("an input")
}

/// A graph in UTF-8.
fn decoded(graph: &[u8]) -> Vec<u8> {
    let mut input = input(graph);
    decode(&mut input).expect("a known encoding");
    input.content
}

fn agree(content: &[u8]) {
    let mut input = input(content);
    if decode(&mut input).is_ok() && input.text().is_ok() {
        let text = std::str::from_utf8(input.text().expect("a text")).expect("it was decoded");
        assert_eq!(first(&input), second(text), "in {text}");
    }
}

/// Graphs as programs save them, and one with whatever XML allows.
const GRAPHS: [&[u8]; 6] = [
    include_bytes!("../../../../tests/fixtures/graphml/export/village.graphml"),
    include_bytes!("../../../../tests/fixtures/graphml-yed/export/yed.xml"),
    include_bytes!("../../../../tests/fixtures/graphml-cut-off/export/graph.graphml"),
    include_bytes!("../../../../tests/fixtures/gexf/export/graph.gexf"),
    include_bytes!("../../../../tests/fixtures/gexf-numbers/export/graph.gexf"),
    b"<?xml version='1.0'?>\n<!DOCTYPE g [<!ENTITY e 'x'>]>\n<p:g xmlns:p='u'><!-- > \" -->\n<node id=\"1&amp;2\" />\n\
     <node\n id = 'a>b' a=''b='2'><data key=\"d\">A &lt; B<![CDATA[</data>]]>&#233;</data ></node>\n\
     <edge source='\"' target=' b '/><?x > ?>\n<e a='1' b='2' c='3' d='4' e='5' f='6' g='7' h='8'/></p:g>\n",
];

/// What is written into them.
const ODDITIES: [&str; 44] = [
    "&",
    "&amp;",
    "&#233;",
    "&#0;",
    "&x;",
    ";",
    "\"",
    "'",
    "<",
    ">",
    "/>",
    "</",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?x",
    "?>",
    "<!x>",
    "<?>",
    "</>",
    "<>",
    "< a>",
    "<a/>",
    "<a></a>",
    "</ a>",
    "</node>",
    "</edge>",
    "\n",
    "\r\n",
    "\t",
    " ",
    "\u{c}",
    "\u{a0}",
    "\u{feff}",
    "é",
    "=",
    ":",
    "/",
    " id='1' ",
    " id=2",
    " key='' ",
    "<!DOCTYPE a>",
    " a='1' b='2' c='3' d='4' e='5' f='6' g='7' h='8' i='9' ",
];

#[test]
fn both_walks_read_graphs_alike() {
    GRAPHS.iter().for_each(|graph| agree(graph));
    agree("<r>".repeat(300).as_bytes());
    agree(("<r>".repeat(255) + "<r/>" + &"</r>".repeat(255)).as_bytes());
    agree(("<r>".repeat(256) + "<r/>").as_bytes());
}

#[test]
fn both_walks_tell_the_same_fault_wherever_a_graph_is_cut_off() {
    for graph in GRAPHS {
        let graph = decoded(graph);
        (1..graph.len()).for_each(|end| agree(&graph[..end]));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn both_walks_read_damaged_graphs_alike(
        graph in 0..GRAPHS.len(),
        edits in proptest::collection::vec((any::<Index>(), 0_usize..60, 0_usize..12), 1..5),
    ) {
        let mut content = decoded(GRAPHS[graph]);
        for (place, what, length) in edits {
            let at = place.index(content.len());
            let end = (at + length).min(content.len());
            // Most edits write something, the others take something out.
            match ODDITIES.get(what) {
                Some(oddity) => drop(content.splice(at..at, oddity.bytes())),
                None => drop(content.drain(at..end)),
            }
            if content.is_empty() {
                content.push(b'<');
            }
        }
        agree(&content);
    }
}
