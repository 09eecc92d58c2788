"""Lines of a brief and the footnotes that lead to their words."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from dragoman.merging.types import Engagement, Support
from dragoman.model import Dates, Evidence
from dragoman.record.queries_forms import as_report
from dragoman.show import UNTOLD, day, parties, where


class Note(msgspec.Struct, frozen=True):
    """A footnote: the words (offsets are code points of the document's text) and where they stand."""

    number: int
    document: str
    publisher: str | None
    published: str | None
    evidence: Evidence
    key: str
    """Of the document in the record."""


class Line(msgspec.Struct, frozen=True):
    """A line with the numbers of its footnotes and the engagement that it tells of."""

    words: str
    notes: tuple[int, ...]
    engagement: str


class Notes:
    """The footnotes as they are used, the same words having one number."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, int, int], Note] = {}

    @property
    def all(self) -> tuple[Note, ...]:
        """The footnotes in the order of their numbers."""
        return tuple(self._made.values())

    def of(self, reports: Iterable[Support]) -> tuple[int, ...]:
        """A footnote for each report: its fullest words."""
        return tuple(dict.fromkeys(self.at(support, _fullest(support)) for support in reports))

    def at(self, support: Support, span: Evidence) -> int:
        """A footnote to words of a report's document."""
        key = support.key.partition("/")[0]
        number = len(self._made) + 1
        made = Note(number, support.document, support.publisher, support.published, span, key)
        return self._made.setdefault((key, span.start, span.end), made).number


def _fullest(support: Support) -> Evidence:
    return min(support.evidence, key=lambda span: (-len(span.quote), span.start))


def about(one: Engagement) -> str:
    """Day, name, place and parties of an engagement as it is known now."""
    report = as_report(one)
    there = where(report)
    told = [one.name, None if there == UNTOLD else there, parties(report)]
    return f"{_day(one.date)}, " + ": ".join(filter(None, told))


def about_then(one: Engagement, dates: Dates | None) -> str:
    """The same for one report of it: the day that it gives, and the places without what became of each."""
    plain = msgspec.structs.replace(
        one, date=dates or one.date, stops=tuple(msgspec.structs.replace(stop, status=one.status) for stop in one.stops)
    )
    return about(plain)


def _day(dates: Dates | None) -> str:
    return day(dates) if dates is not None and (dates.start or dates.end) else "day not told"
