"""Writes the tables of this case and truth.json, byte for byte the same each time: `python3 make.py [FOLDER]`.

What is planted is counted here, from the lists that the maker drew, without the program that audits them.
"""

import csv
import json
import random
import sys
from pathlib import Path

HERE = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent
DICE = random.Random(2016).random


def below(number):
    return int(DICE() * number)


def some(of, number):
    """So many of a list, each once, in ascending order."""
    left, taken = list(of), []
    for _ in range(number):
        taken.append(left.pop(below(len(left))))
    return sorted(taken)


def table(name, header, rows):
    with open(HERE / f"{name}.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


# Twelve states with forty people each. The first four are close. In each state twelve seldom vote and nine are undecided; two are both.
STATES = [f"State {chr(ord('A') + at)}" for at in range(12)]
MARGIN = dict(zip(STATES, [0.8, 1.5, 2.1, 3.4, 8.2, 9.9, 11.3, 14.0, 17.6, 20.5, 24.1, 30.2]))
SWING = STATES[:4]
POPULATION = {state: 1000 * (900 + below(4000)) for state in STATES}
ELECTORATE = {state: POPULATION[state] * 72 // 100 for state in STATES}
PEOPLE = [f"p{at:03}" for at in range(1, 481)]
STATE = {person: STATES[at // 40] for at, person in enumerate(PEOPLE)}
IN_STATE = {person: at % 40 for at, person in enumerate(PEOPLE)}
TURNOUT = {person: "seldom" if IN_STATE[person] < 12 else "often" for person in PEOPLE}
DECIDED = {person: "undecided" if 10 <= IN_STATE[person] < 19 else "decided" for person in PEOPLE}

# Who knows whom: those who seldom vote know each other, and so do the others; a few ties cross.
TIES = set()
for state in STATES:
    home = [person for person in PEOPLE if STATE[person] == state]
    for kind in ("seldom", "often"):
        circle = [person for person in home if TURNOUT[person] == kind]
        for at, person in enumerate(circle):
            for step in (1, 2):
                TIES.add(tuple(sorted((person, circle[(at + step) % len(circle)]))))
for _ in range(120):
    one, other = PEOPLE[below(480)], PEOPLE[below(480)]
    if one != other:
        TIES.add(tuple(sorted((one, other))))
TIES = sorted(TIES)
CONTACTS = {person: set() for person in PEOPLE}
for one, other in TIES:
    CONTACTS[one].add(other)
    CONTACTS[other].add(one)

# Five people of each close state let a quiz read their friends.
CONSENTERS = sorted(person for state in SWING for person in some([p for p in PEOPLE if STATE[p] == state], 5))
BYSTANDERS = [p for p in PEOPLE if p not in CONSENTERS and CONTACTS[p] & set(CONSENTERS)]

APATHETIC = [person for person in PEOPLE if STATE[person] in SWING and TURNOUT[person] == "seldom"]
UNDECIDED = [person for person in PEOPLE if STATE[person] in SWING and DECIDED[person] == "undecided"]
GENERAL = some(PEOPLE, 96)
SEGMENTS = [("apathetic", "harvested", APATHETIC), ("undecided", "harvested", UNDECIDED), ("general", "own list", GENERAL)]
CRITERIA = [(name, "state", state) for name in ("apathetic", "undecided") for state in SWING]
CRITERIA += [("apathetic", "turnout", "seldom"), ("undecided", "decided", "undecided")]

# Thirty days to the vote, each as likely as it is late. Undecided people get eight messages of twelve variants, apathetic ones six of three.
DAYS = [f"2016-10-{day:02}" for day in range(9, 32)] + [f"2016-11-{day:02}" for day in range(1, 8)]
LATER = [day for at, day in enumerate(DAYS) for _ in range(at + 1)]


def days(number):
    """So many different days, late ones sooner than early ones."""
    taken = set()
    while len(taken) < number:
        taken.add(LATER[below(len(LATER))])
    return sorted(taken)


MESSAGES = []
for name, members, number, variants in (("apathetic", APATHETIC, 6, 3), ("undecided", UNDECIDED, 8, 12), ("general", GENERAL, 1, 2)):
    for person in members:
        for day in days(number):
            MESSAGES.append((f"{name} {1 + below(variants):02}", person, name, "The campaign", f"{day} {17 + below(6):02}:{below(60):02}", "web", 1, ""))
# What was paid each week for each segment as a whole, as a library gives it. The ends are whole amounts.
WEEKS = ["2016-10-09", "2016-10-16", "2016-10-23", "2016-10-30", "2016-11-06"]
SPEND = {
    "apathetic": ["200-499", "200-499", "500-999", "1000-1499", "1500-1999"],
    "undecided": ["500-999", "500-999", "1000-1499", "1500-1999", "2000-2499"],
    "general": ["0-99", "0-99", "0-99", "0-99", "0-99"],
}
for name, ranges in SPEND.items():
    for week, paid in zip(WEEKS, ranges):
        MESSAGES.append((f"{name} week of {week}", "", name, "The campaign", week, "web", "", paid))


def end(name, at):
    """One end of what was paid for a segment, in hundredths."""
    return sum(100 * int(paid.split("-")[at]) for paid in SPEND[name])


def shown(people):
    return sum(row[6] for row in MESSAGES if row[1] in people)


TO_PEOPLE = [row for row in MESSAGES if row[1]]
REACHED = sorted({row[1] for row in TO_PEOPLE})
SELDOM = [person for person in PEOPLE if TURNOUT[person] == "seldom"]
OPEN = [person for person in PEOPLE if DECIDED[person] == "undecided"]
ABOVE = [person for person in REACHED if shown({person}) > 6]
ALL = shown(set(PEOPLE)) / 480
GENERAL_SWING = sum(STATE[person] in SWING for person in GENERAL)
PLANTED = [
    {"at": "/spread/consenters", "is": len(CONSENTERS), "because": "five in each of four states"},
    {"at": "/spread/bystanders", "is": len(BYSTANDERS), "because": "their contacts who did not agree"},
    {"at": "/segments/segments[segment=apathetic]/members", "is": len(APATHETIC), "because": "twelve in each close state"},
    {"at": "/segments/segments[segment=undecided]/members", "is": len(UNDECIDED), "because": "nine in each close state"},
    {"at": "/segments/segments[segment=apathetic]/from_bystanders", "is": len(set(APATHETIC) & set(BYSTANDERS)), "because": "members within reach of the quiz"},
    {"at": "/contests/swing[group=apathetic]/swing_members", "is": len(APATHETIC), "because": "all live where the vote is close"},
    {"at": "/contests/swing[group=apathetic]/safe_members", "is": 0, "because": "all live where the vote is close"},
    {"at": "/contests/swing[group=apathetic]/q_value", "from": 0, "to": 0.05, "because": "one of 495 ways to call four of twelve states close"},
    {"at": "/contests/swing[group=general]/p_value", "from": 0.05, "to": 1, "because": "drawn at random: whatever is found there is a false alarm"},
    {"at": "/contests/swing[group=general]/swing_members", "is": GENERAL_SWING, "because": "drawn at random"},
    {"at": "/contests/contact_ratios[value=seldom]/people", "is": len(SELDOM), "because": "twelve in each state"},
    {"at": "/contests/contact_ratios[value=seldom]/reached", "is": len(set(SELDOM) & set(REACHED)), "because": "those of them with a message"},
    {"at": "/contests/contact_ratios[value=seldom]/per_head_ratio", "is": shown(set(SELDOM)) / len(SELDOM) / ALL, "because": "impressions a head over those of everybody"},
    {"at": "/contests/contact_ratios[value=undecided]/per_head_ratio", "is": shown(set(OPEN)) / len(OPEN) / ALL, "because": "impressions a head over those of everybody"},
    {"at": "/contests/footprints[group=apathetic]/contacted", "is": 4, "because": "the close states"},
    {"at": "/contests/footprints[group=apathetic]/safe_never_contacted", "is": 8, "because": "the others"},
    {"at": "/contacts/impressions", "is": len(TO_PEOPLE), "because": "one for each record of a person"},
    {"at": "/contacts/spend/low", "is": sum(end(name, 0) for name in SPEND), "because": "the lower ends of all ranges, in hundredths"},
    {"at": "/contacts/spend/high", "is": sum(end(name, 1) for name in SPEND), "because": "the upper ends of all ranges, in hundredths"},
    {"at": "/contacts/audiences[segment=undecided]/records_to_segment", "is": len(WEEKS), "because": "one record of spend for each week"},
    {"at": "/contacts/people_above_cap", "is": len(ABOVE), "because": "with a cap of six: everybody undecided, and whoever is in another segment too"},
    {"finding": "BY02", "because": "two segments were harvested"},
    {"finding": "BY05", "because": "two segments are gathered in four states"},
    {"no_finding": "BY04", "because": "no segment is small"},
    {"no_finding": "BY10", "because": "the case states no days of silence"},
]


def main():
    table("people", ["person", "state", "turnout", "decided"], [(p, STATE[p], TURNOUT[p], DECIDED[p]) for p in PEOPLE])
    table("places", ["place", "population", "electorate", "margin"], [(s, POPULATION[s], ELECTORATE[s], MARGIN[s]) for s in STATES])
    table("ties", ["source", "target"], TIES)
    table("consents", ["person", "app", "scopes", "given_on"], [(p, "the quiz", "profile friends", f"2016-0{3 + below(5)}-{1 + below(28):02}") for p in CONSENTERS])
    table("segments", ["segment", "person", "source"], [(name, person, source) for name, source, members in SEGMENTS for person in members])
    table("criteria", ["segment", "dimension", "value", "mode"], [(*row, "include") for row in CRITERIA])
    table("messages", ["message", "person", "segment", "sponsor", "on", "channel", "impressions", "spend"], MESSAGES)
    about = "Synthetic. Every value was planted, and counted by make.py from its own lists, without the program."
    text = json.dumps({"about": about, "planted": PLANTED}, indent=2, ensure_ascii=False)
    (HERE / "truth.json").write_text(text + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
