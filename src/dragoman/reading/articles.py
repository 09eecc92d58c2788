"""A page's text as articles: which lines belong to each, its title, publisher, day and genre."""

from __future__ import annotations

import datetime
import re
from typing import Final

import msgspec

from dragoman.model import Article, Genre
from dragoman.reading import genre as genres
from dragoman.reading.blocks import Block, Role
from dragoman.reading.body import roles
from dragoman.reading.dateline import dateline, publisher_named
from dragoman.reading.duplicates import duplicates
from dragoman.reading.heads import Head, find_heads
from dragoman.reading.layout import matchers
from dragoman.reading.page import Page, read_page, same_title
from dragoman.reading.published import Clues, first_day, published_day
from dragoman.reading.snippets import Results, find_results, snippet_day

KEPT: Final[frozenset[Role]] = frozenset(
    {"headline", "standfirst", "caption", "heading", "list", "paragraph", "date", "snippet", "dateline"}
)
TEXT: Final[frozenset[Role]] = frozenset({"paragraph", "list", "heading", "date", "snippet"})
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = re.compile(r"\b(?:on\s)?(Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b")
_ARCHIVE = re.compile(r"\bfile\b", re.IGNORECASE)
_GLUED = re.compile(
    r"(?P<w>[A-ZÀ-Þ][\w’'-]{0,28}[a-zà-ÿ])(?P<dup>(?:[A-ZÀ-Þ][\w.’'-]{0,28} ){0,4}(?P=w))(?=[A-Z0-9“\"'‘])"
)
_LINK_END = re.compile(r"\sMORE\b")
_LINK_ROOM: Final = 700  # code points that glued link text may take
_CAPTION_DAYS: Final = 2  # a picture is shown within so many days


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
    only = len(heads) + len(lists) <= 1
    context = _Context(published, url, title, publisher, only)
    pieces = [
        _piece(page, heads, k, results, context) for k in range(len(heads))
    ]
    pieces = [piece for piece in pieces if piece.blocks]
    snippets = [_snippet_piece(text, page, r) for r in lists]
    merged = sorted((*pieces, *snippets), key=lambda piece: piece.blocks[0].start)
    return _with_days(text, _with_duplicates(text, merged), published)


class _Context(msgspec.Struct, frozen=True):
    published: str | None
    url: str | None
    title: str | None
    publisher: str | None
    only: bool


def _piece(page: Page, heads: list[Head], k: int, results: list[Results], context: _Context) -> Piece:
    head = heads[k]
    end = heads[k + 1].start if k + 1 < len(heads) else len(page.lines)
    found = roles(page, head, end, context.only)
    for r in results:
        for i in range(max(r.first, head.start), min(r.last, end)):
            found[i - head.start] = "snippet" if r.items else "junk"
    blocks = [
        Block(page.lines[head.start + n].start, page.lines[head.start + n].end, role)
        for n, role in enumerate(found)
        if role in KEPT and role != "snippet"
    ]
    listed = any(block.role == "list" for block in blocks)
    blocks = [block for block in blocks if block.role != "date" or listed]
    above = [page.lines[i] for i in range(_top(page, heads, k), head.start)]
    blocks = _last_first(page.text, blocks)
    return _described(page, head, end, found, tuple(blocks), [line.head for line in above], context)


def _last_first(text: str, blocks: list[Block]) -> list[Block]:
    """No heading stands at the end of an article that has text."""
    while len(blocks) > 2 and blocks[-1].role == "heading" and any(b.role == "paragraph" for b in blocks):
        if any(b.role == "list" for b in blocks):
            break
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


def _described(
    page: Page,
    head: Head,
    end: int,
    found: list[Role],
    blocks: tuple[Block, ...],
    above: list[str],
    context: _Context,
) -> Piece:
    text = page.text
    first = next((block for block in blocks if block.role in ("paragraph", "list")), None)
    line = dateline(text[first.start : first.start + 400]) if first is not None else None
    own = _title(text, blocks)
    title = (context.title if context.only else None) or own
    said = _publisher(page, head, end, found, above)
    publisher = context.publisher or said if context.only else said
    if publisher is None and line is not None and line.agency:
        publisher = line.agency
    if context.only and publisher is None:
        known = genres.publisher_of_url(context.url)
        publisher = known.name if known else None
    day = _day(page, head, end, first, above, line.text if line else None, context)
    start = first.start if first is not None else (blocks[0].start if blocks else 0)
    agency = line is not None and line.agency is not None
    return Piece(
        blocks=blocks,
        title=title,
        publisher=publisher,
        published=day,
        genre=_genre(page, head, blocks, title, publisher, above, agency, context),
        duplicate_of=None,
        dateline_city=line.city if line else None,
        body_start=start + (line.end if line else 0),
        skips=tuple(span for block in blocks for span in glued_junk(text, block.start, block.end)),
    )


def _title(text: str, blocks: tuple[Block, ...]) -> str | None:
    for block in blocks:
        if block.role == "headline":
            return " ".join(text[block.start : block.end].split())
    return None


def _publisher(page: Page, head: Head, end: int, found: list[Role], above: list[str]) -> str | None:
    """Whom bylines, date lines and credits of the article, or the lines above it, name."""
    near = [
        page.lines[i].head
        for i in range(head.start, end)
        if page.kinds[i] in ("byline", "date") and found[i - head.start] in ("byline", "date")
    ][:6]
    credits = [page.lines[i].head for i in range(head.start, end) if page.kinds[i] == "credit"]
    for line in (*near, *credits, *above):
        hit = matchers().publisher.search(line)
        if hit and hit[0] == hit[0].strip():
            name = publisher_named(hit[0])
            if name and (line in near or line in credits or len(hit[0]) >= 0.4 * len(line.strip())):
                return name
    return None


def _day(
    page: Page, head: Head, end: int, first: Block | None, above: list[str], line: str | None, context: _Context
) -> str | None:
    if context.only and context.published:
        return context.published
    limit = first.start if first is not None else page.lines[end - 1].end
    own = [i for i in range(head.start, end) if i != head.title]
    after = [page.lines[i].head for i in own if page.lines[i].start < limit and _dates_it(page, i)]
    tail = [
        page.lines[i].head for i in own if page.lines[i].start >= limit and page.kinds[i] in ("date", "credit")
    ]
    before = [head for head in above if len(head) <= 160]
    clues = Clues(
        after=tuple(after),
        before=tuple(before),
        tail=tuple(tail),
        dateline=line,
        url=context.url if context.only else None,
    )
    found = published_day(clues)
    if found is None and head.title is not None and context.only:
        found = first_day(page.lines[head.title].head)
    return found


def _dates_it(page: Page, i: int) -> bool:
    return page.kinds[i] in ("date", "byline", "credit") or (
        page.kinds[i] in ("furniture", "navigation") and page.lines[i].size <= 160
    )


def _genre(
    page: Page,
    head: Head,
    blocks: tuple[Block, ...],
    title: str | None,
    publisher: str | None,
    above: list[str],
    agency: bool,
    context: _Context,
) -> Genre:
    text = page.text
    start = next((b.start for b in blocks if b.role in ("paragraph", "list")), None)
    lines = [line.head for line in page.lines if start is not None and line.start < start][-14:]
    own = [b for b in blocks if b.role == "paragraph"]
    clues = genres.Clues(
        title=title,
        top="\n".join([*above, *(line for line in lines if context.only and len(line) <= 120)]),
        text="\n".join(text[b.start : min(b.end, b.start + 600)] for b in own[:6]),
        items=tuple(text[b.start : min(b.end, b.start + 60)] for b in blocks if b.role == "list"),
        paragraphs=len(own),
        days=sum(b.role == "date" for b in blocks),
        publisher=publisher,
        agency=agency,
        url=context.url if context.only else None,
    )
    return genres.genre(clues)


def _snippet_piece(text: str, page: Page, results: Results) -> Piece:
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
        skips=(),
    )


def _with_duplicates(text: str, pieces: list[Piece]) -> list[Piece]:
    if len(pieces) < 2:
        return pieces
    bodies = ["" if piece.blocks[0].role == "snippet" else _body(text, piece) for piece in pieces]
    return [
        msgspec.structs.replace(piece, duplicate_of=first)
        for piece, first in zip(pieces, duplicates(bodies), strict=True)
    ]


def _with_days(text: str, pieces: list[Piece], published: str | None) -> list[Piece]:
    """Days that an article does not tell itself: of its snippet, its caption, the page."""
    told = _snippet_days(text, pieces)
    filled: list[Piece] = []
    for piece in pieces:
        day = piece.published
        if day is None and piece.blocks[0].role != "snippet":
            day = next((d for name, d in told if piece.title and same_title(name, piece.title)), None)
            day = day or _caption_day(text, piece)
        filled.append(msgspec.structs.replace(piece, published=day or published))
    return filled


def _snippet_days(text: str, pieces: list[Piece]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for piece in pieces:
        for block in piece.blocks:
            if block.role == "snippet":
                day = snippet_day(text, block.start, block.end)
                if day:
                    found.append((text[block.start : block.end].split("\n", 1)[0].strip(), day))
    return found


def _caption_day(text: str, piece: Piece) -> str | None:
    """The day after a fresh picture's that the first sentence names by its weekday.

    Only where a caption before the text, no archive one, bears a full date and the first paragraph names
    one weekday: the nearest such day within two days of the picture's.
    """
    lead = next((b for b in piece.blocks if b.role == "paragraph"), None)
    if lead is None:
        return None
    days = {match[1] for match in _WEEKDAY.finditer(text[lead.start : min(lead.end, lead.start + 600)])}
    shots = [
        text[b.start : b.end] for b in piece.blocks if b.role == "caption" and b.start < lead.start
    ]
    taken = next((day for shot in shots if not _ARCHIVE.search(shot) for day in [first_day(shot)] if day), None)
    if taken is None or len(days) != 1:
        return None
    start = datetime.date.fromisoformat(taken)
    wanted = _WEEKDAYS.index(next(iter(days)).lower())
    ahead = (wanted - start.weekday()) % 7
    return (start + datetime.timedelta(days=ahead)).isoformat() if ahead <= _CAPTION_DAYS else None


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


def page_genre(pieces: list[Piece]) -> Genre | None:
    """The genre of the whole document: "aggregate" for several pieces, else that of the one."""
    if len(pieces) > 1:
        return "aggregate"
    return pieces[0].genre if pieces else None


def glued_junk(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans between ``start`` and ``end`` that are link text glued into a sentence.

    A capitalised name is repeated without a space ("Jane DoeJane DoeOther headline ... MORE said"): the
    second name and all up to "MORE" are no words of the sentence. Linear in the length of the span.
    """
    if " MORE" not in text[start:end]:
        return []
    spans: list[tuple[int, int]] = []
    at = start
    while True:
        found = _GLUED.search(text, at, end)
        if not found:
            return spans
        last = _LINK_END.search(text, found.end(), min(end, found.end() + _LINK_ROOM))
        if last:
            spans.append((found.start("dup"), last.end()))
            at = last.end()
        else:
            at = found.end()
