"""What a calendar or a feed shows of one item of any list: an engagement, a gap, a claim, a row of an audit."""

from __future__ import annotations

import msgspec

from dragoman.model import Status


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One item of a list.

    Attributes:
        id: stable and unique within its list; of an engagement its id.
        title: one line.
        path: address of its page within the web app, beginning with a slash.
        start, end: days as coarse as the words ("2023", "2023-11", "2023-11-09"), None where not known.
        status: of an engagement; None for what has none.
        updated: last day (or moment, ISO 8601) on which something was published about it; None where not known.
        place: where, in words.
        words: the quote that says it, or a note; text from documents.
        categories: kinds, topics.
    """

    id: str
    title: str
    path: str
    start: str | None = None
    end: str | None = None
    status: Status | None = None
    updated: str | None = None
    place: str | None = None
    words: str | None = None
    categories: tuple[str, ...] = ()
