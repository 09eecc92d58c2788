"""Documents with rulings as gold annotations (the form of ``dragoman evaluate``)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from dragoman.merging.anchors import anchored
from dragoman.merging.rulings import Rulings
from dragoman.merging.types import Engagement, SourceReport
from dragoman.model import Dates, Place

if TYPE_CHECKING:
    from dragoman.record.documents import StoredDocument
    from dragoman.record.store import Record

_CORE = frozenset({"call", "meeting", "talks", "trip", "conference"})
_UNSAFE = re.compile(r"[^\w.-]+")


def gold_of(record: Record) -> list[tuple[str, str, str]]:
    """(name of the file, annotation as JSON, text) of every document that rulings which count are about."""
    reports, rulings = record.reports(), [one for one in record.rulings() if not one.withdrawn]
    touched = {one.document for ruling in rulings for one in (*ruling.lefts, *ruling.rights)}
    simple = anchored(rulings, reports)
    found: list[tuple[str, str, str]] = []
    for stored in record.each_document():
        mine = [one for one in reports if one.key.rpartition("/")[0] == stored.key]
        if stored.key in touched and mine:
            engagements = _engagements(mine, Rulings(simple, frozenset(one.key for one in mine)))
            found.append((_name(stored, found), _annotation(stored, engagements), stored.document.text))
    return found


def _name(stored: StoredDocument, taken: Iterable[tuple[str, str, str]]) -> str:
    plain = _UNSAFE.sub("-", stored.document.id).strip("-.") or stored.key
    return f"{plain}-{stored.key[:8]}" if any(name == plain for name, _, _ in taken) else plain


def _engagements(reports: list[SourceReport], ruled: Rulings) -> list[Engagement]:
    """What the document tells under the rulings: reports that were ruled one are one."""
    from dragoman.merging.combine import combine  # noqa: PLC0415  (loads what merging knows)
    from dragoman.merging.ruled_persons import with_persons  # noqa: PLC0415
    from dragoman.merging.views import View  # noqa: PLC0415

    views = [View(one, number) for number, one in enumerate(with_persons(reports, ruled.persons))]
    groups = {view.key: [view] for view in views}
    for left, right in ruled.same:
        if groups[left] is not groups[right]:
            joined = groups[left] + groups[right]
            groups.update((view.key, joined) for view in joined)
    once = {id(group): group for group in groups.values()}
    return [ruled.mend(combine(group)) for group in once.values()]


def _annotation(stored: StoredDocument, engagements: list[Engagement]) -> str:
    form = {
        "id": stored.document.id,
        "published": stored.document.published,
        "genre": stored.genre,
        "engagements": [_engagement(one) for one in engagements],
    }
    return json.dumps(form, ensure_ascii=False, indent=2) + "\n"


def _engagement(one: Engagement) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "status": one.status,
        "name": one.name,
        "parties": [{"name": party.name, "role": party.role, "country": party.country} for party in one.parties],
        "date": _dates(one.date),
        "place": _place(one.place),
        "stops": [
            {
                "city": stop.city,
                "country": stop.country,
                "status": stop.status,
                "start": stop.start,
                "end": stop.end,
            }
            for stop in one.stops
        ],
        "topics": list(one.topics),
        "core": one.kind in _CORE,
        "evidence": one.reports[0].evidence[0].quote,
    }


def _dates(date: Dates | None) -> dict[str, str | None] | None:
    return None if date is None else {"start": date.start, "end": date.end}


def _place(place: Place | None) -> dict[str, str | None] | None:
    return None if place is None else {"city": place.city, "country": place.country}
