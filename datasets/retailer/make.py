"""Writes the tables of this case, the terms and truth.json, byte for byte the same each time: `python3 make.py [FOLDER]`.

What is planted is counted here, from the lists that the maker drew, without the program that audits them.
"""

import csv
import json
import random
import sys
from pathlib import Path

HERE = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent
DICE = random.Random(63).random
CLAUSE = "We may listen"


def below(number):
    return int(DICE() * number)


def some(of, number):
    """So many of a list, each once, in ascending order."""
    left, taken = list(of), []
    for _ in range(number):
        taken.append(left.pop(below(len(left))))
    return sorted(taken)


def write(name, text):
    (HERE / name).write_text(text, encoding="utf-8", newline="\n")


def table(name, header, rows):
    with open(HERE / f"{name}.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


# Six towns with seventy customers each. Sixty bought lotion; the score says yes of 48 of them, and of twelve others.
TOWNS = ["Ashford", "Birchley", "Coldwater", "Dunmore", "Eastholm", "Fernhill"]
PEOPLE = [f"p{at:03}" for at in range(1, 421)]
TOWN = {person: TOWNS[at % 6] for at, person in enumerate(PEOPLE)}
LOTION = some(PEOPLE, 60)
SCORED = sorted(some(LOTION, 48) + some([person for person in PEOPLE if person not in LOTION], 12))
# A survey of all sixty and a hundred others asked who is expecting: 45 and 10 said yes.
ASKED = sorted(SCORED + some([person for person in PEOPLE if person not in SCORED], 100))
EXPECTING = set(some(SCORED, 45) + some([person for person in ASKED if person not in SCORED], 10))
BASKET = {person: ["groceries", "garden", "sports", "books"][below(4)] for person in PEOPLE}
# Fourteen of those scored were fifteen or sixteen years old at the vote; everybody else is of age.
MINORS = some(SCORED, 14)
BORN = {person: 2001 if person in MINORS else 1955 + below(43) for person in PEOPLE}
AGE = {person: "under 18" if person in MINORS else "18-34" if BORN[person] > 1982 else "35+" for person in PEOPLE}

# Who knows whom: the next two of one's town, and some anywhere.
TIES = set()
for town in TOWNS:
    home = [person for person in PEOPLE if TOWN[person] == town]
    for at, person in enumerate(home):
        for step in (1, 2):
            TIES.add(tuple(sorted((person, home[(at + step) % len(home)]))))
for _ in range(100):
    one, other = PEOPLE[below(420)], PEOPLE[below(420)]
    if one != other:
        TIES.add(tuple(sorted((one, other))))
TIES = sorted(TIES)
CONTACTS = {person: set() for person in PEOPLE}
for one, other in TIES:
    CONTACTS[one].add(other)
    CONTACTS[other].add(one)

# Thirty people play the game: twenty agreed to its first terms, ten to its second.
PLAYERS = some(PEOPLE, 30)
FIRST = some(PLAYERS, 20)
BYSTANDERS = [person for person in PEOPLE if person not in PLAYERS and CONTACTS[person] & set(PLAYERS)]

# What the terms say. The clause stands after ten sections in the first, and first in the second.
SECTIONS = [
    ("The game", "Lantern Run is a game for one player. You guide a light through a town at night and collect what has been lost there. New streets are added from time to time, and old ones may be closed while we repair them. You can play without an account, but your scores are then kept on your telephone alone."),
    ("Your account", "Choose a name that offends nobody and a password that nobody can guess. You answer for what is done with your account. If you think that somebody else uses it, tell us, and we will close it until we know more. One person may have one account, and an account cannot be given away or sold."),
    ("Coins", "Coins are found in the streets or bought in the shop. They have no value outside the game and cannot be changed back into money. If we close a street in which you left coins, we add the same number to your purse. Coins that were bought by mistake are taken back within fourteen days if none of them was spent."),
    ("Fair play", "Do not use programs that play for you, do not change the files of the game, and do not trade with what others lost. We look for play that no hand could do. Who is found to cheat loses the scores of that week, and the account at the third time. There is no appeal from what the machine has measured, but you may write to us."),
    ("Tables of scores", "The hundred best scores of each town are shown to everybody. Your name stands there until somebody does better. You can leave the tables at any time in the menu, and your scores will then be shown to you alone. Scores of closed accounts are removed at the end of the month."),
    ("Updates", "We change the game when we like. Some changes need the newest system of your telephone, and we cannot promise that old ones will do. Before a large change we ask you to save your scores. Where a change takes away something that you paid for, we give you coins in its place."),
    ("What we do not promise", "The game comes as it is. It may stop, and it may lose what you did that day. We do not answer for batteries, bills, missed trains or lost sleep. Where the law does not allow us to say so, we answer as far as it asks. Nothing in these terms takes from you a right that you cannot give up."),
    ("Pictures and sounds", "The streets, the lights and the music belong to us and to those who made them for us. You may show others how you play, also for money, if you do not make it look as if we had asked you to. You may not use our pictures for other games or print them on things for sale."),
    ("Ending", "You may stop whenever you like by taking the game off your telephone. We may stop whenever we like and will say so thirty days before. What you bought ends with the game. Sections that are meant to go on after the end, such as those on pictures and on promises, go on after the end."),
    ("Partners", "Others help us to keep the game free. They pay for places in the shop, and they tell us what players of other games enjoy. We choose them with care and tell them what they may do. From time to time we add a partner or leave one, and the list on our page is the one that counts."),
]
HEARING = "We may listen through the microphone of your telephone to learn which programmes and advertisements play near you, also while the game is not open, and pass what we learn on to our partners, who may sell it. We may also read the contacts stored on your telephone and keep them."
LAST = ("Law", "These terms are under the law of the place where we have our seat, and a court there decides. If one of them does not hold, the others do.")


def terms(sections):
    return "\n\n".join(f"# {head}\n\n{text}" for head, text in sections) + "\n"


FIRST_TERMS = [*SECTIONS, ("Other things", HEARING), LAST]
SECOND_TERMS = [("What we hear", HEARING), *SECTIONS[:3], LAST]


def words(text):
    """Words of a text: what stands between blanks and has a letter or a digit."""
    return sum(any(letter.isalnum() for letter in word) for word in text.split())


BEFORE = words(terms(FIRST_TERMS).split(CLAUSE)[0])
TEXTS = [
    ("2016", "terms-2016.md", "en", "the game", "2016-01-01", "2016-12-31", CLAUSE, "play the game|sale to partners", "microphone|contacts", "yes", "no", 1, 6),
    ("2017", "terms-2017.md", "en", "the game", "2017-01-01", "", CLAUSE, "play the game|sale of what the microphone hears", "microphone|contacts", "no", "yes", 1, 1),
]

# Segments: the scored, what was delivered, one in the other down to four people, and those who left a basket.
NORTH = [person for person in SCORED if TOWN[person] in TOWNS[:2]]
YOUNG = [person for person in NORTH if AGE[person] != "35+"]
FEW = YOUNG[:4]
DELIVERED = sorted(some(SCORED, 50) + some([person for person in PEOPLE if person not in SCORED], 15))
ON = [person for person in DELIVERED if person in SCORED]
LEFT_BASKET = some([person for person in PEOPLE if person not in SCORED], 40)
SEGMENTS = [
    ("expecting", "inferred", "chosen", "", SCORED),
    ("expecting, as delivered", "", "delivered", "expecting", DELIVERED),
    ("expecting, two towns", "inferred", "chosen", "", NORTH),
    ("expecting, two towns, young", "inferred", "chosen", "", YOUNG),
    ("expecting, two towns, young, with a registry", "inferred", "chosen", "", FEW),
    ("left a basket", "own list", "chosen", "", LEFT_BASKET),
]
BY_SCORE = ("pregnancy_score", "yes", "include", "yes", "health")
IN_TOWNS = [("town", town, "include", "", "") for town in TOWNS[:2]]
YOUNG_AGES = [("age_band", band, "include", "", "") for band in ("under 18", "18-34")]
CRITERIA = [("expecting", *BY_SCORE)]
for name, more in (("expecting, two towns", IN_TOWNS), ("expecting, two towns, young", IN_TOWNS + YOUNG_AGES), ("expecting, two towns, young, with a registry", [*IN_TOWNS, *YOUNG_AGES, ("registry", "yes", "include", "", "")])):
    CRITERIA += [(name, *row) for row in [BY_SCORE, *more]]

# Messages follow what people did. Those with lotion get three in the first ten days; twenty of them are followed up to fourteen times a day.
MESSAGES = []
CHANNELS = ["web", "app", "e-mail"]
FOLLOWED = some([person for person in DELIVERED if person in LOTION], 20)


def send(person, event, event_day, after, message, segment):
    """A message so many days after the event, in the evening more often than not."""
    hour = 18 + below(5) if below(4) else 8 + below(10)
    at = f"2017-10-{event_day + after:02} {hour:02}:{below(60):02}:{below(60):02}"
    reason = "yes" if below(10) == 0 else "no"
    MESSAGES.append((message, person, segment, "The retailer", at, CHANNELS[below(3)], event, f"2017-10-{event_day:02}", reason))


for person in DELIVERED:
    if person in LOTION:
        for after in (1, 4, 9):
            send(person, "bought lotion", 2, after, "cradles", "expecting, as delivered")
for person in FOLLOWED:
    for _ in range(11):
        send(person, "bought lotion", 2, 12, "cradles", "expecting, as delivered")
for person in LEFT_BASKET:
    for after in (1, 2, 3, 5):
        send(person, "left a basket", 10, after, f"trousers {1 + below(2)}", "left a basket")

PRODUCT = "purchases; searches; sites visited"
TRANSFERS = [
    ("T1", "The game's firm", "The listening firm", "2017-02-01", "the game", "", "programmes heard; contacts", "sale of what the microphone hears", "consent", "2017-01-15", "2017-12-31"),
    ("T2", "The listening firm", "The broker", "2017-03-01", "", "", "programmes heard; contacts", "advertising", "", "", ""),
    ("T3", "The retailer", "The broker", "2017-09-01", "", "expecting", f"{PRODUCT}; pregnancy score", "advertising", "", "2017-08-01", ""),
    ("T4", "The broker", "The campaign", "2017-09-20", "", "expecting", f"{PRODUCT}; pregnancy score; income", "campaign", "", "2017-09-01", ""),
]
PASSED = [("T1", sorted(PLAYERS + BYSTANDERS)), ("T2", sorted(PLAYERS + BYSTANDERS))]
RECIPIENTS = [
    ("The game's firm", "collector", "US", "app developer"),
    ("The listening firm", "third party", "US", "analytics"),
    ("The retailer", "controller", "US", "retailer"),
    ("The broker", "third party", "US", "data broker"),
    ("The campaign", "controller", "US", "campaign"),
]

PER_PERSON_DAY = {}
for row in MESSAGES:
    key = (row[1], row[4][:10])
    PER_PERSON_DAY[key] = PER_PERSON_DAY.get(key, 0) + 1
TIMES = {}
for row in MESSAGES:
    TIMES[row[1]] = TIMES.get(row[1], 0) + 1
CAP = 6
RIGHT = len([person for person in SCORED if person in EXPECTING])
EVENINGS = sum(18 <= int(row[4][11:13]) <= 22 for row in MESSAGES)
LOTION_ROWS = [row for row in MESSAGES if row[6] == "bought lotion"]
PLANTED = [
    {"at": "/spread/consenters", "is": len(PLAYERS), "because": "thirty players"},
    {"at": "/spread/bystanders", "is": len(BYSTANDERS), "because": "their contacts, whose addresses the game read"},
    {"at": "/segments/segments[segment=expecting]/members", "is": len(SCORED), "because": "48 who bought lotion and twelve others"},
    {"at": "/segments/deliveries[segment=expecting, as delivered]/on_criteria", "is": len(ON), "because": "fifty of the segment"},
    {"at": "/segments/deliveries[segment=expecting, as delivered]/off_criteria", "is": len(DELIVERED) - len(ON), "because": "fifteen others"},
    {"at": "/proxies/pairs/0/proxy", "is": "lotion", "because": "of all attributes lotion says most of the score"},
    {"at": "/proxies/pairs/0/q_value", "from": 0, "to": 0.05, "because": "48 of 60 against 12 of 360"},
    {"at": "/sensitive/ages[segment=expecting]/certainly_under", "is": len(MINORS), "because": "born in 2001, and the vote was in 2017"},
    {"at": "/contacts/retargeting/chains", "is": len(MESSAGES), "because": "every message follows something that its reader did"},
    {"at": "/contacts/retargeting/by_event[event=bought lotion]/chains", "is": len(LOTION_ROWS), "because": "three each, and eleven more for twenty people"},
    {"at": "/contacts/retargeting/by_event[event=bought lotion]/people", "is": len({row[1] for row in LOTION_ROWS}), "because": "those delivered to who bought lotion"},
    {"at": "/contacts/people_above_cap", "is": sum(times > CAP for times in TIMES.values()), "because": "the twenty who were followed got fourteen"},
    {"at": "/contacts/daily/person_days", "is": len(PER_PERSON_DAY), "because": "days on which somebody was shown a message"},
    {"at": "/contacts/told[what=why they see it]/not_given", "is": sum(row[8] == "no" for row in MESSAGES), "because": "one in ten says why"},
    {"at": "/consent_texts/clauses[version=2016]/words_before", "is": BEFORE, "because": "counted between blanks in what the maker wrote"},
    {"at": "/singling_out/small_audiences", "is": ["expecting, two towns, young, with a registry"], "because": "four people"},
    {"finding": "BY03", "because": "the score is an inferred statement about health"},
    {"finding": "BY04", "because": "four people are a segment"},
    {"finding": "BY13", "because": "fourteen members were fifteen or sixteen"},
    {"finding": "BY14", "because": "the clause of 2016 is far down, filled in beforehand and bundled"},
    {"finding": "BY15", "because": "no purpose of 2016 names the microphone"},
    {"finding": "BY17", "because": "what was taken to play a game went to a campaign"},
    {"no_finding": "BY09", "because": "nobody's objection is on record"},
    {"no_finding": "BY19", "because": "nothing left the country"},
]


def main():
    told = {person: ("yes" if person in EXPECTING else "no") if person in ASKED else "" for person in PEOPLE}
    yes = {name: set(people) for name, people in (("lotion", LOTION), ("score", SCORED))}
    said = lambda name, person: "yes" if person in yes[name] else "no"
    header = ["person", "town", "birth_year", "age_band", "lotion", "basket", "pregnancy_score", "pregnancy_told"]
    table("people", header, [(p, TOWN[p], BORN[p], AGE[p], said("lotion", p), BASKET[p], said("score", p), told[p]) for p in PEOPLE])
    table("ties", ["source", "target"], TIES)
    consents = [(p, "the game", "The game's firm", "microphone contacts", "play the game", "2016-06-01" if p in FIRST else "2017-01-10", "2016" if p in FIRST else "2017") for p in PLAYERS]
    table("consents", ["person", "app", "provider", "scopes", "purpose", "given_on", "text_version"], consents)
    header = ["text_version", "file", "language", "app", "shown_from", "shown_until", "clause", "purposes", "sensors", "prechecked", "separate", "clicks_to_accept", "clicks_to_refuse"]
    table("texts", header, TEXTS)
    write("terms-2016.md", terms(FIRST_TERMS))
    write("terms-2017.md", terms(SECOND_TERMS))
    rows = [(name, person, source, layer, chosen) for name, source, layer, chosen, members in SEGMENTS for person in members]
    table("segments", ["segment", "person", "source", "layer", "chosen_as"], rows)
    header = ["segment", "dimension", "value", "mode", "inferred", "special_category", "layer"]
    table("criteria", header, [(*row, "chosen") for row in CRITERIA])
    table("messages", ["message", "person", "segment", "sponsor", "on", "channel", "event", "event_on", "reason_given"], MESSAGES)
    table("recipients", ["recipient", "role", "country", "kind"], RECIPIENTS)
    table("transfers", ["transfer", "from", "to", "on", "app", "segment", "fields", "purpose", "basis", "contract_on", "deleted_on"], TRANSFERS)
    table("passed", ["transfer", "person"], [(transfer, person) for transfer, people in PASSED for person in people])
    about = "Synthetic. Every value was planted, and counted by make.py from its own lists, without the program."
    write("truth.json", json.dumps({"about": about, "planted": PLANTED}, indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
