//! Exports in, tables and gaps out: every format, every gap, every error.

mod dates;
mod messages;
mod places;
mod reasons;
mod tables;
mod texts;

use bystander::{
    audit::Audit,
    import::{Request, exports::ImportRequest, read},
    model::{
        attribute::{MISSING, Role},
        gap::Why,
        id::PersonId,
        range::Range,
        segment::Mode,
    },
    table::{Tables, column::Column, parquet},
};
use flate2::{Compression, write::GzEncoder};
use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

/// Names that stand in the inputs and must stand nowhere else.
const CANARIES: [&str; 3] = ["Canary-Ada", "Canary-Ben", "Canary-Cem"];

/// A folder with these files.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, content) in files {
        fs::write(folder.path().join(name), content).expect("a file");
    }
    folder
}

/// The request for the files of `folder` that are named after their tables.
fn request(folder: &Path) -> Request {
    let find = |table: &str| {
        let files = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
        let mut found: Vec<PathBuf> = files
            .filter(|file| file.file_name().is_some_and(|name| name.to_string_lossy().starts_with(table)))
            .collect();
        found.sort();
        found
    };
    let one = |table: &str| find(table).into_iter().next();
    Request {
        ties: one("ties"),
        consents: one("consents"),
        people: one("people"),
        settings: one("settings"),
        segments: find("segments"),
        places: one("places"),
        neighbours: one("neighbours"),
        messages: one("messages"),
        reasons: one("reasons"),
        suppressions: one("suppressions"),
        // The cases here are small and full of defects on purpose.
        how: ImportRequest { max_rejects: 0.5, ..ImportRequest::default() },
        ..Request::default()
    }
}

fn tables(files: &[(&str, &str)]) -> Result<Tables, String> {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    bytes(&files)
}

fn bytes(files: &[(&str, &[u8])]) -> Result<Tables, String> {
    let folder = folder(files);
    let tables = read(&request(folder.path()), &mut |_| ()).map_err(|error| {
        let (text, debug) = (error.to_string(), format!("{error:?}"));
        assert!(CANARIES.iter().all(|name| !text.contains(name) && !debug.contains(name)), "{text}");
        assert!(!text.contains('\n') && !text.ends_with('.'), "{text}");
        text
    });
    tables.inspect(|tables| {
        let (sources, gaps) = (format!("{:?}", tables.sources), format!("{:?}", tables.gaps));
        assert!(CANARIES.iter().all(|name| !sources.contains(name) && !gaps.contains(name)));
    })
}

/// The error of these files.
fn error(files: &[(&str, &str)]) -> String {
    tables(files).expect_err("it is an error")
}

/// The gaps: file, reason, records, lines.
fn gaps(tables: &Tables) -> Vec<(&str, Why, u64, &[u64])> {
    let counts = tables.gaps.counts();
    counts
        .map(|(file, why, gap)| {
            (tables.sources[file.index()].name.as_str(), why, gap.records, &gap.lines[..])
        })
        .collect()
}

fn pairs(tables: &Tables) -> Vec<(u32, u32)> {
    tables.ties.pairs.iter().map(|(one, other)| (one.0, other.0)).collect()
}

fn gzip(text: &str) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(text.as_bytes()).expect("packs");
    packer.finish().expect("packs")
}

const CONSENTS: (&str, &str) = ("consents.csv", "person\na\n");

#[test]
fn every_format_gives_the_same_ties() {
    let members = [gzip("a b\nb c\n"), gzip("c d\n")].concat();
    let column = |ids: [&str; 3]| Column::Text(ids.map(|id| Some(id.to_owned())).to_vec());
    let parquet = parquet::write(&[("source", column(["a", "b", "c"])), ("target", column(["b", "c", "d"]))]);
    let formats: [(&str, &[u8], &str); 11] = [
        ("ties.csv", b"source,target\na,b\nb,c\nc,d\n", "CSV, comma"),
        (
            "ties.csv",
            b"\xef\xbb\xbfSource;Target;Weight\r\na; b ;1\r\n\"b\";c;2.5\r\nc;d;0\r\n",
            "CSV, semicolon",
        ),
        ("ties.tsv", b"kind\ttarget\tsource\nx\tb\ta\nx\tc\tb\nx\td\tc", "TSV"),
        (
            "ties.csv",
            b"node_1,node_2\na,b\nb,c\nc,d\n",
            "CSV, comma; its two columns taken as source and target",
        ),
        ("ties.txt", b"# a comment\na b\nb   c\n\n% another\nc\td\n", "edge list, blanks"),
        ("ties.edges", b"a\tb\nb\tc\nc\td", "edge list, tab"),
        ("ties.el", b"a b 1\nb c 2\nc d 3\n", "edge list, blanks"),
        ("ties.txt", b"source,target\na,b\nb,c\nc,d\n", "CSV, comma"),
        ("ties.txt.gz", &members, "edge list, blanks, gzip"),
        ("ties.csv.gz", &gzip("source,target\na,b\nb,c\nc,d\n"), "CSV, comma, gzip"),
        ("ties.parquet", &parquet.expect("writes"), "Parquet"),
    ];
    for (name, content, format) in formats {
        let tables = bytes(&[(name, content), ("consents.csv", b"person\na\n")]).expect(format);
        assert_eq!(pairs(&tables), [(0, 1), (1, 2), (2, 3)], "{format}");
        assert_eq!((tables.people, tables.listed, gaps(&tables).len()), (4, false, 0), "{format}");
        let ties = &tables.sources[0];
        assert_eq!(
            (ties.table.as_str(), ties.format.as_str(), ties.records, ties.taken),
            ("ties", format, 3, 3)
        );
        assert_eq!((ties.name.as_str(), ties.bytes), (name, content.len() as u64));
    }
}

#[test]
fn whole_numbers_of_a_parquet_file_are_text() {
    let column = |ids: [i64; 2]| Column::Integer(ids.map(Some).to_vec());
    let ties = parquet::write(&[("source", column([1, 9_007_199_254_740_993])), ("target", column([2, 1]))]);
    let consents = b"person\n9007199254740993\n";
    let tables =
        bytes(&[("ties.parquet", &ties.expect("writes")), ("consents.csv", consents)]).expect("reads");
    assert_eq!((pairs(&tables), tables.consenters[0].person), (vec![(0, 1), (2, 0)], PersonId(2)));
}

#[test]
fn files_are_named_by_their_sha256() {
    let tables = tables(&[("ties.csv", "source,target\na,b\n"), CONSENTS]).expect("reads");
    let expected = "4471b5d4b7af9ea2a66a66f9aed387c87a08c59caf107db6fd72f83455094fef";
    assert_eq!(tables.sources[0].sha256, expected);
}

#[test]
fn a_whole_case_is_read() {
    let files: &[(&str, &[u8])] = &[
        (
            "case.toml",
            b"title = \"Village\"\nhops = 2\nmin_cell = 1\ndirected = true\ndirection = \"in\"\n\
              [tables]\nties = \"t.csv\"\nconsents = \"c.csv\"\npeople = \"p.csv\"\nsettings = \"s.csv\"\n\
              segments = [\"m.csv\", \"k.csv\"]\nplaces = \"o.csv\"\n\
              [columns.ties]\nsource = \"von\"\ntarget = \"nach\"\n\
              [attributes.place]\nrole = \"place\"\n\
              [attributes.leaning]\nspecial_category = \"political opinions\"\norigin = \"inferred\"\n\
              [bystander_basis]\nbasis = \"GDPR 6(1)(f)\"\n",
        ),
        ("t.csv", b"von,nach\na,b\nb,c\n"),
        ("c.csv", b"person,scopes\nb,user_likes\na,friends_likes\nb,\n"),
        ("p.csv", b"person,name,place,leaning\na,Canary-Ada,North,left\nb,Canary-Ben,South,\nc,Canary-Cem,North,left\nd,x,,\n"),
        ("s.csv", b"person,setting,value\nc,Apps others use,OFF\nd,friends_apps,on\na,theme,dark\n"),
        ("m.csv", b"segment,person,source\nwaverers,c,harvested\nwaverers,a,harvested\nothers,d,\n"),
        ("k.csv", b"segment,dimension,value,mode\nwaverers,leaning,left,\nwaverers,place,South,exclude\n"),
        ("o.csv", b"place,population,margin\nSouth,,1.5\nNorth,1200,\n"),
    ];
    let folder = folder(files);
    for case in [folder.path().to_owned(), folder.path().join("case.toml")] {
        let mut said = Vec::new();
        let request = Request { case: Some(case), ..Request::default() };
        let tables = read(&request, &mut |text| said.push(text.to_owned())).expect("reads");
        assert_eq!(said.len(), 8);
        let mut opened: Vec<_> = tables.opened.iter().filter_map(|file| file.file_name()).collect();
        opened.sort();
        let every: Vec<&str> =
            vec!["c.csv", "case.toml", "k.csv", "m.csv", "o.csv", "p.csv", "s.csv", "t.csv"];
        assert_eq!(opened, every, "no output may take the place of one of these");
        assert!(tables.opened.iter().all(|file| file.is_file()));
        assert_eq!((tables.people, tables.listed), (4, true));
        assert_eq!((tables.case.title.as_str(), tables.case.directed), ("Village", true));
        assert_eq!((tables.parameters.hops, tables.parameters.draws), (Some(2), None));
        let consenters: Vec<_> =
            tables.consenters.iter().map(|c| (c.person.0, c.number, c.line, c.opens_contacts)).collect();
        assert_eq!(consenters, [(1, 1, 2, true), (0, 2, 3, true)], "the third grant opens contacts");
        let names: Vec<_> = tables.attributes.iter().map(|attribute| attribute.name.as_str()).collect();
        assert_eq!(names, ["place", "leaning"]);
        assert_eq!(tables.attributes[0].codes, [0, 1, 0, MISSING]);
        assert_eq!(tables.attributes[0].role, Role::Place);
        assert_eq!(tables.attributes[1].special_category.as_deref(), Some("political opinions"));
        assert_eq!(tables.opted_out, [PersonId(2)]);
        assert_eq!(tables.segments[0].members, [PersonId(0), PersonId(2)]);
        assert_eq!(tables.segments[0].source.as_deref(), Some("harvested"));
        assert_eq!(tables.segments[0].criteria[1].mode, Mode::Exclude);
        let places = tables.places.as_ref().expect("places");
        assert_eq!(
            (&places.names[..], &places.population[..]),
            (&["North".to_owned(), "South".into()][..], &[Some(1200), None][..])
        );
        assert_eq!(gaps(&tables), [("c.csv", Why::RepeatedConsenter, 1, &[4][..])]);
        assert!(tables.sources[1].format.ends_with("left out because they name people: `name`"));
        assert!(!format!("{tables:?}").contains("Canary"), "no name gets past the door");
    }
}

#[test]
fn every_gap_is_counted_on_its_line() {
    let tables = bytes(&[
        ("people.csv", b"person,place\na,N\xc3\xb8rth\nA,N\xc3\xb8rth\n a ,N\xc3\xb8rth\nb,South\nb,N\xc3\xb8rth\nc,\n,N\xc3\xb8rth\nd,\xff\ne\n"),
        ("ties.csv", b"source,target\na,b\n\"b\n\",c\na\n\xc3\xa9,a\n,a\n\xff,a\na,a\nb,a\nb,a\n"),
        ("consents.txt", b"# list\na\n\na\nb\n"),
        ("settings.csv", b"person,setting,value\nz,friends_apps,off\na,friends_apps,off\na,friends_apps,off\nb,friends_apps,off\nb,friends_apps,on\n"),
        ("segments.csv", b"segment,person\ns,a\ns,z\ns,a\n,a\ns,\n"),
    ])
    .expect("reads");
    let expected: &[(&str, Why, u64, &[u64])] = &[
        ("people.csv", Why::FieldCount, 1, &[10]),
        ("people.csv", Why::BlankId, 1, &[8]),
        ("people.csv", Why::NotUtf8, 1, &[9]),
        ("people.csv", Why::RepeatedPerson, 1, &[4]),
        ("people.csv", Why::ConflictingValue, 2, &[5, 6]),
        ("people.csv", Why::LookAlikeId, 1, &[3]),
        ("ties.csv", Why::DanglingTie, 1, &[6]),
        ("ties.csv", Why::FieldCount, 1, &[5]),
        ("ties.csv", Why::BlankId, 1, &[7]),
        ("ties.csv", Why::NotUtf8, 1, &[8]),
        ("consents.txt", Why::RepeatedConsenter, 1, &[4]),
        ("settings.csv", Why::DanglingSetting, 1, &[2]),
        ("settings.csv", Why::RepeatedPerson, 1, &[4]),
        ("settings.csv", Why::ConflictingValue, 2, &[5, 6]),
        ("segments.csv", Why::DanglingMember, 1, &[3]),
        ("segments.csv", Why::BlankId, 2, &[5, 6]),
        ("segments.csv", Why::RepeatedMember, 1, &[4]),
    ];
    assert_eq!(gaps(&tables), expected);
    assert_eq!(tables.people, 4);
    assert_eq!(tables.attributes[0].codes, [0, 0, MISSING, MISSING], "the disputed value is unknown");
    assert_eq!(tables.opted_out, [PersonId(0)]);
    let counts: Vec<_> = tables.sources.iter().map(|file| (file.records, file.taken)).collect();
    assert_eq!(counts, [(9, 4), (9, 5), (3, 3), (5, 2), (5, 1)]);
    let audit = Audit::new(tables, bystander::model::case::Parameters::default());
    assert_eq!((audit.gaps.records(Why::SelfLoop), audit.gaps.records(Why::Repeat)), (1, 2));
}

#[test]
fn somebody_tied_only_to_themselves_is_nobody_without_a_people_list() {
    let ties = "source,target\nx,x\na,b\na,a\nc,b\n";
    let alone = tables(&[("ties.csv", ties), CONSENTS]).expect("reads");
    assert_eq!((alone.people, pairs(&alone)), (3, vec![(0, 1), (0, 0), (2, 1)]));
    assert_eq!(gaps(&alone), [("ties.csv", Why::SelfLoop, 1, &[2][..])]);
    assert_eq!((alone.ties.lines, alone.sources[0].taken), (vec![3, 4, 5], 3));
    let listed =
        tables(&[("ties.csv", ties), CONSENTS, ("people.csv", "person\na\nb\nc\nx\n")]).expect("reads");
    assert_eq!((listed.people, listed.ties.pairs.len(), gaps(&listed).len()), (4, 4, 0));
}

#[test]
fn empty_tables_are_read_and_empty_files_are_not() {
    let tables =
        tables(&[("ties.csv", "source,target\n"), ("consents.csv", "person\n"), ("people.csv", "person\na")]);
    let tables = tables.expect("headers alone are tables");
    assert_eq!((tables.people, tables.ties.pairs.len(), tables.consenters.len()), (1, 0, 0));
    let empty = "reading ties.csv: the file is empty; a table needs at least its header; leave the table out if there is none";
    for text in ["", "\n\n", "\u{feff}"] {
        assert_eq!(error(&[("ties.csv", text), CONSENTS]), empty);
    }
}

#[test]
fn people_who_differ_by_a_zero_or_by_case_are_two() {
    let ties = "source,target\n7,007\nAda,ada\n7,Ada\n";
    let tables = tables(&[("ties.csv", ties), ("consents.csv", "person\n007\n")]).expect("reads");
    assert_eq!((tables.people, tables.consenters[0].person), (4, PersonId(1)));
    assert_eq!(gaps(&tables), [("ties.csv", Why::LookAlikeId, 2, &[2, 3][..])]);
}

#[test]
fn a_consenter_who_is_not_in_the_network_is_an_error_without_their_name() {
    let ties = ("ties.csv", "source,target\na,b\n");
    assert_eq!(
        error(&[ties, ("consents.csv", "person\na\nCanary-Ada\nCanary-Ben\n")]),
        "reading consents.csv, line 3: 2 lines name a consenter who is not in the network, this the first; they have \
         no tie: give a people list that names everybody, or take them out of the consents"
    );
    assert_eq!(
        error(&[ties, ("consents.csv", "person\nCanary-Ada\n"), ("people.csv", "person\na\nb\n")]),
        "reading consents.csv, line 2: 1 line names a consenter who is not in the network, this the first; add them to \
         the people list, or take them out of the consents"
    );
}

#[test]
fn errors_name_the_place_and_the_way_out() {
    let ties = |text: &'static str| error(&[("ties.csv", text), CONSENTS]);
    assert_eq!(
        ties("source,target\na,b\n\"Canary-Ada,b\nb,c\n"),
        "reading ties.csv, line 3: a quote opens here and is not closed; close it at the end of its field, or write a \
         quote inside a field twice"
    );
    assert_eq!(
        ties("von,nach,kind\na,b,x\n"),
        "reading ties.csv: there is no column `source` among its 3 columns `von`, `nach`, `kind`; add a header line, or \
         name yours: --map ties.source=NAME, or in case.toml [columns.ties] source = \"NAME\""
    );
    assert_eq!(
        ties("source,source,target\na,b,c\n"),
        "reading ties.csv: there are two columns `source`; give one of them another name, or add a \
         header line if there is none"
    );
    let headless = "reading ties.csv, line 1: the first line is a record, not a header; add a first line with the names \
                    of the columns, or let the name end in .txt if it is an edge list or a list of ids";
    assert_eq!(ties("Canary-Ada,Canary-Ben,1\nCanary-Ben,Canary-Cem,1\n"), headless);
    assert_eq!(ties("Canary-Ada,Canary-Ben\nCanary-Ben,Canary-Cem\n"), headless);
    assert_eq!(ties("1,2\n2,3\n"), headless);
    assert_eq!(ties("PAR1xxxx"), "reading ties.csv: it is a Parquet file; let its name end in .parquet");
    assert_eq!(
        ties("source,target\na,\0\n"),
        "reading ties.csv: it is no text: byte 17 is zero; save it as CSV in UTF-8"
    );
    let packed = gzip("source,target\na,b\n");
    assert_eq!(
        bytes(&[("ties.csv.gz", &packed[..packed.len() - 9]), ("consents.csv", b"person\na\n")])
            .expect_err("cut off"),
        "reading ties.csv.gz: the gzip data are damaged or cut off; fetch the file again; nothing was read"
    );
    assert_eq!(
        error(&[CONSENTS]),
        "no ties are given; name them in case.toml under [tables], or with --ties"
    );
    assert_eq!(
        error(&[("ties.csv", "source,target\na,b\n")]),
        "no consents are given; name them in case.toml under [tables], or with --consents"
    );
}

#[test]
fn the_header_of_an_edge_list_is_no_tie() {
    let expected = "reading ties.txt, line 1: the first line looks like a header, not a tie; put a # before it, or name \
                    its columns source and target";
    assert_eq!(error(&[("ties.txt", "From To\n1 2\n2 3\n"), CONSENTS]), expected);
    assert!(tables(&[("ties.txt", "a b\nb c\n"), CONSENTS]).is_ok());
}

#[test]
fn a_weight_that_is_no_number_is_an_error() {
    for weight in ["-1", "NaN", "inf", "1e400", "0x10", "1_0", "٣", "one"] {
        let text = format!("source,target,weight\na,b,1e-3\nb,c,{weight}\n");
        assert_eq!(
            error(&[("ties.csv", &text), CONSENTS]),
            "reading ties.csv, line 3: the weight in column `weight` is no finite number of at least 0; correct it, or \
             take the column out: weights are not used"
        );
    }
    let comma = "source;target;weight\na;b;1,5\n";
    assert!(error(&[("ties.csv", comma), CONSENTS]).starts_with("reading ties.csv, line 2: the weight"));
}

#[test]
fn a_file_that_is_mostly_unreadable_is_an_error() {
    let text = format!("source,target\na,b\n{}", "1\n".repeat(30));
    assert_eq!(
        error(&[("ties.csv", &text), CONSENTS]),
        "reading ties.csv, line 3: 30 of 31 records cannot be read as ties (CSV, comma), the first of them on this \
         line; check the separator, the header and the file's ending"
    );
}

#[test]
fn a_small_file_is_no_less_unreadable() {
    let ties = |text: &str| tables(&[("ties.csv", text), CONSENTS]);
    assert!(ties("source,target\na,b\n1\n").is_ok(), "half of it is there");
    assert!(
        ties("source,target\na,b\n1\n2\n")
            .expect_err("mostly lost")
            .starts_with("reading ties.csv, line 3: 2 of 3 records cannot be read as ties")
    );
    assert!(
        ties("source,target\na,b,c\n").expect_err("lost").starts_with("reading ties.csv, line 2: 1 of 1")
    );
}

#[test]
fn what_one_person_experienced_is_no_audience() {
    let ties = ("ties.csv", "source,target\na,b\n");
    let segments = "segment,layer,person\nwaverers,chosen,a\ninterest: boats,Experienced,b\n";
    let found = tables(&[ties, ("segments.csv", segments), CONSENTS]).expect("reads");
    let audit = Audit::new(found, bystander::model::case::Parameters::default());
    let names = |segments: &[bystander::model::segment::Segment]| {
        segments.iter().map(|segment| segment.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(
        (names(&audit.segments), names(&audit.experienced)),
        (vec!["waverers".into()], vec!["interest: boats".into()])
    );
    let merged = "segment,layer,person\nwaverers,chosen,a\nwaverers,experienced,b\n";
    assert!(
        error(&[ties, ("segments.csv", merged), CONSENTS]).contains("line 3: the segment has another layer")
    );
    let unknown = "segment,layer,person\nwaverers,seen,a\n";
    assert!(error(&[ties, ("segments.csv", unknown), CONSENTS]).contains("line 2: the layer is none of"));
}

#[test]
fn a_segment_says_what_it_was_made_from_and_how_large_it_is() {
    let ties = ("ties.csv", "source,target\na,b\n");
    let segments = "segment,person,dimension,value,mode,inferred,special_category,seed,chosen_as,size_low,size_high\n\
        alike,a,belief,one,exclude,yes,religion,own list,,1000,5000\nalike,b,,,,,,own list,,,\n\
        reached,b,place,N,,no,,,alike,\"1,000\",\nsmall,,,,,,,,,,50\n";
    let tables = tables(&[ties, ("segments.csv", segments), CONSENTS]).expect("reads");
    let [alike, reached, small] = &tables.segments[..] else { panic!("three segments") };
    let criterion = &alike.criteria[0];
    assert_eq!((criterion.inferred, criterion.special_category.as_deref()), (Some(true), Some("religion")));
    assert_eq!((alike.seed.as_deref(), alike.size), (Some("own list"), Range::between(1000, 5000).ok()));
    assert_eq!((reached.criteria[0].inferred, reached.chosen_as.as_deref()), (Some(false), Some("alike")));
    assert_eq!((reached.size, small.size), (Some(Range::from(1000)), Range::between(0, 50).ok()));
    let refused = |text: &str| error(&[ties, ("segments.csv", text), CONSENTS]);
    let says = |text: &str, what: &str| assert!(refused(text).contains(what), "{}", refused(text));
    says("segment,person,size_low,size_high\ns,a,50,10\n", "line 2: `size_high` is below `size_low`");
    says("segment,person,size_low\ns,a,-5\n", "line 2: the cell in column `size_low` is below zero");
    says("segment,person,seed\ns,a,x\ns,b,y\n", "line 3: the segment has another seed here than above");
    says(
        "segment,dimension,value,inferred\ns,x,y,perhaps\n",
        "line 2: the cell in column `inferred` is neither",
    );
    let shares = |rows: &str| format!("segment,dimension,value,share\ns,{rows}\n");
    says(&shares("x,y,25"), "line 2: the cell in column `share` is no share");
    says(
        &shares("x,y,60%\ns,x,z,0.5"),
        "line 3: the shares of this segment's spend by one dimension add up to more than 100 %",
    );
}

#[test]
fn one_unreadable_record_in_a_thousand_may_go_and_no_more_unless_said() {
    let lines = |good: usize, bad: usize| {
        let good: Vec<String> = (0..good).map(|row| format!("a,b{row}\n")).collect();
        format!("source,target\n{}{}", good.concat(), "1\n".repeat(bad))
    };
    let read_with = |text: &str, max_rejects: f64| {
        let folder = folder(&[("ties.csv", text.as_bytes()), ("consents.csv", b"person\na\n")]);
        let how = ImportRequest { max_rejects, ..ImportRequest::default() };
        read(&Request { how, ..request(folder.path()) }, &mut |_| ()).map_err(|error| error.to_string())
    };
    let default = ImportRequest::default().max_rejects;
    assert!(read_with(&lines(999, 1), default).is_ok());
    assert_eq!(
        read_with(&lines(1998, 3), default).expect_err("too many"),
        "reading ties.csv, line 2000: 3 of 2001 records cannot be read as ties (CSV, comma), the first of them on this \
         line; correct them; where less will do, --max-rejects 1% leaves them out, and every report says so"
    );
    assert!(read_with(&lines(1998, 3), 0.01).is_ok());
}

const TIES: (&str, &str) = ("ties.csv", "source,target\na,b\n");

#[test]
fn no_consent_and_no_switch_is_lost() {
    let consents = |text| error(&[TIES, ("consents.csv", text)]);
    assert_eq!(
        consents("person\nCanary-Ada,x\nCanary-Ben,x\n"),
        "reading consents.csv, line 2: a record has not the one field of the header, and no record of the consents may \
         be lost; write each record as the header says"
    );
    assert_eq!(
        consents("person,scopes\na,\n ,Canary-Ada\n"),
        "reading consents.csv, line 3: a record names nobody, and no record of the consents may be lost; write the id of \
         the person, or take the record out"
    );
    let latin = "reading consents.csv, line 3: a record is not valid UTF-8 text, and no record of the consents may be \
                 lost; save the file in UTF-8";
    let ties: (&str, &[u8]) = ("ties.csv", b"source,target\na,b\n");
    assert_eq!(bytes(&[ties, ("consents.csv", b"person\n\xc3\xa9\nJos\xe9\n")]).expect_err("lost"), latin);
    assert_eq!(
        bytes(&[ties, ("consents.txt", b"\xc3\xa9\n\nJos\xe9\n")]).expect_err("lost"),
        latin.replace(".csv", ".txt")
    );
    assert_eq!(
        error(&[TIES, CONSENTS, ("settings.csv", "person,setting,value\na,friends_apps\n")]),
        "reading settings.csv, line 2: a record has not the 3 fields of the header, and no record of the settings may be \
         lost; write each record as the header says"
    );
}

#[test]
fn a_first_line_that_may_be_a_record_is_not_quoted() {
    assert_eq!(
        error(&[TIES, ("consents.csv", "Canary-Ada\nCanary-Ben\n")]),
        "reading consents.csv: there is no column `person` among its one column; add a header line, or name yours: \
         --map consents.person=NAME, or in case.toml [columns.consents] person = \"NAME\""
    );
    assert_eq!(
        error(&[TIES, ("consents.csv", "Canary-Ada,persons\n")]),
        "reading consents.csv: there is no column `person` among its 2 columns; `persons` is one; add a header line, or \
         name yours: --map consents.person=NAME, or in case.toml [columns.consents] person = \"NAME\""
    );
    assert_eq!(
        error(&[TIES, CONSENTS, ("people.csv", "Canary-Ada,Canary-Ada\n")]),
        "reading people.csv: two columns have the same name; give one of them another name, or add a header line if \
         there is none"
    );
    assert_eq!(
        error(&[
            ("ties.csv", "Canary-Ada,Canary-Ben\nCanary-Cem,d\n"),
            ("consents.csv", "person\nCanary-Cem\n")
        ]),
        "reading ties.csv: there is no column `source` among its 2 columns; add a header line, or name yours: \
         --map ties.source=NAME, or in case.toml [columns.ties] source = \"NAME\"",
        "two columns are taken by their order only where their names say so"
    );
    for header in ["From,To", "user_id,friend_id", "id_1,id_2", "Node1;Node2", "ego,alter", "person1,person2"]
    {
        assert!(
            tables(&[("ties.csv", &format!("{header}\na;b\n").replace([',', ';'], ",")), CONSENTS]).is_ok()
        );
    }
}

#[test]
fn a_header_that_is_damaged_is_refused() {
    let files: [(&str, &[u8]); 3] = [
        ("ties.csv", b"source,target\na,b\n"),
        ("consents.csv", b"person\na\n"),
        ("people.csv", b"person,caf\xe9\na,\xc3\xa9\nb,y\n"),
    ];
    assert_eq!(
        bytes(&files).expect_err("refused"),
        "reading people.csv: its header is not valid UTF-8 text; save the file in UTF-8"
    );
}

#[test]
fn what_is_too_long_for_an_id_or_a_label_is_refused_on_its_line() {
    let (fits, long) = ("Canary-Ada".repeat(100), "Canary-Ada".repeat(101));
    let files: [(&str, &str); 7] = [
        ("segments.csv", "segment,person\nx,a\n@,a\n"),
        ("segments.csv", "segment,dimension,value\nx,y,z\ns,place,@\n"),
        ("segments.csv", "segment,person,source\nx,a,\ns,a,@\n"),
        ("people.csv", "person,place\na,x\nb,@\n"),
        ("people.csv", "person,place\na,x\n@,b\n"),
        ("places.csv", "place\nx\n@\n"),
        ("settings.csv", "person,setting,value\na,,\n@,friends_apps,off\n"),
    ];
    for (name, text) in files {
        let people = ("people.csv", "person\na\nb\n");
        let with = |word: &str| {
            let text = text.replace('@', word);
            let all = [TIES, CONSENTS, (name, text.as_str()), people];
            tables(&all[..if name == people.0 { 3 } else { 4 }])
        };
        let way_out = "shorten it, or take its column out if it is neither an id nor a label";
        let what = "an id, a label or a value has more than 1000 bytes";
        assert_eq!(with(&long).expect_err("long"), format!("reading {name}, line 3: {what}; {way_out}"));
        assert!(!with(&fits).is_err_and(|text| text.contains(what)));
    }
    let expected = "reading ties.txt, line 2: an id, a label or a value has more than 1000 bytes";
    assert!(error(&[("ties.txt", &format!("a b\na {long}\n")), CONSENTS]).starts_with(expected));
}

#[test]
fn a_column_that_is_named_for_another_is_missed_by_name() {
    let case = "title = \"x\"\n[tables]\nties = \"t.csv\"\nconsents = \"c.csv\"\n[columns.ties]\nsource = \"target\"\n";
    let folder = folder(&[
        ("case.toml", case.as_bytes()),
        ("t.csv", b"source,target\na,b\n"),
        ("c.csv", b"person\na\n"),
    ]);
    let request = Request { case: Some(folder.path().to_owned()), ..Request::default() };
    assert_eq!(
        read(&request, &mut |_| ()).expect_err("taken").to_string(),
        "reading t.csv: the column `target` is taken for `source`, as was said, and there is no other for `target`; name the \
         column that is `target`: --map ties.target=NAME, or in case.toml [columns.ties] target = \"NAME\""
    );
}

#[test]
fn a_column_that_tells_people_apart_is_neither_place_nor_group() {
    let rows: Vec<String> = (0..30).map(|row| format!("p{row},Canary-Ada-{row},x{row}\n")).collect();
    let folder = folder(&[
        ("ties.csv", b"source,target\np0,p1\n"),
        ("consents.csv", b"person\np0\n"),
        ("people.csv", format!("person,e-mail,code\n{}", rows.concat()).as_bytes()),
    ]);
    for column in ["e-mail", "code"] {
        let names = vec![column.to_owned()];
        let place = Request { place_attributes: names.clone(), ..request(folder.path()) };
        let group = Request { group_attributes: names, ..request(folder.path()) };
        for request in [place, group] {
            assert_eq!(
                read(&request, &mut |_| ()).expect_err("refused").to_string(),
                format!(
                    "the column `{column}` tells people apart, and its values would be published; code it into groups \
                     first"
                )
            );
        }
    }
    assert!(read(&request(folder.path()), &mut |_| ()).expect("reads").attributes.is_empty());
}

#[test]
fn places_and_settings_that_cannot_be_read_are_errors() {
    let with = |name, text| error(&[("ties.csv", "source,target\na,b\n"), CONSENTS, (name, text)]);
    assert!(
        with("places.csv", "place,population\nN,1.5\n")
            .starts_with("reading places.csv, line 2: the population")
    );
    assert!(
        with("places.csv", "place,margin\nN,\"1,5\"\n").starts_with("reading places.csv, line 2: the margin")
    );
    assert!(
        with("places.csv", "place\nN\nN\n")
            .starts_with("reading places.csv, line 3: a place is listed again that stands on line 2")
    );
    assert!(
        with("settings.csv", "person,setting,value\na,friends_apps,maybe\n")
            .starts_with("reading settings.csv, line 2: the setting friends_apps is neither on nor off")
    );
    assert!(
        with("segments.csv", "segment,person,mode,dimension,value\ns,a,out,x,y\n")
            .starts_with("reading segments.csv, line 2: the mode")
    );
}

#[test]
fn flags_give_attributes_their_parts() {
    let people = "person,town,party\na,North,x\nb,South,y\n";
    let folder = folder(&[
        ("ties.csv", b"source,target\na,b\n"),
        ("consents.csv", b"person\na\n"),
        ("people.csv", people.as_bytes()),
    ]);
    let with = |place: &str| Request {
        place_attributes: vec![place.to_owned()],
        special_attributes: vec![("party".to_owned(), "political opinions".to_owned())],
        ..request(folder.path())
    };
    let tables = read(&with("town"), &mut |_| ()).expect("reads");
    assert_eq!((tables.attributes[0].role, tables.attributes[1].role), (Role::Place, Role::Other));
    assert_eq!(tables.attributes[1].special_category.as_deref(), Some("political opinions"));
    assert_eq!(tables.case.title, "Audit of ties.csv");
    let error = read(&with("twon"), &mut |_| ()).expect_err("unknown").to_string();
    assert_eq!(error, "people have no attribute `twon`; did you mean `town`?");
}

#[test]
fn a_folder_that_is_no_case_is_refused() {
    let folder = folder(&[("notes.md", b"x")]);
    let request = Request { case: Some(folder.path().to_owned()), ..Request::default() };
    let error = read(&request, &mut |_| ()).expect_err("unknown").to_string();
    assert!(error.contains(" is no case known here; known are a folder with case.toml"), "{error}");
    let request = Request { case: Some(folder.path().join("absent")), ..Request::default() };
    let error = read(&request, &mut |_| ()).expect_err("absent").to_string();
    assert!(error.ends_with("absent: there is no such file; check the path and its permissions"), "{error}");
}

/// The real data, where they are at hand; says so where they are not.
#[allow(clippy::print_stderr, reason = "a test that is skipped must not look like one that passed")]
fn shared(path: &str) -> Option<PathBuf> {
    let at = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(path);
    if !at.exists() {
        eprintln!("skipped: {path} is not here");
    }
    Some(at).filter(|at| at.exists())
}

#[test]
fn lastfm_has_the_published_counts() {
    let Some(data) = shared("lastfm-asia") else { return };
    let folder = folder(&[("consents.csv", b"person\n0\n")]);
    let request = Request {
        case: None,
        ties: Some(data.join("lastfm_asia_edges.csv")),
        consents: Some(folder.path().join("consents.csv")),
        ..Request::default()
    };
    let tables = read(&request, &mut |_| ()).expect("reads");
    assert_eq!((tables.people, tables.ties.pairs.len(), gaps(&tables).len()), (7_624, 27_806, 0));
}

/// A graph with what makes GML hard: edges before nodes, a node's own `source`, entities, lists in lists.
const GML: &str = "Creator \"by hand\"\n# a comment\ngraph [\n  directed 1\n  edge [ source 1 target 2 weight 3 ]\n  \
    node [\n    id 1\n    label \"Canary-Ada\"\n    value 0\n    source \"caf&#233;\"\n    graphics [ x 1 [ ] ]\n  ]\n  \
    node [ id 2 label \"Canary-Ben\" value 1 ]\n  node [ id 3 ]\n  node [ label \"Canary-Cem\" ]\n  \
    edge [ source 2 target 1 ]\n  edge [ target 9 source 1 ]\n  edge [ source 1 ]\n]\n";

#[test]
fn a_gml_file_is_people_ties_and_attributes() {
    let folder = folder(&[("g.gml", GML.as_bytes()), ("consents.csv", b"person\n2\n")]);
    let case = Request { case: Some(folder.path().join("g.gml")), ..request(folder.path()) };
    let tables = read(&case, &mut |_| ()).expect("reads");
    assert_eq!((tables.people, tables.listed, tables.case.directed), (4, true, true));
    assert_eq!((pairs(&tables), &tables.ties.lines[..]), (vec![(0, 1), (1, 0), (0, 3)], &[5, 16, 17][..]));
    let names: Vec<_> = tables.attributes.iter().map(|attribute| attribute.name.as_str()).collect();
    assert_eq!(
        (names, &tables.attributes[1].values[..]),
        (vec!["value", "source"], &["café".to_owned()][..])
    );
    assert_eq!(
        gaps(&tables),
        [("g.gml", Why::BlankId, 2, &[15, 18][..]), ("g.gml", Why::Undeclared, 1, &[17])]
    );
    assert_eq!(tables.sources[0].format, "GML, 4 nodes and 4 edges, UTF-8");
    assert_eq!((tables.sources[0].records, tables.sources[0].taken), (8, 6));
    assert!(!format!("{tables:?}").contains("Canary"));
}

#[test]
fn a_gml_file_that_is_cut_off_is_an_error() {
    let error = |text: &str| {
        let folder = folder(&[("g.gml", text.as_bytes()), ("consents.csv", b"person\n")]);
        let case = Request { case: Some(folder.path().join("g.gml")), ..request(folder.path()) };
        read(&case, &mut |_| ()).expect_err("refused").to_string()
    };
    let way_out = "; save the graph again as GML; nothing was read";
    let expected = |line: u64, what: &str| format!("reading g.gml, line {line}: {what}{way_out}");
    assert_eq!(error("graph [\nnode [ id 1 ]\n"), expected(3, "the file ends inside a list: a ] is missing"));
    assert_eq!(error("graph [\nnode [ id \"1 ]\n]"), expected(2, "a quote opens here and is not closed"));
    assert_eq!(error("graph [\nnode [ id ]\n]"), expected(2, "a value should stand here"));
    assert_eq!(error("graph [ ]\ngraph [ ]"), expected(2, "there is more than one graph"));
    assert_eq!(error("graph [\ndirected 7\n]"), expected(2, "directed is neither 0 nor 1"));
    assert_eq!(
        error("graph [\nedge [ source 1 target 2 weight 0.5 ]\nedge [ source 1\n target 2 weight -1 ]\n]"),
        expected(3, "the weight of an edge is no finite number of at least 0")
    );
    assert_eq!(error("Version 1"), "reading g.gml: there is no graph in it; check that it is GML");
    assert_eq!(error(&"a [ ".repeat(200_000)), expected(1, "the file ends inside a list: a ] is missing"));
}

#[test]
fn ego_networks_are_consenters_friends_and_circles() {
    let names =
        b"0 gender;anonymized feature 7\n1 gender;anonymized feature 8\n2 last_name;anonymized feature 3\n\
                  3 work;employer;id;anonymized feature 5\n4 work;employer;id;anonymized feature 6\n";
    let other_names = b"0 gender;anonymized feature 8\n1 political;anonymized feature 9\n";
    let folder = folder(&[
        ("11.featnames", names),
        ("11.egofeat", b"1 0 1 0 0\n"),
        ("11.feat", b"21 0 1 1 1 1\n22 1 0 0 1 0\n5 0 0 1 0 0\n23 1 0\n"),
        ("11.edges", b"21 22\n22 21\n"),
        ("11.circles", b"circle3\t21\t22\t21\nCanary-Ada\t99\n"),
        ("5.featnames", other_names),
        ("5.egofeat", b"1 1\n"),
        ("5.feat", b"21 0 0\n24 1 1\n"),
        ("5.edges", b"21 24\n24 21\n"),
    ]);
    let how = ImportRequest { max_rejects: 0.5, ..ImportRequest::default() };
    let case = Request { case: Some(folder.path().to_owned()), how, ..Request::default() };
    let tables = read(&case, &mut |_| ()).expect("reads");
    // People in order: 5, 11, 21, 24, 22, 23.
    assert_eq!((tables.people, tables.listed), (6, false));
    assert_eq!(pairs(&tables), [(0, 2), (0, 3), (2, 3), (1, 2), (1, 4), (0, 1), (1, 5), (2, 4)]);
    let consenters: Vec<_> =
        tables.consenters.iter().map(|c| (c.person.0, c.number, c.opens_contacts)).collect();
    assert_eq!(consenters, [(0, 1, true), (1, 2, true)]);
    let said: Vec<_> = tables
        .attributes
        .iter()
        .map(|known| {
            let value = |&code: &u32| known.values.get(code as usize).map_or("", String::as_str);
            (known.name.as_str(), known.codes.iter().map(value).collect::<Vec<_>>().join("|"))
        })
        .collect();
    assert_eq!(
        said,
        [
            ("gender", "|feature 7||feature 8|feature 7|".to_owned()),
            ("political", "feature 9|||feature 9||".to_owned()),
            ("work;employer", "||several||feature 5|".to_owned()),
        ],
        "5 and 21 have two records that disagree about feature 8"
    );
    assert_eq!(tables.attributes[0].role, Role::Group);
    assert_eq!(tables.attributes[1].special_category.as_deref(), Some("political opinions"));
    let names: Vec<_> =
        tables.segments.iter().map(|segment| (segment.name.as_str(), segment.members.len())).collect();
    assert_eq!(names, [("circle 3 of ego network 2", 2), ("circle 1 of ego network 2", 0)]);
    assert_eq!(
        gaps(&tables),
        [
            ("ego network 1.egofeat", Why::ConflictingValue, 1, &[1][..]),
            ("ego network 1.feat", Why::ConflictingValue, 1, &[1]),
            ("ego network 2.feat", Why::FieldCount, 1, &[4]),
            ("ego network 2.feat", Why::ConflictingValue, 2, &[1, 3]),
            ("ego network 2.circles", Why::DanglingMember, 1, &[2]),
            ("ego network 2.circles", Why::RepeatedMember, 1, &[1]),
        ]
    );
    let edges = tables.sources.iter().find(|file| file.name == "ego network 2.edges").expect("is there");
    assert_eq!((edges.records, edges.taken), (2, 1));
    assert!(!format!("{tables:?}").contains("Canary"));
}

#[test]
fn polblogs_has_the_published_counts() {
    let Some(data) = shared("polblogs") else { return };
    let folder = folder(&[("consents.csv", b"person\n1\n")]);
    let case = Request {
        case: Some(data.join("polblogs.gml")),
        group_attributes: vec!["value".to_owned()],
        ..request(folder.path())
    };
    let tables = read(&case, &mut |_| ()).expect("reads");
    assert_eq!(
        tables.attributes.iter().map(|known| known.name.as_str()).collect::<Vec<_>>(),
        ["value", "source"]
    );
    assert_eq!(tables.attributes[0].counts(), (vec![758, 732], 0));
    let audit = Audit::new(tables, bystander::model::case::Parameters::default());
    assert_eq!((audit.people(), audit.graph.ties()), (1_490, 16_715));
    assert_eq!((audit.gaps.records(Why::SelfLoop), audit.gaps.records(Why::Repeat)), (3, 65));
}

#[test]
fn ego_facebook_has_the_published_counts() {
    let Some(data) = shared("ego-facebook/facebook") else { return };
    let case = Request { case: Some(data), ..Request::default() };
    let tables = read(&case, &mut |_| ()).expect("reads");
    assert_eq!((tables.people, tables.ties.pairs.len(), tables.consenters.len()), (4_039, 88_234, 10));
    assert_eq!((tables.segments.len(), tables.sources.len()), (193, 50));
    let gender = &tables.attributes.iter().find(|known| known.name == "gender").expect("is there");
    assert_eq!(
        (gender.values.as_slice(), gender.counts().1),
        (&["feature 77".to_owned(), "feature 78".into()][..], 84)
    );
    // Friends' records disagree once; the egos' own say more than their friends' networks do.
    let expected: &[(&str, Why, u64, &[u64])] = &[
        ("ego network 1.egofeat", Why::ConflictingValue, 1, &[1]),
        ("ego network 1.feat", Why::ConflictingValue, 1, &[107]),
        ("ego network 2.egofeat", Why::ConflictingValue, 1, &[1]),
        ("ego network 2.feat", Why::ConflictingValue, 4, &[338, 638, 812, 981]),
        ("ego network 3.egofeat", Why::ConflictingValue, 1, &[1]),
        ("ego network 4.feat", Why::ConflictingValue, 2, &[28, 55]),
        ("ego network 5.feat", Why::ConflictingValue, 1, &[12]),
        ("ego network 6.egofeat", Why::ConflictingValue, 1, &[1]),
        ("ego network 7.egofeat", Why::ConflictingValue, 1, &[1]),
        ("ego network 7.feat", Why::ConflictingValue, 1, &[216]),
        ("ego network 9.feat", Why::ConflictingValue, 1, &[58]),
    ];
    assert_eq!(gaps(&tables), expected);
}
