"""What the readers of rules share: their shape, and the making of a mention."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from dragoman.reading.times_mention import Form, TimeMention
from dragoman.reading.times_tokens import Tokens, name_of

Inner = Callable[[int, int], TimeMention | None]
Match = re.Match[str]
Builder = Callable[[Tokens, Match, Inner], TimeMention | None]

_LEADS: Final = frozenset(
    [
        "in",
        "on",
        "at",
        "by",
        "for",
        "since",
        "until",
        "from",
        "to",
        "through",
        "during",
        "rank",
        "of",
        "between",
        "and",
    ]  # classes of words
)


def mention(tokens: Tokens, i: int, j: int, form: Form, **fields: Any) -> TimeMention:
    """The mention of tokens i to j with the preposition before it."""
    led = name_of(tokens, i - 2) in _LEADS and tokens.codes[i - 1] in " _"
    lead = tokens.words[i - 2].lower() if led else None
    words = "".join(tokens.words[i:j])
    return TimeMention(tokens.offsets[i], tokens.offsets[j], words, form, lead=lead, **fields)
