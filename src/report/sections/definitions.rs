//! What each figure means.

use super::Part;
use crate::report::{Block, Definition, Section, published::Published};

pub(super) fn part(_: &Published) -> Part {
    Part::words(Section { id: "definitions", title: "Definitions", blocks: vec![Block::Definitions] })
}

/// Every definition that a figure of the report links to.
pub(in crate::report) const DEFINITIONS: &[Definition] = &[
    Definition {
        id: "consenter",
        term: "Consenter",
        text: "A person who gave an app or campaign at least one grant. Each person counts once, however many grants they gave. A \
               grant is a technical permission; it is not taken for an agreement in the sense of the law.",
    },
    Definition {
        id: "bystander",
        term: "Bystander",
        text: "A person who gave no grant and whose data was within reach of somebody else's: at least one and at most the stated \
               number of steps from a consenter whose grant opens contacts, walking along ties and never to or through a person who \
               switched off sharing through friends.",
    },
    Definition { id: "affected", term: "Affected", text: "Consenters and bystanders together." },
    Definition {
        id: "per_consenter",
        term: "Bystanders per consenter, affected per consenter",
        text: "Bystanders, or affected people, divided by consenters. Both are printed because published cases mix the two. \
               Undefined where nobody consented.",
    },
    Definition {
        id: "tie",
        term: "Tie, contact",
        text: "A friendship, a following or an entry in an address book, as the input has it. The people at its ends are each other's contacts.",
    },
    Definition {
        id: "switch",
        term: "Sharing switched off",
        text: "A person's own setting that keeps their data from the apps of their friends. Others' grants neither show such a person \
               nor lead on through them; for consenters the switch does not count.",
    },
    Definition {
        id: "profile_records",
        term: "Defects of records",
        text: "A repeat was there before and counts once. A tie to oneself is none. A loose end is a record about somebody who is not in the \
               network. A look-alike id differs from another only by case, blanks, leading zeros or letters that do not show. Disputed records \
               contradict each other. Unreadable records were left out.",
    },
    Definition {
        id: "profile_columns",
        term: "Told, missing, withheld, ranges",
        text: "Of everybody, an attribute is told, missing, withheld (the text says that it is not disclosed) or a range (such as 1000-5000 or \
               <10). Where all told values are numbers, from and to are the values of the people at the place of the smallest cell from below \
               and from above: what fewer people have is not shown.",
    },
    Definition {
        id: "profile_dates",
        term: "Records with dates",
        text: "A beginning is known, or not known although the file has such dates; all others held throughout as far as the records tell. From \
               and to are months of beginnings, those of fewer records than the smallest cell at either end left out.",
    },
    Definition {
        id: "profile_coverage",
        term: "Share known",
        text: "Of the people of a place or group, the share of whom an attribute is known; withheld values and ranges are. Where it differs, \
               figures by that attribute show some places or groups too small.",
    },
    Definition {
        id: "period",
        term: "Period",
        text: "The days that are audited, the first and the last included; without them, all days that the records speak of.",
    },
    Definition {
        id: "union",
        term: "Union and snapshot",
        text: "The union over some days counts everybody who was within reach on at least one of them; a snapshot counts those within reach in one \
               month or on one day. The union never falls and is never smaller than a snapshot.",
    },
    Definition {
        id: "regime",
        term: "Regime",
        text: "A platform's rules in a period: which fields of which people around a consenter a grant with a given scope opened, how many steps \
               away, from which day until which.",
    },
    Definition {
        id: "field",
        term: "Field, special category",
        text: "A kind of data about a person, in the words of the rules, or the scope where no rules are given. It counts as within reach where a \
               grant could read it, whether or not it was filled in. Special categories are those of GDPR art. 9, where the field itself states one.",
    },
    Definition {
        id: "bound",
        term: "At least, at most",
        text: "Where records leave something open, what is not known is taken to have opened nothing for the lower number, and all that it may have \
               for the upper. The true number for these records is between them; neither is a guess at it. A person whose grant \
               has no known date may not have consented within the period: such people are consenters at most, and bystanders at most.",
    },
    Definition {
        id: "app",
        term: "App, firm",
        text: "What a grant was given to, and who stands behind it. Bystanders of an app gave no grant to any app of the case; those through \
               this one only were within reach of no other's.",
    },
    Definition {
        id: "organisation",
        term: "Organisation, collector",
        text: "An organisation that the record of transfers names, or speaks of without a name. It is a collector where the record says so, or where \
               its name is that of the provider of an app in the consents, or else of the app. A collector is taken to hold everybody whose data \
               the grants to its apps opened.",
    },
    Definition {
        id: "distance",
        term: "Transfers from a collector",
        text: "The fewest transfers on a path from a collector to the organisation on which days do not go back; 0 for collectors. A transfer \
               without a day fits anywhere.",
    },
    Definition {
        id: "held",
        term: "Held, at least and at most, at the end",
        text: "At least: those on lists that the organisation received, those whom it surely collected, and as many as the records of a transfer \
               without a list leave when everybody else is taken away. At most: everybody whom it holds in some course of events that \
               fits the record, but no more than stated records allow. What came by a transfer whose data were deleted is not held from that day on. \
               What no record speaks of is not counted.",
    },
    Definition {
        id: "off_record",
        term: "Not in the network, origin not on record",
        text: "People on lists who are not in the network are counted apart. The origin of somebody on a list is not on record where no path of transfers \
               may have brought their data from a collector to the organisation that gave the list. Records beyond are those that a transfer \
               states and that cannot be people whom its sender may have held.",
    },
    Definition {
        id: "origin",
        term: "Origin",
        text: "Of those whom an organisation surely held: who gave a grant and may have come from a collector, who gave none and may have, and \
               whom nothing on record accounts for; of segments: what the segment says of its source. Shares add up to the whole.",
    },
    Definition {
        id: "held_by",
        term: "Held by one organisation or more, route",
        text: "Bystanders whom at least so many organisations hold, those that collected left out. A route is a pair of a contact whose grant \
               opened a bystander's data and such an organisation that holds them: a way in, and a way on.",
    },
    Definition {
        id: "onward_share",
        term: "People's worth",
        text: "One for each person passed on, shared equally among the organisations that hold them, those that collected left out. Where the record \
               settles who holds whom the shares add up to the people passed on.",
    },
    Definition {
        id: "segment",
        term: "Segment",
        text: "An audience: the people whom a message was aimed at, or the conditions that chose them.",
    },
    Definition {
        id: "hop",
        term: "Hop",
        text: "The least number of ties between a person and the nearest consenter whose grant opens contacts. Consenters are at hop 0.",
    },
    Definition {
        id: "exposure_count",
        term: "Exposure count (consenting contacts)",
        text: "How many consenters, of those whose grants open contacts, expose one bystander directly. Added up over all \
               bystanders at one hop it is the number of ties between them and those consenters.",
    },
    Definition {
        id: "place_exposure",
        term: "Exposure by place",
        text: "A pair of a consenter and a bystander whose data the consenter's own grant opens, at one step. Exposures add up over \
               places. People do not: a bystander whom consenters of three places open is one person in three cells. From home: \
               consenter and bystander live in the same place. People without a place are left out.",
    },
    Definition {
        id: "ties_seen",
        term: "Ties seen (tie observability)",
        text: "Ties on the friend lists of consenters whose grants open contacts; ties to people who switched sharing off do not \
               stand there. Ties with both ends affected include those between two bystanders, which become known where mutual \
               friends are shown. Each as a share of all ties.",
    },
    Definition {
        id: "sole",
        term: "Sole contribution",
        text: "Bystanders exposed by this consenter and by no other.",
    },
    Definition {
        id: "shapley",
        term: "Shapley contribution",
        text: "Each bystander is shared out evenly among the consenters who expose them: the sum of 1 / exposure count over the \
               consenter's bystanders. It adds up to all bystanders at one hop, and equals the consenter's mean addition over all \
               orders in which the consenters could have joined.",
    },
    Definition {
        id: "greedy",
        term: "Greedy order and gain",
        text: "Consenters taken one by one, each time the one who adds most bystanders not yet exposed; equal gains in the order of \
               the consent list. The number of consenters needed for a share of the reach in this order is an upper bound of the \
               smallest number; the smallest is given where it was proven.",
    },
    Definition {
        id: "expected",
        term: "Expected reach",
        text: "The mean number of people reached if as many consenters had been drawn at random, each set equally likely, as many of \
               them opening their contacts as do here, everybody's own switch staying as it is: computed exactly from the numbers of \
               contacts, no draws needed. Where every grant opens contacts and nobody switched off, a person with k contacts among N \
               people stays out of m draws with probability C(N - k - 1, m) / C(N, m).",
    },
    Definition {
        id: "chance_models",
        term: "Chance models",
        text: "Who could have consented instead. Anybody: as many people at random. People with exactly as many contacts: as many \
               people of each number of contacts as the consenters have. People with about as many contacts: the same in bands \
               0, 1, 2-3, 4-7, 8-15 and so on. The same people, ties rewired: the consenters stay, and the network is drawn from all \
               in which everybody has as many contacts as here, by exchanging the far ends of ties. The interval holds the \
               middle 95 % of the draws.",
    },
    Definition {
        id: "transitivity",
        term: "Transitivity (global clustering)",
        text: "How often two contacts of one person are tied to each other: three times the number of triangles, divided by the number \
               of pairs of ties that meet in a person. Undefined where no two ties meet.",
    },
    Definition {
        id: "p_value",
        term: "p-value and q-value",
        text: "By draws: (1 + draws at least as large as what was observed) / (1 + draws), so that it is never 0. Exact tests: the \
               hypergeometric probability of at least as many. The q-value is the p-value after control of the false discovery rate \
               (Benjamini and Hochberg) over all tests of this report but those of the spread itself, which are asked beforehand; tests that could not be done are not counted.",
    },
    Definition {
        id: "share_from_bystanders",
        term: "Share from bystanders",
        text: "Members of the segment who are bystanders, divided by its members.",
    },
    Definition {
        id: "lift",
        term: "Lift (location quotient)",
        text: "The group's share of the segment divided by its share of all people with a value, the segment included; 1 is even. The interval is \
               the Wilson interval of the share at 95 %, divided by that share, and reads the members as a sample of those \
               whom the same criteria would have picked. People without a value are left out.",
    },
    Definition {
        id: "four_fifths",
        term: "Selection rate, four-fifths band",
        text: "A unit's people who were selected, divided by its people. The lowest rate over the highest tells how unevenly a segment selects; a \
               unit is flagged where its rate is strictly below four fifths of the highest. The band is a convention of employment law for a \
               first look (29 CFR 1607.4 D), not a test: among many small units some rates are high by chance.",
    },
    Definition {
        id: "kept_out",
        term: "Eligible, kept out",
        text: "Eligible is who meets all criteria of a segment that include and look at what the case knows; values of one attribute are \
               alternatives. An exclusion keeps out the eligible who meet it. In order: those whom no exclusion before it keeps out; only by it: \
               those who meet no other exclusion and would be in without it. Where criteria that include could not be checked, fewer people \
               were eligible.",
    },
    Definition {
        id: "off_criteria",
        term: "On and off the criteria",
        text: "A person to whom a message was delivered is on the criteria that were chosen where the case knows that they meet all of them, off \
               the criteria where it knows that they fail one, and neither where what decides is not known. The share is of those of whom it \
               is known. What the platform knew of people may differ from what the case knows.",
    },
    Definition {
        id: "lookalike",
        term: "Lookalike, seed, added",
        text: "A lookalike is a segment that a platform expanded from another, its seed. The expansion is its members divided by those of the \
               seed; the added are its members outside the seed. The lift holds the share of contacts of the seed's members among the added \
               against their share of all people outside the seed.",
    },
    Definition {
        id: "drift",
        term: "Drift, total variation",
        text: "Half the sum, over places, groups or communities, of the differences between their shares of the seed and of the lookalike: 0 where \
               both are alike, 1 where they have no unit in common. D is the same between the seed and the added alone; by chance: its mean where \
               the seed is drawn at random from both together.",
    },
    Definition {
        id: "hhi",
        term: "Herfindahl-Hirschman index (HHI)",
        text: "The sum of the squared shares of the units (places, groups or communities), from 1 / number of units, all alike, to 1, \
               all in one. By chance: its mean over draws of as many people without replacement from everybody with a known value.",
    },
    Definition {
        id: "cr",
        term: "Concentration ratio (CR-k)",
        text: "The share of the members who are in the k units with most of them.",
    },
    Definition {
        id: "effective_number",
        term: "Entropy and effective number",
        text: "The Shannon entropy of the shares, in nats, and the number of equally filled units that has the same entropy (its exponential).",
    },
    Definition {
        id: "gini",
        term: "Gini; Gini, n/(n-1)",
        text: "Twice the area between the Lorenz curve and the diagonal, units without members included; from 0 to 1 - 1/n. The second \
               variant is multiplied by n/(n - 1), so that it can reach 1.",
    },
    Definition {
        id: "impression",
        term: "Impression, eligible, reached",
        text: "An impression is one showing of a message to a person, as recorded; a record without a number counts as one, and of a range \
               the lower end. Eligible are the members of the segments that messages aim at, and everybody reached; where no such segment \
               is known, everybody. Reached are people with at least one impression. A message to a segment as a whole reaches at most its \
               members, and counts for no single person.",
    },
    Definition {
        id: "percentile",
        term: "Median and percentiles of impressions",
        text: "Taken over the people reached. The median is interpolated (type 7). The 90th and the 95th percentile go by nearest rank \
               (type 1): so often somebody was shown messages, and nine in ten, or 19 in 20, were not shown more.",
    },
    Definition {
        id: "cap",
        term: "Cap",
        text: "How often the case, or the user, says that a person may be shown messages. Above the cap means strictly more often; beyond \
               the cap are, of each person, the impressions after as many as the cap.",
    },
    Definition {
        id: "effective_messages",
        term: "Effective number of messages",
        text: "exp(H) with the Shannon entropy H of the shares that single messages have in a person's impressions: as many messages \
               shown equally often would be as diverse. 1 where all impressions were of one message.",
    },
    Definition {
        id: "told_record",
        term: "What was told beside a message",
        text: "Counted are messages as they reached one person, or as they were aimed at a segment as a whole. A reason, a source or a payer was given \
               where the record says so or an explanation on record holds it; it was not where the record says so and no explanation does; else \
               nothing is on record. Shares are of those of which it is on record.",
    },
    Definition {
        id: "explanation_completeness",
        term: "Completeness of explanations",
        text: "An explanation is held against the criteria that were chosen for the segment that the message names: the person's own explanation \
               where there is one, else what everybody was told. A criterion is named where an attribute of the explanation has its dimension and \
               value (case of letters, blanks, _, - and . aside) and is not said to do the opposite. Completeness is criteria named over criteria, \
               added up over messages; complete are messages of which every criterion was named. The interval is Wilson's at 95 % for all messages \
               that can be checked, as if those with an explanation were drawn at random from them: it has no width where all have one, and is too \
               narrow where few messages reached many people.",
    },
    Definition {
        id: "explanation_correctness",
        term: "Correctness of explanations",
        text: "Attributes of explanations that are criteria of the segment, over all attributes that they named with dimension and value. The same \
               thing in other words counts as another.",
    },
    Definition {
        id: "stated_source",
        term: "Stated source",
        text: "Where the data came from, as the explanation says, against the source of the segment. Equal words are right; two different ones of own \
               list, harvested, bought, scraped, lookalike and inferred are wrong, the last two aside, which may both be true; that the person gave it \
               is wrong where it was harvested, bought or scraped; all else cannot be compared. Of several, a right one counts, else a wrong one.",
    },
    Definition {
        id: "stated_payer",
        term: "Stated payer",
        text: "Who paid, as the explanation says, against the sponsor of the message by name. Who pays and who sponsors may be two: another name is no \
               fault by itself.",
    },
    Definition {
        id: "criterion_breadth",
        term: "Breadth of a criterion",
        text: "The people of the case who have that value of that attribute. Where some criteria that include were named and some not, each of known \
               breadth, the broadest and the rarest are looked for among those named; at random each would be found as often as criteria are named.",
    },
    Definition {
        id: "exemption",
        term: "Exempt and not exempt",
        text: "A contact surely after an objection is exempt where the case states, for each list on which the person objected, that it does not bind \
               senders of this kind on this channel; it is not exempt where at least one of the lists binds; else it is not on record. Nothing is exempt \
               unless the case says so, and the numbers are never added up.",
    },
    Definition {
        id: "record_curve",
        term: "Records that are true still",
        text: "A record is followed from the day of its collection to the day on which it was found wrong, else to the last day on which it was \
               known to be true. The share that is true still at an age is the product, over the ages up to it at which records were found wrong, of \
               the part of those followed so long that was not (Kaplan and Meier). The median is the least age at which it is one half or less.",
    },
    Definition {
        id: "record_rate",
        term: "Rate, half-life",
        text: "Records found wrong over all days of following, with the exact interval of a Poisson number; the half-life is ln 2 over the rate. It \
               is a model: one rate for all ages. The largest distance from the curve tells how far the records are from it. A record was wrong \
               some time before it was found to be, so that the rate is at least this.",
    },
    Definition {
        id: "record_used",
        term: "Records when they were used",
        text: "By the last day of use. Known to be wrong: found wrong on that day or before. Expected to be wrong: the sum of the probabilities at the \
               rate of all records, from the last day on which each was known to be true. Ages count from the collection, or from that day.",
    },
    Definition {
        id: "objection",
        term: "Contact after an objection",
        text: "A message to a person on the channel that their objection names, or on any where it names none, later than the objection. \
               At least: what is surely later, by day or by time of day. At most: also what may be, because a day, a time or a channel is not \
               recorded, or because a segment that the person is in was messaged as a whole. Honoured means that nothing came after it.",
    },
    Definition {
        id: "silence",
        term: "Silence period, weeks before the vote",
        text: "The days on which, as the case says, no campaign messages may be sent; the case takes them from the law of the place. The week of \
               the vote has its day and the six days before. Days and times are as recorded; no time zone is converted.",
    },
    Definition {
        id: "chain",
        term: "Chain from an event to a message",
        text: "A message that follows, as recorded, something that the person did before, such as viewing a page. The days are from the \
               event to the message.",
    },
    Definition {
        id: "lorenz",
        term: "Lorenz curve",
        text: "The share of the members that the least filled units hold together, for each share of the units; the diagonal is even.",
    },
    Definition {
        id: "dissimilarity",
        term: "Dissimilarity D and Theil's H",
        text: "D is half the sum over units of the difference between the unit's share of the members and its share of everybody else: \
               the part who would have to move for an even spread. It is above 0 by chance alone in small units; the mean by chance is \
               exact. H is the mutual information of unit and membership over the entropy of membership.",
    },
    Definition {
        id: "overlap",
        term: "Jaccard index, overlap coefficient, share of the larger",
        text: "Of two segments, the people in both, divided by the people in either; by those in the smaller; by those in the larger. Segments \
               are held against each other only where they are known from the same side (chosen or delivered).",
    },
    Definition {
        id: "near_copy",
        term: "Equal, within, near copy",
        text: "Two segments are equal where they have the same members; one lies within the other where the other has all its members and \
               more; they are near copies where the Jaccard index is at least 0.9.",
    },
    Definition {
        id: "differencing",
        term: "Given away by subtraction",
        text: "Two segments whose sizes may both be published give away a small group where the people in both, or in one alone, are at least \
               one and fewer than the small-cell threshold (never below ten): whoever knows both sizes and the overlap can subtract. \
               Without a threshold for messages, the few can be reached by aiming at one segment and excluding the other.",
    },
    Definition {
        id: "criteria_depth",
        term: "Stacked criteria",
        text: "The number of criteria of a segment, those that keep people out included. Each further criterion leaves fewer people.",
    },
    Definition {
        id: "k",
        term: "Class, k",
        text: "People with the same values of some attributes form a class; k is the size of the smallest. Within a segment its members alone \
               are parted. People of whom a value is missing are left out. Where k is below the small-cell threshold it is not printed.",
    },
    Definition {
        id: "unique_share",
        term: "Unique people, people in small classes",
        text: "People who are alone in their class, and people in classes below the small-cell threshold (never below ten), the unique among \
               them; their shares are of the people with known values.",
    },
    Definition {
        id: "risk",
        term: "Highest and average risk",
        text: "The chance to pick the right person of a class by its values alone is one over its size. The highest is that of the smallest \
               class; the average over the people is the number of classes divided by the people.",
    },
    Definition {
        id: "ei",
        term: "E-I index",
        text: "Ties across groups minus ties within, over both: -1 all within, +1 all across. By chance: its mean when the values are \
               dealt at random to the same people.",
    },
    Definition {
        id: "assortativity",
        term: "Assortativity",
        text: "Newman's coefficient: 0 where ties ignore the group, 1 where all stay within. Its lowest value depends on the groups and is not -1.",
    },
    Definition {
        id: "neighbour_vote",
        term: "Known, covered, coverage",
        text: "What is known are the values of consenters. Each contact who consented and whose value is known has one vote on a person; the value \
               with most votes is guessed, and where several have as many the guess is shared between them. Targets are people whose true value is in \
               the case, which serves to hold the guess against it; covered are those with a vote. Coverage stands beside every accuracy, for the \
               accuracy is that of the covered alone.",
    },
    Definition {
        id: "guess_accuracy",
        term: "Accuracy, base accuracy, recall, balanced accuracy",
        text: "The accuracy is the share of guesses that are right, a shared guess counting in part. The base accuracy is that of always guessing the \
               value that is most frequent among the consenters, over the same people. By chance: the mean accuracy if the consenters' values \
               are shuffled among themselves. Recall is the accuracy over people of one true value; the balanced accuracy is the mean of the recalls.",
    },
    Definition {
        id: "shadow_profile_score",
        term: "Shadow profile score",
        text: "(accuracy - base)/(1 - base): the part of the room above the base accuracy that is gained; at most 1, negative where the guesses are \
               worse than the base. Undefined where the base is always right.",
    },
    Definition {
        id: "auc",
        term: "AUC",
        text: "For two values: the chance that a person with one value has a larger share of votes for it than a person with the other value, an equal \
               share counting half. 0.5 is chance, 1 tells all apart.",
    },
    Definition {
        id: "harmonic",
        term: "Label propagation",
        text: "Known values are held fixed and everybody else's score of a value is the mean of their contacts' scores; solved as linear equations until \
               no score lies farther than 1e-12 from that mean. The value of the highest score is guessed for everybody whom any chain of ties \
               connects to a known value.",
    },
    Definition {
        id: "proxy",
        term: "Proxy, its accuracy and base accuracy",
        text: "An attribute without a special category, held against one that has one. Its accuracy is the share of people guessed right if everybody \
               is guessed to have the most frequent protected value of their value of the proxy; with many values that is above the base by chance \
               alone. The base accuracy is the share of the most frequent protected value. The network guesses the most frequent value among a \
               person's contacts, the person left out.",
    },
    Definition {
        id: "mutual_information",
        term: "Mutual information, share of the entropy",
        text: "How much the proxy tells of the protected attribute: the sum over pairs of values of (n/N) ln(n N/(row column)), in nats, 0 where it tells \
               nothing. Its share of the protected attribute's entropy runs from 0 to 1. By chance: the mean of that share if the protected values \
               are dealt anew, exact for attributes, from the draws for the network. Proxies stand in the order of the difference.",
    },
    Definition {
        id: "cramers_v",
        term: "Cramér's V, corrected",
        text: "Association of two attributes, 0 to 1, from chi-square, without the part that chance alone adds (Bergsma).",
    },
    Definition {
        id: "label_accuracy",
        term: "Accuracy, recall, precision and kappa of labels",
        text: "Of the people who told the truth themselves: the share whose label is what they told; the share labelled so of those who told a value; \
               the share who told it of those labelled so. Kappa is (accuracy - e)/(1 - e), with e the accuracy of labels dealt at random. \
               Intervals are Wilson's, at 95 %.",
    },
    Definition {
        id: "corrected_share",
        term: "Corrected share, corrected lift",
        text: "The share of true values that explains the labels, if these are wrong as often as among the people who told the truth themselves \
               (Rogan and Gladen; for more than two values the same equations). Where the solution lies below 0 or above 1 it is set to that end, and \
               marked. The corrected lift is the corrected share of the members over that of everybody with a label.",
    },
    Definition {
        id: "community",
        term: "Community",
        text: "A group of people with more ties among themselves than chance would give, found by the Leiden algorithm, which seeks a \
               partition of high modularity; numbered from the largest. Another seed may give another partition.",
    },
    Definition {
        id: "stability",
        term: "Stability of communities",
        text: "The search is made with several seeds, ten or fewer where ties are many. Every two partitions are held against each other (AMI, NMI). A \
               segment is gathered in a partition where its HHI over the communities has a p-value of at most 0.05 there, by draws and not adjusted.",
    },
    Definition {
        id: "partitions",
        term: "NMI, AMI, adjusted Rand index",
        text: "How far two ways to part the same people agree. NMI is their mutual information over the arithmetic mean of their entropies, 0 to 1; it \
               grows with the number of classes even by chance. AMI is the same with the mean by chance taken off, so that chance gives 0 and the \
               same partition 1; the adjusted Rand index likewise counts pairs of people. Undefined where somebody is in more than one segment.",
    },
    Definition {
        id: "ties_among",
        term: "Ties among members, density, circle",
        text: "Ties with both ends in the segment, each once. The density is their number over all pairs of members. The largest circle is the \
               largest set of members that ties among members connect, directly or through each other.",
    },
    Definition {
        id: "peers",
        term: "By chance: as many others",
        text: "The mean, computed exactly, if as many people had been picked at random instead: anybody; people with exactly as many contacts, as \
               many of each number as the members have; or people with about as many, in bands 0, 1, 2-3, 4-7, 8-15 and so on. The p-value is by \
               draws, but exact for members with a consenting contact against anybody; q-values are adjusted over all tests of this report.",
    },
    Definition {
        id: "steps",
        term: "Consenting contact, steps to a consenter",
        text: "A consenting contact is anybody tied to a person who gave a grant, whatever it opens. Steps are the ties of the shortest chain to \
               the nearest consenter, 0 for a consenter. Settings do not matter here: it is asked who knows whom, not whose data was within reach.",
    },
    Definition {
        id: "lexicon_answer",
        term: "Words of a sensitive category",
        text: "A criterion or the name of an attribute is held against whole phrases of a lexicon in English, Dutch and Arabic. Yes: a phrase \
               that speaks of the category. Unsure: one that may, and often does not. No: none, or one that other words beside it turn off. \
               The rule that fired is the phrase with its file and line. The answer is about the words, not about people or intent; `bystander \
               explain lexicon` says how often it is right.",
    },
    Definition {
        id: "sensitive_category",
        term: "Sensitive category",
        text: "The special categories of GDPR art. 9(1); criminal convictions, which art. 10 protects; and minors and economic hardship, which are \
               in neither article and are held apart from them.",
    },
    Definition {
        id: "ages",
        term: "A year or more under the voting age",
        text: "Of the members, by the year of birth alone: certainly where everybody born in that year was, on the day of the vote, at least one \
               year short of the voting age; perhaps where only some were. The others were not, or their year of birth is not known.",
    },
    Definition {
        id: "swing_place",
        term: "Swing place, safe place, margin",
        text: "A place whose margin, without its sign, is strictly below the threshold that the case or the user set is a swing place, any other \
               with a margin a safe one. The margin is that of the table of places, in percentage points, of the vote that the case chose.",
    },
    Definition {
        id: "location_quotient",
        term: "Location quotient",
        text: "The place's share of the group over its share of the people of the network, or of the population of the places whose population is \
               known; 1 where the group lies as everybody does. Its interval is Wilson's, at 95 %.",
    },
    Definition {
        id: "swing_against_safe",
        term: "Swing places against safe places",
        text: "Shares are of swing and safe places together. The ratio by head is members over people in swing places, over the same in safe \
               places, with Katz's interval at 95 %. p is the share of ways to call as many other places swing places in which the rate there exceeds \
               the rate elsewhere by as much or more; all ways up to 20,000, else by draws.",
    },
    Definition {
        id: "footprint",
        term: "Places contacted, never contacted",
        text: "A place is contacted where at least one member of the group, or person reached by a message, lives there. The places are those that \
               people have, and those of the table of places where nobody of the network lives.",
    },
    Definition {
        id: "morans_i",
        term: "Moran's I",
        text: "Whether places beside each other have a like number of members by head: above its mean by chance, -1 over the other places, where \
               they do, below where they differ. p is against a larger I when the values are dealt to the places anew.",
    },
    Definition {
        id: "m_parts",
        term: "M between and within regions",
        text: "M is the mutual information of being a member and living in a place, in nats: 0 where every place holds the same share of members. It \
               is the sum of M over the regions and of what lies between the places within each region.",
    },
    Definition {
        id: "place_unit",
        term: "Kind of place that criteria name",
        text: "An attribute that is a place and that a criterion of a segment asks for, to include or exclude. The smallest kind is the one whose \
               named places hold the fewest people of the network on average.",
    },
    Definition {
        id: "contact_ratio",
        term: "Contact ratio over the electorate",
        text: "The share of a value among the people whom messages reached over its share of everybody whose value is known, with Wilson's interval \
               at 95 %. Impressions per head are over all people of the value, reached or not.",
    },
    Definition {
        id: "text_words",
        term: "Words, sentences, headings of a text",
        text: "A word is a run of letters and digits; an apostrophe or a full stop between letters joins, a hyphen parts. A sentence ends after . ! ? or \
               their like where a blank follows, but not before a small letter, and at the end of each paragraph, heading or item of a list. What a \
               page hides by its own marks does not count; menus and footers do.",
    },
    Definition {
        id: "reading_time",
        term: "Minutes to read",
        text: "Words over the words a minute at which the language is read aloud: 228 in English, 202 in Dutch, 138 in Arabic (Trauzettel-Klosinski and \
               Dietz 2012). A model: people differ by a seventh and more, read hard texts more slowly, and skim.",
    },
    Definition {
        id: "reading_ease",
        term: "Reading ease, school year",
        text: "English: 206.835 - 1.015 words per sentence - 84.6 syllables per word (Flesch), and 0.39 words per sentence + 11.8 syllables per word - \
               15.59 as an American school year (Flesch-Kincaid). Dutch: 206.84 - 0.93 words per sentence - 77 syllables per word (Flesch-Douma). The higher the \
               ease the easier; below 30 is for readers with a degree. Syllables are counted by rules of spelling, so that both are models. \
               None is given for Arabic.",
    },
    Definition {
        id: "clause_place",
        term: "Words before the clause, depth",
        text: "The clause that matters begins where the words that the case gives for it first stand in the text. Before it count all words of the \
               text from its beginning. Depth is the number of headings above it, one of each level; the section is their places, so that 2.3 is \
               the third heading of its level under the second one of the level above.",
    },
    Definition {
        id: "agreed_at_once",
        term: "Purposes agreed to at once",
        text: "The purposes that one act of agreement covers: all that the text is recorded to state, or one fewer where the political use has an \
               agreement of its own. Undefined where either is not recorded.",
    },
    Definition {
        id: "sensor_named",
        term: "Sensor named",
        text: "Whether a stated purpose has a name of the sensor, in English, Dutch or Arabic (for a microphone also that it listens), and how many words of the whole text come before its \
               first name. Words are matched, not meanings: a use may be plain without a name, and a name may stand where the use is denied.",
    },
    Definition {
        id: "text_agreed",
        term: "Consenters by version",
        text: "People whose consent names the version, each once a row. Not shown: a consent of theirs was given on a day on which the version surely \
               was not shown. Not known: its day, or whether the version was shown on it.",
    },
    Definition {
        id: "text_compared",
        term: "Words kept, removed, added",
        text: "Kept is the longest sequence of words that both versions have in common, in order but not in one piece. The other words of the first \
               were removed, those of the next added; a word that was moved is both.",
    },
    Definition {
        id: "chain_steps",
        term: "Steps of an organisation",
        text: "The number of transfers of the shortest chain from an organisation that collected the data, days aside. An organisation collected \
               data where the record says so, or where its name is that of an app that was given a grant or of the firm behind one; where there \
               is none, chains begin with those that gave data and, on record, received none.",
    },
    Definition {
        id: "in_time",
        term: "In time",
        text: "A chain of transfers whose days never go back leads there. A transfer whose day is not known fits anywhere: then it is perhaps. \
               Transfers of one day may follow one another.",
    },
    Definition {
        id: "lost_without",
        term: "Not reached without it",
        text: "Organisations to which no chain would lead if this transfer, or this organisation, were taken out, days aside.",
    },
    Definition {
        id: "circle",
        term: "Circle",
        text: "A largest set of organisations from each of which data can have come to every other and back, by the transfers on record.",
    },
    Definition {
        id: "purpose",
        term: "Purpose, stated otherwise",
        text: "What data are for, in the words of the record. Two purposes are the same where their words are, or where the case says that they \
               mean the same; else one is stated otherwise, and both texts are shown. A transfer is held against the consents to the app that it \
               names, or to those of the collectors from which a chain leads to the sender.",
    },
    Definition {
        id: "contract",
        term: "Contract behind a transfer",
        text: "The day of the contract that the record names for the transfer: before it or of the same day, later, or none on record.",
    },
    Definition {
        id: "fields_added",
        term: "Fields added",
        text: "Fields that an organisation passed on and that were not among those it may have received before, by record. Where the fields of \
               something received are not recorded, it may have added fewer. What grants opened to a collector is no transfer: collectors add none.",
    },
    Definition {
        id: "deletion",
        term: "Deletion",
        text: "The receiver of a transfer deleted, as stated, what it received by it. An organisation still holds where it received a transfer of \
               which no deletion is recorded.",
    },
    Definition {
        id: "downstream",
        term: "Downstream of a deletion",
        text: "Transfers by which the deleted data can have gone further before their deletion: those of the holder from the receipt to the \
               deletion, and on from there by chains whose days never go back. Surely these data where everybody between received one transfer \
               alone and collected nothing.",
    },
    Definition {
        id: "after_words",
        term: "After a withdrawal or an objection",
        text: "People who had withdrawn all their consents behind a transfer, or had objected, on an earlier day. Where the record lists whose data \
               it passed on, those of them who are listed; else between none of them and all, or as many as it passed on records.",
    },
    Definition {
        id: "third_country",
        term: "Third country, within, adequate",
        text: "The country that the transfer states, or else the seat of the receiver, held against a dated list. Within: the law of the European \
               Union held there on that day. Adequate: the Commission had found protection adequate, for all recipients or for some. Neither: no \
               such decision is in the list for that day, and no safeguard is on record. Whether the law of the Union holds for the sender is \
               not said by this.",
    },
    Definition {
        id: "seat",
        term: "Seats in two organisations of one chain",
        text: "Somebody, by number, who sat in two organisations on the same day, where a chain of transfers leads from the one to the other, days \
               aside. Perhaps, where a beginning is not known. Transfers meanwhile are those of the first, on a day of that time, to the second or \
               towards it.",
    },
    Definition {
        id: "severity",
        term: "Severity of a finding",
        text: "How much hangs on it: note, concern or serious, by points for what is asked, the people concerned and their share, special categories, \
               children, the evidence, and whether it goes on. The method states the formula. It is no judgement of anybody.",
    },
    Definition {
        id: "assurance",
        term: "Assurance by area",
        text: "What the findings leave of certainty in an area: high, reasonable, limited or very limited, by its most severe finding; not rated \
               where the case holds nothing by which the area could be looked at.",
    },
];
