"""Addresses of the pages of things: the one place that knows them, for pages, feeds and the API alike."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote, urlencode

from dragoman.model import Evidence

FORMATS = ("csv", "json", "ics", "atom")
"""Forms in which every list offers itself, by the ending of its address."""
Value = str | int | float | bool | Iterable[str] | None


def engagement(name: str) -> str:
    """The page of an engagement; that of a trip is the same thing seen as a journey (``trip``)."""
    return f"/engagements/{quote(name, safe='')}"


def compared(name: str) -> str:
    """The accounts of an engagement side by side."""
    return f"{engagement(name)}/compare"


def trip(name: str) -> str:
    return f"/trips/{quote(name, safe='')}"


def person(name: str) -> str:
    """The page of a person by id (or by any part of the name)."""
    return f"/persons/{quote(name, safe='')}"


def country(code: str) -> str:
    return f"/countries/{quote(code, safe='')}"


def pair(one: str, other: str) -> str:
    """The page of two countries (codes) or two persons (ids)."""
    return f"/pairs/{quote(one, safe='')}/{quote(other, safe='')}"


def topic(code: str) -> str:
    return f"/topics/{quote(code, safe='')}"


def document(key: str, *spans: Evidence) -> str:
    """The page of a document; with spans the words there are marked and shown first."""
    if not spans:
        return f"/documents/{quote(key, safe='')}"
    at = ",".join(f"{span.start}-{span.end}" for span in spans)
    return f"/documents/{quote(key, safe='')}?at={at}#w{spans[0].start}"


def of_report(report_key: str, *spans: Evidence) -> str:
    """The words of a report in its document (a report's key is its document's with a number)."""
    return document(report_key.partition("/")[0], *spans)


def calendar(when: str) -> str:
    """The calendar of a month (``2021-12``), a week (``2021-W50``) or of the month of a day."""
    return f"/calendar/{quote(when if 'W' in when else when[:7], safe='')}"


def listing(path: str, **filters: Value) -> str:
    """The address of a list with its filters; what is None, empty or False is left out."""
    given: list[tuple[str, str]] = []
    for name, value in filters.items():
        if value is None or value is False or value == "":
            continue
        if value is True:
            given.append((name, "1"))
        elif isinstance(value, str | int | float):
            given.append((name, str(value)))
        else:
            given += [(name, one) for one in value]
    return f"{path}?{urlencode(given)}" if given else path


def thing(kind: str, name: str) -> str:
    """The page of an engagement, by its kind: a trip's own page, else that of the engagement."""
    return trip(name) if kind == "trip" else engagement(name)
