"""Writes the tables of this case and truth.json: `python3 make.py` beside itself, `python3 make.py FOLDER` elsewhere.

Nobody in these files exists. Everything is drawn by one seeded generator, and what is planted is counted here, without the program
that is to find it.
"""

import csv
import json
import random
import sys
from pathlib import Path

# One member stands for 2,000 of the 1,065,200 records that were published: 532.6.
MEMBERS, PARTNERS, ON_CARD, LETTERS = 533, 67, 40, 2
PLACES = [f"Seat {number:02}" for number in range(1, 21)]
MARGINS = [0.4, 1.1, 1.9, 2.3, 3.6, 4.2, 6.5, 7.8, 9.1, 10.4, 12.0, 13.7, 15.2, 18.8, 21.5, 24.0, 27.3, 30.9, 34.6, 41.2]
SWING = 5
FOUR_GROUPS = "name of the parent; address; birth date of the parent; presence and birth dates of children"

draw = random.Random(20170505).random
folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent


def below(most):
    return int(draw() * most)


def table(name, head, rows):
    with open(folder / name, "w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([head, *rows])


people = [f"p{number:03}" for number in range(1, MEMBERS + PARTNERS + 1)]
members, partners = people[:MEMBERS], people[MEMBERS:]
place = {member: PLACES[below(len(PLACES))] for member in members}
ties = [(members[number * 7], partner) for number, partner in enumerate(partners)]
place.update({partner: place[member] for member, partner in ties})
table("people.csv", ["person", "place"], [(person, place[person]) for person in people])
table("ties.csv", ["source", "target", "kind"], [(member, partner, "household") for member, partner in ties])
places = [(name, 70_000 + 1_000 * below(20), margin) for name, margin in zip(PLACES, MARGINS)]
table("places.csv", ["place", "population", "margin"], places)

# Who joined on a card in a clinic did so after its text had been taken out of print.
grants, with_partner = [], {member for member, _ in ties}
for number, member in enumerate(members):
    is_card = number >= MEMBERS - ON_CARD
    given = f"2016-{1 + below(12):02}-{1 + below(28):02}"
    version = "card-2015" if is_card else "web-2016"
    scopes = "household_contacts" if member in with_partner else "own"
    grants.append((member, "the club", scopes, given, version, "offers and samples", "samples"))
head = ["person", "app", "scopes", "given_on", "text_version", "purpose", "incentive"]
table("consents.csv", head, grants)

NOTICE = """The club for parents: your privacy

1. Who we are

We run a club for people who are expecting a child or have a young one. You join free of charge, on our pages, in our app, or
with a card that you find in clinics and shops. In return you get packs of samples, letters and news that fit the week of your
pregnancy or the age of your child. This notice says what we ask you for and what we do with your answers.

2. What we ask you for

We ask for your name and your address, because samples come by post. We ask for your date of birth, because some offers are for
adults alone. We ask when your child is due or was born, because advice for the tenth week is of no use in the thirtieth. You may
also tell us who lives with you. Nobody has to answer more than the form marks as needed, and a form that is half filled in is
kept for a month, so that you can finish it.

3. How we keep it safe

Your answers are kept on computers in this country. Those who work with them have signed that they keep them to themselves. We
test our locks every year. No lock is perfect, and where something goes wrong we tell you as soon as we know what it was. You may
ask us at any time what we know about you, have a mistake put right, and leave the club. When you leave we stop writing within
four weeks; a letter that is already printed may still reach you.

4. What you get from us

Four times before the birth and four times after it we send you a pack or a voucher. In between we write by post and by mail with
advice that midwives have read. You can say on every mail that it was the last one. Whether you get a pack also depends on what the
makers of the samples have in store.

5. Others

{others}

6. Changes

We may change this notice. The date above says when we last did. If you stay a member after a change, the notice that you find on
our pages is the one that holds.
"""
OLD = """We may share your details with carefully chosen companies whose offers we believe to be of use to you, such as makers of food and
clothes for children, insurers, and firms that sell by post."""
NEW = OLD[:-1] + """. We may also share your details with political parties, who may write to you about what
matters to families."""
(folder / "web-2016.txt").write_text(NOTICE.format(others=OLD), encoding="utf-8")
(folder / "web-2017.txt").write_text(NOTICE.format(others=NEW), encoding="utf-8")
head = ["text_version", "file", "language", "app", "shown_from", "shown_until", "clause", "purposes", "sensors", "prechecked", "separate", "clicks_to_accept", "clicks_to_refuse"]
stated = "offers and samples|advice on pregnancy|sharing with companies"
texts = [
    ("card-2015", "", "en", "the club", "2014-01-01", "2015-12-31", "We may share", stated, "none", "yes", "no", 0, 1),
    ("web-2016", "web-2016.txt", "en", "the club", "2016-01-01", "2017-06-30", "We may share", stated, "none", "yes", "no", 1, 3),
    ("web-2017", "web-2017.txt", "en", "the club", "2017-07-01", "", "We may share", stated + "|sharing with political parties", "none", "yes", "no", 1, 3),
]
table("texts.csv", head, texts)

recipients = [
    ("The club", "collector", "GB", "club for parents"),
    ("The broker", "processor", "GB", "data broker"),
    ("The party", "controller", "GB", "party"),
]
table("recipients.csv", ["recipient", "role", "country", "kind"], recipients)
head = ["transfer", "from", "to", "on", "segment", "records", "fields", "purpose", "basis", "contract_on", "deleted_on"]
transfers = [
    ("T1", "The club", "The broker", "2017-05-05", "", MEMBERS, FOUR_GROUPS, "political campaign", "consent", "2017-05-09", ""),
    ("T2", "The broker", "The party", "2017-05-20", "marginal seats", "", FOUR_GROUPS + "; seat", "political campaign", "", "", ""),
]
table("transfers.csv", head, transfers)
table("passed.csv", ["transfer", "person"], [("T1", member) for member in members])

marginal = {name for name, _, margin in places if margin < SWING}
aimed = [member for member in members if place[member] in marginal]
table("segments.csv", ["segment", "person", "source"], [("marginal seats", member, "bought") for member in aimed])
criteria = [("marginal seats", "place", name, "include", "no") for name in sorted(marginal)]
criteria.append(("marginal seats", "mother of a child under five", "yes", "include", "no"))
table("criteria.csv", ["segment", "dimension", "value", "mode", "inferred"], criteria)

# A letter to each of them, and a second one to every other.
head = ["message", "segment", "person", "sponsor", "on", "channel", "impressions", "reason_given", "source_given", "payer_given"]
letters = [("letter 1", "marginal seats", member, "The party", "2017-05-29", "post", 1, "no", "no", "yes") for member in aimed]
letters += [("letter 2", "marginal seats", member, "The party", "2017-06-05", "post", 1, "no", "no", "yes") for member in aimed[::LETTERS]]
table("messages.csv", head, letters)

in_swing = sum(place[person] in marginal for person in people)
planted = [
    ("/spread/consenters", MEMBERS, "members of the club, one for 2,000 records"),
    ("/spread/bystanders", PARTNERS, "people of whom a member's form told, in their household"),
    ("/fields/fields[field=address]/at_least", PARTNERS, "their address is the member's"),
    ("/purposes/judged", 2, "both transfers state a purpose"),
    ("/purposes/otherwise", 2, "neither is what members agreed to"),
    ("/purposes/drift/line", 2, "the first transfer already was for a campaign"),
    ("/purposes/incentive_consenters", MEMBERS, "samples were promised to all"),
    ("/purposes/processors_without_contract", 1, "the contract with the broker is four days younger than the data"),
    ("/purposes/records_otherwise/at_least", MEMBERS, "records of T1; T2 states none"),
    ("/recipients/organisations[organisation=The broker]/people/at_least", MEMBERS, "it got the list of all members"),
    ("/recipients/organisations[organisation=The broker]/bystanders/at_most", 0, "and of nobody else in their households"),
    ("/recipients/organisations[organisation=The party]/people/at_most", len(aimed), "it got those in close seats"),
    ("/chains/reached", 2, "broker and party"),
    ("/chains/farthest", 2, "the party had the data at two removes"),
    ("/erasure/still_hold", 2, "nobody states a deletion"),
    ("/third_countries/neither", 0, "all three have their seat in one country"),
    ("/consent_texts/agreed[version=card-2015]/while_not_shown", ON_CARD, "joined on a card that was out of print"),
    ("/consent_texts/agreed[version=web-2016]/while_shown", MEMBERS - ON_CARD, "joined on the pages of 2016"),
    ("/consent_texts/clauses[version=web-2016]/words_before", len(NOTICE.split("{others}")[0].split()), "words before the clause that matters"),
    ("/segments/segments[segment=marginal seats]/members", len(aimed), "members who live where the vote was close"),
    ("/contacts/reached", len(aimed), "each of them got a letter"),
    ("/contacts/impressions", len(letters), "letters in all"),
    ("/contacts/told[what=where their data came from]/not_given", len(letters), "no letter said so"),
    ("/contacts/told[what=who paid]/given", len(letters), "every letter named the party"),
]
entries = [{"at": at, "is": value, "because": why} for at, value, why in planted]
entries += [{"finding": code, "because": why} for code, why in [
    ("BY14", "the clause that lets details be shared stands after more than 250 words, and the box was ticked"),
    ("BY17", "offers and samples became a political campaign"),
    ("BY20", "T2 has no basis on record, T1 a contract that came later"),
]]
entries.append({"no_finding": "BY19", "because": "no data left the country"})
about = "Planted by make.py and counted there, without the program."
text = json.dumps({"about": about, "planted": entries}, indent=1, ensure_ascii=False)
(folder / "truth.json").write_text(text + "\n", encoding="utf-8")
