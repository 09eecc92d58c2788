"""How the API answers: the wire form as JSON, page by page or as one stream, told apart by its ETag."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import msgspec
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from dragoman import __version__
from dragoman.exports.json import json_lines
from dragoman.record.queries import OpenRecord
from dragoman.record.queries_filters import ACCEPTS
from dragoman.web.api.operations import Given, Operation
from dragoman.web.api.parameters import LIMIT, MOST
from dragoman.web.state import state_of

NDJSON = "application/x-ndjson"
_SINCE = secrets.token_hex(8)
"""Of this server's life: another record put in its place never looks unchanged."""
_TAG = re.compile(r'(?:W/)?"[^"]*"')


def answer(request: Request, operation: Operation, given: Given) -> Response:
    """The answer of an operation to what is given.

    Raises:
        QueryError: what is given means nothing. MissingError: there is no such thing.
        RecordError: the record cannot be read.
    """
    record = state_of(request).record
    lines = operation.items is not None and wants_lines(request, given)
    asked = {name: value for name, value in given.items() if value is not None and name != "format"}
    headers = {"ETag": etag_of(request, record, lines=lines), "Cache-Control": "no-cache", "Vary": "Accept"}
    asks = request.headers.get("if-none-match", "")
    if headers["ETag"] in _TAG.findall(asks):
        return Response(status_code=304, headers=headers)
    if lines:
        first = operation.ask(record, _portion(operation, asked, None))  # what is asked wrongly is told before all else
        if asks.strip() == "*":
            return Response(status_code=304, headers=headers)
        stream = () if "dragoman.head" in request.scope else _lines(record, operation, asked, first)
        return StreamingResponse(stream, media_type=NDJSON, headers=headers)
    if operation.items is not None and takes(operation, "limit"):
        asked.setdefault("limit", LIMIT)
    found = operation.ask(record, dict(asked))
    if asks.strip() == "*":
        return Response(status_code=304, headers=headers)
    if after := _next(found):
        headers["Link"] = f'<{_address(request, page=after)}>; rel="next"'
    return Response(msgspec.json.encode(body_of(operation, found)), media_type="application/json", headers=headers)


def body_of(operation: Operation, found: Any) -> Any:
    """The body of an answer: one thing, or its items and what stands beside them."""
    if operation.items is None:
        assert operation.form is not None
        return operation.form(found)
    body = {"items": list(operation.items(found)), **(operation.beside(found) if operation.beside else {})}
    return {**body, "next": _next(found)} if pages(operation) else body


def pages(operation: Operation) -> bool:
    """Whether its answer comes in pages."""
    return takes(operation, "page")


def takes(operation: Operation, name: str) -> bool:
    """Whether an operation takes a filter."""
    return operation.query is not None and name in ACCEPTS[operation.query]


def _next(found: Any) -> str | None:
    after: str | None = getattr(found, "next", None)
    return after


# --- streams -------------------------------------------------------------------------------------


def wants_lines(request: Request, given: Given) -> bool:
    """Whether the items are asked for one a line: by ``format``, else by what the asker accepts."""
    if given.get("format") is not None:
        return bool(given["format"] == "ndjson")
    accepted = [one.partition(";")[0].strip().lower() for one in request.headers.get("accept", "").split(",")]
    return NDJSON in accepted and "application/json" not in accepted


def _portion(operation: Operation, asked: Given, left: int | None) -> Given:
    """What is asked for next: MOST items, or those that are left of a limit that was given."""
    if not takes(operation, "limit"):
        return dict(asked)
    limit = asked.get("limit", MOST) if left is None else left
    return {**asked, "limit": min(limit, MOST)}


def _lines(record: OpenRecord, operation: Operation, asked: Given, first: Any) -> Iterator[str]:
    """All items, one page in memory at a time; a limit that is given counts for all of them."""
    assert operation.items is not None
    found, left = first, asked.get("limit")
    while True:
        forms = list(operation.items(found))
        yield "".join(json_lines(forms))
        left = None if left is None else left - len(forms)
        after = _next(found)
        if after is None or left == 0:
            return
        found = operation.ask(record, {**_portion(operation, asked, left), "page": after})


# --- what tells answers apart --------------------------------------------------------------------


def etag_of(request: Request, record: OpenRecord, *, lines: bool) -> str:
    """Another one whenever the answer may be another: by address, form, dragoman and the record's state.

    The state is read before the answer, so that an answer is never older than its tag. It is weak, as the answer may
    be compressed on its way.
    """
    what = (request.url.path, request.url.query, lines, __version__, record.store.state(), _SINCE)
    return f'W/"{hashlib.sha256(repr(what).encode()).hexdigest()[:32]}"'


def _address(request: Request, **changed: str) -> str:
    """The address of this request with other parameters."""
    kept = [(name, value) for name, value in request.query_params.multi_items() if name not in changed]
    return f"{request.url.path}?{urlencode([*kept, *changed.items()])}"
