"""What the forms on a page offer: engagements that may be the same, persons who may be."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request

from dragoman.errors import RecordError
from dragoman.merging.names import words_of
from dragoman.merging.types import Engagement
from dragoman.model import Place
from dragoman.record.decisions import decisions_on
from dragoman.record.queries_types import Person
from dragoman.web.review.access import Reviewer, reviewer_of
from dragoman.web.review.rows import row_of
from dragoman.web.state import state_of

NAMESAKES = 8


def reviewer_shown(request: Request) -> Reviewer | None:
    """Who is signed in, for the page; nobody where the record cannot tell (the page of that error, say)."""
    try:
        return reviewer_of(request)
    except RecordError:
        return None


def near(request: Request, one: Engagement) -> tuple[Engagement, ...]:
    """Engagements that may be the same as this one."""
    return state_of(request).record.near(one.id)


def rulings_on(request: Request, one: Engagement) -> list[dict[str, Any]]:
    """The rulings that count and are about its reports."""
    keys = {support.key for support in one.reports}
    return [row_of(made) for made in decisions_on(state_of(request).record.store, keys)]


def namesakes(request: Request, person: Person) -> list[Person]:
    """Other persons who share the last word of the name."""
    words = words_of(person.name)
    found = state_of(request).record.persons(words[-1]) if words else []
    return [one for one in found if one.id != person.id][:NAMESAKES]


def field_values(one: Engagement) -> dict[str, str]:
    """What the fields of an engagement say now, in the words in which rulings say it."""
    dates = one.date
    days = [day for day in (dates.start, dates.end) if day] if dates else []
    return {
        "kind": one.kind,
        "status": one.status,
        "date": "/".join(dict.fromkeys(days)),
        "place": _place(one.place),
        "name": one.name or "",
        "cause": one.cause or "",
        "topics": ",".join(one.topics),
    }


def _place(place: Place | None) -> str:
    return ", ".join(filter(None, (place.city, place.country))) if place else ""
