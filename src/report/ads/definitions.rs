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
        id: "delivered",
        term: "Shown at least, shown at most",
        text: "The library says which share of an advertisement's impressions went to a cell, and gives the impressions as a range. The sum over \
               advertisements of that share of the lower ends, and of the upper ends. Where the library counts people, these are people reached, \
               added up over advertisements.",
    },
    Definition {
        id: "delivered_share",
        term: "Of all, at least and at most",
        text: "The part of all impressions that went to the cell, over the advertisements that give such cells: the smallest and the largest that \
               the ranges of impressions leave open.",
    },
];
