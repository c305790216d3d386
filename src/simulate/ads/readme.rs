//! The page beside synthetic ad libraries.

use super::{ADS, CLOSE, DISTRICTS, Libraries, SPONSORS};

/// The `README.md`.
pub(super) fn text(drawn: &Libraries) -> String {
    format!(
        "# Ad libraries: synthetic, with the truth beside them

No committee, district or advertisement in these files exists. A program drew them, so that an audit can be held against the truth.

Made by `bystander simulate --ads --seed {seed} --out datasets/ad-library`; the same command gives the same bytes. Licence: CC0 1.0, do
with it what you like.

## The files

| file | what it is |
|---|---|
| `library/FacebookAdLibraryReport_…_advertisers.csv` | {SPONSORS} sponsors, in the shape of Meta's Ad Library Report: whole amounts, `≤100` for what is small, a payer or none |
| `library/FacebookAdLibraryReport_…_locations.csv` | the money of each district, in the same shape |
| `library/PoliticalAds.csv` | {ADS} advertisements in the shape of Snapchat's library: exact money, and whom each was aimed at |
| `places.csv` | `place, population, margin` of {DISTRICTS} districts, in percentage points |
| `truth.json` | every planted value, counted without the audit's own code |

## What is planted

- A few sponsors have most of the money; many have so little that the report rounds it.
- A unit of money is far likelier to go where the margin is below {CLOSE} points than people there would ask for.
- In one district nothing is spent: its vote is settled.
- Some advertisements keep a district out; some use a list that the sponsor brought.

## Try it

    bystander ads datasets/ad-library/library --places datasets/ad-library/places.csv --swing {CLOSE}
",
        seed = drawn.seed
    )
}
