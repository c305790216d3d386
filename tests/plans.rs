//! The same figures whatever the plan: ties streamed, and ties in rows, over files of every kind, whole and damaged.

use bystander::import::{Request, tie_stream::TieStream};
use flate2::{Compression, write::GzEncoder};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha12Rng;
use std::{fs, io::Write as _, path::Path, process::Command};

/// What a plan prints, on standard output and on standard error.
fn printed(ties: &Path, consents: &Path, plan: &str, hops: &str) -> (String, String, Option<i32>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bystander"));
    let command = command.arg("spread").arg("--ties").arg(ties).arg("--consents").arg(consents);
    let output = command.args([plan, "--hops", hops, "--min-cell", "1", "--json"]).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&output.stdout), text(&output.stderr), output.status.code())
}

fn agree(name: &str, ties: &[u8], consents: &str, hops: &str) -> String {
    let room = tempfile::tempdir().unwrap();
    let (file, list) = (room.path().join(name), room.path().join("consenters.txt"));
    fs::write(&file, ties).unwrap();
    fs::write(&list, consents).unwrap();
    let [stream, rows] = ["--plan=stream", "--plan=rows"].map(|plan| printed(&file, &list, plan, hops));
    assert_eq!(stream, rows, "{name}, {} bytes", ties.len());
    rows.0 + &rows.1
}

/// The ties of forty people, two of whom consented, with loops and repeats; ids as `id` writes them.
fn network(seed: u64, id: impl Fn(u32) -> String) -> (String, String) {
    let mut chance = ChaCha12Rng::seed_from_u64(seed);
    let mut end = || id(chance.random_range(0..40_u32));
    let ties: String = (0..70).map(|_| format!("{} {}\n", end(), end())).collect();
    let mut some = ties.split_whitespace();
    let consents: Vec<&str> = [some.next(), some.nth(30)].into_iter().flatten().collect();
    (
        format!("{ties}{} {}\n{} x\n", consents[0], consents[1], consents[0])
            .replace(" x\n", &format!(" {}\n", id(41))),
        consents.join("\n"),
    )
}

#[test]
fn ids_of_every_shape() {
    let shapes: [&dyn Fn(u32) -> String; 5] = [
        &|at| at.to_string(),
        &|at| (u64::from(at) * 98_765_431).to_string(),
        &|at| (100_000_000_000_000_000 + u64::from(at) * 7_919).to_string(),
        &|at| format!("{}{at:03}", ["", "00", "18446744073709551"][at as usize % 3]),
        &|at| format!("Ada{at}"),
    ];
    for (seed, id) in (0..).zip(shapes) {
        let (ties, consents) = network(seed, id);
        for hops in ["1", "2", "3"] {
            assert!(agree("ties.txt", ties.as_bytes(), &consents, hops).contains("\"bystanders\""));
        }
    }
}

#[test]
fn files_written_in_every_way() {
    let (ties, consents) = network(9, |at| at.to_string());
    let packed = |text: &str| {
        let mut writer = GzEncoder::new(Vec::new(), Compression::fast());
        writer.write_all(text.as_bytes()).unwrap();
        writer.finish().unwrap()
    };
    let (first, second) = ties.split_at(ties[..200].rfind('\n').unwrap() + 1);
    let two_members = [packed(first), packed(second)].concat();
    let files: Vec<(&str, Vec<u8>)> = vec![
        ("tabs.txt", ties.replace(' ', "\t").into_bytes()),
        ("commented.txt", format!("# a comment\n% another\n{}", ties.replace("3 ", "3   ")).into_bytes()),
        ("windows.txt", ties.replace('\n', "\r\n").into_bytes()),
        ("old.txt", ties.replace('\n', "\r").into_bytes()),
        ("marked.txt", format!("\u{feff}{ties}").into_bytes()),
        ("unended.txt", ties.trim_end().as_bytes().to_vec()),
        ("weights.txt", ties.replace('\n', " 0.5\n").into_bytes()),
        ("ties.txt.gz", two_members.clone()),
        ("short.txt.gz", two_members[..two_members.len() - 9].to_vec()),
        ("named.txt.gz", ties.clone().into_bytes()),
        ("empty.txt", Vec::new()),
        ("comments.txt", b"# nothing\n# at all\n".to_vec()),
        ("zero.txt", ties.replacen('\n', "\0\n", 1).into_bytes()),
        ("latin.txt", [ties.as_bytes(), b"M\xfcller 1\n"].concat()),
        ("long.txt", format!("{ties}# {}\n{} 1\n", "x".repeat(700_000), "9".repeat(999)).into_bytes()),
        ("longer.txt", format!("{ties}{} 1\n", "9".repeat(600_000)).into_bytes()),
        ("loner.txt", format!("{ties}77 77\n").into_bytes()),
        ("headed.txt", format!("from to\n{ties}").into_bytes()),
        ("ties.csv", format!("source,target\n{}", ties.replace(' ', ",")).into_bytes()),
    ];
    for (name, content) in files {
        agree(name, &content, &consents, "1");
    }
    let star: String = (1..=20_000).map(|at| format!("7 {}\n", at * 10)).collect();
    assert!(agree("star.txt", star.as_bytes(), "7\n", "1").contains("\"bystanders\": 20000,"));
    assert!(
        agree("loner.txt", format!("{ties}77 77\n").as_bytes(), "77\n", "1").contains("not in the network")
    );
}

#[test]
fn files_damaged_at_random() {
    let mut chance = ChaCha12Rng::seed_from_u64(6);
    for round in 0..24 {
        let (ties, consents) =
            network(round, |at| if round % 2 == 0 { at.to_string() } else { format!("u{at}") });
        // Most files are so long that single bad lines are gaps, and no error.
        let mut bytes = ties.repeat(40).into_bytes();
        for _ in 0..chance.random_range(0..4) {
            let at = chance.random_range(0..bytes.len());
            match chance.random_range(0..4) {
                0 => bytes[at] = b"\n \t\r#%,0a\xff\""[chance.random_range(0..11_usize)],
                1 => drop(bytes.remove(at)),
                2 => bytes.insert(at, b" \n0Z"[chance.random_range(0..4_usize)]),
                _ => bytes.truncate(bytes.len() - at % 9),
            }
        }
        agree("ties.txt", &bytes, &consents, ["1", "2"][usize::from(round % 3 == 0)]);
    }
}

/// Whether the ties are streamed, and then how many people and ties are seen.
fn streamed(ties: &str, consents: &str) -> Option<(usize, u64)> {
    let room = tempfile::tempdir().unwrap();
    let (file, list) = (room.path().join("ties.txt"), room.path().join("consenters.csv"));
    fs::write(&file, ties).unwrap();
    fs::write(&list, consents).unwrap();
    let request = Request { ties: Some(file.clone()), consents: Some(list), ..Request::default() };
    let opened = TieStream::open(&request, &mut |_| (), || 0, |count, ties| *count += ties.len() as u64);
    let (mut stream, count) = opened?;
    let mut again = 0;
    stream.each(&mut |ties| again += ties.len() as u64).unwrap();
    assert!(again <= count);
    fs::write(&file, format!("{ties}1 2\n")).unwrap();
    assert!(stream.each(&mut |_| ()).is_err(), "the file has changed");
    Some((stream.people(), count))
}

#[test]
fn plain_files_are_streamed_whatever_their_ids() {
    let shapes: [&dyn Fn(u32) -> String; 4] =
        [&|at| at.to_string(), &|at| format!("{at:04}"), &|at| format!("Ada{at}"), &|at| {
            (1 << 60 | u64::from(at)).to_string()
        }];
    for id in shapes {
        let ties: String = (0..9).map(|at| format!("{} {}\n", id(at), id(at + 1))).collect();
        assert_eq!(streamed(&ties, &format!("person\n{}\n", id(3))), Some((10, 9)));
        let with_loner = format!("{ties}{} {}\n", id(77), id(77));
        assert_eq!(streamed(&with_loner, &format!("person\n{}\n", id(3))), Some((10, 10)));
    }
    assert_eq!(streamed("1 2\n2 3\n", "person,given_on\n1,2014-01-01\n"), None);
}
