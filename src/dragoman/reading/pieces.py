"""One article of a page, as its blocks."""

from __future__ import annotations

import msgspec

from dragoman.model import Genre
from dragoman.reading.blocks import Block


class Piece(msgspec.Struct, frozen=True):
    """One article of a page. ``blocks`` are its lines in order, junk left out.

    ``published`` is an ISO day. ``dateline_city`` is the city as the dateline writes it; ``body_start`` is
    the offset where the running text begins after it. ``skips`` are spans inside blocks that are no words
    of the article (link text glued into a sentence).
    """

    blocks: tuple[Block, ...]
    title: str | None
    publisher: str | None
    published: str | None
    genre: Genre | None
    duplicate_of: int | None
    dateline_city: str | None
    body_start: int
    skips: tuple[tuple[int, int], ...] = ()
