//! The page beside synthetic donated exports.

use super::Donations;
use crate::simulate::readme::counted;

/// The `README.md`.
pub(super) fn text(donations: &Donations) -> String {
    let (truth, settings) = (&donations.truth, &donations.settings);
    format!(
        "# Donated exports: who is on several lists?

Nobody in these files exists. A program drew them, so that an import can be held against the truth.

Made by `bystander simulate --donated --people {size} --seed {seed} --out datasets/donated-exports`; the same command gives the
same bytes. Licence: CC0 1.0, do with it what you like.

## The story

{donors} people downloaded their data from a social platform and gave it to a newsroom. {consenters} of them had once let a quiz
app read it, and with it their lists of friends; later a campaign uploaded a list with them in it. A list of friends holds a name and a
moment for each friend and nothing more, and {with_shared} of the {people} people share their names with others ({shared} names). So
nobody can say from these files alone how many people they name: the import gives both ends, and the truth lies between them.

## The files

`exports/donor-01` to `exports/donor-{donors:02}` are unpacked exports, in turn in the layouts of 2018, 2020 and 2023: the friends, the
profile, the apps, the advertisers. Letters beyond English ones are written as the platform writes them, each byte of UTF-8 as a
letter of its own. `truth.json` has every planted value.

## What is planted

| | |
|---|--:|
| people on the lists, donors among them | {people} |
| ties | {ties} |
| donors who used the app | {consenters} |
| bystanders: friends of these who did not use it | {bystanders} |
| people on the lists who are no donors | {listed_only} |
",
        size = settings.people,
        seed = settings.seed,
        donors = truth.donors,
        consenters = truth.spread.consenters,
        people = counted(truth.spread.people),
        ties = counted(truth.spread.ties),
        bystanders = counted(truth.spread.bystanders),
        listed_only = counted(truth.listed_only),
        shared = counted(truth.shared_names),
        with_shared = counted(truth.people_with_shared_names),
    )
}
