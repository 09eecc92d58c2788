"""The list of engagements and the page of one."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from dragoman.merging.types import Engagement
from dragoman.record.queries_forms import engagement_form
from dragoman.web import entries, links
from dragoman.web.filters import filters_of
from dragoman.web.lists import Listing, add_list
from dragoman.web.state import state_of
from dragoman.web.templates import page

router = APIRouter()


def _ask(record: Any, filters: dict[str, Any]) -> Any:
    return record.engagements(**filters)


LIST = Listing(
    path="/engagements",
    title="Engagements",
    template="engagements.html",
    query="engagements",
    ask=_ask,
    forms=lambda found: map(engagement_form, found),
    entries=entries.of_engagements,
    defaults={"newest": True},
)
add_list(router, LIST)


@router.get("/engagements/{name}")
def one(request: Request, name: str) -> Response:
    """Everything of one engagement, every report with its words."""
    state = state_of(request)
    found = state.record.show(name, **filters_of(request.query_params, "show", today=state.today))
    return page(
        request,
        "engagement.html",
        title=title_of(found.engagement),
        found=found,
        one=found.engagement,
        sources={source.key: source for source in found.documents},
        reasons=state.record.why(found.engagement.id) if len(found.engagement.reports) > 1 else (),
        comparable=comparable(found.engagement),
    )


def title_of(one: Engagement) -> str:
    """What a page of an engagement is headed with."""
    parties = ", ".join(dict.fromkeys(party.name or party.role or party.country or "?" for party in one.parties))
    return f"{one.kind.capitalize()}: {one.name or parties}"


def comparable(one: Engagement) -> str | None:
    """The address of the accounts side by side, where at least two documents tell of it."""
    documents = {support.key.partition("/")[0] for support in one.reports}
    return links.compared(one.id) if len(documents) > 1 else None
