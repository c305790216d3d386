//! How long whole audits take, as processes, with their peak memory. Run by hand: `cargo bench --bench audit`.
//!
//! Two jobs: the ten ego networks of Facebook with 1,000 draws, where the data are found in `../shared/data` or in the
//! folder that `EGO_FACEBOOK` names; and a drawn graph of 1 M people and 16 M ties, read from text (`PEOPLE` and `TIES`
//! set other sizes). Each job runs `RUNS` times (default 3); the least, middle and largest wall time are printed.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "ranks are whole numbers below the number of people"
)]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a bench speaks to whoever runs it")]

use rand_chacha::{
    ChaCha12Rng,
    rand_core::{Rng as _, SeedableRng as _},
};
use std::{
    env, fs,
    io::{BufWriter, Write as _},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

fn main() {
    let room = tempfile::tempdir().expect("a folder for the graph and the reports");
    match ego_networks() {
        Some(folder) => measure("ego networks of Facebook, 1,000 draws", room.path(), &|command| {
            command.arg(&folder).args(["--draws", "1000"]);
        }),
        None => eprintln!(
            "skipped: the ego networks of Facebook are not here; name their folder with EGO_FACEBOOK"
        ),
    }
    let (people, ties) = (number("PEOPLE", 1_000_000), number("TIES", 16_000_000));
    let (edges, consents) = draw(room.path(), people, ties);
    measure(&format!("{people} people, {ties} ties from text"), room.path(), &|command| {
        command.arg("--ties").arg(&edges).arg("--consents").arg(&consents);
    });
}

fn number(name: &str, default: u32) -> u32 {
    env::var(name).map_or(default, |text| text.parse().expect("a whole number"))
}

fn ego_networks() -> Option<PathBuf> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/ego-facebook/facebook");
    env::var_os("EGO_FACEBOOK").map(PathBuf::from).or(Some(shared)).filter(|folder| folder.is_dir())
}

fn measure(name: &str, room: &Path, arguments: &dyn Fn(&mut Command)) {
    let mut walls = Vec::new();
    let mut peak = 0;
    for run in 0..number("RUNS", 3) {
        let out = room.join(format!("report-{run}"));
        let mut command = Command::new(env!("CARGO_BIN_EXE_bystander"));
        command.arg("audit").stdout(Stdio::null());
        arguments(&mut command);
        let start = Instant::now();
        let mut child = command.arg("--out").arg(&out).spawn().expect("the program starts");
        let status = loop {
            peak = peak.max(resident(child.id()));
            match child.try_wait().expect("a child of ours") {
                Some(status) => break status,
                None => std::thread::sleep(Duration::from_millis(5)),
            }
        };
        walls.push(start.elapsed());
        assert!(status.success(), "the audit failed");
        fs::remove_dir_all(&out).expect("a report of ours");
    }
    walls.sort();
    let middle = walls[walls.len() / 2];
    let [least, middle, most] = [walls[0], middle, walls[walls.len() - 1]].map(|wall| wall.as_secs_f64());
    println!("{name}: wall {least:.2} / {middle:.2} / {most:.2} s, peak {} MB", peak / 1024);
}

/// The peak resident memory of a process so far, in KiB; 0 where the system does not tell.
fn resident(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}

/// Draws a graph with a heavy tail (the chance of an end falls with a power of the person's rank), each tie once, and a
/// list of consenters, three in a thousand.
fn draw(room: &Path, people: u32, ties: u32) -> (PathBuf, PathBuf) {
    let mut stream = ChaCha12Rng::seed_from_u64(2);
    let mut unit = || f64::from(stream.next_u32()) / 4_294_967_296.0;
    let mut person = || ((unit() * 0.999 + 0.001).powf(1.8) * f64::from(people)) as u64 % u64::from(people);
    let mut pairs = Vec::new();
    while pairs.len() < ties as usize {
        let missing = ties as usize - pairs.len();
        pairs.extend((0..missing + missing / 16 + 64).filter_map(|_| {
            let (one, other) = (person(), person());
            (one != other).then(|| one.min(other) << 32 | one.max(other))
        }));
        pairs.sort_unstable();
        pairs.dedup();
    }
    // Mixed, so that reading finds no order to lean on.
    pairs.sort_by_key(|pair| pair.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    pairs.truncate(ties as usize);
    let (edges, consents) = (room.join("edges.txt"), room.join("consents.csv"));
    let mut file = BufWriter::new(fs::File::create(&edges).expect("room for the graph"));
    for pair in &pairs {
        writeln!(file, "{} {}", pair >> 32, pair & 0xffff_ffff).expect("room for the graph");
    }
    file.flush().expect("room for the graph");
    let mut seen: Vec<u64> = pairs.iter().step_by(5_333).map(|pair| pair & 0xffff_ffff).collect();
    seen.sort_unstable();
    seen.dedup();
    let rows: Vec<String> = seen.iter().map(u64::to_string).collect();
    fs::write(&consents, format!("person\n{}\n", rows.join("\n"))).expect("room for the list");
    (edges, consents)
}
