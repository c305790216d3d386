//! The terms of the report of ad libraries.

use crate::report::Definition;

pub(super) const DEFINITIONS: &[Definition] = &[
    Definition {
        id: "book",
        term: "Book",
        text: "Rows of one library, about one window and of one kind. What stands in one book may be added up; what stands in two may be the \
               same money twice and is not.",
    },
    Definition {
        id: "sponsor",
        term: "Sponsor",
        text: "The page or account that placed advertisements, under the name that the library gives it. One organisation may have several.",
    },
    Definition {
        id: "spend_range",
        term: "At least, at most",
        text: "Libraries give many amounts as ranges. The sum of ranges lies between the sum of the lower ends and the sum of the upper ends; \
               where one range has no upper end, neither has the sum.",
    },
    Definition {
        id: "payer_absent",
        term: "Without a payer",
        text: "The library has a field for who paid, and it is empty or says that there was none.",
    },
    Definition {
        id: "layer",
        term: "Layer",
        text: "Chosen: criteria that the sponsor set. Delivered: who was shown it. Experienced: what one person saw or was told. The three are \
               never merged.",
    },
    Definition {
        id: "criterion",
        term: "Criterion",
        text: "One condition of an audience: what it looks at, the value, and whether it picks people out or keeps them out. Money under a \
               criterion is that of the rows that have it, or the share of it that the library states.",
    },
    Definition {
        id: "bound_of_ranges",
        term: "Interval of a figure",
        text: "The smallest and the largest value that the figure can have, whatever the amounts within their ranges are. It is found by solving \
               for these two, and not by taking middles. An interval of one value means that the ranges leave nothing open.",
    },
    Definition {
        id: "policy",
        term: "Policy",
        text: "The rule by which one amount is taken from each range, so that a single figure can be given: the lower end, the middle, or the middle \
               with the lower end where there is no upper. A figure under a policy is one reading, printed only where it was asked for.",
    },
    Definition {
        id: "exact_share",
        term: "Exact part of the least money",
        text: "Of the sum of the lower ends, the part that comes from rows with one amount. Where it is small, figures at the lower ends describe \
               the few sponsors whose amounts are exact.",
    },
    Definition {
        id: "half_of_money",
        term: "Half of the money",
        text: "How many, those with the most first, it takes to have half of the money or more.",
    },
    Definition {
        id: "concentration",
        term: "Measures of concentration",
        text: "With shares s of n units: HHI is the sum of s squared, 1/n where all have the same and 1 where one has all; normalised, it runs from 0 \
               to 1; its inverse is the effective number. CR-k is the share of the k largest. Gini is twice the area between the Lorenz curve and \
               the diagonal, without correction for few units. Theil T and Shannon entropy add up to the logarithm of n. Hoover is the part of the \
               money that would have to move for all to have the same.",
    },
    Definition {
        id: "lorenz_band",
        term: "Lorenz band",
        text: "For each share of the sponsors, those with the least money first, the smallest and the largest share of the money that they can have. \
               Every possible Lorenz curve lies between; the two edges need not be curves that are possible.",
    },
];
