"""Who a list's row is about: title and name told apart, and the person whom the ledger knows."""

from __future__ import annotations

import re
from functools import cache

from dragoman.knowledge.ledger import Tenure, covers, ledger
from dragoman.knowledge.ledger_names import tokens
from dragoman.knowledge.offices import classify_title, find_offices
from dragoman.model import Party, PersonRef

_BROKEN = re.compile(r"(?<=\w)- (?=\w)")
_HEADS = ("head_of_state", "head_of_government")
_LIKE = dict.fromkeys(_HEADS, _HEADS)
"""Which of the two heads a President or Chancellor is differs from country to country."""
_BEFORE = ("", "acting", "interim", "former", "the")
_SLACK = 92
"""Days by which an office may begin later or end earlier in the ledger than on the list."""


def titled(words: str) -> tuple[str | None, str]:
    """Title and name: ("Prime Minister", "Brian Cowen"); the title None where the words begin with none."""
    plain = _BROKEN.sub("-", " ".join(words.split()))
    first = next(iter(find_offices(plain)), None)
    if first is None or plain[: first.start].strip().casefold() not in _BEFORE:
        return None, plain
    title, name = plain[: first.end], plain[first.end :].lstrip(" ,")
    return (title, name) if name else (None, plain)


@cache
def traveller(name: str, role: str | None, country: str | None, day: str | None) -> Party:
    """The party of that name; ``person`` where the ledger knows exactly one who can be meant on that day."""
    found = _by_name(name, country, day) or _by_office(name, role, country, day)
    persons = {one.person_id: one.person for one in found}
    person = None
    if len(persons) == 1:
        ((known, called),) = persons.items()
        person = PersonRef(known, called, "ledger")
    return Party(name, role, country, person=person)


def _by_name(name: str, country: str | None, day: str | None) -> list[Tenure]:
    mine = [one for one in ledger().by_name(name) if country is None or one.country == country]
    then = [one for one in mine if day is None or covers(one, day, _SLACK)]
    return then or mine


def _by_office(name: str, role: str | None, country: str | None, day: str | None) -> list[Tenure]:
    """Holders of the office on the day who bear the last of the name's words."""
    office = None if role is None else classify_title(role)
    if office is None or country is None or day is None:
        return []
    last = tokens(name)[-1:]
    held = [one for kind in _LIKE.get(office, (office,)) for one in ledger().holders(kind, country, day)]
    return [one for one in held if set(last) <= set(tokens(one.person))]
