"""A page's text as articles: which lines belong to each, and what each is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from dragoman.model import Article, Genre
from dragoman.reading.blocks import Block, Role
from dragoman.reading.body import roles
from dragoman.reading.describe import Context, Zone, describe, late_days
from dragoman.reading.duplicates import duplicates
from dragoman.reading.glue import glued_junk
from dragoman.reading.heads import Head, find_heads
from dragoman.reading.page import Page, read_page
from dragoman.reading.pieces import Piece
from dragoman.reading.snippets import Results, find_results

__all__ = ["Piece", "article_of", "glued_junk", "page_genre", "split_articles"]

KEPT: Final[frozenset[Role]] = frozenset(
    {"headline", "standfirst", "caption", "heading", "list", "paragraph", "date", "snippet", "dateline"}
)
TEXT: Final[frozenset[Role]] = frozenset({"paragraph", "list", "heading", "date", "snippet"})


def split_articles(
    text: str,
    *,
    published: str | None = None,
    url: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
) -> list[Piece]:
    """The articles of ``text``, in order: one for an ordinary document, none for an empty one.

    A list of search results is one piece of genre "other" with a "snippet" block for each result. What
    the document says of itself (``published`` as ISO day, ``title``, ``publisher``) wins where it holds a
    single article; on a page of several, each tells its own, and ``published`` stands in where it tells none.
    """
    page = read_page(text)
    results = find_results(page)
    heads = find_heads(page, results, title)
    for r in results:
        page.kinds[r.first : r.last] = ["furniture"] * (r.last - r.first)
    lists = [r for r in results if r.items]
    context = Context(published, url, title, publisher, len(heads) + len(lists) <= 1)
    articles = [_piece(page, heads, k, context) for k in range(len(heads))]
    pieces = [piece for piece in articles if piece is not None] + [_snippet_piece(page, r) for r in lists]
    if not pieces:
        rest = _leftover(page, context)
        pieces = [rest] if rest is not None else []
    pieces.sort(key=lambda piece: piece.blocks[0].start)
    return late_days(text, _with_duplicates(text, pieces), published)


def _piece(page: Page, heads: list[Head], k: int, context: Context) -> Piece | None:
    """The article of head ``k``, up to the next one; None where nothing of it is left."""
    head = heads[k]
    end = heads[k + 1].start if k + 1 < len(heads) else len(page.lines)
    found = roles(page, head, end, context.only)
    blocks = [
        Block(page.lines[head.start + n].start, page.lines[head.start + n].end, role)
        for n, role in enumerate(found)
        if role in KEPT
    ]
    listed = any(block.role == "list" for block in blocks)
    blocks = _without_last_heading([block for block in blocks if block.role != "date" or listed], listed)
    if not any(block.role not in ("date", "heading") for block in blocks):
        return None
    above = tuple(page.lines[i].head for i in range(_top(page, heads, k), head.start))
    return describe(Zone(page, head, end, found, tuple(blocks), above), context)


def _without_last_heading(blocks: list[Block], listed: bool) -> list[Block]:
    """No heading stands at the end of running text: it was a link."""
    if not listed and any(block.role == "paragraph" for block in blocks):
        while blocks[-1].role == "heading":
            blocks.pop()
    return blocks


def _top(page: Page, heads: list[Head], k: int) -> int:
    """The first line above the headline of article ``k`` that may tell of it."""
    if k == 0:
        return max(0, heads[0].start - 12)
    i = heads[k].start
    while i - 1 > heads[k - 1].start and page.kinds[i - 1] in ("date", "byline"):
        i -= 1
    return i


def _leftover(page: Page, context: Context) -> Piece | None:
    """A page that the rules leave nothing of: all lines of some length are items."""
    at = [i for i, line in enumerate(page.lines) if line.words >= 4]
    if not at:
        return None
    blocks = tuple(Block(page.lines[i].start, page.lines[i].end, "list") for i in at)
    end = len(page.lines)
    return describe(Zone(page, Head(None, at[0], 0), end, ["list"] * end, blocks, ()), context)


def _snippet_piece(page: Page, results: Results) -> Piece:
    blocks = tuple(Block(page.lines[a].start, page.lines[b].end, "snippet") for a, b in results.items)
    return Piece(
        blocks=blocks,
        title=None,
        publisher=None,
        published=None,
        genre="other",
        duplicate_of=None,
        dateline_city=None,
        body_start=blocks[0].start,
    )


def _with_duplicates(text: str, pieces: list[Piece]) -> list[Piece]:
    if len(pieces) < 2:
        return pieces
    bodies = ["" if piece.blocks[0].role == "snippet" else _body(text, piece) for piece in pieces]
    return [
        msgspec.structs.replace(piece, duplicate_of=first)
        for piece, first in zip(pieces, duplicates(bodies), strict=True)
    ]


def _spans(piece: Piece) -> list[tuple[int, int]]:
    spans = [(b.start, b.end) for b in piece.blocks if b.role in TEXT]
    first = next((b.start for b in piece.blocks if b.role in ("paragraph", "list")), None)
    late = [(b.start, b.end) for b in piece.blocks if b.role == "caption" and first is not None and b.start > first]
    if not any(b.role in ("paragraph", "list", "snippet") for b in piece.blocks):
        return [(b.start, b.end) for b in piece.blocks]
    return sorted(spans + late)


def _body(text: str, piece: Piece) -> str:
    return "\n\n".join(text[a:b] for a, b in _spans(piece))


def article_of(piece: Piece, text: str) -> Article:
    """The piece as an article: the spans of its running text, joined by empty lines.

    Headline, standfirst and captions before the text are left out, unless the text itself is missing.
    """
    return Article(
        spans=tuple(_spans(piece)),
        text=_body(text, piece),
        title=piece.title,
        publisher=piece.publisher,
        published=piece.published,
        genre=piece.genre,
        duplicate_of=piece.duplicate_of,
    )


def page_genre(pieces: Sequence[Piece | Article]) -> Genre | None:
    """The genre of the whole document: "aggregate" for several pieces, else that of the one."""
    if len(pieces) > 1:
        return "aggregate"
    return pieces[0].genre if pieces else None
