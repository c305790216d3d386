//! The pages of practices: what each is measured by and in which case it can be seen, and the blind spots.

use super::{explain::folded, layout::wrapped};
use crate::{
    import::PRACTICES,
    model::practice::{Practice, Shown},
};

/// The name of the page of all practices.
pub(super) const NAME: &str = "practices";
/// The name of the page of those that cannot be shown.
pub(super) const BLIND_SPOTS: &str = "blind-spots";

fn known() -> Vec<Practice> {
    PRACTICES.named(NAME).expect("the list of practices is compiled in")
}

/// Every practice with what shows it.
pub(super) fn page() -> String {
    let about = "What campaigns and marketers were reported to do. Each report is a claim, and no figure here takes it for true: \
                 the question beside it is put to the records of a case. Parts are those of an audit, as keys of results.json have \
                 them, or commands; cases stand under datasets/.";
    let practices: String = known().iter().map(entry).collect();
    format!("{NAME}: reported practices, and what shows them\n\n{}\n{practices}", folded("", about))
}

/// What nothing here can show, and why; and what is shown in part.
pub(super) fn blind_spots() -> String {
    let practices = known();
    let blind = practices.iter().filter(|practice| matches!(practice.shown, Shown::BlindSpot(_)));
    let in_part =
        practices.iter().filter(|practice| matches!(practice.shown, Shown::By { limits: Some(_), .. }));
    let [blind, in_part]: [String; 2] = [blind.map(entry).collect(), in_part.map(entry).collect()];
    format!("{BLIND_SPOTS}: what nothing here can show\n\n{blind}\nShown in part\n\n{in_part}")
}

fn entry(practice: &Practice) -> String {
    let told = |text: &str| wrapped(&format!("    {text}"), 4);
    let title = folded(&format!("{}.", practice.number), &practice.practice);
    match &practice.shown {
        Shown::BlindSpot(why) => format!("{title}{}", told(&format!("Blind spot: {why}"))),
        Shown::By { asks, parts, cases, limits } => {
            let limits =
                limits.as_ref().map(|limits| told(&format!("In part: {limits}"))).unwrap_or_default();
            let shown = format!("Shown by {}; see {}", parts.join(", "), cases.join(", "));
            format!("{title}{}{}{limits}", told(asks), told(&shown))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{cli::Program, measure::Measures, village};
    use clap::CommandFactory;
    use std::path::Path;

    #[test]
    fn every_part_that_is_named_is_one_and_every_case_is_there() {
        let results = serde_json::to_value(Measures::of(&village::audit(), |_| ())).unwrap();
        let program = Program::command();
        let is_part = |part: &str| {
            part == "findings" || results.get(part).is_some() || program.find_subcommand(part).is_some()
        };
        let datasets = Path::new(env!("CARGO_MANIFEST_DIR")).join("datasets");
        for practice in known() {
            let Shown::By { parts, cases, .. } = practice.shown else { continue };
            let strange: Vec<_> = parts.iter().filter(|part| !is_part(part)).collect();
            assert!(strange.is_empty(), "practice {}: {strange:?}", practice.number);
            let missing: Vec<_> = cases.iter().filter(|case| !datasets.join(case).is_dir()).collect();
            assert!(missing.is_empty(), "practice {}: {missing:?}", practice.number);
        }
    }
}
