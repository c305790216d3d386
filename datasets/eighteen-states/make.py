"""Writes the tables of this case and truth.json, byte for byte the same each time: `python3 make.py [FOLDER]`.

What is planted is counted here, from the lists that the maker drew, without the program that audits them.
"""

import csv
import json
import random
import sys
from pathlib import Path

HERE = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent
DICE = random.Random(2004).random


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


# Fifty states of a grid of five by ten, ten people of each. Sixteen are close; the programme leaves two of these out and takes four safe ones.
STATES = [f"State {at:02}" for at in range(1, 51)]
REGION = {state: ["North", "East", "South", "West", "Centre"][at // 10] for at, state in enumerate(STATES)}
POPULATION = {state: 100_000 * (5 + below(195)) for state in STATES}
CLOSE = some(STATES, 16)
SAFE = [state for state in STATES if state not in CLOSE]
MARGIN = {state: (3 + below(45)) / 10 if state in CLOSE else 6 + below(340) / 10 for state in STATES}
PROGRAMME = sorted(some(CLOSE, 14) + some(SAFE, 4))
OUTSIDE = [state for state in STATES if state not in PROGRAMME]
NEIGHBOURS = [(STATES[at], STATES[at + 1]) for at in range(50) if at % 10 < 9] + [(STATES[at], STATES[at + 10]) for at in range(40)]

# Ten people a state. Seven of them in the states of the programme, and five elsewhere, were scored as likely supporters.
PEOPLE = [f"p{at:03}" for at in range(1, 501)]
STATE = {person: STATES[at // 10] for at, person in enumerate(PEOPLE)}
SCORE = {}
for state in STATES:
    here = [person for person in PEOPLE if STATE[person] == state]
    likely = some(here, 7 if state in PROGRAMME else 5)
    SCORE.update({person: "likely" if person in likely else "unlikely" for person in here})
MAGAZINE = {person: "outdoors" if (SCORE[person] == "likely") == (below(10) < 8) else "home" for person in PEOPLE}
TARGETS = [person for person in PEOPLE if STATE[person] in PROGRAMME and SCORE[person] == "likely"]
SAMPLE = some(PEOPLE, 100)

# Who knows whom: the next of one's state; and those who signed up themselves.
TIES = []
for at in range(0, 500, 10):
    TIES += [(PEOPLE[at + step], PEOPLE[at + (step + 1) % 10]) for step in range(10)]
SIGNED_UP = some(PEOPLE, 40)

# One to four contacts for each target, each on a day of its own, by three channels.
MESSAGES = []
DAYS = [f"2004-09-{day:02}" for day in range(6, 31)] + [f"2004-10-{day:02}" for day in range(1, 32)]
CHANNELS = ["door", "telephone", "post"]
for person in TARGETS:
    for day in some(DAYS, 1 + below(4)):
        MESSAGES.append((f"script {1 + below(6)}", person, "field programme", "The campaign", day, CHANNELS[below(3)]))


def contacted(people):
    return {STATE[person] for person in people}


def population(states):
    return sum(POPULATION[state] for state in states)


def row(group, key):
    return f"/contests/footprints[group={group}]/{key}"


PER_CHANNEL = {channel: sum(message[5] == channel for message in MESSAGES) for channel in CHANNELS}
IN_CLOSE = sum(STATE[person] in CLOSE for person in TARGETS)
RATE_RATIO = (IN_CLOSE / (10 * len(CLOSE))) / ((len(TARGETS) - IN_CLOSE) / (10 * len(SAFE)))
PLANTED = [
    {"at": "/spread/people", "is": 500, "because": "ten people of each state"},
    {"at": "/spread/consenters", "is": 40, "because": "forty signed up themselves"},
    {"at": "/spread/bystanders", "is": 0, "because": "signing up opened nobody else's data: the case has no harvest"},
    {"at": "/segments/segments[segment=field programme]/members", "is": len(TARGETS), "because": "seven likely supporters in each of eighteen states"},
    {"at": row("field programme", "contacted"), "is": 18, "because": "the programme's states"},
    {"at": row("field programme", "places"), "is": 50, "because": "all states"},
    {"at": row("field programme", "footprint_share"), "is": 18 / 50, "because": "18 of 50"},
    {"at": row("field programme", "never_contacted"), "is": 32, "because": "the others"},
    {"at": row("field programme", "never_contacted_population"), "is": population(OUTSIDE), "because": "their populations, added up"},
    {"at": row("field programme", "never_contacted_share"), "is": population(OUTSIDE) / population(STATES), "because": "of the population of all states"},
    {"at": row("field programme", "swing_contacted"), "is": 14, "because": "fourteen of sixteen close states"},
    {"at": row("field programme", "safe_never_contacted"), "is": 30, "because": "34 safe states, of which the programme has four"},
    {"at": row("reached by messages", "contacted"), "is": 18, "because": "everybody in the programme was reached, and nobody else"},
    {"at": row("random sample", "contacted"), "is": len(contacted(SAMPLE)), "because": "a hundred people drawn at random"},
    {"at": "/contests/swing[group=field programme]/swing_members", "is": IN_CLOSE, "because": "seven in each of fourteen states"},
    {"at": "/contests/swing[group=field programme]/rate_ratio", "is": RATE_RATIO, "because": "people in close and safe states are ten to a state"},
    {"at": "/contests/swing[group=field programme]/q_value", "from": 0, "to": 0.05, "because": "fourteen of sixteen close states and four of 34 safe ones"},
    {"at": "/contests/swing[group=random sample]/p_value", "from": 0.05, "to": 1, "because": "whatever is found there is a false alarm"},
    {"at": "/contests/units[dimension=state]/places", "is": 18, "because": "the criteria name the states"},
    {"at": "/contacts/reached", "is": len(TARGETS), "because": "each was contacted at least once"},
    *({"at": f"/contacts/channels[name={channel}]/records", "is": count, "because": "counted by channel"} for channel, count in PER_CHANNEL.items()),
    {"finding": "BY03", "because": "likely supporters are an inferred political opinion"},
    {"finding": "BY05", "because": "the programme is gathered in eighteen states"},
    {"no_finding": "BY01", "because": "nobody's data was in reach of a grant of somebody else"},
    {"no_finding": "BY04", "because": "both segments are large"},
]


def main():
    table("people", ["person", "state", "magazine", "score"], [(p, STATE[p], MAGAZINE[p], SCORE[p]) for p in PEOPLE])
    table("places", ["place", "population", "electorate", "margin", "region"], [(s, POPULATION[s], POPULATION[s] * 7 // 10, MARGIN[s], REGION[s]) for s in STATES])
    table("neighbours", ["place", "neighbour"], NEIGHBOURS)
    table("ties", ["source", "target"], TIES)
    table("consents", ["person", "app", "scopes", "given_on"], [(p, "the campaign's site", "email", f"2004-0{4 + below(4)}-{1 + below(28):02}") for p in SIGNED_UP])
    rows = [("field programme", person, "bought") for person in TARGETS] + [("random sample", person, "own list") for person in SAMPLE]
    table("segments", ["segment", "person", "source"], rows)
    criteria = [("field programme", "state", state, "include", "") for state in PROGRAMME] + [("field programme", "score", "likely", "include", "yes")]
    table("criteria", ["segment", "dimension", "value", "mode", "inferred"], criteria)
    table("messages", ["message", "person", "segment", "sponsor", "on", "channel"], MESSAGES)
    about = "Synthetic. Every value was planted, and counted by make.py from its own lists, without the program."
    text = json.dumps({"about": about, "planted": PLANTED}, indent=2, ensure_ascii=False)
    (HERE / "truth.json").write_text(text + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
