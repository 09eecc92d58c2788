"""Entries as an iCalendar (RFC 5545, 7986): what has a day becomes an event of whole days.

* An entry whose first day is known only by its month or year is left out: a calendar can only show days, and no
  day is made up. ``dated`` says which entries are shown.
* A last day that is not told, or told by its month alone, leaves one day.
* planned is TENTATIVE, held and cut short are CONFIRMED, cancelled and declined are CANCELLED. Postponed is
  TENTATIVE, as the day that the record has may be the new one; the title says that it was put off.
* UID and DTSTAMP come from the entry (its id; the last day of publication), never from a clock: the same answer
  is the same file, and a calendar that subscribes to it updates its events.
* No event makes its reader busy (TRANSP:TRANSPARENT).
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING

from dragoman.errors import DragomanError
from dragoman.exports.entry import Entry
from dragoman.texts import harmless

if TYPE_CHECKING:
    from icalendar import Event
    from icalendar.enums import STATUS

PRODID = "-//dragoman//record of diplomacy//EN"
_STATUS = {
    "planned": "TENTATIVE",
    "postponed": "TENTATIVE",
    "held": "CONFIRMED",
    "cut_short": "CONFIRMED",
    "cancelled": "CANCELLED",
    "declined": "CANCELLED",
}
_DAY = datetime.timedelta(days=1)


def ics_of(entries: Iterable[Entry], *, name: str, base: str | None = None, scope: str = "engagements") -> str:
    """The calendar of the entries that have a day, in their order; lines end in CR LF.

    Args:
        name: what calendar programs call it.
        base: address of the web app that links lead to ("https://record.example.org"); None for no links.
        scope: what the ids are ids of. The same engagement is the same event in every calendar of one scope.

    Raises:
        DragomanError: the package icalendar is not installed.
    """
    try:
        from icalendar import Calendar  # noqa: PLC0415
    except ImportError:
        raise DragomanError("icalendar is not installed: pip install 'dragoman[web]'") from None
    uid = str(uuid.uuid5(uuid.NAMESPACE_URL, f"dragoman:{scope}:{name}"))
    found = Calendar.new(prodid=PRODID, name=_plain(name), uid=uid)
    for one in entries:
        span = days_of(one)
        if span is not None:
            found.add_component(_event(one, span, base, scope))
    return str(found.to_ical().decode("utf-8"))


def dated(entries: Iterable[Entry]) -> list[Entry]:
    """The entries that a calendar can show."""
    return [one for one in entries if days_of(one) is not None]


def days_of(one: Entry) -> tuple[datetime.date, datetime.date] | None:
    """First and last day of an entry; None where no full day is known."""
    first = _day(one.start or one.end)
    last = _day(one.end)
    return None if first is None else (first, max(first, last or first))


def _day(value: str | None) -> datetime.date | None:
    if value is None or len(value) < 10:
        return None
    try:
        return datetime.date.fromisoformat(value[:10])
    except ValueError:
        return None


def _event(one: Entry, span: tuple[datetime.date, datetime.date], base: str | None, scope: str) -> Event:
    from icalendar import Event  # noqa: PLC0415
    from icalendar.enums import TRANSP  # noqa: PLC0415

    first, last = span
    stamp = _day(one.updated) or first
    return Event.new(
        uid=f"{_plain(one.id)}@{scope}.dragoman",
        stamp=datetime.datetime(stamp.year, stamp.month, stamp.day, tzinfo=datetime.UTC),
        start=first,
        end=last + _DAY if last < datetime.date.max else None,  # the end is the day after the last one
        summary=_plain(one.title),
        description=None if one.words is None else f"“{_plain(one.words)}”",
        location=None if one.place is None else _plain(one.place),
        url=None if base is None else base.rstrip("/") + one.path,
        categories=[_plain(word) for word in one.categories],
        status=_status(one),
        transparency=TRANSP.TRANSPARENT,
    )


def _status(one: Entry) -> STATUS | None:
    from icalendar.enums import STATUS  # noqa: PLC0415

    return None if one.status is None else STATUS(_STATUS[one.status])


def _plain(text: str) -> str:
    return " ".join(harmless(text).split())
