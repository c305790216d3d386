//! What ties from text cost on large graphs, beside a yardstick: CPU seconds, ratios and peak memory. Run by hand:
//! `cargo bench --bench scale`; `SIZES=S,M,L` names the graphs (default S and M), `RUNS` how often each job runs (default 3).
//!
//! The graphs and the yardstick, a program in C that checks no input, are made from `../shared/bench` (`BENCH` names another folder) with
//! `gcc`, and kept in `DATA` where that is set. Without that folder graphs are drawn here, without a heavy tail and without a yardstick.
//! Jobs of one round follow one another, so that a busy machine is busy for all of them; the least of all rounds is printed. Each job
//! is a process of its own: `read` makes tables of the edge list, `graph` rows of those too, `stream` and `rows` are the command
//! `spread` by either plan, `names` and `long ids` are `read` with ids that are words, or numbers of 17 digits, on S.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a bench speaks to whoever runs it")]

use bystander::{
    audit::Audit,
    import::{Request, read},
    model::case::Parameters,
};
use std::{
    env, fs,
    io::{BufWriter, Write as _},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

const SIZES: [(&str, u32, u32, u32); 3] =
    [("S", 100_000, 1_000_000, 1), ("M", 1_000_000, 16_000_000, 2), ("L", 4_000_000, 64_000_000, 3)];

/// Writes an id of another shape.
type Shaped<'a> = &'a dyn Fn(&str) -> String;

fn main() {
    if let Some(ties) = env::var_os("TIES") {
        return one_job(ties.into());
    }
    let asked = env::var("SIZES").unwrap_or_else(|_| "S,M".to_owned());
    let room = tempfile::tempdir().expect("a folder for the graphs");
    let data = env::var_os("DATA").map_or_else(|| room.path().to_owned(), PathBuf::from);
    let tools = tools(room.path());
    for (size, people, ties, seed) in
        SIZES.into_iter().filter(|(size, ..)| asked.split(',').any(|one| one == *size))
    {
        let folder = data.join(size);
        if !folder.join("edges.txt").exists() {
            fs::create_dir_all(&folder).expect("room");
            let numbers = [people, ties, seed].map(|number| number.to_string());
            match &tools {
                Some((generator, _)) => run(Command::new(generator).arg(&folder).args(numbers)),
                None => draw(&folder, people, ties),
            };
        }
        measure(size, &folder, tools.as_ref().map(|(_, yardstick)| yardstick.as_path()));
        if size == "S" {
            renamed(&folder, room.path());
        }
    }
}

/// Reads an edge list in this process, and where `GRAPH` is set makes a graph of it.
fn one_job(ties: PathBuf) {
    let consents = env::var_os("CONSENTS").map(PathBuf::from);
    let tables =
        read(&Request { ties: Some(ties), consents, ..Request::default() }, &mut |_| ()).expect("it is read");
    if env::var_os("GRAPH").is_some() {
        assert!(Audit::new(tables, Parameters::default()).graph.ties() > 0);
    }
}

fn measure(size: &str, folder: &Path, yardstick: Option<&Path>) {
    let (ties, consents) = (folder.join("edges.txt"), folder.join("consenters.txt"));
    let here = |graph: bool| {
        let mut command = Command::new(env::current_exe().expect("this program"));
        command.env("TIES", &ties).env("CONSENTS", &consents);
        if graph {
            command.env("GRAPH", "1");
        }
        command
    };
    let spread = |plan: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bystander"));
        command.arg("spread").arg("--ties").arg(&ties).arg("--consents").arg(&consents).args([plan, "-q"]);
        command
    };
    let mut jobs = vec![
        ("read", here(false)),
        ("graph", here(true)),
        ("spread, stream", spread("--plan=stream")),
        ("spread, rows", spread("--plan=rows")),
    ];
    for mode in ["csr", "reread"] {
        if let Some(yardstick) = yardstick {
            let mut command = Command::new(yardstick);
            command.arg(mode).arg(folder);
            jobs.push((mode, command));
        }
    }
    let mut least = vec![(f64::INFINITY, 0); jobs.len()];
    for _ in 0..env::var("RUNS").map_or(3, |runs| runs.parse().expect("a whole number")) {
        for ((_, command), least) in jobs.iter_mut().zip(&mut least) {
            let (cpu, peak) = run(command);
            *least = (least.0.min(cpu), least.1.max(peak));
        }
    }
    let of =
        |name: &str| jobs.iter().zip(&least).find(|((job, _), _)| *job == name).map(|(_, least)| least.0);
    for ((name, _), (cpu, peak)) in jobs.iter().zip(&least) {
        let beside = match *name {
            "spread, stream" => "reread",
            "csr" | "reread" => "",
            _ => "csr",
        };
        let ratio =
            of(beside).map_or(String::new(), |yardstick| format!(", {:.1} times {beside}", cpu / yardstick));
        println!("{size} {name:<15} {cpu:>7.2} CPU s, peak {:>5} MB{ratio}", peak / 1024);
    }
}

/// The same ties with ids of other shapes.
fn renamed(folder: &Path, room: &Path) {
    let text = fs::read_to_string(folder.join("edges.txt")).expect("a graph");
    let consents = fs::read_to_string(folder.join("consenters.txt")).expect("a list");
    let long = |id: &str| {
        format!(
            "{}",
            100_000_000_000_000_000 + (id.parse::<u64>().expect("a number") * 7_919_999_983) % (1 << 56)
        )
    };
    let word = |id: &str| format!("somebody.{id}");
    let shapes: [(&str, Shaped); 2] = [("long ids", &long), ("names", &word)];
    for (name, id) in shapes {
        let (ties, list) = (room.join("renamed.txt"), room.join("renamed-consenters.txt"));
        let all = |text: &str| -> String {
            let line = |line: &str| line.split(' ').map(id).collect::<Vec<_>>().join(" ") + "\n";
            text.lines().map(line).collect()
        };
        fs::write(&ties, all(&text)).expect("room");
        fs::write(&list, all(&consents)).expect("room");
        let mut command = Command::new(env::current_exe().expect("this program"));
        let (cpu, peak) = run(command.env("TIES", &ties).env("CONSENTS", &list));
        println!("S read, {name:<9} {cpu:>7.2} CPU s, peak {:>5} MB", peak / 1024);
    }
}

/// The generator of the graphs and the yardstick, built from their sources; `None` where these are not here.
fn tools(room: &Path) -> Option<(PathBuf, PathBuf)> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/bench");
    let folder = env::var_os("BENCH").map_or(shared, PathBuf::from);
    let build = |name: &str, flags: &[&str]| {
        let out = room.join(name);
        let source = folder.join(format!("{name}.c"));
        let built = Command::new("gcc").args(flags).arg("-o").arg(&out).arg(source).arg("-lm").status();
        built.is_ok_and(|status| status.success()).then_some(out)
    };
    let tools = build("gen", &["-O2"]).zip(build("ref", &["-O3", "-march=native", "-fopenmp"]));
    if tools.is_none() {
        eprintln!("no yardstick: name the folder of gen.c and ref.c with BENCH");
    }
    tools
}

/// Runs a command; gives its CPU seconds, of all threads, and its peak memory in KiB.
fn run(command: &mut Command) -> (f64, u64) {
    let before = children();
    let mut child = command.stdout(Stdio::null()).spawn().expect("the program starts");
    let mut peak = 0;
    let status = loop {
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        peak = peak.max(line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0));
        match child.try_wait().expect("a child of ours") {
            Some(status) => break status,
            None => std::thread::sleep(std::time::Duration::from_millis(5)),
        }
    };
    assert!(status.success(), "a job failed");
    (children() - before, peak)
}

/// CPU seconds of all children that have ended, to a hundredth; 0 where the system does not tell.
fn children() -> f64 {
    let status = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = status.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<f64>().ok()).unwrap_or(0.0);
    (ticks(13) + ticks(14)) / 100.0
}

/// Writes a graph of ties between people drawn alike, and a list of three consenters in a thousand.
fn draw(folder: &Path, people: u32, ties: u32) -> (f64, u64) {
    let mut file = BufWriter::new(fs::File::create(folder.join("edges.txt")).expect("room"));
    let mut state = 1_u64;
    let mut person = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % u64::from(people)
    };
    for _ in 0..ties {
        writeln!(file, "{} {}", person(), person()).expect("room");
    }
    file.flush().expect("room");
    let list =
        (0..people / 1_000 * 3).map(|at| format!("{}\n", at * 331 % people)).collect::<Vec<_>>().concat();
    fs::write(folder.join("consenters.txt"), list).expect("room");
    (0.0, 0)
}
