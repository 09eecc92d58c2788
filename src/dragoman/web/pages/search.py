"""Search in sentences, persons and countries; and suggestions while one types."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from dragoman.knowledge.topics import CODES
from dragoman.record.queries import OpenRecord
from dragoman.record.queries_filters import QueryError, country_code, country_name
from dragoman.record.queries_forms import hit_form
from dragoman.record.queries_types import Hits, Person
from dragoman.texts import harmless
from dragoman.web import entries, links
from dragoman.web.lists import Listing, add_list
from dragoman.web.state import state_of
from dragoman.web.templates import words

router = APIRouter()
PEOPLE = 8
"""Persons shown above the sentences, and suggested while one types."""
_LONGEST = 200


def _hits(record: OpenRecord, filters: dict[str, Any]) -> Hits:
    asked = filters.pop("q").strip()
    return record.search(asked, **filters) if asked else Hits((), 0)


def _extra(request: Request, found: Hits) -> dict[str, Any]:
    asked = request.query_params.get("q", "").strip()
    return {
        "asked": asked,
        "people": persons_named(state_of(request).record, asked),
        "land": country_named(asked),
        "topics": topics_named(asked),
    }


def persons_named(record: OpenRecord, asked: str) -> list[Person]:
    """The persons whom a part of a name may mean, the most frequent first."""
    try:
        return record.persons(asked)[:PEOPLE] if asked else []
    except QueryError:  # no word of it can be part of a name
        return []


def country_named(asked: str) -> tuple[str, str] | None:
    """Code and name of the country or organisation that is called so, if there is one."""
    try:
        code = country_code(asked) if asked else None
    except QueryError:
        return None
    return None if code is None else (code, country_name(code))


def topics_named(asked: str) -> list[str]:
    """Codes of topics in which every word begins one of theirs."""
    parts = asked.lower().split()
    return [code for code in CODES if parts and all(any(w.startswith(p) for w in code.split("-")) for p in parts)]


SEARCH = Listing(
    path="/search",
    title="Search",
    template="search.html",
    query="search",
    ask=_hits,
    forms=lambda found: map(hit_form, found),
    entries=lambda found: map(entries.of_hit, found),
    extra=_extra,
    also=("q",),
)
add_list(router, SEARCH)


@router.get("/suggest")
def suggest(request: Request) -> Response:
    """What may be meant by the beginning of a word: persons, countries and topics with their pages, as JSON."""
    asked = request.query_params.get("q", "")[:_LONGEST].strip()
    of = request.query_params.get("of", "")
    found: list[dict[str, str]] = []
    land = country_named(asked)
    if of in ("", "country") and land is not None:
        found.append({"value": land[0], "label": land[1], "href": links.country(land[0])})
    if of in ("", "who"):
        people = persons_named(state_of(request).record, asked)
        found += [{"value": one.id, "label": _label(one), "href": links.person(one.id)} for one in people]
    if of == "":
        found += [{"value": code, "label": words(code), "href": links.topic(code)} for code in topics_named(asked)]
    return JSONResponse(found)


def _label(one: Person) -> str:
    lands = ", ".join(map(country_name, one.countries[:2]))
    return harmless(f"{one.name} ({lands})" if lands else one.name)
