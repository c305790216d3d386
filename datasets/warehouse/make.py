"""Writes the tables of this case and truth.json, byte for byte the same each time: `python3 make.py [FOLDER]`.

What is planted is counted here, from the lists that the maker drew, without the program that audits them.
"""

import csv
import json
import random
import sys
from collections import deque
from pathlib import Path

HERE = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent
DICE = random.Random(2012).random
DINNER = "dinner with the candidate"


def below(number):
    return int(DICE() * number)


def some(of, number):
    """So many of a list, each once, in the order of the list."""
    left, taken = list(of), []
    for _ in range(number):
        taken.append(left.pop(below(len(left))))
    return sorted(taken)


def table(name, header, rows):
    with open(HERE / f"{name}.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


# Who there is: 40 quarters of twelve, but for Q07 with five people and Q08 with nineteen.
SIZES = [5 if at == 7 else 19 if at == 8 else 12 for at in range(1, 41)]
PEOPLE, QUARTER = [], {}
for at, size in enumerate(SIZES, 1):
    for _ in range(size):
        person = f"p{len(PEOPLE) + 1:03}"
        PEOPLE.append(person)
        QUARTER[person] = f"Q{at:02}"
QUARTERS = sorted(set(QUARTER.values()))
DISTRICT = {quarter: ["North", "East", "South", "West"][at // 10] for at, quarter in enumerate(QUARTERS)}
TURNOUT = {person: "seldom" if below(3) == 0 else "often" for person in PEOPLE}
AGE = {person: ["18-34", "35-54", "55+"][below(3)] for person in PEOPLE}
POPULATION = {quarter: 140 if quarter == "Q07" else 200 + 10 * below(60) for quarter in QUARTERS}

# Who knows whom: the next two of one's quarter, and somebody anywhere for every second person.
TIES = set()
for person in PEOPLE:
    home = [other for other in PEOPLE if QUARTER[other] == QUARTER[person]]
    at = home.index(person)
    for step in (1, 2):
        TIES.add(tuple(sorted((person, home[(at + step) % len(home)]))))
for person in PEOPLE[::2]:
    other = PEOPLE[below(len(PEOPLE))]
    if other != person:
        TIES.add(tuple(sorted((person, other))))
TIES = sorted(TIES)
CONTACTS = {person: set() for person in PEOPLE}
for one, other in TIES:
    CONTACTS[one].add(other)
    CONTACTS[other].add(one)

# Who agreed to what.
ELSEWHERE = [person for person in PEOPLE if QUARTER[person] != "Q07"]
APP = some(ELSEWHERE, 16)
CONTEST = sorted(some(APP, 4) + some([person for person in ELSEWHERE if person not in APP], 20))
NEWS = some([person for person in ELSEWHERE if person not in APP and person not in CONTEST], 30)
CONSENTERS = sorted(set(APP) | set(CONTEST) | set(NEWS))


def steps_from(sources):
    """How many ties everybody is away from the nearest of some people."""
    steps = dict.fromkeys(sources, 0)
    queue = deque(sources)
    while queue:
        person = queue.popleft()
        for other in CONTACTS[person]:
            if other not in steps:
                steps[other] = steps[person] + 1
                queue.append(other)
    return steps


STEPS = steps_from(APP)
REACHED = {hop: [person for person in PEOPLE if STEPS.get(person) == hop and person not in CONSENTERS] for hop in (1, 2)}

# The sources of the warehouse, as segments.
NAMED = ["Q01", "Q02", "Q03", "Q04", "Q05", "Q06", "Q07"]
SEGMENTS = [
    ("own list", "own list", CONSENTERS),
    ("friends of supporters", "harvested", REACHED[1]),
    ("bought households", "bought", some(PEOPLE, 130)),
    ("scraped profiles", "scraped", some(PEOPLE, 45)),
    ("matched voters", "", some(PEOPLE, 100)),
    ("seldom voters of six quarters", "bought", [p for p in PEOPLE if QUARTER[p] in NAMED[:6] and TURNOUT[p] == "seldom"]),
    ("one quarter", "harvested", [p for p in PEOPLE if QUARTER[p] == "Q07"]),
]
MEMBERS = {name: members for name, _, members in SEGMENTS}
CRITERIA = [("seldom voters of six quarters", "quarter", quarter) for quarter in NAMED[:6]]
CRITERIA += [("seldom voters of six quarters", "turnout", "seldom"), ("one quarter", "quarter", "Q07")]

# Organisations, and what they passed on.
REGISTER = "name; address; birth year; quarter; turnout"
APPENDED = ["telephone", "income", "purchases", "magazines", "car", "children", "pets", "charity gifts", "home value"]
TRANSFERS = [
    # transfer, from, to, on, app, segment, records, fields, purpose, basis, contract_on
    ("T1", "The register office", "The data vendor", "2011-09-01", "", "", len(PEOPLE), REGISTER, "electoral register", "electoral law", "2011-08-15"),
    ("T2", "The app maker", "The campaign", "2011-11-15", "supporters' app", "", len(APP) + len(REACHED[1]), "name; birthday; friends; likes", "campaign", "consent", "2011-10-01"),
    ("T3", "The data vendor", "The campaign", "2012-01-10", "", "", len(PEOPLE), "; ".join([REGISTER, *APPENDED]), "campaign", "", "2011-12-20"),
    ("T4", "The list broker", "The campaign", "2012-02-01", "", "bought households", 130, "address; telephone; purchases", "marketing", "", ""),
    ("T5", "The scraper", "The campaign", "2012-02-15", "", "scraped profiles", 45, "profile; posts", "", "", ""),
    ("T6", "The contest agency", "The campaign", "2012-03-01", "the contest", "", len(CONTEST), "name; e-mail; postcode", "campaign", "consent", "2012-02-10"),
    ("T7", "The platform", "The campaign", "2012-06-01", "", "", "", "friends", "get out the vote", "", ""),
    ("T8", "The campaign", "The analytics firm", "2012-06-15", "", "", len(PEOPLE), "name; address; turnout; purchases; likes; friends", "campaign", "", "2012-07-01"),
    ("T9", "The analytics firm", "The campaign", "2012-07-15", "", "", len(PEOPLE), "name; turnout score; persuasion score", "campaign", "", "2012-07-01"),
    ("T10", "The campaign", "The field vendor", "2012-09-01", "", "seldom voters of six quarters", "", "name; address; turnout score", "get out the vote", "", ""),
]
PASSED = [("T2", sorted(APP + REACHED[1])), ("T3", PEOPLE), ("T6", CONTEST), ("T8", PEOPLE)]
RECIPIENTS = [
    ("The campaign", "controller", "US", "campaign"),
    ("The app maker", "collector", "US", "app developer"),
    ("The contest agency", "collector", "US", "agency"),
    ("The register office", "controller", "US", "authority"),
    ("The data vendor", "controller", "US", "data broker"),
    ("The list broker", "third party", "US", "data broker"),
    ("The scraper", "third party", "US", "data broker"),
    ("The platform", "controller", "US", "platform"),
    ("The analytics firm", "processor", "US", "analytics"),
    ("The field vendor", "processor", "US", "agency"),
]
SEATS = [
    ("The platform", "h1", "2010-03-01", "2013-12-31"),
    ("The campaign", "h1", "2012-05-01", "2012-11-30"),
    ("The list broker", "h2", "2009-01-01", "2011-12-31"),
    ("The campaign", "h2", "2012-01-01", "2012-11-30"),
]

# What was sent: friends' relay in the last days, letters to the six quarters and to the one.
MESSAGES = []
for person in REACHED[1]:
    for day in some(range(20, 32), 1 + below(3)):
        MESSAGES.append((f"relay {1 + below(4)}", person, "friends of supporters", "The campaign", f"2012-10-{day:02}", "relay by a friend"))
for name in ("seldom voters of six quarters", "one quarter"):
    for person in MEMBERS[name]:
        MESSAGES.append(("letter", person, name, "The campaign", f"2012-10-{1 + below(9):02}", "post"))
RELAYED = sum(row[5] == "relay by a friend" for row in MESSAGES)

CONSENTS = [(p, "supporters' app", "The app maker", "profile friends", "organise volunteers", f"2011-10-{3 + below(25):02}", "") for p in APP]
CONSENTS += [(p, "the contest", "The contest agency", "email postcode", "enter the contest", f"2012-02-{12 + below(15):02}", DINNER) for p in CONTEST]
CONSENTS += [(p, "newsletter", "The campaign", "email", "campaign", f"2011-{9 + below(3):02}-{1 + below(28):02}", "") for p in NEWS]

PLANTED = [
    {"at": "/spread/people", "is": len(PEOPLE), "because": "forty quarters"},
    {"at": "/spread/consenters", "is": len(CONSENTERS), "because": "16 with the app, 24 with the contest of whom four have the app too, 30 with the newsletter"},
    {"at": "/spread/bystanders", "is": len(REACHED[1]) + len(REACHED[2]), "because": "contacts of those with the app, and their contacts; the contest and the newsletter open nobody else's data"},
    {"at": "/purposes/incentives[incentive=dinner with the candidate]/consents", "is": len(CONTEST), "because": "everybody who entered the contest did so for the dinner"},
    {"at": "/purposes/incentive_consenters", "is": len(CONTEST), "because": "each entered once"},
    {"at": "/purposes/widened[organisation=The data vendor]/appended", "is": len(APPENDED), "because": "the vendor passed on nine fields that the register did not give it"},
    {"at": "/purposes/widened[organisation=The data vendor]/ratio", "is": len(APPENDED) / 5, "because": "nine fields for five received"},
    {"at": "/purposes/widened[organisation=The analytics firm]/appended", "is": 2, "because": "two scores"},
    {"at": "/purposes/processors_without_contract", "is": 2, "because": "the analytics firm's contract is of a later day, the field vendor has none"},
    {"at": "/contests/units[dimension=quarter]/places", "is": len(NAMED), "because": "six quarters in one segment, and Q07 in the other"},
    {"at": "/contests/units[dimension=quarter]/smallest_population", "is": POPULATION["Q07"], "because": "Q07 is the smallest of those named"},
    {"at": "/contests/units[dimension=quarter]/with_few_people", "is": 1, "because": "five people of Q07 are in the network, and at least twelve of each other quarter"},
    {"at": "/seats/pairs/at_least", "is": 1, "because": "h1 sat with the platform and in the campaign at once; h2 left the broker before the campaign began"},
    {"at": "/seats/rows[from=The platform]/days", "is": 214, "because": "from 2012-05-01 to 2012-11-30"},
    {"at": "/seats/rows[from=The platform]/meanwhile/at_least", "is": 1, "because": "the platform gave the campaign friends' links on 2012-06-01"},
    {"at": "/segments/segments[segment=friends of supporters]/members", "is": len(REACHED[1]), "because": "contacts of those with the app who agreed to nothing"},
    {"at": "/segments/segments[segment=friends of supporters]/from_bystanders", "is": len(REACHED[1]), "because": "all of them are bystanders"},
    {"at": "/contacts/channels[name=relay by a friend]/impressions", "is": RELAYED, "because": "one to three relays a friend"},
    {"finding": "BY04", "because": "the segment of Q07 has five members"},
    {"finding": "BY17", "because": "data for organising volunteers and for a contest went to the campaign"},
    {"finding": "BY20", "because": "most transfers have no basis on record"},
    {"no_finding": "BY09", "because": "nobody's objection is on record"},
    {"no_finding": "BY18", "because": "no deletion is on record"},
    {"no_finding": "BY19", "because": "nothing left the country"},
]


def main():
    table("people", ["person", "quarter", "district", "age_band", "turnout"], [(p, QUARTER[p], DISTRICT[QUARTER[p]], AGE[p], TURNOUT[p]) for p in PEOPLE])
    districts = sorted(set(DISTRICT.values()))
    rows = [(quarter, POPULATION[quarter], DISTRICT[quarter]) for quarter in QUARTERS]
    rows += [(name, sum(POPULATION[quarter] for quarter in QUARTERS if DISTRICT[quarter] == name), "") for name in districts]
    table("places", ["place", "population", "region"], rows)
    table("ties", ["source", "target"], TIES)
    table("consents", ["person", "app", "provider", "scopes", "purpose", "given_on", "incentive"], CONSENTS)
    table("segments", ["segment", "person", "source"], [(name, person, source) for name, source, members in SEGMENTS for person in members])
    table("criteria", ["segment", "dimension", "value", "mode"], [(*row, "include") for row in CRITERIA])
    table("recipients", ["recipient", "role", "country", "kind"], RECIPIENTS)
    table("transfers", ["transfer", "from", "to", "on", "app", "segment", "records", "fields", "purpose", "basis", "contract_on"], TRANSFERS)
    table("passed", ["transfer", "person"], [(transfer, person) for transfer, people in PASSED for person in people])
    table("seats", ["recipient", "holder", "from", "until"], SEATS)
    table("messages", ["message", "person", "segment", "sponsor", "on", "channel"], MESSAGES)
    about = "Synthetic. Every value was planted, and counted by make.py from its own lists, without the program."
    text = json.dumps({"about": about, "planted": PLANTED}, indent=2, ensure_ascii=False)
    (HERE / "truth.json").write_text(text + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
