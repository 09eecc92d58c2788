"""Names compared word by word, without accents and case."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

_WORD = re.compile(r"[a-z0-9]+")


@lru_cache(maxsize=65536)
def words_of(name: str) -> tuple[str, ...]:
    """The folded words of a name or title."""
    return tuple(_WORD.findall(anyascii(name).lower().replace("'", "").replace("’", "")))
