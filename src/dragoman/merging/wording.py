"""Words that merging knows (words.json): bland words of gatherings, their levels, where family names lead."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files

import msgspec

from dragoman.errors import DataError
from dragoman.merging.names import words_of

FILE = "words.json"
_SMALL = frozenset({"the", "of", "on", "in", "at", "for", "and", "a", "an", "to", "with", "s"})


class Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``bland`` words say nothing of which gathering is meant, ``aliases`` are other ways to write one's name,
    ``formats`` are words of standing formats of a few sides, ``levels`` map words to a level of officials;
    ``family_first``: codes of countries whose names are written family name first in English.
    """

    bland: frozenset[str]
    aliases: dict[str, str]
    formats: frozenset[str]
    levels: dict[str, str]
    family_first: frozenset[str]


def parse_wording(data: bytes) -> Wording:
    """The checked contents of words.json. Raises DataError where they do not fit."""
    try:
        return msgspec.json.decode(data, type=Wording)
    except msgspec.DecodeError as error:
        raise DataError(f"merging/{FILE}: {error}") from error


@cache
def wording() -> Wording:
    """The packaged words. Raises DataError."""
    try:
        return parse_wording(files("dragoman.merging").joinpath(FILE).read_bytes())
    except OSError as error:
        raise DataError(f"merging/{FILE}: cannot be read: {error}") from error


@lru_cache(maxsize=16384)
def telling_words(name: str | None) -> frozenset[str]:
    """The words of a gathering's name that say which one it is: {"g7"} of "G7 Foreign Ministers' Meeting"."""
    said = f" {' '.join(words_of(name or ''))} "
    for other, usual in wording().aliases.items():
        said = said.replace(f" {other} ", f" {usual} ")
    words = (word.removesuffix("s") if len(word) > 4 else word for word in said.split())
    bland = wording().bland
    return frozenset(word for word in words if word not in bland and word + "s" not in bland)


@lru_cache(maxsize=16384)
def acronyms_of(name: str | None) -> frozenset[str]:
    """What a gathering's name of three words and more may be shortened to: {"npi"} of "Northern Ports Initiative"."""
    first = "".join(word[0] for word in words_of(name or "") if word not in _SMALL)
    return frozenset(first[:size] for size in range(3, len(first) + 1))


@lru_cache(maxsize=16384)
def levels_of(name: str | None) -> frozenset[str]:
    """The levels that a gathering's name tells: {"foreign"} of "G7 Foreign Ministers' Meeting"."""
    levels = wording().levels
    return frozenset(levels[word] for word in words_of(name or "") if word in levels)


@lru_cache(maxsize=65536)
def levels_fit(one: str | None, other: str | None) -> bool:
    """Whether two names can be of one gathering: not of leaders and of ministers, nor of ministers of two kinds."""
    a, b = levels_of(one), levels_of(other)
    if not a or not b:
        return True
    if ("leaders" in a) != ("leaders" in b):
        return False
    mine, theirs = a - {"ministers"}, b - {"ministers"}
    return not mine or not theirs or bool(mine & theirs)


@lru_cache(maxsize=16384)
def is_format(name: str | None) -> bool:
    """Whether a gathering's name is that of a standing format of a few sides ("Strategic Dialogue", "2+2")."""
    return not wording().formats.isdisjoint(words_of(name or ""))
