"""The list of rulings, a ruling by itself, and its withdrawal."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman.merging.rulings import ruling_number
from dragoman.record.decisions import about, decisions, withdraw
from dragoman.record.queries_filters import MissingError
from dragoman.web import links
from dragoman.web.review.access import Reviewing
from dragoman.web.review.rows import address, row_of
from dragoman.web.state import state_of
from dragoman.web.templates import page

router = APIRouter()
SHOWN = 100
"""Rulings on a page."""


@router.get("/review")
def listed(request: Request, before: str = "", orphaned: bool = False) -> Response:
    """All rulings, the newest first, withdrawn and orphaned ones marked."""
    found = decisions(state_of(request).record.store)[::-1]
    last = ruling_number(before)
    shown = [one for one in found if not (last and ruling_number(one.ruling.id) >= last)]
    shown = [one for one in shown if one.orphaned or not orphaned]
    older = shown[SHOWN - 1].ruling.id if len(shown) > SHOWN else None
    return page(
        request,
        "review.html",
        title="Rulings",
        found=[row_of(one) for one in shown[:SHOWN]],
        total=len(found),
        counting=sum(not one.ruling.withdrawn for one in found),
        orphans=sum(one.orphaned for one in found),
        orphaned=orphaned,
        older=links.listing("/review", before=older, orphaned=orphaned) if older else None,
    )


@router.get("/review/rulings/{name}")
def one(request: Request, name: str) -> Response:
    """A ruling with all that is kept of it, and what it is about now."""
    store = state_of(request).record.store
    found = next((one for one in decisions(store) if one.ruling.id == name), None)
    if found is None:
        raise MissingError(f"no ruling {name!r}; /review lists them")
    return page(
        request,
        "review_ruling.html",
        title=f"Ruling {name}",
        one=row_of(found),
        engagements=about(store, found.ruling),
    )


@router.post("/review/rulings/{name}/withdraw")
def undo(request: Request, name: str, reviewer: Reviewing) -> Response:
    """Withdraw a ruling: it is kept and counts no more."""
    store = state_of(request).record.store
    withdraw(store, name)
    store.derive()
    return RedirectResponse(address(name), 303)
