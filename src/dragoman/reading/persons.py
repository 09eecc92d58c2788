"""Phrases that name persons: "U.S. Secretary of State Antony Blinken", "his Thai counterpart", "the two leaders".

A phrase holds one member or several; who the members are is settled later, within the article (``cast.py``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from dragoman.knowledge.offices import OfficeMention
from dragoman.knowledge.patterns import verbs
from dragoman.knowledge.words import words
from dragoman.reading.apposition import apposed
from dragoman.reading.members import COUNTS, members_of
from dragoman.reading.mentions import Atom
from dragoman.reading.person_grammar import (
    DELEGATION,
    STATES,
    Found,
    codes_of,
    countries_of,
    plural_office,
    reach_of,
    start_of,
)
from dragoman.reading.phrases import Member, Phrase


def find_phrases(atoms: Sequence[Atom]) -> list[Phrase]:
    """The person phrases of a sentence, left to right, lists joined into one phrase."""
    codes = _bracketed(codes_of(atoms), atoms)
    delegations = "o" in codes
    counts = not COUNTS.keys().isdisjoint([atom.text.lower() for atom in atoms])
    starts = start_of(counts=counts, delegations=delegations)
    phrases: list[Phrase] = []
    at = 0
    while (start := starts.search(codes, at)) is not None:
        at = start.start()
        phrase = (_delegation(codes, at, atoms) if delegations else None) or _phrase(codes, at, atoms)
        if phrase is None:
            at += 1
        else:
            phrases.append(phrase)
            at = phrase.last
    return _joined(apposed(phrases, codes), atoms, codes)


def _phrase(codes: str, at: int, atoms: Sequence[Atom]) -> Phrase | None:
    """The phrase that begins at ``at``."""
    best = _best(codes, at, atoms)
    members = () if best is None else members_of(best, atoms)
    return Phrase(best.match.start(), best.match.end(), members) if best is not None and members else None


def _delegation(codes: str, at: int, atoms: Sequence[Atom]) -> Phrase | None:
    """ "a Norwegian delegation led by Foreign Minister A": its head, who acts for whom it acts."""
    if codes[at] not in "aCDOjow" or (at and codes[at - 1] in "aCDO"):
        return None
    match = DELEGATION.match(codes, at)
    if match is None or atoms[match.start("by")].text.lower() != "by":
        return None
    before = [atom.text.lower() for atom in atoms[at : match.start("by")]]
    if before[-1] not in {"led", "headed"} or not {"delegation", "delegations"} & set(before):
        return None
    head = _phrase(codes, match.end(), atoms)
    if head is None or len(head.members) != 1:
        return None
    told = countries_of(atoms[at : match.end()])
    (member,) = head.members
    if member.country is None and told:
        member = msgspec.structs.replace(member, country=told[0])
    return Phrase(at, head.last, (member,))


_STYLES = frozenset({"Cardinal", "Archbishop", "Patriarch", "Senator", "Prince", "Princess", "Sheikh", "Judge"})
"""Offices that are styles where another office stands before them: "the Secretary of State, Cardinal A"."""


def _bracketed(codes: str, atoms: Sequence[Atom]) -> str:
    """ "Anna Berg (Sweden)" read as "Anna Berg of Sweden"."""
    for match in _BRACKETS.finditer(codes):
        at = match.start() + 1
        if atoms[at].text == "(" and atoms[at + 2].text == ")":
            codes = f"{codes[:at]}g{codes[at + 1 :]}"
    for match in _OFFICE_TO.finditer(codes):
        if _stays_home(atoms[match.start()]):
            codes = f"{codes[: match.end() - 1]}x{codes[match.end() :]}"
    for match in _OFFICE_SIGN.finditer(codes):
        if atoms[match.end() - 1].text == "(" and match.end() < len(codes):
            codes = _without_gloss(codes, match.end() - 1, atoms)
    return _styled(codes, atoms) if _STYLE_OR_STATE.search(codes) else codes


_BRACKETS = re.compile(r"N(?=x[CO]x)")
_OFFICE_TO = re.compile(r"Ft")
_OFFICE_SIGN = re.compile(r"Fx")
_STYLE_OR_STATE = re.compile(r"FN|[wj]S")


def _styled(codes: str, atoms: Sequence[Atom]) -> str:
    """Offices that are styles, and words for a state that something belongs to, told by codes of their own."""
    for at, atom in enumerate(atoms[:-1]):
        if codes[at] == "F" and codes[at + 1] == "N" and atom.text in _STYLES and "F" in codes[max(0, at - 2) : at]:
            codes = f"{codes[:at]}H{codes[at + 1 :]}"
        if codes[at] in "wj" and codes[at + 1] == "S" and atom.text.lower() in STATES:
            codes = f"{codes[:at]}B{codes[at + 1 :]}"
            if at and atoms[at - 1].text.lower() in {"that", "this"}:
                codes = f"{codes[: at - 1]}a{codes[at:]}"
    return codes


def _without_gloss(codes: str, at: int, atoms: Sequence[Atom]) -> str:
    """ "Speaker of the Majlis (House of Deputies) of Bahrain": a gloss between an office and whose it is."""
    close = next((i for i in range(at + 1, min(at + 7, len(atoms))) if atoms[i].text == ")"), None)
    if (
        close is None
        or close + 1 >= len(codes)
        or codes[close + 1] != "g"
        or not set(codes[at + 1 : close]) <= set("wgaojF&")
    ):
        return codes
    return codes[:at] + "k" * (close + 1 - at) + codes[close + 1 :]


_HOME = frozenset({"head_of_state", "head_of_government", "foreign_minister", "defence_minister", "finance_minister"})


def _stays_home(atom: Atom) -> bool:
    """An office that is not accredited anywhere: "a visit by the Norwegian foreign minister to Quito"."""
    return isinstance(atom.value, OfficeMention) and atom.value.office_class in _HOME


_EVENTS = frozenset(
    {
        "visit",
        "visits",
        "trip",
        "talks",
        "dinner",
        "tour",
        "invitation",
        "statement",
        "ceremony",
        "welcome",
        "reception",
        "residence",
        "travel",
        "opening",
        "meeting",
        "meetings",
        "results",
        "journey",
        "website",
    }
)


def _best(codes: str, at: int, atoms: Sequence[Atom]) -> Found | None:
    """The longest phrase that begins at ``at``; of equals, the first rule."""
    if codes[at] in ",x&STGtifg" or atoms[at].text.lower() in {"appointed", "elected"}:
        return None
    if codes[at] == "j" and at and _is_verb(atoms, at):
        return None
    best: Found | None = None
    for (rule, pattern), end in reach_of(codes[at]).ends(codes, at):
        if end <= (at if best is None else best.match.end()):
            continue
        match = pattern.match(codes, at)
        if match is None:
            continue
        last = atoms[match.end() - 1]
        following = atoms[match.end()].text.lower() if match.end() < len(atoms) else ""
        if rule == "officials" and last.text.lower() == "official" and following in _EVENTS:
            continue
        if rule == "officials" and "p" in match.re.groupindex and match.group("p") and last.text.lower() not in _HOSTS:
            continue
        if rule == "leads" and verbs().lemma_of(atoms[match.start("v")].text.lower()) not in {
            "lead",
            "head",
            "chair",
        }:
            continue
        if rule == "appos" and plural_office(atoms[match.start("o")]):
            continue  # "Besides A, the ministers of Chile and Norway are expected"
        if rule == "office_name" and not _office_of_the_name(atoms, match):
            continue
        if rule == "serves" and not _serves(atoms[match.start("r") : match.end("r")]):
            continue
        if rule == "leads_body" and not _leads_body(atoms, match):
            continue
        if rule in {"described", "described_after"} and atoms[match.end("r") - 1].text.lower() not in words().roles:
            continue
        if rule == "names_offices" and not _offices_of_names(atoms, match):
            continue
        if rule == "host_name" and atoms[match.start("h")].text.lower() not in _HOSTS:
            continue
        if rule == "titled" and not _titles_a_name(atoms, match):
            continue
        if rule == "bracketed" and (atoms[match.end("n")].text, last.text) != ("(", ")"):
            continue
        if rule == "national" and not (last.text.endswith(_NATIONALS) and _acts(following)):
            continue
        if rule == "pair_alone" and not _stands_alone(atoms, match.end()):
            continue
        if rule == "pair" and last.text.lower() not in words().pair_nouns and not plural_office(last):
            continue
        if rule in {"offices_each", "named_offices"} and not plural_office(atoms[match.start("o")]):
            continue
        if rule == "offices" and _placed(atoms, match):
            continue
        best = Found(rule, match)
    return best


def _placed(atoms: Sequence[Atom], match: re.Match[str]) -> bool:
    """ "met Chile's president in Peru": where they met; "the president of Chile and Peru": one country is his."""
    if match.group("d") and match.group("q").startswith("i"):
        return True
    return not plural_office(atoms[match.start("o")]) and "&" in match.group("q")


def _is_verb(atoms: Sequence[Atom], at: int) -> bool:
    """ "will host Norwegian Prime Minister A", beside "host president A"."""
    base = verbs().form_of(atoms[at].text.lower()) == "base"
    return base and atoms[at - 1].text.lower() in _BEFORE_VERBS


_BODIES = frozenset({"diplomacy", "delegation", "ministry", "team", "mission", "government", "council", "party"})
"""What an official leads for a state: "who heads Norwegian diplomacy"."""


def _leads_body(atoms: Sequence[Atom], match: re.Match[str]) -> bool:
    verb = verbs().lemma_of(atoms[match.start("v")].text.lower())
    return verb in {"lead", "head", "chair"} and atoms[match.end("b") - 1].text.lower() in _BODIES


def _envoy_on(atoms: Sequence[Atom], match: re.Match[str]) -> bool:
    """ "China's special envoy on Afghanistan A"."""
    office = atoms[match.start("o")].value
    sent = isinstance(office, OfficeMention) and office.office_class in {"envoy", "senior_official", "ambassador"}
    return sent and atoms[match.start("on")].text.lower() in {"on", "in"}


def _serves(role: Sequence[Atom]) -> bool:
    """ "A, the brother and senior adviser of President B"."""
    last = role[-1]
    if isinstance(last.value, OfficeMention):
        return last.value.office_class in {"senior_official", "envoy", "military_chief", "spokesperson"}
    return last.text.lower() in words().roles


def _titles_of_one(atoms: Sequence[Atom], match: re.Match[str]) -> bool:
    """ "the Deputy Prime Minister and Minister of Defence of Norway, A": both titles in capitals."""
    offices = [atom for atom in atoms[match.start("o") : match.end("o")] if atom.code == "F"]
    return all(office.text[0].isupper() and not plural_office(office) for office in offices)


def _titles_a_name(atoms: Sequence[Atom], match: re.Match[str]) -> bool:
    """All titles that stand before the name are that person's."""
    titles = match.group("o")
    if atoms[match.start("o")].text.lower() == "secretary" and "&" in titles:
        return False  # "the Secretary and Foreign Minister X": two persons
    if "," in titles and not _row_of_titles(atoms, match):
        return False
    return not match.group("on") or _envoy_on(atoms, match)


def _office_of_the_name(atoms: Sequence[Atom], match: re.Match[str]) -> bool:
    """ "the Ambassador of Norway to Peru, A,": without "the", the office tells for whom it acts."""
    titles = match.group("o")
    office = atoms[match.start("o")].value
    own = isinstance(office, OfficeMention) and office.country is not None  # "India's foreign secretary, A,"
    if not match.group("p") and not ((own or set(titles) & set("COR")) and match.group().endswith(",")):
        return False
    return "&" not in titles or _titles_of_one(atoms, match)


def _row_of_titles(atoms: Sequence[Atom], match: re.Match[str]) -> bool:
    """ "Deputy Prime Minister, Minister of Defence and Minister of Interior Sheikh A received": opens a sentence."""
    opens = all(atom.code in "xLCRT," for atom in atoms[: match.start()])
    return opens and _titles_of_one(atoms, match) and "," not in match.group("p")


def _offices_of_names(atoms: Sequence[Atom], match: re.Match[str]) -> bool:
    """ "A and B, the foreign ministers of Norway and Peru respectively,"."""
    end = atoms[match.start("end") : match.end("end")]
    return plural_office(atoms[match.start("o")]) and (not end or end[0].text.lower() in {",", "respectively"})


_BEFORE_VERBS = frozenset(
    {"to", "will", "would", "shall", "can", "could", "may", "might", "should", "must", "not", "also", "then", "and"}
)
_HOSTS = frozenset({"host", "guest", "visitor", "dignitary", "leader"})


def _stands_alone(atoms: Sequence[Atom], at: int) -> bool:
    """ "the two met", "the pair agreed": a number or "pair" with a verb right behind it."""
    if atoms[at - 1].text.lower() not in COUNTS or at >= len(atoms):
        return False
    following = atoms[at].text.lower()
    return (
        following in _FINITE
        or following in {"also", "then", "later"}
        or (verbs().form_of(following) in {"past", "part", "s"} and atoms[at].code == "w")
    )


_NATIONALS = ("an", "i", "Turk", "Swede", "Dane", "Finn", "Pole", "Briton", "Spaniard")
"""Ends of words for one person of a country; "the Chinese", "the French" are a people."""


def _acts(following: str) -> bool:
    """A verb behind "the Norwegian": "met", "will"."""
    return following in _FINITE or verbs().form_of(following) in {"past", "s"}


_LINK = re.compile(
    r",? ?(?:as well as|along with|together with)(?: with)?"
    r"|[,;]? ?and ?,? ?(?:separately|later|then|also|afterwards)? ?,? ?with"
    r"|[,;] ?(?:and )?with|;(?: and)?"
)
"""What joins persons of one list besides "and": "with A; with B; and, separately, with C"."""

_BETWEEN = frozenset({"between", "of", "by", "among"})


def _joined(phrases: list[Phrase], atoms: Sequence[Atom], codes: str) -> list[Phrase]:
    """Phrases in a list ("A, B and C") as one. A bare comma joins only where an "and" closes the list."""
    out: list[Phrase] = []
    index = 0
    while index < len(phrases):
        stop = index + 1
        closed = index
        while stop < len(phrases) and not phrases[stop].is_pronoun and not phrases[stop - 1].is_pronoun:
            between = codes[phrases[stop - 1].last : phrases[stop].first]
            if between[:1] == "x" and atoms[phrases[stop - 1].last].text == ")":
                between = between[1:]
            inner = codes[phrases[stop - 1].last - 1] == ","
            text = " ".join(a.text.lower() for a in atoms[phrases[stop - 1].last : phrases[stop].first])
            if between in {"&", ",&"} or _LINK.fullmatch(text):
                closed = stop
                stop += 1
                continue
            if between in {",", "x,"} or (between == "" and inner):
                stop += 1
                continue
            break
        if closed > index and _clause_break(phrases, index, closed, atoms):
            closed = index
        first, last = phrases[index], phrases[closed]
        members = tuple(m for phrase in phrases[index : closed + 1] for m in phrase.members)
        out.append(Phrase(first.first, last.last, _told_by_name(members)))
        index = closed + 1
    return out


def _told_by_name(members: tuple[Member, ...]) -> tuple[Member, ...]:
    """ "Their presidents, A and B", "the two presidents, A and B": two persons with their office, not four."""
    several, names = members[0], members[1:]
    if several.form not in {"anaphor", "pair"} or not several.plural or several.count not in (None, len(names)):
        return members
    if len(names) < 2 or any(m.form != "name" or m.title or m.country or " " not in (m.name or "") for m in names):
        return members
    if several.office_class is None or several.title is None:
        return names if several.form == "pair" else members
    title = several.title.removesuffix("s") if several.form == "pair" else several.title
    return tuple(
        msgspec.structs.replace(m, title=title, office_class=several.office_class, former=several.former) for m in names
    )


_FINITE = frozenset(
    [
        "said",
        "says",
        "told",
        "met",
        "received",
        "hosted",
        "will",
        "would",
        "has",
        "have",
        "had",
        "was",
        "were",
        "is",
        "are",
        "did",
        "flew",
        "arrived",
        "held",
        "spoke",
        "welcomed",
        "visited",
        "called",
        "discussed",
        "announced",
        "agreed",
        "signed",
        "left",
        "travelled",
        "traveled",
        "attended",
    ]
)


def _clause_break(phrases: list[Phrase], index: int, closed: int, atoms: Sequence[Atom]) -> bool:
    """ "X met A and B received C": the "and" joins clauses, not A and B."""
    before = atoms[phrases[index].first - 1].text.lower() if phrases[index].first else ""
    after = atoms[phrases[closed].last].text.lower() if phrases[closed].last < len(atoms) else ""
    if closed != index + 1 or after not in _FINITE or before in _BETWEEN:
        return False
    return before in {"met", "with", "to", "received", "hosted", "visited", "welcomed", "saw"}
