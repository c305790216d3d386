//! How long exports take to become tables, as processes, with their peak memory. Run by hand: `cargo bench --bench exports`.
//!
//! Each run is this program once more, told by `EXPORT` what to read and by `TOGETHER` what equal names are taken for; the tables are
//! made and not written. `ONLY=archive`, `ONLY=lists` or `ONLY=one-name` leaves
//! the other jobs out.
//!
//! The archive is what Facebook gives somebody with 5,000 friends and 3 GB of photos and films: 3,000 entries of 1 MB that nobody
//! asks for, and the lists that somebody does. The media are holes in the file, so that it takes no room on disk; a reader that
//! read them would still read 3 GB.
//!
//! The lists of friends are for who is one person: a million namings, most of whose names stand on many lists, and one list on which
//! everybody has the same name. Four times the namings should take some four times as long. Each job runs `RUNS` times (default 3); the least, middle and largest wall time are printed.

#![allow(clippy::print_stdout, reason = "a bench speaks to whoever runs it")]
#![allow(clippy::cast_possible_truncation, reason = "the archive is shorter than 4 GiB")]

use bystander::import::exports::{ImportRequest, SameNames, import};
use std::{
    env, fs,
    io::{Seek as _, SeekFrom, Write as _},
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

const FRIENDS: usize = 5_000;
const MEDIA: usize = 3_000;
const LENGTH: u64 = 1 << 20;

fn main() {
    if let Some(export) = env::var_os("EXPORT") {
        let same_names = env::var_os("TOGETHER").map_or(SameNames::Apart, |_| SameNames::Together);
        let request = ImportRequest { exports: vec![export.into()], same_names, ..ImportRequest::default() };
        let imported = import(&request, &mut |_| ()).expect("the export is read");
        assert!(imported.reading.people > 0, "nobody was read");
        return;
    }
    let only = env::var("ONLY").ok();
    let is_asked = |job: &str| only.as_deref().is_none_or(|only| only == job);
    let room = tempfile::tempdir().expect("a folder for the exports");
    if is_asked("archive") {
        let archive = facebook(room.path());
        measure("an archive of 5,000 friends and 3 GB of media", &archive, SameNames::Apart);
    }
    if is_asked("lists") {
        lists_of_names(room.path());
    }
    if is_asked("one-name") {
        lists_of_one_name(room.path());
    }
}

/// Who is one person among many lists.
fn lists_of_names(room: &Path) {
    for donors in [250, 1_000] {
        let lists = room.join(format!("{donors} donors"));
        for donor in 0..donors {
            friends(&lists.join(donor.to_string()), 1_000, |at| common_name(donor * 1_000 + at));
        }
        measure(&format!("{donors} lists of 1,000 names, equal names apart"), &lists, SameNames::Apart);
        measure(&format!("{donors} lists of 1,000 names, equal names together"), &lists, SameNames::Together);
    }
}

/// Who is one person among many who have one name.
fn lists_of_one_name(room: &Path) {
    for length in [25_000, 100_000] {
        let list = room.join(format!("{length} of one name"));
        friends(&list, length, |_| "Maria Silva".to_owned());
        measure(&format!("one list of {length} equal names, together"), &list, SameNames::Together);
    }
}

/// One of some hundred thousand names, of which few are common and many are rare.
fn common_name(at: usize) -> String {
    let drawn = (at as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40;
    let part = (drawn * drawn) >> 24;
    format!("First{} Last{}", part % 400, part >> 7)
}

/// The export of a donor with so many friends, as Facebook writes it.
fn friends(folder: &Path, count: usize, name: impl Fn(usize) -> String) {
    let list = folder.join("friends_and_followers");
    fs::create_dir_all(&list).expect("a folder");
    let friend =
        |at: usize| format!(r#"{{"name": "{}", "timestamp": {}}}"#, name(at), 1_300_000_000 + at * 1_000);
    let friends: Vec<String> = (0..count).map(friend).collect();
    let text = format!(r#"{{"friends_v2": [{}]}}"#, friends.join(",\n"));
    fs::write(list.join("friends.json"), text).expect("written");
}

fn measure(name: &str, export: &Path, same_names: SameNames) {
    let runs = env::var("RUNS").map_or(3, |text| text.parse().expect("a whole number"));
    let (mut walls, mut peak) = (Vec::new(), 0);
    for _ in 0..runs {
        let mut command = Command::new(env::current_exe().expect("this program"));
        command.env("EXPORT", export);
        if same_names == SameNames::Together {
            command.env("TOGETHER", "yes");
        }
        let start = Instant::now();
        let mut child = command.spawn().expect("the program starts");
        let status = loop {
            peak = peak.max(resident(child.id()));
            match child.try_wait().expect("a child of ours") {
                Some(status) => break status,
                None => std::thread::sleep(Duration::from_millis(2)),
            }
        };
        walls.push(start.elapsed().as_secs_f64());
        assert!(status.success(), "the import failed");
    }
    walls.sort_by(f64::total_cmp);
    let [least, middle, most] = [walls[0], walls[walls.len() / 2], walls[walls.len() - 1]];
    println!("{name}: wall {least:.2} / {middle:.2} / {most:.2} s, peak {} MB", peak / 1024);
}

/// The peak resident memory of a process so far, in KiB; 0 where the system does not tell.
fn resident(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}

/// The archive: the list of friends as Facebook writes it, the same as a graph, and the media.
fn facebook(room: &Path) -> PathBuf {
    let path = room.join("facebook-ada-2026-01-31-AbCdEfGh.zip");
    let mut out = Out { file: fs::File::create(&path).expect("a file"), directory: Vec::new(), count: 0 };
    let friend =
        |at: usize| format!(r#"{{"name": "Friend {at}", "timestamp": {}}}"#, 1_300_000_000 + at * 1_000);
    let friends: Vec<String> = (0..FRIENDS).map(friend).collect();
    let list = format!(r#"{{"friends_v2": [{}]}}"#, friends.join(",\n"));
    out.add("connections/friends/your_friends.json", list.as_bytes());
    let edge = |at: usize| format!("  node [ id {at} ]\n  edge [ source 0 target {at} ]\n");
    let graph = format!("graph [\n  node [ id 0 ]\n{}]\n", (1..=FRIENDS).map(edge).collect::<String>());
    out.add("friends.gml", graph.as_bytes());
    for number in 0..MEDIA {
        out.hole(&format!("your_facebook_activity/posts/media/{number}.jpg"), LENGTH);
    }
    out.finish();
    path
}

/// An archive in the making, nothing of which is packed.
struct Out {
    file: fs::File,
    directory: Vec<u8>,
    count: u16,
}

impl Out {
    fn add(&mut self, name: &str, content: &[u8]) {
        self.header(name, content.len() as u32, crc(content));
        self.file.write_all(content).expect("room for the archive");
    }

    fn hole(&mut self, name: &str, length: u64) {
        self.header(name, length as u32, 0);
        self.file
            .seek(SeekFrom::Current(i64::try_from(length).expect("a length of a file")))
            .expect("room for the archive");
    }

    fn header(&mut self, name: &str, length: u32, crc: u32) {
        let start = self.file.stream_position().expect("a place") as u32;
        let mut fields = [20_u16, 0, 0, 0, 0].map(u16::to_le_bytes).concat();
        fields.extend([crc, length, length].map(u32::to_le_bytes).concat());
        fields.extend([name.len() as u16, 0].map(u16::to_le_bytes).concat());
        self.file
            .write_all(&[b"PK\x03\x04", &fields[..], name.as_bytes()].concat())
            .expect("room for the archive");
        self.directory.extend([b"PK\x01\x02\x14\x03", &fields[..], &[0; 6]].concat());
        self.directory.extend([0o100_644 << 16, start].map(u32::to_le_bytes).concat());
        self.directory.extend(name.as_bytes());
        self.count += 1;
    }

    fn finish(mut self) {
        let start = self.file.stream_position().expect("a place") as u32;
        let end = [
            b"PK\x05\x06\0\0\0\0",
            &[self.count, self.count].map(u16::to_le_bytes).concat()[..],
            &[self.directory.len() as u32, start].map(u32::to_le_bytes).concat(),
            &[0, 0],
        ];
        self.file.write_all(&[&self.directory[..], &end.concat()].concat()).expect("room for the archive");
    }
}

fn crc(content: &[u8]) -> u32 {
    let step = |crc: u32| (0..8).fold(crc, |crc, _| (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg()));
    !content.iter().fold(!0_u32, |crc, &byte| (crc >> 8) ^ step((crc ^ u32::from(byte)) & 0xff))
}
