"""Writes the tables of this case, notices.json and truth.json: `python3 make.py` beside itself, `python3 make.py FOLDER` elsewhere.

Nobody in these files exists. Everything is drawn by one seeded generator, and what is planted is counted here, without the program
that is to find it.
"""

import csv
import json
import random
import sys
from pathlib import Path

PEOPLE, SHOWN, SHOWN_DESPITE = 400, 150, 12
NONE, POLITICS, BELIEFS = "none of these", "political opinions", "religious or philosophical beliefs"
DAYS = [f"2023-09-{day}" for day in range(15, 29)]

draw = random.Random(20230915).random
folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent


def below(most):
    return int(draw() * most)


def chosen(rows, count):
    rows = list(rows)
    for at in range(count):
        other = at + below(len(rows) - at)
        rows[at], rows[other] = rows[other], rows[at]
    return sorted(rows[:count])


def table(name, head, rows):
    with open(folder / name, "w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([head, *rows])


# 44 conditions that keep people out: accounts that they follow, and words that they write about.
accounts = [(f"account of a party of the national right {n:02}", POLITICS) for n in range(1, 13)]
accounts += [(f"account of a party against the Union {n:02}", POLITICS) for n in range(1, 9)]
accounts += [(f"account of a politician {n:02}", POLITICS) for n in range(1, 9)]
words = [(f"political slogan {n:02}", POLITICS) for n in range(1, 11)]
words += [(word, BELIEFS) for word in ("Christian faith", "Islam", "prayer", "church")]
words += [("the name of a rival", ""), ("the name of a product", "")]
excluded = [("follows", *row) for row in accounts] + [("writes_about", *row) for row in words]
assert len(excluded) == 44

# Four accounts have fifteen followers each, every other account one or two; two words have twelve writers each.
people = [f"p{number:03}" for number in range(1, PEOPLE + 1)]
follows, writes = {}, {}
free = chosen(people, PEOPLE)
order = sorted(free, key=lambda _: draw())
for at, (account, _) in enumerate(accounts):
    for _ in range(15 if at % 7 == 0 else 1 + at % 2):
        follows[order.pop()] = account
for word in ("political slogan 03", "Christian faith"):
    for person in chosen(people, 12):
        writes.setdefault(person, word)
traits = set(follows) | set(writes)
language = {person: "nl" if number % 5 or person in traits else "en" for number, person in enumerate(people)}
rows = [(person, language[person], follows.get(person, NONE), writes.get(person, NONE)) for person in people]
table("people.csv", ["person", "language", "follows", "writes_about"], rows)
table("ties.csv", ["source", "target"], [])
table("consents.csv", ["person"], [])

eligible = [person for person in people if language[person] == "nl"]
kept_out = [person for person in eligible if person in traits]
left = [person for person in eligible if person not in kept_out]
shown = sorted(chosen(left, SHOWN - SHOWN_DESPITE) + chosen(kept_out, SHOWN_DESPITE))
members = [("the campaign", "chosen", "", person, "platform") for person in left]
members += [("the campaign as shown", "delivered", "the campaign", person, "platform") for person in shown]
table("segments.csv", ["segment", "layer", "chosen_as", "person", "source"], members)
criteria = [("the campaign", "chosen", "language", "nl", "include", "no", ""), ("the campaign", "chosen", "age", "18 and over", "include", "yes", "")]
criteria += [("the campaign", "chosen", dimension, value, "exclude", "yes", special) for dimension, value, special in excluded]
table("criteria.csv", ["segment", "layer", "dimension", "value", "mode", "inferred", "special_category"], criteria)

# Everybody to whom it was shown saw one of three messages; every second one asked why and was told.
head = ["message", "segment", "person", "sponsor", "on", "channel", "impressions", "spend", "reason_given", "source_given", "payer_given"]
messages = []
for number, person in enumerate(shown):
    day, told = DAYS[below(len(DAYS))], "no" if number % 2 else "yes"
    messages.append((f"message {1 + number % 3}", "the campaign", person, "The institution", day, "social platform", 1, "", told, "no", "yes"))
totals = [(f"message {n}", "the campaign", "", "The institution", "", "social platform", "100000-199999", "1000-1999", "", "", "") for n in (1, 2, 3)]
table("messages.csv", head, messages + totals)

# What the platform said to those who asked: the language, the age, and none of the 44.
head = ["message", "dimension", "value", "kind", "source", "payer"]
reasons = [(f"message {n}", "language", "nl", "criterion", "", "The institution") for n in (1, 2, 3)]
reasons += [(f"message {n}", "age", "18 and over", "criterion", "", "The institution") for n in (1, 2)]
reasons.append(("message 3", "place", "near you", "location", "", "The institution"))
table("reasons.csv", head, reasons)

sponsor = {"name": "The institution", "contact": "press@institution.example", "country": "BE"}
notices = [
    {
        "notice": "campaign of 2023",
        "sponsor": sponsor,
        "period": {"from": "2023-09-15", "until": "2023-09-28"},
        "countries": ["NL"],
        "total_amount": {"lower_bound": 3000, "upper_bound": 5999},
        "targeted": True,
        "reach": {"lower_bound": 300000, "upper_bound": 599999},
    },
    {
        "notice": "the same campaign, two years later",
        "sponsor": sponsor,
        "controlling_entity": "not applicable",
        "period": {"from": "2025-11-03", "until": "2025-11-16"},
        "countries": ["NL"],
        "total_amount": 4500,
        "amounts": [{"service": "message 1", "amount": 1500}, {"service": "message 2", "amount": 1500}, {"service": "message 3", "amount": 1200}],
        "funds_origin": "within the Union",
        "funds_public_or_private": "public",
        "targeted": True,
        "reach": 412000,
        "targeting": {"groups": "adults who read Dutch", "data_categories": "language, age", "inclusion": "language nl; age 18 and over"},
        "label": {"political": "political advertisement", "sponsor": "The institution", "targeted": "yes"},
        "labelled_on": "2025-11-03",
    },
]
(folder / "notices.json").write_text(json.dumps(notices, indent=1) + "\n", encoding="utf-8")

count = lambda wanted: sum(follows.get(person) == wanted or writes.get(person) == wanted for person in eligible)
special = [row for row in excluded if row[2]]
most = max((row[1] for row in excluded), key=count)
told = sum(row[8] == "yes" for row in messages)
planted = [
    ("/spread/people", PEOPLE, "people in the tables"),
    ("/spread/consenters", 0, "nobody gave anything a grant"),
    ("/spread/bystanders", 0, "so nobody was within reach of one"),
    ("/segments/segments[segment=the campaign]/members", len(left), "who reads Dutch and meets none of the 44 conditions"),
    ("/segments/excluding[segment=the campaign]/exclusions", len(excluded), "conditions that keep people out"),
    ("/segments/excluding[segment=the campaign]/includes_unchecked", 1, "the ages are not in the tables"),
    ("/segments/excluding[segment=the campaign]/eligible", len(eligible), "who reads Dutch"),
    ("/segments/excluding[segment=the campaign]/kept_out", len(kept_out), "who meets one condition or more"),
    ("/segments/excluding[segment=the campaign]/left", len(left), "the others"),
    (f"/segments/exclusions[value={most}]/kept_out", count(most), "the condition that keeps out most"),
    ("/segments/deliveries[segment=the campaign as shown]/off_criteria", SHOWN_DESPITE, "shown to people who were to be kept out"),
    ("/contacts/reached", SHOWN, "people who were shown a message"),
    ("/contacts/told[what=why they see it]/given", told, "every second one was told why"),
    ("/contacts/told[what=where their data came from]/not_given", SHOWN, "nobody was told from where"),
    ("/contacts/told[what=who paid]/given", SHOWN, "everybody was told who paid"),
    ("/contacts/spend/low", 300_000, "three ranges from 1,000, in hundredths"),
    ("/contacts/spend/high", 599_700, "three ranges to 1,999"),
]
entries = [{"at": at, "is": value, "because": why} for at, value, why in planted]
entries += [
    {"finding": "BY03", "because": "the accounts that people follow are declared to tell political opinions"},
    {"finding": "BY11", "because": "conditions name a faith"},
    {"no_finding": "BY01", "because": "there are no bystanders"},
    {"no_finding": "BY09", "because": "nobody's objection is on record"},
]
about = f"Planted by make.py and counted there, without the program. Of the 44 conditions {len(special)} are declared to be of a special category."
text = json.dumps({"about": about, "planted": entries}, indent=1, ensure_ascii=False)
(folder / "truth.json").write_text(text + "\n", encoding="utf-8")
