"""The topics, and everything on one: this month, who and which countries, the latest."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from dragoman.record.queries_filters import topic_code
from dragoman.record.queries_forms_more import count_form
from dragoman.web import links
from dragoman.web.filters import filters_of
from dragoman.web.lists import Listing, add_list, files_of
from dragoman.web.state import state_of
from dragoman.web.templates import page

router = APIRouter()
SHOWN = 20
MOST = 10

TOPICS = Listing(
    path="/topics",
    title="Topics",
    template="topics.html",
    query="counts",
    ask=lambda record, filters: record.counts("topic", **filters),
    forms=lambda found: map(count_form, found.items),
    entries=lambda found: (),
)
add_list(router, TOPICS)


@router.get("/topics/{code}")
def one(request: Request, code: str) -> Response:
    """Everything on a topic: the month of ``today`` first, then what came before."""
    topic = topic_code(code)
    state = state_of(request)
    asked: dict[str, Any] = filters_of(request.query_params, "engagements", today=state.today, limit=SHOWN)
    month = asked["today"][:7]
    kept = {name: value for name, value in asked.items() if name not in ("limit", "newest", "page", "topic")}
    return page(
        request,
        "topic.html",
        title=f"Topic: {topic.replace('-', ' ')}",
        topic=topic,
        month=month,
        this_month=state.record.engagements(**kept | {"topic": topic, "since": month, "until": month}, limit=100),
        latest=state.record.engagements(**asked | {"topic": topic, "newest": True}),
        countries=state.record.counts("country", **kept | {"topic": topic}).items[:MOST],
        years=state.record.counts("year", **kept | {"topic": topic}).items,
        files=files_of(request, "/engagements", topic=topic),
        every=links.listing("/engagements", topic=topic),
    )
