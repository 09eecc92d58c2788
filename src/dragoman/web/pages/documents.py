"""The list of documents, and a document with everything that was found in it marked in its text."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from dragoman.record.queries_tables import Tabular
from dragoman.web import entries, spans
from dragoman.web.filters import filters_of
from dragoman.web.lists import Listing, add_list
from dragoman.web.state import state_of
from dragoman.web.templates import page

router = APIRouter()


def _ask(record: Any, filters: dict[str, Any]) -> Any:
    return record.documents(**filters)


def _forms(found: Tabular) -> list[dict[str, Any]]:
    return [dict(row) for row in found.rows()]


LIST = Listing(
    path="/documents",
    title="Documents",
    template="documents.html",
    query="documents",
    ask=_ask,
    forms=_forms,
    entries=lambda found: map(entries.of_document, found),
    defaults={"newest": True},
)
add_list(router, LIST)


@router.get("/documents/{key}")
def one(request: Request, key: str) -> Response:
    """A document's text; words that tell something are marked and lead to what they tell."""
    state = state_of(request)
    found = state.record.document(key, **filters_of(request.query_params, "document", also=("at",)))
    marked = [(span, told.engagement) for told in found.told for span in told.evidence]
    asked = spans.spans_asked(request.query_params.get("at", ""))
    return page(
        request,
        "document.html",
        title=found.source.title or found.source.id,
        found=found,
        pieces=spans.pieces(found.document.text, marked, asked),
        kinds={told.engagement: told.kind for told in found.told},
        status={told.engagement: told.status for told in found.told},
    )
