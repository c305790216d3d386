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
    Definition {
        id: "stack",
        term: "Combination",
        text: "The dimensions that one advertisement asks for together, those that keep people out among them. A dimension that does both counts twice.",
    },
    Definition {
        id: "on_record",
        term: "People on record",
        text: "Audiences made of people whom the sponsor, or somebody for it, already had data of: an uploaded list, visitors, engagement, a lookalike of one of these, \
               those connected to a page and the friends of those. A sponsor that only keeps such people out does not aim at them.",
    },
    Definition {
        id: "targeting_share",
        term: "Targeting share",
        text: "For each sponsor the largest share of its money stated for one criterion of a kind, times its total; the sum of these over the sum of all totals. Ages count where \
               fewer than 48 of 53 years are asked for. The published rule takes a total of at most 100 as 50 and does not part picking out from keeping out.",
    },
    Definition {
        id: "smallest_place",
        term: "Smallest place",
        text: "From the largest: group of countries, country, region, media market, electoral district, county, town, postal code, neighbourhood, radius around a point. Only \
               places that pick people out count.",
    },
    Definition {
        id: "aim_and_delivery",
        term: "Chosen against delivered",
        text: "Ages: the chosen years are spread evenly over the bins of the library; the distance is Wasserstein's, how many years those who were shown it would have to be moved on \
               average. Genders and ages that are not known are left out. Places are the same if their names are, whole or up to the first comma. Not comparable: ages \
               spelt in other ways, or no place in both.",
    },
    Definition {
        id: "disclosed_item",
        term: "Item",
        text: "Who paid; how much, as an amount or a range; when; whom it was aimed at; who was kept out; and, of audiences of people on record, where the people come from. \
               A plain custom audience and a lookalike do not say that.",
    },
    Definition {
        id: "quotient",
        term: "Location quotient",
        text: "A place's share of the money over its share of the people: 1 where it has as much of both. Only places that are in the table of places with their people count, and \
               people are taken as they stand there.",
    },
    Definition {
        id: "footprint",
        term: "Places with money",
        text: "At least those whose money is surely above nothing, at most those where it may be. A place of the table with no row in the library has none there.",
    },
    Definition {
        id: "swing",
        term: "Margin",
        text: "The lead in the last vote, in percentage points, as the table of places has it. A place is below the threshold whoever leads; which threshold is chosen, the report says.",
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
