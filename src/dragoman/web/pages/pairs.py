"""Two countries or persons: the last contact of each sort, everything between them, ties, claims, plans, the brief."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman.record.brief.question import Brief
from dragoman.record.contacts.checking import words_of as claim_words
from dragoman.record.contacts.last import LastContacts
from dragoman.record.contacts.sides import Side
from dragoman.record.contacts.ties import words_of as tie_words
from dragoman.record.queries_persons import SeveralError
from dragoman.web import drawn, links
from dragoman.web.filters import filters_of
from dragoman.web.lists import query_of
from dragoman.web.pages.persons import DRAWN, SHOWN, several
from dragoman.web.state import State, state_of
from dragoman.web.templates import page

router = APIRouter()
_OPEN = ("planned", "postponed")
_FEW = 5


@router.get("/pairs")
def chosen(request: Request) -> Response:
    """The form that asks for two sides; with both given it leads to their page."""
    given = [request.query_params.get(name, "").strip() for name in ("one", "other")]
    if all(given):
        return RedirectResponse(links.pair(*given), 303)
    people = state_of(request).record.person_list(limit=SHOWN * 2)
    return page(request, "choose_pair.html", title="Between two sides", given=given, people=people)


@router.get("/pairs/{one}/{other}")
def pair(request: Request, one: str, other: str) -> Response:
    """Two sides, each a country, a person or an office of a country; the order says which is seen first."""
    state = state_of(request)
    asked = filters_of(request.query_params, "last", today=state.today)
    try:
        found = state.record.last(one, other, **asked)
    except SeveralError as error:
        return _choice(request, error, one, other, links.pair)
    keys = (_key(found.one, one), _key(found.other, other))
    if keys != (one, other):
        query = query_of(request)
        return RedirectResponse(links.pair(*keys) + query)
    filters: dict[str, Any] = {"between": keys}
    if "as_of" in asked:
        filters["as_of"] = asked["as_of"]
    key = ("pair", keys, request.url.query, state.today)
    return page(
        request,
        "pair.html",
        title=f"{found.one.label} and {found.other.label}",
        found=found,
        sides=tuple(zip((found.one, found.other), keys, strict=True)),
        keys=keys,
        filters=filters,
        files={ending: links.listing(f"/engagements.{ending}", **filters) for ending in links.FORMATS},
        since=_year_before(asked["today"]),
        tie_words=tie_words,
        claim_words=claim_words,
        **state.memory.lately(key, lambda: _between(state, found, filters, asked["today"])),
    )


@router.get("/pairs/{one}/{other}/brief")
def brief(request: Request, one: str, other: str) -> Response:
    """What to know of two sides on a day, each line with footnotes that lead to their words."""
    try:
        found = _brief(request, one, other)
    except SeveralError as error:
        return _choice(request, error, one, other, lambda first, second: f"{links.pair(first, second)}/brief")
    return page(
        request,
        "brief.html",
        title=f"Brief: {found.between[0]} and {found.between[1]}",
        found=found,
        keys=(one, other),
        markdown=f"{links.pair(one, other)}/brief.md{'?' + request.url.query if request.url.query else ''}",
        today_asked=request.query_params.get("today") or state_of(request).today,
    )


@router.get("/pairs/{one}/{other}/brief.md")
def brief_as_markdown(request: Request, one: str, other: str) -> Response:
    """The same as a page of Markdown with numbered footnotes."""
    try:
        found = _brief(request, one, other)
    except SeveralError as error:
        return _choice(request, error, one, other, lambda first, second: f"{links.pair(first, second)}/brief.md")
    return Response(found.markdown().encode(), media_type="text/markdown; charset=utf-8")


def _choice(request: Request, error: SeveralError, one: str, other: str, link: Callable[[str, str], str]) -> Response:
    """A page to choose from, for the side that may be several persons."""

    def leading(who: str) -> str:
        return link(who, other) if error.who == one else link(one, who)

    return several(request, error.who, error.persons, leading)


def _brief(request: Request, one: str, other: str) -> Brief:
    state = state_of(request)
    asked = filters_of(request.query_params, "brief", today=state.today)
    asked.setdefault("since", _year_before(asked["today"]))
    return state.record.brief(one, other, **asked)


def _key(side: Side, given: str) -> str:
    """How addresses name a side: the code, the id, or the words for an office."""
    if side.person is not None:
        return side.person.id
    return given if side.office is not None or side.country is None else side.country


def _year_before(today: str) -> str:
    """The month a year before a day."""
    return f"{int(today[:4]) - 1:04}{today[4:7]}" if today[:4].isdecimal() else today


def _between(state: State, found: LastContacts, filters: dict[str, Any], today: str) -> dict[str, Any]:
    record = state.record
    countries = found.one.country and found.other.country and not (found.one.office or found.other.office)
    mine = record.engagements(newest=True, limit=DRAWN, **filters)
    return {
        "total": mine.total,
        "latest": mine.items[:SHOWN],
        "kinds": record.counts("kind", **filters).items,
        "statuses": record.counts("status", **filters).items,
        "plans": record.engagements(status=_OPEN, newest=True, limit=SHOWN, **filters),
        "conflicts": record.conflicts(limit=_FEW, **filters),
        "gaps": record.gaps(today=today, limit=_FEW, **filters),
        "claims": record.claims(limit=SHOWN, **filters),
        "ties": record.relations(**filters) if countries else None,
        "drawing": drawn.along_time(mine, f"{found.one.label} and {found.other.label}", today),
        "drawn_all": mine.next is None,
    }
