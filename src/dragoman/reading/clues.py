"""What an article says of its persons elsewhere than beside their names.

"Quispe is Peru's foreign minister" says it outright; where a traveller has just arrived says for whom the president
acts who receives him there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import msgspec

from dragoman.knowledge.gazetteer import Entry
from dragoman.knowledge.guarded import Guarded
from dragoman.knowledge.words import words
from dragoman.reading.mentions import Atom
from dragoman.reading.phrases import Member, Phrase
from dragoman.reading.sentence import Sentence

_IS = frozenset({"is", "is also", "serves as", "has been", "also serves as", "is currently", "remains"})
REACH = 4
"""How many sentences a story stays where somebody has travelled."""


def said_to_be(sentence: Sentence) -> list[Phrase]:
    """Persons with the office that the sentence says they hold."""
    found: list[Phrase] = []
    for one, other in pairwise(sentence.phrases):
        between = " ".join(atom.text.lower() for atom in sentence.atoms[one.last : other.first])
        if between not in _IS or len(one.members) != 1 or len(other.members) != 1:
            continue
        (person,), (office,) = one.members, other.members
        if person.name is None or person.office_class or office.form != "office" or office.plural or office.fresh:
            continue
        told = msgspec.structs.replace(
            person, title=office.title, office_class=office.office_class, country=office.country or person.country
        )
        found.append(Phrase(one.first, other.last, (told,)))
    return found


def genders(sentences: Iterable[Sentence]) -> Iterator[tuple[Member, str]]:
    """Persons with the gender of the words that go back to them: "Aidana Bekova told reporters in her office".

    Only sentences count that name one person before the pronoun, and have pronouns of one gender.
    """
    for sentence in sentences:
        said = {atom.text.lower() for atom in sentence.atoms}
        gender = {words().pronouns.get(word) or words().possessives.get(word) for word in said} & {"m", "f"}
        if len(gender) == 2 and "him" in said and not {"he", "his"} & said:
            gender = {"f"}  # "A met the visitor at her office and told him": he is the visitor
        named = [phrase for phrase in sentence.phrases if any(member.name for member in phrase.members)]
        if len(gender) != 1 or len(named) != 1 or len(named[0].members) != 1:
            continue
        after = sentence.atoms[named[0].last :]
        if any(atom.text.lower() in {"he", "she", "his", "her", "him"} for atom in after):
            yield named[0].members[0], gender.pop() or ""


def own_leader(sentences: Sequence[Sentence]) -> str | None:
    """ "The President Spoke with …" over "President of Peru A spoke …": the country of the page's own President."""
    heads = [row for row in sentences[:3] if row.headline and row.phrases]
    leads = [row for row in sentences[:4] if not row.headline and row.phrases]
    if not heads or not leads:
        return None
    title, lead = heads[0].phrases[0].members[0], leads[0].phrases[0].members[0]
    whose = title.form == "anaphor" and title.definite and title.owner is None and title.office_class
    if whose and lead.name and lead.office_class == title.office_class and heads[0].phrases[0].first <= 1:
        return lead.country
    return None


def in_order(sentences: Sequence[Sentence]) -> list[Phrase]:
    """Names that follow a row of offices in the same order: "The Peruvian and Norwegian ministers met. … A and B said".

    The row must be of as many states as the names, which have neither office nor country of their own.
    """
    found: list[Phrase] = []
    offices: tuple[Member, ...] = ()
    left = 0
    for sentence in sentences:
        for phrase in sentence.phrases:
            row = phrase.members
            if (
                len(row) > 1
                and all(m.form == "office" and m.country for m in row)
                and len({m.country for m in row}) == len(row)
            ):
                offices, left = row, ORDER
            elif offices and left > 0 and len(row) == len(offices) and all(_bare(member) for member in row):
                told = tuple(
                    msgspec.structs.replace(
                        name, title=office.title, office_class=office.office_class, country=office.country
                    )
                    for name, office in zip(row, offices, strict=True)
                )
                found.append(Phrase(phrase.first, phrase.last, told))
                offices = ()
        left -= 1
    return found


def named_later(sentences: Sequence[Sentence]) -> Iterator[tuple[Member, str]]:
    """ "Peru's president flew home. President A said …": who has that office, and no country, in the next sentences.

    Within one sentence only the very same title is the same person: "the Norwegian leader met President A" are two.
    """
    offices: list[tuple[Member, str, int]] = []
    named: list[tuple[Member, int]] = []
    for number, sentence in enumerate(sentences):
        for phrase in sentence.phrases:
            for member in phrase.members:
                if member.form == "office" and member.country and member.office_class and not member.plural:
                    offices.append((member, member.country, number))
                    before = [m for m, at in named if m.office_class == member.office_class and 0 < number - at <= 3]
                    if len({m.name for m in before}) == 1 and member.definite:
                        yield before[0], member.country
                elif (
                    member.form == "name" and member.office_class and not member.country and " " in (member.name or "")
                ):
                    named.append((member, number))
                    near = {code for office, code, at in offices if _same_office(office, member, number - at)}
                    if len(near) == 1:
                        yield member, near.pop()


def _same_office(told: Member, named: Member, apart: int) -> bool:
    """Whether an office told without a name is that of somebody named in the same or one of the next two sentences."""
    if apart == 0:
        return bool(told.title and named.title) and str(told.title).casefold() == str(named.title).casefold()
    return told.office_class == named.office_class and apart <= 2


def _bare(member: Member) -> bool:
    return member.form == "name" and " " in (member.name or "") and not (member.country or member.office_class)


ORDER = 5
"""How many sentences behind a row of offices their holders are named at the latest."""


class Setting(msgspec.Struct, frozen=True):
    """Where a sentence plays: its own places (offset, country), where the story has travelled, who is met."""

    places: tuple[tuple[int, str], ...] = ()
    story: str | None = None
    met: frozenset[int] = frozenset()
    """First atoms of the phrases whose persons are met, received or called on, or receive somebody."""


def settings(sentences: Iterable[Sentence]) -> Iterator[tuple[Sentence, Setting]]:
    """Each sentence with its setting, in order."""
    story: str | None = None
    left = 0
    for sentence in sentences:
        words, places = [atom.text.lower() for atom in sentence.atoms], list(_named(sentence))
        met = frozenset(phrase.first for phrase in sentence.phrases if _met(words, phrase))
        own = tuple((atom.start, country) for _, atom, country in places)
        far = not _FAR.isdisjoint(words)
        yield sentence, Setting(own, story if left > 0 and not far else None, met)
        goal = _goal(words, places)
        left -= 1
        if (
            not sentence.phrases
            and len(places) == 1
            and _HEADS.fullmatch("".join(atom.code for atom in sentence.atoms))
        ):
            story, left = places[0][2], HEADED
        if goal is not None:
            story, left = goal, REACH


HEADED = 10
"""How many lines of a schedule stand at most under a heading that names a place."""
_HEADS = re.compile(r"[LCRTx,]*T[LCRTx,]*|[LC],?[LC]?")
"""A line that is a place, with or without a day: "Wednesday, 13 March (Lima)"."""
_FAR = frozenset(
    {"phone", "telephone", "phoned", "telephoned", "video", "videoconference", "teleconference", "virtual", "virtually"}
)
"""Words of contacts at a distance: who is called need not be of where the story plays."""


def _named(sentence: Sentence) -> Iterator[tuple[int, Atom, str]]:
    """The places of a sentence with their countries, possessors ("Peru's president") left out."""
    atoms = sentence.atoms
    for index, atom in enumerate(atoms):
        if atom.code not in "LCVD":
            continue
        following = atoms[index + 1] if index + 1 < len(atoms) else None
        possessor = following is not None and following.code == "S"
        capital = _is_capital(atoms, index)
        if atom.code == "D" and not capital:
            continue
        if isinstance(atom.value, Entry) and atom.value.country and not atom.value.weak and (capital or not possessor):
            yield index, atom, atom.value.country


def _is_capital(atoms: Sequence[Atom], index: int) -> bool:
    """ "in the Malian capital", "in Mali's capital"."""
    near = [atom.text.lower() for atom in atoms[index + 1 : index + 3]]
    return atoms[index].code in "CD" and "capital" in near[: 1 if atoms[index].code == "D" else 2]


_TRAVEL = Guarded(
    r"\b(?:fl(?:y|ies|ew|own|ying)|travel\w*|arriv\w*|land(?:s|ed|ing)?|visit\w*|trip|tour|journey|head(?:s|ed|ing)|"
    r"leaves?|leaving|left|depart\w*|bound|went|goes|going|c[oa]me|comes|coming|touch\w* down|stop\w*|stay\w*|was in|"
    r"is in|will be in|are in|were in|be in|been in|proceed\w*|jett?\w*|return\w*|mission|delegation)\b"
)
_TO = frozenset(
    {"to", "in", "for", "at", "visit", "visited", "visits", "visiting", "of", "into", "via", "on", "reached"}
)
_TOURS = frozenset({"tour", "visit", "trip", "capital", "city", "port", "airport"})
_AWAY = frozenset({"war", "conflict", "situation", "violence", "fighting", "crisis", "peace", "invasion", "ceasefire"})


def _goal(words: Sequence[str], places: Sequence[tuple[int, Atom, str]]) -> str | None:
    """The country to which somebody travels in the sentence of these words, the last one named."""
    goal: str | None = None
    for index, _, country in places:
        before = [*words[max(0, index - 3) : index]]
        if before and before[-1] in {"the", "a"}:
            before.pop()
        if before[-1:] == ["of"] and not _TOURS & set(before):
            continue  # "the minister of Peru arrived": no goal
        if before and before[-1] in _TO and not _AWAY & set(before):
            goal = country
    return goal if goal is not None and _TRAVEL.search(" ".join(words)) else None


_MEETING = Guarded(
    r"\b(?:met|meets?|meeting|talks?|conversation|discussions?|dinner|lunch|breakfast|audience|session|discuss\w*|spoke|speaks?|"
    r"spoken|receiv\w*|welcom\w*|host\w*|greet\w*|call(?:ed|s)?|calling|phoned|telephoned|consultations|conferred|held|hold)\b"
)
_COMPANY = frozenset({"attended", "presence", "accompanied", "flanked", "assisted"})
_OBJECT = frozenset(
    {"met", "meet", "meets", "meeting", "saw", "see", "sees", "received", "receive", "receives", "hosted", "welcomed"}
)
_GOVERN = frozenset({"with", "by", "on", "to", "between"})
_HOST = frozenset({"received", "receives", "receive", "hosted", "hosts", "welcomed", "welcomes", "greeted", "greets"})


def _met(words: Sequence[str], phrase: Phrase) -> bool:
    """Somebody meets the persons of the phrase, or they receive somebody."""
    before = [word for word in words[max(0, phrase.first - 7) : phrase.first] if word not in {",", "then", "also"}]
    if not _COMPANY.isdisjoint(before[-4:]):
        return False  # "the meeting was attended by the Minister of State": one of the host's own
    if before and (before[-1] in _OBJECT or (before[-1] in _GOVERN and _MEETING.search(" ".join(before)))):
        return True
    return bool(_HOST & set(words[phrase.last : phrase.last + 3]))
