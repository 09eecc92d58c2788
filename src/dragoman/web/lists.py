"""Lists: one ``Listing`` each gives its page and its other forms (csv, json, ics, atom) at stable addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec
from fastapi import APIRouter
from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from dragoman.exports.atom import atom_of
from dragoman.exports.csv import csv_of
from dragoman.exports.entry import Entry
from dragoman.exports.ics import ics_of
from dragoman.record.queries import OpenRecord
from dragoman.record.queries_tables import Tabular
from dragoman.web import links
from dragoman.web.filters import filters_of
from dragoman.web.state import State, state_of
from dragoman.web.templates import page

MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "ics": "text/calendar; charset=utf-8",
    "atom": "application/atom+xml",
}


class Listing(msgspec.Struct, frozen=True, kw_only=True):
    """A list of the web app.

    Attributes:
        path: its address, such as ``/engagements``. title: its heading. template: of its page.
        query: name in ``ACCEPTS``, which says what filters it takes.
        ask: the answer to filters. forms: the wire forms of its items. entries: for calendars and feeds.
        extra: more values for the template, of the request's state and the answer.
        defaults: filters where the address has none, such as ``newest``.
        about: more members of the JSON form, of the answer: the counting rule, say.
        also: parameters of the page that are no filters of the query (``q`` of search).
        heavy: asking takes long in a large record, so that the answer may be some seconds old (``Memory.lately``).
    """

    path: str
    title: str
    template: str
    query: str
    ask: Callable[[OpenRecord, dict[str, Any]], Any]
    forms: Callable[[Any], Iterable[Any]]
    entries: Callable[[Any], Iterable[Entry]]
    extra: Callable[[Request, Any], Mapping[str, Any]] | None = None
    about: Callable[[Any], Mapping[str, Any]] | None = None
    defaults: Mapping[str, Any] = {}
    also: tuple[str, ...] = ()
    heavy: bool = False


def add_list(router: APIRouter, listing: Listing) -> None:
    """The routes of a list: its page, and the same address with ``.csv``, ``.json``, ``.ics`` and ``.atom``."""

    @router.get(listing.path)
    def as_page(request: Request) -> Response:
        return list_page(request, listing)

    @router.get(listing.path + ".{ending}")
    def as_file(request: Request, ending: str) -> Response:
        return list_file(request, listing, ending)


def asked_of(request: Request, listing: Listing) -> tuple[dict[str, Any], Any]:
    """The filters of a request, and the answer."""
    return _answered(state_of(request), listing, request.query_params)


def first_of(listing: Listing) -> Callable[[State], object]:
    """What makes the list without filters, before anybody asks for it."""
    return lambda state: _answered(state, listing, QueryParams())


def _answered(state: State, listing: Listing, params: QueryParams) -> tuple[dict[str, Any], Any]:
    found = filters_of(params, listing.query, today=state.today, also=listing.also)
    filters = dict(listing.defaults) | found | {name: params.get(name, "") for name in listing.also}

    def ask() -> Any:
        return listing.ask(state.record, dict(filters))

    if not listing.heavy:
        return filters, ask()
    return filters, state.memory.lately((listing.path, *sorted(filters.items())), ask)


def list_page(request: Request, listing: Listing) -> Response:
    """The page of a list."""
    filters, found = asked_of(request, listing)
    return page(
        request,
        listing.template,
        title=listing.title,
        listing=listing,
        filters=filters,
        found=found,
        given=given_of(request.query_params),
        next_page=next_page(request, getattr(found, "next", None)),
        files=files_of(request, listing.path),
        **(listing.extra(request, found) if listing.extra else {}),
    )


def list_file(request: Request, listing: Listing, ending: str) -> Response:
    """A list in another form. Raises HTTPException 404 for a form that there is not."""
    if ending not in MEDIA:
        raise HTTPException(404, f"there is no form {ending!r}; there are {', '.join(MEDIA)}")
    _, found = asked_of(request, listing)
    return Response(_written(request, listing, found, ending), media_type=MEDIA[ending])


def _written(request: Request, listing: Listing, found: Any, ending: str) -> bytes:
    base = str(request.base_url).rstrip("/")
    if ending == "csv":
        table: Tabular = found
        return csv_of(table.COLUMNS, table.rows()).encode()
    if ending == "json":
        more = {name: value for name in ("total", "next") if (value := getattr(found, name, None)) is not None}
        about = listing.about(found) if listing.about else {}
        return msgspec.json.encode({"items": list(listing.forms(found)), **more, **about})
    name, scope = f"dragoman: {listing.title}", listing.path.strip("/")
    entries = list(listing.entries(found))
    if ending == "ics":
        return ics_of(entries, name=name, base=base, scope=scope).encode()
    query = query_of(request)
    own, seen = request.url.path + query, listing.path + query
    return atom_of(entries, title=name, base=base, own=own, page=seen, scope=scope).encode()


def query_of(request: Request) -> str:
    """The query of a request with its question mark, "" where there is none: for the same question elsewhere."""
    return f"?{request.url.query}" if request.url.query else ""


def files_of(request: Request, path: str, **more: str) -> dict[str, str]:
    """The addresses of the other forms of a list, with the filters of this request and ``more``."""
    url = request.url.include_query_params(**more) if more else request.url
    query = f"?{url.query}" if url.query else ""
    return {ending: f"{path}.{ending}{query}" for ending in links.FORMATS}


def next_page(request: Request, after: str | None) -> str | None:
    """The address of the page after this one; None on the last."""
    if after is None:
        return None
    return f"{request.url.path}?{request.url.include_query_params(page=after).query}"


def given_of(params: QueryParams) -> dict[str, list[str]]:
    """What a query string says, for the fields of the form."""
    return {name: params.getlist(name) for name in params}
