"""What a source yields."""

from __future__ import annotations

from typing import Literal

import msgspec

from dragoman.model import Document

Format = Literal["text", "html", "jsonl"]


class LeftOut(msgspec.Struct, frozen=True):
    """A document that could not be had: where it stands, and why, in one line that says what to do."""

    where: str
    reason: str


class Note(msgspec.Struct, frozen=True):
    """Something that the user should know of a source that could be read all the same."""

    where: str
    text: str


class Wanted(msgspec.Struct, frozen=True):
    """How the user wants sources to be read.

    ``format`` None: told by the file's name, else by its first bytes. ``encoding`` None: UTF-8, or
    what a byte order mark or an HTML page declares. ``published`` (YYYY-MM-DD) and ``url`` belong to
    the one document of a run and go before what the document says of itself.
    """

    format: Format | None = None
    encoding: str | None = None
    published: str | None = None
    url: str | None = None


Item = Document | LeftOut | Note
