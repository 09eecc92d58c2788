"""What is done to strings that come from outside, before they are read or shown."""

from __future__ import annotations

import re
import unicodedata

_SURROGATE = re.compile("[\ud800-\udfff]")
_REPLACEMENT = "\ufffd"
# Joiners shape Persian and Indic words and cannot reorder or hide text.
_JOINERS = "\u200c\u200d"


def without_surrogates(text: str) -> str:
    """``text`` with each lone surrogate, which no encoding can carry, as U+FFFD; offsets stay true."""
    return text if text.isascii() else _SURROGATE.sub(_REPLACEMENT, text)


def harmless(text: str) -> str:
    """``text`` as it may be shown on a terminal or a page: on one line, nothing that steers or hides.

    Line ends, tabs and other white space become spaces; control characters (escape sequences begin
    with one), private-use characters and surrogates become U+FFFD; bidirectional controls and
    invisible format characters are left out.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_shown, text))


def _shown(char: str) -> str:
    if char.isspace():
        return " "
    category = unicodedata.category(char)
    if category == "Cf":
        return char if char in _JOINERS else ""
    return _REPLACEMENT if category in {"Cc", "Co", "Cs"} else char


def shortened(text: str, limit: int) -> str:
    """``text`` cut at a word so that it has at most ``limit`` characters, the cut marked by "…"."""
    if len(text) <= limit:
        return text
    cut = text.rfind(" ", limit // 2, limit)
    return text[: cut if cut > 0 else limit - 1].rstrip(" ,;:–—-") + "…"
