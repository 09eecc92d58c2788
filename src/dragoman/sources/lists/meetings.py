"""Whether a row's remarks tell of a meeting with an official of the country that was visited."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dragoman.knowledge.countries import country_names
from dragoman.knowledge.offices import find_offices
from dragoman.knowledge.organisations import organisations

_MET = re.compile(
    r"\b(?:met|meetings?|talks|discussions|consult\w*|conferred|received|hosted|spoke|"
    r"(?:official|state|working|bilateral) visit)\b",
    re.I,
)
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-Z])")
_ITEM = re.compile(r",\s+(?:and\s+)?(?:also\s+)?|\s+and\s+(?:with\s+)?|\s+at\s+the\s+")
_NAME = re.compile(r"[A-Z][\w'’.-]*(?:\s+(?:of\s+(?:the\s+)?)?[A-Z][\w'’.-]*)*")
_OFFICIALS = re.compile(r"\b(?:officials|leaders|counterparts?|authorities|ministers)\b")
_OWN_VISIT = re.compile(r"\b(?:official|state|working|bilateral) visit\b", re.I)


def met_officials(remarks: str, country: str | None) -> bool:
    """Whether a sentence tells of a meeting with somebody in office who is not said to be another country's.

    "Met with Prime Minister Mario Draghi" in Italy is one; "met with Israeli Foreign Minister Yair Lapid" in
    Italy is none, nor is "Attended the G20 Foreign Ministers' Meeting". An official or working visit is one
    by its name.
    """
    for sentence in _SENTENCE.split(remarks):
        if _OWN_VISIT.search(sentence):
            return True
        verb = _MET.search(sentence)
        if verb is not None and any(_official_of(item, country) for item in _ITEM.split(sentence[verb.end() :])):
            return True
    return False


def _official_of(item: str, country: str | None) -> bool:
    if not _OFFICIALS.search(item) and not any(not one.plural for one in find_offices(item)):
        return False
    named = set(_named(item))
    return not named or country in named


def _named(item: str) -> Iterator[str]:
    """The countries and organisations that capitalised words of an item name."""
    known = country_names()
    for run in _NAME.findall(item):
        words = run.split()
        for first in range(len(words)):
            for last in range(first + 1, min(len(words), first + 4) + 1):
                name = " ".join(words[first:last]).removesuffix("’s").removesuffix("'s")
                if name in known:
                    yield known[name][0]
                elif name in _organisation_names():
                    yield name


@cache
def _organisation_names() -> frozenset[str]:
    return frozenset(name for one in organisations() for name in one.names)
