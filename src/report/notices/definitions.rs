//! The terms of the report of notices.

use crate::report::Definition;

pub(super) const DEFINITIONS: &[Definition] = &[
    Definition {
        id: "checklist",
        term: "Checklist",
        text: "What an act asks, in our words, each item with its article, the days on which it is asked, and its source. `bystander explain` prints it under its name.",
    },
    Definition {
        id: "law_day",
        term: "Day of a notice",
        text: "The last day that is known of it: of the showing, of its publication, of the beginning. A notice from before the day from which something is asked is not held \
               against it and is counted apart; one without any day is held against it, and counted.",
    },
    Definition {
        id: "item_answer",
        term: "Answers to an item",
        text: "There; not there; kept back, where the notice says so; not readable, where something stands there that cannot be read as what is asked or is only a part of it; does not apply, \
               where the notice says so; open, where nothing stands there and there may rightly be nothing.",
    },
    Definition {
        id: "items_share",
        term: "Items there",
        text: "Items that are there over those that are asked: there, not there, kept back, not readable. From 0 to 1; undefined where nothing is asked.",
    },
    Definition {
        id: "complete",
        term: "Complete",
        text: "A notice in which all that is asked of it is there. Notices of which nothing is asked, for they say nothing of a label, had no targeting or leave open whether they had, are counted by themselves.",
    },
    Definition {
        id: "sum_check",
        term: "Numbers that go together",
        text: "True if all values within the stated ranges make it so, impossible if none does, open otherwise. Shares hold if they add up to 100 percent, give or take half a unit of the last \
               place of each.",
    },
    Definition {
        id: "keeping",
        term: "To be kept",
        text: "Until the day so many years after the last day on which the advertisement was shown, that day included. Removed early: taken away by then. Still due: on the date of the report the \
               day is not past; empty where the report has no date.",
    },
    Definition {
        id: "label_day",
        term: "From the first day",
        text: "The label is no later than the first day on which the advertisement was shown and a label was asked.",
    },
    Definition {
        id: "window",
        term: "Window before a vote",
        text: "From the day so many months before the vote up to the day before it. A notice is in it if its advertisement was shown on one of these days and it is about the country of the \
               vote: shown there, or linked to its vote.",
    },
    Definition {
        id: "sponsor_class",
        term: "Where a sponsor is from",
        text: "The farther of the country of its seat and of the country from which it is controlled, as the notice says: the country of the vote, another member state on that day, the \
               Economic Area alone, or a third country.",
    },
    Definition {
        id: "silence",
        term: "Days of silence",
        text: "Days on which, as the reader of the files states, no campaigning is allowed in a country. Shown: on at least one of these days. Not known: the country or a day that decides it is not told.",
    },
    Definition {
        id: "confusion",
        term: "Labels against what people saw",
        text: "Precision: political of those labelled. Recall: labelled of those political. False positives: labelled of those not political. False negatives: not labelled of those political. Wrong: labelled \
               and not political or political and not labelled, of all that are either. Missed for each labelled: political and not labelled, over labelled. Not settled: people did not agree; \
               such rows count nowhere else.",
    },
    Definition {
        id: "interval",
        term: "95 % interval",
        text: "Wilson's interval for advertisements drawn at random, with the effective size (sum of weights squared over sum of squared weights) where rows have weights. Advertisements of one sponsor are alike, so \
               that the true interval is wider.",
    },
];
