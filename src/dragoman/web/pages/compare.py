"""The accounts of one engagement side by side."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from dragoman.record.queries_compare import Side
from dragoman.web.filters import filters_of
from dragoman.web.pages.engagements import title_of
from dragoman.web.state import state_of
from dragoman.web.templates import page

router = APIRouter()


@router.get("/engagements/{name}/compare")
def compare(request: Request, name: str) -> Response:
    """What each side raised, left out and promised, by topic and by sentence."""
    state = state_of(request)
    filters = filters_of(request.query_params, "show", today=state.today)
    asked = ("compare", name, *sorted(filters.items()))
    found = state.memory.now(asked, lambda: state.record.compare(name, **filters))
    return page(
        request,
        "compare.html",
        title=f"Side by side: {title_of(found.engagement)}",
        found=found,
        said=said,
        all_topics=found.topics,
    )


def said(side: Side, topic: str) -> str:
    """Whether a side names a topic: "left out", "only here" or "named"."""
    if topic not in side.topics:
        return "left out"
    return "only here" if topic in side.alone else "named"
