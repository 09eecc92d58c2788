"""The countries of a list's rows, as lists name them: "Korea, South", "Burma (Myanmar)", "West Bank"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dragoman.knowledge.who import QuestionError, country_coded

_PARENTHESIS = re.compile(r"\s*\(([^)]*)\)\s*")
_TERRITORIES = {"west bank": "PS", "gaza": "PS", "gaza strip": "PS", "east jerusalem": "PS"}
"""Places that lists name beside countries, and the government that the record counts them with."""


@cache
def land(words: str) -> str | None:
    """The code of the country that a list calls so; None where no country of today is called so."""
    for wording in _wordings(words):
        known = _TERRITORIES.get(wording.casefold())
        if known is not None:
            return known
        try:
            return country_coded(wording)
        except QuestionError:
            continue
    return None


def _wordings(words: str) -> Iterator[str]:
    """The words as they stand, turned round at the comma, without and within their parenthesis."""
    plain = " ".join(words.replace("’", "'").split())
    outside = _PARENTHESIS.sub(" ", plain).strip()
    inside = [" ".join(one.split()) for one in _PARENTHESIS.findall(plain)]
    for wording in (plain, outside):
        yield wording
        name, comma, form = wording.partition(",")
        if comma:
            yield f"{form.strip()} {name.strip()}"
            yield f"{form.strip()} the {name.strip()}"
            yield name.strip()
        if "-" in wording:
            yield wording.partition("-")[0].strip()
    yield from inside
