"""Writes the tables of this case and truth.json: `python3 make.py` beside itself, `python3 make.py FOLDER` elsewhere.

Nobody in these files exists. Everything is drawn by one seeded generator, and what is planted is counted here, without the program
that is to find it.
"""

import csv
import json
import random
import sys
from pathlib import Path

PEOPLE, CONSENTERS, PAID, WITHDRAWN, SWITCHED_OFF, PERSUADABLE = 400, 50, 25, 12, 30, 64
PLACES = ["Ashcombe", "Brockley", "Claygate", "Denholm", "Elmstead", "Fernhill"]
AGES = ["18-34", "35-54", "55 and over"]
TAKEN = "name; birthday; current city; page likes"

draw = random.Random(20140601).random
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


people = [f"p{number:03}" for number in range(1, PEOPLE + 1)]
place = {person: PLACES[number * len(PLACES) // PEOPLE] for number, person in enumerate(people)}
table("people.csv", ["person", "place", "age_band"], [(person, place[person], AGES[below(3)]) for person in people])

# Friendships: most in one's own place.
ties = set()
for number, person in enumerate(people):
    for _ in range(3):
        near = [other for other in people if place[other] == place[person]]
        other = near[below(len(near))] if draw() < 0.8 else people[below(PEOPLE)]
        if other != person:
            ties.add((min(person, other), max(person, other)))
table("ties.csv", ["source", "target"], sorted(ties))

consenters = chosen(people, CONSENTERS)
withdrawn, paid = set(chosen(consenters, WITHDRAWN)), set(chosen(consenters, PAID))
grants = []
for person in consenters:
    given = f"2014-{6 + below(3):02}-{1 + below(28):02}"
    ended = f"2015-01-{1 + below(28):02}" if person in withdrawn else ""
    scopes = "friends_birthday friends_location friends_likes"
    promise = "a small payment" if person in paid else ""
    grants.append((person, "personality quiz", "The app's firm", scopes, given, ended, "academic research", promise))
head = ["person", "app", "provider", "scopes", "given_on", "withdrawn_on", "purpose", "incentive"]
table("consents.csv", head, grants)

off = set(chosen((person for person in people if person not in consenters), SWITCHED_OFF))
table("settings.csv", ["person", "setting", "value"], [(person, "friends_apps", "off") for person in sorted(off)])

# Whoever has a friend among the consenters and no switch off.
beside = {person: set() for person in people}
for one, other in ties:
    beside[one].add(other)
    beside[other].add(one)
exposed = {person for person in people if person not in consenters and beside[person] & set(consenters)}
bystanders = sorted(exposed - off)
affected = sorted(set(consenters) | set(bystanders))

# The list was held against the voter file: three in five were found there.
matched = chosen(affected, len(affected) * 3 // 5)
persuadable = chosen((person for person in matched if person in bystanders), PERSUADABLE * 3 // 4)
persuadable = sorted(persuadable + chosen((person for person in matched if person in consenters), PERSUADABLE // 4))
table("segments.csv", ["segment", "person", "source"], [("persuadable", person, "harvested") for person in persuadable])
criteria = [
    ("data_held", "personality quiz", "", ""),
    ("voter file", "found", "no", ""),
    ("personality", "easily worried", "yes", ""),
    ("leaning", "open to either party", "yes", "political opinions"),
]
rows = [("persuadable", dimension, value, "include", inferred, special) for dimension, value, inferred, special in criteria]
table("criteria.csv", ["segment", "dimension", "value", "mode", "inferred", "special_category"], rows)

recipients = [
    ("The app's firm", "collector", "GB", "app developer"),
    ("The analytics firm", "controller", "GB", "analytics"),
    ("The laboratory", "controller", "CA", "research"),
    ("The campaign", "controller", "US", "campaign"),
    ("The software firm", "processor", "CA", "software"),
    ("The call centre", "processor", "PH", "telephone"),
    ("The data broker", "third party", "US", "data broker"),
    ("The second campaign", "controller", "US", "campaign"),
]
table("recipients.csv", ["recipient", "role", "country", "kind"], recipients)

scored = TAKEN + "; personality scores"
joined = scored + "; leaning; voting record"
sold = "name; current city; leaning; voting record"
bought = sold + "; income band; purchases"
HEAD = ["transfer", "from", "to", "on", "segment", "records", "fields", "purpose", "basis", "contract_on", "deleted_on"]
transfers = [
    ("T1", "The app's firm", "The analytics firm", "2014-09-01", "", "", scored, "research", "consent", "2014-06-04", "2016-01-15"),
    ("T2", "The app's firm", "The laboratory", "2014-10-01", "", len(affected), "current city; page likes", "academic research", "consent", "2014-09-20", "2015-12-20"),
    ("T3", "The analytics firm", "The campaign", "2015-03-01", "persuadable", "", joined, "political messages", "", "2015-02-10", ""),
    ("T4", "The analytics firm", "The software firm", "2015-03-15", "persuadable", "", joined, "political messages", "", "2015-04-02", "2016-02-15"),
    ("T5", "The analytics firm", "The call centre", "2015-05-20", "", 36, "name; telephone number", "political messages", "", "", ""),
    ("T6", "The campaign", "The data broker", "2015-06-01", "persuadable", "", sold, "sale of lists", "", "", ""),
    ("T7", "The data broker", "The campaign", "2015-07-01", "persuadable", "", bought, "sale of lists", "", "", ""),
    ("T8", "The data broker", "The second campaign", "2015-09-15", "persuadable", "", bought, "", "", "", ""),
]
table("transfers.csv", HEAD, transfers)
table("passed.csv", ["transfer", "person"], [("T1", person) for person in matched])

# What was planted.
of = {row[0]: dict(zip(HEAD, row)) for row in transfers}
stated = [row for row in of.values() if row["purpose"]]
other = [row for row in stated if "research" not in row["purpose"]]
through = {person: len(beside[person] & set(consenters)) for person in bystanders}
planted = [
    ("/spread/consenters", CONSENTERS, "people who took the quiz"),
    ("/spread/bystanders", len(bystanders), "people with a friend among them and no switch off"),
    ("/spread/affected", len(affected), "both together"),
    ("/spread/exposed_through_one", sum(count == 1 for count in through.values()), "bystanders with one such friend"),
    ("/spread/opted_out", SWITCHED_OFF, "people whose switch keeps their data from friends' apps"),
    ("/fields/fields[field=page likes]/at_least", len(bystanders), "every grant asked for friends' page likes"),
    ("/segments/segments[segment=persuadable]/members", PERSUADABLE, "the segment of the campaign"),
    ("/segments/segments[segment=persuadable]/from_bystanders", PERSUADABLE * 3 // 4, "three of four members never took the quiz"),
    ("/onward/bystanders/at_least", len(bystanders), "the laboratory had them all"),
    ("/recipients/organisations[organisation=The analytics firm]/people/at_least", len(matched), "who was found on the voter file"),
    ("/recipients/organisations[organisation=The second campaign]/people/at_least", PERSUADABLE, "four transfers on, the segment"),
    ("/recipients/organisations[organisation=The second campaign]/bystanders/at_least", PERSUADABLE * 3 // 4, "of whom three in four never agreed to anything"),
    ("/recipients/organisations[organisation=The analytics firm]/people_at_end/at_most", 0, "it states that it deleted what it had"),
    ("/chains/reached", len(recipients) - 1, "every organisation but the one that collected"),
    ("/chains/farthest", 4, "quiz, analytics, campaign, broker, second campaign"),
    ("/chains/transfers[line=2]/lost_without", 6, "without T1 only the laboratory is left"),
    ("/chains/circles/0/transfers", 2, "campaign and broker gave to each other"),
    ("/purposes/judged", len(stated), "transfers with a purpose"),
    ("/purposes/otherwise", len(other), "those whose purpose is no research"),
    ("/purposes/drift/line", 4, "T3 was the first of them"),
    ("/purposes/without_basis", sum(not row["basis"] for row in of.values()), "transfers without a basis"),
    ("/purposes/processors_without_contract", 2, "T4 has a later one, T5 none"),
    ("/purposes/incentive_consenters", len(paid), "takers who were paid"),
    ("/purposes/transfers[line=4]/appended", ["leaning", "voting record"], "T3 joined the voter file"),
    ("/erasure/deletions", 3, "T1, T2 and T4"),
    ("/erasure/travelled_or_not", 6, "T3 to T8 came after T1 and before its deletion"),
    ("/erasure/travelled", 1, "T4"),
    ("/erasure/not_travelled", 5, "T3, T5, T6, T7, T8"),
    ("/third_countries/neither", 1, "T5, to the Philippines"),
    ("/third_countries/neither_from_within", 1, "it came from the United Kingdom, then a member"),
]
entries = [{"at": at, "is": value, "because": why} for at, value, why in planted]
entries += [{"finding": code, "because": why} for code, why in [
    ("BY01", "no basis and no notice is on record for the bystanders"),
    ("BY17", "research became political messages"),
    ("BY18", "the deletion of T1 stopped at the analytics firm and the software firm"),
    ("BY19", "T5 went to a country without adequacy or safeguard"),
    ("BY20", "six transfers lack a basis, two processors a contract"),
]]
entries.append({"no_finding": "BY09", "because": "nobody's objection is on record"})
about = "Planted by make.py and counted there, without the program."
text = json.dumps({"about": about, "planted": entries}, indent=1, ensure_ascii=False)
(folder / "truth.json").write_text(text + "\n", encoding="utf-8")
