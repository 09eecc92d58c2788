"""Given names that go with "he" or with "she" nearly everywhere; names borne by both are left out."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

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


_SHE = re.compile(r"(?:ova|eva|ská|skaya|aya|ienė|iene|aitė|aite|utė|ytė|yte|dóttir|dottir)$")
_HE = re.compile(r"(?:ov|ev|ský|skiy|skyi|sky|sson|enas|auskas)$")
_DAUGHTER, _SON = frozenset({"bint", "binti", "binte"}), frozenset({"bin", "ibn", "ould"})


@lru_cache(maxsize=16384)
def gender_of(name: str) -> str | None:
    """``m`` or ``f`` by the first word of a full name, else by what says son or daughter in the rest of it.

    None for single words, for names not in the list, and for last names that men and women share.
    """
    first, _, rest = name.partition(" ")
    if not rest:
        return None
    folded = _plain(first)
    if folded in _names().m:
        return "m"
    if folded in _names().f:
        return "f"
    words = set(rest.lower().split())
    if words & _DAUGHTER or _SHE.search(rest.lower()):
        return "f"
    return "m" if words & _SON or _HE.search(rest.lower()) else None


def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word.lower())
    return "".join(char for char in decomposed if not unicodedata.combining(char))
