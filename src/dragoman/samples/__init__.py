"""Sample documents that ship with the package, each with its gold annotation.

Every document says on its face that it is a sample. The facts come from public records (the travels of US
Secretaries of State, visits to the US, office-holders) and a few published reports; nothing else is told.
The annotations have the gold form: kinds, statuses, parties, dates, stops, topics and words of evidence.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Literal

import msgspec

from dragoman.errors import DataError
from dragoman.model import Kind, Status

_SUFFIXES = (".txt", ".html")


class _Day(msgspec.Struct, forbid_unknown_fields=True):
    start: str | None
    end: str | None


class _Place(msgspec.Struct, forbid_unknown_fields=True):
    city: str | None
    country: str | None


class _Party(msgspec.Struct, forbid_unknown_fields=True):
    name: str | None
    role: str | None
    country: str | None


class _Stop(msgspec.Struct, forbid_unknown_fields=True):
    city: str | None
    country: str | None
    status: Status
    start: str | None
    end: str | None


class _Engagement(msgspec.Struct, forbid_unknown_fields=True):
    kind: Kind
    status: Status
    parties: list[_Party]
    date: _Day | None
    place: _Place | None
    topics: list[str]
    core: bool
    evidence: str
    name: str | None = None
    stops: list[_Stop] = []
    date_free: bool = False


class _Article(msgspec.Struct, forbid_unknown_fields=True):
    title: str | None
    published: str | None
    first_words: str | None
    last_words: str | None
    source: str | None
    genre: Literal["news", "snippets"]
    duplicate_of: int | None = None


class _Gold(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    published: str | None
    genre: Literal["readout", "news", "trip_page", "schedule", "aggregate"]
    engagements: list[_Engagement]
    articles: list[_Article] = []


@cache
def _documents() -> tuple[tuple[str, Traversable], ...]:
    folder = files(__name__).joinpath("documents")
    found: dict[str, Traversable] = {}
    for path in folder.iterdir():
        stem, dot, suffix = path.name.rpartition(".")
        if dot + suffix not in _SUFFIXES:
            continue
        if stem in found:
            raise DataError(f"samples/documents/{path.name}: there is a second document named {stem}")
        found[stem] = path
    return tuple(sorted(found.items()))


def documents() -> list[tuple[str, Traversable]]:
    """The sample documents as (stem, file), by stem; files end in .txt or .html and are UTF-8.

    Raises:
        DataError: two files have the same stem.
    """
    return list(_documents())


def gold(stem: str) -> dict[str, Any]:
    """The gold annotation of the sample named ``stem``, as its JSON says it; a new dict at each call.

    Raises:
        DataError: there is no annotation of that name, or it has not the gold form.
    """
    name = f"samples/gold/{stem}.json"
    try:
        raw = files(__name__).joinpath("gold", f"{stem}.json").read_bytes()
    except OSError as error:
        raise DataError(f"{name}: cannot be read: {error}") from error
    try:
        checked = msgspec.json.decode(raw, type=_Gold)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DataError(f"{name}: {error}") from error
    if checked.id != stem:
        raise DataError(f"{name}: id: {checked.id!r} is not the name of the file")
    annotation: dict[str, Any] = msgspec.json.decode(raw)
    return annotation
