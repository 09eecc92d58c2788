"""Relations told of embassies (opened, closed) and of ambassadors (recalled, returned, expelled). Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from dragoman.model import Dates, Tie
from dragoman.reading.relations_line import Line
from dragoman.reading.relations_state import noun_state, state
from dragoman.reading.relations_words import Words


class Told(NamedTuple):
    """What an expression found, with its two countries in the order that counts for its ``what``."""

    what: Tie
    countries: tuple[str, str]
    level: str | None
    planned: bool
    date: Dates | None


_Ends = tuple[list[str], list[str]]


def missions(line: Line, known: Words) -> Iterator[Told]:
    """What a sentence tells of embassies and ambassadors; the first country has the mission, the second hosts it."""
    for what, forms in known.missions.items():
        taken: set[tuple[str, str]] = set()
        for name, expression in forms.items():
            for match in expression.finditer(line.text):
                for told in _told(what, line, known, match, name):
                    # one mission is told of once; what a looser expression makes of the same words adds nothing
                    if told.countries not in taken or name in _SURE:
                        yield told
                    taken.add(told.countries)


_SAID = re.compile(r"\b(?:said|says|told|reported)\b")
_SURE = frozenset({"own", "passive", "aside"})


def _told(what: Tie, line: Line, known: Words, match: re.Match[str], name: str) -> Iterator[Told]:
    given = match.groupdict()
    if given.get("verb", "").startswith("declar") and "grata" in given and not given["grata"]:
        return
    planned: bool | None
    if "noun" in given:
        planned, date = noun_state(line, known, match)
    else:
        planned = state(line, known, match)
        date = None if planned is None else line.day(match.end("verb"), planned=planned)
        gap = given.get("gap") or ""
        if date is None and match["verb"] in known.ing and not _SAID.search(gap):
            date = line.day_within(gap)
    elsewhere = given.get("to") and line.lands(given["to"]) != line.lands(given.get("host"))
    if planned is None or elsewhere:
        return
    if "both" in given:
        owners = hosts = line.lands(given["both"])
    else:
        owners, hosts = (_of_host if what == "ambassador_expelled" or "hosted" in name else _of_owner)(line, match)
    for owner in owners:
        for host in hosts:
            if owner != host:
                yield Told(what, (owner, host), None, planned, date)


def _of_owner(line: Line, match: re.Match[str]) -> _Ends:
    """The side that has the mission acts: "Peru closed its embassy in Oslo"."""
    given = match.groupdict()
    owners = line.lands(given.get("owner") or given.get("of") or given.get("who"))
    hosts = line.lands(given.get("host") or given.get("in") or given.get("from"))
    if not owners:  # "the closure of its embassy in Oslo"
        owners = line.before(match.start(), frozenset(hosts))
    if not hosts and given.get("there"):
        hosts = line.before(match.start(_deed(given)), frozenset(owners))
    if not hosts:
        hosts = _other(line, owners)
    return owners, hosts


def _of_host(line: Line, match: re.Match[str]) -> _Ends:
    """The host acts: "Peru expelled the Norwegian ambassador"."""
    given = match.groupdict()
    owners = line.lands(given.get("owner") or given.get("of"))
    hosts = line.lands(given.get("host")) or line.lands(given.get("in"))
    if not hosts:
        hosts = line.before(match.start(), frozenset(owners)) if "noun" in given else _other(line, owners)
    return owners, hosts


def _deed(given: dict[str, str | None]) -> str:
    return "noun" if "noun" in given else "verb"


def _other(line: Line, owners: list[str]) -> list[str]:
    """The one other state that the sentence names; [] where it names none or several."""
    others = [code for code in line.states(0, len(line.text)) if code not in owners]
    return others if len(owners) == len(others) == 1 else []


Reader = Callable[[Line, Words], Iterator[Told]]
