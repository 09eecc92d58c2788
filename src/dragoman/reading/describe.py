"""What an article is: its title, publisher, day of publication and genre, from its lines and those above."""

from __future__ import annotations

import datetime
import re
from typing import Final

import msgspec

from dragoman.model import Genre
from dragoman.reading import genre as genres
from dragoman.reading.blocks import Block, Role
from dragoman.reading.dateline import Dateline, dateline, publisher_named
from dragoman.reading.glue import glued_junk
from dragoman.reading.heads import Head
from dragoman.reading.layout import matchers
from dragoman.reading.page import Page, is_list, same_title
from dragoman.reading.pieces import Piece
from dragoman.reading.published import Clues, find_dates, first_day, published_day
from dragoman.reading.snippets import snippet_day

_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = re.compile(r"\b(Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b")
_ARCHIVE = re.compile(r"\bfile\b", re.IGNORECASE)
_CAPTION_DAYS: Final = 2  # a picture is shown within so many days
_DATE_LINE: Final = 160  # code points of a line that may tell a day


class Context(msgspec.Struct, frozen=True):
    """What the document says of itself; ``only`` where it holds a single article."""

    published: str | None
    url: str | None
    title: str | None
    publisher: str | None
    only: bool


class Zone(msgspec.Struct, frozen=True):
    """The lines of one article: from ``head`` to line ``end`` (left out), their roles, the blocks kept of
    them, and the lines above its headline that may tell of it."""

    page: Page
    head: Head
    end: int
    roles: list[Role]
    blocks: tuple[Block, ...]
    above: tuple[str, ...]


def describe(zone: Zone, context: Context) -> Piece:
    """The piece that a zone is. Pure: the same lines give the same piece."""
    text = zone.page.text
    first = next((block for block in zone.blocks if block.role in ("paragraph", "list")), None)
    line = dateline(text[first.start : first.start + 400]) if first is not None else None
    title = (context.title if context.only else None) or _title(zone)
    publisher = _publisher(zone, line, context)
    start = first.start if first is not None else zone.blocks[0].start
    return Piece(
        blocks=zone.blocks,
        title=title,
        publisher=publisher,
        published=_day(zone, first, line, context),
        genre=_genre(zone, title, publisher, line, context),
        duplicate_of=None,
        dateline_city=line.city if line else None,
        body_start=start + (line.end if line else 0),
        skips=tuple(span for block in zone.blocks for span in glued_junk(text, block.start, block.end)),
    )


def _title(zone: Zone) -> str | None:
    for block in zone.blocks:
        if block.role == "headline":
            return " ".join(zone.page.text[block.start : block.end].split())
    return None


def _publisher(zone: Zone, line: Dateline | None, context: Context) -> str | None:
    """Given with the document, else named by bylines, credits, the page's top, the dateline, the address."""
    if context.only and context.publisher:
        return context.publisher
    named = _named_publisher(zone) or (line.agency if line else None)
    if named or not context.only:
        return named
    known = genres.publisher_of_url(context.url)
    return known.name if known else None


def _named_publisher(zone: Zone) -> str | None:
    page, first = zone.page, zone.head.start
    near: list[str] = []
    credits: list[str] = []
    for i in range(first, zone.end):
        kind = page.kinds[i]
        if kind in ("byline", "date") and zone.roles[i - first] == kind and len(near) < 6:
            near.append(page.lines[i].head)
        elif kind == "credit":
            credits.append(page.lines[i].head)
    for line in (*near, *credits):
        hit = matchers().publisher.search(line)
        if hit:
            return publisher_named(hit[0])
    for line in zone.above:  # a site's name is most of its line
        hit = matchers().publisher.search(line)
        if hit and len(hit[0]) >= 0.4 * len(line.strip()):
            return publisher_named(hit[0])
    return None


def _day(zone: Zone, first: Block | None, line: Dateline | None, context: Context) -> str | None:
    if context.only and context.published:
        return context.published
    page, head = zone.page, zone.head
    own = [i for i in range(head.start, zone.end) if i != head.title]
    limit = first.start if first is not None else page.lines[zone.end - 1].end
    after = [page.lines[i].head for i in own if page.lines[i].start < limit and _may_date(page, i)]
    late = [i for i in own if page.lines[i].start >= limit and page.kinds[i] in ("date", "credit")]
    if sum(page.kinds[i] == "date" for i in own) >= 2 and is_list(page, head.start, zone.end):
        # the days that head a schedule's items are no day of publication
        after = [told for told in after if any(found.label != "plain" for found in find_dates(told))]
    clues = Clues(
        after=tuple(after),
        before=tuple(told for told in zone.above if len(told) <= _DATE_LINE),
        tail=tuple(page.lines[i].head for i in late),
        dateline=line.text if line else None,
        url=context.url if context.only else None,
    )
    found = published_day(clues)
    if found is None and head.title is not None and context.only:
        return first_day(page.lines[head.title].head)
    return found


def _may_date(page: Page, i: int) -> bool:
    if page.kinds[i] in ("date", "byline", "credit"):
        return True
    return page.kinds[i] in ("furniture", "navigation") and page.lines[i].size <= _DATE_LINE


def _genre(zone: Zone, title: str | None, publisher: str | None, line: Dateline | None, context: Context) -> Genre:
    text, blocks = zone.page.text, zone.blocks
    start = next((b.start for b in blocks if b.role in ("paragraph", "list")), None)
    lines = [one.head for one in zone.page.lines if start is not None and one.start < start][-14:]
    near = [one for one in lines if context.only and len(one) <= 120]
    own = [b for b in blocks if b.role == "paragraph"]
    clues = genres.Clues(
        title=title,
        top="\n".join((*zone.above, *near)),
        text="\n".join(text[b.start : min(b.end, b.start + 600)] for b in own[:6]),
        items=tuple(text[b.start : min(b.end, b.start + 60)] for b in blocks if b.role == "list"),
        paragraphs=len(own),
        days=sum(b.role == "date" for b in blocks),
        publisher=publisher,
        agency=line is not None and line.agency is not None,
        url=context.url if context.only else None,
    )
    return genres.genre(clues)


def late_days(text: str, pieces: list[Piece], published: str | None) -> list[Piece]:
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
    shots = [text[b.start : b.end] for b in piece.blocks if b.role == "caption" and b.start < lead.start]
    taken = next((day for shot in shots if not _ARCHIVE.search(shot) for day in [first_day(shot)] if day), None)
    if taken is None or len(days) != 1:
        return None
    start = datetime.date.fromisoformat(taken)
    wanted = _WEEKDAYS.index(next(iter(days)).lower())
    ahead = (wanted - start.weekday()) % 7
    return (start + datetime.timedelta(days=ahead)).isoformat() if ahead <= _CAPTION_DAYS else None
