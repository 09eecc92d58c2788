"""The list of trips, and a trip stop by stop: planned beside actual, what changed and why."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman.exports.ics import ics_of
from dragoman.record.queries_forms import trip_form
from dragoman.web import drawn, entries, links
from dragoman.web.filters import filters_of
from dragoman.web.lists import MEDIA, Listing, add_list
from dragoman.web.pages.engagements import title_of
from dragoman.web.state import state_of
from dragoman.web.templates import page

router = APIRouter()


def _ask(record: Any, filters: dict[str, Any]) -> Any:
    return record.trips(**filters)


LIST = Listing(
    path="/trips",
    title="Trips",
    template="trips.html",
    query="trips",
    ask=_ask,
    forms=lambda found: map(trip_form, found),
    entries=lambda found: [entries.of_trip(one.engagement) for one in found],
    defaults={"newest": True},
)
add_list(router, LIST)


@router.get("/trips/{name}.ics")
def as_calendar(request: Request, name: str) -> Response:
    """The calendar of one trip: the journey, its stops with their days, what took place during it."""
    found = state_of(request).record.itinerary(name)
    base = str(request.base_url).rstrip("/")
    title = title_of(found.page.engagement)
    shown = ics_of(entries.of_itinerary(found), name=title, base=base, scope="trip")
    return Response(shown.encode(), media_type=MEDIA["ics"])


@router.get("/trips/{name}")
def one(request: Request, name: str) -> Response:
    """A journey; what is no journey is shown as the engagement that it is."""
    state = state_of(request)
    asked = filters_of(request.query_params, "show", today=state.today)
    shown = state.record.show(name, **asked)
    if shown.engagement.kind != "trip":
        return RedirectResponse(links.engagement(shown.engagement.id))
    found = state.record.itinerary(name, **asked)
    return page(
        request,
        "trip.html",
        title=title_of(found.page.engagement),
        found=found,
        one=found.page.engagement,
        sources={source.key: source for source in found.page.documents},
        drawing=drawn.route(found.page),
        calendar=f"{links.trip(found.page.engagement.id)}.ics",
    )
