"""What a page's plain text is made of: roles and blocks."""

from __future__ import annotations

from typing import Literal

import msgspec

Role = Literal[
    "headline",
    "standfirst",
    "byline",
    "dateline",
    "caption",
    "credit",
    "date",
    "navigation",
    "teaser",
    "list",
    "heading",
    "paragraph",
    "snippet",
    "junk",
]


class Block(msgspec.Struct, frozen=True):
    """One line or paragraph of the text, trimmed, its bullet or number left out.

    ``start`` and ``end`` are code points of the document's text. A ``snippet`` spans the title and the text
    of one search result, with a line break between them.
    """

    start: int
    end: int
    role: Role
