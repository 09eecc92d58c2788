"""Given names that go with "he" or with "she" nearly everywhere; names borne by both are left out."""

from __future__ import annotations

import unicodedata
from functools import cache

import msgspec

from dragoman.errors import DataError
from dragoman.knowledge._load import read_text


class GivenNames(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names in lower case without accents."""

    m: frozenset[str]
    f: frozenset[str]


@cache
def _names() -> GivenNames:
    try:
        return msgspec.json.decode(read_text("given_names.json"), type=GivenNames)
    except msgspec.DecodeError as error:
        raise DataError(f"knowledge/given_names.json: {error}") from error


def gender_of(name: str) -> str | None:
    """``m`` or ``f`` by the first word of a full name; None for single words and for names not in the list."""
    first, _, rest = name.partition(" ")
    if not rest:
        return None
    decomposed = unicodedata.normalize("NFKD", first.lower())
    folded = "".join(char for char in decomposed if not unicodedata.combining(char))
    if folded in _names().m:
        return "m"
    return "f" if folded in _names().f else None
