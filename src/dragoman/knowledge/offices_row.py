"""The tokens of a text as offices are looked for in them, and the countries that stand inside titles."""

from __future__ import annotations

import re
from functools import cache

from dragoman.knowledge.countries import country_names
from dragoman.knowledge.offices_data import Token

_JOIN = re.compile(r"[ \t\xa0]*\n?[ \t\xa0]*|[-‐‑/]")
_LONGEST = 5  # words of a country's name


class Row:
    """The tokens of a text with the question whether two of them belong together."""

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self.text = text
        self.tokens = tokens
        self.norms = [token.norm for token in tokens]

    def joined(self, at: int) -> bool:
        """Whether the token at ``at`` directly continues the one before it."""
        if at <= 0 or at >= len(self.tokens):
            return False
        before, here = self.tokens[at - 1], self.tokens[at]
        if before.possessive:
            return False
        if here.start - before.end == 1 and self.text[before.end] == " ":
            return True  # most are
        return bool(_JOIN.fullmatch(self.text, before.end, here.start))

    def norm(self, at: int) -> str:
        """The normal form at ``at``, "" outside the row."""
        return self.norms[at] if 0 <= at < len(self.norms) else ""


@cache
def _first_words() -> frozenset[str]:
    return frozenset(name.split()[0] for name in country_names())


def country_at(row: Row, at: int) -> tuple[int, str] | None:
    """Where the country or demonym at ``at`` ends, and its code: "Slovenian", "the Republic of Korea's"."""
    if at >= len(row.tokens) or not row.tokens[at].capital or row.tokens[at].text not in _first_words():
        return None
    names = country_names()
    for last in range(min(at + _LONGEST, len(row.tokens)), at, -1):
        found = names.get(row.text[row.tokens[at].start : row.tokens[last - 1].end])
        if found is not None and found[1] != "people":
            return last, found[0]
    return None
