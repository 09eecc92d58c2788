"""Small word lists that the reader's grammar of persons uses (en/words.json)."""

from __future__ import annotations

from functools import cache

import msgspec

from dragoman.errors import DataError
from dragoman.knowledge._load import read_text


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Word lists, all lower case."""

    starters: frozenset[str]
    adjectives: frozenset[str]
    officials: frozenset[str]
    roles: frozenset[str]
    counterparts: frozenset[str]
    pair_nouns: frozenset[str]
    pronouns: dict[str, str]
    possessives: dict[str, str]
    particles: frozenset[str]
    not_names: frozenset[str]
    facilities: frozenset[str]
    number_words: tuple[str, ...]
    articles: frozenset[str]
    links: frozenset[str]
    inside: frozenset[str]


@cache
def words() -> Words:
    """The lists, loaded once. Raises DataError where the file does not fit."""
    try:
        return msgspec.json.decode(read_text("en/words.json"), type=Words)
    except msgspec.DecodeError as error:
        raise DataError(f"knowledge/en/words.json: {error}") from error
