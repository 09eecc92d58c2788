"""The API under /api/v1: every query of a record with its filters, its OpenAPI document and a page about both."""

from __future__ import annotations

from functools import cache
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from dragoman.web.api.endpoints import add_operation
from dragoman.web.api.manual import manual_of
from dragoman.web.api.openapi import document_of
from dragoman.web.api.operations import OPERATIONS
from dragoman.web.api.writes import add_writes
from dragoman.web.templates import page

PREFIX = "/api/v1"
router = APIRouter(prefix=PREFIX)
for operation in OPERATIONS:
    add_operation(router, operation)
add_writes(router)


@cache
def openapi() -> dict[str, Any]:
    """The OpenAPI document."""
    return document_of(router.routes)


@router.get("/openapi.json", include_in_schema=False)
def openapi_json(request: Request) -> Response:
    """The OpenAPI document, for programs."""
    return JSONResponse(openapi())


@router.get("/", include_in_schema=False)
def manual(request: Request) -> Response:
    """The operations with their parameters, for people."""
    return page(request, "api.html", title="API", operations=manual_of(openapi()), about=openapi()["info"])
