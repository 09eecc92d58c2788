"""The list of countries and organisations, and one: who acts for it, partners, visits received, ties, along time."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman.record.contacts.ties import words_of as tie_words
from dragoman.record.queries_filters import MissingError, QueryError, country_code
from dragoman.record.queries_people import CountryList
from dragoman.record.queries_types import CountryPage
from dragoman.web import drawn, entries, links
from dragoman.web.filters import filters_of
from dragoman.web.lists import Listing, add_list, files_of, query_of
from dragoman.web.pages.persons import DRAWN, SHOWN, latest_until
from dragoman.web.state import State, state_of
from dragoman.web.templates import page

router = APIRouter()
_EVERY = 1000
"""Partners that the map shows, which are all."""


def _ask(record: Any, filters: dict[str, Any]) -> CountryList:
    kept = {name: value for name, value in filters.items() if name not in ("q", "order")}
    found: CountryList = record.country_list(filters["q"] or None, order=filters["order"] or "count", **kept)
    return found


LIST = Listing(
    path="/countries",
    title="Countries",
    template="countries.html",
    query="country_list",
    ask=_ask,
    forms=lambda found: found.rows(),
    entries=lambda found: map(entries.of_land, found),
    also=("q", "order"),
)
add_list(router, LIST)


@router.get("/countries/{name}")
def one(request: Request, name: str) -> Response:
    """A country by its code; any name of it leads there."""
    state = state_of(request)
    try:
        code = country_code(name)
    except QueryError as error:
        raise MissingError(str(error)) from None
    if code != name:
        query = query_of(request)
        return RedirectResponse(links.country(code) + query)
    asked = filters_of(request.query_params, "country", today=state.today, limit=SHOWN)
    key = ("country", code, request.url.query, state.today)
    return page(
        request,
        "country.html",
        code=code,
        files=files_of(request, "/engagements", country=code),
        kept=_kept(asked),
        tie_words=tie_words,
        **state.memory.lately(key, lambda: _found(state, code, asked)),
    )


def _kept(asked: dict[str, Any]) -> dict[str, Any]:
    """The filters of the page, for the lists that its counts lead to."""
    return {name: value for name, value in asked.items() if name not in ("limit", "today")}


def _found(state: State, code: str, asked: dict[str, Any]) -> dict[str, Any]:
    record, today, kept = state.record, asked["today"], _kept(asked)
    found: CountryPage = record.country(code, **asked | {"limit": _EVERY})
    until = latest_until(kept, today)
    mine = record.engagements(country=code, newest=True, limit=DRAWN, **kept)
    trips = {name: value for name, value in kept.items() if name != "kind"}
    ties = {name: value for name, value in kept.items() if name in ("since", "until", "as_of")}
    partners = {one.key: one.count for one in found.partners}
    return {
        "title": found.name,
        "found": found,
        "latest": record.engagements(**kept | {"country": code, "newest": True, "until": until, "limit": SHOWN}),
        "latest_until": until,
        "coming": record.engagements(**kept | {"country": code, "when": "coming", "today": today, "limit": SHOWN}),
        "received": record.trips(at=code, newest=True, limit=SHOWN, **trips),
        "visitors": record.counts("person", at=code, **trips | {"kind": "trip"}).items[:SHOWN],
        "ties": record.relations(country=code, **ties),
        "map": drawn.partners(code, partners, f"Partners of {found.name}") if partners else None,
        "drawing": drawn.along_time(mine, f"{found.name}: engagements", today),
        "drawn_all": mine.next is None,
        "most": SHOWN,
    }
