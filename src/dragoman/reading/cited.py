"""Whom a sentence cites as its source: "according to the ministry", ", the foreign ministry said"."""

from __future__ import annotations

import re

_CITED = re.compile(
    r", according to ([^,.;]{3,80}?)[,.;]?$"
    r"|, ([^,;“”\"]{3,80}?) (?:said|says|announced|reported)\b[^,;]{0,30}[.]?$"
)


def cited(sentence: str) -> str | None:
    """Who vouches for what a sentence tells, in its own words; None: whoever publishes it."""
    match = _CITED.search(sentence)
    return " ".join((match[1] or match[2]).split()) if match else None
