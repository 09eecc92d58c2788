"""Refusals that are told before the app is asked: a line of text, or problem details under /api/."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import Scope

_PHRASES = {413: "Content Too Large", 414: "URI Too Long", 422: "Unprocessable Content"}
"""What Pythons before 3.13 call otherwise."""


def phrase_of(status: int) -> str:
    """What RFC 9110 calls a status."""
    return _PHRASES.get(status) or HTTPStatus(status).phrase


def refusal(scope: Scope, status: int, told: str, headers: Mapping[str, str]) -> Response:
    """An answer without any page around it."""
    if scope["path"].startswith("/api/"):
        body = {"type": "about:blank", "title": phrase_of(status), "status": status, "detail": told}
        return JSONResponse(body, status, dict(headers), media_type="application/problem+json")
    return PlainTextResponse(f"{told[:1].upper()}{told[1:]}.\n", status, dict(headers))
