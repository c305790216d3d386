"""Writes the tables of this case and truth.json: `python3 make.py` beside itself, `python3 make.py FOLDER` elsewhere.

Nobody in these files exists. Everything is drawn by one seeded generator, and what is planted is counted here, without the program
that is to find it.
"""

import csv
import hashlib
import json
import math
import random
import sys
from datetime import date, timedelta
from pathlib import Path

PEOPLE, CONSENTERS, RECORDS, UNDATED = 300, 20, 260, 12
# A fortieth of the records turns wrong in each month of 365.25 / 12 days.
RATE = -math.log(1 - 1 / 40) / (365.25 / 12)
USED_ON, LIMIT, PRICE = date(2024, 10, 7), 365, 10
SALT = "2024-"

draw = random.Random(20241007).random
folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent


def below(most):
    return int(draw() * most)


def shuffled(rows):
    rows = list(rows)
    for at in range(len(rows) - 1, 0, -1):
        other = below(at + 1)
        rows[at], rows[other] = rows[other], rows[at]
    return rows


def table(name, head, rows):
    with open(folder / name, "w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([head, *rows])


people = [f"p{number:03}" for number in range(1, PEOPLE + 1)]
table("people.csv", ["person"], [(person,) for person in people])
# Entries of address books: from the owner to who stands in it.
ties = {(person, people[(number + step) % PEOPLE]) for number, person in enumerate(people) for step in (1, 2, 3 + below(40))}
table("ties.csv", ["source", "target"], sorted(ties))
consenters = sorted(shuffled(people)[:CONSENTERS])
signed = [(person, "petition", "own address_book", f"2022-03-{1 + below(28):02}") for person in consenters]
table("consents.csv", ["person", "app", "scopes", "given_on"], signed)
listed = {other for owner, other in ties if owner in consenters} - set(consenters)

# Each record is checked every 60 days until the summer, and found wrong at the first check after it turned wrong.
records, counted = [], []
for person in sorted(shuffled(people)[:RECORDS]):
    collected = date(2022, 7, 1) + timedelta(days=below(600))
    turned = -math.log(1 - draw()) / RATE
    checks = [age for age in range(60, 720, 60) if collected + timedelta(days=age) <= date(2024, 7, 31)]
    true = [age for age in checks if age < turned]
    found = next((age for age in checks if age >= turned), None)
    at = lambda age: (collected + timedelta(days=age)).isoformat() if age is not None else ""
    records.append((person, "address", "The list firm", collected.isoformat(), at(true[-1] if true else None), at(found), USED_ON.isoformat()))
    counted.append((true[-1] if true else 0, found, (USED_ON - collected).days))
strangers = [(f"x{number:02}", "address", "The list firm", "", "", "", USED_ON.isoformat()) for number in range(UNDATED)]
head = ["person", "field", "holder", "collected_on", "verified_on", "found_wrong_on", "used_on"]
table("records.csv", head, records + strangers)

# Lists: each person is on one of them at most.
order = shuffled(people)
callers = {
    "register, called by the party": order[:24],
    "register, called by the shop": order[24:40],
    "register, called by the association": order[40:52],
    "register, not called": order[52:80],
    "party's own list, called by the party": order[80:94],
    "party's own list, not called": order[94:120],
    "do-not-mail, written to by the party": order[120:135],
    "do-not-mail, not written to": order[135:150],
}
register = [person for name, group in callers.items() if name.startswith("register") for person in group]
own = [person for name, group in callers.items() if name.startswith("party's") for person in group]
mail = [person for name, group in callers.items() if name.startswith("do-not-mail") for person in group]
digest = lambda text: hashlib.sha256((SALT + text).encode()).hexdigest()
rows = [(person, "", "do-not-call register", "telephone", "2024-02-01") for person in sorted(register)]
rows += [(person, "", "objections to the party", "", "2024-03-15") for person in sorted(own)]
rows += [("", sha, "do-not-mail list", "post", "2024-04-02") for sha in sorted(map(digest, mail))]
rows += [("", sha, "do-not-mail list", "post", "2024-04-02") for sha in sorted(digest(f"elsewhere{n}") for n in range(UNDATED))]
table("suppressions.csv", ["person", "person_sha256", "list", "channel", "since"], rows)

# Two calls in the autumn to some, one to the others; a letter to those on the mail list and to thirty more.
calls = []


def contacted(group, message, sponsor, channel, days):
    for person in sorted(group):
        calls.extend((message, person, sponsor, day, channel) for day in days)


contacted(callers["register, called by the party"], "call 1", "The party", "telephone", ["2024-10-08", "2024-10-29"])
contacted(callers["register, called by the shop"], "offer", "The shop", "telephone", ["2024-10-10"])
contacted(callers["register, called by the association"], "survey", "The association", "telephone", ["2024-10-11"])
contacted(callers["party's own list, called by the party"], "call 1", "The party", "telephone", ["2024-10-08"])
contacted(callers["do-not-mail, written to by the party"], "letter", "The party", "post", ["2024-10-14"])
contacted(order[150:180], "letter", "The party", "post", ["2024-10-14"])
contacted(order[180:240], "call 1", "The party", "telephone", ["2024-10-08"])
table("messages.csv", ["message", "person", "sponsor", "on", "channel"], calls)

wrong = [row for row in counted if row[1] is not None]
days = sum(found if found is not None else true for true, found, _ in counted)
old = sum(used - true > LIMIT for true, _, used in counted)
after = lambda *names: sum(len(callers[name]) for name in names)
planted = [
    ("/spread/consenters", CONSENTERS, "people who signed the petition"),
    ("/spread/bystanders", len(listed), "people who stand in the address books of those"),
    ("/ageing/records", RECORDS + UNDATED, "records on the list"),
    ("/ageing/undated", UNDATED, "records of which the day of collection is not known"),
    ("/ageing/found_wrong/records", len(wrong), "found wrong at a check"),
    ("/ageing/days_followed", days, "days from collection to the last check that tells"),
    ("/ageing/rate", len(wrong) / days, "found wrong a day"),
    ("/ageing/used/when_wrong/records", len(wrong), "all were used in October, after every check"),
    ("/ageing/used/when_wrong_cost", len(wrong) * PRICE, "ten dollars each"),
    ("/ageing/used/older[is_limit=true]/last_true/records", old, "not known to be true for more than a year when used"),
    ("/contacts/objections/people", len(register) + len(own) + len(mail), "people on a list"),
    ("/contacts/objections/people_contacted_at_least", after(*(name for name in callers if "not " not in name.split(", ")[1])), "contacted all the same"),
    ("/contacts/objections/verdicts/in_all[verdict=exempt]/people", after("register, called by the party"), "the register does not bind parties, as the case states"),
    ("/contacts/objections/verdicts/in_all[verdict=exempt]/contacts", 2 * after("register, called by the party"), "two calls to each"),
    ("/contacts/objections/verdicts/in_all[verdict=not_exempt]/people", after("register, called by the shop", "party's own list, called by the party", "do-not-mail, written to by the party"), "no exemption covers these"),
    ("/contacts/objections/verdicts/in_all[verdict=open]/people", after("register, called by the association"), "of which kind the association is, the case does not say"),
    ("/contacts/channels[name=post]/reached", 45, "letters to fifteen on the mail list and to thirty others"),
    ("/contacts/records", len(calls), "calls and letters"),
]
entries = [{"at": at, "is": value, "because": why} for at, value, why in planted]
entries += [
    {"at": "/ageing/lost_in_a_month", "from": 0.02, "to": 0.03, "because": "a fortieth was planted; checks find it late, and draws differ"},
    {"at": "/ageing/rate_low", "from": 0, "to": RATE, "because": "the interval has the planted rate above its lower end"},
    {"finding": "BY09", "because": "people were contacted after objections that bind"},
    {"finding": "BY16", "because": "records were used that had been found wrong"},
    {"finding": "BY08", "because": "entries of a hashed list match nobody, and records have no day"},
    {"no_finding": "BY17", "because": "no transfer is on record"},
]
about = "Planted by make.py and counted there, without the program."
text = json.dumps({"about": about, "planted": entries}, indent=1, ensure_ascii=False)
(folder / "truth.json").write_text(text + "\n", encoding="utf-8")
