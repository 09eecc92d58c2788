"""The XML lists of the US Office of the Historian: travels of Presidents and Secretaries, visits of leaders.

Form (github.com/HistoryAtState/travels and visits, CC0): a ``trip`` has ``role``, ``name``, ``start-date``,
``end-date``, ``country`` (with an id), ``locale`` (cities parted by commas), ``remarks``; a ``visit`` has
``visitor`` (title and name), ``from`` (with an id), ``start-date``, ``end-date``, ``description``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree import ElementTree

from dragoman.errors import SourceError
from dragoman.model import Document, ListRow
from dragoman.sources.lists.lands import land
from dragoman.sources.lists.travellers import titled

PUBLISHER = "Office of the Historian, US Department of State"
_ROW = re.compile(r"<(trip|visit)\b.*?</\1>", re.DOTALL)
_ROOT = {"trips": "trip", "visits": "visit"}
_COMMAND = {"trips": "travels", "visits": "visits"}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ROLES = {"secretary": "Secretary of State", "president": "President"}


def rows(document: Document, wanted: str) -> tuple[ListRow, ...]:
    """The rows of a list of travels (``wanted`` "trips") or visits ("visits"), in its order.

    Raises:
        SourceError: it is not well-formed, has another form, or has no rows.
    """
    text = document.text
    try:
        root = ElementTree.fromstring(text.encode("utf-8"))
    except ElementTree.ParseError as error:
        raise SourceError(f"is not well-formed XML ({error}): mend or fetch it again") from None
    if root.tag != wanted:
        other = "; import it with `dragoman import " + _COMMAND[root.tag] + "`" if root.tag in _COMMAND else ""
        raise SourceError(f"begins with <{root.tag}>, a list of {_COMMAND[wanted]} begins with <{wanted}>{other}")
    kind = _ROOT[wanted]
    spans = [match.span() for match in _ROW.finditer(text) if match[1] == kind]
    elements = root.findall(kind)
    if len(spans) != len(elements):
        raise SourceError(f"holds {len(elements)} rows, of which {len(spans)} can be told apart in its text")
    if not spans:
        raise SourceError("has no rows")
    make = _travel if kind == "trip" else _visit
    return tuple(
        make(number, element, document, span)
        for number, (element, span) in enumerate(zip(elements, spans, strict=True), start=1)
    )


def last_change(text: str) -> str | None:
    """The last day on which a row was made or changed: the day that the list speaks from."""
    stamps = re.findall(r"<(?:created|last-modified)-datetime>(\d{4}-\d{2}-\d{2})T", text)
    return max(stamps, default=None)


def _told(element: ElementTree.Element, name: str) -> str:
    """The words of a field, in one line; "" where it is empty or missing."""
    return " ".join((element.findtext(name) or "").split())


def _day(element: ElementTree.Element, name: str) -> str | None:
    words = _told(element, name)
    return words if _DAY.fullmatch(words) else None


def _travel(number: int, row: ElementTree.Element, document: Document, span: tuple[int, int]) -> ListRow:
    place = row.find("country")
    words = _told(row, "country")
    role = _told(row, "role")
    return ListRow(
        number=number,
        evidence=document.evidence(*span),
        id=_told(row, "id") or None,
        name=_told(row, "name"),
        role=_ROLES.get(role, role.capitalize() or None),
        acting_for="US",
        place=words,
        place_id=None if place is None else place.get("id"),
        country=land(words),
        cities=cities(_told(row, "locale")),
        start=_day(row, "start-date"),
        end=_day(row, "end-date"),
        remarks=_told(row, "remarks"),
    )


def _visit(number: int, row: ElementTree.Element, document: Document, span: tuple[int, int]) -> ListRow:
    role, name = titled(_told(row, "visitor"))
    return ListRow(
        number=number,
        evidence=document.evidence(*span),
        id=_told(row, "id") or None,
        name=name,
        role=role,
        acting_for=land(_told(row, "from")),
        place="United States",
        place_id="united-states",
        country="US",
        cities=(),
        start=_day(row, "start-date"),
        end=_day(row, "end-date"),
        remarks=_told(row, "description"),
    )


def cities(locale: str) -> tuple[str, ...]:
    """The cities of a locale: "Rome, Anagni , Fiuggi"; "" has none."""
    return tuple(_each(locale.split(",")))


def _each(parts: Iterable[str]) -> Iterable[str]:
    return (city for part in parts if (city := part.strip()))
