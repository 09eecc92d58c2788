"""The list of persons, and a person: offices, counts, whom they met, visits by a counting rule, along time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman.record.queries_people import PersonList
from dragoman.record.queries_types import Person, PersonPage
from dragoman.web import drawn, entries, links
from dragoman.web.filters import filters_of
from dragoman.web.lists import Listing, add_list, files_of, query_of
from dragoman.web.pages import counting
from dragoman.web.state import State, state_of
from dragoman.web.templates import page

router = APIRouter()
SHOWN, DRAWN = 10, 400
"""Engagements and counterparts on a page, and engagements of its timeline."""


def _ask(record: Any, filters: dict[str, Any]) -> PersonList:
    kept = {name: value for name, value in filters.items() if name not in ("q", "order")}
    found: PersonList = record.person_list(filters["q"] or None, order=filters["order"] or "count", **kept)
    return found


LIST = Listing(
    path="/persons",
    title="Persons",
    template="persons.html",
    heavy=True,
    query="person_list",
    ask=_ask,
    forms=lambda found: found.rows(),
    entries=lambda found: map(entries.of_person, found),
    also=("q", "order"),
)
add_list(router, LIST)


@router.get("/persons/{name:path}")
def one(request: Request, name: str) -> Response:
    """A person by the id. Any part of a name that is one person's leads to the id; several are told apart."""
    state = state_of(request)
    asked = filters_of(request.query_params, "person", today=state.today, limit=SHOWN, also=counting.CHOSEN)
    as_of = asked.get("as_of")
    key = ("person", name, request.url.query, state.today)
    fits, found = state.memory.lately(("who", *key), lambda: _who(state, name, as_of, asked))
    if found is None:
        return several(request, name, fits, links.person)
    if found.person.id != name:
        query = query_of(request)
        return RedirectResponse(links.person(found.person.id) + query)
    return page(
        request,
        "person.html",
        title=found.person.name,
        found=found,
        person=found.person,
        files=files_of(request, "/engagements", who=found.person.id),
        kept=_kept(asked),
        **state.memory.lately(key, lambda: _more(state, found, asked, counting.chosen(request), known=bool(fits))),
    )


def _who(state: State, name: str, as_of: str | None, asked: dict[str, Any]) -> tuple[list[Person], PersonPage | None]:
    """Whom a name may mean, and the page of the one; None where several may be meant."""
    fits = state.record.persons(name, as_of=as_of)
    return fits, None if len(fits) > 1 else state.record.person(fits[0].id if fits else name, **asked)


def several(request: Request, name: str, fits: Sequence[Person], link: Callable[[str], str]) -> Response:
    """The persons whom a name may mean, to choose from; ``link`` gives the address for an id."""
    title = f"{len(fits)} persons may be meant"
    return page(request, "several.html", status_code=300, title=title, called=name, fits=fits, link=link)


def _kept(asked: dict[str, Any]) -> dict[str, Any]:
    """The filters of the page, for the lists that its counts lead to."""
    return {name: value for name, value in asked.items() if name not in ("limit", "today")}


def latest_until(kept: dict[str, Any], today: str) -> str:
    """Up to which day the latest are shown: what is coming stands apart."""
    return str(kept.get("until") or max(today, kept.get("since", "")))


def _more(
    state: State, found: PersonPage, asked: dict[str, Any], chosen: counting.Chosen, *, known: bool
) -> dict[str, Any]:
    """What a page shows besides: the latest, the coming, trips, visits; nothing of one whom the ledger alone knows."""
    who = found.person.id
    kept = _kept(asked)
    record, today = state.record, asked["today"]
    if not known:
        return {"latest_until": today, "latest": (), "coming": (), "trips": None, "visits": None, "drawing": None}
    mine = record.engagements(who=who, newest=True, limit=DRAWN, **kept)
    trips = {name: value for name, value in kept.items() if name != "kind"}
    return {
        "latest_until": latest_until(kept, today),
        "latest": record.engagements(
            **kept | {"who": who, "until": latest_until(kept, today), "newest": True, "limit": SHOWN}
        ),
        "coming": record.engagements(**kept | {"who": who, "when": "coming", "today": today, "limit": SHOWN}),
        "trips": record.trips(who=who, newest=True, limit=5, **trips),
        "visits": counting.visits(record, who, chosen, as_of=kept.get("as_of")),
        "drawing": drawn.along_time(mine, f"{found.person.name}: engagements", today),
        "drawn_all": mine.next is None,
    }
