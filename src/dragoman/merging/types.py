"""What merging takes and gives. Reports in, engagements out; both are plain frozen records."""

from __future__ import annotations

from typing import Literal

import msgspec

from dragoman.model import Conflict, Dates, Evidence, Kind, Party, Place, Report, Status, Stop


class SourceReport(msgspec.Struct, frozen=True):
    """A report with where it comes from: all that merging may know of its document.

    ``key`` identifies the report: the document's content hash, a slash, its number within the reading.
    ``document`` is the id that the source gave; ``published`` the article's day, else the document's.
    ``origin`` groups copies: one agency's text printed by ten outlets is one origin.
    """

    key: str
    document: str
    report: Report
    published: str | None = None
    publisher: str | None = None
    origin: str | None = None


class Anchor(msgspec.Struct, frozen=True, order=True):
    """Where a ruling holds on to a report: its document (a hash of address and text), kind and words.

    A report's number within its document changes with the reader; its words do not.
    """

    document: str
    kind: Kind
    start: int
    end: int


class Ruling(msgspec.Struct, frozen=True):
    """A user's decision on two reports (or persons), or on a field; stronger than any rule.

    ``left`` and ``right`` are what the user named: ids of engagements or persons, or keys of reports.
    ``lefts`` and ``rights`` are the anchors of the reports that these meant when the ruling was made; persons
    need none. Merging itself reads the keys in ``left`` and ``right`` alone.
    """

    id: str
    verdict: Literal["same", "different", "field"]
    left: str
    right: str | None = None
    field: str | None = None
    value: str | None = None
    by: str = ""
    why: str = ""
    withdrawn: bool = False
    lefts: tuple[Anchor, ...] = ()
    rights: tuple[Anchor, ...] = ()


class HistoryEntry(msgspec.Struct, frozen=True):
    """What was said of an engagement and when: status on a day of publication, with the cause in its words."""

    published: str | None
    status: Status
    key: str
    cause: str | None = None
    date: Dates | None = None


class Support(msgspec.Struct, frozen=True):
    """One report of an engagement, as lists of sources show it."""

    key: str
    document: str
    published: str | None
    publisher: str | None
    status: Status
    evidence: tuple[Evidence, ...]


class Engagement(msgspec.Struct, frozen=True):
    """One engagement joined from its reports. ``id`` is readable: ``2021-01-26-call-blinken-garneau``.

    ``fields`` says for each field which reports (keys) support its value.
    """

    id: str
    kind: Kind
    status: Status
    parties: tuple[Party, ...]
    date: Dates | None
    reports: tuple[Support, ...]
    name: str | None = None
    cause: str | None = None
    place: Place | None = None
    stops: tuple[Stop, ...] = ()
    topics: tuple[str, ...] = ()
    confidence: float = 0.5
    origins: int = 1
    history: tuple[HistoryEntry, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    fields: dict[str, tuple[str, ...]] = {}
    trip: str | None = None
    """Id of the trip during which it took place, where one is known."""
    follows: str | None = None
    """Id of the engagement that was called off, put off or refused before, and that this one makes up for."""


class Merged(msgspec.Struct, frozen=True):
    """The merged view of a set of reports, in order of date and id; ``redirects`` map former ids to new ones."""

    engagements: tuple[Engagement, ...]
