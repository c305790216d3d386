//! Archives as they come, and as they are made to do harm: each is read whole, or refused with a reason of its own and a way out.

use bystander::import::exports::{Ids, ImportRequest, Imported, import, read_bytes};
use std::{
    fs,
    io::{Cursor, Write},
    path::PathBuf,
};
use tempfile::TempDir;
use zip::{ZipWriter, write::SimpleFileOptions};

const GRAPH: &[u8] = b"graph [ node [ id 1 ] node [ id 2 ] edge [ source 1 target 2 ] ]";
const OTHER: &[u8] = b"graph [ node [ id 1 ] node [ id 2 ] node [ id 3 ] edge [ source 1 target 3 ] ]";

/// A file of an archive, with whatever its headers are to say.
#[derive(Clone)]
struct File<'a> {
    name: &'a [u8],
    content: &'a [u8],
    method: u16,
    flags: u16,
    mode: u32,
    crc: Option<u32>,
    length: Option<u32>,
    local_name: Option<&'a [u8]>,
}

fn file<'a>(name: &'a str, content: &'a [u8]) -> File<'a> {
    let name = name.as_bytes();
    File { name, content, method: 0, flags: 0, mode: 0o100_644, crc: None, length: None, local_name: None }
}

fn crc(content: &[u8]) -> u32 {
    let step = |crc: u32| (0..8).fold(crc, |crc, _| (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg()));
    !content.iter().fold(!0_u32, |crc, &byte| (crc >> 8) ^ step((crc ^ u32::from(byte)) & 0xff))
}

/// An archive of `files`, nothing of which is packed.
fn archive(files: &[File]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for file in files {
        let header = out.len() as u32;
        let length = file.length.unwrap_or(file.content.len() as u32);
        let fields = |name: &[u8]| {
            let mut fields = [20, file.flags, file.method, 0, 0].map(u16::to_le_bytes).concat();
            let numbers = [file.crc.unwrap_or(crc(file.content)), file.content.len() as u32, length];
            fields.extend(numbers.map(u32::to_le_bytes).concat());
            fields.extend([name.len() as u16, 0].map(u16::to_le_bytes).concat());
            fields
        };
        let local = file.local_name.unwrap_or(file.name);
        out.extend([b"PK\x03\x04", &fields(local)[..], local, file.content].concat());
        directory.extend([b"PK\x01\x02\x14\x03", &fields(file.name)[..], &[0; 6]].concat());
        directory.extend([file.mode << 16, header].map(u32::to_le_bytes).concat());
        directory.extend(file.name);
    }
    let (count, start, length) = (files.len() as u16, out.len() as u32, directory.len() as u32);
    out.extend(directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend([count, count].map(u16::to_le_bytes).concat());
    out.extend([length, start].map(u32::to_le_bytes).concat());
    out.extend([0, 0]);
    out
}

fn says(archive: Vec<u8>, what: &str) {
    let said = match read_bytes("export.zip", archive) {
        Ok(imported) => format!("read {} people", imported.reading.people),
        Err(error) => error.to_string(),
    };
    assert!(said.contains(what), "said: {said}\nnot: {what}");
    assert!(said.contains("; ") && !said.contains("secret"), "{said}");
}

fn reads(archive: Vec<u8>) -> Imported {
    read_bytes("export.zip", archive).map_err(|error| error.to_string()).expect("it is read")
}

/// A folder with files in it.
fn room(files: &[(&str, &[u8])]) -> TempDir {
    let room = tempfile::tempdir().expect("a folder");
    for (name, bytes) in files {
        let path = room.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, bytes).expect("written");
    }
    room
}

fn import_all(paths: Vec<PathBuf>) -> Result<Imported, String> {
    let request = ImportRequest { exports: paths, ids: Some(Ids::Apart), ..ImportRequest::default() };
    import(&request, &mut |_| ()).map_err(|error| error.to_string())
}

fn import_in(room: &TempDir, names: &[&str]) -> Result<Imported, String> {
    import_all(names.iter().map(|name| room.path().join(name)).collect())
}

/// People, ties, warnings.
fn counts(imported: &Imported) -> (u64, u64, usize) {
    (imported.reading.people, imported.reading.ties, imported.reading.warnings.len())
}

#[test]
fn paths_that_lead_out_of_an_archive_are_refused() {
    for name in ["../secret.gml", "a/../../secret.gml", "/secret.gml", "C:\\secret.gml", "..\\secret.gml"] {
        says(archive(&[file("a.gml", GRAPH), file(name, GRAPH)]), "the path of file 2 in it leads out");
    }
    says(
        archive(&[file("a\0.gml", GRAPH)]),
        "the path of file 1 in it is empty, longer than 4096 bytes or no text",
    );
}

#[test]
fn links_and_encrypted_files_are_refused() {
    let link = File { mode: 0o120_777, ..file("secret.gml", b"/etc/passwd") };
    says(archive(&[file("a.gml", GRAPH), link]), "file 2 in it is a link");
    let locked = File { flags: 1, ..file("a.gml", GRAPH) };
    says(archive(&[locked]), "it is encrypted; unpack it with its password");
}

#[test]
fn a_name_that_stands_twice_is_an_error_where_the_file_is_wanted() {
    let doubled = |name| archive(&[file(name, GRAPH), file("b.gml", GRAPH), file(name, OTHER)]);
    says(doubled("a.gml"), "two files of this name lie in the archive");
    assert_eq!(reads(doubled("a.jpg")).reading.files_not_used, 1);
    let spelt = archive(&[file("x/a.gml", GRAPH), file("x\\.\\a.gml", OTHER)]);
    says(spelt, "two files of this name lie in the archive");
}

#[test]
fn what_is_cut_off_or_added_is_told_apart() {
    let whole = archive(&[file("a.gml", GRAPH)]);
    for end in [4, 30, whole.len() - 23, whole.len() - 1] {
        says(whole[..end].to_vec(), "the download is incomplete");
    }
    says([&whole[..], b"more"].concat(), "something stands after the end");
    says(
        [&archive(&[file("b.gml", OTHER)])[..], &whole].concat(),
        "something stands before the archive, or inside it",
    );
    says([b"MZ", &whole[..]].concat(), "it is named .zip but is no zip archive");
    let mut two_ends = whole.clone();
    let comment = u16::try_from(whole.len()).expect("small");
    two_ends.truncate(whole.len() - 2);
    two_ends.extend(comment.to_le_bytes());
    two_ends.extend(&whole);
    says(two_ends, "the archive has two ends");
    says(archive(&[]), "the archive is empty");
    says(Vec::new(), "the file is empty");
}

#[test]
fn a_list_of_files_that_hides_some_is_refused() {
    let mut hides = archive(&[file("a.gml", GRAPH), file("b.gml", OTHER)]);
    let end = hides.len() - 22;
    hides[end + 8] = 1;
    hides[end + 10] = 1;
    says(hides, "its list of files holds more than the archive says");
    let cloaked = File { local_name: Some(b"b.gml"), ..file("a.gml", GRAPH) };
    says(archive(&[cloaked]), "it cannot be found in the archive");
}

#[test]
fn content_that_is_not_what_the_archive_says_is_refused() {
    says(
        archive(&[File { crc: Some(7), ..file("a.gml", GRAPH) }]),
        "its content is not what the archive says",
    );
    says(
        archive(&[File { length: Some(9), ..file("a.gml", GRAPH) }]),
        "its content is not what the archive says",
    );
    says(archive(&[File { method: 8, ..file("a.gml", GRAPH) }]), "it cannot be unpacked");
    says(archive(&[File { method: 9, ..file("a.gml", GRAPH) }]), "packed with Deflate64 (method 9)");
    says(archive(&[File { method: 93, ..file("a.gml", GRAPH) }]), "packed with Zstandard");
    // Nobody wants the film.
    let film = File { method: 9, crc: Some(7), ..file("film.mp4", b"film") };
    assert_eq!(reads(archive(&[file("a.gml", GRAPH), film])).reading.files_not_used, 1);
}

#[test]
fn names_are_read_in_the_encodings_that_they_come_in() {
    for name in ["Нина/نور🦊.gml".as_bytes(), b"Dani\x89l/a.gml", "DANIËL\\A.GML".as_bytes(), b"./x//a.gml"]
    {
        let named = File { name, ..file("", GRAPH) };
        assert_eq!(counts(&reads(archive(&[named]))), (2, 1, 0));
    }
}

/// An archive with one file of `length` zeros after `start`, deflated.
fn bomb(start: &[u8], length: usize) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("a.gml", SimpleFileOptions::default()).expect("an entry");
    zip.write_all(start).expect("written");
    for _ in 0..length / 1_000_000 {
        zip.write_all(&vec![b' '; 1_000_000]).expect("written");
    }
    zip.finish().expect("an archive").into_inner()
}

#[test]
fn what_bursts_when_it_is_unpacked_is_refused_and_what_is_only_padded_is_not() {
    says(bomb(GRAPH, 200_000_000), "it unpacks to more than 1 GiB, or to more than 100 MiB");
    assert_eq!(counts(&reads(bomb(GRAPH, 9_000_000))), (2, 1, 0));
    let bytes = gzip_bomb(200_000_000);
    let said = read_bytes("a.gml.gz", bytes).expect_err("it bursts").to_string();
    assert!(said.contains("200 times its length"), "{said}");
}

#[test]
fn a_file_packed_with_gzip_is_read_alone_in_a_folder_and_in_an_archive() {
    let packed = gzip(GRAPH);
    assert_eq!(read_bytes("a.gml.gz", packed.clone()).expect("read").reading.people, 2);
    assert_eq!(reads(archive(&[file("w/A.GML.gz", &packed)])).reading.people, 2);
    let room = room(&[("a.gml.gz", &packed)]);
    assert_eq!(import_all(vec![room.path().to_owned()]).expect("read").reading.people, 2);
    let cut =
        read_bytes("a.gml.gz", packed[..packed.len() - 9].to_vec()).expect_err("it is cut off").to_string();
    assert!(cut.contains("the gzip data are damaged or cut off"), "{cut}");
}

/// `content` as a gzip file of one stored block.
fn gzip(content: &[u8]) -> Vec<u8> {
    let length = content.len() as u16;
    let block = [&[1][..], &length.to_le_bytes(), &(!length).to_le_bytes(), content].concat();
    let end = [crc(content), u32::from(length)].map(u32::to_le_bytes).concat();
    [b"\x1f\x8b\x08\0\0\0\0\0\0\xff", &block[..], &end].concat()
}

/// What bursts as a gzip file, made of the deflated bytes of a zip archive.
fn gzip_bomb(length: usize) -> Vec<u8> {
    let zip = bomb(GRAPH, length);
    let packed =
        u32::from_le_bytes(zip[zip.len() - 22 - 46 - 5 + 20..][..4].try_into().expect("four bytes")) as usize;
    let content = &zip[30 + 5..][..packed.min(zip.len() - 35)];
    [b"\x1f\x8b\x08\0\0\0\0\0\0\xff", content, &[0; 8]].concat()
}

#[test]
fn too_many_files_are_an_error_and_as_many_as_may_be_are_read() {
    let many = |count: usize| {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for number in 1..count {
            zip.start_file(format!("media/{number}.jpg"), SimpleFileOptions::default()).expect("an entry");
        }
        zip.start_file("a.gml", SimpleFileOptions::default()).expect("an entry");
        zip.write_all(GRAPH).expect("written");
        zip.finish().expect("an archive").into_inner()
    };
    says(many(100_001), "it holds 100001 files; at most 100000 are read");
    let read = reads(many(100_000));
    assert_eq!((counts(&read), read.reading.files_not_used), ((2, 1, 0), 99_999));
}

#[test]
fn archives_in_archives_are_told_and_not_opened() {
    let inner = archive(&[file("a.gml", GRAPH)]);
    says(archive(&[file("inner.zip", &inner)]), "it holds nothing but other archives");
    says(archive(&[file("inner.zip", &inner), file("read.me", b"")]), "archives lie inside");
    let beside = reads(archive(&[file("a.gml", GRAPH), file("inner.zip", &inner)]));
    assert_eq!((counts(&beside).2, beside.reading.files_not_used), (1, 1));
    assert!(beside.reading.warnings[0].contains("archives inside export 1 that were not opened: 1"));
}

#[test]
fn archives_of_other_kinds_are_told_apart() {
    let mut tar = vec![0_u8; 512];
    tar[257..262].copy_from_slice(b"ustar");
    for (name, bytes, what) in [
        ("a.7z", b"7z\xbc\xaf\x27\x1c\0\x04".to_vec(), "a 7-Zip archive"),
        ("a.rar", b"Rar!\x1a\x07\x01\0".to_vec(), "a RAR archive"),
        ("a.tar", tar, "a tar archive"),
    ] {
        let room = room(&[(name, &bytes)]);
        let said = import_in(&room, &[name]).expect_err("it is not opened");
        assert!(said.contains(what) && said.contains("unpack it"), "{said}");
    }
}

#[test]
fn parts_of_one_export_are_read_as_one() {
    let [one, two] = [
        archive(&[file("w-1/a.gml", GRAPH), file("w-1/i.html", b"1")]),
        archive(&[file("w-2/b.gml", OTHER)]),
    ];
    for names in [
        ["facebook-ada-2025-09-01-AbCdEfGh.zip", "facebook-ada-2025-09-01-IjKlMnOp.zip"],
        ["x.zip", "x-part2.zip"],
        ["takeout-20240501T120000Z-001.zip", "takeout-20240501T120000Z-002.zip"],
    ] {
        let room = room(&[(names[0], &one), (names[1], &two)]);
        let forth = import_in(&room, &names).expect("read");
        let back = import_in(&room, &[names[1], names[0]]).expect("read");
        assert_eq!(counts(&forth), (5, 2, 1), "{names:?}");
        assert!(forth.reading.warnings[0].contains("2 archives were read as the parts of one export"));
        assert_eq!(forth.files, back.files);
        assert_eq!(import_all(vec![room.path().to_owned()]).expect("read").files, forth.files);
    }
}

#[test]
fn a_file_that_two_parts_hold_is_read_once_and_must_be_the_same() {
    let part = |content| archive(&[file("w/a.gml", content), file("w/i.html", content)]);
    let same = room(&[
        ("x.zip", &part(GRAPH)),
        ("x-part2.zip", &archive(&[file("w/a.gml", GRAPH), file("w/b.txt", b"")])),
    ]);
    assert_eq!(counts(&import_in(&same, &["x.zip", "x-part2.zip"]).expect("read")), (2, 1, 1));
    let others = room(&[("x.zip", &part(GRAPH)), ("x-part2.zip", &part(OTHER))]);
    let said = import_in(&others, &["x.zip", "x-part2.zip"]).expect_err("two people");
    assert!(said.contains("exports of two people"), "{said}");
}

#[test]
fn archives_of_two_donors_stay_two() {
    let [one, two] = [GRAPH, OTHER].map(|content| archive(&[file("w/a.gml", content)]));
    for names in [["a.zip", "b.zip"], ["donor_1.zip", "donor_2.zip"], ["x.zip", "x (1).zip"]] {
        let room = room(&[(names[0], &one), (names[1], &two)]);
        let read = import_in(&room, &names).expect("read");
        assert_eq!((read.reading.people, read.reading.ties, read.reading.files.len()), (5, 2, 2));
        assert_eq!(read.reading.warnings.len(), usize::from(names[0] != "a.zip"), "{names:?}");
        let back = import_in(&room, &[names[1], names[0]]).expect("read");
        assert_eq!((back.reading.people, back.reading.ties), (5, 2));
    }
}

#[test]
fn a_part_that_is_no_export_by_itself_belongs_to_the_one_that_is() {
    let room =
        room(&[("x.zip", &archive(&[file("a.gml", GRAPH)])), ("x (1).zip", &archive(&[file("b.jpg", b"")]))]);
    let read = import_in(&room, &["x (1).zip", "x.zip"]).expect("read");
    assert_eq!((counts(&read), read.reading.files_not_used), ((2, 1, 1), 1));
}

#[test]
fn what_is_given_twice_is_read_once() {
    let one = archive(&[file("a.gml", GRAPH)]);
    let room = room(&[("x.zip", &one), ("copy.zip", &one)]);
    assert_eq!(counts(&import_in(&room, &["x.zip", "x.zip"]).expect("read")), (2, 1, 0));
    assert_eq!(counts(&import_in(&room, &["x.zip", "copy.zip"]).expect("read")), (2, 1, 1));
}

#[test]
fn an_archive_beside_its_own_files_is_not_read_again() {
    let packed = archive(&[file("w/a.gml", GRAPH), file("w/b.txt", b"b")]);
    let room = room(&[("w.zip", &packed), ("w/a.gml", GRAPH), ("w/b.txt", b"b")]);
    let read = import_all(vec![room.path().to_owned()]).expect("read");
    assert_eq!(counts(&read), (2, 1, 1));
    assert!(read.reading.warnings[0].contains("not read a second time"));
}

#[test]
fn several_exports_in_one_folder_are_told_apart() {
    let files: [(&str, &[u8]); 4] = [
        ("all/ada/c/a.gml", GRAPH),
        ("all/ben/c/a.gml", OTHER),
        ("all/ben/d.txt", b""),
        ("all/read.me", b""),
    ];
    let room = room(&files);
    let read = import_all(vec![room.path().to_owned()]).expect("read");
    assert_eq!((read.reading.people, read.reading.files_not_used), (5, 2));
    let names: Vec<&str> = read.reading.files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["export 1, c/a.gml", "export 2, c/a.gml"]);
    assert_eq!(read.reading.warnings.len(), 2, "{:?}", read.reading.warnings);
    let archived: Vec<_> = files.iter().map(|(name, content)| file(name, content)).collect();
    let packed = reads_on_disk(&archive(&archived));
    assert_eq!((packed.reading.people, packed.reading.files.len()), (5, 2));
}

fn reads_on_disk(archive: &[u8]) -> Imported {
    let room = room(&[("e.zip", archive)]);
    import_in(&room, &["e.zip"]).expect("read")
}

#[test]
fn loose_files_beside_archives_are_counted_and_no_error() {
    let room = room(&[("e.zip", &archive(&[file("a.gml", GRAPH)])), ("notes.docx", b"notes")]);
    let read = import_all(vec![room.path().to_owned()]).expect("read");
    assert_eq!((counts(&read), read.reading.files_not_used), ((2, 1, 1), 1));
    let alone = self::room(&[("notes.docx", b"notes")]);
    let said = import_all(vec![alone.path().to_owned()]).expect_err("nobody knows it");
    assert!(said.contains("export 1 is of no format known here"), "{said}");
}

#[test]
#[cfg(unix)]
fn links_on_disk_are_not_followed() {
    let room = room(&[("a.gml", GRAPH)]);
    std::os::unix::fs::symlink("/etc/hostname", room.path().join("b.gml")).expect("a link");
    let said = import_all(vec![room.path().to_owned()]).expect_err("a link lies in it");
    assert!(said.contains("a link lies in the folder"), "{said}");
    // A link that is given is meant.
    std::os::unix::fs::symlink(room.path().join("a.gml"), room.path().join("c.gml")).expect("a link");
    assert!(import_in(&room, &["c.gml"]).is_ok());
}

#[test]
fn large_archives_with_numbers_of_eight_bytes_are_read() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("a.gml", SimpleFileOptions::default().large_file(true)).expect("an entry");
    zip.write_all(GRAPH).expect("written");
    for number in 0..70_000 {
        zip.add_directory(format!("d{number}"), SimpleFileOptions::default()).expect("a folder");
    }
    assert_eq!(counts(&reads(zip.finish().expect("an archive").into_inner())), (2, 1, 0));
}

#[test]
fn an_archive_says_the_same_wherever_it_lies() {
    let bytes = archive(&[file("w/a.gml", GRAPH), file("w/b.jpg", b"")]);
    assert_eq!(reads(bytes.clone()).files, reads_on_disk(&bytes).files);
}
