"""The start page: the latest and the coming, where and when things took place, what is open."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from dragoman.pictures import world_map
from dragoman.pictures.style import STYLE
from dragoman.record.queries import OpenRecord
from dragoman.record.queries_types import Count
from dragoman.web import links
from dragoman.web.bars import bars
from dragoman.web.filters import filters_of
from dragoman.web.state import State, state_of
from dragoman.web.templates import page

router = APIRouter()
LATEST, COMING, OPEN, MOST = 8, 5, 4, 8
_DONE = ("held", "cut_short")
_COLUMNS = 48
_YEARS = 3
"""Up to so many years are shown month by month."""


@router.get("/")
def start(request: Request) -> Response:
    """What there is to see of the record today."""
    state = state_of(request)
    filters = filters_of(request.query_params, "gaps", today=state.today, limit=OPEN)
    today = filters["today"]
    found = made(state, today)
    return page(request, "start.html", title="The diplomatic record", **found | {"today": today})


def made(state: State, today: str) -> dict[str, Any]:
    """What the page shows; of a large record it may be some seconds old."""
    return state.memory.lately(("start", today), lambda: _found(state.record, today))


def first(state: State) -> None:
    """Make the start page before anybody asks for it."""
    made(state, state.today)


def _found(record: OpenRecord, today: str) -> dict[str, Any]:
    visits = record.counts("at", kind="trip", status=_DONE)
    kinds = record.counts("kind")
    return {
        "total": kinds.total,
        "kinds": kinds.items,
        "documents": record.documents(limit=1).total,
        "latest": record.engagements(newest=True, limit=LATEST, until=today, status=_DONE),
        "coming": record.engagements(when="coming", today=today, limit=COMING),
        "world": Markup(_world(visits.items)),
        "visited": visits.items[:MOST],
        "times": Markup(_times(record)),
        "conflicts": record.conflicts(limit=OPEN),
        "gaps": record.gaps(today=today, limit=OPEN),
        "people": record.counts("person").items[:MOST],
    }


def _world(visits: tuple[Count, ...]) -> str:
    return world_map(
        {one.key: one.count for one in visits},
        title="Trips by country",
        noun=("trip", "trips"),
        link=lambda code: links.listing("/engagements", kind="trip", status=_DONE, at=code),
        standalone=False,
    )


def _times(record: OpenRecord) -> str:
    """Engagements by year, or by month where there are few years."""
    by = "year" if len(record.counts("year").items) > _YEARS else "month"
    counts = {one.key: one.count for one in record.counts(by).items}
    steps = _steps(min(counts), max(counts))[-_COLUMNS:] if counts else []
    found = [(key, counts.get(key, 0), links.listing("/engagements", since=key, until=key)) for key in steps]
    return bars(found, title=f"Engagements by {by}")


def _steps(first: str, last: str) -> list[str]:
    """All years, or all months, from the first to the last."""
    years = range(int(first[:4]), int(last[:4]) + 1)
    if len(first) == 4:
        return [f"{year:04}" for year in years]
    return [month for year in years for one in range(1, 13) if first <= (month := f"{year:04}-{one:02}") <= last]


@router.get("/pictures.css")
def pictures_style() -> Response:
    """The colours of pictures on dark screens."""
    return Response(STYLE, media_type="text/css")
